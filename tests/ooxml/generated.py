"""Workbooks with what few applications write on request, made from the shipped one, by hand.

They prove less than workbooks that Excel saved: each is what the standard asks for, as we read it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from motxl.ooxml.xml.ordered import with_prefix
from motxl.template.shipped import template_path

Parts = dict[str, bytes]
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_LINKS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_LINKS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/relationships"
_SLICERS = b"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def _link(parts: Parts, source: str, kind: bytes, target: str) -> bytes:
    folder, _, name = source.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    found = parts.get(rels, b'<Relationships xmlns="%b"></Relationships>' % _PACKAGE)
    identifier = b"rIdNew%d" % found.count(b"<Relationship ")
    new = b'<Relationship Id="%b" Type="%b" Target="/%b"/>' % (identifier, kind, target.encode())
    parts[rels] = found.replace(b"</Relationships>", new + b"</Relationships>")
    return identifier


def _declare(parts: Parts, name: str, kind: str) -> None:
    new = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", new)


def _prefixes(parts: Parts) -> None:
    """Every part of SpreadsheetML under the prefix ``x``, as the Open XML SDK writes it."""
    for name, data in parts.items():
        if b'xmlns="%b"' % _MAIN in data[:2000]:
            bound = data.replace(b'xmlns="%b"' % _MAIN, b'xmlns:x="%b"' % _MAIN)
            parts[name] = with_prefix(bound, b"", b"x:")


def _strict(parts: Parts) -> None:
    """ISO/IEC 29500 Strict: other namespaces for the parts and for relationships."""
    for name, data in parts.items():
        parts[name] = data.replace(_MAIN, _STRICT_MAIN).replace(_LINKS, _STRICT_LINKS)
    book = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = re.sub(rb"<workbook\b", b'<workbook conformance="strict"', book)


def _utf16(parts: Parts) -> None:
    """Sheets and strings in UTF-16 with a byte order mark."""
    for name, data in parts.items():
        if name.startswith("xl/worksheets/s") or name == "xl/sharedStrings.xml":
            text = re.sub(r"^<\?xml.*?\?>", "", data.decode("utf-8-sig"))
            declared = '<?xml version="1.0" encoding="UTF-16" standalone="yes"?>' + text
            parts[name] = declared.encode("utf-16")


def _custom_xml(parts: Parts) -> None:
    item, properties = "customXml/item1.xml", "customXml/itemProps1.xml"
    parts[item] = b'<?xml version="1.0"?>\r\n<dossier xmlns="urn:mot"><no>12</no></dossier>'
    parts[properties] = (
        b'<ds:datastoreItem ds:itemID="{9F1C5D3E-0000-4000-8000-000000000001}" '
        b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    )
    _declare(
        parts, properties, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    )
    _link(parts, "xl/workbook.xml", _LINKS + b"/customXml", item)
    _link(parts, item, _LINKS + b"/customXmlProps", properties)


def _signature(parts: Parts) -> None:
    """The parts of a digital signature (ECMA-376 part 2, 10); nobody checks its digest here."""
    base = "application/vnd.openxmlformats-package.digital-signature-"
    kind = b"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/"
    origin, signature = "_xmlsignatures/origin.sigs", "_xmlsignatures/sig1.xml"
    parts[origin] = b""
    parts[signature] = b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'
    _declare(parts, origin, base + "origin")
    _declare(parts, signature, base + "xmlsignature+xml")
    _link(parts, "", kind + b"origin", origin)
    _link(parts, origin, kind + b"signature", signature)


def _slicer(parts: Parts) -> None:
    """A slicer on a column of tblThemes ([MS-XLSX] 2.1.5 and 2.6.46, a table slicer cache)."""
    table = next(d for n, d in parts.items() if n.startswith("xl/tables/") and b"tblThemes" in d)
    match = re.search(rb'<table\b[^>]*\bid="([0-9]+)"', table)
    assert match is not None
    cache, slicer = "xl/slicerCaches/slicerCache1.xml", "xl/slicers/slicer1.xml"
    parts[cache] = (
        b'<slicerCacheDefinition xmlns="%b" name="Segment_Famille" sourceName="Famille"><extLst>'
        b'<x:ext xmlns:x="%b" uri="{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}">'
        b'<x15:tableSlicerCache xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/'
        b'11/main" tableId="%b" column="2"/></x:ext></extLst></slicerCacheDefinition>'
    ) % (_SLICERS, _MAIN, match[1])
    parts[slicer] = (
        b'<slicers xmlns="%b"><slicer name="Famille" cache="Segment_Famille" caption="Famille" '
        b'rowHeight="241300"/></slicers>' % _SLICERS
    )
    _declare(parts, cache, "application/vnd.ms-excel.slicerCache+xml")
    _declare(parts, slicer, "application/vnd.ms-excel.slicer+xml")
    kinds = b"http://schemas.microsoft.com/office/2007/relationships/"
    _link(parts, "xl/workbook.xml", kinds + b"slicerCache", cache)
    sheet = _sheet_of(parts, b"tblThemes")
    _link(parts, sheet, kinds + b"slicer", slicer)


_CONTROL = b"""<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility\
/2006"><mc:Choice xmlns:x14="%b" Requires="x14"><controls><mc:AlternateContent><mc:Choice \
Requires="x14"><control shapeId="9001" r:id="%b" name="Case \xc3\xa0 cocher 1"><controlPr \
defaultSize="0" autoFill="0" autoLine="0" autoPict="0"><anchor moveWithCells="1"><from><xdr:col>9\
</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></from><to>\
<xdr:col>10</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row><xdr:rowOff>0</xdr:rowOff></to>\
</anchor></controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice>\
</mc:AlternateContent>"""
_CONTROL_SHAPE = b"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-\
com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t201" \
coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"/><v:shape id="_x0000_s9001" \
type="#_x0000_t201" style="position:absolute;width:60pt;height:15pt"><v:textbox><div>Vu</div>\
</v:textbox><x:ClientData ObjectType="Checkbox"><x:Anchor>9, 0, 4, 0, 10, 0, 5, 0</x:Anchor>\
<x:FmlaLink>$B$5</x:FmlaLink></x:ClientData></v:shape></xml>"""


def _form_control(parts: Parts) -> None:
    """A check box of the forms toolbar on Thèmes ([MS-XLSX] 2.6.99, CT_FormControlPr)."""
    control, shape = "xl/ctrlProps/ctrlProp1.xml", "xl/drawings/vmlDrawing9.vml"
    parts[control] = (
        b'<formControlPr xmlns="%b" objectType="CheckBox" fmlaLink="$B$5" lockText="1"/>' % _SLICERS
    )
    parts[shape] = _CONTROL_SHAPE
    _declare(parts, control, "application/vnd.ms-excel.controlproperties+xml")
    _declare(parts, shape, "application/vnd.openxmlformats-officedocument.vmlDrawing")
    sheet = _sheet_of(parts, b"tblThemes")
    drawing = _link(parts, sheet, _LINKS + b"/vmlDrawing", shape)
    properties = _link(parts, sheet, _LINKS + b"/ctrlProp", control)
    data = parts[sheet]
    root = data[: data.index(b">", data.index(b"<worksheet"))]
    declared = b"".join(
        b' xmlns:%b="%b"' % (prefix, name)
        for prefix, name in (
            (b"r", _LINKS),
            (b"xdr", b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"),
        )
        if b"xmlns:" + prefix not in root
    )
    new = b'<legacyDrawing r:id="%b"/>' % drawing + _CONTROL % (_SLICERS, properties)
    data = root + declared + data[len(root) :]
    parts[sheet] = data.replace(b"<tableParts", new + b"<tableParts", 1)


def _sheet_of(parts: Parts, table: bytes) -> str:
    """The part of the sheet that has a table."""

    def tables(sheet: str) -> list[str]:
        links = parts.get(sheet.replace("worksheets/", "worksheets/_rels/") + ".rels", b"")
        return re.findall(r"tables/(\w+\.xml)", links.decode())

    sheets = (name for name in parts if name.startswith("xl/worksheets/s"))
    return next(s for s in sheets if any(table in parts[f"xl/tables/{t}"] for t in tables(s)))


MADE: dict[str, Callable[[Parts], None]] = {
    "made-prefixes.xlsx": _prefixes,
    "made-strict.xlsx": _strict,
    "made-utf16.xlsx": _utf16,
    "made-custom-xml.xlsx": _custom_xml,
    "made-signature.xlsx": _signature,
    "made-slicer.xlsx": _slicer,
    "made-form-control.xlsx": _form_control,
}


def generated(name: str) -> bytes:
    """The workbook of a name in ``MADE``."""
    with zipfile.ZipFile(template_path("programme-2025")) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    MADE[name](parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data)
    return stream.getvalue()
