"""xlwings, by which motxl works in open workbooks, and pyOpenVBA, which makes their buttons."""

from __future__ import annotations

from importlib import metadata

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.doctor.packages import numbers, requirements, version_of
from motxl.i18n import _

NAME = "xlwings"
VBA = "pyOpenVBA"
_INSTALL = "pip install 'motxl[excel]'"


def look(computer: Computer, asked: Asked) -> Checks:
    del asked, computer
    yield _package("xlwings", NAME, _("--live needs xlwings, which is not installed."))
    said = _("pyOpenVBA is not installed: motxl macros, which makes the buttons, needs it.")
    yield _package("pyopenvba", VBA, said)


def _package(key: str, name: str, missing: str) -> Check:
    version = version_of(name)
    if version is None:
        return Check(key, "missing", missing, _INSTALL)
    least = _least(name)
    if numbers(version) < numbers(least):
        said = _("{name} {version} is too old: motxl needs {least} or later.").format(
            name=name, version=version, least=least
        )
        return Check(key, "warning", said, _INSTALL)
    return Check(key, "ok", f"{name} {version}")


def _least(name: str) -> str:
    try:
        required = requirements(metadata.requires("motxl") or ())
    except metadata.PackageNotFoundError:
        return ""
    return next((one.least for one in required if one.name.lower() == name.lower()), "")
