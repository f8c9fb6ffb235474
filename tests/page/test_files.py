"""The file of the workbook in the page: it is written in place, lives beside Excel, and nothing of
it is lost."""

from __future__ import annotations

import shutil
import time
import zipfile
from pathlib import Path

import pytest

from motxl.ooxml import Workbook
from tests.page import browsers
from tests.page.browsers import Visit
from tests.page.handles import encoded, kept_states, on_disk, open_in_place, save_elsewhere
from tests.page.jobs import done
from tests.page.seen import in_both_schemes, violations
from tests.page.test_sharing_in_browsers import give_reason

pytestmark = [pytest.mark.judge, pytest.mark.slow]


@pytest.fixture
def in_place(visit: Visit, book: Path) -> Visit:
    open_in_place(visit, book)
    return visit


@pytest.fixture
def coloured(book: Path, tmp_path: Path) -> bytes:
    """What *Colour* makes of the workbook."""
    mine = Path(shutil.copy(book, tmp_path / "coloured.xlsx"))
    done("colour", mine)
    return mine.read_bytes()


@pytest.fixture
def edited(book: Path, tmp_path: Path) -> bytes:
    """The workbook after somebody worked on it in Excel: a row was put in above the findings, and
    the code with blanks around it is right."""
    workbook = Workbook.open(shutil.copy(book, tmp_path / "edited.xlsx"))
    sheet, table = workbook.sheet("Programme"), workbook.table("tblProgramme")
    for n, row in enumerate(table.rows):
        if str(row["Axe"]).startswith(" "):
            sheet[f"A{table.first_data_row + n}"] = str(row["Axe"]).strip()
    put_in = {"Programme de travail": "Une action de plus", "Type": "Action"}
    made = [put_in.get(column, "") for column in table.columns]
    table.insert_rows(table.first_data_row + 20, [made])
    workbook.save(force=True)
    return Path(workbook.path or "").read_bytes()


def said(visit: Visit) -> str:
    return visit.text("#notices")


def start(visit: Visit, selector: str) -> None:
    """Press a button and go on: what it starts waits for something."""
    visit.run("document.querySelector(arguments[0]).click()", selector)


def until_said(visit: Visit, words: str) -> None:
    visit.until(f"return document.getElementById('notices').innerText.includes('{words}')")


def press(visit: Visit, name: str) -> None:
    """Press the button of a notice."""
    script = "[...document.querySelectorAll('#notices button')]"
    visit.run(f"{script}.find((one) => one.textContent === arguments[0]).click()", name)


def chosen(visit: Visit) -> list[str]:
    script = "[...document.querySelectorAll('[data-key]:checked')].map((one) => one.dataset.key)"
    return list(visit.run(f"return {script}"))


# Written in place ------------------------------------------------------------------------------


def test_the_state_before_is_kept_first_then_the_file_is_written(
    in_place: Visit, book: Path, coloured: bytes
) -> None:
    assert "Results are written to the file itself" in in_place.text("#book-facts")
    in_place.press("#do-colour")
    assert on_disk(in_place) == coloured
    assert in_place.run("return disk.writes") == 1
    assert book.stat().st_size in in_place.run("return disk.kept")
    assert not [one for one in in_place.downloads.iterdir() if one.suffix == ".xlsx"]
    in_place.press("#do-states")
    in_place.press("#give-back")
    assert on_disk(in_place) == book.read_bytes()


@pytest.mark.parametrize(
    ("moment", "error", "words"),
    [("refuse", "NotFoundError", "could not be written"),
     ("refuse", "QuotaExceededError", "not enough room"),
     ("refuseClose", "AbortError", "could not be written")],
)  # fmt: skip
def test_a_file_that_was_not_written_is_as_it_was_and_the_result_is_offered(
    in_place: Visit, book: Path, coloured: bytes, moment: str, error: str, words: str
) -> None:
    in_place.run("disk[arguments[0]] = arguments[1]", moment, error)
    in_place.press("#do-colour")
    assert words in said(in_place)
    assert "as it was" in said(in_place)
    assert on_disk(in_place) == book.read_bytes()
    assert kept_states(in_place) == []  # nothing was changed, and nothing can be taken back
    press(in_place, "Download a copy")
    assert in_place.downloaded() == coloured
    in_place.run("disk[arguments[0]] = null", moment)
    in_place.press("#do-colour")
    assert on_disk(in_place) == coloured


