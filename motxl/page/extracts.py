"""Extracts for the page: who gets one and what to know before, then their making."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.book.protocol import Book
    from motxl.extract.making import Made
    from motxl.jobs.extract import Prepared
    from motxl.page.stage import Stage


def extracts(book: Book, asked: Mapping[str, Any], stage: Stage) -> dict[str, Any]:
    """With ``write``, the extracts of ``members`` (keys; empty: of all) are made in ``folder``, and
    put into a file ``zip`` where one is named; without, who would get one. ``common`` is how much
    of the actions for everyone goes along, or empty: as Paramètres says."""
    from motxl.jobs.beforehand import said_before
    from motxl.jobs.extract import ExtractOptions, make, part_asked, prepare
    from motxl.page.earlier import leave_out_another
    from motxl.page.opening import called
    from motxl.page.ruletitles import with_titles

    options = ExtractOptions(
        members=asked["members"],
        common=part_asked(asked["common"] or None),
        force=bool(asked.get("force")),
        processes=1,  # a page has no others
    )
    leave_out_another(Path(asked["folder"]), book.programme)
    prepared = prepare(book, called(asked), Path(asked["folder"]), options)
    told: dict[str, Any] = {
        "before": [[with_titles(one.text), one.below] for one in said_before(prepared)],
        "doubtful": prepared.is_doubtful,
        "nobody": _without(prepared),
    }
    if not asked["write"]:
        everyone = [[one.key, one.name] for one in prepared.everyone]
        return {**told, "members": everyone, "common": _said_in_workbook(prepared)}
    from motxl.jobs.afterwards import counted_lines, made_in, said_after
    from motxl.page.archives import zipped

    done = make(prepared, lambda n, total: stage("making", n, total))
    if asked.get("zip"):
        Path(asked["zip"]).write_bytes(zipped(done.folder))
    return {
        **told,
        "sentence": made_in(done, named=False),  # the folder is the page's own
        "complete": done.is_complete,
        "extracts": [_extract(one, counted_lines) for one in done.extracts],
        "after": list(said_after(prepared.readers, done)),
    }


def _extract(made: Made, counted: Any) -> dict[str, Any]:
    from motxl.extract.making import SUFFIX

    failed = made.status == "failed"
    return {
        "name": made.reader.name,
        "status": made.status,
        "file": "" if failed else made.reader.stem + SUFFIX,
        "lines": "" if failed else counted(*made.entries),
        "problem": made.problem,
    }


def _said_in_workbook(prepared: Prepared) -> str:
    from motxl.errors import MotxlError
    from motxl.programme.common_part import common_part_of

    try:
        return common_part_of(prepared.programme)
    except MotxlError:
        return ""  # said where nothing else is asked for


def _without(prepared: Prepared) -> list[str]:
    """The members who get no extract, and why."""
    members = prepared.programme.registers.members or ()
    return [
        _("{name} is not an active member (Adhérent en cours: {written}).").format(
            name=one.title, written=one.active_written
        )
        for one in members
        if one.title and not one.active
    ]
