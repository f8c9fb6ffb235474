"""What the page says names its buttons, and no command."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from motxl.ooxml import Workbook
from motxl.page import build, carrying
from motxl.page.comparingtexts import OF_COMPARING
from motxl.page.filetexts import OF_FILES
from motxl.page.texts import TEXTS
from motxl.page.wording import WORDING
from tests.i18n import catalogue

_COMMAND = re.compile(
    r"\bmotxl (validate|colour|renumber|extract|mail|find|events|jetons|summary|undo|who|explain|"
    r"inspect|import|new|diff|macros|doctor|references)\b|(?<![\w-])--?[a-z]|\bcommand|MOTXL_[A-Z]"
)
_RIGHT = {
    "jobs/mail/planning.py": "a record of drafts: the page refuses extracts that have one",
    "jobs/mail/reminding.py": "the same",
    "mail/dealt_with.py": "the same",
    "mail/elsewhere.py": "the same",
    "mail/history.py": "the same",
    "jobs/states.py": "of states by number or moment, which the page does not ask for",
    "mail/eml.py": "the page lets drafts be replaced",
    "extract/making.py": "of templates: the page has the shipped ones",
    "validation/control.py": "stands in Contrôle",
    "jobs/control.py": "more accepted findings than a sheet has rows",
    "validation/places.py": "of an option that the page does not give",
    "book/reading/locate.py": "the same",
    "validation/unchecked.py": "the same",
}
"""Where a text may name a command all the same"""


def texts() -> Iterator[tuple[str, str]]:
    """The modules of the page, and the texts in them."""
    for name in build.sources():
        module = name.removeprefix("motxl/")
        for node in ast.walk(ast.parse(Path(build.PACKAGE, module).read_text("utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
            if named in {"_", "N_", "ngettext"} and isinstance(node, ast.Call):
                for one in node.args[:1]:
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield module, one.value
    for text in {**TEXTS, **OF_FILES, **OF_COMPARING}.values():
        yield "the page itself", text


def test_no_text_of_the_page_names_a_command() -> None:
    found = [
        (module, text)
        for module, text in texts()
        if _COMMAND.search(text) and text not in WORDING and module not in _RIGHT
    ]
    assert found == []


def test_what_is_worded_is_a_text_and_has_no_place_of_its_own() -> None:
    known = {
        one.id[0] if isinstance(one.id, tuple) else one.id
        for one in catalogue.translated(catalogue.MOTXL)
        if one.id
    }
    for text, instead in WORDING.items():
        assert text in known
        assert not _COMMAND.search(instead)
        assert set(re.findall(r"\{\w+\}", instead)) <= set(re.findall(r"\{\w+\}", text))


def test_a_finding_names_the_button_and_controle_the_command(book: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(book, tmp_path))

    def asked(job: str, language: str) -> str:
        request = {"job": job, "language": language, "file": str(mine)}
        return carrying.answered(json.dumps(request), lambda *_stage: None)

    assert "press “Colour”" in asked("check", "en")
    told = asked("check", "fr")
    assert "cliquez sur «\u00a0Mettre en couleur\u00a0»" in told
    assert not re.search(r"motxl (colour|renumber|extract|validate)", told)
    asked("control", "fr")
    rows = Workbook.open(mine).table("tblControle").rows
    assert any("motxl colour" in str(value) for row in rows for value in row.values())
