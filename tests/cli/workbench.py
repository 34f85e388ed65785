"""What every test of the command line program shares: a folder and a project of its own, and ways to run the program."""

import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unittest

POLYVOCAL = os.environ["POLYVOCAL"]
SAMPLE = pathlib.Path(os.environ["POLYVOCAL_SAMPLE"])
FAMILY = SAMPLE / "transcripts" / "families"
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def fast_folder():
    """Where test folders are made: memory where there is plenty of it, for a test of hundreds of acts waits for the disk."""
    memory = pathlib.Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30
    return memory if roomy and "TMPDIR" not in os.environ else None


class Workbench(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="polyvocal-cli-", dir=fast_folder()))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.project = self.folder / "study.polyvocal"
        # English, whatever the machine speaks.
        self.environment = dict(os.environ, POLYVOCAL_CONFIG=str(self.folder / "config"), POLYVOCAL_LANGUAGE="en")

    def run_command(self, *arguments, status=0, **more):
        """Runs the program; `more` goes to subprocess.run. Paths may be bytes: not every file name is text."""
        command = [POLYVOCAL, *(a if isinstance(a, bytes) else str(a) for a in arguments)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=self.environment, timeout=120, **more)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        return done

    def json(self, *arguments, status=0, **more):
        return json.loads(self.run_command(*arguments, "--json", status=status, **more).stdout)

    def refused(self, *arguments, status, says, **more):
        """The command ends with the status, and its message holds every one of the words."""
        done = self.run_command(*arguments, status=status, **more)
        for words in says:
            self.assertIn(words, done.stderr)
        self.assertEqual(done.stderr.count("polyvocal: "), 1, done.stderr)
        return done

    def assert_sound(self, project=None):
        self.assertEqual(self.json("verify", project or self.project), {"ok": True, "faults": []})

    def make_study(self):
        self.run_command("new", self.project, "--title", "Study")
        self.imported = self.json("import", self.project, SAMPLE / "transcripts", "--recursive")
        self.joined = self.json("cases", "import", self.project, SAMPLE / "participants.csv")
        self.described = self.json("documents", "import", self.project, SAMPLE / "documents.csv")
        self.run_command("codes", "import", self.project, SAMPLE / "codebook.csv")
        self.placed = self.json("codings", "import", self.project, SAMPLE / "codings.csv")


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


def as_nobody(test):
    """For subprocess: who may do as little as other people's files allow. Skips where the tests are not root's."""
    if not ROOT:
        return {}
    os.chmod(test.folder, 0o755)
    try:
        started = subprocess.run([POLYVOCAL, "--version"], user="nobody", group="nogroup", extra_groups=[], capture_output=True).returncode == 0
    except PermissionError:
        started = False
    if not started:
        test.skipTest("another user may not start the program where it lies")
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}
