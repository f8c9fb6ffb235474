"""xlwings' engine for LibreOffice: applications, workbooks and sheets.

The members are those of xlwings' own engines (``xlwings.base_classes``) that ``motxl.book.live``
uses. ``api`` has the few members of Excel's object model that it uses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from motxl.a1 import to_a1
from motxl.book.live.libreoffice.bridge import Bridge, attach, start
from motxl.book.live.libreoffice.cells import Range, Tables
from motxl.book.live.patience import BusyError, GoneError

if TYPE_CHECKING:
    import xlwings

NAME = "libreoffice"


def register() -> xlwings.main.Engine:
    """The engine, in xlwings' list of them."""
    import xlwings

    for known in xlwings.engines:
        if known.name == NAME:
            return known
    engine = xlwings.main.Engine(impl=Engine())
    xlwings.engines.add(engine)
    return engine


class Engine:
    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: dict[str, Any]) -> Any:
        del options
        return None if isinstance(value, float) and math.isnan(value) else value

    @staticmethod
    def clean_value_data(
        data: list[list[Any]],
        dates: Callable[..., date],
        empty: object,
        numbers: Callable[[float], object] | None,
        errors_as_text: bool,
    ) -> list[list[Any]]:
        del errors_as_text  # errors come as empty cells

        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty
            if isinstance(value, datetime):
                day = (value.year, value.month, value.day)
                return dates(*day, value.hour, value.minute, value.second, 0, tzinfo=None)
            if numbers is not None and isinstance(value, float):
                return numbers(value)
            return value

        return [[clean(value) for value in row] for row in data]


class Apps:
    """LibreOffice runs once for each user."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._bridge: Bridge | None = None

    def __iter__(self) -> Iterator[App]:
        if self._bridge is not None:
            try:
                self._bridge.ask("books")
            except (GoneError, BusyError):
                self.forget()
        if self._bridge is None:
            self._bridge = attach()
        if self._bridge is not None:
            yield App(self.engine, self._bridge)

    def __len__(self) -> int:
        return sum(1 for _one in self)

    def known_books(self) -> list[Book]:
        """The workbooks of the application that was spoken to before; none where none was."""
        if self._bridge is None:
            return []
        return list(App(self.engine, self._bridge).books)

    def add(self, **_options: object) -> App:
        self._bridge = start()
        return App(self.engine, self._bridge)

    def forget(self) -> None:
        """Let go of the application; it goes on."""
        if self._bridge is not None:
            self._bridge.close()
        self._bridge = None


class App:
    pid = 0
    visible = True
    enable_events = True
    """LibreOffice has no events of the kind that Excel's macros answer"""

    def __init__(self, engine: Engine, bridge: Bridge, book: str | None = None) -> None:
        """``book`` is the workbook through which it was asked for."""
        self.engine = engine
        self.bridge = bridge
        self.book = book

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range | None:
        found = self.bridge.ask("selection", self.book)
        if found is None:
            return None
        assert self.book is not None
        book = Book(self, {"key": self.book, "path": "", "title": ""})
        return Range(Sheet(book, found[0]), found[1])

    @property
    def screen_updating(self) -> bool:
        return not self.bridge.ask("is_quiet", self.book)

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.bridge.ask("set_quiet", self.book, not value)

    @property
    def calculation(self) -> str:
        return "automatic" if self.bridge.ask("is_calculating", self.book) else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        self.bridge.ask("set_calculating", self.book, value != "manual")

    def _say(self, text: str) -> None:
        self.bridge.ask("say", self.book, text)

    def give_back_bar(self) -> None:
        """Take away what a macro has written into the status bar."""
        self.bridge.ask("give_back_bar", self.book)

    status_bar = property(fset=_say)


class Books:
    def __init__(self, app: App) -> None:
        self.app = app

    def __iter__(self) -> Iterator[Book]:
        for told in self.app.bridge.ask("books"):
            yield Book(self.app, told)

    def __len__(self) -> int:
        return sum(1 for _one in self)

    def __call__(self, name: str) -> Book:
        for book in self:
            if book.name == name:
                return book
        raise KeyError(name)

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,
        read_only: bool | None = None,
        *_options: object,
    ) -> Book:
        del update_links  # LibreOffice asks, as its user has set it
        return Book(self.app, self.app.bridge.ask("open", fullname, bool(read_only)))


