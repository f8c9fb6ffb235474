"""What each judge finds of the catalogue: ``python -m tests.judges.own.catalogue``.

A judge finds a cause when it says more of the workbook made for it than of the workbook without it,
and does so in time: openxml-audit takes hours over 65,531 links. Takes about four minutes. Exit
code 1 when our own judge misses one.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.judges import open_xml_sdk, openxml_audit, own
from tests.judges.own.catalogue import BASES, CAUSES
from tests.judges.own.example import write

_OWN = "our own"
_JUDGES: dict[str, Callable[[Path], list[str]]] = {
    _OWN: own.problems,
    "Open XML SDK": open_xml_sdk.errors,
    "openxml-audit": openxml_audit.errors,
}
_LIMIT = 60.0  # seconds for a judge and a workbook


def main() -> int:
    missing = openxml_audit.missing() or (None if open_xml_sdk.binary() else open_xml_sdk.INSTALL)
    if missing:
        print(missing, file=sys.stderr)
        return 2
    found = Counter[str]()
    with tempfile.TemporaryDirectory(prefix="motxl-catalogue-") as folder:
        bases = {name: make() for name, make in BASES.items()}
        written = {name: write(dict(bases[name]), Path(folder) / f"{name}.xlsx") for name in bases}
        said = {n: {j: Counter(ask(p)) for j, ask in _JUDGES.items()} for n, p in written.items()}
        for cause in CAUSES:
            path = write(cause.make(bases[cause.base]), Path(folder) / "spoilt.xlsx")
            by = [j for j in _JUDGES if Counter(_said(j, path)) - said[cause.base][j]]
            found.update(by)
            print(f"{cause.name} ({cause.told}): {', '.join(by) or 'none'}", flush=True)
    print(f"{len(CAUSES)} causes; found by")
    for judge in _JUDGES:
        print(f"- {judge}: {found[judge]}")
    return 0 if found[_OWN] == len(CAUSES) else 1


def _said(judge: str, path: Path) -> list[str]:
    """Nothing when there is no verdict in time."""
    with multiprocessing.Pool(1) as pool:
        try:
            return pool.apply_async(_JUDGES[judge], (path,)).get(_LIMIT)
        except multiprocessing.TimeoutError:
            return []


if __name__ == "__main__":
    sys.exit(main())
