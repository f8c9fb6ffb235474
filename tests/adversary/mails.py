"""What arrived, taken apart: every byte of it that can be read, and what it says."""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage

from tests.adversary.workbook import CANARY
from tests.extract.making import everything


def canaries(data: bytes) -> set[str]:
    """Those in any byte of a file, or of what is compressed in it; in UTF-16 too."""
    whole = everything(data)
    found = CANARY.findall(whole) + CANARY.findall(whole.replace(b"\0", b""))
    return {one.decode().casefold() for one in found}


def content(workbook: bytes) -> str:
    """A fingerprint of all texts of an extract, in their order."""
    texts: list[bytes] = []
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(("xl/worksheets/sheet", "xl/sharedStrings")):
                texts += re.findall(rb"<(?:\w+:)?[tv](?: [^>]*)?>([^<]*)<", archive.read(name))
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


@dataclass(frozen=True)
class Mail:
    recipients: tuple[str, ...]
    canaries: frozenset[str]
    files: tuple[tuple[str, str], ...]
    """SHA-256 and content of each attachment"""


def opened(recipients: list[str], data: bytes) -> Mail:
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.SMTP)
    found = canaries(data)
    files = []
    for part in message.walk():
        for name, value in part.items():
            found |= canaries(f"{name}: {value}".encode())
        if part.is_multipart():
            continue
        held = part.get_payload(decode=True)
        assert isinstance(held, bytes)
        found |= canaries(held)
        if held[:2] == b"PK":
            files.append((hashlib.sha256(held).hexdigest(), content(held)))
    addresses = tuple(one.strip("<>").casefold() for one in recipients)
    return Mail(addresses, frozenset(found), tuple(files))