def test_what_was_written_in_spite_of_an_error_is_known(in_place: Visit, coloured: bytes) -> None:
    in_place.run("disk.refuseClose = 'AbortError'; disk.closesAllTheSame = true")
    in_place.press("#do-colour")
    assert "Written in programme.xlsx" in said(in_place)
    assert on_disk(in_place) == coloured


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("disk.afterwards = new Uint8Array([1, 2, 3])", "holds neither"),
        ("disk.unreadableAfter = 'NotReadableError'", "cannot be read back"),
        ("disk.unreadableAfter = 'NotReadableError'; disk.refuseClose = 'AbortError'",
         "holds the old workbook or the new one"),
    ],
)  # fmt: skip
def test_where_it_is_not_known_what_stands_both_are_there(
    in_place: Visit, book: Path, coloured: bytes, script: str, words: str
) -> None:
    in_place.run(script)
    in_place.press("#do-colour")
    assert words in said(in_place)
    assert kept_states(in_place) == [book.stat().st_size]
    press(in_place, "Download a copy")
    assert in_place.downloaded() == coloured


@pytest.mark.parametrize("permission", ["denied", "throws"])
def test_what_may_not_be_written_is_downloaded(
    in_place: Visit, book: Path, coloured: bytes, permission: str
) -> None:
    in_place.run("disk.permission = arguments[0]", permission)
    in_place.press("#do-colour")
    assert "does not allow" in said(in_place)
    assert in_place.downloaded() == coloured
    assert on_disk(in_place) == book.read_bytes()


def test_who_has_not_answered_the_browser_is_told_and_asked_again(
    in_place: Visit, book: Path, coloured: bytes
) -> None:
    in_place.run("disk.permission = 'prompt'")
    in_place.press("#do-colour")
    assert "nothing was done" in said(in_place)
    assert on_disk(in_place) == book.read_bytes()
    in_place.run("disk.permission = 'granted'")
    in_place.press("#do-colour")
    assert on_disk(in_place) == coloured
    in_place.run("disk.permission = 'prompt'")
    in_place.press("#do-summary")
    press(in_place, "Download the results from now on")
    assert "Results are downloaded" in in_place.text("#book-facts")
    in_place.press("#do-summary")
    in_place.downloaded()
    assert on_disk(in_place) == coloured


def test_where_a_policy_forbids_the_picker_the_element_is_asked(visit: Visit, book: Path) -> None:
    visit.run(
        "window.showOpenFilePicker = async () => { throw new DOMException('no', 'SecurityError') };"
        "document.getElementById('open').click()"
    )
    until_said(visit, "press the button again")
    visit.run(
        "document.getElementById('picker').onclick = () => { window.asked = true };"
        "document.getElementById('open').click()"
    )
    assert visit.run("return window.asked")
    visit.open(book)
    assert "Results are downloaded" in visit.text("#book-facts")


# Beside Excel ----------------------------------------------------------------------------------


def test_what_excel_saves_is_checked_by_itself_and_choices_stay(
    in_place: Visit, edited: bytes, tmp_path: Path
) -> None:
    in_place.choose()
    before, title = chosen(in_place), in_place.text("#findings-title")
    in_place.run("[...document.querySelectorAll('[data-key]')].at(-1).focus()")
    focused = in_place.run(FOCUSED)
    in_place.run(
        "window.noticed = null; const since = performance.now();"
        "new MutationObserver(() => { window.noticed ??= performance.now() - since })"
        ".observe(document.getElementById('busy'), { attributes: true })"
    )
    save_elsewhere(in_place, edited)
    until_said(in_place, "saved elsewhere")
    assert in_place.run("return window.noticed") < 2500
    assert in_place.text("#findings-title") != title
    after = chosen(in_place)
    # The row that was put in has moved them: they are known by their fingerprints.
    assert not set(after) & set(before)
    found = done("check", tmp_path / "edited.xlsx")["findings"]
    still = fingerprints([one["key"] for one in found if one["correctable"]])
    assert fingerprints(after) == fingerprints(before) & still
    assert len(after) > 10
    assert "you had chosen" in said(in_place)
    assert in_place.run(FOCUSED) == focused


FOCUSED = "return document.activeElement.dataset.key?.split(' ')[0]"


def fingerprints(keys: list[str]) -> set[str]:
    return {key.partition(" ")[0] for key in keys}


