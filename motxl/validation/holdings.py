"""What the columns of our tables hold, as far as a value tells it: by this a column is known again
whose name was changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from motxl.programme.addresses import is_address
from motxl.programme.borders import split_values
from motxl.programme.cellvalue import CellValue, Elapsed
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
    tests_of = _TABLES.get(table)
    if tests_of is None:
        return {}
    tests = tests_of(_Known(programme))
    return {column: Holding(holds, holds not in _COMMON) for column, holds in tests.items()}


class _Known:
    """Whether a value is one of those that a programme knows."""

    def __init__(self, programme: Programme) -> None:
        registers, themes = programme.registers, programme.themes
        self._lists = programme.lists
        self.themes, self.scheme = themes, programme.scheme
        self.is_border = _each(lambda text: bool(programme.readings_of(text)))
        self.is_two_country_border = _each(lambda text: programme.borders.read(text) is not None)
        self.is_member = _each(lambda text: not registers.called(text).is_unknown)
        self.is_theme = _each(lambda text: themes.called(text) is not None)
        self.is_service = _each(lambda text: bool(registers.services_called(text)))
        self.is_language = self.in_list(layout.LANGUES)

    def in_list(self, drop_down: layout.DropDown) -> _Holds:
        return _one_of(self._lists.get(drop_down.table, drop_down.values))


def _of_programme(known: _Known) -> dict[str, _Holds]:
    c, scheme = ProgrammeColumn, known.scheme
    return {
        c.AXE: lambda value: bool(scheme.readings(scheme.tidy(_text(value)))),
        c.LABEL: _is_sentence,
        c.TYPE: _one_of(scheme.names),
        c.REF: _is_ref,
        c.PORTEE: known.in_list(layout.PORTEES),
        c.FRONTIERE: known.is_border,
        c.ADHERENTS: known.is_member,
        c.ETAT: known.in_list(layout.ETATS),
        c.THEMES_DEAL: known.is_theme,
        c.THEMES_TRANSVERSAUX: known.is_theme,
        c.AUTRES_THEMES: known.is_theme,
        c.JETONS: known.is_service,
        c.ORDRE: _is_number,
    }


def _of_events(known: _Known) -> dict[str, _Holds]:
    c = EvenementColumn
    return {
        c.REF: _is_ref,
        c.DEBUT: _is_date,
        c.FIN: _is_date,
        c.PRECISION: known.in_list(layout.PRECISIONS),
        c.CONFIRME: _is_answer,
    }


def _of_themes(known: _Known) -> dict[str, _Holds]:
    return {
        ThemeColumn.FAMILLE: _one_of(known.themes.families.kept_in(layout.THEMES.name)),
        ThemeColumn.NUMERO: _is_number,
        ThemeColumn.NOUVEAU: _is_answer,
    }


def _of_territories(known: _Known) -> dict[str, _Holds]:
    return {TerritoireColumn.FRONTIERES: known.is_two_country_border}


def _of_services(_known: _Known) -> dict[str, _Holds]:
    return {JetonColumn.REF: _is_ref, JetonColumn.NOMBRE: _is_number}


def _of_moves(known: _Known) -> dict[str, _Holds]:
    c = SuiviJetonColumn
    return {
        c.DATE: _is_date,
        c.ADHERENT: known.is_member,
        c.PRESTATION: known.is_service,
        c.ETAT: _one_of(STAGES),
        c.JETONS: _is_number,
        c.REF: _is_ref,
    }


def _of_members(known: _Known) -> dict[str, _Holds]:
    c = AdherentColumn
    return {
        c.TYPE: known.in_list(layout.TYPES_ADHERENT),
        c.PAYS: lambda value: _COUNTRY.match(_text(value)) is not None,
        c.FRONTIERES: known.is_border,
        c.THEMES: known.is_theme,
        c.LANGUE: known.is_language,
        c.JETONS: _is_number,
        c.EN_COURS: _is_answer,
    }


def _of_contacts(known: _Known) -> dict[str, _Holds]:
    return {
        ContactColumn.ADHERENT: known.is_member,
        ContactColumn.EMAIL: lambda value: is_address(_text(value)),
        ContactColumn.ENVOI: _one_of(SENDINGS),
        ContactColumn.LANGUE: known.is_language,
    }


def _of_versions(known: _Known) -> dict[str, _Holds]:
    return {
        VersionColumn.DATE: _is_date,
        VersionColumn.ETAT: known.in_list(layout.ETATS_VERSION),
    }


def _of_control(_known: _Known) -> dict[str, _Holds]:
    return {
        ControleColumn.REGLE: lambda value: _RULE.match(_text(value)) is not None,
        ControleColumn.EMPREINTE: lambda value: _PRINT.match(_text(value)) is not None,
    }


def _of_parameters(_known: _Known) -> dict[str, _Holds]:
    return {ParametreColumn.CLE: _one_of(layout.PARAMETRE_KEYS)}


_TABLES: Mapping[str, Callable[[_Known], dict[str, _Holds]]] = {
    layout.PROGRAMME.name: _of_programme,
    layout.EVENEMENTS.name: _of_events,
    layout.THEMES.name: _of_themes,
    layout.TERRITOIRES.name: _of_territories,
    layout.JETONS.name: _of_services,
    layout.SUIVI_JETONS.name: _of_moves,
    layout.ADHERENTS.name: _of_members,
    layout.CONTACTS.name: _of_contacts,
    layout.VERSIONS.name: _of_versions,
    layout.CONTROLE.name: _of_control,
    layout.PARAMETRES.name: _of_parameters,
}


def _one_of(known: Iterable[str]) -> _Holds:
    keys = set(map(normalise, known))
    return lambda value: normalise(_text(value)) in keys


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
    return isinstance(value, int | float) and not isinstance(value, bool | Elapsed)


def _is_answer(value: CellValue) -> bool:
    return yes_or_no(_text(value)) is not None


def _is_sentence(value: CellValue) -> bool:
    return len(_text(value)) >= _SENTENCE


_COMMON = frozenset({_is_number, _is_date, _is_answer, _is_sentence})
"""What stands in many columns"""
