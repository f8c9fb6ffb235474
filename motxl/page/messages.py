"""Messages for the page: what each would be, then drafts, of which no record is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motxl.errors import MotxlError
from motxl.page.opening import called
from motxl.page.ruletitles import with_titles

if TYPE_CHECKING:
    from motxl.book.protocol import Book
    from motxl.jobs.mail.planning import Plan, Planned
    from motxl.mail.desk import Desk
    from motxl.page.stage import Stage


def messages(book: Book, asked: Mapping[str, Any], stage: Stage) -> dict[str, Any]:
    """What is to become of the message of each extract in ``folder``, where those of ``archive``, a
    zip, are put first; with ``write``, drafts of those that nothing keeps back are made, as a file
    ``zip``."""
    from motxl.jobs.mail.desk import open_desk
    from motxl.jobs.mail.unrecorded import draft, plan
    from motxl.page.archives import unzip, zipped
    from motxl.page.earlier import leave_out_another

    if asked.get("archive"):
        unzip(Path(asked["archive"]).read_bytes(), Path(asked["folder"]))
    leave_out_another(Path(asked["folder"]), book.programme)
    desk = open_desk(book, called(asked), Path(asked["folder"]))
    found = plan(desk)
    letters = {} if asked["write"] else _letters(found)
    people = _people(desk)
    told = {
        "plans": [
            _plan(one, people, letters.get(one.outgoing.letter.member)) for one in found.plans
        ],
        "lacking": list(found.lacking),
        "unfinished": desk.is_unfinished,
    }
    if not asked["write"]:
        return {**told, "before": _before(book, desk, asked)}
    done = draft(desk, found, lambda n, total: stage("drafting", n, total))
    failed = [{"name": name, "why": why} for name, why in done.failed]
    if asked.get("zip") and done.made:
        Path(asked["zip"]).write_bytes(zipped(done.folder))
    return {**told, "drafted": done.made, "failed": failed}


def _before(book: Book, desk: Desk, asked: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """What to know before anything is sent, as before extracts are made."""
    from motxl.jobs.beforehand import said_before
    from motxl.jobs.extract import ExtractOptions, prepare

    try:
        prepared = prepare(book, called(asked), Path(asked["folder"]), ExtractOptions(processes=1))
    except MotxlError:  # a setting that extracts need, and these were made without
        return [(with_titles(text), False) for text in desk.doubts.told()]
    return [(with_titles(one.text), one.below) for one in said_before(prepared)]


def _people(desk: Desk) -> dict[str, str]:
    """Whose the addresses of the directory are, by address: names and functions."""
    people: dict[str, list[str]] = {}
    for one in desk.programme.registers.contacts or ():
        name = " ".join(filter(None, (one.first_name, one.last_name)))
        words = ", ".join(filter(None, (name, one.function)))
        if one.email and words:
            people.setdefault(one.email.casefold(), []).append(words)
    return {email: "; ".join(dict.fromkeys(words)) for email, words in people.items()}


def _plan(one: Plan, people: Mapping[str, str], letter: dict[str, Any] | None) -> dict[str, Any]:
    outgoing = one.outgoing
    named = ((email, people.get(email.casefold(), "")) for email in (*outgoing.to, *outgoing.cc))
    said = [f"{email} ({words})" if words else email for email, words in named]
    return {
        "name": outgoing.letter.name,
        "to": said[: len(outgoing.to)],
        "cc": said[len(outgoing.to) :],
        "goes": one.goes,
        "why": [*outgoing.problems, *((one.skipped,) if one.skipped else ())],
        "doubts": list(outgoing.doubts),
        "letter": letter,
    }


def _letters(found: Planned) -> dict[str, dict[str, Any]]:
    """The messages that go, in full, by the keys of their members."""
    return {
        outgoing.letter.member: {
            "sender": found.desk.sender.address,
            "subject": outgoing.text.subject,
            "text": outgoing.text.plain,
            "attached": [path.name for path in outgoing.paths],
        }
        for outgoing in found.full(found.going)
        if outgoing.text is not None
    }
