"""What is new, changed and gone since a member's last extract."""

from __future__ import annotations

from pathlib import Path

from tests.extract.making import ENTRIES, MEMBERS, extract, head, programme, rows
from tests.summary.making import action

GERMAN = "Savoie - Arbeitsprogramm 2025.xlsx"


def test_new_changed_and_gone_entries_are_marked(tmp_path: Path) -> None:
    extract(programme(tmp_path / "book.xlsx"), tmp_path / "one")
    entries = [
        {**ENTRIES[0], "Réf.": "2025-003", "Calendrier": "avril"},
        {**ENTRIES[1], "Réf.": "2025-004"},
        action("one more", Frontière="FR-IT", **{"Réf.": "2025-009"}),
    ]
    again = programme(tmp_path / "again.xlsx", entries)
    extract(again, tmp_path / "two", since=tmp_path / "one")
    told = {row[1]: row for row in rows(tmp_path / "two" / GERMAN)}
    assert told["for Italy"][5] == "GEÄNDERT: Zeitplan\nfranzösisch-italienische Grenze"
    assert (told["one more"][5] or "").startswith("NEU\n")
    assert list(told)[-1] == "for all (cf. Cross-border Deal thème 4)"
    lines = head(tmp_path / "two" / GERMAN)
    assert (
        "Seit der Fassung vom 29.01.2025: 1 neue Maßnahme · 1 geänderte Maßnahme · "
        "1 entfallene Maßnahme" in lines
    )


def test_nothing_is_marked_where_nothing_changed(tmp_path: Path) -> None:
    book = programme(tmp_path / "book.xlsx")
    extract(book, tmp_path / "one")
    extract(book, tmp_path / "two", since=tmp_path / "one")
    marked = [row for row in rows(tmp_path / "two" / GERMAN) if "NEU" in (row[5] or "")]
    assert marked == []


def test_marks_are_no_reason_to_write_again(tmp_path: Path) -> None:
    """The digest, by which a message goes once only, is that of the content."""
    from motxl.extract.manifest import Manifest

    book = programme(tmp_path / "book.xlsx")
    extract(book, tmp_path / "one")
    extract(book, tmp_path / "two", since=tmp_path / "one")
    first, second = (Manifest(tmp_path / name).member("SAV") for name in ("one", "two"))
    assert first is not None
    assert second is not None
    assert first["digest"] == second["digest"]


def test_a_new_member_has_nothing_to_compare_with(tmp_path: Path) -> None:
    extract(programme(tmp_path / "book.xlsx", members=MEMBERS[:2]), tmp_path / "one")
    result = extract(programme(tmp_path / "again.xlsx"), tmp_path / "two", since=tmp_path / "one")
    assert [one.key for one in result.unmarked] == ["LIL"]
