"""What a merge leaves to decide, in Contrôle: both values, and a column where somebody chooses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from motxl.programme.cellvalue import Record, as_text
from motxl.programme.comparing.merging import MergeSide
from motxl.template.layout import CONTROLE, MERGE_RULE, ChoixColumn, ControleColumn
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook

_C = ControleColumn
_OURS, _THEIRS = "le nôtre", "le leur"
_COLUMNS: dict[str, Sequence[str]] = {
    ChoixColumn.AVANT: (),
    ChoixColumn.NOTRE: (),
    ChoixColumn.LEUR: (),
    ChoixColumn.CHOIX: (_OURS, _THEIRS),
}
_SIDES: dict[str, MergeSide] = {
    **dict.fromkeys(map(normalise, (_OURS, "nôtre", "nous", "ours")), "ours"),
    **dict.fromkeys(map(normalise, (_THEIRS, "leur", "eux", "theirs")), "theirs"),
}


class ClashLine(NamedTuple):
    """A row of Contrôle for what both workbooks changed."""

    key: str
    severity: str
    place: tuple[str, str] | None
    """Sheet and cell; ``None`` for a row that the result does not have"""
    sentence: str
    advice: str
    base: str | None
    ours: str | None
    theirs: str | None


def choices_in(book: FileBook) -> tuple[dict[str, MergeSide], list[str]]:
    """What somebody chose in Contrôle, by the keys of the clashes; and the words that stand there
    and are no choice."""
    found: dict[str, MergeSide] = {}
    unknown = []
    for record in book.listed():
        text = as_text(record.get(ChoixColumn.CHOIX)).strip()
        key = as_text(record.get(_C.EMPREINTE))
        if not text or not key or record.get(_C.REGLE) != MERGE_RULE:
            continue
        side = _SIDES.get(normalise(text))
        if side is None:
            unknown.append(text)
        else:
            found[key] = side
    return found, unknown


def write_clashes(book: FileBook, lines: Sequence[ClashLine], kept: Collection[str]) -> None:
    """Put these rows before the findings of Contrôle, in memory. Of the rows of an earlier merge
    those stay whose keys are ``kept``; what stands in Choix without being a choice stays too."""
    listed = book.listed()
    own = [record for record in listed if record.get(_C.REGLE) == MERGE_RULE]
    if not lines and not own:
        return
    before = {as_text(record.get(_C.EMPREINTE)): record for record in own}
    others = [
        record
        for record in listed
        if any(value is not None for value in record.values())
        and (record.get(_C.REGLE) != MERGE_RULE or record.get(_C.EMPREINTE) in kept)
    ]
    more = {
        line.key: {
            **before.get(line.key, {}),
            ChoixColumn.AVANT: line.base,
            ChoixColumn.NOTRE: line.ours,
            ChoixColumn.LEUR: line.theirs,
        }
        for line in lines
    }
    rows: list[list[str | None]] = []
    targets: list[str | None] = []
    for line in lines:
        sheet, cell = line.place or ("", "")
        quoted = "'" + sheet.replace("'", "''") + "'"
        target = f"{quoted}!{cell}" if line.place else None
        shown = f"{sheet}!{cell}" if sheet.isalnum() else target
        rows.append([line.severity, MERGE_RULE, shown if line.place else None, line.sentence,
                     line.advice, None, line.key])  # fmt: skip
        targets.append(target)
    for record in others:
        rows.append([_text(record, name) for name in CONTROLE.columns])
        targets.append(_target(_text(record, _C.CELLULE)))
    book.write_choices(rows, targets, _COLUMNS if lines else {}, more)


def _text(record: Record, name: str) -> str | None:
    value = record.get(name)
    return None if value is None else as_text(value)


def _target(place: str | None) -> str | None:
    """Where the link of a row leads: ``'Feuille 1'!B3``."""
    sheet, _mark, cell = (place or "").rpartition("!")
    if not sheet:
        return None
    return place if sheet.startswith("'") else f"'{sheet}'!{cell}"
