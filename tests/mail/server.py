"""A real SMTP server that fails on purpose (aiosmtpd), and a line that breaks.

Faults are planned per step: ``drop`` closes the connection, ``hang`` never answers, anything else
is the answer. They are used up one by one, in the order of the messages.
"""

# ruff: noqa: N802 - aiosmtpd calls handlers by the names of SMTP's commands

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

STEPS = ("CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "END", "TAKEN", "QUIT")
"""``END`` is before the message is taken, ``TAKEN`` between that and the answer"""


class Faults:
    """What goes wrong, and when."""

    def __init__(self, **planned: list[str]) -> None:
        self._planned = {step: list(faults) for step, faults in planned.items()}
        self._lock = threading.Lock()

    def next(self, step: str) -> str:
        with self._lock:
            faults = self._planned.get(step)
            return faults.pop(0) if faults else ""


class _Smtp(SMTP):
    faults: Faults

    async def failed(self, step: str, *, answer: bool = True) -> str:
        """The fault that happened; empty when none did. Without ``answer`` the caller answers."""
        fault = self.faults.next(step)
        if not fault:
            return ""
        if fault == "drop":
            assert self.transport is not None
            self.transport.abort()
        elif fault == "hang":
            await asyncio.sleep(3600)
        elif answer:
            await self.push(fault)
            if fault.startswith("421"):
                assert self.transport is not None
                self.transport.close()
        return fault

    async def _handle_client(self) -> None:
        if not await self.failed("CONNECT"):
            await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self.failed("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self.failed("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self.failed("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self.failed("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if not await self.failed("DATA"):
            await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        if not await self.failed("QUIT"):
            await super().smtp_QUIT(arg)

    async def auth_XOAUTH2(self, _server: SMTP, args: list[str]) -> AuthResult:
        import base64

        told = base64.b64decode(args[1]).decode() if len(args) > 1 else ""
        if told == f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01":
            return AuthResult(success=True)
        await self.challenge_auth('{"status":"401"}')
        return AuthResult(success=False, handled=False)


USER, PASSWORD, TOKEN = "programme@example.org", "pässwörd &\\1", "ya29.tökèn-0123456789"


class Server:
    """Runs in a thread of this process; keeps what it took."""

    def __init__(
        self,
        *,
        faults: Faults | None = None,
        tls: tuple[Path, Path] | None = None,
        implicit: bool = False,
        auth: bool = False,
        plain_auth: bool = False,
    ) -> None:
        """``tls`` are a certificate and its key."""
        self.taken: list[tuple[str, list[str], bytes]] = []
        """Sender, recipients and bytes of each message that was taken"""
        self.faults = faults or Faults()
        self.passwords: list[str] = []
        context = None
        if tls is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*map(str, tls))
        server = self

        class _Controller(Controller):
            def factory(self) -> SMTP:
                kind = type("_Planned", (_Smtp,), {"faults": server.faults})
                options: dict[str, Any] = {"enable_SMTPUTF8": False, "timeout": 3600}
                if context is not None and not implicit:
                    options |= {"tls_context": context, "require_starttls": True}
                if auth:
                    options |= {
                        "authenticator": server._authenticate,
                        "auth_required": True,
                        "auth_require_tls": not (plain_auth or implicit),
                        "auth_exclude_mechanism": [],
                    }
                made: SMTP = kind(server, **options)
                return made

        self._controller = _Controller(
            self,
            hostname="127.0.0.1",
            port=_free_port(),
            ssl_context=context if implicit else None,
        )

    def _authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.passwords.append(data.password.decode())
        good = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=good, handled=False)

    async def handle_DATA(self, server: _Smtp, _session: Session, envelope: Envelope) -> str:
        if fault := await server.failed("END", answer=False):
            return fault
        assert isinstance(envelope.content, bytes)
        self.taken.append((str(envelope.mail_from), envelope.rcpt_tos, envelope.content))
        return await server.failed("TAKEN", answer=False) or "250 taken"

    def __enter__(self) -> Server:
        # The controller checks that the server answers: without its faults.
        faults, self.faults = self.faults, Faults()
        self._controller.start()
        self.faults = faults
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self._controller.stop()

    @property
    def port(self) -> int:
        assert self._controller.server is not None
        found: int = self._controller.server.sockets[0].getsockname()[1]
        return found

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def messages(self) -> list[EmailMessage]:
        return [
            email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.SMTP)
            for _sender, _recipients, data in self.taken
        ]

    def received(self) -> Counter[str]:
        """How many messages each address was given."""
        return Counter(one for _sender, recipients, _data in self.taken for one in recipients)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


class Line:
    """A line to a server that breaks after so many bytes, in one direction."""

    def __init__(self, port: int, *, up: int | None = None, down: int | None = None) -> None:
        self._target = port
        self._left = {"up": up, "down": down}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._listener.getsockname()[1]}"

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
                self._open += [client, server]
                for source, target, way in ((client, server, "up"), (server, client, "down")):
                    threading.Thread(
                        target=self._pump, args=(source, target, way), daemon=True
                    ).start()

    def _pump(self, source: socket.socket, target: socket.socket, way: str) -> None:
        with suppress(OSError):
            while data := source.recv(4096):
                left = self._left[way]
                if left is not None:
                    if len(data) >= left:
                        target.sendall(data[:left])
                        self._left[way] = None  # it breaks once
                        break
                    self._left[way] = left - len(data)
                target.sendall(data)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def close(self) -> None:
        self._listener.close()
        for one in self._open:
            one.close()


@contextmanager
def broken_line(server: Server, **where: int) -> Iterator[Line]:
    """``up`` or ``down``: after how many bytes it breaks, once."""
    line = Line(server.port, **where)
    try:
        yield line
    finally:
        line.close()
