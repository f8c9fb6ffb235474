"""What was sent from other folders of extracts: a new folder is no reason to write again."""

from __future__ import annotations

from pathlib import Path

from motxl.errors import MotxlError
from motxl.mail.ledger import DONE, LEDGER, Record, reading

Key = tuple[str, str, str]
"""Member, version, digest"""


def sent_elsewhere(folder: Path) -> dict[Key, Record]:
    """What the ledgers of the folders beside ``folder`` say was sent, or may have been."""
    found: dict[Key, Record] = {}
    own = folder.resolve()
    try:
        beside = [one for one in own.parent.iterdir() if one != own and (one / LEDGER).is_file()]
    except OSError:
        return found
    for other in sorted(beside):
        try:
            with reading(other) as ledger:
                for record in ledger.records() if ledger is not None else ():
                    if record.state in DONE:
                        found[record.member, record.version, record.digest] = record
        except MotxlError:
            continue  # somebody else's file of that name
    return found
