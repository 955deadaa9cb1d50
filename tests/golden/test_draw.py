"""Draws: the published vectors are those worked out apart, and the numbers are those of the consistent sampler.

    python3 -m unittest discover tests/golden
"""

import csv
import importlib
import io
import pathlib
import shutil
import sys
import tempfile
import unittest

import draw_vectors
import verify_draw

ROOT = draw_vectors.ROOT
# Where tools/install-packages.sh puts the packages of the tests.
sys.path += map(str, (ROOT / "target" / "python").glob("lib/python*/site-packages"))


class Vectors(unittest.TestCase):
    """spec/draw-vectors.json."""

    def test_the_file_is_the_one_worked_out(self):
        self.assertEqual(draw_vectors.PLACE.read_text(encoding="utf-8"), draw_vectors.text())

    def test_the_page_shows_the_first_of_them(self):
        page = (ROOT / "docs" / "draw.md").read_text(encoding="utf-8")
        draw = draw_vectors.vectors()["draws"][0]
        for part in ("frame", "frame_sha256", "commitment", "key_text", "tickets", "sample"):
            self.assertIn(draw[part].strip(), page, part)
        self.assertIn(verify_draw.sha256(draw["key_text"]), page)

    def test_tickets_are_those_of_the_consistent_sampler(self):
        """R. L. Rivest's package, asked with our key's text as its seed and our ids, draws in our order."""
        sampler = importlib.import_module("consistent_sampler").sampler
        compared = 0
        for draw in draw_vectors.vectors()["draws"]:
            order = {}
            for row in csv.DictReader(io.StringIO(draw["tickets"])):
                order.setdefault(row["stratum"], []).append((row["ticket"], row["site"]))
            for stratum, tickets in order.items():
                ids = {f"site\n{stratum}\n{site}\n": site for _, site in tickets}
                # More digits than a ticket has: none is cut off.
                theirs = [(number, ids[name]) for number, name, _ in sampler(sorted(ids), draw["key_text"], digits=100)]
                self.assertEqual(theirs, tickets)
                compared += len(tickets)
        self.assertEqual(compared, 39)


class Verifier(unittest.TestCase):
    """tools/verify_draw.py on published folders."""

    def published(self, name):
        """A folder as an office publishes it."""
        draw = next(d for d in draw_vectors.vectors()["draws"] if d["name"] == name)
        folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        made = verify_draw.draw(draw["frame"], draw["seed"], draw["public"])
        record = {"frame_sha256": draw["frame_sha256"], "commitment": draw["commitment"], "seed": draw["seed"],
                  "public": draw["public"], "strata": [verify_draw.entry(*stratum) for stratum in made]}
        files = {"frame.csv": draw["frame"], "frame.sha256": draw["frame_sha256"] + "  frame.csv\n",
                 "commitment.txt": draw["commitment"] + "\n", "record.json": draw_vectors.json.dumps(record),
                 "sample.csv": draw["sample"], "tickets.csv": draw["tickets"]}
        for file, text in files.items():
            (folder / file).write_bytes(text.encode("utf-8"))
        return folder

    def test_what_was_published_holds(self):
        for name in draw_vectors.DRAWS:
            self.assertEqual(list(verify_draw.faults(self.published(name))), [], name)

    def test_a_change_to_any_file_is_told(self):
        for file in ("frame.csv", "frame.sha256", "commitment.txt", "record.json", "sample.csv", "tickets.csv"):
            with self.subTest(file=file):
                folder = self.published("digits thrown in public")
                text = (folder / file).read_text(encoding="utf-8")
                changed = text.replace("640213", "640214") if file == "record.json" else text.replace("A", "X").replace(
                    "1", "2")
                self.assertNotEqual(changed, text)
                (folder / file).write_bytes(changed.encode("utf-8"))
                self.assertNotEqual(list(verify_draw.faults(folder)), [])

    def test_removing_a_site_after_publication_is_told(self):
        folder = self.published("two villages a township, one in 杏山镇")
        lines = (folder / "frame.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / "frame.csv").write_text("".join(lines[:-1]), encoding="utf-8")
        self.assertIn("frame.csv has the SHA-256", next(verify_draw.faults(folder)))


if __name__ == "__main__":
    unittest.main()
