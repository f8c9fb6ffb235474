"""What breaks the format's rules reaches a caller as one sentence that names the part."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from motxl.ooxml.errors import DamagedError
from motxl.ooxml.xml.scan import XmlError


class OfPart(Protocol):
    """What is read from one part of a package."""

    def damaged(self) -> DamagedError:
        """The sentence that names the part."""


P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=OfPart)


def names_its_part(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """A method that says which part it cannot understand, instead of ``XmlError``."""

    @wraps(method)
    def named(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(self, *args, **kwargs)
        except XmlError:
            raise self.damaged() from None

    return named
