"""An application that is busy is waited for; its errors are said in a sentence.

Excel's errors are made here as pywin32 gives them: Excel itself cannot run on these machines.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from motxl.book.live import patience
from motxl.book.live.appworkbook import AppWorkbook
from motxl.book.live.finding import is_in_protected_view
from motxl.book.live.patience import BusyError, GoneError, RefusedError, patient

if TYPE_CHECKING:
    import xlwings


class com_error(Exception):  # noqa: N801, N818 (pywintypes calls it so)
    pass


BUSY = com_error(-2147418111, "Call was rejected by callee.", None, None)
TYPING = com_error(-2147352567, "Exception occurred.", (0, None, None, None, 0, -2146777998), None)
PROTECTED = com_error(
    -2147352567,
    "Exception occurred.",
    (0, "Microsoft Excel", "La cellule est protégée.", None, 0, -2146827284),
    None,
)
CLOSED = com_error(-2147023174, "The RPC server is unavailable.", None, None)


class Application:
    application = "Excel"

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)

    @patient
    def answer(self) -> str:
        if self._errors:
            raise self._errors.pop(0)
        return "fait"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_INTERVAL", 0.001)


@pytest.mark.parametrize("error", [BUSY, TYPING])
def test_a_busy_application_is_asked_again(error: Exception) -> None:
    assert Application(error, error).answer() == "fait"


def test_one_that_stays_busy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS", 0.02)
    with pytest.raises(BusyError, match="Excel is busy"):
        Application(*[TYPING] * 1000).answer()


def test_a_refusal_is_said_in_its_own_words() -> None:
    with pytest.raises(RefusedError, match=r"La cellule est protégée\."):
        Application(PROTECTED).answer()


def test_one_that_was_closed_is_told() -> None:
    with pytest.raises(GoneError, match="closed"):
        Application(CLOSED).answer()


def test_an_error_of_ours_is_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError):
        Application(ZeroDivisionError()).answer()


def test_a_workbook_in_protected_view_is_seen(tmp_path: Path) -> None:
    window = SimpleNamespace(SourcePath=str(tmp_path), SourceName="suivi.xlsx")
    excel = SimpleNamespace(api=SimpleNamespace(ProtectedViewWindows=[window]))
    assert is_in_protected_view(excel, tmp_path / "suivi.xlsx")
    assert not is_in_protected_view(excel, tmp_path / "autre.xlsx")
    assert not is_in_protected_view(SimpleNamespace(), tmp_path / "suivi.xlsx")  # LibreOffice


def test_a_pivot_table_that_excel_does_not_refresh_is_told_and_the_others_are_refreshed() -> None:
    said = "A PivotTable report cannot overlap another PivotTable report."
    overlap = com_error(
        -2147352567, "Exception occurred.", (0, "Microsoft Excel", said, None, 0, -2146827284), None
    )
    done: list[str] = []

    def pivot(name: str, *errors: Exception) -> SimpleNamespace:
        def refresh() -> None:
            if waiting:
                raise waiting.pop(0)
            done.append(name)

        waiting = list(errors)
        return SimpleNamespace(Name=name, RefreshTable=refresh)

    tables = [pivot("motxl_a", overlap), pivot("motxl_b", BUSY), pivot("TCD de Claire")]
    sheet = SimpleNamespace(api=SimpleNamespace(PivotTables=lambda: tables))
    book = AppWorkbook(cast("xlwings.Book", SimpleNamespace(sheets=[sheet])), "Excel")
    assert book.refresh(["motxl_a", "motxl_b"]) == {"motxl_a": said}
    assert done == ["motxl_b"]
