"""``motxl calendar`` and ``extract --calendar``: files that other libraries read, followed up."""

from __future__ import annotations

import email
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from motxl import make_calendar, undo
from motxl.__main__ import run
from motxl.extract.agenda import Agenda, Appointment, Given, NotOurCalendarError, Told, followed
from motxl.extract.ics import CalendarFor, _read, as_bytes
from motxl.ooxml.values import Value
from tests.extract.making import programme

pytestmark = pytest.mark.slow

Event = Mapping[str, Value]
COMMITTEE: Event = {
    "Réf.": "2025-003",
    "Début": date(2025, 3, 6),
    "Fin": date(2025, 3, 7),
    "Précision": "jour",
    "Intitulé": "Comité; « pilotage », à l’été \\n: Œuvres",
    "Lieu": "Strasbourg, Straßburg",
    "Confirmé": "oui",
}
GROUP: Event = {
    "Réf.": "2025-004",
    "Début": date(2025, 9, 3),
    "Intitulé": "Groupe de travail",
    "Confirmé": "oui",
}
AGAIN: Event = {**GROUP, "Début": date(2025, 10, 3)}


def book(folder: Path, *events: Event, **tables: Any) -> Path:
    return programme(folder / "book.xlsx", tblEvenements=events, **tables)


def read(path: Path) -> list[Any]:
    """The events as vobject has them."""
    data = path.read_bytes()
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75  # RFC 5545, 3.1
        line.decode()  # no character is cut in two
    return list(vobject.readOne(data.decode()).vevent_list)


def states(path: Path) -> list[tuple[str, str, int]]:
    """Title, STATUS and SEQUENCE of each event."""
    return [(e.summary.value, e.status.value, int(e.sequence.value)) for e in read(path)]


def test_another_library_reads_the_confirmed_events(tmp_path: Path) -> None:
    path = tmp_path / "c.ics"
    unconfirmed = {**GROUP, "Confirmé": ""}
    made = make_calendar(book(tmp_path, AGAIN, COMMITTEE, GROUP, unconfirmed), path)
    assert made.saved
    first, second, third = read(path)
    assert first.summary.value == COMMITTEE["Intitulé"]
    assert first.location.value == "Strasbourg, Straßburg"
    assert first.description.value == "1.1 for Italy"
    # Whole days, which have no time zone; the end is the day after the last one.
    assert (first.dtstart.value, first.dtend.value) == (date(2025, 3, 6), date(2025, 3, 8))
    assert type(first.dtstart.value) is date
    assert (third.dtstart.value, third.dtend.value) == (date(2025, 10, 3), date(2025, 10, 4))
    assert first.dtstamp.value == datetime(2025, 1, 29, tzinfo=UTC)  # that of the version
    uids = [one.uid.value for one in (first, second, third)]
    assert len(set(uids)) == 3
    assert [uid[:9] for uid in uids] == ["2025-003-", "2025-004-", "2025-004-"]


def test_a_long_text_of_accents_is_folded_between_characters(tmp_path: Path) -> None:
    title = "éàü’€😀" * 60
    path = tmp_path / "c.ics"
    make_calendar(book(tmp_path, {**COMMITTEE, "Intitulé": title}), path)
    assert [one.summary.value for one in read(path)] == [title]


def test_the_same_data_give_the_same_file_which_is_not_written_again(tmp_path: Path) -> None:
    path, other = tmp_path / "c.ics", tmp_path / "d.ics"
    make_calendar(book(tmp_path, COMMITTEE, GROUP), path)
    make_calendar(book(tmp_path, GROUP, COMMITTEE), other)
    assert path.read_bytes() == other.read_bytes()
    os.utime(path, (0, 0))
    made = make_calendar(tmp_path / "book.xlsx", path)
    assert (made.saved, path.stat().st_mtime) == (False, 0)
    assert {one.fate for one in made.events} == {"same"}


def test_what_changes_keeps_its_uid_and_raises_its_sequence(tmp_path: Path) -> None:
    path = tmp_path / "c.ics"
    make_calendar(book(tmp_path, COMMITTEE, GROUP, AGAIN), path)
    before = {one.dtstart.value: one.uid.value for one in read(path)}
    moved = {**AGAIN, "Début": date(2025, 11, 3)}
    renamed = {**GROUP, "Intitulé": "Autre nom"}
    make_calendar(book(tmp_path, moved, renamed, COMMITTEE), path)
    assert states(path)[1:] == [
        ("Autre nom", "CONFIRMED", 1),
        ("Groupe de travail", "CONFIRMED", 1),
    ]
    after = {one.dtstart.value: one.uid.value for one in read(path)}
    assert after[date(2025, 11, 3)] == before[date(2025, 10, 3)]
    assert after[date(2025, 9, 3)] == before[date(2025, 9, 3)]
    assert states(path)[0][2] == 0  # nothing has changed of it
    make_calendar(book(tmp_path, {**moved, "Lieu": "Metz"}, renamed, COMMITTEE), path)
    assert [state[2] for state in states(path)] == [0, 1, 2]


