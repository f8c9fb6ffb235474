"""Synthèse and Données in a workbook: source tables filled, pivot tables and charts put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import NamedTuple

from motxl.book.file.filebook import FileBook
from motxl.i18n import _
from motxl.ooxml import Sheet, Table, Value, Workbook
from motxl.ooxml.errors import CellRefusedError, SheetRefusedError
from motxl.ooxml.pivots.places import Placed, Placement
from motxl.ooxml.pivots.placing import Kept, Placing, Tight
from motxl.ooxml.pivots.present import pivots
from motxl.ooxml.pivots.shown import Role
from motxl.summary.bands import columns_needed
from motxl.summary.charts import chart_of
from motxl.summary.grains import Grain
from motxl.summary.summary import BandTable, Summary
from motxl.summary.texts import SummaryTexts
from motxl.template import layout
from motxl.template.layout import Style, synthese
from motxl.template.layout.features import has_table
from motxl.template.layout.reponses import DONNEES_REPONSES
from motxl.template.layout.synthese import Band
from motxl.template.looks import look_of
from motxl.template.shipped import answers_workbook, template_workbook

_STYLES = {
    Role.HEADER: Style.CROISE_EN_TETE,
    Role.VALUE_HEADER: Style.CROISE_EN_TETE_VALEUR,
    Role.LABEL: Style.CROISE_LIBELLE,
    Role.NUMBER: Style.CROISE_NOMBRE,
    Role.TOTAL_LABEL: Style.CROISE_LIBELLE_TOTAL,
    Role.TOTAL: Style.CROISE_TOTAL,
}
_COLD, _HOT = "FFFFFF", "8CCFC0"
"""Of the heat map: dark numbers stay readable on both, on paper too"""
_UNDATED = datetime(2025, 1, 1)


class Written(NamedTuple):
    """The pivot tables that were placed, and those that were left as they are (``kept``)."""

    placed: list[Placed]
    kept: list[Kept]
    tight: list[Tight]
    """The ones placed that cannot grow as far as the lists of Paramètres let them"""

    @property
    def remarks(self) -> Iterator[str]:
        """A sentence for each of the pivot tables that were left as they are, and for each that
        has no room to grow."""
        for one in self.kept:
            yield _(
                "The pivot table {name} was left as it is, because the slicer {filter} "
                "filters it. Excel refreshes the pivot table when it opens the workbook."
            ).format(name=one.name, filter=one.filter)
        for tight in self.tight:
            yield _(
                "The pivot table {name} has no room for all the values listed in Paramètres, "
                "because {cell} is occupied by {what}. Move one of the two; otherwise, Excel "
                "cannot refresh the pivot table once all these values are in use."
            ).format(name=tight.name, what=_(tight.what), cell=tight.at)


def write_summary(book: FileBook, summary: Summary) -> Written:
    """Fill the source tables, and put pivot tables and charts in (in memory).

    What was put in before is replaced where it stands now. A workbook without the sheets gets the
    template's. Raises ``MotxlError`` when something is in the way, before the pivot tables are
    written.
    """
    workbook = book.workbook
    if workbook.is_strict:
        raise SheetRefusedError(
            _("{file} is a Strict Open XML workbook: save it as .xlsx in Excel first.").format(
                file=workbook.label
            )
        )
    made: list[Workbook] = []

    def source() -> Workbook:
        if not made:
            made.append(template_workbook(workbook))
        return made[0]

    sheets = (layout.SheetName.SYNTHESE, layout.SheetName.DONNEES)
    for sheet, has in zip(sheets, (_has_synthese(workbook), _has_donnees(workbook)), strict=True):
        if not has:
            workbook.add_sheet(source(), sheet)
    asked = any(one.table.name == DONNEES_REPONSES.name for one in summary.grains)
    if asked and workbook.find_table(DONNEES_REPONSES.name) is None:
        workbook.add_sheet(answers_workbook(workbook), DONNEES_REPONSES.sheet)
    features = summary.programme.features
    grains = [
        one
        for one in summary.grains
        if has_table(features, one.table.name) or workbook.find_table(one.table.name)
    ]
    workbook.replace_together([_content(workbook, grain) for grain in grains])
    bands = [one for one in synthese.EVERY_BAND if workbook.find_table(one.table.name)]
    styles: dict[Role, int] = {}
    for role, name in _STYLES.items():
        own = look_of(workbook, name)
        style = own if own is not None else workbook.bring_style(source(), name)
        if style is not None:
            styles[role] = style
    before = {one.name: one for one in pivots(workbook)}
    # The version's date, not today's: a second run on the same programme changes no byte.
    day = summary.programme.date
    moment = datetime.combine(day, time()) if day else _UNDATED
    placements = [_placement(table, bands) for table in summary.tables]
    placing = Placing(workbook, moment, styles)
    placed, kept = placing.put(placements)
    tables = {table.band.pivot: table for table in summary.tables}
    for one in placed:
        table = tables[one.name]
        earlier = before.get(one.name)
        if table.band.key == synthese.ANSWERS_BAND.key and earlier is None:
            _entitle(workbook, table, one, source())
        if table.content.heat:
            numbers = one.grid.numbers
            area = numbers._replace(
                first_row=one.area.first_row + numbers.first_row - 1,
                last_row=one.area.first_row + numbers.last_row - 1,
                first_column=one.area.first_column + numbers.first_column - 1,
                last_column=one.area.first_column + numbers.last_column - 1,
            )
            instead = earlier.area if earlier else None
            _sheet(workbook, one).put_colour_scale(area, _COLD, _HOT, instead=instead)
        if table.band.chart:
            _draw(workbook, table, one, summary.texts, bands)
    return Written(placed, kept, placing.tight(placed))


def _entitle(workbook: Workbook, table: BandTable, one: Placed, source: Workbook) -> None:
    """Title, note and widths of a band for which the template has made no room."""
    sheet, band, first = _sheet(workbook, one), table.band, one.area.first_column
    for row, text, name in (
        (synthese.TITLE_ROW, band.title, Style.SECTION),
        (synthese.TITLE_ROW + 1, band.note, Style.EXPLICATION),
    ):
        found = sheet.cell((row, first))
        if found is not None and found.text:  # somebody wrote there
            continue
        sheet.set_value((row, first), text)
        own = look_of(workbook, name)
        style = own if own is not None else workbook.bring_style(source, name)
        if style is not None:
            sheet.set_style((row, first), style)
    for column, width in enumerate((*band.labels, *[band.width] * band.values), first):
        sheet.part.set_column_width(column, width)


def _sheet(workbook: Workbook, one: Placed) -> Sheet:
    sheet = workbook.find_sheet(one.sheet)
    assert sheet is not None
    return sheet


def _has_synthese(workbook: Workbook) -> bool:
    """Whether Synthèse is there, or staff moved all of it elsewhere."""
    ours = {band.pivot for band in synthese.BANDS if workbook.find_table(band.table.name)}
    return workbook.find_sheet(layout.SheetName.SYNTHESE) is not None or (
        bool(ours) and ours <= {one.name for one in pivots(workbook)}
    )


def _has_donnees(workbook: Workbook) -> bool:
    return any(workbook.find_table(table.name) is not None for table in layout.DONNEES)


def _content(workbook: Workbook, grain: Grain) -> tuple[Table, list[list[Value]]]:
    """A source table and its rows; columns that staff added are left blank."""
    table = workbook.find_table(grain.table.name)
    missing = [name for name in grain.table.columns if table is None or name not in table.columns]
    if table is None or missing:
        raise CellRefusedError(
            _(
                "{file}: the source tables of Synthèse are not as motxl made them ({table} "
                "lacks {column}). Delete the sheet {sheet}, then try again: motxl makes the "
                "sheet again."
            ).format(
                file=workbook.label,
                table=grain.table.name,
                column=missing[0],
                sheet=grain.table.sheet,
            )
        )
    return table, [[record.get(name) for name in table.columns] for record in grain.records]


def _placement(table: BandTable, bands: Sequence[Band]) -> Placement:
    band = table.band
    return Placement(
        *(table.crosstab, layout.SheetName.SYNTHESE, band.table_row),
        synthese.first_column(band, bands),
        columns_needed(table.crosstab),
    )


def _draw(
    workbook: Workbook,
    table: BandTable,
    one: Placed,
    texts: SummaryTexts,
    bands: Sequence[Band],
) -> None:
    sheet = workbook.find_sheet(one.sheet)
    assert sheet is not None
    chart = chart_of(table, sheet.name, one.area)
    first, last = synthese.CHART_ROWS
    column = synthese.first_column(table.band, bands)
    area = one.area._replace(
        first_row=first,
        last_row=last,
        first_column=column,
        last_column=column + chart_columns(table.band) - 1,
    )
    sheet.put_chart(f"{one.name}_graphique", chart, area, _description(table, texts))


def chart_columns(band: Band) -> int:
    """How many columns of a band a chart covers: about 105 characters."""
    widths = [*band.labels, *[band.width] * band.values]
    covered = 0.0
    for number, width in enumerate(widths, 1):
        covered += width
        if covered >= 105:
            return number
    return len(widths)


def _description(table: BandTable, texts: SummaryTexts) -> str:
    return texts.of_chart(table.band.title, table.content.unit, table.band.note)
