"""``--live``: commands that work in the workbook that is open, and tell its user there.

What goes wrong is told there by ``told``, and by ``motxl.__main__`` in a message box.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from motxl.controls import on_one_line
from motxl.errors import MotxlError
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.book.live.appworkbook import AppWorkbook
    from motxl.book.live.livebook import LiveBook
    from motxl.book.protocol import Opener
    from motxl.cli.watching import Stamp

NOTE = "last-run.txt"
"""In motxl's data folder: the time, and the last sentence"""

F = TypeVar("F", bound=Callable[..., Any])


def live_option(command: F) -> F:
    """``--live``."""
    return click.option(
        "--live", is_flag=True, help=_("Work in the workbook that is open in Excel or LibreOffice.")
    )(command)


class Live:
    """Opens workbooks in their application, and remembers the last one, so that it can speak
    there."""

    def __init__(self) -> None:
        self.port: AppWorkbook | None = None
        self._stamps: dict[Path, Stamp] = {}
        self._seen: set[Path] = set()
        self.closed: set[Path] = set()
        """Those that ``look_again`` did not find any more"""

    def open(
        self,
        path: Path,
        *,
        sheet: str | None = None,
        columns: str | None = None,
        editing: bool = False,
    ) -> LiveBook:
        """Open a workbook live. The options are those of ``book.file.filebook.open_book``."""
        from motxl.book.live.opening import open_live

        self.port = None
        return open_live(path, sheet=sheet, columns=columns, editing=editing, on_found=self.found)

    def look_again(
        self, path: Path, *, sheet: str | None, columns: str | None, editing: bool
    ) -> LiveBook:
        """Open a workbook that was open before: what its user has closed stays closed."""
        if path in self._seen and _is_closed(path):
            self.closed.add(path)
            raise MotxlError(_("{file} is no longer open.").format(file=path))
        self._seen.add(path)
        self.closed.discard(path)
        return self.open(path, sheet=sheet, columns=columns, editing=editing)

    def found(self, port: AppWorkbook) -> None:
        """It speaks in this workbook from now on."""
        self.port = port

    def stamp(self, path: Path) -> Stamp:
        """What differs after a change in the application; while it is busy, what it was."""
        from motxl.book.live.finding import find
        from motxl.book.live.patience import BusyError
        from motxl.cli.watching import ABSENT, Stamp

        try:
            found = find(path)
            present = ABSENT if found is None else Stamp(int(found.fingerprint(), 16), 0, 0)
        except BusyError:
            return self._stamps.get(path, ABSENT)
        except MotxlError:
            present = ABSENT
        self._stamps[path] = present
        return present

    def say(self, text: str) -> None:
        """Show a sentence in the status bar; nothing is lost where it cannot be shown."""
        text = on_one_line(text)
        note(text)
        if self.port is not None:
            with suppress(Exception):
                self.port.say(_("motxl: {text}").format(text=text))
        else:
            self.give_back()

    def give_back(self) -> None:
        """Take away what a button has written into status bars: no result comes into them."""
        from motxl.book.live.finding import give_back_bars

        with suppress(Exception):
            give_back_bars()


def _is_closed(path: Path) -> bool:
    from motxl.book.live.finding import find
    from motxl.book.live.patience import GoneError

    try:
        return find(path) is None
    except GoneError:
        return True


def opened_by(live: Live | None) -> Opener:
    """What opens a workbook: its application, or motxl as a file."""
    if live is not None:
        return live.open
    from motxl.book.file.filebook import open_book

    return open_book


@contextmanager
def told(live: Live | None) -> Iterator[None]:
    """What goes wrong in a command is told in the application too: a button has no console."""
    try:
        yield
    except MotxlError as error:
        if live is not None:
            live.say(str(error))
        raise
    except click.exceptions.Exit:
        raise  # the end of a command that has said all
    except BaseException:
        if live is not None:
            live.give_back()
        raise


def note(text: str) -> None:
    """Write down what was said last: the button Aide shows it, as a status bar shows one thing."""
    from datetime import datetime

    from motxl.files.datafolder import note_for_macros

    with suppress(MotxlError, OSError):
        line = on_one_line(" ".join(text.split()))
        note_for_macros(NOTE, f"{datetime.now():%Y-%m-%d %H:%M} {line}")


def alert(text: str) -> None:
    """A message box, where a button has started the command and nobody would read its output.

    Windows only; it has not been run on the machines where motxl is made.
    """
    text = on_one_line(text)
    note(text)
    if sys.platform != "win32":
        return
    import ctypes

    console = ctypes.windll.kernel32.GetConsoleWindow()
    if not console or not ctypes.windll.user32.IsWindowVisible(console):
        warning, on_top = 0x30, 0x40000
        ctypes.windll.user32.MessageBoxW(None, text, "motxl", warning | on_top)
