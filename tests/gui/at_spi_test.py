"""The window as a screen reader meets it, through AT-SPI: another process walks the tree, reads the page, moves the
caret with the keys of the keyboard, and lists every control that has the keys but no name.

usage: at_spi_test.py WINDOW_PROGRAM   (under a display and a session bus of its own; see at_spi_run)
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore", DeprecationWarning)  # the older names are those that every system has

FAILURES = []
EVENTS = []
KEYS = {"Right": 0xFF53, "Left": 0xFF51, "Down": 0xFF54, "Up": 0xFF52, "Home": 0xFF50, "End": 0xFF57,
        "Escape": 0xFF1B, "Shift": 0xFFE1, "Control": 0xFFE3}


def check(holds, what):
    if not holds:
        FAILURES.append(what)
        print("FAILED:", what, flush=True)
    return holds


def pump():
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)


def wait_for(done, what, seconds=30):
    """What `done` gave once it gave something; a failure after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pump()
        try:
            found = done()
        except GLib.Error:  # gone while it was asked
            found = None
        if found:
            return found
        time.sleep(0.02)
    check(False, f"waited in vain for {what}")
    return None


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def walk(node, cells=False):
    """`node` and what is below it; the rows of long lists only if asked for."""
    yield node
    if node.get_role() in (Atspi.Role.TREE_TABLE, Atspi.Role.TABLE, Atspi.Role.TREE) and not cells:
        return
    for child in children(node):
        yield from walk(child, cells)


def has(node, state):
    return node.get_state_set().contains(state)


def find(root, role, name=None):
    for node in walk(root):
        if node.get_role() == role and has(node, Atspi.StateType.SHOWING) and name in (None, node.get_name()):
            return node
    return None


def path_of(node):
    names = []
    while node is not None and len(names) < 8:
        names.append(f"{node.get_role_name()} “{node.get_name()}”")
        node = node.get_parent()
    return " < ".join(names)


def unnamed(root):
    return [node for node in walk(root)
            if has(node, Atspi.StateType.FOCUSABLE) and has(node, Atspi.StateType.SHOWING)
            and node.get_role() not in (Atspi.Role.TABLE_CELL,) and not node.get_name()]


def check_names(root, where):
    for node in unnamed(root):
        check(False, f"{where}: a control that can have the keys has no name: {path_of(node)}")


def press(key, *modifiers):
    codes = [KEYS[modifier] for modifier in modifiers]
    # A key, not a character: the modifiers are held while it goes down and up.
    for code in codes:
        subprocess.run(["xdotool", "keydown", hex(code)], check=True)
    subprocess.run(["xdotool", "key", key], check=True)
    for code in reversed(codes):
        subprocess.run(["xdotool", "keyup", hex(code)], check=True)
    pump()


def selection_of(text):
    if text.get_n_selections() == 0:
        return None
    chosen = text.get_selection(0)
    return chosen.start_offset, chosen.end_offset


