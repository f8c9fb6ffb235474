"""Extracts, messages, Contrôle and accepted findings in real browsers: what the terminal makes."""

from __future__ import annotations

import base64
import json
import re
import shutil
from pathlib import Path

import pytest

from motxl import api
from motxl.ooxml import Workbook
from tests.page import browsers
from tests.page.browsers import Visit
from tests.page.seen import in_both_schemes
from tests.page.test_in_browsers import KEEPING
from tests.page.test_sharing import by_the_terminal, drafts, in_zip, without_id

pytestmark = [pytest.mark.judge, pytest.mark.slow]


def made_of(visit: Visit, members: Path) -> dict[str, bytes]:
    visit.open(members)
    visit.press("#do-extracts")
    visit.press("#make-zip")
    return without_id(in_zip(visit.downloaded(".zip")))


def test_extracts_are_those_of_the_terminal(visit: Visit, members: Path, tmp_path: Path) -> None:
    visit.open(members)
    visit.press("#do-extracts")
    shown = visit.text("#view")
    assert "All 3 active members" in shown
    assert "Membre parti is not an active member" in shown
    visit.press("#make-zip")
    assert re.search(r"extraits-adherents-\d{4}-\d\d-\d\d-\d{6}\.zip", visit.text("#notices"))
    made = without_id(in_zip(visit.downloaded(".zip")))
    assert made == by_the_terminal(members, tmp_path / "all")
    assert visit.text("#made-title") == "3 extracts made."  # in a folder that nobody sees
    assert "Membre 2: there is nobody to write to" in visit.text("#view")


def test_extracts_of_some_members(visit: Visit, members: Path, tmp_path: Path) -> None:
    visit.open(members)
    visit.press("#do-extracts")
    visit.run("document.getElementById('some').click()")
    assert visit.run("return document.getElementById('make-zip').disabled")
    visit.run("document.querySelector('[data-member=M1]').click()")
    visit.run("document.getElementById('common').value = 'none'")
    visit.press("#make-zip")
    made = without_id(in_zip(visit.downloaded(".zip")))
    assert made == by_the_terminal(members, tmp_path / "some", "M1", "--common", "none")


def test_messages_are_those_of_the_terminal(visit: Visit, members: Path, tmp_path: Path) -> None:
    made_of(visit, members)
    visit.press("#prepare-messages")
    shown = visit.text("#view")
    assert "2 drafts to make" in shown
    assert shown.index("Membre 2") < shown.index("Membre 0")  # what is kept back comes first
    assert "It keeps no record" in shown
    assert shown.index("is it the programme to send?") < shown.index("Make these 2 drafts")
    visit.press("#make-drafts")
    made = in_zip(visit.downloaded(".zip"))
    assert "2 drafts were made and downloaded" in visit.text("#notices")
    assert visit.text("#messages-title") == "2 drafts made"
    assert "sent" not in visit.text("#notices .notice > p:first-child")
    folder = tmp_path / "out"
    by_the_terminal(members, folder)
    assert drafts(members, folder) in (0, 1)
    assert made == {one.name: one.read_bytes() for one in (folder / "brouillons").iterdir()}


def test_messages_from_a_zip_of_extracts(visit: Visit, members: Path, tmp_path: Path) -> None:
    by_the_terminal(members, tmp_path / "out")
    archive = shutil.make_archive(str(tmp_path / "given"), "zip", tmp_path, "out")
    visit.open(members)
    visit.press("#do-messages")
    assert "Make the extracts first" in visit.text("#view")
    visit.run(FROM_ZIP)
    visit.driver.upload("zip-picker", Path(archive))
    visit.until("return !!document.getElementById('make-drafts')")
    assert "2 drafts to make" in visit.text("#view")


def test_addresses_that_changed_places_are_told_however_often_extracts_are_made(
    visit: Visit, members: Path
) -> None:
    made_of(visit, members)
    workbook = Workbook.open(members)
    table = workbook.table("tblContacts")
    assert table is not None
    row, column = table.first_data_row, table.column("E-mail")
    first, second = (table.sheet.cell((row + n, column)).text for n in (0, 1))
    table.sheet.set_value((row, column), second)
    table.sheet.set_value((row + 1, column), first)
    workbook.save()
    visit.open(members)
    for _once_more in range(2):
        visit.press("#do-extracts")
        assert "values of rows 5–6 have changed places" in visit.text("#view")
        visit.press("#make-zip")
        visit.press("#prepare-messages")
        assert "it is uncertain who gets what: Contacts!" in visit.text("#view")
        assert not visit.run("return document.getElementById('make-drafts')")


