"""Giving the state before back to a workbook that is open: closed, restored, opened again.

What somebody has typed since motxl wrote, on any sheet, is typed again into the state that is given
back; where its place is not the same there, nothing is given back and the cells are told.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from motxl.book.live.appworkbook import AppWorkbook
from motxl.book.live.copies import shown_by
from motxl.book.live.finding import find, find_or_open
from motxl.book.live.patience import BusyError, GoneError
from motxl.book.live.places import local_path
from motxl.book.live.retyping import differences, put_back, typed_again
from motxl.book.live.shown import Typed, TypedPlace, changed, shown
from motxl.book.live.steps import CellStep
from motxl.errors import MotxlError
from motxl.files import backups, undoing
from motxl.files.backups import State
from motxl.i18n import _, ngettext
from motxl.ooxml.errors import ChangedOnDiskError

_MOST_PLACES = 10
"""Cells that are named; of more, the number is told"""


class GivenBack(NamedTuple):
    """What became of a workbook that was open."""

    state: State
    """The write that was taken back, or (``redo``) the undo"""
    port: AppWorkbook | None
    """The workbook that was opened again; ``None`` where it was not open"""
    stayed: Sequence[TypedPlace] = ()
    """The cells that somebody had changed since, which are so still"""


class _Since(NamedTuple):
    """What was typed since motxl wrote, and whether motxl knows all of it."""

    places: list[TypedPlace]
    moved: list[str] | None
    """Sheets on which cells stood elsewhere before; ``None`` where that is not known"""
    known: bool = True


def undo_live(
    path: Path,
    *,
    force: bool = False,
    redo: bool = False,
    on_found: Callable[[AppWorkbook], None] = lambda _port: None,
) -> GivenBack:
    """Give back the state before motxl's last change. The present state, unsaved work included, is
    kept: ``redo`` gives it back.

    ``MotxlError``, and the workbook stays open, where there is none, where the workbook is open
    for reading only or its file is gone, or (unless ``force``) where what someone has typed since
    cannot stay. ``on_found`` is told before.
    """
    place = local_path(path)
    port = find(path)
    if port is None:
        return GivenBack((undoing.redo if redo else undoing.restore)(place, force=force), None)
    on_found(port)
    if not os.path.lexists(place):
        raise MotxlError(
            _(
                "{file} is open, but no longer in its folder: it was renamed or moved. "
                "Nothing was undone. Save the workbook under the name that you want, close "
                "it, then run motxl undo with that name."
            ).format(file=place)
        )
    wanted = undoing.replaced(place) if redo else undoing.live_write(place)
    if port.is_read_only:
        raise MotxlError(
            _("{file} is open for reading only: nothing was undone.").format(file=port.name)
        )
    undoing.check_kept(place, wanted)
    now = shown(port, None)
    copy = shown_by(port, place)
    since = _since(port, place, wanted, now, copy)
    if not force:
        _refuse(path, since)
    again = [] if force else typed_again(port, since.places, now, copy)
    _close(port, place, now, copy, redo=redo)
    try:
        give_back = undoing.redo if redo else undoing.restore
        state = give_back(place, force=True, live=True)
    except BaseException as error:
        with suppress(MotxlError):
            find_or_open(place)
        if isinstance(error, MotxlError):
            option = "--force" if redo else "--redo"
            command = f'motxl undo "{path}" --live {option}'
            raise MotxlError(
                _("{error} What was on the screen is kept: {command} restores it.").format(
                    error=error, command=command
                )
            ) from None
        raise
    opened = _shown_again(place, again, path, redo=redo)
    backups.note_shown(place, shown(opened, since.moved).to_bytes())
    return GivenBack(state, opened, [] if force else since.places)


def _since(port: AppWorkbook, place: Path, state: State, now: Typed, copy: bytes) -> _Since:
    noted = backups.shown_after(place, state)
    then = None if noted is None else Typed.from_bytes(noted)
    if then is not None:
        return _Since(changed(then, now), then.moved)
    # Of a write of the file, or an undo of it, the file itself is known by its digest.
    with suppress(OSError):
        file = place.read_bytes()
        if backups.digest_of(file) == state.after:
            return _Since([] if port.is_saved else differences(file, copy), None, port.is_saved)
    return _Since([], None, known=False)


def _refuse(path: Path, since: _Since) -> None:
    """Raises ``ChangedOnDiskError`` where something that was typed would go."""
    if not since.known and not since.places:
        raise ChangedOnDiskError(
            _(
                "{file} has changed since motxl wrote it: nothing was undone. --force "
                "restores the previous state all the same; the current state is kept, and "
                "--redo restores it."
            ).format(file=path)
        )
    going = [
        one
        for one in since.places
        if since.moved is None or not one.is_cell or not one.cell or one.sheet in since.moved
    ]
    if going:
        raise ChangedOnDiskError(
            _(
                "In {file}, somebody has changed {cells} since motxl wrote it, and these "
                "changes would be lost: nothing was undone. --force restores the previous "
                "state all the same; the current state is kept, and --redo restores it."
            ).format(file=path, cells=listed(going))
        )


def listed(places: Sequence[TypedPlace]) -> str:
    """The places, the first ones where there are many."""
    names = ", ".join(map(str, places[:_MOST_PLACES]))
    n = len(places) - _MOST_PLACES
    if n <= 0:
        return names
    return ngettext("{names} and {n} more", "{names} and {n} more", n).format(names=names, n=n)


def _close(port: AppWorkbook, place: Path, now: Typed, copy: bytes, *, redo: bool) -> None:
    """What it shows is kept before it is closed; where it is not closed, nothing was replaced."""
    before = undoing.keep_shown(place, copy, redo=redo)
    try:
        if shown(port, None) != now:
            raise BusyError(
                _(
                    "{file} is changing while it is being read: wait until nobody is typing, "
                    "then try again."
                ).format(file=port.name)
            )
        port.close()
    except GoneError:
        raise
    except BaseException:
        undoing.take_back(place, before)
        raise


def _shown_again(place: Path, steps: Sequence[CellStep], path: Path, *, redo: bool) -> AppWorkbook:
    """Open what was given back, and type again what somebody had typed. Raises ``MotxlError`` with
    how to have the state before, where the application has gone or refuses."""
    try:
        port = find_or_open(place)
        left = put_back(port, steps)
    except MotxlError as error:
        why = str(error)
    else:
        if not left:
            return port
        why = _("The application refused what had been typed into {cells}.").format(
            cells=", ".join(left)
        )
    command = f'motxl undo "{path}" --live --force' + ("" if redo else " --redo")
    raise MotxlError(
        _(
            "{file} was restored, but could not be opened again with what had been typed "
            "since. {error} What was on the screen is kept: {command} restores it."
        ).format(file=path, error=why, command=command)
    )
