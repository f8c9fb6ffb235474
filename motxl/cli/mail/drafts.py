"""``motxl mail drafts``: a draft per member, to be looked at and sent by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motxl.cli.common import as_typed, epilog, force_option, lang_option
from motxl.cli.mail.common import (
    confirm_address_option,
    desk_of,
    desk_options,
    is_record_believed,
    login_options,
    places_of_drafts,
    say_counts,
    show_plans,
    without_record_option,
)
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.jobs.mail.drafts import Drafting, DraftsOptions
    from motxl.mail.desk import Desk


@click.command(
    "drafts",
    short_help=_("Prepare a draft per member (.eml files, a mailbox or Outlook)."),
    epilog=epilog(
        "motxl mail drafts programme-2025.xlsx --extracts extraits",
        "motxl mail drafts programme-2025.xlsx --extracts extraits "
        "--imap imaps://me@mail.example.org",
        "motxl mail drafts programme-2025.xlsx --extracts extraits --outlook "
        "--mailbox programme@example.org",
    ),
    help=_(
        "Make a draft for each member, with its extract attached, and send nothing.\n"
        "\n"
        "By default, the drafts are .eml files in the folder brouillons, inside the folder of "
        "the extracts: a\n"
        "double click opens a draft, ready to send. --imap puts the drafts among those of a "
        "mailbox,\n"
        "--outlook among those of classic Outlook on Windows. A member who has a draft gets "
        "no second draft,\n"
        "and motxl mail send sends nothing to this member; once you have sent the draft, "
        "record that with\n"
        "motxl mail status --confirm."
    ),
)
@desk_options
@places_of_drafts
@click.option(
    "--again", metavar=_("MEMBER"), multiple=True, help=_("Make this member's draft once more.")
)
@confirm_address_option
@without_record_option
@login_options
@force_option(_("Replace .eml files that were changed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    book: Path,
    folder: Path,
    password_command: str | None,
    token_command: str | None,
    **asked: Any,
) -> None:
    refuse_combinations(asked)
    from motxl.jobs.mail.drafts import DraftsOptions
    from motxl.mail.secrets import Commands

    asked["from_address"] = asked["from_address"] or asked["mailbox"]
    options = DraftsOptions(**asked, commands=Commands(password_command, token_command))
    ctx.exit(make_drafts(book, desk_of(book, folder, options), options))


def make_drafts(book: Path, desk: Desk, options: DraftsOptions) -> int:
    """Show what is planned and make it; the exit code."""
    from motxl.jobs.mail.drafts import drafting

    with drafting(desk, options) as run:
        found = run.planned
        show_plans(found.plans)
        anyway, going = options.without_record, bool(found.going)
        if not is_record_believed(run.record_in_doubt, anyway=anyway, ask=going):
            return 1
        if going:
            _make(run)
        else:
            say_counts(found)
    if going:
        _say(book, desk.folder, run)
    return 1 if run.failed or found.is_doubtful else 0


def refuse_combinations(asked: Mapping[str, Any]) -> None:
    """Raises ``UsageError`` for places of drafts that exclude each other."""
    if asked["imap"] is not None and asked["outlook"]:
        raise click.UsageError(_("Choose --imap or --outlook, not both."))
    if asked["mailbox"] is not None and not asked["outlook"]:
        raise click.UsageError(_("--mailbox can only be used with --outlook."))


def _make(run: Drafting) -> None:
    way = run.way()
    try:
        run.make(way, all_the_same=True)
    finally:
        for name, problem in run.failed:
            text = _("{name}: {problem}").format(name=name, problem=problem)
            click.echo(text, err=True)


def _say(book: Path, folder: Path, run: Drafting) -> None:
    text = ngettext("{n} draft was made in {place}.", "{n} drafts were made in {place}.", run.made)
    click.echo(text.format(n=run.made, place=run.where), err=True)
    if failed := len(run.failed):
        text = ngettext("{n} failed", "{n} failed", failed)
        click.echo(text.format(n=failed) + ".", err=True)
    if run.made:
        line = f"motxl mail status {as_typed(book)} --extracts {as_typed(folder)} --confirm-all"
        click.echo(_("Once the drafts are sent, run:"), err=True)
        click.echo(f"    {line}", err=True)
