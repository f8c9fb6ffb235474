"""The extracts over SMTP: each member at most once, or all to one address as a test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from motxl.errors import MotxlError, UsageError
from motxl.extract.readers import key_of
from motxl.i18n import _
from motxl.jobs.mail.desk import RecordedOptions
from motxl.jobs.mail.planning import Plan, Planned, planned
from motxl.jobs.progress import Progress, unheard
from motxl.mail.dealt_with import take_as_told
from motxl.mail.desk import Desk
from motxl.mail.elsewhere import Elsewhere, only_sender
from motxl.mail.folders import stamp
from motxl.mail.imap import user_of
from motxl.mail.ledger import Ledger, writing
from motxl.mail.message import compose
from motxl.mail.outgoing import Outgoing
from motxl.mail.secrets import Commands, NoSecretError, find_secret
from motxl.mail.sender import Sender
from motxl.mail.sending import Pace, Report, Sending
from motxl.mail.server import parse_server
from motxl.mail.smtp import DEFAULT_TIMEOUTS, Connection, Delivery, Timeouts, connect
from motxl.programme.addresses import parse_address
from motxl.programme.registers import Member

_PASSWORD = "MOTXL_SMTP_PASSWORD"
"""The variable of the environment that may hold the password"""


@dataclass(frozen=True)
class SendOptions(RecordedOptions):
    """What is sent, and how."""

    resend: Sequence[str] = ()
    """Members to whom it is sent once more"""
    limit: int | None = None
    """How many messages are sent at most; ``None``: all"""
    rate: float = 30
    """Messages a minute; 0 is as fast as it goes"""

    def __post_init__(self) -> None:
        """``UsageError`` for numbers that mean nothing: a limit of -1 was all but the last."""
        if (self.limit is not None and self.limit < 1) or self.rate < 0:
            raise UsageError(
                _(
                    "The number of messages must be at least 1, and the number of "
                    "messages a minute must not be negative."
                )
            )


Opening = Callable[[], Connection]


class Sent(NamedTuple):
    """What became of the messages that were begun, and why the run ended before its end, if it
    did."""

    reports: Sequence[Report]
    left: Sequence[Plan]
    """Not begun"""
    stopped: BaseException | None
    kept_back: Sequence[Plan] = ()
    """Not to be sent before somebody has looked: their ``outgoing.problems`` say why"""

    def __repr__(self) -> str:
        sent, begun = self.count("sent"), len(self.reports)
        return (
            f"Sent({sent} sent of {begun} begun, {len(self.left)} not begun, "
            f"{len(self.kept_back)} kept back)"
        )

    def count(self, outcome: str) -> int:
        return sum(report.outcome == outcome for report in self.reports)

    @property
    def is_complete(self) -> bool:
        """Whether every message that is not dealt with was sent."""
        unsure = self.count("failed") or self.count("uncertain")
        return not (unsure or self.left or self.stopped or self.kept_back)


class SendRun:
    """A run that was planned, and holds the folder: what is sent is what was planned."""

    def __init__(
        self, found: Planned, ledger: Ledger, options: SendOptions, again: frozenset[str]
    ) -> None:
        self.planned = found
        self._ledger = ledger
        self._options = options
        self._again = again

    def seen(self) -> str:
        """Note that somebody has seen what was planned: addresses that messages did not go to are
        not told again. Returns why the record may be incomplete; empty when it may be believed."""
        in_doubt = self._in_doubt  # what is noted below counts as a step of the record, too
        skipped = [one.outgoing.letter for one in self.planned.plans if one.skipped]
        take_as_told(self._ledger, skipped)
        return in_doubt

    @cached_property
    def _in_doubt(self) -> str:
        return self.planned.record_in_doubt(self._ledger)

    def send(
        self, opening: Opening, progress: Progress = unheard, *, all_the_same: bool = False
    ) -> Sent:
        """Send what goes, each message noted before and after. What stops the run, by hand, by
        ``progress`` or by the server, is in the result.

        ``all_the_same`` says that somebody was told that the record may be incomplete, and wants to
        send. Raises ``MotxlError`` for such a record otherwise, and for one that cannot be written:
        nothing was begun then.
        """
        if self._in_doubt and not (all_the_same or self._options.without_record):
            raise MotxlError(self._in_doubt)
        going, ledger = self.planned.going, self._ledger
        desk = self.planned.desk
        ledger.make()
        stamp(desk.folder, ledger, [plan.outgoing.letter for plan in going])
        under_way = Elsewhere(desk.folder).under_way
        pace = _pace(self._options.rate)
        sending = Sending(opening, ledger, desk.sender, pace, under_way)
        done: list[Report] = []
        stopped: BaseException | None = None
        try:
            progress(0, len(going))
            for report in sending.run(self.planned.full(going), self._again):
                done.append(report)
                progress(len(done), len(going))
        except (MotxlError, KeyboardInterrupt) as error:
            stopped = error
        finally:
            with suppress(MotxlError):  # the record itself says more
                stamp(desk.folder, ledger)
        return Sent(done, going[len(done) :], stopped, self.planned.kept_back)


@contextmanager
def sending(desk: Desk, options: SendOptions = SendOptions()) -> Iterator[SendRun]:
    """Plan the messages; nobody else works in the folder meanwhile. Raises ``MotxlError`` as
    ``planned``; raises ``InUseError`` while another motxl works there or sends from beside."""
    again = frozenset(desk.keys_of(options.resend))
    with only_sender(desk.folder), writing(desk.folder) as ledger:
        ledger.settle()
        found = planned(
            desk, options.only, ledger, again, options.confirm_address,
            without_record=options.without_record, most=options.limit,
        )  # fmt: skip
        yield SendRun(found, ledger, options, again)


def opening(server: str, sender: Sender, commands: Commands, *, insecure: bool = False) -> Opening:
    """What opens a connection to ``smtp://name@host:587``; a token is asked for anew each time, as
    tokens expire. Raises ``UsageError`` for what is no address of a server; raises
    ``NoSecretError`` where it names who logs in, and there is no password."""
    where = parse_server(server, "smtp")
    user = user_of(where, sender)
    if find_secret(user, _PASSWORD, commands) is None and where.user:
        raise NoSecretError(user, _PASSWORD)

    def opened() -> Connection:
        secret = find_secret(user, _PASSWORD, commands)
        return connect(where._replace(user=user), secret, insecure=insecure, timeouts=_timeouts())

    return opened


def _pace(rate: float) -> Pace:
    wait = os.environ.get("MOTXL_MAIL_WAIT", "")
    first_wait = float(wait) if wait.replace(".", "", 1).isdigit() else Pace().first_wait
    return Pace(per_minute=rate, first_wait=first_wait)


def _timeouts() -> Timeouts:
    seconds = os.environ.get("MOTXL_MAIL_TIMEOUT", "")
    if seconds.replace(".", "", 1).isdigit():
        return Timeouts(float(seconds), float(seconds))
    return DEFAULT_TIMEOUTS


class NotSent(NamedTuple):
    """A message of a test that did not leave."""

    name: str
    reason: str
    """What the server said, or why it could no longer be sent as it was planned"""


class Tried(NamedTuple):
    """What became of a test."""

    sent: int
    failed: Sequence[NotSent]


class Trial:
    """A test: all messages go to one address, and nothing is recorded."""

    def __init__(self, desk: Desk, options: SendOptions, address: str) -> None:
        """Raises ``MotxlError`` as ``planned``."""
        found = planned(desk, options.only, None, confirmed=options.confirm_address)
        self._planned = found
        self._address = address
        self.plans = found.plans[: options.limit]

    @property
    def going(self) -> Sequence[Plan]:
        return [plan for plan in self.plans if not plan.outgoing.problems]

    @property
    def betrayed_to(self) -> Member | None:
        """The member whose address it is, where it would get the extracts of others."""
        members = self._planned.desk.members_with(self._address)
        keys = {key_of(one) for one in members}
        others = any(plan.outgoing.letter.member not in keys for plan in self.plans)
        return members[0] if members and others else None

    def send(self, opening: Opening, progress: Progress = unheard) -> Tried:
        """Send the messages and say what became of them. Raises ``MotxlError`` where the server
        cannot be reached, or refuses the login."""
        going = self.going
        progress(0, len(going))
        connection = opening()
        failed: list[NotSent] = []
        for number, outgoing in enumerate(self._planned.full(going), 1):
            name, problems = outgoing.letter.name, outgoing.problems
            if problems:
                failed.append(NotSent(name, "; ".join(problems)))
            else:
                delivery = self._deliver(connection, outgoing)
                if delivery.fate != "sent":
                    failed.append(NotSent(name, delivery.detail))
            progress(number, len(going))
        connection.close()
        return Tried(len(going) - len(failed), failed)

    def _deliver(self, connection: Connection, outgoing: Outgoing) -> Delivery:
        sender = self._planned.desk.sender
        now = datetime.now().astimezone()
        message = compose(outgoing, sender, at=now, test_to=self._address)
        del message["Message-ID"]  # the real one is the member's
        origin = parse_address(sender.address)[1]
        to = [self._address]
        return connection.deliver(message, origin, to, (), lambda: None, last_try=True)
