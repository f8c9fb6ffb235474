"""An extract of an older version than the last that a member was sent is told before it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run as motxl
from tests.mail.making import again, mailed, with_parameter


def previewed(book: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    motxl(["mail", "preview", str(book), "--extracts", str(folder), "--lang", "en"])
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.slow
def test_an_older_version_than_the_last_sent_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = mailed(tmp_path, members=1)
    with_parameter(book, "version", "2025-06-15")
    again(book, folder)
    assert "this extract has the version of" not in previewed(book, folder, capsys)
    assert motxl(["mail", "drafts", str(book), "--extracts", str(folder)]) == 0
    assert motxl(["mail", "status", str(book), "--extracts", str(folder), "--confirm", "M0"]) == 0
    with_parameter(book, "version", "2025-03-01")
    again(book, folder)
    said = previewed(book, folder, capsys)
    assert (
        "this extract has the version of 01/03/2025; an extract with the version of 15/06/2025 "
        "was sent on " in said
    )
    with_parameter(book, "version", "2025-09-01")
    again(book, folder)
    assert "this extract has the version of" not in previewed(book, folder, capsys)
