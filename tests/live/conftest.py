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
    """What a job makes of the sheets of a workbook, the same on both surfaces or the test fails; of
    the first of them it is given back."""

    def made(path: Path, job: Job, *sheets: str) -> Seen:
        surfaces = [make(desk, tmp_path) for make in SURFACES]
        for surface in surfaces:
            job(surface.open(path))
        # One workbook after the other: the judge keeps open what it was asked about last.
        file, live = (
            [seen(libreoffice, result, sheet) for sheet in sheets]
            for result in [surface.result() for surface in surfaces]
        )
        for of_file, of_live in zip(file, live, strict=True):
            assert of_live.cells == of_file.cells
            assert of_live.portions == of_file.portions
        return live[0]

    return made


@pytest.fixture
def open_plain(desk: Desk, tmp_path: Path) -> OnDesk:
    """A workbook without a colour, open; row 36 refers to a theme."""
    return desk.open(plain(tmp_path / "programme.xlsx"))
