"""Nothing of the current folder is run or believed, and what is started gets no secret."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from motxl import libreoffice, programs
from motxl.errors import MotxlError
from tests.architecture.graph import files
from tests.conftest import need
from tests.judges import libreoffice as judge
from tests.planted import Trap, as_module, as_safe_module, as_script, recorder
from tests.summary.making import action, book

SECRETS = {
    "MOTXL_SMTP_PASSWORD": "canary-1", "MOTXL_IMAP_PASSWORD": "canary-2",
    "GITHUB_TOKEN": "canary-3", "AWS_SECRET_ACCESS_KEY": "canary-4", "VAULT": "canary-5",
    "XDG_SECRET": "canary-6", "http_proxy": "http://u:canary-7@proxy", "PYTHONSTARTUP": "canary-8",
}  # fmt: skip


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path / "trap", tmp_path / "pwned")


# One way in


_STARTERS = {
    "subprocess", "pty", "webbrowser", "os.system", "os.popen", "os.startfile", "shutil.which",
    "os.posix_spawn", "os.fork", "os.forkpty", "multiprocessing.Process",
    "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell",
}  # fmt: skip
_FAMILIES = ("os.exec", "os.spawn")


def starters_in(source: str) -> set[str]:
    """What in a module could start a program."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            names = [f"{node.value.id}.{node.attr}"]
        found |= {one for one in names if one in _STARTERS or one.startswith(_FAMILIES)}
    return found


@pytest.mark.slow
def test_one_module_starts_programs() -> None:
    found = {name: starters_in(path.read_text("utf-8")) for name, path in files().items()}
    # The page is built by developers, in their own clone, by the npm programs of its lock.
    starting = {name for name, starters in found.items() if starters} - {"motxl.page.build"}
    assert starting == {"motxl.programs"}


def test_other_ways_would_be_seen() -> None:
    for source in ("import subprocess", "from subprocess import run", "import os\nos.system('x')",
                   "from shutil import which", "import os\nos.execv('a', [])"):  # fmt: skip
        assert starters_in(source)


# Planted


@pytest.fixture
def planted_book(trap: Trap) -> Path:
    members = [{"Clé": f"M{n}", "Nom": f"Membre {n}", "Frontières": "FR-IT"} for n in range(90)]
    return book(
        trap.folder / "b.xlsx", [action("Une action", Frontière="FR-IT")], tblAdherents=members,
        tblContacts=(),
    )  # fmt: skip


