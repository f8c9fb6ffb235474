"""Rendering the staff's templates so that one without an end ends: in steps, and in size.

jinja2's sandbox keeps a template from the program; it does not keep it from running for ever or
from filling the memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace

from motxl.i18n import _

MOST_STEPS = 100_000
"""Lines of a compiled template, and calls, that a message may take; those shipped take hundreds"""
MOST_CHARACTERS = 1 << 20
_MOST_POWER = 64
_COMPILED = "<template>"  # what jinja2 calls the file of a template that was no file
# They make something of any length from a number.
_GROWING_METHODS = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill", "format_map"})
_GROWING_FILTERS = ("batch", "center", "filesizeformat", "format", "indent", "slice", "wordwrap")


class BoundedEnvironment(SandboxedEnvironment):
    """The sandbox, without what makes much of little."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in _GROWING_FILTERS:
            self.filters.pop(name, None)
        self.filters["replace"] = _replace
        self.globals.pop("lipsum", None)

    def wrap_str_format(self, value: Any) -> None:
        """Not even jinja2's own ``format``: a width in it makes a text of any length."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str) and attr in _GROWING_METHODS | {"format", "join", "replace"}:
            return False
        return bool(super().is_safe_attribute(obj, attr, value))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if numbers:
            large = max(abs(left), abs(right)) > MOST_CHARACTERS
            refused = large if operator != "**" else large or abs(right) > _MOST_POWER
        else:
            refused = operator != "+" or _size(left) + _size(right) > MOST_CHARACTERS
        if refused:
            raise too_much()
        return super().call_binop(context, operator, left, right)


def too_much() -> SecurityError:
    return SecurityError(_("it asks for more work than a message needs"))


def _size(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 0


def _is_too_long(value: object) -> bool:
    if isinstance(value, Namespace):
        return any(map(_is_too_long, vars(value)["_Namespace__attrs"].values()))
    return isinstance(value, str) and len(value) > MOST_CHARACTERS


def _replace(text: Any, old: Any, new: Any) -> str:
    whole, one, other = str(text), str(old), str(new)
    if len(whole) + whole.count(one) * len(other) > MOST_CHARACTERS:
        raise too_much()
    return whole.replace(one, other)


@contextmanager
def bounded() -> Iterator[None]:
    """Count the steps of the templates that are rendered here, and look at their texts;
    ``SecurityError`` beyond what a message needs."""
    steps = 0

    def entered(frame: FrameType, event: str, _argument: object) -> Any:
        step()
        return looked_at if frame.f_code.co_filename == _COMPILED else None

    def looked_at(frame: FrameType, event: str, _argument: object) -> Any:
        step()
        if any(map(_is_too_long, frame.f_locals.values())):
            raise too_much()
        return looked_at

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            raise too_much()

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        yield
    finally:
        sys.settrace(before)
