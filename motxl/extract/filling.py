"""A template of an extract filled with one reader's content.

Whatever staff made of the template stays: pictures, widths, sheets of their own. Placeholders are
replaced in cells, headers and footers, and names of sheets; the rows of ``tblExtrait`` get the
looks of its model rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from motxl.errors import MotxlError
from motxl.extract import identity
from motxl.extract.answers import questions
from motxl.extract.calendar import calendar_of, days_of
from motxl.extract.content import Content, Line, reasons_in_words
from motxl.extract.labels import labels_in, titles_in
from motxl.extract.since import Changes, entry_key
from motxl.extract.texts import Coming, change_in_words
from motxl.extract.words import words_in
from motxl.i18n import _
from motxl.inspection import remove, remove_descriptions
from motxl.ooxml import ColouredText, Table, Workbook
from motxl.ooxml.stencil.marks import MARK
from motxl.ooxml.stencil.stencil import Stencil, StencilRow
from motxl.programme.fills import ReferencePalette
from motxl.programme.relevance import Relevance
from motxl.template.heights import styled_height
from motxl.template.layout import LevelLook
from motxl.template.layout.extrait import (
    DATE,
    EXTRAIT,
    EXTRAIT_REPONSES,
    MODEL_ROWS,
    PRESTATION,
    AnswerColumn,
    ExtraitColumn,
)
from motxl.text.runs import Run

_LEVEL = {"Axe": "axe", "Objectif": "objectif", "Sous-objectif": "sous-objectif"}
_LEAST_HEIGHT, _MARGIN, _MOST_HEIGHT = 20.0, 3.0, 409.0  # points
_NO_HEIGHT = 1.5
_SHORT = 220.0  # points; less than half a page of the shipped template
_MOST_KNOWN = 20_000
_MARK_COLOUR = "00703C"  # dark green: neither a theme's orange nor a jeton's blue


class Template:
    """A template in one language, looked at once and filled many times."""

    def __init__(self, data: bytes, label: str, language: str, *, asks: bool = False) -> None:
        """One that ``asks`` has columns for answers, too. Raises ``MotxlError`` when it has no
        table ``tblExtrait`` with its columns, or is somebody's extract."""
        self.asks = asks
        self.labels = labels_in(language)
        self.digest = hashlib.sha256(data).hexdigest()
        workbook = _workbook_without_data(data, label)
        table = _table_of_extract(workbook, asks=asks)
        self.columns = table.columns
        self.models = _models(table)
        self.lists = self.models.keys() & {DATE, PRESTATION}
        """What is listed in the table, in rows of its own"""
        part, styles = table.sheet.part, workbook.styles
        columns = range(table.ref.first_column, table.ref.last_column + 1)
        self._widths = [part.column_width(column) for column in columns]
        self.looks = {
            style: LevelLook(styles.font_size(style), styles.is_bold(style), 1)
            for formats in self.models.values()
            for style in formats
        }
        self._wrapped = {s: styles.with_wrap(s) for s in self.looks if not styles.wraps(s)}
        """By formats in which texts run over the empty cells beside them: those in which they go
        on on further lines, for texts that would be cut there"""
        headers = titles_in(self.labels)
        table.rename_columns({name: headers[name] for name in self.columns if name in headers})
        self.stencil = Stencil(workbook, EXTRAIT.name)
        self.known: dict[tuple[Line, str], StencilRow] = {}
        """Rows that were made before, of one programme: most are in many extracts"""
        self.listed = lru_cache(maxsize=_MOST_KNOWN)(self._listed)
        """Rows of dates and of services: they are in many extracts too"""
        self._merged = list(self._merged_lines(workbook))

    def _merged_lines(self, workbook: Workbook) -> Iterator[tuple[str, int, str, float, LevelLook]]:
        """The texts with placeholders that go over merged cells, which no program fits: sheet, row,
        text, characters across and look."""
        areas = {
            (sheet.name, area.first_row, area.first_column): (sheet.part, area)
            for sheet in workbook.sheets
            if sheet.kind == "worksheet"
            for area in sheet.merged_ranges
        }
        for cell in self.stencil.marked:
            part, area = areas.get((cell.sheet, cell.row, cell.column), (None, None))
            sheet = workbook.find_sheet(cell.sheet)
            if part is None or area is None or sheet is None:
                continue
            columns = range(area.first_column, area.last_column + 1)
            width = sum(part.column_width(column) for column in columns)
            style = sheet.style_of((cell.row, cell.column))
            look = LevelLook(workbook.styles.font_size(style), workbook.styles.is_bold(style), 0)
            yield cell.sheet, cell.row, cell.text, width, look

    def heights(self, texts: Mapping[str, str]) -> dict[tuple[str, int], float]:
        """Points that the rows of merged texts need, by sheet and row."""
        found: dict[tuple[str, int], float] = {}
        for sheet, row, text, width, look in self._merged:
            filled = MARK.sub(lambda match: texts.get(match[1], match[0]), text)
            # A line that says nothing takes no room; a row that is hidden would look suspicious.
            needed = _NO_HEIGHT
            if filled.strip():
                needed = min(styled_height(filled, width, look) + _MARGIN, _MOST_HEIGHT)
            found[sheet, row] = max(found.get((sheet, row), 0), needed)
        return found

    def _listed(self, kind: str, code: str, label: str, days: str) -> StencilRow:
        c = ExtraitColumn
        return self.row(kind, {c.AXE: code, c.LABEL: label, c.CALENDRIER: days})

    def row(self, kind: str, known: Mapping[str, str | None]) -> StencilRow:
        """A row of the table with its height, which not every program works out. A text runs over
        empty cells beside it where its model's format lets it, and all of it fits in there."""
        values = tuple(known.get(name) or None for name in self.columns)
        formats, needed = list(self.models[kind]), []
        for place, value in enumerate(values):
            if not value:
                continue
            style, width = formats[place], self._widths[place]
            look = self.looks[style]
            if style in self._wrapped:
                beside = takewhile(lambda one: not values[one], range(place + 1, len(values)))
                width += sum(self._widths[one] for one in beside)
                one_line = styled_height("", width, look)
                if "\n" in value or styled_height(value, width, look) > one_line:
                    width, formats[place] = self._widths[place], self._wrapped[style]
            needed.append(styled_height(value, width, look))
        height = max(needed, default=0.0)
        if values[0] and not any(values[1:]):
            height = max(height, _LEAST_HEIGHT)
        return StencilRow(values, tuple(formats), min(height + _MARGIN, _MOST_HEIGHT))


