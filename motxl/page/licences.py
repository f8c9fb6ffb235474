"""What the page is made of, and under which licence: the texts in full, for the page itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

from motxl.version import __version__

TEXTS = Path(__file__).parent / "licences"


class Component(NamedTuple):
    """A part of the page: its name and version, its licence, and that in full."""

    name: str
    version: str
    licence: str
    text: str


LINKED = {
    "emscripten": ("Emscripten", "MIT", "emscripten_"),
    "musl": ("musl", "MIT", "Unknown error"),
    "expat": ("Expat", "MIT", "expat_"),
    "hacl": ("HACL*", "MIT", "hacl"),
    "libffi": ("libffi", "MIT", "ffi_closure_alloc"),
    "libmpdec": ("libmpdec", "BSD-2-Clause", "libmpdec"),
    "bzip2": ("bzip2", "bzip2-1.0.6", "bzip2/libbzip2"),
    "xz": ("liblzma", "public domain", "liblzma"),
    "sqlite": ("SQLite", "public domain", "SQLite 3"),
    "zlib": ("zlib", "Zlib", "Jean-loup Gailly"),
    "zstd": ("Zstandard", "BSD-3-Clause", "ZSTD_freeDCtx"),
}
"""Libraries that are linked into Pyodide's program, by the file of their licence: the name, the
licence, and what is found in the program where they are in it"""

CARRIED = {"jinja2": "BSD-3-Clause", "markupsafe": "BSD-3-Clause"}
"""Libraries in Python that the page carries, and their licence, which not all of them name by its
SPDX identifier"""


def components(pyodide: Path) -> Iterator[Component]:
    """All parts, from the folder of the package Pyodide."""
    package = json.loads((pyodide / "package.json").read_text("utf-8"))
    python = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]["python"]
    own = Path(__file__).parents[2] / "LICENSE"
    yield Component("motxl", __version__, "MIT", own.read_text("utf-8"))
    yield Component("Python", python, "PSF-2.0", _text("cpython"))
    yield Component("Pyodide", package["version"], package["license"], _text("pyodide"))
    for file, (name, licence, _mark) in LINKED.items():
        yield Component(name, "", licence, _text(file))
    for name, licence in CARRIED.items():
        yield _of_library(name, licence)


def as_markup(pyodide: Path) -> str:
    """Each part as an element that is unfolded to read its licence."""
    return "\n".join(
        f"<details><summary>{escape(' '.join(filter(None, [one.name, one.version])))} "
        f"<small>{escape(one.licence)}</small></summary>"
        f'<pre tabindex="0" lang="en">{escape(one.text.strip())}</pre></details>'
        for one in components(pyodide)
    )


def _of_library(name: str, licence: str) -> Component:
    """A library that is installed here, with the licence that its makers ship in it."""
    installed = distribution(name)
    texts = [file.read_text("utf-8") for file in installed.files or () if "licenses" in file.parts]
    return Component(installed.metadata["Name"], installed.version, licence, "\n".join(texts))


def _text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text("utf-8")
