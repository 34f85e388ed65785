"""Bad input ends well: a message that says what happened and what to do, the contract's exit status, and nothing lost.
Interruption, files to import, tables."""

import contextlib
import fcntl
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import termios
import time
import unittest

import bad_files
from workbench import FAMILY, POLYVOCAL, ROOT, Workbench, as_nobody, how_many, stored, wait_until


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
        try:
            ours, theirs = pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminal to be had: {error}")

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
                   "other.xyz": bad_files.binary(), "people.csv": "name,age\nAnn,41\n", "about.json": '[{"title": "Episode 1"}]',
                   "other.eaf": "<?xml version='1.0'?><TEI><text>words</text></TEI>", "half.eaf": "<ANNOTATION_DOCUMENT><TIER"})
        self.make({"locked.docx": bad_files.encrypted_office(), "locked.xlsx": bad_files.encrypted_office(),
                   "locked.odt": bad_files.odt(encrypted=True), "locked.pdf": bad_files.pdf(encrypted=True)})
        report, failed, errors = self.import_all(self.inputs)
        expected = {f"{part}.{ending}": "damaged-file" for part in ("half", "start") for ending in whole}
        expected |= {"empty.txt": "empty-file", "white.txt": "empty-file", "no words.docx": "empty-file",
                     "binary.txt": "damaged-file", "zeros.txt": "damaged-file", "other.xyz": "unknown-format", "people.csv": "unknown-format",
                     "about.json": "unknown-format", "other.eaf": "unknown-format", "half.eaf": "damaged-file"}
        expected |= {f"locked.{ending}": "password-protected" for ending in ("docx", "xlsx", "odt", "pdf")}
        self.assertEqual(failed, expected)
        self.assertEqual(len(report["documents"]), len(whole))
        for document in report["documents"]:
            self.assertEqual((document["turns"], document["words"], document["speakers"]), (6, 24, ["Interviewer", "Ann"]), document)
        said = {line.split("inputs/")[1].split(" is ")[0].split(" (")[0]: line for line in errors.splitlines() if "inputs/" in line}
        for name in expected:
            self.assertIn("inputs/" + name, errors)
        for words in ("Nothing of it was imported", "save it anew", "Save a copy without the password", "`polyvocal plugins` lists",
                      "people.csv is a table without a column of words", "use `polyvocal cases import`", "about.json is JSON, but no transcript",
                      "other.eaf is XML, but no annotations of ELAN", "Check that it is the file you mean", f"Not imported: {len(expected)} of {len(expected) + len(whole)} files. "
                      "The others are in."):
            self.assertIn(words, errors)
        self.assertNotIn("detail.", " ".join(said.values()))

    def test_a_faulty_installation_is_said_once(self):
        self.make({f"talk {number}.txt": bad_files.transcript(number) for number in range(3)})
        nowhere = self.folder / "nowhere"
        for variable, words in (("POLYVOCAL_HELPER", f"its helper program {nowhere} cannot be started"),
                                ("POLYVOCAL_PLUGINS", f"there are no importers in {nowhere}")):
            kept = dict(self.environment)
            self.environment[variable] = str(nowhere)
            self.refused("import", self.project, self.inputs, status=1, says=["not completely installed", words, variable])
            self.environment = kept
        self.assertEqual(stored(self.project), {})

    def test_the_projects_own_files_in_a_folder_are_passed_over(self):
        self.make({"talk.txt": bad_files.transcript(1), "other.polyvocal-wal": b"x", "other.polyvocal-shm": b"x"})
        self.run_command("new", self.inputs / "other.polyvocal")
        report, failed, errors = self.import_all(self.inputs, status=0)
        self.assertEqual(([d["name"] for d in report["documents"]], failed, errors), (["talk"], {}, ""))

    def test_an_ending_that_cannot_be_written_is_a_fault_of_the_command(self):
        for command in (("quotes", "export", self.project), ("codes", "export", self.project), ("crosstab", self.project, "--by", "document"),
                        ("documents", self.project)):
            out = self.folder / "out.zzz"
            self.refused(*command, "-o", out, status=2, says=["out.zzz was not written: its ending must be csv"])
            self.assertFalse(out.exists())

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

    def test_markup_of_an_unknown_kind_is_no_transcript(self):
        self.make({"tiers.xml": '<?xml version="1.0" encoding="UTF-8"?>\n<TIERS><TIER>words</TIER></TIERS>\n',
                   "real.txt": "\n".join(bad_files.TURNS)})
        report, failed, errors = self.import_all(self.inputs)
        self.assertEqual(failed, {"tiers.xml": "unknown-format"})
        self.assertIn("polyvocal plugins", errors)
        self.assertEqual([d["name"] for d in report["documents"]], ["real"])

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
        for words in ("Placed 1 coding; rows not placed: 8", ):
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