def _workbook_without_data(data: bytes, label: str) -> Workbook:
    """A template as the workbook that it becomes, without anything hidden. Raises ``MotxlError``
    for somebody's extract."""
    workbook = Workbook(data, label=label)
    if (member := identity.member_in(workbook)) is not None:
        raise MotxlError(
            _(
                "{file} is the extract for {name}, not a template: what it shows about "
                "{name} would appear in every extract. Restyle extrait.xltx instead."
            ).format(file=label, name=member)
        )
    workbook.set_content_type_workbook()
    remove(workbook)
    remove_descriptions(workbook)
    identity.prepare(workbook)
    return workbook


def _table_of_extract(workbook: Workbook, *, asks: bool) -> Table:
    """The table that takes the rows. Raises ``MotxlError`` when it is not there, or lacks a column
    that an extract cannot do without."""
    table = workbook.find_table(EXTRAIT.name)
    layout = EXTRAIT_REPONSES if asks else EXTRAIT
    missing = [c for c in layout.columns if table is None or c not in table.columns]
    if table is None or missing == list(layout.columns):
        text = _(
            "The template {file} has no table {table}: the name of a table is shown "
            "under Table Design."
        )
        raise MotxlError(text.format(file=workbook.label, table=EXTRAIT.name))
    needed = {ExtraitColumn.AXE, ExtraitColumn.LABEL}
    if asks:
        needed |= {AnswerColumn.REPONSE, AnswerColumn.REF}
    if needed.intersection(missing):
        column = next(one for one in missing if one in needed)
        text = _("The template {file} has no table {table} with a column {column}.")
        raise MotxlError(text.format(file=workbook.label, table=EXTRAIT.name, column=column))
    return table


def _models(table: Table) -> dict[str, tuple[int, ...]]:
    """The cell formats of each kind of row; the first row's for a kind that has none."""
    first, last = table.first_data_row, table.last_data_row
    columns = range(table.ref.first_column, table.ref.last_column + 1)

    def formats(row: int) -> tuple[int, ...]:
        return tuple(table.sheet.style_of((row, column)) for column in columns)

    found = {kind: formats(first) for kind in MODEL_ROWS if kind not in {DATE, PRESTATION}}
    for cell in table.sheet.cells(list(columns), first, last):
        match = MARK.fullmatch((cell.text or "").strip())
        if match and match[1].startswith("ligne."):
            found[match[1].removeprefix("ligne.")] = formats(cell.row)
    return found


def fill(
    template: Template,
    content: Content,
    relevance: Relevance,
    palette: ReferencePalette,
    texts: Mapping[str, str],
    dates: Sequence[Coming] = (),
    changes: Changes | None = None,
) -> bytes:
    """The extract as the bytes of an ``.xlsx`` file; the same content gives the same bytes.

    ``texts`` stand in the places of placeholders, whose it is among them (see ``identity``);
    ``dates`` are those that are to come.

    ``changes`` marks the entries that are new or changed, and tells which are gone.
    """
    own = list(_own_rows(content, relevance, palette, template, changes, dates))
    rows = own + list(_other_rows(content, relevance, palette, template, changes))
    # What concerns the reader directly has the first pages for itself, unless it is a few rows.
    is_long = sum(row.height for row in own) > _SHORT
    page = len(own) if content.direct and content.common and is_long else None
    return template.stencil.fill(texts.get, rows, template.heights(texts), page)


