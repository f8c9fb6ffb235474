"""Rule NUM016, type-mismatch."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import Code
from motxl.programme.edits import SetValue
from motxl.programme.model import AXE, REF, TYPE, Entry
from motxl.programme.outline import Outline
from motxl.programme.scheme import NO_HEADING
from motxl.validation.numbering import said_reading
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity
from motxl.validation.words import said_of_unread


class TypeMismatch(Rule):
    code = "NUM016"
    name = "type-mismatch"
    severity = Severity.ERROR
    fix = "unsafe"
    summary = N_("The Type contradicts the code or the position of the row.")
    explanation = N_(
        "A row whose code has one number is an Axe; with two numbers, it is an Objectif; with "
        "three, a Sous-objectif. An Action stands under the heading whose code it carries."
    )
    bad = "2.1 | Axe"
    good = "2.1 | Objectif"
    columns = (AXE, TYPE)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for fault in facts.code_faults(self.code):
            written = facts.programme.scheme.write(fault.entry.written_code or ())
            yield self.at(
                facts,
                fault.entry,
                _("A row with the code {code} cannot be of type “{type}”.").format(
                    code=written, type=fault.entry.type
                ),
                said_reading(fault),
                subject=written,
                fix=self.code_fix(facts, fault),
            )
        yield from self._mismatches(facts)

    def _mismatches(self, facts: Facts) -> Iterator[Diagnostic]:
        """Types that say another level than the code, which the code faults did not tell."""
        outline, codes = facts.outline, facts.outline.codes
        typed = any(entry.level is not None for entry in outline.entries)
        for entry in outline.entries:
            code = codes.get(entry.row)
            if code is None or not outline.scheme.is_within(code):
                continue
            if entry.level == NO_HEADING and not _leads(outline, code, entry):
                continue  # as nearly all rows
            if entry.level == len(code):
                continue
            written = entry.text(TYPE)
            if not (written or (typed and REF in facts.programme.columns)):
                continue  # not each row of others' tables has a Type
            if not written and (entry.row, TYPE) in facts.programme.structure.unread:
                yield self.at(facts, entry, *said_of_unread(), column=TYPE)
                continue
            words = _in_words(outline, entry, code)
            if words is None:
                continue
            due = outline.expected_type(entry)
            edit = SetValue(facts.programme.sheet, self.cell_of(facts, entry, TYPE), due)
            is_likely = due and due != written and outline.evidence.of(entry).is_likely
            yield self.at(
                facts,
                entry,
                *words,
                column=TYPE,
                subject=written,
                fix=Fix(False, (edit,)) if is_likely else None,
            )


def _in_words(outline: Outline, entry: Entry, code: Code) -> tuple[str, str] | None:
    """What is wrong with the Type of a row, and what to do; ``None`` where nothing is, or where
    another rule says it."""
    scheme = outline.scheme
    expected, shown = scheme.headings[len(code) - 1].name, scheme.write(code)
    if not entry.text(TYPE):
        return _("This row has no Type."), _("Choose one of: {types}.").format(
            types=", ".join(scheme.names)
        )
    if entry.type is None:
        return None  # STR709 says that it is none
    if entry.level:
        return (
            _("A row with the code {code} cannot be of type “{type}”.").format(
                code=shown, type=entry.type
            ),
            _("Choose {expected}, or {action}.").format(expected=expected, action=scheme.leaf.name)
            if scheme.leaf is not None
            else _("Choose {expected}.").format(expected=expected),
        )
    return (
        _("This Action is the first row with the code {code}, which has no heading.").format(
            code=shown
        )
        if scheme.is_usual
        else _(
            "This row of type “{type}” is the first row with the code {code}, which has no heading."
        ).format(type=entry.type, code=shown),
        _("Choose {expected}, or add the heading above this row.").format(expected=expected),
    )


def _leads(outline: Outline, code: Code, entry: Entry) -> bool:
    # Where the heading only stands elsewhere, NUM007 says so.
    return code not in outline.typed_headings and outline.first_blocks[code].entries[0] is entry


RULE = TypeMismatch
