"""Workbooks with macros, made for these tests."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.template.shipped import template_path

ROOT = Path(__file__).parents[2]

STAFF_MODULE = """Option Explicit
' Une macro de l’équipe : elle reste
Public Function Double(ByVal n As Long) As Long
    Double = 2 * n
End Function
"""


def motxl(*arguments: str | Path) -> int:
    return run([str(argument) for argument in arguments])


def by_command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """As people and CI run it."""
    return subprocess.run(
        [sys.executable, "-m", "motxl", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def with_macros(path: Path, source: Path | None = None) -> Path:
    """The 2025 workbook, or another one, with our macros in it."""
    assert motxl("macros", source or template_path("programme-2025"), "-o", path) == 0
    return path


def add_modules(path: Path, modules: dict[str, str], *, classes: tuple[str, ...] = ()) -> Path:
    """Modules of the staff's, as if typed in the editor."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with ExcelFile(path) as file:
        for name, source in modules.items():
            kind = VBAModuleKind.other if name in classes else VBAModuleKind.standard
            file.vba_project().add_module(name, source.replace("\n", "\r\n"), kind=kind)
        file.save()
    return path


def sources_by_olevba(path: Path) -> dict[str, str]:
    """The modules as olevba reads them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        olevba = pytest.importorskip("oletools.olevba", reason="pip install oletools")

    parser = olevba.VBA_Parser(str(path))
    try:
        return {name: code for _file, _stream, name, code in parser.extract_macros()}
    finally:
        parser.close()
