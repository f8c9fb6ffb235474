"""One connection to an SMTP server (RFC 5321), and what became of each message on it.

The last bytes of a message leave apart from the others: before them a message has surely not been
taken, after them nobody knows until the server has answered.
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import Literal, NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.mail.secrets import Secret, xoauth2
from motxl.mail.server import Server

Fate = Literal["sent", "refused", "later", "lost", "unknown"]


class Delivery(NamedTuple):
    """What became of a message.

    ``sent``: the server has it. ``refused``: for good. ``later``: not now, it may be tried again.
    ``lost``: the connection broke before the last bytes; it may be tried again. ``unknown``: it
    broke after them.
    """

    fate: Fate
    detail: str = ""
    left_out: tuple[str, ...] = ()
    """Addresses that the server refused while it took others"""


class LoginError(MotxlError):
    """The server does not let us in: trying again would lock the account."""


class UnreachableError(MotxlError):
    """No connection for now."""


class Timeouts(NamedTuple):
    """Seconds; RFC 5321, 4.5.3.2 asks for ten minutes after the last byte."""

    command: float = 60
    answer: float = 600


DEFAULT_TIMEOUTS = Timeouts()
_RETRY_LATER, _NEVER = range(400, 500), range(500, 600)
_GO_ON, _LET_IN = 334, 235
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_CLOSING = 421


class Connection:
    """Opened by ``connect``."""

    def __init__(self, smtp: smtplib.SMTP, secret: Secret | None, timeouts: Timeouts) -> None:
        self._smtp = smtp
        self._secret = secret
        self._timeouts = timeouts
        if smtp.sock is not None:
            # The last bytes leave alone: they are not to wait for more (RFC 896), nor for the
            # server to acknowledge what came before, which takes 40 ms.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def deliver(
        self,
        message: EmailMessage,
        sender: str,
        to: Sequence[str],
        cc: Sequence[str],
        hand_over: Callable[[], None],
        *,
        last_try: bool,
    ) -> Delivery:
        """Send one message; ``hand_over`` is called when its last bytes are about to leave.

        An address that is refused for now has the whole message wait, so that nobody gets it
        twice; at the last try it is left out.
        """
        try:
            return self._deliver(message, sender, to, cc, hand_over, last_try=last_try)
        except (smtplib.SMTPServerDisconnected, OSError, smtplib.SMTPException) as error:
            return Delivery("lost", self._shown(error))

    def _deliver(
        self,
        message: EmailMessage,
        sender: str,
        to: Sequence[str],
        cc: Sequence[str],
        hand_over: Callable[[], None],
        *,
        last_try: bool,
    ) -> Delivery:
        smtp = self._smtp
        code, answer = smtp.mail(sender)
        if code != 250:
            return self._not_taken(code, answer)
        taken, left_out = [], []
        for address in (*to, *cc):
            code, answer = smtp.rcpt(address)
            if code in {250, 251}:
                taken.append(address)
            elif code == _CLOSING or (code in _RETRY_LATER and not last_try):
                return self._not_taken(code, answer, address)
            else:
                left_out.append(f"{address} · {code} {self._text(answer)}")
        if not set(taken) & set(to):
            self._reset()
            return Delivery("refused", "; ".join(left_out), tuple(left_out))
        code, answer = smtp.docmd("DATA")
        if code != 354:
            return self._not_taken(code, answer)
        data = message.as_bytes()
        # 4.5.2: a line that begins with a dot gets another one.
        smtp.send(_LEADING_DOT.sub(b"..", data.rstrip(b"\r\n")) + b"\r\n")
        self._be_patient(self._timeouts.answer)
        hand_over()
        try:
            smtp.send(b".\r\n")
            code, answer = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            return Delivery("unknown", self._shown(error), tuple(left_out))
        self._be_patient(self._timeouts.command)
        if code not in {250, *_RETRY_LATER, *_NEVER}:
            # Half an answer, or none that SMTP knows: it may have been taken.
            return Delivery("unknown", self._text(answer), tuple(left_out))
        if code != 250:
            return self._not_taken(code, answer)
        return Delivery("sent", self._text(answer), tuple(left_out))

    def _not_taken(self, code: int, answer: bytes, address: str = "") -> Delivery:
        if code != _CLOSING:
            self._reset()
        told = f"{code} {self._text(answer)}".strip()
        detail = f"{address} · {told}" if address else told
        if code == _CLOSING or code not in {*_RETRY_LATER, *_NEVER}:
            return Delivery("lost", detail)
        return Delivery("later" if code in _RETRY_LATER else "refused", detail)

    def _be_patient(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            with suppress(OSError):
                self._smtp.sock.settimeout(seconds)

    def _reset(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self._smtp.rset()

    def close(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self._be_patient(5)
            self._smtp.quit()
        self._smtp.close()

    def _text(self, answer: bytes) -> str:
        text = " ".join(answer.decode("utf-8", "replace").split())
        return self._secret.hide(text) if self._secret else text

    def _shown(self, error: Exception) -> str:
        text = str(error) or type(error).__name__
        return self._secret.hide(text) if self._secret else text


def connect(
    server: Server,
    secret: Secret | None,
    *,
    insecure: bool = False,
    timeouts: Timeouts = DEFAULT_TIMEOUTS,
) -> Connection:
    """Connect, with TLS, and log in. Raises ``LoginError`` when the server refuses that; raises
    ``UnreachableError`` when there is none for now; raises ``MotxlError`` for what will not get
    better.

    ``insecure`` goes without TLS, to this computer only.
    """
    if insecure and not server.is_loopback:
        raise MotxlError(
            _("--insecure is only for servers on this computer; {host} is not one of them.").format(
                host=server.host
            )
        )
    context = ssl.create_default_context()
    with _told(server, secret):
        smtp = _greeted(server, context, timeouts)
        try:
            encrypted = _is_encrypted(smtp, server, context)
            if not encrypted and not insecure:
                raise MotxlError(
                    _(
                        "{server} offers no encryption: nothing was sent. Use smtps://, or another "
                        "port."
                    ).format(server=server)
                )
            if secret is not None:
                _log_in(smtp, server, secret, encrypted=encrypted)
        except BaseException:
            smtp.close()
            raise
    return Connection(smtp, secret, timeouts)


def _greeted(server: Server, context: ssl.SSLContext, timeouts: Timeouts) -> smtplib.SMTP:
    """Connected, with TLS where it begins at once."""
    if server.implicit_tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=timeouts.command, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=timeouts.command)


def _is_encrypted(smtp: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> bool:
    """Whether what follows is encrypted: with STARTTLS where the server offers it."""
    smtp.ehlo_or_helo_if_needed()
    if server.implicit_tls:
        return True
    if not smtp.has_extn("starttls"):
        return False
    smtp.starttls(context=context)
    smtp.ehlo()
    return True


@contextmanager
def _told(server: Server, secret: Secret | None) -> Iterator[None]:
    """Why there is no connection, as a sentence without the secret."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MotxlError(
            _(
                "The certificate of {server} is not valid ({reason}): nothing was sent. Check the "
                "name of the server."
            ).format(server=server, reason=error.verify_message)
        ) from None
    except smtplib.SMTPServerDisconnected as error:
        raise UnreachableError(_unreachable(server, error)) from None
    except smtplib.SMTPException as error:
        shown = secret.hide(str(error)) if secret else str(error)
        raise UnreachableError(_unreachable(server, shown)) from None
    except (OSError, socket.gaierror) as error:
        raise UnreachableError(_unreachable(server, error.strerror or error)) from None


