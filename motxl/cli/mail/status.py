"""``motxl mail status``: the record of what was sent to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    force_option,
    format_option,
    json_of,
    lang_option,
    wrapped,
)
from motxl.cli.mail.common import extracts_option
from motxl.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from motxl.mail.ledger import Record
    from motxl.programme.registers import Registers

STATES = {
    "brouillon": N_("draft"),
    "en cours": N_("under way"),
    "envoyé": N_("sent"),
    "échec": N_("failed"),
    "incertain": N_("uncertain"),
    "confirmé": N_("confirmed"),
}


@click.command(
    "status",
    short_help=_("Show what was sent to whom; confirm the drafts that you have sent."),
    epilog=epilog(
        "motxl mail status programme-2025.xlsx --extracts extraits",
        "motxl mail status programme-2025.xlsx --extracts extraits --confirm ADH-03",
        "motxl mail status programme-2025.xlsx --extracts extraits --export envois.csv",
    ),
    help=_(
        "Show the record of what was sent from the folder of the extracts: each message, with "
        "its state, date\n"
        "and recipients.\n"
        "\n"
        "--confirm records that you sent a member's draft yourself, or that an uncertain "
        "message arrived.\n"
        "--export writes the whole record to a CSV file that Excel opens. The exit code is 1 "
        "when a message\n"
        "is uncertain, failed or still under way."
    ),
)
@book_argument()
@extracts_option
@click.option(
    "--confirm", metavar=_("MEMBER"), multiple=True,
    help=_("Record that this member's draft was sent, or that its uncertain message arrived."),
)  # fmt: skip
@click.option("--confirm-all", is_flag=True, help=_("Record that all drafts were sent."))
@click.option(
    "--export", metavar=_("FILE"), type=click.Path(path_type=Path, dir_okay=False),
    help=_("Also write the record to a CSV file."),
)  # fmt: skip
@format_option
@force_option(_("Replace FILE if it exists."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    folder: Path,
    confirm: Sequence[str],
    confirm_all: bool,
    export: Path | None,
    output_format: str,
    force: bool,
) -> None:
    from motxl.jobs.mail import status as job

    job.check(folder)
    if confirm or confirm_all:
        job.confirm(folder, confirm, partial(_registers, book), everything=confirm_all)
    found = job.status(folder)
    if found.in_doubt:
        click.echo(wrapped(found.in_doubt, "", ""), err=True)
    if export is not None:
        from motxl.files.saving import write_new

        write_new(export, _csv(found.records), overwrite=force)
        click.echo(_("{file} was written.").format(file=export), err=True)
    _show(found.records, output_format)
    _say(folder, found.records)
    ctx.exit(1 if found.is_doubtful else 0)


def _registers(book: Path) -> Registers:
    from motxl.book.file.filebook import open_book

    return open_book(book).programme.registers


def _show(records: Sequence[Record], output_format: str) -> None:
    if output_format == "json":
        data = [one._asdict() for one in records]
        click.echo(json_of({"version": 1, "messages": data}))
        return
    for one in records:
        click.echo(_line(one, records))


def _line(one: Record, records: Sequence[Record]) -> str:
    keys = max(len(record.member) for record in records)
    when = datetime.fromisoformat(one.updated).strftime("%d/%m/%Y %H:%M:%S")
    parts = [one.name, *_reminder(one), _(STATES[one.state]), when, ", ".join(one.recipients)]
    if one.detail and one.state in {"échec", "incertain", "brouillon", "envoyé"}:
        parts.append(one.detail)
    return wrapped(" · ".join(parts), f"{one.member:<{keys}}  ", " " * (keys + 2))


def _reminder(one: Record) -> list[str]:
    """Which reminder a message is; nothing for that of an extract."""
    from motxl.mail.reminders import number_of

    number = number_of(one)
    return [_("reminder {number}").format(number=number)] if number else []


def _say(folder: Path, records: Sequence[Record]) -> None:
    if not records:
        click.echo(_("Nothing has been sent from {folder} yet.").format(folder=folder), err=True)
        return
    counts = Counter[str](one.state for one in records)
    told = ", ".join(_counted(state, counts[state]) for state in STATES if counts[state])
    text = ngettext("{n} message: {states}.", "{n} messages: {states}.", len(records))
    click.echo(text.format(n=len(records), states=told), err=True)


def _counted(state: str, n: int) -> str:
    """``68 envoyés``."""
    match state:
        case "brouillon":
            text = ngettext("{n} draft", "{n} drafts", n)
        case "en cours":
            text = ngettext("{n} under way", "{n} under way", n)
        case "envoyé":
            text = ngettext("{n} sent", "{n} sent", n)
        case "échec":
            text = ngettext("{n} failed", "{n} failed", n)
        case "incertain":
            text = ngettext("{n} uncertain", "{n} uncertain", n)
        case _:
            text = ngettext("{n} confirmed", "{n} confirmed", n)
    return text.format(n=n)


def _csv(records: Sequence[Record]) -> bytes:
    from motxl.text.excelcsv import BOM, csv_line

    titles = [_("Key"), _("Member"), _("State"), _("Date"), _("To"), _("Files"), _("Version"),
              _("Attempt"), "Message-ID", _("Detail")]  # fmt: skip
    lines = [csv_line(titles)]
    for one in records:
        files = "\n".join(name.rpartition(":")[0] for name in one.files)
        detail = " · ".join((*_reminder(one), *filter(None, [one.detail])))
        cells = [one.member, one.name, _(STATES[one.state]), one.updated, ", ".join(one.recipients),
                 files, one.version, str(one.attempt), one.message_id, detail]  # fmt: skip
        lines.append(csv_line(cells))
    return (BOM + "".join(lines)).encode()
