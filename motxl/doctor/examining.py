"""All the checks, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from motxl.doctor import (
    addin,
    applications,
    books,
    buttons,
    datafolder,
    downloaded,
    excel,
    language,
    libreoffice,
    macros,
    mail,
    outlook,
    packages,
    python,
    xlwings_here,
)
from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.errors import MotxlError
from motxl.i18n import N_, _

Look = Callable[[Computer, Asked], Checks]


class Group(NamedTuple):
    """Checks that are read together."""

    name: str
    title: str
    """In the user's language"""
    path: Path | None
    """The workbook that they are about"""
    checks: list[Check]


_GROUPS: tuple[tuple[str, str, dict[str, Look]], ...] = (
    (
        "motxl",
        N_("Python and motxl"),
        {
            "python": python.look,
            "packages": packages.look,
            "language": language.look,
            "data-folder": datafolder.look,
        },
    ),
    (
        "excel",
        N_("Excel and LibreOffice"),
        {
            "excel": excel.look,
            "libreoffice": libreoffice.look,
            "xlwings": xlwings_here.look,
            "applications": applications.look,
        },
    ),
    (
        "macros",
        N_("Macros and downloaded files"),
        {
            "add-in": addin.look,
            "buttons": buttons.look,
            "macros": macros.look,
            "downloaded": downloaded.look,
        },
    ),
    ("mail", N_("Mail"), {"mail": mail.look, "outlook": outlook.look}),
)


def examine(computer: Computer, asked: Asked) -> Iterator[Group]:
    """Each group as soon as it is known. A check that fails is one of its lines."""
    for name, title, looks in _GROUPS:
        found = [
            one for check, look in looks.items() for one in _guarded(check, look, computer, asked)
        ]
        if found:
            yield Group(name, _(title), None, found)
    for path in asked.books:

        def look(computer: Computer, asked: Asked, path: Path = path) -> Checks:
            del asked
            return books.look(computer, path)

        found = list(_guarded("workbook", look, computer, asked))
        yield Group("workbook", computer.shown(path), path, found)


def _guarded(name: str, look: Look, computer: Computer, asked: Asked) -> Checks:
    try:
        for one in look(computer, asked):
            yield one._replace(found=computer.shown(one.found), advice=computer.shown(one.advice))
    except MotxlError as error:
        yield Check(name, "warning", computer.shown(str(error)))
    except Exception as error:
        told = f"{type(error).__name__}: {error}".rstrip(".")
        yield Check(
            name,
            "warning",
            _("This could not be checked ({check}): {error}.").format(
                check=name, error=computer.shown(told)
            ),
            _("Install the package that is missing, then try again.")
            if isinstance(error, ImportError)
            else _("Send this line to whoever looks after motxl."),
        )
