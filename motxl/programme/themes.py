"""What references name: themes and the items of other families, found by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from motxl.programme.families import DEAL, OF_THEMES, TRANSVERSAL, USUAL, Families, Family
from motxl.programme.registers import Register
from motxl.text.normalise import normalise

K = TypeVar("K")


class Theme(NamedTuple):
    """A row of ``tblThemes``, or of the table of another family. ``number`` is set for those that
    go by it."""

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
    ref: str = ""
    """The Réf. of the row that offers it, in a table that has such a column"""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)


class ItemTable(NamedTuple):
    """Where the items of a family stand that are kept in a table of their own."""

    sheet: str
    column: int
    """The 1-based column of their keys, or of what stands first"""


class Themes:
    """The families of references, and the themes and other items that these are looked up in."""

    def __init__(
        self,
        themes: Sequence[Theme],
        misfiled: Register[Theme] | None = None,
        families: Families = USUAL,
        tables: Mapping[str, ItemTable] | None = None,
    ) -> None:
        """``misfiled`` are the rows of ``tblThemes`` whose family is none: no themes yet;
        ``tables`` are the families whose items stand in other tables, by their names."""
        self.all = themes
        self.misfiled = misfiled
        self.families = families
        self.tables = tables or {}
        self.deal = families.deal.name if families.deal else None
        """What the family of the Deal is called; ``None`` where there is none"""
        self.transversal = families.transversal.name if families.transversal else None

    @cached_property
    def by_number(self) -> dict[int, Theme | None]:
        """The themes of the Deal; ``None`` for a number that several have."""
        return self.numbered(self.deal)

    def numbered(self, family: str | None) -> dict[int, Theme | None]:
        """The items of a family by their numbers; ``None`` for a number that several have."""
        if family not in self._numbered:
            self._numbered[family] = _unique(
                (theme.number, theme)
                for theme in self.all
                if theme.family == family and theme.number is not None
            )
        return self._numbered[family]

    @cached_property
    def _numbered(self) -> dict[str | None, dict[int, Theme | None]]:
        return {}

    def goes_by_number(self, theme: Theme) -> bool:
        """Whether references name a theme by its number."""
        family = self.families.named(theme.family)
        return family is not None and family.usual.slot == "number"

    @cached_property
    def given_twice(self) -> dict[Theme, Theme]:
        """Each theme of a workbook that has the key, the number or the name of one above it, with
        that one. Names count within a table, numbers within a family."""
        first: dict[object, Theme] = {}
        found: dict[Theme, Theme] = {}
        for theme in self.all:
            names: list[object] = [normalise(theme.key)] if theme.key else []
            if theme.label:
                label = normalise(theme.label)
                names.append((theme.family, label) if theme.family in self.tables else label)
            if theme.number is not None and self.goes_by_number(theme):
                names.append((theme.family, theme.number))
            for name in names:
                other = first.setdefault(name, theme)
                if other is not theme and theme.row:
                    found.setdefault(theme, other)
        return found

    @property
    def of_sheet(self) -> tuple[Theme, ...]:
        """Those that stand in ``tblThemes``, or are shipped."""
        if not self.tables:
            return tuple(self.all)
        return tuple(theme for theme in self.all if theme.family not in self.tables)

    def are_known(self, family: Family) -> bool:
        """Whether it is known what a family has: not where the sheet of themes has no row yet."""
        return family.items != OF_THEMES or bool(self.of_sheet)

    def offered(self, family: Family, ref: str) -> str | None:
        """The key of the item of a family that the row with a Réf. offers; the family's name where
        it has no list."""
        if not family.items:
            return family.name
        key = normalise(ref)
        mine = (one for one in self.all if one.family == family.name)
        return next((one.key for one in mine if key and normalise(one.ref) == key), None)

    @cached_property
    def by_name(self) -> dict[str, Theme | None]:
        """Normalised labels, aliases and keys of the transversal themes; ``None`` for a name that
        several have."""
        return self.names_of(self.transversal) if self.transversal else {}

    def names_of(self, *families: str | None) -> dict[str, Theme | None]:
        """Normalised labels, aliases and keys of the themes of some families, or of all of them;
        ``None`` for a name that several have."""
        return _names(theme for theme in self.all if not families or theme.family in families)

    @cached_property
    def edges_of_names(self) -> frozenset[str]:
        """The first and the last letters of each name of a theme: one slip changes but one of
        them."""
        usual = {self.deal, self.transversal}
        names = [
            normalise(name)
            for theme in self.all
            if theme.family in usual
            for name in theme.names
            if name
        ]
        return frozenset(edge for name in names for edge in (name[:5], name[-5:]))

    def called(self, name: str) -> Theme | None:
        """A theme of any family by its key, label or alias; ``None`` when none, or several, are so
        called."""
        return self._called.get(normalise(name))

    def is_ambiguous(self, name: str) -> bool:
        """Whether several themes are so called."""
        key = normalise(name)
        return key in self._called and self._called[key] is None

    def bearing(self, name: str) -> list[Theme]:
        """The themes that have a name as their key, label or alias, in their order."""
        key = normalise(name)
        return [one for one in self.all if key in map(normalise, (one.key, *one.names))]

    @cached_property
    def _called(self) -> dict[str, Theme | None]:
        return self.names_of()

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


def shipped_of(families: Families) -> list[Theme]:
    """The themes of 2025 of those of the families that they belong to."""
    called = {DEAL: families.deal, TRANSVERSAL: families.transversal}
    return [
        theme._replace(family=family.name)
        for theme in SHIPPED
        if (family := called[theme.family]) is not None
    ]
