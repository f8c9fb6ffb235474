"""Each kind of hidden data is found in a workbook made for it, and nothing in a plain one."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.inspection import inspect, remove
from motxl.inspection.finding import LABELS
from motxl.package import Workbook
from tests.inspection.making import CANARY, MADE, plain
from tests.judges import own

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def test_nothing_is_found_in_a_plain_workbook() -> None:
    assert inspect(plain()) == []


@pytest.mark.parametrize("name", MADE)
def test_is_found(name: str) -> None:
    kind, make = MADE[name]
    found = inspect(make())
    assert kind in {one.kind for one in found}
    quoted = [f"{one.place} {one.what}" for one in found if one.kind == kind]
    silent = {"data-model", "macro", "embedded-file", "pivot-records", "stray-part"}
    assert kind in silent or any(CANARY in text for text in quoted)


@pytest.mark.parametrize("name", MADE)
def test_what_is_removable_is_gone_from_every_byte(name: str, tmp_path: Path) -> None:
    workbook = MADE[name][1]()
    found = inspect(workbook)
    kept = [one for one in found if not one.removable]
    remove(workbook)
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook.to_bytes())
    again = Workbook.open(path)
    assert inspect(again) == kept
    if not kept:
        for part in again.package.names():
            data = again.part(part)
            assert CANARY.encode() not in data
            assert CANARY.encode("utf-16-le") not in data
        assert own.problems(path) == []


def test_every_kind_has_a_label() -> None:
    of_extracts = {"not-permitted"}  # see ``test_permitted``
    assert {kind for kind, _make in MADE.values()} == LABELS.keys() - of_extracts


def test_quotations_are_short() -> None:
    def change(book: object) -> None:
        sheet = book["Feuil1"]  # type: ignore[index]
        sheet["A5"] = "secret " * 50
        sheet.row_dimensions[5].hidden = True

    (one,) = inspect(plain(change))
    assert len(one.what) <= 60


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not here: {CORPUS}")
def test_workbooks_of_others_can_be_inspected_and_cleaned(tmp_path: Path) -> None:
    kinds: dict[str, int] = {}
    for number, path in enumerate(sorted(CORPUS.glob("*/*.xls[xm]"))):
        workbook = Workbook.open(path)
        found = inspect(workbook)
        for one in found:
            kinds[one.kind] = kinds.get(one.kind, 0) + 1
        if number % 4 == 0 and any(one.removable for one in found):
            remove(workbook)
            cleaned = tmp_path / path.name
            cleaned.write_bytes(workbook.to_bytes())
            assert not any(one.removable for one in inspect(Workbook.open(cleaned)))
            assert set(own.problems(cleaned)) <= set(own.problems(path))
    warnings.warn(f"found in the corpus: {kinds}", stacklevel=1)
    assert {"author", "printer", "comment", "pivot-cache", "macro"} <= kinds.keys()


def test_command_lists_and_removes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "envoi.xlsx"
    path.write_bytes(MADE["an author"][1]().to_bytes())
    before = path.read_bytes()
    assert run(["inspect", str(path)]) == 1
    said = capsys.readouterr()
    assert f"* Author · docProps/core.xml · lastModifiedBy: {CANARY}" in said.out
    assert path.read_bytes() == before
    assert run(["inspect", str(path), "--remove"]) == 0
    assert "1 thing taken out." in capsys.readouterr().err
    assert run(["inspect", str(path)]) == 0
    assert run(["undo", str(path)]) == 0
    assert path.read_bytes() == before


def test_command_of_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    good.write_bytes(plain().to_bytes())
    bad.write_bytes(MADE["a note"][1]().to_bytes())
    assert run(["inspect", str(good), str(bad), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [len(one["findings"]) for one in data["workbooks"]] == [0, 1]
    assert data["workbooks"][1]["findings"][0] == {
        "kind": "comment",
        "place": "Feuil1!A2",
        "what": CANARY,
        "removable": False,
    }
    assert run(["inspect", str(good), str(tmp_path / "none.xlsx")]) == 2
    assert "does not exist" in capsys.readouterr().err
