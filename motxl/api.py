"""For scripts: ``from motxl import open_programme, validate``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostic


def open_programme(
    path: str | Path, *, sheet: str | None = None, columns: str | None = None
) -> Programme:
    """Read the programme of a workbook; the file is not changed.

    ``sheet`` and ``columns`` (``"A,B"``: code and label, or ``"B"``) say where a workbook that was
    not made from the template has its programme. Raises ``motxl.errors.MotxlError``, whose text is
    one sentence, when the file cannot be read or holds no programme.
    """
    from motxl.book.file.filebook import open_book

    return open_book(Path(path), sheet=sheet, columns=columns).programme


def validate(
    programme: Programme, *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[Diagnostic]:
    """What the rules find, in the order of sheets and rows; ``accepted`` ones are among them.

    ``select`` and ``ignore`` take codes and families: ``["NUM", "REF102"]``.
    """
    from motxl.validation.engine import chosen_codes
    from motxl.validation.engine import validate as run

    return run(programme, chosen_codes(select, ignore))
