"""What somebody should know before extracts are made: in words, for every door."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from motxl.i18n import _, language, ngettext

if TYPE_CHECKING:
    from motxl.extract.losses import Losses
    from motxl.jobs.extract import Prepared
    from motxl.programme.model import Entry, Programme
    from motxl.programme.registers import Member
    from motxl.programme.relevance import Reason, Relevance
    from motxl.programme.remembered import Comparison
    from motxl.programme.wider import Beside, ToLookAt, Twice, Wider
    from motxl.validation.doubts import Doubts
    from motxl.validation.shown import ShownOtherwise

_MOST = 10
_MOST_NAMES = 3
_MOST_CELLS = 3


class Said(NamedTuple):
    """A sentence."""

    text: str
    below: bool = False
    """Whether it belongs to the last one that does not"""
    hanging: bool = True
    """Whether its other lines are indented, where it takes several"""


def said_before(prepared: Prepared) -> list[Said]:
    """All that somebody should know before anything is made."""
    looked_at = prepared.to_look_at
    return [
        *_record_in_doubt(_of_the_record(prepared.otherwise)),
        *_shared(prepared.shared),
        *_of_the_confirmed(prepared.compared),
        *_in_doubt(prepared.doubts),
        *_shown_to_another(_of_another(prepared.of_another)),
        *_of_values_alone(prepared.programme),
        *_of_the_order(prepared.doubts),
        *map(Said, prepared.doubts.of_others() if prepared.doubts is not None else ()),
        *(_worth_a_look(prepared.relevance, looked_at) if looked_at is not None else ()),
        *_get_less(prepared.losses),
        *_of_the_example(prepared.example_sender),
        *_of_age(prepared),
    ]


def doubts_before(prepared: Prepared) -> list[str]:
    """What of it leaves in doubt who gets what, or what a reader would see, a sentence each."""
    return [
        *_doubts(prepared.doubts),
        *_of_another(prepared.of_another),
        *_of_the_record(prepared.otherwise),
    ]


def _of_the_record(found: Sequence[tuple[Member | None, str]]) -> list[str]:
    """What the record of earlier messages leaves in doubt, a sentence each."""
    return [
        _("{name}: {problem}").format(name=member.title, problem=text) if member else text
        for member, text in found
    ]


def _record_in_doubt(sentences: Sequence[str]) -> Iterator[Said]:
    """The sentences under a heading; no lines where all is as it was."""
    heading = _(
        "The record of what was sent does not agree with the workbook. Messages to these "
        "members are kept back by motxl mail until the workbook is corrected, or the "
        "address is confirmed:"
    )
    return _under(heading, sentences)


def _under(heading: str, sentences: Sequence[str]) -> Iterator[Said]:
    """A heading and what belongs to it; nothing where there is no sentence."""
    if sentences:
        yield Said(heading, hanging=False)
    for sentence in sentences:
        yield Said(sentence, below=True)


def _shared(found: Sequence[tuple[str, Sequence[Member]]]) -> Iterator[Said]:
    """Which addresses stand for several members: nothing is kept back for that."""
    for address, owners in found:
        text = _("{address} is the address of several members: {names}").format(
            address=address, names=", ".join(one.title for one in owners)
        )
        yield Said(text + ".")


def _doubts(doubts: Doubts | None) -> list[str]:
    """All that is in doubt, a sentence each."""
    if doubts is None:
        return []
    return [*doubts.sentences(), *doubts.of_unseen(), *doubts.not_read()]


def _of_another(found: Sequence[ShownOtherwise]) -> list[str]:
    """What the extract of a theme's referent or a colleague would show although it is struck out
    or not seen, a sentence each."""
    return [f"{one.place} · {one.sentence}" for one in found]


def _shown_to_another(sentences: Sequence[str]) -> Iterator[Said]:
    """The sentences under a heading; no lines where all is seen."""
    heading = _("The extract shows what is struck out or invisible in the workbook:")
    return _under(heading, sentences)


def _in_doubt(doubts: Doubts | None) -> Iterator[Said]:
    """What is in doubt, under headings; no lines where all is sure."""
    if doubts is None:
        return
    whom = _(
        "The workbook leaves it in doubt who gets what. The messages concerned are kept back "
        "by motxl mail until these points are corrected, confirmed, or accepted in Contrôle:"
    )
    what = _(
        "Members would read what is struck out or invisible in the workbook. Messages to "
        "these members are kept back by motxl mail until it is shown or deleted:"
    )
    below = _(
        "Rows below the end of a table are not read, so what they contain is missing "
        "from the extracts:"
    )
    for heading, found in (
        (whom, doubts.sentences()),
        (what, doubts.of_unseen()),
        (below, doubts.not_read()),
    ):
        yield from _under(heading, list(found))


def _of_the_confirmed(compared: Comparison | None) -> Iterator[Said]:
    """Which cells count as right from now on, for all members: nobody is asked again."""
    from motxl.validation.words import listed_rows

    if compared is None:
        return
    for column, keys in compared.confirmed.items():
        rows = sorted(compared.cells[column][key].row for key in keys)
        text = _("The values of the column {column} are confirmed for all members (rows {rows}).")
        yield Said(text.format(column=column, rows=listed_rows(rows)))


def _of_the_order(doubts: Doubts | None) -> Iterator[Said]:
    """That the rows are in another order than that of their codes, as a table that was sorted and
    left so: extracts have them as they stand, and are others than those that were sent."""
    found = doubts.out_of_order if doubts is not None else ()
    if found:
        text = _(
            "The rows are not in the order of their codes ({cells}): extracts show them as "
            "they stand, and members who had an extract before get a different one. If the "
            "table was sorted, put it back into its order first: show the hidden column Ordre "
            "and sort the table by that column."
        )
        cells = [f"{one.cell} {one.rule}" for one in found[:_MOST_CELLS]]
        cells += ["…"] if len(found) > _MOST_CELLS else []
        yield Said(text.format(cells=", ".join(cells)))


def _of_values_alone(programme: Programme) -> Iterator[Said]:
    """That nobody looked at what is struck out or not seen, where the format does not tell."""
    if not programme.shows_colours:
        what = _(
            "what is struck out, or invisible because of its colour (to have it read, "
            "save the workbook as .xlsx)"
        )
        yield Said(_("motxl did not read {what}.").format(what=what))


_T = TypeVar("_T")


def _worth_a_look(relevance: Relevance, found: ToLookAt) -> Iterator[Said]:
    """Rows that go to whom they may not be meant for, a sentence per group or row."""
    if found.named:
        text = ngettext(
            "{n} row names members or a border but is for everyone, as its Portée is empty "
            "and the Portée of the heading above is Tous. If this is not meant, write Ciblée "
            "in the column Portée:",
            "{n} rows name members or a border but are for everyone, as their Portée is empty "
            "and the Portée of the heading above is Tous. If this is not meant, write Ciblée "
            "in the column Portée:",
            len(found.named),
        )
        yield Said(text.format(n=len(found.named)), hanging=False)
        yield from _first(found.named, _named, below=True)
    yield from _first(found.beside, partial(_beside, relevance))
    if found.public:
        text = ngettext(
            "This row is now for everyone, according to its Portée, though it names members: "
            "{rows}.",
            "These rows are now for everyone, according to their Portée, though they name "
            "members: {rows}.",
            len(found.public),
        )
        yield Said(text.format(rows=rows_in_words(found.public)))
    yield from _first(found.headings, _wider, more=False)
    yield from _first(found.twice, _twice, more=False)
    if max(len(found.headings), len(found.twice)) > _MOST:
        yield Said("…", below=True)


def _first(
    several: Sequence[_T], said: Callable[[_T], str], *, below: bool = False, more: bool = True
) -> Iterator[Said]:
    """The first of them, a sentence each; and with ``more`` that there are others."""
    for one in several[:_MOST]:
        yield Said(said(one), below=below)
    if more and len(several) > _MOST:
        yield Said("…", below=True)


def _named(entry: Entry) -> str:
    return f"{_row(entry)} · " + "; ".join(filter(None, (_others(entry), *entry.borders)))


def _beside(relevance: Relevance, one: Beside) -> str:
    return ngettext(
        "{names} gets {row}, which names other members ({others}), only for this reason: "
        "{reasons}.",
        "{n} members get {row}, which names other members ({others}), only for this reason: "
        "{reasons}. They are {names}.",
        len(one.members),
    ).format(
        names=_titles(one.members),
        n=len(one.members),
        row=_row(one.entry),
        others=_others(one.entry),
        reasons="; ".join(in_words(relevance, reason) for reason in one.reasons),
    )


def _wider(one: Wider) -> str:
    return ngettext(
        "{names} gets the text of the heading in {row}, which names other members ({others}), "
        "with rows below that heading.",
        "{n} members get the text of the heading in {row}, which names other members "
        "({others}), with rows below that heading. They are {names}.",
        len(one.members),
    ).format(
        names=_titles(one.members),
        n=len(one.members),
        row=_row(one.heading),
        others=_others(one.heading),
    )


def _twice(one: Twice) -> str:
    return _(
        "The text of {row}, which is meant for the members that it names ({members}), also "
        "stands in {other}, and so goes to everyone."
    ).format(row=_row(one.entry), members=_others(one.entry), other=_row(one.public))


def _others(entry: Entry) -> str:
    return entry.text("Adhérents concernés")


def _titles(members: Sequence[Member]) -> str:
    return first_of([one.title for one in members])


def _get_less(found: Losses) -> Iterator[Said]:
    """Who gets less than the extracts before gave them, a sentence per group."""
    if found.members:
        text = ngettext(
            "{n} member had an extract before, but no extract is made under this name now: "
            "{names}.",
            "{n} members had an extract before, but no extracts are made under these names "
            "now: {names}.",
            len(found.members),
        )
        names = first_of(found.members, _MOST)
        yield Said(text.format(n=len(found.members), names=names))
    yield from _first(found.rows, _lost)
    if found.addresses:
        text = ngettext(
            "{n} address received messages before and no longer does: {addresses}.",
            "{n} addresses received messages before and no longer do: {addresses}.",
            len(found.addresses),
        )
        told = [f"{address} ({name})" for address, name in found.addresses]
        n = len(found.addresses)
        yield Said(text.format(n=n, addresses=first_of(told, _MOST)))


def _lost(rows: tuple[Sequence[Entry], Sequence[str]]) -> str:
    from motxl.validation.words import listed_rows

    entries, members = rows
    return ngettext(
        "Row {rows} no longer goes to {names}, although it did in the earlier extracts.",
        "Rows {rows} no longer go to {names}, although they did in the earlier extracts.",
        len(entries),
    ).format(rows=listed_rows([one.row for one in entries]), names=first_of(members))


def rows_in_words(entries: Sequence[Entry]) -> str:
    """Some rows, by their numbers; one by its Réf. too."""
    from motxl.validation.words import listed_rows

    if len(entries) == 1:
        return _row(entries[0])
    return _("rows {rows}").format(rows=listed_rows([one.row for one in entries], most=None))


def _row(entry: Entry) -> str:
    row = _("row {row}").format(row=entry.row)
    return f"{row} ({entry.ref})" if entry.ref else row


def first_of(several: Sequence[str], most: int = _MOST_NAMES) -> str:
    """The first of some names, and how many more there are."""
    names = ", ".join(several[:most])
    more = len(several) - most
    if more > 0:
        return ngettext("{names} and {n} more", "{names} and {n} more", more).format(
            names=names, n=more
        )
    return names


def in_words(relevance: Relevance, reason: Reason) -> str:
    """A reason, for staff."""
    from motxl.extract.words import words_in

    words = words_in(language())
    if reason.kind == "named":
        return _("named in the row")
    if reason.kind == "jeton":
        service = relevance.programme.registers.service_called(reason.what)
        title = service.label if service else reason.what
        return _("jetons: {service}").format(service=title) if title else _("jetons")
    return words.reason(reason, relevance.title_of(reason))


def _of_the_example(address: str) -> list[Said]:
    """That nobody has written their own address yet: extracts show it, and it would send them."""
    if not address:
        return []
    text = _(
        "The sender's address is still the example address, {address}: write your own in the "
        "row “expéditeur” of the sheet Paramètres."
    )
    return [Said(text.format(address=address), hanging=False)]


def _of_age(prepared: Prepared) -> list[Said]:
    """That some of what was to come at the version's date is over, or that it is an old one."""
    found, day = prepared.passed, f"{prepared.source.day:%d/%m/%Y}"
    if found is None:
        return []
    version = f"{found.version:%d/%m/%Y}" if found.version is not None else ""
    lines = []
    if found.over:
        text = (
            ngettext(
                "The version dates from {version}: {n} dated event has passed since, and is "
                "not among the coming dates on {day}.",
                "The version dates from {version}: {n} dated events have passed since, and "
                "are not among the coming dates on {day}.",
                found.over,
            )
            if found.left
            else _("The version dates from {version}: on {day}, all its dated events have passed.")
        )
        lines.append(text.format(version=version, n=found.over, day=day))
    is_sent = prepared.for_members  # a colleague gets nothing by mail
    if is_sent and found.year_over is not None:
        text = _("The programme is that of {year}, which is over: is it the programme to send?")
        lines.append(text.format(year=found.year_over))
    elif is_sent and found.long_past:
        text = _(
            "The version dates from {version}, more than six months ago: is it still the one "
            "to send?"
        )
        lines.append(text.format(version=version))
    return [Said(line, hanging=False) for line in lines]
