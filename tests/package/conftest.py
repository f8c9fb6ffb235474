from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    """No test touches the backups of whoever runs it."""
    monkeypatch.setenv("MOTXL_DATA_DIR", str(tmp_path_factory.mktemp("motxl-data")))


CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
WORKBOOKS = sorted(CORPUS.glob("*/*.xls[xm]"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "corpus_workbook" in metafunc.fixturenames:
        absent = pytest.param(
            CORPUS, marks=pytest.mark.skip(reason=f"no workbooks of others: {CORPUS} is absent")
        )
        found = WORKBOOKS or [absent]
        ids = [path.name for path in WORKBOOKS] or ["absent"]
        metafunc.parametrize("corpus_workbook", found, ids=ids)
