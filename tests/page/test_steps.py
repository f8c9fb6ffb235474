"""What somebody who has the page and the workbook alone sees of each step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from motxl.ooxml import Workbook
from tests.page.browsers import Visit
from tests.page.jobs import done
from tests.page.seen import in_both_schemes
from tests.page.test_downloads import pressed, said
from tests.page.test_sharing_in_browsers import REASON, give_reason

pytestmark = [pytest.mark.judge, pytest.mark.slow]

IN_VIEW = """
const { top, bottom } = document.querySelector("#notices > .notice").getBoundingClientRect();
return top >= 0 && bottom <= innerHeight;
"""
TO_THE_END = "scrollTo(0, document.documentElement.scrollHeight)"


def texts(visit: Visit, selector: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)"
    return list(visit.run(script, selector))


def test_the_text_of_the_row_stands_in_each_finding_and_before_a_correction(
    visit: Visit, book: Path
) -> None:
    found = [one for one in done("check", book)["findings"] if one["text"]]
    label = next(one["text"] for one in found if one["cell"] == "F51")
    visit.open(book)
    assert sorted(texts(visit, ".groups .own")) == sorted(one["text"] for one in found)
    lines = visit.run(
        "return Math.max(...[...document.querySelectorAll('.groups .own')].map((one) =>"
        " one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)))"
    )
    assert lines < 2.5
    visit.choose("[data-key$='!F51']")
    visit.press(".tray .main")
    assert texts(visit, ".preview .own") == [label]
    visit.press("#do-control")
    assert label in texts(visit, ".ticks .own")


def test_what_became_of_a_job_is_brought_into_view(visit: Visit, book: Path) -> None:
    visit.open(book)
    visit.choose()
    visit.press(".tray .main")
    visit.run(TO_THE_END)
    visit.press("#make")
    assert visit.run(IN_VIEW)
    visit.run(TO_THE_END)
    visit.press("#do-colour")
    assert visit.run(IN_VIEW)


def test_what_was_said_of_a_success_goes_with_the_next_view(visit: Visit, book: Path) -> None:
    visit.open(book)
    visit.press("#do-colour")
    assert "Downloaded" in said(visit)
    visit.press("#do-messages")
    assert said(visit) == ""
    assert visit.run("return !document.getElementById('again').hidden")  # still at hand
    visit.press("#view .plain")
    assert visit.text("#findings-title")


def test_the_keyboard_stays_where_it_was_after_a_job(visit: Visit, book: Path) -> None:
    visit.open(book)
    visit.run("const one = document.getElementById('do-summary'); one.focus(); one.click()")
    visit.run("document.getElementById('stop').click()")
    visit.settle()
    assert visit.run("return document.activeElement.id") == "do-summary"


def test_it_is_said_what_was_written_and_where(visit: Visit, book: Path) -> None:
    visit.open(book)
    visit.press("#do-colour")
    assert "Cells: B" in said(visit)
    visit.press("#do-summary")
    assert "Open the workbook in Excel to see the pivot tables" in said(visit)
    visit.press("#do-renumber")
    assert "would get" in visit.text("#view")
    visit.press("#make")
    assert "a new code" in said(visit) or "new codes" in said(visit)


def test_one_way_leads_from_a_finding_to_its_acceptance(visit: Visit, book: Path) -> None:
    visit.open(book)
    key = visit.run("return document.querySelector('[data-accept$=\"!F51\"]').dataset.accept")
    visit.press("[data-accept$='!F51']")
    ticked = "[...document.querySelectorAll('.ticks [data-key]:checked')]"
    assert visit.run(f"return {ticked}.map((one) => one.dataset.key)") == [key]
    assert visit.run("return document.activeElement.id") == "who"
    assert visit.run("return document.getElementById('accept').disabled")
    give_reason(visit)
    assert not visit.run("return document.getElementById('accept').disabled")
    ref = next(one["ref"] for one in done("check", book)["findings"] if one["key"] == key)
    assert ref in visit.run(
        f"return {ticked}[0].closest('label').querySelector('.place').textContent"
    )
    assert in_both_schemes(visit) == []
    visit.press("#accept")
    visit.press("#do-control")
    (accepted,) = texts(visit, "#accepted li")
    assert REASON in accepted
    assert "F51" in accepted
    assert "column Ignorer" in visit.text("#view")
    pressed(visit, "Tick all")
    group = "document.querySelector('.control details > .plain').parentElement"
    assert visit.run(f"return {group}.querySelector('input:not(:checked)') === null")


def test_what_is_left_out_of_before_and_after_is_not_made(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(book, tmp_path))
    visit.open(book)
    visit.choose()
    visit.press(".tray .main")
    keys = visit.run(
        "return [...document.querySelectorAll('.preview [data-key]')].map((one) => one.dataset.key)"
    )
    out = next(key for key in keys if key.endswith("!F51"))
    visit.run("document.querySelector('.preview [data-key$=\"!F51\"]').click()")
    assert in_both_schemes(visit) == []
    visit.press("#make")
    chosen = [one["key"] for one in done("check", mine)["findings"] if one["correctable"]]
    done("correct", mine, chosen=[key for key in chosen if key != out])
    assert visit.downloaded() == mine.read_bytes()


def test_where_a_correction_hangs_on_what_was_left_out_it_is_seen_again(
    visit: Visit, book: Path
) -> None:
    visit.open(book)
    visit.choose()
    visit.press(".tray .main")
    visit.run(
        "const stringify = JSON.stringify;"
        "let n = 0;"  # as if the second look gave something else
        "JSON.stringify = (given, ...more) => stringify(given, ...more)"
        " + (given?.[0]?.pieces || given?.[0]?.lines ? n++ : '');"
        "document.querySelector('.preview [data-key]').click()"
    )
    before = len(texts(visit, ".preview > ul > li"))
    visit.press("#make")
    assert visit.text("#preview-title") == "Before and after"
    assert len(texts(visit, ".preview > ul > li")) < before


def test_the_view_that_is_open_is_marked(visit: Visit, book: Path) -> None:
    marked = "return [...document.querySelectorAll('[aria-current]')].map((one) => one.id)"
    visit.open(book)
    assert visit.run(marked) == ["do-check"]
    for one in ("do-renumber", "do-control", "do-extracts", "do-messages", "do-states"):
        visit.press(f"#{one}")
        assert visit.run(marked) == [one]


def test_each_message_can_be_read_and_drafts_are_made_once(visit: Visit, members: Path) -> None:
    visit.open(members)
    visit.press("#do-extracts")
    visit.press("#make-zip")
    assert "manifest.json" in visit.text("#view")
    visit.downloaded(".zip")
    visit.press("#prepare-messages")
    letters = texts(visit, ".letter")
    assert len(letters) == 2
    assert letters[0] != letters[1]
    visit.run("for (const one of document.querySelectorAll('#view details')) one.open = true")
    assert in_both_schemes(visit) == []
    visit.press("#make-drafts")
    assert visit.run("return document.getElementById('make-drafts')") is None
    assert visit.run(IN_VIEW)
    visit.downloaded(".zip")
    pressed(visit, "Download again")
    assert visit.downloaded(".zip")


def test_what_colour_does_is_said_to_be_done_by_that_button(visit: Visit, tmp_path: Path) -> None:
    mine = tmp_path / "mine.xlsx"
    workbook = Workbook.open(
        shutil.copy(Path(__file__).parents[2] / "workbooks" / "programme-2025.xlsx", mine)
    )
    sheet, table = workbook.sheet("Programme"), workbook.table("tblProgramme")
    for n, row in enumerate(table.rows):
        if row["Thèmes Deal"]:
            column = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[table.columns.index("Thèmes Deal")]
            sheet[f"{column}{table.first_data_row + n}"] = ""
            break
    workbook.save(force=True)
    visit.open(mine)
    assert "with the button “Colour”" in visit.text("#view")
    visit.press("#do-colour")
    assert "with the button “Colour”" not in visit.text("#view")
