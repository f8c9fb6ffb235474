"""What becomes of each column in next year's workbook. A test fails where a column says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from motxl.template.layout import tables
from motxl.template.layout.columns import (
    REF_PRECEDENTE,
    AdherentColumn,
    ContactColumn,
    ControleColumn,
    EvenementColumn,
    FamilleColumn,
    FrontiereColumn,
    JetonColumn,
    ProgrammeColumn,
    SuiviJetonColumn,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
)
from motxl.template.layout.lists import DROP_DOWNS
from motxl.template.layout.parametres import NiveauColumn, Parametre, ParametreColumn

Fate = Literal["carried", "cleared", "asked", "dated", "anew"]
"""Stays as it is; is emptied; as whoever makes the workbook says; stays where it is no date of the
year that ends; is made anew by motxl"""

FINISHED = ("Réalisé", "Abandonné")
"""States of rows that do not go on where nobody says which do; a workbook may name others"""


def _all(fate: Fate, *columns: str) -> dict[str, Fate]:
    return dict.fromkeys(columns, fate)


_P, _E, _T, _J = ProgrammeColumn, EvenementColumn, ThemeColumn, JetonColumn
_S, _A, _C, _V, _K = SuiviJetonColumn, AdherentColumn, ContactColumn, VersionColumn, ControleColumn
_F, _N, _B = FamilleColumn, NiveauColumn, FrontiereColumn
NEXT_YEAR: Mapping[str, Mapping[str, Fate]] = {
    tables.PROGRAMME.name: {
        **_all("carried", _P.AXE, _P.LABEL, _P.TYPE, _P.PORTEE, _P.FRONTIERE, _P.ADHERENTS),
        **_all("carried", _P.PILOTE, _P.THEMES_DEAL, _P.THEMES_TRANSVERSAUX, _P.AUTRES_THEMES),
        **_all("carried", _P.JETONS),
        **_all("cleared", _P.ETAT, _P.BILAN, _P.COMMENTAIRE),
        **_all("dated", _P.CALENDRIER),
        **_all("anew", _P.REF, _P.ORDRE),
    },
    tables.EVENEMENTS.name: {
        **_all("dated", _E.DEBUT, _E.FIN, _E.PRECISION, _E.INTITULE, _E.LIEU, _E.CONFIRME),
        **_all("anew", _E.REF),
    },
    tables.THEMES.name: {
        **_all("carried", _T.CLE, _T.FAMILLE, _T.NUMERO, _T.INTITULE, _T.ALIAS, _T.REFERENT),
        **_all("cleared", _T.NOUVEAU),
    },
    tables.TERRITOIRES.name: _all(
        *("carried", TerritoireColumn.NOM, TerritoireColumn.ALIAS, TerritoireColumn.FRONTIERES)
    ),
    tables.JETONS.name: {
        **_all("carried", _J.CLE, _J.PRESTATION, _J.NOMBRE, _J.OUVERTE_A),
        **_all("anew", _J.REF),
    },
    tables.SUIVI_JETONS.name: _all(
        *("cleared", _S.DATE, _S.ADHERENT, _S.PRESTATION, _S.ETAT, _S.JETONS, _S.REF),
        *(_S.PILOTE, _S.NOTE),
    ),
    tables.ADHERENTS.name: {
        **_all("carried", _A.CLE, _A.NOM, _A.ALIAS, _A.TYPE, _A.PAYS, _A.FRONTIERES, _A.THEMES),
        **_all("carried", _A.LANGUE, _A.EN_COURS),
        **_all("asked", _A.JETONS),
    },
    tables.CONTACTS.name: _all(
        *("carried", _C.ADHERENT, _C.CIVILITE, _C.PRENOM, _C.NOM, _C.FONCTION, _C.EMAIL),
        *(_C.ENVOI, _C.LANGUE),
    ),
    tables.VERSIONS.name: _all("cleared", _V.DATE, _V.ETAT, _V.INSTANCE, _V.FICHIER, _V.EMPREINTE),
    tables.CONTROLE.name: _all(
        *("cleared", _K.GRAVITE, _K.REGLE, _K.CELLULE, _K.CONSTAT, _K.PROPOSITION, _K.IGNORER),
        _K.EMPREINTE,
    ),
    tables.PARAMETRES.name: {
        **_all("carried", ParametreColumn.CLE),
        **_all("asked", ParametreColumn.VALEUR),  # key by key: PARAMETRES_NEXT_YEAR
    },
    tables.NIVEAUX.name: _all(
        *("carried", _N.NIVEAU, _N.NOM, _N.NUMEROTATION, _N.PREFIXE, _N.SEPARATEUR, _N.SUITE)
    ),
    tables.FAMILLES.name: _all(
        *("carried", _F.FAMILLE, _F.ECRITURE, _F.EXCLUSIONS, _F.COULEUR, _F.LISTE, _F.COLONNE)
    ),
    tables.FRONTIERES.name: _all("carried", _B.CODE, _B.NOM, _B.PAYS),
    **{one.table: _all("carried", one.column) for one in DROP_DOWNS},
}
"""By table and column; the source tables of the pivots are always made anew"""
_PA = Parametre
PARAMETRES_NEXT_YEAR: Mapping[str, Fate] = {
    **_all("anew", _PA.ANNEE, _PA.DERNIERE_REF),
    **_all("cleared", _PA.VERSION, _PA.EVENEMENTS),
    **_all("carried", _PA.EXPEDITEUR, _PA.REPONSE, _PA.SIGNATURE, _PA.LANGUE, _PA.COMMUNES),
    **_all("carried", _PA.ORGANISATION, _PA.STABLE, _PA.PAYS, _PA.REPONSES, _PA.COULEURS),
    **_all("carried", _PA.ETAT_TERMINE),
}


def columns_of(table: str, *fates: Fate) -> list[str]:
    """The columns of a table that have one of these fates."""
    return [name for name, fate in NEXT_YEAR[table].items() if fate in fates]


def own_columns(table: str, columns: Iterable[str]) -> list[str]:
    """The columns of a table of the workbook that are the staff's."""
    return [name for name in columns if name not in NEXT_YEAR[table] and name != REF_PRECEDENTE]
