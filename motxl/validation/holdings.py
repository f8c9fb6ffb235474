"""What the columns of our tables hold, as far as a value tells it: by this a column is known again
whose name was changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from motxl.programme.addresses import is_address
from motxl.programme.borders import split_values
from motxl.programme.cellvalue import CellValue
from motxl.programme.headers import Holding
from motxl.programme.model import Programme
from motxl.programme.registers import SENDINGS, STAGES
from motxl.programme.yes_no import yes_or_no
from motxl.template import layout
from motxl.template.layout import (
    AdherentColumn,
    ContactColumn,
    ControleColumn,
    EvenementColumn,
    JetonColumn,
    ParametreColumn,
    ProgrammeColumn,
    SuiviJetonColumn,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
)
from motxl.text.normalise import normalise

_REF = re.compile(r"\d{4}-\d+\Z")
_RULE = re.compile(r"[A-Z]{3}\d{3}\Z")
_PRINT = re.compile(r"[0-9a-f]{16}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_Holds = Callable[[CellValue], bool]
_SENTENCE = 12
"""Letters that a label has at least: shorter words are in many columns"""


def holdings(programme: Programme, table: str) -> dict[str, Holding]:
    """By column of a table of ours, what its values are; columns of free text are left out."""
    registers, themes, scheme = programme.registers, programme.themes, programme.scheme

    def one_of(known: Iterable[str]) -> _Holds:
        keys = set(map(normalise, known))
        return lambda value: normalise(_text(value)) in keys

    def listed(drop_down: layout.DropDown) -> _Holds:
        return one_of(programme.lists.get(drop_down.table, drop_down.values))

    is_border = _each(lambda text: bool(programme.readings_of(text)))
    is_member = _each(lambda text: not registers.called(text).is_unknown)
    is_theme = _each(lambda text: themes.called(text) is not None)
    is_service = _each(lambda text: bool(registers.services_called(text)))
    is_language = listed(layout.LANGUES)
    p, e, s, a = ProgrammeColumn, EvenementColumn, SuiviJetonColumn, AdherentColumn
    found: dict[str, dict[str, _Holds]] = {
        layout.PROGRAMME.name: {
            p.AXE: lambda value: bool(scheme.readings(scheme.tidy(_text(value)))),
            p.LABEL: _is_sentence,
            p.TYPE: one_of(scheme.names),
            p.REF: _is_ref,
            p.PORTEE: listed(layout.PORTEES),
            p.FRONTIERE: is_border,
            p.ADHERENTS: is_member,
            p.ETAT: listed(layout.ETATS),
            p.THEMES_DEAL: is_theme,
            p.THEMES_TRANSVERSAUX: is_theme,
            p.AUTRES_THEMES: is_theme,
            p.JETONS: is_service,
            p.ORDRE: _is_number,
        },
        layout.EVENEMENTS.name: {
            e.REF: _is_ref,
            e.DEBUT: _is_date,
            e.FIN: _is_date,
            e.PRECISION: listed(layout.PRECISIONS),
            e.CONFIRME: _is_answer,
        },
        layout.THEMES.name: {
            ThemeColumn.FAMILLE: one_of(themes.families.kept_in(layout.THEMES.name)),
            ThemeColumn.NUMERO: _is_number,
            ThemeColumn.NOUVEAU: _is_answer,
        },
        layout.TERRITOIRES.name: {
            TerritoireColumn.FRONTIERES: _each(
                lambda text: programme.borders.read(text) is not None
            ),
        },
        layout.JETONS.name: {JetonColumn.REF: _is_ref, JetonColumn.NOMBRE: _is_number},
        layout.SUIVI_JETONS.name: {
            s.DATE: _is_date,
            s.ADHERENT: is_member,
            s.PRESTATION: is_service,
            s.ETAT: one_of(STAGES),
            s.JETONS: _is_number,
            s.REF: _is_ref,
        },
        layout.ADHERENTS.name: {
            a.TYPE: listed(layout.TYPES_ADHERENT),
            a.PAYS: lambda value: _COUNTRY.match(_text(value)) is not None,
            a.FRONTIERES: is_border,
            a.THEMES: is_theme,
            a.LANGUE: is_language,
            a.JETONS: _is_number,
            a.EN_COURS: _is_answer,
        },
        layout.CONTACTS.name: {
            ContactColumn.ADHERENT: is_member,
            ContactColumn.EMAIL: lambda value: is_address(_text(value)),
            ContactColumn.ENVOI: one_of(SENDINGS),
            ContactColumn.LANGUE: is_language,
        },
        layout.VERSIONS.name: {
            VersionColumn.DATE: _is_date,
            VersionColumn.ETAT: listed(layout.ETATS_VERSION),
        },
        layout.CONTROLE.name: {
            ControleColumn.REGLE: lambda value: _RULE.match(_text(value)) is not None,
            ControleColumn.EMPREINTE: lambda value: _PRINT.match(_text(value)) is not None,
        },
        layout.PARAMETRES.name: {ParametreColumn.CLE: one_of(layout.PARAMETRE_KEYS)},
    }
    return {
        column: Holding(is_one, is_one not in _COMMON)
        for column, is_one in found.get(table, {}).items()
    }


def _text(value: CellValue) -> str:
    return "" if value is None else str(value).strip()


def _each(holds: Callable[[str], bool]) -> _Holds:
    """For a cell of several values."""

    def each(value: CellValue) -> bool:
        several = split_values(_text(value))
        return bool(several) and all(map(holds, several))

    return each


def _is_ref(value: CellValue) -> bool:
    return _REF.match(_text(value)) is not None


def _is_date(value: CellValue) -> bool:
    return isinstance(value, date)


def _is_number(value: CellValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_answer(value: CellValue) -> bool:
    return yes_or_no(_text(value)) is not None


def _is_sentence(value: CellValue) -> bool:
    return len(_text(value)) >= _SENTENCE


_COMMON = frozenset({_is_number, _is_date, _is_answer, _is_sentence})
"""What stands in many columns"""
