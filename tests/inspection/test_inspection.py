"""Each kind of hidden data is found in a workbook made for it, and nothing in a plain one."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.inspection import inspect, remove
from motxl.inspection.finding import LABELS
from motxl.ooxml import Workbook
from tests import others
from tests.inspection.channels import CHANNELS
from tests.inspection.making import CANARY, OFFICE, plain, with_part
from tests.judges import own
from tests.quick import one_in

WITHOUT_WORDS = {
    *("data-model", "macro", "embedded-file", "pivot-records", "stray-part"),
    *("opaque-picture", "cropped-picture", "thumbnail"),
}
"""Kinds that are told without being quoted: compiled, packed, or a picture"""
WORDS = (CANARY, "31415926", "tIME", "label")
ROOT = Path(__file__).parents[2]


def test_nothing_is_found_in_a_plain_workbook() -> None:
    assert inspect(plain()) == []


@pytest.mark.parametrize("name", CHANNELS)
def test_is_found(name: str) -> None:
    kind, make = CHANNELS[name]
    found = inspect(make())
    assert kind in {one.kind for one in found}
    said = [f"{one.place} {one.what}" for one in found if one.kind == kind]
    assert kind in WITHOUT_WORDS or any(word in text for word in WORDS for text in said)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
def test_custom_xml_is_quoted_in_the_encoding_that_it_is_in(codec: str, mark: str) -> None:
    text = f"<x>{CANARY} é</x>"
    data = (mark + text).encode(codec)
    book = with_part("customXml/item1.xml", data, kind=f"{OFFICE}customXml")
    (told,) = [one.what for one in inspect(book) if one.kind == "custom-xml"]
    assert text.startswith(told.removesuffix("…")), told
    assert CANARY in told


@pytest.mark.parametrize("name", one_in(3, CHANNELS, kind=lambda name: CHANNELS[name][0]))
def test_what_is_removable_is_gone_from_every_byte(name: str, tmp_path: Path) -> None:
    workbook = CHANNELS[name][1]()
    found = inspect(workbook)
    kept = [one for one in found if not one.removable]
    remove(workbook)
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook.to_bytes())
    again = Workbook.open(path)
    assert inspect(again) == kept
    if not kept:
        for data in (path.read_bytes(), *map(again.part, again.package.names())):
            assert CANARY.encode() not in data
            assert CANARY.encode("utf-16-le") not in data
        assert own.problems(path) == []


OF_EXTRACTS = "not-permitted"
"""See ``test_permitted``"""


def test_every_kind_has_a_label() -> None:
    assert {kind for kind, _make in CHANNELS.values()} == LABELS.keys() - {OF_EXTRACTS}


def test_the_table_of_the_documentation_counts_the_workbooks() -> None:
    made = Counter(kind for kind, _make in CHANNELS.values())
    rows = [
        f"| {label} | {made[kind]} | {made[kind]} |"
        for kind, label in LABELS.items()
        if kind != OF_EXTRACTS
    ]
    assert "\n".join(rows) in (ROOT / "docs" / "extracts.md").read_text("utf-8")


def test_quotations_are_short() -> None:
    def change(book: object) -> None:
        sheet = book["Feuil1"]
        sheet["A5"] = "secret " * 50
        sheet.row_dimensions[5].hidden = True

    (one,) = inspect(plain(change))
    assert len(one.what) <= 60


@pytest.mark.slow
@others.needed
def test_workbooks_of_others_can_be_inspected_and_cleaned(tmp_path: Path) -> None:
    kinds: dict[str, int] = {}
    for number, path in enumerate(others.WORKBOOKS):
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
    assert {"author", "printer", "comment", "pivot-cache", "macro"} <= kinds.keys()


def test_command_lists_and_removes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "envoi.xlsx"
    path.write_bytes(CHANNELS["an author"][1]().to_bytes())
    before = path.read_bytes()
    assert run(["inspect", str(path)]) == 1
    said = capsys.readouterr()
    assert f"* Author · docProps/core.xml · lastModifiedBy: {CANARY}" in said.out
    assert path.read_bytes() == before
    assert run(["inspect", str(path), "--remove"]) == 0
    assert "1 item was taken out." in capsys.readouterr().err
    assert run(["inspect", str(path)]) == 0
    assert run(["undo", str(path)]) == 0
    assert path.read_bytes() == before


def test_command_of_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    good.write_bytes(plain().to_bytes())
    bad.write_bytes(CHANNELS["a note"][1]().to_bytes())
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
