"""The steps of ``motxl demo`` in words: each fits on four lines of a terminal of 80 columns.

Commands are those that someone types in the folder of the demo.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from motxl.i18n import _, ngettext
from motxl.jobs.afterwards import counted_lines
from motxl.jobs.demo import (
    ASKED,
    ASKING,
    BOOK,
    EXTRACTS,
    MESSAGES,
    PAGE,
    RETURNS,
    SOURCE,
    TYPED,
    VERSION,
    CheckedStep,
    CollectedStep,
    ColouredStep,
    CorrectedStep,
    DraftedStep,
    ExtractedStep,
    FrozenStep,
    MadeStep,
    PeopledStep,
    Step,
    SummedUpStep,
    TypedStep,
    WentBackStep,
)
from motxl.programme.scheme import MOT
from motxl.validation.diagnostics import Severity


class Link(NamedTuple):
    """What a step made, for the index page."""

    text: str
    target: Path
    """In the folder of the demo"""


class StepWords(NamedTuple):
    """What is said of a step."""

    title: str
    commands: Sequence[str]
    """What someone would type for it; none where Excel does it"""
    lines: Sequence[str]
    links: Sequence[Link] = ()


def words_of(step: Step) -> StepWords:
    match step:
        case MadeStep():
            return _made(step)
        case PeopledStep():
            return _peopled(step)
        case CheckedStep():
            return _checked(step)
        case CorrectedStep():
            return _corrected(step)
        case TypedStep():
            return _typed(step)
        case ColouredStep():
            return _coloured(step)
        case WentBackStep():
            return StepWords(
                _("motxl's last change is taken back, and made again"),
                [f"motxl undo {BOOK}", f"motxl undo {BOOK} --redo"],
                [_("The last ten states of each workbook are kept.")],
            )
        case SummedUpStep():
            return _summed_up(step)
        case ExtractedStep():
            return _extracted(step)
        case DraftedStep():
            return _drafted(step)
        case FrozenStep():
            return _frozen(step)
        case CollectedStep():
            return _collected(step)


def _made(step: MadeStep) -> StepWords:
    types, kinds = step.types, step.kinds
    axe, objectif, sous_objectif, action = MOT.names
    rows = sum(types.values())
    counted = ngettext(
        "{n} row: {axes} axes, {objectives} objectives, {sub} sub-objectives, {actions} actions.",
        "{n} rows: {axes} axes, {objectives} objectives, {sub} sub-objectives, {actions} actions.",
        rows,
    )
    references = _("References in colour: {themes} to themes (orange), {jetons} to jetons (blue).")
    return StepWords(
        _("The published programme becomes a workbook"),
        [f"motxl import {SOURCE} -o {BOOK}"],
        [
            counted.format(
                n=rows,
                axes=types[axe],
                objectives=types[objectif],
                sub=types[sous_objectif],
                actions=types[action],
            ),
            references.format(themes=kinds["deal"] + kinds["transversal"], jetons=kinds["jeton"]),
        ],
        [
            Link(_("the workbook, as it is after the last step"), Path(BOOK)),
            Link(_("the published programme, as text"), Path(SOURCE)),
        ],
    )


def _peopled(step: PeopledStep) -> StepWords:
    members = ngettext(
        "{n} member as an example: an organisation that the programme names.",
        "{n} members as examples: organisations that the programme names.",
        step.members,
    )
    contacts = ngettext(
        "{n} invented contact; mail to example.org reaches nobody.",
        "{n} invented contacts; mail to example.org reaches nobody.",
        step.contacts,
    )
    return StepWords(
        _("In Excel, somebody fills in the sheets Adhérents and Contacts"),
        [],
        [members.format(n=step.members), contacts.format(n=step.contacts)],
    )


def _checked(step: CheckedStep) -> StepWords:
    counts = Counter(one.severity for one in step.diagnostics)
    counted = ", ".join(
        _("{what}: {n}").format(what=severity.label, n=counts[severity])
        for severity in sorted(Severity, reverse=True)
    )
    (shown,) = [one for one in step.diagnostics if one.rule == "NUM004"]
    return StepWords(
        _("The workbook is checked"),
        [f"motxl validate {BOOK}"],
        [
            f"{counted}.",
            _("For example, in {cell}: {message}").format(cell=shown.cell, message=shown.message),
        ],
    )


def _corrected(step: CorrectedStep) -> StepWords:
    found = [one.diagnostic for one in step.fixed]
    made = ngettext(
        "{n} correction in {cells}, where only one reading is possible.",
        "{n} corrections in {cells}, where only one reading is possible.",
        len(found),
    )
    return StepWords(
        _("What can be corrected without risk is corrected"),
        [f"motxl validate {BOOK} --fix"],
        [
            made.format(n=len(found), cells=", ".join(one.cell or "" for one in found)),
            _("The other findings await your decision."),
        ],
    )


def _typed(step: TypedStep) -> StepWords:
    return StepWords(
        _("In Excel, a colleague adds “{text}” to {cell}").format(text=TYPED, cell=step.cell),
        [f"motxl validate {BOOK}"],
        [
            _("{cell}: {message}").format(cell=one.cell, message=one.message)
            for one in step.diagnostics
            if one.rule == "COL301"
        ],
    )


def _coloured(step: ColouredStep) -> StepWords:
    pieces, _cells = step.recoloured.counts
    text = ngettext(
        "{n} reference was coloured; its theme is in the column Thèmes Deal.",
        "{n} references were coloured; their themes are in the column Thèmes Deal.",
        pieces,
    )
    return StepWords(
        _("The new reference is coloured"),
        [f"motxl colour {BOOK}"],
        [text.format(n=pieces), _("Nothing else in the workbook changes.")],
    )


def _summed_up(step: SummedUpStep) -> StepWords:
    tables = ngettext(
        "{n} pivot table ({charts} with a chart) in the sheet Synthèse and on a web page.",
        "{n} pivot tables ({charts} with a chart) in the sheet Synthèse and on a web page.",
        step.pivots,
    )
    counted = _(
        "Rows counted: {lines} ({actions} actions, {alone} sub-objectives without actions)."
    )
    return StepWords(
        _("The year in figures"),
        [f"motxl summary {BOOK} --html {PAGE}"],
        [
            tables.format(n=step.pivots, charts=step.charts),
            counted.format(lines=step.lines, actions=step.actions, alone=step.lines - step.actions),
        ],
        [Link(_("the figures, as a web page"), Path(PAGE))],
    )


def _extracted(step: ExtractedStep) -> StepWords:
    made = ngettext(
        "{n} workbook: what concerns the member and why, then what is for everyone.",
        "{n} workbooks: what concerns the member and why, then what is for everyone.",
        len(step.made),
    )
    one = max(step.made, key=lambda one: one.entries[0])
    example = _("For example, {name}: {counted}.")
    return StepWords(
        _("Each member gets its extract"),
        [f"motxl extract {BOOK} -o {EXTRACTS}"],
        [
            made.format(n=len(step.made)),
            example.format(name=one.reader.name, counted=counted_lines(*one.entries)),
        ],
        [
            Link(_("this extract"), Path(EXTRACTS, f"{one.reader.stem}.xlsx")),
            Link(_("the folder of the extracts"), Path(EXTRACTS)),
        ],
    )


def _drafted(step: DraftedStep) -> StepWords:
    options = f"{BOOK} --extracts {EXTRACTS}"
    drafts_folder = Path(EXTRACTS, step.folder.name)
    drafts = ngettext(
        "{n} draft for your mail program in {folder}; nothing was sent.",
        "{n} drafts for your mail program in {folder}; nothing was sent.",
        step.drafts,
    )
    return StepWords(
        _("The messages are previewed, then drafted"),
        [
            f"motxl mail preview {options} --html {MESSAGES}",
            f"motxl mail drafts {options}",
        ],
        [drafts.format(n=step.drafts, folder=drafts_folder.as_posix())],
        [
            Link(_("the messages, as a web page"), Path(MESSAGES)),
            Link(_("the folder of the drafts"), drafts_folder),
        ],
    )


def _frozen(step: FrozenStep) -> StepWords:
    changed = ngettext(
        "Since then, {n} change: {column} of {ref} is “{value}” now.",
        "Since then, {n} changes: for example, {column} of {ref} is “{value}” now.",
        step.changes,
    )
    return StepWords(
        _("The version is frozen; then a colleague types a name in Excel"),
        [
            f"motxl freeze {BOOK} --state {VERSION}",
            f"motxl diff {BOOK}@{VERSION} {BOOK}",
        ],
        [changed.format(n=step.changes, column=step.column, ref=step.ref, value=step.value)],
        [Link(_("the frozen copy"), Path(step.copy))],
    )


def _collected(step: CollectedStep) -> StepWords:
    answers = ", ".join(f"{one.ref} {one.text}" for one in step.answers)
    read = ngettext(
        "{name} answers ({answers}); {n} other has not answered.",
        "{name} answers ({answers}); {n} others have not answered.",
        step.silent,
    )
    return StepWords(
        _("Two members are asked; what one of them fills in comes back"),
        [
            f"motxl extract {BOOK} {' '.join(ASKED)} -o {ASKING}",
            f"motxl collect {BOOK} {RETURNS}",
        ],
        [read.format(name=step.member, answers=answers, n=step.silent)],
        [Link(_("what came back"), Path(RETURNS))],
    )
