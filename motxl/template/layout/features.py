"""Which sheets, tables, columns, lists and settings belong to what not every workbook has."""

from __future__ import annotations

from collections.abc import Collection

from motxl.programme.features import Features
from motxl.template.layout.columns import AdherentColumn, ProgrammeColumn, SheetName
from motxl.template.layout.lists import (
    ETATS_JETON,
    LISTE_FRONTIERES,
    LISTE_PRESTATIONS,
    LISTE_THEMES,
)
from motxl.template.layout.parametres import Parametre
from motxl.template.layout.tables import (
    ADHERENTS,
    DONNEES_COMPTES,
    DONNEES_FRONTIERES,
    DONNEES_JETONS,
    DONNEES_THEMES,
    FRONTIERES,
    JETONS,
    PROGRAMME,
    SUIVI_JETONS,
    TERRITOIRES,
    THEMES,
    TableLayout,
)

_TABLES: dict[str, Collection[str]] = {
    "borders": {TERRITOIRES.name, FRONTIERES.name, DONNEES_FRONTIERES.name},
    "themes": {THEMES.name, DONNEES_THEMES.name},
    "jetons": {
        *(JETONS.name, SUIVI_JETONS.name, DONNEES_JETONS.name, DONNEES_COMPTES.name),
        ETATS_JETON.table,
    },
}
_COLUMNS: dict[tuple[str, str], str] = {
    (PROGRAMME.name, ProgrammeColumn.FRONTIERE): "borders",
    (PROGRAMME.name, ProgrammeColumn.THEMES_DEAL): "deal",
    (PROGRAMME.name, ProgrammeColumn.THEMES_TRANSVERSAUX): "transversal",
    (PROGRAMME.name, ProgrammeColumn.AUTRES_THEMES): "themes",
    (PROGRAMME.name, ProgrammeColumn.JETONS): "jetons",
    (ADHERENTS.name, AdherentColumn.FRONTIERES): "borders",
    (ADHERENTS.name, AdherentColumn.THEMES): "themes",
    (ADHERENTS.name, AdherentColumn.JETONS): "jetons",
}
_OTHERS: dict[str, str] = {
    SheetName.TERRITOIRES: "borders",
    SheetName.THEMES: "themes",
    SheetName.JETONS: "jetons",
    SheetName.SUIVI_JETONS: "jetons",
    Parametre.PAYS: "borders",
    LISTE_FRONTIERES.name: "borders",
    LISTE_THEMES.name: "themes",
    LISTE_PRESTATIONS.name: "jetons",
}
"""Sheets, settings and lists"""


def has_table(features: Features, table: str) -> bool:
    """Whether a workbook with these features has a table, by its name."""
    return all(getattr(features, feature) for feature, names in _TABLES.items() if table in names)


def has_column(features: Features, table: str, column: str) -> bool:
    """Whether a table of a workbook with these features has one of the columns of its layout."""
    feature = _COLUMNS.get((table, column))
    return feature is None or getattr(features, feature)


def has(features: Features, name: str) -> bool:
    """Whether a workbook with these features has a sheet, a setting, or a list of values."""
    feature = _OTHERS.get(name)
    return feature is None or getattr(features, feature)


def with_features(table: TableLayout, features: Features) -> TableLayout:
    """A table as a workbook with these features has it."""
    columns = tuple(name for name in table.columns if has_column(features, table.name, name))
    return table if columns == table.columns else table._replace(columns=columns)
