"""A machine around pyOpenVBA's interpreter: its system, variables, files, and what it starts.

The interpreter runs the shipped VBA as it is; what VBA asks of Windows (or of LibreOffice on Linux)
is answered here, and nothing is started.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Application
from pyopenvba.interpreter._intrinsics import INTRINSICS
from pyopenvba.interpreter._objects import VBAObject, member, method, setter
from pyopenvba.interpreter._runtime import Interpreter
from pyopenvba.interpreter._values import EMPTY, NOTHING, VBAInt, error

from motxl.macros import sources

WINDOWS = "Windows (64-bit) NT 10.00"
MAC = "Macintosh (Intel) 14.5"
LINUX = "Unix"
FRENCH, BELGIAN, ENGLISH = 0x040C, 0x080C, 0x0409  # [MS-LCID]
VB_YES, VB_NO = 6, 7


class Book(VBAObject):
    """The active workbook, with a path that need not exist here."""

    def __init__(self, folder: str, name: str, mark: str = "\\") -> None:
        self.folder, self.file, self.mark = folder, name, mark

    @member
    def Name(self) -> object:  # noqa: N802 - VBA's names
        return self.file

    @member
    def Path(self) -> object:  # noqa: N802
        return self.folder

    @member
    def FullName(self) -> object:  # noqa: N802
        return f"{self.folder}{self.mark}{self.file}" if self.mark and self.folder else self.file


@dataclass
class Machine:
    """What the macros find, and what they did."""

    system: str = WINDOWS
    language: int = FRENCH
    """0 where the application does not tell it"""
    book: Book | None = field(default_factory=lambda: Book("C:\\MOT", "programme.xlsm"))
    variables: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    answers: list[Any] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)
    """Objects of Windows that cannot be made"""
    refusal: str = ""
    """What Windows answers when something is to be started"""

    refusal_number: int = 70
    addin: bool = False
    """Whether the macros are in the add-in, and not in the workbook"""
    protected_view: bool = False

    created: list[str] = field(default_factory=list)
    """Objects of Windows that were asked for"""
    timers: list[str] = field(default_factory=list)
    """What Excel is to call later"""
    started: list[str] = field(default_factory=list)
    """Command lines as the started program gets them"""
    called: set[str] = field(default_factory=set)
    """Procedures that ran, as Module.Procedure"""

    def __post_init__(self) -> None:
        self.excel = ExcelApplication()
        self.excel.application.__class__ = _application(self)
        self.excel.application.active_book = self.book
        self.excel.answer_dialogs(*self.answers)
        interpreter = self.excel.interpreter
        interpreter.host.create = self._create
        known, interpreter.host.global_object = interpreter.host.global_object, self._module
        self._known_object = known
        interpreter._intrinsics = {**INTRINSICS, **self._functions()}
        interpreter.call = self._noting(interpreter.call)
        for name, source in sources.modules().items():
            self.excel.add_module(source, name=name)

    def run(self, name: str, *arguments: Any) -> Any:
        return self.excel.run(name, *arguments)

    def ribbon_text(self, callback: str, control: str) -> str:
        """What a callback answers in its last parameter, which is passed by reference."""
        caller = f"Public Function Asked(control)\nDim r\n{callback} control, r\nAsked = r\n"
        self.excel.add_module(caller + "End Function\n", name="Caller")
        return str(self.excel.run("Caller.Asked", Control(control)))

    def shown(self) -> tuple[str, str]:
        """The last sentence, and the command offered with it."""
        said, command, _bar = str(self.excel.run("MotxlScreen.LastShown")).split("\n")[-3:]
        whole = str(self.excel.run("MotxlScreen.LastShown")).removesuffix(f"\n{command}\n{_bar}")
        return whole or said, command

    @property
    def dialogs(self) -> list[tuple[str, str, str, int]]:
        return self.excel.dialogs

    @property
    def bar(self) -> object:
        return self.excel.application.status_bar

    def arguments(self) -> list[str]:
        """The one command started, split as Windows programs split it."""
        (command,) = self.started
        return split(command)

    # What VBA asks for

    def _create(self, name: str) -> VBAObject:
        self.created.append(name)
        kinds: dict[str, Callable[[Machine], VBAObject]] = {
            "wscript.shell": Shell,
            "scripting.filesystemobject": Files,
        }
        made = kinds.get(name.lower())
        if made is None or self.system != WINDOWS or name in self.forbidden:
            raise error(429)
        return made(self)

    def _module(self, name: str) -> object:
        """A standard module by its name, as in ``MotxlWords.Help``, which the interpreter lacks."""
        runtime = self.excel.interpreter.modules.get(name.lower())
        return Module(self.excel.interpreter, runtime) if runtime else self._known_object(name)

    def _functions(self) -> dict[str, Any]:
        """VBA's own functions; those of files are for LibreOffice, where there is no Windows."""

        def environ(_interpreter: Interpreter, args: list[Any], _named: Any) -> object:
            value = self.variables.get(args[0], "")
            return value if self.system != WINDOWS else value.encode("ascii", "replace").decode()

        def folder(_interpreter: Interpreter, args: list[Any], _named: Any) -> object:
            return args[0].rpartition("/")[2] if args[0] in self.files else ""

        def attributes(_interpreter: Interpreter, _args: list[Any], _named: Any) -> object:
            return VBAInt(0, "Long")

        def shell(_interpreter: Interpreter, args: list[Any], _named: Any) -> object:
            if self.refusal:
                raise error(self.refusal_number, self.refusal)
            self.started.append(args[0])
            return VBAInt(0, "Long")

        return {"environ": environ, "dir": folder, "getattr": attributes, "shell": shell}

    def _noting(self, call: Any) -> Any:
        def noted(procedure: Any, runtime: Any, *rest: Any, **named: Any) -> Any:
            self.called.add(f"{runtime.name}.{procedure.name}")
            return call(procedure, runtime, *rest, **named)

        return noted


