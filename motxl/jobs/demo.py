"""The chain of jobs on the shipped programme, for someone who wants to see what motxl does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.a1 import to_a1
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError, system_reason
from motxl.files.backups import digest_of
from motxl.files.note import Note
from motxl.files.present import is_folder, is_there
from motxl.files.saving import write_new
from motxl.files.within import inside
from motxl.i18n import _
from motxl.importers.examples import add_examples
from motxl.importers.filling import fill_tables
from motxl.importers.tables import NewWorkbook
from motxl.jobs.check import checked
from motxl.jobs.colour import Recoloured, colour
from motxl.jobs.extract import ExtractOptions, extract
from motxl.jobs.import_ import import_source
from motxl.jobs.references import references
from motxl.jobs.summary import summarise
from motxl.jobs.undo import redo, undo
from motxl.programme.edits import ReplaceText, SetValue
from motxl.programme.model import LABEL, TYPE
from motxl.programme.outline import Outline
from motxl.programme.scheme import NO_HEADING
from motxl.programme.scope import actionable
from motxl.template import layout
from motxl.template.shipped import source_path
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from motxl.validation.outcome import CheckOptions, Fixed

if TYPE_CHECKING:
    from motxl.extract.making import Made
    from motxl.jobs.returns.matching import Answer

SOURCE, BOOK, MARK = "programme-2025.txt", "programme-2025.xlsx", "LISEZMOI-demo.txt"
PAGE, EXTRACTS, MESSAGES = "synthese.html", "extraits", "mail.html"
VERSION, ASKING, RETURNS = "soumis", "questions", "retours"
_PILOTE = layout.ProgrammeColumn.PILOTE
ASKED = ("ADH-03", "ADH-08")
"""Members whose extracts ask for answers; the first one answers"""
TYPED = "(cf. Cross-border deal thème 2)"
"""A reference to a theme that nobody had referred to"""


class MadeStep(NamedTuple):
    """The published programme is a workbook now."""

    source: Path
    types: Mapping[str, int]
    """How many rows there are of each Type"""
    kinds: Mapping[str, int]
    """How many references there are of each kind"""


class PeopledStep(NamedTuple):
    """Members and their contacts were typed in."""

    members: int
    contacts: int


class CheckedStep(NamedTuple):
    """It was checked."""

    diagnostics: Sequence[Diagnostic]


class CorrectedStep(NamedTuple):
    """What is without risk was corrected."""

    fixed: Sequence[Fixed]


class TypedStep(NamedTuple):
    """A colleague typed a reference into a cell, in black, and it was checked again."""

    cell: str
    diagnostics: Sequence[Diagnostic]


class ColouredStep(NamedTuple):
    """It was coloured."""

    recoloured: Recoloured


class WentBackStep(NamedTuple):
    """The colour was taken back, and given back."""


class SummedUpStep(NamedTuple):
    """Its numbers stand in Synthèse, and in a page."""

    pivots: int
    charts: int
    page: Path
    lines: int
    """What is tracked: actions, and headings that are the work themselves"""
    actions: int


class ExtractedStep(NamedTuple):
    """Each member has its extract."""

    folder: Path
    made: Sequence[Made]


class DraftedStep(NamedTuple):
    """Each message can be read, and has a draft; nothing was sent."""

    page: Path
    folder: Path
    drafts: int


class FrozenStep(NamedTuple):
    """A version was frozen; a colleague has changed a cell since."""

    copy: str
    ref: str
    column: str
    value: str
    changes: int
    """How many things differ from the version"""


class CollectedStep(NamedTuple):
    """The answer that came back is in the workbook."""

    member: str
    answers: Sequence[Answer]
    silent: int
    """How many members with such an extract have not answered"""


Step = (
    MadeStep | PeopledStep | CheckedStep | CorrectedStep | TypedStep | ColouredStep
    | WentBackStep | SummedUpStep | ExtractedStep | DraftedStep | FrozenStep | CollectedStep
)  # fmt: skip
"""One step of the chain, after it was done"""


def steps(folder: Path, *, force: bool = False) -> Iterator[Step]:
    """Do the chain in ``folder``, a step at a time. Raises ``MotxlError`` when the folder holds a
    workbook of that name which no demo made."""
    book = folder / BOOK
    _claim(folder, force)
    yield _made(folder / SOURCE, book)
    yield _peopled(book)
    yield CheckedStep(validate(open_book(book).programme))
    yield CorrectedStep(checked(book, CheckOptions(fix=True)).fixed)
    yield _as_a_colleague_would(book)
    yield ColouredStep(colour(open_book(book), note=Note("demo", _("references coloured"))))
    undo(book)
    redo(book)
    yield WentBackStep()
    yield _summed_up(book)
    extracts = folder / EXTRACTS
    yield ExtractedStep(extracts, _extracted(book, extracts))
    yield _drafted(book, extracts)
    yield _frozen(book)
    yield _collected(book)
    _mark(folder, digest_of(book.read_bytes()))


def _claim(folder: Path, force: bool) -> None:
    """Make the folder ours; one that holds somebody's workbook of the same name, or one in which
    somebody has worked since, is refused."""
    if is_there(folder) and not is_folder(folder):
        raise MotxlError(_("{path} is a file, not a folder.").format(path=folder))
    mark = folder / MARK
    if is_there(folder / BOOK) and not is_there(mark) and not force:
        raise MotxlError(
            _(
                "{path} already exists and was not made by motxl demo: choose another folder."
            ).format(path=folder / BOOK)
        )
    if is_there(folder / BOOK) and not force and _was_worked_in(folder):
        raise MotxlError(
            _("{path} has changed since motxl demo made it: choose another folder.").format(
                path=folder / BOOK
            )
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MotxlError(
            _("{path} cannot be made: {reason}.").format(path=folder, reason=system_reason(error))
        ) from None
    _mark(folder)


def _mark(folder: Path, left: str = "") -> None:
    """``left`` is the digest of the workbook once the demo has ended."""
    text = _("This folder was made by motxl demo, which overwrites the files in it.")
    lines = (text, f"{BOOK} {left}") if left else (text,)
    write_new(folder / MARK, "".join(f"{line}\n" for line in lines).encode(), overwrite=True)


def _was_worked_in(folder: Path) -> bool:
    """Whether the workbook is another one than the demo left; of a demo that did not end, nobody
    knows."""
    words = (folder / MARK).read_text("utf-8", "replace").split()
    left = words[-1] if BOOK in words[-2:] else ""
    return bool(left) and left != digest_of((folder / BOOK).read_bytes())


def _made(source: Path, book: Path) -> MadeStep:
    write_new(source, source_path(SOURCE).read_bytes(), overwrite=True)
    import_source(source, book, overwrite=True)
    programme = open_book(book).programme
    return MadeStep(
        source,
        Counter(entry.text(TYPE) for entry in programme.entries),
        Counter(one.kind for one in references(programme)),
    )


def _peopled(book: Path) -> PeopledStep:
    """Type the example members and their contacts, and nothing else."""
    opened = open_book(book)
    new = NewWorkbook()
    add_examples(new)
    fill_tables(new, opened.workbook)
    opened.save(note=Note("demo", _("members and contacts typed, as a colleague would type them")))
    members, contacts = (len(new.tables[one.name]) for one in (layout.ADHERENTS, layout.CONTACTS))
    return PeopledStep(members, contacts)


def _as_a_colleague_would(book: Path) -> TypedStep:
    """Add a reference to the last action's label, uncoloured."""
    opened = open_book(book)
    programme = opened.programme
    entry = programme.entries[-1]
    cell = to_a1(entry.row, programme.columns[LABEL])
    end = len(entry.label)
    opened.apply([ReplaceText(programme.sheet, cell, end, end, f" {TYPED}")])
    opened.save(note=Note("demo", _("a reference typed, as a colleague would type it")))
    found = validate(open_book(book).programme)
    return TypedStep(cell, [one for one in found if one.cell == cell])


