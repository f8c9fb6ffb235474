"""Embedded files and controls: whole documents, with their own hidden data."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding
from motxl.inspection.parts import Parts

_KINDS = ("package", "oleObject", "activeXControlBinary")


def find(parts: Parts) -> Iterator[Finding]:
    for kind in _KINDS:
        for part in parts.of_kind(kind):
            yield Finding("embedded-file", part, part.rpartition("/")[2])
