"""Where things stand in Synthèse: a band of columns for each pivot table, side by side.

Tables then grow downwards freely, when Excel refreshes them or staff drag fields, and each band has
columns of its own widths. The first band is a printed page, then each two that stand side by side.
"""

from __future__ import annotations

from typing import NamedTuple

TITLE_ROW = 4
TABLE_ROW = 8
"""Of the upper left cell of a pivot table without a chart; two rows above are for a filter"""
CHART_ROWS = (7, 26)
CHARTED_TABLE_ROW = 30
GAP = 3.0
STATES = 12
"""Columns for states of progress: those of Paramètres, none, the total, and some in reserve. Excel
refuses to refresh a pivot table that would lie over the next one."""


class Band(NamedTuple):
    """Widths are in digits of the default font."""

    key: str
    """What the pivot table is called, after ``motxl_``"""
    title: str
    note: str
    labels: tuple[float, ...]
    values: int
    """How many columns of numbers have room"""
    width: float = 10
    chart: bool = False

    @property
    def columns(self) -> int:
        return len(self.labels) + self.values

    @property
    def pivot(self) -> str:
        return f"motxl_{self.key}"

    @property
    def table_row(self) -> int:
        return CHARTED_TABLE_ROW if self.chart else TABLE_ROW


BANDS = (
    Band(
        "axes_etats",
        "Avancement par axe",
        "Actions, et sous-objectifs qui sont eux-mêmes une action, par état d’avancement.",
        (76,),
        STATES,
        chart=True,
    ),
    Band(
        "axes_portees",
        "Portée par axe",
        "Actions pour tous les adhérents, ou ciblées sur certains.",
        (76,),
        4,
    ),
    Band(
        "themes_axes",
        "Couverture des thèmes",
        "Lignes qui se réfèrent à un thème : une ligne compte une fois pour chacun de ses thèmes, "
        "il n’y a donc pas de total par axe.",
        (58,),
        6,
        11,
        chart=True,
    ),
    Band(
        "frontieres_axes",
        "Frontières",
        "Lignes par frontière : FR-IT-MC compte pour FR-IT et pour FR-MC. Les lignes sans "
        "frontière sont filtrées.",
        (26,),
        7,
        chart=True,
    ),
    Band(
        "frontieres_etats",
        "Avancement par frontière",
        "Les mêmes lignes, par état d’avancement.",
        (26,),
        STATES,
    ),
    Band(
        "pilotes_etats",
        "Pilotes",
        "Actions par pilote et par état d’avancement.",
        (34,),
        STATES,
    ),
    Band(
        "evenements_mois",
        "Calendrier",
        "Événements par mois, d’après la feuille Événements.",
        (26,),
        6,
        chart=True,
    ),
    Band(
        "jetons_prestations",
        "Prestations de l’offre modulable",
        "Lignes du programme qui proposent chaque prestation.",
        (76, 58),
        2,
    ),
    Band(
        "jetons_adherents",
        "Comptes de jetons",
        "Restants : attribués, moins réservés, moins consommés.",
        (46,),
        4,
        12,
    ),
)


def first_column(band: Band) -> int:
    """The 1-based column at which a band begins."""
    before = BANDS[: BANDS.index(band)]
    return 1 + sum(one.columns + 1 for one in before)
