"""Workbooks as the page gives them, by the names that they have for whoever has them open."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from motxl.ooxml import Workbook


def called(asked: Mapping[str, Any]) -> Path:
    """The workbook of a request, under the name that messages and files are to give it: that of the
    last download. Its states are kept under the one that was opened."""
    path = Path(asked["file"])
    return path.with_name(asked["name"]) if asked.get("name") else path


def opened(data: bytes, name: str, path: Path | None = None) -> Workbook:
    """A workbook of these bytes, which messages call ``name``; it is saved to ``path``. Raises
    ``MotxlError``, which says what the file is instead, where it is none."""
    from motxl.ooxml.opc import opening
    from motxl.template.words import own_workbook

    return own_workbook(opening.possible(data, name), path, label=name)