def _own_rows(
    content: Content,
    relevance: Relevance,
    palette: ReferencePalette,
    template: Template,
    changes: Changes | None,
    dates: Sequence[Coming],
) -> Iterator[StencilRow]:
    """What concerns the reader directly, and the dates to come."""
    labels = template.labels
    yield template.row("rubrique", {ExtraitColumn.AXE: labels.direct})
    if not content.direct:
        yield template.row("action", {ExtraitColumn.LABEL: labels.no_direct})
    yield from _lines(content.direct, content, relevance, palette, template, changes)
    if DATE not in template.lists:
        return
    if dates:
        title = labels.counted(labels.coming, len(dates))
        yield template.row("rubrique", {ExtraitColumn.AXE: title})
    for one in dates:
        days, title = days_of(one.date, labels), one.title
        if ExtraitColumn.CALENDRIER not in template.columns:
            days, title = "", f"{days}{labels.colon} {title}"
        yield template.listed(DATE, one.code, title, days)


def _other_rows(
    content: Content,
    relevance: Relevance,
    palette: ReferencePalette,
    template: Template,
    changes: Changes | None,
) -> Iterator[StencilRow]:
    """The services, what is for everyone, and what is gone."""
    labels = template.labels
    services = content.services if PRESTATION in template.lists else ()
    if services:
        title = labels.counted(labels.services, len(services))
        yield template.row("rubrique", {ExtraitColumn.AXE: title})
    for _key, label in services:
        yield template.listed(PRESTATION, "", label, "")
    if content.common:
        yield template.row("rubrique", {ExtraitColumn.AXE: labels.common})
    yield from _lines(content.common, content, relevance, palette, template, changes)
    if changes is not None and changes.gone:
        title = labels.counted(labels.gone, len(changes.gone))
        yield template.row("rubrique", {ExtraitColumn.AXE: title})
        for one in changes.gone:
            known = {ExtraitColumn.AXE: one.code, ExtraitColumn.LABEL: one.label}
            yield template.row("action", known)


def _lines(
    lines: Sequence[Line],
    content: Content,
    relevance: Relevance,
    palette: ReferencePalette,
    template: Template,
    changes: Changes | None,
) -> Iterator[StencilRow]:
    labels, words = template.labels, words_in(content.language)
    kind_of = questions(content, relevance) if template.asks else {}

    def of_line(line: Line, mark: str, kind: str) -> StencilRow:
        known: dict[str, str | None] = {
            ExtraitColumn.AXE: line.code,
            ExtraitColumn.LABEL: _coloured(line, palette),
        }
        if line.is_heading:
            return template.row(_LEVEL.get(line.type, "action"), known)
        reasons = words.and_then.join(reasons_in_words(line, relevance, words))
        known |= {
            ExtraitColumn.FRONTIERE: line.border,
            ExtraitColumn.CALENDRIER: calendar_of(line, labels),
            ExtraitColumn.ETAT: labels.state_in_words(line.state),
            ExtraitColumn.RAISON: _marked(mark, reasons) if mark else reasons,
        }
        if kind != "action":
            known[AnswerColumn.REF] = line.ref
        return template.row(kind if kind in template.models else "action", known)

    for line in lines:
        change = changes.of_entry.get(entry_key(line.ref, line.code)) if changes else None
        kind = "action" if line.is_heading else kind_of.get(line.ref, "action")
        if change is not None and not line.is_heading:
            yield of_line(line, change_in_words(change, labels), kind)
            continue
        known = template.known.get((line, kind))
        if known is None:
            if len(template.known) >= _MOST_KNOWN:
                template.known.clear()
            known = template.known[line, kind] = of_line(line, "", kind)
        yield known


def _marked(mark: str, reasons: str) -> ColouredText:
    runs = [Run[str | None](mark, _MARK_COLOUR)]
    return ColouredText([*runs, Run(f"\n{reasons}", None)] if reasons else runs)


def _coloured(line: Line, palette: ReferencePalette) -> str:
    """The label, its references in colour."""
    if not line.spans:
        return line.label
    runs: list[Run[str | None]] = []
    position = 0
    for start, end, colour in line.spans:
        if position < start:
            runs.append(Run(line.label[position:start], None))
        runs.append(Run(line.label[start:end], palette.named[colour]))
        position = end
    if position < len(line.label):
        runs.append(Run(line.label[position:], None))
    return ColouredText(runs)
