"""What of borders, themes and jetons a workbook has: not everybody has them all."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from motxl.errors import UsageError
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.programme.borders import Borders
    from motxl.programme.registers import Registers
    from motxl.programme.themes import Themes

FeatureName = Literal["borders", "themes", "jetons"]
"""Those that somebody can ask for"""


def features_called(names: Collection[str]) -> list[FeatureName]:
    """What a script asks for by name. Raises ``UsageError`` for another name."""
    known = get_args(FeatureName)
    for name in names:
        if name not in known:
            text = _("“{name}” is none of those that a workbook can have a place for: {known}.")
            raise UsageError(text.format(name=name, known=", ".join(known)))
    return [name for name in known if name in names]


class Features(NamedTuple):
    """Those that a workbook has, or is to get. What it does not have it shows nowhere: no sheet,
    column, table or sentence speaks of it."""

    borders: bool = True
    themes: bool = True
    """Themes of any family: the table of themes"""
    deal: bool = True
    """The family of the Cross-border Deal, which is one organisation's"""
    transversal: bool = True
    jetons: bool = True

    def __or__(self, other: Features) -> Features:
        """What one of two has."""
        return Features(*(one or two for one, two in zip(self, other, strict=True)))


EVERY = Features()
NONE = Features(*(False,) * len(EVERY))


def features_of(themes: Themes, registers: Registers, borders: Borders) -> Features:
    """What a workbook with these has; everything, where it cannot be read which families it has."""
    families = themes.families
    if not families.is_known:
        return EVERY._replace(borders=borders.are_there)
    return Features(
        borders=borders.are_there,
        themes=bool(themes.all) or any(one is not families.jeton for one in families.all),
        deal=families.deal is not None,
        transversal=families.transversal is not None,
        jetons=bool(families.jeton or registers.services or registers.moves),
    )
