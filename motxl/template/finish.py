"""What openpyxl writes, made right: schema order, parts it cannot write, nothing that varies."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

from motxl.template import sharing
from motxl.template.sharing import BuiltStrings

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}.main+xml"

# ECMA-376 part 1, 18.8.22: openpyxl writes the name first.
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz"),
    *("color", "name", "family", "charset", "scheme"),
)
# ECMA-376 part 1, 18.3.1.99: what comes after ignoredErrors in a worksheet.
_AFTER_IGNORED_ERRORS = (
    *("smartTags", "drawing", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("legacyDrawing", "legacyDrawingHF", "tableParts", "extLst"),
)

_STAMP = "2025-01-01T00:00:00Z"
_CORE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties \
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:creator>motxl</dc:creator>\
<dcterms:created xsi:type="dcterms:W3CDTF">{_STAMP}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{_STAMP}</dcterms:modified>\
</cp:coreProperties>"""
# Not "Microsoft Excel": LibreOffice would then take rows without a height for rows of one line.
_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>motxl</Application></Properties>"""


def finish_package(
    package: bytes, text_numbers: Mapping[str, Iterable[str]], *, is_template: bool = True
) -> bytes:
    """The final bytes of a template, or of a workbook, the same for the same content.

    ``text_numbers`` gives, by name of sheet part (``xl/worksheets/sheet2.xml``), the ranges whose
    numbers stored as text are meant: no green triangles are shown there.
    """
    finished = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(finished, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        strings = BuiltStrings()
        parts: dict[str, bytes] = {}
        for name in sorted(source.namelist(), key=lambda name: (len(name), name)):
            ranges = tuple(text_numbers.get(name, ()))
            parts[name] = _finish_part(
                name, source.read(name), ranges, strings, is_template=is_template
            )
        parts[sharing.PART] = strings.part()
        for name in sorted(parts, key=_part_order):
            target.writestr(_member(name), parts[name], compresslevel=9)
    return finished.getvalue()


def _part_order(name: str) -> tuple[bool, bool, int, str]:
    """Content types and relationships of the package first, as Excel writes them."""
    return (name != "[Content_Types].xml", name != "_rels/.rels", len(name), name)


def _member(name: str) -> zipfile.ZipInfo:
    """A zip header without the time, the system and the rights of this machine."""
    member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 0
    member.external_attr = 0
    return member


def _finish_part(
    name: str,
    data: bytes,
    text_numbers: tuple[str, ...],
    strings: BuiltStrings,
    *,
    is_template: bool,
) -> bytes:
    if name == "docProps/core.xml":
        return _CORE.encode()
    if name == "docProps/app.xml":
        return _APP.encode()
    if not name.endswith((".xml", ".rels")):
        return data
    root = etree.fromstring(data)
    if name == "[Content_Types].xml":
        sharing.declare_type(root)
        if is_template:
            _make_template(root)
        _in_order(root)
    elif name == "xl/_rels/workbook.xml.rels":
        sharing.relate(root)
    elif name == "xl/styles.xml":
        _order_fonts(root)
    elif name == "xl/workbook.xml":
        for protection in root.findall(f"{{{_MAIN}}}workbookProtection"):
            root.remove(protection)  # openpyxl writes an empty one
    elif name.startswith("xl/worksheets/sheet"):
        strings.take_from(root)
        if text_numbers:
            _ignore_text_numbers(root, text_numbers)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _make_template(root: etree._Element) -> None:
    sheet, template = _WORKBOOK_TYPE.format("sheet"), _WORKBOOK_TYPE.format("template")
    for part in root.iter(f"{{{_TYPES}}}Override"):
        if part.get("ContentType") == sheet:
            part.set("ContentType", template)


def _in_order(root: etree._Element) -> None:
    overrides = sorted(root, key=lambda part: (part.tag, part.get("PartName", "")))
    root[:] = overrides


def _order_fonts(root: etree._Element) -> None:
    for font in root.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(etree.QName(part).localname))


def _ignore_text_numbers(root: etree._Element, ranges: tuple[str, ...]) -> None:
    ignored = etree.Element(f"{{{_MAIN}}}ignoredErrors")
    for cells in ranges:
        error = etree.SubElement(ignored, f"{{{_MAIN}}}ignoredError")
        error.set("sqref", cells)
        error.set("numberStoredAsText", "1")
    place = len(root)
    for index, part in enumerate(root):
        if etree.QName(part).localname in _AFTER_IGNORED_ERRORS:
            place = index
            break
    root.insert(place, ignored)
