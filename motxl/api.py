"""motxl for scripts: what each command does, from a path or a programme to a value.

Every function loads what it needs when it is called. What goes wrong is a ``MotxlError``, whose
text is one sentence; the workbook is then as it was. ``sheet`` and ``columns`` (``"A,B"``: code and
label, or ``"B"``: the label alone) say where a programme is that nothing finds. Each write keeps
the state before: ``undo`` gives it back. Tables have ``to_frame()``, a pandas DataFrame.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from motxl.api_mail import collect as collect
from motxl.api_mail import mail_confirm as mail_confirm
from motxl.api_mail import mail_drafts as mail_drafts
from motxl.api_mail import mail_preview as mail_preview
from motxl.api_mail import mail_remind as mail_remind
from motxl.api_mail import mail_send as mail_send
from motxl.api_mail import mail_status as mail_status
from motxl.chosen import Names
from motxl.chosen import chosen as _chosen
from motxl.chosen import path_of as _path
from motxl.chosen import several as _several
from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostics

if TYPE_CHECKING:
    from datetime import date

    from motxl.book.file.filebook import FileBook
    from motxl.jobs.calendar import CalendarMade
    from motxl.jobs.colour import Recoloured
    from motxl.jobs.demo import Step
    from motxl.jobs.diff import Diffed
    from motxl.jobs.doctor import Examination
    from motxl.jobs.events import ProposedEvents
    from motxl.jobs.extract import Extracted
    from motxl.jobs.find import SearchedWorkbook
    from motxl.jobs.freeze import Frozen
    from motxl.jobs.import_ import Imported
    from motxl.jobs.inspect import Inspected
    from motxl.jobs.jetons import Jetons
    from motxl.jobs.macros import Put, TakenOut
    from motxl.jobs.merge import MergedBooks
    from motxl.jobs.new import NewProgramme
    from motxl.jobs.progress import Progress
    from motxl.jobs.references import References
    from motxl.jobs.renumber import Renumbered
    from motxl.jobs.summary import Summarised
    from motxl.jobs.undo import KeptStates, Restored
    from motxl.jobs.who import Who
    from motxl.macros.states import MacrosState
    from motxl.validation.outcome import Result


def import_programme(
    source: str | Path, output: str | Path, *, year: int | None = None, overwrite: bool = False,
    former: str | Path | None = None, sheet: str | None = None, columns: str | None = None,
    jetons: Literal["carry", "close"] | None = None, wanted: Names = (),
    organisation: str | None = None, headers: Literal["fr", "en", "de"] = "fr",
) -> Imported:  # fmt: skip
    """Make a workbook from a programme in text, .csv, .xlsx or .ods; ``former`` is last year's,
    ``jetons`` what becomes of those that members have there. ``wanted`` (``"borders"``,
    ``"themes"``, ``"jetons"``) is what the workbook is to have a place for, though the source has
    none of it; ``organisation`` is whose programme it is, and ``headers`` the language of the new
    workbook's sheets, columns and values. Raises ``motxl.jobs.import_.NotImportedError`` without a
    year, if ``output`` exists, or where members have jetons and nobody said what becomes of them,
    and ``UsageError`` for anything else ``wanted``."""
    from motxl.jobs.import_ import import_source as run
    from motxl.programme.features import features_called

    return run(
        Path(source), Path(output), year, overwrite, former, sheet, columns,
        features_called(_several(wanted)), organisation, jetons, headers=headers,
    )  # fmt: skip


def new_programme(
    source: str | Path,
    output: str | Path,
    *,
    year: int,
    keep: Names = (),
    jetons: Literal["carry", "close"] | None = None,
    clear: Names = (),
    overwrite: bool = False,
    dry_run: bool = False,
) -> NewProgramme:
    """Make ``output``, the workbook of ``year``, from ``source``, that of an earlier year, which is
    not changed. ``keep`` are the states of the actions that go on; by default all but Réalisé and
    Abandonné. ``jetons`` says whether what is left of the members' jetons is attributed anew;
    ``clear`` are columns of your own that are to be emptied. Raises
    ``motxl.jobs.new.NotMadeError`` where ``output`` is there, or the workbook has jetons and nobody
    said what becomes of them."""
    from motxl.jobs.new import NextYear
    from motxl.jobs.new import new_programme as run

    wanted = NextYear(year, tuple(_several(keep)), jetons, tuple(_several(clear)))
    return run(Path(source), Path(output), wanted, overwrite=overwrite, dry_run=dry_run)


def open_programme(
    path: str | Path, *, sheet: str | None = None, columns: str | None = None
) -> Programme:
    """Read the programme of a workbook; the file is not changed."""
    return _open(path, sheet, columns).programme


def find(path: str | Path) -> SearchedWorkbook:
    """Where in a workbook a programme is, and why; of a text, what an import finds in it. Raises
    ``MotxlError`` if it cannot be read."""
    from motxl.jobs.find import find as run

    return run(Path(path))


def validate(programme: Programme, *, select: Names = (), ignore: Names = ()) -> Diagnostics:
    """What the rules find in a programme, in the order of sheets and rows; what staff accepted has
    ``accepted`` true. ``select`` and ``ignore`` take codes and families: ``"NUM"``, or ``["NUM",
    "REF102"]``. Raises ``UsageError`` for another."""
    from motxl.validation.engine import chosen_codes
    from motxl.validation.engine import validate as run

    return Diagnostics(run(programme, chosen_codes(select, ignore)))


def check(
    path: str | Path,
    *,
    select: Names = (),
    ignore: Names = (),
    only: Names = (),
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
    Raises ``UsageError`` for what is no rule, no cell or no reason, and ``MotxlError`` where the
    workbook cannot be read or written.
    """
    from motxl.jobs.check import checked
    from motxl.jobs.control import check_reason
    from motxl.validation.engine import chosen_codes
    from motxl.validation.outcome import CheckOptions
    from motxl.validation.places import places_of

    options = CheckOptions(
        sheet, columns, chosen_codes(select, ignore), fix, unsafe, diff, write, force,
        places=places_of(_several(only)) if only else (),
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
    """Number the rows anew; texts that name a code follow. ``write`` false: say what would change.
    Raises ``motxl.jobs.renumber.NotRenumberedError`` where the structure is not whole."""
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
    """Give the references their colours; ``write`` false: say what would change. Raises
    ``MotxlError`` where the workbook cannot be written."""
    from motxl.jobs.colour import colour as run

    return run(_open(path, sheet, columns, editing=True), write=write, force=force)


def references(programme: Programme) -> References:
    """List the references to themes and jetons, in order, with their colours."""
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
    With ``write`` false, say only which. Raises ``MotxlError`` where it cannot be written."""
    from motxl.jobs.events import propose

    return propose(_open(path, sheet, columns, editing=write), write=write, force=force)


def make_calendar(
    path: str | Path,
    output: str | Path,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    force: bool = False,
) -> CalendarMade:
    """Write the confirmed events of a workbook to a calendar file, or bring its calendar up to
    date. Raises ``MotxlError`` where ``output`` is something else; ``force`` replaces it."""
    from motxl.jobs.calendar import make_calendar as run

    return run(_open(path, sheet, columns), Path(output), force=force)


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
    the workbook stays as it is. Raises ``MotxlError`` where something is in the way."""
    from motxl.jobs.summary import summarise as run

    book = _open(path, sheet, columns, editing=write)
    return run(book, write=write, page=None if page is None else Path(page), force=force)


def diff(
    old: str | Path, new: str | Path, *, sheet: str | None = None, columns: str | None = None
) -> Diffed:
    """Say what changed between two workbooks, row by row and column by column. Raises
    ``MotxlError`` where one cannot be read."""
    from motxl.jobs.diff import diff_files

    return diff_files(Path(old), Path(new), sheet=sheet, columns=columns)


def freeze(
    path: str | Path,
    state: str,
    *,
    day: date | None = None,
    output: str | Path | None = None,
    pdf: bool = True,
    force: bool = False,
) -> Frozen:
    """Freeze a version of a workbook (``"adopté en AG"``, of today or another ``day``): its
    fingerprint goes to Versions, and a copy for reading beside it, or to ``output``. Raises
    ``MotxlError`` where the state is unknown, a file is there, or one cannot be written."""
    from motxl.jobs.freeze import FreezeOptions
    from motxl.jobs.freeze import freeze as run

    options = FreezeOptions(state, day, _path(output), pdf, force)
    return run(_open(path, None, None, editing=True), Path(path), options)


def merge(
    base: str | Path,
    ours: str | Path,
    theirs: str | Path,
    output: str | Path | None = None,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    force: bool = False,
) -> MergedBooks:
    """Merge what ``ours`` and ``theirs`` changed since ``base``, into ``output``; without one, say
    only what would be. Raises ``MotxlError`` where one cannot be read, or ``output`` is there,
    unless ``force``, or is one of the three."""
    from motxl.jobs.merge import merge_files

    target = None if output is None else Path(output)
    books = Path(base), Path(ours), Path(theirs)
    return merge_files(*books, target, sheet=sheet, columns=columns, overwrite=force)


def undo(path: str | Path, *, force: bool = False) -> Restored:
    """Give back the state that a workbook had before motxl last wrote it. Raises ``MotxlError``
    where there is none, or (unless ``force``) somebody changed it since."""
    from motxl.jobs.undo import undo as run

    return run(Path(path), force=force)


def redo(path: str | Path, *, force: bool = False) -> Restored:
    """Give back what the last ``undo`` replaced."""
    from motxl.jobs.undo import redo as run

    return run(Path(path), force=force)


def history(path: str | Path) -> KeptStates:
    """List the writes that can be undone, oldest first."""
    from motxl.jobs.undo import history as run

    return run(Path(path))


def check_macros(path: str | Path) -> MacrosState:
    """Say how the macros of a workbook, or of an add-in, differ from those of this motxl."""
    from motxl.jobs.macros import check as run

    return run(Path(path), addin=Path(path).suffix.lower() == ".xlam")


def put_macros(path: str | Path, output: str | Path | None = None, *, force: bool = False) -> Put:
    """Put motxl's buttons into a workbook that may hold macros, or into the copy ``output``. Raises
    ``MotxlError`` where the kind of file holds none, or something of yours is in the way."""
    from motxl.jobs.macros import put

    return put(Path(path), None if output is None else Path(output), force=force)


def remove_macros(path: str | Path, *, force: bool = False) -> TakenOut:
    """Take motxl's macros and buttons out of a workbook; everything else in it stays."""
    from motxl.jobs.macros import remove

    return remove(Path(path), force=force)


def make_addin(path: str | Path, *, force: bool = False) -> Put:
    """Write the Excel add-in. Raises ``MotxlError`` where a file is there, unless ``force``."""
    from motxl.jobs.macros import make_addin as run

    return run(Path(path), force=force)


def examine(*books: str | Path, connect: bool = False) -> Examination:
    """Examine Excel, LibreOffice, mail, and the places where these workbooks lie, as
    ``motxl doctor`` does. With ``connect`` the mail server is reached too."""
    from motxl.jobs.doctor import Examination
    from motxl.jobs.doctor import examine as run

    return Examination(run([Path(book) for book in books], connect=connect))


def demo(folder: str | Path, *, force: bool = False) -> list[Step]:
    """Run the whole chain on the 2025 programme in a folder. Returns a value per step. Raises
    ``MotxlError`` where the folder has a workbook of that name that no demo made."""
    from motxl.jobs.demo import steps

    return list(steps(Path(folder), force=force))


def who(path: str | Path, ref: str) -> Who:
    """Say whom the row of a Réf., or the rows of a code, concern, and why. Raises ``MotxlError``
    where the workbook has no such row."""
    from motxl.jobs.who import who as run

    return run(_open(path, None, None), Path(path), ref)


def jetons(path: str | Path, member: str | None = None) -> Jetons:
    """Add up the accounts of jetons of all members, or of one by its key, name or alias. Raises
    ``MotxlError`` where no member, or more than one, has that name."""
    from motxl.jobs.jetons import jetons as run

    return run(_open(path, None, None), Path(path), member)


def inspect(path: str | Path, *, remove: bool = False, force: bool = False) -> Inspected:
    """List what a recipient of any workbook could find that its pages do not show. ``remove`` takes
    out what can go without loss, and the state before is kept; ``force`` does so even when the
    workbook seems to be open elsewhere, or is signed. Raises ``MotxlError`` where it cannot be read
    or written."""
    from motxl.jobs.inspect import InspectOptions
    from motxl.jobs.inspect import inspect as run

    return run(Path(path), InspectOptions(remove, force))


def make_extracts(
    path: str | Path,
    folder: str | Path,
    members: Names | None = None,
    *,
    theme: str | None = None,
    pilote: str | None = None,
    since: str | Path | None = None,
    common: str | None = None,
    contacts: str | Path | None = None,
    confirm_values: Names = (),
    pdf: bool = False,
    calendar: bool = False,
    force: bool = False,
    sheet: str | None = None,
    columns: str | None = None,
    progress: Progress | None = None,
) -> Extracted:
    """Make the extract of each active member into ``folder``, or those of some, or that of a theme
    or a colleague. The options are those of ``motxl extract``.

    ``progress`` is called with the number of extracts that are done and that of all; it may raise
    ``motxl.jobs.progress.StoppedError``. Raises ``MotxlError`` where nothing can be made; an
    extract that could not be made is told in the result.
    """
    from motxl.jobs.extract import ExtractOptions, columns_called, part_asked
    from motxl.jobs.extract import extract as run
    from motxl.jobs.progress import unheard

    book = _open(path, sheet, columns)  # whose columns may have names of their own
    options = ExtractOptions(
        members=_chosen(members), theme=theme, pilote=pilote, since=_path(since),
        contacts=_path(contacts), confirmed=columns_called(_several(confirm_values)), pdf=pdf,
        calendar=calendar, force=force, place=(sheet, columns), common=part_asked(common),
        processes=1,
    )  # fmt: skip
    return run(book, Path(path), Path(folder), options, progress or unheard)


def _open(
    path: str | Path, sheet: str | None, columns: str | None, *, editing: bool = False
) -> FileBook:
    from motxl.book.file.filebook import open_book

    return open_book(Path(path), sheet=sheet, columns=columns, editing=editing)
