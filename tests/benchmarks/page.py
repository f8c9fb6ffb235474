"""What the page costs: ``python -m tests.benchmarks.page [ROUNDS]``, five where none is given.

In each round a browser of its own opens the page, and is clicked as soon as the page is there; the
terminal does the same in turn. Medians count. A pause is a task of the page's own thread of more
than 50 ms (W3C, Long Tasks API), from the click on: longer than 100 ms is noticed. What the browser
needs to take in the file, before anything can be clicked, stands apart.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from motxl.page.shipping import BUILT
from tests.benchmarks.__main__ import measure
from tests.benchmarks.books import in_a_process, shipped_book
from tests.page import browsers
from tests.page.browsers import WATCHING, Visit

RATIO = 12
PAUSE = 0.1
Costs = dict[str, list[float]]


@contextmanager
def visiting() -> Iterator[Visit]:
    """The page in a browser that was never there, clicked as soon as it can be."""
    with tempfile.TemporaryDirectory() as downloads, browsers.chromium(Path(downloads)) as driver:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCHING})  # type: ignore[attr-defined]
        driver.get(BUILT.as_uri())
        yield Visit(driver, Path(downloads), patience=600)


def round_of(costs: Costs, folder: Path) -> None:
    book = shipped_book()
    terminal = measure([sys.executable, "-m", "motxl", "validate", str(book)], folder)
    with visiting() as visit:
        costs["first check, s"].append(visit.check(book))
        costs["terminal, s"].append(terminal.seconds)
        costs["ratio"].append(costs["first check, s"][-1] / terminal.seconds)
        costs["longest pause, s"].append(visit.longest_pause())
        costs["taking the file in, s"].append(visit.pause_of_reading())
        costs["warm check, s"].append(visit.timed("#do-check"))
        visit.run("document.getElementById('do-summary').click()")
        visit.run("document.getElementById('stop').click()")
        costs["check after a stop, s"].append(visit.timed("#do-check"))
        costs["memory of the page, MiB"].append(visit.memory())


def large(costs: Costs, book: Path, name: str, folder: Path) -> None:
    terminal = measure([sys.executable, "-m", "motxl", "validate", str(book)], folder)
    with visiting() as visit:
        costs[f"{name}, s"].append(visit.check(book))
        costs[f"{name}: terminal, s"].append(terminal.seconds)
        costs[f"{name}: longest pause, s"].append(visit.longest_pause())
        costs[f"{name}: memory, MiB"].append(visit.memory())


def main(rounds: int) -> int:
    costs: Costs = defaultdict(list)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        books = {}
        for rows in (10_000, 100_000):
            whole, book = folder / f"whole-{rows}.xlsx", folder / f"programme-{rows}.xlsx"
            in_a_process("tests.benchmarks.books.large_book", whole, rows)
            in_a_process("tests.benchmarks.books.four_columns", whole, book)
            books[f"{rows} rows"] = book
        measure(
            [sys.executable, "-m", "motxl", "validate", str(shipped_book())], folder
        )  # compiles
        for _round in range(rounds):
            round_of(costs, folder)
            for name, book in books.items():
                large(costs, book, name, folder)
    print(f"size of the page: {BUILT.stat().st_size} bytes")
    late = 0
    for name, values in costs.items():
        median = statistics.median(values)
        over = (name == "ratio" and median > RATIO) or ("pause" in name and median > PAUSE)
        late += over
        spread = f"{min(values):.2f} to {max(values):.2f}"
        print(f"{name:<34}{median:>8.2f}   ({spread}){'  over budget' if over else ''}")
    return 1 if late else 0


if __name__ == "__main__":
    started = time.perf_counter()
    code = main(int(sys.argv[1]) if sys.argv[1:] else 5)
    print(f"{time.perf_counter() - started:.0f} s")
    sys.exit(code)
