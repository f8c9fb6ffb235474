"""The shipped VBA runs in pyOpenVBA's interpreter; what it would start is caught."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pyopenvba", reason="pip install 'motxl[excel]'")

from lxml import etree
from pyopenvba.interpreter._values import EMPTY

from motxl.macros import sources
from tests.macros.machine import (
    BELGIAN,
    ENGLISH,
    LINUX,
    MAC,
    VB_NO,
    VB_YES,
    Book,
    Machine,
)

MACROS = Path(__file__).parents[2] / "macros"
BUTTONS = {
    "MOTXL_Verifier": ["validate", "--live --write"],
    "MOTXL_Corriger": ["validate", "--live --fix --write"],
    "MOTXL_MettreEnCouleur": ["colour", "--live"],
    "MOTXL_Synthese": ["summary", "--live"],
    "MOTXL_Extraits": ["extract", "--live"],
    "MOTXL_Retablir": ["undo", "--live"],
}
EXE = "C:\\Users\\Zoé\\motxl.exe"
INSTALLED = {"variables": {"MOTXL_EXE": EXE}, "files": {EXE: b""}}


def installed(**more: object) -> Machine:
    return Machine(variables={"MOTXL_EXE": EXE}, files={EXE: b""}, **more)  # type: ignore[arg-type]


def expected(macro: str, book: str, *, language: str = "fr") -> list[str]:
    verb, options = BUTTONS[macro]
    return [EXE, "--lang", language, verb, book, *options.split()]


# Buttons


@pytest.mark.parametrize("macro", BUTTONS)
def test_a_button_starts_its_command(macro: str) -> None:
    machine = installed(answers=[VB_YES])
    machine.run(macro)
    assert machine.arguments() == expected(macro, "C:\\MOT\\programme.xlsm")
    assert str(machine.bar).startswith("motxl\u00a0: ")
    assert " de programme.xlsm " in str(machine.bar)
    assert str(machine.bar).endswith("…")


@pytest.mark.parametrize("macro", BUTTONS)
def test_in_english(macro: str) -> None:
    machine = installed(answers=[VB_YES], language=ENGLISH)
    machine.run(macro)
    assert machine.arguments() == expected(macro, "C:\\MOT\\programme.xlsm", language="en")
    assert re.fullmatch(r"motxl: [a-z ]+ programme\.xlsm( back)?…", str(machine.bar))


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("C:\\Mes documents\\Équipe", "programme 2025.xlsx"),
        ("C:\\R&D", "a & b && del.xlsx"),
        ("C:\\x", "50% %TEMP% %PATH% 100%.xlsx"),
        ("C:\\x", "l'été d’Élise.xlsx"),
        ("C:\\x", "a;b,c=d(e)^f!g`h$i.xlsx"),
        ("\\\\serveur\\partage", "programme.xlsx"),
        ("C:\\x", "ελληνικά 中文.xlsx"),
    ],
)
def test_any_file_name_arrives_as_it_is(folder: str, name: str) -> None:
    machine = installed(book=Book(folder, name))
    machine.variables["TEMP"] = "elsewhere"
    machine.run("MOTXL_Verifier")
    assert machine.arguments() == expected("MOTXL_Verifier", f"{folder}\\{name}")


@pytest.mark.parametrize(
    "address",
    [
        "https://mot.sharepoint.com/sites/equipe/Documents partages",
        "https://d.docs.live.net/0a1b2c3d/Documents%20partag%C3%A9s",
    ],
)
def test_an_address_arrives_as_it_is(address: str) -> None:
    machine = installed(book=Book(address, "programme.xlsx", "/"))
    machine.run("MOTXL_MettreEnCouleur")
    assert machine.arguments() == expected("MOTXL_MettreEnCouleur", f"{address}/programme.xlsx")
    assert machine.bar == "motxl\u00a0: mise en couleur de programme.xlsx en cours…"


# The status bar is given back


def minutes_later(machine: Machine) -> object:
    """What the bar shows once Excel has called what it was asked to call."""
    timer = machine.timers.pop()
    assert timer == "'l''outil motxl.xlam'!MOTXL_Barre"
    assert machine.timers == []
    for runtime in machine.excel.interpreter.modules.values():
        for name in runtime.variables:
            if name.lower() == "lastset":
                runtime.variables[name].value = EMPTY
    machine.run("MOTXL_Barre")
    return machine.bar


def test_a_motxl_that_does_not_answer_is_said_and_the_bar_is_given_back() -> None:
    machine = installed(addin=True)
    machine.run("MOTXL_Verifier")
    machine.run("MOTXL_Barre")
    assert "vérification" in str(machine.bar), "a click after this one has asked for more time"
    assert minutes_later(machine) == (
        "motxl n’a pas encore répondu\u00a0: le bouton Aide dit que faire."
    )
    assert minutes_later(machine) is False
    assert machine.timers == []


@pytest.mark.parametrize(
    ("shown", "after"), [("motxl\u00a0: 3 à revoir", False), ("Calcul : 12 %", "Calcul : 12 %")]
)
def test_a_result_leaves_the_bar_and_others_texts_stay(shown: str, after: object) -> None:
    machine = installed(addin=True)
    machine.run("MOTXL_Verifier")
    machine.excel.application.status_bar = shown
    assert minutes_later(machine) == after


def test_a_workbook_asks_for_no_call_that_would_open_it_again() -> None:
    machine = installed()
    machine.run("MOTXL_Verifier")
    assert machine.timers == []
    assert len(machine.started) == 1


# Going back is asked


@pytest.mark.parametrize("answer", [[VB_NO], [0]])
def test_going_back_needs_a_yes(answer: list[int]) -> None:
    machine = installed(answers=answer)
    machine.run("MOTXL_Retablir")
    assert machine.started == []
    ((kind, question, _title, style),) = machine.dialogs
    assert kind == "MsgBox"
    assert "C:\\MOT\\programme.xlsm" in question
    assert style & 0x100, "No is the default button"


def test_a_prepared_answer_is_not_asked() -> None:
    machine = installed()
    machine.run("MotxlScreen.AnswerNext", "yes")
    machine.run("MOTXL_Retablir")
    assert machine.dialogs == []
    assert len(machine.started) == 1
    machine.run("MOTXL_Retablir")
    assert len(machine.dialogs) == 1


# What stands in the way


@pytest.mark.parametrize("macro", BUTTONS)
def test_no_workbook(macro: str) -> None:
    machine = installed(book=None)
    machine.run(macro)
    assert machine.started == []
    assert machine.shown() == (
        "Aucun classeur n’est ouvert pour modification\u00a0: "
        "ouvrez le programme, puis cliquez de nouveau.",
        "",
    )


@pytest.mark.parametrize("macro", BUTTONS)
def test_a_workbook_that_was_never_saved(macro: str) -> None:
    machine = installed(book=Book("", "Classeur1"), language=ENGLISH)
    machine.run(macro)
    assert machine.started == []
    assert machine.shown()[0].startswith("The workbook Classeur1 was never saved: save it")


@pytest.mark.parametrize("macro", BUTTONS)
def test_protected_view_is_said_and_no_other_workbook_is_worked_in(macro: str) -> None:
    machine = installed(protected_view=True)
    machine.run(macro)
    assert machine.started == []
    assert "cliquez sur Activer la modification" in machine.shown()[0]


def test_motxl_is_not_there() -> None:
    machine = Machine()
    machine.run("MOTXL_Corriger")
    said, command = machine.shown()
    assert "n’a pas été trouvé" in said
    assert "MOTXL_EXE" in said
    assert command == 'motxl --lang fr validate "C:\\MOT\\programme.xlsm" --live --fix --write'
    assert machine.dialogs[-1][0] == "InputBox", "the command can be copied"
    assert machine.bar is False or not machine.bar


def test_a_command_too_long_for_an_input_box_is_in_the_message() -> None:
    machine = Machine(book=Book("C:\\" + "très long\\" * 30, "p.xlsx"))
    machine.run("MOTXL_Verifier")
    kind, text, _title, _style = machine.dialogs[-1]
    assert kind == "MsgBox"
    assert text.endswith(machine.shown()[1])


def test_starting_is_blocked() -> None:
    machine = installed(refusal="Accès refusé")
    machine.run("MOTXL_Synthese")
    said, command = machine.shown()
    assert "sécurité de votre organisation" in said
    assert "Accès refusé (70)" in said
    assert "écrivez d’abord & et une espace" in said, "quoted, as the path has an accent"
    assert command == f'"{EXE}" --lang fr summary "C:\\MOT\\programme.xlsm" --live'
    assert machine.bar is False, "the status bar is given back"


@pytest.mark.parametrize("number", [70, 429, -2147024891, -2147023636, -2147024671])
def test_what_security_answers(number: int) -> None:
    machine = installed(refusal="no", refusal_number=number, language=ENGLISH)
    machine.run("MOTXL_Synthese")
    assert machine.shown()[0].startswith("Your organisation's security")


@pytest.mark.parametrize("number", [53, -2147024894, -2147024703])
def test_what_cannot_be_started_is_not_laid_to_security(number: int) -> None:
    machine = installed(refusal="not found", refusal_number=number, language=ENGLISH)
    machine.run("MOTXL_Synthese")
    said, command = machine.shown()
    assert said.startswith(f"motxl could not be started: not found ({number})")
    assert command.startswith(f'"{EXE}" --lang en summary')
    assert machine.bar is False


def test_a_path_without_quotes_is_pasted_as_it_is() -> None:
    exe = "C:\\Outils\\motxl.exe"
    machine = Machine(variables={"MOTXL_EXE": exe}, files={exe: b""}, refusal="no")
    machine.run("MOTXL_Synthese")
    said, command = machine.shown()
    assert command.startswith(f"{exe} --lang fr")
    assert "Terminal" not in said


def test_the_object_that_starts_programs_is_forbidden() -> None:
    machine = installed(forbidden={"WScript.Shell"})
    machine.run("MOTXL_Verifier")
    assert "sécurité de votre organisation" in machine.shown()[0]
    assert machine.shown()[1].startswith("motxl --lang fr validate ")


def test_on_a_mac_the_command_is_shown() -> None:
    machine = Machine(system=MAC, book=Book("/Users/zoé/L'été", "p & q.xlsx", "/"))
    machine.run("MOTXL_Extraits")
    said, command = machine.shown()
    assert "Terminal" in said
    assert command == "motxl --lang fr extract '/Users/zoé/L'\\''été/p & q.xlsx' --live"
    assert machine.started == []


def test_what_was_not_foreseen_is_said() -> None:
    class Broken(Book):
        def vba_get(self, name: str, args: object = (), named: object = None) -> object:
            if name.lower() == "fullname":
                from pyopenvba.interpreter._values import error

                raise error(1004, "Excel is busy")
            return super().vba_get(name)

    machine = installed(book=Broken("C:\\MOT", "p.xlsx"), language=ENGLISH)
    machine.run("MOTXL_Verifier")
    assert machine.shown()[0] == "motxl was not started: Excel is busy. Nothing was changed."


# Where motxl is


@pytest.mark.parametrize(
    ("variables", "place"),
    [
        ({"PATH": 'C:\\Windows;"C:\\Mes outils";D:\\bin\\'}, "C:\\Mes outils\\motxl.exe"),
        ({"PATH": "C:\\Windows;D:\\bin\\"}, "D:\\bin\\motxl.exe"),
        ({"PATH": "C:/Outils"}, "C:/Outils\\motxl.exe"),
        ({"MOTXL_EXE": f' "{EXE}" '}, EXE),
        ({"ProgramFiles": "C:\\P"}, "C:\\P\\Python313\\Scripts\\motxl.exe"),
        (
            {"ProgramFiles": "C:\\P (x86)", "ProgramW6432": "C:\\P"},
            "C:\\P\\Python311\\Scripts\\motxl.exe",
        ),
        ({"USERPROFILE": "C:\\Users\\Zoé"}, "C:\\Users\\Zoé\\.local\\bin\\motxl.exe"),
        ({"APPDATA": "C:\\A"}, "C:\\A\\Python\\Python312\\Scripts\\motxl.exe"),
        (
            {"LOCALAPPDATA": "C:\\L"},
            "C:\\L\\Programs\\Python\\Python311\\Scripts\\motxl.exe",
        ),
        (
            {"LOCALAPPDATA": "C:\\L"},
            "C:\\L\\Python\\pythoncore-3.14-64\\Scripts\\motxl.exe",
        ),
    ],
)
def test_places_where_motxl_is_found(variables: dict[str, str], place: str) -> None:
    machine = Machine(variables=variables, files={place: b""})
    machine.run("MOTXL_Verifier")
    assert machine.arguments()[0] == place


@pytest.mark.parametrize("variable", ["MOTXL_DATA_DIR", "LOCALAPPDATA"])
def test_the_note_of_motxl_macros_comes_before_the_path(variable: str) -> None:
    """As ``motxl macros`` writes it in Windows: UTF-16, accents in the user's name."""
    folder = "C:\\Users\\Zoé\\Données"
    note = f"{folder}\\motxl" if variable == "LOCALAPPDATA" else folder
    machine = Machine(
        variables={variable: folder, "PATH": "C:\\bin"},
        files={
            f"{note}\\launcher.txt": f"{EXE}\n".encode("utf-16"),
            EXE: b"",
            "C:\\bin\\motxl.exe": b"",
        },
    )
    machine.run("MOTXL_Verifier")
    assert machine.arguments()[0] == EXE


