"""What members wrote into their extracts comes back: read, matched, merged into the workbook.

``plan`` writes nothing and says all; ``carry_out`` writes what was planned. The same files again
change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.book.editing.answers import (
    add_answers,
    add_requests,
    kept_answers,
    set_states,
)
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.extract.manifest import Manifest
from motxl.extract.places import last_place
from motxl.files.note import Note
from motxl.i18n import _, ngettext
from motxl.jobs.returns.matching import ReadReturn, ReturnMatching
from motxl.jobs.returns.merging import Collected, Merging, ToWrite
from motxl.jobs.returns.sources import CameBack, sources
from motxl.template.layout import SUIVI_JETONS, SuiviJetonColumn
from motxl.template.layout.reponses import ReponseColumn

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook

_S, _R = SuiviJetonColumn, ReponseColumn


class Collection(NamedTuple):
    """What came back, file by file, and who has not answered."""

    files: tuple[Collected, ...]
    answered: tuple[tuple[str, str], ...]
    """Keys and names of the members of whom the workbook has an answer, these files among it"""
    silent: tuple[tuple[str, str], ...]
    """Of those who got an extract and have not answered"""
    plan: ToWrite
    saved: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether nothing was refused, in conflict or left out."""
        return not any(one.state in {"refused", "conflict"} or one.left for one in self.files)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "version": 1,
            "members": [
                {
                    "key": one.key or None,
                    "file": one.file,
                    "state": one.state,
                    "answers": [
                        {"ref": a.ref, "column": a.column, "value": a.text} for a in one.answers
                    ],
                    "reason": one.reason or None,
                    "left": list(one.left),
                    "changed": list(one.changed),
                }
                for one in self.files
            ],
            "answered": [key for key, _name in self.answered],
            "silent": [key for key, _name in self.silent],
        }


def open_for(path: Path, extracts: Path | None, *, editing: bool) -> tuple[FileBook, Manifest]:
    """A workbook and the list of its extracts: in ``extracts``, else where they were made last.
    Raises ``MotxlError`` where either cannot be read."""
    folder = extracts or last_place(path)
    if folder is None:
        raise MotxlError(
            _(
                "motxl does not know where the extracts of {path} were made: add --extracts FOLDER."
            ).format(path=path)
        )
    manifest = Manifest(folder)
    header = manifest.header
    sheet, columns = (str(header[one]) if header.get(one) else None for one in ("sheet", "columns"))
    return open_book(path, sheet=sheet, columns=columns, editing=editing), manifest


def plan(book: FileBook, manifest: Manifest, found: Iterable[CameBack]) -> Collection:
    """Work out what came back and what is to be written; nothing is. Raises ``MotxlError`` where
    the workbook's own tables cannot be read."""
    programme = book.programme
    matching = ReturnMatching(programme, manifest)
    files: list[Collected] = []
    by_member: dict[str, list[ReadReturn]] = {}
    for source in found:
        try:
            if source.problem:
                raise MotxlError(source.problem)
            one = matching.read(source)
        except MotxlError as error:
            files.append(Collected(source.label, reason=str(error)))
            continue
        by_member.setdefault(one.key, []).append(one)
    kept = kept_answers(book.workbook) if book.is_editable else []
    merging = Merging(programme, kept)
    for reads in by_member.values():
        files += merging.merge(reads)
    answered = {one.key for one in kept} | {row[_R.ADHERENT] for row in merging.plan.answers}
    members = [(one.key, one.name) for one in manifest.known.values()]
    return Collection(
        tuple(files),
        tuple(one for one in members if one[0] in answered),
        tuple(one for one in members if one[0] not in answered),
        merging.plan,
    )


def carry_out(book: FileBook, planned: Collection, *, force: bool = False) -> Collection:
    """Write what was planned for this workbook and save it; nothing where nothing is new. Raises
    ``MotxlError`` when it cannot be written."""
    todo = planned.plan
    if not todo.any:
        return planned
    workbook = book.workbook
    if todo.replaced:
        set_states(workbook, todo.replaced)
    add_answers(workbook, todo.answers)
    if todo.jetons:
        table = workbook.table(SUIVI_JETONS.name)
        for row, number in todo.jetons.items():
            table.sheet.set_value((row, table.column(_S.JETONS)), number)
    if todo.requests:
        add_requests(workbook, todo.requests)
    n = len(todo.answers)
    text = ngettext("{n} answer collected", "{n} answers collected", n)
    return planned._replace(saved=book.save(force=force, note=Note("collect", text.format(n=n))))


def collect(
    book: FileBook,
    manifest: Manifest,
    places: Sequence[Path],
    *,
    write: bool = True,
    force: bool = False,
) -> Collection:
    """Read what lies in ``places`` and merge it; with ``write`` false, say only what would be.
    Raises ``MotxlError`` for a place that is not there and when the workbook cannot be written."""
    planned = plan(book, manifest, sources(places))
    return carry_out(book, planned, force=force) if write else planned
