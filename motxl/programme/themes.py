"""Themes of the Cross-border Deal and transversal themes, and finding one by any of its names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from motxl.programme.registers import Register
from motxl.text.normalise import normalise

K = TypeVar("K")

DEAL = "Cross-border Deal"
TRANSVERSAL = "Thème transversal"


class Theme(NamedTuple):
    """A row of ``tblThemes``. ``number`` is set for the themes of the Deal, which go by it."""

    key: str
    family: str
    number: int | None
    label: str
    aliases: tuple[str, ...] = ()
    new: bool = False
    referent: str = ""
    row: int = 0
    """1-based Excel row in ``tblThemes``; 0 for a theme that is not from a workbook"""
    family_written: str = ""
    """Famille as the cell holds it"""
    number_written: str = ""
    """N° as the cell holds it"""
    new_written: str = ""
    """Nouveau as the cell holds it"""
    number_is_text: bool = False
    """Whether N° holds a number as text"""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)


class Themes:
    """The themes that references are looked up in."""

    def __init__(self, themes: Sequence[Theme], misfiled: Register[Theme] | None = None) -> None:
        """``misfiled`` are the rows of ``tblThemes`` whose family is none: no themes yet."""
        self.all = themes
        self.misfiled = misfiled

    @cached_property
    def by_number(self) -> dict[int, Theme | None]:
        """The themes of the Deal; ``None`` for a number that several have."""
        return _unique(
            (theme.number, theme)
            for theme in self.all
            if theme.family == DEAL and theme.number is not None
        )

    @cached_property
    def given_twice(self) -> dict[int, Theme]:
        """By the row of each theme that has the key, the number or the name of one above it, and
        stands in a workbook: that one."""
        first: dict[object, Theme] = {}
        found: dict[int, Theme] = {}
        for theme in self.all:
            names: list[object] = [normalise(name) for name in (theme.key, theme.label) if name]
            if theme.family == DEAL and theme.number is not None:
                names.append(theme.number)
            for name in names:
                other = first.setdefault(name, theme)
                if other is not theme and theme.row:
                    found.setdefault(theme.row, other)
        return found

    @cached_property
    def by_name(self) -> dict[str, Theme | None]:
        """Normalised labels, aliases and keys of the transversal themes; ``None`` for a name that
        several have."""
        return self.names_of(TRANSVERSAL)

    def names_of(self, family: str | None) -> dict[str, Theme | None]:
        """Normalised labels, aliases and keys of the themes of a family, or of all of them;
        ``None`` for a name that several have."""
        return _names(theme for theme in self.all if family in (None, theme.family))

    @cached_property
    def edges_of_names(self) -> frozenset[str]:
        """The first and the last letters of each name: one slip changes but one of them."""
        names = [normalise(name) for theme in self.all for name in theme.names if name]
        return frozenset(edge for name in names for edge in (name[:5], name[-5:]))

    def called(self, name: str) -> Theme | None:
        """A theme of any family by its key, label or alias; ``None`` when none, or several, are so
        called."""
        return self._called.get(normalise(name))

    def is_ambiguous(self, name: str) -> bool:
        """Whether several themes are so called."""
        key = normalise(name)
        return key in self._called and self._called[key] is None

    @cached_property
    def _called(self) -> dict[str, Theme | None]:
        return self.names_of(None)

    @cached_property
    def longest_name(self) -> re.Pattern[str] | None:
        """Matches, at a place in a folded text, the longest name of a transversal theme."""
        names = sorted(self.by_name, key=lambda name: (-len(name), name))
        if not names:
            return None
        either = "|".join(re.escape(name).replace(r"\ ", " +") for name in names)
        return re.compile(rf"(?:{either})(?!\w)")

    def __iter__(self) -> Iterator[Theme]:
        return iter(self.all)


def _unique(pairs: Iterable[tuple[K, Theme]]) -> dict[K, Theme | None]:
    """What each key stands for; ``None`` where that is several themes."""
    found: dict[K, Theme | None] = {}
    for key, theme in pairs:
        found[key] = theme if found.get(key, theme) is theme else None
    return found


def _names(themes: Iterable[Theme]) -> dict[str, Theme | None]:
    return _unique(
        (key, theme)
        for theme in themes
        for name in (theme.key, *theme.names)
        if (key := normalise(name))
    )


def deal_key(number: int) -> str:
    return f"Deal {number}"


def _shipped() -> Themes:
    deal = (
        "Participation citoyenne transfrontalière",
        "Culture vecteur de citoyenneté transfrontalière",
        "Gestion de l'urbanisation, aménagement, sobriété foncière",
        "Mobilité, transports public transfrontalier",
        "Gestion de l'eau transfrontalière et ressources",
        "Planification écologique",
        "Santé transfrontalière",
        "Services publics transfrontaliers",
        "Solidarité financière transfrontalière",
    )
    transversal = (
        "Benchmark des groupements transfrontaliers",
        "Bassins de vie transfrontaliers",
        "Montagne",
    )
    return Themes(
        (
            *(Theme(deal_key(n), DEAL, n, label) for n, label in enumerate(deal, 1)),
            *(Theme(label, TRANSVERSAL, None, label) for label in transversal),
        )
    )


SHIPPED = _shipped()
"""The themes of 2025: they apply to a workbook that has no ``tblThemes``"""
