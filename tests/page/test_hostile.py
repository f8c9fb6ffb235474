"""What breaks a page: clicks in a bad order, a store that goes, markup in cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.ooxml import Workbook
from tests.page.books import with_members
from tests.page.browsers import Visit
from tests.page.handles import encoded, kept_states, on_disk, save_elsewhere
from tests.page.test_files import coloured, edited, in_place, press, start, until_said

__all__ = ["coloured", "edited", "in_place"]
pytestmark = [pytest.mark.judge, pytest.mark.slow]

SLOW = """
const bytes = Uint8Array.from(atob(arguments[0]), (one) => one.charCodeAt(0));
window.second = { written: 0 };
window.showOpenFilePicker = async () => [{
  kind: "file",
  name: "other.xlsx",
  getFile: async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return new File([bytes], "other.xlsx", { lastModified: 5 });
  },
  requestPermission: async () => "granted",
  createWritable: async () => {
    second.written += 1;
    return { write: async () => {}, abort: async () => {}, close: async () => {} };
  },
}];
openFile();
setTimeout(() => document.getElementById("do-colour").click(), 400);  // it is being read
"""


def test_a_job_begun_while_another_workbook_is_read_writes_in_neither(
    in_place: Visit, book: Path, members: Path
) -> None:
    in_place.run(SLOW, encoded(members.read_bytes()))
    in_place.until("return document.getElementById('book-name').textContent === 'other.xlsx'")
    in_place.settle()
    assert in_place.run("return second.written") == 0
    assert on_disk(in_place) == book.read_bytes()
    assert kept_states(in_place) == []


def test_a_workbook_dropped_during_a_job_is_not_opened_and_it_is_said(
    in_place: Visit,
) -> None:
    start(in_place, "#do-summary")
    in_place.run("openFile()")
    until_said(in_place, "still working")
    in_place.settle()
    assert in_place.text("#book-name") == "programme.xlsx"


def test_a_result_that_stands_nowhere_outlasts_another_workbook(
    in_place: Visit, members: Path, coloured: bytes
) -> None:
    in_place.run("disk.refuse = 'QuotaExceededError'")
    in_place.press("#do-colour")
    in_place.open(members)
    in_place.press("#do-control")
    in_place.press("#write-control")
    in_place.downloaded()
    press(in_place, "Download a copy")
    assert in_place.downloaded() == coloured


def test_a_store_that_is_deleted_meanwhile_is_opened_again(in_place: Visit, book: Path) -> None:
    in_place.run("indexedDB.deleteDatabase('motxl')")
    in_place.press("#do-colour")
    assert "Written in programme.xlsx" in in_place.text("#notices")
    assert kept_states(in_place) == [book.stat().st_size]


STOP_THE_CHECK = """
document.getElementById("do-colour").click();
const at = setInterval(() => {
  if (!document.getElementById("notices").textContent.includes("Written")) return;
  if (!document.getElementById("stage").textContent.startsWith("Checking")) return;
  clearInterval(at);
  document.getElementById("stop").click();
}, 1);
"""


def test_who_stops_the_check_after_a_change_is_told_what_stands(
    in_place: Visit, coloured: bytes
) -> None:
    in_place.run(STOP_THE_CHECK)
    until_said(in_place, "was not checked afterwards")
    assert on_disk(in_place) == coloured
    assert "nothing was changed" not in in_place.text("#notices")
    assert in_place.run("return document.querySelector('#view *')") is None
    in_place.press("#do-check")
    assert "findings" in in_place.text("#findings-title")


def test_a_worker_that_never_starts_again_is_given_up(in_place: Visit) -> None:
    in_place.run(
        "window.starts = 0;"
        "window.Worker = class extends EventTarget {"
        "  constructor() {"
        "    super();"
        "    starts += 1;"
        "    setTimeout(() => this.onerror({ message: 'broken' }));"
        "  }"
        "  postMessage() {}"
        "  terminate() {}"
        "};"
        "document.getElementById('do-summary').click();"
        "document.getElementById('stop').click()"
    )
    in_place.settle()
    in_place.press("#do-check")
    in_place.run("document.getElementById('do-check').click()")
    in_place.settle()
    assert in_place.run("return starts") <= 4
    until_said(in_place, "cannot start")


def test_a_zip_that_is_too_large_is_a_sentence(visit: Visit, members: Path) -> None:
    visit.open(members)
    visit.press("#do-messages")
    visit.run(
        "HTMLInputElement.prototype.click = () => {};"
        "document.getElementById('from-zip').click();"
        "const picker = document.getElementById('zip-picker');"
        "Object.defineProperty(picker, 'files', { value: [{ name: 'big.zip', size: 3e9 }] });"
        "Object.defineProperty(picker, 'value', { set() {} });"
        "picker.dispatchEvent(new Event('change'))"
    )
    until_said(visit, "big.zip is too large")


MARKUP = '<img src=x onerror="window.caught=1"><b>&amp;</b>'


def test_markup_in_cells_and_names_is_text(visit: Visit, tmp_path: Path) -> None:
    file = with_members(tmp_path / "a<b>.xlsx")
    workbook = Workbook.open(file)
    table, sheet = workbook.table("tblProgramme"), workbook.sheet("Programme")
    for n in range(3):
        sheet[f"B{table.first_data_row + n}"] = f" {MARKUP} cf thème 99 {n} "
    members = workbook.table("tblAdherents")
    column = "ABCDEFGH"[members.columns.index("Nom")]
    members.sheet[f"{column}{members.first_data_row}"] = f"{MARKUP} & <i>"
    workbook.save(force=True)
    visit.open(file)
    assert MARKUP in visit.text("#view")
    for button in ("#do-control", "#do-extracts", "#do-states", "#do-renumber"):
        visit.press(button)
        injected = "#view img, #view i:not(dd i), #notices img, #book img, #view b b"
        assert visit.run("return document.querySelector(arguments[0])", injected) is None
    visit.press("#do-extracts")
    assert MARKUP in visit.text("#view")
    assert visit.run("return window.caught") is None


def test_nothing_of_the_page_calls_other_pages(visit: Visit) -> None:
    assert visit.run("return typeof RTCPeerConnection") == "undefined"


def test_what_is_known_of_a_file_that_was_changed_elsewhere_is_said(
    in_place: Visit, edited: bytes
) -> None:
    in_place.press("#do-colour")
    save_elsewhere(in_place, edited)
    until_said(in_place, "saved elsewhere")
    in_place.settle()
    in_place.press("#do-states")
    assert "did not write what this file now contains" in in_place.text("#view")
    in_place.press("#give-back")
    assert on_disk(in_place) == edited  # not before somebody wants it all the same
