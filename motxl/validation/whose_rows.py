"""Rows of which it is in doubt whom they concern, although each cell holds a value that it may
hold: it is not known under which heading they stand, or which row a Réf. means.

``relevance`` says which rows these are, and which members would get them in one reading and not in
another. The findings of the numbering say why; one that was accepted is decided.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from motxl.a1 import CellRange, to_a1
from motxl.i18n import _, ngettext
from motxl.programme.model import AXE, BORDER, LABEL, MEMBERS, SCOPE, Entry, Programme
from motxl.programme.registers import Member
from motxl.programme.relevance import Relevance
from motxl.validation.blocking import Blocking
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate
from motxl.validation.words import listed_rows

_OF_THE_PLACE = (
    *("NUM001", "NUM002", "NUM003", "NUM004", "NUM006", "NUM007", "NUM008", "NUM009", "NUM010"),
    *("NUM015", "NUM016", "NUM017", "NUM018", "STR702", "STR704"),
)


def whose_rows(relevance: Relevance) -> Iterator[Blocking]:
    """What blocks sending because of rows whose heading is in doubt, then of rows whose Portée was
    emptied, then of Réf. of which nobody knows the row."""
    in_doubt = relevance.in_doubt
    if in_doubt:
        yield from _emptied(relevance)
        if relevance.outline.is_sorted_otherwise:
            yield from _sorted(relevance)
        else:
            yield from _unplaced(relevance)
    if relevance.refs_in_doubt:
        yield from _of_refs(relevance)


def hides_whom(programme: Programme, found: Diagnostic) -> bool:
    """Whether merged cells hide what a row says of whom it concerns."""
    area = CellRange.parse(found.about)
    columns = [programme.columns[name] for name in (SCOPE, BORDER, MEMBERS) if programme.has(name)]
    rows = range(area.first_row, area.last_row + 1)
    return any(
        area.contains(row, column) and (row, column) != (area.first_row, area.first_column)
        for row in rows
        if row in programme.entry_of_row
        for column in columns
    )


def _unplaced(relevance: Relevance) -> Iterator[Blocking]:
    programme, in_doubt = relevance.programme, relevance.in_doubt
    emptied = _emptied_by_row(relevance)
    rows = [row for row in in_doubt if row not in emptied]
    if not rows:
        return
    found = [
        one
        for one in validate(programme, _OF_THE_PLACE)
        if one.sheet == programme.sheet and one.row
    ]
    causes = {row: _cause(found, row) for row in rows}
    for cause, several in groupby(rows, lambda row: causes[row]):
        together = list(several)
        if cause is not None and cause.rule == "STR704" and hides_whom(programme, cause):
            continue  # which is told itself
        if cause is not None and cause.accepted and _is_about(cause, together):
            continue
        members = {member for row in together for member in in_doubt[row]}
        first = programme.entry_of_row[together[0]]
        rule, suggestion = "NUM018", _("Write Tous or Ciblée in the column Portée.")
        if cause is not None:
            rule = cause.rule
            suggestion = _("Correct {cell} ({rule}), or write Tous or Ciblée in the column Portée.")
            suggestion = suggestion.format(cell=cause.cell, rule=cause.rule)
        message = ngettext(
            "Row {rows} has an empty Portée, and it is not certain which heading the row "
            "belongs to: the row goes only to the members that it concerns whatever this "
            "heading is.",
            "Rows {rows} have an empty Portée, and it is not certain which headings the rows "
            "belong to: the rows go only to the members that they concern whatever these "
            "headings are.",
            len(together),
        ).format(rows=listed_rows(together))
        yield _blocking(relevance, first, rule, message, suggestion, members, column=AXE)


def _sorted(relevance: Relevance) -> Iterator[Blocking]:
    """Of the rows whose heading nobody knows as the table is sorted. An order that was accepted
    does not say whom they concern."""
    emptied = _emptied_by_row(relevance)
    rows = [row for row in relevance.in_doubt if row not in emptied]
    for found in validate(relevance.programme, ["NUM017"]) if rows else ():
        message = ngettext(
            "Row {rows} has an empty Portée and, because the table is sorted, it is not "
            "certain which heading the row belongs to: the row goes only to the members that "
            "it concerns whatever this heading is.",
            "Rows {rows} have an empty Portée and, because the table is sorted, it is not "
            "certain which headings the rows belong to: the rows go only to the members that "
            "they concern whatever these headings are.",
            len(rows),
        ).format(rows=listed_rows(rows))
        suggestion = _(
            "Sort the table by the hidden column Ordre, or write Tous or Ciblée in the column "
            "Portée."
        )
        members = {member for row in rows for member in relevance.in_doubt[row]}
        told = found._replace(message=message, suggestion=suggestion, accepted=False, fix=None)
        yield Blocking(told, _ordered(members))


def _is_about(cause: Diagnostic, rows: Sequence[int]) -> bool:
    """Whether a finding is about the place of some rows, and not only the nearest above them."""
    return cause.row in rows or cause.rule in {"NUM004", "NUM008", "NUM016"}


def _cause(found: Sequence[Diagnostic], row: int) -> Diagnostic | None:
    """What is found on a row, or nearest above it; one that nobody accepted before others."""
    above = [one for one in found if one.row <= row]
    nearest = max((one.row for one in above), default=None)
    here = [one for one in above if one.row == nearest]
    return min(here, key=lambda one: (one.accepted, -one.severity), default=None)


def _emptied_by_row(relevance: Relevance) -> dict[int, Entry]:
    """By row in doubt, the entry whose emptied Portée leaves it so: its own, or a heading's."""
    standing = relevance.standing
    found: dict[int, Entry] = {}
    for row in relevance.in_doubt:
        entry = relevance.programme.entry_of_row[row]
        chains = sorted(standing.chains(entry), key=len)
        above = (one for chain in chains for level in chain for one in level if one is not None)
        source = next((one for one in (entry, *above) if standing.emptied(one)), None)
        if source is None and standing.widened(entry):
            source = entry
        if source is not None:
            found[row] = source
    return found


