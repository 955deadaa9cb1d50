"""Workbooks as people send them: a plain list, and the office's own template filled in."""

import io
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def column(at):
    """0 is A, 26 is AA."""
    letters = ""
    while at >= 0:
        letters = chr(ord("A") + at % 26) + letters
        at = at // 26 - 1
    return letters


def write(path, rows):
    """A workbook of one sheet that holds these rows as text."""
    cell = lambda row, at, text: f'<c r="{column(at)}{row}" t="inlineStr"><is><t>{escape(str(text))}</t></is></c>'
    lines = (f'<row r="{at}">{"".join(cell(at, ix, text) for ix, text in enumerate(row))}</row>' for at, row in enumerate(rows, 1))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in files.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return path


def fill(template, path, figures):
    """The template with figures typed into its cells: `figures[unit, input]`. Gives how many found their cell."""
    filled = 0
    with zipfile.ZipFile(io.BytesIO(template.read_bytes())) as book, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        texts = [text_of(item) for item in ET.fromstring(book.read("xl/sharedStrings.xml"))]
        for name in book.namelist():
            content = book.read(name)
            if name.startswith("xl/worksheets/"):
                sheet = ET.fromstring(content)
                filled += fill_sheet(sheet, texts, figures)
                content = ET.tostring(sheet, encoding="utf-8", xml_declaration=True)
            out.writestr(name, content)
    return filled


def text_of(item):
    return "".join(text.text or "" for text in item.iter(f"{{{MAIN}}}t"))


def fill_sheet(sheet, texts, figures):
    """The row that begins with `code` names the inputs; each row below it begins with the code of its unit."""
    inputs, filled = {}, 0
    for row in sheet.iter(f"{{{MAIN}}}row"):
        cells = {cell.get("r").rstrip("0123456789"): cell for cell in row}
        shown = {at: value_of(cell, texts) for at, cell in cells.items()}
        if shown.get("A") == "code":
            inputs = {name: at for at, name in shown.items()}
            continue
        for (unit, name), value in figures.items():
            cell = cells.get(inputs.get(name))
            if cell is not None and unit == shown.get("A"):
                put(cell, value)
                filled += 1
    return filled


def value_of(cell, texts):
    value = cell.find(f"{{{MAIN}}}v")
    if value is None:
        return ""
    return texts[int(value.text)] if cell.get("t") == "s" else value.text


def put(cell, value):
    """A number as a number, anything else as text."""
    for child in list(cell):
        cell.remove(child)
    if value.replace(".", "", 1).isdigit():
        cell.attrib.pop("t", None)
        ET.SubElement(cell, f"{{{MAIN}}}v").text = value
        return
    cell.set("t", "inlineStr")
    ET.SubElement(ET.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t").text = value
