"""The budgets of the design, measured: ``python -m tests.benchmarks [NAME…]``.

Each job and what it is compared with run in turn, as whole processes; the ratio of the medians is
what counts, because machines are noisy and differ.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.books import in_a_process, shipped_book


class Job(NamedTuple):
    """One budget: a command, what it is compared with, and the ratios allowed."""

    name: str
    command: list[str]
    against: list[str]
    budget: float
    rounds: int
    memory: float | None = None
    """Budget for the ratio of the peaks of memory, where there is one"""
    copied: tuple[Path, Path] | None = None
    """A workbook that the job changes is made anew before each run: from, to"""
    emptied: tuple[Path, ...] = ()
    """Folders that are not there when a run begins"""


class Cost(NamedTuple):
    """Wall clock in seconds, and the largest resident set of the process in MiB."""

    seconds: float
    mib: float


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
    coloured, tenth_coloured = folder / "coloured.xlsx", folder / "coloured-10000.xlsx"
    plain = folder / "plain-100000.xlsx"
    colour_large = [*motxl, "colour", str(coloured)]
    colour_tenth = [*motxl, "colour", str(tenth_coloured)]
    with_openpyxl = [python, "-m", "tests.benchmarks.by_openpyxl", str(plain), str(coloured)]
    in_and_out = [python, "-m", "tests.benchmarks.by_zlib", str(plain)]
    long, summed = folder / "long-100000.xlsx", folder / "summed.xlsx"
    frames, out = folder / "frames.pickle", folder / "by-pandas.xlsx"
    with_pandas = [python, "-m", "tests.benchmarks.by_pandas", str(frames), str(out)]
    summary_large = [*motxl, "summary", str(summed)]
    validate_large = [*motxl, "validate", str(large)]
    validate_tenth = [*motxl, "validate", str(tenth)]
    members, cells = folder / "members-1000.xlsx", folder / "cells.pickle"
    made, many, written = folder / "made", folder / "many", folder / "written"
    extract = [*motxl, "extract", str(members), "-o", str(made)]
    extract_5000 = [*motxl, "extract", str(folder / "members-5000.xlsx"), "-o", str(many)]
    with_xlsxwriter = [python, "-m", "tests.benchmarks.by_xlsxwriter", str(cells), str(written)]
    ten, tenth_ten = folder / "ten-100000.xlsx", folder / "ten-10000.xlsx"
    inserted = str(folder / "inserted.xlsx")
    by_motxl = [python, "-m", "tests.benchmarks.by_motxl"]
    by_wolfxl = [python, "-m", "tests.benchmarks.by_wolfxl"]
    insert, insert_tenth = ([*by_motxl, "insert", str(book), inserted] for book in (ten, tenth_ten))
    read, read_tenth = ([*by_motxl, "read", str(book)] for book in (ten, tenth_ten))
    diff, diff_large, diff_texts = (
        [*motxl, "diff", *map(str, versions(folder, name))] for name in _VERSIONS
    )
    read_both, read_texts = (
        [python, "-m", "tests.benchmarks.comparing", *map(str, versions(folder, name))]
        for name in (_VERSIONS[0], _VERSIONS[2])
    )
    return [
        Job("help", [*motxl, "--help"], [python, "-c", "import click"], 1.5, 21),
        Job("validate-2025", [*motxl, "validate", str(small)], [python, "-c", load], 0.5, 11),
        Job("validate-100000", validate_large, [python, "-c", read_all], 0.5, 3),
        Job("validate-growth", validate_large, validate_tenth, 11.0, 3),
        Job("colour-100000", colour_large, with_openpyxl, 0.2, 3, 0.6, (plain, coloured)),
        Job("colour-zlib", colour_large, in_and_out, float("inf"), 3, None, (plain, coloured)),
        Job("colour-growth", colour_large, colour_tenth, 11.0, 3, None, (plain, coloured)),
        Job("insert-100000", insert, [*by_wolfxl, "insert", str(ten), inserted], 1.1, 3),
        Job("insert-growth", insert, insert_tenth, 11.0, 3),
        Job("read-1000000", read, [*by_wolfxl, "read", str(ten)], 1.5, 3),
        Job("read-growth", read, read_tenth, 11.0, 3),
        Job("extract-1000", extract, with_xlsxwriter, 0.5, 3, None, None, (made, written)),
        Job("extract-growth", extract_5000, extract, 5.5, 3, 1.5, None, (made, many)),
        Job("summary-100000", summary_large, with_pandas, 1.5, 3, None, (long, summed)),
        Job("diff-10000", diff, read_both, 2.0, 5),
        Job("diff-texts", diff_texts, read_texts, 2.0, 5),
        Job("diff-growth", diff_large, diff, 12.0, 3),
    ]


_VERSIONS = ("versions-10000", "versions-100000", "texts-10000")


def versions(folder: Path, name: str) -> tuple[Path, Path]:
    """The old and the new of two versions of one programme."""
    return folder / f"{name}-old.xlsx", folder / f"{name}-new.xlsx"


def measure(command: list[str], folder: Path) -> Cost:
    """What one run of a process costs."""
    # Modules are compiled once, as pip does on installing: not at every run.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"MOTXL_LANG": "en", "MOTXL_DATA_DIR": str(folder / "data")}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    elapsed = time.perf_counter() - start
    if process.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(elapsed, usage.ru_maxrss / 1024)


def compared(job: Job, folder: Path) -> tuple[Cost, Cost]:
    """The medians of the job and of what it is compared with, run in turn."""
    runs: list[tuple[Cost, Cost]] = []
    for number in range(job.rounds + 1):
        pair = []
        for place in job.emptied:
            shutil.rmtree(place, ignore_errors=True)
        for command in (job.command, job.against):
            if job.copied is not None:
                shutil.copy(*job.copied)
                tenth = job.copied[0].with_name("plain-10000.xlsx")
                if tenth.exists():
                    shutil.copy(tenth, folder / "coloured-10000.xlsx")
            pair.append(measure(command, folder))
        if number:  # the first run compiles modules and fills the disk's cache
            runs.append((pair[0], pair[1]))
    ours, theirs = zip(*runs, strict=True)
    return _median(ours), _median(theirs)


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def main(names: list[str]) -> int:
    over = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        chosen = [job for job in jobs(folder) if not names or job.name in names]
        if find_spec("wolfxl") is None:
            by_wolfxl = [job for job in chosen if "tests.benchmarks.by_wolfxl" in job.against]
            chosen = [job for job in chosen if job not in by_wolfxl]
            for job in by_wolfxl:
                print(f"{job.name}: wolfxl is not installed (pip install wolfxl==2.0.21)")
        extracts = [job for job in chosen if job.name.startswith("extract")]
        apart = ("summary", "extract", "insert", "read", "diff")
        large = [job for job in chosen if job.rounds <= 3 and not job.name.startswith(apart)]
        rows = {100_000} if large else set()
        rows |= {10_000} if any("growth" in job.name for job in large) else set()
        for count in rows:
            whole, book = folder / f"whole-{count}.xlsx", folder / f"programme-{count}.xlsx"
            plain = folder / f"plain-{count}.xlsx"
            in_a_process("tests.benchmarks.books.large_book", whole, count)
            in_a_process("tests.benchmarks.books.four_columns", whole, book)
            if any(job.copied for job in large):
                in_a_process("tests.benchmarks.books.plain_book", book, plain)
                in_a_process("tests.benchmarks.by_openpyxl.write_edits", plain)
        if extracts:
            for count in (1000, 5000):
                book = folder / f"members-{count}.xlsx"
                in_a_process("tests.benchmarks.books.members_book", book, count)
            book, cells = folder / "members-1000.xlsx", folder / "cells.pickle"
            in_a_process("tests.benchmarks.by_xlsxwriter.prepare", book, cells, 1000)
        if any(job.name.startswith(("insert", "read")) for job in chosen):
            for count in (10_000, 100_000):
                in_a_process(
                    "tests.benchmarks.books.ten_columns", folder / f"ten-{count}.xlsx", count
                )
        if any(job.name.startswith("summary") for job in chosen):
            book = folder / "long-100000.xlsx"
            in_a_process("tests.benchmarks.books.long_book", book, 100_000)
            in_a_process("tests.benchmarks.by_pandas.prepare", book, folder / "frames.pickle")
        if any(job.name.startswith("diff") for job in chosen):
            for name in _VERSIONS:
                make = "without_refs" if name.startswith("texts") else "two_versions"
                count = int(name.rpartition("-")[2])
                made = versions(folder, name)
                in_a_process(f"tests.benchmarks.comparing.{make}", *made, count)
        print(f"{'job':<17}{'s':>8}{'against':>9}{'ratio':>7}{'budget':>7}  memory MiB")
        for job in chosen:
            ours, theirs = compared(job, folder)
            ratio, memory = ours.seconds / theirs.seconds, ours.mib / theirs.mib
            late = ratio > job.budget or (job.memory is not None and memory > job.memory)
            over += late
            print(
                f"{job.name:<17}{ours.seconds:>8.3f}{theirs.seconds:>9.3f}{ratio:>7.3f}"
                f"{job.budget:>7}  {ours.mib:.0f} / {theirs.mib:.0f} = {memory:.2f}"
                f"{'' if job.memory is None else f' (budget {job.memory})'}"
                f"{'  over budget' if late else ''}"
            )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
