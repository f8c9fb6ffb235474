"""Rule NUM014, ref-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.edits import SetValue
from motxl.programme.model import AXE, REF, TYPE, Entry, Programme
from motxl.programme.upkeep import is_ref
from motxl.richtext.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class RefMissing(Rule):
    code = "NUM014"
    name = "ref-missing"
    severity = Severity.INFO
    fix = "safe"
    summary = N_("A row without a Réf.")
    explanation = N_(
        "The Réf. identifies a row for ever, also when its code changes: extracts, "
        "comparisons and jetons hang on it. A row typed by hand has none yet. What is no Réf., "
        "such as “abc” among others like 2025-037, is told too, and never replaced by a new one: "
        "only you can tell which it was, unless all its figures are still there."
    )
    bad = N_("(empty), or “abc”")
    good = "2025-139"
    columns = (REF,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for entry in facts.programme.entries:
            if not entry.ref:
                fix = self._fix(facts, entry)
                yield self.at(
                    facts,
                    entry,
                    _("This row has no Réf. yet."),
                    _("Give it the next free one, never one that was used before."),
                    column=REF,
                    subject=entry.label,
                    fix=fix,
                )

        for entry in _strange(facts.programme):
            meant = _same_figures(facts, entry.ref)
            edit = SetValue(facts.programme.sheet, self.cell_of(facts, entry, REF), meant)
            yield self.at(
                facts,
                entry,
                _("“{value}” is no Réf.").format(value=entry.ref),
                _("Write {value}.").format(value=meant)
                if meant
                else _(
                    "Write the Réf. that the row had: an earlier version of the workbook has it."
                ),
                column=REF,
                subject=entry.ref,
                fix=Fix(True, (edit,)) if meant else None,
            )

    def _fix(self, facts: Facts, entry: Entry) -> Fix | None:
        """A new row gets the Type that goes with its place, too."""
        programme = facts.programme
        ref = facts.new_refs.get(entry.row)
        if ref is None:
            return None
        edits = [SetValue(programme.sheet, self.cell_of(facts, entry, REF), ref)]
        if programme.has(TYPE) and programme.has(AXE) and not entry.text(TYPE):
            due = facts.outline.expected_type(entry)
            if due is not None:
                edits.append(SetValue(programme.sheet, self.cell_of(facts, entry, TYPE), due))
        # With neither a code that can be read nor a Type it may be a note or a total.
        is_of_it = entry.code is not None or bool(entry.text(TYPE))
        return Fix(is_of_it or not programme.has(TYPE), tuple(edits))


def _strange(programme: Programme) -> list[Entry]:
    """The rows whose Réf. is none, where most have one: other houses may have a way of theirs."""
    written = [entry for entry in programme.entries if entry.ref]
    strange = [entry for entry in written if not is_ref(entry.ref)]
    return strange if 2 * len(strange) < len(written) else []


def _same_figures(facts: Facts, written: str) -> str | None:
    """The Réf. that has all the figures of a text and nothing else, where it was given to a row
    and no row has it now."""
    figures = "".join(one for one in normalise(written) if one in "0123456789")
    ref = f"{figures[:4]}-{figures[4:]}"
    free = is_ref(ref) and len(figures) == _FIGURES and ref not in facts.refs
    return ref if free and int(figures[4:]) <= facts.programme.highest_ref else None


_FIGURES = 7

RULE = RefMissing