def check_units(text, count):
    """Each unit ends where the next begins, and what is said is the text's own words there."""
    for granularity, most in ((Atspi.TextGranularity.CHAR, 200), (Atspi.TextGranularity.WORD, 1500),
                              (Atspi.TextGranularity.SENTENCE, 3000), (Atspi.TextGranularity.LINE, 3000),
                              (Atspi.TextGranularity.PARAGRAPH, 3000)):
        at = 0
        while at < min(count, most):
            said = text.get_string_at_offset(at, granularity)
            if not check(said.start_offset == at and said.end_offset > at,
                         f"{granularity.value_nick}: at {at} comes {said.start_offset} to {said.end_offset}"):
                break
            words = Atspi.Text.get_text(text, said.start_offset, said.end_offset)
            check(words == said.content, f"{granularity.value_nick} at {at}: “{said.content}” is not “{words}”")
            middle = text.get_string_at_offset((said.start_offset + said.end_offset) // 2, granularity)
            check(middle.start_offset == at, f"{granularity.value_nick}: the middle of {at} belongs to another")
            at = said.end_offset
    lines = [text.get_string_at_offset(at, Atspi.TextGranularity.LINE) for at in range(0, min(count, 3000), 40)]
    check(max(line.end_offset - line.start_offset for line in lines) < 200, "a line is as long as a paragraph")


def check_places(page, text):
    box = page.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
    caret = text.get_caret_offset()
    for at in range(caret, caret + 30):
        if Atspi.Text.get_text(text, at, at + 1) in (" ", "\n"):
            continue
        rect = text.get_character_extents(at, Atspi.CoordType.SCREEN)
        check(rect.width > 0 and rect.height > 0, f"character {at} has no place")
        check(box.x <= rect.x and rect.x + rect.width <= box.x + box.width, f"character {at} is beside the page")
        found = text.get_offset_at_point(rect.x + 1, rect.y + rect.height // 2, Atspi.CoordType.SCREEN)
        check(found == at, f"at the left edge of character {at} stands {found}")


def moved(text, key, *modifiers):
    """Where the caret stands after a key, and whether a reader was told."""
    before = text.get_caret_offset()
    EVENTS.clear()
    press(key, *modifiers)
    wait_for(lambda: text.get_caret_offset() != before, f"the caret after {key}", 5)
    wait_for(lambda: any(kind.startswith("object:text-caret-moved") for kind, _ in EVENTS), f"word of {key}", 5)
    return text.get_caret_offset()


def check_caret(text):
    at = text.get_caret_offset()
    check(moved(text, "Right") == at + 1, "Right goes one letter on")
    check(moved(text, "Right") == at + 2, "Right goes another letter on")
    check(moved(text, "Left") == at + 1, "Left goes back")
    line = text.get_string_at_offset(at, Atspi.TextGranularity.LINE)
    check(moved(text, "Down") >= line.end_offset, "Down goes to the next line")
    check(moved(text, "Up") < line.end_offset, "Up goes back to the line")
    word = text.get_string_at_offset(text.get_caret_offset(), Atspi.TextGranularity.WORD)
    check(moved(text, "Right", "Control") > word.start_offset + 1, "Ctrl+Right goes to another word")
    start = text.get_caret_offset()
    check(selection_of(text) is None, "nothing is selected yet")
    moved(text, "Right", "Shift")
    check(selection_of(text) == (start, start + 1), f"Shift+Right selects a letter, not {selection_of(text)}")
    wait_for(lambda: any(kind.startswith("object:text-selection-changed") for kind, _ in EVENTS), "word of it", 5)
    # What a reader sets, the window shows.
    check(text.set_caret_offset(start + 40), "a caret is set")
    check(text.get_caret_offset() == start + 40 and selection_of(text) is None, "the caret is where it was set")
    check(text.add_selection(start, start + 12), "a selection is made")
    check(selection_of(text) == (start, start + 12), "the selection is what was made")
    check(text.remove_selection(0) and selection_of(text) is None, "the selection is taken away")


def check_picker(frame, text, page):
    text.add_selection(text.get_caret_offset(), text.get_caret_offset() + 12)
    page.get_component_iface().grab_focus()
    press("c")
    field = wait_for(lambda: next((node for node in walk(frame) if node.get_role() == Atspi.Role.TEXT
                                   and has(node, Atspi.StateType.FOCUSED)), None), "the picker's field", 5)
    if field is None:
        return
    check(field.get_name(), "the picker's field has no name")
    first = wait_for(field.get_description, "the highlighted code", 5)
    press("Down")
    wait_for(lambda: field.get_description() not in ("", first), "another highlighted code", 5)
    press("Escape")


def check_tabs(frame):
    """Every tab of every book in turn: what is on it has names, and drawn tables can be read."""
    read = 0
    for book in [node for node in walk(frame) if node.get_role() == Atspi.Role.PAGE_TAB_LIST]:
        selection = book.get_selection_iface()
        for index in range(book.get_child_count()):
            name = book.get_child_at_index(index).get_name()
            check(name, "a tab has no name")
            selection.select_child(index)
            wait_for(lambda: selection.is_child_selected(index), f"tab {name}", 5)
            pump()
            check_names(frame, f"tab “{name}”")
            for node in walk(book.get_child_at_index(index)):
                if node.get_role() == Atspi.Role.TEXT and has(node, Atspi.StateType.READ_ONLY):
                    read += node.get_text_iface().get_character_count() > 100
    check(read >= 2, f"{read} of the drawn panes can be read: inspector and cross-tab were looked for")


def check_results(frame):
    entry = next(node for node in walk(frame) if node.get_role() in (Atspi.Role.TEXT, Atspi.Role.ENTRY)
                 and "earch" in node.get_name() and has(node, Atspi.StateType.EDITABLE))
    entry.get_editable_text_iface().set_text_contents("time")
    table = wait_for(lambda: find(frame, Atspi.Role.TREE_TABLE, "Results") or find(frame, Atspi.Role.TABLE, "Results"),
                     "the list of results", 60)
    if table is None:
        return
    said = wait_for(lambda: [cell.get_name() for cell in children(table) if "time" in cell.get_name().lower()],
                    "a passage that was found, as words", 10)
    check(said, "what was found cannot be read")


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, POLYVOCAL_CONFIG=folder, HOME=folder, GTK_MODULES="", LC_ALL="C.UTF-8")
        window = subprocess.Popen([program], env=environment)
        try:
            desktop = Atspi.get_desktop(0)
            app = wait_for(lambda: next((node for node in children(desktop) if node.get_process_id() == window.pid),
                                        None), "the program on the accessibility bus")
            if app is None:
                return
            frame = wait_for(lambda: find(app, Atspi.Role.FRAME), "the window")
            check(frame.get_name(), "the window has no name")
            check_names(frame, "start")
            sample = wait_for(lambda: next((node for node in walk(frame) if "ample" in node.get_name() and
                                            node.get_role() == Atspi.Role.PUSH_BUTTON), None), "the sample study")
            sample.get_action_iface().do_action(0)
            page = wait_for(lambda: find(frame, Atspi.Role.DOCUMENT_TEXT), "the page", 120)
            if page is None:
                return
            text = page.get_text_iface()
            count = wait_for(text.get_character_count, "the page's words")
            check(page.get_name() in frame.get_name() or page.get_name(), "the page has no name")
            check(count > 1000, f"the page has {count} characters")
            check(len(Atspi.Text.get_text(text, 0, -1)) == count, "the page's words are as many as it says")
            check(len(Atspi.Text.get_text(text, 0, -1).split()) > 200, "the page's words are no words")
            for event in ("object:text-caret-moved", "object:text-selection-changed"):
                listener.register(event)
            wait_for(lambda: page.get_component_iface().grab_focus() and has(page, Atspi.StateType.FOCUSED),
                     "the keys on the page", 10)
            check_names(frame, "page")
            check_units(text, count)
            check_caret(text)
            check_places(page, text)
            check_picker(frame, text, page)
            check_tabs(frame)
            check_results(frame)
        finally:
            check(window.poll() is None, f"the window ended by itself: {window.poll()}")
            window.send_signal(signal.SIGTERM)
            window.wait()


def heard(event):
    EVENTS.append((event.type, event.detail1))


if __name__ == "__main__":
    Atspi.init()
    listener = Atspi.EventListener.new(heard)
    main(sys.argv[1])
    print(f"{len(FAILURES)} failures")
    sys.exit(1 if FAILURES else 0)
