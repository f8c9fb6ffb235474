"""A source file becomes a coloured workbook made from the template."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, NamedTuple

from motxl.errors import MotxlError
from motxl.files.present import is_there
from motxl.files.saving import write_new
from motxl.files.within import inside
from motxl.i18n import _
from motxl.importers.filling import TEMPLATE, fill, read_source
from motxl.importers.tables import new_workbook
from motxl.template import layout
from motxl.template.shipped import TEMPLATES_FOLDER, template_path


class NotImportedError(MotxlError):
    """No workbook was made, for want of something that whoever asks can give."""

    def __init__(self, text: str, reason: Literal["there", "year"]) -> None:
        """``reason``: a file of that name is there, or no year is known."""
        super().__init__(text)
        self.reason = reason


class Imported(NamedTuple):
    """What an import made: the workbook's path, counts, and what it could not place."""

    path: Path
    rows: int
    themes: int
    services: int
    references: int
    notes: list[tuple[int, str]]
    """Line of the source, and a sentence"""


def import_source(
    source: Path, output: Path, *, year: int | None = None, overwrite: bool = False
) -> Imported:
    """Make ``output`` from ``source``. Raises ``MotxlError`` when the source is no programme,
    ``NotImportedError`` when ``output`` is there and must not be overwritten, or neither the
    source nor ``year`` says its year: nothing is written then."""
    if output.suffix.lower() != ".xlsx":
        raise MotxlError(
            _("{path} must end with .xlsx: an import makes a workbook without macros.").format(
                path=output
            )
        )
    read = read_source(source)
    if is_there(output) and not overwrite:
        raise NotImportedError(_("{path} already exists.").format(path=output), "there")
    year = year or read.year
    if year is None:
        raise NotImportedError(
            _("{path} does not indicate the year of the programme.").format(path=source), "year"
        )
    new = new_workbook(read, year=year, file_name=source.name)
    template = template_path(TEMPLATE, output)
    data, book = fill(new, template.read_bytes(), template)
    write_new(output, data, overwrite=overwrite)
    book.coloured.keep(output)
    _leave_template(template, output)
    return Imported(
        output,
        len(new.tables[layout.PROGRAMME.name]),
        len(new.tables[layout.THEMES.name]),
        len(new.tables[layout.JETONS.name]),
        sum(1 for _ in book.programme.references()),
        read.notes,
    )


def _leave_template(template: Path, output: Path) -> None:
    """A copy of the template beside the workbook, for staff to restyle; theirs is never touched."""
    folder = inside(output.parent, output.parent / TEMPLATES_FOLDER)
    copy = folder / template.name
    if not os.path.lexists(copy) and not any(folder.glob(f"{TEMPLATE}.xl*")):
        folder.mkdir(exist_ok=True)
        write_new(copy, template.read_bytes())
