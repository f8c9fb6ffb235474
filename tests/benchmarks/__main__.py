"""The budgets of the design, measured: ``python -m tests.benchmarks [NAME…]``.

Each job and what it is compared with run in turn, as whole processes; the ratio of the medians is
what counts, because machines are noisy and differ.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.books import large_book, shipped_book


class Job(NamedTuple):
    """One budget: a command, what it is compared with, and the ratio allowed."""

    name: str
    command: list[str]
    against: list[str]
    budget: float
    rounds: int


def jobs(folder: Path) -> list[Job]:
    python = sys.executable
    motxl = [python, "-m", "motxl"]
    small = shipped_book()
    large = folder / "programme-100000.xlsx"
    tenth = folder / "programme-10000.xlsx"
    load = f"import openpyxl; openpyxl.load_workbook({str(small)!r})"
    read_all = (
        "import openpyxl\n"
        f"book = openpyxl.load_workbook({str(large)!r}, read_only=True)\n"
        "for sheet in book:\n"
        "    for row in sheet.iter_rows(values_only=True):\n"
        "        pass\n"
    )
    validate_large = [*motxl, "validate", str(large)]
    validate_tenth = [*motxl, "validate", str(tenth)]
    return [
        Job("help", [*motxl, "--help"], [python, "-c", "import click"], 1.5, 21),
        Job("validate-2025", [*motxl, "validate", str(small)], [python, "-c", load], 0.5, 11),
        Job("validate-100000", validate_large, [python, "-c", read_all], 0.35, 3),
        Job("validate-growth", validate_large, validate_tenth, 11.0, 3),
    ]


def measure(command: list[str]) -> float:
    """Seconds of wall clock for one run of a process."""
    # Modules are compiled once, as pip does on installing: not at every run.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["MOTXL_LANG"] = "en"
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=False)
    elapsed = time.perf_counter() - start
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}")
    return elapsed


def main(names: list[str]) -> int:
    over = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        chosen = [job for job in jobs(folder) if not names or job.name in names]
        if any("100000" in part for job in chosen for part in job.command):
            large_book(folder / "programme-100000.xlsx", 100_000)
        if any("growth" in job.name for job in chosen):
            large_book(folder / "programme-10000.xlsx", 10_000)
        print(f"{'job':<18}{'median s':>10}{'against s':>11}{'ratio':>8}{'budget':>8}")
        for job in chosen:
            measure(job.command)
            pairs = [(measure(job.command), measure(job.against)) for _ in range(job.rounds)]
            ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
            ratio = ours / theirs
            over += ratio > job.budget
            verdict = "" if ratio <= job.budget else "  over budget"
            print(
                f"{job.name:<18}{ours:>10.3f}{theirs:>11.3f}{ratio:>8.2f}{job.budget:>8}{verdict}"
            )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {peak:.0f} MiB")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
