"""Whom rows concern, where somebody should look at it: in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from motxl.cli.common import wrapped
from motxl.cli.who import in_words
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.extract.losses import Losses
    from motxl.extract.readers import Reader
    from motxl.programme.audience import Audience, AudienceChange
    from motxl.programme.model import Entry
    from motxl.programme.relevance import Relevance
    from motxl.programme.remembered import Comparison

_MOST = 10
_MOST_NAMES = 3


def say_of_others(found: Sequence[AudienceChange]) -> None:
    """On stderr, the rows that concern others than before."""
    if not found:
        return
    text = ngettext(
        "{n} row concerns others than before. Look whether that is meant, before it is sent:",
        "{n} rows concern others than before. Look whether that is meant, before they are sent:",
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


def worth_a_look(
    relevance: Relevance, readers: Sequence[Reader], compared: Comparison | None
) -> Iterator[str]:
    """Rows that go to whom they may not be meant for, although the rules of Portée say so: those
    that name somebody and are for everyone as the heading above is, or as their Portée is now;
    those that name others and go to a member for its jetons, or a theme, alone; headings that name
    members and come along to others; texts that stand on a row for everyone as well."""
    if readers[0].kind != "member":
        return
    named = relevance.named_but_for_everyone
    if named:
        text = ngettext(
            "{n} row names members or a border and is for everyone, as its Portée is empty and "
            "that of the heading above is Tous. If it is not meant to be, write Ciblée:",
            "{n} rows name members or a border and are for everyone, as their Portée is empty and "
            "that of the heading above is Tous. If they are not meant to be, write Ciblée:",
            len(named),
        )
        yield wrapped(text.format(n=len(named)), "", "")
        for entry in named[:_MOST]:
            whom = "; ".join(filter(None, (entry.text("Adhérents concernés"), *entry.borders)))
            yield wrapped(f"{_row(entry)} · {whom}", "  ", "    ")
        if len(named) > _MOST:
            yield "  …"
    beside = relevance.beside_the_named
    for entry, reasons, members in beside[:_MOST]:
        text = ngettext(
            "{names} gets {row}, which names others ({others}), only for this: {reasons}.",
            "{n} members get {row}, which names others ({others}), only for this: {reasons}. They "
            "are {names}.",
            len(members),
        ).format(
            names=_names([one.title for one in members]),
            n=len(members),
            row=_row(entry),
            others=entry.text("Adhérents concernés"),
            reasons="; ".join(in_words(relevance, one) for one in reasons),
        )
        yield wrapped(text, "", "  ")
    if len(beside) > _MOST:
        yield "  …"
    yield from _wider(relevance, compared)


def _wider(relevance: Relevance, compared: Comparison | None) -> Iterator[str]:
    from motxl.programme.wider import headings_for_others, made_public, texts_for_everyone

    public = made_public(relevance, compared) if compared is not None else []
    if public:
        text = ngettext(
            "For everyone now, as its Portée says, though it names members: {rows}.",
            "For everyone now, as their Portée says, though they name members: {rows}.",
            len(public),
        )
        yield wrapped(text.format(rows=_rows(public)), "", "  ")
    found = list(headings_for_others(relevance))
    for heading, members in found[:_MOST]:
        text = ngettext(
            "{names} gets the text of the heading in {row}, which names others ({others}), with "
            "lines below it.",
            "{n} members get the text of the heading in {row}, which names others ({others}), with "
            "lines below it. They are {names}.",
            len(members),
        ).format(
            names=_names([one.title for one in members]),
            n=len(members),
            row=_row(heading),
            others=heading.text("Adhérents concernés"),
        )
        yield wrapped(text, "", "  ")
    twice = list(texts_for_everyone(relevance))
    for entry, other in twice[:_MOST]:
        text = _(
            "The text of {row}, which is for those whom it names ({members}), stands in {other} "
            "too, and goes to everyone."
        ).format(row=_row(entry), members=entry.text("Adhérents concernés"), other=_row(other))
        yield wrapped(text, "", "  ")
    if len(found) > _MOST or len(twice) > _MOST:
        yield "  …"


def get_less(found: Losses) -> Iterator[str]:
    """Who gets less than the extracts before gave them, a sentence per group."""
    from motxl.validation.words import listed_rows

    if found.members:
        text = ngettext(
            "{n} member had an extract before and gets none now under that name: {names}.",
            "{n} members had an extract before and get none now under that name: {names}.",
            len(found.members),
        )
        names = _names(found.members, _MOST)
        yield wrapped(text.format(n=len(found.members), names=names), "", "  ")
    for entries, members in found.rows[:_MOST]:
        text = ngettext(
            "Row {rows} no longer goes to {names}, as it did in the extracts before.",
            "Rows {rows} no longer go to {names}, as they did in the extracts before.",
            len(entries),
        ).format(rows=listed_rows([one.row for one in entries]), names=_names(members))
        yield wrapped(text, "", "  ")
    if len(found.rows) > _MOST:
        yield "  …"
    if found.addresses:
        text = ngettext(
            "{n} address was written to before and is not now: {addresses}.",
            "{n} addresses were written to before and are not now: {addresses}.",
            len(found.addresses),
        )
        told = [f"{address} ({name})" for address, name in found.addresses]
        n = len(found.addresses)
        yield wrapped(text.format(n=n, addresses=_names(told, _MOST)), "", "  ")


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
