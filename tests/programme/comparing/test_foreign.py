"""Programmes without Réf.: what ten edits by hand leave to be found, in the 138 rows of 2025.

The rules by which a hand edits stand here, and were written before anything was measured.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import pytest

from motxl.book.file.filebook import open_book
from motxl.programme.comparing import compare
from motxl.programme.model import AXE, LABEL, TYPE
from motxl.template.shipped import template_path
from tests.programme.comparing.making import MadeRow, programme

COLUMNS = (AXE, LABEL, TYPE, "Frontière", "Pilote")
_Told = set[tuple[str, int | str, str | None]]
"""Kind, the row by its number before (by its text, if it is new), and column"""
_NEW = (
    "Organiser un séminaire sur les assurances des travailleurs frontaliers",
    "Produire une carte interactive des services publics",
    "Réunion du bureau",
    "Accompagner un territoire dans la préparation de son schéma de coopération sanitaire",
    "Note de veille sur la fiscalité",
)
_PUT_IN = ("en 2025", "et transfrontalière", "avec les partenaires", "(en cours)", "à distance")


@cache
def _rows() -> tuple[MadeRow, ...]:
    entries = open_book(template_path("programme-2025")).programme.entries
    return tuple(MadeRow({name: one.value(name) for name in COLUMNS}) for one in entries)


class _Hand:
    """Edits rows, and remembers which differences that makes. No row is edited twice."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.rows: list[tuple[int | str, MadeRow]] = list(enumerate(_rows()))
        self.made: _Told = set()
        self.used: set[int | str] = set()

    def choose(self, fits: Callable[[MadeRow], bool] = lambda _row: True) -> int:
        free = [n for n, (who, one) in enumerate(self.rows) if who not in self.used and fits(one)]
        place = self.chance.choice(free)
        self.used.add(self.rows[place][0])
        return place

    def put(self, place: int, kind: str, column: str, value: str) -> None:
        who, one = self.rows[place]
        self.rows[place] = who, one.put(**{column: value})
        self.made.add((kind, who, column))

    def word_put_in(self) -> None:
        place = self.choose()
        words = str(self.rows[place][1].values[LABEL]).split(" ")
        words.insert(self.chance.randint(1, len(words)), self.chance.choice(_PUT_IN))
        self.put(place, "reworded", LABEL, " ".join(words))

    def word_taken_out(self) -> None:
        place = self.choose(lambda one: len(str(one.values[LABEL]).split()) > 4)
        words = str(self.rows[place][1].values[LABEL]).split(" ")
        where = self.chance.choice([n for n, word in enumerate(words) if word.isalpha()])
        del words[where]
        self.put(place, "reworded", LABEL, " ".join(words))

    def half_written_anew(self) -> None:
        place = self.choose(lambda one: len(str(one.values[LABEL]).split()) > 6)
        words = str(self.rows[place][1].values[LABEL]).split(" ")
        kept = words[: len(words) // 2]
        self.put(place, "reworded", LABEL, " ".join([*kept, self.chance.choice(_NEW)]))

    def border(self) -> None:
        self.put(self.choose(), "value", "Frontière", "FR-XX")

    def retyped(self) -> None:
        self.put(self.choose(lambda one: one.values[TYPE] == "Action"), "value", TYPE, "Objectif")

    def apostrophes(self) -> None:
        def has(one: MadeRow) -> bool:
            text = str(one.values[LABEL])
            return "'" in text or "’" in text

        place = self.choose(has)
        text = str(self.rows[place][1].values[LABEL])
        other = text.replace("'", "’") if "'" in text else text.replace("’", "'")
        self.put(place, "typography", LABEL, other)

    def recoded(self) -> None:
        place = self.choose(lambda one: one.values[TYPE] == "Action")
        self.put(place, "renumbered", AXE, "3.9")

    def put_in(self) -> None:
        place = self.chance.randint(1, len(self.rows))
        code = self.rows[place - 1][1].values[AXE]
        text = f"{self.chance.choice(_NEW)} {self.chance.choice(_PUT_IN)}"
        self.rows.insert(place, (text, MadeRow({AXE: code, LABEL: text, TYPE: "Action"})))
        self.used.add(text)
        self.made.add(("added", text, None))

    def taken_out(self) -> None:
        who, _one = self.rows.pop(self.choose())
        self.made.add(("removed", who, None))

    def moved(self) -> None:
        place = self.choose(lambda one: one.values[TYPE] == "Action")
        one = self.rows.pop(place)
        away = [n for n in range(1, len(self.rows)) if abs(n - place) > 2]
        self.rows.insert(self.chance.choice(away), one)
        self.made.add(("moved", one[0], None))

    def moved_and_edited(self) -> None:
        place = self.choose(lambda one: len(str(one.values[LABEL]).split()) > 4)
        text = f"{self.rows[place][1].values[LABEL]} {self.chance.choice(_PUT_IN)}"
        self.put(place, "reworded", LABEL, text)
        one = self.rows.pop(place)
        away = [n for n in range(1, len(self.rows)) if abs(n - place) > 2]
        self.rows.insert(self.chance.choice(away), one)
        self.made.add(("moved", one[0], None))


_EDITS = (
    *(_Hand.word_put_in, _Hand.word_taken_out, _Hand.half_written_anew, _Hand.border),
    *(_Hand.retyped, _Hand.apostrophes, _Hand.recoded, _Hand.put_in, _Hand.taken_out, _Hand.moved),
    _Hand.moved_and_edited,
)


def measured(seeds: range) -> tuple[int, int, int]:
    """Differences that were made, found, and told though nobody made them."""
    made = found = more = 0
    for seed in seeds:
        hand = _Hand(seed)
        for _turn in range(10):
            hand.chance.choice(_EDITS)(hand)
        old, new = programme(_rows(), COLUMNS), programme([r for _w, r in hand.rows], COLUMNS)
        told: _Told = set()
        for one in compare(old, new).differences:
            was = one.old_row
            who = was.row - 2 if was is not None else hand.rows[one.row.row - 2][0]
            told.add((one.kind, who, one.column))
        made += len(hand.made)
        found += len(hand.made & told)
        more += len(told - hand.made)
    return made, found, more


@pytest.mark.slow
def test_without_refs_ten_edits_are_found() -> None:
    made, found, more = measured(range(100))
    assert found / made >= 0.98
    assert more / made <= 0.03


def test_without_refs_a_few_edits_are_found() -> None:
    made, found, _more = measured(range(8))
    assert found / made >= 0.95


if __name__ == "__main__":
    made_, found_, more_ = measured(range(300))
    print(f"made {made_}, found {found_} ({found_ / made_:.4f}), told besides {more_}")
