"""Where a mail server is, as it is written: ``smtps://name@mail.example.org:465``."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from motxl.errors import UsageError
from motxl.i18n import _

_HOST = re.compile(r"\w[\w.-]{0,252}")
# Control characters, halves of characters, line separators
_UNSAYABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
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
    """``scheme`` is ``smtp`` or ``imap``. Raises ``UsageError`` for what is no such address, and
    for one with a password in it, which the list of processes and the shell's history would show.
    """
    no_server = UsageError(
        _("“{text}” is not a mail server: write {scheme}s://name@host:port.").format(
            text=text, scheme=scheme
        )
    )
    try:
        parts = urlsplit(text if "://" in text else f"{scheme}://{text}")
        port = parts.port
    except ValueError:  # a bracket that is not closed, a port that is no number
        raise no_server from None
    if parts.password is not None:
        raise UsageError(
            _(
                "Do not put a password into the server's address: others could read it. Put "
                "it into the environment or the keyring, or use --password-command."
            )
        )
    user, path = unquote(parts.username or ""), unquote(parts.path.strip("/"))
    if (
        parts.scheme not in {scheme, f"{scheme}s"}
        or not _is_host(parts.hostname or "")
        or port == 0
        or any(unicodedata.category(one) in _UNSAYABLE for one in text + user + path)
        or "\ufffd" in user + path  # percent escapes that are no UTF-8
    ):
        raise no_server
    assert parts.hostname is not None
    return Server(
        parts.hostname, port or _PORTS[parts.scheme], parts.scheme.endswith("s"), user, path
    )


def _is_host(host: str) -> bool:
    """Whether a host can be looked for: an address, or a name of letters, digits, ``-``, dots."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        try:
            host.encode("idna")
        except UnicodeError:  # a label that is empty, too long, or has no form in ASCII
            return False
        return _HOST.fullmatch(host) is not None
    return True
