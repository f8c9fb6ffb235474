"""What may crash or hang, in a process of its own: ``python -m tests.corpus.worker DEED …``.

The answer is one line of JSON on standard output; an error is a traceback and another exit code.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.corpus.editors import EDITORS, INSERTERS
from tests.corpus.places import Place, find
from tests.corpus.values import READERS, Verdict, formula_cells, judge, text_in_colour
from tests.recalculation.changes import Change

ROOT = Path(__file__).parents[2]
LIMIT = 60  # seconds for one deed on one workbook


class DeedFailedError(Exception):
    """The process ended with an error, was killed by one, or took longer than the limit."""


def ask(deed: str, *arguments: str, given: Sequence[Any] | None = None, data_folder: Path) -> Any:
    """The answer of a process that does one deed; ``given`` is the place, or the change of rows."""
    environment = {
        **os.environ,
        "MOTXL_DATA_DIR": str(data_folder),
        "MOTXL_LANG": "en",
        "MOTXL_DEBUG": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.corpus.worker", deed, *arguments],
            cwd=ROOT,
            env=environment,
            input=json.dumps(given),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DeedFailedError(f"no end after {LIMIT} s") from None
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise DeedFailedError(said[-1])
    return json.loads(done.stdout.splitlines()[-1])


def _read(before: Path, after: Path, place: Place) -> dict[str, Verdict | str | None]:
    """By reader: its verdict, why it cannot read the result, ``None`` where it never could."""
    formulas = formula_cells(before)
    found: dict[str, Verdict | str | None] = {}
    for name, read in READERS.items():
        try:
            old = read(before)
        except Exception:
            found[name] = None
            continue
        try:
            # openpyxl shows formulas and not their results: there, all that differs is changed.
            found[name] = judge(old, read(after), place, formulas if name == "calamine" else set())
        except Exception as error:
            found[name] = f"{type(error).__name__}: {error}"
    return found


def main(deed: str, *arguments: str) -> None:
    given = json.load(sys.stdin)
    answer: Any
    if deed == "find":
        answer = find(Path(arguments[0]))
    elif deed == "insert":
        answer = INSERTERS[arguments[0]](Path(arguments[1]), Change(*given))
    else:
        place = Place(*given)
        if deed == "edit":
            answer = EDITORS[arguments[0]](Path(arguments[1]), place)
        elif deed == "colour":
            answer = text_in_colour(Path(arguments[0]), place, arguments[1])
        else:
            answer = _read(Path(arguments[0]), Path(arguments[1]), place)
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
