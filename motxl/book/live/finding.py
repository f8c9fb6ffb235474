"""Finding a workbook among the running applications, or opening it in one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.book.live.appworkbook import EXCEL, LIBREOFFICE, AppWorkbook
from motxl.book.live.patience import NotHereError, RefusedError, do_not_wait_for_ever, patiently
from motxl.book.live.places import is_same
from motxl.errors import MotxlError
from motxl.i18n import _

if TYPE_CHECKING:
    import xlwings

_BUTTONS = "motxl"
"""What the status bar begins with where a button has written"""
_NAMES = {"excel": EXCEL, "libreoffice": LIBREOFFICE}


def find(path: Path) -> AppWorkbook | None:
    """The open workbook of a file; ``None`` where no application has it open.

    Raises ``MotxlError`` where xlwings is missing, an application is busy, or several have it open
    for writing.
    """
    found = patiently(
        lambda: [
            AppWorkbook(book, name)
            for name, app in running()
            for book in app.books
            if _is_of(book, path)
        ],
        EXCEL,
    )
    if len(found) > 1:
        # Excel opens a workbook a second time for reading only.
        found = [one for one in found if not one.is_read_only] or found[:1]
    if len(found) > 1:
        raise MotxlError(
            _("{file} is open in several windows of {application}: close all but one.").format(
                file=path, application=found[0].application
            )
        )
    return found[0] if found else None


def find_or_open(path: Path) -> AppWorkbook:
    """The open workbook of a file; opened in the running application, or in one that is started."""
    found = find(path)
    if found is not None:
        return found
    if not path.is_file():
        raise MotxlError(_("{file} does not exist: check its name and folder.").format(file=path))
    for name, app in patiently(lambda: list(running()), EXCEL):
        if is_in_protected_view(app, path):
            raise MotxlError(
                _(
                    "{file} is open in Protected View: choose “Enable Editing” in {application}, "
                    "then try again."
                ).format(file=path.name, application=name)
            )
        if app.visible:  # not one that another program works with
            return _open(app, path, name)
    for engine in _engines():
        try:
            app = engine.apps.add(visible=True, add_book=False)
        except NotHereError:
            continue
        except MotxlError:
            raise
        except Exception:
            if engine.name != "excel":
                raise
            continue  # xlwings knows of Excel also where it is not installed
        return _open(app, path, _NAMES[engine.name])
    raise MotxlError(
        _("Neither Excel nor LibreOffice was found: leave out --live to work on the file itself.")
    )


def is_in_protected_view(app: xlwings.App, path: Path) -> bool:
    """Whether Excel shows a file without having it among its workbooks: opening it from here would
    take the protection off without a question."""
    found = []
    with suppress(Exception):  # LibreOffice has nothing of the kind
        found = [f"{one.SourcePath}/{one.SourceName}" for one in app.api.ProtectedViewWindows]
    return any(is_same(told, path) for told in found)


def _open(app: xlwings.App, path: Path, name: str) -> AppWorkbook:
    try:
        place = os.path.abspath(path)  # noqa: PTH100 (links stay)
        return AppWorkbook(patiently(lambda: app.books.open(place), name), name)
    except ValueError:  # xlwings': a workbook of that name, from another folder
        raise MotxlError(
            _(
                "Another workbook called {file} is open in {application}: close that "
                "workbook, then try again."
            ).format(file=path.name, application=name)
        ) from None
    except RefusedError as refusal:
        raise MotxlError(
            _("{application} could not open {file}: {reason}.").format(
                application=name, file=path, reason=str(refusal).rstrip(".")
            )
        ) from None


def running() -> Iterator[tuple[str, xlwings.App]]:
    """The applications that run now, by name. Raises ``MotxlError`` where xlwings is missing."""
    for engine in _engines():
        for app in engine.apps:
            yield _NAMES[engine.name], app


def give_back_bars() -> None:
    """Give the status bars of all applications back, where motxl's buttons have written."""
    for engine in _engines():
        if engine.name != "excel":
            # One that does not answer has been waited for already.
            for book in engine.impl.apps.known_books():
                book.app.give_back_bar()
            continue
        for app in engine.apps:
            if str(app.status_bar).startswith(_BUTTONS):
                app.status_bar = False


def _engines() -> list[xlwings.main.Engine]:
    """Excel's first: where both are there, Excel is what staff use."""
    try:
        import xlwings
    except ImportError:
        raise MotxlError(
            _("--live needs xlwings: run {command}, then try again.").format(
                command="pip install 'motxl[excel]'"
            )
        ) from None
    from motxl.book.live.libreoffice.engine import register

    do_not_wait_for_ever()
    found = [engine for engine in xlwings.engines if engine.name == "excel"]
    return [*found, register()]


def _is_of(book: xlwings.Book, path: Path) -> bool:
    told = ""
    with suppress(Exception):  # xlwings looks for the file of a URL, and may not find it
        told = str(book.fullname)
    with suppress(Exception):
        told = told or str(book.api.FullName)
    return bool(told) and is_same(told, path)
