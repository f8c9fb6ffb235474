"""The page where the browser writes in no file: what is downloaded, and how it is known again."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import openpyxl
import pytest

from motxl.ooxml import Workbook
from tests.page.browsers import Visit
from tests.page.handles import offer
from tests.page.jobs import done

pytestmark = [pytest.mark.judge, pytest.mark.slow]


def taken(visit: Visit, folder: Path) -> Path:
    """The workbook that was downloaded last, under its own name, in another folder."""
    deadline = time.monotonic() + 60
    while not (found := [*visit.downloads.glob("*.xlsx")]):
        assert time.monotonic() < deadline, "nothing was downloaded"
        time.sleep(0.02)
    (file,) = found
    return Path(shutil.move(file, folder / file.name))


def edited(file: Path) -> Path:
    """After somebody has worked on it in Excel."""
    workbook = Workbook.open(file)
    workbook.sheet("Programme")["B40"] = "Un autre intitulé"
    workbook.save(force=True)
    return file


def pressed(visit: Visit, words: str) -> None:
    visit.run(
        "[...document.querySelectorAll('#view button, #notices button')]"
        ".find((one) => one.textContent.includes(arguments[0])).click()",
        words,
    )
    visit.settle()


def said(visit: Visit) -> str:
    return visit.text("#notices")


def test_each_result_has_a_name_of_its_own_and_the_newest_is_named(
    visit: Visit, book: Path, built: Path, tmp_path: Path
) -> None:
    visit.open(book)
    visit.press("#do-colour")
    assert "programme-motxl.xlsx: go on with this file, which is the newest" in said(visit)
    assert "programme.xlsx has stayed" in said(visit)
    assert taken(visit, tmp_path).name == "programme-motxl.xlsx"
    visit.press("#do-summary")
    assert "programme-motxl-2.xlsx: go on with this file, which is the newest" in said(visit)
    assert "no longer need programme-motxl.xlsx" in said(visit)
    assert visit.text("#book-name") == "programme-motxl-2.xlsx"
    second = taken(visit, tmp_path)
    assert second.name == "programme-motxl-2.xlsx"
    visit.press("#again")
    assert taken(visit, tmp_path).name == second.name
    visit.driver.get(built.as_uri())
    visit.open(second)
    assert "newer" not in said(visit)
    visit.press("#do-control")
    visit.press("#write-control")
    assert taken(visit, tmp_path).name == "programme-motxl-3.xlsx"


def test_an_older_file_is_told_from_the_newest_and_takes_no_name_of_it(
    visit: Visit, book: Path, built: Path, tmp_path: Path
) -> None:
    visit.open(book)
    visit.press("#do-colour")
    taken(visit, tmp_path)
    visit.driver.get(built.as_uri())
    visit.open(book)
    assert "newer file of this workbook, programme-motxl.xlsx" in said(visit)
    visit.press("#do-summary")
    assert "may lack what was changed in programme-motxl.xlsx" in said(visit)
    assert "is the newest" not in said(visit)
    apart = taken(visit, tmp_path)
    assert apart.name == "programme-motxl-2.xlsx"
    visit.press("#do-control")
    visit.press("#write-control")
    assert "may lack what was changed in programme-motxl.xlsx" in said(visit)
    assert "delete" not in said(visit)
    visit.open(apart)
    assert "newer file of this workbook, programme-motxl-3.xlsx" in said(visit)


def test_the_file_with_what_was_undone_is_not_to_be_deleted(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    visit.open(book)
    visit.press("#do-colour")
    undone = taken(visit, tmp_path)
    visit.press("#do-states")
    visit.press("#give-back")
    assert "What was undone is still in programme-motxl.xlsx" in said(visit)
    assert "delete" not in said(visit)
    visit.press("#do-states")
    visit.press("#redo")
    assert "programme-motxl-3.xlsx: go on with this file" in said(visit)
    assert "delete" not in said(visit)
    visit.open(undone)
    assert "newer file of this workbook, programme-motxl-3.xlsx: to go on" in said(visit)


def test_two_pages_give_two_names_and_each_is_told_of_the_other(
    visit: Visit, book: Path, built: Path, tmp_path: Path
) -> None:
    driver = visit.driver
    visit.open(book)
    first = driver.current_window_handle  # type: ignore[attr-defined]
    driver.switch_to.new_window("tab")  # type: ignore[attr-defined]
    try:
        driver.get(built.as_uri())
        visit.open(book)
        visit.until(
            "return document.getElementById('notices').innerText.includes('results of its own')"
        )
        visit.press("#do-colour")
        assert taken(visit, tmp_path).name == "programme-motxl.xlsx"
    finally:
        driver.close()  # type: ignore[attr-defined]
        driver.switch_to.window(first)  # type: ignore[attr-defined]
    visit.until(
        "return document.getElementById('notices').innerText"
        ".includes('has just downloaded programme-motxl.xlsx')"
    )
    assert "downloaded as programme-motxl-2.xlsx" in visit.text("#book-facts")
    visit.press("#do-summary")
    assert "may lack what was changed in programme-motxl.xlsx" in said(visit)
    assert taken(visit, tmp_path).name == "programme-motxl-2.xlsx"


@pytest.mark.parametrize("data", [b"", b"PK" + bytes(300), b"Axe;Programme de travail"])
def test_a_file_that_cannot_be_read_leaves_what_is_open_as_it_is(
    visit: Visit, book: Path, tmp_path: Path, data: bytes
) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(data)
    visit.open(book)
    visit.choose("[data-key$='!F51']")
    visit.open(other)
    assert "other.xlsx" in said(visit)
    assert "programme.xlsx is still open, as it was" in said(visit)
    assert visit.text("#book-name") == "programme.xlsx"
    visit.press(".tray .main")
    assert visit.run("return document.querySelectorAll('.preview [data-key]').length") == 1
    visit.open(other)  # from another view than the findings
    assert visit.text("#preview-title") == "Before and after"
    visit.press("#make")
    assert taken(visit, tmp_path).name == "programme-motxl.xlsx"


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("programme-motxl (3).xlsx", "programme-motxl-5.xlsx"),
        ("programme-motxl-2(1).xlsx", "programme-motxl-4.xlsx"),
        ("programme-motxl-9.xlsx", "programme-motxl-10.xlsx"),
        ("a.b-motxl.XLSX", "a.b-motxl-2.XLSX"),
        ("__proto__.xlsx", "__proto__-motxl.xlsx"),
    ],
)
def test_the_number_goes_on_from_the_name_that_was_opened(
    visit: Visit, book: Path, tmp_path: Path, name: str, following: str
) -> None:
    visit.open(Path(shutil.copy(book, tmp_path / name)))
    assert f"downloaded as {following}" in visit.text("#book-facts")


def test_a_check_says_that_it_reads_the_copy_that_was_opened(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(book, tmp_path))
    visit.open(mine)
    assert "copy read at" in visit.text("#book-facts")
    before = visit.text("#findings-title")
    edited(mine)
    visit.press("#do-check")
    assert visit.text("#findings-title") == before
    assert "programme.xlsx as you opened it at" in said(visit)
    offer(visit, mine)
    pressed(visit, "Open the file again…")
    assert "written to the file itself" in visit.text("#book-facts")


# Earlier states are those of what the file holds ----------------------------------------------


def test_the_original_does_not_list_what_motxl_did_in_its_results(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    visit.open(book)
    visit.press("#do-colour")
    result = taken(visit, tmp_path)
    visit.open(book)
    visit.press("#do-states")
    assert visit.run("return document.querySelector('.states ol, #give-back')") is None
    assert "is as it was before the change of" in visit.text("#view")
    visit.open(result)
    visit.press("#do-states")
    assert visit.run("return document.querySelectorAll('.states li').length") == 1
    visit.press("#give-back")
    assert taken(visit, tmp_path).read_bytes() == book.read_bytes()


def test_of_an_edited_result_it_is_said_what_is_known(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    visit.open(book)
    visit.press("#do-colour")
    result = edited(taken(visit, tmp_path))
    visit.open(result)
    visit.press("#do-states")
    shown = visit.text("#view")
    assert "motxl has changed programme.xlsx in this browser" in shown
    assert "not changed it" not in shown
    assert visit.run("return document.querySelector('.states ol, #give-back')") is None


def test_another_workbook_of_the_same_name_has_other_states(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    visit.open(book)
    visit.press("#do-colour")
    taken(visit, tmp_path)
    visit.open(edited(Path(shutil.copy(book, tmp_path))))
    visit.press("#do-states")
    assert visit.run("return document.querySelector('.states ol, #give-back')") is None


def test_states_go_on_through_the_files_that_were_downloaded(
    visit: Visit, book: Path, built: Path, tmp_path: Path
) -> None:
    visit.open(book)
    visit.press("#do-colour")
    first = taken(visit, tmp_path)
    visit.driver.get(built.as_uri())
    visit.open(first)
    visit.press("#do-control")
    visit.press("#write-control")
    taken(visit, tmp_path)
    visit.press("#do-states")
    assert visit.run("return document.querySelectorAll('.states li').length") == 2
    visit.press("#give-back")
    assert taken(visit, tmp_path).read_bytes() == first.read_bytes()
    visit.press("#do-states")
    visit.press("#give-back")
    assert taken(visit, tmp_path).read_bytes() == book.read_bytes()


def test_every_state_has_words(visit: Visit, book: Path, tmp_path: Path) -> None:
    visit.open(book)
    visit.press("#do-colour")
    for button in ("#give-back", "#redo"):
        visit.press("#do-states")
        visit.press(button)
    visit.press("#do-states")
    words = visit.run(
        "return [...document.querySelectorAll('.states li')].map((one) =>"
        " one.childNodes[1].textContent.trim())"
    )
    assert len(words) == 2
    assert all(words), words


def test_an_extract_is_told_from_the_programme(visit: Visit, members: Path, tmp_path: Path) -> None:
    done("extracts", members, folder=str(tmp_path), members=["M1"], common="", write=True)
    (extract,) = tmp_path.glob("*.xlsx")
    visit.open(extract)
    assert "This workbook is the extract for Membre 1" in said(visit)
    visit.open(members)
    assert "extract for" not in said(visit)


def test_without_a_programme_nothing_is_offered_that_works_on_one(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    visit.open(other)
    assert "no programme" in said(visit).lower()
    assert "--" not in said(visit)
    able = "return [...document.querySelectorAll('.actions button:enabled')].map((one) => one.id)"
    assert visit.run(able) == ["do-check", "do-states"]
    assert visit.text("#told") == ""
    visit.open(book)
    all_of_them = "return document.querySelectorAll('.actions button').length"
    assert len(visit.run(able)) == visit.run(all_of_them)
