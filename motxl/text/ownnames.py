"""Names in texts that a workbook calls otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from motxl.text.normalise import normalise

_OF_CELLS = frozenset(("value", "text", "label", "title", "written"))
"""Placeholders for what stands in a cell"""
_OF_NAMES = frozenset(
    (
        *("sheet", "sheets", "table", "tables", "column", "columns", "header", "headers"),
        *("cell", "cells", "place", "places", "what", "known", "expected", "action"),
        *("type", "types", "level", "levels", "heading", "family", "scope"),
        *("state", "states", "values", "choices"),
    )
)
"""Placeholders for what has a name of ours. What stands in others may be called so by chance, as a
member, a person or a file: whoever puts a name there says it with ``called``."""
_NAMES_IN_JSON = frozenset(("sheet", "sheets", "column"))
_VALUES_IN_JSON = frozenset(("value", "state", "precision", "scope"))
_SIMPLE = re.compile(r"\w+\Z")
_BEGINS = re.compile(r"(?:\A|[.!?:]\s+|\n\s*)\Z")
_SHORTEST = 3
_BOTH = frozenset(
    (
        *("Action", "Alias", "Code", "Commune", "Contacts", "Date", "Exclusions", "Instance"),
        *("Modifications", "Note", "Permanent", "Programme", "Suite", "Type", "Versions"),
    )
)
"""Our names that are English words, too"""
_ENGLISH = frozenset(("version", "organisation", "signature"))
"""Our names that are English words without a capital"""


InCells = Callable[[str, str, str, Mapping[str, object] | None], str]


class OwnNames:
    """Puts what a workbook calls things in the place of what we call them."""

    def __init__(
        self,
        names: Mapping[str, str],
        sheets: Mapping[str, str],
        values: Mapping[str, str],
        mark: str = "",
        cells: InCells | None = None,
    ) -> None:
        """They map our names to those of the workbook: all, and of them those of sheets and of
        values. ``mark`` stands behind what is only spelt as one of ours, and is not shown.
        ``cells`` says what a text is in a column."""
        self._cells = cells
        self._values = values
        self._names = names
        self._sheets = sheets
        self._mark = mark
        self._ours = {normalise(other): one for one, other in names.items()}
        changed = [one for one, other in names.items() if one != other]
        sheets_named = "|".join(re.escape(one) for one in sorted(sheets, key=len, reverse=True))
        self._places = re.compile(
            rf"(?:'(?P<quoted>{sheets_named})'|(?<![\w'’])(?P<sheet>{sheets_named}))!(?=\$?[A-Z0-9])"
        )
        self._in_english = _any_of(one for one in changed if one not in _ENGLISH)
        self._in_french = _any_of(
            one for one in changed if len(one) >= _SHORTEST and not one.islower()
        )

    def in_text(self, text: str, language: str = "en", *, braces: bool = False) -> str:
        """A text of motxl in English or French. What may be an ordinary word is a name where it
        has a capital within a sentence, or quotation marks. With ``braces``, those of names are
        doubled, as ``str.format`` wants them."""
        own = _doubled if braces else str
        if text in self._names:
            return own(self._names[text])
        is_english = language == "en"
        pattern = self._in_english if is_english else self._in_french

        def named(found: re.Match[str]) -> str:
            name = found[0]
            begins = _BEGINS.search(found.string[: found.start()])
            can_be_one = name in _BOTH if is_english else _SIMPLE.match(name)
            return name if begins and can_be_one else own(self._names[name])

        return pattern.sub(named, text)

    def value(self, text: str, placeholder: str = "") -> str:
        """A text that is put into another one: a name, several with commas between; any other with
        the names of sheets before cells. What stands in a cell is no name of a sheet or column;
        what stands for a placeholder that is not one of names is none at all."""
        if placeholder in _OF_CELLS:
            own = self._values.get(text)
            return text.removesuffix(self._mark) if own is None else own
        if placeholder and placeholder not in _OF_NAMES:
            return self.places(text.removesuffix(self._mark))
        name = self._name(text)
        if name is not None:
            return name
        sheet, mark, column = text.partition("!")
        if mark and sheet in self._sheets and column in self._names:
            return f"{self._sheets[sheet]}!{self._names[column]}"
        several = text.split(", ")
        names = [self._name(one) for one in several] if len(several) > 1 else []
        if any(one is not None for one in names):
            return ", ".join(map(self.value, several))
        return self.places(text)

    def places(self, text: str) -> str:
        """A text with the names of sheets that stand before cells: ``Événements!B3``."""
        return self._places.sub(self._of_place, text) if "!" in text else text

    def _of_place(self, found: re.Match[str]) -> str:
        sheet = self._sheets[found["quoted"] or found["sheet"]]
        is_bare = not found["quoted"] and (_SIMPLE.match(sheet) or " " in found["sheet"])
        return f"{sheet}!" if is_bare else f"'{sheet}'!"

    def in_cell(self, text: str, table: str, column: str, row: Mapping[str, object] | None) -> str:
        """A text as the cells of this column (ours, of this table) write it."""
        return text if self._cells is None else self._cells(text, table, column, row)

    def printed(self, text: str) -> str:
        """What is printed: names of sheets before cells."""
        return self.places(text)

    def named(self, data: object, key: str = "") -> object:
        """What JSON holds, of a key: names of sheets and columns, values of lists, and texts with
        the names of sheets before cells."""
        if isinstance(data, Mapping):
            return {name: self.named(one, name) for name, one in data.items()}
        if isinstance(data, list | tuple):
            return [self.named(one, key) for one in data]
        if not isinstance(data, str):
            return data
        if key in _NAMES_IN_JSON:
            return self._name(data) or data
        own = self._values.get(data) if key in _VALUES_IN_JSON else None
        return self.places(data) if own is None else own

    def meant(self, text: str) -> str:
        """What somebody writes who names a sheet, a column or a value as the workbook does."""
        sheet, mark, rest = text.partition("!")
        if mark:
            return f"{self.meant(sheet)}!{self.meant(rest)}"
        return self._ours.get(normalise(text), text)

    def _name(self, text: str) -> str | None:
        found = self._names.get(text)
        if found is None:
            found = self._values.get(text)  # as a cell spells it
        if found is None and self._mark and text.endswith(self._mark):
            return text.removesuffix(self._mark)
        return found


def _doubled(name: str) -> str:
    return name.replace("{", "{{").replace("}", "}}")


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    words = sorted((re.escape(one) for one in names), key=len, reverse=True)
    inner = "|".join(words) if words else r"(?!)"
    return re.compile(rf"(?<![\w’'-])(?:{inner})(?![\w-])")
