"""Workbooks, their sheets, and what is selected in them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.frame import TerminationVetoException, XTerminateListener
from com.sun.star.lang import DisposedException
from com.sun.star.uno import Exception as UnoException
from com.sun.star.util import CloseVetoException

INFO = 0  # com.sun.star.frame.InfobarType
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML"}
INFOBAR = "motxl"
SPREADSHEET = 84  # com.sun.star.accessibility.AccessibleRole.DOCUMENT_SPREADSHEET
TEXT_FRAME = 61
DEEPEST, MOST_CHILDREN = 2, 40
CAPTION = "com.sun.star.drawing.CaptionShape"
# com.sun.star.document.MacroExecMode: without a question the last two
USE_CONFIG, NEVER, ALWAYS = 3, 0, 4


class RefusedError(Exception):
    """LibreOffice cannot do it; the text says why, or is a word for it."""


class BusyError(Exception):
    """A cell is being typed in, or a window waits for an answer."""


def properties(**values: Any) -> tuple[Any, ...]:
    found = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        found.append(one)
    return tuple(found)


class Staying(unohelper.Base, XTerminateListener):  # type: ignore[misc]
    """Keeps LibreOffice from ending."""

    def queryTermination(self, _event: Any) -> None:  # noqa: N802
        raise TerminationVetoException()

    def notifyTermination(self, _event: Any) -> None:  # noqa: N802
        pass

    def disposing(self, _event: Any) -> None:
        pass


class Documents:
    """The workbooks of one LibreOffice, each known by its ``RuntimeUID``."""

    def __init__(self, context: Any) -> None:
        self._context, self._manager = context, context.ServiceManager
        self.desktop = self._manager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        self._documents: dict[str, Any] = {}
        self._quiet: set[str] = set()
        self._calculated: dict[str, bool] = {}
        self._staying: Staying | None = None
        self._macros: dict[str, int] = {}

    # Workbooks

    def books(self) -> list[dict[str, Any]]:
        """The workbooks that someone sees, because a window shows them."""
        self._documents = {}
        found = []
        components = self.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            one = components.nextElement()
            with contextlib.suppress(AttributeError, UnoException):  # it is just being closed
                if not one.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                    continue
                if one.getCurrentController() is None:
                    continue
                found.append(self._identity_of(one))
                self._documents[one.RuntimeUID] = one
        return found

    def _identity_of(self, document: Any) -> dict[str, Any]:
        url = document.getURL()
        path = uno.fileUrlToSystemPath(url) if url.startswith("file:") else url
        return {"key": document.RuntimeUID, "path": path, "title": document.getTitle()}

    def open(self, path: str, read_only: bool) -> dict[str, Any]:
        url = uno.systemPathToFileUrl(path)
        # As when it is opened from the menu: LibreOffice asks what it has to ask, and macros run
        # where its settings let them.
        how = properties(
            ReadOnly=read_only,
            InteractionHandler=self._manager.createInstanceWithContext(
                "com.sun.star.task.InteractionHandler", self._context
            ),
            MacroExecutionMode=self._macros.pop(url, USE_CONFIG),
        )
        document = self.desktop.loadComponentFromURL(url, "_default", 0, how)
        if document is None or not document.supportsService(
            "com.sun.star.sheet.SpreadsheetDocument"
        ):
            raise RefusedError("no workbook")
        self._may_end()
        self._documents[document.RuntimeUID] = document
        return self._identity_of(document)

    def _document(self, book: str) -> Any:
        if book not in self._documents:
            self.books()
        if book not in self._documents:
            raise DisposedException()
        return self._documents[book]

    def close(self, book: str) -> None:
        """With its last window LibreOffice would end: not before ``open``, or the end."""
        if self._staying is None:
            self._staying = Staying()
            self.desktop.addTerminateListener(self._staying)
        document = self._document(book)
        if self.is_typing(book):
            raise BusyError()  # what is typed would go with it
        changed, url = document.isModified(), document.getURL()
        may_run = bool(getattr(document, "AllowMacroExecution", False))
        document.setModified(False)
        try:
            # Not True: whoever waits for an answer would close it then, whatever the answer is.
            document.close(False)
        except CloseVetoException:
            document.setModified(changed)
            self._may_end()
            raise BusyError() from None
        del self._documents[book]
        # Whoever opens it again here is not asked once more, in a window that nobody expects.
        self._macros[url] = ALWAYS if may_run else NEVER

    def _may_end(self) -> None:
        if self._staying is not None:
            self.desktop.removeTerminateListener(self._staying)
            self._staying = None

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

    def say(self, book: str, text: str) -> None:
        """A bar above the sheet, which stays until it is closed: what an outsider writes into the
        status bar disappears with it."""
        self.give_back_bar(book)
        controller = self._document(book).getCurrentController()
        if controller.hasInfobar(INFOBAR):
            controller.removeInfobar(INFOBAR)
        if text:
            controller.appendInfobar(INFOBAR, "", text, INFO, (), True)

    def give_back_bar(self, book: str) -> None:
        """What a macro has written into the status bar goes: nobody else would take it away."""
        self._document(book).getCurrentController().getStatusIndicator().end()

    def is_quiet(self, book: str) -> bool:
        return bool(self._document(book).hasControllersLocked())

    def set_quiet(self, book: str, quiet: bool) -> None:
        """While a workbook is quiet, nothing is repainted, and all that is done is one step of
        Undo."""
        document = self._document(book)
        if quiet and book not in self._quiet:
            if self.is_typing(book):
                raise BusyError()
            self._quiet.add(book)
            document.lockControllers()
            document.addActionLock()
            document.getUndoManager().enterUndoContext("motxl")
        elif not quiet and book in self._quiet:
            self._quiet.discard(book)
            with contextlib.suppress(Exception):  # the undo list may have been emptied
                document.getUndoManager().leaveUndoContext()
            document.removeActionLock()
            document.unlockControllers()

    def is_typing(self, book: str) -> bool:
        """Whether someone edits a cell: what is typed is entered where the cell was, over what has
        been moved there meanwhile. Only what helps people who do not see knows it: the sheet's
        window has the cell in it then."""
        try:
            window = self._document(book).getCurrentController().getFrame().getComponentWindow()
            return self._has_editor(window.getAccessibleContext(), 0)
        except Exception:  # without a screen there are no windows
            return False

    def _has_editor(self, context: Any, depth: int) -> bool:
        if context.getAccessibleRole() == SPREADSHEET:
            return any(map(self._is_editor, self._children(context)))
        if depth == DEEPEST:
            return False
        children = self._children(context)
        return any(self._has_editor(one.getAccessibleContext(), depth + 1) for one in children)

    @staticmethod
    def _children(context: Any) -> Iterator[Any]:
        for number in range(min(context.getAccessibleChildCount(), MOST_CHILDREN)):
            yield context.getAccessibleChild(number)

    @staticmethod
    def _is_editor(child: Any) -> bool:
        """Beside it there are the cells as a whole, and charts, boxes and notes (shapes)."""
        if child.getAccessibleContext().getAccessibleRole() != TEXT_FRAME:
            return False
        return bool(getattr(child, "ImplementationName", "") != "AccessibleShape")

    def is_calculating(self, book: str) -> bool:
        return bool(self._document(book).isAutomaticCalculationEnabled())

    def set_calculating(self, book: str, automatic: bool) -> None:
        document = self._document(book)
        if not automatic:
            self._calculated.setdefault(book, document.isAutomaticCalculationEnabled())
        else:
            self._calculated.pop(book, None)
        document.enableAutomaticCalculation(automatic)

    def end(self) -> None:
        """What was held back is let go, even when motxl was killed."""
        for book in list(self._quiet):
            with contextlib.suppress(Exception):
                self.set_quiet(book, False)
        for book, automatic in list(self._calculated.items()):
            with contextlib.suppress(Exception):
                self.set_calculating(book, automatic)
        if self._staying is not None:
            self._may_end()
            if not self.desktop.Components.hasElements():
                self.desktop.terminate()

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
        rows, number = found.getRows(), found.getRangeAddress().Sheet
        tables = []
        for one in self._document(book).DatabaseRanges:
            at = one.getDataArea()
            if at.Sheet == number:
                if one.getFilterDescriptor().getFilterFields():
                    return True
                tables.append((at.StartRow, at.EndRow))
        # Behind each stretch of visible rows there is a hidden one, but for the last. In a table
        # without a condition it was hidden by hand, whatever its row says.
        after = {at.EndRow + 1 for at in found.queryVisibleCells().getRangeAddresses()}
        last = found.getRangeAddress().EndRow
        return any(
            rows.getByIndex(row).IsFiltered
            for row in sorted({0, *after})
            if row <= last and not any(start <= row <= end for start, end in tables)
        )

    def pivots(self, book: str, sheet: str) -> list[list[Any]]:
        """Each with its name and area."""
        found = self._sheet(book, sheet).getDataPilotTables()
        pivots = [(name, found.getByName(name).OutputRange) for name in found.getElementNames()]
        return [
            [name, [at.StartRow + 1, at.StartColumn + 1, at.EndRow + 1, at.EndColumn + 1]]
            for name, at in pivots
        ]

    def notes(self, book: str, sheet: str) -> list[list[Any]]:
        """Row, column and text of the notes of cells."""
        found = [(one.Position, one.String) for one in self._sheet(book, sheet).Annotations]
        return [[at.Row + 1, at.Column + 1, text] for at, text in found]

    def boxes(self, book: str, sheet: str) -> list[list[str]]:
        """Name and text of what lies over the cells and holds a text; the box of a note is none,
        as it has the note's."""
        page = self._sheet(book, sheet).DrawPage
        shapes = [page.getByIndex(number) for number in range(page.getCount())]
        return [
            [one.Name or f"{one.Position.X},{one.Position.Y}", one.String]
            for one in shapes
            if getattr(one, "String", "") and one.ShapeType != CAPTION
        ]

    def refresh_pivot(self, book: str, sheet: str, name: str) -> None:
        """Have a pivot table read its source anew."""
        self._sheet(book, sheet).getDataPilotTables().getByName(name).refresh()

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
