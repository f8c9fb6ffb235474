"""Messages for the page: what each would be, then drafts, of which no record is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from motxl.book.protocol import Book
    from motxl.jobs.mail.planning import Plan, Planned
    from motxl.page.stage import Stage


def messages(book: Book, asked: Mapping[str, Any], stage: Stage) -> dict[str, Any]:
    """What is to become of the message of each extract in ``folder``, where those of ``archive``, a
    zip, are put first; with ``write``, drafts of those that nothing keeps back are made, as a file
    ``zip``."""
    from motxl.jobs.mail.desk import open_desk
    from motxl.jobs.mail.unrecorded import draft, plan
    from motxl.page.archives import unzip, zipped
    from motxl.page.opening import called

    if asked.get("archive"):
        unzip(Path(asked["archive"]).read_bytes(), Path(asked["folder"]))
    desk = open_desk(book, called(asked), Path(asked["folder"]))
    found = plan(desk)
    letters = {} if asked["write"] else _letters(found)
    told = {
        "plans": [_plan(one, letters.get(one.outgoing.letter.member)) for one in found.plans],
        "lacking": list(found.lacking),
        "unfinished": desk.is_unfinished,
        "doubts": list(desk.doubts.told()),
    }
    if not asked["write"]:
        return told
    done = draft(desk, found, lambda n, total: stage("drafting", n, total))
    failed = [{"name": name, "why": why} for name, why in done.failed]
    if asked.get("zip") and done.made:
        Path(asked["zip"]).write_bytes(zipped(done.folder))
    return {**told, "drafted": done.made, "failed": failed}


def _plan(one: Plan, letter: dict[str, str] | None) -> dict[str, Any]:
    outgoing = one.outgoing
    return {
        "name": outgoing.letter.name,
        "to": list(outgoing.to),
        "cc": list(outgoing.cc),
        "goes": one.goes,
        "why": [*outgoing.problems, *((one.skipped,) if one.skipped else ())],
        "doubts": list(outgoing.doubts),
        "letter": letter,
    }


def _letters(found: Planned) -> dict[str, dict[str, str]]:
    """The messages that go, in full, by the keys of their members."""
    return {
        outgoing.letter.member: {"subject": outgoing.text.subject, "text": outgoing.text.plain}
        for outgoing in found.full(found.going)
        if outgoing.text is not None
    }
