"""The shipped VBA runs in LibreOffice, and what it starts is really started."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyopenvba", reason="pip install 'motxl[excel]'")

from tests.conftest import need
from tests.judges import libreoffice as judge
from tests.macros.making import add_modules, with_macros
from tests.macros.office import MacroOffice
from tests.macros.test_interpreter import BUTTONS, every_public_procedure

pytestmark = pytest.mark.slow

ODD_NAME = "le programme & l'été 50% %HOME% à Zoé.xlsm"

# The ribbon exists in Excel only: a module of the staff's hands a control to its callbacks.
CONTROL = "Option Explicit\nPublic ID As String\n"
RIBBON = """Option Explicit
Private Function Made(ByVal id As String) As Object
    Dim control As New FakeControl
    control.ID = id
    Set Made = control
End Function
Public Sub Clic(ByVal id As String)
    MotxlButtons.MOTXL_Clic Made(id)
End Sub
Public Function Libelle(ByVal id As String) As String
    Dim answer As Variant
    MotxlButtons.MOTXL_Libelle Made(id), answer
    Libelle = answer
End Function
Public Function Explication(ByVal id As String) As String
    Dim answer As Variant
    MotxlButtons.MOTXL_Explication Made(id), answer
    Explication = answer
End Function
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("macros") / ODD_NAME
    modules = {"FakeControl": CONTROL, "Equipe": RIBBON}
    return add_modules(with_macros(path), modules, classes=("FakeControl",))


class Recorder:
    """A motxl that writes down how it was started; with ``real``, it is the real one then."""

    def __init__(self, folder: Path, *, real: bool = False) -> None:
        self.folder = folder
        self.program = folder / "motxl à essayer"
        self.said = folder / "said.txt"
        self.program.write_text(
            "#!/bin/sh\n"
            f"cd '{folder}'\n"
            "[ -e slow ] && sleep 2\n"
            'printf "%s\\0" "$@" >"started.$$.part"\n'
            'mv "started.$$.part" "started.$$"\n'
            + (f"'{sys.executable}' -m motxl \"$@\" >said.txt 2>&1\n" if real else "")
            + "touch ended\n",
            "utf-8",
        )
        self.program.chmod(0o755)

    def started(self, patience: float = 20.0) -> list[str]:
        """The arguments of the one start since the last call."""
        late = time.monotonic() + patience
        while True:
            found = [path for path in self.folder.glob("started.*") if path.suffix != ".part"]
            if found:
                (one,) = found
                arguments = one.read_text("utf-8").split("\0")[:-1]
                one.unlink()
                return arguments
            assert time.monotonic() < late, "nothing was started"
            time.sleep(0.05)

    def nothing_started(self) -> bool:
        time.sleep(0.5)
        return not list(self.folder.glob("started.*"))


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Recorder:
    return Recorder(tmp_path_factory.mktemp("recorder"))


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, recorder: Recorder, book: Path
) -> Iterator[MacroOffice]:
    need(judge.missing())
    variables = {"MOTXL_EXE": str(recorder.program), "MOTXL_LANG": "fr"}
    variables["MOTXL_DATA_DIR"] = str(tmp_path_factory.mktemp("data"))
    with MacroOffice(tmp_path_factory.mktemp("office"), variables) as started:
        started.open(book)
        yield started


@pytest.mark.parametrize("macro", BUTTONS)
def test_a_button_starts_motxl(
    macro: str, office: MacroOffice, recorder: Recorder, book: Path
) -> None:
    verb, options = BUTTONS[macro]
    office.run("MotxlScreen.AnswerNext", "yes")
    office.run(f"MotxlButtons.{macro}")
    office.run("MotxlScreen.AnswerNext", "")
    assert recorder.started() == ["--lang", "fr", verb, str(book), *options.split()]
    assert office.shown()[2].startswith("motxl\u00a0: ")
    assert f" de {book.name} " in office.shown()[2]


@pytest.mark.parametrize("macro", BUTTONS)
def test_a_click_on_the_ribbon_starts_motxl(
    macro: str, office: MacroOffice, recorder: Recorder
) -> None:
    office.run("MotxlScreen.AnswerNext", "yes")
    office.run("Equipe.Clic", macro.replace("MOTXL_", "motxl"))
    office.run("MotxlScreen.AnswerNext", "")
    assert recorder.started()[2] == BUTTONS[macro][0]


