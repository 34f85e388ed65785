"""The main job through the command line, on the sample study: what a person types and what comes back."""

import csv
import pathlib
import sqlite3
import unittest
import zipfile

from workbench import SAMPLE, Workbench


class MainJob(Workbench):
    def test_from_transcripts_to_quotations(self):
        self.make_study()
        self.assertEqual(self.imported["failed"], [])
        self.assertEqual(len(self.imported["documents"]), 23)
        for document in self.imported["documents"]:
            self.assertGreaterEqual(len(document["speakers"]), 2, document["name"])
            self.assertGreater(document["words"], 2000)
        family = next(d for d in self.imported["documents"] if d["name"] == "Family 4")
        self.assertEqual(sorted(family["speakers"]), ["Father 4", "Grandmother 4", "Interviewer", "Mother 4"])
        self.assertEqual(self.joined["unmatched"], [])
        with open(SAMPLE / "codings.csv", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(self.placed, {"placed": len(rows), "unplaced": []})

        # each coding's text is what the table says
        for row in rows[::40]:
            segments = self.json("retrieve", self.project, "--code", row["code"], "--coder", row["coder"])["segments"]
            texts = [" ".join(s["text"].split()) for s in segments if s["document"] == row["document"]]
            self.assertIn(" ".join(row["text"].split()), texts)

        table = self.json("crosstab", self.project, "--rows", "themes", "--by", "group", "--percent", "cases")
        self.assertEqual(table["columns"], ["families", "managers", "partner agencies", "staff"])
        self.assertEqual([b["cases"] for b in table["base"]], [8, 5, 6, 6])
        self.assertEqual(table["base"][0]["units"], 6)
        # every cell's figure is the number of segments it lists
        row = table["rows"][1]
        listed = self.json("crosstab", self.project, "--rows", "themes", "--by", "group", "--cell-row", row["path"], "--cell-column", "staff")
        self.assertEqual(len(listed["segments"]), row["cells"][3]["segments"])

        hits = self.json("search", self.project, 'code:"Caseload pressure" AND group:staff')
        self.assertGreater(hits["total"], 0)
        for hit in hits["hits"]:
            self.assertEqual(hit["group"], "staff")
            self.assertTrue(any(code.endswith("Caseload pressure") for code in hit["codes"]))

        for ending in ("csv", "md", "html", "docx", "xlsx"):
            self.run_command("quotes", "export", self.project, "-o", self.folder / f"q.{ending}", "--attribution", "{pseudonym} ({role})")
        with open(self.folder / "q.csv", encoding="utf-8-sig", newline="") as file:
            exported = list(csv.DictReader(file))
        self.assertGreater(len(exported), 500)
        self.assertEqual(len({(r["quote_id"], r["document"], r["start"], r["end"]) for r in exported}), len({r["quote_id"] for r in exported}))
        again = self.folder / "again.csv"
        self.run_command("quotes", self.project, "export", "-o", again)
        with open(again, encoding="utf-8-sig", newline="") as file:
            self.assertEqual({r["quote_id"] for r in csv.DictReader(file)}, {r["quote_id"] for r in exported})
        self.assertIn("word/styles.xml", zipfile.ZipFile(self.folder / "q.docx").namelist())
        self.assertTrue(self.json("verify", self.project)["ok"])

    def test_documents_attributes_divide_tables_segments_and_attributions(self):
        self.make_study()
        with open(SAMPLE / "documents.csv", encoding="utf-8") as file:
            rows = {row.pop("document"): row for row in csv.DictReader(file)}
        self.assertEqual({d["name"]: d["attributes"] for d in self.json("documents", self.project)["documents"]}, rows)
        for line in self.run_command("documents", self.project).stdout.splitlines():
            for name, row in rows.items():
                if line.startswith(name + " "):
                    self.assertTrue(all(value in line for value in row.values()), line)
        everything = self.json("retrieve", self.project)["segments"]
        table = self.json("crosstab", self.project, "--rows", "codes", "--direct", "--by", "mode")
        self.assertEqual(table["columns"], ["in person", "telephone", "video"])
        for column, mode in enumerate(table["columns"]):
            expected = [s for s in everything if rows[s["document"]]["mode"] == mode]
            self.assertEqual(self.json("retrieve", self.project, "--where", f"Mode={mode}")["segments"], expected)
            self.assertEqual(sum(row["cells"][column]["segments"] for row in table["rows"]), len(expected))
            self.assertEqual(table["base"][column]["documents"], sum(row["mode"] == mode for row in rows.values()))
        quotes = self.json("quotes", "list", self.project, "--code", "Staffing", "--attribution", "{document}|{wave}|{mode}")["quotes"]
        self.assertGreater(len(quotes), 20)
        for quote in quotes:
            row = rows[quote["document"]]
            self.assertEqual(quote["attribution"], f"{quote['document']}|{row['wave']}|{row['mode']}")

    def test_a_documents_table_with_faults_is_reported_by_row(self):
        self.make_study()
        table = self.folder / "documents.tsv"
        table.write_text("document\twave\thub\nParent 1\tlast\tnorth\nNobody\t1\tx\nparent 1.txt\t2\ty\n", encoding="utf-8")
        report = self.json("documents", "import", self.project, table)
        self.assertEqual([(u["row"], u["document"], u["reason"]) for u in report["unmatched"]],
                         [(2, "Parent 1", "value-does-not-fit"), (3, "Nobody", "no-such-document"), (4, "parent 1.txt", "repeated-document")])
        self.assertEqual(report["shadowed"], ["hub"])
        told = self.run_command("documents", "import", self.project, table)
        self.assertIn("row 3, Nobody: there is no such document", told.stderr)
        self.assertIn('"hub"', told.stderr)
        parent = next(d for d in self.json("documents", self.project)["documents"] if d["name"] == "Parent 1")
        self.assertEqual(parent["attributes"], {"wave": "2", "mode": "in person", "interviewer": "RA", "guide": "families", "hub": "north"})

    def test_everything_is_undone_and_done_again(self):
        self.make_study()
        before = self.json("codes", self.project)
        self.run_command("codes", "merge", self.project, "Left in the dark", "--into", "Not listened to")
        merged = self.json("codes", self.project)
        self.assertEqual(len(merged["codes"]), len(before["codes"]) - 1)
        total = lambda codes: sum(c["direct"] for c in codes["codes"])
        self.assertLessEqual(total(before) - total(merged), 10)  # only a coder's same range on both codes folds into one
        self.run_command("undo", self.project)
        self.assertEqual(self.json("codes", self.project), before)
        self.run_command("redo", self.project)
        self.assertEqual(self.json("codes", self.project), merged)
        self.run_command("undo", self.project, 2)  # the merge and the codings
        self.assertEqual(total(self.json("codes", self.project)), 0)
        self.assertTrue(self.json("verify", self.project)["ok"])

    def test_a_dry_run_changes_nothing(self):
        self.run_command("new", self.project)
        preview = self.json("import", self.project, SAMPLE / "transcripts", "--recursive", "--dry-run")
        self.assertEqual(len(preview["documents"]), 23)
        self.assertEqual(self.json("documents", self.project)["documents"], [])
        self.assertEqual(self.json("history", self.project)["entries"], [])


class EdgeTexts(Workbench):
    def test_are_imported_or_refused_with_a_reason(self):
        self.run_command("new", self.project)
        report = self.json("import", self.project, SAMPLE / "edge", status=3)
        self.assertEqual([pathlib.Path(f["path"]).name for f in report["failed"]], ["empty.txt"])
        self.assertEqual(report["failed"][0]["code"], "empty-file")
        self.assertTrue(self.json("verify", self.project)["ok"])
        for document in self.json("documents", self.project)["documents"]:
            shown = self.json("show", self.project, document["name"])
            self.assertEqual(len(shown["text"]), document["characters"])
            for turn in shown["turns"]:
                self.assertLessEqual(0, turn["start"])
                self.assertLessEqual(turn["start"], turn["end"])
                self.assertLessEqual(turn["end"], document["characters"])

    def test_a_range_is_code_points(self):
        self.run_command("new", self.project)
        text = "Ann: 👨‍👩‍👧 é 𠮷 end\nBen: yes\nAnn: no\nBen: so\n"
        path = self.folder / "emoji.txt"
        path.write_text(text, encoding="utf-8")
        self.run_command("import", self.project, path)
        self.run_command("codes", "add", self.project, "Code")
        start = text.index("𠮷")
        self.run_command("code", self.project, "emoji", start, start + 5, "Code")
        segment = self.json("retrieve", self.project, "--code", "Code")["segments"][0]
        self.assertEqual(segment["text"], "𠮷 end")
        self.run_command("code", self.project, "emoji", start, start + 5, "Code", status=1)  # there already
        self.run_command("code", self.project, "emoji", 5, 5, "Code", status=2)
        self.run_command("code", self.project, "emoji", 5, 50000, "Code", status=2)


class Mistakes(Workbench):
    def test_have_the_contracts_statuses_and_a_message(self):
        missing = self.folder / "none.polyvocal"
        self.assertIn("polyvocal new", self.run_command("codes", missing, status=4).stderr)
        self.run_command("new", self.project)
        self.run_command("new", self.project, status=4)
        for unknown in (["frobnicate"], ["frobnicate", self.project], ["help", "frobnicate"]):
            self.assertIn('no command "frobnicate"', self.run_command(*unknown, status=2).stderr)
        self.run_command("help", "crosstab")
        self.run_command("crosstab", self.project, "--by", "nothing", status=1)
        self.run_command("codes", "rename", self.project, "Nothing", "Something", status=1)
        self.run_command("search", self.project, "(open", status=2)
        self.run_command("undo", self.project, status=1)
        self.run_command("import", self.project, self.folder / "none.txt", status=3)
        table = self.folder / "bad.csv"
        table.write_text("path,theme\nA,perhaps\n", encoding="utf-8")
        refused = self.run_command("codes", "import", self.project, table, status=3)
        self.assertIn("row 2", refused.stderr)
        self.assertEqual(self.json("codes", self.project)["codes"], [])
        notes = self.folder / "notes.polyvocal"
        notes.write_text("just some text, and long enough to be no database header at all")
        self.run_command("codes", notes, status=4)

    def test_say_what_can_be_asked_for_instead(self):
        self.run_command("new", self.project)
        self.run_command("import", self.project, SAMPLE / "transcripts" / "families" / "Parent 1.txt")
        self.refused("crosstab", self.project, status=1, says=['no attribute "group"', "`polyvocal cases import`", 'column "group"', "--by document"])
        self.refused("crosstab", self.project, "--by", "shoe size", status=1, says=['no attribute "shoe size"', "Attributes come with"])
        self.assertIn("there are no groups yet", self.run_command("search", self.project, "group:nope").stderr)
        self.run_command("cases", "import", self.project, SAMPLE / "participants.csv")
        self.refused("crosstab", self.project, "--by", "shoe size", status=1, says=["There are: ", "group", "and document, case and coder."])
        unknown = self.run_command("search", self.project, "letter AND group:nope")
        self.assertIn('Nobody belongs to a group "nope". The groups are: families', unknown.stderr)
        self.assertEqual(self.run_command("search", self.project, "zzzzz AND group:Families").stderr, "")
        turns = self.json("documents", self.project)["documents"][0]["turns"]
        self.refused("show", self.project, "Parent 1", "--from", turns + 1, status=1, says=[f"There is no turn {turns + 1}", f"1 to {turns}"])
        self.refused("show", self.project, "Parent 1", "--from", 3, "--to", 2, status=2, says=["cannot be 3-2"])
        self.assertEqual(len(self.json("show", self.project, "Parent 1", "--from", turns, "--to", turns + 9)["turns"]), 1)

    def test_a_table_of_themes_without_a_theme_says_why_it_is_empty(self):
        self.run_command("new", self.project)
        self.run_command("codes", "add", self.project, "Code")
        self.assertIn("no code is marked as a theme", self.run_command("crosstab", self.project, "--by", "coder").stderr)
        self.assertNotIn("theme", self.run_command("crosstab", self.project, "--by", "coder", "--rows", "codes").stderr)

    def test_a_newer_project_is_left_alone(self):
        self.run_command("new", self.project)
        database = sqlite3.connect(self.project)
        database.execute("PRAGMA user_version = 9999")
        database.close()
        before = self.project.read_bytes()
        refused = self.run_command("codes", self.project, status=4)
        self.assertIn("newer", refused.stderr)
        self.assertEqual(self.project.read_bytes(), before)

    def test_a_value_that_does_not_fit_is_reported_and_the_rest_taken(self):
        self.run_command("new", self.project)
        table = self.folder / "people.csv"
        table.write_text("participant,age,town\nA,40,X\n", encoding="utf-8")
        self.run_command("cases", "import", self.project, table)
        table.write_text("participant,age,town\nB,about 40,Y\n", encoding="utf-8")
        report = self.json("cases", "import", self.project, table)
        self.assertIn("value-does-not-fit", [row["reason"] for row in report["unmatched"]])
        people = {case["name"]: case["attributes"] for case in self.json("cases", self.project)["cases"]}
        self.assertEqual(people["B"], {"town": "Y"})

    def test_unplaced_codings_are_reported_and_never_guessed(self):
        self.run_command("new", self.project)
        path = self.folder / "doc.txt"
        path.write_text("Int: Why?\nP: It was fine. It was fine.\nInt: And?\nP: Only once.\n", encoding="utf-8")
        self.run_command("import", self.project, path)
        self.run_command("codes", "add", self.project, "A")
        table = self.folder / "codings.csv"
        table.write_text("document,code,text\ndoc,A,It was fine\ndoc,A,Only once\ndoc,A,never said\ndoc,B,Only once\nnone,A,Only once\n", encoding="utf-8")
        report = self.json("codings", "import", self.project, table, status=1)
        self.assertEqual(report["placed"], 1)
        self.assertEqual([(u["row"], u["reason"]) for u in report["unplaced"]],
                         [(2, "text-ambiguous"), (4, "text-absent"), (5, "unknown-code"), (6, "unknown-document")])


if __name__ == "__main__":
    unittest.main()
