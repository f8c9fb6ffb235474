"""The entries of a programme as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from motxl.programme.cellvalue import CellValue
from motxl.programme.spread import Spread


def frame_of(
    rows: Sequence[int],
    values: Sequence[Sequence[CellValue]],
    columns: Sequence[str],
    spread: Spread | None,
) -> pd.DataFrame:
    """A line per entry: its row, and its values in the columns of a programme."""
    index = pd.Index(rows, name="row")
    if spread is not None:
        places = [spread.at(row, 1)[:2] for row in rows]
        index = pd.MultiIndex.from_tuples(places, names=["sheet", "row"])
    return pd.DataFrame(list(values), index=index, columns=list(columns), dtype=object)
