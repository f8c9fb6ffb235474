"""Which column of the new workbook a column of the source is, by its header and what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from motxl.controls import on_one_line
from motxl.i18n import _
from motxl.importers.named_levels import says_levels
from motxl.importers.source import MappedColumn
from motxl.programme import header_words
from motxl.programme.borders import USUAL, split_values
from motxl.programme.cellvalue import CellValue, as_date, as_text
from motxl.programme.header_words import kind_of_header
from motxl.programme.registers import Registers
from motxl.programme.scheme import Scheme
from motxl.programme.state_words import meaning_of
from motxl.programme.territories import KNOWN
from motxl.template.layout import ETATS, PROGRAMME, ProgrammeColumn
from motxl.template.texts import LANGUAGE, OWN_COLUMN, texts_in
from motxl.text.normalise import normalise

_C = ProgrammeColumn
_BY_KIND = {
    header_words.TYPE: _C.TYPE,
    header_words.PILOT: _C.PILOTE,
    header_words.DUE: _C.CALENDRIER,
    header_words.STATE: _C.ETAT,
    header_words.BORDER: _C.FRONTIERE,
}
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("adherent", "adherents", "adherent concerne", "membre", "membres", "membre concerne",
         "membres concernes", "adherent(s)", "membre(s)", "members", "member"),
        _C.ADHERENTS,
    ),
    **dict.fromkeys(
        ("suivi par", "pilote mot", "pilotage mot", "referent mot", "charge de mission",
         "chargee de mission", "charge(e) de mission", "charges de mission", "service pilote",
         "services pilotes", "direction pilote", "structure pilote", "pilote de l'action",
         "service responsable", "direction responsable", "responsable de l'action",
         "porteur de l'action", "porteur de projet", "en charge", "person in charge", "in charge",
         "responsible person", "lead department", "lead service", "action owner",
         "verantwortliche", "verantwortliche stelle", "zustandige stelle", "federfuhrend"),
        _C.PILOTE,
    ),
    **dict.fromkeys(("ou en est-on", "ou en est-on ?", "ou en sommes-nous", "point d'avancement"),
                    _C.ETAT),
}  # fmt: skip
"""Words of headers that only a follow-up by columns of ours shows the meaning of"""
_PERHAPS_PILOTS = frozenset(
    ("direction", "service", "department", "unit", "abteilung", "amt", "referat", "dienststelle")
)
"""Words of headers that mean the Pilote where no other column does, and one alone is called so"""
_NO_MEMBERS = frozenset(("oui", "non", "x", "tous", "toutes", "yes", "no", "all"))
_COMMENTS = frozenset(
    ("commentaire", "commentaires", "remarque", "remarques", "observation", "observations",
     "comment", "comments", "remarks", "bemerkung", "bemerkungen")
)  # fmt: skip
_OF_MOTXL = frozenset((_C.THEMES_DEAL, _C.THEMES_TRANSVERSAUX, _C.JETONS, _C.ORDRE))
"""Columns that motxl fills itself, from the labels and the order of the rows"""
_REF = re.compile(r"20[0-9]{2}-[0-9]{3,}\Z")
_LONGEST = 255
"""Characters of a column's name (ECMA-376 part 1, 18.5.1.3, as Excel takes it)"""


class SourceColumn(NamedTuple):
    """A column of the source that holds neither codes nor labels."""

    letters: str
    header: str
    """Empty where nothing stands above it"""
    values: Sequence[CellValue]
    """What its filled cells in rows of the programme hold"""


class NamesOfLastYear(NamedTuple):
    """The names of last year's workbook, by which a column is recognised."""

    registers: Registers | None = None
    pilots: frozenset[str] = frozenset()
    """Normalised"""

    def names_member(self, name: str) -> bool:
        return self.registers is not None and bool(self.registers.called(name).members)

    def names_pilot(self, name: str) -> bool:
        return normalise(name) in self.pilots


NOBODY = NamesOfLastYear()


def map_columns(
    columns: Sequence[SourceColumn], scheme: Scheme, row_count: int, known: NamesOfLastYear = NOBODY
) -> list[MappedColumn]:
    """For each column of the source the one that its cells are put into, in their order. What no
    column of ours is surely meant for keeps its header, as a column of its own."""
    taken: dict[str, int] = {}
    perhaps = [one for one in columns if normalise(one.header).strip(" :*") in _PERHAPS_PILOTS]

    def alone(column: SourceColumn, _known: NamesOfLastYear) -> str | None:
        names = _names_in(column)
        is_pilot = [column] == perhaps and not any(map(known.names_member, names))
        return _C.PILOTE if is_pilot and all(any(map(str.isalpha, n)) for n in names) else None

    for way in (_named, _worded, _known_in, alone):
        for place, column in enumerate(columns):
            name = way(column, known)
            is_exact = way is _named
            free = place not in taken.values() and name not in taken
            if name is not None and free and _fits(
                name, column, scheme, row_count, is_exact, known
            ):  # fmt: skip
                taken[name] = place
    by_place = {place: name for name, place in taken.items()}
    used = {normalise(name) for name in PROGRAMME.columns}
    found: list[MappedColumn] = []
    for place, column in enumerate(columns):
        name = by_place.get(place)
        is_own = name is None
        if name is None:
            name = _own_name(column, used)
            used.add(normalise(name))
        found.append(MappedColumn(column.header or column.letters, name, is_own))
    return found


def _named(column: SourceColumn, _known: NamesOfLastYear) -> str | None:
    """The column of ours that is called so."""
    exact = {normalise(name): name for name in PROGRAMME.columns}
    return exact.get(normalise(column.header))


