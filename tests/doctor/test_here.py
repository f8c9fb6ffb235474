"""The checks on this computer itself: its Python, LibreOffice, folders and workbooks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

import pytest

from motxl.doctor import (
    applications,
    books,
    datafolder,
    language,
    libreoffice,
    macros,
    packages,
    xlwings_here,
)
from motxl.doctor import python as python_check
from motxl.doctor.checks import Asked
from motxl.doctor.computer import Mount
from motxl.doctor.here import this_computer
from motxl.doctor.linux import parsed
from motxl.doctor.packages import Requirement
from motxl.doctor.synchronised import service_of
from motxl.i18n import set_language
from motxl.libreoffice import find_libreoffice
from motxl.template.shipped import template_path
from tests.doctor.making import by_name, linux, put
from tests.judges import libreoffice as libreoffice_judge

NOTHING = Asked()
NOBODY = 65534
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of Linux")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copy(template_path("programme-2025"), tmp_path / "suivi.xlsx"))


def test_the_python_that_runs_this() -> None:
    found = by_name(python_check.look(this_computer(), NOTHING))
    assert f"Python {sys.version.split()[0]}" in found["python"].found
    assert sys.prefix in found["environment"].found


@pytest.fixture(scope="module")
def environments(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The programs of two environments, each with a command as pip writes it."""
    made = []
    for name in ("one", "two"):
        folder = tmp_path_factory.mktemp(name)
        venv.create(folder, with_pip=False)
        programs = folder / ("Scripts" if os.name == "nt" else "bin")
        script(programs / "motxl", programs)
        made.append(programs)
    return made


def script(file: Path, programs: Path) -> None:
    put(file, f"#!{programs}/python\nfrom motxl.__main__ import main\nmain()\n").chmod(0o755)


def command(path: list[Path], programs: Path) -> Any:
    computer = linux(Path("/nowhere"), PATH=os.pathsep.join(map(str, path)))
    return python_check.command_on_path(computer, programs, programs)


@on_linux
def test_the_command_on_the_path(environments: list[Path], tmp_path: Path) -> None:
    one, two = environments
    assert command([one, two], one).state == "ok"
    other = command([two, one], one)
    assert other.state == "warning"
    assert str(two / "motxl") in other.found
    assert str(one / "motxl") in other.advice
    nothing = command([tmp_path], one)
    assert nothing.state == "note"
    assert str(one / "motxl") in nothing.advice


@on_linux
def test_commands_in_a_folder_beside_python(environments: list[Path], tmp_path: Path) -> None:
    """As on Windows outside an environment: python.exe, and Scripts with what pip wrote."""
    scripts = tmp_path / "Scripts"
    script(scripts / "motxl", tmp_path)
    other = linux(Path("/nowhere"), PATH=str(environments[0]))
    check = python_check.command_on_path(other, tmp_path, scripts)
    assert check.state == "warning"
    assert str(scripts / "motxl") in check.advice
    own = linux(Path("/nowhere"), PATH=str(scripts))
    assert python_check.command_on_path(own, tmp_path, scripts).state == "ok"


@on_linux
def test_a_command_elsewhere_that_starts_this_one(environments: list[Path], tmp_path: Path) -> None:
    """A link, as pipx makes it, and a copy that names its Python."""
    one, two = environments
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "motxl").symlink_to(one / "motxl")
    script(tmp_path / "copies" / "motxl", one)
    for folder in ("links", "copies"):
        assert command([tmp_path / folder, two], one).state == "ok"
        assert command([tmp_path / folder, two], two).state == "warning"


def test_packages() -> None:
    required = packages.requirements(
        ["click>=8.2", "lxml (>=900.1)", "no-such-package>=2; python_version >= '3.11'",
         "xlwings>=0.33; extra == 'excel'", "types-openpyxl; extra == \"test\""]
    )  # fmt: skip
    assert required == [
        Requirement("click", "8.2", ""),
        Requirement("lxml", "900.1", ""),
        Requirement("no-such-package", "2", ""),
        Requirement("xlwings", "0.33", "excel"),
        Requirement("types-openpyxl", "", "test"),
    ]
    found = list(packages.compared(required[:3]))
    assert [one.state for one in found] == ["warning", "warning", "ok"]
    assert "too old" in found[0].found
    assert "'lxml>=900.1'" in found[0].advice
    assert "missing" in found[1].found
    assert found[2].found.startswith("click ")


@pytest.mark.parametrize(("platform", "n"), [("win32", 2), ("darwin", 2), ("linux", 1)])
def test_a_package_that_only_some_platforms_need(platform: str, n: int) -> None:
    lines = ["xlwings>=0.3; sys_platform == 'win32' or sys_platform == \"darwin\"", "click>=8.2"]
    assert len(packages.requirements(lines, platform)) == n


