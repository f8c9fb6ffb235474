"""The licence of each part of the page is in it, in full."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from motxl.page.build import LIBRARIES, NODE_MODULES
from motxl.page.licences import CARRIED, LINKED, TEXTS, components
from tests.conftest import need
from tests.page import browsers

PYODIDE = NODE_MODULES / "pyodide"
OTHERS = {
    # C modules that are Python's own or from a library of ``LINKED``: others are of a library whose
    # licence is missing.
    *("_abc", "_ast", "_asyncio", "_bisect", "_codecs", "_codecs_cn", "_codecs_hk"),
    *("_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw", "_collections"),
    *("_contextvars", "_csv", "_datetime", "_elementtree", "_functools", "_heapq", "_imp", "_io"),
    *("_json", "_locale", "_lsprof", "_multibytecodec", "_opcode", "_operator", "_pickle"),
    *("_posixsubprocess", "_pyodide_core", "_queue", "_random", "_remote_debugging", "_signal"),
    *("_socket", "_sre", "_stat", "_statistics", "_string", "_struct", "_suggestions"),
    *("_symtable", "_sysconfig", "_testbuffer", "_testcapi", "_testcapi_datetime", "_testclinic"),
    *("_testclinic_limited", "_testinternalcapi", "_testlimitedcapi", "_thread", "_tokenize"),
    *("_tracemalloc", "_types", "_typing", "_weakref", "_xxtestfuzz", "_zoneinfo", "array"),
    *("atexit", "binascii", "cmath", "errno", "faulthandler", "fcntl", "gc", "itertools", "math"),
    *("mmap", "posix", "select", "termios", "time", "unicodedata", "xxsubtype"),
    # sqlite, bzip2, xz, zstd, zlib, libffi, libmpdec, HACL*, Expat
    *("_sqlite3", "_bz2", "_lzma", "_zstd", "zlib", "_ctypes", "_decimal", "pyexpat"),
    *("_blake2", "_hmac", "_md5", "_sha1", "_sha2", "_sha3"),
}


@pytest.fixture
def program() -> bytes:
    if not PYODIDE.is_dir():
        need(browsers.INSTALL)
    return (PYODIDE / "pyodide.asm.wasm").read_bytes()


@pytest.mark.judge
def test_every_library_in_the_program_has_its_licence(program: bytes) -> None:
    modules = {one.decode() for one in re.findall(rb"PyInit_(\w+)", program)}
    assert modules - OTHERS == set()
    absent = [name for name, _licence, mark in LINKED.values() if mark.encode() not in program]
    assert absent == []
    assert {one.stem for one in TEXTS.glob("*.txt")} == {"cpython", "pyodide", *LINKED}


@pytest.mark.judge
def test_the_bundled_scripts_are_of_named_parts(program: bytes) -> None:
    """What esbuild joins is the page's own and Pyodide's: no other package is in the page."""
    lock = json.loads((NODE_MODULES.parent / "package-lock.json").read_text("utf-8"))
    bundled = {"node_modules/pyodide"}
    at_build = {"node_modules/esbuild", "node_modules/typescript"}
    # Pyodide names these two: ws is for Node, and left out; the other one has types alone.
    never_run = {"node_modules/ws", "node_modules/@types/emscripten"}
    scopes = ("node_modules/@esbuild/", "node_modules/@typescript/")
    rest = {one for one in lock["packages"] if one and not one.startswith(scopes)}
    assert rest - bundled - at_build - never_run == set()


def test_every_library_in_python_has_its_licence() -> None:
    carried = {line.split()[0] for line in LIBRARIES.read_text("utf-8").splitlines()}
    assert carried == CARRIED.keys()


@pytest.mark.judge
@pytest.mark.slow
def test_each_licence_is_in_the_page_in_full(built: Path) -> None:
    text = unescape(built.read_text("utf-8"))
    for one in components(PYODIDE):
        assert one.text.strip() in text, one.name
        assert len(one.text) > 100, one.name
    assert "Jinja2 3" in text
    assert "MarkupSafe 3" in text
