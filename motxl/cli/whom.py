"""Whom rows concern, where somebody should look at it: in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import click

from motxl.cli.common import wrapped
from motxl.cli.who import in_words
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.extract.losses import Losses
    from motxl.programme.audience import Audience, AudienceChange
    from motxl.programme.model import Entry
    from motxl.programme.registers import Member
    from motxl.programme.relevance import Relevance
    from motxl.programme.wider import Beside, ToLookAt, Twice, Wider

_MOST = 10
_MOST_NAMES = 3


def say_of_others(found: Sequence[AudienceChange]) -> None:
    """On stderr, the rows that concern others than before."""
    if not found:
        return
    text = ngettext(
        "{n} row no longer concerns the same members as before. Check that this is meant, "
        "before anything is sent:",
        "{n} rows no longer concern the same members as before. Check that this is meant, "
        "before anything is sent:",
        len(found),
    )
    click.echo(wrapped(text.format(n=len(found)), "", ""), err=True)
    alike: dict[tuple[Audience, Audience], list[Entry]] = {}
    for one in found:
        alike.setdefault((one.before, one.after), []).append(one.entry)
    for (before, after), entries in alike.items():
        line = _("{row}: before {before}, now {after}").format(
            row=_rows(entries), before=_who(before), after=_who(after)
        )
        click.echo(wrapped(line, "  ", "    "), err=True)


def worth_a_look(relevance: Relevance, found: ToLookAt) -> Iterator[str]:
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
        yield wrapped(text.format(n=len(found.named)), "", "")
        yield from _first(found.named, _named, "  ", "    ")
    yield from _first(found.beside, partial(_beside, relevance))
    if found.public:
        text = ngettext(
            "This row is now for everyone, according to its Portée, though it names members: "
            "{rows}.",
            "These rows are now for everyone, according to their Portée, though they name "
            "members: {rows}.",
            len(found.public),
        )
        yield wrapped(text.format(rows=_rows(found.public)), "", "  ")
    yield from _first(found.headings, _wider, more=False)
    yield from _first(found.twice, _twice, more=False)
    if max(len(found.headings), len(found.twice)) > _MOST:
        yield "  …"


_T = TypeVar("_T")


def _first(
    several: Sequence[_T],
    said: Callable[[_T], str],
    first: str = "",
    others: str = "  ",
    *,
    more: bool = True,
) -> Iterator[str]:
    """The first of them, each on lines of its own; and with ``more`` that there are others."""
    for one in several[:_MOST]:
        yield wrapped(said(one), first, others)
    if more and len(several) > _MOST:
        yield "  …"


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
    return _names([one.title for one in members])


def get_less(found: Losses) -> Iterator[str]:
    """Who gets less than the extracts before gave them, a sentence per group."""
    if found.members:
        text = ngettext(
            "{n} member had an extract before and gets none now under that name: {names}.",
            "{n} members had an extract before and get none now under that name: {names}.",
            len(found.members),
        )
        names = _names(found.members, _MOST)
        yield wrapped(text.format(n=len(found.members), names=names), "", "  ")
    yield from _first(found.rows, _lost)
    if found.addresses:
        text = ngettext(
            "{n} address received messages before and no longer does: {addresses}.",
            "{n} addresses received messages before and no longer do: {addresses}.",
            len(found.addresses),
        )
        told = [f"{address} ({name})" for address, name in found.addresses]
        n = len(found.addresses)
        yield wrapped(text.format(n=n, addresses=_names(told, _MOST)), "", "  ")


def _lost(rows: tuple[Sequence[Entry], Sequence[str]]) -> str:
    from motxl.validation.words import listed_rows

    entries, members = rows
    return ngettext(
        "Row {rows} no longer goes to {names}, although it did in the earlier extracts.",
        "Rows {rows} no longer go to {names}, although they did in the earlier extracts.",
        len(entries),
    ).format(rows=listed_rows([one.row for one in entries]), names=_names(members))


def _rows(entries: Sequence[Entry]) -> str:
    from motxl.validation.words import listed_rows

    if len(entries) == 1:
        return _row(entries[0])
    return _("rows {rows}").format(rows=listed_rows([one.row for one in entries], most=None))


def _row(entry: Entry) -> str:
    row = _("row {row}").format(row=entry.row)
    return f"{row} ({entry.ref})" if entry.ref else row


def _who(members: Audience) -> str:
    if members is None:
        return _("everyone")
    if not members:
        return _("nobody")
    return _names([one.key or one.name for one in members])


def _names(several: Sequence[str], most: int = _MOST_NAMES) -> str:
    """The first of some names, and how many more there are."""
    names = ", ".join(several[:most])
    more = len(several) - most
    if more > 0:
        return ngettext("{names} and {n} more", "{names} and {n} more", more).format(
            names=names, n=more
        )
    return names
