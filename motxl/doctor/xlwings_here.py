"""xlwings, by which motxl works in a workbook that is open."""

from __future__ import annotations

from importlib import metadata

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.doctor.packages import numbers, requirements, version_of
from motxl.i18n import _

NAME = "xlwings"
_INSTALL = "pip install 'motxl[excel]'"


def look(computer: Computer, asked: Asked) -> Checks:
    del asked, computer
    version = version_of(NAME)
    if version is None:
        said = _("xlwings is not installed: --live needs it.")
        yield Check("xlwings", "missing", said, _INSTALL)
        return
    least = _least()
    if numbers(version) < numbers(least):
        said = _("{name} {version} is too old: motxl needs {least}.").format(
            name=NAME, version=version, least=least
        )
        yield Check("xlwings", "warning", said, _INSTALL)
        return
    yield Check("xlwings", "ok", f"xlwings {version}")


def _least() -> str:
    try:
        required = requirements(metadata.requires("motxl") or ())
    except metadata.PackageNotFoundError:
        return ""
    return next((one.least for one in required if one.name.lower() == NAME), "")
