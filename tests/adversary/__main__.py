"""What breaks, and within how many days: ``python -m tests.adversary [DAYS] [--seed N]``."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.adversary.machine import Found, days, each_slip, shorter


def told(found: Found) -> str:
    lines = [f"{found.days} days, {found.steps} steps and their ends"]
    for (what, code), count in sorted(found.exits.items(), key=str):
        lines.append(f"  {what} → {'killed' if code is None else code}: {count}")
    for kind, numbers in sorted(found.kinds.items()):
        lines.append(f"{kind}: first in day {numbers[0]}, in {len(numbers)} of {found.days}")
    return "\n".join(lines)


def _slips(numbers: int, without: str, examples: bool) -> int:
    """Of each slip, how many of its days break a promise, and which."""
    days_of: Counter[tuple[str, bool]] = Counter()
    broken: Counter[tuple[str, str]] = Counter()
    logs: dict[tuple[str, str], str] = {}
    for slip, kind, log in each_slip(numbers, without=without):
        if not kind:
            days_of[slip, log.endswith("nothing could be done")] += 1
            continue
        broken[slip, kind] += 1
        logs.setdefault((slip, kind), log)
    for (slip, idle), count in sorted(days_of.items()):
        print(f"{slip}: {count} days without a violation{', in which nothing was done' * idle}")
    for (slip, kind), count in sorted(broken.items()):
        print(f"✗ {slip}: {count} × {kind}")
        if examples:
            print(logs[slip, kind], end="\n\n")
    return 1 if broken else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", nargs="?", type=int, default=300)
    parser.add_argument("--steps", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", default="", help="a safeguard of tests.adversary.safeguards")
    parser.add_argument("--examples", action="store_true", help="each as short as can be")
    parser.add_argument("--slips", type=int, default=0, help="each slip in so many ways squared")
    given = parser.parse_args()
    if given.slips:
        return _slips(given.slips, given.without, given.examples)

    def first(kind: str, day: int) -> None:
        print(f"day {day}: {kind}", flush=True)

    began = time.monotonic()
    found = days(given.days, given.steps, given.seed, without=given.without, first=first)
    print(told(found), flush=True)
    for kind in sorted(found.examples) if given.examples else ():
        print("", shorter(found.examples[kind], kind), sep="\n", flush=True)
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if found.kinds else 0


if __name__ == "__main__":
    sys.exit(main())
