"""Values, formats and characters of cells."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable
from typing import Any

import uno
from com.sun.star.lang import Locale
from com.sun.star.uno import Exception as UnoException

from .documents import Documents, RefusedError

AUTOMATIC = -1  # the colour of a character that has none of its own
BOLD, REGULAR = 150.0, 100.0  # com.sun.star.awt.FontWeight
ITALIC = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")
UPRIGHT = uno.Enum("com.sun.star.awt.FontSlant", "NONE")
# In percent of the font's height, how far up and how large; LibreOffice's own values.
ESCAPEMENTS = {"superscript": (33, 58), "subscript": (-8, 58), None: (0, 100)}
DATETIME = 2  # com.sun.star.sheet.CellFlags
CONTENTS = 1 | 2 | 4 | 8 | 16  # values, dates, texts, annotations, formulas
SHORT_DATE = "m/d/yyyy"  # Excel's name for the short date of the reader's country
DATE = 21  # com.sun.star.i18n.NumberFormatIndex.DATE_SYS_DDMMYYYY
LOGICAL = 1024  # com.sun.star.util.NumberFormat
LONGEST_STEP = 0x7FFF  # a cursor takes a short
ENGLISH = Locale("en", "US", "")


class Cells(Documents):
    # Values

    def values(self, book: str, sheet: str, area: list[int]) -> list[list[Any]]:
        """Texts and numbers; a date is ``{"date": …}``, a truth value ``{"bool": …}``; an error
        and a blank cell are null."""
        found = self._area(book, sheet, area)
        rows: list[list[Any]] = [
            [value if isinstance(value, (str, float)) and value != "" else None for value in row]
            for row in found.getDataArray()
        ]
        top, left = area[:2]
        day = self._document(book).NullDate
        zero = datetime.datetime(day.Year, day.Month, day.Day)
        for at in found.queryContentCells(DATETIME).getRangeAddresses():
            for row in range(at.StartRow - top + 1, at.EndRow - top + 2):
                for column in range(at.StartColumn - left + 1, at.EndColumn - left + 2):
                    number = rows[row][column]
                    if isinstance(number, float):
                        with contextlib.suppress(OverflowError):
                            moment = zero + datetime.timedelta(days=number)
                            rows[row][column] = {"date": moment.isoformat(timespec="seconds")}
        if len(rows) == len(rows[0]) == 1 and isinstance(rows[0][0], float):
            formats = self._document(book).getNumberFormats()
            if formats.getByKey(found.NumberFormat).Type & LOGICAL:
                rows[0][0] = {"bool": bool(rows[0][0])}
        return rows

    def set_values(
        self, book: str, sheet: str, area: list[int], rows: list[list[Any]], formulas: bool
    ) -> None:
        """Texts are kept as they are; with ``formulas`` those that begin with ``=`` are ones."""
        found = self._area(book, sheet, area)
        day = self._document(book).NullDate
        zero = datetime.datetime(day.Year, day.Month, day.Day)

        def typed(value: Any) -> Any:
            if value is None:
                return ""
            if isinstance(value, dict):
                moment = datetime.datetime.fromisoformat(value["date"])
                return (moment - zero).total_seconds() / 86400
            return float(value) if isinstance(value, (bool, int)) else value

        if len(rows) == len(rows[0]) == 1:
            value = typed(rows[0][0])
            cell = found.getCellByPosition(0, 0)
            if isinstance(value, float):
                cell.setValue(value)
            elif formulas and value.startswith("="):
                cell.setFormula(value)
            else:
                # What a link or mixed characters were made of goes: setString keeps neither.
                cell.setString(value)
        else:
            found.setDataArray(tuple(tuple(typed(value) for value in row) for row in rows))

    def format_down(self, book: str, sheet: str, area: list[int], last: int) -> None:
        """The format of a row for those below it, down to ``last``."""
        found = self._sheet(book, sheet)
        top, left, _bottom, right = area
        source = self._area(book, sheet, area)
        for row in range(top + 1, last + 1):
            found.copyRange(
                found.getCellByPosition(left - 1, row - 1).getCellAddress(),
                source.getRangeAddress(),
            )
        self._area(book, sheet, [top + 1, left, last, right]).clearContents(CONTENTS)

    def number_format(self, book: str, sheet: str, area: list[int]) -> str:
        formats = self._document(book).getNumberFormats()
        found = formats.getByKey(self._area(book, sheet, area).NumberFormat)
        with contextlib.suppress(UnoException):
            # A French one is JJ/MM/AAAA; set_number_format takes English ones.
            found = formats.getByKey(
                formats.addNewConverted(found.FormatString, found.Locale, ENGLISH)
            )
        return str(found.FormatString)

    def set_number_format(self, book: str, sheet: str, area: list[int], code: str) -> None:
        formats = self._document(book).getNumberFormats()
        if code == SHORT_DATE:
            key = formats.getFormatIndex(DATE, Locale())
        else:
            key = formats.queryKey(code, ENGLISH, False)
            key = formats.addNew(code, ENGLISH) if key == -1 else key
        self._area(book, sheet, area).NumberFormat = key

    def link(self, book: str, sheet: str, area: list[int], target: str, text: str) -> None:
        """The cell's text becomes a link, ``#'Feuille 1'.B3``."""
        document = self._document(book)
        cell = self._area(book, sheet, area).getCellByPosition(0, 0)
        field = document.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = target, text
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)

    # Characters

    def _characters(
        self, book: str, sheet: str, area: list[int], span: list[int | None] | None
    ) -> Any:
        """Some characters of a cell, or the cell where ``span`` is none."""
        cell = self._area(book, sheet, area).getCellByPosition(0, 0)
        if span is None:
            return cell
        if cell.getTextFields().createEnumeration().hasMoreElements():
            raise RefusedError("link")
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        start = span[0] or 0
        _right(cursor, start, False)
        if span[1] is None:
            cursor.gotoEnd(True)
        else:
            _right(cursor, span[1] - start, True)
        return cursor

    def text(self, book: str, sheet: str, area: list[int], span: list[int | None] | None) -> str:
        return str(self._characters(book, sheet, area, span).getString())

    def font(
        self, book: str, sheet: str, area: list[int], span: list[int | None] | None
    ) -> dict[str, Any]:
        found = self._characters(book, sheet, area, span)
        colour = found.CharColor
        return {
            "name": found.CharFontName,
            "size": found.CharHeight,
            "bold": found.CharWeight > REGULAR,
            "italic": found.CharPosture != UPRIGHT,
            "underlined": found.CharUnderline != 0,
            "struck": found.CharStrikeout != 0,
            "raised": _raised(found.CharEscapement or 0),
            "colour": None if colour == AUTOMATIC else colour & 0xFFFFFF,
        }

    def set_font(
        self,
        book: str,
        sheet: str,
        area: list[int],
        span: list[int | None] | None,
        changes: dict[str, Any],
    ) -> None:
        """``changes`` are members of what ``font`` tells."""
        found = self._characters(book, sheet, area, span)
        if "raised" in changes:
            escapement, height = ESCAPEMENTS[changes.pop("raised")]
            found.CharEscapement, found.CharEscapementHeight = escapement, height
        ways: dict[str, Callable[[Any], tuple[str, Any]]] = {
            "name": lambda value: ("CharFontName", value),
            "size": lambda value: ("CharHeight", float(value)),
            "bold": lambda value: ("CharWeight", BOLD if value else REGULAR),
            "italic": lambda value: ("CharPosture", ITALIC if value else UPRIGHT),
            "underlined": lambda value: ("CharUnderline", int(value)),
            "struck": lambda value: ("CharStrikeout", int(value)),
            "colour": lambda value: ("CharColor", AUTOMATIC if value is None else value),
        }
        for name, value in changes.items():
            found.setPropertyValue(*ways[name](value))


def _raised(escapement: int) -> str | None:
    return "superscript" if escapement > 0 else "subscript" if escapement < 0 else None


def _right(cursor: Any, units: int, select: bool) -> None:
    while units > 0:
        step = min(units, LONGEST_STEP)
        if not cursor.goRight(step, select):
            raise RefusedError("short")
        units -= step
