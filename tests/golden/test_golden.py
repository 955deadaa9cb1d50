"""The committed figures and expected points are those that are generated and worked out.

    python3 -m unittest discover tests/golden
"""

import pathlib
import sys
import unittest

import recompute

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "tools"))
import generate_examples  # noqa: E402


class Golden(unittest.TestCase):
    """Committed files against their makers."""

    def test_figures_are_the_generated_ones(self):
        self.assertEqual(generate_examples.differing(generate_examples.files()), [])

    def test_expected_points_are_the_recomputed_ones(self):
        for place, text in recompute.files().items():
            with self.subTest(file=place.name, folder=place.parent.name):
                self.assertEqual(place.read_text(encoding="utf-8"), text)


if __name__ == "__main__":
    unittest.main()
