"""An edit of many parts is done whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from motxl.ooxml.workbook import Workbook


class InWorkbook(Protocol):
    """What belongs to an open workbook."""

    _workbook: Workbook


P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=InWorkbook)


@contextmanager
def attempted(workbook: Workbook) -> Iterator[None]:
    """After an error within, the open workbook is what it was before."""
    workbook.flush()
    before, sheets = workbook.package.state(), workbook.sheets
    try:
        yield
    except BaseException:
        workbook.package.restore(before)
        workbook.sheets = sheets
        workbook.read_anew()
        raise


def whole(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """A method that changes all that it has to, or nothing."""

    @wraps(method)
    def attempt(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with attempted(self._workbook):
            return method(self, *args, **kwargs)

    return attempt
