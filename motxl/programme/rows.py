"""Rows of a sheet become entries; what is none of the programme's is told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from motxl.programme.cellvalue import CellValue
from motxl.programme.codes import Code
from motxl.programme.model import AXE, LABEL, Entry, LabelFormat
from motxl.programme.scheme import MOT, Scheme
from motxl.text.normalise import normalise

TITLE = "programme de travail"

# The programme's own legend, which people paste along with the table.
_LEGEND_STARTS = (
    "nouvelles approches et initiatives du programme",
    "references aux jetons de l'offre modulable, indique",
    "<p>cross-border deal (suivi",
    "cross-border deal (suivi des propositions",
    "<p>themes transversaux",
    "themes transversaux :",
)
NEW = frozenset(
    ("new", "nouveau", "nouveaux", "nouvelle", "nouvelles", "nouveaute", "nouveautes", "neu")
)
"""What stands, normalised, before lines of a legend that are marked as new"""
_LEGEND_THEME = re.compile(r"theme (?:[0-9]+|transversal) - ")
_MAY_BE_LEGEND = re.compile(r"\s*(?:<p>|nouv|r.f.r|cross|th.me)", re.IGNORECASE)


def is_header(code: CellValue, label: CellValue) -> bool:
    """Whether a row repeats the page header: ``Axe``, ``PROGRAMME DE TRAVAIL …``."""
    if not isinstance(code, str) or not isinstance(label, str) or "x" not in code.lower():
        return False
    return normalise(code) == "axe" and normalise(label).startswith(TITLE)


def is_legend(code: CellValue, label: CellValue) -> bool:
    """Whether a row is one of the programme's own legend lines, wherever it was pasted."""
    if isinstance(code, str) and code[:1] in "nN \u00a0" and (key := normalise(code)) in NEW:
        # Staff may mark a new action so: only what is pasted from the page has tags.
        has_tags = isinstance(label, str) and label.lstrip().lower().startswith("<p>")
        if key == "new" or has_tags:
            return True
    for value in (code, label):
        if isinstance(value, str) and _MAY_BE_LEGEND.match(value):
            key = normalise(value)
            if key.startswith(_LEGEND_STARTS):
                return True
            # A single theme of the legend has no code; with one, it is an entry's own words.
            if code is None and _LEGEND_THEME.match(key):
                return True
    return False


class SortedRows:
    """The rows of a sheet, sorted into entries, repeated headers, blank rows and the rest."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.headers: list[tuple[int, CellValue, CellValue]] = []
        self.legend: list[int] = []
        self.blank: list[int] = []


def sort_rows(
    rows: Iterable[tuple[int, Sequence[CellValue]]],
    columns: Mapping[str, int],
    label_format: Callable[[int], LabelFormat | None],
    scheme: Scheme = MOT,
) -> SortedRows:
    """Sort rows, given as (1-based row number, cells from column A on).

    ``label_format`` gives the colours of a row's label, by the row's number; ``scheme`` says how
    codes are written.
    """
    found = SortedRows()
    above: Code = ()
    code_at, label_at = columns.get(AXE, 0) - 1, columns[LABEL] - 1
    for number, cells in rows:
        values = _with_code(cells, code_at, scheme) if scheme.reads_numbers else cells
        code = values[code_at] if 0 <= code_at < len(values) else None
        label = values[label_at] if label_at < len(values) else None
        # As nearly all rows: neither blank nor a header nor a line of the legend.
        begins_with_figure = isinstance(code, str) and code[:1].isdecimal()
        if not begins_with_figure or (isinstance(label, str) and _MAY_BE_LEGEND.match(label)):
            code, label = _blank_as_none(code), _blank_as_none(label)
            if code is None and label is None:
                found.blank.append(number)
                continue
            if is_header(code, label):
                found.headers.append((number, code, label))
                continue
            if is_legend(code, label):
                found.legend.append(number)
                continue
        entry = Entry(number, columns, values, label_format(number), scheme, above)
        above = entry.written_code or above
        found.entries.append(entry)
    return found


def _with_code(values: Sequence[CellValue], code_at: int, scheme: Scheme) -> Sequence[CellValue]:
    """The cells of a row, a whole number in the place of its code as the text that it shows: as a
    number ``1`` lost nothing, and ``01`` its zero."""
    code = values[code_at] if 0 <= code_at < len(values) else None
    if not isinstance(code, float | int) or code != int(code):
        return values
    written = str(int(code))
    if not scheme.readings(written):
        return values
    return [*values[:code_at], written, *values[code_at + 1 :]]


def _blank_as_none(value: CellValue) -> CellValue:
    return None if isinstance(value, str) and not value.strip() else value
