"""``python -m tests.architecture [--update-docs] [FOLDER]``: the floors, drawn and counted.

FOLDER is another state of the repository, to be compared with this one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.architecture import floors, graph, page, picture


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.architecture", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=graph.ROOT, metavar="FOLDER")
    parser.add_argument("--update-docs", action="store_true", help=f"write docs/{page.PAGE.name}")
    given = parser.parse_args()
    if given.update_docs:
        page.PAGE.write_text(page.written(page.PAGE.read_text("utf-8")), "utf-8")
    of = graph.graph(given.folder)
    paths = graph.files(given.folder).values()
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in paths)
    print(picture.of_floors(floors.between(of)))
    print(f"{len(of)} files, {lines} lines, {sum(map(len, of.values()))} imports among them")
    for group in graph.circles(of):
        print(f"a circle of {len(group)}:", *group)


if __name__ == "__main__":
    main()
