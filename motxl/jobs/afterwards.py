"""What somebody should know after extracts were made: in words, for every door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.extract.batch import BatchResult
    from motxl.extract.readers import Reader
    from motxl.jobs.extract import Extracted


def said_after(readers: Sequence[Reader], found: Extracted) -> Iterator[str]:
    """Who got none and why, to whom nobody can write, and which files are of no use any more."""
    folder, result = found.folder, found.left
    for one in result.failed:
        yield _("{name}: {problem}").format(name=one.reader.name, problem=one.problem)
    yield from _unreached(readers, result)
    if result.unmarked:
        names = ", ".join(one.name for one in result.unmarked)
        yield _("There is no earlier extract to compare with for: {names}.").format(names=names)
    if result.outdated:
        n = len(result.outdated)
        text = ngettext(
            "{n} file in {folder} is no longer up to date, and no longer in manifest.json: "
            "{names}.",
            "{n} files in {folder} are no longer up to date, and no longer in manifest.json: "
            "{names}.",
            n,
        )
        yield text.format(n=n, folder=folder, names=", ".join(result.outdated))


def _unreached(readers: Sequence[Reader], result: BatchResult) -> Iterator[str]:
    members = [one for one in readers if one.kind == "member"]
    reasons = {reason for _reader, reason in result.unreached}
    if members and len(result.unreached) == len(members) > 1 == len(reasons):
        yield _(
            "No member has a contact with both an address and “À” in the column Envoi: fill "
            "in the sheet Contacts, or give your address directory with --contacts FILE."
        )
    else:
        for reader, reason in result.unreached:
            text = _("{name}: there is nobody to write to ({reason}).")
            yield text.format(name=reader.name, reason=reason)


def made_in(found: Extracted, *, named: bool = True) -> str:
    """How many extracts there are now, and in which folder, if that is to be ``named``."""
    folder, result = found.folder, found.left
    n = result.made
    text = (
        ngettext("{n} extract made in {folder}", "{n} extracts made in {folder}", n)
        if named
        else ngettext("{n} extract made", "{n} extracts made", n)
    )
    if result.kept and not result.made:
        n = result.kept
        text = (
            ngettext(
                "{n} extract is up to date in {folder}",
                "{n} extracts are up to date in {folder}",
                n,
            )
            if named
            else ngettext("{n} extract is up to date", "{n} extracts are up to date", n)
        )
    parts = [text.format(n=n, folder=folder)]
    if result.made and result.kept:
        text = ngettext("{n} was up to date", "{n} were up to date", result.kept)
        parts.append(text.format(n=result.kept))
    if result.failed:
        text = ngettext("{n} failed", "{n} failed", len(result.failed))
        parts.append(text.format(n=len(result.failed)))
    return ", ".join(parts) + "."


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
