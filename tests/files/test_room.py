"""Room for kept states: the oldest go first, whatever workbook they are of."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.files import backups, undoing
from motxl.files.room import kept_size, make_room

SIZE = 10_000


def state(letter: str) -> bytes:
    return letter.encode() * SIZE


@pytest.fixture
def books(tmp_path: Path) -> tuple[Path, Path]:
    """Two workbooks that were written in turn: A1, B1, A2, B2, A3."""
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    for book, before, after in (
        (one, "a", "b"), (other, "p", "q"), (one, "b", "c"), (other, "q", "r"), (one, "c", "d"),
    ):  # fmt: skip
        backups.keep(book, state(before), state(after))
        book.write_bytes(state(after))
    return one, other


def befores(book: Path) -> list[str]:
    return [backups.read_state(book, one)[:1].decode() for one in backups.history(book)]


def test_the_oldest_goes_first(books: tuple[Path, Path]) -> None:
    one, other = books
    (dropped,) = make_room(1, one)
    assert dropped.workbook == one
    assert (befores(one), befores(other)) == (["b", "c"], ["p", "q"])
    (dropped,) = make_room(1, one)
    assert dropped.workbook == other
    assert (befores(one), befores(other)) == (["b", "c"], ["q"])


def test_as_many_go_as_are_needed_and_their_bytes_with_them(books: tuple[Path, Path]) -> None:
    before = kept_size()
    dropped = make_room(2 * SIZE + SIZE // 2, books[0])
    assert len(dropped) == 3
    assert before - kept_size() >= 3 * SIZE
    assert dropped == sorted(dropped, key=lambda one: one.time)


def test_the_last_state_of_the_workbook_at_hand_stays(books: tuple[Path, Path]) -> None:
    one, other = books
    dropped = make_room(1_000_000, one)
    assert len(dropped) == 4
    assert (befores(one), befores(other)) == (["c"], [])
    undoing.restore(one)
    assert one.read_bytes() == state("c")


def test_a_state_that_two_writes_share_stays_for_the_other(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    for before, after in (("a", "b"), ("b", "a"), ("a", "c")):
        backups.keep(book, state(before), state(after))
    make_room(SIZE // 2, book)
    assert befores(book) == ["a"]


def test_without_states_there_is_nothing_to_delete(tmp_path: Path) -> None:
    assert make_room(1, tmp_path / "book.xlsx") == []
    assert kept_size() == 0
