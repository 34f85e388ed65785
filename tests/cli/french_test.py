"""The command line in French, on a machine that need not have a French locale, and what stays as it is in any language."""

import csv
import os
import unittest

from workbench import SAMPLE, Workbench

LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "POLYVOCAL_LANGUAGE", "POLYVOCAL_LOCALE")
FRENCH = "Le projet"
ENGLISH = "There is no project"


class French(Workbench):
    def setUp(self):
        super().setUp()
        for name in LOCALE:
            self.environment.pop(name, None)

    def missing(self, **variables):
        """What is said of a project that is not there, with these variables and no others."""
        self.environment = {k: v for k, v in self.environment.items() if k not in LOCALE} | variables
        return self.run_command("codes", self.folder / "none.polyvocal", status=4).stderr

    def test_the_environment_chooses_whatever_locales_the_machine_has(self):
        for variables in ({"LANG": "fr_FR.UTF-8"}, {"LANG": "fr"}, {"LC_ALL": "fr_CA.UTF-8"}, {"LC_MESSAGES": "fr_BE@euro", "LANG": "en_GB"},
                          {"LANG": "C.UTF-8", "LANGUAGE": "fr"}, {"LANG": "en_GB.UTF-8", "LANGUAGE": "xx:fr:en"}, {"LANG": "de_DE", "POLYVOCAL_LANGUAGE": "fr"}):
            with self.subTest(variables):
                self.assertIn(FRENCH, self.missing(**variables))
        for variables in ({}, {"LANG": "C"}, {"LC_ALL": "C", "LANGUAGE": "fr", "LANG": "fr_FR"}, {"LANG": "xx_XX.UTF-8"}, {"LANG": "en_US.UTF-8", "LANGUAGE": "en:fr"},
                          {"LANG": "fr_FR", "POLYVOCAL_LANGUAGE": "en"}, {"LANG": "../../fr"}, {"LANG": "fr_FR" + "x" * 5000 + "/"}):
            with self.subTest(variables):
                self.assertIn(ENGLISH, self.missing(**variables))

    def test_a_setting_goes_before_the_locale(self):
        config = self.folder / "config"
        config.mkdir()
        (config / "settings.json").write_text('{"values": {"language": "fr"}}')
        self.assertIn(FRENCH, self.missing(LANG="en_GB.UTF-8"))
        self.assertIn(ENGLISH, self.missing(POLYVOCAL_LANGUAGE="en"))

    def test_without_translations_or_with_damaged_ones_it_speaks_english(self):
        self.assertIn(ENGLISH, self.missing(LANG="fr_FR", POLYVOCAL_LOCALE=str(self.folder / "nowhere")))
        folder = self.folder / "locale" / "fr" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = folder / "polyvocal.mo"
        for damage in (b"", b"no catalogue", bytes(4096)):
            catalogue.write_bytes(damage)
            self.assertIn(ENGLISH, self.missing(LANG="fr_FR", POLYVOCAL_LOCALE=str(self.folder / "locale")))
        catalogue.unlink()
        os.mkdir(catalogue)
        self.assertIn(ENGLISH, self.missing(LANG="fr_FR", POLYVOCAL_LOCALE=str(self.folder / "locale")))

    def test_what_is_said_is_french_and_what_programs_read_is_not(self):
        self.make_study()
        english = {name: self.json(*command) for name, command in self.commands().items()}
        self.environment["LANG"] = "fr_FR.UTF-8"
        french = {name: self.json(*command) for name, command in self.commands().items()}
        sentences = {"caveat", "statement", "message", "hint", "summary", "subtitle"}
        changed = set()

        def compare(place, a, b, key=None):
            self.assertEqual(type(a), type(b), place)
            if isinstance(a, dict):
                self.assertEqual(list(a), list(b), place)
                for name in a:
                    compare(place + (name,), a[name], b[name], name)
            elif isinstance(a, list):
                self.assertEqual(len(a), len(b), place)
                for i, (one, other) in enumerate(zip(a, b)):
                    compare(place + (i,), one, other, key)
            elif a != b:
                self.assertIn(key, sentences, f"{place}: {a!r} {b!r}")
                changed.add(key)

        for name in english:
            compare((name,), english[name], french[name])
        self.assertLessEqual({"caveat", "statement", "summary"}, changed)

        file = self.folder / "segments.csv"
        self.run_command("retrieve", self.project, "--code", "Caseload pressure", "-o", file)
        with open(file, encoding="utf-8-sig", newline="") as lines:
            self.assertEqual(next(csv.reader(lines))[:5], ["document", "case", "group", "speaker", "turn"])
        book = self.folder / "codebook.csv"
        self.run_command("codes", "export", self.project, "-o", book)
        self.assertIn("path,code,definition,include,exclude,example,colour,theme", book.read_text(encoding="utf-8-sig").splitlines()[0])

    def commands(self):
        return {"crosstab": ("crosstab", self.project, "--by", "group", "--measure", "words"), "quotes": ("quotes", "list", self.project),
                "by-group": ("quotes", "list", self.project, "--by", "group"),
                "search": ("search", self.project, "caseload"), "history": ("history", self.project), "codes": ("codes", self.project),
                "documents": ("documents", self.project), "cases": ("cases", self.project), "plugins": ("plugins",)}

    def test_the_main_job_speaks_french(self):
        self.environment["LANG"] = "fr_FR.UTF-8"
        self.assertIn("Projet créé", self.run_command("new", self.project, "--title", "Étude").stdout)
        done = self.run_command("import", self.project, SAMPLE / "transcripts" / "families", "--recursive")
        self.assertRegex(done.stdout, r"\d+ tours de parole, \d+ mots")
        self.assertRegex(done.stdout, r"\n\d+ documents importés, \d+ mots\.")
        self.assertRegex(self.run_command("cases", "import", self.project, SAMPLE / "participants.csv").stdout, r"\d+ participants rattachés\s; à examiner\s: \d+\.")
        self.assertRegex(self.run_command("codes", "import", self.project, SAMPLE / "codebook.csv").stdout, r"\d+ codes ajoutés\.")
        self.assertIn("Annulé", self.run_command("undo", self.project).stdout)
        self.assertIn("Rétabli", self.run_command("redo", self.project).stdout)
        self.assertIn("Le projet est en bon état.", self.run_command("verify", self.project).stdout)
        self.refused("codes", "rename", self.project, "Nowhere", "X", status=1, says=("Introuvable", "« Nowhere »".replace(" ", "\u00a0")))
        self.refused("search", self.project, "(open", status=2, says=("La requête n’est pas comprise", "parenthèse"))

    def test_help_is_french_for_every_command(self):
        self.environment["LANG"] = "fr_FR.UTF-8"
        top = self.run_command("help").stdout
        self.assertIn("Commandes:", top)
        names = [line.split()[0].rstrip(",") for line in top.split("Commandes:")[1].splitlines() if line.startswith("  ")]
        self.assertGreater(len(names), 15, top)
        for name in names:
            text = self.run_command(name, "--help").stdout
            self.assertIn("Montrer cette aide", text, name)
            for english in ("Print ", "REQUIRED", "Positionals", "Subcommands", "Example:", "The ", " the ", " of "):
                self.assertNotIn(english, text.split("Exemple")[0], name)


if __name__ == "__main__":
    unittest.main()
