"""Safeguards that nobody sees while all goes well, of files, of extracts and of the page itself."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motxl.extract.filling import fill
from motxl.page import build, markup
from tests.conftest import need
from tests.page import browsers
from tests.page.browsers import Visit
from tests.page.handles import encoded, kept_states
from tests.page.test_files import start, until_said
from tests.page.test_in_browsers import counting
from tests.page.test_sharing import asked, in_zip

WEB = Path(build.__file__).parent / "web"
SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(WEB.glob("*.js")))


# Texts are no markup ---------------------------------------------------------------------------

EVIL = '</script><img src=x onerror="window.caught = 1"><!-- <script>'


def test_a_text_of_the_catalogue_cannot_end_its_element(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {one: {"tagline": EVIL} for one in ("fr", "en")}
    monkeypatch.setattr(markup, "texts_for_scripts", lambda: texts)
    made = markup.page(b"run()", {"files": "AAAA"}).decode()
    (block,) = re.findall(r'id="texts">(.*?)</script>', made, re.DOTALL)
    assert json.loads(block) == texts  # whole, and the same after it was read
    assert "<" not in block


def test_no_script_makes_markup_of_a_text() -> None:
    ways = (
        r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|DOMParser|createContextual"
    )
    assert re.findall(ways, SCRIPTS) == []


# The base of addresses -------------------------------------------------------------------------


@pytest.mark.judge
@pytest.mark.slow
def test_no_element_moves_the_base_of_addresses(visit: Visit) -> None:
    before = visit.run("return document.baseURI")
    moved = visit.run(
        "const base = document.createElement('base');"
        "base.href = 'https://elsewhere.example/';"
        "document.head.prepend(base);"
        "const moved = document.baseURI;"
        "base.remove();"
        "return moved"
    )
    assert moved == before


# Extracts are looked into before they are handed over -----------------------------------------


def test_an_extract_that_shows_too_much_is_not_handed_over(
    members: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filling is made to leave a row hidden in one member's file."""

    def careless(template: Any, content: Any, *more: Any, **named: Any) -> bytes:
        data = fill(template, content, *more, **named)
        return _with_hidden_row(data) if content.key == "M1" else data

    monkeypatch.setattr("motxl.extract.making.fill", careless)
    mine = Path(shutil.copy(members, tmp_path))
    folder, archive = tmp_path / "out", tmp_path / "made.zip"
    told = asked("extracts", mine, folder, write=True, zip=str(archive))["result"]
    status = {one["name"]: one["status"] for one in told["extracts"]}
    assert status == {"Membre 0": "made", "Membre 1": "failed", "Membre 2": "made"}
    (why,) = [one["problem"] for one in told["extracts"] if one["problem"]]
    assert "more than it should" in why
    assert not told["complete"]
    for files in (in_zip(archive.read_bytes()).keys(), {one.name for one in folder.iterdir()}):
        assert len([one for one in files if one.endswith(".xlsx")]) == 2


def _with_hidden_row(data: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as of, zipfile.ZipFile(into, "w") as made:
        for name in of.namelist():
            part = of.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"<row ", b'<row hidden="1" ', part, count=1)
            made.writestr(name, part)
    return into.getvalue()


# The list of extracts comes last --------------------------------------------------------------

WRITING = """
globalThis.window = {};  // looked at when the module is loaded
const { writeFolder } = await import(process.argv[2]);
const disk = new Map();
const order = [];
const bytes = (text) => new TextEncoder().encode(text);
const folder = {
  async getFileHandle(name, { create } = {}) {
    if (!disk.has(name)) {
      if (!create) throw new DOMException("none", "NotFoundError");
      disk.set(name, new Uint8Array());
    }
    return {
      getFile: async () => new File([disk.get(name)], name),
      createWritable: async () => {
        let waiting = null;
        return {
          write: async (given) => { waiting = given; },
          close: async () => {
            if (name === process.argv[1]) throw new DOMException("full", "QuotaExceededError");
            disk.set(name, waiting);
            order.push(name);
          },
        };
      },
    };
  },
};
disk.set("manifest.json", bytes("old"));
const before = [["manifest.json", bytes("old")]];
const after = [["manifest.json", bytes("new")], ["a.xlsx", bytes("a")], ["z.xlsx", bytes("z")]];
let refused = "";
await writeFolder(folder, before, after).catch((error) => { refused = error.text; });
const list = new TextDecoder().decode(disk.get("manifest.json"));
console.log(JSON.stringify({ order, refused, list }));
"""


