"""The page, built once a run, and browsers that open it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from motxl.ooxml import Workbook
from motxl.page.build import FOLDER, PACKAGE, build
from motxl.page.shipping import BUILT
from tests.conftest import need
from tests.page import browsers
from tests.page.books import with_members, worked_on
from tests.page.browsers import Visit


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a file: what was built last, or built anew. Workers of pytest-xdist share it."""
    need(browsers.missing())
    if BUILT.is_file() and BUILT.stat().st_mtime > _last_change():
        return BUILT
    run = tmp_path_factory.getbasetemp()
    # Above the folder of a worker stands that of the run; above that of the run, all former ones.
    page = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "motxl.html"
    with (page.parent / "building.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not page.exists():
            page.write_bytes(build())
    return page


def _last_change() -> float:
    """When a part of the page was changed last."""
    parts = [*PACKAGE.rglob("*.py"), *FOLDER.glob("*.*"), *(FOLDER / "web").iterdir()]
    parts += (PACKAGE / "locale").rglob("*.mo")
    return max(part.stat().st_mtime for part in parts)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook in which each job finds something to do."""
    return worked_on(tmp_path_factory.mktemp("books") / "programme.xlsx")


@pytest.fixture
def older(book: Path, tmp_path: Path) -> Path:
    """The workbook before: a label and a value were others, and a row was not there."""
    path = Path(shutil.copy(book, tmp_path / "avant.xlsx"))
    workbook = Workbook.open(path)
    sheet, table = workbook.sheet("Programme"), workbook.table("tblProgramme")
    sheet["B40"] = "Un autre intitulé <b>gras</b>"
    sheet["F51"] = "FR-DE"
    table.delete_rows(30)
    workbook.save(force=True)
    return path


@pytest.fixture(scope="session")
def members(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with members who get extracts and messages."""
    return with_members(tmp_path_factory.mktemp("members") / "adherents.xlsx")


@pytest.fixture(scope="session")
def chromium(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    downloads = tmp_path_factory.mktemp("downloads")
    with browsers.chromium(downloads) as driver:
        yield Visit(driver, downloads)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page without anything that shares what the browser keeps for pages from a folder: what is
    kept is emptied from it, for motxl's own page would start Python only to be left."""
    page = tmp_path_factory.mktemp("blank") / "blank.html"
    page.write_text("<!doctype html>", encoding="utf-8")
    return page


@pytest.fixture
def visit(chromium: Visit, built: Path, blank: Path) -> Visit:
    """The page in Chromium, from a folder, with nothing kept."""
    chromium.driver.get(blank.as_uri())
    chromium.until(_EMPTIED)
    chromium.driver.get(built.as_uri())
    for one in chromium.downloads.iterdir():
        if one.is_file():
            one.unlink()
    return chromium


_EMPTIED = """
if (!window.emptying) {
  window.emptying = "begun";
  localStorage.clear();
  indexedDB.deleteDatabase("motxl").onsuccess = () => { window.emptying = "done"; };
}
return window.emptying === "done";
"""
