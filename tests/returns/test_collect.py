"""What members wrote comes back: matched, merged once, listed; nothing else is taken."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

import motxl
from motxl.__main__ import run
from motxl.errors import MotxlError
from motxl.jobs.returns.merging import Collected
from motxl.ooxml import Workbook
from motxl.validation.engine import validate
from tests.extract.making import files, holds
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
    kept,
    opened,
    requests,
    row_of,
    set_parameter,
)
from tests.summary.making import problems

pytestmark = pytest.mark.slow

YES = {("2025-003", "Réponse"): "Ja", ("2025-003", "Commentaire de l'adhérent"): "sehr gern"}
TAKEN = {
    ("SAV", "2025-003", "Réponse"): "Oui",
    ("SAV", "2025-003", "Commentaire de l'adhérent"): "sehr gern",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = asking(tmp_path / "p.xlsx")
    extracts(path, tmp_path / "e")
    return path


def _sent(book: Path, key: str = "SAV") -> Path:
    return extract_of(book.parent / "e", key)


def _one(book: Path, place: Path) -> Collected:
    [found] = collected(book, place).files
    return found


def test_answers_come_in_once(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    back = answer(_sent(book), book.parent / "r" / "x.xlsx", YES).parent
    before = book.read_bytes()
    of = ("--extracts", str(book.parent / "e"))
    assert run(["collect", str(book), str(back), "--check", *of]) == 1
    assert book.read_bytes() == before
    assert run(["collect", str(book), str(back), *of]) == 0
    assert "ALS" in capsys.readouterr().out.partition("have not answered")[2]
    assert answers_in(book) == TAKEN
    assert problems(book) == []
    once = book.read_bytes()
    for _again in range(2):
        assert run(["collect", str(book), str(back), *of]) == 0
    assert run(["collect", str(book), str(back), "--check", "--format", "json", *of]) == 0
    assert book.read_bytes() == once
    assert run(["undo", str(book)]) == 0
    assert book.read_bytes() == before


def test_scripts_collect_too(book: Path) -> None:
    back = answer(_sent(book), book.parent / "r" / "x.xlsx", YES)
    before = book.read_bytes()
    planned = motxl.collect(book, back.parent, extracts=book.parent / "e", check=True)
    assert (planned.saved, len(planned.plan.answers)) == (False, 2)
    assert book.read_bytes() == before
    done = motxl.collect(book, back.parent, extracts=book.parent / "e")
    assert done.saved
    assert done.answered[0][0] == "SAV"
    assert answers_in(book) == TAKEN


def test_json_says_it_all(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    back = answer(_sent(book), book.parent / "r" / "x.xlsx", YES)
    of = ("--extracts", str(book.parent / "e"), "--format", "json")
    assert run(["collect", str(book), str(back), *of]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["silent"] == ["ALS", "LIL"]
    assert told["answered"] == ["SAV"]
    assert [(m["key"], m["state"], len(m["answers"])) for m in told["members"]] == [
        ("SAV", "merged", 2)
    ]


def test_no_rule_complains_of_answers(book: Path) -> None:
    before = [(d.rule, d.cell) for d in validate(book_of(book).programme)]
    back = answer(_sent(book), book.parent / "r.xlsx", {("2025-003", "Jetons demandés"): 2})
    collected(book, back)
    assert requests(book) == [("SAV", "ATELIER", "demandé", 2, "2025-003")]
    assert [(d.rule, d.cell) for d in validate(book_of(book).programme)] == before


def test_who_and_jetons_tell_what_was_asked_for(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask, other = ("2025-003", "Jetons demandés"), ("2025-005", "Réponse")
    collected(book, answer(_sent(book), book.parent / "a.xlsx", {**YES, ask: 2}, at=1_000))
    collected(book, answer(_sent(book, "ALS"), book.parent / "b.xlsx", {other: "Non"}))
    assert run(["who", str(book), "2025-003"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Commentaire de l'adhérent: sehr gern; Jetons demandés: 2; Réponse: Oui" in told
    assert run(["who", str(book), "2025-005"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Alsace · Réponse: Non and everyone else: 2 members" in told
    assert run(["who", str(book), "2025-003", "--format", "json"]) == 0
    [entry] = json.loads(capsys.readouterr().out)["entries"]
    [savoie] = [one for one in entry["members"] if one["key"] == "SAV"]
    assert {"column": ask[1], "value": "2", "state": "reçue"} in savoie["answers"]
    assert run(["jetons", str(book), "SAV"]) == 0
    assert "demandé       2  ATELIER" in capsys.readouterr().out
    # Savoie asks once more, for a text that is no number: nobody has decided yet.
    collected(book, answer(_sent(book), book.parent / "c.xlsx", {**YES, ask: "deux"}, at=2_000))
    assert run(["jetons", str(book)]) == 0
    assert "Savoie has asked for “deux” jetons for 2025-003" in capsys.readouterr().err


def test_jetons_are_asked_for_once_and_staff_decide(book: Path) -> None:
    ask = ("2025-003", "Jetons demandés")
    collected(book, answer(_sent(book), book.parent / "a.xlsx", {ask: 2}, at=1_000))
    collected(book, answer(_sent(book), book.parent / "b.xlsx", {ask: 3}, at=2_000))
    assert requests(book) == [("SAV", "ATELIER", "demandé", 3, "2025-003")]
    workbook = Workbook.open(book)
    table = workbook.table("tblSuiviJetons")
    table.sheet.set_value((table.first_data_row, table.column("État")), "accepté")
    workbook.save()
    found = _one(book, answer(_sent(book), book.parent / "c.xlsx", {ask: 4}, at=3_000))
    assert requests(book) == [("SAV", "ATELIER", "accepté", 3, "2025-003")]
    assert len(found.left) == 1
    assert answers_in(book)["SAV", *ask] == "4"
    assert [one.state for one in kept(book)] == ["remplacée", "remplacée", "à vérifier"]


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-rien", "@moi", '=HYPERLINK("http://x")'])
def test_a_text_that_looks_like_a_formula_stays_text(book: Path, text: str) -> None:
    place = ("2025-003", "Commentaire de l'adhérent")
    back = answer(_sent(book), book.parent / "r.xlsx", {})
    workbook, sheet = opened(back)
    cell = sheet.cell(row_of(sheet, place[0]), COLUMNS[place[1]], text)
    cell.data_type = "s"
    workbook.save(back)
    collected(book, back)
    assert answers_in(book) == {("SAV", *place): text}
    cells = [c for s in openpyxl.load_workbook(book) for r in s.iter_rows() for c in r]
    [written] = [c for c in cells if c.value == text]
    assert written.data_type == "s"
    assert written.number_format == "@"


def test_a_formula_is_listed(book: Path) -> None:
    place = ("2025-003", "Commentaire de l'adhérent")
    found = _one(book, answer(_sent(book), book.parent / "r.xlsx", {place: "=1+1"}))
    assert answers_in(book) == {}
    assert "formula" in found.left[0]


def test_huge_texts_are_listed(book: Path) -> None:
    place = ("2025-003", "Commentaire de l'adhérent")
    found = _one(book, answer(_sent(book), book.parent / "r.xlsx", {place: "x" * 6000}))
    assert answers_in(book) == {}
    assert "5000 characters" in found.left[0]


def test_what_was_changed_elsewhere_is_listed_and_never_taken(book: Path) -> None:
    programme = [entry.label for entry in book_of(book).programme.entries]
    back = answer(_sent(book), book.parent / "r.xlsx", YES)
    workbook, sheet = opened(back)
    row = row_of(sheet, "2025-003")
    sheet.cell(row, 2, "for Italy, and more")
    sheet.cell(row, 4, "avril")
    sheet["L1"] = "by the way"
    workbook.save(back)
    found = _one(book, back)
    assert answers_in(book) == TAKEN
    said = "\n".join(found.changed)
    for text in ("for Italy, and more", "avril", "by the way"):
        assert text in said
    assert [entry.label for entry in book_of(book).programme.entries] == programme


def test_the_text_of_another_row_takes_the_answer_away(book: Path) -> None:
    """One column sorted alone: the answer would be another row's."""
    back = answer(_sent(book), book.parent / "r.xlsx", YES)
    workbook, sheet = opened(back)
    one, other = row_of(sheet, "2025-003"), row_of(sheet, "2025-005")
    texts = [sheet.cell(at, 2).value for at in (one, other)]
    for at, text in zip((other, one), texts, strict=True):
        sheet.cell(at, 2).value = text
    workbook.save(back)
    found = _one(book, back)
    assert answers_in(book) == {}
    assert len(found.left) == 1


