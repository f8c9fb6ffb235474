"""Many workbooks through one LibreOffice, and what they come to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.judges import libreoffice as lo
from tests.judges import own
from tests.recalculation.changes import Change
from tests.recalculation.comparing import compare
from tests.recalculation.known import known

# Of a row that is gone, the strings stay, and are counted: harmless to Excel. A name of it that
# nothing uses becomes an error, as Excel writes it too.
_LEFT = re.compile(r"shared_strings: (no cell uses|count is)|defined_names: .* leads to .*#REF!$")


Job = tuple[str, bytes | Path, Change]
"""A name that says how to make it again, the workbook, and what is done to it"""


class Tally:
    def __init__(self) -> None:
        self.changes = Counter[str]()
        self.refused = Counter[str]()
        self.values = self.texts = 0
        self.known = Counter[str]()
        self.unexplained: list[str] = []
        """Each with the workbook, the change and what differs"""

    def add(self, other: Tally) -> None:
        self.changes += other.changes
        self.refused += other.refused
        self.values += other.values
        self.texts += other.texts
        self.known += other.known
        self.unexplained += other.unexplained

    def __str__(self) -> str:
        workbooks = self.changes.total()
        changes = ", ".join(f"{n} {kind}" for kind, n in sorted(self.changes.items()))
        lines = [
            f"{workbooks} changes ({changes}); {self.refused.total()} refused",
            f"{self.values} values of formulas, and {self.texts} formulas and places compared with "
            "those of LibreOffice's own change",
            *(f"explained, {name}: {number}" for name, number in self.known.most_common()),
            f"unexplained: {len(self.unexplained)}",
            *self.unexplained,
        ]
        return "\n".join(lines)


def run(jobs: Iterable[Job], office: lo.LibreOffice) -> Tally:
    tally = Tally()
    with TemporaryDirectory(prefix="motxl-recalculation-") as folder:
        for name, book, change in jobs:
            path = book if isinstance(book, Path) else Path(folder) / f"{name}.xlsx"
            if not isinstance(book, Path):
                path.write_bytes(book)
            _one(tally, name, path, change, Path(folder) / f"after{path.suffix}", office)
            if path is not book:
                path.unlink()
    return tally


def _one(
    tally: Tally, name: str, path: Path, change: Change, out: Path, office: lo.LibreOffice
) -> None:
    tally.changes[change.deed] += 1
    told = f"{name}, {change}: "
    try:
        compared = compare(path, change, out, office)
    except lo.LibreOfficeError as error:
        tally.unexplained.append(f"{told}{error}")
        return
    if compared.refused is not None:
        tally.refused[change.deed] += 1
        return
    tally.values += compared.values
    tally.texts += compared.texts
    for one in compared.differences:
        explained = known(one, change)
        if explained is not None:
            tally.known[explained.name] += 1
        else:
            tally.unexplained.append(f"{told}{one}")
    new = Counter(own.problems(out)) - Counter(own.problems(path))
    tally.unexplained += [f"{told}{one}" for one in new if not _LEFT.match(one)]
