"""The other end of ``bridge``: answers questions about the workbooks open in LibreOffice.

Runs in a Python that has ``uno``, the system's or LibreOffice's own, which need not see motxl nor
be as new: nothing of motxl is imported, and Python 3.7 is enough. A line of JSON is a question, a
line of JSON the answer. Rows and columns are 1-based, ends included; characters are UTF-16 units.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException, Locale
from com.sun.star.sheet.CellDeleteMode import UP
from com.sun.star.sheet.CellInsertMode import DOWN
from com.sun.star.table import CellRangeAddress
from com.sun.star.uno import Exception as UnoException

AUTOMATIC = -1  # the colour of a character that has none of its own
BOLD, REGULAR = 150.0, 100.0  # com.sun.star.awt.FontWeight
ITALIC = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")
UPRIGHT = uno.Enum("com.sun.star.awt.FontSlant", "NONE")
DATETIME = 2  # com.sun.star.sheet.CellFlags
CONTENTS = 1 | 2 | 4 | 8 | 16  # values, dates, texts, annotations, formulas
SHORT_DATE = "m/d/yyyy"  # Excel's name for the short date of the reader's country
DATE = 21  # com.sun.star.i18n.NumberFormatIndex.DATE_SYS_DDMMYYYY
LOGICAL = 1024  # com.sun.star.util.NumberFormat
SUCCESS = 1  # com.sun.star.frame.InfobarType
LONGEST_STEP = 0x7FFF  # a cursor takes a short
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML"}
ENGLISH = Locale("en", "US", "")
INFOBAR = "motxl"


class RefusedError(Exception):
    """LibreOffice cannot do it; the text says why, or is a word for it."""


def properties(**values: Any) -> tuple[Any, ...]:
    found = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        found.append(one)
    return tuple(found)


class Office:
    """The workbooks of one LibreOffice, each known by its ``RuntimeUID``."""

    def __init__(self, context: Any) -> None:
        manager = context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self._documents: dict[str, Any] = {}
        self._quiet: dict[str, bool] = {}

    # Workbooks

    def books(self) -> list[dict[str, Any]]:
        """Those that someone sees: a window shows them."""
        self._documents = {}
        found = []
        components = self.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            one = components.nextElement()
            if not one.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                continue
            if one.getCurrentController() is None:
                continue
            self._documents[one.RuntimeUID] = one
            found.append(self._told(one))
        return found

    def _told(self, document: Any) -> dict[str, Any]:
        url = document.getURL()
        path = uno.fileUrlToSystemPath(url) if url.startswith("file:") else url
        return {"key": document.RuntimeUID, "path": path, "title": document.getTitle()}

    def open(self, path: str, read_only: bool) -> dict[str, Any]:
        url = uno.systemPathToFileUrl(path)
        how = properties(ReadOnly=True) if read_only else ()
        document = self.desktop.loadComponentFromURL(url, "_default", 0, how)
        if document is None or not document.supportsService(
            "com.sun.star.sheet.SpreadsheetDocument"
        ):
            raise RefusedError("no workbook")
        self._documents[document.RuntimeUID] = document
        return self._told(document)

    def _document(self, book: str) -> Any:
        if book not in self._documents:
            self.books()
        if book not in self._documents:
            raise DisposedException()
        return self._documents[book]

    def close(self, book: str) -> None:
        self._document(book).close(True)
        del self._documents[book]

    def save_copy(self, book: str, path: str) -> None:
        suffix = "." + path.rpartition(".")[2].lower()
        how = properties(FilterName=FILTERS[suffix])
        self._document(book).storeToURL(uno.systemPathToFileUrl(path), how)

    def is_read_only(self, book: str) -> bool:
        return bool(self._document(book).isReadonly())

    def is_saved(self, book: str) -> bool:
        return not self._document(book).isModified()

    def set_saved(self, book: str, saved: bool) -> None:
        self._document(book).setModified(not saved)

    def refresh(self, book: str) -> None:
        """Read the sources of all pivot tables anew."""
        for sheet in self._document(book).Sheets:
            tables = sheet.getDataPilotTables()
            for name in tables.getElementNames():
                tables.getByName(name).refresh()

    def say(self, book: str, text: str) -> None:
        """A bar above the sheet, which stays until it is closed: what an outsider writes into the
        status bar disappears with it."""
        controller = self._document(book).getCurrentController()
        if controller.hasInfobar(INFOBAR):
            controller.removeInfobar(INFOBAR)
        if text:
            controller.appendInfobar(INFOBAR, "", text, SUCCESS, (), True)

    def is_quiet(self, book: str) -> bool:
        return bool(self._document(book).hasControllersLocked())

    def set_quiet(self, book: str, quiet: bool) -> None:
        """Nothing is repainted, and all that is done is one step of Undo."""
        document = self._document(book)
        if quiet and book not in self._quiet:
            self._quiet[book] = True
            document.lockControllers()
            document.addActionLock()
            document.getUndoManager().enterUndoContext("motxl")
        elif not quiet and book in self._quiet:
            del self._quiet[book]
            with contextlib.suppress(Exception):  # the undo list may have been emptied
                document.getUndoManager().leaveUndoContext()
            document.removeActionLock()
            document.unlockControllers()

    def is_calculating(self, book: str) -> bool:
        return bool(self._document(book).isAutomaticCalculationEnabled())

    def set_calculating(self, book: str, automatic: bool) -> None:
        self._document(book).enableAutomaticCalculation(automatic)

    def end(self) -> None:
        """What was held back is let go, even when motxl was killed."""
        for book in list(self._quiet):
            with contextlib.suppress(Exception):
                self.set_calculating(book, True)
                self.set_quiet(book, False)

    # Sheets and what is selected

    def sheets(self, book: str) -> list[str]:
        return list(self._document(book).Sheets.getElementNames())

    def _sheet(self, book: str, sheet: str) -> Any:
        return self._document(book).Sheets.getByName(sheet)

    def _area(self, book: str, sheet: str, area: list[int]) -> Any:
        top, left, bottom, right = area
        return self._sheet(book, sheet).getCellRangeByPosition(
            left - 1, top - 1, right - 1, bottom - 1
        )

    def is_protected(self, book: str, sheet: str) -> bool:
        return bool(self._sheet(book, sheet).isProtected())

    def is_filtered(self, book: str, sheet: str) -> bool:
        """Whether a filter, of the sheet or of a table on it, hides a row."""
        found = self._sheet(book, sheet)
        rows = found.getRows()
        # Behind each stretch of visible rows there is a hidden one, but for the last.
        after = {at.EndRow + 1 for at in found.queryVisibleCells().getRangeAddresses()}
        last = found.getRangeAddress().EndRow
        return any(rows.getByIndex(row).IsFiltered for row in sorted({0, *after}) if row <= last)

    def used(self, book: str, sheet: str) -> list[int]:
        cursor = self._sheet(book, sheet).createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.getRangeAddress()
        return [1, 1, end.EndRow + 1, end.EndColumn + 1]

    def activate(self, book: str, sheet: str) -> None:
        controller = self._document(book).getCurrentController()
        controller.setActiveSheet(self._sheet(book, sheet))

    def selection(self, book: str) -> list[Any] | None:
        """Sheet and area; nothing where a picture or several areas are selected."""
        selected = self._document(book).getCurrentController().getSelection()
        if selected is None or not hasattr(selected, "getRangeAddress"):
            return None
        at = selected.getRangeAddress()
        area = [at.StartRow + 1, at.StartColumn + 1, at.EndRow + 1, at.EndColumn + 1]
        return [selected.getSpreadsheet().getName(), area]

    def select(self, book: str, sheet: str, area: list[int]) -> None:
        self._document(book).getCurrentController().select(self._area(book, sheet, area))

    def view(self, book: str) -> list[int]:
        """The first row and column in the window."""
        controller = self._document(book).getCurrentController()
        return [controller.getFirstVisibleRow() + 1, controller.getFirstVisibleColumn() + 1]

    # Values

    def values(self, book: str, sheet: str, area: list[int]) -> list[list[Any]]:
        """Texts and numbers; a date is ``{"date": …}``, a truth value ``{"bool": …}``; an error
        and a blank cell are null."""
        found = self._area(book, sheet, area)
        rows: list[list[Any]] = [
            [value if isinstance(value, (str, float)) else None for value in row]
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

    # Tables and rows

    def tables(self, book: str, sheet: str) -> list[list[Any]]:
        """Each with its name and area, headers included."""
        number = self._sheet(book, sheet).getRangeAddress().Sheet
        ranges = self._document(book).DatabaseRanges
        found = []
        for name in ranges.getElementNames():
            at = ranges.getByName(name).getDataArea()
            if at.Sheet == number:
                area = [at.StartRow + 1, at.StartColumn + 1, at.EndRow + 1, at.EndColumn + 1]
                found.append([name, area])
        return found

    def resize_table(self, book: str, sheet: str, name: str, area: list[int]) -> None:
        found = self._document(book).DatabaseRanges.getByName(name)
        found.setDataArea(self._area(book, sheet, area).getRangeAddress())

    def insert(self, book: str, sheet: str, area: list[int]) -> None:
        """Push the cells of an area down."""
        self._sheet(book, sheet).insertCells(self._address(book, sheet, area), DOWN)

    def delete(self, book: str, sheet: str, area: list[int]) -> None:
        """Take the cells of an area out; those below move up."""
        self._sheet(book, sheet).removeRange(self._address(book, sheet, area), UP)

    def cut(self, book: str, sheet: str, area: list[int], onto: str, row: int, column: int) -> None:
        cell = self._sheet(book, onto).getCellByPosition(column - 1, row - 1)
        self._sheet(book, sheet).moveRange(cell.getCellAddress(), self._address(book, sheet, area))

    def _address(self, book: str, sheet: str, area: list[int]) -> CellRangeAddress:
        return self._area(book, sheet, area).getRangeAddress()


def _right(cursor: Any, units: int, select: bool) -> None:
    while units > 0:
        step = min(units, LONGEST_STEP)
        if not cursor.goRight(step, select):
            raise RefusedError("short")
        units -= step


# Questions and answers

QUESTIONS = {name for name in vars(Office) if not name.startswith("_")}


def answer(office: Office, line: str) -> dict[str, Any]:
    try:
        name, arguments = json.loads(line)
        if name not in QUESTIONS:
            raise ValueError(name)
        return {"result": getattr(office, name)(*arguments)}
    except RefusedError as error:
        return {"refused": str(error)}
    except DisposedException:
        return {"gone": True}
    except UnoException as error:
        return {"refused": f"{type(error).__name__} {error.Message}".strip()}
    except Exception:
        return {"fault": traceback.format_exc()}


def connect(pipe: str, patience: float) -> Any:
    """The context of the LibreOffice that listens on the pipe, once it does; ``None`` when it does
    not in time (seconds)."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    late = time.monotonic() + patience
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() >= late:
                return None
            time.sleep(0.05)


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> None:
    pipe, patience = sys.argv[1], float(sys.argv[2])
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    context = connect(pipe, patience)
    _say({"result": context is not None})
    if context is None:
        return
    office = Office(context)
    try:
        for line in sys.stdin:
            _say(answer(office, line))
    finally:
        office.end()


if __name__ == "__main__":
    main()
