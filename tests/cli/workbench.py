"""What every test of the command line program shares: a folder and a project of its own, and ways to run the program."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

POLYVOCAL = os.environ["POLYVOCAL"]
SAMPLE = pathlib.Path(os.environ["POLYVOCAL_SAMPLE"])


def fast_folder():
    """Where test folders are made: memory where there is plenty of it, for a test of hundreds of acts waits for the disk."""
    memory = pathlib.Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30
    return memory if roomy and "TMPDIR" not in os.environ else None


class Workbench(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="polyvocal-cli-", dir=fast_folder()))
        self.project = self.folder / "study.polyvocal"
        self.environment = dict(os.environ, POLYVOCAL_CONFIG=str(self.folder / "config"))

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

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
        self.run_command("codes", "import", self.project, SAMPLE / "codebook.csv")
        self.placed = self.json("codings", "import", self.project, SAMPLE / "codings.csv")
