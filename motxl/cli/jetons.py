"""``motxl jetons``: the members' accounts of jetons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import book_argument, epilog, format_option, lang_option, terminal_width
from motxl.controls import on_one_line
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.programme.accounts import Account, Booking
    from motxl.programme.registers import Registers


@click.command(
    "jetons",
    short_help=_("Show the members' accounts of jetons."),
    epilog=epilog(
        "motxl jetons programme-2025.xlsx",
        "motxl jetons programme-2025.xlsx ADH-03",
        "motxl jetons programme-2025.xlsx --format json",
    ),
    help=_(
        """Show how many jetons each member of BOOK was attributed, asked for, reserved, spent and
has left; or one MEMBER, by its key, name or alias, with each of its moves.

Left is what was attributed, less what is reserved and spent. Moves whose member is unknown, or may
be several, are nobody's: they have a line of their own. Exit code 1 when there are any, or a
balance is below zero."""
    ),
)
@book_argument()
@click.argument("member", metavar=_("[MEMBER]"), required=False)
@format_option
@lang_option
@click.pass_context
def command(ctx: click.Context, book: Path, member: str | None, output_format: str) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.errors import MotxlError
    from motxl.extract.readers import surely
    from motxl.programme.accounts import accounts, unassigned
    from motxl.text.closest import closest_of

    registers = open_book(book).programme.registers
    found = accounts(registers)
    nobodys = unassigned(registers)
    if member is not None:
        called = surely(registers.called(member))
        found = [one for one in found if one.member is called.member]
        if not found:
            closest = closest_of(member, registers.member_names)
            sentence = _("{path} has no active member called {name}.")
            if closest:
                sentence = _("{path} has no active member called {name}. Did you mean {closest}?")
            raise MotxlError(sentence.format(path=book, name=member, closest=closest))
        nobodys = [
            one for one in nobodys if called.member in registers.members_meant(one.move.member)
        ]
    if output_format == "json":
        import json

        data = {
            "version": 1,
            "members": [
                {
                    "key": one.member.key,
                    "name": one.member.name,
                    "attributed": one.attributed,
                    "requested": one.requested,
                    "reserved": one.reserved,
                    "spent": one.spent,
                    "left": one.left,
                }
                for one in found
            ],
            "unassigned": [
                {
                    "row": one.move.row,
                    "name": one.move.member,
                    "members": [m.key for m in registers.called(one.move.member).members],
                    "closest": _closest(registers, one.move.member),
                    "state": one.move.state,
                    "jetons": one.jetons,
                }
                for one in nobodys
            ],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for line in _table(found, nobodys):
            click.echo(line)
        for account in found if member is not None else ():
            for booking in account.bookings:
                move = booking.move
                line = (
                    f"  {_day(move.date)}  {move.state:<9}  "
                    f"{_number(booking.jetons):>4}  {move.service or move.ref}"
                )
                click.echo(on_one_line(line))
    for booking in nobodys:
        click.echo(_nobodys(registers, booking), err=True)
    below = any(one.left is not None and one.left < 0 for one in found)
    ctx.exit(1 if below or nobodys else 0)


def _closest(registers: Registers, name: str) -> str | None:
    return registers.closest_to(name) if registers.called(name).is_unknown else None


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


def _table(found: list[Account], nobodys: list[Booking]) -> list[str]:
    """A line for each account, and one for what is no member's."""
    from motxl.programme.accounts import total

    heads = [_("attributed"), _("requested"), _("reserved"), _("spent"), _("left")]
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
