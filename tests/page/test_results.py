"""Which result of a workbook is its newest: the page's script that knows, without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from motxl.page import build
from tests.conftest import need

SCRIPT = Path(build.__file__).parent / "web" / "results.js"
STEPS = """
const stored = new Map();
globalThis.window = globalThis;
globalThis.localStorage = {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => void stored.set(key, value),
  removeItem: (key) => void stored.delete(key),
};
globalThis.document = { createElement: () => ({ click() {} }) };
globalThis.setTimeout = () => {};
URL.createObjectURL = () => "";
const page = async (n) => await import(`${process.argv[2]}?page=${n}`);
const told = [];
for (const [does, name, job, n = 1] of JSON.parse(process.argv[1])) {
  const its = await page(n);  // another page has a module of its own, and the same store
  if (does === "kept") continue;
  if (does === "forget") {
    its.forgetNames();
    continue;
  }
  const asked = does === "make" ? () => its.downloadNext(new Uint8Array(), name, job) : null;
  told.push(asked ? asked() : its.laterThan(name));
}
const names = [...stored.values()].flatMap((one) => Object.keys(JSON.parse(one)));
console.log(JSON.stringify([...told, names]));
"""


def told(*steps: tuple[Any, ...]) -> list[Any]:
    """What the script says of downloads (``make``: name, job, page) and openings (``open``)."""
    need(None if shutil.which("node") else "Install Node.js.")
    done = subprocess.run(
        ["node", "--input-type=module", "-e", STEPS, "--", json.dumps(steps), SCRIPT.as_uri()],
        capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    *found, kept = json.loads(done.stdout)
    return [*found, kept] if steps[-1][0] == "kept" else found


def made(name: str, *lacks: str) -> dict[str, Any]:
    return {"name": name, "lacks": list(lacks)}


def newest(name: str, *, undone: bool = False) -> dict[str, Any]:
    return {"newest": name, "undone": undone}


def test_each_result_that_goes_on_from_the_last_one_is_the_newest() -> None:
    assert told(
        ("make", "p.xlsx", "colour"),
        ("make", "p-motxl.xlsx", "summary"),
        ("open", "p.xlsx"),
        ("open", "p-motxl.xlsx"),
        ("open", "p-motxl-2.xlsx"),
        ("open", "other.xlsx"),
    ) == [
        made("p-motxl.xlsx"),
        made("p-motxl-2.xlsx"),
        newest("p-motxl-2.xlsx"),
        newest("p-motxl-2.xlsx"),
        None,
        None,
    ]


def test_what_is_made_from_an_older_file_lacks_the_work_of_the_newer_one() -> None:
    assert told(
        ("make", "p.xlsx", "colour"),
        ("make", "p-motxl.xlsx", "accept"),
        ("make", "p.xlsx", "correct"),
        ("make", "p-motxl-3.xlsx", "summary"),
        ("open", "p.xlsx"),
        ("open", "p-motxl.xlsx"),
        ("open", "p-motxl-2.xlsx"),
        ("open", "p-motxl-3.xlsx"),
        ("open", "p-motxl-4.xlsx"),
    )[2:] == [
        made("p-motxl-3.xlsx", "p-motxl-2.xlsx"),
        made("p-motxl-4.xlsx", "p-motxl-2.xlsx"),
        {"apart": ["p-motxl-2.xlsx", "p-motxl-4.xlsx"]},
        {"apart": ["p-motxl-2.xlsx", "p-motxl-4.xlsx"]},
        {"apart": ["p-motxl-4.xlsx"]},
        newest("p-motxl-4.xlsx"),
        None,
    ]


def test_what_was_undone_is_in_the_file_before_and_restored_where_it_was() -> None:
    steps = [
        ("make", "p.xlsx", "colour"),
        ("make", "p-motxl.xlsx", "summary"),
        ("make", "p-motxl-2.xlsx", "undo"),
    ]
    assert told(*steps, ("open", "p-motxl-2.xlsx"), ("open", "p-motxl.xlsx"))[2:] == [
        made("p-motxl-3.xlsx"),
        newest("p-motxl-3.xlsx", undone=True),
        newest("p-motxl-3.xlsx"),
    ]
    assert told(
        *steps,
        ("make", "p-motxl-3.xlsx", "undo"),
        ("make", "p-motxl-4.xlsx", "redo"),
        ("make", "p-motxl-5.xlsx", "redo"),
        ("make", "p-motxl-6.xlsx", "colour"),
        ("open", "p-motxl-2.xlsx"),
        ("open", "p-motxl-3.xlsx"),
    )[3:] == [
        made("p-motxl-4.xlsx"),
        made("p-motxl-5.xlsx"),
        made("p-motxl-6.xlsx"),
        made("p-motxl-7.xlsx"),
        newest("p-motxl-7.xlsx"),
        newest("p-motxl-7.xlsx"),
    ]


def test_two_pages_give_two_names_and_each_knows_what_it_lacks() -> None:
    assert told(
        ("open", "p.xlsx", "", 1),
        ("open", "p.xlsx", "", 2),
        ("make", "p.xlsx", "colour", 1),
        ("make", "p.xlsx", "summary", 2),
        ("make", "p-motxl.xlsx", "summary", 1),
    )[2:] == [
        made("p-motxl.xlsx"),
        made("p-motxl-2.xlsx", "p-motxl.xlsx"),
        made("p-motxl-3.xlsx", "p-motxl-2.xlsx"),
    ]


def test_one_page_does_not_forget_what_another_made_of_another_workbook() -> None:
    assert told(
        ("make", "p.xlsx", "colour", 1),
        ("make", "p-motxl.xlsx", "colour", 2),
        ("make", "q.xlsx", "colour", 1),
        ("open", "p-motxl.xlsx", "", 3),
    )[-1] == newest("p-motxl-2.xlsx")


def test_names_that_were_deleted_do_not_come_back() -> None:
    steps = [("make", "p.xlsx", "colour", 1), ("forget", "", "", 2), ("make", "q.xlsx", "", 2)]
    assert told(*steps, ("kept",))[-1] == ["q-motxl.xlsx"]


def test_results_of_another_computer_are_taken_as_their_numbers_say() -> None:
    assert told(
        ("make", "p-motxl-9.xlsx", "colour"),
        ("open", "p-motxl-4.xlsx"),
        ("make", "p-motxl-10 (1).xlsx", "colour"),
    ) == [made("p-motxl-10.xlsx"), newest("p-motxl-10.xlsx"), made("p-motxl-12.xlsx")]
