"""Sending a list of messages: each at most once, at a pace that servers take, with a record.

Retries wait longer each time; a server that does not let us in ends the run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from email.message import EmailMessage
from typing import Literal, NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.mail.ledger import Ledger, Letter, Record
from motxl.mail.message import compose, message_id
from motxl.mail.outgoing import Outgoing
from motxl.mail.sender import Sender
from motxl.mail.smtp import Connection, Delivery, UnreachableError
from motxl.programme.addresses import parse_address

VIA = "smtp"
Outcome = Literal["sent", "skipped", "failed", "uncertain"]


class Report(NamedTuple):
    """What became of one message in this run."""

    letter: Letter
    outcome: Outcome
    detail: str = ""


class Pace(NamedTuple):
    """How fast, and how patiently."""

    per_minute: float = 30
    """Messages; 0 is as fast as it goes. 30 is Microsoft 365's limit ("Exchange Online limits")"""
    tries: int = 4
    first_wait: float = 15
    """Seconds before the second try; each wait is twice the one before"""
    sleep: Callable[[float], None] = time.sleep


class _UnderWay:
    """A message that is being handed over, and whether its last byte may have left."""

    def __init__(self, ledger: Ledger, record: Record) -> None:
        self._ledger = ledger
        self._record = record
        self.handed_over = False

    def hand_over(self) -> None:
        self._ledger.hand_over(self._record)
        self.handed_over = True

    def take_back(self) -> None:
        """The server has refused it: it has surely not been taken."""
        if self.handed_over:
            self._ledger.hand_over(self._record, really=False)
            self.handed_over = False


class Sending:
    """One run over one server."""

    def __init__(
        self,
        open_connection: Callable[[], Connection],
        ledger: Ledger,
        sender: Sender,
        pace: Pace,
        under_way: Callable[[Letter], str] = lambda _letter: "",
    ) -> None:
        """``under_way`` says, of a letter that was just noted as begun, why it is not to be sent
        after all: another folder's record has it too."""
        self._open = open_connection
        self._ledger = ledger
        self._sender = sender
        self._pace = pace
        self._under_way = under_way
        self._connection: Connection | None = None
        self._last_sent: float | None = None

    def run(
        self, letters: Iterable[Outgoing], again: frozenset[str] = frozenset()
    ) -> Iterator[Report]:
        """Send what is to be sent; ``again`` names members to whom it is sent once more.

        ``LoginError`` ends it: the messages that follow were not begun.
        """
        try:
            for outgoing in letters:
                yield self._send(outgoing, again=outgoing.letter.member in again)
        finally:
            self._close()

    def _send(self, outgoing: Outgoing, *, again: bool) -> Report:
        letter, ledger = outgoing.letter, self._ledger
        if outgoing.problems:
            return Report(letter, "failed", "; ".join(outgoing.problems))
        known = ledger.last(letter)
        attempt = (known.attempt if known else 0) + (1 if known is None or again else 0)
        # Composed first: what cannot be composed is not begun.
        try:
            message = compose(
                outgoing, self._sender, attempt=attempt, at=datetime.now().astimezone()
            )
        except MotxlError as error:
            return Report(letter, "failed", str(error))
        record = ledger.begin(letter, VIA, message_id(outgoing, self._sender, attempt), again=again)
        meanwhile = "" if again else self._under_way(letter)
        if meanwhile:
            ledger.end(record, "échec", meanwhile)
            return Report(letter, "failed", meanwhile)
        under_way = _UnderWay(ledger, record)
        try:
            delivery = self._try(outgoing, message, under_way)
        except BaseException:
            if under_way.handed_over:
                ledger.end(
                    record,
                    "incertain",
                    _("interrupted while the message was being handed over to the server"),
                )
            else:
                ledger.end(
                    record,
                    "échec",
                    _("the run ended before the message was handed over to the server"),
                )
            raise
        return self._recorded(letter, record, delivery)

    def _recorded(self, letter: Letter, record: Record, delivery: Delivery) -> Report:
        detail = delivery.detail
        if delivery.left_out and delivery.fate in {"sent", "unknown"}:
            detail = _("refused: {addresses}").format(addresses="; ".join(delivery.left_out))
        if delivery.fate == "sent":
            self._ledger.end(record, "envoyé", detail)
            if delivery.left_out:
                return Report(letter, "failed", _("sent, but not to everybody ({detail})").format(
                    detail=detail))  # fmt: skip
            return Report(letter, "sent")
        if delivery.fate == "unknown":
            self._ledger.end(record, "incertain", detail)
            return Report(letter, "uncertain", detail)
        self._ledger.end(record, "échec", detail)
        return Report(letter, "failed", detail)

    def _try(self, outgoing: Outgoing, message: EmailMessage, under_way: _UnderWay) -> Delivery:
        delivery = Delivery("lost")
        sender = parse_address(self._sender.address)[1]
        wait = 0.0
        for number in range(1, self._pace.tries + 1):
            if wait:
                self._pace.sleep(wait)
            was_open = self._connection is not None
            wait = self._pace.first_wait * 2 ** (number - 1)
            try:
                connection = self._connected()
            except UnreachableError as error:
                delivery = Delivery("lost", str(error))
                continue
            self._keep_pace()
            under_way.take_back()
            delivery = connection.deliver(
                message,
                sender,
                outgoing.to,
                outgoing.cc,
                under_way.hand_over,
                last_try=number == self._pace.tries,
            )
            self._last_sent = time.monotonic()
            if delivery.fate in {"lost", "unknown"}:
                self._close()
            if delivery.fate not in {"lost", "later"}:
                break
            if delivery.fate == "lost" and was_open and number == 1:
                wait = 0  # a server closes a connection that it has had for long
        return delivery

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _keep_pace(self) -> None:
        """Keep the pace."""
        if self._pace.per_minute and self._last_sent is not None:
            due = self._last_sent + 60 / self._pace.per_minute - time.monotonic()
            if due > 0:
                self._pace.sleep(due)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
