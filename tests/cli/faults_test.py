"""Bad input and bad circumstances end well: a message that says what happened and what to do, the contract's exit status,
and nothing lost."""

import contextlib
import fcntl
import json
import os
import pathlib
import pty
import re
import resource
import select
import shutil
import signal
import sqlite3
import subprocess
import termios
import threading
import time
import unittest

import bad_files
from workbench import POLYVOCAL, SAMPLE, Workbench

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
FAMILY = SAMPLE / "transcripts" / "families"


def stored(project):
    """Every document as it lies in the project: its text's digest, counts, and every turn with its speaker."""
    with contextlib.closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as database:
        documents = {}
        rows = database.execute("SELECT d.name, r.id, r.text_hash, r.code_points, r.words, r.turns FROM document d "
                                "JOIN revision r ON r.id = d.revision").fetchall()
        for name, revision, *counts in rows:
            turns = database.execute("SELECT t.number, t.whole_start, t.whole_end, t.body_start, t.body_end, t.words, s.label FROM turn t "
                                     "LEFT JOIN speaker s ON s.id = t.speaker WHERE t.revision = ? ORDER BY t.number", (revision,))
            documents[name] = (*counts, turns.fetchall())
    return documents


def how_many(project):
    with contextlib.closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as database:
        return database.execute("SELECT count(*) FROM document").fetchone()[0]


def wait_until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.002)
    return False


class Interrupted(Workbench):
    def setUp(self):
        super().setUp()
        self.transcripts = self.folder / "transcripts"
        self.transcripts.mkdir()
        for number in range(200):
            (self.transcripts / f"interview {number:03}.txt").write_text(bad_files.transcript(number), encoding="utf-8")
        for number in (60, 61, 62):
            (self.transcripts / f"interview {number:03} long.txt").write_text(bad_files.transcript(number, 2500), encoding="utf-8")
        self.run_command("new", self.project)
        self.run_command("import", self.project, FAMILY / "Family 4.txt")
        self.before = stored(self.project)

    def start(self, *arguments, **more):
        return subprocess.Popen([POLYVOCAL, *map(str, arguments)], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, **more)

    def undisturbed(self):
        whole = self.folder / "whole.polyvocal"
        self.run_command("new", whole)
        self.run_command("import", whole, self.transcripts)
        return stored(whole)

    def interrupt(self, project, after, *signals):
        """Sends the signals once `after` documents of the import are in; returns the exit status and stderr."""
        process = self.start("import", project, self.transcripts)
        at = how_many(project) + after
        self.assertTrue(wait_until(lambda: how_many(project) >= at or process.poll() is not None))
        self.assertIsNone(process.poll(), "the import ended before it could be interrupted")
        for number in signals:
            process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        return process.returncode, errors

    def test_an_import_keeps_whole_documents_and_is_undone_as_one(self):
        undisturbed = self.undisturbed()
        cases = [((signal.SIGINT,), 130, 5), ((signal.SIGINT,), 130, 61), ((signal.SIGINT, signal.SIGINT), 130, 20),
                 ((signal.SIGTERM,), -signal.SIGTERM, 30), ((signal.SIGKILL,), -signal.SIGKILL, 60)]
        for signals, status, after in cases:
            with self.subTest(signals=signals, after=after):
                project = self.folder / "broken off.polyvocal"
                for old in self.folder.glob(project.name + "*"):
                    old.unlink()
                shutil.copy(self.project, project)
                returned, errors = self.interrupt(project, after, *signals)
                self.assertEqual(returned, status, errors)
                self.assert_sound(project)
                now = stored(project)
                added = {name: content for name, content in now.items() if name not in self.before}
                self.assertGreaterEqual(len(added), after)
                self.assertLess(len(added), len(undisturbed))
                self.assertEqual(added, {name: undisturbed[name] for name in added})
                if status == 130:
                    self.assertIn(f"Cancelled. Documents that were stored before: {len(added)}", errors)
                    self.assertIn(f"`polyvocal undo {project}`", errors)
                self.run_command("undo", project)
                self.assertEqual(stored(project), self.before)
                self.assert_sound(project)
        self.run_command("import", project, self.transcripts)
        self.assertEqual(stored(project), {**self.before, **undisturbed})
        self.assert_sound(project)

    def test_the_first_searchs_indexing_leaves_project_and_index_usable(self):
        self.run_command("import", self.project, self.transcripts)
        words = "nobody AND speaker:\"Person 61\""
        process = self.start("search", self.project, words)
        index = self.folder / "study.polyvocal-index"
        self.assertTrue(wait_until(lambda: index.exists() or process.poll() is not None))
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, output + errors)
        self.assertIn("Cancelled", errors)
        self.assert_sound()
        found = self.json("search", self.project, words)
        self.assertEqual(found["total"], 12 + 2500)
        for number in (signal.SIGTERM, signal.SIGKILL):
            shutil.rmtree(index)
            process = self.start("search", self.project, words)
            self.assertTrue(wait_until(lambda: index.exists() or process.poll() is not None))
            process.send_signal(number)
            process.communicate(timeout=60)
            self.assertEqual(self.json("search", self.project, words)["total"], found["total"])
            self.assert_sound()

    def test_ctrl_c_at_a_terminal_clears_the_progress_line(self):
        ours, theirs = pty.openpty()

        def own_terminal():
            os.setsid()
            fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)

        process = subprocess.Popen([POLYVOCAL, "import", str(self.project), str(self.transcripts)], env=self.environment, stdin=theirs,
                                   stdout=subprocess.PIPE, stderr=theirs, preexec_fn=own_terminal, close_fds=True)
        os.close(theirs)
        seen = b""
        pressed = False
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            seen += piece
            if not pressed and re.search(rb"\] [1-9]\d*/203", seen):
                os.write(ours, b"\x03\x03")
                pressed = True
        process.communicate(timeout=60)
        os.close(ours)
        self.assertTrue(pressed, seen)
        self.assertEqual(process.returncode, 130, seen)
        self.assertRegex(seen, rb"\rImporting \[#*\.*\] [1-9]\d*/203")
        after_the_line = seen[seen.rindex(b"] "):]
        self.assertIn(b"\r\x1b[K", after_the_line)
        self.assertIn(b"Cancelled.", after_the_line)
        self.run_command("undo", self.project)
        self.assertEqual(stored(self.project), self.before)
        self.assert_sound()

    def test_a_progress_line_is_for_terminals_only(self):
        done = self.run_command("import", self.project, FAMILY)
        self.assertNotIn("\r", done.stderr)
        self.assertNotIn("Importing", done.stderr)


