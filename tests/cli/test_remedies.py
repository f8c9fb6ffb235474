"""What stands in the way of a file is said by the floor that finds it; what can be typed about it,
by the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from motxl.cli.remedies import with_remedy
from motxl.errors import MotxlError
from motxl.files import errors
from motxl.i18n import set_language
from motxl.ooxml.errors import SignatureWouldBreakError

BOOK, FOLDER, WHEN = Path("livre.xlsx"), Path("dossier"), datetime(2026, 3, 2, 10, 30)
LOCK = Path("~$livre.xlsx")
ERRORS: tuple[tuple[MotxlError, str], ...] = (
    (errors.ExistsError(BOOK), "--force"),
    (SignatureWouldBreakError(BOOK), "--force"),
    (errors.MarkedOpenError(BOOK, LOCK, "Zoé", WHEN, stale=False), "--force"),
    (errors.MarkedOpenError(BOOK, LOCK, "", WHEN, stale=False), "--force"),
    (errors.MarkedOpenError(BOOK, LOCK, "", WHEN, stale=True), "--force"),
    (errors.ChangedSinceReadError(BOOK), "Run the command again"),
    (errors.ChangedSinceWrittenError(BOOK, WHEN), "--force"),
    (errors.ChangedSinceWrittenError(BOOK, None), "--force"),
    (errors.DataFolderError(FOLDER, "the disk is full"), "MOTXL_DATA_DIR"),
    (errors.DataFolderError(FOLDER, "the disk is full", made=False), "MOTXL_DATA_DIR"),
    (errors.NotKeptError(BOOK, FOLDER, "the disk is full"), "MOTXL_DATA_DIR"),
)


@pytest.mark.parametrize(("error", "remedy"), ERRORS, ids=lambda one: type(one).__name__)
def test_the_command_line_says_what_to_type(error: MotxlError, remedy: str) -> None:
    said = with_remedy(error)
    assert said is not None
    assert remedy in said
    assert remedy not in str(error)
    assert "--" not in str(error)
    assert str(error)[:12] == said[:12]  # it is the same sentence, with more to it


@pytest.mark.parametrize(("error", "remedy"), ERRORS, ids=lambda one: type(one).__name__)
def test_it_is_said_in_french_too(error: MotxlError, remedy: str) -> None:
    english = with_remedy(error)
    set_language("fr")
    french = with_remedy(error)
    assert french is not None
    assert french != english
    assert remedy.startswith("Run") or remedy in french


def test_an_error_without_a_remedy_says_what_it_says() -> None:
    assert with_remedy(errors.WriteError("The disk is full.")) is None
    assert with_remedy(errors.InUseError("Another motxl writes it.")) is None


def test_each_error_of_files_that_carries_facts_is_worded() -> None:
    carrying = {
        one for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, MotxlError) and "__init__" in vars(one)
    }  # fmt: skip
    assert carrying == {type(error) for error, _ in ERRORS} - {SignatureWouldBreakError}