def _unreachable(server: Server, reason: object) -> str:
    return _("The mail server {server} cannot be reached: {reason}.").format(
        server=server, reason=str(reason).rstrip(".")
    )


def _log_in(smtp: smtplib.SMTP, server: Server, secret: Secret, *, encrypted: bool) -> None:
    if not encrypted:
        raise LoginError(
            _(
                "motxl sends no password to {server} without encryption: use smtps://, or a "
                "server that offers STARTTLS."
            ).format(server=server)
        )
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    # Not smtplib's own: it knows ASCII alone (RFC 4616: UTF-8).
    if secret.kind == "token":
        answer = _exchange(smtp, "XOAUTH2", xoauth2(server.user, secret))
        if answer[0] == _GO_ON:  # why the token is refused, as JSON: an empty line ends it
            answer = smtp.docmd("")
    elif "PLAIN" in offered:
        answer = _exchange(smtp, "PLAIN", f"\0{server.user}\0{secret.reveal()}")
    elif "LOGIN" in offered:
        answer = _exchange(smtp, "LOGIN", server.user)
        if answer[0] == _GO_ON:
            answer = smtp.docmd(_encoded(secret.reveal()))
    else:
        raise LoginError(
            _("{server} accepts none of the ways to log in that motxl knows.").format(server=server)
        )
    code, reply = answer
    if code == _LET_IN:
        return
    told = _reply(code, reply, secret).rstrip(".")
    if code in _RETRY_LATER:
        raise UnreachableError(_unreachable(server, told))
    raise LoginError(
        _("{server} refuses the password or token of {user}: {reason}.").format(
            server=server, user=server.user, reason=told
        )
    )


def _exchange(smtp: smtplib.SMTP, mechanism: str, first: str) -> tuple[int, bytes]:
    """RFC 4954: AUTH with an initial response."""
    return smtp.docmd("AUTH", f"{mechanism} {_encoded(first)}")


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _reply(code: int, answer: bytes, secret: Secret) -> str:
    text = answer.decode("utf-8", "replace")
    return secret.hide(" ".join(f"{code} {text}".split()))
