"""A workbook as lines of text, for programs that compare lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.controls import on_one_line
from motxl.programme.comparing import ComparedTable
from motxl.programme.comparing.differences import text_of
from motxl.programme.model import LABEL, ORDRE, Programme


def lines_of(programme: Programme, tables: Sequence[ComparedTable]) -> Iterator[str]:
    """A line for each cell that holds something. A row begins with its code and label, and each
    line bears its Réf., so that a line that moved or changed says by itself of which row it is."""
    for entry in programme.entries:
        name = entry.ref or entry.code_text.strip()
        yield on_one_line(f"{name} {entry.code_text.strip()} {entry.label}".strip())
        for column in programme.columns:
            text = text_of(entry.value(column))
            if text is not None and column not in {LABEL, ORDRE}:
                yield on_one_line(f"{name}   {column}: {text}")
        for run in entry.label_format.runs if entry.label_format else ():
            if run.properties is not None:
                yield on_one_line(f"{name}   {run.properties}: {run.text}")
    for table in tables:
        for _row, record in table.rows:
            key = " · ".join(filter(None, (text_of(record.get(name)) for name in table.keys)))
            for column, value in record.items():
                text = text_of(value)
                if text:
                    yield on_one_line(f"{table.sheet} · {key}   {column}: {text}")
