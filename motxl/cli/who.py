"""``motxl who``: the members whom an entry concerns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    format_option,
    lang_option,
    say_not_read,
    wrapped,
)
from motxl.i18n import _, language, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.programme.model import Entry
    from motxl.programme.relevance import Reason, Relevance


@click.command(
    "who",
    short_help=_("List the members whom an entry concerns."),
    epilog=epilog(
        "motxl who programme-2025.xlsx 2025-034",
        "motxl who programme-2025.xlsx 1.2.1",
    ),
    help=_(
        """List the members of BOOK whom the entry REF concerns, and why: “whom do we invite?”.

REF is the Réf. of a row, or a code: then each row of that code is listed. Members who are named,
or share a border, a territory, a theme, or spend jetons on it, come first; an entry for everyone
(Portée Tous) concerns the others too: how many they are, and their names with --all."""
    ),
)
@book_argument()
@click.argument("ref", metavar=_("REF"))
@click.option(
    "--all", "everyone", is_flag=True,
    help=_("Name those too whom an entry concerns because it is for everyone."),
)  # fmt: skip
@format_option
@lang_option
@click.pass_context
def command(ctx: click.Context, book: Path, ref: str, everyone: bool, output_format: str) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.programme.relevance import Relevance

    opened = open_book(book)
    say_not_read(opened)
    programme = opened.programme
    relevance = Relevance(programme)
    entries = _entries(relevance, ref, book)
    found = [(entry, relevance.members_concerned(entry)) for entry in entries]
    if output_format == "json":
        import json

        data = [
            {
                "ref": entry.ref,
                "code": entry.code_text,
                "scope": relevance.scopes[entry.row],
                "members": [
                    {
                        "key": one.member.key,
                        "name": one.member.name,
                        "reasons": [{"kind": r.kind, "what": r.what} for r in one.reasons],
                    }
                    for one in concerned
                ],
            }
            for entry, concerned in found
        ]
        click.echo(json.dumps({"version": 1, "entries": data}, ensure_ascii=False, indent=2))
        return
    for number, (entry, concerned) in enumerate(found):
        if number:
            click.echo()
        head = f"{entry.ref or entry.code_text}  {entry.label}"
        click.echo(style(wrapped(head, "", "  "), bold=True))
        click.echo(_("Portée: {scope}").format(scope=relevance.scopes[entry.row]))
        direct = [one for one in concerned if one.reasons]
        for one in concerned if everyone else direct:
            reasons = "; ".join(in_words(relevance, reason) for reason in one.reasons)
            text = f"{one.member.title} · {reasons}" if reasons else one.member.title
            click.echo(wrapped(text, "  ", "    "))
        others = len(concerned) - len(direct)
        if others and not everyone:
            click.echo("  " + _for_everyone(others, after=bool(direct)))
        n = len(concerned)
        said = (
            ngettext("{n} member, {direct} directly.", "{n} members, {direct} directly.", n)
            if direct
            else ngettext("{n} member.", "{n} members.", n)
        )
        click.echo(said.format(n=n, direct=len(direct)), err=True)
        if perhaps := relevance.in_doubt.get(entry.row):
            text = ngettext(
                "It is in doubt whether it concerns {n} member more (motxl extract says why).",
                "It is in doubt whether it concerns {n} members more (motxl extract says why).",
                len(perhaps),
            )
            click.echo(wrapped(text.format(n=len(perhaps)), "", "  "), err=True)


def _for_everyone(n: int, *, after: bool) -> str:
    """Those whom an entry concerns for no reason of their own, in one line."""
    text = (
        ngettext("and everyone else: {n} member", "and everyone else: {n} members", n)
        if after
        else ngettext("everyone: {n} member", "everyone: {n} members", n)
    )
    return text.format(n=n)


def _entries(relevance: Relevance, ref: str, book: Path) -> list[Entry]:
    """The rows of a Réf., or the work under a code. ``MotxlError`` when there is none."""
    from motxl.errors import MotxlError
    from motxl.programme.codes import parse_code
    from motxl.text.normalise import normalise

    wanted = normalise(ref)
    known = relevance.scopes
    programme = relevance.programme
    found = [e for e in programme.entries if normalise(e.ref) == wanted and e.row in known]
    code = parse_code(ref.strip())
    if not found and code is not None:
        codes = relevance.outline.codes
        found = [entry for entry in relevance.work if codes.get(entry.row, ())[: len(code)] == code]
    if not found:
        raise MotxlError(
            _("{path} has no row with the Réf. or the code {ref}.").format(path=book, ref=ref)
        )
    return found


def in_words(relevance: Relevance, reason: Reason) -> str:
    """A reason, for staff."""
    from motxl.extract.words import words_in

    words = words_in(language())
    if reason.kind == "named":
        return _("named in the row")
    if reason.kind == "jeton":
        service = relevance.programme.registers.service_called(reason.what)
        title = service.label if service else reason.what
        return _("jetons: {service}").format(service=title) if title else _("jetons")
    theme = relevance.theme_called(reason.what)
    return words.reason(reason, theme.label if theme and reason.kind == "theme" else "")
