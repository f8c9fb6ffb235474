"""The page is made of its sources alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.page.build import build


@pytest.mark.judge
@pytest.mark.slow
@pytest.mark.long
def test_built_twice_it_has_the_same_bytes(built: Path) -> None:
    assert build() == built.read_bytes()
