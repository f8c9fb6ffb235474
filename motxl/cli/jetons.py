"""``motxl jetons``: the members' accounts of jetons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import book_argument, epilog, format_option, lang_option, terminal_width
from motxl.controls import on_one_line
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.extract.accounts import Account


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

Left is what was attributed, less what is reserved and spent. Exit code 1 when a balance is below
zero."""
    ),
)
@book_argument()
@click.argument("member", metavar=_("[MEMBER]"), required=False)
@format_option
@lang_option
@click.pass_context
def command(ctx: click.Context, book: Path, member: str | None, output_format: str) -> None:
    from motxl.errors import MotxlError
    from motxl.extract.accounts import accounts, unassigned
    from motxl.richtext.closest import closest_of
    from motxl.surfaces.file import open_book

    registers = open_book(book).programme.registers
    found = accounts(registers)
    if member is not None:
        called = {one.row for one in registers.members_called(member)}
        found = [one for one in found if one.member.row in called]
        if not found:
            closest = closest_of(member, registers.member_names)
            sentence = _("{path} has no active member called {name}.")
            if closest:
                sentence = _("{path} has no active member called {name}. Did you mean {closest}?")
            raise MotxlError(sentence.format(path=book, name=member, closest=closest))
    if output_format == "json":
        import json

        data = [
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
        ]
        click.echo(json.dumps({"version": 1, "members": data}, ensure_ascii=False, indent=2))
    else:
        for line in _table(found):
            click.echo(line)
        if member is not None:
            rows = {one.member.row for one in found}
            for move in registers.moves or ():
                if any(one.row in rows for one in registers.members_called(move.member)):
                    line = (
                        f"  {_day(move.date)}  {move.state:<9}  "
                        f"{_number(registers.jetons_of(move)):>4}  {move.service or move.ref}"
                    )
                    click.echo(on_one_line(line))
    for name in unassigned(registers) if member is None else ():
        click.echo(_("{name} has moves of jetons, and is no member.").format(name=name), err=True)
    ctx.exit(1 if any(one.left is not None and one.left < 0 for one in found) else 0)


def _table(found: list[Account]) -> list[str]:
    heads = [_("attributed"), _("requested"), _("reserved"), _("spent"), _("left")]
    rows = [
        [_number(n) for n in (one.attributed, one.requested, one.reserved, one.spent, one.left)]
        for one in found
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    room = max(min(terminal_width(), 100) - sum(widths) - 2 * len(widths), 12)
    names = [on_one_line(one.member.title) for one in found]
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
