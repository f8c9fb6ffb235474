"""motxl keeps a numbered work programme right in its Excel workbook.

The floors, from the bottom: ``richtext`` and ``programme`` (pure), ``package`` (lossless editing
of any .xlsx), ``workbook`` (this workbook's layout), ``surfaces`` (where it is read and edited),
the jobs (``validate``, ``colour``, ``importers``…) and ``cli``. A floor imports from below only.

For scripts::

    from motxl import open_programme, validate

    programme = open_programme("programme-2025.xlsx")
    for diagnostic in validate(programme):
        print(diagnostic.cell, diagnostic.rule, diagnostic.message)
    programme.to_frame().groupby("Type").size()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from motxl.api import open_programme, validate

__version__ = "0.1.0"
__all__ = ["__version__", "open_programme", "validate"]


def __getattr__(name: str) -> Any:
    """The functions for scripts load when they are asked for: commands need none of them."""
    if name in ("open_programme", "validate"):
        from motxl import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