def test_the_packages_of_this_installation_will_do() -> None:
    assert {one.state for one in packages.look(this_computer(), NOTHING)} == {"ok"}


@pytest.mark.parametrize(
    ("less", "more"),
    [("8.2", "8.10"), ("3.1.2rc1", "3.1.3"), ("2", "2.0.1"), ("", "0.1"), ("1.9.post1", "1.10")],
)
def test_versions_are_compared_as_numbers(less: str, more: str) -> None:
    assert packages.numbers(less) < packages.numbers(more)


def test_trailing_zeros_say_nothing() -> None:
    assert packages.numbers("8.2.0") == packages.numbers("8.2")


def test_the_language_and_what_chose_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOTXL_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    computer = linux(Path("/nowhere"))
    assert (
        next(language.look(computer, NOTHING)).found == "Messages are in English, according to LANG"
    )
    set_language("fr")
    assert (
        next(language.look(computer, NOTHING)).found
        == "Les messages sont en français, comme le demande --lang"
    )
    set_language("en")
    wrong = linux(Path("/nowhere"), MOTXL_LANG="de_DE")
    assert next(language.look(wrong, NOTHING)).state == "warning"


def test_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "not" / "yet"
    monkeypatch.setenv("MOTXL_DATA_DIR", str(folder))
    computer = linux(tmp_path)
    assert next(datafolder.look(computer, NOTHING)).state == "ok"
    assert not folder.exists()
    put(tmp_path / "not" / "nextcloud" / ".sync_0123456789ab.db")
    monkeypatch.setenv("MOTXL_DATA_DIR", str(tmp_path / "not" / "nextcloud" / "motxl"))
    check = next(datafolder.look(computer, NOTHING))
    assert check.state == "warning"
    assert "Nextcloud" in check.found
    monkeypatch.setenv("MOTXL_DATA_DIR", str(put(tmp_path / "file") / "below"))
    assert next(datafolder.look(computer, NOTHING)).state == "warning"


def test_libreoffice_and_uno(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = libreoffice_judge.missing()
    if missing is not None:
        pytest.skip(missing)
    computer = this_computer()
    monkeypatch.delenv("MOTXL_LIBREOFFICE", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":7")
    found = by_name(libreoffice.look(computer, NOTHING))
    assert {name: one.state for name, one in found.items()} == {"libreoffice": "ok", "uno": "ok"}
    monkeypatch.delenv("DISPLAY")
    without = by_name(libreoffice.look(this_computer(), NOTHING))["uno"]
    assert without.state == "note"
    assert "Without a screen" in without.found
    soffice = find_libreoffice()
    assert soffice is not None
    told = subprocess.run([soffice, "--version"], capture_output=True, text=True, check=True).stdout
    assert libreoffice.version_of(soffice) in told
    assert libreoffice.version_of(soffice)


def test_a_libreoffice_that_is_not_where_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTXL_LIBREOFFICE", "/nowhere/soffice")
    check = by_name(libreoffice.look(this_computer(), NOTHING))["libreoffice"]
    assert check.state == "warning"


@on_linux
def test_a_version_that_only_the_program_tells(tmp_path: Path) -> None:
    program = put(tmp_path / "soffice", "#!/bin/sh\necho 'LibreOffice 24.8.4.2 480(Build:2)'\n")
    program.chmod(0o755)
    assert libreoffice.version_of(program) == "24.8.4.2"
    program.write_text("#!/bin/sh\nexit 3\n")
    assert libreoffice.version_of(program) == ""


@pytest.mark.parametrize(
    ("level", "state"), [("0", "ok"), ("1", "ok"), ("2", "note"), (None, "note")]
)
def test_macros_in_libreoffice(tmp_path: Path, level: str | None, state: str) -> None:
    """The line is what LibreOffice 7.4 wrote when the level was set."""
    computer = linux(tmp_path)
    assert list(macros.look(computer, NOTHING)) == []
    item = (
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop '
        f'oor:name="MacroSecurityLevel" oor:op="fuse"><value>{level}</value></prop></item>'
    )
    profile = tmp_path / ".config/libreoffice/4/user/registrymodifications.xcu"
    put(profile, item if level else "<oor:items/>")
    assert by_name(macros.look(computer, NOTHING))["libreoffice-macros"].state == state


@on_linux
def test_without_a_screen_live_is_not_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    if find_libreoffice() is None:
        pytest.skip("LibreOffice is not installed")
    monkeypatch.setenv("MOTXL_LIBREOFFICE_PROFILE", "/nowhere")  # so that none runs
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    for display, state in (("", "not-here"), (":7", "ok")):
        monkeypatch.setenv("DISPLAY", display)
        (found,) = applications.look(this_computer(), NOTHING)
        assert (found.name, found.state) == ("applications", state)
        assert ("--live cannot be used" in found.found) is (not display)


def test_what_makes_the_buttons_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = by_name(xlwings_here.look(this_computer(), NOTHING))
    assert set(found) == {"xlwings", "pyopenvba"}
    monkeypatch.setattr(xlwings_here, "version_of", lambda _name: None)
    missing = by_name(xlwings_here.look(this_computer(), NOTHING))["pyopenvba"]
    assert missing.state == "missing"
    assert "motxl macros" in missing.found
    assert missing.advice == "pip install 'motxl[excel]'"


def test_running_applications_are_asked() -> None:
    found = list(applications.look(this_computer(), NOTHING))
    assert {one.state for one in found} <= {"ok", "note", "not-here"}


@on_linux
def test_the_system_lists_what_is_mounted() -> None:
    mounts = list(this_computer().mounts)
    assert any(one.place == "/" for one in mounts)
    line = "//serveur/Commun /mnt/Commun\\040MOT cifs rw,relatime 0 0\n"
    assert parsed(line) == [Mount("/mnt/Commun MOT", "cifs")]


def test_network_shares(tmp_path: Path) -> None:
    mounts = [Mount("/", "ext4"), Mount(str(tmp_path / "commun"), "cifs")]
    computer = linux(tmp_path, mounts)
    assert books.network_of(tmp_path / "commun" / "a" / "suivi.xlsx", computer)
    assert not books.network_of(tmp_path / "commun2" / "suivi.xlsx", computer)
    hidden = linux(tmp_path, [*mounts, Mount(str(tmp_path / "commun"), "ext4")])
    assert not books.network_of(tmp_path / "commun" / "suivi.xlsx", hidden)


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache/x", "Dropbox"),
        (".tmp.drivedownload/x", "Google Drive"),
        ("._sync_0123456789ab.db", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
        ("x", ""),
    ],
)
def test_synchronised_folders(tmp_path: Path, mark: str, service: str) -> None:
    put(tmp_path / "top" / mark)
    file = put(tmp_path / "top" / "a" / "suivi.xlsx")
    assert service_of(file, linux(tmp_path)) == service


