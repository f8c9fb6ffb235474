"""xlwings' engine for LibreOffice: ranges, characters, fonts, tables.

Values are set as Excel sets them: an apostrophe before a text says that it is one, and is no part
of it; a text that begins with ``=`` is a formula. Unlike Excel, a text that looks like a number or
a date stays text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, Protocol

from motxl.a1 import from_a1, to_a1

_AUTOMATIC = -4105  # xlColorIndexAutomatic
_NOT_UNDERLINED = -4142  # xlUnderlineStyleNone
_RAISED = {"Superscript": "superscript", "Subscript": "subscript"}
WHOLE_ROW = 0
"""The last column of an area of whole rows, ``5:5``"""
Span = tuple[int | None, int | None]


class Sheet(Protocol):
    """What cells need of the sheet that they are on."""

    @property
    def name(self) -> str: ...

    def ask(self, question: str, *arguments: object) -> Any: ...


class Range:
    """An area of a sheet, ``[top, left, bottom, right]``, 1-based."""

    max_cells_per_read = None
    max_cells_per_write = None

    def __init__(self, sheet: Sheet, area: Sequence[int]) -> None:
        self.sheet = sheet
        self.area = list(area)
        self.options: dict[str, Any] = {}

    @classmethod
    def between(
        cls,
        sheet: Sheet,
        cell1: tuple[int, int] | str | Range,
        cell2: tuple[int, int] | Range | None,
    ) -> Range:
        if isinstance(cell1, str):
            first, _colon, last = cell1.replace("$", "").partition(":")
            if first.isdigit():
                return cls(sheet, (int(first), 1, int(last), WHOLE_ROW))
            cell1, cell2 = from_a1(first), from_a1(last or first)
        start = cell1.area[:2] if isinstance(cell1, Range) else list(cell1)
        end = start if cell2 is None else cell2
        end = end.area[2:] if isinstance(end, Range) else list(end)
        return cls(sheet, start + end)

    def __call__(self, row: int, column: int) -> Range:
        top, left = self.area[0] + row - 1, self.area[1] + column - 1
        return Range(self.sheet, (top, left, top, left))

    def ask(self, question: str, *arguments: object) -> Any:
        return self.sheet.ask(question, self.area, *arguments)

    @property
    def api(self) -> _RangeApi:
        return _RangeApi(self)

    @property
    def row(self) -> int:
        return self.area[0]

    @property
    def column(self) -> int:
        return self.area[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    @property
    def address(self) -> str:
        top, left, bottom, right = self.area
        corners = dict.fromkeys((to_a1(top, left), to_a1(bottom, right)))
        return ":".join(corners)

    @property
    def raw_value(self) -> list[list[Any]]:
        return [[_decoded(value) for value in row] for row in self.ask("values")]

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if not isinstance(data, list | tuple):
            data = [[data] * self.shape[1]] * self.shape[0]
        rows = [[_encoded(value) for value in row] for row in data]
        if self.shape == (1, 1):
            value = rows[0][0]
            quoted = isinstance(value, str) and value.startswith("'")
            self.ask("set_values", [[value[1:] if quoted else value]], not quoted)
        else:
            self.ask("set_values", [[_unquoted(value) for value in row] for row in rows], False)

    @property
    def formula(self) -> list[list[str]]:
        """What was typed into each cell."""
        found: list[list[str]] = self.ask("formulas")
        return found

    @formula.setter
    def formula(self, formula: str) -> None:
        self.ask("set_values", [[formula]], True)

    def clear(self) -> None:
        """Contents, formats, all."""
        self.ask("clear")

    def resize(self, rows: int, columns: int) -> Range:
        top, left = self.area[:2]
        return Range(self.sheet, (top, left, top + rows - 1, left + columns - 1))

    @property
    def number_format(self) -> str:
        return str(self.ask("number_format"))

    @number_format.setter
    def number_format(self, code: str) -> None:
        self.ask("set_number_format", code)

    @property
    def characters(self) -> Characters:
        return Characters(self)

    @property
    def font(self) -> Font:
        return Font(self, None)

    def add_hyperlink(self, address: str, text: str, tip: str) -> None:
        """A place in the workbook, ``#'Feuille 1'!B3``, or a URL."""
        del tip  # LibreOffice shows where it leads
        sheet, mark, cell = address.rpartition("!")
        self.ask("link", f"{sheet}.{cell}" if mark and address.startswith("#") else address, text)

    def autofill(self, destination: Any, type_: str) -> None:
        """``destination`` begins with this row."""
        del type_  # "fill_formats"
        self.ask("format_down", destination.impl.area[2])

    def insert(self, shift: str, origin: str) -> None:
        del shift, origin  # "down", and the look of the cells above, is all that is asked for
        self.ask("insert")

    def delete(self, shift: str) -> None:
        del shift  # "up"
        self.ask("delete")

    def select(self) -> None:
        self.ask("select")