def test_what_is_ticked_in_controle_stays_when_excel_saves(in_place: Visit, edited: bytes) -> None:
    in_place.press("#do-control")
    key = in_place.run(
        "const all = [...document.querySelectorAll('[data-key]')];"
        "const box = all.find((one) => one.dataset.key.endsWith('!F51'));"
        "box.click(); return box.dataset.key"
    )
    give_reason(in_place)
    save_elsewhere(in_place, edited)
    until_said(in_place, "saved elsewhere")
    (now,) = chosen(in_place)
    assert now != key  # a row was put in above it
    assert fingerprints([now]) == fingerprints([key])
    in_place.press("#accept")
    assert "1 finding was accepted in Contrôle: nothing to correct" in said(in_place)


def test_what_could_not_be_pressed_before_work_cannot_after_it(
    in_place: Visit, edited: bytes
) -> None:
    in_place.press("#do-control")
    save_elsewhere(in_place, edited)
    until_said(in_place, "saved elsewhere")
    in_place.settle()
    assert in_place.run("return document.getElementById('accept').disabled")
    in_place.run("document.querySelector('[data-language=en]').disabled = true")
    in_place.press("#do-check")
    assert in_place.run("return document.querySelector('[data-language=en]').disabled")
    in_place.run("document.querySelector('[data-language=en]').disabled = false")


def test_what_is_done_all_the_same_is_told(in_place: Visit, book: Path, edited: bytes) -> None:
    in_place.press("#do-colour")
    save_elsewhere(in_place, edited)
    until_said(in_place, "saved elsewhere")
    in_place.settle()
    in_place.press("#do-states")
    in_place.press("#give-back")
    until_said(in_place, "nothing was undone")
    assert on_disk(in_place) == edited
    press(in_place, "Do it anyway")
    until_said(in_place, "again as it was before")
    assert on_disk(in_place) == book.read_bytes()


def test_another_date_alone_is_no_change(in_place: Visit) -> None:
    in_place.run("document.getElementById('findings-title').dataset.old = 'yes'; disk.time += 5000")
    in_place.run("window.later = false; setTimeout(() => { window.later = true }, 2500)")
    in_place.until("return window.later")
    assert in_place.run("return document.getElementById('findings-title').dataset.old") == "yes"


@pytest.mark.parametrize("error", ["NoModificationAllowedError", "InvalidStateError"])
def test_writing_waits_while_excel_holds_the_file(
    in_place: Visit, book: Path, coloured: bytes, error: str
) -> None:
    in_place.run("disk.refuse = arguments[0]", error)
    start(in_place, "#do-colour")
    until_said(in_place, "held by another program")
    assert in_place.text("#stage") == "Waiting until the file is free…"
    assert leaving(in_place)
    assert violations(in_place) == []
    press(in_place, "Download a copy")
    assert in_place.downloaded() == coloured
    assert on_disk(in_place) == book.read_bytes()
    in_place.run("disk.refuse = null")
    in_place.settle()
    assert on_disk(in_place) == coloured
    assert "held by another" not in said(in_place)
    assert "Written in programme.xlsx" in said(in_place)


def test_waiting_can_be_stopped(in_place: Visit, book: Path, coloured: bytes) -> None:
    in_place.run("disk.refuseClose = 'InvalidStateError'")
    start(in_place, "#do-colour")
    until_said(in_place, "Nothing has been written yet")
    in_place.press("#stop")
    assert "nothing was written, and it is as it was" in said(in_place)
    assert on_disk(in_place) == book.read_bytes()
    assert leaving(in_place)
    in_place.press("#do-check")  # what was not written is offered still
    press(in_place, "Download a copy")
    assert in_place.downloaded() == coloured
    assert not leaving(in_place)


