"""One command in a process of its own, at the price of a fork, and what it said and left behind."""

from __future__ import annotations

import hashlib
import importlib
import os
import pkgutil
import random
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import motxl

PATIENCE = 120
"""Seconds after which a command is stopped"""
_ENVIRONMENT = {
    "COLUMNS": "80",
    "MOTXL_LANG": "en",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
}
# What differs between two runs of the same code
_SHIFTING = (
    (
        re.compile(rb"\b[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}\b"),
        b"<id>",
    ),
    (re.compile(rb"===============\d+=="), b"<boundary>"),
    (re.compile(rb"\d\d:\d\d:\d\d(\.\d+)?"), b"<time>"),
    (re.compile(rb"\b\d+(\.\d+)? (ms|seconds?|s)\b"), b"<duration>"),
)
_NO_FILES = re.compile(r"\.motxl-lock$|-(wal|shm|journal)$")


@dataclass(frozen=True)
class Case:
    """Commands that are run one after the other in a folder that holds ``files``."""

    name: str
    files: tuple[Path, ...]
    commands: tuple[tuple[str, ...], ...]


def load_everything() -> None:
    """Imports all of motxl, so that a fork has nothing left to import."""
    for module in pkgutil.walk_packages(motxl.__path__, "motxl."):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ImportError:
                continue  # what only another system has


def recorded(case: Case) -> dict[str, object]:
    """For each command: its exit code, its words, and the digest of each file that is there."""
    answer: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="motxl-recording-") as root:
        folder, data = Path(root, "here"), Path(root, "data")
        folder.mkdir()
        data.mkdir()
        for file in case.files:
            shutil.copy(file, folder / file.name)
        for number, command in enumerate(case.commands, start=1):
            code, out, err = _run(command, folder, data)
            answer[f"{number} {' '.join(command)}"] = {
                "code": code,
                "out": _settled(out, root),
                "err": _settled(err, root),
                "files": digests(folder, root),
            }
    return answer


def _run(command: Sequence[str], folder: Path, data: Path) -> tuple[int, bytes, bytes]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            _be_motxl(command, folder, data, out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return os.waitstatus_to_exitcode(status), out.read(), err.read()


def _be_motxl(command: Sequence[str], folder: Path, data: Path, out: int, err: int) -> NoReturn:
    code = 70
    try:
        signal.alarm(PATIENCE)
        os.chdir(folder)
        os.environ.update(_ENVIRONMENT, MOTXL_DATA_DIR=str(data), HOME=str(data))
        nothing = os.open(os.devnull, os.O_RDONLY)
        for ours, theirs in ((nothing, 0), (out, 1), (err, 2)):
            os.dup2(ours, theirs)
        sys.argv = ["motxl", *command]
        for name, descriptor, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
            stream = open(descriptor, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
        random.seed(0)
        numbers = iter(range(1, 10**6))
        uuid.uuid4 = lambda: uuid.UUID(int=next(numbers), version=4)
        from motxl.__main__ import run

        code = run(list(command))
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _settled(text: bytes, root: str) -> str:
    text = text.replace(root.encode(), b"<folder>")
    for pattern, instead in _SHIFTING:
        text = pattern.sub(instead, text)
    return text.decode("utf-8", "replace")


def digests(folder: Path, root: str) -> dict[str, object]:
    """Of each file below ``folder``: of a package, of each part; of a record, of its tables."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): _digest(path, root)
        for path in files
        if not _NO_FILES.search(path.name)
    }


def _digest(path: Path, root: str) -> object:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            return {name: _hash(package.read(name), root) for name in package.namelist()}
    data = path.read_bytes()
    if data.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(path)) as connection:
            data = "\n".join(connection.iterdump()).encode()
    return _hash(data, root)


def _hash(data: bytes, root: str) -> str:
    return hashlib.sha256(_settled(data, root).encode()).hexdigest()[:16]


def differences(before: object, after: object, where: str = "") -> Iterable[str]:
    """Each place where two recordings differ, with both values on lines of their own."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            name = f"{where} › {key}" if where else str(key)
            if key not in before or key not in after:
                yield f"{name}: only {'after' if key in after else 'before'}"
            else:
                yield from differences(before[key], after[key], name)
    elif before != after:
        yield f"{where}\n  - {before}\n  + {after}"
