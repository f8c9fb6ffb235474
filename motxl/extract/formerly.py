"""What the extracts that were made before say of whom the rows concerned."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cache
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.manifest import manifest_of


def extracted_to_some(folders: Iterable[Path | None]) -> Callable[[], frozenset[str]]:
    """The Réf. that concerned some members directly, and were in the common part of no extract,
    while other members lacked them; worked out when it is first asked for."""
    places = [one for one in folders if one is not None]

    @cache
    def found() -> frozenset[str]:
        return frozenset(ref for folder in places for ref in _of(folder))

    return found


def _of(folder: Path) -> set[str]:
    common: set[str] = set()
    of_members: list[set[str]] = []
    try:
        manifest = manifest_of(folder)
        if manifest is None:
            return set()
        with closing(manifest):
            for key in manifest.known:
                told = (manifest.member(key) or {}).get("entries", [])
                entries = [(str(one.get("ref") or ""), one.get("part")) for one in told]
                common |= {ref for ref, part in entries if part == "common"}
                of_members.append({ref for ref, _part in entries if ref})
    except (MotxlError, AttributeError, TypeError):
        return set()  # that it cannot be read is said by who needs it
    if not of_members:
        return set()
    in_some = {ref for refs in of_members for ref in refs}
    return {ref for ref in in_some - common if not all(ref in refs for refs in of_members)}
