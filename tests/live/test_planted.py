"""``--live`` runs nothing of the current folder, and hands no secret on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from motxl import libreoffice
from tests.live.desk import Desk
from tests.live.making import plain
from tests.planted import Trap, as_module, as_script


@pytest.mark.parametrize("command", [as_module, as_script])
def test_nothing_planted_is_run(desk: Desk, tmp_path: Path, command: object) -> None:
    trap = Trap(tmp_path / "trap", tmp_path / "pwned")
    path = plain(trap.folder / "programme.xlsx")
    desk.open(path)
    soffice = libreoffice.find_libreoffice()
    assert soffice is not None
    real = libreoffice.find_uno_python(soffice)
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\n{{ echo cwd=$PWD; env; }} >> {python}.said\nexec {real} "$@"\n')
    python.chmod(0o755)
    secrets = {"MOTXL_SMTP_PASSWORD": "canary-1", "SERVICE_TOKEN": "canary-2", "OTHER": "canary-3"}
    done = subprocess.run(
        [*command(trap), "validate", "programme.xlsx", "--live"],  # type: ignore[operator]
        cwd=trap.folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": trap.path(), "MOTXL_UNO_PYTHON": str(python), **secrets},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "REF" in done.stdout
    assert trap.was_run() == []
    said = Path(f"{python}.said").read_text("utf-8")
    assert "cwd=/\n" in said
    assert "canary" not in said
