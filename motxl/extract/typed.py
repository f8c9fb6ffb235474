"""What stands typed in a template of extracts although it is not everybody's.

An extract that lost its properties, used as a template, says to all what was for one: its head, the
dates and jetons there. Names are looked for by ``programme.of_some``; a sentence that a placeholder
gives, with what it says of one reader, is known by its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain

from motxl.a1 import to_a1
from motxl.errors import MotxlError
from motxl.extract.labels import Labels, Plural, labels_in
from motxl.i18n import _
from motxl.inspection.parts import Parts, local, text_of
from motxl.ooxml import Workbook
from motxl.ooxml.stencil.marks import HEADER_CODE, MARK
from motxl.programme.model import Programme
from motxl.programme.of_some import OfSomeMembers
from motxl.programme.registers import Contact
from motxl.programme.relevance import Relevance
from motxl.programme.scope import TARGETED
from motxl.template.layout import LANGUES
from motxl.template.layout.extrait import EXTRAIT, Placeholder, placeholder
from motxl.text.normalise import normalise

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_HEADERS = frozenset(
    f"{which}{where}" for which in ("odd", "even", "first") for where in ("Header", "Footer")
)
_MOST_SHOWN = 60
_DIGITS = "0123456789"


def of_some_members(
    programme: Programme, contacts: Iterable[Contact] | None, ordinary: Iterable[str] = ()
) -> OfSomeMembers:
    """What is looked for in the templates of a programme. ``contacts`` are those of a directory
    that is kept apart; ``ordinary`` are more texts that everybody gets: those of the extracts, and
    the values of Paramètres, are among them."""
    registers, relevance = programme.registers, Relevance(programme)
    for_some = {row for row, scope in relevance.scopes.items() if scope == TARGETED}
    refs = {one.ref for one in relevance.work if one.row in for_some and one.ref}
    for_all = {normalise(one.label) for one in programme.entries if one.row not in for_some}
    confidential = {
        *(one.label for one in relevance.work if one.row in for_some),
        *(one.title for one in registers.events or () if one.ref in refs),
    }
    return OfSomeMembers(
        registers,
        (registers.contacts or ()) if contacts is None else contacts,
        chain(map(_of_labels, LANGUES.values), programme.parameters.values(), ordinary),
        (text for text in confidential if normalise(text) not in for_all),
    )


def check_typed(workbook: Workbook, label: str, known: OfSomeMembers, services: set[str]) -> None:
    """Raises ``MotxlError`` for the first text of a template that is not everybody's; ``services``
    are the labels of those of ``tblJetons``."""
    for place, text in _texts(workbook):
        for one in known.found(text):
            raise MotxlError(
                _(
                    "The template {file} contains “{text}”, which is not for everybody and "
                    "would appear in every extract. {place}: replace this text by a "
                    "placeholder such as {placeholder}, or delete it. If everybody is to read "
                    "it, write it into Paramètres too, as the value of a separate row."
                ).format(
                    file=label,
                    text=_short(one.text),
                    place=place,
                    placeholder=placeholder(Placeholder.ADHERENT),
                )
            )
        for name in _said_to_one(text, services):
            raise MotxlError(
                _(
                    "The template {file} contains “{text}”, which in an extract is meant for "
                    "one member only, and would appear in every extract. {place}: replace "
                    "this text by the placeholder {placeholder}, or delete it."
                ).format(file=label, text=_short(text), place=place, placeholder=placeholder(name))
            )


def _of_labels(language: str) -> str:
    labels = labels_in(language)
    values = [getattr(labels, one.name) for one in fields(labels)]
    values += [labels.forms(one) for one in vars(Labels).values() if isinstance(one, Plural)]
    return "\n".join(one if isinstance(one, str) else "\n".join(one) for one in values)


def _said_to_one(text: str, services: set[str]) -> Iterator[str]:
    """The placeholders that give such a sentence of the head."""
    if MARK.search(text):
        return
    for labels in map(labels_in, LANGUES.values):
        for counted in (labels.direct_actions, labels.common_actions):
            counts = f"{{}}{text.lstrip(_DIGITS)}" if text[:1].isdigit() else ""
            if counts and any(_after(one, counts) is not None for one in labels.forms(counted)):
                yield Placeholder.RESUME_AXES
        balance = f"{labels.jetons}{labels.colon} {labels.attributed}"
        axes = f"{labels.by_axis}{labels.colon} {labels.axis.format('')}"
        for beginning, name in ((balance, Placeholder.SOLDE), (axes, Placeholder.RESUME_AXES)):
            if _after(beginning, text) is not None:
                yield name
        for form in labels.forms(labels.coming):
            said = _after(f"{form}{labels.colon}", text)
            if said and any(map(str.isdigit, said)):
                yield Placeholder.RESUME_DATES
        for form in labels.forms(labels.services):
            said = _after(f"{form}{labels.colon}", text)
            if said and any(normalise(one) in services for one in said.split("·")):
                yield Placeholder.OUVERTES


def _after(beginning: str, text: str) -> str | None:
    """What follows a beginning; ``None`` where a text begins otherwise."""
    folded, sought = normalise(text), normalise(beginning)
    return folded.removeprefix(sought) if folded.startswith(sought) else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else line[: _MOST_SHOWN - 1] + "…"


def _texts(workbook: Workbook) -> Iterator[tuple[str, str]]:
    """All that is typed and stays, with its place: names of sheets, cells and formulas, headers and
    footers, drawings. The rows of ``tblExtrait`` do not stay, and a link shows where it leads."""
    parts = Parts(workbook)
    table = workbook.find_table(EXTRAIT.name)
    for sheet in workbook.sheets:
        yield _("The name of the sheet {sheet}").format(sheet=sheet.name), sheet.name
        for cell in sheet.cells() if sheet.kind == "worksheet" else ():
            goes = (
                table is not None
                and table.sheet.name == sheet.name
                and table.first_data_row <= cell.row <= table.last_data_row
                and table.ref.first_column <= cell.column <= table.ref.last_column
            )
            if cell.text and not goes:
                yield f"{sheet.name}!{to_a1(cell.row, cell.column)}", cell.text
    for part, name in parts.sheets.items():
        for element in parts.tree(part).iter():
            kind = local(element)
            if kind in _HEADERS:
                yield (
                    _("A header or footer of {sheet}").format(sheet=name),
                    _of_header(element.text or ""),
                )
            elif kind in {"f", "formula"}:
                literals = (
                    one[1].replace('""', '"') for one in _LITERAL.finditer(text_of(element))
                )
                parent = element.parent
                where = parent.get("r") if parent is not None else None
                yield f"{name}!{where}" if where else name, "".join(literals)
    for part in parts.of_kind("drawing"):
        for element in parts.tree(part).iter():
            if local(element) == "txBody":
                lines = (text_of(one) for one in element if local(one) == "p")
                yield _("A text box"), "\n".join(lines)


def _of_header(text: str) -> str:
    """What a header shows, its three sections on lines of their own."""
    return HEADER_CODE.sub(lambda match: "\n" if match[1][1:] in "LCR" else "", text)
