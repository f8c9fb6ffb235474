"""The figures as a table of 80 columns, with examples of what went wrong."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from tests.restoration.figures import Figures, Target, by, figures
from tests.restoration.findings import Found
from tests.restoration.judging import Verdict
from tests.restoration.running import PARTS, Outcome

_NAME = 33
LEGEND = (
    "n trials; told, safe, all: per cent told, restored by safe corrections alone, by",
    "all (for edits that were meant: kept); 3rd: third states by safe and by all,",
    "of these silent (by safe/by all); van: vanished; alm: trials with a false alarm.",
)


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line per part, then one per kind under its part."""
    yield _HEAD
    parts = by(outcomes, lambda outcome: outcome.part)
    order = [part for part in (*PARTS, "pairs") if part in parts]
    for part in order:
        yield _line(part.upper(), figures(parts[part]))
        if part == "pairs":
            continue
        for name, some in sorted(by(parts[part], lambda o: o.trial.slips[0]).items()):
            mark = "m" if some[0].meant else "l" if some[0].lossy else " "
            yield _line(f"{mark} {name}", figures(some))
    yield _line("ALL", figures(outcomes))
    yield from LEGEND
    yield "m: meant; l: lossy (not to be restored)."


_HEAD = " " * _NAME + "".join(
    f"{name:>{width}}"
    for name, width in (
        ("n", 5), ("told", 5), ("safe", 5), ("all", 5), ("3rd", 9), ("silent", 8), ("van", 4),
        ("alm", 5),
    )
)  # fmt: skip


def _line(name: str, f: Figures) -> str:
    name = name if len(name) <= _NAME else name[: _NAME - 1] + "…"
    rates = "".join(f"{_cent(rate):>5}" for rate in (f.told_rate, f.safe_rate, f.all_rate))
    third = f"{f.third_safe}/{f.third_all}"
    silent = f"{f.silent_safe}/{f.silent_all}"
    return f"{name:{_NAME}}{f.trials:>5}{rates}{third:>9}{silent:>8}{f.vanished:>4}{f.alarms:>5}"


def _cent(rate: float | None) -> str:
    if rate is None:
        return "–"
    # Not rounded up: 100 is said of all of them alone.
    return str(int(100 * rate)) if rate < 1 else "100"


def target_lines(targets: Sequence[Target]) -> Iterator[str]:
    for target in targets:
        mark = "ok " if target.met else "NOT"
        yield f"{mark} {target.name}: {target.reached} (wanted {target.wanted})"


def examples(outcomes: Sequence[Outcome], most: int) -> Iterator[str]:
    """For each kind and each way to go wrong, the first ``most`` trials."""
    for kind, some in by(outcomes, lambda o: " + ".join(o.trial.slips)).items():
        shown: set[int] = set()
        for title, wrong in _wrong(some):
            fresh = [o for o in wrong if id(o) not in shown][:most]
            shown |= {id(outcome) for outcome in fresh}
            for outcome in fresh:
                yield from _example(kind, title, outcome)


def _wrong(some: Sequence[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    yield "crash", [o for o in some if o.crash]
    yield "vanished", [o for o in some if o.safe.vanished or o.all.vanished]
    yield "third state by safe", [o for o in some if o.safe.third]
    yield "third state by all", [o for o in some if o.all.third]
    yield "not told", [o for o in some if not (o.told or o.meant or o.free)]
    yield "false alarm", [o for o in some if o.alarms]
    yield "not restored", [o for o in some if not o.lossy and not o.all.restored]
    yield "not restored by safe", [o for o in some if not o.lossy and not o.safe.restored]


def _example(kind: str, title: str, outcome: Outcome) -> Iterator[str]:
    yield f"--- {title.upper()} · {outcome.part} · {kind}"
    yield f"    {outcome.trial.book}, seed {outcome.trial.seed}"
    for done in outcome.done:
        yield from _wrapped("done   ", done)
    if outcome.crash or outcome.refusal:
        yield from _wrapped("said   ", outcome.crash or outcome.refusal or "")
    yield from _findings("found  ", outcome.found)
    yield from _findings("alarm  ", outcome.alarms)
    yield from _verdict("safe", outcome.safe, outcome.safe_left)
    if outcome.all != outcome.safe:
        yield from _verdict("all", outcome.all, outcome.all_left)


def _verdict(name: str, verdict: Verdict, left: Sequence[Found]) -> Iterator[str]:
    if verdict.restored:
        yield f"    {name:7}restored"
    for word, places in (
        ("gone", verdict.vanished), ("third", verdict.third), ("left", verdict.left),
    ):  # fmt: skip
        for place in places[:_MOST]:
            yield from _wrapped(f"{name:5}{word:6}", place)
        if len(places) > _MOST:
            yield f"    {name:5}{word:6}… and {len(places) - _MOST} more"
    if verdict.third and not left:
        yield f"    {name:5}and nothing is said any more"


_MOST = 4


def _findings(name: str, found: Sequence[Found]) -> Iterator[str]:
    for one in found[:_MOST]:
        yield from _wrapped(name, str(one))
    if len(found) > _MOST:
        yield f"    {name}… and {len(found) - _MOST} more"


def _wrapped(name: str, text: str) -> list[str]:
    indent = " " * (4 + len(name) + 1)
    return textwrap.wrap(
        text, 80, initial_indent=f"    {name} ", subsequent_indent=indent, max_lines=3
    ) or [f"    {name}"]
