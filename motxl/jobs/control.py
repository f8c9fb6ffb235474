"""``validate --write`` and ``--accept``: the findings into Contrôle, what staff accepted kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from motxl.book.protocol import Book
from motxl.book.reading.control import is_accepted
from motxl.errors import UsageError
from motxl.i18n import _
from motxl.programme.cellvalue import CellValue, Record
from motxl.template.layout import CONTROLE, MERGE_RULE, ControleColumn
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from motxl.validation.outcome import Acceptance
from motxl.validation.rules import CODES, rule
from motxl.validation.unchecked import Unchecked

_C = ControleColumn
_COLUMNS = CONTROLE.columns
_ACCEPTANCE = (_C.REGLE, _C.CELLULE, _C.CONSTAT, _C.IGNORER)
_LONGEST_REASON = 500


def unmatched(
    book: Book, diagnostics: Iterable[Diagnostic], codes: Collection[str]
) -> list[Acceptance]:
    """What staff accepted and is no longer found, by those of the rules ``codes`` that have looked.
    ``diagnostics`` are all their findings."""
    accepted = book.accepted()
    if not accepted:
        return []  # fingerprints take their time
    found = {diagnostic.fingerprint for diagnostic in diagnostics}
    looked = {code for code in codes if rule(code).applies(book.programme)}
    return [
        Acceptance(*(_text(record.get(column)) or "" for column in _ACCEPTANCE))
        for key, record in accepted.items()
        if key not in found and record.get(_C.REGLE) in looked
    ]


def check_reason(reason: str) -> str:
    """The reason as it goes into Ignorer. Raises ``UsageError`` where the cell would not say that
    the finding is accepted."""
    text = " ".join(reason.split())
    if not is_accepted({_C.IGNORER: text}):
        raise UsageError(
            _(
                "--accept needs a reason, and “{text}” is not one: write who decided it, and why."
            ).format(text=text)
        )
    if len(text) > _LONGEST_REASON:
        raise UsageError(
            _(
                "The reason given after --accept has more than {most} characters: shorten it."
            ).format(most=_LONGEST_REASON)
        )
    return text


def write(
    book: Book,
    diagnostics: Sequence[Diagnostic],
    codes: Collection[str],
    reasons: Mapping[str, str] | None = None,
    unchecked: Sequence[Unchecked] = (),
) -> None:
    """Write what the rules ``codes`` found and left unchecked, in memory where the book is a file.

    What a merge left to decide stays. An accepted finding stays where its rule is not among
    ``codes`` or could not look; one that is no longer found goes (``unmatched`` tells which).
    ``reasons`` accepts findings, by fingerprint; a finding that was accepted before keeps its
    reason.
    """
    from motxl.validation.control import MOST_ROWS, ControlRow, control_rows  # few runs write

    accepted = book.accepted()
    found = {diagnostic.fingerprint for diagnostic in diagnostics}
    looked = {code for code in codes if rule(code).applies(book.programme)}
    kept = [
        ControlRow(*(_text(record.get(column)) for column in _COLUMNS))
        for key, record in accepted.items()
        if key not in found and record.get(_C.REGLE) not in looked
    ]
    undecided = [
        ControlRow(*(_text(record.get(column)) for column in _COLUMNS))._replace(
            target=_target(_text(record.get(_C.CELLULE)))
        )
        for record in book.listed()
        if record.get(_C.REGLE) == MERGE_RULE
    ]
    kept = [*undecided, *(row for row in kept if row.rule != MERGE_RULE)]
    ignored = {key: _text(record.get(_C.IGNORER)) or "" for key, record in accepted.items()}
    ignored = {**(reasons or {}), **ignored}
    if (
        sum(diagnostic.fingerprint in ignored for diagnostic in diagnostics) + len(kept)
        >= MOST_ROWS
    ):
        raise UsageError(
            _(
                "Contrôle can hold at most {most} accepted findings: accept fewer with --select."
            ).format(most=MOST_ROWS - 1)
        )
    rows = control_rows(diagnostics, book.sheet_names, ignored, kept, unchecked)
    book.write_control([row[: len(_COLUMNS)] for row in rows], [row.target for row in rows])


def corrected(book: Book, listed: Sequence[Record], made: Iterable[Diagnostic]) -> None:
    """Give Contrôle the rows that are ``listed`` as they are after the corrections that were
    ``made``: without those of findings that are no longer there, and with the cells where the
    others are now, as rows may have moved."""
    from motxl.validation.control import ControlRow, control_row  # few runs write

    if not listed:
        return
    codes = {record.get(_C.REGLE) for record in listed} | {one.rule for one in made}
    looked = {code for code in CODES if code in codes and rule(code).applies(book.programme)}
    now = {one.fingerprint: one for one in validate(book.programme, sorted(looked))}
    gone = {one.fingerprint for one in made} - now.keys()
    before = {_text(record.get(_C.EMPREINTE)) for record in listed}
    # A text that was corrected may still have another fault, which quotes it as it is now.
    anew = {
        (row.rule, row.cell): row
        for one in now.values()
        if one.fingerprint not in before
        for row in (control_row(one, None),)
    }
    rows = []
    for record in listed:
        row = ControlRow(*(_text(record.get(column)) for column in _COLUMNS))
        found = now.get(row.fingerprint or "")
        if found is not None:
            rows.append(control_row(found, row.ignored))
        elif row.fingerprint in gone:
            continue
        elif row.ignored or row.rule not in looked:
            rows.append(row._replace(target=_target(row.cell)))
        elif other := anew.pop((row.rule, row.cell), None):
            rows.append(other)
    texts = [row[: len(_COLUMNS)] for row in rows]
    if texts != [tuple(_text(record.get(column)) for column in _COLUMNS) for record in listed]:
        book.write_control(texts, [row.target for row in rows])


def _target(place: str | None) -> str | None:
    """Where the link of a row leads: ``'Feuille 1'!B3``."""
    sheet, _mark, cell = (place or "").rpartition("!")
    if not sheet:
        return None
    return place if sheet.startswith("'") else f"'{sheet}'!{cell}"


def _text(value: CellValue) -> str | None:
    return None if value is None else str(value)