def _worded(column: SourceColumn, _known: NamesOfLastYear) -> str | None:
    """The one of which the header is another word."""
    key = normalise(column.header).strip(" :*")
    if key in _COMMENTS:
        return _C.COMMENTAIRE
    if says_levels(column.header):
        return _C.TYPE
    return _WORDS.get(key) or _BY_KIND.get(kind_of_header(column.header) or "")


def _known_in(column: SourceColumn, known: NamesOfLastYear) -> str | None:
    """The one that holds what all cells name, whatever stands above them: several of last year's
    members, or several of its pilotes."""
    names = _names_in(column)
    if len(names) < _SEVERAL:
        return None
    if all(map(known.names_member, names)):
        return _C.ADHERENTS
    return _C.PILOTE if all(map(known.names_pilot, names)) else None


_SEVERAL = 2


def _names_in(column: SourceColumn) -> list[str]:
    texts = map(as_text, column.values)
    return list(dict.fromkeys(one for text in texts for one in split_values(text)))


def _unsure_of(column: SourceColumn, known: NamesOfLastYear) -> tuple[str, list[str]] | None:
    """Of a column that is none of ours: the one that it may be meant for, and the names of last
    year's members or pilotes that it holds; ``None`` where nothing suggests any."""
    names = _names_in(column)
    members = [name for name in names if known.names_member(name)]
    pilots = [name for name in names if known.names_pilot(name)]
    meant = _WORDS.get(normalise(column.header).strip(" :*"))
    if members and len(members) >= len(pilots):
        return _C.ADHERENTS, members
    if pilots:
        return _C.PILOTE, pilots
    return (meant, []) if meant is not None else None


def told_of_unsure(
    mapped: Sequence[MappedColumn], columns: Sequence[SourceColumn], known: NamesOfLastYear
) -> Iterator[str]:
    """A sentence on each column that is taken over as it is, though it may be meant for one of
    ours."""
    for target, column in zip(mapped, columns, strict=True):
        unsure = _unsure_of(column, known) if target.is_own else None
        if unsure is not None:
            yield _unsure(target, *unsure)


def _unsure(target: MappedColumn, meant: str, names: Sequence[str]) -> str:
    """That a column is taken over as it is, though it may be meant for one of ours."""
    header = on_one_line(target.header)
    if not names:
        return _(
            "The column “{theirs}” comes along as it is, and motxl does not read it: if it is "
            "{meant}, call it “{meant}” in the source and import again."
        ).format(theirs=header, meant=meant)
    shown = ", ".join(map(on_one_line, names[:_NAMES_SHOWN]))
    return _(
        "The column “{theirs}” comes along as it is, and motxl does not read it, although it "
        "contains names that last year's workbook knows ({names}): if it is {meant}, call it "
        "“{meant}” in the source and import again."
    ).format(theirs=header, names=shown, meant=meant)


_NAMES_SHOWN = 5


def _fits(
    name: str,
    column: SourceColumn,
    scheme: Scheme,
    row_count: int,
    is_exact: bool,
    known: NamesOfLastYear,
) -> bool:
    """Whether what a column holds is what the column of ours holds."""
    texts = [as_text(value) for value in column.values]
    if name in _OF_MOTXL:
        return False
    if name == _C.REF:
        return len(set(texts)) == len(texts) == row_count and all(map(_REF.match, texts))
    if name == _C.TYPE:
        return all(scheme.types[text].name is not None for text in texts)
    if is_exact:
        return True
    if name == _C.ETAT:
        states = {normalise(value) for value in ETATS.values}
        count = sum(meaning_of(text) is not None for text in texts)
        return 2 * count >= len(texts) or any(normalise(text) in states for text in texts)
    if name == _C.ADHERENTS:
        names = _names_in(column)
        # Of a name that is nobody's, validation speaks: in a column of its own nothing reads it.
        return any(map(known.names_member, names)) or all(
            sum(map(str.isalpha, one)) > 1 and normalise(one) not in _NO_MEMBERS for one in names
        )
    if name == _C.FRONTIERE:
        territories = {normalise(n) for one in KNOWN for n in (one.name, *one.aliases)}
        return any(
            USUAL.read(value) is not None or normalise(value) in territories
            for text in texts
            for value in split_values(text)
        )
    return True


def _own_name(column: SourceColumn, used: set[str]) -> str:
    """The name of a column that the template does not have: its header, unless another bears it."""
    header = " ".join(column.header.split())[: _LONGEST - 20]
    name = header or texts_in(LANGUAGE)(OWN_COLUMN).format(letters=column.letters)
    if normalise(name) in used:
        name = f"{name} (source)"
    number = 2
    base = name
    while normalise(name) in used:
        name = f"{base} {number}"
        number += 1
    return name


def typed_column(values: Mapping[int, CellValue]) -> Mapping[int, CellValue]:
    """The cells of a column of text as numbers or days, where each of them is surely one; else as
    they are. A number with a zero before it is none (a postcode, a telephone), nor is one that may
    be a thousand (``1.500``); of days, one at least must show what is the month."""
    texts = [value for value in values.values() if isinstance(value, str)]
    if not texts or len(texts) < len(values):
        return values
    if all(map(_NUMBER.match, texts)):
        return {row: _number(str(text)) for row, text in values.items()}
    days = [as_date(text) if _DAY.match(text) else None for text in texts]
    is_told = any(text[4:5] == "-" or int(text.split("/")[0]) > _MONTHS for text in texts
                  if _DAY.match(text))  # fmt: skip
    if all(days) and is_told:
        return dict(zip(values, days, strict=True))
    return values


_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,13})(?:[.,](?:[0-9]{1,2}|[0-9]{4,6}))?\Z")
_DAY = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\Z|[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MONTHS = 12


def _number(text: str) -> int | float:
    return float(text.replace(",", ".")) if set(text) & set(".,") else int(text)
