"""The packages that motxl needs: there, and new enough."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib import metadata
from itertools import takewhile
from typing import NamedTuple

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.i18n import _

# click>=8.2   xlwings>=0.33; extra == 'excel'   xlwings>=0.33; sys_platform == 'win32' or …
# (PEP 508, as far as motxl's own metadata use it)
_REQUIRED = re.compile(
    r"(?P<name>[\w.-]+)\s*(?:\[[^\]]*\])?\s*\(?(?:>=\s*(?P<least>[\w.]+))?[^;]*"
    r"(?:;(?P<marker>.*))?"
)
_EXTRA = re.compile(r"extra\s*==\s*['\"](?P<name>[\w-]+)['\"]")
_PLATFORM = re.compile(r"sys_platform\s*==\s*['\"](\w+)['\"]")


class Requirement(NamedTuple):
    name: str
    least: str
    """The oldest version that will do; empty when any does"""
    extra: str


def look(computer: Computer, asked: Asked) -> Checks:
    del computer, asked
    try:
        required = requirements(metadata.requires("motxl") or ())
    except metadata.PackageNotFoundError:
        yield Check(
            "packages",
            "note",
            _(
                "motxl runs from its folder without being installed: the versions of packages "
                "were not compared."
            ),
            "pip install .",
        )
        return
    yield from compared([one for one in required if not one.extra])


def requirements(lines: Iterable[str], platform: str = sys.platform) -> list[Requirement]:
    """The requirements that hold on a platform, which is called as Python calls it: ``win32``,
    ``darwin``, ``linux``."""
    found = []
    for line in lines:
        match = _REQUIRED.match(line)
        if match is not None:
            marker = match["marker"] or ""
            if (only := _PLATFORM.findall(marker)) and platform not in only:
                continue
            extra = _EXTRA.search(marker)
            name, least = match["name"], match["least"] or ""
            found.append(Requirement(name, least, extra["name"] if extra else ""))
    return found


def compared(required: Iterable[Requirement]) -> Checks:
    """A line for those that will do, and one for each that will not."""
    good = []
    for one in required:
        version = version_of(one.name)
        if version is None:
            yield Check(
                "packages",
                "warning",
                _("The package {name} is missing.").format(name=one.name),
                f"pip install '{one.name}>={one.least}'"
                if one.least
                else f"pip install {one.name}",
            )
        elif numbers(version) < numbers(one.least):
            yield Check(
                "packages",
                "warning",
                _("{name} {version} is too old: motxl needs {least} or later.").format(
                    name=one.name, version=version, least=one.least
                ),
                f"pip install --upgrade '{one.name}>={one.least}'",
            )
        else:
            good.append(f"{one.name} {version}")
    if good:
        yield Check("packages", "ok", ", ".join(good))


def version_of(name: str) -> str | None:
    """The version of an installed package, without importing it."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version: 3.1.2rc1 is 3, 1, 2. No trailing zeros: 8.2 is 8.2.0."""
    parts = ["".join(takewhile(str.isdigit, part)) for part in version.split(".")]
    found = [int(part) for part in takewhile(bool, parts)]
    while found and not found[-1]:
        found.pop()
    return tuple(found)
