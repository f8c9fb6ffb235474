"""Slips of hands into right workbooks, and what the corrections make of them.

``python -m tests.restoration --help`` lists the options; the definitions are in the package's
docstring. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.restoration.books import BOOKS, OURS
from tests.restoration.figures import figures, targets
from tests.restoration.findings import Found
from tests.restoration.judging import Verdict
from tests.restoration.page import PAGE, update
from tests.restoration.printing import examples, table, target_lines
from tests.restoration.running import PARTS, Outcome, Trial, kinds, pairs, run, singles


def main() -> int:
    options = _options()
    books = options.book or list(BOOKS)
    known = kinds(unseen=options.unseen)
    wanted = [
        trial
        for trial in singles(books, options.places, unseen=options.unseen, seed=options.seed)
        if _is_wanted(trial, options)
        # What foreign workbooks show, a few places show.
        and (trial.book in OURS or options.book or trial.seed % 1000 < options.places // 5 + 1)
    ]
    if not wanted:
        names = "\n  ".join(f"{slip.part}: {slip.name}" for slip in known.values())
        sys.stderr.write(f"No kind is called so. There are:\n  {names}\n")
        return 2
    double = []
    if not (options.kind or options.part):
        ours = [book for book in books if book in OURS] or books
        double = list(pairs(ours, options.pairs, unseen=options.unseen, seed=options.seed))
    with ProcessPoolExecutor(options.n) as pool:
        ran = list(pool.map(run, wanted + double, chunksize=8))
    single = [o for o in ran[: len(wanted)] if o is not None and not o.broken]
    paired = [o for o in ran[len(wanted) :] if o is not None and not o.broken]
    _say(f"The slip failed: {o.trial}: {o.broken}" for o in ran if o is not None and o.broken)
    for book in books:
        some = [outcome for outcome in single if outcome.trial.book == book]
        if some:
            _say([f"== {book}", *table(some)])
    if paired:
        _say(["== pairs", *table(paired)])
    _say(examples([*single, *paired], options.examples))
    ours_only = [o for o in single if o.trial.book in OURS] or single
    reached = targets(ours_only, paired)
    foreign = [o for o in single if o.trial.book not in OURS and o not in ours_only]
    _say(target_lines(reached))
    if options.json:
        Path(options.json).write_text(
            json.dumps([_as_json(outcome) for outcome in (*single, *paired)], ensure_ascii=False),
            "utf-8",
        )
    if options.update_docs:
        update(ours_only, foreign, paired)
    return int(any(not target.met for target in reached) or bool(figures(foreign).third_safe))


def _is_wanted(trial: Trial, options: argparse.Namespace) -> bool:
    (name,) = trial.slips
    slip = kinds(unseen=options.unseen)[name]
    if options.kind and not any(part.casefold() in name.casefold() for part in options.kind):
        return False
    return not options.part or slip.part in options.part


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.restoration", description=__doc__)
    add = parser.add_argument
    add("--part", action="append", choices=PARTS, help="only slips in this part; several")
    add("--kind", action="append", metavar="NAME", help="only kinds whose name holds this; several")
    add("--book", action="append", choices=BOOKS, help="only this workbook; several")
    add("--places", type=int, default=25, help="places for each kind in each workbook (25)")
    add("--pairs", type=int, default=600, metavar="N", help="pairs of slips (600)")
    add("--unseen", action="store_true", help="the half that was kept from the rules' authors")
    add("--examples", type=int, default=0, metavar="N", help="of each way to go wrong, per kind")
    add("--seed", type=int, default=0, help="other places")
    add("--json", metavar="F", help="write all outcomes to a file")
    add("-n", type=int, default=os.cpu_count(), metavar="PROCESSES")
    add("--update-docs", action="store_true", help=f"write the second part of {PAGE.name}")
    options = parser.parse_args()
    if options.update_docs and (options.part or options.kind or options.book):
        parser.error("--update-docs is for all slips in all workbooks")
    return options


def _say(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _as_json(outcome: Outcome) -> dict[str, object]:
    def verdict(one: Verdict, left: Sequence[Found]) -> dict[str, object]:
        return {**one._asdict(), "said": list(map(str, left))}

    return {
        "book": outcome.trial.book,
        "slips": outcome.trial.slips,
        "seed": outcome.trial.seed,
        "part": outcome.part,
        "lossy": outcome.lossy,
        "meant": outcome.meant,
        "free": outcome.free,
        "done": outcome.done,
        "told": outcome.told,
        "found": list(map(str, outcome.found)),
        "alarms": list(map(str, outcome.alarms)),
        "safe": verdict(outcome.safe, outcome.safe_left),
        "all": verdict(outcome.all, outcome.all_left),
        "refusal": outcome.refusal,
        "crash": outcome.crash,
    }


if __name__ == "__main__":
    sys.exit(main())