def test_a_stale_note_and_a_stale_variable_are_passed_over() -> None:
    machine = Machine(
        variables={"MOTXL_EXE": "C:\\gone.exe", "LOCALAPPDATA": "C:\\L", "PATH": "C:\\bin"},
        files={
            "C:\\L\\motxl\\launcher.txt": "C:\\gone\\motxl.exe\n".encode("utf-16"),
            "C:\\bin\\motxl.exe": b"",
        },
    )
    machine.run("MOTXL_Verifier")
    assert machine.arguments()[0] == "C:\\bin\\motxl.exe"


def test_a_motxl_of_the_current_folder_is_never_started() -> None:
    machine = Machine(
        variables={"PATH": ".;;bin", "MOTXL_EXE": "motxl.exe"},
        files={".\\motxl.exe": b"", "motxl.exe": b"", "\\motxl.exe": b"", "bin\\motxl.exe": b""},
    )
    machine.run("MOTXL_Verifier")
    assert machine.started == []


def test_where_there_is_no_windows() -> None:
    machine = Machine(
        system=LINUX,
        language=0,
        variables={"LANG": "fr_FR.UTF-8", "PATH": "/usr/bin:bin:/opt/outils"},
        files={"/opt/outils/motxl": b"", "bin/motxl": b""},
        book=Book("/home/zoé", 'le "programme".xlsx', ""),
    )
    machine.run("MOTXL_Corriger")
    assert machine.started == [
        '"/opt/outils/motxl" --lang fr validate '
        "'/home/zoé/le \"programme\".xlsx' --live --fix --write"
    ]


