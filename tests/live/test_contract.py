"""Same workbook, same job, same resulting cells, runs and colours: in a file, and in the workbook
that is open in LibreOffice."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from motxl.book.file.filebook import FileBook
from motxl.book.protocol import Book
from motxl.jobs.check import check
from motxl.ooxml import Workbook
from motxl.programme.colouring import colour
from motxl.programme.edits import SetValue
from motxl.text.colours import BLUE, ORANGE
from motxl.validation.engine import validate
from motxl.validation.outcome import CheckOptions, Result
from motxl.validation.rules import rule
from tests.benchmarks.books import long_book, plain_book
from tests.live.desk import Desk
from tests.live.making import plain
from tests.live.surfaces import SURFACES, Seen
from tests.mutations.editing import hide_rows
from tests.mutations.running import DEFECTS, Trial, can_meet, hurt

LONG = "Un texte de plus de 255 caractères, comme il y en a dans le programme. " * 5
ODD_LABELS = {
    "B20": "🌍🌍 Climat (cf. Cross-border Deal thème 3) 🎉 et (cf. thème transversal jeunesse)",
    "B21": f"{LONG}(cf. Cross-border Deal thèmes 3, 5 et 9)",
    "B22": "Une ligne\nune autre (cf. Cross-border Deal thème 4)\nla dernière",
    "B23": "cf. Cross-border Deal thème 1",
    "B24": f"{LONG}👩‍👩‍👧 é́ (2 jetons, cf. Cross-border Deal thème 2) fin",
    "B25": "- d’abord un tiret (cf Cross-border Deal theme 6)",
    "B26": "=un signe égal, (cf Cross-border Deal thème 7)",
    "B27": "(cf Cross-border Deal thème 8) au début",
}


def coloured(book: Book) -> None:
    assert not book.apply(colour(book.programme))
    assert book.save()


def coloured_here_and_there(book: Book) -> None:
    """Where the rows count, and not how much is written: of every eighth label."""
    assert not book.apply(colour(book.programme)[::8])
    assert book.save()


def corrected(book: Book, *, unsafe: bool = False) -> None:
    asked = CheckOptions(fix=True, unsafe=unsafe, write=True)
    outcome = check(Path(), asked, lambda path, *, sheet, columns, editing: book)
    assert isinstance(outcome, Result), outcome
    assert outcome.fixed
    assert outcome.saved
    assert not outcome.left_alone


def corrected_boldly(book: Book) -> None:
    corrected(book, unsafe=True)


def test_the_2025_programme_is_coloured(compare: Callable[..., Seen], tmp_path: Path) -> None:
    found = compare(plain(tmp_path / "plain.xlsx"), coloured, "Programme")
    pieces = [piece for row in found.portions.values() for piece in row]
    assert [piece.colour for piece in pieces].count(ORANGE) == 19
    assert [piece.colour for piece in pieces].count(BLUE) == 5


def test_emoji_long_labels_and_line_breaks(compare: Callable[..., Seen], tmp_path: Path) -> None:
    found = compare(plain(tmp_path / "plain.xlsx", ODD_LABELS), coloured, "Programme")
    orange = {
        row: [piece.text for piece in pieces if piece.colour == ORANGE]
        for row, pieces in found.portions.items()
    }
    assert orange[20] == ["cf. Cross-border Deal thème 3", "cf. thème transversal jeunesse"]
    assert orange[21] == ["cf. Cross-border Deal thèmes 3, 5 et 9"]
    assert orange[22] == ["cf. Cross-border Deal thème 4"]
    assert orange[23] == ["cf. Cross-border Deal thème 1"]
    assert orange[24] == ["cf. Cross-border Deal thème 2"]


def test_colouring_twice_changes_nothing_more(desk: Desk, tmp_path: Path) -> None:
    for make in SURFACES:
        surface = make(desk, tmp_path)
        coloured(surface.open(plain(tmp_path / f"plain-{make.name}.xlsx")))
        book = surface.again()
        assert colour(book.programme) == []
        assert not book.save()


def test_texts_are_corrected(compare: Callable[..., Seen], tmp_path: Path) -> None:
    found = compare(plain(tmp_path / "plain.xlsx", ODD_LABELS), corrected, "Programme", "Contrôle")
    assert found.cells[24][1].endswith("(cf. Cross-border Deal thème 6)")
    assert found.cells[25][1].startswith("=un signe égal, (cf. Cross-border Deal")


def told(book: Book) -> dict[str, object]:
    """All that a book says of what it holds."""
    cells = ["A1", "B20", "B24", "Q5", "XFD1"]
    return {
        "sheets": book.sheet_names,
        "editable": book.is_editable,
        "values": [book.value("Programme", cell) for cell in cells],
        "formulas": [book.holds_formula("Programme", cell) for cell in cells],
        "accepted": book.accepted(),
        "surroundings": book.surroundings(),
        "rows": [(one.row, one.code, one.label, one.ref) for one in book.programme.entries],
        "skipped": list(book.skipped),
        "sentences": book.left_alone,
    }


def test_both_say_the_same_of_what_they_hold(desk: Desk, tmp_path: Path) -> None:
    books = [
        make(desk, tmp_path).open(plain(tmp_path / f"plain-{make.name}.xlsx", ODD_LABELS))
        for make in SURFACES
    ]
    file, live = map(told, books)
    assert live == file
    assert str(file["values"]).count("Cross-border Deal") == 2


def test_an_edit_shows_after_rereading_and_not_before(desk: Desk, tmp_path: Path) -> None:
    for make in SURFACES:
        book = make(desk, tmp_path).open(plain(tmp_path / f"plain-{make.name}.xlsx", ODD_LABELS))
        assert not book.save()  # nothing was edited
        assert not book.apply([SetValue("Programme", "B23", "Autre chose")])
        assert book.value("Programme", "B23") == ODD_LABELS["B23"]
        book.reread()
        assert book.value("Programme", "B23") == "Autre chose"
        assert book.save()
        assert not book.save()


WITHOUT_CORRECTION = {
    "a sub objective is moved down",
    "an objective is moved up",
    "a heading with a code that is taken",
    "a member misspelled in the contacts",
    "a member misspelled in the programme",
    "a border of a member that is none",
    "a theme of a member that is none",
    "another theme that is none",
}
"""Told, by a rule that can correct others, and none that the mutations make has a correction"""
FIXABLE = [
    index
    for index, one in enumerate(DEFECTS)
    if rule(one.rule).fix is not None and one.name not in WITHOUT_CORRECTION
]
ALL = os.environ.get("MOTXL_TEST_LIVE") == "1"
if not ALL:
    FIXABLE = FIXABLE[::3]  # each takes seconds in LibreOffice; MOTXL_TEST_LIVE=1 runs all


def together(defects: Sequence[int], at_once: int) -> list[tuple[int, ...]]:
    """The defects in groups that one workbook may have, each a cause of its own."""
    groups: list[tuple[int, ...]] = []
    for index in defects:
        for place, group in enumerate(groups):
            if len(group) < at_once and all(
                can_meet(DEFECTS[index], DEFECTS[other]) for other in group
            ):
                groups[place] = (*group, index)
                break
        else:
            groups.append((index,))
    return groups


# A workbook is opened, saved and read again for each group; alone, a defect is easier to look into.
GROUPS = together(FIXABLE, 1 if ALL else 4)


def with_corrections(group: tuple[int, ...]) -> bytes:
    """A workbook with a defect of each kind: of those that may be made, ones that all have a
    correction."""
    wanted = {DEFECTS[index].rule for index in group}
    for seed in range(30):
        workbook = hurt(Trial(group, seed))
        found = validate(FileBook.read(workbook).programme)
        if wanted <= {one.rule for one in found if one.fix is not None and not one.accepted}:
            return workbook.to_bytes()
    names = " + ".join(DEFECTS[index].name for index in group)
    pytest.fail(f"{names}: add it to WITHOUT_CORRECTION, or mend its rule")


@pytest.mark.parametrize(
    "group", GROUPS, ids=[" + ".join(DEFECTS[index].name for index in group) for group in GROUPS]
)
def test_defects_are_corrected(
    compare: Callable[..., Seen], tmp_path: Path, group: tuple[int, ...]
) -> None:
    path = tmp_path / "hurt.xlsx"
    path.write_bytes(with_corrections(group))
    compare(path, corrected_boldly, "Programme", "Contrôle", "Événements")


def test_hidden_rows(compare: Callable[..., Seen], tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    workbook = Workbook.open(plain(tmp_path / "plain.xlsx", ODD_LABELS))
    hide_rows(workbook, list(range(20, 30)))
    path.write_bytes(workbook.to_bytes())
    found = compare(path, coloured, "Programme")
    assert [piece.colour for piece in found.portions[21]].count(ORANGE) == 1


def test_five_thousand_rows(compare: Callable[..., Seen], tmp_path: Path) -> None:
    long_book(tmp_path / "long.xlsx", 5000)
    plain_book(tmp_path / "long.xlsx", tmp_path / "programme.xlsx")
    found = compare(tmp_path / "programme.xlsx", coloured_here_and_there, "Programme")
    pieces = [piece for row in found.portions.values() for piece in row]
    assert [piece.colour for piece in pieces].count(ORANGE) == 126
    assert [piece.colour for piece in pieces].count(BLUE) == 36
