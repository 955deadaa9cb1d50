"""The figures of a working folder, as exact fractions.

Read apart from the program, so that a slip in its readers does not hide here.
"""

import csv
import pathlib
import re
import xml.etree.ElementTree as xml
import zipfile
from fractions import Fraction

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "examples"
NOT_REPORTED = {"", "-", "未报"}
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def number(text):
    """45.25, 45.25% and 3/4 exactly."""
    text = text.strip()
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


class Folder:
    """Units and figures of one example; a figure that is not reported is None."""

    def __init__(self, example, figures):
        self.place = EXAMPLES / example
        with open(self.place / "units.csv", encoding="utf-8", newline="") as file:
            self.units = list(csv.DictReader(file))
        self.cells = _workbook(self.place / figures) if figures.endswith(".xlsx") else _cells(self.place / figures)

    def at(self, level):
        """The codes of all units of a level, in file order."""
        return [unit["code"] for unit in self.units if unit["level"] == level]

    def below(self, code):
        """The codes of the units directly below one."""
        return [unit["code"] for unit in self.units if unit["parent"] == code]

    def text(self, unit, figure):
        """What is written for a figure, None where nothing is."""
        text = self.cells.get((unit, figure), "")
        return None if text in NOT_REPORTED else text

    def number(self, unit, figure):
        """A figure as a number."""
        text = self.text(unit, figure)
        return None if text is None else number(text)

    def yes(self, unit, figure):
        """Whether a fact holds; what nobody reported does not hold."""
        return self.text(unit, figure) in ("是", "yes")


def _cells(path):
    """A long file by (unit, figure), or a wide one."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if "input" in rows[0]:
        return {(row["unit"], row["input"]): row["value"] for row in rows}
    return {(row["unit"], figure): text for row in rows for figure, text in row.items() if figure != "unit"}


def _workbook(path):
    """A wide sheet."""
    with zipfile.ZipFile(path) as archive:
        sheet = xml.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{_SHEET}row"):
        cells = {}
        for cell in row:
            column = re.match("[A-Z]+", cell.get("r")).group()
            cells[column] = "".join(part.text or "" for part in cell.iter() if part.tag in (f"{_SHEET}v", f"{_SHEET}t"))
        rows.append(cells)
    head, *body = rows
    return {(row["A"], head[column]): text for row in body for column, text in row.items() if column != "A"}
