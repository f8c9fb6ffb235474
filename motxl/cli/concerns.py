"""What concerns each reader, and why: ``motxl extract --explain``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from motxl.cli.common import wrapped
from motxl.controls import on_one_line
from motxl.i18n import _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.extract.readers import Reader
    from motxl.programme.relevance import Relevance


def _title(reader: Reader) -> str:
    return reader.name if reader.name == reader.key else f"{reader.name} ({reader.key})"


def show(readers: Sequence[Reader], relevance: Relevance, output_format: str) -> None:
    """As text for people, or as JSON."""
    from motxl.extract.content import Contents, reasons_in_words
    from motxl.extract.readers import content_of
    from motxl.extract.words import words_in
    from motxl.i18n import language

    contents, words = Contents(relevance), words_in(language())
    data = []
    for reader in readers:
        content = content_of(reader, contents)
        parts = {"direct": content.direct, "common": content.common}
        found = {
            part: [
                {
                    "ref": line.ref,
                    "code": line.code,
                    "label": line.label,
                    "reasons": list(reasons_in_words(line, relevance, words)),
                }
                for line in lines
                if not line.is_heading
            ]
            for part, lines in parts.items()
        }
        data.append((reader, found))
    if output_format == "json":
        import json

        told = [{"key": one.key, "name": one.name, **found} for one, found in data]
        click.echo(json.dumps({"version": 1, "members": told}, ensure_ascii=False, indent=2))
        return
    for number, (reader, found) in enumerate(data):
        if number:
            click.echo()
        click.echo(style(on_one_line(_title(reader)), bold=True))
        for line in found["direct"]:
            head = f"{line['code']}  {' ; '.join(line['reasons'])} · {line['label']}"
            click.echo(wrapped(head, "  ", "      "))
        if not found["direct"]:
            click.echo("  " + _("Nothing concerns it directly."))
        common = len(found["common"])
        text = ngettext("and {n} line for everyone", "and {n} lines for everyone", common)
        if common:
            click.echo("  " + text.format(n=common))
