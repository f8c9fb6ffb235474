"""``python -m tests.page.pictures FOLDER``: pictures of each state of the page, to be looked at, in
French and English, 1280 and 390 pixels wide, light and dark. With ``--docs`` those of
docs/page.fr.md.

The page is what ``python -m motxl.page.build`` built last.
"""

from __future__ import annotations

import base64
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path

from motxl.ooxml import Workbook
from motxl.page.build import PACKAGE
from motxl.page.shipping import BUILT
from tests.page import browsers
from tests.page.books import with_members, worked_on
from tests.page.browsers import Visit
from tests.page.handles import open_in_place, save_elsewhere
from tests.page.test_comparing import choose_other

LANGUAGES = ("fr", "en")
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
_MOST = 2400
"""Pixels of height: what comes below is more of the same"""
DOCS = PACKAGE.parent / "docs"
Look = Callable[[str], None]


class Books:
    """The workbooks that are opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = worked_on(folder / "programme.xlsx")
        self.members = with_members(folder / "adherents.xlsx")
        self.letter = folder / "lettre.xlsx"
        self.letter.write_bytes(b"Dear members")
        self.older = Path(shutil.copy(self.book, folder / "programme-avant.xlsx"))
        workbook = Workbook.open(self.older)
        sheet, table = workbook.sheet("Programme"), workbook.table("tblProgramme")
        sheet["B40"] = "Un autre intitulé, plus court"
        sheet["F51"] = "FR-DE"
        table.delete_rows(30)
        workbook.save(force=True)


def states(visit: Visit, books: Books, look: Look) -> None:
    """Goes through the page, and has it looked at in each of its states."""
    look("empty")
    _findings(visit, books, look)
    _comparing(visit, books, look)
    _sharing(visit, books, look)
    _in_place(visit, books, look)


def _findings(visit: Visit, books: Books, look: Look) -> None:
    visit.open(books.letter)
    look("error-no-workbook")
    visit.run("window.held = []")
    visit.driver.upload("picker", books.book)
    visit.until("return document.getElementById('stage').textContent.includes('20')")
    look("reading")
    visit.run("const all = held; held = null; for (const one of all) one()")
    visit.until("return document.getElementById('findings-title')")
    visit.settle()
    look("findings")
    visit.run("document.querySelector('.group details').open = true")
    visit.run("document.querySelector('.filters select').selectedIndex = 2")
    visit.run("document.querySelector('.filters select').dispatchEvent(new Event('change'))")
    visit.run("for (const one of document.querySelectorAll('.group details')) one.open = true")
    visit.choose()
    look("filtered-and-chosen")
    visit.run("document.querySelector('.filters select').selectedIndex = 0")
    visit.run("document.querySelector('.filters select').dispatchEvent(new Event('change'))")
    visit.choose("input[data-key]:not(:checked)")
    visit.press(".tray .main")
    visit.run("document.querySelector('.preview [data-key]').click()")
    look("before-after")
    visit.press("#make")
    look("made")
    visit.press("#do-renumber")
    look("renumber")
    visit.press("#do-control")
    visit.run("document.querySelector('.ticks input').click()")
    visit.run(REASON)
    look("control")
    visit.press("#accept")
    look("accepted")
    visit.press("#do-control")
    look("control-with-accepted")
    visit.press("#do-states")
    look("undo")
    visit.run("[...document.querySelectorAll('.states .row button')].at(-1).click()")
    look("undo-delete")
    visit.press("#give-back")
    look("given-back")


def _comparing(visit: Visit, books: Books, look: Look) -> None:
    visit.open(books.book)
    visit.press("#do-compare")
    look("compare")
    for other, name in ((books.older, "compared"), (books.book, "compared-same")):
        compare_with(visit, other)
        look(name)


def compare_with(visit: Visit, other: Path) -> None:
    visit.press("#do-compare")
    choose_other(visit, other)


def _sharing(visit: Visit, books: Books, look: Look) -> None:
    visit.open(books.members)
    visit.press("#do-messages")
    look("messages-without-extracts")
    visit.press("#do-extracts")
    visit.run("document.getElementById('some').click()")
    look("extracts-of-some")
    visit.run("document.getElementById('all').click()")
    look("extracts")
    visit.press("#make-zip")
    look("extracts-made")
    visit.press("#prepare-messages")
    visit.run("document.querySelector('#view details').open = true")
    look("messages")
    visit.press("#make-drafts")
    look("messages-made")


def _in_place(visit: Visit, books: Books, look: Look) -> None:
    open_in_place(visit, books.book)
    visit.run("disk.refuse = 'InvalidStateError'")
    visit.run("document.getElementById('do-colour').click()")
    visit.until("return document.querySelector('#notices button')")
    look("waiting-for-excel")
    visit.press("#stop")
    look("error-not-written")
    visit.run("disk.refuse = null")
    visit.press("#do-colour")
    look("written")
    save_elsewhere(visit, books.book.read_bytes())
    visit.until("return document.querySelector('[data-about=changed-outside]')")
    visit.settle()
    look("saved-elsewhere")
    visit.run("disk.refuseRead = 'NotFoundError'")
    visit.until("return document.querySelector('[data-about=lost]')")
    look("error-gone")
    visit.run("disk.refuseRead = null")
    visit.until("return !document.querySelector('[data-about=lost]')")
    open_in_place(visit, books.members)
    visit.run(FULL)
    visit.run("document.getElementById('do-summary').click()")
    visit.until("return document.querySelector('#notices .main')")
    look("nothing-can-be-kept")
    visit.run("document.querySelector('#notices .plain').click()")
    visit.settle()
    visit.run(NO_MEMORY)
    visit.run("document.getElementById('do-summary').click()")
    visit.settle()
    look("error-fault")


HOLDING = """
const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage");
Object.defineProperty(Worker.prototype, "onmessage", { set(heard) {
  set.call(this, (event) => {
    if (window.held?.length || (window.held && event.data.done > 20)) held.push(() => heard(event));
    else heard(event);
  });
} });
"""
"""Run before the page: once there is a list ``held``, what the worker says after the 20th rule
waits there, so that work in its course can be looked at"""
REASON = """
for (const [id, text] of [["who", "Le bureau"], ["why", "Voulu ainsi"]]) {
  document.getElementById(id).value = text;
  document.getElementById(id).dispatchEvent(new Event("input"));
}
"""
FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value, key) {
  if (String(key).endsWith(".xlsx")) throw new DOMException("no room", "QuotaExceededError");
  return put.call(this, value, key);
};
"""
NO_MEMORY = """
Worker.prototype.postMessage = function () {
  setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "out of memory" })), 50);
};
"""