@pytest.mark.parametrize("moment", ["before", "waiting", "writing"])
def test_what_was_saved_elsewhere_is_never_overwritten(
    in_place: Visit, edited: bytes, tmp_path: Path, moment: str
) -> None:
    in_place.choose()
    in_place.press(".tray .main")
    if moment == "before":
        # Between two looks: the button is pressed before the page has seen it.
        in_place.run(
            "saveElsewhere(arguments[0]); document.getElementById('make').click()", encoded(edited)
        )
    elif moment == "waiting":
        in_place.run("disk.refuse = 'InvalidStateError'")
        start(in_place, "#make")
        until_said(in_place, "held by another program")
        save_elsewhere(in_place, edited)
        in_place.run("disk.refuse = null")
    else:
        in_place.run(
            "disk.meanwhile = Uint8Array.from(atob(arguments[0]), (one) => one.charCodeAt(0));"
            "document.getElementById('make').click()",
            encoded(edited),
        )
    until_said(in_place, "changed elsewhere")
    until_said(in_place, "checked again")
    in_place.settle()
    assert on_disk(in_place) == edited
    assert in_place.run("return disk.writes") == 0
    assert kept_states(in_place) == []
    left = chosen(in_place)
    assert left  # those that stand still are chosen still
    in_place.press(".tray .main")
    in_place.press("#make")
    mine = tmp_path / "mine.xlsx"
    mine.write_bytes(edited)
    done("correct", mine, chosen=left)
    assert on_disk(in_place) == mine.read_bytes()


def test_a_file_that_is_gone_is_told_and_checked_when_it_is_back(
    in_place: Visit, edited: bytes
) -> None:
    title = in_place.text("#findings-title")
    in_place.run("disk.refuseRead = 'NotFoundError'")
    until_said(in_place, "no longer where it was")
    assert in_place.text("#findings-title") == title
    in_place.press("#do-colour")
    assert "nothing was written" in said(in_place)
    in_place.run("disk.refuseRead = null")
    save_elsewhere(in_place, edited)
    until_said(in_place, "checked again")


def test_a_workbook_that_could_not_be_read_is_read_when_it_can(visit: Visit, book: Path) -> None:
    letter = book.with_name("letter.xlsx")
    letter.write_bytes(b"Dear members")
    open_in_place(visit, letter)
    assert "not an Excel workbook" in said(visit)
    save_elsewhere(visit, book.read_bytes())
    visit.until("return document.getElementById('findings-title') !== null")
    assert "not an Excel workbook" not in said(visit)


# Where nothing can be kept ---------------------------------------------------------------------

FULL = """
IDBObjectStore.prototype.put = function (value, key) {
  if (String(key).endsWith(".xlsx")) throw new DOMException("no room", "QuotaExceededError");
  return put.call(this, value, key);
};
"""
ALL_FULL = """
window.realPut = put;
IDBObjectStore.prototype.put = function () {
  throw new DOMException("no room", "QuotaExceededError");
};
"""
ABSENT = """
window.realIndexedDB = indexedDB;
Object.defineProperty(window, "indexedDB", { value: { open() { throw new Error("none"); } } });
"""


@pytest.fixture(params=["full", "absent"])
def keepless(visit: Visit, built: Path, book: Path, request: pytest.FixtureRequest) -> Visit:
    """A page whose browser keeps nothing, with a workbook that it may write."""
    source = ABSENT if request.param == "absent" else ""
    made = visit.driver.execute_cdp_cmd(  # type: ignore[attr-defined]
        "Page.addScriptToEvaluateOnNewDocument", {"source": source}
    )
    visit.driver.get(built.as_uri())
    visit.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)  # type: ignore[attr-defined]
    if request.param == "full":
        visit.run(f"const put = IDBObjectStore.prototype.put; {FULL}")
    open_in_place(visit, book)
    start(visit, "#do-colour")
    until_said(visit, "cannot keep the state")
    return visit


def test_nothing_is_written_without_a_copy_and_without_a_word(
    keepless: Visit, book: Path, coloured: bytes
) -> None:
    assert on_disk(keepless) == book.read_bytes()
    assert keepless.run("return document.activeElement.textContent").startswith(
        "Download the previous state"
    )
    assert violations(keepless) == []
    press(keepless, "Do nothing")
    keepless.settle()
    assert on_disk(keepless) == book.read_bytes()
    start(keepless, "#do-colour")
    until_said(keepless, "cannot keep the state")
    press(keepless, "Download the previous state, then write")
    assert keepless.downloaded() == book.read_bytes()
    keepless.settle()
    assert on_disk(keepless) == coloured
    assert "downloaded as programme-before.xlsx" in said(keepless)


def test_a_store_that_takes_nothing_more_loses_no_state(in_place: Visit, book: Path) -> None:
    """Neither the new state nor the list without the oldest one can be written."""
    in_place.press("#do-colour")
    in_place.run(f"const put = IDBObjectStore.prototype.put; {ALL_FULL}")
    start(in_place, "#do-summary")
    until_said(in_place, "cannot keep the state")
    assert "internal error" not in said(in_place)
    press(in_place, "Do nothing")
    in_place.settle()
    in_place.run("IDBObjectStore.prototype.put = window.realPut")
    in_place.press("#do-summary")
    for _each_change in range(2):
        in_place.press("#do-states")
        in_place.press("#give-back")
    assert on_disk(in_place) == book.read_bytes()


