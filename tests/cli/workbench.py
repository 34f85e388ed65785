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


class Workbench(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="polyvocal-cli-"))
        self.project = self.folder / "study.polyvocal"
        self.environment = dict(os.environ, POLYVOCAL_CONFIG=str(self.folder / "config"))

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run_command(self, *arguments, status=0):
        done = subprocess.run([POLYVOCAL, *map(str, arguments)], capture_output=True, text=True, env=self.environment, timeout=120)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        return done

    def json(self, *arguments, status=0):
        return json.loads(self.run_command(*arguments, "--json", status=status).stdout)

    def make_study(self):
        self.run_command("new", self.project, "--title", "Study")
        self.imported = self.json("import", self.project, SAMPLE / "transcripts", "--recursive")
        self.joined = self.json("cases", "import", self.project, SAMPLE / "participants.csv")
        self.run_command("codes", "import", self.project, SAMPLE / "codebook.csv")
        self.placed = self.json("codings", "import", self.project, SAMPLE / "codings.csv")
