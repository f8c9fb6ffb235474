"""``from motxl import open_programme, validate``, for people who write scripts."""

from __future__ import annotations

import subprocess
import sys

import motxl
from motxl import open_programme, validate
from motxl.programme.model import TYPE
from motxl.template.shipped import template_path

SHIPPED = template_path("programme-2025")


def test_a_programme_is_read_and_checked() -> None:
    programme = open_programme(str(SHIPPED))
    found = validate(programme, select=["NUM"], ignore=["NUM011"])
    assert [(d.rule, d.cell) for d in found] == [("NUM004", "A98")]
    assert len(validate(programme)) > 1


def test_as_a_frame() -> None:
    frame = open_programme(SHIPPED).to_frame()
    assert len(frame) == 138
    assert frame.groupby(TYPE).size().to_dict()["Action"] == 100
    assert frame.loc[107, "Axe"] == "3.1.2"
    assert list(frame.columns[:4]) == ["Axe", "Programme de travail", "Type", "Réf."]


def test_importing_motxl_loads_nothing_heavy() -> None:
    code = (
        "import motxl, sys; print([m for m in ('pandas', 'openpyxl', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert motxl.__version__
