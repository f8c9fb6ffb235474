"""The second part of docs/validation.md: slips of hands, and what the corrections make of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.mutations.page import PAGE, with_part
from tests.restoration.books import BOOKS, GENERATED, OURS, right_book
from tests.restoration.figures import Figures, by, figures, targets
from tests.restoration.running import PARTS, Outcome

_INTRO = """## Slips of other hands, and whether the corrections put them right

Measured by `python -m tests.restoration{unseen} --update-docs`. The defects above were chosen by
the authors of the rules. These slips were not: they were written by somebody who had read the
workbook's layout and not the rules, from what hands do (keyboards, copying, pasting, filling,
sorting, replacing, other programs, other habits), and half of them were kept unseen until the rules
were finished.

{kinds} kinds of slips, {trials} workbooks with one, {pairs} with two: the 2025 programme with every
table filled, and {generated} generated programmes that take turns. In the end a workbook must be
the right one again, or still the slipped one. *Third* is neither. *Told* is said of a slip when
validate says something new about it; *restored* when every cell and the order of the rows are right
again. Slips that lose something ("lossy") are reported and not restored; edits that were meant are
to be kept as they are. The exact definitions are in `tests/restoration/__init__.py`.

False alarms in the right workbooks, before any slip: {alarms}.
"""

_COLUMNS = (
    "told", "restored by safe", "restored by all", "third by safe", "third by all", "vanished",
    "false alarms",
)  # fmt: skip


def part(single: Sequence[Outcome], foreign: Sequence[Outcome], paired: Sequence[Outcome]) -> str:
    """The part of the page, from what came out."""
    return "\n".join(_lines(single, foreign, paired)) + "\n"


def update(
    single: Sequence[Outcome], foreign: Sequence[Outcome], paired: Sequence[Outcome]
) -> None:
    """Write it into the page; the first part stays."""
    text = with_part(PAGE.read_text("utf-8"), 1, part(single, foreign, paired))
    PAGE.write_text(text, "utf-8")


def false_alarms() -> dict[str, int]:
    """What is said, and not accepted, of the right workbooks before any slip."""
    found = {}
    for book in OURS:
        rights = [right_book(book, seed) for seed in range(GENERATED if book == "generated" else 1)]
        found[book] = sum(not d.accepted for right in rights for d in right.found)
    return found


def _lines(
    single: Sequence[Outcome], foreign: Sequence[Outcome], paired: Sequence[Outcome]
) -> Iterator[str]:
    kinds = {outcome.trial.slips for outcome in single}
    unseen = any(outcome.trial.unseen for outcome in single)
    yield _INTRO.format(
        unseen=" --unseen" if unseen else "",
        kinds=len(kinds),
        trials=len(single),
        pairs=len(paired),
        generated=GENERATED,
        alarms="; ".join(f"{book} {count}" for book, count in false_alarms().items()),
    )
    yield "### Targets"
    yield ""
    yield "| | wanted | reached |"
    yield "| --- | ---: | ---: |"
    for target in targets(single, paired):
        yield f"| {target.name} | {target.wanted} | {target.reached} |"
    yield from ("", "### By part", "")
    yield from _head("part", "workbooks")
    parts = by(single, lambda outcome: outcome.part)
    for name in PARTS:
        if name in parts:
            yield _row(name, figures(parts[name]))
    if paired:
        yield _row("two slips", figures(paired))
    of_books = by(foreign, lambda outcome: outcome.trial.book)
    for book in BOOKS:
        if book in of_books:
            yield _row(f"foreign: {book}", figures(of_books[book]))
    yield from ("", "### By kind", "")
    yield from _head("slip", "workbooks")
    for name in PARTS:
        for kind, some in by(parts.get(name, ()), lambda o: o.trial.slips[0]).items():
            mark = " (meant)" if some[0].meant else " (lossy)" if some[0].lossy else ""
            yield _row(f"{name}: {kind}{mark}", figures(some))


def _head(*names: str) -> Iterator[str]:
    yield f"| {' | '.join((*names, *_COLUMNS))} |"
    yield f"| --- |{' ---: |' * (len(names) - 1 + len(_COLUMNS))}"


def _row(name: str, f: Figures) -> str:
    cells = (
        str(f.trials), _cent(f.told_rate), _cent(f.safe_rate), _cent(f.all_rate),
        str(f.third_safe), str(f.third_all), str(f.vanished), str(f.alarms),
    )  # fmt: skip
    return f"| {name} | {' | '.join(cells)} |"


def _cent(rate: float | None) -> str:
    return "–" if rate is None else f"{100 * rate:.1f} %"


__all__ = ["PAGE", "part", "update"]