def taken(visit: Visit, path: Path, width: int, scheme: str, most: int) -> None:
    """A picture of the page as it is now."""
    tell = visit.driver.execute_cdp_cmd  # type: ignore[attr-defined]
    tell("Emulation.setEmulatedMedia", {"features": [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]})  # fmt: skip
    size = {"width": width, "height": 720, "deviceScaleFactor": 1, "mobile": False}
    tell("Emulation.setDeviceMetricsOverride", size)
    height = max(720, min(most, visit.run("return document.documentElement.scrollHeight")))
    tell("Emulation.setDeviceMetricsOverride", {**size, "height": height})
    visit.run("scrollTo(0, 0)")
    made = tell("Page.captureScreenshot", {"format": "png"})
    path.write_bytes(base64.b64decode(made["data"]))
    tell("Emulation.clearDeviceMetricsOverride", {})


@contextmanager
def visiting(language: str) -> Iterator[tuple[Visit, Books]]:
    """The page in one language, with workbooks to open."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        downloads = folder / "downloads"
        downloads.mkdir()
        with browsers.chromium(downloads) as driver:
            before = {"source": HOLDING}
            driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", before)  # type: ignore[attr-defined]
            driver.get(BUILT.as_uri())
            visit = Visit(driver, downloads)
            visit.run(f"document.querySelector('[data-language={language}]').click()")
            yield visit, Books(folder)


def each_state(folder: Path) -> None:
    """Four pictures of each state, in each language."""
    for language in LANGUAGES:
        with visiting(language) as (visit, books):
            look = partial(_in_all_looks, visit, folder, language)
            states(visit, books, look)


def _in_all_looks(visit: Visit, folder: Path, language: str, state: str) -> None:
    for width, scheme in product(WIDTHS, SCHEMES):
        of = folder / f"{language}-{width}-{scheme}"
        of.mkdir(parents=True, exist_ok=True)
        taken(visit, of / f"{state}.png", width, scheme, _MOST)


def of_docs() -> None:
    """The pictures of docs/page.fr.md."""
    with visiting("fr") as (visit, books):

        def look(name: str) -> None:
            taken(visit, DOCS / f"page-{name}.png", 1000, "light", 720)

        look("ouverture")
        open_in_place(visit, books.book)
        for box in visit.run(CORRECTABLE)[:2]:
            visit.choose(f"[data-key={json.dumps(box)}]")
        look("constats")
        visit.press(".tray .main")
        look("avant-apres")
        compare_with(visit, books.older)
        look("comparer")
        open_in_place(visit, books.members)
        visit.press("#do-extracts")
        look("extraits")


CORRECTABLE = """
return [...document.querySelectorAll(".groups [data-key]")].map((one) => one.dataset.key)
"""

if __name__ == "__main__":
    if sys.argv[1:] == ["--docs"]:
        of_docs()
    else:
        each_state(Path(sys.argv[1]))
