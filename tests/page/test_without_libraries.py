"""The jobs of the page need none of the libraries that a browser lacks, whatever the workbook."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

ABSENT = (
    *("click", "keyring", "lxml", "openpyxl", "pandas", "platformdirs"),
    *("python_calamine", "xlwings", "ctypes", "multiprocessing"),
)
_SCRIPT = """
import hashlib, json, pathlib, sys
for name in json.loads(sys.argv[1]):
    sys.modules[name] = None
from motxl.page.carrying import answered

def asked(job, file, **options):
    request = {"job": job, "language": "en", "file": file, **options}
    return json.loads(answered(json.dumps(request), lambda *stage: None))

told = {}
for file in sys.argv[2:]:
    answers = told[file] = {"check": asked("check", file)}
    found = answers["check"].get("result", {"findings": []})["findings"]
    chosen = [one["key"] for one in found if one["correctable"]]
    for job in ("propose", "correct", "colour", "renumber", "summary"):
        answers[job] = asked(job, file, chosen=chosen, write=True)
    folder = pathlib.Path(file + "-extraits")
    for job in ("extracts", "messages"):
        folder.mkdir(exist_ok=True)
        answers[job] = asked(
            job, file, folder=str(folder), members=[], common="", write=True
        )
    # The list of extracts has an id that is drawn anew.
    answers["made"] = sorted(
        (one.name, hashlib.sha256(one.read_bytes()).hexdigest())
        for one in folder.rglob("*.*")
        if one.is_file() and one.name != "manifest.json" and not one.name.startswith(".")
    )
    for job in ("accept", "control"):
        answers[job] = asked(
            job, file, chosen=[one["key"] for one in found], reason="decided by the board"
        )
print(json.dumps(told))
"""


def told(folder: Path, files: list[Path], absent: tuple[str, ...]) -> tuple[object, list[bytes]]:
    """What each job answers, and what becomes of the files, where modules are absent."""
    folder.mkdir()
    mine = [shutil.copy(file, folder) for file in files]
    names = [Path(one).name for one in mine]
    command = [sys.executable, "-c", _SCRIPT, json.dumps(absent), *names]
    # What one run has noted is nothing to the other.
    environment = {**os.environ, "MOTXL_DATA_DIR": str(folder / "data")}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-1500:]
    return json.loads(done.stdout), [Path(one).read_bytes() for one in mine]


def by_another_program(path: Path) -> Path:
    """A programme whose sheet is written as it streams: each text stands in its cell."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Programme")
    sheet.append(["Axe", "Programme de travail", "Type", "Frontière"])
    for number in range(1, 9):
        kind = "Action" if number % 4 else "Sous-objectif"
        sheet.append(["1.1.1", f"Action {number} (cf Cross-border deal thème 3)", kind, "FR BE"])
    workbook.save(path)
    return path


@pytest.mark.slow
def test_every_shape_of_workbook_is_read_as_with_them(
    book: Path, members: Path, shared: Path, tmp_path: Path
) -> None:
    shapes = sorted((shared / "cases" / "shapes").glob("*.xlsx"))
    files = [book, members, by_another_program(tmp_path / "inline.xlsx"), *shapes]
    without = told(tmp_path / "without", files, ABSENT)
    assert without == told(tmp_path / "with", files, ())
    answers, _files = without
    assert isinstance(answers, dict)
    made = [name for name, _digest in answers[members.name]["made"]]
    assert [name.rpartition(".")[2] for name in made].count("eml") == 2