def test_rows_of_another_extract_are_not_taken(book: Path) -> None:
    back = answer(_sent(book), book.parent / "r.xlsx", YES)
    workbook, sheet = opened(back)
    row = sheet.max_row + 1
    sheet.cell(row, 2, "for Germany")
    sheet.cell(row, COLUMNS["Réponse"], "Nein")
    sheet.cell(row, REF, "2025-004")
    sheet.cell(row + 1, COLUMNS["Réponse"], "Nein")
    workbook.save(back)
    found = _one(book, back)
    assert answers_in(book) == TAKEN
    assert len(found.left) == 2


def test_two_rows_of_one_ref(book: Path) -> None:
    back = answer(_sent(book), book.parent / "r.xlsx", YES)
    workbook, sheet = opened(back)
    row, last = row_of(sheet, "2025-003"), sheet.max_row + 1
    for column in range(1, REF + 1):
        sheet.cell(last, column).value = sheet.cell(row, column).value
    sheet.cell(last, COLUMNS["Réponse"]).value = "Nein"
    workbook.save(back)
    found = _one(book, back)
    assert answers_in(book) == {key: text for key, text in TAKEN.items() if key[2] != "Réponse"}
    assert len(found.left) == 1


def test_of_two_files_the_later_counts(book: Path) -> None:
    place = ("2025-005", "Réponse")
    folder = book.parent / "r"
    answer(_sent(book), folder / "z.xlsx", {**YES, place: "Nein"}, at=1_000)
    answer(_sent(book), folder / "a.xlsx", {**YES, ("2025-003", "Réponse"): "Nein"}, at=2_000)
    found = collected(book, folder)
    expected = {**TAKEN, ("SAV", "2025-003", "Réponse"): "Non"}
    assert answers_in(book) == expected
    assert [one.state for one in found.files] == ["unchanged", "merged"]
    assert len(found.files[0].left) == 1  # what only the earlier one says
    collected(book, folder / "z.xlsx")
    assert answers_in(book) == {**expected, ("SAV", *place): "Non"}


