"""What a rule is: a code, its documentation, and a check that yields diagnostics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from motxl.a1 import to_a1
from motxl.i18n import _
from motxl.programme.borders import Border, split_values
from motxl.programme.codes_in_labels import code_in_label
from motxl.programme.colouring import ColourSpan, shown_spans
from motxl.programme.edits import DeleteRow, Edit, MoveRow, ReplaceText, SetValue
from motxl.programme.model import AXE, LABEL, MEMBERS, REF, TYPE, Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.references import deal_name
from motxl.programme.registers import Member, Register, Territory
from motxl.programme.shape import Shape
from motxl.text.names import NameFinder
from motxl.text.normalise import normalise
from motxl.validation.diagnostics import Diagnostic, Fix, Severity
from motxl.validation.numbering import CodeFault, code_faults

if TYPE_CHECKING:
    from motxl.programme.copies import Original, RefDue

T = TypeVar("T")


class Facts:
    """What the rules look at: the programme, and the outline of its numbering."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    @cached_property
    def refs_due(self) -> dict[int, RefDue]:
        """What each row without a Réf. of its own gets, by row."""
        from motxl.programme.copies import refs_due  # most rows have one

        return refs_due(self.programme, self.originals)

    @property
    def is_foreign(self) -> bool:
        """Whether it is a sheet with neither a table of ours nor Type: nothing but the codes says
        what stands where, and a code that is only likely may be wrong in silence."""
        return self.programme.table is None and not self.programme.has(TYPE)

    @property
    def has_no_themes(self) -> bool:
        """Whether nobody knows which themes there are: in a list of somebody else without a sheet
        of themes, those that motxl brings along are not theirs."""
        programme = self.programme
        return programme.is_guessed and programme.themes_sheet is None

    @cached_property
    def originals(self) -> dict[str, Original]:
        """For each Réf. that several rows carry, the row that it belongs to."""
        if len(self.refs) == sum(bool(entry.ref) for entry in self.programme.entries):
            return {}
        from motxl.programme.copies import originals

        return originals(self.programme)

    @cached_property
    def refs(self) -> frozenset[str]:
        """The Réf. of all rows."""
        return frozenset(entry.ref for entry in self.programme.entries if entry.ref)

    def ref_meant(self, written: str) -> str | None:
        """The Réf. of a row that a text can only mean: one with the same figures."""
        return self._ref_of_figures.get(_figures(written))

    @cached_property
    def _ref_of_figures(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for ref in self.refs:
            figures = _figures(ref)
            found[figures] = None if figures in found else ref
        found.pop("", None)
        return found

    def called_as(self, names: Iterable[str], entries: Iterable[Entry]) -> dict[str, Entry | None]:
        """For each of the names, normalised, that a label holds, the entry; ``None`` where several
        labels do."""
        finder = NameFinder((name, normalise(name)) for name in names)
        found: dict[str, Entry | None] = {}
        for entry in entries if finder else ():
            for name in finder.find(entry.key):
                found[name] = None if name in found else entry
        return found

    @cached_property
    def unserved(self) -> dict[int, Entry]:
        """The entries whose text refers to jetons and that no service covers, by row."""
        programme = self.programme
        return {
            entry.row: entry
            for entry, reference in programme.references()
            if reference.kind == "jeton"
            and entry.ref
            and programme.keys_of(entry, reference) == (None,)
        }

    @cached_property
    def row_meant(self) -> dict[int, Entry | None]:
        """The services whose Réf. no row has, by row, each with the entry that it can only belong
        to: one that refers to jetons, has no service, and is called as the service is."""
        services = self.programme.registers.services or ()
        orphans = [one for one in services if one.ref and one.ref not in self.refs]
        if not orphans:
            return {}
        rows = self.called_as((one.label for one in orphans), self.unserved.values())
        return {one.row: rows.get(normalise(one.label)) for one in orphans}

    @cached_property
    def members_in_texts(self) -> dict[int, list[Member]]:
        """The members that the labels name, in full or by an alias of their own, by row."""
        return self._named_in_texts(NameFinder(self.programme.registers.unique_names()))

    @cached_property
    def territories_in_texts(self) -> dict[int, list[Territory]]:
        """The territories that the labels name, by name or alias, by row."""
        return self._named_in_texts(
            NameFinder(
                (name, territory)
                for territory in self.programme.territories
                for name in (territory.name, *territory.aliases)
            )
        )

    @cached_property
    def borders_in_texts(self) -> dict[int, list[Border]]:
        """The borders that the labels name, by code or by a name of their own, by row."""
        borders = self.programme.borders
        called = NameFinder(borders.names)
        found = {}
        for label, entries in self.programme.by_label.items():
            coded = [
                one for start, end, one in borders.in_text(label) if label[start:end].isupper()
            ]
            named = called.find(normalise(label)) if called else []
            for entry in entries if coded or named else ():
                found[entry.row] = [*dict.fromkeys((*coded, *named))]
        return found

    def _named_in_texts(self, finder: NameFinder[T]) -> dict[int, list[T]]:
        """What the labels name, by row, in the order of the rows."""
        if not finder:
            return {}
        found = {label: finder.find(normalise(label)) for label in self.programme.by_label}
        entries = self.programme.entries if any(found.values()) else ()
        return {entry.row: found[entry.label] for entry in entries if found[entry.label]}

    @cached_property
    def member_names_used(self) -> frozenset[str]:
        """The names of members that other tables use, normalised."""
        registers = self.programme.registers
        names = [contact.member for contact in registers.contacts or ()]
        names += [move.member for move in registers.moves or ()]
        names += [name for service in registers.services or () for name in service.open_to]
        for entry in self.programme.filled(MEMBERS):
            names += split_values(entry.text(MEMBERS))
        return frozenset(map(normalise, names))

    @property
    def shape(self) -> Shape:
        """What the column of codes is like, and whether its numbering is understood."""
        return self.outline.shape

    @cached_property
    def deal_name(self) -> str | None:
        """The name of the Deal as most of the usual references write it; ``None`` without any."""
        names = (deal_name(reference) for _entry, reference in self.programme.references())
        return next((name for name, _n in Counter(filter(None, names)).most_common(1)), None)

    @cached_property
    def shown_spans(self) -> list[tuple[Entry, ColourSpan, set[str | None]]]:
        """Every span that is due in a colour, with what its characters read as."""
        return list(shown_spans(self.programme))

    @cached_property
    def outline(self) -> Outline:
        return Outline(self.programme)

    def code_faults(self, rule: str) -> Sequence[CodeFault]:
        """The codes that are not what they must be, and of which a rule speaks."""
        return self._code_faults.get(rule, ())

    @cached_property
    def _code_faults(self) -> dict[str, list[CodeFault]]:
        return code_faults(self.outline)


class Rule:
    """One rule. The texts are English and marked for translation; examples are French, as the
    programme is."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    fix: ClassVar[str | None] = None
    """``safe``, ``unsafe`` or ``None``: the best fix that the rule can propose"""
    summary: ClassVar[str]
    explanation: ClassVar[str]
    bad: ClassVar[str]
    good: ClassVar[str]
    words: ClassVar[str] = ""
    """The name for people, in English, where it is not ``name`` with spaces"""
    columns: ClassVar[tuple[str, ...]] = (AXE,)
    """Columns without which the rule has nothing to say"""
    looks_at_colours: ClassVar[bool] = False

    @property
    def title(self) -> str:
        """The name in the reader's language, for people; programs read ``name``."""
        return _(self.words or self.name.replace("-", " "))

    compares_texts: ClassVar[bool] = False
    """Whether it has something to say where nobody knows how the codes count"""

    @property
    def reads_codes(self) -> bool:
        """Whether it has nothing to say where the numbering is not understood."""
        return self.code.startswith("NUM") and AXE in self.columns

    def applies(self, programme: Programme) -> bool:
        if self.looks_at_colours and not programme.shows_colours:
            return False
        return all(programme.has(column) for column in self.columns)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        raise NotImplementedError

    def at(
        self,
        facts: Facts,
        entry: Entry,
        message: str,
        suggestion: str | None = None,
        *,
        column: str = AXE,
        subject: str = "",
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding on a cell of an entry. ``subject`` says what it is about, beside the Réf."""
        ref = entry.ref
        return Diagnostic(
            rule=self.code,
            name=self.name,
            severity=self.severity,
            sheet=facts.programme.sheet,
            cell=to_a1(entry.row, facts.programme.columns[column]),
            row=entry.row,
            ref=ref or None,
            message=message,
            suggestion=suggestion,
            about=subject if ref else f"{entry.label} {subject}",
            fix=fix,
        )

    def on_sheet(
        self,
        sheet: str,
        message: str,
        suggestion: str | None = None,
        *,
        row: int = 0,
        column: int = 1,
        subject: str = "",
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding on a cell that is no entry's, or (``row`` 0) on no cell."""
        return Diagnostic(
            rule=self.code,
            name=self.name,
            severity=self.severity,
            sheet=sheet,
            cell=to_a1(row, column) if row else None,
            row=row,
            ref=None,
            message=message,
            suggestion=suggestion,
            about=subject,
            fix=fix,
        )

    def in_register(
        self,
        register: Register[Any],
        row: int,
        column: str,
        message: str,
        suggestion: str | None = None,
        *,
        subject: str,
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding on a row of another table: on its column, or the first one if it lacks it."""
        number = register.columns.get(column) or min(register.columns.values(), default=1)
        if row in register.hidden:
            shown_first = _("Row {row} is hidden: show it first.").format(row=row)
            suggestion = f"{suggestion} {shown_first}" if suggestion else shown_first
        return self.on_sheet(
            register.sheet, message, suggestion, row=row, column=number, subject=subject, fix=fix
        )

    def delete_fix(self, facts: Facts, rows: Iterable[int]) -> Fix:
        """Take out rows that hold nothing of the programme's."""
        programme = facts.programme
        column = programme.columns.get(AXE, programme.columns[LABEL])
        return Fix(True, tuple(DeleteRow(programme.sheet, to_a1(row, column)) for row in rows))

    def code_fix(self, facts: Facts, fault: CodeFault) -> Fix | None:
        """Write the code that must be meant, as text in a cell that keeps it one."""
        if fault.code is None:
            return None
        if not (fault.is_safe or fault.reading.is_certain) and facts.is_foreign:
            return None
        sheet, written = facts.programme.sheet, facts.programme.scheme.write(fault.code)
        rows = [entry for entry in (fault.entry, *fault.with_it) if entry.key or entry.ref]
        if fault.entry not in rows:
            return None  # a code alone: the row may be one to write, or one to delete
        edits: list[Edit] = [
            SetValue(sheet, self.cell_of(facts, entry, AXE), written, "@") for entry in rows
        ]
        in_label = code_in_label(fault.entry)
        if in_label is not None:
            if in_label.code != fault.code or _is_computed(fault.entry):
                return None  # what the label says is another code, or must be mended elsewhere
            label, words = self.cell_of(facts, fault.entry), fault.entry.code_text.strip()
            edits.append(ReplaceText(sheet, label, 0, in_label.end, words))
        return Fix(fault.is_safe, tuple(edits))

    def ref_fix(self, facts: Facts, entry: Entry, due: RefDue) -> Fix | None:
        """Write the Réf. that a row without one of its own had, or a new one."""
        if due.ref is None or not (entry.key or entry.ref):
            return None  # of a row without a text, nobody knows whether it is to be
        edit = SetValue(facts.programme.sheet, self.cell_of(facts, entry, REF), due.ref)
        return Fix(due.is_certain, (edit,))

    def move_fix(self, facts: Facts, entries: Sequence[Entry], before: int) -> Fix | None:
        """Put rows before another one; an unsafe fix, as a code may be wrong instead."""
        programme = facts.programme
        if programme.structure.rows is None or facts.outline.is_sorted_otherwise:
            return None  # NUM017 puts all rows where they belong
        end = programme.structure.rows[1]
        target = to_a1(before, programme.columns[AXE]) if before <= end else None
        cells = (self.cell_of(facts, entry, AXE) for entry in entries)
        return Fix(False, tuple(MoveRow(programme.sheet, cell, target) for cell in cells))

    def cell_of(self, facts: Facts, entry: Entry, column: str = LABEL) -> str:
        return to_a1(entry.row, facts.programme.columns[column])


def _is_computed(entry: Entry) -> bool:
    return entry.label_format is not None and entry.label_format.formula


def _figures(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


__all__ = ["REF", "Diagnostic", "Facts", "Fix", "Rule", "Severity"]
