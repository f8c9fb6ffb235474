"""A workbook made from nothing: the least that Excel opens without a word, always the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from motxl.ooxml.document import WORKBOOK_TYPE, is_sheet_name
from motxl.ooxml.xml import scan

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_MAIN = scan.SPREADSHEET[0]
_DOCUMENT = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/"
_TYPES = b"application/vnd.openxmlformats-officedocument.spreadsheetml.%b+xml"
# The fonts, fills and borders that must be there (18.8.20: the first two fills are reserved).
_STYLES = (
    b'<styleSheet xmlns="%b"><fonts count="1"><font><sz val="11"/><name val="Calibri"/>'
    b'<family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    b'</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    b"<left/><right/><top/><bottom/><diagonal/></border></borders>"
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    b"</styleSheet>" % _MAIN
)
_STRINGS = b'<sst xmlns="%b" count="0" uniqueCount="0"/>' % _MAIN
_SHEET = b'<worksheet xmlns="%b"><dimension ref="A1"/><sheetData/></worksheet>' % _MAIN
# No member is dated: the first day that a zip archive knows.
_UNDATED = (1980, 1, 1, 0, 0, 0)


def new_workbook(names: Sequence[str]) -> bytes:
    """The bytes of an .xlsx with blank sheets of these names; raises ``ValueError`` for names that
    Excel does not take."""
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError("two sheets of one name")
    for name in names:
        if not is_sheet_name(name):
            raise ValueError(f"no name for a sheet: {name!r}")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _parts(names).items():
            member = zipfile.ZipInfo(name, _UNDATED)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, _HEAD + data)
    return stream.getvalue()


def _parts(names: Sequence[str]) -> Mapping[str, bytes]:
    sheets = [f"worksheets/sheet{number}.xml" for number in range(1, len(names) + 1)]
    linked = [(one, b"worksheet") for one in sheets]
    linked += [("styles.xml", b"styles"), ("sharedStrings.xml", b"sharedStrings")]
    listed = b"".join(
        b'<sheet name="%b" sheetId="%d" r:id="rId%d"/>'
        % (scan.escape_attribute(name), number, number)
        for number, name in enumerate(names, 1)
    )
    overrides = [("/xl/workbook.xml", WORKBOOK_TYPE.encode())]
    overrides += [(f"/xl/{one}", _TYPES % kind) for one, kind in linked]
    return {
        "[Content_Types].xml": b'<Types xmlns="%bcontent-types"><Default Extension="rels" '
        b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>%b</Types>'
        % (_PACKAGE, b"".join(map(_override, overrides))),
        "_rels/.rels": _links([("xl/workbook.xml", b"officeDocument")]),
        "xl/workbook.xml": b'<workbook xmlns="%b" xmlns:r="%b"><sheets>%b</sheets></workbook>'
        % (_MAIN, _DOCUMENT, listed),
        "xl/_rels/workbook.xml.rels": _links(linked),
        **{f"xl/{one}": _SHEET for one in sheets},
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": _STRINGS,
    }


def _override(one: tuple[str, bytes]) -> bytes:
    return b'<Override PartName="%b" ContentType="%b"/>' % (one[0].encode(), one[1])


def _links(targets: Sequence[tuple[str, bytes]]) -> bytes:
    links = b"".join(
        b'<Relationship Id="rId%d" Type="%b/%b" Target="%b"/>'
        % (number, _DOCUMENT, kind, target.encode())
        for number, (target, kind) in enumerate(targets, 1)
    )
    return b'<Relationships xmlns="%brelationships">%b</Relationships>' % (_PACKAGE, links)