def test_what_is_gone_is_cancelled_stays_so_and_may_come_back(tmp_path: Path) -> None:
    path = tmp_path / "c.ics"
    make_calendar(book(tmp_path, COMMITTEE, GROUP), path)
    uid = read(path)[0].uid.value
    make_calendar(book(tmp_path, GROUP), path)
    assert states(path)[0][1:] == ("CANCELLED", 1)
    data = path.read_bytes()
    make_calendar(book(tmp_path, GROUP), path)
    assert path.read_bytes() == data
    make_calendar(book(tmp_path, GROUP, COMMITTEE), path)
    assert states(path)[0][1:] == ("CONFIRMED", 2)
    assert read(path)[0].uid.value == uid


def test_which_is_which_is_not_guessed(tmp_path: Path) -> None:
    """Two of one name and row that are both on other days: neither is taken for the other."""
    path = tmp_path / "c.ics"
    make_calendar(book(tmp_path, GROUP, AGAIN), path)
    one, other = {**GROUP, "Début": date(2025, 9, 9)}, {**GROUP, "Début": date(2025, 10, 9)}
    make_calendar(book(tmp_path, one, other), path)
    assert [state[1] for state in states(path)] == ["CANCELLED", "CONFIRMED"] * 2
    assert len({event.uid.value for event in read(path)}) == 4


def test_another_event_of_the_row_is_not_the_one_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "c.ics"
    make_calendar(book(tmp_path, GROUP), path)
    other = {**GROUP, "Intitulé": "Séminaire", "Début": date(2025, 6, 1)}
    make_calendar(book(tmp_path, other), path)
    assert states(path) == [("Séminaire", "CONFIRMED", 0), ("Groupe de travail", "CANCELLED", 1)]


