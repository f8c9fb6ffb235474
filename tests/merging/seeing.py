"""What a merge of three workbooks must hold, seen cell by cell without the code that merges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from motxl.ooxml import Workbook
from motxl.programme.cellvalue import CellValue
from motxl.programme.comparing.differences import text_of

LABEL = "Programme de travail"
Row = Mapping[str, CellValue]
"""The cells of a row that hold something, by column; of a label also ``colours``, by character"""
_COLOURS = "colours"


class Seen(NamedTuple):
    """A workbook, as it is looked at."""

    rows: Mapping[str, Row]
    """Those of the programme that have a Réf., in their order, by it"""
    others: tuple[Row, ...]
    """Those that have none, or one that another row has too"""
    members: Mapping[str, Row]
    listed: tuple[Mapping[str, CellValue], ...]
    """The rows of Contrôle that are of a merge"""


def seen(path: Path) -> Seen:
    workbook = Workbook.open(path)
    table = workbook.table("tblProgramme")
    label = table.column(LABEL)
    shown = {
        cell.row: tuple((run.text, run.properties) for run in cell.runs)
        for cell in table.sheet.runs([label])
    }
    rows: dict[str, Row] = {}
    others: list[Row] = []
    for number, record in enumerate(table.rows, table.first_data_row):
        row = _held(record)
        row.pop("Ordre", None)
        row[_COLOURS] = _by_character(shown.get(number, ()))
        ref = str(row.get("Réf.") or "")
        if not ref or ref in rows:
            others.append(row)
        else:
            rows[ref] = row
    held = [_held(one) for one in workbook.table("tblAdherents").rows]
    members = {str(one.get("Clé")): one for one in held if one}
    control = map(_held, workbook.table("tblControle").rows)
    listed = [one for one in control if one.get("Règle") == "Fusion"]
    return Seen(rows, tuple(others), members, tuple(listed))


def lost(base: Seen, ours: Seen, theirs: Seen, found: Seen) -> Iterator[str]:
    """What of the three is neither in the result nor listed, and what is in the result and was in
    none of them: a sentence each."""
    yield from _lost_rows(base.rows, ours.rows, theirs.rows, found, "")
    yield from _lost_rows(base.members, ours.members, theirs.members, found, "tblAdherents")
    texts = [row.get(LABEL) for row in (*found.others, *found.rows.values())]
    for row in (*ours.others, *theirs.others):
        if row.get(LABEL) not in texts and not _is_listed(found, "", row.get(LABEL)):
            yield f"the new row {row.get(LABEL)!r} is lost"
    known = {row.get(LABEL) for one in (ours, theirs) for row in (*one.others, *one.rows.values())}
    for text in texts:
        if text not in known:
            yield f"nobody wrote {text!r}"


def _lost_rows(
    base: Mapping[str, Row], ours: Mapping[str, Row], theirs: Mapping[str, Row], found: Seen,
    table: str,
) -> Iterator[str]:  # fmt: skip
    result = found.members if table else found.rows
    for key in dict.fromkeys((*base, *ours, *theirs)):
        was, own, other, now = (one.get(key) for one in (base, ours, theirs, result))
        if was is not None and (own is None or other is None):
            yield from _taken_out(key, was, own, other, now, found)
        elif now is None:
            yield f"the row {key} is lost"
        elif own is None or other is None:
            alone = own if other is None else other
            if now != alone:
                yield f"the new row {key} is {now}, not {alone}"
        elif was is None and not table and own.get(LABEL) != other.get(LABEL):
            yield from _given_twice(key, own, other, now, found)
        else:
            yield from _of_both(key, was or {}, own, other, now, found)
    for key in result.keys() - ours.keys() - theirs.keys():
        yield f"nobody has the row {key}"


def _given_twice(key: str, own: Row, other: Row, now: Row, found: Seen) -> Iterator[str]:
    """Both gave one Réf. to rows of their own: both rows are there, whichever comes first."""
    for one in (own, other):
        if one not in (now, *found.others):
            yield f"the new row {key} {one.get(LABEL)!r} is lost"
        elif not _is_listed(found, key, one.get(LABEL)):
            yield f"the new row {key} {one.get(LABEL)!r} is not listed"


def _taken_out(
    key: str, was: Row, own: Row | None, other: Row | None, now: Row | None, found: Seen
) -> Iterator[str]:
    if own is None and other is None:
        if now is not None:
            yield f"both took out the row {key}, which is there"
    elif other is None:
        if now != own != was:
            yield f"the row {key}, which we changed and they took out, is {now}, not {own}"
        elif own != was and not _is_listed(found, key):
            yield f"the row {key}, which we changed and they took out, is not listed"
        elif own == was and now is not None:
            yield f"they took out the row {key}, which is there"
    else:
        if now is not None:
            yield f"we took out the row {key}, which is there"
        for column, value in other.items():
            if value == was.get(column) or (column == _COLOURS and other[LABEL] != was[LABEL]):
                continue
            told = None if column == _COLOURS else value
            if not _is_listed(found, key, told):
                yield f"{column} of {key}, which they changed to {value!r}, is not listed"


def _of_both(key: str, was: Row, own: Row, other: Row, now: Row, found: Seen) -> Iterator[str]:
    for column in dict.fromkeys((*was, *own, *other, *now)):
        if column == _COLOURS:
            continue
        b, o, t, n = (one.get(column) for one in (was, own, other, now))
        wanted = t if _alike(o, b) else o
        if not _alike(n, wanted):
            yield f"{column} of {key} is {n!r}, not {wanted!r}"
        elif not _alike(o, t) and not _alike(o, b) and not _alike(t, b):
            for value in (o, t):
                if not _is_listed(found, key, value):
                    yield f"{column} of {key}: {value!r} is not listed"
    if _COLOURS in own:
        yield from _colours(key, was, own, other, now, found)


def _colours(key: str, was: Row, own: Row, other: Row, now: Row, found: Seen) -> Iterator[str]:
    """The label with its colours is one side's, and colours that the other changed are listed."""
    sides = [(one.get(LABEL), one.get(_COLOURS)) for one in (own, other)]
    if (now.get(LABEL), now.get(_COLOURS)) not in sides:
        yield f"the label of {key} is {_painted(now)}, which is neither side's"
    for one in (own, other):
        if _painted(one) not in (_painted(was), _painted(now)) and not _is_listed(found, key):
            yield f"the colours {_painted(one)} of {key} are not in the result, and not listed"


def _painted(row: Row) -> list[tuple[str, str]]:
    """The pieces of a label that are not black, each with its colour."""
    shown = zip(str(row.get(_COLOURS, "")).split(","), str(row.get(LABEL, "")), strict=False)
    pieces = [
        (colour, "".join(text for _colour, text in group))
        for colour, group in groupby(shown, itemgetter(0))
    ]
    return [one for one in pieces if one[0] not in {"", "None", "000000"}]


def _is_listed(found: Seen, key: str, value: CellValue = None) -> bool:
    """Whether Contrôle has a conflict of a row, with a value among those of both sides."""
    for one in found.listed:
        values = [one.get("Avant"), one.get("Le nôtre"), one.get("Le leur")]
        about = f"{one.get('Constat')} " + " ".join(map(str, values))
        if key in about and (value is None or text_of(value) in map(text_of, values)):
            return True
    return False


def _alike(one: CellValue, other: CellValue) -> bool:
    return type(one) is type(other) and one == other


def _held(record: Mapping[str, Any]) -> dict[str, CellValue]:
    return {name: value for name, value in record.items() if value is not None}


def _by_character(runs: tuple[tuple[str, str | None], ...]) -> str:
    return ",".join(str(colour) for text, colour in runs for _character in text)