def test_libreoffice_goes_on_while_motxl_works(office: MacroOffice, recorder: Recorder) -> None:
    slow = recorder.folder / "slow"
    slow.touch()
    try:
        begun = time.monotonic()
        office.run("MotxlButtons.MOTXL_Verifier")
        assert office.run("Equipe.Libelle", "motxlAide") == "Aide"
        assert time.monotonic() - begun < 1.5
        assert not list(recorder.folder.glob("started.*")), "motxl still works"
        assert recorder.started()[2] == "validate"
    finally:
        slow.unlink()


def test_going_back_needs_a_yes(office: MacroOffice, recorder: Recorder, book: Path) -> None:
    """Without a screen a message box answers at once, and not with Yes."""
    office.run("MotxlButtons.MOTXL_Retablir")
    assert str(book) in office.shown()[0]
    assert recorder.nothing_started()


def test_help(office: MacroOffice, recorder: Recorder) -> None:
    office.run("MotxlButtons.MOTXL_Aide")
    assert office.shown()[0].endswith(f"motxl est installé\u00a0: {recorder.program}")
    note = Path(office.variables["MOTXL_DATA_DIR"]) / "last-run.txt"
    note.write_text("2026-11-26 23:51 programme.xlsx\u00a0: 3 à revoir.\n", "utf-8")
    office.run("MotxlButtons.MOTXL_Aide")
    note.unlink()
    assert office.shown()[0].endswith(
        "\nDernière exécution\u00a0: 2026-11-26 23:51 programme.xlsx\u00a0: 3 à revoir."
    )


def test_the_status_bar_is_given_back(office: MacroOffice) -> None:
    office.run("MotxlScreen.ShowStart", "motxl…")
    office.run("MotxlButtons.MOTXL_Barre")
    assert office.shown()[2] == "motxl…", "three minutes have not gone by"


CALLS: dict[str, tuple[tuple[str, ...], Any]] = {
    "MotxlLauncher.StartOnBook": (("colour", "--live"), None),
    "MotxlLauncher.ActiveBook": ((), ...),
    "MotxlFinder.Program": ((), ...),
    "MotxlFinder.LastRun": ((), ""),
    "MotxlMachine.IsWindows": ((), False),
    "MotxlMachine.IsMac": ((), False),
    "MotxlMachine.CanStart": ((), True),
    "MotxlMachine.Variable": (("MOTXL_LANG",), "fr"),
    "MotxlMachine.PlainVariable": (("MOTXL_LANG",), "fr"),
    "MotxlMachine.WasRefused": ((), False),
    "MotxlMachine.IsFile": ((__file__,), True),
    "MotxlMachine.FirstLine": (
        (__file__,),
        '"""The shipped VBA runs in LibreOffice, and what it starts is really started."""',
    ),
    "MotxlMachine.Start": (("/bin/true",), ""),
    "MotxlScreen.Tell": (("une phrase",), None),
    "MotxlScreen.TellCommand": (("une phrase", "motxl"), None),
    "MotxlScreen.Agrees": (("d’accord ?",), False),
    "MotxlScreen.Progress": (("motxl…",), None),
    "MotxlScreen.ShowStart": (("motxl…",), None),
    "MotxlScreen.GiveBack": ((), None),
    "MotxlScreen.AnswerNext": (("",), None),
    "MotxlScreen.LastShown": ((), ...),
    "MotxlWords.Language": ((), "fr"),
    "MotxlWords.Label": (("motxlTab",), "Programme de travail"),
    "MotxlWords.Explanation": (("motxlTab",), ""),
    "MotxlWords.Running": (
        ("colour", "--live", "p.xlsx"),
        "motxl\u00a0: mise en couleur de p.xlsx en cours…",
    ),
    "MotxlWords.NoAnswer": ((), ...),
    "MotxlWords.InProtectedView": ((), ...),
    "MotxlWords.NoBook": ((), ...),
    "MotxlWords.NeverSaved": (("x",), ...),
    "MotxlWords.UndoQuestion": (("x",), ...),
    "MotxlWords.OnMac": ((), ...),
    "MotxlWords.NotFound": ((), ...),
    "MotxlWords.Blocked": (("x", "x"), ...),
    "MotxlWords.NotStarted": (("x", "x"), ...),
    "MotxlWords.Unexpected": (("x",), ...),
    "MotxlWords.Help": (("", ""), ...),
}


