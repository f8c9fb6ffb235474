"""A cell as long as Excel lets it be takes about as long as any other text of its length.

The figures are those of ``python -m tests.benchmarks.long_texts``. Here each kind of text is only
kept from taking more than a hundred times as long as it should.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.programme.calendar import find_dates
from motxl.programme.mentions import mentions
from motxl.programme.references import find_references, lone_parenthesis, misspellings
from motxl.programme.themes import SHIPPED
from motxl.text.closest import closest_of
from motxl.text.markup import markup_in
from motxl.text.spans import Spans
from tests.benchmarks.long_texts import KINDS, everywhere, write_book
from tests.quick import one_in

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds, for what takes one: other work on the machine is none of theirs
# Where a number, a name or a clause was once looked at anew for each of the others.
WORST = (*("deal list", "deals, lone parentheses", "jetons in one clause", "days alone"),)


def everything_found(text: str) -> int:
    references = find_references(text, SHIPPED)
    found = sum(len(misspellings(one)) for one in references)
    found += sum(lone_parenthesis(text, one) is not None for one in references)
    return found + len(find_dates(text, 2025)) + len(mentions(text)) + len(markup_in(text))


@pytest.mark.parametrize("kind", one_in(4, KINDS))
def test_a_long_text_is_read_in_time(kind: str) -> None:
    begun = time.process_time()
    everything_found(KINDS[kind].text())
    assert time.process_time() - begun < PATIENCE / 4


@pytest.mark.parametrize("kind", WORST)
@pytest.mark.slow
def test_commands_end_on_long_texts(kind: str, tmp_path: Path) -> None:
    book = tmp_path / "programme.xlsx"
    write_book(book, everywhere(), KINDS[kind].text())
    for arguments in (
        ("validate", book),
        ("colour", book),
        ("events", book, "--check"),
        ("extract", book, "--explain", "ADH-01"),
    ):
        command = [sys.executable, "-m", "motxl", *map(str, arguments)]
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False
        )
        assert ended.returncode in {0, 1}, ended.stderr[-500:]


def test_the_closest_of_long_names_is_none() -> None:
    assert closest_of("montagn" * 4000, ["montagne" * 4000]) is None
    assert closest_of("montagnes", ["montagne", "x" * 30_000]) == "montagne"


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda s: (s[0], sum(s))))


@given(SPANS, st.integers(0, 60), st.integers(1, 20))
def test_spans_meet_what_any_of_them_meets(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    end = start + length
    assert Spans(spans).meets(start, end) == any(a < end and start < b for a, b in spans)


def added(spans: list[tuple[int, int]]) -> Spans:
    found = Spans()
    for start, end in spans:
        if not found.meets(start, end):
            found.add(start, end)
    return found


@given(SPANS, st.integers(0, 60), st.integers(1, 20))
def test_spans_taken_in_one_by_one(spans: list[tuple[int, int]], start: int, length: int) -> None:
    kept: list[tuple[int, int]] = []
    for one in spans:
        if not any(one[0] < b and a < one[1] for a, b in kept):
            kept.append(one)
    expected = any(a < start + length and start < b for a, b in kept)
    assert added(spans).meets(start, start + length) == expected


def enclosing(text: str, position: int) -> tuple[int, int] | None:
    """The innermost parentheses around a position, looked for from there."""
    depth, at = 0, position - 1
    while at >= 0 and not (text[at] == "(" and depth == 0):
        depth += {")": 1, "(": -1}.get(text[at], 0)
        at -= 1
    if at < 0:
        return None
    depth = 1
    for place in range(position, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return at + 1, place
    return at + 1, len(text)


@given(st.lists(st.sampled_from(["(", ")", "a", " jeton ", "x"]), max_size=24).map("".join))
def test_a_clause_is_that_of_the_innermost_parentheses(text: str) -> None:
    found = [one for one in find_references(text, SHIPPED) if one.kind == "jeton"]
    expected: list[tuple[int, int]] = []
    last, position = -1, text.find("jeton")
    while position >= 0:
        clause = enclosing(text, position)
        if clause is not None and clause[0] >= last:
            last = clause[1]
            inside = text[clause[0] : clause[1]]
            first = clause[0] + len(inside) - len(inside.lstrip())
            expected.append((first, first + len(inside.strip())))
        position = text.find("jeton", position + 5)
    assert [(one.start, one.end) for one in found] == expected


@pytest.mark.slow
def test_thousands_of_corrections_in_a_cell(tmp_path: Path) -> None:
    book = tmp_path / "programme.xlsx"
    text = KINDS["deals misspelled"].text()
    write_book(book, [("tblProgramme", "Programme de travail")], text)
    begun = time.process_time()
    assert run(["validate", str(book), "--fix", "--unsafe-fixes"]) in {0, 1}
    assert time.process_time() - begun < PATIENCE / 4
    labels = [entry.label for entry in open_book(book).programme.entries]
    assert max(map(len, labels)) < len(text) / 2  # REF107 takes repeated references out
