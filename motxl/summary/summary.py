"""All that Synthèse shows, worked out from a programme."""

from __future__ import annotations

from typing import NamedTuple

from motxl.ooxml.pivots import Crosstab, PivotSource
from motxl.ooxml.pivots.shown import Grid
from motxl.programme.model import Programme
from motxl.summary.bands import CONTENTS, BandContent, orders, pivot_layout
from motxl.summary.grains import Grain, Grains
from motxl.template.layout.synthese import BANDS, Band


class BandTable(NamedTuple):
    """One pivot table with its numbers."""

    band: Band
    content: BandContent
    crosstab: Crosstab

    @property
    def grid(self) -> Grid:
        return Grid(self.crosstab)


class Summary(NamedTuple):
    programme: Programme
    grains: list[Grain]
    tables: list[BandTable]


def summarise(programme: Programme) -> Summary:
    """The source tables of a programme, and the pivot tables that count them."""
    grains = Grains(programme)
    made = grains.all()
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
    for band in BANDS:
        content = CONTENTS[band.key]
        source = sources[content.table.name]
        tables.append(BandTable(band, content, Crosstab(source, pivot_layout(band, order))))
    return Summary(programme, made, tables)
