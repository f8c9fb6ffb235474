"""Giving the state before back to a workbook that is open: closed, restored, opened again."""

from __future__ import annotations

from pathlib import Path

from motxl.live.finding import find, find_or_open
from motxl.live.openbook import OpenBook
from motxl.live.places import local_path
from motxl.live.surface import copy_of
from motxl.package import backups
from motxl.package.backups import State


def undo_live(path: Path) -> tuple[State, OpenBook | None]:
    """The state before motxl's last change, and the workbook that was opened again; ``None`` where
    it was not open. The present state, unsaved work included, is kept.

    ``MotxlError`` where there is none: the workbook stays open then.
    """
    place = local_path(path)
    port = find(path)
    if port is None:
        return backups.restore(place), None
    backups.refuse_without_write(place)  # before anything is closed
    present = copy_of(port, place)
    port.close()
    try:
        backups.keep_replaced(place, present)
        state = backups.restore(place, force=True, live=True)
    finally:
        opened = find_or_open(place)
    return state, opened
