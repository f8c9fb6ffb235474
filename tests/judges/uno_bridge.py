"""Talks to LibreOffice for ``libreoffice.py``: JSON lines in, JSON lines out.

It is a process of its own because ``uno`` belongs to the Python that LibreOffice was built with,
which is seldom the one of the tests; nothing of the project or of the virtual environment is
imported here. LibreOffice is its child, in its process group: when the tests die without a word,
the end of standard input ends both.

The same file runs twice. As a program it starts LibreOffice and passes lines on; loaded into
LibreOffice by LibreOffice's own loader of Python components, it answers them. From outside a
portion of text takes several calls through the pipe, 3 ms; from inside a tenth of that.

Run as ``uno_bridge.py SOFFICE PROFILE_URL PIPE_NAME SECONDS_TO_START``.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import uno
import unohelper
from com.sun.star.awt import Point, Rectangle, Size
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.sheet import TableFilterField
from com.sun.star.sheet.FilterOperator import EQUAL
from com.sun.star.table import TableSortField
from com.sun.star.task import XJob
from com.sun.star.uno import RuntimeException

AUTOMATIC = -1  # com.sun.star.util.Color: COL_AUTO
BOLD = 150.0  # com.sun.star.awt.FontWeight.BOLD; 100 is normal
VALUES_AND_FORMULAS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags; dates and texts as well
TEXT = "Text - txt - csv (StarCalc)"


def properties(**values: Any) -> tuple[PropertyValue, ...]:
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Judge(unohelper.Base, XJob):
    """What runs inside LibreOffice."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.kept: tuple[str, Any] | None = None

    def execute(self, arguments: tuple[NamedValue, ...]) -> str:
        """A job takes named values and returns anything: here one line of JSON, for another."""
        asked = json.loads(arguments[0].Value)
        if asked["call"] not in QUESTIONS:
            return json.dumps({"error": f"no such call: {asked['call']}"})
        try:
            return json.dumps({"result": getattr(self, asked["call"])(**asked["arguments"])})
        # Whatever LibreOffice throws belongs in the answer: the test that asked shall show it.
        except Exception as wrong:
            said = str(getattr(wrong, "Message", "") or wrong)
            return json.dumps({"error": f"{type(wrong).__name__.rpartition('.')[2]}: {said}"})

    def service(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    # Documents

    def load(self, path: str) -> Any:
        document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path),
            "_blank",
            0,
            properties(Hidden=True, ReadOnly=False, MacroExecutionMode=0, UpdateDocMode=0),
        )
        if document is None:
            raise ValueError("LibreOffice cannot open it")
        if not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            document.close(True)
            raise ValueError("LibreOffice does not take it for a workbook")
        return document

    def read(self, path: str) -> Any:
        """The document, kept open for the next question: most tests ask several of one workbook.

        The name of the copy tells its content (see ``libreoffice.py``), so it cannot be stale.
        """
        if self.kept is None or self.kept[0] != path:
            self.forget()
            self.kept = (path, self.load(path))
        return self.kept[1]

    def forget(self) -> None:
        if self.kept is not None:
            document = self.kept[1]
            self.kept = None
            document.close(True)

    @contextlib.contextmanager
    def changed(self, path: str) -> Any:
        """A document of its own, never the kept one: what is done to it must not be read later."""
        self.forget()
        document = self.load(path)
        try:
            yield document
        finally:
            document.close(True)

    def sheet(self, document: Any, name: str) -> Any:
        sheets = document.getSheets()
        if not sheets.hasByName(name):
            raise ValueError(f"no sheet {name!r} among {list(sheets.getElementNames())}")
        return sheets.getByName(name)

    def used(self, sheet: Any) -> Any:
        """From A1, so that an index means a row, to the last cell used."""
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.getRangeAddress()
        return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)

    # Questions

    def sheets(self, path: str) -> list[str]:
        return list(self.read(path).getSheets().getElementNames())

    def strings(self, path: str, sheet: str) -> list[list[str]]:
        area = self.used(self.sheet(self.read(path), sheet))
        # An empty text comes with the array, in one call; the rest is worth a call for each.
        return [
            [
                "" if value == "" else area.getCellByPosition(column, row).getString()
                for column, value in enumerate(values)
            ]
            for row, values in enumerate(area.getDataArray())
        ]

    def pivots(self, path: str, refresh: bool) -> list[list[Any]]:
        """Every pivot table: sheet, name, first row and column (1-based), and the cells' values."""
        found: list[list[Any]] = []
        with self.changed(path) as document:
            for sheet in document.getSheets():
                tables = sheet.getDataPilotTables()
                for name in tables.getElementNames():
                    table = tables.getByName(name)
                    if refresh:
                        table.refresh()
                    at = table.getOutputRange()
                    area = sheet.getCellRangeByPosition(
                        at.StartColumn, at.StartRow, at.EndColumn, at.EndRow
                    )
                    cells = [list(row) for row in area.getDataArray()]
                    place = [at.StartRow + 1, at.StartColumn + 1]
                    found.append([sheet.getName(), name, *place, cells])
        return found

    def cell(self, path: str, sheet: str, cell: str) -> list[Any]:
        found = self.sheet(self.read(path), sheet).getCellRangeByName(cell).getCellByPosition(0, 0)
        return [found.getString(), found.getValue(), found.getType().value, found.getFormula()]

    def recalculated(self, path: str, steps: list[list[dict[str, Any]]]) -> list[Any]:
        """What ``uno_seen`` sees after the edits of each step, everything calculated anew; nothing
        of those that LibreOffice refuses, as in a protected sheet or across a pivot table."""
        here = str(Path(__file__).parent)
        if here not in sys.path:
            sys.path.append(here)
        from uno_seen import seen

        with self.changed(path) as document:
            found: list[Any] = []
            for edits in steps:
                try:
                    self.do(document, edits)
                except RuntimeException:
                    return [*found, *[None] * (len(steps) - len(found))]
                document.calculateAll()
                found.append(seen(document))
            return found

    def portions(
        self, path: str, sheet: str, column: str, first_row: int, last_row: int
    ) -> list[list[Any]]:
        area = self.sheet(self.read(path), sheet).getCellRangeByName(
            f"{column}{first_row}:{column}{last_row}"
        )
        return [
            [first_row + index, self.portions_of(area.getCellByPosition(0, index))]
            for index in range(last_row - first_row + 1)
        ]

    def portions_of(self, cell: Any) -> list[list[Any]]:
        """The texts, joined, are the cell's: a line break ends the portion before it."""
        found: list[list[Any]] = []
        paragraphs = cell.createEnumeration()
        while paragraphs.hasMoreElements():
            portions = paragraphs.nextElement().createEnumeration()
            while portions.hasMoreElements():
                portion = portions.nextElement()
                text = portion.getString()
                if text:
                    found.append([text, *self.look(portion)])
            if paragraphs.hasMoreElements():
                if not found:
                    found.append(["", *self.look(cell)])
                found[-1][0] += "\n"
        return found

    def look(self, text: Any) -> list[Any]:
        colour, weight, height = text.getPropertyValues(("CharColor", "CharWeight", "CharHeight"))
        shown = None if colour == AUTOMATIC else f"{colour & 0xFFFFFF:06X}"
        return [shown, weight >= BOLD, height]

    # Deeds

    def edit(self, path: str, out: str, edits: list[dict[str, Any]], filter_name: str) -> None:
        with self.changed(path) as document:
            self.do(document, edits)
            self.store(document, out, filter_name)

    def do(self, document: Any, edits: list[dict[str, Any]]) -> None:
        for edit in edits:
            values = dict(edit)
            kind = values.pop("kind")
            sheet = self.sheet(document, values.pop("sheet"))
            getattr(self, f"edit_{kind}")(document, sheet, **values)

    def paste_text(self, path: str, out: str, language: int, filter_name: str) -> None:
        """What pasting text in columns gives: the dialogue for it and this filter share their
        import. Options: tab, double quote, UTF-8, from line 1, no columns' types, the language,
        quoted fields not as text, special numbers (dates) recognised."""
        options = f"9,34,76,1,,{language},false,true"
        values = properties(Hidden=True, FilterName=TEXT, FilterOptions=options)
        url = uno.systemPathToFileUrl(path)
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, values)
        try:
            self.store(document, out, filter_name)
        finally:
            document.close(True)

    def protect(self, path: str, out: str, password: str, filter_name: str) -> None:
        with self.changed(path) as document:
            how = properties(FilterName=filter_name, Password=password)
            document.storeToURL(uno.systemPathToFileUrl(out), how)

    def convert(self, path: str, out: str, filter_name: str, optimal_heights: bool) -> None:
        with self.changed(path) as document:
            if optimal_heights:
                for sheet in document.getSheets():
                    self.used(sheet).getRows().OptimalHeight = True
            self.store(document, out, filter_name)

    def store(self, document: Any, out: str, filter_name: str) -> None:
        document.storeToURL(uno.systemPathToFileUrl(out), properties(FilterName=filter_name))

    def edit_bold(self, _document: Any, sheet: Any, cell: str, start: int, end: int) -> None:
        found = sheet.getCellRangeByName(cell).getCellByPosition(0, 0)
        text = found.getString()
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{cell} has {len(text)} characters, not {start} to {end}")
        cursor = found.createTextCursor()
        cursor.gotoStart(False)
        self.right(cursor, text[:start], False)
        self.right(cursor, text[start:end], True)
        cursor.CharWeight = BOLD

    def right(self, cursor: Any, text: str, select: bool) -> None:
        units = len(text.encode("utf-16-le")) // 2  # a cursor steps over UTF-16 units
        while units:
            step = min(units, 0x7FFF)  # the call takes a short
            cursor.goRight(step, select)
            units -= step

    def edit_height(self, _document: Any, sheet: Any, cell: str, points: float) -> None:
        sheet.getCellRangeByName(cell).CharHeight = points

    def edit_annotation(self, _document: Any, sheet: Any, cell: str, text: str) -> None:
        where = sheet.getCellRangeByName(cell).getCellByPosition(0, 0).getCellAddress()
        sheet.getAnnotations().insertNew(where, text)

    def edit_picture(self, document: Any, sheet: Any, cell: str, png: str) -> None:
        stream = self.service("com.sun.star.io.SequenceInputStream")
        stream.initialize((uno.ByteSequence(base64.b64decode(png)),))
        graphics = self.service("com.sun.star.graphic.GraphicProvider")
        shape = document.createInstance("com.sun.star.drawing.GraphicObjectShape")
        shape.Graphic = graphics.queryGraphic(properties(InputStream=stream))
        sheet.getDrawPage().add(shape)
        at = sheet.getCellRangeByName(cell).getCellByPosition(0, 0)
        shape.setSize(Size(1000, 1000))  # hundredths of a millimetre
        shape.setPosition(Point(at.Position.X, at.Position.Y))
        shape.Anchor = at

    def edit_chart(self, _document: Any, sheet: Any, area: str) -> None:
        data = sheet.getCellRangeByName(area)
        right = data.Position.X + data.Size.Width
        charts = sheet.getCharts()
        name = f"Chart {charts.getCount() + 1}"
        place = Rectangle(right + 500, data.Position.Y, 8000, 5000)
        charts.addNewByName(name, place, (data.getRangeAddress(),), True, True)

    def edit_text(self, _document: Any, sheet: Any, cell: str, text: str) -> None:
        sheet.getCellRangeByName(cell).getCellByPosition(0, 0).setString(text)

    def edit_number(self, _document: Any, sheet: Any, cell: str, number: float) -> None:
        sheet.getCellRangeByName(cell).getCellByPosition(0, 0).setValue(number)

    def edit_insert_rows(self, _document: Any, sheet: Any, row: int, count: int) -> None:
        sheet.getRows().insertByIndex(row - 1, count)

    def edit_clear_rows(self, _document: Any, sheet: Any, row: int, count: int) -> None:
        area = sheet.getRows().getByIndex(row - 1).getRangeAddress()
        found = sheet.getCellRangeByPosition(0, row - 1, area.EndColumn, row + count - 2)
        found.clearContents(VALUES_AND_FORMULAS)

    def edit_delete_rows(self, _document: Any, sheet: Any, row: int, count: int) -> None:
        sheet.getRows().removeByIndex(row - 1, count)

    def edit_move_column(self, _document: Any, sheet: Any, column: str, before: str) -> None:
        """Cut, inserted before another one, and the gap closed."""
        columns = sheet.getColumns()
        to = columns.getByName(before).getRangeAddress().StartColumn
        columns.insertByIndex(to, 1)
        source = columns.getByName(column).getRangeAddress().StartColumn
        source += source >= to  # the name is of before the insertion
        area = columns.getByIndex(source).getRangeAddress()
        sheet.moveRange(sheet.getCellByPosition(to, 0).getCellAddress(), area)
        columns.removeByIndex(source, 1)

    def edit_paste_row(self, document: Any, sheet: Any, row: int, before: int) -> None:
        """A row copied, a row inserted, and the copy pasted there, by the program's commands."""
        controller = document.getCurrentController()
        controller.setActiveSheet(sheet)
        dispatcher = self.service("com.sun.star.frame.DispatchHelper")
        steps = ((row, (".uno:Copy",)), (before, (".uno:InsertRowsBefore", ".uno:Paste")))
        for number, commands in steps:
            controller.select(sheet.getRows().getByIndex(number - 1))
            for command in commands:
                dispatcher.executeDispatch(controller.getFrame(), command, "", 0, ())

    def edit_filter(self, document: Any, _sheet: Any, table: str, column: int, value: str) -> None:
        """The automatic filter of a table left on one value of a column (from 0)."""
        area = document.DatabaseRanges.getByName(table)
        area.AutoFilter = True
        field = TableFilterField()
        field.Field, field.Operator, field.StringValue = column, EQUAL, value
        described = area.getFilterDescriptor()
        described.ContainsHeader = True
        described.setFilterFields((field,))
        area.refresh()

    def edit_sort(
        self, _document: Any, sheet: Any, area: str, column: int, descending: bool, header: bool
    ) -> None:
        field = TableSortField()
        field.Field = column
        field.IsAscending = not descending
        # pyuno passes a tuple as a sequence of anys, which sort() ignores without an error.
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        how = properties(SortFields=fields, ContainsHeader=header, BindFormatsToContent=True)
        uno.invoke(sheet.getCellRangeByName(area), "sort", (how,))