@pytest.mark.parametrize("name", CALLS)
def test_every_other_procedure_runs(name: str, office: MacroOffice, recorder: Recorder) -> None:
    arguments, expected = CALLS[name]
    answer = office.run(name, *arguments)
    if name == "MotxlLauncher.StartOnBook":
        assert recorder.started()[2] == "colour"
    if expected is ...:
        assert answer
    else:
        assert answer == expected


def test_a_folder_is_no_file(office: MacroOffice) -> None:
    assert office.run("MotxlMachine.IsFile", str(Path(__file__).parent)) is False
    assert office.run("MotxlMachine.IsFile", "/no/such/file") is False
    assert office.run("MotxlMachine.FirstLine", "/no/such/file") == ""


@pytest.mark.parametrize("control", ["motxlTab", "motxlCheck", "motxlVerifier", "motxlAide"])
def test_callbacks_answer(control: str, office: MacroOffice) -> None:
    assert office.run("Equipe.Libelle", control) == office.run("MotxlWords.Label", control)
    assert office.run("Equipe.Explication", control) == office.run(
        "MotxlWords.Explanation", control
    )


def test_no_public_procedure_is_left_out() -> None:
    others = {f"MotxlButtons.{macro}" for macro in (*BUTTONS, "MOTXL_Aide", "MOTXL_Barre")}
    callbacks = {"MOTXL_Clic", "MOTXL_Libelle", "MOTXL_Explication"}
    others |= {f"MotxlButtons.{name}" for name in callbacks}
    assert set(CALLS) | others == every_public_procedure()


def copied(book: Path, folder: Path) -> Path:
    """LibreOffice does not open what another one has open."""
    return Path(shutil.copy(book, folder))


def test_where_motxl_is_not_named(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, book: Path
) -> None:
    """No MOTXL_EXE: nothing, then what ``motxl macros`` noted, then what may not be started."""
    need(judge.missing())
    recorder, book = Recorder(tmp_path), copied(book, tmp_path)
    home, data = tmp_path / "home", tmp_path / "données"
    home.mkdir()
    data.mkdir()
    variables = {"HOME": str(home), "PATH": "/usr/bin:/bin", "MOTXL_DATA_DIR": str(data)}
    variables |= {"MOTXL_LANG": "en", "MOTXL_EXE": ""}
    with MacroOffice(tmp_path_factory.mktemp("office"), variables) as office:
        office.open(book)
        office.run("MotxlButtons.MOTXL_Verifier")
        said, command, bar = office.shown()
        assert said.startswith("motxl was not found on this machine.")
        quoted = str(book).replace("'", "'\\''")
        assert command == f"motxl --lang en validate '{quoted}' --live --write"
        assert bar == ""

        (data / "launcher.txt").write_text(f"{recorder.program}\n", "utf-8")
        office.run("MotxlButtons.MOTXL_Verifier")
        assert recorder.started()[:3] == ["--lang", "en", "validate"]

        recorder.program.write_bytes(b"\0")
        recorder.program.chmod(0o644)
        office.run("MotxlButtons.MOTXL_Verifier")
        said, command, bar = office.shown()
        assert said.startswith("motxl could not be started: ")
        assert command.startswith(f"'{recorder.program}' --lang en validate ")
        assert bar == ""
        assert recorder.nothing_started()


def test_motxl_outlives_libreoffice(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, book: Path
) -> None:
    need(judge.missing())
    recorder, book = Recorder(tmp_path), copied(book, tmp_path)
    (tmp_path / "slow").touch()
    variables = {"MOTXL_EXE": str(recorder.program), "MOTXL_DATA_DIR": str(tmp_path / "data")}
    with MacroOffice(tmp_path_factory.mktemp("office"), variables) as office:
        office.open(book)
        office.run("MotxlButtons.MOTXL_MettreEnCouleur")
    assert recorder.started()[2] == "colour"