def _written(fails: str) -> dict[str, Any]:
    """What the page's own script puts into a folder; writing of the file ``fails`` fails."""
    need(None if shutil.which("node") else "Install Node.js.")
    done = subprocess.run(
        ["node", "--input-type=module", "-e", WRITING, "--", fails, (WEB / "folders.js").as_uri()],
        capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_list_of_extracts_is_written_after_all_that_it_names() -> None:
    told = _written(fails="none")
    assert told == {"order": ["a.xlsx", "z.xlsx", "manifest.json"], "refused": "", "list": "new"}


def test_where_an_extract_is_not_written_the_list_names_what_was_there() -> None:
    told = _written(fails="z.xlsx")
    assert told == {"order": ["a.xlsx"], "refused": "folder-not-written", "list": "old"}


# Nobody else writes meanwhile -----------------------------------------------------------------

REAL = """
const done = arguments[1];
(async () => {
  window.root = await navigator.storage.getDirectory();
  window.real = await root.getFileHandle("programme.xlsx", { create: true });
  const stream = await real.createWritable();
  await stream.write(Uint8Array.from(atob(arguments[0]), (one) => one.charCodeAt(0)));
  await stream.close();
  window.showOpenFilePicker = async () => [real];
  done(true);
})().catch((error) => done(String(error)));
"""
ANOTHER_PAGE = """
window.others = [];
const write = FileSystemWritableFileStream.prototype.write;
FileSystemWritableFileStream.prototype.write = async function (given) {
  // It wants to write in the same file, while this one does.
  try {
    await (await real.createWritable()).abort();
    others.push("wrote");
  } catch (error) {
    others.push(error.name);
  }
  return write.call(this, given);
};
"""
HELD = """
const done = arguments[0];
real.getFile().then((file) => file.arrayBuffer()).then((buffer) => {
  let text = "";
  for (const one of new Uint8Array(buffer)) text += String.fromCharCode(one);
  done(btoa(text));
});
"""


@pytest.fixture
def real(visit: Visit, built: Path, book: Path) -> Iterator[Visit]:
    """The page with a workbook open on a real handle, of the browser's own file system: a page has
    one there without a person's click."""
    with counting({"/motxl.html": built.read_bytes()}) as (address, _hits):
        visit.driver.get(f"{address}/motxl.html")
        assert later(visit, REAL, encoded(book.read_bytes())) is True
        visit.run("document.getElementById('open').click()")
        visit.until("return !document.getElementById('book').hidden")
        visit.settle()
        yield visit


def later(visit: Visit, script: str, *given: Any) -> Any:
    """What a script answers in the end."""
    return visit.driver.execute_async_script(script, *given)  # type: ignore[attr-defined]


@pytest.mark.judge
@pytest.mark.slow
def test_no_other_page_writes_in_the_file_while_this_one_does(real: Visit, book: Path) -> None:
    real.run(ANOTHER_PAGE)
    real.press("#do-colour")
    assert "Written in programme.xlsx" in real.text("#notices")
    assert real.run("return others") == ["NoModificationAllowedError"]
    assert later(real, HELD) != encoded(book.read_bytes())
    assert kept_states(real) == [book.stat().st_size]


@pytest.mark.judge
@pytest.mark.slow
def test_of_a_real_file_that_another_page_holds_no_state_is_kept(real: Visit, book: Path) -> None:
    hold = "real.createWritable({ mode: 'exclusive' }).then((one) => arguments[0](!(held = one)))"
    assert later(real, f"window.held = null; {hold}") is False
    start(real, "#do-colour")
    until_said(real, "held by another program")
    real.press("#stop")
    assert "nothing was written, and it is as it was" in real.text("#notices")
    assert kept_states(real) == []
    assert later(real, HELD) == encoded(book.read_bytes())
    later(real, "held.abort().then(arguments[0])")
    real.press("#do-colour")
    assert "Written in programme.xlsx" in real.text("#notices")
    assert kept_states(real) == [book.stat().st_size]


@pytest.mark.judge
@pytest.mark.slow
def test_of_a_real_file_that_is_gone_no_state_is_kept(real: Visit) -> None:
    later(real, "root.removeEntry('programme.xlsx').then(arguments[0])")
    real.press("#do-colour")
    assert "nothing was written" in real.text("#notices")
    assert kept_states(real) == []


# What is kept, when the browser's store fails ---------------------------------------------------


def with_quota(visit: Visit, size: int) -> None:
    origin = visit.run("return location.origin")
    visit.driver.execute_cdp_cmd(  # type: ignore[attr-defined]
        "Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": size}
    )


