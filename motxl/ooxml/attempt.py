"""Methods of the façade that change all that they have to, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from motxl.ooxml.document import Document


class OfDocument(Protocol):
    """What belongs to an open document."""

    @property
    def document(self) -> Document: ...


P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=OfDocument)


def whole(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """A method after whose error the open document is what it was before."""

    @wraps(method)
    def attempt(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with self.document.attempt():
            return method(self, *args, **kwargs)

    return attempt