def test_extracts_that_were_sent_get_no_drafts(visit: Visit, members: Path, tmp_path: Path) -> None:
    by_the_terminal(members, tmp_path / "out")
    assert drafts(members, tmp_path / "out") in (0, 1)
    archive = shutil.make_archive(str(tmp_path / "given"), "zip", tmp_path, "out")
    visit.open(members)
    visit.press("#do-messages")
    visit.run(FROM_ZIP)
    visit.driver.upload("zip-picker", Path(archive))
    visit.until(
        "return document.getElementById('notices').innerText.includes('installed on a computer')"
    )
    assert not visit.run("return document.getElementById('make-drafts')")


FROM_ZIP = """
HTMLInputElement.prototype.click = () => {};  // a person's click opens a dialog
document.getElementById("from-zip").click();
"""
DIRECTORY = """
window.kept = new Map(Object.entries(arguments[0]).map(([name, text]) =>
  [name, Uint8Array.from(atob(text), (one) => one.charCodeAt(0))]));
window.order = [];
const handleOf = (name) => ({
  kind: "file",
  name,
  getFile: async () => new File([kept.get(name)], name),
  createWritable: async () => {
    let waiting = null;
    return {
      write: async (given) => { waiting = given; },
      close: async () => { kept.set(name, waiting); order.push(name); },
    };
  },
});
const folder = {
  kind: "directory",
  name: "envois",
  entries: async function* () {
    for (const name of [...kept.keys()]) yield [name, handleOf(name)];
  },
  getFileHandle: async (name, { create } = {}) => {
    if (!kept.has(name)) {
      if (!create) throw new DOMException("none", "NotFoundError");
      kept.set(name, new Uint8Array());
    }
    return handleOf(name);
  },
};
window.showDirectoryPicker = async () => folder;
"""
KEPT = """
return Object.fromEntries([...kept].map(([name, bytes]) => {
  let text = "";
  for (const one of bytes) text += String.fromCharCode(one);
  return [name, btoa(text)];
}));
"""


def test_a_folder_that_may_not_be_asked_for_is_no_fault(visit: Visit, members: Path) -> None:
    visit.open(members)
    visit.press("#do-extracts")
    visit.run(
        "window.showDirectoryPicker = async () => { throw new DOMException('no', 'SecurityError') }"
    )
    visit.press("#make-folder")
    assert "The folder could not be read (no)" in visit.text("#notices")
    assert "internal error" not in visit.text("#notices")


def test_extracts_in_a_folder_go_on_from_what_is_there(
    visit: Visit, members: Path, tmp_path: Path
) -> None:
    """What the folder knew stays known, its id among it; the list of extracts is written last."""
    folder = tmp_path / "out"
    by_the_terminal(members, folder)
    (folder / "letter.txt").write_text("somebody's own")
    next(folder.glob("*M1*.xlsx"), next(folder.glob("*.xlsx"))).unlink()
    before = {one.name: one.read_bytes() for one in folder.iterdir() if one.name[0] != "."}
    visit.open(members)
    given = {name: base64.b64encode(data).decode() for name, data in before.items()}
    visit.run(DIRECTORY, given)
    visit.press("#do-extracts")
    visit.run("document.getElementById('make-folder').click()")
    visit.until("return !!document.getElementById('made-title')")
    kept = {name: base64.b64decode(text) for name, text in visit.run(KEPT).items()}
    by_the_terminal(members, folder)
    after = {one.name: one.read_bytes() for one in folder.iterdir() if one.name[0] != "."}
    assert kept == after
    order = visit.run("return order")
    assert order[-1] == "manifest.json" or "manifest.json" not in order
    assert json.loads(kept["manifest.json"])["id"] == json.loads(before["manifest.json"])["id"]


def test_findings_are_accepted_and_controle_written(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(book, tmp_path))
    visit.open(book)
    before = int(visit.text("#findings-title").split()[0])
    visit.press("#do-control")
    visit.press("#write-control")
    api.check(mine, write=True)
    assert visit.downloaded() == mine.read_bytes()
    visit.press("#do-control")
    assert visit.run("return document.getElementById('accept').disabled")
    wanted = visit.run(
        "const box = [...document.querySelectorAll('[data-key]')]"
        ".find((one) => one.dataset.key.endsWith('!F51'));"
        "box.click(); return box.dataset.key"
    )
    give_reason(visit)
    visit.press("#accept")
    api.check(mine, accept=REASON, only=wanted.rpartition("!")[2])
    assert visit.downloaded() == mine.read_bytes()
    assert f"accepted in Contrôle: {REASON}" in visit.text("#notices")
    assert int(visit.text("#findings-title").split()[0]) < before
    visit.press("#do-control")
    visit.press("#write-control")
    assert "up to date" in visit.text("#notices")


REASON = "nothing to correct (decided by the board)"


