"""Waiting for an application that is busy: a cell being typed in, a dialog, a save under way."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from motxl.errors import MotxlError
from motxl.i18n import _

SECONDS = 15.0
"""How long an application may be busy before someone is told"""
_INTERVAL = 0.25
# RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE: a cell is being typed in.
_BUSY = frozenset({-2147418111, -2147417846, -2146777998})
# RPC_E_DISCONNECTED, RPC_S_SERVER_UNAVAILABLE, CO_E_OBJNOTCONNECTED
_GONE = frozenset({-2147417848, -2147023174, -2147220995})


class BusySignal(Exception):  # noqa: N818 (not what reaches a person)
    """An engine of ours says that the application is busy."""


class BusyError(MotxlError):
    """The application does not answer for now."""


class GoneError(MotxlError):
    """The application, or the workbook in it, was closed."""


class RefusedError(MotxlError):
    """The application does not take a change: a protected cell, a rule, part of an array."""


class NotHereError(MotxlError):
    """The application is not on this computer."""


def busy(application: str) -> BusyError:
    """With what to do."""
    return BusyError(
        _(
            "{application} is busy: a cell is being edited, or a window is waiting for an "
            "answer. Finish the entry or answer the window (Enter or Esc), then try again."
        ).format(application=application)
    )


def gone(application: str) -> GoneError:
    """In a sentence."""
    return GoneError(_("{application} was closed in the meantime.").format(application=application))


class Named(Protocol):
    """What calls an application by its name in messages."""

    @property
    def application(self) -> str: ...


P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=Named)


def patient(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """A method that tries again while the application is busy; each call must bear repeating.

    ``BusyError``, ``GoneError`` and ``RefusedError`` say in a sentence what an application's error
    says in its own terms.
    """

    @wraps(method)
    def tried(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return patiently(lambda: method(self, *args, **kwargs), self.application)

    return tried


def patiently(call: Callable[[], R], application: str) -> R:
    """Make a call again while the application is busy; messages call it ``application``. Raises
    what a ``patient`` method raises."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            return call()
        except MotxlError:
            raise
        except Exception as error:
            codes = _codes(error)
            if codes & _BUSY or _is_busy(error):
                if time.monotonic() < end:
                    time.sleep(_INTERVAL)
                    continue
                raise busy(application) from None
            if codes & _GONE:
                raise gone(application) from None
            if codes:
                raise RefusedError(_sentence_of(error)) from None
            raise


def _is_busy(error: Exception) -> bool:
    """What xlwings and pywin32 make of a busy Excel beside COM's own numbers."""
    if isinstance(error, BusySignal) or type(error).__name__ == "ExcelBusyError":
        return True
    return isinstance(error, AttributeError) and str(error).startswith("<unknown>.")


def refusal_of(error: Exception) -> Exception:
    """An application's error as a refusal; any other one as it is."""
    return RefusedError(_sentence_of(error)) if _codes(error) else error


def _codes(error: Exception) -> set[int]:
    """The numbers of a COM error (``pywintypes.com_error``): its own, and that of its cause."""
    if type(error).__name__ != "com_error" or not error.args:
        return set()
    details = error.args[2] if len(error.args) > 2 else None
    cause = details[5] if isinstance(details, tuple) and len(details) > 5 else None
    return {code for code in (error.args[0], cause) if isinstance(code, int) and code}


def _sentence_of(error: Exception) -> str:
    """What Excel says: the sentence stands in a COM error's details."""
    details = error.args[2] if len(error.args) > 2 else None
    text = details[2] if isinstance(details, tuple) and len(details) > 2 and details[2] else error
    return " ".join(str(text).split())


def do_not_wait_for_ever() -> None:
    """xlwings tries again without end while Excel is busy (its ``N_COM_ATTEMPTS`` is 0): a macro's
    user would wait in front of a cell that is being edited, without a word."""
    module = sys.modules.get("xlwings._xlwindows")
    if hasattr(module, "N_COM_ATTEMPTS"):
        module.N_COM_ATTEMPTS = 1  # type: ignore[union-attr]
