"""The types that the page's scripts name in comments hold, as TypeScript sees them."""

from __future__ import annotations

import re
import subprocess

import pytest

from motxl.page.build import FOLDER, NODE_MODULES
from tests.conftest import need
from tests.page import browsers


@pytest.mark.judge
@pytest.mark.slow
def test_the_types_in_the_scripts_hold() -> None:
    compiler = NODE_MODULES / "typescript" / "bin" / "tsc"
    if not compiler.is_file():
        need(browsers.INSTALL)
    command = ["node", str(compiler), "-p", "jsconfig.json"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    faults = [one for one in done.stdout.splitlines() if re.match(r"\S+\(\d+,\d+\): error", one)]
    assert done.returncode in {0, 2}, done.stderr
    assert faults == []
