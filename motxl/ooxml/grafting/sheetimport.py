"""A worksheet's bytes with the indices of another workbook: formats, strings, rules."""

from __future__ import annotations

from collections.abc import Callable

from motxl.ooxml.cells import reading
from motxl.ooxml.cells.cells import RowBytes
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.grafting.styleimport import TABLE_FORMATS, StyleImport
from motxl.ooxml.looks.strings import SharedStrings
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.ordered import with_prefix

# Attributes that hold an index, and of which list (18.3.1.10, 18.3.1.13, 18.3.1.73, 18.3.2.7).
_FORMATS = {b"col": "style", b"row": "s"}
_DIFFERENTIALS = {b"cfRule": "dxfId", b"sortCondition": "dxfId", b"colorFilter": "dxfId"}


class SheetImport:
    """One sheet of a source workbook, rewritten for a target workbook."""

    def __init__(
        self,
        styles: StyleImport,
        source: SharedStrings | None,
        target: SharedStrings | None,
    ) -> None:
        self._styles = styles
        self._source = source
        self._target = target

    def sheet(self, working: bytes) -> bytes:
        """The sheet's part; it is not the selected one."""
        part = SheetPart(working)
        rows = [self._row(part, number) for number in part.rows.numbers()]
        whole = SheetPart(part.with_rows(rows))
        whole.head = self._around(_unselected(whole.head))
        whole.tail = self._around(whole.tail)
        return whole.to_bytes()

    def _row(self, part: SheetPart, number: int) -> bytes:
        row = part.row(number)
        assert row is not None
        data = row.data
        for cell in reversed(row.cells):
            attributes = _mapped(cell.attributes, "s", self._styles.format)
            content = row.inner(cell)
            if cell.get("t") == "s":
                attributes, content = self._string(row, attributes, content)
            if (attributes, content) != (cell.attributes, row.inner(cell)):
                name = b"<" + cell.name
                closing = b"</" + cell.name + b">"
                new = name + attributes.rstrip() + b">" + content + closing
                new = new if content else name + attributes.rstrip() + b"/>"
                data = data[: cell.start] + new + data[cell.end :]
        changed = RowBytes(number, data, part.prefix, look=False)
        changed.attributes = _mapped(changed.attributes, "s", self._styles.format)
        return changed.with_attributes()

    def _string(self, row: RowBytes, attributes: bytes, content: bytes) -> tuple[bytes, bytes]:
        """A cell's shared string as one of the target's, or in the cell where it has none."""
        raw = reading.RawCell(row.number, 0, 0, "s", None, content)
        index = reading.value_of(raw, (row.prefix,))
        number = scan.whole(index)
        if number is None or self._source is None or number >= len(self._source):
            return attributes, content
        entry = self._source.entry(number).strip()
        if self._target is None:
            inner = with_prefix(entry, self._source.prefix, row.prefix)
            name = row.prefix + b"si"
            inline = b"<%bis%b" % (row.prefix, inner[1 + len(name) :])
            inline = inline[: inline.rfind(b"</")] + b"</%bis>" % row.prefix
            return scan.with_attribute(attributes, "t", "inlineStr"), inline
        new = self._target.acquire(with_prefix(entry, self._source.prefix, self._target.prefix))
        return attributes, b"<%bv>%d</%bv>" % (row.prefix, new, row.prefix)

    def _around(self, data: bytes) -> bytes:
        pieces: list[bytes] = []
        position = 0
        for tag in scan.tags(scan.mask(data)):
            name = tag.name.rpartition(b":")[2]
            attributes = tag.attributes
            if name in _FORMATS and not tag.closing:
                attributes = _mapped(attributes, _FORMATS[name], self._styles.format)
            elif name in _DIFFERENTIALS and not tag.closing:
                attributes = _mapped(attributes, _DIFFERENTIALS[name], self._styles.differential)
            if attributes != tag.attributes:
                start = tag.start + 1 + len(tag.name)
                pieces += [data[position:start], attributes]
                position = start + len(tag.attributes)
        return b"".join((*pieces, data[position:]))

    def indexed(self, working: bytes) -> bytes:
        """A table's or pivot part's bytes with formats and table styles of the target."""
        pieces: list[bytes] = []
        position = 0
        for tag in scan.tags(scan.mask(working)):
            if tag.closing:
                continue
            attributes = tag.attributes
            for name in (*TABLE_FORMATS, "dxfId"):
                attributes = _mapped(attributes, name, self._styles.differential)
            attributes = _mapped(attributes, "numFmtId", self._styles.number_format)
            if tag.name.endswith((b"tableStyleInfo", b"pivotTableStyleInfo")):
                self._styles.table_style(tag.get("name") or "")
            if attributes != tag.attributes:
                start = tag.start + 1 + len(tag.name)
                pieces += [working[position:start], attributes]
                position = start + len(tag.attributes)
        return b"".join((*pieces, working[position:]))


def _mapped(attributes: bytes, name: str, new: Callable[[int], int]) -> bytes:
    old = scan.whole(scan.attribute(attributes, name))
    return attributes if old is None else scan.with_attribute(attributes, name, str(new(old)))


def _unselected(head: bytes) -> bytes:
    """18.3.1.87: two selected sheets are a group, in which typing fills both."""
    for tag in scan.tags(scan.mask(head)):
        if tag.name.rpartition(b":")[2] == b"sheetView":
            start = tag.start + 1 + len(tag.name)
            attributes = scan.with_attribute(tag.attributes, "tabSelected", None)
            return head[:start] + attributes + head[start + len(tag.attributes) :]
    return head
