"""Formats of one workbook in the styles part of another (ECMA-376 part 1, 18.8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from motxl.ooxml.xml import scan
from motxl.ooxml.xml.ordered import STYLES, appended, with_prefix, without

# 18.8.30: format codes of the user's own have numbers from here on.
_FIRST_OWN_FORMAT = 164
# The attributes of a table that are indices into dxfs (18.5.1.2 and 18.5.1.3).
TABLE_FORMATS = (
    *("headerRowDxfId", "dataDxfId", "totalsRowDxfId", "headerRowBorderDxfId"),
    *("tableBorderDxfId", "totalsRowBorderDxfId"),
)


NO_STYLES = b'<styleSheet xmlns="' + scan.SPREADSHEET[0] + b'"/>'


class StyleLists:
    """The lists of a styles part, each entry as its raw bytes."""

    def __init__(self, working: bytes) -> None:
        self.working = working
        self._masked = scan.mask(working)
        self.root = scan.root(self._masked)

    def entries(self, parent: str, child: str) -> list[bytes]:
        outer = scan.element(self._masked, self.root.prefixes, parent)
        if outer is None:
            return []
        span = (outer.inner_start, outer.inner_end)
        found = scan.elements(self._masked, self.root.prefixes, child, *span)
        return [self.working[element.start : element.end] for element in found]


class StyleImport:
    """Indices of ``source`` as indices of ``target``, whose part grows by what it lacks."""

    def __init__(self, target: bytes, source: bytes) -> None:
        self._target = StyleLists(target)
        self._source = StyleLists(source)
        self._lists: dict[tuple[str, str], list[bytes]] = {}
        self._new: dict[str, list[bytes]] = {}
        self._known: dict[tuple[str, int], int] = {}

    def to_bytes(self) -> bytes:
        """The target's part with what was brought in."""
        working = self._target.working
        for parent, raw in self._new.items():
            working = appended(working, STYLES, parent, b"".join(raw))
        return working

    def format(self, index: int) -> int:
        """A cell format (``cellXfs``)."""
        return self._once("cellXfs", index, lambda: self._format("cellXfs", index))

    def differential(self, index: int) -> int:
        """A differential format (``dxfs``), of a rule or of a table."""
        return self._once("dxfs", index, lambda: self._entry("dxfs", "dxf", index))

    def table_style(self, name: str) -> None:
        """A table style of the user's own, with its formats; built-in ones are everywhere."""
        have = self._entries("tableStyles", "tableStyle")
        if any(_attribute(raw, "name") == name for raw in have):
            return
        for raw in self._source.entries("tableStyles", "tableStyle"):
            if _attribute(raw, "name") == name:
                self._add("tableStyles", "tableStyle", self._with_formats(self._own(raw)))

    # One entry

    def _once(self, parent: str, index: int, make: Callable[[], int]) -> int:
        key = (parent, index)
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    def _format(self, parent: str, index: int) -> int:
        entries = self._sources(parent, "xf")
        if not entries:
            return 0
        raw = self._own(entries[index] if 0 <= index < len(entries) else entries[0])
        for name, lists in (
            ("fontId", ("fonts", "font")),
            ("fillId", ("fills", "fill")),
            ("borderId", ("borders", "border")),
        ):
            raw = self._with_index(raw, name, *lists)
        number = scan.whole(_attribute(raw, "numFmtId")) or 0
        raw = scan.element_with(raw, "numFmtId", str(self.number_format(number)))
        if parent == "cellXfs":
            raw = scan.element_with(
                raw, "xfId", str(self._named(scan.whole(_attribute(raw, "xfId")) or 0))
            )
        return self._add(parent, "xf", raw)

    def _with_index(self, raw: bytes, name: str, parent: str, child: str) -> bytes:
        index = _attribute(raw, name)
        number = scan.whole(index)
        if number is None:
            return raw
        return scan.element_with(raw, name, str(self._entry(parent, child, number)))

    def _entry(self, parent: str, child: str, index: int) -> int:
        entries = self._sources(parent, child)
        if not 0 <= index < len(entries):
            return 0
        return self._add(parent, child, self._own(entries[index]))

    def number_format(self, number: int) -> int:
        """The target's number of a format code (``numFmts``); built-in ones are everywhere."""
        if number < _FIRST_OWN_FORMAT:
            return number
        sources = self._sources("numFmts", "numFmt")
        raw = next((r for r in sources if _attribute(r, "numFmtId") == str(number)), None)
        if raw is None:
            return 0
        code = _attribute(raw, "formatCode")
        known = self._entries("numFmts", "numFmt")
        for other in known:
            if _attribute(other, "formatCode") == code:
                return scan.whole(_attribute(other, "numFmtId")) or 0
        numbers = [(scan.whole(_attribute(other, "numFmtId")) or 0) for other in known]
        free = max([_FIRST_OWN_FORMAT - 1, *numbers]) + 1
        self._add("numFmts", "numFmt", scan.element_with(self._own(raw), "numFmtId", str(free)))
        return free

    def _named(self, index: int) -> int:
        """The named style behind a format: the target's of that name, else brought in."""
        styles = self._sources("cellStyles", "cellStyle")
        raw = next((r for r in styles if _attribute(r, "xfId") == str(index)), None)
        if raw is None:
            return 0
        name = _attribute(raw, "name")
        known = self._entries("cellStyles", "cellStyle")
        for other in known:
            if _attribute(other, "name") == name:
                return scan.whole(_attribute(other, "xfId")) or 0
        builtin = _attribute(raw, "builtinId")
        if builtin is not None and builtin in {_attribute(one, "builtinId") for one in known}:
            # The same one under the name that another language gives it: there can be one.
            raw = scan.element_with(scan.element_with(raw, "builtinId", None), "iLevel", None)
        # Entries of cellStyleXfs are never shared: two styles may look alike.
        position = self._format("cellStyleXfs", index)
        self._add(
            "cellStyles", "cellStyle", scan.element_with(self._own(raw), "xfId", str(position))
        )
        return position

    def _with_formats(self, raw: bytes) -> bytes:
        for tag in reversed(list(scan.tags(raw))):
            index = scan.whole(tag.get("dxfId"))
            if index is not None:
                new = scan.element_with(
                    raw[tag.start : tag.end], "dxfId", str(self.differential(index))
                )
                raw = raw[: tag.start] + new + raw[tag.end :]
        return raw

    # Lists

    def _sources(self, parent: str, child: str) -> list[bytes]:
        return self._source_lists.setdefault(parent, self._source.entries(parent, child))

    @cached_property
    def _source_lists(self) -> dict[str, list[bytes]]:
        return {}

    def _entries(self, parent: str, child: str) -> list[bytes]:
        key = (parent, child)
        if key not in self._lists:
            self._lists[key] = self._target.entries(parent, child)
        return self._lists[key]

    def _add(self, parent: str, child: str, raw: bytes) -> int:
        """The index of an entry in the target's list, added at its end where it is missing."""
        entries = self._entries(parent, child)
        if parent != "cellStyleXfs" and raw in entries:
            return entries.index(raw)
        entries.append(raw)
        self._new.setdefault(parent, []).append(raw)
        return len(entries) - 1

    def _own(self, raw: bytes) -> bytes:
        """An entry as the target writes it; extensions would need namespaces of the source."""
        raw = without(raw, "extLst") if b"extLst" in raw else raw
        return with_prefix(raw, self._source.root.prefix, self._target.root.prefix)


def _attribute(raw: bytes, name: str) -> str | None:
    return next(scan.tags(raw)).get(name)
