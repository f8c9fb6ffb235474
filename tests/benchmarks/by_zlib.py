"""Inflating and deflating a workbook, and no more: what any editor of it must spend.

``python -m tests.benchmarks.by_zlib BOOK``
"""

from __future__ import annotations

import sys
import zipfile
import zlib
from pathlib import Path

# The parts that colouring edits.
EDITED = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")


def main(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in EDITED:
            zlib.compress(archive.read(name), 6)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
