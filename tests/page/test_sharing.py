"""Extracts and messages as the page asks for them, without a browser: what the terminal makes."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from motxl.__main__ import run
from motxl.errors import MotxlError
from motxl.ooxml import Workbook
from motxl.page import carrying
from motxl.page.archives import unzip, zipped
from motxl.page.earlier import EARLIER
from tests.mail.making import with_sender

_SAID: list[tuple[object, ...]] = []


def asked(job: str, file: Path, folder: Path, **options: Any) -> Any:
    request = {
        "job": job, "language": "en", "file": str(file), "folder": str(folder), "members": [],
        "common": "", "write": False, **options,
    }  # fmt: skip
    _SAID.clear()
    return json.loads(carrying.answered(json.dumps(request), lambda *told: _SAID.append(told)))


@pytest.fixture
def mine(members: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(members, tmp_path))


def drafts(book: Path, folder: Path) -> int:
    return run(["mail", "drafts", str(book), "--extracts", str(folder)])


def by_the_terminal(book: Path, folder: Path, *options: str) -> dict[str, bytes]:
    assert run(["extract", str(book), "-o", str(folder), *options]) in (0, 1)
    return files_in(folder)


def files_in(folder: Path) -> dict[str, bytes]:
    found = {
        one.name: one.read_bytes()
        for one in folder.iterdir()
        if one.is_file() and not one.name.startswith(".")
    }
    return without_id(found)


def without_id(files: dict[str, bytes]) -> dict[str, bytes]:
    """The id of a folder is drawn anew in each."""
    manifest = json.loads(files["manifest.json"])
    assert manifest.pop("id")
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def in_zip(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_who_would_get_one_is_told_before(mine: Path, tmp_path: Path) -> None:
    told = asked("extracts", mine, tmp_path / "out")["result"]
    assert [key for key, _name in told["members"]] == ["M0", "M1", "M2"]
    assert told["nobody"] == ["Membre parti is not an active member (Adhérent en cours: non)."]
    assert told["common"] == "all"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("some", "common"), [([], ""), (["M1"], ""), ([], "none")])
def test_extracts_are_those_of_the_terminal(
    mine: Path, tmp_path: Path, some: list[str], common: str
) -> None:
    made = tmp_path / "made.zip"
    told = asked(
        "extracts", mine, tmp_path / "out", members=some, common=common, write=True,
        zip=str(made),
    )["result"]  # fmt: skip
    given = [*some, *(["--common", common] if common else [])]
    expected = by_the_terminal(mine, tmp_path / "terminal", *given)
    assert files_in(tmp_path / "out") == expected
    assert without_id(in_zip(made.read_bytes())) == expected
    n = len(some) or 3
    assert [one["status"] for one in told["extracts"]] == ["made"] * n
    assert ("making", n, n) in _SAID


def test_the_list_of_extracts_names_the_workbook_as_it_is_called_now(
    mine: Path, tmp_path: Path
) -> None:
    folder, name = tmp_path / "out", "adherents-motxl-2.xlsx"
    asked("extracts", mine, folder, name=name, write=True)
    listed = (folder / "manifest.json").read_text("utf-8")
    assert name in listed
    assert mine.name not in listed
    told = asked("messages", mine, folder, name=name)["result"]
    assert len([one for one in told["plans"] if one["goes"]]) == 2


def test_one_that_cannot_be_made_is_listed_with_its_reason(mine: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    first = asked("extracts", mine, folder, write=True)["result"]["extracts"]
    theirs = folder / next(one["file"] for one in first if one["name"] == "Membre 1")
    theirs.write_bytes(b"somebody's own")
    told = asked("extracts", mine, folder, write=True)["result"]
    assert not told["complete"]
    (failed,) = [one for one in told["extracts"] if one["status"] == "failed"]
    assert failed["name"] == "Membre 1"
    assert failed["problem"]
    assert theirs.read_bytes() == b"somebody's own"


def test_drafts_are_those_of_the_terminal(mine: Path, tmp_path: Path) -> None:
    folder, made = tmp_path / "out", tmp_path / "made.zip"
    by_the_terminal(mine, folder)
    before = files_in(folder)
    told = asked("messages", mine, folder)["result"]
    assert [one["name"] for one in told["plans"] if one["goes"]] == ["Membre 0", "Membre 1"]
    (kept,) = [one for one in told["plans"] if not one["goes"]]
    assert kept["name"] == "Membre 2"
    assert kept["why"]
    assert files_in(folder) == before
    told = asked("messages", mine, folder, write=True, zip=str(made))["result"]
    assert told["drafted"] == 2
    shutil.rmtree(folder / "brouillons")
    assert drafts(mine, folder) in (0, 1)
    expected = {one.name: one.read_bytes() for one in (folder / "brouillons").iterdir()}
    assert len(expected) == 2
    assert in_zip(made.read_bytes()) == expected


def test_no_record_is_written_and_where_there_is_one_nothing_is_made(
    mine: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    by_the_terminal(mine, folder)
    asked("messages", mine, folder, write=True)
    assert not (folder / "envois.sqlite").exists()
    shutil.rmtree(folder / "brouillons")
    assert drafts(mine, folder) in (0, 1)
    assert (folder / "envois.sqlite").exists()
    assert "installed on a computer" in asked("messages", mine, folder, write=True)["error"]
    (folder / "envois.sqlite").unlink()  # the list of extracts knows of it
    assert "installed on a computer" in asked("messages", mine, folder, write=True)["error"]
    assert [one.name for one in (folder / "brouillons").iterdir()]


def test_what_to_know_before_sending_is_told_with_the_messages_too(
    mine: Path, tmp_path: Path
) -> None:
    with_sender(mine, "programme@example.org")
    folder = tmp_path / "out"
    asked("extracts", mine, folder, write=True)
    before = asked("extracts", mine, folder)["result"]["before"]
    told = asked("messages", mine, folder)["result"]
    assert told["before"] == before
    assert [text for text, _below in before if "still the example address" in text]


def test_messages_name_the_people_the_sender_and_the_files(mine: Path, tmp_path: Path) -> None:
    workbook = Workbook.open(mine)
    table = workbook.table("tblContacts")
    for name, value in (("Prénom", "Ada"), ("Fonction", "directrice")):
        table.sheet.set_value((table.first_data_row, table.columns.index(name) + 1), value)
    workbook.save(force=True)
    folder = tmp_path / "out"
    asked("extracts", mine, folder, write=True)
    first, second, _last = asked("messages", mine, folder)["result"]["plans"]
    assert first["to"] == ["m0@example.org (Ada Nom0, directrice)"]
    assert second["to"] == ["m1@example.org (Nom1)"]
    assert "@" in first["letter"]["sender"]
    (attached,) = first["letter"]["attached"]
    assert (folder / attached).is_file()


def test_messages_of_another_programme_are_kept_back(mine: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    by_the_terminal(mine, folder)
    workbook = Workbook.open(mine)
    sheet = workbook.sheet("Programme")
    for cell in list(sheet.cells()):
        if cell.text == "for all":
            sheet.set_value((cell.row, cell.column), "for all, otherwise")
    workbook.save(force=True)
    told = asked("messages", mine, folder)["result"]
    assert not [one for one in told["plans"] if one["goes"]]
    assert all(one["why"] for one in told["plans"])


def test_a_zip_of_extracts_is_opened(mine: Path, tmp_path: Path) -> None:
    by_the_terminal(mine, tmp_path / "terminal")
    archive = tmp_path / "given.zip"
    archive.write_bytes(zipped(tmp_path / "terminal"))
    folder = tmp_path / "out"
    folder.mkdir()
    told = asked("messages", mine, folder, archive=str(archive))["result"]
    assert len([one for one in told["plans"] if one["goes"]]) == 2


def _zip(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return into.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"no zip",
        _zip({"one.xlsx": b"x"}),
        _zip({"manifest.json": b"{}", "inner/manifest.json": b"{}"}),
        _zip({"manifest.json": b"{}", "a\\..\\b.xlsx": b"x"}),
        _zip({"manifest.json": b"{}", "one.xlsx": b"x"})[:-30],
    ],
    ids=["no zip", "no list", "two lists", "a name that leads away", "cut short"],
)
def test_what_is_no_zip_of_extracts_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(MotxlError):
        unzip(data, tmp_path)
    assert not list(tmp_path.iterdir())


def test_only_the_files_beside_the_list_are_taken(tmp_path: Path) -> None:
    data = {"out/manifest.json": b"{}", "out/one.xlsx": b"1", "../evil": b"2", "out/x/y.xlsx": b"3"}
    unzip(_zip(data), tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["manifest.json", "one.xlsx"]
    assert not (tmp_path.parent / "evil").exists()


def test_chosen_findings_are_accepted_and_no_others(book: Path, tmp_path: Path) -> None:
    from motxl import api

    mine, other = (Path(shutil.copy(book, tmp_path / name)) for name in ("one.xlsx", "two.xlsx"))
    found = asked("check", mine, tmp_path)["result"]["findings"]
    wanted = [one["key"] for one in found if one["cell"] == "F51"]
    assert wanted
    told = asked("accept", mine, tmp_path, chosen=wanted, reason=" decided  by the board ")
    assert told["saved"]
    assert "decided by the board" in told["result"]["sentence"]
    api.check(other, accept="decided by the board", only="F51")
    assert mine.read_bytes() == other.read_bytes()
    left = asked("check", mine, tmp_path)["result"]
    assert [one["reason"] for one in left["accepted"]] == ["decided by the board"]
    assert len(left["findings"]) == len(found) - len(wanted)


def test_a_reason_is_asked_for(book: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(book, tmp_path))
    assert asked("accept", mine, tmp_path, chosen=[], reason=" ")["error"]
    assert mine.read_bytes() == book.read_bytes()


def test_controle_is_that_of_the_terminal(book: Path, tmp_path: Path) -> None:
    from motxl import api

    mine, other = (Path(shutil.copy(book, tmp_path / name)) for name in ("one.xlsx", "two.xlsx"))
    assert asked("control", mine, tmp_path)["saved"]
    api.check(other, write=True)
    assert mine.read_bytes() == other.read_bytes()


def test_what_was_taken_back_is_restored(book: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(book, tmp_path))
    assert not asked("states", mine, tmp_path)["result"]["redo"]
    asked("colour", mine, tmp_path)
    made = mine.read_bytes()
    asked("undo", mine, tmp_path)
    assert mine.read_bytes() == book.read_bytes()
    assert asked("states", mine, tmp_path)["result"]["redo"]
    assert asked("redo", mine, tmp_path)["saved"]
    assert mine.read_bytes() == made


@pytest.mark.parametrize("same", [True, False])
def test_earlier_extracts_count_where_they_are_of_these_members(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, same: bool
) -> None:
    earlier = tmp_path / f"out{EARLIER}"
    assert run(["extract", str(mine), "-o", str(earlier)]) in (0, 1)
    workbook = Workbook.open(mine)
    for name, columns in (("tblContacts", ["E-mail"]), ("tblAdherents", [] if same else ["Nom"])):
        table = workbook.table(name)
        assert table is not None
        for column in columns:
            first = (table.first_data_row, table.column(column))
            second = (first[0] + 1, first[1])
            texts = [table.sheet.cell(place).text for place in (first, second)]
            table.sheet.set_value(first, texts[1])
            table.sheet.set_value(second, texts[0])
    if not same:
        table = workbook.table("tblAdherents")
        assert table is not None
        for n in range(len(table.rows)):
            table.sheet.set_value((table.first_data_row + n, table.column("Nom")), f"Ville {n}")
    workbook.save()
    monkeypatch.setenv("MOTXL_DATA_DIR", str(tmp_path / "another computer"))
    told = asked("extracts", mine, tmp_path / "out")["result"]
    assert told["doubtful"] is same
    assert earlier.exists() is same
