"""motxl for scripts: what each command does, from a path or a programme to a value.

Every function loads what it needs when it is called. What goes wrong is a
``motxl.errors.MotxlError``, whose text is one sentence; the workbook is then as it was. A workbook
that was not made from the template has its programme where ``sheet`` and ``columns`` (``"A,B"``:
code and label, or ``"B"``) say. Each write keeps the state before: ``undo`` gives it back. Results
that are tables have ``to_frame()``, a pandas DataFrame.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostics

if TYPE_CHECKING:
    from motxl.book.file.file import Book
    from motxl.jobs.colour import Recoloured
    from motxl.jobs.demo import Step
    from motxl.jobs.doctor import Examination
    from motxl.jobs.events import ProposedEvents
    from motxl.jobs.import_ import Imported
    from motxl.jobs.macros import Put, TakenOut
    from motxl.jobs.references import References
    from motxl.jobs.renumber import Renumbered
    from motxl.jobs.summary import Summarised
    from motxl.jobs.undo import History, Restored
    from motxl.macros.states import State
    from motxl.validation.outcome import Result


def import_programme(
    source: str | Path, output: str | Path, *, year: int | None = None, overwrite: bool = False
) -> Imported:
    """Make the workbook ``output`` from a published programme, tab-separated text. What could not
    be placed is in ``notes``, with its line. ``year`` is asked for where the title names none."""
    from motxl.jobs.import_ import import_source

    return import_source(Path(source), Path(output), year=year, overwrite=overwrite)


def open_programme(
    path: str | Path, *, sheet: str | None = None, columns: str | None = None
) -> Programme:
    """Read the programme of a workbook; the file is not changed."""
    return _open(path, sheet, columns).programme


def validate(
    programme: Programme, *, select: str | Sequence[str] = (), ignore: str | Sequence[str] = ()
) -> Diagnostics:
    """What the rules find, in the order of sheets and rows; ``accepted`` ones are among them.

    ``select`` and ``ignore`` take codes and families: ``"NUM"``, or ``["NUM", "REF102"]``.
    """
    from motxl.validation.engine import chosen_codes
    from motxl.validation.engine import validate as run

    return Diagnostics(run(programme, chosen_codes(select, ignore)))


def check(
    path: str | Path,
    *,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    only: str | Sequence[str] = (),
    fix: bool = False,
    unsafe: bool = False,
    diff: bool = False,
    write: bool = False,
    accept: str | None = None,
    sheet: str | None = None,
    columns: str | None = None,
    force: bool = False,
) -> Result:
    """Check a workbook as ``motxl validate`` does.

    ``fix`` makes the safe corrections, ``unsafe`` the others too; with ``diff`` they are worked out
    and nothing is written. ``only`` (``"F35,B123"``) limits them, and what is told, to some cells.
    ``write`` writes the findings to Contrôle; ``accept`` accepts them there, for that reason.
    """
    from motxl.jobs.check import checked
    from motxl.jobs.control import check_reason
    from motxl.validation.engine import chosen_codes
    from motxl.validation.outcome import CheckOptions
    from motxl.validation.places import places_of

    cells = [only] if isinstance(only, str) else only
    options = CheckOptions(
        sheet, columns, chosen_codes(select, ignore), fix, unsafe, diff, write, force,
        places=places_of(cells) if cells else (),
        accept=None if accept is None else check_reason(accept),
    )  # fmt: skip
    return checked(Path(path), options)


def renumber(
    path: str | Path,
    *,
    write: bool = True,
    sheet: str | None = None,
    columns: str | None = None,
    force: bool = False,
) -> Renumbered:
    """Number the rows anew; texts that name a code follow. With ``write`` false, say only what
    would change. ``motxl.jobs.renumber.NotRenumberedError`` where the structure is not whole."""
    from motxl.jobs.renumber import renumber as run

    return run(_open(path, sheet, columns, editing=True), write=write, force=force)


def colour(
    path: str | Path,
    *,
    write: bool = True,
    sheet: str | None = None,
    columns: str | None = None,
    force: bool = False,
) -> Recoloured:
    """Give the references their colours. With ``write`` false, say only what would change."""
    from motxl.jobs.colour import colour as run

    return run(_open(path, sheet, columns, editing=True), write=write, force=force)


def references(programme: Programme) -> References:
    """The references to themes and jetons, in the order of the document, with their colours."""
    from motxl.jobs.references import references as run

    return run(programme)


def propose_events(
    path: str | Path,
    *,
    write: bool = True,
    sheet: str | None = None,
    columns: str | None = None,
    force: bool = False,
) -> ProposedEvents:
    """Add the dated events that the texts announce, and that were never proposed, to Événements.
    With ``write`` false, say only which."""
    from motxl.jobs.events import propose

    return propose(_open(path, sheet, columns, editing=write), write=write, force=force)


def summarise(
    path: str | Path,
    *,
    write: bool = True,
    page: str | Path | None = None,
    sheet: str | None = None,
    columns: str | None = None,
    force: bool = False,
) -> Summarised:
    """Build the pivot tables of Synthèse, and the same as an HTML ``page``. With ``write`` false,
    the workbook stays as it is."""
    from motxl.jobs.summary import summarise as run

    book = _open(path, sheet, columns, editing=write)
    return run(book, write=write, page=None if page is None else Path(page), force=force)


def undo(path: str | Path, *, force: bool = False) -> Restored:
    """Give the state back that a workbook had before motxl last wrote it."""
    from motxl.jobs.undo import undo as run

    return run(Path(path), force=force)


def redo(path: str | Path, *, force: bool = False) -> Restored:
    """Give back what the last ``undo`` replaced."""
    from motxl.jobs.undo import redo as run

    return run(Path(path), force=force)


def history(path: str | Path) -> History:
    """The writes that can be undone, oldest first."""
    from motxl.jobs.undo import history as run

    return run(Path(path))


def check_macros(path: str | Path) -> State:
    """How the macros of a workbook, or of an add-in, differ from those of this motxl."""
    from motxl.jobs.macros import check as run

    return run(Path(path), addin=Path(path).suffix.lower() == ".xlam")


def put_macros(path: str | Path, output: str | Path | None = None, *, force: bool = False) -> Put:
    """Put motxl's buttons into a workbook that may hold macros, or into the copy ``output``."""
    from motxl.jobs.macros import put

    return put(Path(path), None if output is None else Path(output), force=force)


def remove_macros(path: str | Path, *, force: bool = False) -> TakenOut:
    """Take motxl's macros and buttons out of a workbook; everything else in it stays."""
    from motxl.jobs.macros import remove

    return remove(Path(path), force=force)


def make_addin(path: str | Path, *, force: bool = False) -> Put:
    """Write the Excel add-in."""
    from motxl.jobs.macros import make_addin as run

    return run(Path(path), force=force)


def examine(*books: str | Path, connect: bool = False) -> Examination:
    """What ``motxl doctor`` finds of Excel, LibreOffice, mail, and where these workbooks lie. With
    ``connect`` the mail server is reached too."""
    from motxl.jobs.doctor import Examination
    from motxl.jobs.doctor import examine as run

    return Examination(run([Path(book) for book in books], connect=connect))


def demo(folder: str | Path, *, force: bool = False) -> list[Step]:
    """Run the whole chain on the 2025 programme in a folder; a value per step."""
    from motxl.jobs.demo import steps

    return list(steps(Path(folder), force=force))


def _open(
    path: str | Path, sheet: str | None, columns: str | None, *, editing: bool = False
) -> Book:
    from motxl.book.file.file import open_book

    return open_book(Path(path), sheet=sheet, columns=columns, editing=editing)
