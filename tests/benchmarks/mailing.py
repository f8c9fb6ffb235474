"""How fast messages leave, and in how much memory: ``python -m tests.benchmarks.mailing [N…]``.

For each number of members: extracts are made, then ``motxl mail send`` hands them to a local server
of its own process, without a limit of its pace. Figures are of the sending process alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.books import in_a_process

_SERVER = """
import sys, time
from tests.mail.server import Server
with Server() as server:
    print(server.port, flush=True)
    server.taken = Counted = type("Counted", (list,), {"append": lambda s, m: list.append(s, 0)})()
    sys.stdin.read()
    print(len(Counted))
"""


def measure(members: int, folder: Path) -> tuple[float, float, float, int]:
    """Seconds until the last message, messages a second, MiB at most, messages taken."""
    place = folder / str(members)  # apart: what was sent from a folder beside is not sent again
    place.mkdir()
    book, out = place / "book.xlsx", place / "out"
    in_a_process("tests.benchmarks.books.members_book", book, members)
    motxl = [sys.executable, "-m", "motxl"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*motxl, "extract", str(book), "-o", str(out)], check=True, **quiet)  # type: ignore[call-overload]
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    assert server.stdout is not None
    url = f"smtp://127.0.0.1:{int(server.stdout.readline())}"
    command = [*motxl, "mail", "send", str(book), "--extracts", str(out), "--smtp", url]
    start = time.perf_counter()
    running = subprocess.Popen([*command, "--insecure", "--yes", "--rate", "0"], **quiet)  # type: ignore[call-overload]
    _pid, status, usage = os.wait4(running.pid, 0)
    elapsed = time.perf_counter() - start
    assert os.waitstatus_to_exitcode(status) == 0
    server.stdin.close()
    taken = int(server.stdout.readline())
    server.wait()
    return elapsed, members / elapsed, usage.ru_maxrss / 1024, taken


def main(numbers: list[int]) -> None:
    print(f"{'members':>8}{'s':>9}{'a second':>10}{'MiB':>7}{'taken':>8}")
    with tempfile.TemporaryDirectory() as temporary:
        for members in numbers:
            seconds, rate, mib, taken = measure(members, Path(temporary))
            print(f"{members:>8}{seconds:>9.1f}{rate:>10.1f}{mib:>7.0f}{taken:>8}")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1000, 5000])
