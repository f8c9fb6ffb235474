"""Slips of a hand in one cell, from what stands there and in the cell beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from motxl.ooxml.values import Value
from motxl.template import layout
from motxl.text.normalise import fold_accents


class Place(NamedTuple):
    table: layout.TableLayout
    column: str
    row: int


def _text(right: Value) -> str:
    if isinstance(right, datetime | date):
        return f"{right:%d/%m/%Y}"
    if isinstance(right, float) and right.is_integer():
        return str(int(right))
    return "" if right is None else str(right)


def _middle(text: str, *, lost: int = 0, new: str = "") -> str:
    at = len(text) // 2
    return text[:at] + new + text[at + lost :]


OTHER_WORDS = {
    "Ciblée": "Targeted", "Tous": "All", "Action": "Task", "Objectif": "Goal", "oui": "yes!",
    "non": "nein", "fr": "français", "À": "To:", "jour": "day", "réservé": "booked",
    "consommé": "spent", "Cross-border Deal": "Deal", "publié": "published",
    "Département": "County", "FR": "France",
}  # fmt: skip

Slip = Callable[[str, Value, Value], Value]
"""What the hand leaves: from the right text, the right value, and the value of the cell beside"""
SLIPS: dict[str, Slip] = {
    "capitals": lambda text, right, beside: text.upper(),
    "no accents": lambda text, right, beside: fold_accents(text),
    "plural": lambda text, right, beside: text + "s",
    "a letter lost": lambda text, right, beside: _middle(text, lost=1),
    "a letter doubled": lambda text, right, beside: _middle(text, new=text[len(text) // 2 :][:1]),
    "another letter": lambda text, right, beside: _middle(text, lost=1, new="k"),
    "another word": lambda text, right, beside: OTHER_WORDS.get(text, "Terminé"),
    "a question mark": lambda text, right, beside: text + " ?",
    "empty": lambda text, right, beside: None,
    "a blank": lambda text, right, beside: " ",
    "zero-width": lambda text, right, beside: _middle(text, new="\u200b"),
    "only zero-width": lambda text, right, beside: "\u200b",
    "comma": lambda text, right, beside: (
        text.replace(";", ",") if ";" in text else f"{text}, {text}"
    ),
    "beside": lambda text, right, beside: beside,
    "abc": lambda text, right, beside: "abc",
    "7 as text": lambda text, right, beside: "7",
    "7": lambda text, right, beside: 7,
    "negative": lambda text, right, beside: -3,
    "decimals": lambda text, right, beside: 2.5,
    "percent": lambda text, right, beside: "50 %",
    "in words": lambda text, right, beside: "deux",
    "a date": lambda text, right, beside: date(2025, 5, 6),
    "a date as text": lambda text, right, beside: "6 mai 2025",
    "yes": lambda text, right, beside: "ok",
    "true": lambda text, right, beside: True,
}


def slips(right: Value, beside: Value) -> Iterator[tuple[str, Value]]:
    text = _text(right)
    for name, slip in SLIPS.items():
        if not text and name not in {"abc", "7", "negative", "a date", "true", "beside", "a blank"}:
            continue
        wrong = slip(text, right, beside)
        if wrong != right or type(wrong) is not type(right):
            yield name, wrong
