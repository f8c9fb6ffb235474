"""The buttons with the real ``motxl`` behind them, in a running LibreOffice: what they do to the
workbook that is open."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

pytest.importorskip("pyopenvba", reason="pip install 'motxl[excel]'")

from motxl.book.live.libreoffice.engine import register
from tests.conftest import need
from tests.judges import libreoffice as judge
from tests.live.desk import OnDesk
from tests.live.making import plain
from tests.macros.making import with_macros
from tests.macros.office import MacroOffice
from tests.macros.test_libreoffice import Recorder

pytestmark = pytest.mark.slow

LATE = 60.0


class Buttons:
    """A workbook with macros, open; ``press`` waits for what motxl says in the end."""

    def __init__(self, office: MacroOffice, recorder: Recorder, book: Path) -> None:
        self.office = office
        self.recorder = recorder
        self.book = book

    def start(self, macro: str) -> None:
        for name in ("said.txt", "ended"):
            (self.recorder.folder / name).unlink(missing_ok=True)
        self.office.run("MotxlScreen.AnswerNext", "yes")
        self.office.run(f"MotxlButtons.{macro}")
        self.recorder.started()

    def said(self) -> str:
        """What motxl has printed so far, in one line."""
        said = self.recorder.folder / "said.txt"
        return " ".join(said.read_text("utf-8").split()) if said.exists() else ""

    def ended(self) -> bool:
        return (self.recorder.folder / "ended").exists()

    def press(self, macro: str) -> str:
        """What motxl printed, until its end."""
        self.start(macro)
        wait_for(self.ended)
        return self.said()

    @property
    def open(self) -> OnDesk:
        (app,) = register().impl.apps
        (book,) = app.books
        return OnDesk(app.bridge, book.key, self.book)


def wait_for(done: Callable[[], bool]) -> None:
    late = time.monotonic() + LATE
    while not done():
        assert time.monotonic() < late, "motxl did not come to its end"
        time.sleep(0.1)


@pytest.fixture
def buttons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Buttons]:
    need(judge.missing())
    recorder = Recorder(tmp_path, real=True)
    book = with_macros(tmp_path / "programme été.xlsm", source=plain(tmp_path / "plain.xlsx"))
    variables = {"MOTXL_EXE": str(recorder.program), "MOTXL_DATA_DIR": str(tmp_path / "data")}
    variables |= {"MOTXL_LANG": "fr", "COLUMNS": "80"}
    office = MacroOffice(tmp_path, variables)
    monkeypatch.setenv("MOTXL_LIBREOFFICE_PROFILE", str(office.profile))
    register().impl.apps.forget()  # the one of the tests before
    with office:
        office.open(book)
        yield Buttons(office, recorder, book)
        register().impl.apps.forget()


def test_a_morning_s_work(buttons: Buttons) -> None:
    """Each button in turn, in one workbook."""
    workbook = buttons.open
    assert "mis en couleur" in buttons.press("MOTXL_MettreEnCouleur")
    start = workbook.read("B107").index("cf Cross-border")
    font = workbook.ask("font", "Programme", [107, 2, 107, 2], [start, start + 2])
    assert font["colour"] == 0xC04F00

    said = buttons.press("MOTXL_Verifier")
    assert "REF102" in said
    rules = workbook.column("B", 5, 40, "Contrôle")
    assert "REF102" in rules

    assert "1 correction faite" in buttons.press("MOTXL_Corriger")
    assert "cf. Cross-border deal thème 8" in workbook.read("B107")
    assert "REF102" not in workbook.column("B", 5, 40, "Contrôle")

    said = buttons.press("MOTXL_Extraits")
    assert "13 extraits faits" in said
    folder = buttons.book.with_name("extraits-programme été")
    assert len(list(folder.glob("*.xlsx"))) == 13

    buttons.press("MOTXL_Retablir")
    assert "cf Cross-border deal thème 8" in buttons.open.read("B107")
    assert "REF102" in buttons.open.column("B", 5, 40, "Contrôle")
    buttons.press("MOTXL_Retablir")
    buttons.press("MOTXL_Retablir")
    assert buttons.open.column("B", 5, 40, "Contrôle") == [None] * 36
    before = openpyxl.load_workbook(buttons.book.with_name("plain.xlsx"), rich_text=True)
    after = openpyxl.load_workbook(buttons.book, rich_text=True)
    for row in range(3, 141):
        assert after["Programme"].cell(row, 2).value == before["Programme"].cell(row, 2).value


def test_synthese_is_built_once_the_workbook_is_closed(buttons: Buttons) -> None:
    buttons.start("MOTXL_Synthese")
    wait_for(lambda: "Enregistrez et fermez" in buttons.said())
    buttons.open.ask("close")
    wait_for(buttons.ended)
    assert "tableaux croisés sont à jour" in buttons.said()
    workbook = buttons.open
    total = workbook.ask("tables", "Données")
    assert dict(map(tuple, total))["tblDonneesEntrees"][2] > 100
    workbook.type("J50", "Réalisé")
    assert "ont été actualisés" in buttons.press("MOTXL_Synthese")
    assert "Synthèse est à jour" in buttons.press("MOTXL_Synthese")
