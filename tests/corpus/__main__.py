"""The same edit by three editors, measured: ``python -m tests.corpus [--update-docs] [NAME…]``.

Over the workbooks of ../shared/corpus and some made by hand, or those whose names begin with one of
the NAMEs. Takes about half an hour on two cores. Exit code 1 when motxl falls short of a promise
on any workbook.
"""

from __future__ import annotations

import os
import queue
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from tests import others
from tests.corpus.insertedpage import section_of
from tests.corpus.measures import shortcomings
from tests.corpus.measuring import Measured, measure
from tests.corpus.options import PAGE, asked_for
from tests.corpus.page import page, table
from tests.judges import libreoffice, open_xml_sdk
from tests.ooxml.generated import MADE, generated

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    asked = asked_for("python -m tests.corpus", __doc__, arguments)
    if missing := _missing():
        print(missing, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="motxl-made-") as folder:
        made = [Path(folder) / name for name in MADE]
        for path in made:
            path.write_bytes(generated(path.name))
        books = sorted(
            path
            for path in [*others.WORKBOOKS, *made]
            if not asked.names or path.name.startswith(tuple(asked.names))
        )
        measured = sorted(_measured(books), key=lambda one: one.book)
    print(table(measured))
    if asked.update_docs:
        PAGE.write_text(page(measured) + section_of(PAGE.read_text("utf-8")), "utf-8")
        print(f"{PAGE} is written")
    return 1 if any(shortcomings(one, "motxl") for one in measured) else 0


def _missing() -> str | None:
    if others.MISSING:
        return others.MISSING
    if find_spec("wolfxl") is None:
        return "wolfxl is not installed: pip install wolfxl"
    if open_xml_sdk.binary() is None:
        return open_xml_sdk.INSTALL
    return libreoffice.missing()


def _measured(books: Sequence[Path]) -> Iterator[Measured]:
    """As they are done, with a line of progress for each."""
    workers = max(1, min(os.cpu_count() or 1, 4))
    with ExitStack() as stack:
        offices: queue.Queue[libreoffice.LibreOffice] = queue.Queue()
        for _ in range(workers):
            offices.put(stack.enter_context(libreoffice.LibreOffice()))
        pool = stack.enter_context(ThreadPoolExecutor(workers))
        jobs = [pool.submit(_one, path, offices) for path in books]
        for number, job in enumerate(as_completed(jobs), 1):
            measured = job.result()
            short = {
                one.editor: len(shortcomings(measured, one.editor)) for one in measured.outcomes
            }
            said = ", ".join(f"{editor} {count}" for editor, count in short.items())
            told = said or measured.unread or "no worksheet"
            print(f"[{number}/{len(books)}] {measured.book}: {told}", flush=True)
            yield measured


def _one(path: Path, offices: queue.Queue[libreoffice.LibreOffice]) -> Measured:
    office = offices.get()
    try:
        with tempfile.TemporaryDirectory(prefix="motxl-corpus-") as folder:
            return measure(path, Path(folder), office)
    finally:
        offices.put(office)


if __name__ == "__main__":
    sys.exit(main())
