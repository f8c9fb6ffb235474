"""``tblMots``: what a workbook calls its sheets, columns and values that is not in French.

A workbook without the table is in French. Its four columns are known by their places, as whoever
makes a workbook in a language of theirs calls them what they like.
"""

from __future__ import annotations

from collections.abc import Mapping

from motxl.template.layout import lists, tables
from motxl.template.layout.columns import (
    REF_PRECEDENTE,
    AdherentColumn,
    ChoixColumn,
    ContactColumn,
    ControleColumn,
    DonneesColumn,
    EvenementColumn,
    FamilleColumn,
    ProgrammeColumn,
    SheetName,
    SuiviJetonColumn,
    ThemeColumn,
    VersionColumn,
    names_in,
)
from motxl.template.layout.parametres import NiveauColumn, Parametre, ParametreColumn
from motxl.template.layout.reponses import DONNEES_REPONSES, REPONSES, ReponseColumn
from motxl.template.layout.tables import TableLayout


class MotColumn:
    TABLE = "Table"
    """A table; blank for the names of sheets"""
    COLONNE = "Colonne"
    """The column, as motxl calls it, that holds a value; blank for the names of columns"""
    NOTRE = "Mot de motxl"
    ICI = "Mot du classeur"


MOTS = TableLayout(SheetName.PARAMETRES, "tblMots", names_in(MotColumn))

LANGUE = "langue"
"""Stands in Colonne, without a table, where the language of the workbook's texts is said"""
OwnColumn = tuple[str, str]
"""A table and one of its columns"""

_D, _P = DonneesColumn, ProgrammeColumn
_OF_ENTRIES = (tables.DONNEES_ENTREES, tables.DONNEES_THEMES, tables.DONNEES_FRONTIERES)


def _in(column: str, *of: TableLayout) -> tuple[OwnColumn, ...]:
    return tuple((one.name, column) for one in of)


SAME_VALUES: Mapping[OwnColumn, tuple[OwnColumn, ...]] = {
    (lists.PORTEES.table, lists.PORTEES.column): (
        *_in(_P.PORTEE, tables.PROGRAMME),
        *_in(_D.PORTEE, tables.DONNEES_ENTREES),
    ),
    (lists.ETATS.table, lists.ETATS.column): (
        *_in(_P.ETAT, tables.PROGRAMME),
        *_in(_D.ETAT, *_OF_ENTRIES),
    ),
    (lists.OUI_NON.table, lists.OUI_NON.column): (
        *_in(EvenementColumn.CONFIRME, tables.EVENEMENTS),
        *_in(ThemeColumn.NOUVEAU, tables.THEMES),
        *_in(AdherentColumn.EN_COURS, tables.ADHERENTS),
        *_in(ControleColumn.IGNORER, tables.CONTROLE),
    ),
    (lists.PRECISIONS.table, lists.PRECISIONS.column): _in(
        EvenementColumn.PRECISION, tables.EVENEMENTS
    ),
    (lists.ETATS_JETON.table, lists.ETATS_JETON.column): (
        *_in(SuiviJetonColumn.ETAT, tables.SUIVI_JETONS),
        *_in(_D.ETAT_JETON, tables.DONNEES_COMPTES),
    ),
    (lists.ENVOIS.table, lists.ENVOIS.column): _in(ContactColumn.ENVOI, tables.CONTACTS),
    (lists.ETATS_VERSION.table, lists.ETATS_VERSION.column): _in(
        VersionColumn.ETAT, tables.VERSIONS
    ),
    (lists.TYPES_ADHERENT.table, lists.TYPES_ADHERENT.column): _in(
        AdherentColumn.TYPE, tables.ADHERENTS
    ),
    (lists.COMMUNES.table, lists.COMMUNES.column): (),
    (lists.SUITES.table, lists.SUITES.column): _in(NiveauColumn.SUITE, tables.NIVEAUX),
    (tables.NIVEAUX.name, NiveauColumn.NOM): (
        *_in(_P.TYPE, tables.PROGRAMME),
        *_in(_D.TYPE, tables.DONNEES_ENTREES),
    ),
    (tables.NIVEAUX.name, NiveauColumn.SEPARATEUR): (),
    (tables.FAMILLES.name, FamilleColumn.FAMILLE): (
        *_in(ThemeColumn.FAMILLE, tables.THEMES),
        *_in(_D.FAMILLE, tables.DONNEES_THEMES),
    ),
    (tables.PARAMETRES.name, ParametreColumn.CLE): (),
    (tables.PARAMETRES.name, ParametreColumn.VALEUR): (),
    (tables.CONTROLE.name, ControleColumn.REGLE): (),
    (tables.CONTROLE.name, ChoixColumn.CHOIX): (),
    (REPONSES.name, ReponseColumn.COLONNE): (),
    (REPONSES.name, ReponseColumn.REPONSE): _in(_D.REPONSE, DONNEES_REPONSES),
    (REPONSES.name, ReponseColumn.ETAT): (),
}
"""The columns whose values have words of their own, and those that hold the same values"""
NAMES_OF_COLUMNS: Mapping[OwnColumn, TableLayout] = {
    (tables.FAMILLES.name, FamilleColumn.COLONNE): tables.PROGRAMME,
}
"""Columns that hold the name of a column of a table"""
VALUES_OF_KEYS: Mapping[str, OwnColumn] = {
    Parametre.COMMUNES: (lists.COMMUNES.table, lists.COMMUNES.column),
    Parametre.STABLE: (lists.OUI_NON.table, lists.OUI_NON.column),
    Parametre.REPONSES: (lists.OUI_NON.table, lists.OUI_NON.column),
    Parametre.ETAT_TERMINE: (lists.ETATS.table, lists.ETATS.column),
    Parametre.PAYS: (tables.PARAMETRES.name, ParametreColumn.VALEUR),
}
"""The keys of ``tblParametres`` whose value is one of a list; that of any other is a text"""
PLACES: tuple[OwnColumn, ...] = _in(ControleColumn.CELLULE, tables.CONTROLE)
"""Columns whose cells say a place: ``Événements!B3``"""

WORDED_TABLES: tuple[TableLayout, ...] = (
    *tables.TABLES,
    *(one.layout for one in lists.DROP_DOWNS),
    REPONSES,
    DONNEES_REPONSES,
)
"""The tables whose columns have words of their own"""
MORE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    tables.PROGRAMME.name: (REF_PRECEDENTE,),
    tables.CONTROLE.name: names_in(ChoixColumn),
}
"""Columns that tables of ours get only at times"""
