"""What is made of a Mac's folders and of what its programs print; they are written down here, as no
Mac is."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from motxl.doctor import addin, books, excel, macros
from motxl.doctor.checks import Asked
from motxl.doctor.computer import Mount
from motxl.doctor.mac import parsed, quarantine
from motxl.doctor.synchronised import service_of
from tests.doctor.making import by_name, mac, put

NOTHING = Asked()
EXCEL = "Applications/Microsoft Excel.app/Contents/Info.plist"
MOUNTED = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ada@serveur.example.org/Commun on /Volumes/Commun (smbfs, nodev, nosuid, mounted by ada)
/dev/disk4s1 on /Volumes/Clé USB (1) (msdos, local, nodev, nosuid, noowners)
"""


def test_excel(tmp_path: Path) -> None:
    computer = mac(tmp_path, tmp_path)
    assert by_name(excel.look(computer, NOTHING))["excel"].state == "missing"
    put(tmp_path / EXCEL, plistlib.dumps({"CFBundleShortVersionString": "16.89.1"}))
    check = by_name(excel.look(computer, NOTHING))["excel"]
    assert check.state == "ok"
    assert "16.89.1" in check.found
    put(tmp_path / EXCEL, b"not a list of properties")
    assert by_name(excel.look(computer, NOTHING))["excel"].state == "ok"


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("DisabledWithWarnings", "ok"),
        ("DisabledWithoutWarnings", "note"),
        ("EnabledWithoutWarnings", "note"),
        (None, "ok"),
    ],
)
def test_the_trust_setting(tmp_path: Path, state: str | None, shown: str) -> None:
    put(tmp_path / EXCEL, plistlib.dumps({}))
    if state is not None:
        put(
            tmp_path / "Library/Preferences/com.microsoft.office.plist",
            plistlib.dumps({"VisualBasicMacroExecutionState": state}, fmt=plistlib.FMT_BINARY),
        )
    found = by_name(macros.look(mac(tmp_path, tmp_path), NOTHING))
    assert found["excel-macros"].state == shown


def test_the_add_in(tmp_path: Path) -> None:
    put(tmp_path / EXCEL, plistlib.dumps({}))
    computer = mac(tmp_path, tmp_path)
    assert by_name(addin.look(computer, NOTHING))["add-in"].state == "missing"
    put(next(addin.folders(computer)) / "motxl.xlam")
    assert by_name(addin.look(computer, NOTHING))["add-in"].state == "ok"


def test_what_is_mounted() -> None:
    assert parsed(MOUNTED) == [
        Mount("/", "apfs"),
        Mount("/Volumes/Commun", "smbfs"),
        Mount("/Volumes/Clé USB (1)", "msdos"),
    ]


def test_network_shares(tmp_path: Path) -> None:
    computer = mac(tmp_path, tmp_path, parsed(MOUNTED))
    assert books.network_of(Path("/Volumes/Commun/suivi.xlsx"), computer)
    assert not books.network_of(Path("/Volumes/Commun2/suivi.xlsx"), computer)
    assert not books.network_of(Path("/Volumes/Clé USB (1)/suivi.xlsx"), computer)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Library/CloudStorage/GoogleDrive-ada@example.org/Mon Drive", "Google Drive"),
        ("Library/CloudStorage/Dropbox", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Documents", ""),
    ],
)
def test_synchronised_folders(tmp_path: Path, folder: str, service: str) -> None:
    file = put(tmp_path / folder / "suivi.xlsx")
    assert service_of(file, mac(tmp_path, tmp_path)) == service


def test_a_system_without_the_program_has_no_mark(tmp_path: Path) -> None:
    assert quarantine(put(tmp_path / "suivi.xlsx")) == ""
