"""E-mail addresses as mail servers take them (RFC 5321, no quoted names, no address literals)."""

from __future__ import annotations

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]\Z"
)
_NAMED = re.compile(r"(?P<name>[^<>@:;,\x00-\x1f]*)<(?P<address>[^<>\s]+)>")
_MAX_LOCAL, _MAX_ADDRESS = 64, 254


def is_address(text: str) -> bool:
    """Whether ``text`` is one address that a message can be sent to."""
    match = _ADDRESS.match(text)
    return match is not None and len(match["local"]) <= _MAX_LOCAL and len(text) <= _MAX_ADDRESS


def is_example(address: str) -> bool:
    """Whether nobody can be behind an address: its domain is kept for examples (RFC 2606, 3)."""
    labels = address.rpartition("@")[2].casefold().rstrip(".").split(".")
    return labels[-1] == "example" or (
        labels[-2:-1] == ["example"] and labels[-1] in {"com", "net", "org"}
    )


def parse_address(text: str) -> tuple[str, str]:
    """Name and address of ``MOT <programme@example.org>`` or ``programme@example.org``.

    Both are empty for anything else: what can be read in two ways is not guessed at.
    """
    line = " ".join(text.split())
    match = _NAMED.fullmatch(line)
    if match is not None and is_address(match["address"]):
        return match["name"].strip().strip('"').strip(), match["address"]
    return ("", line) if is_address(line) else ("", "")
