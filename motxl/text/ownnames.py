"""Names in texts that a workbook calls otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_PLACE = re.compile(
    r"(?P<quote>'?)(?P<sheet>[^'!]+)(?P=quote)!(?P<cell>\$?[A-Z]{1,3}\$?[0-9]+.*)\Z"
)
_SIMPLE = re.compile(r"\w+\Z")
_BEGINS = re.compile(r"(?:\A|[.!?:]\s+|\n\s*)\Z")
_SHORTEST = 3


class OwnNames:
    """Puts what a workbook calls things in the place of what we call them."""

    def __init__(self, names: Mapping[str, str], sheets: Mapping[str, str], mark: str = "") -> None:
        """Both map our names to those of the workbook; ``mark`` stands behind what is only spelt as
        one of ours, and is not shown."""
        self._names = names
        self._sheets = sheets
        self._mark = mark
        changed = [one for one, other in names.items() if one != other]
        self._in_english = _any_of(changed)
        self._in_french = _any_of(
            one for one in changed if len(one) >= _SHORTEST and not one.islower()
        )

    def in_text(self, text: str, language: str = "en") -> str:
        """A text of motxl in English or French. What is an ordinary word in French, too, is a name
        where it has a capital within a sentence, or quotation marks."""
        if language == "en":
            return self._in_english.sub(lambda found: self._names[found[0]], text)
        return self._in_french.sub(self._of_french, text)

    def _of_french(self, found: re.Match[str]) -> str:
        name = found[0]
        if _SIMPLE.match(name) and _BEGINS.search(found.string[: found.start()]):
            return name
        return self._names[name]

    def value(self, text: str) -> str:
        """A text that is put into another one: a name, several with commas between, or a cell."""
        name = self._name(text)
        if name is not None:
            return name
        place = _PLACE.match(text)
        if place is not None and place["sheet"] in self._sheets:
            sheet = self._sheets[place["sheet"]]
            quote = "" if _SIMPLE.match(sheet) else "'"
            return f"{quote}{sheet}{quote}!{place['cell']}"
        several = text.split(", ")
        names = [self._name(one) for one in several] if len(several) > 1 else []
        if any(one is not None for one in names):
            return ", ".join(name or one for name, one in zip(names, several, strict=True))
        return text

    def _name(self, text: str) -> str | None:
        found = self._names.get(text)
        if found is None and self._mark and text.endswith(self._mark):
            return text.removesuffix(self._mark)
        return found


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    words = sorted((re.escape(one) for one in names), key=len, reverse=True)
    inner = "|".join(words) if words else r"(?!)"
    return re.compile(rf"(?<![\w’'-])(?:{inner})(?![\w-])")
