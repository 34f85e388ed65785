"""What --json prints, against the schemas that scripts are written from: schemas/cli/NAME.v1.json."""

import copy
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import jsonschema

POLYVOCAL = os.environ["POLYVOCAL"]
SAMPLE = pathlib.Path(os.environ["POLYVOCAL_SAMPLE"])
SCHEMA_FOLDER = pathlib.Path(os.environ["POLYVOCAL_SCHEMAS"])
SCHEMAS = {path.name.removesuffix(".v1.json"): json.loads(path.read_text(encoding="utf-8"))
           for path in (SCHEMA_FOLDER / "cli").glob("*.v1.json")}
VALIDATED = {}  # by schema: the last document that was found valid


def validator(name):
    return jsonschema.Draft202012Validator(json.loads((SCHEMA_FOLDER / name).read_text(encoding="utf-8")))


class Schemas(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = pathlib.Path(tempfile.mkdtemp(prefix="polyvocal-schemas-"))
        cls.environment = dict(os.environ, POLYVOCAL_CONFIG=str(cls.made / "config"))
        cls.study = cls.made / "study.polyvocal"

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.made, ignore_errors=True)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.made))
        self.project = self.folder / "study.polyvocal"
        if self.study.exists():
            shutil.copy(self.study, self.project)

    def run_command(self, *arguments):
        return subprocess.run([POLYVOCAL, *map(str, arguments)], capture_output=True, text=True, env=self.environment, timeout=120)

    def valid(self, schema, *arguments, status=0):
        """Runs a command with --json; its whole output is one document of the schema. Returns it."""
        done = self.run_command(*arguments, "--json")
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
        document = json.loads(done.stdout)
        faults = sorted(jsonschema.Draft202012Validator(SCHEMAS[schema]).iter_errors(document), key=str)
        self.assertEqual([f"{list(fault.path)}: {fault.message[:300]}" for fault in faults[:5]], [], f"{schema}: {arguments}")
        VALIDATED[schema] = document
        return document

    def test_01_a_study_is_made(self):
        self.assertEqual(self.valid("new", "new", self.study, "--dry-run")["guid"], "")
        self.assertFalse(self.study.exists())
        self.valid("new", "new", self.study, "--title", "Study")
        p = self.study
        transcripts = (p, SAMPLE / "transcripts", "--recursive")
        preview = self.valid("import", "import", *transcripts, "--dry-run")
        report = self.valid("import", "import", *transcripts)
        without = lambda documents: [{k: v for k, v in d.items() if k != "guid"} for d in documents]
        self.assertEqual(without(preview["documents"]), without(report["documents"]))
        self.assertEqual(len(report["documents"]), 23)
        preview = self.valid("cases", "cases", "import", p, SAMPLE / "participants.csv", "--dry-run")
        self.assertEqual(self.valid("cases", "cases", p)["cases"], [])
        joined = self.valid("cases", "cases", "import", p, SAMPLE / "participants.csv")
        self.assertEqual(without(preview["cases"]), without(joined["cases"]))
        listed = {person["name"]: person for person in self.valid("cases", "cases", p)["cases"]}
        self.assertEqual({person["name"]: person for person in joined["cases"]}, listed)
        preview = self.valid("documents-import", "documents", "import", p, SAMPLE / "documents.csv", "--dry-run")
        self.assertEqual([d["attributes"] for d in self.valid("documents", "documents", p)["documents"]], [{}] * 23)
        described = self.valid("documents-import", "documents", "import", p, SAMPLE / "documents.csv")
        self.assertEqual(described, preview)
        self.assertEqual((len(described["documents"]), described["unmatched"], described["shadowed"]), (23, [], []))
        listed = self.valid("documents", "documents", p)
        self.assertEqual({d["name"]: d["attributes"] for d in described["documents"]}, {d["name"]: d["attributes"] for d in listed["documents"]})
        self.assertEqual(listed["attribute_types"], {"wave": "integer", "mode": "text", "interviewer": "text", "guide": "text"})
        self.assertNotIn("wave", self.valid("cases", "cases", p)["attribute_types"])
        self.valid("codes-change", "codes", "import", p, SAMPLE / "codebook.csv", "--dry-run")
        self.valid("codes-change", "codes", "import", p, SAMPLE / "codebook.csv")
        preview = self.valid("codings-import", "codings", "import", p, SAMPLE / "codings.csv", "--dry-run")
        self.assertEqual(self.valid("codings-import", "codings", "import", p, SAMPLE / "codings.csv"), preview)

    def test_02_what_reads(self):
        p = self.project
        self.assertEqual(len(self.valid("documents", "documents", p)["documents"]), 23)
        self.valid("show", "show", p, "Parent 1")
        self.valid("show", "show", p, "Carer 5", "--from", 2, "--to", 3)
        self.valid("codes", "codes", p)
        self.valid("coders", "coders", p)
        self.assertGreater(len(self.valid("search", "search", p, "caseload* OR meeting")["hits"]), 5)
        self.valid("search", "search", p, "zeppelin")
        self.valid("retrieve", "retrieve", p, "--code", "C04", "--context", 1)
        self.valid("retrieve", "retrieve", p, "--code", "C04", "--code", "C03", "--all")
        for measure in ("segments", "cases", "documents", "words", "characters"):
            for percent in ("none", "row", "column", "cases"):
                self.valid("crosstab", "crosstab", p, "--measure", measure, "--percent", percent, "--by", "role")
        self.valid("crosstab", "crosstab", p, "--rows", "codes", "--by", "coder")
        self.valid("retrieve", "crosstab", p, "--cell-row", "Challenges", "--cell-column", "staff")
        self.valid("quotes", "quotes", "list", p, "--code", "C04")
        self.valid("quotes", "quotes", "list", p, "--code", "C04", "--by", "group", "--interviewers", "--context", 1)
        self.valid("quotes-collections", "quotes", "collections", p)
        self.valid("sets", "sets", p)
        self.valid("history", "history", p)
        self.valid("verify", "verify", p, "--rebuild-index")
        self.assertGreater(len(self.valid("plugins", "plugins")["plugins"]), 10)

    def test_03_a_file_is_written_and_the_document_printed_too(self):
        p = self.project
        for schema, *arguments in (("documents", "documents", p), ("cases", "cases", p), ("codes", "codes", p), ("history", "history", p),
                                   ("crosstab", "crosstab", p), ("retrieve", "retrieve", p, "--code", "C04"), ("search", "search", p, "meeting"),
                                   ("quotes", "quotes", "export", p, "--code", "C04"), ("codes-export", "codes", "export", p)):
            file = self.folder / f"{schema}.csv"
            self.valid(schema, *arguments, "-o", file)
            self.assertTrue(file.stat().st_size > 20, schema)
            refused = self.valid("error", *arguments, "-o", self.folder / "table.pages", status=2)
            self.assertEqual(refused["error"]["code"], "invalid-argument")
            self.assertIn("was not written", refused["error"]["message"])

    def test_04_what_changes(self):
        p = self.project
        place = ("Parent 1", 100, 150, "C04")
        for arguments in (("code", p, *place), ("uncode", p, *place)):
            self.valid("code", *arguments, "--dry-run") if arguments[0] == "code" else None
            self.assertFalse(self.valid("code", *arguments)["coding"]["splits_character"])
        self.valid("autocode", "autocode", p, "C04", "--query", "caseload*", "--dry-run")
        self.assertGreater(self.valid("autocode", "autocode", p, "C04", "--query", "caseload*", "--spread", "hit")["codings"], 3)
        self.valid("coders", "coders", p, "--use", "New coder")
        self.valid("sets-change", "sets", "create", p, "Young people", "Father 4", "--of", "cases", "--dry-run")
        self.assertEqual(self.valid("sets", "sets", p)["sets"], [])
        made = self.valid("sets-change", "sets", "create", p, "Young people", "Father 4", "--of", "cases")
        self.assertEqual(made["set"]["members"], ["Father 4"])
        self.valid("sets-change", "sets", "add", p, "Young people", "Mother 4")
        self.assertEqual(self.valid("sets-change", "sets", "remove", p, "Young people", "Father 4")["set"]["members"], ["Mother 4"])
        self.valid("sets-change", "sets", "rename", p, "young PEOPLE", "Mothers")
        self.assertEqual([s["name"] for s in self.valid("sets", "sets", p)["sets"]], ["Mothers"])
        self.assertIsNone(self.valid("sets-change", "sets", "delete", p, "Mothers")["set"])
        self.valid("error", "sets", "delete", p, "Mothers", status=1)
        self.memos_and_decisions(p)
        guid = self.valid("show", "show", p, "Parent 1")["codings"][0]["guid"]
        code = self.valid("show", "show", p, "Parent 1")["codings"][0]["code"]
        for arguments in (("add", p, "X > Y", "--theme", "yes"), ("rename", p, "X > Y", "Z"), ("move", p, "Z"), ("set", p, "Z", "--colour", "#102030"),
                          ("split", p, code, "Split off", "--codings", guid), ("merge", p, "Z", "--into", "X"), ("delete", p, "X")):
            before = self.valid("codes", "codes", p)
            self.assertTrue(self.valid("codes-change", "codes", *arguments, "--dry-run")["dry_run"])
            self.assertEqual(self.valid("codes", "codes", p), before, arguments)
            self.assertFalse(self.valid("codes-change", "codes", *arguments)["dry_run"])
            self.assertNotEqual(self.valid("codes", "codes", p), before, arguments)
        self.assertEqual(len(self.valid("undo", "undo", p, 2)["entries"]), 2)
        self.assertEqual(len(self.valid("undo", "redo", p, 2)["entries"]), 2)
        self.valid("history", "history", p)

    def memos_and_decisions(self, p):
        coding = self.valid("show", "show", p, "Parent 1")["codings"][0]
        add = ("memo", "add", p, "--title")
        self.assertIsNone(self.valid("memos-change", *add, "x", "--dry-run")["memo"])
        self.assertEqual(self.valid("memos", "memo", "list", p)["memos"], [])
        for title, *place in (("Café", "--code", "C04"), ("All",), ("Her", "--case", "Mother 4"), ("Text", "--document", "Parent 1"),
                              ("Words", "--document", "Parent 1", "--from", 100, "--to", 150), ("Coding", "--coding", coding["guid"])):
            memo = self.valid("memos-change", *add, title, "--body", "Who waits, and\nwhy?", *place)["memo"]
            self.assertEqual(memo["title"], title)
            self.assertEqual(memo["on"]["kind"], {"Café": "code", "All": "project", "Her": "case", "Text": "document", "Words": "range", "Coding": "coding"}[title])
        titles = lambda *options: [m["title"] for m in self.valid("memos", "memo", "list", p, *options)["memos"]]
        self.assertEqual(titles("--words", "CAFE waits"), ["Café"])
        self.assertEqual(titles("--on", "range"), ["Words"])
        self.assertEqual(titles("--document", "Parent 1"), ["Text"])
        self.assertEqual(titles("--document", "Parent 1", "--from", 149, "--to", 160), ["Words"])
        self.assertEqual(titles("--kind", "reflexive"), [])
        words = self.folder / "words.txt"
        words.write_text("From a file.\n", encoding="utf-8")
        changed = self.valid("memos-change", "memo", "edit", p, "cafe", "--kind", "reflexive", "--body-file", words)["memo"]
        self.assertEqual((changed["title"], changed["kind"], changed["body"]), ("Café", "reflexive", "From a file.\n"))
        self.assertEqual(self.valid("memos-change", "memo", "show", p, "Café")["memo"], changed)
        self.assertEqual(self.valid("memos-change", "memo", "move", p, "Her", "--code", "C03")["memo"]["on"]["kind"], "code")
        # What a memo is on goes; the memo stays and says so.
        self.valid("code", "uncode", p, "Parent 1", coding["start"], coding["end"], coding["code"], "--coder", coding["coder"])
        moved = self.valid("memos-change", "memo", "show", p, "Coding")["memo"]
        self.assertEqual((moved["on"]["kind"], moved["on"]["start"]), ("range", coding["start"]))
        self.assertEqual(moved["was_on"], {"kind": "coding", "name": coding["code"].split(" > ")[-1]})
        self.valid("undo", "undo", p)
        self.assertIsNone(self.valid("memos-change", "memo", "delete", p, "All")["memo"])
        self.valid("error", "memo", "delete", p, "All", status=1)
        file = self.folder / "memos.csv"
        self.valid("memos", "memo", "export", p, "-o", file)
        self.assertIn("Who waits, and", file.read_text(encoding="utf-8"))
        self.valid("error", "memo", "export", p, status=2)
        self.valid("error", "memo", "add", p, "--code", "C04", "--case", "Mother 4", status=2)
        self.valid("error", "memo", "add", p, "--from", 1, "--to", 2, status=2)
        noted = self.valid("decisions-change", "decision", "add", p, "Merge two codes", "--reason", "They overlap", "--day", "2026-03-01")
        self.assertEqual(noted["decision"]["day"], "2026-03-01")
        self.valid("decisions-change", "decision", "edit", p, "merge two codes", "--day", "2024-02-29")
        self.assertEqual([d["day"] for d in self.valid("decisions", "decisions", "list", p, "--words", "OVERLAP")["decisions"]], ["2024-02-29"])
        for day in ("2026-02-29", "2026-13-01", "yesterday", "2026-1-01", "3000-01-01"):
            self.valid("error", "decision", "add", p, "x", "--day", day, status=2)
        self.assertIsNone(self.valid("decisions-change", "decision", "delete", p, "Merge two codes")["decision"])
        self.valid("verify", "verify", p)

    def test_05_errors_are_documents_too(self):
        p = self.project
        missing = self.folder / "none.polyvocal"
        broken = self.folder / "broken.csv"
        broken.write_text("path,theme\nA,perhaps\n", encoding="utf-8")
        for code, status, *arguments in (
                ("project-missing", 4, "codes", missing), ("project-exists", 4, "new", p), ("project-exists", 4, "new", p, "--dry-run"),
                ("usage", 2, "frobnicate"), ("usage", 2, "codes", p, "--no-such-option"), ("usage", 2, "search"), ("usage", 2, "crosstab", p, "--measure", "ells"),
                ("usage", 2, "code", p, "Parent 1", "one", "2", "C04"), ("usage", 2, "retrieve", p, "--all", "--any"), ("usage", 2, "quotes", "export", p),
                ("usage", 2, "quotes", p), ("usage", 2, "quotes", "list", p, "-o", broken), ("usage", 2, "codings"), ("query-syntax", 2, "search", p, "(open"), ("invalid-argument", 2, "code", p, "Parent 1", 5, 5, "C04"),
                ("not-found", 1, "show", p, "Nobody"), ("not-found", 1, "crosstab", p, "--by", "nothing"), ("nothing-to-redo", 1, "redo", p),
                ("bad-table", 3, "codes", "import", p, broken), ("bad-table", 3, "documents", "import", p, broken), ("usage", 2, "documents"), ("invalid-argument", 2, "crosstab", p, "-o", self.folder / "x.pages"),
                ("refused", 1, "codes", "delete", p, "C04")):
            with self.subTest(arguments=[str(a) for a in arguments]):
                error = self.valid("error", *arguments, status=status)["error"]
                self.assertEqual(error["code"], code)
                self.assertNotRegex(error["message"], r"\{\w+\}|(error|detail|hint)\.[a-z]")
                plain = self.run_command(*arguments)
                self.assertEqual(plain.returncode, status)
                self.assertIn(error["message"], plain.stderr)
                self.assertNotIn("error", plain.stdout)

    def test_06_what_was_done_before_a_failure_is_told(self):
        self.valid("new", "new", self.folder / "two.polyvocal")
        p = self.folder / "two.polyvocal"
        self.valid("codes-change", "codes", "add", p, "A")
        document = self.valid("error", "undo", p, 9, status=1)
        self.assertEqual(document["error"]["code"], "nothing-to-undo")
        self.assertIn("add-code", [entry["verb"] for entry in document["entries"]])
        report = self.valid("import", "import", p, SAMPLE / "edge" / "crlf.txt", SAMPLE / "edge" / "empty.txt", status=3)
        self.assertEqual((len(report["documents"]), len(report["failed"])), (1, 1))
        table = self.folder / "codings.csv"
        table.write_text("document,code,text\ncrlf,A,no such words\n", encoding="utf-8")
        self.assertEqual(self.valid("codings-import", "codings", "import", p, table, status=1)["placed"], 0)

    def tree(self, project):
        """The codes without what belongs to this project alone."""
        own = ("guid", "direct", "rolled_up", "cases")
        return [{key: value for key, value in code.items() if key not in own} for code in self.valid("codes", "codes", project)["codes"]]

    def test_07_a_codebook_goes_out_and_comes_in_again(self):
        self.valid("codes-change", "codes", "add", self.project, "Before \\> after > \"Quoted\", 日本", "--definition", "two\nlines", "--key", "K é")
        expected = self.tree(self.project)
        self.assertEqual(len(expected), 71)
        for ending in ("json", "xlsx", "csv"):
            file = self.folder / f"codes.{ending}"
            self.valid("codes-export", "codes", "export", self.project, "-o", file)
            other = self.folder / f"{ending}.polyvocal"
            self.valid("new", "new", other)
            self.assertIn("71", self.valid("codes-change", "codes", "import", other, file)["done"])
            self.assertEqual(self.tree(other), expected, ending)
            self.assertIn(" 0 ", self.valid("codes-change", "codes", "import", other, file)["done"])
            self.assertEqual(self.tree(other), expected, ending)
        form = validator("codebook.v1.json")
        form.check_schema(form.schema)
        written = json.loads((self.folder / "codes.json").read_text(encoding="utf-8"))
        self.assertEqual([fault.message for fault in form.iter_errors(written)], [])
        other = self.folder / "other.json"
        for broken, place in ((lambda codes: codes[0].pop("name"), "codes[0]"), (lambda codes: codes[0].update(theme="yes"), "codes[0].theme"),
                              (lambda codes: codes[0]["children"][0].update(colour="red"), "codes[0].children[0].colour")):
            wrong = copy.deepcopy(written)
            broken(wrong["codes"])
            self.assertFalse(form.is_valid(wrong))
            other.write_text(json.dumps(wrong), encoding="utf-8")
            error = self.valid("error", "codes", "import", self.project, other, status=3)["error"]
            self.assertIn(f"{other}: {place}: ", error["message"])
        self.assertEqual(self.tree(self.project), expected)
        for name, status, words in (("codes.qdc", 1, "QDC"), ("codes.pages", 3, "csv, tsv, xlsx and json")):
            (self.folder / name).write_text("path\nA\n", encoding="utf-8")
            self.assertIn(words, self.valid("error", "codes", "import", self.project, self.folder / name, status=status)["error"]["message"])
            (self.folder / name).unlink()
            self.valid("error", "codes", "export", self.project, "-o", self.folder / name, status=min(status, 2))
            self.assertFalse((self.folder / name).exists())

    def test_08_a_recipe_gives_the_same_bytes_as_its_options(self):
        p = self.project
        form = validator("recipe.v1.json")
        form.check_schema(form.schema)
        recipe = self.folder / "recipe.json"
        for command, options in ((("crosstab", p), ("--rows", "C04", "C03", "--by", "role", "--measure", "words", "--percent", "row", "--direct", "--coder", "EM")),
                                 (("crosstab", p), ("--rows", "themes", "--percent", "cases")),
                                 (("retrieve", p), ("--code", "C04", "--code", "Challenges > Staffing", "--near", "1", "--where", "hub=north", "--context", "2")),
                                 (("retrieve", p), ("--code", "Staffing", "--code", "Challenges", "--overlap", "--group", "staff")),
                                 (("search", p), ("caseload* OR (team NEAR/8 meeting)", "--limit", "7", "--offset", "1", "--sort", "document")),
                                 (("quotes", "list", p), ("--code", "Staffing", "--by", "group", "--attribution", "{pseudonym} ({role})", "--context", "1")),
                                 (("quotes", "export", p), ("--code", "Staffing", "--group", "families", "--interviewers"))):
            with self.subTest(command=command[:-1], options=options):
                recipe.unlink(missing_ok=True)
                self.run_command(*command, *options, "--save-recipe", recipe, "--dry-run")
                self.assertFalse(recipe.exists())
                results = []
                for arguments in ((*options, "--save-recipe", recipe), ("--recipe", recipe), options):
                    made = []
                    for more in (("--json",), (), ("-o", self.folder / "out.csv", "-q")):
                        if command[1] == "list" and more[:1] == ("-o",):
                            continue
                        if command[1] == "export" and not more[:1] == ("-o",):
                            more = (*more, "-o", self.folder / "out.csv")
                        (self.folder / "out.csv").unlink(missing_ok=True)
                        done = self.run_command(*command, *arguments, *more)
                        self.assertEqual(done.returncode, 0, done.stderr)
                        made.append(done.stdout)
                        if (self.folder / "out.csv").exists():
                            made.append((self.folder / "out.csv").read_bytes())
                    results.append(made)
                self.assertGreater(len(results[0][0]), 300)
                self.assertEqual(results[0], results[1])
                self.assertEqual(results[0], results[2])
                written = json.loads(recipe.read_text(encoding="utf-8"))
                self.assertEqual([fault.message for fault in form.iter_errors(written)], [])
                bytes_before = recipe.read_bytes()
                self.run_command(*command, "--recipe", recipe, "--save-recipe", recipe)
                self.assertEqual(recipe.read_bytes(), bytes_before)

    def test_09_what_is_given_overrules_the_recipe(self):
        p = self.project
        recipe = self.folder / "recipe.json"
        def write(kind, **spec):
            recipe.write_text(json.dumps({"schema": 1, "kind": kind, "spec": spec}), encoding="utf-8")
        same = lambda left, right: self.assertEqual(self.run_command(*left).stdout, self.run_command(*right).stdout)
        write("crosstab", rows=["C04"], by="role", measure="cases", rollup=True)
        same(("crosstab", p, "--recipe", recipe, "--by", "coder", "--direct"), ("crosstab", p, "--rows", "C04", "--by", "coder", "--measure", "cases", "--direct"))
        same(("crosstab", p, "--recipe", recipe, "--rows", "C03", "C05"), ("crosstab", p, "--rows", "C03", "C05", "--by", "role", "--measure", "cases"))
        write("retrieve", code=["C04", "C03"], overlap=True, direct=False, context=1, coder="EM")
        same(("retrieve", p, "--recipe", recipe, "--any", "--coder", "BB"), ("retrieve", p, "--code", "C04", "--code", "C03", "--context", "1", "--coder", "BB"))
        write("search", query="meeting", limit=3)
        same(("search", p, "caseload", "--recipe", recipe), ("search", p, "caseload", "--limit", "3"))

    def test_10_a_recipe_that_cannot_be_used_says_why(self):
        p = self.project
        recipe = self.folder / "recipe.json"
        good = {"schema": 1, "kind": "retrieve", "spec": {"code": ["C04"]}}
        for change, words in (({"schema": 2}, "schema"), ({"kind": "crosstab"}, "crosstab"), ({"spec": []}, "spec"), ({"spec": {"colour": "red"}}, "colour"),
                              ({"spec": {"context": -1}}, "context"), ({"spec": {"context": "many"}}, "context"), ({"spec": {"all": "yes"}}, "all"),
                              ({"spec": {"group": ["a", "b"]}}, "group"), ({"spec": {"code": [7]}}, "code"), ({"spec": {"group": {"a": 1}}}, "group"),
                              ({"spec": {"all": True, "near": 2}}, "near"), ({"spec": {"project": "x"}}, "project"), ({"spec": {"recipe": "x"}}, "recipe")):
            recipe.write_text(json.dumps({**good, **change}), encoding="utf-8")
            error = self.valid("error", "retrieve", p, "--recipe", recipe, status=3)["error"]
            self.assertEqual(error["code"], "bad-table", change)
            self.assertIn(words, error["message"].replace(str(recipe), ""), change)
            self.assertNotRegex(error["message"], r"recipe-\w|\(\)", change)
        recipe.write_text("{", encoding="utf-8")
        self.assertIn("malformed", self.valid("error", "retrieve", p, "--recipe", recipe, status=3)["error"]["message"])
        self.valid("error", "retrieve", p, "--recipe", self.folder / "none.json", status=3)
        self.valid("error", "search", p, "--limit", 3, status=2)
        recipe.write_text(json.dumps(good), encoding="utf-8")
        self.valid("retrieve", "retrieve", p, "--recipe", recipe)

    def test_11_quotes_are_collected_edited_approved_and_exported(self):
        p = self.folder / "quotes.polyvocal"
        shutil.copy(self.project, p)
        before = self.valid("quotes-change", "quotes", "add", p, "Report", "--code", "C04", "--dry-run")
        self.assertEqual((before["changed"], before["dry_run"]), ([], True))
        self.assertEqual(self.valid("quotes-collections", "quotes", "collections", p)["collections"], [])
        made = self.valid("quotes-change", "quotes", "add", p, "Report", "--code", "C04")["changed"]
        self.assertGreater(len(made), 3)
        self.assertEqual(self.valid("quotes-change", "quotes", "add", p, "Report", "--code", "C04")["known"], len(made))
        one = self.valid("quotes-collections", "quotes", "collections", p, "Report")["collections"][0]["quotes"][0]
        words = one["text"].split()
        middle = " ".join(words[1:4])
        self.valid("quotes-change", "quotes", "edit", p, one["id"], "--omit", middle, "--attribution", "{group} {id}")
        now = self.valid("quotes-collections", "quotes", "collections", p, "Report")["collections"][0]["quotes"][0]
        self.assertIn("[...]", now["text"])
        self.assertEqual(now["original"], one["original"])
        self.assertEqual(now["attribution"], one["groups"][0] + " " + one["id"])
        own = "".join(piece["text"] for piece in now["pieces"] if piece["kind"] == "words").split()
        self.assertLess(len(own), len(words))
        self.valid("quotes-change", "quotes", "approve", p, one["id"])
        out = self.folder / "report.csv"
        exported = self.valid("quotes", "quotes", "export", p, "--collection", "Report", "--approved", "-o", out)["quotes"]
        self.assertEqual([quote["id"] for quote in exported], [one["id"]])
        self.assertIn("[...]", out.read_text(encoding="utf-8"))
        self.valid("quotes", "quotes", "list", p, "--collection", "Report", "--by", "group")
        self.valid("quotes-change", "quotes", "edit", p, one["id"], "--restore", "--theme", "", "--dry-run")
        self.valid("quotes-change", "quotes", "remove", p, made[1])
        self.run_command("undo", p)
        self.assertEqual(len(self.valid("quotes-collections", "quotes", "collections", p, "Report")["collections"][0]["quotes"]), len(made))
        ranged = self.valid("quotes-change", "quotes", "add", p, "Report", "--document", one["document"], "--range", "0-400", "--theme", "C04")
        self.assertEqual(len(ranged["changed"]), 1)
        self.valid("quotes-collections", "quotes", "collections", p, "Report", "--attribution", "{role}", "--rename", "Chapter 4")
        self.valid("quotes-collections", "quotes", "collections", p, "Chapter 4", "--delete")
        for code, status, *arguments in (("not-found", 1, "collections", p, "Nowhere"), ("not-found", 1, "edit", p, "Q-0000000000", "--omit", "x"),
                                         ("usage", 2, "add", p, "Report"), ("usage", 2, "add", p, "Report", "--document", one["document"], "--range", "many"),
                                         ("usage", 2, "collections", p, "--create"), ("usage", 2, "list", p, "--approved")):
            self.assertEqual(self.valid("error", "quotes", *arguments, status=status)["error"]["code"], code, arguments)

    def test_90_every_schema_is_used_and_can_refuse(self):
        self.assertEqual(sorted(VALIDATED), sorted(SCHEMAS))
        for name, schema in SCHEMAS.items():
            jsonschema.Draft202012Validator.check_schema(schema)
            self.assertTrue(schema["required"], name)
            for key in schema["required"]:
                document = copy.deepcopy(VALIDATED[name])
                del document[key]
                self.assertFalse(jsonschema.Draft202012Validator(schema).is_valid(document), f"{name} without {key}")
                document[key] = 17 if schema["properties"][key].get("type") != "integer" else "17"
                self.assertFalse(jsonschema.Draft202012Validator(schema).is_valid(document), f"{name} with another {key}")


if __name__ == "__main__":
    unittest.main()
