"""Where something is missing, one sentence says what to do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.making import SHIPPED


def said(folder: Path, *arguments: str, **variables: str) -> str:
    """What motxl says, in a folder, when it ends with 2."""
    code = "import sys; sys.modules['xlwings'] = None\n" if "no_xlwings" in variables else ""
    variables.pop("no_xlwings", None)
    code += "from motxl.__main__ import main\nsys.exit(main())" if code else ""
    start = [sys.executable, "-c", code] if code else [sys.executable, "-m", "motxl"]
    done = subprocess.run(
        [*start, *arguments],
        cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "MOTXL_LANG": "en",
             "MOTXL_DATA_DIR": str(folder / "data"), **variables},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    return " ".join(done.stderr.split())


def test_without_xlwings(tmp_path: Path) -> None:
    told = said(tmp_path, "colour", str(SHIPPED), "--live", no_xlwings="yes")
    assert told == "motxl: --live needs xlwings: run pip install 'motxl[excel]', then try again."


def test_without_excel_and_libreoffice(tmp_path: Path) -> None:
    told = said(
        tmp_path, "colour", str(SHIPPED), "--live",
        MOTXL_LIBREOFFICE=str(tmp_path / "soffice"), DISPLAY=":1",
    )  # fmt: skip
    assert told == (
        "motxl: Neither Excel nor LibreOffice was found: "
        "leave out --live to work on the file itself."
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen(tmp_path: Path) -> None:
    told = said(tmp_path, "colour", str(SHIPPED), "--live")
    assert told == "motxl: There is no screen here: leave out --live to work on the file itself."


def test_without_uno(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    told = said(
        tmp_path, "colour", str(SHIPPED), "--live",
        MOTXL_LIBREOFFICE=str(program), MOTXL_UNO_PYTHON=str(python), DISPLAY=":1",
    )  # fmt: skip
    assert told == (
        f"motxl: {python} cannot communicate with LibreOffice: install the package python3-uno, "
        "or give the path of another Python in MOTXL_UNO_PYTHON."
    )


def test_what_was_said_last_is_noted_for_who_clicked(tmp_path: Path) -> None:
    said(tmp_path, "colour", str(SHIPPED), "--live")
    noted = (tmp_path / "data" / "last-run.txt").read_text("utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d There is no screen here: .*\n", noted)
    said(tmp_path, "colour", str(SHIPPED), "--live", "--no-such-option")
    assert "No such option" in (tmp_path / "data" / "last-run.txt").read_text("utf-8")