class _RangeApi:
    """The members of Excel's ``Range``."""

    def __init__(self, area: Range) -> None:
        self.range = area

    def Cut(self, destination: _RangeApi) -> None:  # noqa: N802
        onto = destination.range
        self.range.ask("cut", onto.sheet.name, onto.row, onto.column)

    def ClearHyperlinks(self) -> None:  # noqa: N802
        """Nothing: a link is part of a text here, and goes with it."""


def _decoded(value: Any) -> Any:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["date"]) if "date" in value else value["bool"]
    return value


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"date": value.replace(tzinfo=None).isoformat(timespec="seconds")}
    if isinstance(value, date):
        return {"date": datetime.combine(value, time()).isoformat()}
    return value


def _unquoted(value: Any) -> Any:
    return value[1:] if isinstance(value, str) and value.startswith("'") else value


class Characters:
    """All characters of a cell, or those of a slice."""

    def __init__(self, area: Range, span: Span = (0, None)) -> None:
        self._range = area
        self._span = span

    def __getitem__(self, item: int | slice) -> Characters:
        if isinstance(item, slice):
            return Characters(self._range, (item.start or 0, item.stop))
        return Characters(self._range, (item, item + 1))

    @property
    def text(self) -> str:
        return str(self._range.ask("text", self._span))

    @property
    def font(self) -> Font:
        return Font(self._range, self._span)


class Font:
    """Of some characters of a cell, or of the whole where ``span`` is none."""

    def __init__(self, area: Range, span: Span | None) -> None:
        self._range = area
        self._span = span

    def _get(self, name: str) -> Any:
        return self._range.ask("font", self._span)[name]

    def set(self, name: str, value: object) -> None:
        """``name`` is LibreOffice's side's: see ``uno_side.cells.Cells.font``."""
        self._range.ask("set_font", self._span, {name: value})

    @property
    def api(self) -> _FontApi:
        return _FontApi(self)

    @property
    def bold(self) -> bool:
        return bool(self._get("bold"))

    @bold.setter
    def bold(self, value: bool) -> None:
        self.set("bold", value)

    @property
    def italic(self) -> bool:
        return bool(self._get("italic"))

    @italic.setter
    def italic(self, value: bool) -> None:
        self.set("italic", value)

    @property
    def size(self) -> float:
        """Points."""
        return float(self._get("size"))

    @size.setter
    def size(self, value: float) -> None:
        self.set("size", value)

    @property
    def name(self) -> str:
        return str(self._get("name"))

    @name.setter
    def name(self, value: str) -> None:
        self.set("name", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Red, green, blue; ``None`` is automatic."""
        found = self._get("colour")
        return None if found is None else (found >> 16, found >> 8 & 0xFF, found & 0xFF)

    @color.setter
    def color(self, value: tuple[int, int, int]) -> None:
        red, green, blue = value
        self.set("colour", red << 16 | green << 8 | blue)


class _FontApi:
    """The members of Excel's ``Font``."""

    def __init__(self, font: Font) -> None:
        self.__dict__["_font"] = font

    def __setattr__(self, name: str, value: Any) -> None:
        font: Font = self.__dict__["_font"]
        if name == "ColorIndex" and value == _AUTOMATIC:
            font.set("colour", None)
        elif name == "Underline":
            font.set("underlined", value != _NOT_UNDERLINED)
        elif name == "Strikethrough":
            font.set("struck", bool(value))
        elif name in _RAISED:
            font.set("raised", _RAISED[name] if value else None)
        else:
            raise AttributeError(name)


class Tables:
    """LibreOffice knows an Excel table as a named database range."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def __iter__(self) -> Iterator[Table]:
        for name, area in self.sheet.ask("tables"):
            yield Table(self.sheet, name, area)

    def __len__(self) -> int:
        return len(self.sheet.ask("tables"))

    def __call__(self, key: str | int) -> Table:
        tables = list(self)
        if isinstance(key, int):
            return tables[key - 1]
        for table in tables:
            if table.name == key:
                return table
        raise KeyError(key)


class Table:
    def __init__(self, sheet: Sheet, name: str, area: Sequence[int]) -> None:
        self.parent = sheet
        self.name = name
        self._area = area

    @property
    def api(self) -> object:
        """An object with nothing of Excel's ``ListObject``: a table's filter is the sheet's
        here."""
        return object()

    @property
    def range(self) -> Range:
        return Range(self.parent, self._area)

    def resize(self, area: Any) -> None:
        self.parent.ask("resize_table", self.name, area.impl.area)
