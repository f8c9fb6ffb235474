"""Workbooks edited as people edit a copy of theirs: cells, words, colours, rows, other tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from motxl.ooxml import Workbook
from motxl.ooxml.table import Table
from motxl.ooxml.values import Value
from tests.summary.making import book

Hand = tuple[str, int, int, Any]
"""One thing that somebody does: what, two numbers that say where, and with what"""

_TITLES = [
    ("1", "AXE 1 - Un cadre pour l'action", "Axe"),
    ("1.1", "Animer le réseau des territoires", "Objectif"),
    ("1.2", "Suivre les politiques européennes", "Objectif"),
]
_ACTIONS = {
    "1.1": ("Organiser les rencontres annuelles", "Publier un guide sur les bassins de vie",
            "Tenir l'annuaire des élus", "Former les agents des collectivités"),
    "1.2": ("Rédiger une note trimestrielle à Bruxelles", "Répondre aux consultations publiques"),
}  # fmt: skip
_VALUES: dict[str, list[Value]] = {
    "Pilote": ["Anne", "Zoé", None],
    "Frontière": ["FR-DE", "FR-IT", None],
    "Portée": ["Tous", "Ciblée", None],
    "Bilan": ["Fait", 12, 12.5, True, None],
    "Commentaire": ["=1+1", "une\nligne", "é" * 40, None],
    "Axe": ["1.1", "1.2", "1.3"],
}
_MEMBER_VALUES: dict[str, list[Value]] = {
    "Nom": ["Un autre nom", "Un tout autre", None],
    "Pays": ["FR", "DE", None],
    "Jetons attribués": [3, 4, None],
}


def base(path: Path) -> Path:
    """A workbook with nine rows and three members; one label shows words in orange."""
    rows = []
    for code, text, kind in _TITLES:
        rows.append({"Axe": code, "Programme de travail": text, "Type": kind})
        rows += [
            {"Axe": code, "Programme de travail": one, "Type": "Action", "Pilote": "Léa"}
            for one in _ACTIONS.get(code, ())
        ]
    members = [{"Clé": f"M{n}", "Nom": f"Adhérent {n}", "Pays": "FR"} for n in range(3)]
    book(path, [{**row, "Ordre": n} for n, row in enumerate(rows, 1)], tblAdherents=members)
    workbook = Workbook.open(path)
    table = workbook.table("tblProgramme")
    label = table.column("Programme de travail")
    table.sheet.set_colour((table.first_data_row + 2, label), 0, 9, "C04F00")
    workbook.save(path, force=True)
    return path


@st.composite
def hands(draw: st.DrawFn) -> tuple[list[Hand], list[Hand]]:
    """What two people do, each to a copy: mostly to a few rows and columns, so that they meet."""
    places = st.sampled_from(draw(st.lists(st.integers(0, 8), min_size=1, max_size=3)))
    columns = draw(st.lists(st.sampled_from(sorted(_VALUES)), min_size=1, max_size=2))
    values = _one_of(_VALUES, columns)
    values_of_member = _one_of(_MEMBER_VALUES, [draw(st.sampled_from(sorted(_MEMBER_VALUES)))])
    cells = st.tuples(st.just("cell"), places, st.just(0), values)
    members = st.tuples(st.just("member"), st.integers(0, 1), st.just(0), values_of_member)
    return draw(_side("a", places, cells | members)), draw(_side("b", places, cells | members))


def _side(
    side: str, places: st.SearchStrategy[int], values: st.SearchStrategy[Hand]
) -> st.SearchStrategy[list[Hand]]:
    """What may be done alike on both sides is often drawn; what is of one alone bears its name."""
    number = st.integers(0, 2)
    words = st.sampled_from(["des élus", f"de {side}", "", "l’« été »"])
    colour = st.sampled_from(["0070C0", "C04F00", None])
    rows = ["", side, "both", "alike", "given twice"]
    cells = st.one_of(
        values,
        st.tuples(st.just("words"), places, st.integers(0, 12), words),
        st.tuples(st.just("colour"), places, st.integers(0, 12), colour),
    )
    of_rows = st.one_of(
        st.tuples(st.just("put in"), places, number, st.sampled_from(rows)),
        st.tuples(st.just("take out"), places, number, st.none()),
        st.tuples(st.just("move"), places, st.integers(0, 8), st.none()),
        st.tuples(st.just("new member"), number, number, st.sampled_from([side, "BOTH"])),
        st.tuples(st.just("member gone"), number, number, st.none()),
    )
    # Cells before rows: both then mean the same row by the same place.
    return st.tuples(st.lists(cells, max_size=6), st.lists(of_rows, max_size=4)).map(
        lambda both: [*both[0], *both[1]]
    )


def _one_of(
    values: Mapping[str, list[Value]], columns: Iterable[str]
) -> st.SearchStrategy[tuple[str, Value]]:
    pairs = [(name, value) for name in columns for value in values[name]]
    return st.sampled_from(pairs)


def edited(source: Path, path: Path, done: list[Hand], side: str) -> Path:
    """A copy of ``source`` to which all this was done, the order of the rows kept in Ordre."""
    workbook = Workbook.open(source)
    for number, (what, first, second, how) in enumerate(done):
        _DO[what](workbook, first, second, how, f"{side}{number}")
    table = workbook.table("tblProgramme")
    order = table.column("Ordre")
    for count, row in enumerate(range(table.first_data_row, table.last_data_row + 1), 1):
        table.sheet.set_value((row, order), count)
    workbook.save(path, force=True)
    return path


def _row(table: Table, place: int) -> int:
    return table.first_data_row + place % (table.last_data_row - table.first_data_row + 1)


def _cell(workbook: Workbook, place: int, _n: int, how: tuple[str, Value], _mark: str) -> None:
    table = workbook.table("tblProgramme")
    table.sheet.set_value((_row(table, place), table.column(how[0])), how[1])


def _words(workbook: Workbook, place: int, start: int, how: str, _mark: str) -> None:
    table = workbook.table("tblProgramme")
    cell = _row(table, place), table.column("Programme de travail")
    text = str(table.rows[cell[0] - table.first_data_row]["Programme de travail"])
    start = min(start, len(text) - 1)
    table.sheet.replace_text(cell, start, min(start + 4, len(text) - 1), how)


def _colour(workbook: Workbook, place: int, start: int, how: str | None, _mark: str) -> None:
    table = workbook.table("tblProgramme")
    row = _row(table, place)
    text = str(table.rows[row - table.first_data_row]["Programme de travail"])
    start = min(start, len(text) - 2)
    end = min(start + 6, len(text))
    table.sheet.set_colour((row, table.column("Programme de travail")), start, end, how)


def _put_in(workbook: Workbook, place: int, n: int, how: str, mark: str) -> None:
    """A new row: without a Réf., with one of its side's own, or with one that both give; its text
    may be that of the other side's, whatever the Réf."""
    table = workbook.table("tblProgramme")
    refs = {"": None, "both": f"2025-10{n}", "given twice": f"2025-11{n}"}
    new = {
        "Axe": "1.1",
        "Programme de travail": f"Une action de {mark if how in {'', 'given twice'} else how}",
        "Type": "Action",
        "Réf.": refs.get(how, f"2025-{200 + ord(mark[0]) * 10 + int(mark[1:])}"),
    }
    table.insert_rows(_row(table, place), [[new.get(name) for name in table.columns]])


