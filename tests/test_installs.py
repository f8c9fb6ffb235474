"""The three ways to have motxl: a wheel, an editable install, a plain clone; each runs the demo."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv*", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "dist"
)


def call(command: list[str | Path], folder: Path, **variables: str) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env={**environment, **variables},
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, so that building and installing leave this folder alone."""
    folder = tmp_path_factory.mktemp("clone") / "motxl"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    return folder


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty virtual environment's programs."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if os.name == "nt" else "bin")


def check_demo(command: list[str | Path], folder: Path, **variables: str) -> None:
    for _ in range(2):  # in the same folder again too
        said = call([*command, "demo", "essai"], folder, **variables)
        assert "programme-2025.xlsx" in said
    assert (folder / "essai" / "programme-2025.xlsx").stat().st_size > 30_000
    assert (folder / "essai" / "modeles" / "programme.xltx").exists()


def with_xlwings(metadata: str) -> set[str]:
    """The platforms on which a plain install brings xlwings."""
    lines = re.findall(r"^Requires-Dist: (xlwings.*)$", metadata, re.MULTILINE)
    markers = [one.marker for one in map(Requirement, lines)]
    return {
        platform
        for platform in ("win32", "darwin", "linux")
        for marker in markers
        if marker is None or marker.evaluate({"sys_platform": platform, "extra": ""})
    }


@pytest.mark.installs
@pytest.mark.long
def test_a_wheel_in_an_empty_environment(clone: Path, environment: Path, tmp_path: Path) -> None:
    call([sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", clone], tmp_path)
    (wheel,) = (tmp_path / "dist").glob("motxl-*.whl")
    with zipfile.ZipFile(wheel) as files:
        assert "motxl/_shipped/macros/ribbon.xml" in files.namelist()
        (metadata,) = (name for name in files.namelist() if name.endswith("/METADATA"))
        assert with_xlwings(files.read(metadata).decode()) == {"win32", "darwin"}
    call([environment / "pip", "install", "--quiet", wheel], tmp_path)
    check_demo([environment / "motxl"], tmp_path, MOTXL_DATA_DIR=str(tmp_path / "data"))
    where = call([environment / "python", "-c", "import motxl; print(motxl.__file__)"], tmp_path)
    assert str(clone) not in where


@pytest.mark.installs
def test_an_editable_install(clone: Path, environment: Path, tmp_path: Path) -> None:
    call([environment / "pip", "install", "--quiet", "--editable", clone], tmp_path)
    where = call([environment / "python", "-c", "import motxl; print(motxl.__file__)"], tmp_path)
    assert str(clone) in where
    check_demo([environment / "motxl"], tmp_path, MOTXL_DATA_DIR=str(tmp_path / "data"))


@pytest.mark.slow
def test_a_plain_clone(clone: Path, tmp_path: Path) -> None:
    check_demo(
        [sys.executable, "-m", "motxl"],
        tmp_path,
        PYTHONPATH=str(clone),
        MOTXL_DATA_DIR=str(tmp_path / "data"),
    )
