"""All that Synthèse shows, worked out from a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from motxl.ooxml.pivots import Crosstab, PivotSource
from motxl.ooxml.pivots.shown import Grid
from motxl.programme.model import Programme
from motxl.summary.answers import answer_records, are_counted
from motxl.summary.bands import BandContent, contents, orders, pivot_layout
from motxl.summary.grains import Grain, Grains
from motxl.summary.texts import SummaryTexts
from motxl.template.layout.features import has_table
from motxl.template.layout.reponses import DONNEES_REPONSES
from motxl.template.layout.synthese import EVERY_BAND, Band
from motxl.template.texts import LANGUAGE

if TYPE_CHECKING:
    from pandas import DataFrame


class BandTable(NamedTuple):
    """One pivot table with its numbers."""

    band: Band
    content: BandContent
    crosstab: Crosstab

    def __repr__(self) -> str:
        rows, columns = len(self.crosstab.rows), len(self.crosstab.columns)
        return f"Table({self.band.title!r}: {rows} × {columns})"

    @property
    def grid(self) -> Grid:
        return Grid(self.crosstab)

    def to_frame(self) -> DataFrame:
        """A line per combination that has entries: the items of the row fields and of the column
        fields, then the sums."""
        import pandas

        crosstab, layout = self.crosstab, self.crosstab.layout
        names = (*layout.rows, *layout.columns)
        lines = [
            (*(crosstab.label(*one) for one in zip(names, (*row, *column), strict=True)), *sums)
            for (row, column), sums in crosstab.cells.items()
        ]
        return pandas.DataFrame(lines, columns=[*names, *(one.caption for one in layout.values)])


class Summary(NamedTuple):
    """The source tables of a programme, and the pivot tables with their numbers."""

    programme: Programme
    grains: list[Grain]
    tables: list[BandTable]
    texts: SummaryTexts


def summarise(programme: Programme, language: str = LANGUAGE) -> Summary:
    """Work out the source tables of a programme, and the pivot tables that count them, with their
    texts in a language."""
    texts = SummaryTexts(language)
    grains = Grains(programme, texts)
    made = grains.all()
    if are_counted(programme):
        made.append(Grain(DONNEES_REPONSES, list(answer_records(grains))))
    order = orders(grains)
    sources = {
        grain.table.name: PivotSource(
            grain.table.name,
            grain.table.columns,
            [grain.column(name) for name in grain.table.columns],
        )
        for grain in made
    }
    tables = []
    counted = contents(texts)
    for band in EVERY_BAND:
        content = counted[band.key]
        source = sources.get(content.table.name)
        if source is None or not has_table(programme.features, content.table.name):
            continue
        crosstab = Crosstab(source, pivot_layout(band, content, order, texts))
        tables.append(BandTable(band.said(texts.say), content, crosstab))
    return Summary(programme, made, tables, texts)
