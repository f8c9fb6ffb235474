"""What motxl coloured in a workbook, remembered beside its kept states: by the Réf. of a row, the
texts of references and the colour that they got.

It is no part of the workbook: nobody who gets that or an extract gets the memory with it. A
workbook of another name or place is known by what it holds, as ``undo`` knows it. Where the memory
is missing (another computer) nothing counts as put there by motxl.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from motxl.a1 import from_a1
from motxl.errors import MotxlError
from motxl.ooxml.errors import WriteError
from motxl.programme.edits import Edit, SetColour
from motxl.programme.model import Programme, Remembered
from motxl.text.normalise import normalise


class Coloured:
    """What was coloured in the workbook of a path; read when it is first asked for."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: Remembered | None = None
        self._new: list[tuple[str, str, str]] = []
        self._lines: list[str] = []
        """What was kept when it was read: a workbook that is written is no longer what it held"""

    def __call__(self) -> Remembered:
        if self._known is None:
            self._lines = _noted(self._path) if self._path else []
            found: dict[str, list[tuple[str, str]]] = {}
            for line in self._lines:
                ref, colour, text = line.split("\t")
                found.setdefault(ref, []).append((colour, text))
            self._known = found
        return self._known

    def note(self, programme: Programme, edits: Iterable[Edit]) -> None:
        """Take note of colours that are set; their offsets are those in the programme's texts.
        They count from now on: what a correction of the text leaves of them goes with it."""
        self()  # before the workbook is written, and no longer what it held
        known: dict[str, Sequence[tuple[str, str]]] | None = None
        for edit in edits:
            if not isinstance(edit, SetColour) or edit.colour is None:
                continue
            entry = programme.entry_of_row.get(from_a1(edit.cell)[0])
            if entry is not None and entry.ref and edit.sheet == programme.sheet:
                text = normalise(entry.label[edit.start : edit.end])
                ref = normalise(entry.ref)
                self._new.append((ref, edit.colour, text))
                if known is None:
                    known = dict(self())
                known[ref] = [*known.get(ref, ()), (edit.colour, text)]
        if known is not None:
            self._known = known

    def keep(self, path: Path | None) -> None:
        """Write down what was noted, once the workbook is written to a path; what cannot be is
        forgotten."""
        if path is None or not (self._new or self._lines):
            return
        from motxl.files import backups

        with suppress(OSError, WriteError):
            before = backups.noted_colours(path)
            lines = dict.fromkeys([*self._lines, *before, *map("\t".join, self._new)])
            if len(lines) > len(before):
                backups.note_colours(path, lines)
        self._new.clear()
        self._known = None


def _noted(path: Path) -> list[str]:
    """The lines kept of a workbook, or of the one that held the same under another name."""
    from motxl.files import backups, moved

    lines = backups.noted_colours(path)
    with suppress(OSError, MotxlError):  # what came to be in several ways is no one's
        if not lines and (was := moved.known(path).was):
            lines = backups.noted_colours(was)
    return lines
