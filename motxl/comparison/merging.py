"""Words for what both of two merged workbooks changed."""

from __future__ import annotations

from collections.abc import Sequence

from motxl.comparison.others import OtherCells
from motxl.comparison.words import short
from motxl.comparison.written import clash_as_written
from motxl.i18n import _, called, ngettext
from motxl.programme.comparing.differences import text_of
from motxl.programme.comparing.merging import MergeClash


def sentence(clash: MergeClash) -> str:
    """What both changed: ``2025-004 “Publier un guide”: both workbooks changed Pilote.``"""
    quoted = _("“{text}”").format(text=short(clash.text, 40))
    row = " ".join(filter(None, (clash.ref or clash.code, quoted)))
    if clash.kind == "moved":
        return _("{row}: both workbooks moved this row, each to another place.").format(row=row)
    if clash.kind == "ref":
        return _("{row}: both workbooks gave this Réf. to a new row.").format(row=row)
    if clash.kind == "colour":
        return _(
            "{row}: the two workbooks colour the label differently, and motxl cannot keep both."
        ).format(row=row)
    if clash.kind == "cell":
        text = _("{row}: both workbooks changed {column}.")
    elif clash.column is not None:
        text = _(
            "{row}: the row was removed here, and the column {column} was changed in the "
            "other workbook."
        )
    elif clash.ours is None:
        text = _("{row}: the row was removed here, but changed in the other workbook.")
    else:
        text = _("{row}: the row was removed in the other workbook, but changed or commented here.")
    return text.format(row=row, column=clash.column)


def advice(clash: MergeClash) -> str:
    """What is to be done about it."""
    if clash.kind == "ref":
        return _(
            "Empty the Réf. of one of the two rows, then run motxl validate BOOK --fix: "
            "the row gets a new Réf."
        )
    if not clash.is_open:
        return _("Make the choice for the row itself: it also decides about this cell.")
    return _("Choose “le nôtre” or “le leur” in the column Choix, then merge again.")


def values_of(clash: MergeClash) -> tuple[str | None, str | None, str | None]:
    """What stood there before, and on both sides; of a row that both moved, where it stands."""
    written = clash_as_written(clash)
    values = written.base, written.ours, written.theirs
    if clash.kind != "moved":
        before, ours, theirs = map(text_of, values)
        return before, ours, theirs
    before, ours, theirs = (
        _("at the very top") if above is None else _("below {row}").format(row=text_of(above))
        for above in values
    )
    return before, ours, theirs


def counted_conflicts(conflicts: Sequence[MergeClash]) -> str:
    """``2 conflicts, listed in Contrôle.``"""
    n = len(conflicts)
    if not n:
        return _("No conflict.")
    text = ngettext("{n} conflict.", "{n} conflicts.", n)
    return text.format(n=n)


def not_merged(others: Sequence[OtherCells]) -> str:
    """The last line: what of THEIRS is not in the result."""
    sheets = [one.sheet for one in others if one.why != "old"]
    parts = []
    if sheets:
        names = ", ".join(_("“{name}”").format(name=called(name)) for name in sheets)
        parts.append(_("other cells of {names}, which differ from BASE").format(names=names))
    parts.append(
        _(
            "in THEIRS, your own columns of the programme, your own sheets, formulas, "
            "formats, comments, charts and pictures"
        )
    )
    return _("Not merged: {what}.").format(what=" · ".join(parts))
