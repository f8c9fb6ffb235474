"""docs/validation.md: how well the rules tell defects, in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from motxl.validation.rules import CODES, rule
from tests.mutations.running import DEFECTS, Outcome, rates

PAGE = Path(__file__).parents[2] / "docs" / "validation.md"

_INTRO = """# How well the rules tell defects

Measured by `python -m tests.mutations --update-docs`. Into the clean 2025 programme (every table
filled, what is meant accepted in Contrôle) defects are put as people make them: {kinds} kinds, each
tried in {each} places chosen by chance ({singles} workbooks), then {pairs} workbooks with two
defects of two rules on different rows.

A defect counts as *found* when its own rule speaks of it, once. Anything else that is said of the
workbook is a *false alarm* of the rule that says it. Recall is found / injected, precision
found / (found + false alarms).

Pairs leave out what is no pair of causes: a sorted table or a renamed column, which stand for
everything else, and two defects that both give rows other numbers.
"""


# Between the figures of defects and those of slips (tests.restoration): each is updated alone.
_SEPARATOR = "\n<!-- slips -->\n\n"


def with_part(page: str, number: int, text: str) -> str:
    """The page with another first (0) or second (1) part; the other one stays."""
    first, _separator, second = page.partition(_SEPARATOR)
    parts = [first, second]
    parts[number] = text
    return _SEPARATOR.join(filter(None, parts))


def page(single: Sequence[Outcome], double: Sequence[Outcome]) -> str:
    return "\n".join(_lines(single, double)) + "\n"


def _lines(single: Sequence[Outcome], double: Sequence[Outcome]) -> Iterator[str]:
    each = len(single) // max(len(DEFECTS), 1)
    yield _INTRO.format(kinds=len(DEFECTS), each=each, singles=len(single), pairs=len(double))
    yield "## In all"
    yield ""
    yield "| | workbooks | told exactly | defects | found | false alarms |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, outcomes in (("one defect", single), ("two defects", double)):
        exact = sum(not o.missed and not o.false_alarms for o in outcomes)
        totals = [sum(column) for column in zip(*rates(outcomes).values(), strict=True)]
        yield f"| {name} | {len(outcomes)} | {exact} | {' | '.join(map(str, totals))} |"
    yield from _table("One defect", single)
    yield from _table("Two defects", double)
    yield from ("", "## The kinds of defect", "")
    for code in CODES:
        names = [defect.name for defect in DEFECTS if defect.rule == code]
        yield f"- {code} {rule(code).name}: {'; '.join(names)}"


def _table(title: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    yield "| rule | defects | found | recall | false alarms | precision |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for code, (injected, found, alarms) in rates(outcomes).items():
        recall = f"{100 * found / injected:.1f} %" if injected else "–"
        precision = f"{100 * found / (found + alarms):.1f} %" if found + alarms else "–"
        yield f"| {code} | {injected} | {found} | {recall} | {alarms} | {precision} |"
