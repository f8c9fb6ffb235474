"""``docs/rules.md``, from the rules themselves: ``python -m tests.rules.docs`` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from motxl.cli.rules import FAMILIES
from motxl.validation.rule import Rule
from motxl.validation.rules import all_rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"

_FIXES = {
    "safe": "`--fix` where what to write is certain",
    "unsafe": "`--unsafe-fixes`",
    None: "none: only people can know",
}


def page() -> str:
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# The rules of `motxl validate`"
    yield ""
    yield "Written by `python -m tests.rules.docs` from the rules. `motxl explain CODE` says the"
    yield "same, in French or English; `motxl rules` lists them."
    for family, rules in groupby(all_rules(), key=lambda rule: rule.code[:3]):
        yield from ("", f"## {FAMILIES[family]}")
        for rule in rules:
            yield from ("", *_section(rule))
    yield ""


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}"
    yield ""
    yield f"*{rule.severity.word}* · fix: {_FIXES[rule.fix]}"
    yield ""
    yield f"{rule.summary} {rule.explanation}"
    yield ""
    yield f"- Not so: `{rule.bad}`"
    yield f"- But so: `{rule.good}`"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