def _summed_up(book: Path) -> SummedUpStep:
    from motxl.summary.page import page

    done = summarise(open_book(book), command="demo")
    assert done.written is not None  # motxl has made it itself
    html = book.with_name(PAGE)
    write_new(html, page(done.summary).encode(), overwrite=True)
    programme = open_book(book).programme
    lines = actionable(programme, Outline(programme))
    actions = sum(entry.level == NO_HEADING for entry in lines)
    charts = sum(table.band.chart for table in done.summary.tables)
    return SummedUpStep(len(done.written.placed), charts, html, len(lines), actions)


def _extracted(book: Path, extracts: Path) -> Sequence[Made]:
    return extract(open_book(book), book, extracts, ExtractOptions(force=True)).extracts


def _drafted(book: Path, extracts: Path) -> DraftedStep:
    """Show the messages, and make the file of each draft. They do not go into the record of what
    was sent: nobody will send them, and whoever tries the commands here gets drafts again."""
    from motxl.jobs.mail.desk import open_desk
    from motxl.jobs.mail.preview import preview
    from motxl.mail import eml

    desk = open_desk(open_book(book), book, extracts)
    messages = preview(desk)
    page, folder = book.with_name(MESSAGES), extracts / eml.FOLDER
    write_new(page, messages.page(), overwrite=True)
    inside(extracts, folder).mkdir(exist_ok=True)
    plans = messages.planned.plans
    for outgoing in messages.planned.full(plans):
        eml.write_draft(outgoing, desk.sender, folder, force=True)
    return DraftedStep(page, folder, len(plans))


