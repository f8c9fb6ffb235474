"""Scripts that name modules as they were called in 0.1.0 still run, and are told."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from motxl import renamed
from motxl.template.shipped import template_path

ROOT = Path(__file__).parents[1]
OLD = (
    *renamed.PACKAGES,
    *renamed.MODULES,
    "motxl.package.charts",
    "motxl.package.dates",
    "motxl.package.errors",
    "motxl.package.pivots.placing",
    "motxl.package.structure.shift",
    "motxl.package.workbook",
    "motxl.live.libreoffice.engine",
    "motxl.richtext.normalise",
    "motxl.workbook.layout",
)


@pytest.mark.parametrize("old", OLD)
@pytest.mark.filterwarnings("ignore:.* is called .* now:DeprecationWarning")
def test_an_old_name_is_the_module_that_it_became(old: str) -> None:
    new = renamed.new_name(old)
    assert new is not None
    found, now = import_module(old), import_module(new)
    if old in renamed.PACKAGES:
        assert vars(found)["_NEW"] is now
    else:
        assert found is now
        assert now.__name__ == new == (now.__spec__ and now.__spec__.name)


@pytest.mark.parametrize("old", renamed.NAMES)
@pytest.mark.filterwarnings("ignore:.* is called .* now:DeprecationWarning")
def test_an_old_name_in_a_module_is_what_it_became(old: str) -> None:
    found = import_module(old)
    for name, place in renamed.NAMES[old].items():
        module, _dot, now = place.rpartition(".")
        assert getattr(found, name) is getattr(import_module(module), now)
    assert not hasattr(found, "nothing_of_that_name")


def test_a_module_that_is_called_as_a_function_now_is_both(tmp_path: Path) -> None:
    script = tmp_path / "old.py"
    script.write_text(
        "from motxl.colour import colour\n"
        "import motxl\n"
        "from motxl import colour as job, open_programme\n"
        f"book = {str(template_path('programme-2025'))!r}\n"
        "assert colour(open_programme(book)) == []\n"
        "print(job(book, write=False), motxl.colour(book, write=False))\n"
    )
    ran = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.stdout.count("Recoloured(0 pieces of text") == 2
    assert (
        "old.py:1: DeprecationWarning: motxl.colour is called motxl.programme.colouring.colour now"
        in ran.stderr
    )


def test_an_old_name_is_told_once_it_is_used() -> None:
    code = (
        "from motxl.package import Workbook\n"
        "from motxl.package.structure.rowmap import RowMap\n"
        "from motxl.ooxml.rows.rowmap import RowMap as now\n"
        "assert RowMap is now and Workbook.__module__ == 'motxl.ooxml.workbook'"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "always::DeprecationWarning", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert "motxl.package is called motxl.ooxml now" in ran.stderr
    assert "motxl.package.structure.rowmap is called motxl.ooxml.rows.rowmap now" in ran.stderr


def test_a_script_is_told_without_asking_at_the_line_that_names_it(tmp_path: Path) -> None:
    script = tmp_path / "old.py"
    script.write_text("\nimport motxl.package\n\nfrom motxl.surfaces.file import open_book\n")
    ran = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    for line, old in ((2, "package"), (4, "surfaces"), (4, "surfaces.file")):
        assert f"old.py:{line}: DeprecationWarning: motxl.{old} is called" in ran.stderr


def test_nothing_of_motxl_uses_an_old_name() -> None:
    old = tuple(f"{name}{end}" for name in renamed.PACKAGES for end in (" ", "."))
    own = {Path("motxl", name.removeprefix("motxl.")) for name in renamed.PACKAGES}
    for path in (ROOT / "motxl").rglob("*.py"):
        where = path.relative_to(ROOT)
        if where.parent in own or where.name == "renamed.py":
            continue
        for line in path.read_text("utf-8").splitlines():
            if line.lstrip().startswith(("from motxl", "import motxl")):
                assert not line.split(" ", 1)[1].startswith(old), f"{where}: {line}"
