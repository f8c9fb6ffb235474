"""What blocks sending."""

from __future__ import annotations

from typing import NamedTuple

from motxl.programme.registers import Member
from motxl.validation.diagnostics import Diagnostic


class Blocking(NamedTuple):
    """A finding that leaves in doubt who gets what."""

    diagnostic: Diagnostic
    members: tuple[Member, ...] | None
    """Those whom it concerns, former ones among them, in the order of the directory; ``None``
    where it may concern anybody"""

    def concerns(self, member: Member) -> bool:
        return self.members is None or any(one.row == member.row for one in self.members)
