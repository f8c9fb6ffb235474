"""Number formats (18.8.30, 18.8.31): which section a value takes, and what it says of its own."""

from __future__ import annotations

import re
from functools import lru_cache

_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|;|[^"\\_*\[;]+|.')
_VALUE = re.compile(r"(?i)[0#?@dmyhse]|general|standard")
_CONDITION = re.compile(r"\[[<>=]")


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[str, ...]:
    """The sections of a format, with their literals."""
    found = [""]
    for match in _TOKEN.finditer(code):
        if match[0] == ";":
            found.append("")
        else:
            found[-1] += match[0]
    return tuple(found)


def literal(section: str) -> str:
    """The letters that a section shows whatever the value is."""
    found = _LITERAL.finditer(section)
    return "".join(match[2] if match[1] is None else match[1] for match in found)


def section_of(code: str, value: float | None) -> str | None:
    """The section that a number takes, or a text (``None``). ``None``: a condition decides."""
    found = sections(code)
    if _CONDITION.search(code):
        return None
    if value is None:
        if len(found) >= 4:
            return found[3]
        return found[-1] if "@" in found[-1] else "@"
    numbers = found[:3] if "@" not in found[-1] or len(found) > 3 else found[:-1] or found
    if value < 0 and len(numbers) > 1:
        return numbers[1]
    if value == 0 and len(numbers) > 2:
        return numbers[2]
    return numbers[0]


def hides(code: str, value: float | None) -> bool:
    """Whether a format shows nothing of a value. That zeros are left blank is usual."""
    if value == 0 or ";" not in code:
        return False
    section = section_of(code, value)
    if section is None:
        return False
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", section)
    if value is None:
        return "@" not in bare and not re.search("(?i)general|standard", bare)
    if _VALUE.search(bare):
        return False
    # A word in place of 1, 0 or -1 is how a yes or a no is shown.
    return not literal(section).strip() or abs(value) not in (0, 1)
