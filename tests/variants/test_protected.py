"""A workbook that LibreOffice saved with a password is not read, and one sentence says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice
from tests.variants.found import SHIPPED


def test_saved_with_a_password(
    libreoffice: LibreOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = libreoffice.protect(SHIPPED, tmp_path / "p.ods", "secret", lo.ODS)
    for command in ("validate", "references"):
        assert run([command, str(path)]) == 2
        (line,) = capsys.readouterr().err.strip().splitlines()
        assert "protected by a password" in line