@pytest.mark.parametrize(
    ("change", "why", "fate"),
    [
        ({"Précision": "mois"}, "vague", "cancelled"),
        ({"Précision": "trimestre"}, "vague", "cancelled"),
        ({"Confirmé": "non"}, "unconfirmed", "cancelled"),
        ({"Début": None}, "undated", "cancelled"),
        # What cannot be read takes nothing back that was given out.
        ({"Confirmé": "peut-être"}, "confirmation", "held"),
        ({"Précision": "vers"}, "precision", "held"),
        ({"Début": "le 3 septembre"}, "date", "held"),
        ({"Fin": "plus tard"}, "date", "held"),
        ({"Fin": date(2025, 9, 1)}, "backwards", "held"),
        ({"Réf.": "2025-994"}, "row", "held"),
    ],
)
def test_what_is_left_out_is_named(
    tmp_path: Path, change: Event, why: str, fate: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c.ics"
    make_calendar(book(tmp_path, COMMITTEE, GROUP), path)
    code = run(["calendar", str(book(tmp_path, COMMITTEE, {**GROUP, **change})), "-o", str(path)])
    assert code == (1 if fate == "held" else 0)
    said = " ".join(capsys.readouterr().err.split())
    assert ("The event in row 6 of Événements is left out: Groupe de travail (" in said) == (
        why != "unconfirmed"
    )
    assert ("1 event is not confirmed" in said) == (why == "unconfirmed")
    assert states(path)[1][1:] == (("CONFIRMED", 0) if fate == "held" else ("CANCELLED", 1))
    made = make_calendar(tmp_path / "book.xlsx", path)
    assert [(one.why, one.title) for one in made.aside] == [(why, "Groupe de travail")]


def test_a_row_whose_ref_two_rows_bear_is_in_doubt(tmp_path: Path) -> None:
    from tests.summary.making import action

    rows = [action("a"), action("b", **{"Réf.": "2025-003"})]
    path = tmp_path / "c.ics"
    made = make_calendar(book(tmp_path, COMMITTEE, entries=rows), path)
    assert [one.why for one in made.aside] == ["row"]
    assert not path.exists()  # a calendar without events is none


def test_an_hour_is_told_and_no_time_zone_invented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c.ics"
    at_two = {**GROUP, "Début": datetime(2025, 9, 3, 14)}
    assert run(["calendar", str(book(tmp_path, at_two)), "-o", str(path)]) == 0
    assert "“Groupe de travail” has a time of day" in capsys.readouterr().err
    assert read(path)[0].dtstart.value == date(2025, 9, 3)


# What stands in the place of the calendar


def refused(folder: Path, path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(NotOurCalendarError) as caught:
        make_calendar(folder / "book.xlsx", path)
    assert path.read_bytes() == before
    return caught.value.why


def test_another_file_is_refused_and_kept_where_it_is_forced(tmp_path: Path) -> None:
    path = tmp_path / "c.ics"
    book(tmp_path, COMMITTEE)
    for data in (
        b"",
        b"notes",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT",
    ):
        path.write_bytes(data)
        assert refused(tmp_path, path)
    path.write_bytes(b"my notes")
    assert make_calendar(tmp_path / "book.xlsx", path, force=True).saved
    undo(path)
    assert path.read_bytes() == b"my notes"


def test_the_calendar_of_another_workbook_is_refused(tmp_path: Path) -> None:
    from tests.summary.making import action

    path = tmp_path / "c.ics"
    others = [action("of others"), action("of others too")]
    foreign = {**GROUP, "Intitulé": "Ailleurs"}
    make_calendar(programme(tmp_path / "o.xlsx", others, tblEvenements=[foreign]), path)
    book(tmp_path, GROUP)
    assert refused(tmp_path, path) == "is the calendar of another workbook"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"X-MOTXL-YEAR:2025", b"X-MOTXL-YEAR:2024"),
        (b"PRODID:-//motxl//motxl//FR", b"PRODID:-//Mozilla.org//NONSGML//EN"),
        (b"X-MOTXL-REF:2025-003\r\n", b""),
        (b"END:VEVENT", b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT"),
        (b"END:VEVENT", b"COMMENT:mine\r\nEND:VEVENT"),
        (b"END:VCALENDAR", b"BEGIN:VTODO\r\nUID:a\r\nEND:VTODO\r\nEND:VCALENDAR"),
        (b"DTSTART;VALUE=DATE:20250306", b"DTSTART:20250306T080000Z"),
        (b"SEQUENCE:0", b"SEQUENCE:often"),
    ],
)
def test_what_others_put_into_it_is_not_lost(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = tmp_path / "c.ics"
    make_calendar(book(tmp_path, COMMITTEE), path)
    data = path.read_bytes()
    assert data.count(old) == 1
    path.write_bytes(data.replace(old, new))
    book(tmp_path, GROUP)
    assert refused(tmp_path, path)


# Of each member


def test_each_extract_has_the_events_of_its_own_rows(tmp_path: Path) -> None:
    everyone: Event = {**COMMITTEE, "Réf.": "2025-005", "Intitulé": "Assemblée"}
    path, out = book(tmp_path, COMMITTEE, GROUP, everyone), tmp_path / "out"
    assert run(["extract", str(path), "-o", str(out), "--calendar"]) in {0, 1}
    savoie = out / "Savoie - Arbeitsprogramm 2025.ics"
    assert {title for title, *_rest in states(savoie)} == {"Assemblée", str(COMMITTEE["Intitulé"])}
    alsace = out / "Alsace - Programme de travail 2025.ics"
    assert {title for title, *_rest in states(alsace)} == {"Assemblée", "Groupe de travail"}
    lille = out / "Lille - Work programme 2025.ics"
    assert {title for title, *_rest in states(lille)} == {"Assemblée"}
    for name, one in {"Savoie": savoie, "Alsace": alsace, "Lille": lille}.items():
        text = one.read_bytes().replace(b"\r\n ", b"").decode()
        assert [other for other in ("Savoie", "Alsace", "Lille") if other in text] == [name]
        assert ("for Italy" in text, "for Germany" in text) == (name == "Savoie", name == "Alsace")
    # The same event has one UID, whoever has it.
    assert len({e.uid.value for f in (savoie, alsace, lille) for e in read(f)}) == 3
    listed = json.loads((out / "manifest.json").read_text())["members"]
    assert [len(one["files"]) for one in listed] == [2, 2, 2]
    # Nothing goes into the calendar of those who get no actions for everyone.
    run(["extract", str(path), "-o", str(tmp_path / "few"), "--calendar", "--common", "none"])
    assert not (tmp_path / "few" / lille.name).exists()


def test_the_calendars_of_extracts_are_followed_up(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(["extract", str(book(tmp_path, COMMITTEE)), "-o", str(out), "--calendar"])
    later = {**COMMITTEE, "Début": date(2025, 3, 5)}
    run(["extract", str(book(tmp_path, later)), "-o", str(out), "--calendar"])
    path = out / "Savoie - Arbeitsprogramm 2025.ics"
    assert [state[1:] for state in states(path)] == [("CONFIRMED", 1)]
    # Another one's under its name, or anything else: before an extract is made.
    path.write_bytes(path.read_bytes().replace(b"NAME:Savoie", b"NAME:Alsace"))
    assert run(["extract", str(book(tmp_path, later)), "-o", str(out), "--calendar"]) == 2


def test_calendars_go_along_in_messages_to_whom_they_are_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contacts = [
        {"Adhérent": key, "Civilité": "Madame", "Nom": "Weber", "E-mail": f"{key}@example.net"}
        | {"Envoi": "À"}
        for key in ("SAV", "ALS")
    ]
    path, out = book(tmp_path, COMMITTEE, GROUP, tblContacts=contacts), tmp_path / "out"
    run(["extract", str(path), "-o", str(out), "--calendar"])
    manifest = out / "manifest.json"
    arguments = ["mail", "drafts", str(path), "--extracts", str(out), "--only"]
    run([*arguments, "SAV"])
    (draft,) = (out / "brouillons").glob("*.eml")
    message = email.message_from_bytes(draft.read_bytes(), policy=default)
    found = {one.get_content_type(): one.get_filename() for one in message.iter_attachments()}
    assert found["text/calendar"] == "Savoie - Arbeitsprogramm 2025.ics"
    # The one of a member in the place of another's, with a manifest that says so.
    savoie = (out / "Savoie - Arbeitsprogramm 2025.ics").read_bytes()
    alsace = out / "Alsace - Programme de travail 2025.ics"
    from hashlib import sha256

    told = manifest.read_text().replace(
        sha256(alsace.read_bytes()).hexdigest(), sha256(savoie).hexdigest()
    )
    manifest.write_text(told)
    alsace.write_bytes(savoie)
    assert run([*arguments, "ALS"]) == 1
    assert (
        "Alsace - Programme de travail 2025.ics indicates that it is for Savoie (SAV)"
        in " ".join(capsys.readouterr().out.split())
    )
    assert len(list((out / "brouillons").glob("*.eml"))) == 1


# What is remembered is what was said


_WORDS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=200).map(
    lambda text: " ".join(text.split())
)
_DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
_ONE = st.builds(
    lambda title, place, about, start, days: Appointment(
        "2025-001", start, start + timedelta(days=days), title, place, about
    ),
    _WORDS, _WORDS, st.lists(_WORDS, max_size=3).map(lambda lines: "\n".join(lines).strip()),
    _DAYS, st.integers(0, 9),
)  # fmt: skip
_STAMP = datetime(2025, 1, 29, tzinfo=UTC)


@given(st.lists(_ONE, min_size=1, max_size=4, unique=True))
def test_any_text_is_read_back_as_it_was_given(several: Sequence[Appointment]) -> None:
    about = CalendarFor("Programme", "fr", 2025)
    told = followed(Agenda(tuple(several), ()), [], "example.org", _STAMP)
    assert len({one.given.uid for one in told}) == len(several)
    data = as_bytes(told, about)
    before = _read(Path("c.ics"), data, about)
    assert before == [one.given for one in told]
    again = followed(Agenda(tuple(several), ()), before, "example.org", _STAMP)
    assert again == [Told(one.given, "same") for one in told]


@given(st.lists(_ONE, max_size=4, unique=True), st.lists(_ONE, max_size=4, unique=True))
def test_nothing_that_was_given_out_is_forgotten(
    first: Sequence[Appointment], second: Sequence[Appointment]
) -> None:
    before = [one.given for one in followed(Agenda(tuple(first), ()), [], "a.org", _STAMP)]
    now = followed(Agenda(tuple(second), ()), before, "a.org", _STAMP)
    sequences: dict[str, Given] = {one.given.uid: one.given for one in now}
    assert len(sequences) == len(now)
    for former in before:
        left = sequences[former.uid]
        assert (left == former) == (left.sequence == former.sequence)
        assert left.sequence in {former.sequence, former.sequence + 1}
    assert sorted(one.given.appointment for one in now if not one.given.is_cancelled) == sorted(
        second
    )
