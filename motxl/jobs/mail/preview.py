"""The messages, before anything leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from motxl.controls import shown
from motxl.jobs.mail.planning import Planned, planned
from motxl.mail.desk import Desk
from motxl.mail.ledger import reading
from motxl.mail.page import page
from motxl.mail.templates import Text


class Preview(NamedTuple):
    """What would be sent, and whether the record of what was sent may be believed."""

    planned: Planned
    record_in_doubt: str
    """Why the record may be incomplete; empty when it may be believed"""

    def __repr__(self) -> str:
        return f"Preview({self.planned!r})"

    @property
    def is_doubtful(self) -> bool:
        return bool(self.record_in_doubt) or self.planned.is_doubtful

    def texts(self, most: int | None = None) -> list[Text]:
        """The first messages in full, of those that nothing keeps back when they are read."""
        plans = [one for one in self.planned.plans if one.outgoing.text is not None][:most]
        return [one.text for one in self.planned.full(plans) if one.text is not None]

    def page(self) -> bytes:
        """All messages on one page for a browser, UTF-8."""
        plans, desk = self.planned.plans, self.planned.desk
        full = self.planned.full(plans)
        messages = ((one, plan.skipped) for one, plan in zip(full, plans, strict=True))
        return shown(page(messages, str(desk.folder))).encode()


def preview(desk: Desk, only: Sequence[str] = ()) -> Preview:
    """Work out the messages; nothing is sent or written. Raises ``MotxlError`` for a member without
    an extract."""
    with reading(desk.folder) as ledger:
        found = planned(desk, only, ledger)
        return Preview(found, found.record_in_doubt(ledger))
