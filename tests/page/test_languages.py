"""The page in the other language: whoever changes it goes on where he was."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.page.browsers import Visit
from tests.page.jobs import done
from tests.page.test_comparing import choose_other
from tests.page.test_files import chosen
from tests.page.test_sharing_in_browsers import give_reason
from tests.page.test_steps import texts

pytestmark = [pytest.mark.judge, pytest.mark.slow]


def speak(visit: Visit, language: str) -> None:
    visit.press(f"[data-language={language}]")
    assert visit.run("return document.documentElement.lang") == language


def boxes(visit: Visit, selector: str) -> Any:
    script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.checked)"
    return visit.run(script, selector)


def test_chosen_findings_and_filters_stay(visit: Visit, book: Path) -> None:
    visit.open(book)
    visit.choose()
    visit.run("document.querySelector('.chip input').click()")
    visit.run(
        "const select = document.querySelector('.filters select');"
        "select.selectedIndex = 2; select.dispatchEvent(new Event('change'))"
    )
    rule = "return document.querySelector('.filters select').value"
    before = boxes(visit, ".filters input"), visit.run(rule), chosen(visit)
    number = visit.text(".tray p").split()[0]
    assert len(before[2]) < int(number)  # those that are not shown are chosen too
    speak(visit, "fr")
    assert (boxes(visit, ".filters input"), visit.run(rule), chosen(visit)) == before
    assert visit.text(".tray p") == f"{number} corrections choisies"


def test_what_is_ticked_and_written_in_controle_stays(visit: Visit, book: Path) -> None:
    visit.open(book)
    visit.press("#do-control")
    visit.run(
        "for (const one of [...document.querySelectorAll('.ticks input')].slice(1, 3)) one.click()"
    )
    give_reason(visit)
    before = chosen(visit)
    written = "return ['who', 'why'].map((id) => document.getElementById(id).value)"
    said = visit.run(written)
    assert len(before) == 2
    assert all(said)
    speak(visit, "fr")
    assert visit.text("#control-title") == "La feuille Contrôle"
    assert (chosen(visit), visit.run(written)) == (before, said)
    assert visit.text("#accept") == "Accepter ces 2 constats"
    visit.press("#accept")
    assert "2 constats ont été acceptés" in visit.text("#notices")


def test_corrections_that_are_left_out_stay_out(visit: Visit, book: Path, tmp_path: Path) -> None:
    visit.open(book)
    visit.choose()
    wanted = chosen(visit)
    visit.press(".tray .main")
    visit.run("document.querySelector('.preview [data-key]').click()")
    left = chosen(visit)
    assert len(left) == len(texts(visit, ".preview > ul > li")) - 1
    speak(visit, "fr")
    assert "Avant et après" in visit.text("#preview-title")
    assert chosen(visit) == left
    assert boxes(visit, ".preview [data-key]")[0] is False
    assert visit.run("return document.querySelector('.preview li').className") == "left-out"
    visit.press(".preview .tray .plain")
    assert visit.text("#findings-title").endswith("constats")
    assert chosen(visit) == wanted
    visit.press(".tray .main")
    visit.run("document.querySelector('.preview [data-key]').click()")
    speak(visit, "en")
    visit.press("#make")
    mine = tmp_path / book.name
    mine.write_bytes(book.read_bytes())
    out = {key for key in wanted if key not in left}
    done("correct", mine, chosen=[key for key in wanted if key not in out])
    assert visit.downloaded() == mine.read_bytes()


def test_who_compares_goes_on_comparing(visit: Visit, book: Path, older: Path) -> None:
    visit.open(book)
    visit.press("#do-compare")
    visit.run("document.getElementById('this-is-old').click()")
    speak(visit, "fr")
    assert visit.text("#compare-title") == "Comparer ce classeur"
    assert visit.run("return document.getElementById('this-is-old').checked")
    choose_other(visit, older)
    assert visit.text(".compared-books .quiet") == f"{book.name} → {older.name}"
    visit.run(
        "document.querySelector('[name=kind]').click();"
        "document.querySelector('[name=axis]').click()"
    )
    before = boxes(visit, ".narrow input"), len(texts(visit, ".change"))
    assert False in before[0]
    speak(visit, "en")
    assert "removed" in visit.text("#compared-title")
    assert (boxes(visit, ".narrow input"), len(texts(visit, ".change"))) == before
    visit.press("#save-sheet")
    assert visit.downloaded()


def test_for_whom_extracts_are_stays(visit: Visit, members: Path) -> None:
    visit.open(members)
    visit.press("#do-extracts")
    visit.run(
        "document.getElementById('some').click();"
        "document.querySelector('[data-member=M1]').click();"
        "document.getElementById('common').value = 'none'"
    )
    speak(visit, "fr")
    assert boxes(visit, "[name=whom]") == [False, True]
    assert boxes(visit, "[data-member]") == [False, True, False]
    assert visit.run("return document.getElementById('common').value") == "none"
    assert not visit.run("return document.getElementById('make-zip').disabled")


def test_all_that_can_be_done_stands_in_one_line(visit: Visit, book: Path) -> None:
    """On an ordinary screen, in the language whose words are longer."""
    speak(visit, "fr")
    visit.open(book)
    tops = "[...document.querySelectorAll('.actions button')].map((one) => one.offsetTop)"
    assert len(visit.run(f"return [...new Set({tops})]")) == 1


def test_the_other_views_are_said_anew(visit: Visit, members: Path, book: Path) -> None:
    visit.open(book)
    visit.press("#do-renumber")
    speak(visit, "fr")
    assert visit.text("#renumber-title") == "Nouvelle numérotation"
    visit.press("#do-colour")
    visit.press("#do-states")
    speak(visit, "en")
    assert re.search(r"\b\d\d/\d\d/\d{4}, \d\d:\d\d:\d\d ", visit.text(".states"))
    assert visit.text("#states-title") == "Go back to a previous state"
    visit.open(members)
    visit.press("#do-extracts")
    visit.press("#make-zip")
    visit.press("#prepare-messages")
    speak(visit, "fr")
    assert visit.text("#messages-title").startswith("2 brouillons")
    visit.press("[data-language=fr]")  # which is spoken already
    assert visit.text("#messages-title").startswith("2 brouillons")
