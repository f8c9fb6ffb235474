"""What a recipient of a workbook could find that its pages do not show, and taking it out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.files.note import Note
from motxl.i18n import ngettext
from motxl.inspection import inspect as look
from motxl.inspection import remove
from motxl.ooxml import Workbook

if TYPE_CHECKING:
    from pandas import DataFrame

    from motxl.inspection import Finding


@dataclass(frozen=True)
class InspectOptions:
    """What is done with what is found."""

    remove: bool = False
    """Take out what can go without loss; the state before is kept for ``undo``"""
    force: bool = False
    """Also when the workbook seems to be open elsewhere, or is signed"""


class Inspected(NamedTuple):
    """What is there, or what is left after the removal."""

    findings: tuple[Finding, ...]
    removed: int = 0

    def __repr__(self) -> str:
        return f"Inspected({len(self.findings)} findings, {self.removed} removed)"

    def to_frame(self) -> DataFrame:
        """A line per finding, as ``--format json`` has it."""
        import pandas as pd

        return pd.DataFrame([one._asdict() for one in self.findings])


def inspect(path: Path, options: InspectOptions = InspectOptions()) -> Inspected:
    """Look into any workbook, whoever made it. Raises ``MotxlError`` when it cannot be read or
    written."""
    workbook = Workbook.open(path)
    found = look(workbook)
    gone = sum(one.removable for one in found)
    if not options.remove or not gone:
        return Inspected(tuple(found))
    remove(workbook)
    text = ngettext("{n} hidden item removed", "{n} hidden items removed", gone)
    workbook.save(force=options.force, note=Note("inspect --remove", text.format(n=gone)))
    left = look(Workbook.open(path))
    return Inspected(tuple(left), len(found) - len(left))
