"""What the programs that measure the corpus for docs/lossless.md can be asked for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "lossless.md"


def asked_for(
    program: str, description: str | None, arguments: Sequence[str] | None
) -> argparse.Namespace:
    """``update_docs``, and the ``names`` that files begin with: all where there are none."""
    parser = argparse.ArgumentParser(program, description=description)
    parser.add_argument("--update-docs", action="store_true", help=f"write docs/{PAGE.name}")
    parser.add_argument("names", nargs="*", metavar="NAME", help="how file names begin")
    asked = parser.parse_args(arguments)
    if asked.update_docs and asked.names:
        parser.error("docs/ speaks of the whole corpus: --update-docs takes no NAME")
    return asked
