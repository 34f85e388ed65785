"""What installer/run does with the sample project of an earlier run: the functions of installer/lib.sh, with the real program."""

import os
import pathlib
import subprocess
import unittest

from workbench import POLYVOCAL, Workbench

LIBRARY = pathlib.Path(os.environ["POLYVOCAL_SOURCE"]) / "installer" / "lib.sh"


class InstallerTest(Workbench):
    def setUp(self):
        super().setUp()
        self.project = self.folder / "out" / "sample.polyvocal"
        self.project.parent.mkdir()

    def library(self, *commands, status=0):
        """Runs shell commands with the library's functions."""
        script = f"source '{LIBRARY}'\nstep='testing'\n" + "\n".join(commands)
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=self.environment, timeout=120)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def set_aside(self, status=0):
        return self.library(f"set_aside '{self.project}' '{POLYVOCAL}'", "exit $?", status=status)

    def make_sample(self):
        self.run_command("new", self.project, "--title", "Sample")
        self.run_command("codes", "add", self.project, "Waiting")
        self.library(f"remember '{self.project}' '{POLYVOCAL}'")

    def files(self):
        return sorted(path.name for path in self.project.parent.iterdir())

    def paths_of(self, project):
        return [code["path"] for code in self.json("codes", project)["codes"]]

    def test_nothing_there_is_no_fault(self):
        self.set_aside()
        self.assertEqual(self.files(), [])

    def test_a_sample_nobody_worked_in_is_made_anew(self):
        self.make_sample()
        self.set_aside()
        self.assertEqual(self.files(), [])

    def test_a_persons_work_is_kept_under_another_name(self):
        kept = [self.project.with_name(f"sample-{number}.polyvocal") for number in (1, 2)]
        for number, project in enumerate(kept, 1):
            self.make_sample()
            self.run_command("codes", "add", self.project, f"Mine {number}")
            done = self.set_aside()
            self.assertIn(str(project), done.stdout)
        for number, project in enumerate(kept, 1):
            self.assertEqual(self.paths_of(project), ["Waiting", f"Mine {number}"])
            self.assert_sound(project)
        self.assertEqual([name for name in self.files() if name.endswith(".polyvocal")], [p.name for p in kept])

    def test_a_project_of_unknown_making_is_kept(self):
        self.run_command("new", self.project, "--title", "Sample")
        self.set_aside()
        self.assertEqual([name for name in self.files() if name.endswith(".polyvocal")], ["sample-1.polyvocal"])
        self.project.write_bytes(b"no project")
        self.set_aside()
        self.assertEqual(self.project.with_name("sample-2.polyvocal").read_bytes(), b"no project")

    @unittest.skipUnless(pathlib.Path("/proc/self/fd").is_dir(), "open files cannot be listed here")
    def test_a_project_that_is_open_is_left_alone(self):
        self.make_sample()
        with open(self.project, "rb"):
            done = self.set_aside(status=1)
        self.assertIn("Close it first", done.stderr)
        self.assertIn("The project there was left as it is", done.stderr)
        self.assertEqual(self.paths_of(self.project), ["Waiting"])

    def test_a_failure_says_where_the_work_is(self):
        self.make_sample()
        self.run_command("codes", "add", self.project, "Mine")
        done = self.library(f"set_aside '{self.project}' '{POLYVOCAL}'", "false", status=1)
        self.assertIn("FAILED while testing (exit status 1). Your work in the sample project is in", done.stderr)
        self.assertIn("sample-1.polyvocal", done.stderr)


if __name__ == "__main__":
    unittest.main()
