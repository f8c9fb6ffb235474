"""Revision logs of shared workbooks: who changed what, with the values before (18.11)."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local


def find(parts: Parts) -> Iterator[Finding]:
    for part in parts.of_kind("revisionLog"):
        old = [e for e in parts.tree(part).iter() if local(e) == "oc"]
        before = "; ".join(filter(None, ("".join(e.itertext()) for e in old)))
        yield Finding("revision", part, quoted(before))
    for part in (*parts.of_kind("revisionHeaders"), *parts.of_kind("usernames")):
        names = [e.get("userName") or e.get("name") or "" for e in parts.tree(part).iter()]
        yield Finding("revision", part, quoted("; ".join(filter(None, dict.fromkeys(names)))))
