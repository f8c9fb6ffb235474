"""A real file, chosen in the browser's own picker and written after its own prompt."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from motxl.ooxml import Workbook
from tests.conftest import need
from tests.page.jobs import done
from tests.page.real import NEEDS, Person, person

pytestmark = [pytest.mark.judge, pytest.mark.slow]
MB = 1 << 20


@pytest.fixture
def mine(book: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(book, tmp_path / "programme.xlsx"))


@pytest.fixture
def someone(built: Path, tmp_path: Path) -> Iterator[Person]:
    need(None if shutil.which("xdotool") else NEEDS)
    with person(built, tmp_path) as made:
        yield made


def open_it(someone: Person, file: Path) -> None:
    visit = someone.visit
    someone.pick(lambda: click(someone, "open"), file)
    visit.until("return !document.getElementById('book').hidden")
    visit.settle()


def click(someone: Person, name: str) -> None:
    """As a person clicks: the browser asks nothing of anybody else."""
    someone.visit.driver.find_element("id", name).click()  # type: ignore[attr-defined]


def until_said(someone: Person, words: str) -> None:
    someone.visit.until(f"return document.getElementById('notices').innerText.includes('{words}')")


def test_a_person_opens_writes_and_goes_on_beside_another_program(
    someone: Person, mine: Path, tmp_path: Path
) -> None:
    before, visit = mine.read_bytes(), someone.visit
    same = Path(shutil.copy(mine, tmp_path / "same.xlsx"))
    open_it(someone, mine)
    assert "Results are written to the file itself" in visit.text("#book-facts")

    click(someone, "do-colour")
    someone.answer("Return")  # its first button: no
    until_said(someone, "nothing was done")
    assert mine.read_bytes() == before

    visit.settle()
    click(someone, "do-colour")
    someone.answer("Tab", "Return")
    until_said(someone, "Written in programme.xlsx")
    done("colour", same)
    assert mine.read_bytes() == same.read_bytes()

    visit.settle()
    title = visit.text("#findings-title")
    workbook = Workbook.open(same)
    workbook.sheet("Programme")["A98"] = "2.9.1"
    workbook.save(force=True)
    new = tmp_path / "~new.xlsx"  # as Excel does: beside, then in its place
    shutil.copy(same, new)
    new.replace(mine)
    until_said(someone, "saved elsewhere")
    assert visit.text("#findings-title") != title

    visit.settle()
    click(someone, "do-summary")  # allowed already
    until_said(someone, "Written in programme.xlsx")
    done("summary", same)
    assert mine.read_bytes() == same.read_bytes()
    assert sorted(one.name for one in mine.parent.glob("*.crswap")) == []


WRITING = """
const real = window.showOpenFilePicker;
window.showOpenFilePicker = async (given) => (window.handles = await real.call(window, given));
"""
OVER_AND_OVER = """
const made = (letter) => new Uint8Array(arguments[0]).fill(letter);
const states = [made(65), made(66)];
window.rounds = 0;
(async () => {
  for (;;) {
    const stream = await handles[0].createWritable({ mode: "exclusive" });
    await stream.write(states[rounds % 2]);
    await stream.close();
    window.rounds += 1;
  }
})();
"""


def test_killed_while_it_writes_the_old_or_the_new_file_is_there_whole(
    someone: Person, mine: Path
) -> None:
    """The browser writes as the page does, over and over, and is killed at some moment of it."""
    someone.visit.run(WRITING)
    open_it(someone, mine)
    click(someone, "do-colour")
    someone.answer("Tab", "Return")
    until_said(someone, "Written in programme.xlsx")
    someone.visit.run(OVER_AND_OVER, 40 * MB)
    someone.visit.until("return rounds > 2")
    time.sleep(0.13)
    someone.kill()
    time.sleep(1)
    data = mine.read_bytes()
    assert data in (b"A" * 40 * MB, b"B" * 40 * MB)


BETWEEN = """
const close = WritableStream.prototype.close;
FileSystemWritableFileStream.prototype.close = async function () {
  await close.call(this);
  FileSystemFileHandle.prototype.getFile = () => new Promise(() => {});
  window.between = true;
};
"""


def test_killed_before_it_is_read_back_the_new_file_is_there_whole(
    someone: Person, mine: Path, tmp_path: Path
) -> None:
    same = Path(shutil.copy(mine, tmp_path / "same.xlsx"))
    done("colour", same)
    open_it(someone, mine)
    someone.visit.run(BETWEEN)
    click(someone, "do-colour")
    someone.answer("Tab", "Return")
    someone.visit.until("return window.between")
    someone.kill()
    assert mine.read_bytes() == same.read_bytes()
