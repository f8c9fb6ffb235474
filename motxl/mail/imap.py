"""A mailbox on a mail server (IMAP, RFC 3501): drafts are put into one folder; another one, which
stays as it is, is read."""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.mail.message import compose
from motxl.mail.outgoing import Outgoing
from motxl.mail.secrets import Commands, Secret, find_secret, xoauth2
from motxl.mail.sender import Sender
from motxl.mail.server import Server, parse_server
from motxl.programme.addresses import parse_address

VIA = "imap"
PASSWORD = "MOTXL_IMAP_PASSWORD"
"""The variable of the environment that may hold the mailbox's password"""
_SECONDS = 60
# (\HasNoChildren \Drafts) "/" "Brouillons": RFC 3501, 7.2.2 and RFC 6154
_LIST = re.compile(rb'\((?P<flags>[^)]*)\) (?:"[^"]*"|NIL) (?P<name>.+)')
# What stands for itself in modified UTF-7 is printable ASCII but “&”.
_NOT_PLAIN = re.compile(r"&|[^ -~]+")
_SHIFTED = re.compile(r"&([A-Za-z0-9+,]*)-")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_USUAL = (b"drafts", b"brouillons", b"inbox.drafts")


class Mailbox:
    """A mailbox, with somebody logged in."""

    def __init__(self, server: Server, secret: Secret, *, insecure: bool = False) -> None:
        """Raises ``MotxlError`` when the server cannot be reached, is not encrypted, or refuses the
        login."""
        if insecure and not server.is_loopback:
            raise MotxlError(
                _(
                    "--insecure is only for servers on this computer; {host} is not one of them."
                ).format(host=server.host)
            )
        self._secret = secret
        self._server = server
        context = ssl.create_default_context()
        try:
            self._imap = self._connected(context)
            try:
                self._log_in(context, insecure=insecure)
                self._begin()
            except BaseException:
                self._imap.shutdown()
                raise
        except ssl.SSLCertVerificationError as error:
            raise MotxlError(
                _(
                    "The certificate of {server} is not valid ({reason}): nothing was sent. Check "
                    "the name of the server."
                ).format(server=server, reason=error.verify_message)
            ) from None
        except (imaplib.IMAP4.error, OSError) as error:
            raise MotxlError(
                _("The mail server {server} cannot be reached: {reason}.").format(
                    server=server, reason=self._shown(error).rstrip(".")
                )
            ) from None

    def _begin(self) -> None:
        """What else has to work before the mailbox counts as open."""

    def _connected(self, context: ssl.SSLContext) -> imaplib.IMAP4:
        server = self._server
        if server.implicit_tls:
            return imaplib.IMAP4_SSL(
                server.host, server.port, ssl_context=context, timeout=_SECONDS
            )
        return imaplib.IMAP4(server.host, server.port, timeout=_SECONDS)

    def _log_in(self, context: ssl.SSLContext, *, insecure: bool) -> None:
        server = self._server
        if not server.implicit_tls:
            if "STARTTLS" in self._imap.capabilities:
                self._imap.starttls(context)
            elif not insecure:
                raise MotxlError(
                    _(
                        "{server} offers no encryption: motxl sends no password there. Use "
                        "imaps://."
                    ).format(server=server)
                )
        try:
            if self._secret.kind == "token":
                answer = xoauth2(server.user, self._secret).encode()
                self._imap.authenticate("XOAUTH2", lambda challenge: b"" if challenge else answer)
            elif "AUTH=PLAIN" in self._imap.capabilities:
                # Rather than login(), which knows ASCII alone.
                plain = f"\0{server.user}\0{self._secret.reveal()}".encode()
                self._imap.authenticate("PLAIN", lambda _challenge: plain)
            else:
                self._imap.login(server.user, self._secret.reveal())
        except (imaplib.IMAP4.error, UnicodeError) as error:
            raise MotxlError(
                _("{server} refuses the password or token of {user}: {reason}.").format(
                    server=server, user=server.user, reason=self._shown(error).rstrip(".")
                )
            ) from None

    def close(self) -> None:
        with suppress(imaplib.IMAP4.error, OSError):
            self._imap.logout()

    def _shown(self, error: Exception) -> str:
        told = error.args[0] if error.args else ""
        text = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(error)
        return self._secret.hide(text or type(error).__name__)


class Drafts(Mailbox):
    """A mailbox's folder of drafts, open for adding."""

    def _begin(self) -> None:
        self.folder = self._find_folder()

    def _find_folder(self) -> str:
        """The folder of the address, else the one that the server marks, else one of that name."""
        if self._server.path:
            return self._server.path
        _status, lines = self._imap.list()
        names: list[bytes] = []
        for line in lines:
            match = _LIST.match(line) if isinstance(line, bytes) else None
            if match is None:
                continue
            name = _unquoted(match["name"].strip())
            if rb"\drafts" in match["flags"].lower():
                return read_mailbox(name)
            names.append(name)
        for name in names:
            if name.lower() in _USUAL:
                return read_mailbox(name)
        raise MotxlError(
            _(
                "{server} has no folder for drafts: add the name of the folder after the "
                "server, as in imaps://…/Drafts."
            ).format(server=self._server)
        )

    def add(self, outgoing: Outgoing, sender: Sender) -> None:
        """Put a message into the folder. Raises ``MotxlError`` when the server does not take it."""
        data = compose(outgoing, sender, unsent=True).as_bytes()
        try:
            status, answer = self._imap.append(
                _quoted(mailbox(self.folder)),
                r"(\Draft \Seen)",
                imaplib.Time2Internaldate(_now()),
                data,
            )
        except (imaplib.IMAP4.error, OSError) as error:
            raise MotxlError(self._refused(self._shown(error))) from None
        if status != "OK":
            text = b" ".join(one for one in answer if isinstance(one, bytes))
            raise MotxlError(self._refused(text.decode("utf-8", "replace")))

    def has(self, outgoing: Outgoing, sender: Sender) -> bool:
        """Whether the folder holds the message already: a run that was killed may have added it."""
        identifier = str(compose(outgoing, sender, unsent=True)["Message-ID"])
        try:
            self._imap.select(_quoted(mailbox(self.folder)), readonly=True)
            _status, found = self._imap.search(None, "HEADER", "Message-ID", f'"{identifier}"')
        except (imaplib.IMAP4.error, OSError):
            return False
        return any(isinstance(one, bytes) and one.split() for one in found)

    def _refused(self, reason: str) -> str:
        return _("{server} does not accept the draft in {folder}: {reason}.").format(
            server=self._server, folder=self.folder, reason=reason.rstrip(".")
        )


