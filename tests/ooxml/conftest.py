from __future__ import annotations

from pathlib import Path

import pytest

from tests.ooxml.generated import MADE, generated

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
WORKBOOKS = sorted(CORPUS.glob("*/*.xls[xm]"))


@pytest.fixture
def corpus_workbook(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workbook that others made, or one with what they seldom hold, made by hand."""
    if request.param is None:
        pytest.skip(f"no workbooks of others: {CORPUS} is absent")
    if isinstance(request.param, Path):
        return request.param
    folder = tmp_path / "made"
    folder.mkdir()
    path = folder / request.param
    path.write_bytes(generated(request.param))
    return path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "corpus_workbook" in metafunc.fixturenames:
        found = [*(WORKBOOKS or [None]), *MADE]
        ids = [one.name if isinstance(one, Path) else one or "absent" for one in found]
        metafunc.parametrize("corpus_workbook", found, ids=ids, indirect=True)