def as_nobody(self):
    """For subprocess: who may do as little as other people's files allow. Skips where the tests are not root's."""
    if not ROOT:
        return {}
    os.chmod(self.folder, 0o755)
    probe = subprocess.run([POLYVOCAL, "--version"], user="nobody", group="nogroup", extra_groups=[], capture_output=True)
    if probe.returncode != 0:
        self.skipTest("another user may not start the program where it lies")
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


class InputFiles(Workbench):
    def setUp(self):
        super().setUp()
        self.inputs = self.folder / "inputs"
        self.inputs.mkdir()
        self.run_command("new", self.project)

    def make(self, files):
        for name, content in files.items():
            (self.inputs / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    def import_all(self, *paths, status=3, **more):
        """Imports; gives the report, what failed by file name, and stderr. What was stored is what was reported."""
        had = set(stored(self.project))
        done = self.run_command("import", self.project, *paths, "--json", status=status, **more)
        report = json.loads(done.stdout)
        self.assertEqual({d["name"] for d in report["documents"]}, set(stored(self.project)) - had)
        self.assert_sound()
        return report, {pathlib.PurePosixPath(f["path"]).name: f["code"] for f in report["failed"]}, done.stderr

    def test_what_cannot_be_read_is_named_and_the_rest_is_taken(self):
        whole = {"docx": bad_files.docx(), "odt": bad_files.odt(), "epub": bad_files.epub(), "pdf": bad_files.pdf(),
                 "rtf": bad_files.rtf(), "xlsx": bad_files.xlsx([["speaker", "text"], *(t.split(": ") for t in bad_files.TURNS)])}
        self.make({f"good.{ending}": content for ending, content in whole.items()})
        self.make({f"half.{ending}": content[:len(content) // 2] for ending, content in whole.items()})
        self.make({f"start.{ending}": content[:20] for ending, content in whole.items()})
        self.make({"empty.txt": b"", "white.txt": " \n\t\n \n", "binary.txt": bad_files.binary(), "zeros.txt": b"\0" * 3000,
                   "no words.docx": bad_files.docx(f"<w:document {bad_files.WORD}><w:body><w:p/></w:body></w:document>"),
                   "other.xyz": bad_files.binary()})
        self.make({"locked.docx": bad_files.encrypted_office(), "locked.xlsx": bad_files.encrypted_office(),
                   "locked.odt": bad_files.odt(encrypted=True), "locked.pdf": bad_files.pdf(encrypted=True)})
        report, failed, errors = self.import_all(self.inputs)
        expected = {f"{part}.{ending}": "damaged-file" for part in ("half", "start") for ending in whole}
        expected |= {"empty.txt": "empty-file", "white.txt": "empty-file", "no words.docx": "empty-file",
                     "binary.txt": "damaged-file", "zeros.txt": "damaged-file", "other.xyz": "unknown-format"}
        expected |= {f"locked.{ending}": "password-protected" for ending in ("docx", "xlsx", "odt", "pdf")}
        self.assertEqual(failed, expected)
        self.assertEqual(len(report["documents"]), len(whole))
        for document in report["documents"]:
            self.assertEqual((document["turns"], document["words"], document["speakers"]), (6, 24, ["Interviewer", "Ann"]), document)
        said = {line.split("inputs/")[1].split(" is ")[0].split(" (")[0]: line for line in errors.splitlines() if "inputs/" in line}
        for name in expected:
            self.assertIn("inputs/" + name, errors)
        for words in ("Nothing of it was imported", "save it anew", "Save a copy without the password", "`polyvocal plugins` lists",
                      "Check that it is the file you mean", f"Not imported: {len(expected)} of {len(expected) + len(whole)} files. "
                      "The others are in."):
            self.assertIn(words, errors)
        self.assertNotIn("detail.", " ".join(said.values()))

    def test_hostile_archives_end_quickly_and_do_nothing(self):
        secret = self.folder / "secret.txt"
        secret.write_text("the secret words")
        self.make({"bomb.docx": bad_files.zip_bomb(3 << 30), "laughs.docx": bad_files.billion_laughs(),
                   "outside.docx": bad_files.external_entity(secret),
                   "paths.docx": bad_files.docx(others=[("../../escaped.txt", "x"), (f"{self.folder}/escaped.txt", "x")])})
        began = time.monotonic()
        _, failed, errors = self.import_all(self.inputs)
        self.assertLess(time.monotonic() - began, 30)
        self.assertEqual(failed, {"bomb.docx": "too-large", "paths.docx": "damaged-file"})
        self.assertIn("leads outside", errors)
        self.assertIn("512 MB unpacked", errors)
        self.assertEqual(list(self.folder.rglob("escaped*")), [])
        for name in ("laughs", "outside"):
            text = self.json("show", self.project, name)["text"]
            self.assertLess(len(text), 100)
            self.assertNotIn("lollol", text)
            self.assertNotIn("secret words", text)

    def test_a_wrong_ending_is_read_by_its_content_and_said(self):
        text = "\n".join(bad_files.TURNS)
        self.make({"word.txt": bad_files.docx(), "text.docx": text, "page.docx": bad_files.pdf(), "text.pdf": text})
        report, _, _ = self.import_all(self.inputs, status=0)
        formats = {pathlib.Path(d["path"]).name: d["format"] for d in report["documents"]}
        self.assertEqual(formats, {"word.txt": "docx", "text.docx": "text", "page.docx": "pdf", "text.pdf": "text"})
        for document in report["documents"]:
            self.assertIn("ending-differs", [w["key"] for w in document["warnings"]])
            self.assertEqual(document["turns"], 6)

    def test_things_that_are_no_files(self):
        (self.inputs / "folder.txt").mkdir()
        os.mkfifo(self.inputs / "pipe.txt")
        (self.inputs / "loop.txt").symlink_to("loop.txt")
        (self.inputs / "gone.txt").symlink_to("nowhere")
        (self.inputs / "round").symlink_to(".")
        self.make({"real.txt": "\n".join(bad_files.TURNS)})
        named = [self.inputs / name for name in ("folder.txt", "pipe.txt", "loop.txt", "gone.txt", "none.txt", "real.txt")]
        report, failed, errors = self.import_all(*named)
        self.assertEqual(failed, {"folder.txt": "empty-file", "pipe.txt": "file-unreadable", "loop.txt": "file-unreadable",
                                  "gone.txt": "file-not-found", "none.txt": "file-not-found"})
        self.assertEqual([d["name"] for d in report["documents"]], ["real"])
        self.assertIn("it is not a file", errors)
        self.assertIn("There is no file", errors)
        # found through a folder they are passed over, and no link leads round in circles
        report, _, _ = self.import_all(self.inputs, "--recursive", status=0)
        self.assertEqual(len(report["documents"]), 1)

    def test_a_folder_without_recursive_says_what_it_left_out(self):
        (self.inputs / "deeper").mkdir()
        self.make({"deeper/a.txt": "\n".join(bad_files.TURNS)})
        _, failed, errors = self.import_all(self.inputs)
        self.assertEqual(failed, {"inputs": "empty-file"})
        self.assertIn("--recursive", errors)
        report, _, _ = self.import_all(self.inputs, "--recursive", status=0)
        self.assertEqual([d["name"] for d in report["documents"]], ["a"])

    def test_what_may_not_be_read(self):
        nobody = as_nobody(self)
        self.make({"good.txt": "\n".join(bad_files.TURNS), "closed.txt": "\n".join(bad_files.TURNS)})
        (self.inputs / "closed folder").mkdir()
        self.make({"closed folder/inside.txt": "\n".join(bad_files.TURNS)})
        if ROOT:
            for path in self.folder.glob("*"):
                shutil.chown(path, "nobody", "nogroup")
            shutil.chown(self.folder, "nobody", "nogroup")
        (self.inputs / "closed.txt").chmod(0)
        (self.inputs / "closed folder").chmod(0)
        report, failed, errors = self.import_all(self.inputs, "--recursive", **nobody)
        (self.inputs / "closed folder").chmod(0o755)
        self.assertEqual(failed, {"closed.txt": "file-unreadable", "closed folder": "file-unreadable"})
        self.assertEqual([d["name"] for d in report["documents"]], ["good"])
        self.assertIn("Permission denied", errors)
        self.assertIn("Check the name and the permissions", errors)

    def test_strange_names(self):
        text = "\n".join(bad_files.TURNS)
        folder = os.fsencode(self.inputs)
        names = [b"new\nline.txt", b"not \xff\xfe text.txt", b"l" * 220 + b".txt", "\u00e9".encode() * 110 + b".txt", b"esc\x1b[2Jape.txt",
                 b"-dash.txt", b" .txt", b"quote\"s.txt", b"broken\nname.pdf"]
        for name in names:
            pathlib.Path(os.fsdecode(folder + b"/" + name)).write_text(text if not name.endswith(b"pdf") else "%PDF-1.4 nothing")
        report, failed, errors = self.import_all(folder)
        self.assertEqual(len(report["documents"]), len(names) - 1)
        self.assertEqual(len(failed), 1)
        self.assertNotIn("\x1b", errors)
        self.assertIn("broken?name.pdf", errors)
        for document in self.json("documents", self.project)["documents"]:
            self.assertNotRegex(document["name"], "[\x00-\x1f]")
            self.assertEqual(self.json("show", self.project, document["guid"])["text"].count("Ann: "), 3)

    def test_the_same_name_and_the_same_file(self):
        for folder in ("a", "b"):
            (self.inputs / folder).mkdir()
            self.make({f"{folder}/talk.txt": "\n".join(bad_files.TURNS) + "\n" + folder})
        first, second = self.inputs / "a" / "talk.txt", self.inputs / "b" / "talk.txt"
        report, _, _ = self.import_all(first, second, first, f"{self.inputs}/b/../a/talk.txt", status=0)
        self.assertEqual([d["name"] for d in report["documents"]], ["talk", "talk (2)"])
        self.assertEqual([w["key"] for w in report["documents"][1]["warnings"]], ["renamed"])
        self.assertTrue(self.json("show", self.project, "talk (2)")["text"].endswith("b"))
        report, _, _ = self.import_all(first, status=0)  # again, on purpose: kept, and said
        self.assertEqual([d["name"] for d in report["documents"]], ["talk (3)"])


@contextlib.contextmanager
def small_disk(test, kilobytes):
    """A file system of its own that is soon full. Skips where none can be mounted."""
    place = test.folder / "disk"
    place.mkdir()
    mounted = ROOT and shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(place)], capture_output=True).returncode == 0
    if not mounted:
        test.skipTest("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(place):
    """Takes all the room there is; gives the file that holds it."""
    filler = place / "filler"
    with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    return filler


class Projects(Workbench):
    def make_small_study(self):
        self.run_command("new", self.project, "--title", "Study")
        self.run_command("import", self.project, FAMILY)
        self.run_command("codes", "import", self.project, SAMPLE / "codebook.csv")

    WRITING = (("import", FAMILY / "Family 4.txt"), ("codes", "add", "X"), ("undo",))
    READING = (("codes",), ("verify",), ("search", "school"), ("history",), ("documents",))

    def refused_everywhere(self, project, says, acts=(*WRITING, *READING)):
        """Every command refuses the project with status 4 and leaves its bytes and its folder as they were."""
        before = project.read_bytes() if project.is_file() else None
        around = sorted(project.parent.glob("*"))
        for act in acts:
            place = 2 if act[0] == "codes" and len(act) > 1 else 1
            self.refused(*act[:place], project, *act[place:], status=4, says=says)
        self.assertEqual(project.read_bytes() if project.is_file() else None, before)
        self.assertEqual(sorted(project.parent.glob("*")), around)

    def test_what_is_no_project(self):
        self.refused_everywhere(self.folder / "none.polyvocal", ["There is no project", "`polyvocal new` makes one"])
        self.refused_everywhere(self.folder / "no" / "where.polyvocal", ["There is no project"])
        self.assertFalse((self.folder / "no").exists())
        text = self.folder / "text.polyvocal"
        for content in (b"", b"short", b"a text that is long enough to hold a header of a hundred bytes " * 9, bad_files.docx()):
            text.write_bytes(content)
            self.refused_everywhere(text, ["is not a Polyvocal project", "left as it is", "backup"])
        other = self.folder / "other.polyvocal"
        with contextlib.closing(sqlite3.connect(other)) as database:
            database.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT)")
            database.commit()
        self.refused_everywhere(other, ["is not a Polyvocal project"])
        folder = self.folder / "folder.polyvocal"
        folder.mkdir()
        self.refused_everywhere(folder, ["is not a Polyvocal project"])

    def test_new_never_replaces_and_says_where_it_cannot_write(self):
        self.make_small_study()
        before = self.project.read_bytes()
        self.refused("new", self.project, status=4, says=["exists already", "left as it is", "another name"])
        self.assertEqual(self.project.read_bytes(), before)
        notes = self.folder / "notes.txt"
        notes.write_text("mine")
        self.refused("new", notes, status=4, says=["exists already"])
        self.assertEqual(notes.read_text(), "mine")
        self.refused("new", self.folder / "no" / "where.polyvocal", status=4, says=["folder", "does not exist", "make it first"])
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["notes.txt", "study.polyvocal"])

    def test_a_newer_format(self):
        self.make_small_study()
        with contextlib.closing(sqlite3.connect(self.project)) as database:
            database.execute("PRAGMA user_version = 9999")
        self.refused_everywhere(self.project, ["newer Polyvocal", "9999", "left as it is", "Update the program"])

    def test_damage_is_told_and_never_made_worse(self):
        self.make_small_study()
        whole = self.project.read_bytes()
        pages = len(whole) // 4096
        junk = bytes(bad_files.binary(4096))
        broken = self.folder / "broken.polyvocal"
        damaged = ["is damaged", "Nothing was changed", "backup"]
        broken.write_bytes(whole[:len(whole) // 2])
        self.refused_everywhere(broken, damaged)
        broken.write_bytes(whole[:50])
        self.refused_everywhere(broken, damaged)
        broken.write_bytes(junk[:100] + whole[100:])
        self.refused_everywhere(broken, ["is not a Polyvocal project, or its beginning is damaged", "backup"])
        broken.write_bytes(whole[:100] + junk[100:] + whole[4096:])
        self.refused_everywhere(broken, damaged)
        # Any page may be the bad one: a command that does not meet it works; verify always does, and nothing dies.
        for page in range(1, pages, max(1, pages // 12)):
            with self.subTest(page=page, pages=pages):
                content = whole[:page * 4096] + junk + whole[(page + 1) * 4096:]
                broken.write_bytes(content)
                done = subprocess.run([POLYVOCAL, "verify", str(broken)], capture_output=True, text=True, env=self.environment)
                self.assertIn(done.returncode, (1, 4), done.stdout + done.stderr)
                self.assertTrue("integrity" in done.stderr or "is damaged" in done.stderr, done.stderr)
                self.assertEqual(broken.read_bytes(), content)
                for command in (["import", str(broken), str(FAMILY / "Family 4.txt")], ["documents", str(broken)], ["undo", str(broken)]):
                    done = subprocess.run([POLYVOCAL, *command], capture_output=True, text=True, env=self.environment)
                    self.assertIn(done.returncode, (0, 4), f"{command} {done.stderr}")
                    self.assertNotIn("fault in", done.stderr)

    def test_read_only_file_and_folder(self):
        nobody = as_nobody(self)
        place = self.folder / "place"
        place.mkdir()
        self.project = place / "study.polyvocal"
        self.make_small_study()
        (self.folder / "config").mkdir(exist_ok=True)
        if ROOT:
            shutil.chown(self.project, "nobody", "nogroup")
            shutil.chown(place, "nobody", "nogroup")
        before = self.project.read_bytes()
        for path, mode in ((self.project, 0o444), (place, 0o555)):
            old = path.stat().st_mode
            path.chmod(mode)
            for act in self.WRITING:
                at = 2 if act[0] == "codes" else 1
                self.refused(*act[:at], self.project, *act[at:], status=4, says=["is read-only", "Nothing was changed", "Copy it"], **nobody)
            for act in (("codes",), ("verify",), ("documents",)):
                self.run_command(act[0], self.project, *act[1:], **nobody)
            self.assertEqual(self.project.read_bytes(), before)
            self.assertEqual([p.name for p in place.iterdir()], ["study.polyvocal"])  # a journal left here would stay read-only
            if path == place:
                self.refused("new", place / "other.polyvocal", status=4, says=["cannot be written", "Permission denied"], **nobody)
                self.refused("search", self.project, "school", status=1, says=["Your project is safe", "copy the project"], **nobody)
            path.chmod(old)
        found = self.json("search", self.project, "school", **nobody)
        self.assertFalse(found["stale"])
        self.run_command("import", self.project, SAMPLE / "transcripts" / "staff", **nobody)
        index = place / "study.polyvocal-index"
        for path in (place, index):
            path.chmod(0o555)
        done = self.run_command("search", self.project, "school", "--json", **nobody)
        self.assertTrue(json.loads(done.stdout)["stale"])
        self.assertEqual(json.loads(done.stdout)["total"], found["total"])
        self.assertIn("older than the project", done.stderr)
        for path in (place, index):
            path.chmod(0o755)
        self.project.chmod(0)
        for act in (("codes",), ("verify",)):
            self.refused(*act, self.project, status=4, says=["cannot be read", "Permission denied", "permissions"], **nobody)
        self.project.chmod(0o644)
        self.assert_sound()

    def test_another_writer_holds_the_project(self):
        self.make_small_study()
        with contextlib.closing(sqlite3.connect(self.project, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            before = stored(self.project)
            began = time.monotonic()
            says = ["being written by another program", "Nothing was changed", "try again"]
            commands = [("import", self.project, SAMPLE / "transcripts" / "staff"), ("codes", "add", self.project, "X"), ("undo", self.project)]
            running = [subprocess.Popen([POLYVOCAL, *map(str, c)], env=self.environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True) for c in commands]
            for process in running:
                _, errors = process.communicate(timeout=30)
                self.assertEqual(process.returncode, 4, errors)
                for words in says:
                    self.assertIn(words, errors)
            self.assertLess(time.monotonic() - began, 8)
            self.run_command("documents", self.project)  # readers are never kept waiting
            other.execute("ROLLBACK")
        self.assertEqual(stored(self.project), before)
        self.assert_sound()
        # a writer that is done in time is waited for
        other = sqlite3.connect(self.project, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(1.5, lambda: (other.execute("ROLLBACK"), other.close()))
        timer.start()
        self.run_command("codes", "add", self.project, "X")
        timer.join()
        self.assert_sound()

    def test_a_writer_that_comes_in_the_middle_of_an_import(self):
        transcripts = self.folder / "transcripts"
        transcripts.mkdir()
        for number in range(400):
            (transcripts / f"interview {number:03}.txt").write_text(bad_files.transcript(number, 40), encoding="utf-8")
        self.run_command("new", self.project)
        process = subprocess.Popen([POLYVOCAL, "import", str(self.project), str(transcripts)], env=self.environment,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertTrue(wait_until(lambda: how_many(self.project) >= 5 or process.poll() is not None))
        with contextlib.closing(sqlite3.connect(self.project, isolation_level=None, timeout=5)) as other:
            other.execute("BEGIN IMMEDIATE")
            _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 4, errors)
        count = how_many(self.project)
        self.assertLess(count, 400)
        self.assertIn("being written by another program", errors)
        self.assertIn(f"Documents that were stored before: {count} of 400", errors)
        self.assertIn("`polyvocal undo", errors)
        self.assert_sound()
        self.run_command("undo", self.project)
        self.assertEqual(stored(self.project), {})

    def test_two_imports_at_once(self):
        self.run_command("new", self.project)
        folders = [SAMPLE / "transcripts" / name for name in ("families", "staff", "managers")]
        running = [subprocess.Popen([POLYVOCAL, "import", str(self.project), str(folder)], env=self.environment, stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, text=True) for folder in folders]
        for process in running:
            _, errors = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, errors)
        alone = self.folder / "alone.polyvocal"
        self.run_command("new", alone)
        for folder in folders:
            self.run_command("import", alone, folder)
        self.assertEqual(stored(self.project), stored(alone))
        self.assert_sound()
        self.assertEqual(len(self.json("coders", self.project)["coders"]), 1)
        while how_many(self.project) > 0:
            self.run_command("undo", self.project)
        self.assert_sound()

    def test_two_first_searches_at_once(self):
        self.make_small_study()
        running = [subprocess.Popen([POLYVOCAL, "search", str(self.project), "school", "--json"], env=self.environment,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
        totals = set()
        for process in running:
            output, errors = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, errors)
            totals.add(json.loads(output)["total"])
        self.assertEqual(totals, {self.json("search", self.project, "school")["total"]})


class FullDisk(Workbench):
    FULL = ["The disk is full", "What was there before is as it was", "Make room"]

    def test_an_import(self):
        with small_disk(self, 1500) as place:
            self.project = place / "study.polyvocal"
            self.run_command("new", self.project)
            done = self.refused("import", self.project, SAMPLE / "transcripts", "--recursive", status=1, says=self.FULL)
            count = how_many(self.project)
            self.assertGreater(count, 0)
            self.assertIn(f"Documents that were stored before: {count} of 23", done.stderr)
            self.assert_sound()
            subprocess.run(["mount", "-o", "remount,size=40000k", str(place)], check=True)
            self.run_command("undo", self.project)
            self.assertEqual(stored(self.project), {})
            self.run_command("import", self.project, SAMPLE / "transcripts", "--recursive")
            self.assertEqual(how_many(self.project), 23)
            self.assert_sound()

    def test_new_indexing_and_exporting(self):
        with small_disk(self, 20000) as place:
            self.project = place / "study.polyvocal"
            self.make_study()
            quotes = place / "quotes.docx"
            self.run_command("quotes", "export", self.project, "-o", quotes)
            table = place / "codes.csv"
            table.write_text("mine")
            before, old = stored(self.project), quotes.read_bytes()
            filler = fill(place)
            self.refused("quotes", "export", self.project, "-o", quotes, status=1, says=self.FULL)
            self.refused("codes", "export", self.project, "-o", table, status=1, says=self.FULL)
            self.refused("crosstab", self.project, "-o", place / "table.xlsx", status=1, says=self.FULL)
            self.refused("search", self.project, "school", status=1, says=self.FULL)
            self.refused("new", place / "other.polyvocal", status=4, says=self.FULL)
            self.refused("import", self.project, SAMPLE / "transcripts", "--recursive", status=1, says=self.FULL)
            self.assertEqual(quotes.read_bytes(), old)
            self.assertEqual(table.read_text(), "mine")
            left = {p.name for p in place.iterdir()} - {"study.polyvocal-wal", "study.polyvocal-shm", "study.polyvocal-index"}
            self.assertEqual(left, {"study.polyvocal", "quotes.docx", "codes.csv", "filler"})
            self.assert_sound()
            filler.unlink()
            now = {name: content for name, content in stored(self.project).items() if name in before}
            self.assertEqual(now, before)
            self.assert_sound()
            self.assertGreater(self.json("search", self.project, "school")["total"], 0)
            self.run_command("quotes", "export", self.project, "-o", quotes)

    def test_a_limit_on_file_sizes(self):
        self.run_command("new", self.project)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))

        done = self.refused("import", self.project, SAMPLE / "transcripts", "--recursive", status=1,
                            says=["limit on file sizes", "as it was"], preexec_fn=limit)
        count = how_many(self.project)
        self.assertIn(f"stored before: {count} of 23", done.stderr)
        self.assert_sound()
        self.run_command("undo", self.project)
        self.assertEqual(stored(self.project), {})


class Tables(Workbench):
    PEOPLE = ("cases", "import")
    CODES = ("codes", "import")
    CODINGS = ("codings", "import")

    def setUp(self):
        super().setUp()
        self.run_command("new", self.project)
        talk = self.folder / "talk.txt"
        talk.write_text("\n".join(bad_files.TURNS), encoding="utf-8")
        self.run_command("import", self.project, talk)
        self.run_command("codes", "add", self.project, "A")

    def table(self, content, name="table.csv"):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def state(self):
        """Everything a table could have changed."""
        return [self.json(*words) for words in (("cases", self.project), ("codes", self.project), ("history", self.project),
                                                ("retrieve", self.project, "--code", "A"))]

    def test_a_table_that_cannot_be_used_changes_nothing(self):
        before = self.state()
        row = ["row 1", "Nothing was changed"]
        cases = [
            (self.PEOPLE, "town,age\nX,4\n", ['no column "participant"', *row]),
            (self.CODES, "definition\nx\n", ['"path"', '"code" and "name"', *row]),
            (self.CODINGS, "document,text\ntalk,x\n", ['no column "code"', *row]),
            (self.CODINGS, "code,text\nA,x\n", ['"document" or "participant"', *row]),
            (self.CODINGS, "code,document\nA,talk\n", ['"start" and "end", or "text"', *row]),
            (self.PEOPLE, "participant,age,Age\nAnn,1,2\n", ['the column "Age" occurs twice', *row]),
            (self.CODES, "path,path\nA,B\n", ['the column "path" occurs twice', *row]),
            (self.PEOPLE, "participant,age\n,40\nAnn,41\n", ["row 2", "name is empty", "Nothing was changed"]),
            (self.PEOPLE, 'participant,age\n"Ann,40\nBen,41\n', ["quotation mark is never closed", "save it anew"]),
            (self.CODES, 'path\n"A > B\nC\n', ["quotation mark is never closed"]),
            (self.CODES, "code,parent,name\na,b,A1\nb,c,B1\nc,a,C1\n", ["row 2", '"a" is its own ancestor', "Nothing was changed"]),
            (self.CODES, "code,parent,name\nx,,X1\na,a,A1\n", ["row 3", '"a" is its own ancestor']),
            (self.CODES, "code,parent,name\na,zz,A1\n", ["row 2", 'the parent "zz" is not in the table']),
            (self.CODES, "path\nX\nY\nX\n", ["row 4", 'the path "X" occurs twice']),
            (self.CODES, "path,colour\nQ,red\n", ["row 2", '"red" is not a colour like']),
            (self.CODES, "path\nB\n" + "x" * 5000 + "\n", ["row 3", "a name is longer than 1000 bytes", "Nothing was changed"]),
        ]
        for what in (self.PEOPLE, self.CODES, self.CODINGS):
            nothing = ["There is nothing to read in", "Check that it is the file you mean"]
            cases += [(what, "", nothing), (what, "participant,document,code,path,text\n", nothing),
                      (what, bad_files.binary(), ["not of the format", "save it anew"])]
        for command, content, says in cases:
            with self.subTest(command=command, content=content[:60]):
                done = self.refused(*command, self.project, self.table(content), status=3, says=["table.csv", *says])
                self.assertLess(len(done.stderr), 600)
        self.refused(*self.PEOPLE, self.project, self.table(bad_files.encrypted_office(), "locked.xlsx"), status=3,
                     says=["protected by a password", "Save a copy"])
        self.refused(*self.PEOPLE, self.project, self.table(bad_files.docx(), "text.docx"), status=3, says=["No importer knows"])
        self.refused(*self.PEOPLE, self.project, self.folder / "none.csv", status=3, says=["There is no file", "Check the name"])
        self.refused(*self.PEOPLE, self.project, self.folder, status=3, says=["it is a folder"])
        self.assertEqual(self.state(), before)
        self.assert_sound()

    def test_other_delimiters_encodings_and_formulas_are_read(self):
        rows = [["participant", "town", "age"], ["Jos\u00e9", "M\u00e1laga", "40"], ["Zo\u00eb", "K\u00f6ln", "41"]]
        for number, delimiter in enumerate((",", ";", "\t", "|")):
            content = "\n".join(delimiter.join(line) for line in rows)
            for encoding in ("cp1252", "utf-8-sig", "utf-16"):
                report = self.json(*self.PEOPLE, self.project, self.table(content.encode(encoding), f"t{number}.csv"))
                self.assertEqual([c["name"] for c in report["cases"]], ["Jos\u00e9", "Zo\u00eb"], (delimiter, encoding))
        self.run_command(*self.PEOPLE, self.project, self.table(bad_files.xlsx([*rows[:1], ["Ann", "Kiel", "7"], *rows[2:]], formulas=True),
                                                                "sheet.xlsx"))
        people = {case["name"]: case for case in self.json("cases", self.project)["cases"]}
        self.assertEqual({name: case["attributes"] for name, case in people.items()}, {
            "Jos\u00e9": {"town": "M\u00e1laga", "age": "40"}, "Zo\u00eb": {"town": "K\u00f6ln", "age": "41"},
            "Ann": {"town": "Kiel", "age": "7"}})
        self.assertEqual(people["Ann"]["documents"], ["talk"])
        self.assert_sound()

    def test_a_value_that_is_no_level_is_reported_and_the_rest_taken(self):
        self.run_command(*self.PEOPLE, self.project, self.table("participant,need\nAnn,high\n"))
        with contextlib.closing(sqlite3.connect(self.project)) as database:  # no command declares levels yet
            attribute = database.execute("SELECT id FROM attribute WHERE name = 'need'").fetchone()[0]
            database.execute("UPDATE attribute SET type = 'ordered' WHERE id = ?", (attribute,))
            columns = [c[1] for c in database.execute("PRAGMA table_info(attribute_level)")]
            for position, level in enumerate(("low", "high")):
                database.execute(f"INSERT INTO attribute_level ({', '.join(columns)}) VALUES (?, ?, ?)", (attribute, position, level))
            database.commit()
        table = self.table("participant,need,town\nAnn,low,X\nBen,middling,Y\nCleo,high,Z\n")
        report = self.json(*self.PEOPLE, self.project, table)
        left_out = [row for row in report["unmatched"] if row["reason"] == "value-does-not-fit"]
        self.assertEqual([(r["row"], r["participant"], r["column"], r["value"]) for r in left_out], [(3, "Ben", "need", "middling")])
        said = self.run_command(*self.PEOPLE, self.project, table).stderr
        self.assertIn('row 3, Ben: "middling" does not fit the attribute "need" and was left out', said)
        people = {case["name"]: case["attributes"] for case in self.json("cases", self.project)["cases"]}
        self.assertEqual(people, {"Ann": {"need": "low", "town": "X"}, "Ben": {"town": "Y"}, "Cleo": {"need": "high", "town": "Z"}})
        self.assert_sound()

    def test_codings_that_cannot_be_placed_name_their_row_and_reason(self):
        table = self.table("document,code,start,end,text\ntalk,A,,,the\ntalk,A,,,We went home\ntalk,A,5,5,\ntalk,A,-1,4,\n"
                           "talk,A,4,99999,\ntalk,A,x,y,\ntalk,A,99999999999999999999,4,\ntalk,Z,0,4,\ngone,A,0,4,\n")
        done = self.run_command(*self.CODINGS, self.project, table, status=1)
        for words in ("Placed 1 codings; 8 rows not placed", ):
            self.assertIn(words, done.stdout)
        for words in ("row 2: the words occur several times; give start and end", "row 4: the range is empty or lies outside",
                      "row 5: the range is empty", "row 6: the range is empty", "row 7: there is neither", "row 8: there is neither",
                      "row 9: there is no such code", "row 10: there is no such document"):
            self.assertIn(words, done.stderr)
        segments = self.json("retrieve", self.project, "--code", "A")["segments"]
        self.assertEqual([s["text"] for s in segments], ["We went home"])
        self.run_command("undo", self.project)
        self.assertEqual(self.json("retrieve", self.project, "--code", "A")["segments"], [])
        self.assert_sound()


if __name__ == "__main__":
    unittest.main()
