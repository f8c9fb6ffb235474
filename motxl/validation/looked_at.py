"""What the rules look at beside codes and labels: tables and columns, and which rules do.

Where one is absent, these rules say nothing, or less; the report then names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from motxl.template import layout
from motxl.template.layout import (
    AdherentColumn,
    ContactColumn,
    EvenementColumn,
    JetonColumn,
    ParametreColumn,
    ProgrammeColumn,
    SuiviJetonColumn,
    TableLayout,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
)

_P, _E, _T, _R = ProgrammeColumn, EvenementColumn, ThemeColumn, TerritoireColumn
_J, _S, _M, _C = JetonColumn, SuiviJetonColumn, AdherentColumn, ContactColumn
_A, _V = ParametreColumn, VersionColumn
_NAMES = ("MEM", "JET203")
_OF_A_REF = ("NUM014", "NUM015", "JET201", "JET205", "DAT603", "REF109")

LOOKED_AT: Mapping[TableLayout, Mapping[str, tuple[str, ...]]] = {
    layout.PROGRAMME: {
        _P.TYPE: ("NUM003", "NUM008", "NUM016", "NUM018", "STR709"),
        _P.REF: _OF_A_REF,
        _P.PORTEE: ("STR709",),
        _P.FRONTIERE: ("BRD", "MEM506"),
        _P.ADHERENTS: _NAMES,
        _P.ETAT: ("STR709",),
        _P.AUTRES_THEMES: ("REF110", "MEM506"),
        _P.ORDRE: ("NUM017",),
    },
    layout.EVENEMENTS: {
        _E.REF: ("DAT603",),
        _E.DEBUT: ("DAT",),
        _E.FIN: ("DAT",),
        _E.PRECISION: ("STR709",),
        _E.CONFIRME: ("STR709",),
    },
    layout.THEMES: {
        _T.CLE: ("REF", "MEM507"),
        _T.FAMILLE: ("REF", "STR709"),
        _T.NUMERO: ("REF",),
        _T.INTITULE: ("REF",),
        _T.ALIAS: ("REF",),
    },
    layout.TERRITOIRES: {
        _R.NOM: ("BRD", "MEM507"),
        _R.ALIAS: ("BRD", "MEM507"),
        _R.FRONTIERES: ("BRD", "MEM507"),
    },
    layout.JETONS: {
        _J.CLE: ("JET",),
        _J.PRESTATION: ("JET",),
        _J.REF: ("JET",),
        _J.NOMBRE: ("JET202",),
        _J.OUVERTE_A: ("MEM508",),
    },
    layout.SUIVI_JETONS: {
        _S.DATE: ("JET204",),
        _S.ADHERENT: ("JET", "MEM"),
        _S.PRESTATION: ("JET",),
        _S.ETAT: ("JET", "STR709"),
        _S.JETONS: ("JET",),
        _S.REF: ("JET204",),
    },
    layout.ADHERENTS: {
        _M.CLE: _NAMES,
        _M.NOM: _NAMES,
        _M.ALIAS: _NAMES,
        _M.FRONTIERES: ("MEM506", "MEM507"),
        _M.THEMES: ("MEM506", "MEM507"),
        _M.LANGUE: ("MEM507",),
        _M.JETONS: ("JET202", "MEM507"),
        _M.EN_COURS: ("MEM",),
    },
    layout.CONTACTS: {
        _C.ADHERENT: ("MEM",),
        _C.EMAIL: ("MEM503", "MEM504"),
        _C.ENVOI: ("MEM504", "MEM507"),
        _C.LANGUE: ("MEM507",),
    },
    layout.VERSIONS: {
        _V.ETAT: ("VER801",),
        _V.EMPREINTE: ("VER801",),
    },
    layout.PARAMETRES: {
        _A.CLE: ("DAT601", "NUM014", "COL"),
        _A.VALEUR: ("DAT601", "NUM014", "COL"),
    },
}
"""By table and column, the rules or families that look at it"""


def columns_looked_at(table: TableLayout, codes: Iterable[str]) -> list[str]:
    """The columns of a table that some of the rules look at, in their order."""
    codes = tuple(codes)
    columns = LOOKED_AT.get(table, {})
    return [name for name, rules in columns.items() if any(c.startswith(rules) for c in codes)]
