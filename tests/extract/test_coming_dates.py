"""The coming dates of an extract are those of the day on which it is made."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.__main__ import run as motxl
from motxl.book.file.filebook import open_book
from motxl.errors import UsageError
from motxl.extract.batch import Options, run
from motxl.extract.coming import last_day, to_come
from motxl.extract.content import EventDate
from motxl.extract.making import Source
from motxl.extract.readers import members_of
from motxl.jobs.day import today
from motxl.programme.relevance import Relevance
from motxl.template.shipped import template_path
from tests.extract.making import rows

SHIPPED = template_path("programme-2025")
MARCH, NOVEMBER = date(2025, 3, 1), date(2025, 11, 29)


def extracted(folder: Path, day: date | None) -> dict[str, dict[str, object]]:
    """The manifest's members, by key, after a run on a day."""
    programme = open_book(SHIPPED).programme
    template = template_path("extrait")
    source = Source(programme, template.read_bytes(), template.name, day)
    readers = members_of(Relevance(programme))
    run(source, folder, readers, readers, Options(), SHIPPED.name, on_made=lambda _made: None)
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    return {one["key"]: one for one in told["members"]}


def dates(member: dict[str, object]) -> str:
    summary = member["summary"]
    assert isinstance(summary, dict)
    return str(summary["dates"])


def shown(path: Path) -> list[str]:
    """The rows of the dates to come, each with its days."""
    told = [[cell or "" for cell in row] for row in rows(path)]
    titles = [number for number, row in enumerate(told) if row[0].startswith("Prochaine")]
    if not titles:
        return []
    found = []
    for row in told[titles[0] + 1 :]:
        if row[0] and not any(row[1:]):
            break
        found.append(f"{row[3]}\N{NO-BREAK SPACE}: {row[1]}")
    return found


def test_in_november_no_date_of_january_is_to_come(tmp_path: Path) -> None:
    """In the file, a row for each, and in what the message says of it."""
    march = extracted(tmp_path, MARCH)
    files = {key: one["files"][0]["name"] for key, one in march.items()}
    first = next(key for key, one in march.items() if " mars 2025" in dates(one))
    told = shown(tmp_path / files[first])
    assert len(told) > 1
    assert dates(march[first]).endswith(" · ".join(told))
    november = extracted(tmp_path, NOVEMBER)
    assert " mars 2025" not in dates(november[first])
    assert not set(told) & set(shown(tmp_path / files[first]))


def test_a_day_that_goes_by_changes_no_digest(tmp_path: Path) -> None:
    """Nobody is sent the same extract again because another day has come; the file, though, is
    made again where it names a date that is over."""
    march, november = extracted(tmp_path, MARCH), extracted(tmp_path, NOVEMBER)
    assert {key: one["digest"] for key, one in march.items()} == {
        key: one["digest"] for key, one in november.items()
    }
    changed = {key for key in march if dates(march[key]) != dates(november[key])}
    assert changed
    assert {key for key in march if march[key]["files"] != november[key]["files"]} == changed


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = extracted(tmp_path / "a", MARCH), extracted(tmp_path / "b", MARCH)
    assert one == other


@pytest.mark.slow
def test_the_command_takes_today_and_tells_that_a_version_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(seconds: int, folder: str) -> str:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
        motxl(["extract", str(SHIPPED), "-o", str(tmp_path / folder)])
        return " ".join(capsys.readouterr().err.split())

    assert "are over" not in said(1738108800, "a")  # 29 January 2025, the version's day
    march = said(1740787200, "b")
    assert "The version dates from 29/01/2025:" in march
    assert "passed since, and" in march
    assert "among the coming dates on 01/03/2025" in march
    later = said(1764374400, "c")
    assert "29/11/2025" in later
    assert "six months ago" not in march
    assert "more than six months ago" in later
    last = said(1795910400, "d")
    assert "on 29/11/2026, all its dated events have passed" in last
    assert "The programme is that of 2025, which is over" in last
    told = json.loads((tmp_path / "d" / "manifest.json").read_text("utf-8"))
    assert {one["summary"]["dates"] for one in told["members"]} == {""}


def test_the_day_is_the_computer_s_where_nothing_else_says_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert today() == date.today()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert today() == date(1970, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="yesterday"):
        today()


EVENTS = st.builds(
    lambda start, length, precision: EventDate(
        start.isoformat(),
        date.fromordinal(start.toordinal() + length).isoformat() if length else "",
        precision,
        "",
    ),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.integers(0, 60),
    st.sampled_from(["", "jour", "mois", "trimestre", "année"]),
)


@given(st.lists(EVENTS), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_what_is_to_come_is_not_over(events: list[EventDate], day: date) -> None:
    coming = to_come(events, day)
    assert set(coming) == {one for one in events if last_day(one) >= day.isoformat()}
    assert coming == sorted(coming)
    assert to_come(events, None) == sorted(set(events))


@pytest.mark.slow
def test_another_day_sends_nobody_a_second_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    book, out = tmp_path / "p.xlsx", tmp_path / "out"
    book.write_bytes(SHIPPED.read_bytes())

    def said(day: int, *command: str) -> str:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day))
        motxl([*command])
        shown = capsys.readouterr()
        return " ".join((shown.out + shown.err).split())

    march, november = 1740787200, 1764374400
    mail = (str(book), "--extracts", str(out))
    said(march, "extract", str(book), "-o", str(out))
    seen = said(november, "mail", "preview", *mail)
    assert "mentions dates that are over" in seen
    assert "has changed since" not in seen
    assert "mentions dates that are over" not in said(march, "mail", "preview", *mail)
    assert "13 drafts were made" in said(march, "mail", "drafts", *mail)
    said(november, "extract", str(book), "-o", str(out))
    assert "0 messages to send, 13 messages dealt with before" in said(
        november, "mail", "drafts", *mail
    )
