"""Reading ``tblFrontieres``: which borders there are, and which country comes first in them."""

from __future__ import annotations

import re
from collections.abc import Collection

from motxl.book.reading.registers import RegisterRows, RowsOf
from motxl.programme.borders import (
    FIRST,
    NO_BORDERS,
    Border,
    BorderFault,
    BorderFaultKind,
    Borders,
    ListedBorder,
    codes_of,
    split_values,
)
from motxl.programme.cellvalue import Record, as_text
from motxl.programme.countries import ISO, NO_COUNTRY, country_of
from motxl.template import layout
from motxl.template.layout import FrontiereColumn, Parametre
from motxl.template.parametres import Parameters
from motxl.text.normalise import normalise

_C = FrontiereColumn


def read_borders(
    rows_of: RowsOf, parameters: Parameters, columns: Collection[str] = layout.PROGRAMME.columns
) -> Borders:
    """What a workbook says of borders; where it has no table of them, or one without a row, the
    usual ones. One with settings has none if it has no place for them: neither table, nor setting,
    nor column in the programme, whose ``columns`` these are."""
    first, wrong = _first(parameters)
    rows = rows_of(layout.FRONTIERES)
    if (
        rows is None
        and parameters.values
        and Parametre.PAYS not in parameters.values
        and layout.ProgrammeColumn.FRONTIERE not in columns
        and rows_of(layout.TERRITOIRES) is None
    ):
        return NO_BORDERS
    if rows is None or len(rows.columns) == 1 or _C.CODE not in rows.columns:
        # A list of codes alone is what the table was before; STR701 says that a column is missing.
        return Borders(None, first, faults=wrong)
    read = _Reader(rows, first)
    for number, record in rows.records:
        read.take(number, record)
    if not (read.listed or read.faults):
        return Borders(None, first, faults=wrong)
    is_said = bool(parameters.of(Parametre.PAYS)) and not wrong
    countries = {country for one in read.listed for country in one.border}
    if is_said and first and first not in countries:
        wrong = [_of_parameter(parameters, first, "alone")]
    return Borders(
        *(read.listed, first),
        faults=[*wrong, *read.faults],
        sheet=rows.sheet,
        columns=rows.columns,
        below=rows.below,
    )


def _first(parameters: Parameters) -> tuple[str, list[BorderFault]]:
    """The country that comes first, and what is wrong with the cell that says it."""
    written = as_text(parameters.values.get(Parametre.PAYS)).strip()
    if not normalise(written):
        return FIRST, []
    if normalise(written) in NO_COUNTRY:
        return "", []
    country = country_of(written)
    if country is None:
        return FIRST, [_of_parameter(parameters, written, "first")]
    return country, []


def _of_parameter(parameters: Parameters, written: str, why: BorderFaultKind) -> BorderFault:
    row = parameters.of(Parametre.PAYS)[-1][0]
    column = parameters.columns[1] if parameters.columns else 1
    place = (parameters.sheet, row, column, layout.ParametreColumn.VALEUR)
    return BorderFault(*place, written, why, FIRST)


class _Reader:
    """The rows of the table, one by one."""

    def __init__(self, rows: RegisterRows, first: str) -> None:
        self.rows = rows
        self.first = first
        self.listed: list[ListedBorder] = []
        self.faults: list[BorderFault] = []
        self._rows_of: dict[frozenset[str], int] = {}

    def take(self, number: int, record: Record) -> None:
        """Read a row, or note why it cannot be read."""
        code, names, countries = (as_text(record.get(name)) for name in (_C.CODE, _C.NOM, _C.PAYS))
        if not normalise(code):
            if normalise(names) or normalise(countries):
                self._fault(number, _C.CODE, names or countries, "empty")
            return
        border = self._border(number, code, countries)
        if border is None:
            return
        key = frozenset(map(normalise, border))
        if key in self._rows_of:
            self._fault(number, _C.CODE, code, "twice", str(self._rows_of[key]))
            return
        self._rows_of[key] = number
        self.listed.append(ListedBorder(border, tuple(split_values(names)), number, code))

    def _border(self, number: int, code: str, countries: str) -> Border | None:
        codes = codes_of(code)
        unknown = next((one for one in codes if one not in ISO), None)
        if unknown is not None and len(codes) > 1:
            self._fault(number, _C.CODE, code, "country", unknown)
            return None
        if (not codes and _is_nearly(code)) or len(codes) == 1 or len(set(codes)) < len(codes):
            self._fault(number, _C.CODE, code, "code")
            return None
        for value in filter(None, map(str.strip, re.split(r"[;,/\r\n]+", countries))):
            country = country_of(value)
            is_code = re.fullmatch(r"[A-Z]{2}", value) is not None
            if (country is None and is_code) or (country is not None and country not in codes):
                self._fault(number, _C.PAYS, value, "others" if country else "country", code)
                return None
        if not codes:
            return (code,)
        if self.first in codes:
            return (self.first, *(one for one in codes if one != self.first))
        return codes

    def _fault(
        self, number: int, header: str, written: str, why: BorderFaultKind, known: str = ""
    ) -> None:
        column = self.rows.columns.get(header) or self.rows.columns[_C.CODE]
        self.faults.append(
            BorderFault(self.rows.sheet, number, column, header, written, why, known)
        )


def _is_nearly(code: str) -> bool:
    """Whether a code that is no list of countries has one in it: it is hardly a name."""
    return any(part in ISO for part in re.split(r"[^A-Za-z]+", code))
