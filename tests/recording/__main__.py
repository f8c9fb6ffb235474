"""``python -m tests.recording FILE [--against OTHER] [--only WORD]``."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

from tests.recording.cases import cases
from tests.recording.running import differences, load_everything, recorded

_DAY = "2026-03-02 10:00:00"


def _on_one_day() -> None:
    """Starts again under Debian's faketime: dates stand in what is written and said."""
    if os.environ.get("FAKETIME") or not (faketime := shutil.which("faketime")):
        if not os.environ.get("FAKETIME"):
            print("faketime (Debian) is not here: what is dated differs from day to day.")
        return
    os.environ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1"
    os.execv(
        faketime, ["faketime", "-f", _DAY, sys.executable, "-m", "tests.recording", *sys.argv[1:]]
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.recording", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--against", type=Path, help="a recording made before: nothing is run")
    parser.add_argument("--only", default="", help="cases whose names hold this word")
    given = parser.parse_args()
    if given.against:
        before = json.loads(given.against.read_text("utf-8"))
        after = json.loads(given.file.read_text("utf-8"))
        found = list(differences(before, after))
        print(*found, f"{len(before)} cases, {len(found)} differences", sep="\n")
        return 1 if found else 0
    _on_one_day()
    load_everything()
    told: dict[str, dict[str, object]] = {}
    for case in cases():
        if given.only in case.name:
            print(case.name, flush=True)
            told[case.name] = recorded(case)
    given.file.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(told)} cases, {sum(len(one) for one in told.values())} commands")
    return 0


if __name__ == "__main__":
    sys.exit(main())