def test_two_files_of_one_moment_are_a_conflict(book: Path) -> None:
    folder = book.parent / "r"
    answer(_sent(book), folder / "z.xlsx", YES)
    answer(_sent(book), folder / "a.xlsx", {("2025-003", "Réponse"): "Nein"})
    found = collected(book, folder)
    assert {one.state for one in found.files} == {"conflict"}
    assert answers_in(book) == {}


def test_an_older_file_changes_nothing(book: Path) -> None:
    collected(book, answer(_sent(book), book.parent / "b.xlsx", YES, at=2_000))
    older = answer(_sent(book), book.parent / "a.xlsx", {("2025-003", "Réponse"): "Nein"}, at=1_000)
    found = _one(book, older)
    assert answers_in(book) == TAKEN
    assert len(found.left) == 1


def test_an_answer_that_is_gone_stays(book: Path) -> None:
    collected(book, answer(_sent(book), book.parent / "a.xlsx", YES, at=1_000))
    place = ("2025-005", "Réponse")
    found = _one(book, answer(_sent(book), book.parent / "b.xlsx", {place: "Nein"}, at=2_000))
    assert answers_in(book) == {**TAKEN, ("SAV", *place): "Non"}
    assert sum("stays" in one for one in found.changed) == 2


# Files that are refused


