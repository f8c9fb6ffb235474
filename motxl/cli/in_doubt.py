"""What ``extract`` says of what is in doubt in the workbook, before anything is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from motxl.cli.common import wrapped
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.extract.readers import Reader
    from motxl.programme.deciding import Column
    from motxl.programme.model import Programme
    from motxl.programme.registers import Contact, Register
    from motxl.programme.relevance import Relevance
    from motxl.programme.remembered import Comparison
    from motxl.validation.doubts import Doubts


def of_the_workbook(
    programme: Programme,
    contacts: Register[Contact] | None,
    readers: Sequence[Reader],
    compared: Comparison | None,
) -> Doubts | None:
    """``None`` for who is in charge of a theme, or a colleague, who is mailed nothing."""
    from motxl.validation.doubts import Doubts

    return Doubts(programme, contacts, compared) if readers[0].kind == "member" else None


def columns_called(names: Sequence[str]) -> list[Column]:
    """The columns that ``--confirm-values`` names. ``click.UsageError`` for a name that is none of
    those that decide who gets what, or that several tables have."""
    from motxl.programme.deciding import COLUMNS, called, short_name

    found = []
    for name in names:
        columns = called(name)
        if not columns:
            known = ", ".join(map(short_name, COLUMNS))
            text = _("{name} is no column that decides who gets what. These are: {known}.")
            raise click.UsageError(text.format(name=name, known=known))
        if len(columns) > 1:
            text = _("Several tables have a column {name}; write one of: {columns}.")
            listed = ", ".join(map(str, columns))
            raise click.UsageError(text.format(name=name, columns=listed))
        found += columns
    return found


def sentences(doubts: Doubts | None) -> list[str]:
    """All that is in doubt, a sentence each."""
    if doubts is None:
        return []
    return [*doubts.sentences(), *doubts.of_unseen(), *doubts.not_read()]


def of_another(relevance: Relevance, reader: Reader) -> list[str]:
    """What the extract of a theme's referent or a colleague would show although it is struck out
    or not seen, a sentence each; nothing for a member, whose doubts say it."""
    from motxl.validation.shown import shown_to_another

    if reader.kind == "theme":
        theme = relevance.theme_called(reader.key)
        concerns = relevance.of_theme(theme) if theme is not None else []
    elif reader.kind == "pilot":
        concerns = relevance.of_pilot(reader.key)
    else:
        return []
    found = shown_to_another(relevance, [one.entry for one in concerns])
    return [f"{one.place} · {one.sentence}" for one in found]


def lines_of_another(sentences: Sequence[str]) -> Iterator[str]:
    """The same under a heading; none where all is seen."""
    if sentences:
        heading = _("The extract shows what is struck out, or not seen in the workbook:")
        yield wrapped(heading, "", "")
    for sentence in sentences:
        yield wrapped(sentence, "  ", "    ")


def as_lines(doubts: Doubts | None) -> Iterator[str]:
    """The same under headings; none where all is sure."""
    if doubts is None:
        return
    whom = _(
        "Some of the workbook leaves in doubt who gets what. Messages that it may concern are "
        "kept back by motxl mail until it is put right, confirmed, or accepted in Contrôle:"
    )
    what = _(
        "Members would read what is struck out, or not seen in the workbook. Messages to those who "
        "would are kept back by motxl mail until it is shown or deleted:"
    )
    below = _("Rows below the end of a table are not read, and the extracts lack what they say:")
    for heading, found in (
        (whom, doubts.sentences()),
        (what, doubts.of_unseen()),
        (below, doubts.not_read()),
    ):
        told = list(found)
        if told:
            yield wrapped(heading, "", "")
        for sentence in told:
            yield wrapped(sentence, "  ", "    ")


def of_the_confirmed(compared: Comparison | None) -> Iterator[str]:
    """Which cells count as right from now on, for all members: nobody is asked again."""
    from motxl.validation.words import listed_rows

    if compared is None:
        return
    for column, keys in compared.confirmed.items():
        rows = sorted(compared.cells[column][key].row for key in keys)
        text = _("Confirmed for all members: {column}, rows {rows}.")
        yield wrapped(text.format(column=column, rows=listed_rows(rows)), "", "  ")


def of_values_alone(programme: Programme) -> Iterator[str]:
    """That nobody looked at what is struck out or not seen, where the format does not tell."""
    if not programme.shows_colours:
        what = _("what is struck out, or not seen by its colour: for that, save as .xlsx")
        yield wrapped(_("Not read: {what}.").format(what=what), "", "  ")