def test_the_settings_of_dropbox_are_no_synchronised_folder(tmp_path: Path) -> None:
    put(tmp_path / ".dropbox" / "info.json")
    assert service_of(tmp_path / "suivi.xlsx", linux(tmp_path)) == ""


def test_a_workbook_that_is_well(book: Path) -> None:
    found = by_name(books.look(linux(book.parent, [Mount("/", "ext4")]), book))
    states = {name: one.state for name, one in found.items()}
    assert states.pop("sender") == "note"  # the shipped one is at example.org
    assert set(states.values()) == {"ok"}
    assert "138 rows" in found["readable"].found


def test_a_workbook_that_is_open(book: Path) -> None:
    lock = put(
        book.with_name(f".~lock.{book.name}#"), "Ada Byron,ada,poste,03.11.2025 09:12,file:;"
    )
    check = by_name(books.look(linux(book.parent), book))["open"]
    assert check.state == "note"
    assert "Ada Byron" in check.found
    os.utime(lock, (time.time() - 3 * 86400,) * 2)
    check = by_name(books.look(linux(book.parent), book))["open"]
    assert check.state == "warning"
    assert lock.name in check.found


@pytest.mark.parametrize("what", ["text", "nothing", "folder"])
def test_what_is_no_workbook(tmp_path: Path, what: str) -> None:
    path = tmp_path / "suivi.xlsx"
    if what == "text":
        put(path, "not a workbook")
    elif what == "folder":
        path.mkdir()
    check = by_name(books.look(linux(tmp_path), path))["readable"]
    assert check.state == "warning"
    assert check.found


@on_linux
@pytest.mark.parametrize(
    ("folder", "file", "said"),
    [
        (0o777, 0o666, "motxl can change"),
        (0o777, 0o444, "The workbook is read-only"),
        (0o555, 0o666, "The folder of the workbook is"),
    ],
)
def test_read_only(folder: int, file: int, said: str) -> None:
    """Asked by someone who is no administrator: those may write everything."""
    with tempfile.TemporaryDirectory() as name:
        book = put(Path(name) / "suivi.xlsx")
        book.chmod(file)
        book.parent.chmod(folder)
        child = os.fork()
        if child == 0:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os._exit(0 if books.may_be_written(book).found.startswith(said) else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        book.parent.chmod(0o700)