def _refused(book: Path, place: Path, text: str) -> None:
    before = book.read_bytes()
    found = collected(book, place)
    assert [one.state for one in found.files] == ["refused"]
    assert text in found.files[0].reason
    assert not found.is_complete
    assert book.read_bytes() == before


def test_what_is_no_extract_of_ours(book: Path) -> None:
    other = openpyxl.Workbook()
    assert other.active is not None
    other.active["A1"] = "2025/0123456789abcdef/SAV"
    other.save(book.parent / "o.xlsx")
    _refused(book, book.parent / "o.xlsx", "is not an extract")


def test_an_extract_of_another_year(book: Path) -> None:
    last = asking(book.parent / "l.xlsx", year=2024)
    extracts(last, book.parent / "last")
    back = answer(extract_of(book.parent / "last", "SAV"), book.parent / "r.xlsx", YES)
    _refused(book, back, "2024")


def test_an_extract_for_somebody_unknown(book: Path) -> None:
    members = [{"Clé": "SAV", "Nom": "Savoie Mont-Blanc", "Frontières": "FR-IT"}]
    other = asking(book.parent / "o.xlsx", members=members)
    extracts(other, book.parent / "other")
    back = answer(extract_of(book.parent / "other", "SAV"), book.parent / "r.xlsx", YES)
    _refused(book, back, "Savoie Mont-Blanc")


