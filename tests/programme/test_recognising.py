"""A column of codes is recognised by what it holds, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from motxl.programme.finding import with_leaf
from motxl.programme.mistyped import close_reading
from motxl.programme.recognising import (
    code_at_start,
    is_other_kind,
    looks_like_code,
    recognise,
)
from motxl.programme.scheme import MOT, Scheme


def split(texts: str) -> list[str]:
    return texts.split()


def shown(scheme: Scheme) -> list[str]:
    """Each level as its first code is written."""
    return [scheme.write((1,) * depth) for depth in range(1, scheme.depth + 1)]


@pytest.mark.parametrize(
    ("texts", "levels"),
    [
        ("1 1.1 1.1.1 1.1.1 1.1.2 2 2.1", ["1", "1.1", "1.1.1"]),
        ("1 1.1 1.1.3", ["1", "1.1", "1.1.1"]),
        ("1 1.1 1.1.1 1.1.1.1 1.1.1.3 1.1.2", ["1", "1.1", "1.1.1", "1.1.1.1"]),
        ("A A.1 A.1.1 B B.1", ["A", "A.1", "A.1.1"]),
        ("I I.1 I.1.a II II.1", ["I", "I.1", "I.1.a"]),
        ("WP1 T1.1 D1.1.1 WP2 T2.1 T2.3 M4", ["WP1", "T1.1", "D1.1.1"]),
        ("A1 A2 A3 B1 B2 C1", ["A", "A1"]),
        ("01 01.1 01.2 02 02.1", ["01", "01.1"]),
        ("0.02 1.01 1.02 1.03 1.05 1.06", ["1", "1.01"]),
        ("1-1 1-2 1-3 2-1 2-2", ["1", "1-1"]),
        ("V1.1.1 V1.1.2 V1.2.1 V2.1.1", ["V1", "V1.1", "V1.1.1"]),
    ],
)
def test_a_scheme_is_read_from_its_codes(texts: str, levels: list[str]) -> None:
    (found,) = recognise(texts.split())
    assert shown(found.scheme) == levels
    assert found.is_whole


def test_words_before_a_number_name_the_levels() -> None:
    (found,) = recognise(["Axe 1", "Objectif 1.1", "Action 1.1.1", "Axe 2", "Objectif 2.2"])
    assert found.scheme.names == ("Axe", "Objectif", "Action")


@pytest.mark.parametrize(("last", "counting"), [("Fiche 3", "programme"), ("Fiche 1", "parent")])
def test_numbers_that_do_not_repeat_their_heading_begin_anew_or_go_on(
    last: str, counting: str
) -> None:
    following = f"Fiche {int(last[-1]) + 1}"
    (found,) = recognise(["Axe 1", "Fiche 1", "Fiche 2", "Axe 2", last, following])
    assert [level.separator for level in found.scheme.levels] == [".", None]
    assert found.scheme.levels[1].counting == counting


@pytest.mark.parametrize(
    "texts",
    [
        "2019 2020 2021 2022",
        "12.5 13.75 100 3.2 44.1 9",
        "01.23.45.67.89 01.23.45.67.90 02.11.22.33.44",
        "01/01/2024 01/02/2024 01/03/2024",
        "01.02.2024 02.02.2024 03.02.2024",
        "2024-01 2024-02 2024-03",
        "0270 0271 0272 0273",
        "1092 1093 1094",
        "2025-001 2025-002 2025-003",
        "192.168.1.1 192.168.1.2 192.168.1.3",
        "8.30 9.00 9.15 10.30",
        "67000 67100 68000",
        "GV.OC-01 GV.OC-02 GV.RM-01 ID.AM-01",
    ],
)
def test_what_is_no_column_of_codes_is_none(texts: str) -> None:
    assert recognise(texts.split()) == ()


def test_a_letter_that_all_codes_begin_with_does_not_count() -> None:
    (found,) = recognise(["A.5", "A.5.1", "A.5.1.1", "A.5.1.2", "A.6", "A.6.1"])
    assert shown(found.scheme) == ["A.1", "A.1.1", "A.1.1.1"]
    (counts,) = recognise(["A.5", "A.5.1", "A.6", "B.1", "B.1.1"])
    assert counts.scheme.depth == 3


@pytest.mark.parametrize(
    ("odd", "others", "meant"),
    [
        ("WP02.1", "WP1.1 WP1.2 WP2.2 WP2.3 WP3.1 WP3.2", "WP2.1"),
        ("P_03.01.01", "P_3.00.01 P_3.00.02 P_3.01.02 P_3.01.03 P_3.02.01", "P_3.01.01"),
        ("2.1", "01.01 01.02 01.03 02.02 02.03", "02.01"),
    ],
)
def test_one_code_that_is_written_otherwise_hides_none(odd: str, others: str, meant: str) -> None:
    texts = others.split()
    texts.insert(2, odd)
    (found,) = recognise(texts)
    assert (found.is_whole, found.read) == (True, len(texts) - 1)
    assert found.scheme.write(close_reading(odd, found.scheme) or ()) == meant


def test_dates_are_no_codes() -> None:
    assert not any(map(looks_like_code, ("Visite du 04/02/2025", "3.11.2024", "2024-11-03")))
    assert all(map(looks_like_code, ("Axe 1", "3.11.20", "2024-11")))


def test_below_a_title_of_codes_numbers_may_leap_as_long_as_they_rise() -> None:
    numbers = ("1.02", "1.09", "1.15", "1.21", "2.05", "2.11", "2.30", "3.07")
    leaping = [f"ACT{number}" for number in numbers]
    assert recognise(leaping) == ()
    (found,) = recognise(leaping, is_named=True)
    assert shown(found.scheme) == ["ACT1", "ACT1.01"]
    assert recognise([*leaping[:4], "ACT1.03", *leaping[4:]], is_named=True) == ()
    assert recognise(numbers, is_named=True) == ()


def test_codes_that_fit_nothing_are_no_slips_where_there_are_many() -> None:
    """The Sustainable Development Goals have 1.a beside 1.1: no scheme says that."""
    (found,) = recognise(
        ["1", "1.1", "1.1.1", "1.2", "1.2.1", "1.a", "1.a.1", "1.b", "2", "2.1", "2.1.1"]
    )
    assert not found.is_whole
    (slip,) = recognise(
        [
            "1",
            "1.1",
            "1.1.1",
            "1.2",
            "1.2.1",
            "1.a",
            "2",
            "2.1",
            "2.1.1",
            "2.2",
            "2.2.1",
            "2.2.2",
            "2.3",
        ]
    )
    assert slip.is_whole


def test_two_kinds_of_codes_side_by_side_are_not_one_numbering() -> None:
    (found,) = recognise(
        ["OS-01", "MIS-01-01", "MIS-01-02", "ACT-01", "ACT-02", "OS-02", "MIS-02-01", "ACT-03"]
    )
    assert not found.is_whole


def test_codes_of_another_kind_are_known_by_their_prefix() -> None:
    (found,) = recognise(["WP1", "T1.1", "D1.1.1", "WP2", "T2.1", "T2.2"])
    assert is_other_kind(found.scheme, "M4")
    assert not is_other_kind(found.scheme, "T2.9")
    assert not is_other_kind(found.scheme, "Bilan")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("1.1 Objectif", "1.1"),
        ("Axe 1 - Titre", "Axe 1"),
        ("Axe 1. Préparer", "Axe 1"),
        ("Objectif stratégique 2. Évaluer", "Objectif stratégique 2"),
        ("Fiche 3 : titre", "Fiche 3"),
        ("1.1.1. Titre", "1.1.1"),
        ("A) Titre", "A"),
        ("A new title", ""),
        ("10% de plus", ""),
        ("1er trimestre", ""),
        ("Réunir le forum", ""),
    ],
)
def test_the_code_at_the_beginning_of_a_label(label: str, code: str) -> None:
    assert code_at_start(label) == code


def test_a_last_level_without_numbers_takes_a_name_of_its_own() -> None:
    (found,) = recognise(["Axe 1", "Objectif 1.1", "Action 1.1.1", "Action 1.1.2"])
    names = with_leaf(found.scheme, carries_code=False).names
    assert len(set(names)) == len(names) == 4
    assert with_leaf(Scheme(MOT.levels[:3]), carries_code=True) == MOT


@pytest.mark.parametrize(
    ("below", "levels"), [(["40.1.1", "40.1.2"], 3), (["40.1", "40.1."], 2), (["40-1", "40-2"], 2)]
)
def test_what_stands_far_below_in_a_long_column_counts_too(below: list[str], levels: int) -> None:
    first = [f"{axis}.{n}" for axis in range(1, 40) for n in range(1, 20)]
    (found,) = recognise([*first, *below])
    assert found.scheme.depth == levels
    assert found.read == len(first) + sum("-" not in one for one in below)
    assert found.texts == len(first) + len(below)