def _frozen(book: Path) -> FrozenStep:
    """Freeze a version, and note who is in charge as a colleague would."""
    from motxl.jobs.diff import diff
    from motxl.jobs.freeze import FreezeOptions, freeze

    opened = open_book(book)
    programme = opened.programme
    options = FreezeOptions(VERSION, programme.date, pdf=False)
    for former in book.parent.glob(f"{book.stem} - {VERSION} - *{book.suffix}"):
        former.chmod(0o600)  # of a demo that was run before
        former.unlink()
    frozen = freeze(opened, book, options)
    entry = next(one for one in actionable(programme, Outline(programme)) if one.ref)
    value = "Camille"
    cell = to_a1(entry.row, programme.columns[_PILOTE])
    opened = open_book(book)
    opened.apply([SetValue(programme.sheet, cell, value)])
    opened.save(note=Note("demo", _("a name typed, as a colleague would type it")))
    changes = diff(open_book(frozen.copy), open_book(book)).differences
    return FrozenStep(frozen.copy.name, entry.ref, _PILOTE, value, len(changes))


def _collected(book: Path) -> CollectedStep:
    """Ask two members, and read what one of them fills in."""
    from motxl.extract.labels import labels_in, titles_in
    from motxl.extract.manifest import Manifest
    from motxl.jobs.collect import collect
    from motxl.ooxml import Workbook
    from motxl.template.layout import PARAMETRES, Parametre, ParametreColumn
    from motxl.template.layout.extrait import EXTRAIT, AnswerColumn

    opened = open_book(book)
    parameters = opened.workbook.table(PARAMETRES.name)
    row = next(
        number
        for number, one in enumerate(parameters.rows, parameters.first_data_row)
        if one[ParametreColumn.CLE] == Parametre.REPONSES
    )
    place = (row, parameters.column(ParametreColumn.VALEUR))
    parameters.sheet.set_value(place, "oui")
    opened.save(note=Note("demo", _("answers asked for, as a colleague would ask for them")))
    asking, back = book.with_name(ASKING), book.with_name(RETURNS)
    options = ExtractOptions(ASKED, force=True)
    first = extract(open_book(book), book, asking, options).extracts[0]
    filled = Workbook.open(asking / f"{first.reader.stem}.xlsx")
    labels = labels_in(first.reader.language)
    titles = titles_in(labels)
    table = filled.table(EXTRAIT.name)
    answers = table.column(titles[AnswerColumn.REPONSE])
    asked = next(
        number
        for number, one in enumerate(table.rows, table.first_data_row)
        if one[titles[AnswerColumn.REF]]
    )
    table.sheet.set_value((asked, answers), labels.choices[0])
    inside(book.parent, back).mkdir(exist_ok=True)
    write_new(back / f"{first.reader.stem}.xlsx", filled.to_bytes(), overwrite=True)
    done = collect(open_book(book), Manifest(asking), [back])
    [file] = done.files
    return CollectedStep(first.reader.name, file.answers, len(done.silent))
