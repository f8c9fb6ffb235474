"""What an analyst would write instead of ``motxl summary``: pivot_table and to_excel.

``prepare`` keeps the source tables of a workbook, so that the comparison starts where the counting
does: it reads no workbook and finds no reference. ``python -m tests.benchmarks.by_pandas FRAMES
OUT`` then counts the same pivot tables and writes them, and their sources, to a new workbook.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pandas as pd


def prepare(book: Path, frames: Path) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.summary.summary import summarise

    summary = summarise(open_book(book).programme)
    sources = {
        grain.table.name: pd.DataFrame(grain.rows(), columns=list(grain.table.columns))
        for grain in summary.grains
    }
    asked = []
    for table in summary.tables:
        layout = table.crosstab.layout
        values = [value.field for value in layout.values]
        hidden = {name: list(items) for name, items in layout.hidden.items()}
        source = table.content.table.name
        asked.append((source, list(layout.rows), list(layout.columns), values, hidden))
    frames.write_bytes(pickle.dumps((sources, asked)))


def main(frames: Path, out: Path) -> None:
    sources, asked = pickle.loads(frames.read_bytes())
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        for number, (name, rows, columns, values, hidden) in enumerate(asked):
            frame = sources[name]
            for field, items in hidden.items():
                frame = frame[~frame[field].isin(items)]
            table = frame.pivot_table(
                index=rows, columns=columns or None, values=values, aggfunc="sum", margins=True
            )
            table.to_excel(writer, sheet_name=f"Pivot {number}")
        for name, frame in sources.items():
            frame.to_excel(writer, sheet_name=name, index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
