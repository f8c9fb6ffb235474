"""Revision logs of shared workbooks: who changed what, with the values before (18.11)."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.xml import local, of_kind, tree
from motxl.package import Workbook


def find(workbook: Workbook) -> Iterator[Finding]:
    for part in of_kind(workbook, "revisionLog"):
        old = [e for e in tree(workbook, part).iter() if local(e) == "oc"]
        before = "; ".join(filter(None, ("".join(map(str, e.itertext())) for e in old)))
        yield Finding("revision", part, quoted(before))
    for part in (*of_kind(workbook, "revisionHeaders"), *of_kind(workbook, "usernames")):
        names = [e.get("userName") or e.get("name") or "" for e in tree(workbook, part).iter()]
        yield Finding("revision", part, quoted("; ".join(filter(None, dict.fromkeys(names)))))
