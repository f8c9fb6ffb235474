"""The lock that ``.ci/run`` installs from holds what pyproject.toml asks for, each with its hashes.

After a change of pyproject.toml, or to take newer versions (then with ``--upgrade``), the command
at the head of ``.ci/requirements.txt`` writes it anew; uv is on the package index.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / ".ci" / "requirements.txt").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
_ENTRY = re.compile(r"^(?=\S)(?!#)(?:.*\\\n)*.*\n", re.MULTILINE)
_PINNED = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\\n")
_HASHED = re.compile(r"(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+")


def asked(project: dict[str, Any]) -> Iterator[Requirement]:
    """Every requirement of every group, and those of the build."""
    extras = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    for texts in (
        project["build-system"]["requires"],
        project["project"]["dependencies"],
        *extras,
        *groups,
    ):
        yield from (one for one in map(Requirement, texts) if one.name != "motxl")


def faults(lock: str, project: dict[str, Any] = PROJECT) -> list[str]:
    """What is not as it should be."""
    found, versions = [], dict[str, list[str]]()
    for entry in _ENTRY.findall(lock):
        pinned = _PINNED.match(entry)
        if pinned is None or not _HASHED.fullmatch(entry[pinned.end() :]):
            found.append(f"not pinned with hashes: {entry.splitlines()[0]}")
            continue
        versions.setdefault(pinned[1], []).append(pinned[2])
    for one in asked(project):
        locked = versions.get(canonicalize_name(one.name), [])
        if not locked:
            found.append(f"not in the lock: {one}")
        found += [f"{one}: {v} is locked" for v in locked if not one.specifier.contains(v)]
    return found


def test_the_lock_satisfies_pyproject() -> None:
    assert faults(LOCK) == []


def test_what_is_asked_for_has_a_lowest_version() -> None:
    for one in asked(PROJECT):
        assert any(part.operator == ">=" for part in one.specifier), one


@pytest.mark.parametrize(
    ("pattern", "instead", "fault"),
    [
        (r"^jinja2==\S+", "jinja2==3.1.5", "jinja2.*: 3.1.5 is locked"),
        (r"^hatchling==\S+", "hatchling==1.0", "hatchling.*: 1.0 is locked"),
        (r"^pyopenvba==", "openvba==", "not in the lock: pyOpenVBA"),
        (r"^(click==\S+) \\\n(?: +--hash.*\n)+", r"\1\n", "not pinned with hashes: click=="),
        (r"^lxml==\S+", "lxml>=6.1", "not pinned with hashes: lxml>="),
        (r"(ruff==\S+ \\\n +--hash=sha256:)\w{4}", r"\1", "not pinned with hashes: ruff=="),
    ],
)
def test_a_lock_that_is_wrong_is_told(pattern: str, instead: str, fault: str) -> None:
    changed, times = re.subn(pattern, instead, LOCK, flags=re.MULTILINE)
    assert times == 1
    assert any(re.search(fault, one) for one in faults(changed))


def test_the_judges_of_npm_are_locked_too() -> None:
    """npm fetches no package for a system that is not the present one; the others have no hash."""
    lock = json.loads((ROOT / "tests" / "judges" / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    here = [one for one in packages.values() if one.get("os", ["linux"]) == ["linux"]]
    here = [one for one in here if one.get("cpu", ["x64"]) == ["x64"]]
    assert len(here) > len(packages) / 2
    assert all(one["integrity"].startswith("sha512-") for one in here)
