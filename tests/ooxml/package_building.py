"""Workbooks made by hand, part by part, for what no application writes on request."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."

STYLES = f"""<styleSheet xmlns="{MAIN}"><fonts count="2">
<font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/></font>
<font><b/><sz val="9"/><color rgb="FF112233"/><name val="Arial"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="2"><xf/><xf fontId="1" fillId="2"/></cellStyleXfs>
<cellXfs count="3"><xf xfId="0"/><xf fontId="1" xfId="0"/><xf fillId="2" xfId="0"/></cellXfs>
<cellStyles count="2"><cellStyle name="Normal" xfId="0"/><cellStyle name="MOT Axe" xfId="1"/>
</cellStyles></styleSheet>"""


def sheet_xml(rows: str, *, namespace: str = MAIN, before: str = "", after: str = "") -> str:
    return (
        f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def strings_xml(*entries: str, namespace: str = MAIN) -> str:
    body = "".join(f"<si>{entry}</si>" for entry in entries)
    count = len(entries)
    return f'<sst xmlns="{namespace}" count="{count}" uniqueCount="{count}">{body}</sst>'


def workbook_parts(
    sheet: str | bytes,
    strings: str | bytes | None = None,
    *,
    namespace: str = MAIN,
    styles: str = STYLES,
    names: str = "",
    table: str | None = None,
    properties: str = "",
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet, in the order in which Excel stores them."""
    links = '<Relationship Id="rId2" Type="{l}/styles" Target="styles.xml"/>'
    types = f'<Override PartName="/xl/styles.xml" ContentType="{_SML}styles+xml"/>'
    if strings is not None:
        links += '<Relationship Id="rId3" Type="{l}/sharedStrings" '
        links += 'Target="/xl/sharedStrings.xml"/>'
        types += (
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SML}sharedStrings+xml"/>'
        )
    if table is not None:
        types += f'<Override PartName="/xl/tables/table1.xml" ContentType="{_SML}table+xml"/>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SML}sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SML}worksheet+xml"/>'
            f"{types}</Types>"
        ),
        "_rels/.rels": f'{rels}<Relationship Id="rId1" Type="{LINKS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": (
            f'<workbook xmlns="{namespace}" xmlns:r="{LINKS}">{properties}<sheets>'
            f'<sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets>{names}</workbook>'
        ),
        "xl/_rels/workbook.xml.rels": rels
        + f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        + links.format(l=LINKS)
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": styles,
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = strings
    if table is not None:
        parts["xl/tables/table1.xml"] = table
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
            rels + f'<Relationship Id="rId1" Type="{LINKS}/table" Target="../tables/table1.xml"/>'
            "</Relationships>"
        )
    return parts


def zipped(parts: dict[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            data = content.encode() if isinstance(content, str) else content
            archive.writestr(zipfile.ZipInfo(name, (2024, 2, 29, 12, 34, 56)), data, compression)
    return stream.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