def _take_out(workbook: Workbook, place: int, _n: int, _how: None, _mark: str) -> None:
    table = workbook.table("tblProgramme")
    if len(table.rows) > 3:
        table.delete_rows(_row(table, place))


def _move(workbook: Workbook, place: int, to: int, _how: None, _mark: str) -> None:
    table = workbook.table("tblProgramme")
    row, before = _row(table, place), _row(table, to)
    if before not in {row, row + 1}:
        table.move_rows(row, 1, before)


def _member(workbook: Workbook, place: int, _n: int, how: tuple[str, Value], _mark: str) -> None:
    table = workbook.table("tblAdherents")
    table.sheet.set_value((_row(table, place), table.column(how[0])), how[1])


def _new_member(workbook: Workbook, n: int, _n: int, how: str, _mark: str) -> None:
    table = workbook.table("tblAdherents")
    if f"{how}{n}" not in {row["Clé"] for row in table.rows}:
        table.append({"Clé": f"{how}{n}", "Nom": f"Adhérent {how}"})


def _member_gone(workbook: Workbook, place: int, _n: int, _how: None, _mark: str) -> None:
    table = workbook.table("tblAdherents")
    if len(table.rows) > 1:
        table.delete_rows(_row(table, place))


_DO: dict[str, Callable[[Workbook, int, int, Any, str], None]] = {
    "cell": _cell,
    "words": _words,
    "colour": _colour,
    "put in": _put_in,
    "take out": _take_out,
    "move": _move,
    "member": _member,
    "new member": _new_member,
    "member gone": _member_gone,
}
