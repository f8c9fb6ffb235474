"""What is said of the mail server, and that no secret is among it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from motxl.doctor import mail
from motxl.doctor.checks import Asked, Check
from motxl.doctor.here import this_computer
from tests.doctor.making import by_name
from tests.judges.certificates import Certificates
from tests.mail.server import Server

ROOT = Path(__file__).parents[2]
SECRET = "pâsse-qui-ne-se-lit-pas"
USER = "programme%40example.org"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SMTP", "SMTP_PASSWORD", "IMAP_PASSWORD", "PASSWORD_COMMAND", "TOKEN_COMMAND"):
        monkeypatch.delenv(f"MOTXL_{name}", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


def said(*, connect: bool = False) -> dict[str, Check]:
    found = by_name(mail.look(this_computer(), Asked(connect=connect)))
    assert SECRET not in str(found)
    return found


def test_without_a_server_nothing_is_to_be_done() -> None:
    found = said(connect=True)
    assert {name: one.state for name, one in found.items()} == {"mail-server": "missing"}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (f"smtp://{USER}@smtp.example.org", "smtp.example.org:587, with STARTTLS"),
        (f"smtps://{USER}@smtp.example.org", "smtp.example.org:465, with TLS"),
    ],
)
def test_the_server(url: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTXL_SMTP", url)
    found = said()
    assert words in found["mail-server"].found
    assert found["mail-password"].state == "warning"
    assert "programme@example.org" in found["mail-password"].found
    assert "mail-connection" not in found


@pytest.mark.parametrize(
    "url", [f"smtp://ada:{SECRET}@smtp.example.org", "http://example.org", "x:y"]
)
def test_a_server_that_is_none(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTXL_SMTP", url)
    found = said(connect=True)
    assert {name: one.state for name, one in found.items()} == {"mail-server": "warning"}


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("MOTXL_SMTP_PASSWORD", SECRET, "variable MOTXL_SMTP_PASSWORD"),
        ("MOTXL_PASSWORD_COMMAND", f"touch fetched; echo {SECRET}", "MOTXL_PASSWORD_COMMAND"),
        ("MOTXL_TOKEN_COMMAND", f"touch fetched; echo {SECRET}", "MOTXL_TOKEN_COMMAND"),
    ],
)
def test_where_the_password_comes_from(
    variable: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is said, and not fetched."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOTXL_SMTP", f"smtp://{USER}@smtp.example.org")
    monkeypatch.setenv(variable, value)
    check = said()["mail-password"]
    assert check.state == "ok"
    assert words in check.found
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_is_named_and_not_opened(tmp_path: Path) -> None:
    """In a process of its own, as keyring chooses its backend once."""
    (tmp_path / "counting.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Counting(KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, user):\n"
        "        raise SystemExit('it was opened')\n"
        "    set_password = delete_password = get_password\n"
    )
    done = run(
        tmp_path, MOTXL_SMTP=f"smtp://{USER}@smtp.example.org",
        PYTHON_KEYRING_BACKEND="counting.Counting", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}",
    )  # fmt: skip
    checks = {one["name"]: one for one in json.loads(done.stdout)["checks"]}
    assert checks["mail-password"]["state"] == "ok"
    assert "keyring" in checks["mail-password"]["found"]


def run(folder: Path, *options: str, **more: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "MOTXL_LANG": "en", "PYTHONPATH": str(ROOT), **more}
    return subprocess.run(
        [sys.executable, "-m", "motxl", "doctor", "--format", "json", *options],
        cwd=folder, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_drafts_in_a_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTXL_IMAP_PASSWORD", SECRET)
    assert "MOTXL_IMAP_PASSWORD" in said()["mail-imap"].found


@pytest.mark.parametrize(("which", "state"), [("good", "ok"), ("expired", "warning")])
def test_the_server_is_reached_and_nobody_logs_in(
    which: str, state: str, certificates: Certificates, tmp_path: Path
) -> None:
    certificate = getattr(certificates, which)
    with Server(tls=(certificate.cert, certificate.key), auth=True) as server:
        done = run(
            tmp_path, "--connect", MOTXL_SMTP=f"smtp://{USER}@localhost:{server.port}",
            MOTXL_SMTP_PASSWORD=SECRET, SSL_CERT_FILE=str(certificates.good.ca),
        )  # fmt: skip
        assert server.passwords == []
    assert SECRET not in done.stdout + done.stderr
    checks = {one["name"]: one for one in json.loads(done.stdout)["checks"]}
    assert checks["mail-connection"]["state"] == state
    assert done.returncode == (0 if state == "ok" else 1) or checks["command"]["state"] == "warning"


def test_a_server_without_encryption_and_one_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Server() as server:
        monkeypatch.setenv("MOTXL_SMTP", f"smtp://localhost:{server.port}")
        found = said(connect=True)
        assert "no encryption" in found["mail-connection"].found
    found = said(connect=True)
    assert found["mail-connection"].state == "warning"
    assert "cannot be reached" in found["mail-connection"].found
