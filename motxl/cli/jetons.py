"""``motxl jetons``: the members' accounts of jetons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    format_option,
    json_of,
    lang_option,
    terminal_width,
)
from motxl.controls import on_one_line
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.jobs.jetons import Jetons
    from motxl.programme.accounts import Account, Booking
    from motxl.programme.registers import Registers


@click.command(
    "jetons",
    short_help=_("Show the members' jeton accounts."),
    epilog=epilog(
        "motxl jetons programme-2025.xlsx",
        "motxl jetons programme-2025.xlsx ADH-03",
        "motxl jetons programme-2025.xlsx --format json",
    ),
    help=_(
        "Show how many jetons each member of BOOK was allocated, has requested, reserved and "
        "spent, and has\n"
        "left; or show one MEMBER (key, name or alias), with each of its requests.\n"
        "\n"
        "What is left is what was allocated, less what is reserved and spent. Requests whose "
        "member is\n"
        "unknown, or may be one of several, count for no member: they have a line of their "
        "own. The exit code\n"
        "is 1 when there are such requests, or when a balance is below zero."
    ),
)
@book_argument()
@click.argument("member", metavar=_("[MEMBER]"), required=False)
@format_option
@lang_option
@click.pass_context
def command(ctx: click.Context, book: Path, member: str | None, output_format: str) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.jobs.jetons import jetons

    found = jetons(open_book(book), book, member)
    if output_format == "json":
        click.echo(_as_json(found))
    else:
        for line in _table(found.accounts, found.unassigned):
            click.echo(line)
        for account in found.accounts if member is not None else ():
            for booking in account.bookings:
                click.echo(_as_line(booking))
    for booking in found.unassigned:
        click.echo(_nobodys(found.registers, booking), err=True)
    for account in found.accounts:
        for answer in found.to_check(account):
            text = _(
                "{name} has asked for “{text}” jetons for {ref} in an answer that is to be "
                "checked: see the sheet Réponses."
            )
            told = text.format(name=account.member.title, text=answer.text, ref=answer.ref)
            click.echo(on_one_line(told), err=True)
    ctx.exit(1 if found.is_doubtful else 0)


def _as_line(booking: Booking) -> str:
    move = booking.move
    return on_one_line(
        f"  {_day(move.date)}  {move.state:<9}  "
        f"{_number(booking.jetons):>4}  {move.service or move.ref}"
    )


def _as_json(found: Jetons) -> str:
    data = {
        "version": 1,
        "members": [
            {
                "key": one.member.key,
                "name": one.member.name,
                "allocated": one.attributed,
                "requested": one.requested,
                "reserved": one.reserved,
                "spent": one.spent,
                "left": one.left,
            }
            for one in found.accounts
        ],
        "unassigned": [
            {
                "row": one.move.row,
                "name": one.move.member,
                "members": [m.key for m in found.registers.called(one.move.member).members],
                "closest": found.closest_to(one),
                "state": one.move.state,
                "jetons": one.jetons,
            }
            for one in found.unassigned
        ],
    }
    return json_of(data)


def _nobodys(registers: Registers, booking: Booking) -> str:
    """Why a move is nobody's, and what to do."""
    from motxl.validation.words import said_of_name

    move = booking.move
    said = (
        " ".join(filter(None, said_of_name(registers, move.member)))
        if move.member
        else _("This request names no member.")
    )
    sheet = registers.moves.sheet if registers.moves else ""
    return _("{sheet}, row {row}: {said}").format(sheet=sheet, row=move.row, said=said)


def _table(found: Sequence[Account], nobodys: Sequence[Booking]) -> list[str]:
    """A line for each account, and one for what is no member's."""
    from motxl.programme.accounts import total

    heads = [_("allocated"), _("requested"), _("reserved"), _("spent"), _("left")]
    rows = [
        [_number(n) for n in (one.attributed, one.requested, one.reserved, one.spent, one.left)]
        for one in found
    ]
    names = [on_one_line(one.member.title) for one in found]
    if nobodys:
        names.append(_("(no member)"))
        sums = (total(nobodys, stage) for stage in ("requested", "reserved", "spent"))
        rows.append([_number(n) for n in (None, *sums, None)])
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    room = max(min(terminal_width(), 100) - sum(widths) - 2 * len(widths), 12)
    name_width = min(room, max(map(len, names), default=6))
    lines = [" " * name_width + "".join(f"  {h:>{w}}" for h, w in zip(heads, widths, strict=True))]
    for name, row in zip(names, rows, strict=True):
        short = name if len(name) <= name_width else name[: name_width - 1] + "…"
        lines.append(
            f"{short:<{name_width}}"
            + "".join(f"  {n:>{w}}" for n, w in zip(row, widths, strict=True))
        )
    return lines


def _number(value: float | None) -> str:
    """A number as it is read; a dash where it is not known."""
    return "–" if value is None else f"{value:g}"


def _day(value: object) -> str:
    from datetime import date

    return f"{value:%d/%m/%Y}" if isinstance(value, date) else f"{value or '':<10}"
