"""Comparing in the page: what the terminal tells of two workbooks, and the same files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from motxl.__main__ import run
from motxl.page.comparing import HTML, OTHER, XLSX
from tests.page import browsers
from tests.page.browsers import Visit
from tests.page.jobs import done
from tests.page.seen import in_both_schemes
from tests.page.test_carrying import asked
from tests.page.test_downloads import pressed, said, taken
from tests.page.test_in_browsers import KEEPING
from tests.page.test_steps import texts


def compared(file: Path, folder: Path, other: Path, **options: Any) -> Any:
    """What the job answers, outside of a browser, and the files that it makes, by their suffix."""
    folder.mkdir()
    shutil.copy(other, folder / OTHER)
    given = {"folder": str(folder), "state": "", "other": other.name, "is_old": False, **options}
    return asked("compare", file, **given)["result"], {
        ".html": (folder / HTML).read_bytes(),
        ".xlsx": (folder / XLSX).read_bytes(),
    }


def choose_other(visit: Visit, other: Path) -> None:
    """Compare the workbook with another one, and wait for what is shown."""
    visit.driver.upload("compare-picker", other)
    # The picker of the system is not opened by a driver: the button tells what follows a choice.
    visit.run("document.getElementById('compare-picker').click = () => {}")
    visit.press("#compare-file")
    visit.run("document.getElementById('compare-picker').dispatchEvent(new Event('change'))")
    visit.until("return document.getElementById('compared-title')")
    visit.settle()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_made_is_what_the_terminal_makes(
    book: Path,
    older: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
) -> None:
    mine = Path(shutil.copy(book, tmp_path))
    monkeypatch.chdir(tmp_path)
    told, made = compared(Path(mine.name), tmp_path / "folder", older, language=language)
    command = ["diff", older.name, mine.name, "--html", "terminal.html", "--xlsx", "terminal.xlsx"]
    assert run([*command, "--lang", language]) == 0
    for suffix, data in made.items():
        assert data == (tmp_path / f"terminal{suffix}").read_bytes()
    capsys.readouterr()
    run(["diff", older.name, mine.name, "--format", "json"])
    as_json = json.loads(capsys.readouterr().out)
    assert (told["old"], told["new"]) == (as_json["old"], as_json["new"])
    assert sum(number for _key, _title, number in told["axes"]) == sum(
        kind["number"] for kind in told["kinds"]
    )
    assert {kind["kind"] for kind in told["kinds"]} == {
        kind for kind, n in as_json["counts"].items() if n
    }
    assert {one.name for one in tmp_path.joinpath("folder").iterdir()} == {HTML, XLSX}


def test_a_kept_state_is_compared_as_in_the_terminal(book: Path, tmp_path: Path) -> None:
    from motxl.jobs.diff import diff_state
    from motxl.jobs.states import numbered
    from motxl.page.comparing import shown

    mine = Path(shutil.copy(book, tmp_path))
    done("colour", mine)
    (state,) = done("states", mine)["states"]
    folder = tmp_path / "folder"
    folder.mkdir()
    given: dict[str, Any] = {"folder": str(folder), "other": "", "is_old": False}
    told = done("compare", mine, state=state["id"], **given)
    of_terminal = shown(diff_state(mine, numbered(mine, 1)))
    told.pop("remarks")
    assert told == json.loads(json.dumps(of_terminal))
    assert told["kinds"]
    assert "no longer kept" in asked("compare", mine, state="gone", **given)["error"]


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (OLE + bytes(600), "old format"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"Axe;Programme de travail", "is not an Excel workbook"),
    ],
    ids=["empty", "xls", "encrypted", "csv"],
)
def test_one_that_cannot_be_read_is_refused_with_the_reason_that_opening_gives(
    book: Path, tmp_path: Path, data: bytes, reason: str
) -> None:
    other = tmp_path / "avant.xlsx"
    other.write_bytes(data)
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(other, folder / OTHER)
    given: dict[str, Any] = {"folder": str(folder), "state": "", "other": other.name}
    error = asked("compare", book, is_old=False, **given)["error"]
    assert error.startswith("avant.xlsx ")
    assert reason in error
    assert asked("check", other)["error"].endswith(f"/{error}")


def test_an_extract_is_called_one(members: Path, tmp_path: Path) -> None:
    made = {"members": ["M1"], "common": "", "write": True}
    done("extracts", members, folder=str(tmp_path / "made"), **made)
    (extract,) = (tmp_path / "made").glob("*.xlsx")
    told, _files = compared(members, tmp_path / "folder", extract)
    assert f"{extract.name} is the extract for Membre 1" in told["remarks"][0]
    told, _files = compared(members, tmp_path / "again", members)
    assert told["remarks"] == []


def test_what_is_open_is_called_by_the_name_of_its_last_download(
    book: Path, older: Path, tmp_path: Path
) -> None:
    name = "programme-motxl-2.xlsx"
    told, made = compared(book, tmp_path / "folder", older, name=name)
    assert (told["old"], told["new"]) == ("avant.xlsx", str(book.with_name(name)))
    assert name in made[".html"].decode()
    assert book.name not in made[".html"].decode()


@pytest.mark.judge
@pytest.mark.slow
def test_in_a_browser_it_is_shown_filtered_and_downloaded(
    visit: Visit, book: Path, older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = Path(shutil.copy(book, tmp_path))
    told, made = compared(Path(mine.name), tmp_path / "folder", older)
    visit.open(book)
    visit.press("#do-compare")
    assert in_both_schemes(visit) == []
    choose_other(visit, older)
    assert visit.text("#compared-title") == told["counted"]
    number = sum(len(part["differences"]) for kind in told["kinds"] for part in kind["parts"])
    assert len(texts(visit, ".change")) == number
    assert visit.run("return document.querySelector('.change b b') === null")
    assert any("<b>gras</b>" in one for one in texts(visit, ".change"))
    assert in_both_schemes(visit) == []
    visit.run("document.querySelector('[name=kind]').click()")
    left = told["kinds"][1:]
    assert len(texts(visit, ".change")) == sum(
        len(part["differences"]) for kind in left for part in kind["parts"]
    )
    pressed(visit, "Show everything")
    visit.run("document.querySelector('[name=axis]').click()")
    out = told["axes"][0][0]
    assert len(texts(visit, ".change")) == number - sum(
        len(part["differences"])
        for kind in told["kinds"]
        for part in kind["parts"]
        if part["key"] == out
    )
    for button, suffix in (("#save-page", ".html"), ("#save-sheet", ".xlsx")):
        visit.press(button)
        assert visit.downloaded(suffix) == made[suffix]
    assert said(visit) == ""


@pytest.mark.judge
@pytest.mark.slow
def test_what_is_compared_and_what_is_made_of_it_have_the_name_of_the_last_download(
    visit: Visit, book: Path, older: Path, tmp_path: Path
) -> None:
    visit.open(book)
    visit.press("#do-colour")
    taken(visit, tmp_path)
    visit.press("#do-compare")
    choose_other(visit, older)
    assert "avant.xlsx → programme-motxl.xlsx" in visit.text("#view")
    visit.press("#save-page")
    page = visit.downloaded(".html").decode()
    assert "programme-motxl.xlsx" in page
    assert "programme.xlsx" not in page


@pytest.mark.judge
@pytest.mark.slow
@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_another_browser_compares_in_french(
    built: Path,
    book: Path,
    older: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    downloads, profile = tmp_path / "downloads", tmp_path / "profile"
    downloads.mkdir()
    profile.mkdir()
    monkeypatch.chdir(tmp_path)
    mine = Path(shutil.copy(book, tmp_path))
    told, made = compared(Path(mine.name), tmp_path / "folder", older, language="fr")
    done("colour", mine)
    (state,) = asked("states", mine, "fr")["result"]["states"]
    with browsers.firefox(profile, downloads) if name == "firefox" else browsers.webkit() as driver:
        visit = Visit(driver, downloads)
        driver.get(built.as_uri())
        visit.run("document.querySelector('[data-language=fr]').click()")
        visit.run(KEEPING)
        visit.open(book)
        visit.press("#do-compare")
        choose_other(visit, older)
        assert visit.text("#compared-title") == told["counted"]
        shown = [part["differences"] for kind in told["kinds"] for part in kind["parts"]]
        assert len(texts(visit, ".change")) == sum(map(len, shown))
        assert texts(visit, ".changes h3") == [kind["title"] for kind in told["kinds"]]
        assert visit.text("#not-compared") == told["not_compared"]
        for button, suffix in (("#save-page", ".html"), ("#save-sheet", ".xlsx")):
            visit.run("window.kept = ''")
            visit.press(button)
            visit.until("return window.kept")
            assert visit.run("return window.kept") == made[suffix].hex()
        # Then with a state that this browser keeps.
        visit.press("#do-colour")
        visit.press("#do-compare")
        visit.press("[data-state]")
        (tmp_path / "again").mkdir()
        given = {"folder": str(tmp_path / "again"), "other": "", "is_old": False}
        told = asked("compare", mine, "fr", state=state["id"], **given)["result"]
        assert visit.text("#compared-title") == told["counted"]
        assert "couleur" in told["counted"]
