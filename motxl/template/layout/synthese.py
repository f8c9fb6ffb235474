"""Where things stand in Synthèse: a band of columns for each pivot table, side by side.

Tables then grow downwards freely, when Excel refreshes them or staff drag fields, and each band has
columns of its own widths. The first band is a printed page, then each two that stand side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from motxl.i18n import N_
from motxl.template.layout.reponses import DONNEES_REPONSES
from motxl.template.layout.tables import (
    DONNEES_COMPTES,
    DONNEES_ENTREES,
    DONNEES_EVENEMENTS,
    DONNEES_FRONTIERES,
    DONNEES_JETONS,
    DONNEES_THEMES,
    TableLayout,
)
from motxl.template.texts import Say

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
    """Widths are in digits of the default font; texts are in English, or ``said`` in a language."""

    key: str
    """What the pivot table is called, after ``motxl_``"""
    table: TableLayout
    """Its source"""
    title: str
    note: str
    labels: tuple[float, ...]
    values: int
    """How many columns of numbers have room"""
    width: float = 9
    chart: bool = False

    @property
    def columns(self) -> int:
        return len(self.labels) + self.values

    @property
    def pivot(self) -> str:
        return f"motxl_{self.key}"

    def said(self, say: Say) -> Band:
        return self._replace(title=say(self.title), note=say(self.note))

    @property
    def table_row(self) -> int:
        return CHARTED_TABLE_ROW if self.chart else TABLE_ROW


BANDS = (
    Band(
        "axes_etats",
        DONNEES_ENTREES,
        N_("Progress by axis"),
        N_("Actions, and sub-objectives that are themselves actions, by state of progress."),
        (75,),
        STATES,
        chart=True,
    ),
    Band(
        "axes_portees",
        DONNEES_ENTREES,
        N_("Scope by axis"),
        N_("Actions for all members, or for some of them."),
        (75,),
        4,
    ),
    Band(
        "themes_axes",
        DONNEES_THEMES,
        N_("Coverage of themes"),
        N_(
            "Rows that refer to a theme: a row counts once for each of its themes, so there "
            "is no total by axis."
        ),
        (55,),
        6,
        chart=True,
    ),
    Band(
        "frontieres_axes",
        DONNEES_FRONTIERES,
        N_("Borders"),
        N_(
            "Rows by border: FR-IT-MC counts for FR-IT and for FR-MC. Rows without a "
            "border are filtered out."
        ),
        (24,),
        7,
        chart=True,
    ),
    Band(
        "frontieres_etats",
        DONNEES_FRONTIERES,
        N_("Progress by border"),
        N_("Rows by border and by state of progress."),
        (24,),
        STATES,
    ),
    Band(
        "pilotes_etats",
        DONNEES_ENTREES,
        N_("In charge"),
        N_("Actions by person in charge and by state of progress."),
        (30,),
        STATES,
    ),
    Band(
        "evenements_mois",
        DONNEES_EVENEMENTS,
        N_("Calendar"),
        N_("Events by month, from the sheet Événements."),
        (24,),
        6,
        chart=True,
    ),
    Band(
        "jetons_prestations",
        DONNEES_JETONS,
        N_("Services of the modular offer"),
        N_("Rows of the programme, by the service that they offer."),
        (66, 46),
        2,
    ),
    Band(
        "jetons_adherents",
        DONNEES_COMPTES,
        N_("Jeton accounts"),
        N_("Left: the jetons allocated, less those reserved and those spent."),
        (46,),
        4,
        11,
    ),
)

ANSWERS_BAND = Band(
    "reponses_adherents",
    DONNEES_REPONSES,
    N_("Answers of the members"),
    N_(
        "Rows of their extracts, by answer; (other) is a comment, or jetons, alone. A row of "
        "zeros: no answer so far."
    ),
    (46,),
    6,
    11,
)
"""Of a workbook that asks its members; the others have no room for it"""
EVERY_BAND = (*BANDS, ANSWERS_BAND)


def first_column(band: Band, bands: Sequence[Band] = BANDS) -> int:
    """The 1-based column at which one of the bands that stand side by side begins."""
    place = [one.key for one in bands].index(band.key)
    return 1 + sum(one.columns + 1 for one in bands[:place])
