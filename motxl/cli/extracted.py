"""What ``extract`` says of what it made, in words and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import after_keys, as_typed
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.extract.batch import BatchResult
    from motxl.extract.making import Made
    from motxl.extract.readers import Reader
    from motxl.jobs.extract import Extracted


def lines(done: Iterable[Made]) -> list[str]:
    """A line per extract: who, how much, and what became of it."""
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


def counted_lines(direct: int, common: int) -> str:
    """How many lines an extract has."""
    parts = []
    if direct or not common:
        parts.append(ngettext("{n} specific row", "{n} specific rows", direct).format(n=direct))
    if common:
        parts.append(
            ngettext("{n} row for everyone", "{n} rows for everyone", common).format(n=common)
        )
    return ", ".join(parts)


def say(book: Path, readers: Sequence[Reader], found: Extracted) -> None:
    """What a person should know, on stderr."""
    folder, result = found.folder, found.left

    def tell(text: str) -> None:
        click.echo(text, err=True)

    for one in result.failed:
        tell(_("{name}: {problem}").format(name=one.reader.name, problem=one.problem))
    _say_unreached(readers, result, tell)
    if result.unmarked:
        names = ", ".join(one.name for one in result.unmarked)
        tell(_("There is no earlier extract to compare with for: {names}.").format(names=names))
    if result.outdated:
        n = len(result.outdated)
        text = ngettext(
            "{n} file in {folder} is no longer up to date, and no longer in manifest.json: "
            "{names}.",
            "{n} files in {folder} are no longer up to date, and no longer in manifest.json: "
            "{names}.",
            n,
        )
        tell(text.format(n=n, folder=folder, names=", ".join(result.outdated)))
    if result.interrupted:
        tell(_("Interrupted: run the same command again to continue where it stopped."))
    tell(made_in(found))
    if result.made and not result.failed and readers[0].kind == "member":
        command = f"motxl mail preview {as_typed(book)} --extracts {as_typed(folder)}"
        tell(_("To send the extracts, begin with:"))
        click.echo(f"    {command}", err=True)  # never wrapped: it is there to be copied


def made_in(found: Extracted) -> str:
    """How many extracts there are now."""
    folder, result = found.folder, found.left
    n = result.made
    text = ngettext("{n} extract made in {folder}", "{n} extracts made in {folder}", n)
    if result.kept and not result.made:
        n = result.kept
        text = ngettext(
            "{n} extract is up to date in {folder}", "{n} extracts are up to date in {folder}", n
        )
    parts = [text.format(n=n, folder=folder)]
    if result.made and result.kept:
        text = ngettext("{n} was up to date", "{n} were up to date", result.kept)
        parts.append(text.format(n=result.kept))
    if result.failed:
        text = ngettext("{n} failed", "{n} failed", len(result.failed))
        parts.append(text.format(n=len(result.failed)))
    return ", ".join(parts) + "."


def _say_unreached(
    readers: Sequence[Reader], result: BatchResult, tell: Callable[[str], None]
) -> None:
    members = [one for one in readers if one.kind == "member"]
    reasons = {reason for _reader, reason in result.unreached}
    if members and len(result.unreached) == len(members) > 1 == len(reasons):
        tell(
            _(
                "No member has a contact with both an address and “À” in the column Envoi: "
                "fill in the sheet Contacts, or give your address directory with --contacts "
                "FILE."
            )
        )
    elif result.unreached:
        for reader, reason in result.unreached:
            tell(
                _("{name}: there is nobody to write to ({reason}).").format(
                    name=reader.name, reason=reason
                )
            )


def as_json(found: Extracted, doubts: Sequence[str]) -> None:
    """Print what was made as JSON, for scripts, on stdout."""
    import json

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
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
