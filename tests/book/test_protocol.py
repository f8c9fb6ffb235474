"""A workbook in a file and one that is open are of one protocol; neither stands on the other."""

from __future__ import annotations

import ast
from inspect import signature
from pathlib import Path

import pytest

from motxl.book.file.filebook import FileBook, open_book
from motxl.book.live.livebook import LiveBook
from motxl.book.protocol import Book, Skipped

SHIPPED = Path(__file__).parents[2] / "workbooks" / "programme-2025.xlsx"
MEMBERS = sorted(name for name in vars(Book) if not name.startswith("_"))
METHODS = [name for name in MEMBERS if callable(getattr(Book, name))]


def test_the_protocol_is_looked_at() -> None:
    assert {"apply", "reread", "save", "write_control"} <= set(METHODS)
    assert {"is_editable", "left_alone"} <= set(MEMBERS)


@pytest.mark.parametrize("made", [FileBook, LiveBook])
def test_each_has_all_of_it_and_takes_the_same(made: type) -> None:
    for name in (*MEMBERS, "skipped"):
        assert hasattr(made, name), name
    for name in METHODS:
        asked = signature(getattr(Book, name)).parameters
        assert list(signature(getattr(made, name)).parameters) == list(asked), name


def test_neither_is_the_other() -> None:
    assert not issubclass(LiveBook, FileBook)
    assert not issubclass(FileBook, LiveBook)


def test_what_only_a_file_takes_is_not_promised_by_an_open_workbook() -> None:
    """An event that is added to the copy in memory would never come to the application."""
    assert hasattr(FileBook, "add_events")
    assert not hasattr(LiveBook, "add_events")


def test_nothing_was_left_alone_before_anything_was_saved() -> None:
    book: Book = open_book(SHIPPED)
    assert (book.skipped, book.left_alone) == ((), [])
    assert book.label == str(SHIPPED)


def test_what_was_left_alone_is_a_sentence_with_its_cell() -> None:
    book = open_book(SHIPPED)
    book.skipped = [Skipped("Programme", "B7", "the application refuses the change")]
    assert book.left_alone == ["Programme!B7: the application refuses the change"]


FLOORS = {"protocol": 0, "reading": 1, "editing": 2, "file": 3, "live": 3}
BOOK = Path(__file__).parents[2] / "motxl" / "book"


def floor(name: str) -> str:
    return name.removeprefix("motxl.book.").partition(".")[0]


def imports(path: Path) -> set[str]:
    """The floors of book that a module imports from, inside functions and for types too."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [one.name for node in nodes if isinstance(node, ast.Import) for one in node.names]
    return {floor(name) for name in names if name.startswith("motxl.book.")}


def test_a_floor_of_book_imports_from_below_only() -> None:
    looked_at = set()
    for path in BOOK.rglob("*.py"):
        own = path.relative_to(BOOK).parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        looked_at.add(own)
        above = {other for other in imports(path) if other != own and FLOORS[other] >= FLOORS[own]}
        assert not above, f"{path} imports {above}"
    assert looked_at == FLOORS.keys()
