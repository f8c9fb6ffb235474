"""``motxl doctor`` as people and scripts use it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.doctor import examining
from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.errors import MotxlError
from motxl.template.shipped import template_path
from tests.doctor.making import linux
from tests.i18n.typography import faults

ROOT = Path(__file__).parents[2]
BOOK = template_path("programme-2025")
# Prefer the command of this Python, wherever the tests are started from.
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", PATH)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    for name in ("MOTXL_SMTP", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_each_line_is_ok_or_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", str(BOOK)]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    lines = shown.out.splitlines()
    begun = re.compile(r"  (ok|to do|for information) +\S|^ {19,}\S|^\S|^$")
    assert [line for line in lines if not begun.match(line)] == []
    assert lines[0] == "Python and motxl"
    assert re.fullmatch(
        r"Nothing needs to be done; ([2-9]|[0-9]{2,}) lines above are for information\.",
        lines[-1],
    )
    paths = re.compile(r"\S{50,}")  # these are not broken, to be copied
    assert [line for line in lines if len(line) > 80 and not paths.search(line)] == []


def test_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", "doctor", str(BOOK)]) == 0
    shown = capsys.readouterr().out
    assert "  pour information  " in shown
    assert "motxl peut lire le classeur (138 lignes)" in shown
    prose = re.sub(r"\S*/\S*|No module named '\S+'|\S+ [0-9.]+,?", "0", shown)
    assert faults(re.sub(r" +", " ", prose)) == []


def test_what_is_to_be_done_is_an_exit_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTXL_LIBREOFFICE", "/nowhere/soffice")
    assert run(["doctor", "absent.xlsx"]) == 1
    shown = capsys.readouterr().out
    assert "It does not exist" in shown
    assert re.search(r"^2 items to do, [0-9]+ for information\.$", shown, re.MULTILINE)


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", str(BOOK), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    for one in data["checks"]:
        assert list(one) == ["group", "path", "name", "state", "found", "advice"]
        assert one["state"] in {"ok", "note", "warning", "missing", "not-here"}
        assert one["found"]
        assert one["advice"] is None or one["advice"]
    of_book = [one for one in data["checks"] if one["path"] is not None]
    assert {one["path"] for one in of_book} == {str(BOOK)}
    assert {one["name"] for one in of_book} >= {"readable", "writable", "open", "synchronised"}


def test_colours_are_asked_for_as_everywhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["doctor"])
    assert "\x1b[" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(["doctor"])
    assert "\x1b[32mok" in capsys.readouterr().out


def test_a_check_that_fails_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(computer: Computer, asked: Asked) -> Checks:
        yield Check("a", "ok", "in /home/ada/x")
        raise ZeroDivisionError("in /home/ada/y.")

    def refuses(computer: Computer, asked: Asked) -> Checks:
        raise MotxlError("One sentence.")
        yield

    looks = {"breaks": breaks, "refuses": refuses}
    monkeypatch.setattr(examining, "_GROUPS", (("group", "Group", looks),))
    (group,) = examining.examine(linux(Path("/home/ada")), Asked())
    assert [(one.name, one.state) for one in group.checks] == [
        ("a", "ok"), ("breaks", "warning"), ("refuses", "warning"),
    ]  # fmt: skip
    assert group.checks[0].found == "in ~/x"
    assert group.checks[1].found == (
        "This could not be checked (breaks): ZeroDivisionError: in ~/y."
    )
    assert group.checks[2].found == "One sentence."


@pytest.mark.parametrize(
    "package",
    ["lxml", "openpyxl", "pandas", "keyring", "platformdirs", "jinja2", "python_calamine"],
)
@pytest.mark.slow
def test_answers_without_a_package(package: str) -> None:
    """It is asked when something is missing: click is all it needs."""
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from motxl.__main__ import run\n"
        f"sys.exit(run(['doctor', {str(BOOK)!r}]))\n"
    )
    environ = {k: v for k, v in os.environ.items() if k != "MOTXL_DATA_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        env={**environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    assert done.stderr == ""
    assert "for information" in done.stdout
    assert "unexpected" not in done.stdout