def give_reason(visit: Visit) -> None:
    """Type who decided to accept what is chosen, and why."""
    visit.run(
        "for (const [id, text] of [['who', 'the board'], ['why', 'nothing to correct']]) {"
        "  const one = document.getElementById(id);"
        "  one.value = text;"
        "  one.dispatchEvent(new Event('input'));"
        "}"
    )


def test_what_was_taken_back_is_restored(visit: Visit, book: Path) -> None:
    visit.open(book)
    visit.press("#do-colour")
    made = visit.downloaded()
    visit.press("#do-states")
    assert not visit.run("return document.getElementById('redo')")
    visit.press("#give-back")
    assert visit.downloaded() == book.read_bytes()
    visit.press("#do-states")
    visit.press("#redo")
    assert visit.downloaded() == made


def test_stopping_makes_nothing(visit: Visit, members: Path) -> None:
    visit.open(members)
    visit.press("#do-extracts")
    visit.run(
        "document.getElementById('make-zip').click(); document.getElementById('stop').click()"
    )
    visit.settle()
    assert "nothing was changed" in visit.text("#notices")
    assert not [one for one in visit.downloads.iterdir() if one.suffix == ".zip"]
    visit.press("#make-zip")
    assert visit.downloaded(".zip")


def test_axe_finds_nothing_and_nothing_is_too_wide(visit: Visit, members: Path) -> None:
    """In French, whose words are longer."""
    ask = visit.driver.execute_cdp_cmd  # type: ignore[attr-defined]
    size = {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    ask("Emulation.setDeviceMetricsOverride", size)
    told: dict[str, list[str]] = {}

    def look(state: str) -> None:
        visit.run("for (const one of document.querySelectorAll('#view details')) one.open = true")
        told[state] = in_both_schemes(visit)
        if visit.run("return document.documentElement.scrollWidth") > 320:
            told[state].append("wider than 320 px")

    try:
        visit.run("document.querySelector('[data-language=fr]').click()")
        visit.open(members)
        visit.press("#do-control")
        look("control")
        visit.press("#do-messages")
        look("sources")
        visit.press("#do-extracts")
        visit.run("document.getElementById('some').click()")
        look("extracts")
        visit.run("document.getElementById('all').click()")
        visit.press("#make-zip")
        look("made")
        visit.press("#prepare-messages")
        look("messages")
        visit.press("#make-drafts")
        look("drafted")
        visit.downloaded(".zip")
    finally:
        ask("Emulation.clearDeviceMetricsOverride", {})
    assert told == {state: [] for state in told}


def test_all_of_it_is_reached_by_the_keyboard(visit: Visit, members: Path) -> None:
    """From the title on, the tabulator comes to everything that can be pressed or chosen."""
    from selenium.webdriver.common.keys import Keys

    visit.open(members)
    for press in ("#do-control", "#do-extracts"):
        visit.press(press)
        visit.run("for (const one of document.querySelectorAll('#view details')) one.open = true")
        count = visit.run(
            "const all = [...document.querySelectorAll('#view button:enabled, #view input,"
            " #view select, #view summary')].filter((one) => one.offsetParent);"
            "document.querySelector('#view h2').focus();"
            "return all.filter((one) => one.type !== 'radio').length"
            " + (all.some((one) => one.type === 'radio') ? 1 : 0)"
        )
        reached = set()
        for _ in range(count + 2):
            visit.driver.switch_to.active_element.send_keys(Keys.TAB)  # type: ignore[attr-defined]
            reached.add(
                visit.run(
                    "const one = document.activeElement; return one.closest('#view') ?"
                    " [...document.querySelectorAll('#view *')].indexOf(one) : -1"
                )
            )
        assert len(reached - {-1}) == count


@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_another_browser_makes_the_same_extracts(
    built: Path, members: Path, tmp_path: Path, name: str
) -> None:
    downloads, profile = tmp_path / "downloads", tmp_path / "profile"
    downloads.mkdir()
    profile.mkdir()
    with browsers.firefox(profile, downloads) if name == "firefox" else browsers.webkit() as driver:
        visit = Visit(driver, downloads)
        driver.get(built.as_uri())
        visit.run(KEEPING)
        visit.open(members)
        visit.press("#do-extracts")
        visit.press("#make-zip")
        visit.until("return !!window.kept")
        made = in_zip(bytes.fromhex(visit.run("return window.kept")))
        assert without_id(made) == by_the_terminal(members, tmp_path / "terminal")
        visit.run("window.kept = null")
        visit.press("#prepare-messages")
        visit.press("#make-drafts")
        visit.until("return !!window.kept")
        assert len(in_zip(bytes.fromhex(visit.run("return window.kept")))) == 2
