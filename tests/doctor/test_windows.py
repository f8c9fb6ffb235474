"""What is made of a Windows registry and of Windows' marks; they are written down here, as no
Windows is."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from motxl import __version__
from motxl.doctor import addin, books, buttons, downloaded, excel, macros, outlook
from motxl.doctor.checks import Asked
from motxl.doctor.computer import Computer, Mount
from motxl.doctor.synchronised import service_of
from motxl.doctor.windows import NETWORK
from motxl.ooxml import Workbook
from tests.doctor.making import EXCEL, OFFICE, POLICY, WrittenRegistry, by_name, put, windows

NOTHING = Asked()
CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
APP_PATH = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
PROGRAM = r"C:\Program Files\Microsoft Office\Root\Office16\EXCEL.EXE"
SECURITY, LOCATIONS = r"\Excel\Security", r"\Excel\Security\Trusted Locations"
ASR = (
    r"HKLM\Software\Policies\Microsoft\Windows Defender"
    r"\Windows Defender Exploit Guard\ASR\Rules"
)
FROM_THE_INTERNET = "[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://example.org/x.xlsx\r\n"


def test_excel_of_microsoft_365(tmp_path: Path) -> None:
    computer = windows(
        tmp_path,
        {
            CLICK_TO_RUN: {"VersionToReport": "16.0.17328.20162", "Platform": "x64"},
            APP_PATH: {"": PROGRAM},
        },
    )
    assert excel.excel_of(computer) == excel.Excel("16.0", "16.0.17328.20162", 64, PROGRAM)
    assert by_name(excel.look(computer, NOTHING))["excel"].state == "ok"


@pytest.mark.parametrize("software", [r"HKLM\SOFTWARE", r"HKLM\SOFTWARE\WOW6432Node"])
def test_excel_installed_by_an_msi(tmp_path: Path, software: str) -> None:
    keys = {rf"{software}\Microsoft\Office\16.0\Outlook": {"Bitness": "x86"}}
    found = excel.excel_of(windows(tmp_path, keys))
    assert found == excel.Excel("16.0", "16.0", 32, "")


def test_no_excel_is_no_fault(tmp_path: Path) -> None:
    computer = Computer("windows", tmp_path, {}, WrittenRegistry({}))
    check = by_name(excel.look(computer, NOTHING))["excel"]
    assert check.state == "missing"
    assert check.advice
    for look in (macros.look, addin.look):
        assert list(look(computer, NOTHING)) == []


def with_addin(home: Path, *folder: str) -> Path:
    names = folder or ("Microsoft", "AddIns")
    return put(home.joinpath("AppData", "Roaming", *names, "motxl.xlam"))


@pytest.mark.parametrize(
    ("value", "there", "state", "word"),
    [
        (None, True, "ok", "asks"),
        (2, True, "ok", "asks"),
        (1, True, "note", "without asking"),
        (3, True, "warning", "signed"),
        (4, True, "warning", "no macros"),
        (4, False, "note", "no macros"),
    ],
)
def test_the_trust_setting(
    tmp_path: Path, value: int | None, there: bool, state: str, word: str
) -> None:
    """It is something to do where there is an add-in whose buttons would do nothing."""
    if there:
        with_addin(tmp_path)
    keys = {} if value is None else {OFFICE + SECURITY: {"VBAWarnings": value}}
    check = by_name(macros.look(windows(tmp_path, keys), NOTHING))["excel-macros"]
    assert check.state == state
    assert word in check.found
    assert "administrator" not in check.found


def test_an_administrator_is_stronger(tmp_path: Path) -> None:
    with_addin(tmp_path)
    keys: dict[str, dict[str, str | int]] = {
        OFFICE + SECURITY: {"VBAWarnings": 1},
        POLICY + SECURITY: {
            "vbawarnings": 4, "blockcontentexecutionfrominternet": 1, "RequireAddinSig": 1,
        },
    }  # fmt: skip
    found = by_name(macros.look(windows(tmp_path, keys), NOTHING))
    assert found["excel-macros"].state == "warning"
    assert "administrator" in found["excel-macros"].found
    assert "ask" in found["excel-macros"].advice
    assert found["excel-internet-macros"].state == "note"
    assert found["excel-add-ins"].state == "warning"


def test_macros_switched_off_altogether(tmp_path: Path) -> None:
    computer = windows(tmp_path, {POLICY + r"\Common": {"vbaoff": 1}})
    assert by_name(macros.look(computer, NOTHING))["excel-macros"].state == "note"
    with_addin(tmp_path)
    assert by_name(macros.look(computer, NOTHING))["excel-macros"].state == "warning"


@pytest.mark.parametrize(
    ("path", "below", "off", "trusted"),
    [
        (r"%APPDATA%/Microsoft/AddIns/", 0, 0, True),
        (r"%appdata%\microsoft\addins", 0, 0, True),
        (r"%APPDATA%\Microsoft", 1, 0, True),
        (r"%APPDATA%\Microsoft", 0, 0, False),
        (r"%APPDATA%\Microsoft\AddIns", 0, 1, False),
        (r"%APPDATA%\Microsoft\AddIns2", 1, 0, False),
    ],
)
def test_a_trusted_folder_settles_it(
    tmp_path: Path, path: str, below: int, off: int, trusted: bool
) -> None:
    with_addin(tmp_path)
    computer = windows(
        tmp_path,
        {
            OFFICE + SECURITY: {"VBAWarnings": 4},
            OFFICE + LOCATIONS: {"AllLocationsDisabled": off},
            OFFICE + LOCATIONS + r"\Location1": {"Path": path, "AllowSubfolders": below},
        },
    )
    check = by_name(macros.look(computer, NOTHING))["excel-macros"]
    assert check.state == ("ok" if trusted else "warning")


def test_the_add_in(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    assert by_name(addin.look(computer, NOTHING))["add-in"].state == "missing"
    file = made(with_addin(tmp_path))
    assert by_name(addin.look(computer, NOTHING))["add-in"].state == "warning"
    ticked = windows(tmp_path, {OFFICE + r"\Excel\Options": {"OPEN1": f'/R "{file}"'}})
    found = by_name(addin.look(ticked, NOTHING))
    assert {name: one.state for name, one in found.items()} == {
        "add-in": "ok", "add-in-current": "ok", "add-in-blocked": "ok",
    }  # fmt: skip
    put(Path(f"{file}:Zone.Identifier"), FROM_THE_INTERNET)
    assert by_name(addin.look(ticked, NOTHING))["add-in-blocked"].state == "warning"


def made(path: Path) -> Path:
    """The add-in as it is shipped, in the place of a file."""
    pytest.importorskip("pyopenvba", reason="pip install 'motxl[excel]'")
    from motxl.macros.addins import addin as shipped

    return put(path, shipped())


def loaded(home: Path, value: str) -> Computer:
    return windows(home, {OFFICE + r"\Excel\Options": {"OPEN": '/R "x.xlam"', "OPEN1": value}})


@pytest.mark.parametrize("value", ['/R "{}"', '"{}"', "{}", '/A /R "{}"'])
def test_an_add_in_that_is_not_in_excels_folders(tmp_path: Path, value: str) -> None:
    file = made(tmp_path / "partage équipe" / "motxl.xlam")
    found = by_name(addin.look(loaded(tmp_path, value.format(file)), NOTHING))
    assert found["add-in"].state == "ok"
    assert str(file) in found["add-in"].found
    assert found["add-in-current"].state == "ok"


def test_a_ticked_add_in_without_a_path_is_in_the_folder_of_add_ins(tmp_path: Path) -> None:
    made(with_addin(tmp_path))
    found = by_name(addin.look(loaded(tmp_path, "motxl.xlam"), NOTHING))
    assert found["add-in"].state == "ok"


def test_an_add_in_that_is_gone_is_told(tmp_path: Path) -> None:
    computer = loaded(tmp_path, r'/R "\\srv\outils\motxl.xlam"')
    check = by_name(addin.look(computer, NOTHING))["add-in"]
    assert check.state == "warning"
    assert r"\\srv\outils\motxl.xlam" in check.found


def test_an_add_in_of_another_motxl_is_told(tmp_path: Path) -> None:
    file = made(with_addin(tmp_path))
    book = Workbook.open(file)
    ribbon = book.package.part("customUI/customUI14.xml")
    book.package.replace("customUI/customUI14.xml", ribbon.replace(b'"large"', b'"normal"'))
    file.write_bytes(book.to_bytes())
    assert by_name(addin.look(windows(tmp_path), NOTHING))["add-in-current"].state == "warning"
    put(file, b"no add-in")
    assert by_name(addin.look(windows(tmp_path), NOTHING))["add-in-current"].state == "warning"


# What the buttons start


def answering(path: Path, version: str = __version__) -> Path:
    put(path, f"#!/bin/sh\necho motxl {version}\n").chmod(0o755)
    return path


here_only = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")


@here_only
def test_the_buttons_start_what_the_macros_would_find(tmp_path: Path) -> None:
    """MOTXL_EXE, what motxl macros noted, the PATH, then where installers put programs."""
    with_addin(tmp_path)
    local = tmp_path / "L"
    places = [
        answering(tmp_path / "exe" / "motxl.exe"),
        answering(tmp_path / "noted" / "motxl.exe"),
        answering(tmp_path / "bin" / "motxl.exe"),
        answering(local / "Programs" / "Python" / "Python312" / "Scripts" / "motxl.exe"),
    ]
    put(local / "motxl" / "launcher.txt", f"{places[1]}\n".encode("utf-16"))
    more = {"LOCALAPPDATA": str(local), "PATH": f'.;"{tmp_path / "bin"}"'}
    computer = windows(tmp_path, None, MOTXL_EXE=f'"{places[0]}"', **more)
    check = by_name(buttons.look(computer, NOTHING))["buttons"]
    assert check.state == "ok"
    assert f"{places[0]} ({__version__})" in check.found
    for place, following in pairwise(places):
        place.unlink()
        check = by_name(buttons.look(computer, NOTHING))["buttons"]
        assert str(following) in check.found
        assert check.state == "warning", "what somebody named is gone"
    places[-1].unlink()
    assert "no motxl" in by_name(buttons.look(computer, NOTHING))["buttons"].found


@here_only
@pytest.mark.parametrize("version", ["0.0.9", ""])
def test_another_version_behind_the_buttons_is_told(tmp_path: Path, version: str) -> None:
    with_addin(tmp_path)
    program = answering(tmp_path / "motxl.exe", version)
    check = by_name(buttons.look(windows(tmp_path, None, PATH=str(tmp_path)), NOTHING))["buttons"]
    assert check.state == "warning"
    assert str(program) in check.found
    assert __version__ in check.found


def test_without_an_add_in_there_are_no_buttons(tmp_path: Path) -> None:
    assert list(buttons.look(windows(tmp_path), NOTHING)) == []


@pytest.mark.parametrize(
    ("value", "there", "state"),
    [("1", True, "warning"), (1, False, "note"), ("6", True, "warning"), ("2", True, None)],
)
def test_the_rule_of_microsoft_defender(
    tmp_path: Path, value: str | int, there: bool, state: str | None
) -> None:
    if there:
        with_addin(tmp_path)
    rule = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"
    computer = windows(tmp_path, {ASR: {rule: value}})
    found = by_name(buttons.look(computer, NOTHING)).get("office-child-processes")
    assert (found.state if found else None) == state
    assert found is None or rule.lower() in found.advice


@pytest.mark.parametrize(("value", "told"), [("1", True), ("6", True), ("2", False), ("0", False)])
def test_a_rule_about_programs_that_few_have(tmp_path: Path, value: str, *, told: bool) -> None:
    rule = "01443614-CD74-433A-B99E-2ECDC07BFC25"
    computer = windows(tmp_path, {ASR: {rule: value}})
    found = by_name(buttons.look(computer, NOTHING)).get("rare-programs")
    assert (found is not None) is told
    assert found is None or (found.state, rule.lower() in found.advice) == ("note", True)


def test_an_add_in_that_starts_with_excel_needs_no_tick(tmp_path: Path) -> None:
    with_addin(tmp_path, "Microsoft", "Excel", "XLSTART")
    assert by_name(addin.look(windows(tmp_path), NOTHING))["add-in"].state == "ok"


@pytest.mark.parametrize(
    ("stream", "zone"),
    [
        (FROM_THE_INTERNET, 3),
        ("[ZoneTransfer]\nZoneId=4\n", 4),
        ("[ZoneTransfer]\r\nZoneId=1\r\n", 1),
        ("\ufeff\x00", 0),
        (None, 0),
    ],
)
def test_the_zone_of_a_file(tmp_path: Path, stream: str | None, zone: int) -> None:
    """The second stream is a file of its own here; its name is what Windows takes for it."""
    book = put(tmp_path / "suivi 2025.xlsx")
    if stream is not None:
        put(Path(f"{book}:Zone.Identifier"), stream)
    assert downloaded.zone_of(book) == zone
    check = by_name(downloaded.checked(windows(tmp_path), book))["downloaded"]
    assert check.state == ("warning" if zone >= 3 else "ok")
    assert ("Unblock" in check.advice) == (zone >= 3)


def test_the_workbooks_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    computer = windows(tmp_path)
    for name in ("a.xlsx", "b.XLSM", "c.txt"):
        put(tmp_path / name)
    assert "2 workbooks" in by_name(downloaded.look(computer, NOTHING))["downloaded"].found
    put(tmp_path / "c.txt:Zone.Identifier", FROM_THE_INTERNET)
    put(tmp_path / "b.XLSM:Zone.Identifier", FROM_THE_INTERNET)
    check = by_name(downloaded.look(computer, NOTHING))["downloaded"]
    assert check.state == "warning"
    assert check.found.endswith(": b.XLSM")


@pytest.mark.parametrize(
    ("path", "network"),
    [
        (r"\\serveur\commun\suivi.xlsx", True),
        (r"\\?\UNC\serveur\commun\suivi.xlsx", True),
        (r"\\?\C:\Users\ada\suivi.xlsx", False),
        (r"Z:\commun\suivi.xlsx", True),
        (r"C:\Users\ada\suivi.xlsx", False),
    ],
)
def test_network_shares(
    tmp_path: Path, path: str, network: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.path.realpath", str)  # this system's would not know a drive
    computer = Computer("windows", tmp_path, {}, mounts=(Mount("Z:\\", NETWORK),))
    assert books.network_of(Path(path), computer) == network


def test_folders_of_icloud(tmp_path: Path) -> None:
    assert service_of(tmp_path / "iCloudDrive" / "a.xlsx", windows(tmp_path)) == "iCloud Drive"
    assert service_of(tmp_path / "Documents" / "a.xlsx", windows(tmp_path)) == ""


def test_a_path_that_is_too_long_for_excel(tmp_path: Path) -> None:
    book = put(tmp_path / ("d" * 120) / ("e" * 120) / "suivi.xlsx")
    assert by_name(books.look(windows(tmp_path), book))["path-length"].state == "warning"


@pytest.mark.parametrize(
    ("keys", "state"),
    [
        ({}, "missing"),
        ({r"HKCR\Outlook.Application\CurVer": {"": "Outlook.Application.16"}}, "missing"),
        (
            {
                r"HKCR\Outlook.Application\CurVer": {"": "Outlook.Application.16"},
                OFFICE + r"\Outlook\Preferences": {"UseNewOutlook": 1},
            },
            "note",
        ),
    ],
)
def test_outlook(tmp_path: Path, keys: dict[str, dict[str, str | int]], state: str) -> None:
    check = by_name(outlook.look(windows(tmp_path, keys), NOTHING))["outlook"]
    assert check.state == state
    assert check.advice


def test_home_is_not_named(tmp_path: Path) -> None:
    computer = Computer("windows", Path("C:\\Users\\Ada"), {})
    assert computer.shown("in c:\\users\\ada\\x") == "in ~\\x"
    assert computer.shown("C:\\Users\\Adam\\x, D:\\C:\\Users\\Ada") != "~"
    here = Computer("linux", Path("/home/ada"), {})
    assert here.shown("/home/ada") == "~"
    assert here.shown("in /home/ada/x, /home/ada.") == "in ~/x, ~."
    for other in ("/home/adam/x", "/mnt/home/ada/x", "/home/ada-2", "/home/ada.old/x", "/HOME/ADA"):
        assert here.shown(other) == other
    assert Computer("linux", Path("/"), {}).shown("/x") == "/x"


def test_keys_of_the_registry_begin_with_a_hive_that_is_read() -> None:
    assert EXCEL.startswith("HKCR\\")
