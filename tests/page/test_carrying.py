"""What the page asks for and what it is told, without a browser."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motxl import api
from motxl.ooxml import Workbook
from motxl.page import carrying
from motxl.page.ruletitles import with_titles
from motxl.validation.rules import rule


@pytest.fixture
def mine(book: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(book, tmp_path))


def asked(job: str, file: Path, language: str = "en", **options: Any) -> Any:
    request = {"job": job, "language": language, "file": str(file), **options}
    return json.loads(carrying.answered(json.dumps(request), lambda *_stage: None))


def keys(file: Path, *rules: str) -> list[str]:
    found = asked("check", file)["result"]["findings"]
    return [one["key"] for one in found if one["rule"] in rules]


def test_the_findings_are_those_of_the_terminal(mine: Path) -> None:
    told = asked("check", mine)["result"]
    result = api.check(mine)
    assert [(one["rule"], one["cell"], one["message"]) for one in told["findings"]] == [
        (one.rule, one.cell, one.message) for one in result.live
    ]
    assert told["rows"] == len(result.programme.entries)
    assert set(told["rules"]) == {one.rule for one in result.live}


def test_only_what_is_chosen_is_corrected(mine: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(mine, tmp_path / "other.xlsx"))
    (wanted,) = [key for key in keys(mine, "BRD404") if key.endswith("!F51")]
    done = asked("correct", mine, chosen=[wanted])
    assert [one["cell"] for one in done["result"]["corrections"]] == ["F51"]
    api.check(other, unsafe=True, only="F51")
    assert mine.read_bytes() == other.read_bytes()


def test_what_is_shown_before_is_what_is_made(mine: Path) -> None:
    chosen, before = keys(mine, "NUM012", "COL301", "BRD402"), mine.read_bytes()
    shown = asked("propose", mine, chosen=chosen)["result"]["corrections"]
    assert mine.read_bytes() == before
    assert asked("correct", mine, chosen=chosen)["result"]["corrections"] == shown
    assert {one["rule"] for one in shown} == {"NUM012", "COL301", "BRD402"}


def test_a_chosen_row_that_moved_is_still_known(mine: Path) -> None:
    chosen = [
        one["key"] for one in asked("check", mine)["result"]["findings"] if one["correctable"]
    ]
    asked("correct", mine, chosen=chosen)
    left = asked("check", mine)["result"]["findings"]
    assert not [one for one in left if one["key"] in chosen]


def test_a_refusal_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "letter.xlsx"
    file.write_bytes(b"Dear members")
    told = asked("check", file)
    assert told["error"].endswith(".")
    assert not told["passable"]


def test_what_can_be_passed_is_said(mine: Path) -> None:
    asked("colour", mine)
    api.check(mine, fix=True, select="NUM012")
    data = mine.read_bytes()
    mine.write_bytes(data[:-22] + data[-22:-2] + b"\1\0!")  # a comment in the archive
    told = asked("undo", mine)
    assert told["passable"], told
    assert asked("undo", mine, force=True)["saved"]


def test_states_are_listed_last_first_with_their_sizes(mine: Path) -> None:
    size = mine.stat().st_size
    asked("colour", mine)
    asked("correct", mine, chosen=keys(mine, "NUM012"))
    told = asked("states", mine)["result"]
    assert told["states"][0]["change"] == "1 correction made"
    assert told["states"][-1]["size"] == size
    assert told["size"] > 2 * size * 0.9


def test_it_speaks_french(mine: Path) -> None:
    assert asked("colour", mine, "fr")["result"]["sentence"].endswith(".")
    assert asked("colour", mine, "fr")["result"]["sentence"] == "Les couleurs sont à jour."


def test_texts_that_follow_a_renumbering_are_shown_and_what_is_left_is_said(mine: Path) -> None:
    workbook = Workbook.open(mine)
    workbook.sheet("Programme")["B40"] = "Suite de l'action 3.4.3 ; voir l'action 9.9.9"
    workbook.save(force=True)
    told = asked("renumber", mine, write=False)["result"]
    (text,) = [one for one in told["changes"] if one["cell"] == "B40"]
    assert ["3", "2"] in text["pieces"]
    assert text["column"] == "Programme de travail"
    assert text["label"].startswith("Suite de l'action 3.4.3")
    assert all(one["label"] for one in told["changes"])
    assert [one for one in told["remarks"] if "9.9.9" in one and "B40" in one]


def test_where_rows_were_sorted_otherwise_it_is_said_what_comes_first(mine: Path) -> None:
    workbook = Workbook.open(mine)
    table = workbook.table("tblProgramme")
    first, labels = table.first_data_row, [one["Programme de travail"] for one in table.rows]
    order = sorted(range(len(labels)), key=lambda number: str(labels[number]))
    table.arrange_rows([first + number for number in order])
    workbook.save(force=True)
    told = asked("renumber", mine, write=False)["error"]
    assert "sorted by another column, so nothing was renumbered" in told
    assert "press “Renumber” again" in told


def test_codes_of_rules_are_named_with_their_titles() -> None:
    assert with_titles("Programme!A3 NUM017, XYZ123.") == (
        f"Programme!A3 NUM017 “{rule('NUM017').title}”, XYZ123."
    )


def test_an_adopted_text_is_left_alone_with_a_sentence_and_the_way(mine: Path) -> None:
    workbook = Workbook.open(mine)
    workbook.table("tblProgramme").sheet.set_value("A12", "1.1.4")  # instead of 1.1.2
    workbook.save()
    api.freeze(mine, "adopté en AG", day=date(2025, 3, 12), pdf=False)
    before = mine.read_bytes()
    (refused,) = asked("correct", mine, chosen=keys(mine, "REF102"))["result"]["refused"]
    assert "adopted on 12/03/2025 (AG)" in refused["why"]
    assert "can still be changed in Excel" in refused["why"]
    told = asked("renumber", mine, write=True)
    assert ("adopted on 12/03/2025" in told["error"], told["passable"]) == (True, True)
    assert mine.read_bytes() == before
    assert asked("renumber", mine, write=True, force=True)["saved"]


def test_a_result_that_was_undone_in_a_copy_has_its_way_listed(mine: Path, tmp_path: Path) -> None:
    """Each result is opened as a browser gives it: in a place of its own."""

    def opened(file: Path, place: str) -> Path:
        folder = tmp_path / place
        folder.mkdir()
        return Path(shutil.copy(file, folder / file.name))

    first = opened(mine, "first")
    asked("correct", first, chosen=keys(first, "NUM012"))
    asked("summary", first)
    second = opened(first, "second")
    asked("undo", second)
    third = opened(first, "third")
    asked("control", third)
    fourth = opened(third, "fourth")
    told = asked("states", fourth)["result"]
    assert [one["undone"] for one in told["states"]] == [False, False, False]
    assert len({one["change"] for one in told["states"]}) == 3
    for expected in (first.read_bytes(), second.read_bytes(), mine.read_bytes()):
        assert asked("undo", fourth)["saved"]
        assert fourth.read_bytes() == expected


def test_where_several_ways_led_to_the_same_content_it_is_said(mine: Path, tmp_path: Path) -> None:
    """Two corrections, in one order and in the other, each time in files of their own."""

    def opened(file: Path, place: str) -> Path:
        folder = tmp_path / place
        folder.mkdir()
        return Path(shutil.copy(file, folder / file.name))

    both, made = keys(mine, "NUM012", "BRD404")[:2], []
    for name, order in (("a", both), ("b", both[::-1])):
        file = mine
        for number, key in enumerate(order):
            file = opened(file, f"{name}{number}")
            asked("correct", file, chosen=[key])
        made.append(file)
    assert made[0].read_bytes() == made[1].read_bytes()
    told = asked("states", opened(made[0], "again"))["result"]
    assert (told["known"], told["states"], told["redo"]) == ("several", [], False)
    assert told["size"]
