"""Rows inserted by three editors, measured: ``python -m tests.corpus.inserting [--update-docs]``.

Two rows come into the middle of one sheet of each workbook of ../shared/corpus, or of its table.
LibreOffice, which inserts the same rows itself, says what then reads otherwise. Takes about half an
hour on one core. Exit code 1 when anything of motxl's is wrong.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from motxl.ooxml import Workbook
from tests import others
from tests.corpus import worker
from tests.corpus.insertedpage import EDITORS, KINDS, Book, Inserted, section, without_section
from tests.corpus.options import PAGE, asked_for
from tests.judges import libreoffice, own
from tests.ooxml.generated import MADE, generated
from tests.recalculation.changes import Change
from tests.recalculation.comparing import Due, judge
from tests.recalculation.known import known

_OF_FORMULAS = ("value", "formula", "value there")
COUNT = 2
"""Rows inserted"""


def main(arguments: Sequence[str] | None = None) -> int:
    asked = asked_for("python -m tests.corpus.inserting", __doc__, arguments)
    if missing := _missing():
        print(missing, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="motxl-inserting-") as folder:
        made = [Path(folder) / name for name in MADE]
        for path in made:
            path.write_bytes(generated(path.name))
        found = sorted([*others.WORKBOOKS, *made], key=lambda path: path.name)
        names = tuple(asked.names)
        books = list(_measured([p for p in found if not names or p.name.startswith(names)]))
    text = section(books)
    print(text)
    if asked.update_docs:
        PAGE.write_text(without_section(PAGE.read_text("utf-8")) + text, "utf-8")
        print(f"{PAGE} is written")
    ours = [one for book in books for one in book.outcomes if one.editor == "motxl"]
    return 1 if any(one.failed or one.wrong or one.own for one in ours) else 0


def _missing() -> str | None:
    if others.MISSING:
        return others.MISSING
    if find_spec("wolfxl") is None:
        return "wolfxl is not installed: pip install wolfxl"
    return libreoffice.missing()


def _measured(books: Sequence[Path]) -> Iterator[Book]:
    with libreoffice.LibreOffice() as office:
        for number, path in enumerate(books, 1):
            change = place(path)
            if change is None:
                continue
            with tempfile.TemporaryDirectory(prefix="motxl-inserting-") as folder:
                book = _one(path, change, Path(folder), office)
            said = ", ".join(f"{one.editor} {_short(one)}" for one in book.outcomes)
            print(f"[{number}/{len(books)}] {path.name}: {said}", flush=True)
            yield book


def _short(one: Inserted) -> str:
    return "failed" if one.failed else "refused" if one.refused else " ".join(one.wrong) or "right"


def place(path: Path) -> Change | None:
    """Between two rows of the first table or, without one, of the first sheet with two rows."""
    workbook = Workbook.open(path)
    sheets = {sheet.name for sheet in workbook.sheets if sheet.is_worksheet}
    for table in workbook.tables.values():
        first, last = table.first_data_row, table.last_data_row
        if last > first and table.sheet.name in sheets:
            middle = ((first + last) // 2 + 1,)
            return Change("insert", table.sheet.name, table.name, first, last, middle, COUNT)
    for sheet in workbook.sheets:
        extent = sheet.extent if sheet.name in sheets else None
        if extent is not None and extent.last_row > extent.first_row:
            first, last = extent.first_row, extent.last_row
            middle = ((first + last) // 2 + 1,)
            return Change("insert", sheet.name, None, first, last, middle, COUNT)
    return None


def _one(path: Path, change: Change, folder: Path, office: libreoffice.LibreOffice) -> Book:
    due = Due.of(path, change, office)
    holds = {_kind(what) for what, found in due.before.places.items() if found}
    if any(due.before.formulas.values()):
        holds.add("formulas")
    problems = Counter(own.problems(path))
    outcomes = [_by(editor, due, problems, folder, office) for editor in EDITORS]
    return Book(
        path.name, change.table is not None, frozenset(holds), outcomes, due.theirs is not None
    )


def _by(
    editor: str, due: Due, problems: Counter[str], folder: Path, office: libreoffice.LibreOffice
) -> Inserted:
    outcome = Inserted(editor, due.path.name)
    copy = folder / f"{editor}{due.path.suffix}"
    shutil.copyfile(due.path, copy)
    try:
        said = worker.ask("insert", editor, str(copy), given=due.change, data_folder=folder) or ""
        outcome.refused = said.replace(str(copy), due.path.name)
        if outcome.refused:
            return outcome
        compared = judge(due, copy, office)
    except (worker.DeedFailedError, libreoffice.LibreOfficeError) as error:
        outcome.failed = str(error)
        return outcome
    for one in compared.differences:
        if known(one, due.change) is None:
            outcome.wrong.setdefault(_kind(one.kind), []).append(str(one))
    outcome.own = sorted((Counter(own.problems(copy)) - problems).elements())
    return outcome


def _kind(what: str) -> str:
    if what in _OF_FORMULAS:
        return "formulas"
    kind = what.partition(" of ")[0]
    return kind if kind in KINDS else "anything else"


if __name__ == "__main__":
    sys.exit(main())
