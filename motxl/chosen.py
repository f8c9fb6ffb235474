"""What a script names: one, or several."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from motxl.errors import UsageError
from motxl.i18n import _

Names = str | Sequence[str]
"""One name, or several"""


def several(names: Names) -> Sequence[str]:
    """The names: a text is one, not as many as it has letters."""
    return (names,) if isinstance(names, str) else names


def chosen(members: Names | None) -> Sequence[str]:
    """The members that are named; none where ``None`` means all of them. Raises ``UsageError`` for
    a list that names nobody: all would get theirs."""
    if members is not None and not members:
        raise UsageError(
            _("The list of members is empty; to mean all members, leave out the list.")
        )
    return several(members or ())


def path_of(path: str | Path | None) -> Path | None:
    """A path as a script gives it; ``None`` stays."""
    return None if path is None else Path(path)
