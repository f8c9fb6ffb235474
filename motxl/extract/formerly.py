"""What the extracts that were made before say of whom the rows concerned."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.manifest import LEFT_OUT, manifest_of


class ExtractedToSome:
    """The Réf. that concerned some members directly, and were in the common part of no extract,
    while other members lacked them; read when they are first asked for, and known to the processes
    that a programme is given to."""

    def __init__(self, folders: Iterable[Path | None]) -> None:
        self._folders = [one for one in folders if one is not None]
        self._known: frozenset[str] | None = None

    def __call__(self) -> frozenset[str]:
        if self._known is None:
            self._known = frozenset(ref for folder in self._folders for ref in _of(folder))
        return self._known


def _of(folder: Path) -> set[str]:
    common: set[str] = set()
    of_members: list[set[str]] = []
    try:
        manifest = manifest_of(folder)
        if manifest is None:
            return set()
        with closing(manifest):
            for key in manifest.known:
                member = manifest.member(key) or {}
                # What an extract leaves out is everyone's all the same.
                common |= set(member.get(LEFT_OUT, ()))
                told = member.get("entries", [])
                entries = [(str(one.get("ref") or ""), one.get("part")) for one in told]
                common |= {ref for ref, part in entries if part == "common"}
                of_members.append({ref for ref, _part in entries if ref})
    except (MotxlError, AttributeError, TypeError):
        return set()  # that it cannot be read is said by who needs it
    in_some = {ref for refs in of_members for ref in refs}
    return {ref for ref in in_some - common if not all(ref in refs for refs in of_members)}