def _run(
    command: list[str], trap: Trap, *arguments: str, **more: str
) -> subprocess.CompletedProcess[str]:
    path = trap.path(trap.everybodys(trap.folder.parent / "everybodys"))
    return subprocess.run(
        [*command, *arguments], cwd=trap.folder, env={**os.environ, "PATH": path, **more},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


WAYS: dict[str, Callable[[Trap], list[str]]] = {
    "module": as_module,
    "safe module": as_safe_module,
    "script": as_script,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "arguments",
    [
        ("doctor",),
        ("validate", "b.xlsx"),
        ("validate", "b.xlsx", "--live"),
        ("colour", "b.xlsx"),
        ("summary", "b.xlsx", "--html", "s.html"),
        # Enough members for several processes.
        ("extract", "b.xlsx", "-o", "out"),
        ("mail", "status", "b.xlsx", "--extracts", "."),
        ("macros", "b.xlsx", "--check"),
        ("--help",),
    ],
    ids=" ".join,
)
@pytest.mark.slow
def test_nothing_of_the_current_folder_is_run(
    way: str, arguments: tuple[str, ...], trap: Trap, planted_book: Path
) -> None:
    del planted_book
    done = _run(WAYS[way](trap), trap, *arguments, DISPLAY="")
    assert "Traceback" not in done.stderr
    assert trap.was_run() == []


@pytest.mark.parametrize("way", WAYS)
def test_whichever_way_motxl_is_started(way: str, trap: Trap) -> None:
    assert "Usage" in _run(WAYS[way](trap), trap, "--help").stdout
    assert trap.was_run() == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.slow
def test_a_pdf_is_made_by_the_real_libreoffice(way: str, trap: Trap, planted_book: Path) -> None:
    need(judge.missing())
    del planted_book
    done = _run(WAYS[way](trap), trap, "extract", "b.xlsx", "M1", "--pdf", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert len(list((trap.folder / "out").glob("*.pdf"))) == 1
    assert trap.was_run() == []


def test_a_password_command_begins_elsewhere(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(trap.folder)
    monkeypatch.setenv("PATH", trap.path())
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    assert (programs.said_by_command("pwd; ls", seconds=20) or "").split()[0] in {"/", os.sep}
    assert programs.said_by_command("./soffice", seconds=20) is None
    said = programs.said_by_command("env", seconds=20) or ""
    assert "canary-1" not in said
    assert "canary-2" not in said
    assert "canary-3" in said, "a password manager may need it"
    assert trap.was_run() == []


# Where programs are


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("MOTXL_LIBREOFFICE", raising=False)


@pytest.mark.usefixtures("windows")
def test_on_windows_too(trap: Trap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There ``shutil.which`` finds the current folder's before any other."""
    monkeypatch.chdir(trap.folder)
    monkeypatch.setenv("PROGRAMFILES", ".")
    for path in ("", ".", ".;..", f".{os.pathsep}", "bin", str(trap.folder)):
        monkeypatch.setenv("PATH", path)
        assert libreoffice.find_libreoffice() is None
        assert programs.which("motxl.exe") is None
    whole = tmp_path / "Programs"
    whole.mkdir()
    (whole / "soffice.com").write_bytes(b"MZ")
    monkeypatch.setenv("PATH", f".{os.pathsep}{whole}")
    assert libreoffice.find_libreoffice() == whole / "soffice.com"
    (whole / "soffice.com").rename(whole / "soffice")
    assert libreoffice.find_libreoffice() is None, "no name is completed"


def test_a_program_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first folder that has a whole path, and that not everybody may write."""
    monkeypatch.chdir(tmp_path)
    for name in ("everybodys", "first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tool").write_text("#!/bin/sh\n")
        (tmp_path / name / "tool").chmod(0o755)
    (tmp_path / "everybodys").chmod(0o777)
    folders = ["first", tmp_path / "everybodys", tmp_path / "first", tmp_path / "second"]
    path = os.pathsep.join(map(str, folders))
    assert programs.which("tool", path) == tmp_path / "first" / "tool"
    monkeypatch.chdir(tmp_path / "first")
    assert programs.which("tool", path) == tmp_path / "second" / "tool"
    (tmp_path / "second" / "tool").chmod(0o644)
    assert programs.which("tool", path) is None


@pytest.mark.parametrize("variable", ["MOTXL_LIBREOFFICE", "MOTXL_UNO_PYTHON"])
def test_a_variable_names_a_whole_path(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "./soffice")
    with pytest.raises(MotxlError, match=f"{variable} contains soffice: write the whole path"):
        programs.named_in(variable)
    with pytest.raises(ValueError, match="depends on the current folder"):
        programs.start(Path("soffice"))


def test_a_path_that_is_not_whole_is_refused(trap: Trap, planted_book: Path) -> None:
    del planted_book
    pdf = ("extract", "b.xlsx", "M1", "--pdf", "-o", "out")
    done = _run(as_module(trap), trap, *pdf, MOTXL_LIBREOFFICE="./soffice")
    assert done.returncode == 2
    assert "MOTXL_LIBREOFFICE contains soffice: write the whole path." in done.stderr
    assert trap.was_run() == []


# What they get


@pytest.mark.slow
def test_libreoffice_gets_no_secret(tmp_path: Path, trap: Trap, planted_book: Path) -> None:
    need(judge.missing())
    del planted_book
    real = libreoffice.find_libreoffice()
    assert real is not None
    named = recorder(tmp_path / "office", real)
    pdf = ("extract", "b.xlsx", "M1", "--pdf", "-o", "out")
    done = _run(
        as_module(trap), trap, *pdf, MOTXL_LIBREOFFICE=str(named), LC_ALL="C.UTF-8", **SECRETS
    )
    assert done.returncode == 0, done.stderr
    said = Path(f"{named}.said").read_text("utf-8").splitlines()
    assert not [line for line in said if "canary" in line]
    assert "cwd=/" in said
    assert "LC_ALL=C.UTF-8" in said
    assert "stdin=/dev/null" in said
    (path,) = (line.removeprefix("PATH=") for line in said if line.startswith("PATH="))
    folders = path.split(os.pathsep)
    assert all(map(os.path.isabs, folders))
    assert str(trap.folder) not in folders
