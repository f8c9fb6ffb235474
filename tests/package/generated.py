"""Workbooks with what few applications write on request, made from the shipped one, by hand.

They prove less than workbooks that Excel saved: each is what the standard asks for, as we read it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from motxl.package.grafting.ordered import with_prefix
from motxl.workbook.shipped import template_path

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
    sheet = next(
        name
        for name in parts
        if name.startswith("xl/worksheets/s")
        and any(
            b"tblThemes" in parts[f"xl/tables/{table}"]
            for table in re.findall(
                r"tables/(\w+\.xml)",
                parts.get(name.replace("worksheets/", "worksheets/_rels/") + ".rels", b"").decode(),
            )
        )
    )
    _link(parts, sheet, kinds + b"slicer", slicer)


MADE: dict[str, Callable[[Parts], None]] = {
    "made-prefixes.xlsx": _prefixes,
    "made-strict.xlsx": _strict,
    "made-utf16.xlsx": _utf16,
    "made-custom-xml.xlsx": _custom_xml,
    "made-signature.xlsx": _signature,
    "made-slicer.xlsx": _slicer,
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
