"""No test waits as long as a server in the world would have it wait."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTXL_MAIL_WAIT", "0")
    monkeypatch.setenv("MOTXL_MAIL_TIMEOUT", "1.5")
    monkeypatch.delenv("MOTXL_SMTP", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
