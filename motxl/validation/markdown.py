"""Text within Markdown."""

from __future__ import annotations

import re


def code(text: str) -> str:
    """Text that is shown as it stands, backticks included (CommonMark 6.1), on one line."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{' '.join(text.splitlines())}{pad}{fence}"


def prose(text: str) -> str:
    """Text in which nothing is mark-up."""
    return re.sub(r"([\\`*_<\[\]|])", r"\\\1", text)
