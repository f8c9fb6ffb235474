"""The rules, one file each, named by their code; a rule is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module

from motxl.validation.rule import Rule

CODES = (
    *(f"NUM{number:03}" for number in range(1, 20)),
    *(f"REF{number}" for number in range(101, 111)),
    *(f"JET{number}" for number in range(201, 206)),
    *(f"COL{number}" for number in range(301, 304)),
    *(f"BRD{number}" for number in range(401, 405)),
    *(f"MEM{number}" for number in range(501, 509)),
    *(f"DAT{number}" for number in range(601, 605)),
    *(f"STR{number}" for number in range(701, 710)),
    "VER801",
)


def rule(code: str) -> Rule:
    """The rule with that code; raises ``KeyError`` when there is none."""
    if code not in CODES:
        raise KeyError(code)
    module = import_module(f"motxl.validation.rules.{code.lower()}")
    found: Rule = module.RULE()
    return found


def all_rules() -> list[Rule]:
    return [rule(code) for code in CODES]
