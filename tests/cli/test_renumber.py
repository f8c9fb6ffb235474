"""``motxl renumber``: codes follow the structure, texts follow the codes, Réf. stays."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from motxl.validation.engine import validate

SHIPPED = template_path("programme-2025")
COMMENT, BILAN = 16, 15


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "p.xlsx"
    path.write_bytes(SHIPPED.read_bytes())
    return path


def table_of(workbook: Workbook):  # type: ignore[no-untyped-def]
    table = workbook.table("tblProgramme")
    assert table is not None
    return table


def edited(path: Path, *edits: Callable[[Workbook], None]) -> None:
    workbook = Workbook.open(path)
    for edit in edits:
        edit(workbook)
    workbook.save()


def row_of(path: Path, code: str) -> int:
    """The heading of a code: its first row."""
    return next(e.row for e in open_book(path).programme.entries if e.code_text == code)


def written(row: int, column: int, value: Any) -> Callable[[Workbook], None]:
    return lambda workbook: table_of(workbook).sheet.set_value((row, column), value)


def inserted(row: int, label: str, kind: str) -> Callable[[Workbook], None]:
    values: list[Any] = [None] * 17
    values[1], values[2] = label, kind
    return lambda workbook: table_of(workbook).insert_rows(row, [values])


def deleted(row: int) -> Callable[[Workbook], None]:
    return lambda workbook: table_of(workbook).delete_rows(row, 1)


def codes(path: Path) -> list[str]:
    return [e.code_text for e in open_book(path).programme.entries]


def test_the_shipped_programme_is_numbered_as_it_should_be(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    assert run(["renumber", str(book), "--check"]) == 0
    assert capsys.readouterr() == ("", "")
    assert run(["renumber", str(book)]) == 0
    assert "Nothing to change" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_an_objective_is_inserted(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = row_of(book, "2.2")
    before = open_book(book).programme
    action = next(e.row for e in before.entries if e.code_text == "1.1.2" and e.row > 12)
    text = "Voir 2.2.1 et l’objectif 2.2 ; version 2.2 du 2.2.25, AXE 2"
    edited(book, written(action, 2, text), inserted(at, "UN NOUVEL OBJECTIF", "Objectif"))
    assert run(["renumber", str(book), "--check"]) == 1
    capsys.readouterr()
    assert run(["renumber", str(book)]) == 0
    out = capsys.readouterr().out
    assert "2.2 → 2.3" in out
    assert "UN NOUVEL OBJECTIF" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    after = open_book(book).programme
    assert after.entry_of_row[at].code_text == "2.2"
    assert after.entry_of_row[at + 1].code_text == "2.3"
    wanted = "Voir 2.3.1 et l’objectif 2.3 ; version 2.2 du 2.2.25, AXE 2"
    assert after.entry_of_row[action].label == wanted
    refs = [e.ref for e in after.entries if e.ref]
    assert refs == [e.ref for e in before.entries]
    assert run(["renumber", str(book), "--check"]) == 0
    assert run(["undo", str(book)]) == 0


def test_every_row_that_changes_is_listed(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = row_of(book, "1.1.2")
    old = {e.row + 1: e.code_text for e in open_book(book).programme.entries if e.row >= at}
    edited(book, inserted(at, "Un sous-objectif de plus", "Sous-objectif"))
    assert run(["renumber", str(book), "--diff"]) == 0
    listed = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert run(["renumber", str(book)]) == 0
    after = open_book(book).programme
    changed = [e for e in after.entries if e.row > at and e.code_text != old[e.row]]
    assert len(changed) > 10
    for entry in changed:
        line = listed[f"A{entry.row}"]
        assert f"{old[entry.row]} → {entry.code_text}" in line
        assert " ".join(entry.label.split())[:10] in line
    assert len(listed) == len(changed) + 1
    # Without --diff, rows that stand together with one code are one line.
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[0] == f"A{at}"
    assert sum(1 + b - a for a, b in map(span_of, lines)) == len(listed)


def span_of(line: str) -> tuple[int, int]:
    first, _, last = line.split(maxsplit=1)[0].replace("A", "").partition(":")
    return int(first), int(last or first)


def test_a_heading_that_was_deleted_is_no_reason_to_put_its_rows_elsewhere(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = row_of(book, "2.2")
    edited(book, deleted(at))
    before = book.read_bytes()
    for option in ([], ["--check"], ["--diff"]):
        assert run(["renumber", str(book), *option]) == 2
        said = capsys.readouterr().err
        assert "2.2 (" in said
        assert f"A{at}" in said
        assert "NUM004" in said
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("code", "said"),
    [("1,1,3", "NUM001"), (1.1, "NUM002"), ("1.1.1.4", "NUM010"), ("A.1", "NUM001")],
)
def test_a_code_that_cannot_be_read_is_refused(
    book: Path, capsys: pytest.CaptureFixture[str], code: object, said: str
) -> None:
    edited(book, written(22, 1, code))
    before = book.read_bytes()
    assert run(["renumber", str(book)]) == 2
    error = capsys.readouterr().err
    assert "A22" in error
    assert said in error
    assert f"motxl validate {book}" in error
    assert book.read_bytes() == before


def test_a_sorted_table_is_refused(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = Workbook.open(book)
    table = table_of(workbook)
    order = list(range(table.first_data_row, table.last_data_row + 1))
    random.Random(1).shuffle(order)
    table.arrange_rows(order)
    workbook.save()
    assert run(["renumber", str(book)]) == 2
    assert "NUM017" in capsys.readouterr().err


def moved(first: int, last: int, before: int) -> Callable[[Workbook], None]:
    def move(workbook: Workbook) -> None:
        table = table_of(workbook)
        rows = list(range(table.first_data_row, table.last_data_row + 1))
        block = [row for row in rows if first <= row <= last]
        rest = [row for row in rows if row not in block]
        at = rest.index(before)
        table.arrange_rows(rest[:at] + block + rest[at:])

    return move


def test_a_block_that_was_moved_on_purpose_keeps_its_place(book: Path) -> None:
    start, end = row_of(book, "2.1.3"), row_of(book, "2.2") - 1
    target = row_of(book, "2.1.1")
    labels = [e.label for e in open_book(book).programme.entries]
    edited(book, moved(start, end, target))
    moved_labels = [e.label for e in open_book(book).programme.entries]
    assert moved_labels != labels
    assert run(["renumber", str(book)]) == 0
    after = open_book(book).programme
    assert [e.label for e in after.entries] == moved_labels
    assert not {d.rule for d in validate(after)} & {"NUM005", "NUM006", "NUM007", "NUM008"}


def first_row(sheet: Any, table: str) -> int:
    header = sheet.tables[table].ref.split(":")[0]
    return int("".join(filter(str.isdigit, header))) + 1


def test_texts_follow_in_other_columns_and_tables_and_keep_their_look(book: Path) -> None:
    at = row_of(book, "2.2")
    workbook: Any = openpyxl.load_workbook(book, rich_text=True)
    events = workbook["Événements"]
    event_row = first_row(events, "tblEvenements")
    events.cell(event_row, 5, "Atelier (cf. 2.2.1)")
    services = workbook["Jetons"]
    service_row = first_row(services, "tblJetons")
    services.cell(service_row, 2, "Note prévue par 2.2.1")
    own = workbook.create_sheet("Budget")
    for values in (["Axe", "Note"], ["2.2.1", "axe 2 du programme Interreg"], ["9.1", "x"]):
        own.append(values)
    own.add_table(Table(displayName="tblBudget", ref="A1:B3"))
    workbook.save(book)
    edited(
        book,
        written(10, COMMENT, "voir l’action 2.2.1"),
        inserted(at, "UN NOUVEL OBJECTIF", "Objectif"),
        lambda workbook: table_of(workbook).sheet.set_value((10, BILAN), "abc cf. 2.2.1 xyz"),
        lambda workbook: table_of(workbook).sheet.set_colour((10, BILAN), 8, 13, "FF0000"),
    )
    assert run(["renumber", str(book)]) == 0
    after: Any = openpyxl.load_workbook(book, rich_text=True)
    assert after["Programme"].cell(10, COMMENT).value == "voir l’action 2.3.1"
    assert after["Événements"].cell(event_row, 5).value == "Atelier (cf. 2.3.1)"
    assert after["Jetons"].cell(service_row, 2).value == "Note prévue par 2.3.1"
    assert [cell.value for cell in after["Budget"][2]] == ["2.3.1", "axe 2 du programme Interreg"]
    assert after["Budget"]["A3"].value == "9.1"
    rich = after["Programme"].cell(10, BILAN).value
    assert str(rich) == "abc cf. 2.3.1 xyz"
    red = [run for run in rich if getattr(run, "font", None) and run.font.color.rgb == "FFFF0000"]
    assert [run.text for run in red] == ["2.3.1"]


def test_what_cannot_be_followed_surely_is_told_and_left(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = row_of(book, "1.1.2")
    edited(
        book,
        written(at, 1, "1.1.1"),  # two headings with one code
        written(100, COMMENT, "cf. 1.1.1"),
        written(101, COMMENT, "doublon avec 7.7.7, cf. 3.9.9"),
    )
    assert run(["renumber", str(book)]) == 0
    said = capsys.readouterr().err
    assert "P100 mentions 1.1.1" in said
    assert "P101 mentions 3.9.9" in said
    programme = open_book(book).programme
    assert programme.entry_of_row[100].value("Commentaire") == "cf. 1.1.1"
    assert programme.entry_of_row[at].code_text == "1.1.2"


def test_another_programme_s_axis_is_told_and_left(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = row_of(book, "2")
    edited(
        book,
        written(100, COMMENT, "axe 2 du programme Interreg"),
        inserted(at, "AXE 2 - UN NOUVEL AXE", "Axe"),
    )
    assert run(["renumber", str(book)]) == 0
    assert "P101 mentions 2" in capsys.readouterr().err
    programme = open_book(book).programme
    assert programme.entry_of_row[101].value("Commentaire") == "axe 2 du programme Interreg"
    axes = [e.label[:6] for e in programme.entries if e.type == "Axe"]
    assert axes == ["AXE 1 ", "AXE 2 ", "AXE 3 ", "AXE 4 "]
    assert not [d for d in validate(programme) if d.rule == "NUM009"]


def with_formula(path: Path, cell: str, shown: str) -> None:
    """A cell that a formula computes, with the text that it shows."""
    workbook = openpyxl.load_workbook(path, rich_text=True)
    workbook["Programme"][cell] = f'="{shown}"'
    workbook.save(path)
    source = zipfile.ZipFile(path)
    parts = {name: source.read(name) for name in source.namelist()}
    source.close()
    name = next(name for name, data in parts.items() if f'<f>"{shown}"</f>'.encode() in data)
    data = parts[name]
    start = data.rindex(b"<c ", 0, data.index(f'<f>"{shown}"</f>'.encode()))
    end = data.index(b"</c>", start)
    head = data[start : data.index(b">", start)] + b' t="str">'
    body = f'<f>"{shown}"</f><v>{shown}</v>'.encode()
    parts[name] = data[:start] + head + body + data[end:]
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)


def test_what_a_formula_computes_is_told_and_left(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_formula(book, "A100", "3.1.9")
    with_formula(book, "P101", "cf. 2.2.1")
    at = row_of(book, "2.2")
    edited(book, inserted(at, "UN NOUVEL OBJECTIF", "Objectif"))
    for option in (["--diff"], []):
        assert run(["renumber", str(book), *option]) == 0
        said = capsys.readouterr().err
        assert "A101 " in said
        assert "P102: " in said


FIXED = {
    "an action's code": (22, 1, "1.13"),
    "a code with stray spaces": (22, 1, " 1.1.3 "),
    "a code that Excel converted": (22, 1, date(2003, 1, 1)),
    "a code of an action that is gone": (30, 1, None),
}


@pytest.mark.parametrize("slip", FIXED.values(), ids=FIXED)
def test_after_corrections_there_is_nothing_to_number(
    book: Path, slip: tuple[int, int, object], capsys: pytest.CaptureFixture[str]
) -> None:
    right = codes(book)
    edited(book, written(*slip))
    run(["validate", str(book), "--fix"])
    capsys.readouterr()
    run(["renumber", str(book)])
    assert codes(book) == right
    capsys.readouterr()
    assert run(["renumber", str(book), "--check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_text_that_names_two_codes_is_told_once_as_it_will_be(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Voir la fin, cf. 2.2.1 et 2.2.2, v. 1.1.1"
    edited(book, written(10, BILAN, text), inserted(row_of(book, "2.2"), "Nouveau", "Objectif"))
    run(["--lang", "en", "renumber", str(book), "--diff"])
    told = " ".join(capsys.readouterr().out.split())
    assert f"“{text}” → “Voir la fin, cf. 2.3.1 et 2.3.2, v. 1.1.1”" in told
