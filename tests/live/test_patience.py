"""An application that is busy is waited for; its errors are said in a sentence.

Excel's errors are made here as pywin32 gives them: Excel itself cannot run on these machines.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from motxl.live import patience
from motxl.live.finding import is_in_protected_view
from motxl.live.patience import BusyError, GoneError, RefusedError, patient


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
