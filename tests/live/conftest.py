"""A LibreOffice with workbooks open in it, one for each process of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from motxl.book.protocol import Book
from tests.conftest import need
from tests.judges import libreoffice as judge
from tests.judges.libreoffice import LibreOffice
from tests.live.desk import Desk, OnDesk
from tests.live.making import plain
from tests.live.surfaces import SURFACES, Seen, seen

Job = Callable[[Book], object]


@pytest.fixture(scope="session")
def one_desk() -> Iterator[Desk]:
    need(judge.missing())
    with Desk() as made:
        yield made


@pytest.fixture
def desk(one_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """With no workbook open."""
    monkeypatch.setenv("MOTXL_LIBREOFFICE_PROFILE", str(one_desk.profile))
    one_desk.start()
    yield one_desk
    one_desk.close_all()


@pytest.fixture
def compare(desk: Desk, libreoffice: LibreOffice, tmp_path: Path) -> Callable[..., Seen]:
    """What a job makes of a workbook, by surface; the same, or the test fails."""

    def made(path: Path, job: Job, *sheets: str) -> Seen:
        surfaces = [make(desk, tmp_path) for make in SURFACES]
        for surface in surfaces:
            job(surface.open(path))
        results = [surface.result() for surface in surfaces]
        for sheet in sheets:
            file, live = (seen(libreoffice, result, sheet) for result in results)
            assert live.cells == file.cells
            assert live.portions == file.portions
        return seen(libreoffice, results[-1])

    return made


@pytest.fixture
def open_plain(desk: Desk, tmp_path: Path) -> OnDesk:
    """A workbook without a colour, open; row 36 refers to a theme."""
    return desk.open(plain(tmp_path / "programme.xlsx"))
