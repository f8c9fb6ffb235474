"""``motxl page``: the page that was built, as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    page = tmp_path / "built.html"
    page.write_bytes(b"<!doctype html>")
    monkeypatch.setattr("motxl.page.shipping.BUILT", page)
    return page


def test_the_page_is_written(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "motxl.html"
    assert run(["page", "-o", str(target)]) == 0
    assert target.read_bytes() == built.read_bytes()
    assert "motxl.html was written" in capsys.readouterr().err


def test_a_file_that_is_there_is_kept_unless_forced(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "motxl.html"
    target.write_text("mine", "utf-8")
    assert run(["page", "-o", str(target)]) == 2
    assert target.read_text("utf-8") == "mine"
    assert run(["page", "-o", str(target), "--force"]) == 0
    assert target.read_bytes() == built.read_bytes()


def test_a_motxl_without_its_page_says_how_to_make_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("motxl.page.shipping.BUILT", tmp_path / "none.html")
    assert run(["page", "-o", str(tmp_path / "motxl.html")]) == 2
    assert "python -m motxl.page.build" in capsys.readouterr().err
