"""The right workbooks into which slips are put."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from motxl.book.file.filebook import FileBook
from motxl.book.protocol import Book
from motxl.ooxml import Workbook
from motxl.programme.colouring import colour
from motxl.programme.model import AXE, LABEL
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from motxl.validation.unchecked import unchecked
from tests.mutations.clean import clean
from tests.restoration.furnished import furnished
from tests.restoration.generated import generated
from tests.restoration.judging import Allowed, nothing_else
from tests.restoration.state import Row, State, state_of

GENERATED = 24
"""How many generated programmes take turns"""
CODES_AND_LABELS = {AXE: 1, LABEL: 2}


class Right(NamedTuple):
    """A workbook in which all is right, read once."""

    data: bytes
    state: State
    found: tuple[Diagnostic, ...]
    """What is said of it: accepted, or a gap that is truly there"""
    columns: str | None = None
    """``--columns``, for a workbook that was not made from the template"""
    allowed: Allowed = nothing_else
    unchecked: frozenset[str] = frozenset()
    """What is said not to have been checked, each in one line"""

    def read(self, data: bytes) -> Book:
        return FileBook.read(Workbook(data), columns=self.columns)

    def look(self, data: bytes) -> State:
        return state_of(Workbook(data), CODES_AND_LABELS if self.columns else None)


def _right(data: bytes, columns: str | None = None, allowed: Allowed = nothing_else) -> Right:
    book = FileBook.read(Workbook(data), columns=columns)
    state = state_of(Workbook(data), CODES_AND_LABELS if columns else None)
    found = tuple(validate(book.programme))
    return Right(data, state, found, columns, allowed, not_checked(book, found))


def not_checked(book: Book, found: Sequence[Diagnostic]) -> frozenset[str]:
    """The lines that say what of a workbook no rule looked at."""
    lines = unchecked(book.programme, book.surroundings(), found=found)
    return frozenset(line.what for line in lines)


def _programme_2025(_seed: int) -> Right:
    return _right(furnished())


def _generated(seed: int) -> Right:
    return _right(generated(seed % GENERATED))


def _foreign(rows: list[tuple[str | None, str]]) -> bytes:
    """Codes and labels in a plain workbook, as another program wrote it: no table."""
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("Axe", "Programme de travail 2026"))
    for code, label in rows:
        sheet.append((code, label))
        if code is not None:
            sheet.cell(sheet.max_row, 1).number_format = "@"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _two(_seed: int) -> Right:
    """Two levels, and a gap that is truly there."""
    rows: list[tuple[str | None, str]] = []
    for axis, measures in enumerate((4, 5, 3, 4), 1):
        rows.append((str(axis), f"Volet {_ORDINALS[axis - 1]}"))
        for measure in range(1, measures + 1):
            number = measure + (axis == 2 and measure > 3)
            rows.append((f"{axis}.{number}", f"Mesure {_MEASURES[(axis * 5 + measure) % 16]}"))
    return _right(_foreign(rows), "A,B", _gap_closed)


def _gap_closed(row: Row, column: str, value: object) -> bool:
    """The gap may be closed, which NUM005 proposes: what comes after it counts on."""
    return column == AXE and (row.text(AXE), value) in (("2.5", "2.4"), ("2.6", "2.5"))


_ORDINALS = ("premier", "deuxième", "troisième", "quatrième")
_MEASURES = (
    "pour l’emploi des jeunes", "de transport scolaire", "en faveur des langues", "de tri",
    "pour les musées", "d’accueil des artisans", "de soutien aux écoles", "sur l’eau potable",
    "de jumelage", "pour les sentiers", "contre le bruit", "d’échange de données",
    "pour les stages", "de secours en montagne", "pour la lecture", "de conseil aux communes",
)  # fmt: skip


def _headonly(_seed: int) -> Right:
    """The 2025 programme with codes on its headings only: the first row of each code."""
    rows: list[tuple[str | None, str]] = []
    seen: set[str] = set()
    for row in _read_2025().programme:
        code = row.text(AXE)
        rows.append((None if code in seen else code, row.text(LABEL)))
        seen.add(code)
    data = _coloured(_foreign(rows))
    return _right(data, "A,B", _code_of_the_heading(data))


def _coloured(data: bytes) -> bytes:
    workbook = Workbook(data)
    book = FileBook.read(workbook, columns="A,B")
    book.apply(colour(book.programme))
    return workbook.to_bytes()


@lru_cache(maxsize=1)
def _read_2025() -> State:
    return state_of(Workbook(clean()))


def _code_of_the_heading(data: bytes) -> Allowed:
    """An action that has no code may have that of the heading above it."""
    due: dict[int, str] = {}
    current = ""
    for row in state_of(Workbook(data), CODES_AND_LABELS).programme[1:]:
        current = row.text(AXE) or current
        due[row.number] = current

    def allowed(row: Row, column: str, value: object) -> bool:
        return column == AXE and AXE not in row.cells and value == due.get(row.number)

    return allowed


_MADE: Mapping[str, Callable[[int], Right]] = {
    "programme-2025": _programme_2025,
    "generated": _generated,
    "two": _two,
    "headonly": _headonly,
}
BOOKS = tuple(_MADE)
OURS = BOOKS[:2]
"""Those made from the template"""


@lru_cache(maxsize=GENERATED + 4)
def _one(name: str, seed: int) -> Right:
    return _MADE[name](seed)


def right_book(name: str, seed: int = 0) -> Right:
    """A right workbook, read once per process; ``seed`` chooses among the generated ones."""
    return _one(name, seed % GENERATED if name == "generated" else 0)
