"""Run by the page's own Python, in Node: which modules of the standard library the jobs load."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any


def modules_loaded(book: Path, ours: Iterable[str]) -> list[str]:
    """The modules that are loaded after each job was done with ``book``, in a folder of its own,
    and each of our modules ``ours`` imported."""
    from motxl.page.carrying import JOBS

    for name in ours:
        import_module(name)
    original, other = book.read_bytes(), book.with_name("other.xlsx")
    other.write_bytes(b"no workbook")
    for language in ("fr", "en"):
        chosen = [one["key"] for one in _asked(book, "check", language)["result"]["findings"]
                  if one["correctable"]]  # fmt: skip
        options = {"reason": "decided", "members": [], "common": "", "write": True, "size": 1}
        options |= {"state": "", "other": "other.xlsx", "is_old": False}
        book.with_name(language).mkdir()
        (book.with_name(language) / "other.xlsx").write_bytes(original)
        for job in JOBS:
            _asked(book, job, language, chosen=chosen, folder=book.with_name(language), **options)
            if job in ("accept", "control"):
                book.write_bytes(original)
        book.write_bytes(original)
        _asked(other, "check", language)
    return sorted(name for name in sys.modules if not name.startswith(("motxl", "__main__")))


def _asked(book: Path, job: str, language: str, **options: Any) -> Any:
    from motxl.page.carrying import answered

    request = {"job": job, "language": language, "file": str(book), **options}
    answer = json.loads(answered(json.dumps(request, default=str), lambda *_stage: None))
    assert ("error" in answer) == (book.name == "other.xlsx"), answer
    return answer
