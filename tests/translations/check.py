"""The template of translations is what the catalogue says, and every translation is complete, reviewed and has every
placeholder. Arguments: the program that makes the template, the folder of the translations. Says what is wrong, line by
line; docs/translating.md says how to mend it."""

import json
import pathlib
import re
import subprocess
import sys

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
# What may be the same word in another language is not counted as forgotten; a whole sentence is.
WORDS_OF_A_SENTENCE = 4
UPDATE = "cmake --build --preset release --target translations-update, then docs/translating.md"


def unquoted(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), text)


def entries(path):
    """Every entry of a PO file that is in use: flags, context, msgid, msgid_plural, forms; the header has no context."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        entry = {"flags": "", "context": None, "id": None, "plural": None, "forms": {}}
        field = None
        for line in block.splitlines():
            if line.startswith("#~"):
                field = None
            elif line.startswith("#,"):
                entry["flags"] += line
            elif m := re.match(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])? "(.*)"$', line):
                field = (m[1], int(m[2] or 0))
                put(entry, field, m[3])
            elif field and (m := re.match(r'"(.*)"$', line)):
                put(entry, field, m[1])
        if entry["id"] is not None:
            yield entry


def put(entry, field, text):
    name, number = field
    if name == "msgstr":
        entry["forms"][number] = entry["forms"].get(number, "") + unquoted(text)
    else:
        key = {"msgctxt": "context", "msgid": "id", "msgid_plural": "plural"}[name]
        entry[key] = (entry[key] or "") + unquoted(text)


def edges(text):
    return text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")):]


def sets_of_mnemonics(items):
    """The keys whose letters must differ: the menu bar, and the submenus of each menu."""
    menus = [item for item in items if isinstance(item, dict)]
    yield [menu["menu"] for menu in menus]
    for menu in menus:
        yield from sets_of_mnemonics(menu["items"])


def faults_of(path, template, menus):
    known = {e["context"]: e for e in template if e["context"] is not None}
    seen = {}
    forms = 1
    for entry in entries(path):
        if entry["context"] is None:
            header = entry["forms"].get(0, "")
            if f"Language: {path.stem}\n" not in header:
                yield f"the header does not say Language: {path.stem}"
            if "charset=UTF-8" not in header:
                yield "the header does not say charset=UTF-8"
            plural = re.search(r"nplurals=(\d+); plural=", header)
            if plural is None:
                yield "the header has no Plural-Forms"
            forms = int(plural[1]) if plural else 1
            continue
        key = entry["context"]
        if key in seen:
            yield f"twice: {key}"
        seen[key] = entry
        if "fuzzy" in entry["flags"]:
            yield f"fuzzy, to be reviewed: {key}: {entry['id']}"
            continue
        wanted = known.get(key)
        if wanted is None or (wanted["id"], wanted["plural"]) != (entry["id"], entry["plural"]):
            yield f"English has changed or lost it: {key}: {entry['id']}"
            continue
        if any(not entry["forms"].get(n) for n in range(forms if entry["plural"] else 1)):
            yield f"missing: {key}: {entry['id']}"
            continue
        needed = set(PLACEHOLDER.findall(entry["plural"] or entry["id"]))
        # A form for one may say "one" in words.
        optional = {"{count}", "{words}", "{cases}"} if entry["plural"] else set()
        for number, text in entry["forms"].items():
            have = set(PLACEHOLDER.findall(text))
            if have - needed or (needed - have) - (optional if number == 0 else set()):
                yield f"placeholders differ: {key}: {' '.join(sorted(needed ^ have))}"
            if edges(text) != edges(entry["id"]):
                yield f"spaces at the edges differ: {key}"
            if text.count("&") != entry["id"].count("&"):
                yield f"mnemonics differ: {key}"
            if text == entry["id"] and len(PLACEHOLDER.sub(" ", text).split()) >= WORDS_OF_A_SENTENCE:
                yield f"still English: {key}: {text}"
    for key, entry in known.items():
        if key not in seen:
            yield f"missing: {key}: {entry['id']}"
    for keys in sets_of_mnemonics(menus):
        letters = {}
        for key in keys:
            text = seen[key]["forms"].get(0, "") if key in seen else ""
            if "&" in text[:-1]:
                letter = text[text.index("&") + 1].lower()
                if letter in letters:
                    yield f"two menus open with {letter}: {letters[letter]}, {key}"
                letters[letter] = key


def main():
    make_template, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    faults = []
    made = subprocess.run([make_template], capture_output=True, check=True).stdout
    if made != (folder / "polyvocal.pot").read_bytes():
        faults.append("polyvocal.pot is not what the catalogue says")
    template = list(entries(folder / "polyvocal.pot"))
    if len(template) < 600:
        faults.append(f"polyvocal.pot has only {len(template)} entries: was it read?")
    menus = json.loads((folder.parents[1] / "gui" / "resources" / "menus.json").read_text())
    languages = [line for line in (folder / "LINGUAS").read_text().split("\n") if line and not line.startswith("#")]
    if not languages:
        faults.append("LINGUAS names no language")
    for language in languages:
        faults += [f"{language}.po: {fault}" for fault in faults_of(folder / f"{language}.po", template, menus)]
    for fault in faults:
        print(fault)
    if faults:
        print(f"\n{len(faults)} faults. To mend them: {UPDATE}")
    return 1 if faults else 0


sys.exit(main())
