"""Wrong input: one sentence on stderr, exit code 2, nothing changed, no traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import openpyxl
import pytest

from motxl.__main__ import run
from motxl.cli import cli
from motxl.template.shipped import template_path

SHIPPED = template_path("programme-2025")
# The beginning of an OLE compound file, and the name of the stream of an encrypted package.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def make(kind: str, folder: Path) -> Path:
    path = folder / "classeur.xlsx"
    if kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("Axe\tProgramme\n", "utf-8")
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "truncated":
        path.write_bytes(SHIPPED.read_bytes()[:-300])
    elif kind == "encrypted":
        path.write_bytes(ENCRYPTED)
    elif kind == "old":
        path.write_bytes(OLE)
    elif kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("note.txt", "x")
    elif kind == "no programme":
        book = openpyxl.Workbook()
        book.active["A1"] = "Budget"
        book.save(path)
    return path


KINDS = ["folder", "missing", "text", "empty", "truncated", "encrypted", "old", "zip",
         "no programme"]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ["validate", "colour", "references", "undo"])
def test_one_sentence_and_nothing_changed(
    kind: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make(kind, tmp_path)
    before = path.read_bytes() if path.is_file() else None
    assert run([command, str(path)]) == 2
    shown = capsys.readouterr()
    lines = shown.err.strip().splitlines()
    assert len(lines) == 1
    assert "classeur.xlsx" in lines[0]
    assert lines[0].startswith("motxl: ")
    assert "unexpected error" not in lines[0]
    assert shown.out == ""
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [p.name for p in tmp_path.iterdir()] in ([], ["classeur.xlsx"])


@pytest.mark.parametrize("name", ["~$p.xlsx", ".~lock.p.xlsx#"])
def test_a_workbook_in_use_is_read_but_not_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.xlsx"
    book = openpyxl.load_workbook(SHIPPED)  # without rich text: the colours are gone
    book.save(path)
    before = path.read_bytes()
    (tmp_path / name).write_bytes(b"\x05Marie" + bytes(48))
    assert run(["validate", str(path)]) == 1
    assert run(["references", str(path)]) == 0
    capsys.readouterr()
    assert run(["colour", str(path)]) == 2
    assert path.read_bytes() == before
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert run(["colour", str(path), "--force"]) == 0
    assert path.read_bytes() != before


@pytest.mark.parametrize(
    "arguments",
    [
        ["valider", "x.xlsx"],
        ["validate"],
        ["colour"],
        ["colour", "--nope", "x.xlsx"],
        ["explain", "XXX999"],
        ["validate", "x.xlsx", "--format", "xml"],
        ["--lang", "it", "rules"],
        ["import", "absent.txt", "-o", "x.xls"],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.err
    assert "Traceback" not in shown.err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    shutil.copy(SHIPPED, tmp_path / "p.xlsx")
    command = f'"{sys.executable}" -m motxl references p.xlsx --format json | head -n 1'
    root = Path(__file__).parents[2]
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.stdout.strip() == "{"
    assert done.stderr == ""


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name)


def _with_an_empty_name() -> Iterator[list[str]]:
    """Every argument and every option that takes a value, of every command, with nothing in it."""
    for words in _commands(cli):
        command: click.Command = cli
        for word in words:
            assert isinstance(command, click.Group)
            found = command.get_command(click.Context(command), word)
            assert found is not None
            command = found
        needed = [one for one in command.params if isinstance(one, click.Argument) and one.required]
        if any(isinstance(one, click.Argument) for one in command.params):
            yield [*words, *([""] * max(len(needed), 1))]
        for option in command.params:
            if isinstance(option, click.Option) and not option.is_flag and not option.count:
                yield [*words, *(["p.xlsx"] * len(needed)), option.opts[0], ""]
                if option.opts[0].startswith("--"):
                    yield [*words, *(["p.xlsx"] * len(needed)), f"{option.opts[0]}="]


@pytest.mark.parametrize("words", list(_with_an_empty_name()), ids=" ".join)
def test_an_empty_name_is_no_folder_and_no_value(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As a path, an empty text is the current folder with all its workbooks."""
    book = tmp_path / "p.xlsx"
    book.write_bytes(SHIPPED.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    shown = capsys.readouterr()
    assert "is empty: give one" in shown.err or "contains an empty name" in shown.err
    assert shown.out == ""
    assert book.read_bytes() == SHIPPED.read_bytes()
    assert list(tmp_path.iterdir()) == [book]


@pytest.mark.parametrize(
    "options", [["--select", ","], ["--select", " "], ["--select", "REF", "--ignore", "REF"]]
)
def test_no_rule_at_all_does_not_find_that_all_is_well(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", str(SHIPPED), *options]) == 2
    shown = capsys.readouterr()
    assert "No rule is" in shown.err
    assert shown.out == ""
