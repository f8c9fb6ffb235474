"""Rules by their titles, where a sentence names their codes alone."""

from __future__ import annotations

import re

from motxl.i18n import _

_CODE = re.compile(r"\b[A-Z]{3}\d{3}\b")


def with_titles(sentence: str) -> str:
    """A sentence in which each code of a rule has the rule's title behind it."""
    from motxl.validation.rules import CODES, rule

    def named(found: re.Match[str]) -> str:
        code = found[0]
        if code not in CODES:
            return code
        title = rule(code).title
        if sentence[: found.start()].endswith(f"{title}, "):
            return code  # it stands before it
        return _("{code} “{title}”").format(code=code, title=title)

    return _CODE.sub(named, sentence)
