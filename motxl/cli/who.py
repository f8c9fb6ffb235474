"""``motxl who``: the members whom an entry concerns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    format_option,
    json_of,
    lang_option,
    say_not_read,
    wrapped,
)
from motxl.i18n import _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.jobs.who import Row, Who
    from motxl.programme.common_part import CommonPart
    from motxl.programme.relevance import Relevance


@click.command(
    "who",
    short_help=_("List the members whom a row concerns."),
    epilog=epilog(
        "motxl who programme-2025.xlsx 2025-034",
        "motxl who programme-2025.xlsx 1.2.1",
    ),
    help=_(
        "List the members of BOOK whom the row REF concerns, and why: “whom do we invite?”.\n"
        "\n"
        "REF is the Réf. of a row, or a code; for a code, each row that has it is listed. "
        "Members who are\n"
        "named in the row, share a border, a territory or a theme with it, or spend jetons on "
        "it, come first.\n"
        "A row for everyone (Portée Tous) concerns the others too: their number is shown, and "
        "with --all\n"
        "their names."
    ),
)
@book_argument()
@click.argument("ref", metavar=_("REF"))
@click.option(
    "--all", "everyone", is_flag=True,
    help=_("Also name the members whom a row concerns only because it is for everyone."),
)  # fmt: skip
@format_option
@lang_option
def command(book: Path, ref: str, everyone: bool, output_format: str) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.jobs.who import who

    opened = open_book(book)
    say_not_read(opened)
    found = who(opened, book, ref)
    if output_format == "json":
        click.echo(_as_json(found))
        return
    for number, row in enumerate(found.rows):
        if number:
            click.echo()
        _show(row, found.relevance, everyone=everyone)
    if found.left_out:
        click.echo(wrapped(_not_extracted(found.part), "", "  "), err=True)


def _not_extracted(part: CommonPart | None) -> str:
    """That those whom an entry concerns as it does everyone do not find it in their extracts."""
    if part is None:
        return _("“lignes communes” in Paramètres cannot be read: run motxl extract to see why.")
    return (
        _("For a row for everyone, extracts show only the headings above it (see “lignes "
          "communes” in Paramètres).")
        if part == "headings"
        else _("A row for everyone is only in the extracts of the members whom it concerns "
               "directly (see “lignes communes” in Paramètres).")
    )  # fmt: skip


def _as_json(found: Who) -> str:
    data = [
        {
            "ref": row.entry.ref,
            "code": row.entry.code_text,
            "scope": row.scope,
            "members": [
                {
                    "key": one.member.key,
                    "name": one.member.name,
                    "reasons": [{"kind": r.kind, "what": r.what} for r in one.reasons],
                    "answers": [
                        {"column": a.column, "value": a.text, "state": a.state}
                        for a in row.answers.get(one.member.row, ())
                    ],
                }
                for one in row.members
            ],
        }
        for row in found.rows
    ]
    return json_of({"version": 1, "entries": data})


def _show(row: Row, relevance: Relevance, *, everyone: bool) -> None:
    from motxl.jobs.beforehand import in_words

    head = f"{row.entry.ref or row.entry.code_text}  {row.entry.label}"
    click.echo(style(wrapped(head, "", "  "), bold=True))
    click.echo(_("Portée: {scope}").format(scope=row.scope))
    direct, n = row.direct, len(row.members)
    shown = [one for one in row.members if everyone or one.reasons or one.member.row in row.answers]
    for one in shown:
        reasons = "; ".join(in_words(relevance, reason) for reason in one.reasons)
        answers = "; ".join(
            f"{a.column}{_(':')} {a.text}" for a in row.answers.get(one.member.row, ())
        )
        text = " · ".join(filter(None, (one.member.title, reasons, answers)))
        click.echo(wrapped(text, "  ", "    "))
    others = n - len(shown)
    if others and not everyone:
        click.echo("  " + _for_everyone(others, after=bool(shown)))
    said = (
        ngettext(
            "{n} member is concerned directly.",
            "{n} members are concerned, {direct} of them directly.",
            n,
        )
        if direct
        else ngettext("{n} member is concerned.", "{n} members are concerned.", n)
    )
    click.echo(said.format(n=n, direct=len(direct)), err=True)
    if row.perhaps:
        text = ngettext(
            "It is in doubt whether the row concerns {n} more member (run motxl extract to "
            "see why).",
            "It is in doubt whether the row concerns {n} more members (run motxl extract to "
            "see why).",
            row.perhaps,
        )
        click.echo(wrapped(text.format(n=row.perhaps), "", "  "), err=True)


def _for_everyone(n: int, *, after: bool) -> str:
    """The members whom an entry concerns for no reason of their own, in one line."""
    text = (
        ngettext("and everyone else: {n} member", "and everyone else: {n} members", n)
        if after
        else ngettext("everyone: {n} member", "everyone: {n} members", n)
    )
    return text.format(n=n)
