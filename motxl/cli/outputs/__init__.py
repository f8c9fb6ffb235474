"""How ``validate`` shows what it found: one module per format, loaded when it is asked for.

Each has ``show(results, statistics) -> str``, the whole text for standard output; ``text`` shows
workbook after workbook instead, as people read along.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from motxl.cli.checking import Checked

FORMATS = ("text", "json", "sarif", "github", "csv")


def show(output_format: str, results: Sequence[Checked], *, statistics: bool) -> str:
    """The results in one of ``FORMATS`` but text."""
    module = import_module(f"motxl.cli.outputs.as_{output_format}")
    shown: str = module.show(results, statistics=statistics)
    return shown
