"""motxl for scripts: what each command does, from a path or a programme to a value.

Every function loads what it needs when it is called. What goes wrong is a ``MotxlError``, whose
text is one sentence; the workbook is then as it was. ``sheet`` and ``columns`` (``"A,B"``: code and
label, or ``"B"``: the label alone) say where a programme is that nothing finds. Each write keeps
the state before: ``undo`` gives it back. Tables have ``to_frame()``, a pandas DataFrame.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.chosen import Names
from motxl.chosen import chosen as _chosen
from motxl.chosen import several as _several
from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostics

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.jobs.colour import Recoloured
    from motxl.jobs.demo import Step
    from motxl.jobs.doctor import Examination
    from motxl.jobs.events import ProposedEvents
    from motxl.jobs.extract import Extracted
    from motxl.jobs.find import SearchedWorkbook
    from motxl.jobs.import_ import Imported
    from motxl.jobs.inspect import Inspected
    from motxl.jobs.jetons import Jetons
    from motxl.jobs.macros import Put, TakenOut
    from motxl.jobs.mail.drafts import Drafting
    from motxl.jobs.mail.planning import Planned
    from motxl.jobs.mail.preview import Preview
    from motxl.jobs.mail.send import Sent
    from motxl.jobs.mail.status import Status
    from motxl.jobs.progress import Progress
    from motxl.jobs.references import References
    from motxl.jobs.renumber import Renumbered
    from motxl.jobs.summary import Summarised
    from motxl.jobs.undo import KeptStates, Restored
    from motxl.jobs.who import Who
    from motxl.macros.states import MacrosState
    from motxl.validation.outcome import Result


def import_programme(
    source: str | Path, output: str | Path, *, year: int | None = None, overwrite: bool = False
) -> Imported:
    """Make the workbook ``output`` from a published programme, tab-separated text. What could not
    be placed is in ``notes``, with its line. ``year`` is needed where the title names none. Raises
    ``motxl.jobs.import_.NotImportedError`` where it is missing, or ``output`` is there."""
    from motxl.jobs.import_ import import_source

    return import_source(Path(source), Path(output), year=year, overwrite=overwrite)


def open_programme(
    path: str | Path, *, sheet: str | None = None, columns: str | None = None
) -> Programme:
    """Read the programme of a workbook; the file is not changed."""
    return _open(path, sheet, columns).programme


def find(path: str | Path) -> SearchedWorkbook:
    """Where in a workbook a programme is, and why. Raises ``MotxlError`` if it cannot be read."""
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

    options = ExtractOptions(
        members=_chosen(members), theme=theme, pilote=pilote, since=_path(since),
        contacts=_path(contacts), confirmed=columns_called(_several(confirm_values)), pdf=pdf,
        force=force, place=(sheet, columns), common=part_asked(common), processes=1,
    )  # fmt: skip
    book = _open(path, sheet, columns)
    return run(book, Path(path), Path(folder), options, progress or unheard)


def mail_preview(
    path: str | Path,
    extracts: str | Path,
    *,
    only: Names | None = None,
    contacts: str | Path | None = None,
    from_address: str | None = None,
) -> Preview:
    """Say to whom each extract of the folder ``extracts`` would go, and what keeps it back. Nothing
    is sent. Raises ``MotxlError`` where there are no extracts, or a member has none."""
    from motxl.jobs.mail.desk import MailOptions, book_of, open_desk
    from motxl.jobs.mail.preview import preview

    book, folder = Path(path), Path(extracts)
    options = MailOptions(_chosen(only), _path(contacts), from_address)
    return preview(open_desk(book_of(book, folder), book, folder, options), options.only)


def mail_drafts(
    path: str | Path,
    extracts: str | Path,
    *,
    only: Names | None = None,
    contacts: str | Path | None = None,
    from_address: str | None = None,
    again: Names = (),
    confirm_address: Names = (),
    without_record: bool = False,
    imap: str | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Drafting:
    """Make a draft per member: ``.eml`` files in the folder of the extracts, or in the mailbox of
    ``imap``. What was planned, made and failed is in the result. Raises ``MotxlError`` where the
    record of what was sent may be incomplete, unless ``without_record`` is given."""
    from motxl.jobs.mail.desk import book_of, open_desk
    from motxl.jobs.mail.drafts import DraftsOptions, drafting
    from motxl.jobs.progress import unheard

    book, folder = Path(path), Path(extracts)
    options = DraftsOptions(
        _chosen(only), _path(contacts), from_address, again=_several(again),
        confirm_address=_several(confirm_address), without_record=without_record, imap=imap,
        force=force,
    )  # fmt: skip
    with drafting(open_desk(book_of(book, folder), book, folder, options), options) as run:
        if run.planned.going:
            run.make(run.way(), progress or unheard)
    return run


def mail_send(
    path: str | Path,
    extracts: str | Path,
    *,
    smtp: str,
    confirm: Callable[[Planned], bool],
    only: Names | None = None,
    contacts: str | Path | None = None,
    from_address: str | None = None,
    resend: Names = (),
    confirm_address: Names = (),
    without_record: bool = False,
    limit: int | None = None,
    rate: float = 30,
    password_command: str | None = None,
    token_command: str | None = None,
    insecure: bool = False,
    progress: Progress | None = None,
) -> Sent:
    """Send each member its extract over ``smtp://name@host:587``, each at most once.

    ``confirm`` is shown what is planned, and says whether it is sent. Raises ``MotxlError`` where
    the record of what was sent may be incomplete, unless ``without_record`` is given, and where
    there is no password for a server that wants one.
    """
    from motxl.jobs.mail.desk import book_of, open_desk
    from motxl.jobs.mail.send import SendOptions, Sent, opening, sending
    from motxl.jobs.progress import unheard
    from motxl.mail.secrets import Commands

    book, folder = Path(path), Path(extracts)
    options = SendOptions(
        _chosen(only), _path(contacts), from_address, resend=_several(resend),
        confirm_address=_several(confirm_address), without_record=without_record, limit=limit,
        rate=rate,
    )  # fmt: skip
    desk = open_desk(book_of(book, folder), book, folder, options)
    with sending(desk, options) as run:
        wanted = confirm(run.planned)
        if not wanted or not run.planned.going:
            return Sent((), run.planned.going, None, run.planned.kept_back)
        commands = Commands(password_command, token_command)
        way = opening(smtp, desk.sender, commands, insecure=insecure)
        run.seen()
        return run.send(way, progress or unheard)


def mail_status(extracts: str | Path) -> Status:
    """Read the record of what was sent to whom from a folder of extracts. Raises ``MotxlError``
    where there is no such folder."""
    from motxl.jobs.mail.status import status

    return status(Path(extracts))


def mail_confirm(
    path: str | Path, extracts: str | Path, members: Names = (), *, everything: bool = False
) -> Status:
    """Say that drafts of some members, or with ``everything`` of all, were sent, or that uncertain
    messages arrived. Returns the record after that. Raises ``MotxlError`` where nothing waits."""
    from motxl.jobs.mail.status import confirm, status

    confirm(
        Path(extracts), _several(members), lambda: open_programme(path).registers,
        everything=everything,
    )  # fmt: skip
    return status(Path(extracts))


def _open(
    path: str | Path, sheet: str | None, columns: str | None, *, editing: bool = False
) -> FileBook:
    from motxl.book.file.filebook import open_book

    return open_book(Path(path), sheet=sheet, columns=columns, editing=editing)


def _path(path: str | Path | None) -> Path | None:
    return None if path is None else Path(path)
