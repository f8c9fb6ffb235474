"""Where a mail server is, as it is written: ``smtps://name@mail.example.org:465``."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from motxl.errors import UsageError
from motxl.i18n import _

_PORTS = {"smtp": 587, "smtps": 465, "imap": 143, "imaps": 993}


class Server(NamedTuple):
    """Host, port, whether TLS begins at once, and who logs in; no password."""

    host: str
    port: int
    implicit_tls: bool
    user: str
    path: str
    """What follows the port: the folder of drafts"""

    @property
    def is_loopback(self) -> bool:
        if self.host.casefold() == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def parse_server(text: str, scheme: str) -> Server:
    """``scheme`` is ``smtp`` or ``imap``. ``UsageError`` for what is no such address, and for one
    with a password in it, which the list of processes and the shell's history would show."""
    parts = urlsplit(text if "://" in text else f"{scheme}://{text}")
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.password is not None:
        raise UsageError(
            _(
                "No password in the address of the server: others could read it. Put it into the "
                "environment, the keyring, or use --password-command."
            )
        )
    if parts.scheme not in {scheme, f"{scheme}s"} or not parts.hostname or port == 0:
        raise UsageError(
            _("“{text}” is no mail server: write {scheme}s://name@host:port.").format(
                text=text, scheme=scheme
            )
        )
    return Server(
        parts.hostname,
        port or _PORTS[parts.scheme],
        parts.scheme.endswith("s"),
        unquote(parts.username or ""),
        unquote(parts.path.strip("/")),
    )
