"""What the add-in's buttons start, and whether Windows lets them.

The places, and their order, are those of the macros (``macros/MotxlFinder.bas``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from motxl.doctor import addin
from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.doctor.excel import excel_of
from motxl.i18n import _
from motxl.macros.launcher import NOTE
from motxl.programs import said_by

_PROGRAM = "motxl.exe"
_SECONDS = 20.0
_PYTHONS = range(30, 10, -1)

# Microsoft's name of the rule: Block all Office applications from creating child processes. What an
# administrator sets, by a group policy: 0 off, 1 block, 2 audit, 6 warn.
_RULES = (
    r"HKLM\Software\Policies\Microsoft\Windows Defender"
    r"\Windows Defender Exploit Guard\ASR\Rules"
)
_NO_CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
# Block executable files from running unless they meet a prevalence, age, or trusted list criterion.
_KNOWN_ONLY = "01443614-cd74-433a-b99e-2ecdc07bfc25"
_BLOCKS, _WARNS = 1, 6


def look(computer: Computer, asked: Asked) -> Checks:
    """Only in Windows: Excel for Mac starts no programs, and shows the commands."""
    del asked
    if computer.system != "windows" or excel_of(computer) is None:
        return
    if addin.installed(computer) is not None:
        yield _started(computer)
    yield from _defender(computer)


def _started(computer: Computer) -> Check:
    from motxl.version import __version__

    gone = [name for name, path in _named(computer) if not path.is_file()]
    found = program(computer)
    advice = _(
        "Run motxl macros --addin motxl.xlam once, from the installation of motxl that "
        "the buttons are to start."
    )
    if found is None:
        said = _("The buttons find no motxl to start.")
        return Check("buttons", "warning", said, advice)
    version = (said_by(found, "--version", seconds=_SECONDS) or "").removeprefix("motxl").strip()
    said = _("The buttons start {program} ({version}).").format(
        program=found, version=version or _("it does not answer")
    )
    if gone:
        more = _("The file given in {name} does not exist.").format(name=gone[0])
        return Check("buttons", "warning", f"{said} {more}", advice)
    if version != __version__:
        more = _("The motxl that is running now has a different version: {version}.").format(
            version=__version__
        )
        return Check("buttons", "warning", f"{said} {more}", advice)
    return Check("buttons", "ok", said)


def program(computer: Computer) -> Path | None:
    """The motxl that a click starts."""
    named = (path for _name, path in _named(computer))
    return next((path for path in (*named, *_in_folders(computer)) if path.is_file()), None)


def _named(computer: Computer) -> Iterator[tuple[str, Path]]:
    """The programs that somebody named for the buttons, with who did."""
    for name, text in (
        ("MOTXL_EXE", computer.environ.get("MOTXL_EXE", "")),
        (NOTE, _noted(computer)),
    ):
        path = text.replace('"', "").strip()
        if _is_whole(path):
            yield name, Path(path)


def _noted(computer: Computer) -> str:
    """What ``motxl macros`` noted: UTF-16 in Windows."""
    chosen = computer.environ.get("MOTXL_DATA_DIR")
    folder = Path(chosen) if chosen else computer.folder("LOCALAPPDATA", "motxl")
    if folder is None:
        return ""
    try:
        lines = (folder / NOTE).read_text("utf-16").splitlines()
    except (OSError, UnicodeError):
        return ""
    return lines[0] if lines else ""


def _in_folders(computer: Computer) -> Iterator[Path]:
    for text in computer.environ.get("PATH", "").split(";"):
        folder = text.replace('"', "").strip()
        if _is_whole(folder):
            yield Path(folder, _PROGRAM)
    folder_of = computer.folder
    everybody = "ProgramW6432" if computer.environ.get("ProgramW6432") else "ProgramFiles"
    places = [
        folder_of("USERPROFILE", ".local", "bin"),
        folder_of("LOCALAPPDATA", "Python", "bin"),
    ]
    for minor in _PYTHONS:
        python = f"Python3{minor}"
        places += [
            folder_of("APPDATA", "Python", python, "Scripts"),
            folder_of("LOCALAPPDATA", "Programs", "Python", python, "Scripts"),
            folder_of("LOCALAPPDATA", "Python", f"pythoncore-3.{minor}-64", "Scripts"),
            folder_of(everybody, python, "Scripts"),
        ]
    for place in places:
        if place is not None:
            yield place / _PROGRAM


def _is_whole(text: str) -> bool:
    return PureWindowsPath(text).is_absolute() or Path(text).is_absolute()


def _defender(computer: Computer) -> Checks:
    yield from _children(computer)
    if _value(computer, _KNOWN_ONLY) in (_BLOCKS, _WARNS):
        said = _(
            "Microsoft Defender stops programs that are found on few computers: motxl.exe, "
            "which pip makes anew on each computer, may be one of them."
        )
        advice = _(
            "If {program} does not start, ask your IT department to exclude it from the rule "
            "{rule}; meanwhile, use python -P -m motxl."
        ).format(program=program(computer) or _PROGRAM, rule=_KNOWN_ONLY)
        yield Check("rare-programs", "note", said, advice)


def _value(computer: Computer, rule: str) -> int:
    """What an administrator has set for a rule."""
    text = str(computer.registry.value(_RULES, rule) or "0").strip()
    return int(text) if text.isdecimal() else 0


def _children(computer: Computer) -> Checks:
    value = _value(computer, _NO_CHILDREN)
    if value not in (_BLOCKS, _WARNS):
        return
    needed = addin.installed(computer) is not None
    if value == _BLOCKS:
        said = _("Microsoft Defender keeps Office from starting programs: the buttons do nothing.")
    else:
        said = _(
            "Microsoft Defender asks for confirmation before Office starts a program, "
            "and the buttons start one."
        )
    started = program(computer)
    advice = _(
        "Ask your IT department to exclude {program} from the rule {rule}; "
        "the command line works meanwhile."
    ).format(program=started or _PROGRAM, rule=_NO_CHILDREN)
    yield Check("office-child-processes", "warning" if needed else "note", said, advice)
