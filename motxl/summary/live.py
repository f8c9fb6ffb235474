"""Synthèse in an open workbook: its source tables anew, its pivot tables refreshed."""

from __future__ import annotations

from typing import NamedTuple

from motxl.book.live.livebook import LiveBook
from motxl.errors import MotxlError
from motxl.files.note import Note
from motxl.i18n import _
from motxl.ooxml.pivots.present import pivots
from motxl.summary.summary import Summary
from motxl.template.layout.features import has_table


class Refreshed(NamedTuple):
    """What became of the pivot tables of an open workbook."""

    changed: bool
    """Whether the source tables were not up to date"""
    refused: dict[str, str]
    """Pivot tables that the application did not refresh, and what it says"""


class NotBuiltError(MotxlError):
    """The pivot tables have to be built in the file, once."""


def show_summary(book: LiveBook, summary: Summary) -> Refreshed:
    """Give the source tables their rows, and have the pivot tables read them. These are refreshed
    in any case: staff may have turned them.

    Raises ``NotBuiltError`` where motxl has not built Synthèse yet: applications cannot be made to
    build pivot tables as it does.
    """
    workbook = book.workbook
    ours = {table.band.pivot for table in summary.tables}
    features = summary.programme.features
    grains = [one for one in summary.grains if has_table(features, one.table.name)]
    tables = {grain.table.name: workbook.find_table(grain.table.name) for grain in grains}
    missing = any(
        table is None or not set(grain.table.columns) <= set(table.columns)
        for grain in grains
        for table in (tables[grain.table.name],)
    )
    if missing or not ours <= {one.name for one in pivots(workbook)}:
        raise NotBuiltError(
            _(
                "The pivot tables of {file} are not built yet: save and close the workbook, run "
                "motxl summary on it once, then open it again."
            ).format(file=book.port.name)
        )
    for grain in grains:
        table = tables[grain.table.name]
        assert table is not None
        rows = [[record.get(name) for name in table.columns] for record in grain.records]
        book.fill_table(grain.table.name, rows)
    changed = book.save(note=Note("summary --live", _("sources of the pivot tables")))
    return Refreshed(changed, book.port.refresh(ours))
