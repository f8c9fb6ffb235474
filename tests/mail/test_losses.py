"""Who gets less than the extracts before gave them is told, once, and nothing is kept back for it:
staff may have meant it, and a cell that was emptied by a slip looks the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motxl.__main__ import run
from tests.mail.making import address
from tests.mail.test_rows_in_doubt import extract_and_send, made, right
from tests.quick import one_in

Told = pytest.CaptureFixture[str]
Tables = dict[str, list[dict[str, Any]]]


def tables() -> Tables:
    return {
        "rows": right(),
        "tblAdherents": [
            {"Clé": f"M{n}", "Nom": f"Membre {n}", "Adhérent en cours": "oui"} for n in range(3)
        ],
        "tblContacts": [
            {"Adhérent": f"M{n}", "Nom": f"Nom {n}", "E-mail": address(n), "Envoi": "À"}
            for n in range(3)
        ],
    }


def book(folder: Path, change: Callable[[Tables], None] = lambda tables: None) -> Path:
    given = tables()
    change(given)
    return made(folder, given.pop("rows"), **given)


def filled_down(given: Tables) -> None:
    for member in given["tblAdherents"][:2]:
        member["Adhérent en cours"] = "non"


def name_taken_out(given: Tables) -> None:
    for row in given["rows"][4:6]:
        row.update({"Portée": "Ciblée", "Adhérents concernés": "M2"})


def for_fewer(given: Tables) -> None:
    given["rows"][2].update({"Portée": "Ciblée", "Adhérents concernés": "M1"})


def contact_emptied(given: Tables) -> None:
    given["tblContacts"][1]["Envoi"] = None


LOSSES = [
    (
        filled_down,
        "2 members had an extract before, but no extracts are made under these names now: "
        "Membre 0, Membre 1.",
    ),
    (
        name_taken_out,
        "Rows 7–8 no longer go to Membre 1, although they did in the earlier extracts.",
    ),
    (
        for_fewer,
        "Row 5 no longer goes to Membre 0, Membre 2, although it did in the earlier extracts.",
    ),
    (
        contact_emptied,
        "1 address received messages before and no longer does: m1@example.org (Membre 1).",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), one_in(2, LOSSES))
def test_what_a_member_loses_is_told_once(
    tmp_path: Path, change: Callable[[Tables], None], sentence: str, capsys: Told
) -> None:
    assert extract_and_send(book(tmp_path), tmp_path / "out")[:2] == (0, 0)
    assert " before" not in capsys.readouterr().err
    said = []
    for _run in range(2):
        assert run(["extract", str(book(tmp_path, change)), "-o", str(tmp_path / "out")]) == 0
        said.append(" ".join(capsys.readouterr().err.split()))
    assert sentence in said[0]
    assert sentence not in said[1]


@pytest.mark.parametrize(("change", "sentence"), one_in(2, LOSSES))
def test_since_the_extracts_of_another_folder_too(
    tmp_path: Path, change: Callable[[Tables], None], sentence: str, capsys: Told
) -> None:
    command = ["extract", str(book(tmp_path)), "-o", str(tmp_path / "one")]
    assert run(command) == 0
    command = ["extract", str(book(tmp_path, change)), "-o", str(tmp_path / "two")]
    assert run([*command, "--since", str(tmp_path / "one")]) == 0
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_what_others_lose_is_told_where_one_extract_is_made(tmp_path: Path, capsys: Told) -> None:
    """As the manifest then forgets what they had."""
    command = ["extract", str(book(tmp_path)), "-o", str(tmp_path / "out")]
    assert run(command) == 0
    command = ["extract", str(book(tmp_path, for_fewer)), "M1", "-o", str(tmp_path / "out")]
    assert run(command) == 0
    assert "Row 5 no longer goes to Membre 0, Membre 2" in " ".join(capsys.readouterr().err.split())


def deleted(given: Tables) -> None:
    del given["rows"][2]


def another_key(given: Tables) -> None:
    given["tblAdherents"][0]["Clé"] = given["tblContacts"][0]["Adhérent"] = "M7"


def in_doubt(given: Tables) -> None:
    given["rows"][2]["Axe"] = "1.2"


@pytest.mark.parametrize("change", [deleted, another_key, in_doubt])
def test_what_is_gone_is_corrected_or_is_told_otherwise_is_no_loss(
    tmp_path: Path, change: Callable[[Tables], None], capsys: Told
) -> None:
    assert run(["extract", str(book(tmp_path)), "-o", str(tmp_path / "out")]) == 0
    run(["extract", str(book(tmp_path, change)), "-o", str(tmp_path / "out")])
    said = capsys.readouterr().err
    assert "no longer go" not in said
    assert " before" not in said
