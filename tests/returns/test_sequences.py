"""Members answer in any way and order: no answer is lost, none is another's, nothing else is taken.

A long run: ``MOTXL_SEQUENCES=1000 pytest -n 0 -m "" tests/returns/test_sequences.py``.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache, partial
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from openpyxl.worksheet.worksheet import Worksheet

from motxl.extract.answers import number_in
from tests.returns.making import (
    COLUMNS,
    REF,
    answer,
    answers_in,
    asking,
    book_of,
    collected,
    extract_of,
    extracts,
    opened,
    requests,
    row_of,
)

ASKED = {
    "SAV": ("2025-003", "2025-005", "2025-006"),
    "ALS": ("2025-004", "2025-005", "2025-006"),
    "LIL": ("2025-005", "2025-006"),
}
YES = {"SAV": "Ja", "ALS": "Oui", "LIL": "Yes"}
CHOICE, COMMENT, JETONS = COLUMNS
Answers = dict[tuple[str, str], str | int]


@cache
def _made() -> Path:
    """A workbook, the extracts of this year and of the one before: made once."""
    folder = Path(tempfile.mkdtemp(prefix="motxl-returns-"))
    extracts(asking(folder / "p.xlsx"), folder / "e")
    extracts(asking(folder / "last.xlsx", year=2024), folder / "last")
    return folder


# What members and their programs do to a file. Rows are sheet rows, 1-based.


def _rows(sheet: Worksheet) -> list[int]:
    return [n for n in range(1, sheet.max_row + 1) if str(sheet.cell(n, REF).value)[:5] == "2025-"]


def _sort(sheet: Worksheet, random: Random) -> None:
    rows = _rows(sheet)
    held = [[sheet.cell(n, c).value for c in range(1, REF + 1)] for n in rows]
    random.shuffle(held)
    for n, values in zip(rows, held, strict=True):
        for column, value in enumerate(values, 1):
            sheet.cell(n, column).value = value


def _filter(sheet: Worksheet, random: Random) -> None:
    for n in _rows(sheet):
        sheet.row_dimensions[n].hidden = random.random() < 0.5


def _edit(sheet: Worksheet, random: Random) -> None:
    n = random.choice(_rows(sheet))
    sheet.cell(n, 2).value = f"{sheet.cell(n, 2).value} EDITED"
    sheet["L2"] = "EDITED"


HABITS: dict[str, Callable[[Worksheet, Random], None]] = {
    "sort": _sort,
    "filter": _filter,
    "edit": _edit,
}


def _resaved(path: Path, how: str) -> None:
    """Saved by another program, which keeps less."""
    if how == "openpyxl":
        workbook, _sheet = opened(path)
        workbook.save(path)
        return
    _workbook, sheet = opened(path)
    new = openpyxl.Workbook()
    target = new.create_sheet("Copie")
    if how == "csv":
        text = io.StringIO()
        csv.writer(text).writerows(sheet.iter_rows(values_only=True))
        lines = io.StringIO(text.getvalue())
        # As LibreOffice opens it: a text that begins with = stays one.
        _keep_texts(target, lambda: [target.append(row) for row in csv.reader(lines)])
    else:  # copied into another workbook, elsewhere on its sheet
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.value is not None:
                    assert cell.row is not None
                    assert cell.column is not None
                    copy = target.cell(cell.row + 4, cell.column + 2)
                    copy.value = cell.value
                    copy.data_type = cell.data_type
    new.save(path)


class Returns(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="motxl-sequence-"))
        self.book = Path(shutil.copy(_made() / "p.xlsx", self.folder))
        self.inbox = self.folder / "r"
        self.inbox.mkdir()
        self.clock = 1_000_000_000
        self.latest: dict[str, Answers] = {}
        """Of each member, what the latest file answers"""
        self.expected: dict[tuple[str, str, str], str] = {}
        self.labels = [entry.label for entry in book_of(self.book).programme.entries]

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def _place(self, suffix: str = ".xlsx") -> Path:
        self.clock += 60
        return self.inbox / f"{Random(self.clock).random():.12f}{suffix}"

    @rule(
        key=st.sampled_from(sorted(ASKED)),
        seed=st.integers(0, 10**6),
        habits=st.lists(st.sampled_from(sorted(HABITS)), max_size=3, unique=True),
        how=st.sampled_from(["", "openpyxl", "csv", "copy"]),
        deleted=st.booleans(),
        twice=st.booleans(),
    )
    def answers(
        self, key: str, seed: int, habits: list[str], how: str, *, deleted: bool, twice: bool
    ) -> None:
        random = Random(seed)
        given: Answers = {}
        for ref in ASKED[key]:
            if random.random() < 0.7:
                given[ref, CHOICE] = YES[key]
            if random.random() < 0.7:
                # Said by this member of this row: nothing else may hold it.
                given[ref, COMMENT] = random.choice(["", "=", "+", "@"]) + f"{key} {ref} {seed}"
        if key == "SAV" and random.random() < 0.5:
            given["2025-003", JETONS] = random.randint(1, 5)
        target = self._place()
        texts = {place: "" for place, text in given.items() if str(text)[:1] == "="}
        answer(extract_of(_made() / "e", key), target, {**given, **texts})
        workbook, sheet = opened(target)
        for place in texts:  # as Excel keeps a text that begins so: typed after an apostrophe
            cell = sheet.cell(row_of(sheet, place[0]), COLUMNS[place[1]])
            cell.value = given[place]
            cell.data_type = "s"
        gone = random.choice(ASKED[key]) if deleted else ""
        if gone:
            sheet.delete_rows(row_of(sheet, gone))
            given = {place: text for place, text in given.items() if place[0] != gone}
        for habit in habits:
            _keep_texts(sheet, partial(HABITS[habit], sheet, random))
        workbook.save(target)
        if how:
            equals = any(str(text)[:1] == "=" for text in given.values())
            if not (how == "openpyxl" and equals):
                _resaved(target, how)
        os.utime(target, (self.clock, self.clock))
        if twice:
            again = self._place()
            shutil.copy(target, again)
            os.utime(again, (self.clock, self.clock))
        self.latest[key] = given

    @rule(key=st.sampled_from(["SAV", "ALS"]))
    def sends_the_file_of_another(self, key: str) -> None:
        other = {"SAV": "ALS", "ALS": "SAV"}[key]
        file = answer(
            extract_of(_made() / "e", other), self.folder / "x.xlsx", {("2025-005", COMMENT): "X"}
        )
        message = EmailMessage()
        message["From"] = {"SAV": "a@savoie.example.org", "ALS": "b@alsace.example.org"}[key]
        message["Date"] = "Mon, 03 Mar 2099 09:00:00 +0100"
        message.set_content("Voici.")
        message.add_attachment(
            file.read_bytes(), maintype="application", subtype="octet-stream", filename="x.xlsx"
        )
        self._place(".eml").write_bytes(message.as_bytes())

    @rule(key=st.sampled_from(sorted(ASKED)))
    def sends_last_years(self, key: str) -> None:
        place = self._place()
        last = extract_of(_made() / "last", key)
        answer(last, place, {("2025-005", COMMENT): "X"}, at=self.clock)

    @rule(key=st.sampled_from(sorted(ASKED)), one=st.integers(0, 1))
    def puts_the_number_of_another(self, key: str, one: int) -> None:
        others = sorted(ASKED.keys() - {key})
        target = self._place()
        answer(extract_of(_made() / "e", key), target, {("2025-005", COMMENT): "X"})
        workbook, sheet = opened(target)
        _workbook, theirs = opened(extract_of(_made() / "e", others[one]))
        sheet["A4"] = theirs["A4"].value
        assert number_in(str(sheet["A4"].value)) is not None
        workbook.save(target)
        os.utime(target, (self.clock, self.clock))

    @rule()
    def collects(self) -> None:
        collected(self.book, self.inbox, of=_made() / "e")
        for key, given in self.latest.items():
            for (ref, column), text in given.items():
                said = "Oui" if column == CHOICE else str(text)
                self.expected[key, ref, column] = said
        once = self.book.read_bytes()
        collected(self.book, self.inbox, of=_made() / "e")
        assert self.book.read_bytes() == once

    @invariant()
    def holds_what_was_answered_and_nothing_else(self) -> None:
        assert answers_in(self.book) == self.expected
        asked = self.expected.get(("SAV", "2025-003", JETONS))
        assert [row[3] for row in requests(self.book)] == ([int(asked)] if asked else [])
        assert [entry.label for entry in book_of(self.book).programme.entries] == self.labels


def _keep_texts(sheet: Worksheet, do: Callable[[], object]) -> None:
    """openpyxl makes a formula of what begins with = where it is set anew; Excel does not."""
    do()
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"


SEQUENCES = int(os.environ.get("MOTXL_SEQUENCES", "30"))
Returns.TestCase.settings = settings(
    max_examples=SEQUENCES,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestReturns = pytest.mark.slow(Returns.TestCase)
