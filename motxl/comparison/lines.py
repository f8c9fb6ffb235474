"""A workbook as lines of text, for programs that compare lines: in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.controls import on_one_line
from motxl.i18n import called, in_cell
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
                yield on_one_line(f"{name}   {called(column)}: {in_cell(text, '', column)}")
        for run in entry.label_format.runs if entry.label_format else ():
            if run.properties is not None:
                yield on_one_line(f"{name}   {run.properties}: {run.text}")
    for table in tables:
        for _row, record in table.rows:
            texts = {
                column: in_cell(text, table.name, column, record)
                for column, value in record.items()
                if (text := text_of(value))
            }
            key = " · ".join(filter(None, map(texts.get, table.keys)))
            for column, text in texts.items():
                yield on_one_line(f"{called(table.sheet)} · {key}   {called(column)}: {text}")