def test_or_the_result_is_downloaded_instead(keepless: Visit, book: Path, coloured: bytes) -> None:
    press(keepless, "Download the result, leave the file alone")
    keepless.settle()
    assert keepless.downloaded() == coloured
    assert on_disk(keepless) == book.read_bytes()


def test_in_a_full_store_the_oldest_goes_and_that_is_told(
    built: Path, book: Path, tmp_path: Path
) -> None:
    """The browser itself has room for two states and no more."""
    with browsers.chromium(tmp_path) as driver:
        driver.get(built.as_uri())
        # Before the first write: for half a minute a browser trusts in what it knew of its room.
        driver.execute_cdp_cmd(  # type: ignore[attr-defined]
            "Storage.overrideQuotaForOrigin", {"origin": "file://", "quotaSize": 190_000}
        )
        visit = Visit(driver, tmp_path)
        open_in_place(visit, book)
        visit.press("#do-colour")
        visit.press("#do-summary")
        assert len(kept_states(visit)) == 2
        visit.choose()
        visit.press(".tray .main")
        visit.press("#make")
        assert "To make room in this browser" in said(visit)
        assert "Written in programme.xlsx" in said(visit)
        assert "cannot keep" not in said(visit)
        assert len(kept_states(visit)) in {1, 2}
        assert book.stat().st_size not in kept_states(visit)
        before = on_disk(visit)
        visit.press("#do-states")
        visit.press("#give-back")
        assert on_disk(visit) != before
        assert "again as it was" in said(visit)


TAKES_NOTHING = """
window.full = true;
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  if (full) throw new DOMException("no room", "QuotaExceededError");
  return put.apply(this, given);
};
"""


def test_where_the_store_takes_nothing_at_all_no_state_is_lost(in_place: Visit, book: Path) -> None:
    in_place.press("#do-colour")
    coloured = on_disk(in_place)
    in_place.run(TAKES_NOTHING)
    start(in_place, "#do-summary")
    until_said(in_place, "cannot keep the state")
    press(in_place, "Do nothing")
    in_place.settle()
    assert on_disk(in_place) == coloured
    in_place.run("window.full = false")
    in_place.press("#do-summary")
    for expected in (coloured, book.read_bytes()):
        in_place.press("#do-states")
        in_place.press("#give-back")
        assert on_disk(in_place) == expected


def test_what_is_stopped_before_it_is_seen_again_begins_nothing_else(in_place: Visit) -> None:
    in_place.choose()
    in_place.press(".tray .main")
    in_place.run(
        "document.querySelector('.preview [data-key]').click();"
        "document.getElementById('make').click();"
        "document.getElementById('stop').click()"
    )
    until_said(in_place, "Stopped: nothing was changed")
    time.sleep(0.3)
    in_place.settle()
    assert said(in_place).startswith("Stopped: nothing was changed")


# Two pages, leaving, what is no workbook -------------------------------------------------------


def test_two_pages_know_of_each_other(in_place: Visit, built: Path, book: Path) -> None:
    first = in_place.driver.current_window_handle  # type: ignore[attr-defined]
    in_place.driver.switch_to.new_window("tab")  # type: ignore[attr-defined]
    try:
        in_place.driver.get(built.as_uri())
        open_in_place(in_place, book)
        until_said(in_place, "open in another page")
        in_place.press("#do-colour")
        assert len(kept_states(in_place)) == 1
    finally:
        in_place.driver.close()  # type: ignore[attr-defined]
        in_place.driver.switch_to.window(first)  # type: ignore[attr-defined]
    assert "open in another page" in said(in_place)
    in_place.press("#do-summary")  # of the state that the other page kept nothing is lost
    assert len(kept_states(in_place)) == 2
    # A handle of the test says of no other one that it is the same file: each page lists its own.
    in_place.press("#do-states")
    assert in_place.run("return document.querySelectorAll('.states li').length") == 1


