"""Of many cases of a kind, those that the quick suite has; all the others are ``slow``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import Any

import pytest
from _pytest.mark import ParameterSet


def one_in(
    n: int, cases: Iterable[Any], *, kind: Callable[[Any], Hashable] = lambda _case: None
) -> list[ParameterSet]:
    """Of each ``kind`` of cases, the first and every ``n``-th after it is quick. A case that is a
    tuple is several arguments, as for ``pytest.mark.parametrize``."""
    seen: Counter[Hashable] = Counter()
    found = []
    for case in cases:
        is_quick = seen[kind(case)] % n == 0
        seen[kind(case)] += 1
        found.append(_case(case, is_quick=is_quick))
    return found


def quick(cases: Iterable[Any], is_quick: Callable[[Any], bool]) -> list[ParameterSet]:
    """The cases for which ``is_quick`` says so are quick."""
    return [_case(case, is_quick=is_quick(case)) for case in cases]


def _case(case: Any, *, is_quick: bool) -> ParameterSet:
    arguments = case if type(case) is tuple else (case,)
    return pytest.param(*arguments, marks=() if is_quick else pytest.mark.slow)
