"""What ``extract`` says of what it made, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import after_keys, as_typed, json_of
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.extract.making import Made
    from motxl.extract.readers import Reader
    from motxl.jobs.extract import Extracted


def lines(done: Iterable[Made]) -> list[str]:
    """A line per extract: who, how much, and what became of it."""
    from motxl.jobs.afterwards import counted_lines

    done = list(done)
    if not done:
        return []
    states = {"made": _("made"), "kept": _("up to date"), "failed": _("failed")}
    found = []
    for one in done:
        told = [one.reader.name, states[one.status]]
        if one.status != "failed":
            told.insert(1, counted_lines(*one.entries))
        found.append((one.reader.key, one.reader.name, " · ".join(told)))
    return after_keys(found)


def say(book: Path, readers: Sequence[Reader], found: Extracted) -> None:
    """What a person should know, on stderr."""
    from motxl.jobs.afterwards import made_in, said_after

    folder, result = found.folder, found.left

    def tell(text: str) -> None:
        click.echo(text, err=True)

    for sentence in said_after(readers, found):
        tell(sentence)
    if result.interrupted:
        tell(_("Interrupted: run the same command again to continue where it stopped."))
    tell(made_in(found))
    if result.made and not result.failed and readers[0].kind == "member":
        command = f"motxl mail preview {as_typed(book)} --extracts {as_typed(folder)}"
        tell(_("To send the extracts, begin with:"))
        click.echo(f"    {command}", err=True)  # never wrapped: it is there to be copied


def as_json(found: Extracted, doubts: Sequence[str]) -> None:
    """Print what was made as JSON, for scripts, on stdout."""
    from motxl.extract.making import SUFFIX

    data = {
        "version": 1,
        "folder": str(found.folder),
        "extracts": [
            {
                "key": one.reader.key,
                "name": one.reader.name,
                "language": one.reader.language,
                "status": one.status,
                "file": one.reader.stem + SUFFIX if one.status != "failed" else None,
                "direct": one.entries[0],
                "common": one.entries[1],
                "problem": one.problem or None,
            }
            for one in found.extracts
        ],
        "doubts": list(doubts),
        "outdated": list(found.left.outdated),
        "interrupted": found.left.interrupted,
    }
    click.echo(json_of(data))
