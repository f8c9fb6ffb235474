"""The judge judged: workbooks whose outcome is known, each made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from motxl.ooxml import Workbook
from motxl.programme.model import AXE, LABEL, REF, SCOPE, TYPE
from motxl.template.layout import PARAMETRES, ProgrammeColumn
from tests.mutations.editing import rename_column, set_value, table_of
from tests.quick import one_in
from tests.restoration.books import GENERATED, right_book
from tests.restoration.judging import Verdict, judge, touched
from tests.restoration.running import is_free, kinds
from tests.restoration.state import Row, State, state_of

Edit = Callable[[Workbook], None]
PILOTE = ProgrammeColumn.PILOTE


def _state(*edits: Edit) -> State:
    workbook = Workbook(right_book("programme-2025").data)
    for edit in edits:
        edit(workbook)
    return state_of(Workbook(workbook.to_bytes()))


def _verdict(slip: Edit, *corrections: Edit, meant: bool = False) -> Verdict:
    right = right_book("programme-2025").state
    return judge(right, _state(slip), _state(slip, *corrections), meant=meant)


def _rows() -> list[Row]:
    return list(right_book("programme-2025").state.programme)


def _write(row: int, column: str, value: str | None) -> Edit:
    return lambda workbook: set_value(workbook, row, column, value)


def _move(first: int, before: int) -> Edit:
    return lambda workbook: table_of(workbook).move_rows(first, 1, before)


def _copy(row: int, before: int, label: str) -> Edit:
    """A row copied and inserted above another one, its label changed."""

    def edit(workbook: Workbook) -> None:
        source = next(r for r in _rows() if r.number == row)
        table = table_of(workbook)
        cells = {**source.cells, LABEL: label}
        table.insert_rows(before, [[cells.get(name) for name in table.columns]])  # type: ignore[misc]

    return edit


SLIP = _write(22, AXE, "1,1,3")


def test_what_is_right_again_is_restored() -> None:
    verdict = _verdict(SLIP, _write(22, AXE, "1.1.3"))
    assert verdict.restored
    assert not verdict.third
    assert verdict.mended == 1


def test_what_is_still_slipped_is_neither_restored_nor_a_third_state() -> None:
    verdict = _verdict(SLIP)
    assert not verdict.restored
    assert not verdict.third
    assert len(verdict.left) == 1


@pytest.mark.parametrize(
    "correction",
    [
        _write(22, AXE, "1.13"),
        _write(22, AXE, None),
        _write(22, TYPE, "Objectif"),
        _write(90, LABEL, "Un autre texte"),
        _write(22, SCOPE, "Ciblée"),
        _move(22, 60),
    ],
    ids=["another code", "no code", "another Type", "another row", "another column", "moved"],
)
def test_anything_else_is_a_third_state(correction: Edit) -> None:
    verdict = _verdict(SLIP, correction)
    assert verdict.third
    assert not verdict.restored


def test_the_number_and_the_text_of_a_code_are_two_things() -> None:
    number: Edit = lambda workbook: set_value(workbook, 4, AXE, 1.1)  # noqa: E731
    assert not _verdict(number).restored
    assert _verdict(number, _write(4, AXE, "1.1")).restored


@pytest.mark.parametrize(
    ("correction", "what"),
    [
        (_write(30, LABEL, None), "label"),
        (_write(30, REF, "2025-999"), "Réf."),
        (lambda workbook: table_of(workbook).delete_rows(43), "row"),
    ],
)
def test_what_is_nowhere_any_more_has_vanished(correction: Edit, what: str) -> None:
    assert any(what in place for place in _verdict(SLIP, correction).vanished)


def test_a_row_of_one_value_that_is_right_again_has_not_vanished() -> None:
    rows = right_book("programme-2025").state.areas[PARAMETRES.name].rows
    row = next(row for row in rows if len(row.cells) == 1)
    ((key, right),) = row.cells.items()

    def write(text: str) -> Edit:
        return lambda workbook: set_value(workbook, row.number, key, text, PARAMETRES.name)

    slip = write("Zz tt")
    assert _verdict(slip, write(str(right))).restored
    assert _verdict(slip, write("Bb vv")).vanished


def test_a_row_that_moved_back_is_restored_and_one_put_elsewhere_is_not() -> None:
    assert _verdict(_move(30, 60), _move(59, 30)).restored
    assert not _verdict(_move(30, 60)).third
    assert _verdict(_move(30, 60), _move(59, 33)).third


def test_of_a_copied_row_the_copy_needs_a_ref_of_its_own_and_the_original_keeps_its() -> None:
    slip = _copy(48, 48, "Une action toute différente, ajoutée au début")
    assert not _verdict(slip).restored
    assert _verdict(slip, _write(48, REF, "2025-139")).restored
    assert _verdict(slip, _write(48, REF, "2025-012")).third
    assert _verdict(slip, _write(49, REF, "2025-139")).third


def test_of_a_copied_heading_the_copy_needs_a_code_of_its_own_too() -> None:
    slip = _copy(45, 45, "Un autre sous-objectif, ajouté au début")
    assert not _verdict(slip, _write(45, REF, "2025-139")).restored


def test_a_row_that_was_added_has_the_code_of_the_heading_where_it_was_put() -> None:
    slip = _copy(48, 9, "Une action toute différente, ajoutée ailleurs")
    own = _write(9, REF, "2025-139")
    assert not _verdict(slip, own).restored
    assert _verdict(slip, own, _write(9, AXE, "1.1.1")).restored
    assert _verdict(slip, own, _write(9, AXE, "1.2.1")).third
    assert _verdict(slip, own, _move(9, 50)).third


def test_a_blank_row_is_right_when_it_is_gone() -> None:
    def blank(workbook: Workbook) -> None:
        table = table_of(workbook)
        table.insert_rows(50, [[None] * len(table.columns)])

    assert not _verdict(blank).restored
    assert _verdict(blank, lambda workbook: table_of(workbook).delete_rows(50)).restored


def test_a_header_typed_over_is_a_place_like_others() -> None:
    slip: Edit = lambda workbook: rename_column(workbook, SCOPE, "Public")  # noqa: E731
    assert not _verdict(slip).restored
    assert not _verdict(slip).third
    back: Edit = lambda workbook: rename_column(workbook, "Public", SCOPE)  # noqa: E731
    assert _verdict(slip, back).restored
    wrong: Edit = lambda workbook: rename_column(workbook, "Public", "Portee")  # noqa: E731
    assert _verdict(slip, wrong).third


def test_what_was_meant_is_kept_and_may_only_get_a_ref() -> None:
    slip = _copy(48, 48, "Une action toute différente, ajoutée au début")
    assert _verdict(slip, meant=True).restored
    assert _verdict(slip, _write(48, REF, "2025-139"), meant=True).restored
    assert not _verdict(slip, _write(48, SCOPE, "Ciblée"), meant=True).restored
    assert not _verdict(_write(9, LABEL, "Mieux dit"), _write(9, LABEL, "…"), meant=True).restored


def test_lost_colours_are_told_apart_from_values() -> None:
    row = next(row for row in _rows() if "C04F00" in row.colours)
    slip = _write(row.number, LABEL, f"{row.text(LABEL)}, encore")
    verdict = _verdict(slip, _write(row.number, LABEL, row.text(LABEL)))
    assert verdict.restored
    assert not verdict.colours


def test_of_a_slip_in_colours_the_colours_are_to_be_restored() -> None:
    row = next(row for row in _rows() if "C04F00" in row.colours)
    length = len(row.text(LABEL))

    def painted(colour: str) -> Edit:
        def edit(workbook: Workbook) -> None:
            table_of(workbook).sheet.set_colour((row.number, 2), 0, length, colour)

        return edit

    assert _state() != _state(painted("123456"))
    assert not _verdict(painted("123456")).restored
    assert not _verdict(painted("123456")).third
    assert _verdict(painted("123456"), painted("654321")).third


_THEME = "(cf. Cross-border deal thème 6)"


@pytest.mark.parametrize(
    ("slipped", "corrected", "third"),
    [
        ("(cf. deal thème 6 & 7)", "(cf. Cross-border Deal thèmes 6 et 7)", False),
        ("(cf. deal thème 6 & 7)", "(cf. Cross-border Deal thème 67)", True),
        ("(cf. deal thème 6 & 7)", "(cf. Cross-border Deal thème 7)", True),
        ("(cf. deal thème 7)", "(cf. Cross-border Deal thème 7)", True),
        ("(cf. deal thème 6 & 7, urgent)", "(cf. Cross-border Deal thèmes 6 et 7)", True),
    ],
)
def test_the_usual_form_of_what_a_slip_added_is_still_slipped_and_of_another_theme_is_not(
    slipped: str, corrected: str, third: bool
) -> None:
    row = next(row for row in _rows() if row.text(LABEL).endswith(_THEME))
    before = row.text(LABEL).removesuffix(_THEME)
    verdict = _verdict(
        _write(row.number, LABEL, before + slipped), _write(row.number, LABEL, before + corrected)
    )
    assert not verdict.restored
    assert bool(verdict.third) is third


def _free(slip: Edit) -> bool:
    right, slipped = right_book("programme-2025").state, _state(slip)
    some_column = kinds()["the initials of the Pilote"]
    return is_free(touched(right, slipped), some_column, right, slipped)


def _write_all(column: str, value: str | None) -> Edit:
    def edit(workbook: Workbook) -> None:
        for row in _rows():
            set_value(workbook, row.number, column, value)

    return edit


def test_nobody_can_tell_another_pilote_of_one_row_but_everybody_an_empty_column() -> None:
    assert _free(_write(22, PILOTE, "Raffaella"))
    assert _free(_write(22, PILOTE, None))
    assert not _free(_write(22, PILOTE, "Rafaela"))
    assert not _free(_write_all(PILOTE, None))
    assert not _free(_write_all(PILOTE, "Raffaella"))
    assert not _free(lambda workbook: rename_column(workbook, PILOTE, "Pilotes"))


def test_nobody_can_tell_capitals_but_everybody_the_colours_that_went_with_them() -> None:
    row = next(row for row in _rows() if "C04F00" in row.colours)
    plain = next(row for row in _rows() if "C04F00" not in row.colours)
    assert _free(_write(plain.number, LABEL, plain.text(LABEL).upper()))
    assert not _free(_write(row.number, LABEL, row.text(LABEL).upper()))


def test_a_slip_touches_its_row_and_says_what_it_changed() -> None:
    change = touched(right_book("programme-2025").state, _state(SLIP))
    assert change.rows == {("Programme", 22)}
    assert {"1,1,3", "1.1.3"} <= change.values
    assert not change.sheets


def test_a_slip_that_empties_a_column_touches_its_sheet_however_few_values_there_were() -> None:
    only: Edit = lambda workbook: set_value(workbook, 22, "Bilan", "fait")  # noqa: E731
    before = _state(_write_all("Bilan", None), only)
    assert touched(before, _state(_write_all("Bilan", None))).sheets == {"Programme"}
    assert not touched(_state(), _state(SLIP)).sheets


def test_a_row_that_is_gone_touches_its_neighbours() -> None:
    slip: Edit = lambda workbook: table_of(workbook).delete_rows(43)  # noqa: E731
    change = touched(right_book("programme-2025").state, _state(slip))
    assert change.rows == {("Programme", 42), ("Programme", 43)}


@pytest.mark.parametrize("seed", one_in(4, range(GENERATED)))
def test_nothing_is_to_be_found_in_a_generated_programme(seed: int) -> None:
    assert not right_book("generated", seed).found