def _without_properties(path: Path) -> None:
    """As a program leaves a file that knows no properties of others."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    del parts["docProps/custom.xml"]
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = re.sub(rb"<(?:Relationship|Override) [^>]*custom[^>]*/>", b"", parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)


def test_a_number_that_is_gone_in_a_copy(book: Path) -> None:
    back = answer(_sent(book), book.parent / "r.xlsx", YES)
    workbook, sheet = opened(back)
    sheet["A4"] = "Merci"
    workbook.save(back)
    _without_properties(back)
    _refused(book, back, "does not indicate whom it is for")


def test_two_identities(book: Path) -> None:
    back = answer(_sent(book), book.parent / "r.xlsx", YES)
    _workbook, other = opened(_sent(book, "ALS"))
    workbook, sheet = opened(back)
    sheet["A4"] = other["A4"].value
    workbook.save(back)
    _refused(book, back, "SAV")


def test_hostile_files(book: Path) -> None:
    folder = book.parent / "r"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(b"PK\x03\x04 no zip")
    (folder / "b.ods").write_bytes(b"")
    (folder / "c.eml").write_bytes(b"\xff" * 1000)
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        zipfile.ZipFile(_sent(book)) as source,
    ):
        for name in source.namelist():
            padding = b" " * (300 << 20) if name.endswith("sheet1.xml") else b""
            archive.writestr(name, source.read(name) + padding)
    (folder / "d.xlsx").write_bytes(bomb.getvalue())
    many = answer(_sent(book), folder / "e.xlsx", YES)
    workbook, sheet = opened(many)
    sheet.cell(30_000, 1, "far away")
    workbook.save(many)
    before = book.read_bytes()
    found = collected(book, folder)
    states = {Path(one.file).name: one.state for one in found.files}
    for name in ("a.xlsx", "b.ods", "d.xlsx", "e.xlsx"):
        assert states[name] == "refused"
    assert all(one.reason for one in found.files if one.state == "refused")
    assert book.read_bytes() == before


def test_macros_links_and_hidden_sheets_are_named_and_left_alone(book: Path) -> None:
    back = answer(_sent(book), book.parent / "r.xlsx", YES)
    assert _one(book, back).changed == ()
    workbook, _sheet = opened(back)
    hidden = workbook.create_sheet("cachette")
    hidden["A1"], hidden.sheet_state = "Réponse", "veryHidden"
    workbook.save(back)
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    links = "".join(
        f'<Relationship Id="x{kind}" Type="{start}{kind}" Target="{target}"/>'
        for start, kind, target in (
            ("http://schemas.microsoft.com/office/2006/relationships/", "vbaProject", "v.bin"),
            (kinds, "externalLink", "externalLinks/externalLink1.xml"),
        )
    )
    with zipfile.ZipFile(back) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    parts["xl/v.bin"] = b"no project"
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    with zipfile.ZipFile(back, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    told = " ".join(_one(book, back).changed)
    assert answers_in(book) == TAKEN
    for words in ("holds macros", "links to other workbooks", "“cachette” is hidden"):
        assert words in told


def test_formulas_and_hidden_rows_are_named(book: Path) -> None:
    back = answer(_sent(book), book.parent / "r.xlsx", YES)
    workbook, sheet = opened(back)
    row = row_of(sheet, "2025-003")
    sheet.cell(row, 4, "=1+1")
    sheet["L1"] = '=HYPERLINK("http://x")'
    for number in (row, row_of(sheet, "2025-005"), 500):  # 500 is blank
        sheet.row_dimensions[number].hidden = True
    workbook.save(back)
    told = _one(book, back).changed
    assert answers_in(book) == TAKEN
    formulas = [one for one in told if "contains a formula" in one]
    assert [one.partition(" ")[0] for one in formulas] == [f"D{row}", "L1"]
    assert [one.partition(":")[0] for one in told if "hidden" in one] == [
        f"2 rows are hidden (rows {row}, {row_of(sheet, '2025-005')})"
    ]


def test_a_place_that_is_not_there(book: Path) -> None:
    with pytest.raises(MotxlError, match="does not exist"):
        collected(book, book.parent / "nowhere")


# Messages


def _message(sender: str, *attached: tuple[str, bytes], day: int = 3) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "Retour"
    message["Date"] = f"Mon, {day:02} Mar 2025 09:00:00 +0100"
    message.set_content("Voici.")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_messages_and_messages_in_them(book: Path) -> None:
    data = answer(_sent(book), book.parent / "x.xlsx", YES).read_bytes()
    inner = _message("a@savoie.example.org", ("Rück.xlsx", data), ("photo.png", b"x"))
    outer = _message("Bureau <bureau@example.org>", day=5)
    outer.add_attachment(inner)
    back = book.parent / "m.eml"
    back.write_bytes(outer.as_bytes())
    found = _one(book, back)
    assert found.state == "merged"
    assert answers_in(book) == TAKEN
    [first, *_] = kept(book)
    assert first.received is not None
    assert (first.received.month, first.received.day) == (3, 3)  # the inner one's


def test_a_message_of_another_member(book: Path) -> None:
    data = answer(_sent(book), book.parent / "x.xlsx", YES).read_bytes()
    back = book.parent / "m.eml"
    back.write_bytes(_message("b@alsace.example.org", ("x.xlsx", data)).as_bytes())
    _refused(book, back, "b@alsace.example.org")


# What goes out again


def test_words_of_a_member_come_into_no_extract(book: Path) -> None:
    canary = "CANARI-7f3a"
    place = ("2025-005", "Commentaire de l'adhérent")
    collected(book, answer(_sent(book), book.parent / "r.xlsx", {place: canary}))
    assert holds(book.read_bytes(), [canary]) == [canary]
    for data in files(extracts(book, book.parent / "again")).values():
        assert holds(data, [canary]) == []
    set_parameter(book, "non")
    for data in files(extracts(book, book.parent / "third")).values():
        assert holds(data, [canary]) == []


def test_through_csv_and_back(book: Path) -> None:
    back = answer(_sent(book), book.parent / "r.xlsx", YES)
    _workbook, sheet = opened(back)
    text = io.StringIO()
    csv.writer(text).writerows(sheet.iter_rows(values_only=True))
    plain = openpyxl.Workbook()
    assert plain.active is not None
    for row in csv.reader(io.StringIO(text.getvalue())):
        plain.active.append(row)
    plain.save(back)
    os.utime(back, (5_000, 5_000))
    assert _one(book, back).state == "merged"
    assert answers_in(book) == TAKEN


def test_the_folder_that_was_sent_holds_no_answers(book: Path) -> None:
    copy = shutil.copytree(book.parent / "e", book.parent / "r")
    found = collected(book, copy)
    assert [one.state for one in found.files] == ["unchanged"] * 3
    assert found.answered == ()
    assert found.is_complete
