"""Embedded files and controls: whole documents, with their own hidden data."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding
from motxl.inspection.xml import of_kind
from motxl.package import Workbook

_KINDS = ("package", "oleObject", "activeXControlBinary")


def find(workbook: Workbook) -> Iterator[Finding]:
    for kind in _KINDS:
        for part in of_kind(workbook, kind):
            yield Finding("embedded-file", part, part.rpartition("/")[2])
