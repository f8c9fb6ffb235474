"""The published table pasted into a fresh sheet in LibreOffice, types recognised on the way.

In French, LibreOffice takes 1.1.3 for 1 January 2003 and leaves 1.1 as text, for its numbers have
a comma; in English, 1.1 is a number and 1.1.3 is text. Every code is proposed as it was.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motxl.book.file.filebook import open_book
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice
from tests.variants.found import (
    PUBLISHED,
    Finding,
    findings,
    proposals,
    published_codes,
    suggestions,
)

LANGUAGES = {"French": lo.FRENCH, "English": lo.ENGLISH}
FILTERS = {"xlsx": lo.XLSX, "ods": lo.ODS}
REST: list[Finding] = [
    ("STR703", "A38"),
    ("STR702", "A39"),
    ("NUM011", "A40"),
    ("STR703", "A72"),
    ("NUM004", "A103"),
    ("STR703", "A108"),
    ("REF102", "B114"),
    ("BRD402", "B130"),
    ("STR703", "A144"),
    ("REF103", None),
]
"""Beside the codes and colours: page breaks, and what the programme itself has to be said of"""


@pytest.fixture(params=FILTERS)
def pasted(request: pytest.FixtureRequest, libreoffice: LibreOffice, tmp_path: Path) -> Any:
    def paste(language: str, text: str | None = None) -> Path:
        source = PUBLISHED
        if text is not None:
            source = tmp_path / "t.txt"
            source.write_text(text, "utf-8")
        out = tmp_path / f"p.{request.param}"
        return libreoffice.paste_text(source, out, LANGUAGES[language], FILTERS[request.param])

    return paste


def is_converted(language: str, code: str) -> bool:
    dots = code.count(".")
    return dots == 0 or (dots == 1 if language == "English" else dots == 2 and ".0." not in code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_published_table(pasted: Any, language: str) -> None:
    path = pasted(language)
    programme = open_book(path).programme
    assert len(programme.entries) == 138
    converted = {row: code for row, code in published_codes() if is_converted(language, code)}
    assert len(converted) == {"French": 121, "English": 18}[language]
    assert proposals(path) == {row: [code] for row, code in converted.items()}
    assert suggestions(path, "NUM002") == {
        f"A{row}": f"Write {code}, as text." for row, code in converted.items()
    }
    others = [one for one in findings(path) if one[0][:3] != "COL" and one[0] != "NUM002"]
    assert others == REST


def test_references_pasted_without_their_colours(pasted: Any) -> None:
    """One finding for each where colours are known; where they are not, none."""
    path = pasted("French")
    found = [rule for rule, _ in findings(path) if rule.startswith("COL")]
    assert found == (["COL301"] * 24 if path.suffix == ".xlsx" else [])


def test_what_libreoffice_stores(pasted: Any) -> None:
    table = "Axe\tProgramme de travail\n" + "".join(
        f"{code}\tA\n" for code in ("1", "1.1", "1.1.3", "1.9", "1.10", "1.10.2", "3.0.1")
    )
    stored = {}
    for language in LANGUAGES:
        entries = open_book(pasted(language, table)).programme.entries
        stored[language] = [entry.code_value for entry in entries]
    assert stored["English"] == [1, 1.1, "1.1.3", 1.9, 1.1, "1.10.2", "3.0.1"]
    french = [1, "1.1", date(2003, 1, 1), "1.9", "1.10", date(2002, 10, 1), "3.0.1"]
    assert stored["French"] == french


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_zero_is_found_again(pasted: Any, language: str) -> None:
    codes = ["1"]
    for objective in range(1, 13):
        codes += [f"1.{objective}", f"1.{objective}.1", f"1.{objective}.1", f"1.{objective}.2"]
    path = pasted(
        language, "Axe\tProgramme de travail\n" + "".join(f"{code}\tA\n" for code in codes)
    )
    assert all(
        found == [codes[row - 2]] for row, found in proposals(path).items()
    ), proposals(path)  # fmt: skip
    assert len(proposals(path)) == {"French": 37, "English": 13}[language]
    assert {rule for rule, _ in findings(path)} <= {"NUM002", "REF103"}