def _emptied(relevance: Relevance) -> Iterator[Blocking]:
    of_entry: dict[int, set[Member]] = {}
    for row, entry in _emptied_by_row(relevance).items():
        of_entry.setdefault(entry.row, set()).update(relevance.in_doubt[row])
    for row, members in of_entry.items():
        entry = relevance.programme.entry_of_row[row]
        yield _blocking(
            relevance,
            entry,
            "STR709",
            _(
                "The Portée was Ciblée and is now empty: the row would go to more members than "
                "before."
            )
            if relevance.standing.was_targeted(entry)
            else _(
                "In the earlier extracts, this row was for some members only; it would now be "
                "for everyone, as its Portée is empty."
            ),
            _("Write Tous or Ciblée."),
            members,
            column=SCOPE,
        )


def _of_refs(relevance: Relevance) -> Iterator[Blocking]:
    """Of a Réf. that is not surely one row's, and on which something hangs."""
    programme = relevance.programme
    registers = programme.registers
    events = {one.ref for one in registers.events or ()}
    services = {one.ref: one for one in registers.services or ()}
    for found in validate(programme, ["NUM015"]):
        if found.accepted or found.ref is None or found.ref not in relevance.refs_in_doubt:
            continue
        moves = [
            one
            for one in registers.moves or ()
            if (one.ref or _ref_of(relevance, one.service)) == found.ref
        ]
        if found.ref not in events and found.ref not in services and not moves:
            continue
        rows = [entry for entry in programme.entries if entry.ref == found.ref]
        members = {one.member for e in rows for one in relevance.members_concerned(e)}
        members |= {one for e in rows for one in relevance.in_doubt.get(e.row, ())}
        members |= {one for move in moves for one in registers.members_meant(move.member)}
        yield Blocking(found, _ordered(members))


def _ref_of(relevance: Relevance, service: str) -> str:
    found = relevance.programme.registers.service_called(service)
    return found.ref if found else ""


def _blocking(
    relevance: Relevance,
    entry: Entry,
    rule: str,
    message: str,
    suggestion: str,
    members: Collection[Member],
    *,
    column: str,
) -> Blocking:
    from motxl.validation.rules import rule as rule_of

    programme = relevance.programme
    number = programme.columns.get(column, programme.columns[LABEL])
    return Blocking(
        Diagnostic(
            rule=rule,
            name=rule_of(rule).name,
            severity=Severity.ERROR,
            sheet=programme.sheet,
            cell=to_a1(entry.row, number),
            row=entry.row,
            ref=entry.ref or None,
            message=message,
            suggestion=suggestion,
            about=f"{entry.label} {column}",
        ),
        _ordered(members),
    )


def _ordered(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda member: member.row))
