"""Certificates for the servers among the judges, made by ``trustme``: a good one and bad ones."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

INSTALL = "trustme is not installed: pip install -e '.[test]'"


class Certificate(NamedTuple):
    ca: Path  # of the authority to trust
    cert: Path
    key: Path


class Certificates(NamedTuple):
    """All of the same authority."""

    good: Certificate
    """For localhost, 127.0.0.1 and 127.0.0.2"""
    expired: Certificate
    """For them too, until 2001"""
    wrong_host: Certificate
    """For mail.example.org"""


def missing() -> str | None:
    """A sentence that says what to install, or ``None`` when nothing is missing."""
    return None if importlib.util.find_spec("trustme") else INSTALL


def make(folder: Path) -> Certificates:
    """The certificates as PEM files in the folder."""
    import trustme

    authority = trustme.CA()
    ca = folder / "ca.pem"
    authority.cert_pem.write_to_path(ca)

    def issue(name: str, *hosts: str, until: datetime | None = None) -> Certificate:
        issued = authority.issue_cert(*hosts, not_after=until)
        made = Certificate(ca, folder / f"{name}.pem", folder / f"{name}-key.pem")
        for number, part in enumerate(issued.cert_chain_pems):
            part.write_to_path(made.cert, append=number > 0)
        issued.private_key_pem.write_to_path(made.key)
        return made

    here = ("localhost", "127.0.0.1", "127.0.0.2")
    return Certificates(
        good=issue("good", *here),
        expired=issue("expired", *here, until=datetime(2001, 1, 1, tzinfo=UTC)),
        wrong_host=issue("wrong-host", "mail.example.org"),
    )
