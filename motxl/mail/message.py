"""E-mails as bytes (RFC 5322, MIME), the same for drafts and for SMTP."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from motxl.mail.outgoing import Outgoing
from motxl.mail.sender import Sender
from motxl.programme.addresses import parse_address

_TYPES = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
    ".ics": ("text", "calendar"),
}


def message_id(outgoing: Outgoing, sender: Sender, attempt: int = 1) -> str:
    """Always the same for the same member, version, content and attempt: programs and servers that
    see a message twice can tell."""
    letter = outgoing.letter
    told = "\0".join((letter.member, letter.version, letter.digest, str(attempt)))
    domain = parse_address(sender.address)[1].rpartition("@")[2]
    return f"<motxl.{hashlib.sha256(told.encode()).hexdigest()[:32]}@{domain}>"


def compose(
    outgoing: Outgoing,
    sender: Sender,
    *,
    attempt: int = 1,
    at: datetime | None = None,
    unsent: bool = False,
    test_to: str | None = None,
) -> EmailMessage:
    """The e-mail of a message without problems.

    ``unsent`` makes a draft that mail programs open ready to send. ``test_to`` sends it to that
    address alone and says in the subject whose it is. Raises ``MotxlError`` when an attachment is
    no longer what was checked.
    """
    assert outgoing.text is not None  # what has problems is not sent
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender.address)
    subject = outgoing.text.subject
    if test_to is not None:
        message["To"] = _address(test_to)
        subject = f"[{outgoing.letter.name}] {subject}"
    else:
        message["To"] = [_address(one) for one in outgoing.to]
        if outgoing.cc:
            message["Cc"] = [_address(one) for one in outgoing.cc]
    if sender.reply_to:
        message["Reply-To"] = _address(sender.reply_to)
    message["Subject"] = _one_line(subject)
    if at is not None:
        message["Date"] = at
    message["Message-ID"] = message_id(outgoing, sender, attempt)
    if unsent:
        message["X-Unsent"] = "1"
    message.set_content(outgoing.text.plain, cte="quoted-printable")
    message.add_alternative(outgoing.text.html, subtype="html", cte="quoted-printable")
    for attachment in outgoing.attachments():
        suffix = attachment.name[attachment.name.rfind(".") :].casefold()
        kind, subtype = _TYPES.get(suffix, ("application", "octet-stream"))
        message.add_attachment(
            attachment.data, maintype=kind, subtype=subtype, filename=attachment.name,
            params={"charset": "utf-8"} if kind == "text" else None,
        )  # fmt: skip
    message["Content-Language"] = outgoing.language  # what comes before moves headers of this kind
    _fix_boundaries(message)
    return message


def _address(text: str) -> Address:
    """An address with its name; nothing of it can begin another header."""
    name, address = parse_address(text)
    local, _at, domain = address.rpartition("@")
    return Address(name, local, domain)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fix_boundaries(message: EmailMessage) -> None:
    """Boundaries that depend on the Message-ID alone: the same draft is the same bytes."""
    seed = str(message["Message-ID"])
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            digest = hashlib.sha256(f"{seed}{number}".encode()).hexdigest()[:24]
            part.set_boundary(f"=_motxl_{digest}")
