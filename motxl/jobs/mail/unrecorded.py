"""Drafts where no record can be kept of them: in a browser.

The record of what was sent to whom lies beside the extracts, and is written before and after each
message. Without it motxl knows of no draft whether it was sent. So extracts from which something
was sent, or may have been, get none here; and whoever makes them is told what nobody notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.folder import only_here
from motxl.i18n import _
from motxl.jobs.mail.planning import Planned, planned
from motxl.jobs.progress import Progress, unheard
from motxl.mail import eml
from motxl.mail.desk import Desk
from motxl.mail.ledger import LEDGER


@dataclass(frozen=True)
class Unrecorded:
    """The drafts that were made, and what became of the other messages."""

    planned: Planned
    folder: Path
    """Where the drafts are"""
    made: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    """Names of members, and why they have no draft after all"""


def plan(desk: Desk) -> Planned:
    """Work out the drafts; nothing is written. Raises ``MotxlError`` where something was sent from
    the folder before, or may have been."""
    if (desk.folder / LEDGER).exists():
        raise MotxlError(_refused())
    found = planned(desk, (), None)
    in_doubt = found.record_in_doubt(None)
    if in_doubt:
        raise MotxlError(f"{in_doubt} {_refused()}")
    return found


def draft(desk: Desk, found: Planned, progress: Progress = unheard) -> Unrecorded:
    """Write the drafts that were worked out, in the folder ``brouillons`` of the extracts. Raises
    ``InUseError`` while another motxl works there."""
    going, folder = found.going, desk.folder / eml.FOLDER
    failed: list[tuple[str, str]] = []
    progress(0, len(going))
    with only_here(desk.folder):
        for number, outgoing in enumerate(found.full(going), 1):
            problem = "; ".join(outgoing.problems)
            try:
                if not problem:
                    folder.mkdir(exist_ok=True)
                    eml.write_draft(outgoing, desk.sender, folder, force=True)
            except MotxlError as error:
                problem = str(error)
            if problem:
                failed.append((outgoing.letter.name, problem))
            progress(number, len(going))
    return Unrecorded(found, folder, len(going) - len(failed), tuple(failed))


def _refused() -> str:
    return _(
        "Messages were already made from these extracts. What became of these messages is "
        "recorded beside the extracts, where only an installed motxl can read it: on a "
        "computer where motxl is installed, run motxl mail drafts."
    )
