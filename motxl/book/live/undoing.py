"""Giving the state before back to a workbook that is open: closed, restored, opened again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from motxl.book.live.appworkbook import AppWorkbook
from motxl.book.live.copies import shown_by
from motxl.book.live.finding import find, find_or_open
from motxl.book.live.patience import GoneError
from motxl.book.live.places import local_path
from motxl.errors import MotxlError
from motxl.files import backups, undoing
from motxl.files.backups import State
from motxl.i18n import _
from motxl.ooxml.errors import ChangedOnDiskError


def undo_live(
    path: Path,
    *,
    force: bool = False,
    redo: bool = False,
    on_found: Callable[[AppWorkbook], None] = lambda _port: None,
) -> tuple[State, AppWorkbook | None]:
    """The state before motxl's last change, and the workbook that was opened again; ``None`` where
    it was not open. The present state, unsaved work included, is kept: ``redo`` gives it back.

    ``MotxlError``, and the workbook stays open, where there is none, where the workbook is open
    for reading only, or (unless ``force``) where someone has changed it since. ``on_found`` is told
    before.
    """
    place = local_path(path)
    port = find(path)
    if port is None:
        return (undoing.redo if redo else undoing.restore)(place, force=force), None
    on_found(port)
    wanted = undoing.replaced(place) if redo else undoing.live_write(place)
    if not redo:
        _refuse_changed(port, path, wanted, force=force)
    if port.is_read_only:
        raise MotxlError(
            _("{file} is open for reading only: nothing was undone.").format(file=port.name)
        )
    undoing.check_kept(place, wanted)
    _close(port, place, redo=redo)
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
    opened = find_or_open(place)
    if redo:
        backups.note_live(place, opened.fingerprint())
    return state, opened


def _close(port: AppWorkbook, place: Path, *, redo: bool) -> None:
    """What it shows is kept before it is closed; where it is not closed, nothing was replaced."""
    before = undoing.keep_shown(place, shown_by(port, place), redo=redo)
    try:
        port.close()
    except GoneError:
        raise
    except BaseException:
        undoing.take_back(place, before)
        raise


def _refuse_changed(port: AppWorkbook, path: Path, state: State, *, force: bool) -> None:
    """A write of the file, or a live one after which someone typed, would take more back."""
    if force or (state.kind == "live" and state.after == port.fingerprint()):
        return
    if state.kind != "live" and port.is_saved:
        return
    raise ChangedOnDiskError(
        _(
            "{file} was changed by someone since motxl wrote it: nothing was undone. --force "
            "restores the previous state all the same; the current one is kept, and --redo "
            "restores it."
        ).format(file=path)
    )
