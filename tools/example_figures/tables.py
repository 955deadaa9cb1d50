"""Tables as the examples keep them: CSV with a header, and a small workbook.

Cells never hold commas, quotes or line breaks, so a row is its cells joined by commas.
"""

import io
import zipfile
from xml.sax.saxutils import escape

UNITS = ("code", "name", "level", "parent", "class")
FIGURES = ("unit", "input", "value", "source", "date", "note")


def csv(header, rows):
    """The text of a CSV file."""
    lines = [",".join(header)]
    for row in rows:
        cells = [str(cell) for cell in row]
        if len(cells) != len(header) or any(set(cell) & set(',"\n') for cell in cells):
            raise ValueError(f"not a plain row: {row}")
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


class Figures:
    """Figures in the long layout, in the order in which they are put in."""

    def __init__(self):
        self.rows = []

    def put(self, unit, figure, value, source, date, note=""):
        """One figure of one unit."""
        self.rows.append((unit, figure, value, source, date, note))

    def text(self):
        """The file."""
        return csv(FIGURES, self.rows)


_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="figures" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def _cell(name, value):
    """A number as it stands, anything else as text."""
    text = str(value)
    if text.replace(".", "", 1).isdigit():
        return f'<c r="{name}"><v>{text}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def workbook(header, rows):
    """The bytes of a workbook with one sheet, the same on every run."""
    lines = []
    for number, row in enumerate([header, *rows], start=1):
        cells = "".join(_cell(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + "".join(lines) + "</sheetData></worksheet>"
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, part in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            # Stored, with a fixed date, so that the bytes do not depend on the day or on a library's version.
            archive.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), head + part)
    return packed.getvalue()
