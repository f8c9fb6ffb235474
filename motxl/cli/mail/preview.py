"""``motxl mail preview``: the messages, before anything leaves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motxl import controls
from motxl.cli.common import epilog, force_option, lang_option, wrapped
from motxl.cli.mail.common import (
    desk_of,
    desk_options,
    say_counts,
    say_record,
    show_plans,
)
from motxl.i18n import _
from motxl.output import style

if TYPE_CHECKING:
    from motxl.jobs.mail.preview import Preview
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
        "Show to whom each extract would go, and one message in full: that of --only, "
        "otherwise the first.\n"
        "\n"
        "✗ marks a message that is kept back, “!” a message to look at, “–” a message dealt "
        "with before.\n"
        "--html writes all messages to a page. Nothing is sent. The exit code is 1 when a "
        "message is kept\n"
        "back, or when something in BOOK is in doubt."
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
    /,
    book: Path,
    folder: Path,
    html: Path | None,
    force: bool,
    **asked: Any,
) -> None:
    from motxl.jobs.mail.desk import MailOptions
    from motxl.jobs.mail.preview import preview

    options = MailOptions(**asked)
    found = preview(desk_of(book, folder, options), options.only)
    show_preview(found, options.only)
    if html is not None:
        from motxl.files.saving import write_page

        write_page(html, found.page(), overwrite=force)
        click.echo(_("{file} was written.").format(file=html), err=True)
    say_counts(found.planned)
    ctx.exit(1 if found.is_doubtful else 0)


def show_preview(found: Preview, only: Sequence[str]) -> None:
    """Who gets what, and one message in full, or those of the members that were named."""
    say_record(found.record_in_doubt)
    show_plans(found.planned.plans)
    for text in found.texts(None if only else 1):
        _show_message(text)


def _show_message(text: Text) -> None:
    click.echo()
    click.echo(style(controls.on_one_line(text.subject), bold=True))
    click.echo()
    for line in text.plain.rstrip().split("\n"):
        click.echo(wrapped(line, "  ", "  ") if line else "")
    click.echo()
