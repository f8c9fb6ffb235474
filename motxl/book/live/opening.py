"""Opening a workbook live: the one place where a command asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from motxl.book.live.appworkbook import AppWorkbook
from motxl.book.live.finding import find, find_or_open
from motxl.book.live.libreoffice.bridge import is_left_over
from motxl.book.live.livebook import LiveBook
from motxl.book.live.places import local_path
from motxl.errors import MotxlError
from motxl.files.errors import InUseError, shown_moment
from motxl.files.locks import owner_of
from motxl.i18n import _

EDITED = frozenset({".xlsx", ".xlsm"})


def open_live(
    path: Path,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    editing: bool = False,
    on_found: Callable[[AppWorkbook], None] = lambda _port: None,
) -> LiveBook:
    """Read a workbook that is open in Excel or LibreOffice, or open it there.

    The same as ``open_book`` of a file. Raises ``MotxlError`` when it cannot be found or read; with
    ``editing`` also when the file's format is not one that motxl edits. ``on_found`` is told
    before it is read.
    """
    place = local_path(path)
    port = find(path)
    if port is not None:
        on_found(port)
    if editing and place.suffix.casefold() not in EDITED:
        raise MotxlError(
            _("motxl can read {file}, but not edit it: save it as .xlsx, then try again.").format(
                file=path
            )
        )
    if port is None:
        _refuse_open_elsewhere(place)
        port = find_or_open(place)
        on_found(port)
    return LiveBook(port, place, sheet=sheet, columns=columns)


def _refuse_open_elsewhere(path: Path) -> None:
    """Raises ``InUseError`` with who has a workbook open: the application would ask its user, in a
    window that nobody may look at, whether to open it for reading."""
    owner = owner_of(path)
    if owner is None or is_left_over(owner.fields):
        return
    sentence = (
        _(
            "{user} has had {file} open since {since} (according to the file {lock}), so it "
            "was not opened here. Have it closed there; if nobody is using it any more, "
            "delete {lock}."
        )
        if owner.user
        else _(
            "{file} has been open in another program since {since} (according to the file "
            "{lock}), so it was not opened here. Close it in that program; if nobody is using "
            "it any more, delete {lock}."
        )
    )
    raise InUseError(
        sentence.format(
            file=path, user=owner.user, since=shown_moment(owner.since), lock=owner.file.name
        )
    )