class Stored(NamedTuple):
    """A message of a folder."""

    number: str
    """Its UID there"""
    size: int
    data: bytes | None
    """``None``: it is larger than was asked for, and was not read"""


class MailFolder(Mailbox):
    """A folder of a mailbox, open for reading only: no message is marked, moved or deleted."""

    def _begin(self) -> None:
        self.folder = self._server.path or "INBOX"
        # EXAMINE, which the server itself keeps from changing anything (RFC 3501, 6.3.2)
        status, answer = self._imap.select(_quoted(mailbox(self.folder)), readonly=True)
        if status != "OK":
            text = b" ".join(one for one in answer if isinstance(one, bytes))
            raise self._not_read(text.decode("utf-8", "replace"))

    def __str__(self) -> str:
        return f"{self._server.host}/{self.folder}"

    def numbers(self) -> list[str]:
        """The UIDs of its messages, the oldest first. Raises ``MotxlError`` where the server does
        not say."""
        with self._told():
            found = self._asked("SEARCH", "ALL")
            return " ".join(one.decode("ascii") for one in found if isinstance(one, bytes)).split()

    def messages(self, numbers: list[str], most: int) -> Iterator[Stored]:
        """Those messages, in this order; of one with more than ``most`` bytes, its size alone.
        Raises ``MotxlError`` when the server stops answering."""
        for number in numbers:
            with self._told():
                size = self._size(number)
                data = self._data(number, most) if size is not None and size <= most else None
            if size is not None:  # somebody deleted it meanwhile
                yield Stored(number, size, data)

    def _size(self, number: str) -> int | None:
        for one in self._asked("FETCH", number, "(RFC822.SIZE)"):
            if isinstance(one, bytes) and (found := _SIZE.search(one)) is not None:
                return int(found[1])
        return None

    def _data(self, number: str, most: int) -> bytes | None:
        # PEEK sets no flag (6.4.5); no more than was asked for, whatever the size said was.
        for one in self._asked("FETCH", number, f"(BODY.PEEK[]<0.{most + 1}>)"):
            if isinstance(one, tuple) and len(one[1]) <= most:
                return bytes(one[1])
        return None

    def _asked(self, command: str, *arguments: str) -> list[bytes | tuple[bytes, bytes]]:
        status, answer = self._imap.uid(command, *arguments)
        if status != "OK":
            raise self._not_read(status)
        return [one for one in answer if one is not None]

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (imaplib.IMAP4.error, OSError, ValueError) as error:
            raise self._not_read(self._shown(error)) from None

    def _not_read(self, reason: str) -> MotxlError:
        return MotxlError(
            _("The messages in {folder} on {server} cannot be read: {reason}.").format(
                folder=self.folder, server=self._server, reason=reason.rstrip(".")
            )
        )


def mailbox(name: str) -> str:
    """A folder's name as IMAP writes it, in modified UTF-7 (RFC 3501, 5.1.3)."""
    return _NOT_PLAIN.sub(_shifted, name)


def _shifted(match: re.Match[str]) -> str:
    if match[0] == "&":
        return "&-"
    encoded = base64.b64encode(match[0].encode("utf-16-be")).decode().rstrip("=")
    return f"&{encoded.replace('/', ',')}-"


def read_mailbox(written: bytes) -> str:
    """The name that modified UTF-7 stands for; what is none is taken as it stands."""
    text = written.decode("utf-8", "replace")
    try:
        name = _SHIFTED.sub(_unshifted, text)
    except ValueError:
        return text
    return name if mailbox(name) == text else text


def _unshifted(match: re.Match[str]) -> str:
    if not match[1]:
        return "&"
    encoded = match[1].replace(",", "/")
    return base64.b64decode(encoded + "=" * (-len(encoded) % 4)).decode("utf-16-be")


def _quoted(written: str) -> str:
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(name: bytes) -> bytes:
    if len(name) > 1 and name.startswith(b'"') and name.endswith(b'"'):
        return re.sub(rb"\\(.)", rb"\1", name[1:-1])
    return name


def user_of(server: Server, sender: Sender) -> str:
    """Who logs in: the one of the server's address, else the sender."""
    return server.user or parse_address(sender.address)[1]


def login_of(
    url: str, sender: Callable[[], Sender], commands: Commands
) -> tuple[Server, Secret | None]:
    """The server of ``imaps://name@host[/Folder]`` with who logs in, else the ``sender``; and the
    password or token, ``None`` where there is none. Raises ``UsageError`` for what is no address
    of a server."""
    server = parse_server(url, "imap")
    server = server._replace(user=server.user or user_of(server, sender()))
    return server, find_secret(server.user, PASSWORD, commands)


def _now() -> datetime:
    return datetime.now().astimezone()
