"""The page for those who use no mouse, or see no screen: by keys alone, and as it is read aloud."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.page.browsers import Visit
from tests.page.handles import offer
from tests.page.jobs import done
from tests.page.test_in_browsers import correctable

pytestmark = [pytest.mark.judge, pytest.mark.slow]
TAB, ENTER, SPACE = "\ue004", "\ue007", " "


def keys(visit: Visit, pressed: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(visit.driver).send_keys(pressed).perform()  # type: ignore[arg-type]


def tab_to(visit: Visit, selector: str) -> None:
    """Press Tab until the element has the focus, and it is seen that it has."""
    for _ in range(400):
        keys(visit, TAB)
        if visit.run("return document.activeElement.matches(arguments[0])", selector):
            seen = visit.run(SEEN)
            assert seen, f"nobody sees that {selector} has the focus"
            return
    raise AssertionError(f"no key leads to {selector}")


SEEN = """
const one = document.activeElement;
const { outlineStyle, outlineWidth } = getComputedStyle(one);
const { top, bottom, left } = one.getBoundingClientRect();
const over = document.elementFromPoint(left + 3, (top + bottom) / 2);
return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && top >= 0 && bottom <= innerHeight
  && (one.contains(over) || one.parentElement.contains(over));
"""


def test_a_workbook_is_corrected_and_given_back_by_keys_alone(
    visit: Visit, book: Path, tmp_path: Path
) -> None:
    offer(visit, book)
    visit.run("disk.refuse = 'NotAllowedError'")  # so that the result is downloaded
    tab_to(visit, "#open")
    keys(visit, ENTER)
    visit.until("return !document.getElementById('book').hidden")
    visit.settle()
    assert visit.run("return document.activeElement.id") == "findings-title"

    chosen = []
    for _ in range(2):
        tab_to(visit, "input[data-key]")
        keys(visit, SPACE)
        chosen.append(visit.run("return document.activeElement.dataset.key"))
    tab_to(visit, ".tray .main")
    keys(visit, ENTER)
    visit.settle()
    assert visit.run("return document.activeElement.id") == "preview-title"
    tab_to(visit, "#make")
    keys(visit, ENTER)
    visit.settle()
    terminal = tmp_path / book.name
    terminal.write_bytes(book.read_bytes())
    assert set(chosen) <= set(correctable(terminal))
    done("correct", terminal, chosen=chosen)
    assert visit.downloaded() == terminal.read_bytes()

    tab_to(visit, "#do-states")
    keys(visit, ENTER)
    visit.settle()
    tab_to(visit, "#give-back")
    keys(visit, ENTER)
    visit.settle()
    assert visit.downloaded() == book.read_bytes()


def heard(visit: Visit) -> list[dict[str, Any]]:
    """What a screen reader is given: role, name and more of each element, in their order."""
    command = visit.driver.execute_cdp_cmd  # type: ignore[attr-defined]
    command("Accessibility.enable", {})
    nodes = command("Accessibility.getFullAXTree", {})["nodes"]
    return [
        {
            "role": one["role"]["value"],
            "name": one.get("name", {}).get("value", ""),
            **{more["name"]: more["value"].get("value") for more in one.get("properties", [])},
        }
        for one in nodes
        if not one["ignored"]
    ]


OPERATED = {"button", "checkbox", "combobox", "link", "DisclosureTriangle"}


def test_what_is_heard_of_the_findings(visit: Visit, book: Path) -> None:
    assert [one["name"] for one in heard(visit) if one["role"] == "heading"] == [
        "Open your work programme"
    ]
    visit.open(book)
    visit.draw_all()
    told = heard(visit)
    roles = [one["role"] for one in told]
    assert {"banner", "main", "contentinfo", "list", "listitem", "group"} <= set(roles)
    assert [one for one in told if one["role"] in OPERATED and not one["name"].strip()] == []
    headings = [(one["level"], one["name"]) for one in told if one["role"] == "heading"]
    assert headings[0] == (1, "programme.xlsx")
    assert headings[1] == (2, visit.text("#findings-title"))
    assert {level for level, _name in headings[2:]} == {3}
    boxes = [one["name"] for one in told if one["role"] == "checkbox"]
    with_cell = [name for name in boxes if name.startswith("Correct ")]
    assert len(with_cell) == visit.run("return document.querySelectorAll('[data-key]').length")
    assert len(set(with_cell)) == len(with_cell)


def test_what_is_done_is_told_to_those_who_do_not_see_it(visit: Visit, book: Path) -> None:
    """What changes is in a live region: the steps, what was found, what was made, and refusals."""
    visit.run(LISTENING)
    visit.open(book)
    visit.press("#do-colour")
    visit.downloaded()
    told = visit.run("return told")
    assert any(one.startswith("Reading") for one in told)
    assert any(one.startswith("Checking… rule 1 of ") for one in told)
    # Of two checks the first and the last rule: not each.
    assert len([one for one in told if one.startswith("Checking")]) <= 4
    assert any(one.endswith("findings") for one in told)
    assert any("downloaded as" in one.lower() or "-motxl" in one for one in told)


LISTENING = """
window.told = [];
new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    for (const one of [target, ...addedNodes]) {
      const element = one.nodeType === 1 ? one : one.parentElement;
      const live = element?.closest("[role=status], [role=alert]");
      if (live && live.textContent !== told.at(-1)) told.push(live.textContent);
    }
  }
}).observe(document.body, { childList: true, subtree: true, characterData: true });
"""
