"""A word that no list has, in many cells, is one finding, which is found at each of them."""

from __future__ import annotations

from motxl.book.file.filebook import FileBook
from motxl.ooxml import Workbook
from motxl.programme.model import Programme
from motxl.template.shipped import template_path
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate
from motxl.validation.places import Chosen, places_of

CELLS = ("J10", "J20", "J30")


def programme(*cells: str, word: str = "En panne") -> Programme:
    workbook = Workbook.open(template_path("programme-2025"))
    for cell in cells:
        workbook.sheet("Programme").set_value(cell, word)
    return FileBook.read(workbook).programme


def found_in(of: Programme) -> list[Diagnostic]:
    return [one for one in validate(of, ["STR709"]) if one.severity is Severity.ERROR]


def test_it_names_its_cells_and_blocks() -> None:
    (found,) = found_in(programme(*CELLS))
    assert (found.cell, found.also) == ("J10", ("J20", "J30"))
    assert "J10, J20, J30" in found.message


def test_whoever_asks_for_one_of_its_cells_is_told() -> None:
    found = found_in(programme(*CELLS))
    assert Chosen(places_of(["J20"]), found).holds(found[0], moved=False)


def test_what_was_accepted_in_some_rows_is_told_in_another() -> None:
    (accepted,) = found_in(programme(*CELLS))
    more = programme(*CELLS, "J40")
    more.accepted = frozenset({accepted.fingerprint})
    assert not [one for one in found_in(more) if one.accepted]


def test_what_was_accepted_in_a_row_stays_accepted_there() -> None:
    (accepted,) = found_in(programme("J10"))
    more = programme(*CELLS)
    more.accepted = frozenset({accepted.fingerprint})
    told = [(one.cell, one.also, one.accepted) for one in found_in(more)]
    assert told == [("J10", (), True), ("J20", ("J30",), False)]


def test_a_slip_is_corrected_cell_by_cell() -> None:
    found = found_in(programme(*CELLS, word="En cour"))
    assert [one.cell for one in found] == list(CELLS)
    assert all(one.fix is not None and one.fix.safe for one in found)
