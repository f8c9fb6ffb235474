"""Shared strings in place of openpyxl's inline ones: what Excel writes and reads fastest."""

from __future__ import annotations

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

PART = "xl/sharedStrings.xml"


class BuiltStrings:
    """The strings of all sheets, each once (ECMA-376 part 1, 18.4.9 ``sst``)."""

    def __init__(self) -> None:
        self._indices: dict[bytes, int] = {}
        self._uses = 0

    def take_from(self, worksheet: etree._Element) -> None:
        """Move the inline strings of a worksheet here; its cells then refer to them."""
        for cell in worksheet.iter(f"{{{_MAIN}}}c"):
            inline = cell.find(f"{{{_MAIN}}}is")
            if cell.get("t") != "inlineStr" or inline is None:
                continue
            inline.tag = f"{{{_MAIN}}}si"
            raw = etree.tostring(inline, with_tail=False, method="c14n")
            index = self._indices.setdefault(raw, len(self._indices))
            self._uses += 1
            cell.remove(inline)
            cell.set("t", "s")
            etree.SubElement(cell, f"{{{_MAIN}}}v").text = str(index)

    def part(self) -> bytes:
        """The ``sharedStrings.xml`` part."""
        root = etree.Element(f"{{{_MAIN}}}sst", nsmap={None: _MAIN})  # type: ignore[dict-item]
        root.set("count", str(self._uses))
        root.set("uniqueCount", str(len(self._indices)))
        root.extend(etree.fromstring(raw) for raw in self._indices)
        etree.cleanup_namespaces(root)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def declare_type(content_types: etree._Element) -> None:
    """Name the part in ``[Content_Types].xml``."""
    if not any(part.get("PartName") == f"/{PART}" for part in content_types):
        override = etree.SubElement(content_types, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{PART}")
        override.set("ContentType", CONTENT_TYPE)


def relate(workbook_links: etree._Element) -> None:
    """Relate the part to the workbook, in ``xl/_rels/workbook.xml.rels``."""
    kind = f"{_OFFICE}/sharedStrings"
    if not any(link.get("Type") == kind for link in workbook_links):
        link = etree.SubElement(workbook_links, f"{{{_LINKS}}}Relationship")
        link.set("Id", "rIdStrings")
        link.set("Type", kind)
        link.set("Target", f"/{PART}")
