"""``motxl mail preview``: the messages, before anything leaves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl import controls
from motxl.cli.common import epilog, force_option, lang_option, wrapped
from motxl.cli.mail.common import (
    Plan,
    desk_options,
    is_doubtful,
    is_record_doubtful,
    open_desk,
    planned,
    say_counts,
    show_plans,
)
from motxl.i18n import _
from motxl.output import style

if TYPE_CHECKING:
    from motxl.mail.templates import Text


@click.command(
    "preview",
    short_help=_("Show the messages, and what is missing or doubtful."),
    epilog=epilog(
        "motxl mail preview programme-2025.xlsx --extracts extraits",
        "motxl mail preview programme-2025.xlsx --extracts extraits --only ADH-03",
        "motxl mail preview programme-2025.xlsx --extracts extraits --html messages.html",
    ),
    help=_(
        """Show to whom each extract would go, and one message in full: of --only, else the first.

What is marked ✗ keeps a message back, ! is to be looked at, – was dealt with before. --html
writes all messages as a page. Nothing is sent. Exit code 1 when a message is kept back, or when
something of BOOK is in doubt."""
    ),
)
@desk_options
@click.option(
    "--html",
    "html",
    metavar=_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Also write all messages as a page for a browser."),
)
@force_option(_("Replace FILE if it exists."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    folder: Path,
    only: Sequence[str],
    contacts: Path | None,
    from_address: str | None,
    html: Path | None,
    force: bool,
) -> None:
    from motxl.mail.ledger import reading

    desk, _sender = open_desk(book, folder, contacts, from_address)
    with reading(folder) as ledger:
        plans = planned(desk, only, ledger)
        going = [plan for plan in plans if plan.goes]
        gone = is_record_doubtful(desk, ledger, going)
    show_plans(plans)
    shown = [plan for plan in plans if plan.outgoing.text is not None]
    for plan in shown if only else shown[:1]:
        text = desk.message(plan.outgoing.letter.member, checked=True).text
        if text is not None:
            _show_message(text)
    if html is not None:
        from motxl.files.saving import write_new
        from motxl.mail.page import page

        full = (
            Plan(desk.message(p.outgoing.letter.member, checked=True), p.skipped) for p in plans
        )
        data = page(((one.outgoing, one.skipped) for one in full), str(folder))
        write_new(html, controls.shown(data).encode(), overwrite=force)
        click.echo(_("{file} was written.").format(file=html), err=True)
    say_counts(desk, plans, everyone=not only)
    ctx.exit(1 if gone or is_doubtful(desk, plans) else 0)


def _show_message(text: Text) -> None:
    click.echo()
    click.echo(style(controls.on_one_line(text.subject), bold=True))
    click.echo()
    for line in text.plain.rstrip().split("\n"):
        click.echo(wrapped(line, "  ", "  ") if line else "")
    click.echo()