# Words


@pytest.mark.parametrize(
    ("language", "variables", "spoken"),
    [
        (ENGLISH, {}, "en"),
        (BELGIAN, {}, "fr"),
        (0, {"LANG": "fr_FR.UTF-8"}, "fr"),
        (0, {"LC_ALL": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        (0, {}, "en"),
        (ENGLISH, {"MOTXL_LANG": "fr"}, "fr"),
        (BELGIAN, {"MOTXL_LANG": "en"}, "en"),
        (BELGIAN, {"MOTXL_LANG": "de"}, "fr"),
    ],
)
def test_the_language(language: int, variables: dict[str, str], spoken: str) -> None:
    assert Machine(language=language, variables=variables).run("MotxlWords.Language") == spoken


@pytest.mark.parametrize("language", [BELGIAN, ENGLISH])
@pytest.mark.parametrize("system", ["Windows (64-bit) NT 10.00", MAC])
def test_help_says_what_there_is(language: int, system: str) -> None:
    machine = installed(language=language, system=system)
    machine.run("MOTXL_Aide")
    said, _command = machine.shown()
    for button in list(BUTTONS):
        assert machine.run("MotxlWords.Label", button.replace("MOTXL_", "motxl")) in said
    assert "Contrôle" in said
    assert (EXE in said) == (system != MAC)
    assert len(said) < 1024, "a message box shows no more"


def test_help_says_what_happened_last() -> None:
    note = "2026-11-26 23:51 programme.xlsx\u00a0: 3 à revoir."
    file = "C:\\d\\last-run.txt"
    machine = installed()
    machine.variables["MOTXL_DATA_DIR"] = "C:\\d"
    machine.files[file] = f"{note}\r\n".encode("utf-16")
    machine.run("MOTXL_Aide")
    assert machine.shown()[0].endswith(f"\r\nDernière exécution\u00a0: {note}")
    machine.files[file] = ("é" * 2000).encode("utf-16")
    machine.run("MOTXL_Aide")
    assert len(machine.shown()[0]) < 1024, "a message box shows no more"


def controls() -> list[str]:
    tree = etree.fromstring(sources.ribbon())
    return [node.get("id") for node in tree.iter() if node.get("id")]


@pytest.mark.parametrize("language", [BELGIAN, ENGLISH])
@pytest.mark.parametrize("control", controls())
def test_every_control_has_its_words(control: str, language: int) -> None:
    machine = Machine(language=language)
    assert machine.ribbon_text("MOTXL_Libelle", control)
    explained = machine.ribbon_text("MOTXL_Explication", control)
    is_button = control not in {"motxlTab", "motxlCheck", "motxlShare", "motxlBack"}
    assert bool(explained) == is_button


@pytest.mark.parametrize("language", [0, BELGIAN, ENGLISH])
def test_drawing_the_tab_makes_no_object_of_windows(language: int) -> None:
    """Some twenty of them would be seen by whatever watches Office, and before any click."""
    machine = Machine(language=language, variables={"LANG": "fr_FR.UTF-8"})
    for control in controls():
        machine.ribbon_text("MOTXL_Libelle", control)
        machine.ribbon_text("MOTXL_Explication", control)
    assert machine.created == []


@pytest.mark.parametrize(
    ("language", "word"), [(BELGIAN, "Revenir en arrière"), (ENGLISH, "Go back")]
)
def test_no_button_is_called_as_another_one_of_office(language: int, word: str) -> None:
    """In a French Office Rétablir is Redo: the button that goes back says so."""
    machine = Machine(language=language, variables={"LANG": "fr_FR.UTF-8"})
    labels = [machine.ribbon_text("MOTXL_Libelle", control) for control in controls()]
    assert labels.count(word) == 1
    assert not {"Rétablir", "Annuler", "Redo", "Undo"} & set(labels)


def test_every_button_has_a_key_of_its_own() -> None:
    tree = etree.fromstring(sources.ribbon())
    tab, *buttons = [node.get("keytip") for node in tree.iter("{*}tab", "{*}button")]
    assert tab
    assert len(set(buttons)) == len(buttons) == len(BUTTONS) + 1
    assert all(re.fullmatch("[A-Z]", key or "") for key in buttons)


def press(control: str) -> Machine:
    machine = installed(answers=[VB_YES])
    caller = "Public Sub Press(control)\nMOTXL_Clic control\nEnd Sub\n"
    machine.excel.add_module(caller, name="Caller")
    from tests.macros.machine import Control

    machine.run("Caller.Press", Control(control))
    return machine


@pytest.mark.parametrize("macro", BUTTONS)
def test_a_click_on_the_ribbon_is_the_macro(macro: str) -> None:
    machine = press(macro.replace("MOTXL_", "motxl"))
    assert machine.arguments() == expected(macro, "C:\\MOT\\programme.xlsm")


def test_a_click_on_help() -> None:
    assert EXE in press("motxlAide").shown()[0]


# Nothing is left out


def every_public_procedure() -> set[str]:
    found = set()
    for name, source in sources.modules().items():
        pattern = r"^(?:Public )?(?:Sub|Function|Property \w+) (\w+)"
        found |= {f"{name}.{one}" for one in re.findall(pattern, source, re.MULTILINE)}
    return found


def runs() -> list[Callable[[], Machine]]:
    def told(run: Callable[[Machine], object], **made: object) -> Callable[[], Machine]:
        def done() -> Machine:
            machine = Machine(**made)  # type: ignore[arg-type]
            run(machine)
            return machine

        return done

    return [
        *(lambda control=control: press(control) for control in controls()),
        told(lambda m: m.ribbon_text("MOTXL_Libelle", "motxlTab")),
        told(lambda m: m.ribbon_text("MOTXL_Explication", "motxlAide")),
        told(lambda m: m.run("MOTXL_Verifier")),
        told(lambda m: m.run("MOTXL_Verifier"), book=None),
        told(lambda m: m.run("MOTXL_Verifier"), book=Book("", "x")),
        told(lambda m: m.run("MOTXL_Verifier"), system=MAC),
        told(lambda m: m.run("MOTXL_Verifier"), **INSTALLED, refusal="no"),
        told(lambda m: m.run("MOTXL_Verifier"), **INSTALLED, refusal="no", refusal_number=53),
        told(lambda m: m.run("MOTXL_Verifier"), protected_view=True),
        told(lambda m: m.run("MOTXL_Barre")),
        told(lambda m: m.run("MotxlWords.NoAnswer")),
        told(lambda m: m.run("MotxlScreen.AnswerNext", "yes")),
        told(lambda m: m.run("MotxlScreen.LastShown")),
        told(lambda m: m.run("MotxlWords.Unexpected", "x")),
        told(
            lambda m: m.run("MOTXL_Verifier"),
            variables={"MOTXL_DATA_DIR": "C:\\d"},
            files={"C:\\d\\launcher.txt": "C:\\motxl.exe".encode("utf-16")},
        ),
    ]


def test_every_public_procedure_is_run() -> None:
    called = set().union(*(run().called for run in runs()))
    assert every_public_procedure() - called == set()


def test_every_callback_of_the_ribbon_is_a_macro() -> None:
    tree = etree.fromstring(sources.ribbon())
    named = {
        value
        for node in tree.iter()
        for name, value in node.items()
        if name.startswith("get") or name == "onAction"
    }
    assert {f"MotxlButtons.{name}" for name in named} <= every_public_procedure()


def test_pictures_of_the_ribbon_are_those_of_commands_of_excel() -> None:
    """Each stands on a ribbon of Excel's own. A command of another Office program, as
    AcceptInvitation of Outlook, may have no picture in Excel."""
    pictures = {node.get("imageMso") for node in etree.fromstring(sources.ribbon()).iter()} - {None}
    assert pictures <= {
        *("DataValidation", "Spelling", "FontColorPicker", "PivotTableInsert"),
        *("FileSendAsAttachment", "Undo", "Help"),
    }


# The sources


@pytest.mark.parametrize("path", sorted(MACROS.glob("*.bas")), ids=lambda path: path.name)
def test_sources_are_what_vba_takes(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = text.splitlines()
    assert lines[0] == f'Attribute VB_Name = "{path.stem}"'
    assert sources.is_ours(text)
    assert "Option Explicit" in lines
    assert ("Option Private Module" in lines) == (path.stem != "MotxlButtons")
    text.encode("cp1252")
    assert max(map(len, lines)) < 1023
    joined = re.findall(r"(?:[^\n]* _\n)+", text)
    assert max((block.count("\n") for block in joined), default=0) <= 24
    assert "\t" not in text
    assert "Declare " not in text, "an API declaration would have to know 32 and 64 bits"
    types = set(re.findall(r"\w\)? As (\w+)", text))
    assert types <= {"String", "Long", "Integer", "Boolean", "Object", "Variant", "Date"}, (
        "late bound"
    )


def test_french_has_no_break_spaces() -> None:
    words = sources.modules()["MotxlWords"]
    texts = re.findall(r'"((?:[^"\n]|"")*)"', words)
    french = [text for text in texts if re.search("[éèàêç’]", text)]
    assert len(french) > 20
    for text in french:
        assert not re.search(r" [:;?!]", text), text
        assert "'" not in text, text
