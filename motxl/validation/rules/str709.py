"""Rule STR709, value-unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from motxl.a1 import column_letters, to_a1
from motxl.i18n import N_, _, called
from motxl.programme.borders import split_values
from motxl.programme.colouring import is_item
from motxl.programme.edits import SetValue
from motxl.programme.model import BORDER, LABEL, MEMBERS, SCOPE, TYPE, Entry, Programme
from motxl.programme.reach import reaching_nobody
from motxl.programme.registers import Register
from motxl.programme.scope import scopes
from motxl.programme.themes import Themes
from motxl.programme.yes_no import yes_or_no
from motxl.template import layout
from motxl.template.layout import (
    ETATS,
    OUI_NON,
    PILOTES,
    PORTEES,
    JetonColumn,
    Parametre,
    ParametreColumn,
    ProgrammeColumn,
    ThemeColumn,
)
from motxl.template.parametres import key_read
from motxl.text.normalise import normalise
from motxl.validation.emptied import emptied
from motxl.validation.exchanged_headers import stands_under
from motxl.validation.families import odd_families
from motxl.validation.keys import odd_key
from motxl.validation.lists import said_of_typed_over, typed_over
from motxl.validation.outside_lists import (
    Outside,
    is_none_of,
    list_of,
    of_tables,
    of_themes,
    wrong_value,
)
from motxl.validation.parameters import ESSENTIAL, odd_keys
from motxl.validation.pilots import odd_pilots
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity
from motxl.validation.several_values import parted_aliases, too_many_semicolons
from motxl.validation.told_once import told_once
from motxl.validation.words import (
    said_of_choice,
    said_of_key,
    said_of_level,
    said_of_text_number,
    said_of_unread,
)

# What stands in them is counted, shown and filtered as it is written.
_AS_WRITTEN = frozenset({ProgrammeColumn.ETAT, ProgrammeColumn.PILOTE})
_SHIPPED = {ProgrammeColumn.ETAT: ETATS.values}


class ValueUnknown(Rule):
    code = "STR709"
    name = "value-unknown"
    words = N_("unknown value")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("A value that is not in the list provided for it.")
    explanation = N_(
        "The Portée, the Type, the state and the Pilote of a row, the Famille, N° and Nouveau "
        "of a theme, the Précision and Confirmé of an event, the Type of a member and the "
        "state of a version contain a value from their list; the sheet Paramètres contains "
        "its keys, a year, a date and a language. Any other value is read in its narrowest "
        "sense until it is corrected: with an unknown Portée, a row goes only to the members "
        "that it points to. A value that differs only in case, accents or spaces is "
        "understood, but reported as something to check, because filters and drop-down lists "
        "do not understand it; for the state and the Pilote of a row it is blocking, because "
        "pivot tables count it separately. The lists are those in the sheet Paramètres; what "
        "you add there is right. A word that no list has is one finding, however many cells it "
        "stands in. If there is no list of Pilotes, the way in which most rows "
        "write a name is the right one. Reported for information are an empty Portée if "
        "nearly all rows have one; a semicolon too many; and an empty column Frontière or "
        "Pilote if members have borders or requests for jetons have a Pilote. Reported as "
        "something to check are a title whose year is not that of Paramètres; a row that is "
        "Ciblée but does not indicate whom it concerns; a list in Paramètres in which another "
        "word has taken the place of one of its values; a key of a theme or a service that is "
        "the only one not written like the others; a number kept as text; another word for "
        "yes or no; a Pilote that differs by only one letter from a name in many rows; an "
        "empty column Type; an alias with a comma or a slash that no text contains; a cell "
        "that shows an error in a column where no other rule reports it; and a fill in "
        "Paramètres on which nobody could read references. If a column contains what belongs "
        "under another header, as when two headers were exchanged, there is one finding, and "
        "nothing is overwritten. A table of levels from which the numbering cannot be "
        "understood is reported cell by cell, and no code is checked against that table. A "
        "row in the table of families of references that cannot be read is blocking: the "
        "references of its family are not coloured until the row is corrected. A row of this "
        "table that indicates a column which the programme does not have is reported as "
        "something to check."
    )
    bad = N_("Portée: Cibles")
    good = N_("Portée: Ciblée")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        if programme.has(LABEL):
            for column, known in (
                (SCOPE, PORTEES.values),
                (TYPE, programme.scheme.names),
                (ProgrammeColumn.ETAT, list_of(programme, ETATS)),
                (ProgrammeColumn.PILOTE, list_of(programme, PILOTES)),
            ):
                if known:
                    yield from told_once(programme, self._in_programme(facts, column, known))
            yield from self._of_derived(facts)
            yield from self._without_scope(facts)
            yield from self._emptied(facts)
            yield from self._for_nobody(facts)
            yield from self._of_semicolons(facts)
            if not list_of(programme, PILOTES):
                yield from self._of_pilots(facts)
        outside = map(self._in_table, (*of_themes(programme), *of_tables(programme)))
        yield from told_once(programme, outside)
        yield from self._of_keys(programme)
        yield from self._of_numbers(programme.themes)
        yield from self._of_lists(programme)
        yield from self._of_parameters(programme)
        for fault in programme.scheme_faults:
            told, about = (fault.sheet, *said_of_level(fault)), f"{fault.header} {fault.written}"
            yield self.on_sheet(*told, row=fault.row, column=fault.column, subject=about)
        for odd in odd_families(programme):
            told = (programme.themes.families.sheet, odd.message, odd.proposal)
            found = self.on_sheet(*told, row=odd.row, column=odd.column, subject=odd.subject)
            yield found._replace(severity=Severity.WARNING if odd.is_read else self.severity)
        for fill in programme.palette.unfit:
            yield self.on_sheet(
                *(fill.sheet, fill.message, fill.proposal),
                row=fill.row,
                column=fill.column,
                subject=f"fill {fill.why}",
            )._replace(severity=Severity.WARNING)
        yield from self._of_aliases(programme)
        yield from self._of_errors(programme)

    def _in_programme(
        self, facts: Facts, column: str, known: Sequence[str]
    ) -> Iterator[Diagnostic]:
        keys, exact = {"", *map(normalise, known)}, frozenset(known)
        other = stands_under(facts.programme, column, known)
        if other is not None:
            yield self._exchanged(facts.programme, column, other)
            return
        for entry in facts.programme.filled(column, but=exact):
            written = entry.text(column)
            # Read as it is meant, but not by filters and drop-downs, nor by pivot tables.
            is_read = normalise(written) in keys and column not in _AS_WRITTEN
            severity = Severity.WARNING if is_read or written in exact else self.severity
            for value in split_values(written) if column == ProgrammeColumn.PILOTE else [written]:
                if not normalise(value) or (value in exact and value != written):
                    continue
                message, proposal, closest = said_of_choice(column, value, known)
                yield self.at(
                    facts,
                    entry,
                    message,
                    proposal,
                    column=column,
                    subject=f"{column} {value}",
                    fix=self._fix_of(facts, entry, column, closest) if value == written else None,
                )._replace(severity=severity)

    def _exchanged(self, programme: Programme, column: str, other: str) -> Diagnostic:
        """Whatever is written under either header would be lost if it were put right by itself."""
        row = programme.structure.header_row or 1
        letters = column_letters(programme.columns[other])
        return self.on_sheet(
            programme.sheet,
            _("The values of the column “{column}” stand under the header “{other}”.").format(
                column=column, other=other
            ),
            _(
                "If the two headers were exchanged, write “{column}” at the head of the "
                "column {letters}."
            ).format(column=column, letters=letters),
            row=row,
            column=programme.columns[column],
            subject=f"{column} {other}",
        )

    def _of_derived(self, facts: Facts) -> Iterator[Diagnostic]:
        """What stands by hand in the columns that motxl colour fills."""
        programme = facts.programme
        themes, services = programme.themes, programme.registers.services
        for column, families in themes.families.by_column.items():
            is_of_services = any(one.items == layout.JETONS.name for one in families)
            is_known = services is not None or not is_of_services
            for entry in programme.filled(column) if is_known else ():
                for value in split_values(entry.text(column)):
                    if not is_of_services and themes.is_ambiguous(value):
                        continue  # told where the themes stand, by REF103
                    if normalise(value) and not is_item(programme, families, value):
                        message, _choice, _meant = said_of_choice(column, value, ())
                        yield self.at(
                            facts,
                            entry,
                            message,
                            _("Leave this column to motxl colour, which fills it from the text."),
                            column=column,
                            subject=f"{column} {value}",
                        )._replace(severity=Severity.WARNING)

    def _of_pilots(self, facts: Facts) -> Iterator[Diagnostic]:
        column = ProgrammeColumn.PILOTE
        for one in odd_pilots(facts.programme):
            fix = Fix.writing(
                facts.programme.sheet, self.cell_of(facts, one.entry, column), one.meant
            )
            if fix is not None and one.may_be_right:
                fix = fix._replace(safe=False)
            yield self.at(
                *(facts, one.entry, one.message, one.proposal),
                column=column,
                subject=f"{column} {one.written}",
                fix=fix,
            )._replace(severity=Severity.WARNING if one.may_be_right else self.severity)

    def _fix_of(self, facts: Facts, entry: Entry, column: str, meant: str | None) -> Fix | None:
        """What is surely meant; for a Type, what code and place say where they say otherwise."""
        if entry.text(column) in _SHIPPED.get(column, ()):
            return None  # it is the list that was typed over
        due = facts.outline.expected_type(entry) if column == TYPE else meant
        safe = due == meant
        fix = Fix.writing(facts.programme.sheet, self.cell_of(facts, entry, column), due)
        return fix if fix is None or safe else fix._replace(safe=False)

    def _without_scope(self, facts: Facts) -> Iterator[Diagnostic]:
        """Rows whose Portée is empty where nearly all rows have one: it may have been wiped out."""
        programme = facts.programme
        filled = programme.filled(SCOPE)
        if not filled:
            return
        entries = [entry for entry in programme.entries if entry.label.strip()]
        if len(filled) < _MANY * (len(entries) - len(filled)) or len(filled) == len(entries):
            return
        read = scopes(programme, facts.outline)
        has = {entry.row for entry in filled}
        for entry in entries:
            if entry.row not in has:
                yield self.at(
                    facts,
                    entry,
                    _(
                        "“{column}” is empty, although nearly all other rows have a value: "
                        "the cell is read as {scope}."
                    ).format(column=SCOPE, scope=read[entry.row]),
                    _("Choose one of: {values}.").format(values=", ".join(PORTEES.values)),
                    column=SCOPE,
                    subject=SCOPE,
                )._replace(severity=Severity.INFO)

    def _for_nobody(self, facts: Facts) -> Iterator[Diagnostic]:
        """Rows that are for those they point to, and point to nobody."""
        if not all(map(facts.programme.has, (SCOPE, BORDER, MEMBERS))):
            return  # STR701 says what is missing
        for entry in reaching_nobody(facts.programme, facts.outline):
            if is_none_of(entry.text(SCOPE), PORTEES.values):
                continue  # told as a value that is none
            yield self.at(
                facts,
                entry,
                _("“{column}” is {value}, but nothing indicates whom this row concerns.").format(
                    column=SCOPE, value=entry.text(SCOPE)
                ),
                _(
                    "Write the border, the members or the themes of this row, or choose {value}."
                ).format(value=PORTEES.values[0]),
                column=SCOPE,
                subject=f"{SCOPE} {entry.text(SCOPE)}",
            )._replace(severity=Severity.WARNING)

    def _of_semicolons(self, facts: Facts) -> Iterator[Diagnostic]:
        for entry, column, values in too_many_semicolons(facts.programme):
            yield self.at(
                facts,
                entry,
                _("“{column}” contains one semicolon too many.").format(column=column),
                _("Write {value}.").format(value=values),
                column=column,
                subject=f"{column} {entry.text(column)}",
                fix=Fix.writing(facts.programme.sheet, self.cell_of(facts, entry, column), values),
            )._replace(severity=Severity.INFO)

    def _of_aliases(self, programme: Programme) -> Iterator[Diagnostic]:
        for one in parted_aliases(programme):
            if one.register.has(one.column):
                yield self.in_register(
                    *(one.register, one.row, one.column),
                    _("“{value}” is read as one alias, which no text contains.").format(
                        value=one.written
                    ),
                    _(
                        "If several aliases are meant, separate them with semicolons: {values}."
                    ).format(values="; ".join(one.parts)),
                    subject=f"{one.column} {one.written} {one.about}",
                )._replace(severity=Severity.WARNING)

    def _of_errors(self, programme: Programme) -> Iterator[Diagnostic]:
        """Cells that show an error, in columns of which no other rule says so."""
        for one in programme.unheard:
            entry = programme.entry_of_row.get(one.row) if one.sheet == programme.sheet else None
            yield self.on_sheet(
                one.sheet,
                *said_of_unread(),
                row=one.row,
                column=one.column,
                subject=f"{one.name} {entry.ref if entry and entry.ref else one.row}",
            )._replace(severity=Severity.WARNING, ref=entry.ref or None if entry else None)

    def _of_keys(self, programme: Programme) -> Iterator[Diagnostic]:
        """The key of a theme of the Deal, or of a service, that is not made as the others are."""
        themes, services = programme.themes, programme.registers.services
        kept: list[tuple[Register[Any] | None, str, list[tuple[int, str]]]] = [
            (
                themes.misfiled,
                ThemeColumn.CLE,
                [(one.row, one.key) for one in themes.of_sheet if one.family == themes.deal],
            ),
            (services, JetonColumn.CLE, [(one.row, one.key) for one in services or ()]),
        ]
        for register, column, keys in kept:
            found = odd_key(key for _row, key in keys)
            for row, key in keys if register is not None and found else ():
                if register is not None and found and key == found[0]:
                    yield self.in_register(
                        *(register, row, column), *said_of_key(*found), subject=f"{column} {key}"
                    )._replace(severity=Severity.WARNING)

    def _of_numbers(self, themes: Themes) -> Iterator[Diagnostic]:
        """Numbers of themes of the Deal that are kept as text."""
        register, column = themes.misfiled, ThemeColumn.NUMERO
        for theme in themes.of_sheet if register is not None and register.has(column) else ():
            if register is None or not theme.number_is_text or not themes.goes_by_number(theme):
                continue
            if not theme.number_written.isdecimal():
                continue  # told as no number at all
            message, proposal, meant = said_of_text_number(theme.number_written)
            cell = to_a1(theme.row, register.columns[column])
            yield self.in_register(
                *(register, theme.row, column, message, proposal),
                subject=f"{column} {theme.number_written} {theme.key}",
                fix=Fix(True, (SetValue(register.sheet, cell, meant),)),
            )._replace(severity=Severity.WARNING)

    def _emptied(self, facts: Facts) -> Iterator[Diagnostic]:
        """Columns in which nothing stands, in a workbook that says that something did."""
        programme = facts.programme
        for column, message, severity in emptied(programme):
            yield self.on_sheet(
                programme.sheet,
                message,
                _(
                    "If the column was emptied by mistake, take its values from an earlier "
                    "version of the workbook."
                ),
                row=programme.structure.header_row or 1,
                column=programme.columns[column],
                subject=column,
            )._replace(severity=severity)

    def _of_lists(self, programme: Programme) -> Iterator[Diagnostic]:
        for one, value, gone in typed_over(programme):
            told, about = said_of_typed_over(one, value, gone), f"{one.column} {value}"
            found = self.on_sheet(layout.PARAMETRES.sheet, *told, subject=about)
            yield found._replace(severity=Severity.WARNING)

    def _in_table(self, cell: Outside) -> Diagnostic:
        message, proposal, closest = said_of_choice(cell.column, cell.written, cell.known)
        answer = yes_or_no(cell.written) if cell.known is OUI_NON.values else None
        if answer is not None:  # read as it is meant, by motxl alone
            closest = OUI_NON.values[0 if answer else 1]
            proposal = _("Write {value}.").format(value=closest)
        is_read = answer is not None or (
            closest is not None and normalise(closest) == normalise(cell.written)
        )
        severity = Severity.WARNING if is_read else self.severity
        register, number = cell.register, cell.register.columns.get(cell.column)
        return self.in_register(
            register,
            cell.row,
            cell.column,
            message,
            proposal,
            subject=f"{cell.column} {cell.written} {cell.about}",
            fix=Fix.writing(register.sheet, to_a1(cell.row, number), closest) if number else None,
        )._replace(severity=severity)

    def _of_parameters(self, programme: Programme) -> Iterator[Diagnostic]:
        """Keys of Paramètres that are gone or misspelt, and values that are none."""
        parameters, c = programme.registers.parameters, ParametreColumn
        if parameters is None or not parameters.has(c.CLE, c.VALEUR):
            return
        odd, gone = odd_keys(parameters)
        for key in odd:
            cell = to_a1(key.row, parameters.columns[c.CLE])
            is_minor = key.is_read or (key.is_beside and key.meant != Parametre.COMMUNES)
            yield self.in_register(
                *(parameters, key.row, c.CLE, said_of_choice(c.CLE, key.written, [key.meant])[0]),
                _("Write “{value}” in one row only.").format(value=key.meant)
                if key.is_beside
                else _("Write {value}.").format(value=key.meant),
                subject=key.written,
                fix=None if key.is_beside else Fix.writing(parameters.sheet, cell, key.meant),
            )._replace(severity=Severity.WARNING if is_minor else self.severity)
        for one in parameters:
            title = programme.title
            read = one._replace(key=key_read(one.key))
            if read.key == Parametre.ANNEE and title and programme.year not in (None, *title.years):
                yield self.on_sheet(
                    programme.sheet,
                    _("The title is for {year}, but the sheet Paramètres is for {other}.").format(
                        year=title.years[0], other=programme.year
                    ),
                    _("Correct the year that is wrong."),
                    row=title.row,
                    column=title.column,
                    subject=f"{title.years[0]} {programme.year}",
                )._replace(severity=Severity.WARNING)
            wrong = wrong_value(programme, read)
            if wrong is not None:
                yield self.in_register(
                    *(parameters, one.row, c.VALEUR, *wrong), subject=f"{one.key} {one.value}"
                )
        gone = [name for name in gone if name in ESSENTIAL]  # several: it is another house's sheet
        for name in gone[: len(gone) == 1]:
            yield self.on_sheet(
                parameters.sheet,
                _("The row “{name}” is missing.").format(name=called(name)),
                _("Write “{name}” in the column Clé again.").format(name=called(name)),
                row=parameters.header_row,
                column=parameters.columns[c.CLE],
                subject=name,
            )


_MANY = 9
"""How many times as many rows have a Portée as have none, where one that has none is told"""

RULE = ValueUnknown
