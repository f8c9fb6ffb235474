"""Words for what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from motxl.i18n import N_, _, called, ngettext
from motxl.programme.comparing import (
    ColourShift,
    ComparedProgrammes,
    Difference,
    DifferenceKind,
    RowSide,
)
from motxl.programme.model import ORDRE, Programme
from motxl.text.colours import BLUE, FORMER_ORANGE, ORANGE

if TYPE_CHECKING:
    from motxl.comparison.others import OtherCells

KINDS_IN_WORDS: Mapping[DifferenceKind, str] = {
    "added": N_("Rows added"),
    "removed": N_("Rows removed"),
    "moved": N_("Rows moved"),
    "renumbered": N_("Codes changed"),
    "reworded": N_("Labels reworded"),
    "typography": N_("Typography only"),
    "colour": N_("Colours"),
    "value": N_("Other values"),
}


def counted(counts: Mapping[DifferenceKind, int]) -> str:
    """``3 changes: 1 row added, 2 labels reworded.``"""
    n = sum(counts.values())
    if not n:
        return _("Nothing has changed in what was compared.")
    parts = (_count(kind, count) for kind, count in counts.items() if count)
    text = ngettext("{n} change: {what}.", "{n} changes: {what}.", n)
    return text.format(n=n, what=", ".join(parts))


def _count(kind: DifferenceKind, n: int) -> str:
    forms = {
        "added": ngettext("{n} row added", "{n} rows added", n),
        "removed": ngettext("{n} row removed", "{n} rows removed", n),
        "moved": ngettext("{n} row moved", "{n} rows moved", n),
        "renumbered": ngettext("{n} code changed", "{n} codes changed", n),
        "reworded": ngettext("{n} label reworded", "{n} labels reworded", n),
        "typography": ngettext(
            "{n} text that differs only in typography",
            "{n} texts that differ only in typography",
            n,
        ),
        "colour": ngettext("{n} label with other colours", "{n} labels with other colours", n),
        "value": ngettext("{n} other value changed", "{n} other values changed", n),
    }
    return forms[kind].format(n=n)


_MOST = 60


def short(text: str, most: int = _MOST) -> str:
    """A text in one line, cut after so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def several(n: int) -> str:
    """How many rows are told as one; empty for one."""
    return ngettext("{n} row", "{n} rows", n).format(n=n) if n > 1 else ""


def named(row: RowSide) -> str:
    """A row within a sentence: by its Réf. or code, and the beginning of its label."""
    text = _("“{text}”").format(text=short(row.text, 40))
    return " ".join(filter(None, (row.ref or row.code, text)))


def moved_in_words(block: Sequence[Difference]) -> list[str]:
    """Where rows that moved together stood, and where they stand."""
    first = block[0]
    assert first.old_row is not None
    assert first.new_row is not None
    lines = [
        _("before: row {row}, {place}").format(
            row=first.old_row.row, place=_place(first.old_above)
        ),
        _("now: row {row}, {place}").format(row=first.new_row.row, place=_place(first.new_above)),
    ]
    if n := len(block) - 1:
        text = ngettext("with the row below it", "with the {n} rows below it", n)
        lines.append(text.format(n=n))
    return lines


def _place(above: RowSide | None) -> str:
    if above is None:
        return _("at the very top")
    return _("below {row}").format(row=named(above))


def shift_in_words(one: Difference, shift: ColourShift) -> str:
    """The characters whose colour changed: ``“cf. thème 3”: no colour → orange``."""
    text = str(one.new_value)[shift.start : shift.end]
    return _("“{text}”: {old} → {new}").format(
        text=" ".join(text.split()), old=_colour(shift.old), new=_colour(shift.new)
    )


def _colour(rgb: str | None) -> str:
    if rgb is None:
        return _("no colour")
    names = {ORANGE: _("orange"), FORMER_ORANGE: _("former orange"), BLUE: _("blue")}
    return names.get(rgb, rgb)


def notes(comparison: ComparedProgrammes) -> Iterator[str]:
    """What is to be known of how the rows were matched, and of tables that one of both has."""
    if not comparison.matching.by_ref:
        yield _(
            "The Réf. of the two workbooks do not identify the same rows: the rows were "
            "matched by their texts and places."
        )
    if doubled := comparison.matching.doubled:
        yield ngettext(
            "The Réf. {refs} stands on several rows: it is not certain how these rows of the "
            "two workbooks match.",
            "The Réf. {refs} stand on several rows each: it is not certain how these rows of "
            "the two workbooks match.",
            len(doubled),
        ).format(refs=", ".join(doubled))
    for one in comparison.lone_tables:
        text = (
            ngettext(
                "The table of the sheet {sheet} ({name}, {n} row) is new.",
                "The table of the sheet {sheet} ({name}, {n} rows) is new.",
                one.rows,
            )
            if one.is_new
            else ngettext(
                "The table of the sheet {sheet} ({name}, {n} row) is no longer in the new "
                "workbook.",
                "The table of the sheet {sheet} ({name}, {n} rows) is no longer in the new "
                "workbook.",
                one.rows,
            )
        )
        yield text.format(sheet=one.sheet, name=one.name, n=one.rows)


def not_compared(comparison: ComparedProgrammes, others: Sequence[OtherCells]) -> str:
    """The last line: what may have changed without being told."""
    parts = []
    for why, text in _WHY.items():
        sheets = [one.sheet for one in others if one.why == why]
        if sheets:
            names = ", ".join(_("“{name}”").format(name=called(name)) for name in sheets)
            parts.append(_(text).format(names=names))
    if not comparison.shows_colours:
        parts.append(_("colours (an .ods is compared by its values alone)"))
    if any(_has_order(one) for one in (comparison.old, comparison.new)):
        parts.append(
            _("the column {name}, because the order of the rows itself is compared").format(
                name=called(ORDRE)
            )
        )
    parts.append(
        _("Synthèse, Données and Contrôle, formulas, formats, comments, charts and pictures")
    )
    return _("Not compared: {what}.").format(what=" · ".join(parts))


def _has_order(programme: Programme) -> bool:
    return programme.has(ORDRE)


_WHY = {
    "differs": N_("other cells of {names}, which differ"),
    "new": N_("{names}, which only the new workbook has"),
    "old": N_("{names}, which only the old workbook has"),
    "unread": N_("{names}, which could not be read"),
}
