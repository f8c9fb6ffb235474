"""Rows come and go in many workbooks: ``python -m tests.recalculation [NUMBER] [--seed N]``.

3,000 generated workbooks take about half an hour on one core of a quiet machine. ``--corpus`` takes
those of ../shared/corpus instead, at several places of each sheet. Exit code 1 when something
differs that ``known.py`` does not explain.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Sequence

from tests import others
from tests.judges import libreoffice
from tests.recalculation.corpus import places
from tests.recalculation.making import made
from tests.recalculation.running import Job, Tally, run

_AT_ONCE = 100
"""Changes until the next line of progress, and the next LibreOffice"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("python -m tests.recalculation", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=150, help="workbooks to generate")
    parser.add_argument("--seed", type=int, default=0, help="of the first one")
    parser.add_argument("--corpus", action="store_true", help="workbooks of others instead")
    asked = parser.parse_args(arguments)
    missing = libreoffice.missing()
    if missing is None and asked.corpus:
        missing = others.MISSING
    if missing:
        print(missing, file=sys.stderr)
        return 2
    warnings.filterwarnings("ignore", module="xlsxwriter")
    whole = Tally()
    if asked.corpus:
        jobs = list(places())
        steps = [jobs[n : n + _AT_ONCE] for n in range(0, len(jobs), _AT_ONCE)]
        for step in steps:
            _add(whole, step)
    else:
        for first in range(asked.seed, asked.seed + asked.number, _AT_ONCE):
            last = min(first + _AT_ONCE, asked.seed + asked.number)
            _add(whole, [(f"seed-{seed}", *made(seed)) for seed in range(first, last)])
    print(whole)
    return 1 if whole.unexplained else 0


def _add(whole: Tally, jobs: Sequence[Job]) -> None:
    with libreoffice.LibreOffice() as office:
        whole.add(run(jobs, office))
    print(f"{whole.changes.total()} done, {len(whole.unexplained)} unexplained", flush=True)


if __name__ == "__main__":
    sys.exit(main())
