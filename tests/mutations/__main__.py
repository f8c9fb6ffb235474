"""How well the rules tell defects: ``python -m tests.mutations [--update-docs]``, ``--help``.

Exit code 1 when a defect is missed or something else is found. About ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from tests.mutations.page import PAGE, page, with_part
from tests.mutations.running import DEFECTS, Outcome, pairs, run, singles

_SHOWN = 40


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=40, help="trials of each kind of defect")
    parser.add_argument("--pairs", type=int, default=1500, help="trials of two defects")
    parser.add_argument("--only", default="", help="rules that begin so, single defects only")
    parser.add_argument("--update-docs", action="store_true", help=f"write {PAGE.name}")
    options = parser.parse_args()
    single = [
        t for t in singles(options.each) if DEFECTS[t.defects[0]].rule.startswith(options.only)
    ]
    double = [] if options.only else list(pairs(options.pairs))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(run, single + double, chunksize=8))
    wrong = [outcome for outcome in outcomes if outcome.missed or outcome.false_alarms]
    for outcome in wrong[:_SHOWN]:
        print(outcome)
    if len(wrong) > _SHOWN:
        print(f"… and {len(wrong) - _SHOWN} more")
    first, second = outcomes[: len(single)], outcomes[len(single) :]
    print(_summary("single", first))
    if second:
        print(_summary("double", second))
    if options.update_docs:
        PAGE.write_text(with_part(PAGE.read_text("utf-8"), 0, page(first, second)), "utf-8")
    return int(bool(wrong))


def _summary(name: str, outcomes: list[Outcome]) -> str:
    right = sum(not o.missed and not o.false_alarms for o in outcomes)
    return f"{name} defects: {right} of {len(outcomes)} told as they should be"


if __name__ == "__main__":
    sys.exit(main())