def press_in_notice(visit: Visit, name: str) -> None:
    script = "[...document.querySelectorAll('#notices button')]"
    visit.run(f"{script}.find((one) => one.textContent === arguments[0]).click()", name)
    visit.settle()


@pytest.mark.judge
@pytest.mark.slow
def test_a_browser_without_room_says_so_for_the_state_and_for_the_file(
    built: Path, book: Path, tmp_path: Path
) -> None:
    """Both are in the room of one origin: the state finds none, then the file itself."""
    page = {"/motxl.html": built.read_bytes()}
    with counting(page) as (address, _hits), browsers.chromium(tmp_path) as driver:
        visit = Visit(driver, tmp_path)
        driver.get(f"{address}/motxl.html")
        assert later(visit, REAL, encoded(book.read_bytes())) is True
        with_quota(visit, book.stat().st_size + 20_000)
        visit.run("document.getElementById('open').click()")
        visit.until("return !document.getElementById('book').hidden")
        visit.settle()
        start(visit, "#do-colour")
        until_said(visit, "cannot keep the state of programme.xlsx before the change")
        assert "(it has no room left)" in visit.text("#notices")
        press_in_notice(visit, "Download the previous state, then write")
        assert visit.downloaded() == book.read_bytes()
        assert "There is not enough room for programme.xlsx on its disk" in visit.text("#notices")
        assert later(visit, HELD) == encoded(book.read_bytes())


ENDED = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  const asked = put.apply(this, given);
  this.transaction.abort();  // as a browser does that closes its store
  return asked;
};
"""


@pytest.mark.judge
@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_store_that_is_closed_while_it_keeps_a_state_is_a_sentence(
    real: Visit, book: Path, language: str
) -> None:
    real.press(f"[data-language={language}]")
    real.run(ENDED)
    start(real, "#do-colour")
    words = {"en": "(it closed its store)", "fr": "(il a fermé son espace de stockage)"}
    until_said(real, words[language])
    real.run("document.querySelector('#notices .plain').click()")
    real.settle()
    assert later(real, HELD) == encoded(book.read_bytes())
    assert kept_states(real) == []


@pytest.mark.judge
@pytest.mark.slow
def test_a_store_that_was_deleted_meanwhile_is_told_and_begun_anew(real: Visit, book: Path) -> None:
    real.press("#do-colour")
    assert len(kept_states(real)) == 1
    coloured = later(real, HELD)
    # Between what the page reads of the store and what it writes there.
    real.run(
        "const was = Worker.prototype.postMessage;"
        "Worker.prototype.postMessage = function (asked, ...more) {"
        "  if (asked.ask !== 'work') return was.call(this, asked, ...more);"
        "  Worker.prototype.postMessage = was;"
        "  indexedDB.deleteDatabase('motxl').onsuccess = () => was.call(this, asked, ...more);"
        "}"
    )
    real.press("#do-summary")
    assert "were deleted while motxl worked, so nothing was written" in real.text("#notices")
    assert later(real, HELD) == coloured
    real.press("#do-summary")
    assert "Written in programme.xlsx" in real.text("#notices")
    assert len(kept_states(real)) == 1


UNREADABLE = """
IDBObjectStore.prototype.get = IDBObjectStore.prototype.getAll = function () {
  throw new DOMException("Internal error.", "UnknownError");
};
"""


@pytest.mark.judge
@pytest.mark.slow
def test_states_that_cannot_be_read_stop_no_check_and_nothing_is_written_unasked(
    real: Visit, book: Path
) -> None:
    real.run(UNREADABLE)
    real.press("#do-check")
    assert "cannot be read (Internal error.): motxl works without them" in real.text("#notices")
    assert "findings" in real.text("#findings-title")
    assert "internal error and started afresh" not in real.text("#notices")
    start(real, "#do-colour")
    until_said(real, "cannot keep the state of programme.xlsx before the change (Internal error.)")
    assert later(real, HELD) == encoded(book.read_bytes())
    press_in_notice(real, "Do nothing")
    assert later(real, HELD) == encoded(book.read_bytes())
