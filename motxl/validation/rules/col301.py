"""Rule COL301, reference-uncoloured."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.colouring import beside, is_item
from motxl.programme.edits import SetColour
from motxl.programme.families import OF_SERVICES
from motxl.programme.model import LABEL, Entry, Programme
from motxl.text.normalise import normalise
from motxl.validation.diagnostics import Fix
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import said_of_colour


class ReferenceUncoloured(Rule):
    code = "COL301"
    name = "reference-uncoloured"
    words = N_("reference without its colour")
    severity = Severity.WARNING
    fix = "safe"
    summary = N_(
        "A reference is not in the right colour, or is missing from the column for "
        "references of its kind."
    )
    explanation = N_(
        "References to themes are shown in orange, references to jetons in blue, and those of "
        "other families in the colour given in Paramètres. A reference in a similar shade "
        "counts as coloured; a reference in red does not, unless red is one of these colours. "
        "The columns Thèmes Deal, Thèmes transversaux and Jetons, and those of the other "
        "families, show what the text refers to, for filters and pivot tables; the command "
        "motxl colour fills them."
    )
    bad = N_("a reference in black")
    good = N_("the same reference in orange")
    columns = (LABEL,)
    looks_at_colours = True

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, families = facts.programme, facts.programme.themes.families
        uncoloured: set[int] = set()
        for entry, span, seen in facts.shown_spans:
            if seen <= {span.colour} or seen - {span.colour, None}:
                continue
            uncoloured.add(entry.row)
            cell = to_a1(entry.row, programme.columns[LABEL])
            colour = programme.palette.exact(span.colour)
            yield self.at(
                facts,
                entry,
                _("“{text}” is not in the right colour.").format(text=span.reference.text),
                said_of_colour(span.colour, families),
                column=LABEL,
                subject=f"{span.reference.text} {span.start}",
                fix=Fix(True, (SetColour(programme.sheet, cell, span.start, span.end, colour),)),
            )
        yield from self._beside(facts, uncoloured)

    def _beside(self, facts: Facts, uncoloured: Collection[int]) -> Iterator[Diagnostic]:
        """Where the columns are in use, and say something else than the text; what is not coloured
        is told above, and what is no theme and no service by STR709. There is no correction: the
        column may be all that is left of a reference that was lost."""
        programme = facts.programme
        columns = programme.themes.families.by_column
        if not any(programme.filled(column) for column in columns if programme.has(column)):
            return
        for entry in programme.entries:
            if entry.row in uncoloured or not _is_understood(programme, entry):
                continue
            for column, due in beside(programme, entry):
                written = entry.text(column)
                if not _is_read(programme, column, written):
                    continue
                # In other letters it is read as it is meant, but not by formulas.
                is_same = normalise(written) == normalise(due or "")
                found = self.at(
                    facts,
                    entry,
                    _beside(column, written, due),
                    _(
                        "If the text is right, run motxl colour on the workbook: it fills the "
                        "column from the text."
                    ),
                    column=column,
                    subject=f"{column} {written}",
                )
                yield found._replace(severity=Severity.INFO) if is_same else found


def _beside(column: str, written: str, due: str | None) -> str:
    if not written:
        text = _("“{column}” is empty, but the text refers to “{due}”.")
    elif not due:
        text = _(
            "“{column}” indicates “{written}”, but the text contains no reference of this kind."
        )
    else:
        text = _("“{column}” indicates “{written}”, but the text refers to “{due}”.")
    return text.format(column=column, written=written, due=due)


def _is_understood(programme: Programme, entry: Entry) -> bool:
    """Whether no other rule speaks of a reference in the text."""
    references = entry.references(programme.themes)
    return all(
        one.kind == "autre" or (one.is_read and None not in programme.keys_of(entry, one))
        for one in references
    )


def _is_read(programme: Programme, column: str, written: str) -> bool:
    """Whether all that stands in a column is what it may hold."""
    families = programme.themes.families.by_column[column]
    if any(one.items == OF_SERVICES for one in families) and programme.registers.services is None:
        return False
    values = filter(normalise, split_values(written))
    return all(is_item(programme, families, value) for value in values)


RULE = ReferenceUncoloured
