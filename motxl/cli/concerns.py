"""What concerns each reader, and why: ``motxl extract --explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from motxl.cli.common import json_of, wrapped
from motxl.controls import on_one_line
from motxl.i18n import _, language, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.extract.content import Content
    from motxl.extract.readers import Reader
    from motxl.jobs.extract import Explained


def _title(reader: Reader) -> str:
    return reader.name if reader.name == reader.key else f"{reader.name} ({reader.key})"


def show(explained: Explained, output_format: str) -> None:
    """As text for people, or as JSON."""
    data: list[tuple[Reader, dict[str, Any]]] = [
        (reader, {**_parts(content, explained), "left_out": content.left_out or None})
        for reader, content in explained.contents
    ]
    if output_format == "json":
        told = [{"key": one.key, "name": one.name, **found} for one, found in data]
        click.echo(json_of({"version": 1, "members": told}))
        return
    for number, (reader, found) in enumerate(data):
        if number:
            click.echo()
        click.echo(style(on_one_line(_title(reader)), bold=True))
        for line in found["direct"]:
            head = f"{line['code']}  {' ; '.join(line['reasons'])} · {line['label']}"
            click.echo(wrapped(head, "  ", "      "))
        if not found["direct"]:
            click.echo("  " + _("No row concerns this recipient directly."))
        common = len(found["common"])
        text = ngettext("and {n} row for everyone", "and {n} rows for everyone", common)
        if common:
            click.echo("  " + text.format(n=common))
        if found["left_out"]:
            click.echo("  " + said_left_out(found["left_out"]))


def said_left_out(left_out: str) -> str:
    """That the actions for everyone are not in an extract, and what is."""
    if left_out == "headings":
        return _("only the headings above the actions for everyone")
    return _("without the actions for everyone")


def _parts(content: Content, explained: Explained) -> dict[str, list[dict[str, Any]]]:
    """The lines of both parts of an extract, without headings, as JSON has them."""
    from motxl.extract.content import reasons_in_words
    from motxl.extract.words import words_in

    words = words_in(language())
    parts = {"direct": content.direct, "common": content.common}
    return {
        part: [
            {
                "ref": line.ref,
                "code": line.code,
                "label": line.label,
                "reasons": list(reasons_in_words(line, explained.relevance, words)),
            }
            for line in lines
            if not line.is_heading
        ]
        for part, lines in parts.items()
    }
