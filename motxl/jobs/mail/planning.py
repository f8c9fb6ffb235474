"""What is to become of each message: sent, kept back or left; and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from motxl.i18n import _
from motxl.jobs.mail.reminding import why_not_reminded
from motxl.mail.dealt_with import has_older_draft, other_addresses, why_not
from motxl.mail.desk import Desk
from motxl.mail.eml import FOLDER, is_gone
from motxl.mail.folders import Noted, doubt, doubt_beside
from motxl.mail.history import History
from motxl.mail.ledger import LEDGER, Ledger, Letter
from motxl.mail.outgoing import Outgoing

if TYPE_CHECKING:
    from pandas import DataFrame


class Plan(NamedTuple):
    """What is to become of one message."""

    outgoing: Outgoing
    skipped: str
    """Why it is not sent; empty when it is"""
    earlier: bool = False
    """Whether the same organisation was sent another extract before"""
    unsure: bool = False
    """Whether nobody knows what became of it, or it went to other addresses than it would now"""

    @property
    def goes(self) -> bool:
        return not self.skipped and not self.outgoing.problems


@dataclass(frozen=True)
class Planned:
    """Every message of a folder that was asked for, in the order of its manifest."""

    desk: Desk
    plans: Sequence[Plan]
    everyone: bool
    """Whether no members were named"""
    most: int | None = None
    """How many are sent at most; ``None``: all"""

    def __repr__(self) -> str:
        going, kept_back = len(self.going), len(self.kept_back)
        return f"Planned({going} to send, {kept_back} kept back, of {len(self.plans)})"

    @property
    def going(self) -> Sequence[Plan]:
        return [one for one in self.plans if one.goes][: self.most]

    @property
    def kept_back(self) -> Sequence[Plan]:
        """Those that something speaks against."""
        return [one for one in self.plans if one.outgoing.problems]

    @cached_property
    def lacking(self) -> Sequence[str]:
        """The active members without an extract, by name; nobody where members were named."""
        return self.desk.without_extract() if self.everyone else []

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look: a message is kept back, what became of an earlier one is
        not sure, or messages would go while something in the workbook is in doubt."""
        desk, plans = self.desk, self.plans
        unsure = desk.doubts.any or desk.sender_is_example or desk.is_unfinished
        unsure = unsure or any(plan.goes and plan.outgoing.shared for plan in plans)
        return (
            bool(self.kept_back)
            or any(plan.unsure for plan in plans)
            or (unsure and any(plan.goes for plan in plans))
        )

    def record_in_doubt(self, ledger: Ledger | None) -> str:
        """Why the record of what was sent, or that of a folder beside with the same extracts, may
        be incomplete; empty when it may be believed."""
        desk = self.desk
        known = ledger if ledger is not None else Ledger(None, desk.folder / LEDGER)
        text = doubt(desk.folder, known, Noted.of(desk.manifest.header.get("record")))
        return text or doubt_beside(desk.folder, [plan.outgoing.letter for plan in self.going])

    def full(self, plans: Sequence[Plan]) -> Iterator[Outgoing]:
        """The messages with their texts, one at a time, as they were shown. The ``problems`` of one
        say why it can no longer be sent so."""
        for plan in plans:
            yield self.desk.message(plan.outgoing.letter.member, checked=True)

    def to_frame(self) -> DataFrame:
        """A line per message: key, name, addresses, problems, doubts, and why it is not sent."""
        import pandas as pd

        columns = ["key", "name", "to", "cc", "problems", "doubts", "skipped"]
        lines = [
            (one.outgoing.letter.member, one.outgoing.letter.name, one.outgoing.to,
             one.outgoing.cc, one.outgoing.problems, one.outgoing.doubts, one.skipped)
            for one in self.plans
        ]  # fmt: skip
        return pd.DataFrame(lines, columns=columns, dtype=object)


def planned(
    desk: Desk,
    only: Sequence[str],
    ledger: Ledger | None,
    again: frozenset[str] = frozenset(),
    confirmed: Sequence[str] = (),
    *,
    without_record: bool = False,
    most: int | None = None,
) -> Planned:
    """Every message, with why it is not sent. Their texts are made anew when they are sent.

    ``again`` are keys of members to whom it is sent once more. ``confirmed`` are addresses that are
    right as they are, though the record says otherwise; With ``without_record`` messages go even
    where a record is gone, and some may arrive twice. Raises ``MotxlError`` for a member without an
    extract, and for an address that no message goes to.
    """
    desk.check_addresses(confirmed)
    right = frozenset(map(str.casefold, confirmed))
    history = History(ledger, desk.folder)
    desk.leave_out_doubted(history, right)
    plans = []
    for letter in desk.letters(only or sorted(again)):
        skipped, unsure = "", False
        if desk.reminder is not None:
            told = why_not_reminded(desk, ledger, history, letter, again=letter.member in again)
            if told.why:  # nothing else about it matters, or keeps the others back
                quiet = desk.message(letter.member, checked=True)
                quiet = quiet._replace(text=None, problems=(), doubts=(), shared=False)
                plans.append(Plan(quiet, told.why, unsure=told.unsure))
                continue
        elif letter.member not in again:
            skipped, unsure = _skipped(desk, ledger, history, letter, without_record=without_record)
        # What was dealt with before is shown, and not looked into again.
        outgoing = desk.message(letter.member, checked=bool(skipped))
        problems = outgoing.problems
        if skipped and not problems and desk.is_outdated(letter.member):
            problems = (_("the programme has changed since: run motxl extract again"),)
        problems += desk.not_as_before(history, letter.member, right)
        shared = outgoing.shared and desk.is_newly_shared(history, letter.member)
        later = history.holds_later(letter) if not skipped else ""
        text = outgoing.text
        lighter = outgoing._replace(
            text=text._replace(plain="", html="") if text else None,
            problems=problems, shared=shared,
            doubts=(*outgoing.doubts, later) if later else outgoing.doubts,
        )  # fmt: skip
        earlier = desk.reminder is None and history.has_earlier(letter)
        plans.append(Plan(lighter, skipped, earlier, unsure))
    return Planned(desk, plans, not only and desk.reminder is None, most)


def _skipped(
    desk: Desk, ledger: Ledger | None, history: History, letter: Letter, *, without_record: bool
) -> tuple[str, bool]:
    """Why a message is not sent by itself, empty where it is; and whether nobody is sure of it."""
    before = why_not(ledger, letter, history.elsewhere(letter))
    skipped = before or history.far_away(letter, without_record=without_record)
    if not skipped:
        return "", False
    known = ledger.last(letter) if ledger is not None else None
    unsure = not before or (known is not None and known.state == "incertain")
    unsure = unsure or has_older_draft(ledger, letter)
    if known is not None and is_gone(known, desk.folder):
        unsure = True
        skipped = _(
            "a draft was made on {date} and is no longer in {folder}: if it was sent, run "
            "motxl mail status --confirm {member}; otherwise, run motxl mail drafts --again "
            "{member}"
        ).format(date=known.updated[:10], folder=FOLDER, member=letter.member)
    for more in (other_addresses(ledger, known, letter), history.holds_another(letter)):
        if more:
            skipped, unsure = f"{skipped} {more}", True
    return skipped, unsure