def _application(machine: Machine) -> type[Application]:
    class Told(Application):
        @member
        def OperatingSystem(self) -> object:  # noqa: N802
            return machine.system

        @member
        def LanguageSettings(self) -> object:  # noqa: N802
            if not machine.language:
                raise error(438)
            return Languages(machine.language)

        @member
        def ActiveProtectedViewWindow(self) -> object:  # noqa: N802
            return machine.book if machine.protected_view else NOTHING

        @member
        def ThisWorkbook(self) -> object:  # noqa: N802
            return Addin() if machine.addin else super().ThisWorkbook

        @method
        def OnTime(self, EarliestTime: object, Procedure: object) -> object:  # noqa: N802, N803
            machine.timers.append(str(Procedure))
            return EMPTY

    return Told


class Addin(VBAObject):
    @member
    def IsAddin(self) -> object:  # noqa: N802
        return True

    @member
    def Name(self) -> object:  # noqa: N802
        return "l'outil motxl.xlam"


class Module(VBAObject):
    """A standard module, whose procedures that are not Private can be called."""

    def __init__(self, interpreter: Interpreter, runtime: Any) -> None:
        self.interpreter, self.runtime = interpreter, runtime

    def vba_get(self, name: str, args: Any = (), named: Any = None) -> object:
        procedure = self.runtime.procedure(name.lower())
        assert procedure is not None, f"{self.runtime.name} has no {name}"
        assert procedure.scope != "private"
        return self.interpreter.call(procedure, self.runtime, list(args), named or {})


class Languages(VBAObject):
    def __init__(self, number: int) -> None:
        self.number = number

    @member
    def LanguageID(self, Id: object) -> object:  # noqa: N802, N803
        assert int(str(Id)) == 2  # msoLanguageIDUI
        return VBAInt(self.number, "Long")


class Control(VBAObject):
    """What the ribbon hands to a callback."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier

    @member
    def ID(self) -> object:  # noqa: N802
        return self.identifier


class Shell(VBAObject):
    """WScript.Shell."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    @member
    def Environment(self, Kind: object) -> object:  # noqa: N802, N803
        assert Kind == "PROCESS"
        return Variables(self.machine)

    @method
    def Run(self, Command: object, Style: object, Wait: object) -> object:  # noqa: N802, N803
        assert (int(str(Style)), Wait) == (0, False), "a hidden window, and no waiting"
        if self.machine.refusal:
            raise error(self.machine.refusal_number, self.machine.refusal)
        known = {name.upper(): value for name, value in self.machine.variables.items()}
        expanded = re.sub(
            "%([^%]+)%", lambda found: known.get(found[1].upper(), found[0]), str(Command)
        )
        self.machine.started.append(expanded)
        return EMPTY


class Variables(VBAObject):
    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    @member(default=True)
    def Item(self, Name: object) -> object:  # noqa: N802, N803
        known = {name.upper(): value for name, value in self.machine.variables.items()}
        return known.get(str(Name).upper(), "")

    @setter("Item")
    def _set_item(self, Name: object, value: object) -> None:  # noqa: N803
        self.machine.variables[str(Name)] = str(value)


class Files(VBAObject):
    """Scripting.FileSystemObject."""

    def __init__(self, machine: Machine) -> None:
        self.known = {path.lower(): data for path, data in machine.files.items()}

    @method
    def FileExists(self, Path: object) -> object:  # noqa: N802, N803
        return str(Path).lower() in self.known

    @method
    def OpenTextFile(  # noqa: N802
        self,
        Path: object,  # noqa: N803
        Mode: object,  # noqa: N803
        Create: object,  # noqa: N803
        Format: object,  # noqa: N803
    ) -> object:
        assert (int(str(Mode)), Create, int(str(Format))) == (1, False, -1)
        return Stream(self.known[str(Path).lower()].decode("utf-16"))


class Stream(VBAObject):
    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()

    @method
    def ReadLine(self) -> object:  # noqa: N802
        return self.lines.pop(0)

    @method
    def Close(self) -> object:  # noqa: N802
        return EMPTY


def split(command: str) -> list[str]:
    """A command line as the C run-time of Windows splits it, where no backslash meets a quote."""
    found: list[str] = []
    for piece in re.findall(r'(?:[^\s"]|"[^"]*")+', command):
        assert '\\"' not in piece.removesuffix('"')
        found.append(piece.replace('"', ""))
    return found
