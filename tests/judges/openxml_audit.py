"""openxml-audit's validator: schemas and rules in Python, by others than those of the Open XML SDK.

It finds less than our own judge does, and nothing in what Excel wrote.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

INSTALL = "openxml-audit is not installed: pip install 'motxl[test]'"


def missing() -> str | None:
    """What is not there, or ``None``."""
    return None if importlib.util.find_spec("openxml_audit") else INSTALL


def errors(path: Path | str) -> list[str]:
    """Each error as ``description | part``; an empty list for a valid workbook."""
    from openxml_audit import OpenXmlValidator

    result = OpenXmlValidator().validate(Path(path))
    return [f"{one.description} | {one.part_uri}" for one in result.errors]
