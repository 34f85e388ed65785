"""Bad circumstances end well: projects that are missing, damaged, read-only or held by another program, and full disks."""

import contextlib
import json
import resource
import shutil
import sqlite3
import subprocess
import threading
import time
import unittest

import bad_files
from workbench import FAMILY, POLYVOCAL, ROOT, SAMPLE, Workbench, as_nobody, how_many, stored, wait_until


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


if __name__ == "__main__":
    unittest.main()
