"""The record of what was sent to whom, and what somebody says that became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.manifest import header_of
from motxl.extract.readers import key_of, surely
from motxl.files.present import is_folder, is_there
from motxl.i18n import _
from motxl.mail.folders import Noted, doubt
from motxl.mail.ledger import LEDGER, Ledger, Record, reading, writing
from motxl.programme.registers import Registers

if TYPE_CHECKING:
    from pandas import DataFrame

_OPEN = {"incertain", "échec", "en cours"}


class Status(NamedTuple):
    """All messages that were begun from a folder, in their order."""

    records: Sequence[Record]
    in_doubt: str
    """Why these may not be all; empty when the record may be believed"""

    def __repr__(self) -> str:
        counts = Counter(one.state for one in self.records)
        return f"Status({', '.join(f'{n} {state}' for state, n in counts.items())})"

    @property
    def is_doubtful(self) -> bool:
        """Whether the last message to somebody is uncertain, failed or still under way, or the
        record is in doubt."""
        last = {one.member: one for one in self.records}
        return bool(self.in_doubt or _OPEN & {one.state for one in last.values()})

    def to_frame(self) -> DataFrame:
        """A line per message, as ``--format json`` has it."""
        import pandas as pd

        return pd.DataFrame([one._asdict() for one in self.records], columns=list(Record._fields))


def status(folder: Path) -> Status:
    """Read the record of a folder of extracts. Raises ``MotxlError`` where there is no such folder,
    or its record cannot be read."""
    check(folder)
    with reading(folder) as found:
        records = found.records() if found is not None else []
        known = found if found is not None else Ledger(None, folder / LEDGER)
        in_doubt = doubt(folder, known, Noted.of(header_of(folder).get("record")))
    return Status(records, in_doubt)


def check(folder: Path) -> None:
    """Check that a folder is there. Raises ``MotxlError`` where it is not."""
    if not is_folder(folder):
        raise MotxlError(_("{path} does not exist.").format(path=folder))


def confirm(
    folder: Path,
    names: Sequence[str] = (),
    registers: Callable[[], Registers] = Registers,
    *,
    everything: bool = False,
) -> None:
    """Mark the drafts and uncertain messages of members (key, name or alias) as sent, or with
    ``everything`` all drafts.

    ``registers``, those of the workbook, are asked for when names are to be looked up.
    Raises ``MotxlError`` where nothing was sent from the folder, or nothing of a member waits.
    """
    check(folder)
    if not is_there(folder / LEDGER):
        raise MotxlError(_("Nothing has been sent from {folder} yet.").format(folder=folder))
    with writing(folder) as ledger:
        ledger.settle()  # what a killed run left in the air can be confirmed too
        records = ledger.records()
        if everything:
            _confirm(ledger, [one for one in records if one.state == "brouillon"])
        if names:
            known = registers()
            for name in names:
                _confirm(ledger, _waiting(records, known, name))


def _waiting(records: Sequence[Record], registers: Registers, name: str) -> list[Record]:
    keys = {key_of(one) for one in surely(registers.called(name)).members} | {name}
    states = {"brouillon", "incertain", "confirmé"}
    mine = [one for one in records if one.member in keys and one.state in states]
    if not mine:
        raise MotxlError(_("{name} has no draft and no uncertain message.").format(name=name))
    return [one for one in mine if one.state != "confirmé"]


def _confirm(ledger: Ledger, records: Sequence[Record]) -> None:
    for one in records:
        ledger.end(one, "confirmé", one.detail)
