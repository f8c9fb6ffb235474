"""A LibreOffice with workbooks open in it, one for each process of the tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.judges import libreoffice as judge
from tests.live.desk import Desk


@pytest.fixture(scope="session")
def one_desk() -> Iterator[Desk]:
    missing = judge.missing()
    if missing is not None:
        if os.environ.get("MOTXL_REQUIRE_JUDGES") == "1":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    with Desk() as made:
        yield made


@pytest.fixture
def desk(one_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """With no workbook open."""
    monkeypatch.setenv("MOTXL_LIBREOFFICE_PROFILE", str(one_desk.profile))
    one_desk.start()
    yield one_desk
    one_desk.close_all()
