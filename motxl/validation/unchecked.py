"""What was not checked: said beside what was found, so that "all is well" says no more than is
known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from motxl.i18n import _, called, ngettext
from motxl.programme.model import AXE, LABEL, REF, TYPE, Programme
from motxl.programme.shape import Numbering, Shape, shape_of
from motxl.programme.surroundings import OtherSheet, Surroundings
from motxl.template import layout
from motxl.template.layout.features import has_column, has_table
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.looked_at import LOOKED_AT, columns_looked_at
from motxl.validation.rules import CODES, rule
from motxl.validation.words import stretches

_MOST_PLACES = 3
"""How many cells, stretches of rows or sheets are named; of more, the number is told"""


class Unchecked(NamedTuple):
    """Something that no rule looked at."""

    kind: str
    """``sheet``, ``rows``, ``titles``, ``numbering``, ``tables``, ``columns``, ``year``,
    ``cells``, ``colours`` or ``rules``"""
    sheet: str | None
    """Where it stands; ``None`` where it is of the whole workbook"""
    what: str
    """What it is, in the reader's language: what follows after "Not checked:", without a full
    stop"""

    @property
    def sentence(self) -> str:
        return _("Not checked: {what}.").format(what=self.what)


def unchecked(
    programme: Programme,
    around: Surroundings,
    codes: Collection[str] = CODES,
    found: Sequence[Diagnostic] = (),
) -> list[Unchecked]:
    """What the rules ``codes`` left unchecked in a workbook, each in one line; what a diagnostic
    that was ``found`` tells of is not told again. Empty where everything was looked at."""
    sheet = programme.sheet
    shape = shape_of(programme)
    lines: list[Unchecked] = []
    lines += (Unchecked("sheet", None, what) for what in _sheets(around.sheets))
    if around.outside:
        lines.append(Unchecked("rows", sheet, _outside(around.outside)))
    if shape.titles:
        lines.append(Unchecked("titles", sheet, _titles(sorted(shape.titles))))
    # Where it is not certain how the rows count, no rule of the numbering speaks.
    silent = () if programme.is_counted else (code for code in codes if code.startswith("NUM"))
    if any(silent) or any(rule(code).reads_codes for code in codes):
        lines += (Unchecked("numbering", sheet, what) for what in _numbering(programme, shape))
    lines += _tables_and_columns(programme, around, codes, found)
    if programme.year is None and programme.registers.events and "DAT601" in codes:
        lines.append(
            Unchecked("year", None, _("whether dates are in another year, as no year is given"))
        )
    told = {(one.sheet, one.cell) for one in found if one.rule == "STR709"}
    valueless = [cell for cell in around.valueless if cell not in told]
    lines += (Unchecked("cells", None, what) for what in _cells(valueless, sheet))
    if around.edited is not None:
        text = _("what is being typed in {cell} (press Enter there, then run the command again)")
        lines.append(Unchecked("cells", None, text.format(cell=around.edited)))
    if not programme.shows_colours:
        lines.append(
            Unchecked(
                "colours", None, _("the colours (to have them checked, save the workbook as .xlsx)")
            )
        )
    if len(codes) < len(CODES):
        n, total = len(CODES) - len(codes), len(CODES)
        text = ngettext(
            "{n} rule of {total}, left out by --select or --ignore",
            "{n} rules of {total}, left out by --select or --ignore",
            n,
        )
        lines.append(Unchecked("rules", None, text.format(n=n, total=total)))
    return lines


def _sheets(others: Sequence[OtherSheet]) -> Iterator[str]:
    for looked_at, is_alike in ((True, False), (True, True), (False, False)):
        names = [
            _("“{name}” (hidden)").format(name=called(one.name))
            if one.hidden
            else _("“{name}”").format(name=called(one.name))
            for one in others
            if (one.looked_at, one.is_alike) == (looked_at, is_alike)
        ]
        if not names:
            continue
        text = (
            ngettext(
                "the sheet {names}, which has the same column titles",
                "the sheets {names}, which have the same column titles",
                len(names),
            )
            if is_alike
            else ngettext(
                "the sheet {names}, which contains rows with codes too (choose it with --sheet)",
                "the sheets {names}, which contain rows with codes too (choose one with --sheet)",
                len(names),
            )
            if looked_at
            else ngettext(
                "the sheet {names}, which could not be read",
                "the sheets {names}, which could not be read",
                len(names),
            )
        )
        yield text.format(names=_listed(names))


def _outside(rows: Sequence[int]) -> str:
    return ngettext(
        "row {rows}, which stands outside the programme's table",
        "rows {rows}, which stand outside the programme's table",
        len(rows),
    ).format(rows=_listed(_spans(rows)))


def _titles(rows: Sequence[int]) -> str:
    return ngettext(
        "row {rows}, taken for column titles",
        "rows {rows}, taken for column titles",
        len(rows),
    ).format(rows=_listed(_spans(rows)))


def _spans(rows: Sequence[int]) -> list[str]:
    """Rows as people write them, those that follow one another together."""
    return [str(a) if a == b else f"{a}–{b}" for a, b in stretches(rows)]


def _numbering(programme: Programme, shape: Shape) -> Iterator[str]:
    """Sentences for the parts of the numbering that are missing, or that motxl does not
    understand."""
    if LABEL not in programme.columns or not programme.entries:
        return
    example, scheme = shape.example, programme.scheme
    if programme.misfit is not None:
        from motxl.programme.joining import place_of  # few programmes are read so

        n, row = programme.misfit
        entry = next(entry for entry in programme.entries if entry.row == row)
        yield ngettext(
            "the numbering, as {n} row does not fit the way in which the codes seem to count (see "
            "{cell})",
            "the numbering, as {n} rows in several places do not fit the way in which the codes "
            "seem to count (the first is in {cell})",
            n,
        ).format(n=n, cell=place_of(programme, entry, AXE)[1])
    elif shape.numbering is Numbering.IN_LABELS:
        yield _("the numbering, as the codes stand inside the labels (“{code}”)").format(
            code=example
        )
    elif not programme.has(AXE):
        yield _("the numbering, as no column of codes was read")
    elif shape.numbering is Numbering.UNSAID:
        yield _("the numbering, as the table of levels in the sheet Paramètres cannot be read")
    elif shape.numbering is Numbering.NONE:
        yield _("the numbering, as no row has both a code and a text")
    elif programme.is_guessed and not programme.is_counted:
        yield _("the numbering, as it is not certain how the codes count (“{code}”)").format(
            code=example
        )
    elif shape.numbering in {Numbering.OTHER, Numbering.FIGURES} and not scheme.is_figures:
        yield _(
            "the numbering, which does not match the description of the levels (“{code}”)"
        ).format(code=example)
    elif shape.numbering in {Numbering.OTHER, Numbering.FIGURES}:
        yield _(
            "the numbering, which does not consist of numbers joined by dots (“{code}”)"
        ).format(code=example)
    elif shape.numbering is Numbering.DEEP:
        yield _("the levels below the third (“{code}”)").format(code=example)
    elif programme.scheme.is_stable:
        yield _("gaps between the codes, as the numbering is stable")
    if shape.on_headings_only and shape.is_understood:
        n = shape.without_code
        yield ngettext(
            "the place of {n} row without a code, as only headings have codes",
            "the place of {n} rows without a code, as only headings have codes",
            n,
        ).format(n=n)


def _tables_and_columns(
    programme: Programme,
    around: Surroundings,
    codes: Collection[str],
    found: Sequence[Diagnostic],
) -> Iterator[Unchecked]:
    """The tables and columns that rules look at, and that are not there."""
    if programme.table is None and not around.tables:
        # Without tblThemes the shipped themes apply.
        if any(columns_looked_at(table, codes) for table in LOOKED_AT if table != layout.THEMES):
            # A sheet that is no table of ours may have these columns all the same.
            lacking = [name for name in (TYPE, REF) if not programme.has(name)]
            what = ", ".join([*lacking, _("members, dates, jetons")])
            yield Unchecked("tables", None, _("{what} (this workbook has none)").format(what=what))
        is_unlisted = programme.is_guessed and programme.themes_sheet is None
        if is_unlisted and programme.with_references:
            text = _("whether the themes in the texts exist, as the workbook has no list of themes")
            yield Unchecked("tables", None, text)
        return
    told = {
        one.about.removeprefix(f"{one.sheet} ").strip() for one in found if one.rule == "STR701"
    }
    absent: list[str] = []
    lines: list[Unchecked] = []
    for table in LOOKED_AT:
        if not has_table(programme.features, table.name):
            continue
        wanted = [
            name
            for name in columns_looked_at(table, codes)
            if has_column(programme.features, table.name, name)
        ]
        has = around.tables.get(table.name)
        if table is layout.PROGRAMME:
            has = frozenset(programme.columns)
        elif table is layout.THEMES and programme.themes_sheet is None:
            has = None  # the shipped themes apply
        if has is None:
            absent += [table.sheet] if wanted else []
            continue
        lacking = [name for name in wanted if name not in has and name not in told]
        if lacking:
            sheet = programme.sheet if table is layout.PROGRAMME else table.sheet
            text = ngettext(
                "the column {columns}, which the sheet {sheet} does not have",
                "the columns {columns}, which the sheet {sheet} does not have",
                len(lacking),
            )
            what = text.format(columns=", ".join(lacking), sheet=sheet)
            lines.append(Unchecked("columns", sheet, what))
    if absent:
        text = ngettext(
            "the table {tables}, absent or empty",
            "the tables {tables}, absent or empty",
            len(absent),
        )
        yield Unchecked("tables", None, text.format(tables=", ".join(absent)))
    yield from lines


def _cells(valueless: Sequence[tuple[str, str]], sheet: str) -> Iterator[str]:
    if valueless:
        names = [cell if name == sheet else f"{name}!{cell}" for name, cell in valueless]
        yield ngettext(
            "the cell {cells}, which shows an error or contains a formula without a result",
            "the cells {cells}, which show an error or contain a formula without a result",
            len(names),
        ).format(cells=_listed(names))


def _listed(names: Sequence[str]) -> str:
    """The names, the first ones where there are many."""
    n = len(names) - _MOST_PLACES
    if n <= 1:
        return ", ".join(names)
    shown = ", ".join(names[:_MOST_PLACES])
    return ngettext("{names} and {n} more", "{names} and {n} more", n).format(names=shown, n=n)