def test_a_state_that_another_page_keeps_at_the_same_moment_stays(
    in_place: Visit, book: Path
) -> None:
    in_place.run(
        "document.getElementById('do-colour').click();"
        "const asked = indexedDB.open('motxl');"
        "const Was = IDBDatabase.prototype.transaction;"
        "IDBDatabase.prototype.transaction = function (stores, mode, more) {"
        "  if (mode === 'readwrite') {"
        "    IDBDatabase.prototype.transaction = Was;"
        "    const other = Was.call(this, ['count'], 'readwrite').objectStore('count');"
        "    other.put(77, 'n');"
        "  }"
        "  return Was.call(this, stores, mode, more);"
        "}"
    )
    in_place.settle()
    assert "Another page of motxl" in said(in_place)
    assert on_disk(in_place) == book.read_bytes()
    in_place.press("#do-colour")
    assert "Written in programme.xlsx" in said(in_place)


def leaving(visit: Visit) -> bool:
    """Whether somebody who closes the page is asked first."""
    return bool(visit.run(
        "const event = new Event('beforeunload', { cancelable: true });"
        "dispatchEvent(event); return event.defaultPrevented"
    ))  # fmt: skip


def test_who_closes_the_page_with_something_unwritten_is_asked(in_place: Visit) -> None:
    assert not leaving(in_place)
    in_place.choose("[data-key]:not(:checked)")
    assert leaving(in_place)
    until_said(in_place, "chosen, but not made")
    in_place.press(".tray .main")
    in_place.press("#make")
    assert not leaving(in_place)


def test_a_crash_of_python_leaves_file_and_states_as_they_were(
    visit: Visit, built: Path, book: Path
) -> None:
    made = visit.driver.execute_cdp_cmd(  # type: ignore[attr-defined]
        "Page.addScriptToEvaluateOnNewDocument",
        {"source": "const Made = window.Worker; window.Worker = class extends Made {"
                   "constructor(url) { super(url); window.last = this; } };"},
    )  # fmt: skip
    visit.driver.get(built.as_uri())
    visit.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)  # type: ignore[attr-defined]
    open_in_place(visit, book)
    visit.choose()
    count = len(chosen(visit))
    visit.run(
        "document.getElementById('do-colour').click();"
        "const at = setInterval(() => {"
        "  if (document.getElementById('stage').textContent !== 'Working…') return;"
        "  clearInterval(at);"
        "  last.dispatchEvent(new ErrorEvent('error', { message: 'no memory' }));"
        "}, 1)"
    )
    until_said(visit, "started afresh")
    visit.settle()
    assert "started afresh" in said(visit)
    assert on_disk(visit) == book.read_bytes()
    assert kept_states(visit) == []
    assert len(chosen(visit)) == count
    visit.press("#do-colour")
    assert "Written in programme.xlsx" in said(visit)


def test_what_is_no_workbook_of_ours_is_a_sentence(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(book) as of, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as into:
        for name in of.namelist():
            with into.open(name, "w") as part:
                absurd = "sharedStr" in name
                part.writelines([b" " * (1 << 20)] * 64 if absurd else [of.read(name)])
    secret = tmp_path / "secret.xlsx"
    package = "EncryptedPackage".encode("utf-16-le")
    secret.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000) + package + bytes(3000))
    letter, empty = tmp_path / "letter.xlsx", tmp_path / "empty.xlsx"
    letter.write_bytes(b"Dear members")
    empty.write_bytes(b"")
    visit.run("document.querySelector('[data-language=fr]').click()")
    wanted = {bomb: "taille", secret: "mot de passe", letter: "classeur Excel", empty: "vide"}
    for file, words in wanted.items():
        visit.open(file)
        assert words in said(visit)
        assert file.name in said(visit)
    open_in_place(visit, book)
    visit.run("disk.size = 4e9; openFile()")
    until_said(visit, "trop volumineux")


def test_what_is_said_of_files_fits_into_a_narrow_window(in_place: Visit, edited: bytes) -> None:
    size = {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    tell = in_place.driver.execute_cdp_cmd  # type: ignore[attr-defined]
    tell("Emulation.setDeviceMetricsOverride", size)
    try:
        in_place.run("disk.refuse = 'InvalidStateError'")
        start(in_place, "#do-colour")
        until_said(in_place, "held by another program")
        assert in_both_schemes(in_place) == []
        in_place.press("#stop")
        save_elsewhere(in_place, edited)
        until_said(in_place, "checked again")
        assert in_both_schemes(in_place) == []
        assert in_place.run("return document.documentElement.scrollWidth") <= 320
    finally:
        tell("Emulation.clearDeviceMetricsOverride", {})