class Book:
    def __init__(self, app: App, told: dict[str, str]) -> None:
        self.key = told["key"]
        self.app = App(app.engine, app.bridge, self.key)
        self.fullname = told["path"]
        self.name = told["path"].replace("\\", "/").rpartition("/")[2] or told["title"]

    def ask(self, question: str, *arguments: object) -> Any:
        return self.app.bridge.ask(question, self.key, *arguments)

    @property
    def api(self) -> _BookApi:
        return _BookApi(self)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def close(self) -> None:
        self.ask("close")


class _BookApi:
    """The members of Excel's ``Workbook``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.FullName = book.fullname

    @property
    def Saved(self) -> bool:  # noqa: N802
        return bool(self._book.ask("is_saved"))

    @Saved.setter
    def Saved(self, value: bool) -> None:  # noqa: N802
        self._book.ask("set_saved", value)

    @property
    def ReadOnly(self) -> bool:  # noqa: N802
        return bool(self._book.ask("is_read_only"))

    @property
    def EditedCell(self) -> str | None:  # noqa: N802
        """Excel has none of the name: it answers nothing while a cell is edited."""
        if not self._book.ask("is_typing"):
            return None
        selected = self._book.app.selection
        return None if selected is None else f"{selected.sheet.name}!{selected.address}"

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802
        self._book.ask("save_copy", path)


class Sheets:
    def __init__(self, book: Book) -> None:
        self.book = book

    def __iter__(self) -> Iterator[Sheet]:
        for name in self.book.ask("sheets"):
            yield Sheet(self.book, name)

    def __len__(self) -> int:
        return len(self.book.ask("sheets"))

    def __call__(self, key: str | int) -> Sheet:
        names = self.book.ask("sheets")
        if isinstance(key, int):
            return Sheet(self.book, names[key - 1])
        if key not in names:
            raise KeyError(key)
        return Sheet(self.book, key)


class Sheet:
    def __init__(self, book: Book, name: str) -> None:
        self.book = book
        self.name = name

    def ask(self, question: str, *arguments: object) -> Any:
        return self.book.ask(question, self.name, *arguments)

    @property
    def api(self) -> _SheetApi:
        return _SheetApi(self)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def used_range(self) -> Range:
        return Range(self, self.ask("used"))

    def range(
        self, cell1: tuple[int, int] | str | Range, cell2: tuple[int, int] | Range | None = None
    ) -> Range:
        """Two corners, (row, column) or ranges of a cell; or an address, ``$A$1:$B$2``."""
        return Range.between(self, cell1, cell2)

    def activate(self) -> None:
        self.ask("activate")


class _SheetApi:
    """The members of Excel's ``Worksheet``."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self._sheet.ask("is_protected"))

    @property
    def FilterMode(self) -> bool:  # noqa: N802
        return bool(self._sheet.ask("is_filtered"))

    def PivotTables(self) -> list[_PivotApi]:  # noqa: N802
        return [_PivotApi(self._sheet, *told) for told in self._sheet.ask("pivots")]

    @property
    def Comments(self) -> list[_NoteApi]:  # noqa: N802
        return [_NoteApi(*told) for told in self._sheet.ask("notes")]

    @property
    def Shapes(self) -> list[_ShapeApi]:  # noqa: N802
        return [_ShapeApi(*told) for told in self._sheet.ask("boxes")]


class _NoteApi:
    """The members of Excel's ``Comment``."""

    def __init__(self, row: int, column: int, text: str) -> None:
        self.Parent = SimpleNamespace(Address=to_a1(row, column))
        self._text = text

    def Text(self) -> str:  # noqa: N802
        return self._text


class _ShapeApi:
    """The members of Excel's ``Shape``."""

    Type = 17  # msoTextBox

    def __init__(self, name: str, text: str) -> None:
        self.Name = name
        self.TextFrame2 = SimpleNamespace(HasText=True, TextRange=SimpleNamespace(Text=text))


class _PivotApi:
    """The members of Excel's ``PivotTable``."""

    def __init__(self, sheet: Sheet, name: str, area: Sequence[int]) -> None:
        self._sheet = sheet
        self.Name = name
        self.TableRange2 = SimpleNamespace(Address=Range(sheet, area).address)

    def RefreshTable(self) -> None:  # noqa: N802
        self._sheet.ask("refresh_pivot", self.Name)
