"""A pivot table on the data, which names its source by the table or by its cells."""

from __future__ import annotations

import re
from datetime import datetime
from random import Random

from motxl.ooxml import Workbook
from motxl.ooxml.pivots import Crosstab, PivotLayout, PivotSource
from motxl.ooxml.pivots.layout import DataField
from motxl.ooxml.pivots.placing import Placement, Placing
from motxl.ooxml.values import Value
from tests.recalculation.expressions import Block


def with_pivot(rng: Random, data: bytes, plan: Block) -> bytes:
    """On the last sheet, below all that stands there."""
    workbook = Workbook(data)
    table = workbook.table(plan.table or "")
    rows = range(plan.first, plan.last + 1)
    keys: list[Value] = [f"k{row}" for row in rows]
    numbers: list[Value] = [float(row) for row in rows]
    columns = [keys, *[numbers] * (len(table.columns) - 1)]
    layout = PivotLayout("motxl_essai", ("Clé",), (DataField("Nombre", "Somme"),))
    crosstab = Crosstab(PivotSource(table.name, table.columns, columns), layout)
    Placing(workbook, datetime(2025, 1, 29), {}).put([Placement(crosstab, "Synthèse", 30, 2)])
    if rng.random() < 0.5:
        (part,) = workbook.package.related(workbook.part_name, "pivotCacheDefinition")
        by_cells = f'<worksheetSource ref="{table.ref}" sheet="{plan.sheet}"/>'.encode()
        xml = re.sub(rb"<worksheetSource [^>]*/>", by_cells, workbook.part(part))
        workbook.replace_part(part, xml)
    return workbook.to_bytes()
