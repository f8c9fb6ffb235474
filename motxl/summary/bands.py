"""Which pivot table stands in which band, and what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from motxl.ooxml.pivots import Crosstab, DataField, PivotLayout
from motxl.summary.grains import Grains
from motxl.summary.texts import SummaryTexts
from motxl.template import layout
from motxl.template.layout import DonneesColumn, DropDown, TableLayout
from motxl.template.layout.extrait import CHOICES
from motxl.template.layout.reponses import DONNEES_REPONSES
from motxl.template.layout.synthese import Band

_D = DonneesColumn
_WHOLE = 1  # 18.8.30: "0"


class BandContent(NamedTuple):
    """What a band's pivot table counts, and what its chart says."""

    table: TableLayout
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[DataField, ...]
    filters: tuple[str, ...] = ()
    total_row: bool = True
    """Not where an entry counts for several rows: the sum would count it more than once"""
    hidden: Mapping[str, tuple[str, ...]] = {}
    unit: str = ""
    """Of the chart's axis of values"""
    horizontal: bool = True
    heat: bool = False
    """Whether the cells are shaded by their numbers"""


def contents(texts: SummaryTexts) -> dict[str, BandContent]:
    """By the key of its band, what each pivot table counts."""
    lines = (DataField(_D.NOMBRE, texts.lines, _WHOLE),)
    events = (DataField(_D.NOMBRE, texts.events, _WHOLE),)
    answers = (DataField(_D.NOMBRE, texts.answers, _WHOLE),)
    accounts = (
        DataField(_D.ATTRIBUES, texts.attributed),
        DataField(_D.RESERVES, texts.reserved),
        DataField(_D.CONSOMMES, texts.spent),
        DataField(_D.RESTANTS, texts.left),
    )
    number = texts.number_of_lines
    return {
        "axes_etats": BandContent(
            layout.DONNEES_ENTREES, (_D.INTITULE_AXE,), (_D.ETAT,), lines, unit=number
        ),
        "axes_portees": BandContent(
            layout.DONNEES_ENTREES, (_D.INTITULE_AXE,), (_D.PORTEE,), lines
        ),
        "themes_axes": BandContent(
            *(layout.DONNEES_THEMES, (_D.THEME,), (_D.AXE,), lines),
            total_row=False,
            hidden={_D.THEME: (texts.no_theme,)},
            unit=number,
            heat=True,
        ),
        "frontieres_axes": BandContent(
            *(layout.DONNEES_FRONTIERES, (_D.FRONTIERE,), (_D.AXE,), lines),
            total_row=False,
            hidden={_D.FRONTIERE: (texts.no_border,)},
            unit=number,
        ),
        "frontieres_etats": BandContent(
            *(layout.DONNEES_FRONTIERES, (_D.FRONTIERE,), (_D.ETAT,), lines, (_D.AXE,)),
            total_row=False,
            hidden={_D.FRONTIERE: (texts.no_border,)},
        ),
        "pilotes_etats": BandContent(
            *(layout.DONNEES_ENTREES, (_D.PILOTE,), (_D.ETAT,), lines), filters=(_D.AXE,)
        ),
        "evenements_mois": BandContent(
            *(layout.DONNEES_EVENEMENTS, (_D.MOIS,), (_D.CONFIRME,), events),
            filters=(_D.AXE,),
            unit=texts.number_of_events,
            horizontal=False,
        ),
        "jetons_prestations": BandContent(
            *(layout.DONNEES_JETONS, (_D.PRESTATION, _D.LIGNE), (), lines), total_row=False
        ),
        "jetons_adherents": BandContent(layout.DONNEES_COMPTES, (_D.ADHERENT,), (), accounts),
        "reponses_adherents": BandContent(
            DONNEES_REPONSES, (_D.ADHERENT,), (_D.REPONSE,), answers, (_D.AXE,)
        ),
    }


_RESERVE = {_D.ETAT: 2}
"""Columns for values that no list has yet"""


def orders(grains: Grains) -> dict[str, list[str]]:
    """The items that come first in each field, in their order: lists as Paramètres has them."""

    def listed(one: DropDown) -> list[str]:
        return list(grains.programme.lists.get(one.table, one.values))

    return {
        _D.AXE: grains.axes,
        _D.INTITULE_AXE: grains.axis_titles,
        _D.ETAT: [*listed(layout.ETATS), grains.texts.no_state],
        _D.PORTEE: listed(layout.PORTEES),
        _D.THEME: grains.themes,
        _D.MOIS: grains.months,
        _D.CONFIRME: [grains.texts.confirmed, grains.texts.unconfirmed],
        _D.ADHERENT: grains.members,
        _D.REPONSE: [*CHOICES, grains.texts.other, grains.texts.to_check],
    }


def columns_needed(crosstab: Crosstab) -> int:
    """How many columns a pivot table may come to need, with all values of the lists in use."""
    asked = crosstab.layout
    across = 1
    for name in asked.columns:
        known = {*asked.order.get(name, ()), *crosstab.items[name]}
        across *= len(known) + _RESERVE.get(name, 0)
    total = asked.total_column and bool(asked.columns)
    return len(asked.rows) + (across + total) * len(asked.values)


def pivot_layout(
    band: Band, content: BandContent, order: Mapping[str, list[str]], texts: SummaryTexts
) -> PivotLayout:
    return PivotLayout(
        band.pivot,
        content.rows,
        content.values,
        content.columns,
        content.filters,
        total_row=content.total_row,
        order=order,
        hidden=content.hidden,
        total_caption=texts.total,
        blank_caption=texts.blank,
        all_caption=texts.all,
        values_caption=texts.values,
        charted=band.chart,
    )
