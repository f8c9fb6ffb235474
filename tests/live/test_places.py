"""Where an open workbook lies: a path, or the URL of a synchronised folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.book.live.places import as_url, is_same, is_synchronised, local_path
from motxl.errors import MotxlError

SHARED = "https://mot.sharepoint.com/sites/Equipe/Documents%20partages/Programme/suivi%202025.xlsx"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize(
    ("argument", "url"),
    [
        (SHARED, SHARED),
        (SHARED.replace("https://", "https:/"), SHARED),
        (SHARED.replace("/", "\\"), SHARED),
        ("programme.xlsx", None),
        ("C:\\Users\\a\\programme.xlsx", None),
    ],
)
def test_a_url_is_known_even_when_it_was_taken_for_a_path(argument: str, url: str | None) -> None:
    assert as_url(argument) == url


def test_a_url_and_the_synchronised_file_are_the_same_workbook(home: Path) -> None:
    file = made(home / "OneDrive - MOT" / "Equipe - Documents" / "Programme" / "suivi 2025.xlsx")
    assert is_same(SHARED, file)
    assert is_same(SHARED, Path(SHARED))
    assert local_path(Path(SHARED)) == file
    assert is_synchronised(file)


def test_a_workbook_of_that_name_in_another_folder_is_another_one(home: Path) -> None:
    assert not is_same(SHARED, made(home / "Téléchargements" / "suivi 2025.xlsx"))
    assert not is_synchronised(home / "Téléchargements" / "suivi 2025.xlsx")


def test_two_names_of_one_file_are_the_same_workbook(tmp_path: Path) -> None:
    file = made(tmp_path / "suivi.xlsx")
    (tmp_path / "lien.xlsx").symlink_to(file)
    assert is_same(str(tmp_path / "lien.xlsx"), file)
    assert not is_same(str(file), made(tmp_path / "autre.xlsx"))


def test_a_url_without_a_synchronised_file_says_what_to_do(home: Path) -> None:
    made(home / "OneDrive - MOT" / "autre.xlsx")
    with pytest.raises(MotxlError, match="Sync"):
        local_path(Path(SHARED))


def test_a_url_that_two_files_may_be_the_copy_of_is_not_guessed(home: Path) -> None:
    for library in ("Equipe - Documents", "Bureau - Documents"):
        file = made(home / "OneDrive - MOT" / library / "Programme" / "suivi 2025.xlsx")
        assert is_same(SHARED, file) is (library == "Equipe - Documents")
    assert not is_same(SHARED, file)
    with pytest.raises(MotxlError, match="several synchronised files"):
        local_path(Path(SHARED))


def test_somebody_else_s_sharepoint_is_not_a_folder_of_ours(home: Path) -> None:
    url = "https://contoso.sharepoint.com/sites/compta/Documents/programme.xlsx"
    assert not is_same(url, made(home / "Documents" / "programme.xlsx"))