QUESTIONS = {
    "sheets",
    "strings",
    "pivots",
    "cell",
    "recalculated",
    "portions",
    "edit",
    "paste_text",
    "protect",
    "convert",
}

NAME = "motxl.tests.Judge"
# The name under which LibreOffice's loader looks for what a file offers.
g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
g_ImplementationHelper.addImplementation(Judge, NAME, ("com.sun.star.task.Job",))


# What runs outside


def start(soffice: str, profile: str, pipe: str) -> None:
    subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        # Standard output carries the answers; LibreOffice likes to chat on it.
        stdout=subprocess.DEVNULL,
    )


def connect(pipe: str, patience: float) -> Any:
    """The context of the LibreOffice that listens on the pipe, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    late = time.monotonic() + patience
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > late:
                raise
            time.sleep(0.05)


def judge_inside(context: Any) -> Any:
    loader = context.ServiceManager.createInstanceWithContext("com.sun.star.loader.Python", context)
    if loader is None:
        raise RuntimeError("this LibreOffice runs no Python: its package for scripts is missing")
    here = uno.systemPathToFileUrl(str(Path(__file__).absolute()))
    return loader.activate(NAME, "", here, None).createInstanceWithContext(context)


def end() -> None:
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def say(answer: str) -> None:
    print(answer, flush=True)


def main() -> None:
    soffice, profile, pipe, patience = sys.argv[1:]
    try:
        start(soffice, profile, pipe)
        judge = judge_inside(connect(pipe, float(patience)))
        say(json.dumps({"result": "ready"}))
        for line in sys.stdin:
            say(judge.execute((NamedValue("asked", line),)))
    except DisposedException as gone:
        say(json.dumps({"error": f"LibreOffice ended: {gone.Message}", "lost": True}))
    except Exception:
        # The group is killed below, and the interpreter with it before it could say this.
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        end()


if __name__ == "__main__":
    main()
