"""The examples of the commands' helps do what they promise, on the workbook that is shipped."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from motxl.__main__ import run
from motxl.cli import cli
from motxl.template.shipped import source_path, template_path
from tests.mail.server import PASSWORD, USER, Server
from tests.returns.making import set_parameter

pytestmark = pytest.mark.slow
BOOK, SOURCE = "programme-2025.xlsx", "programme-2025.txt"
# What no test has: someone who answers or presses Ctrl-C, an open workbook, a server.
ELSEWHERE = {"--ask", "--watch", "--live", "--imap", "--outlook", "--smtp", "--test-to"}


def helps(command: click.Command, name: str) -> Iterator[tuple[str, list[str]]]:
    """Each command that does something, with its examples."""
    context = click.Context(command, info_name=name)
    if isinstance(command, click.Group):
        for under in command.list_commands(context):
            found = command.get_command(context, under)
            assert found is not None
            yield from helps(found, f"{name} {under}")
    if name != "motxl":
        lines = (command.epilog or "").splitlines()[2:]
        yield name, [line.strip() for line in lines]


EXAMPLES = list(helps(cli, "motxl"))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the examples name."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copy(template_path("programme-2025"), folder / BOOK)
    for name in (SOURCE, "programme.txt"):
        shutil.copy(source_path(SOURCE), folder / name)
    for name in ("programmes", "envois"):
        (folder / name).mkdir()
        shutil.copy(folder / BOOK, folder / name)
    shutil.copy(folder / BOOK, folder / "programme-2026.xlsx")
    shutil.copy(folder / BOOK, folder / "envoi.xlsx")
    with_a_sheet(folder / "suivi.xlsx")
    with_a_programme(folder / "plan.xlsx")
    (folder / "page.html").write_bytes(b"<!doctype html>")
    for name in ("extraits", "extraits-janvier"):
        assert run(["extract", str(folder / BOOK), "-o", str(folder / name)]) in {0, 1}
    return folder


def with_a_programme(path: Path) -> None:
    """Somebody else's programme."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Code", "Plan d'action 2026"), ("A", "Un"), ("A.1", "Deux"), ("B", "Trois")):
        sheet.append(row)
    book.save(path)


def with_a_sheet(path: Path) -> None:
    """A workbook that was not made from the template."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Feuil1"
    for row in (("1", "Axe"), ("1.1", "Objectif (cf. Cross-border Deal thème 1)")):
        sheet.append(row)
    book.save(path)


@pytest.fixture
def server(
    request: pytest.FixtureRequest, name: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The URL of a mail server for the one command that needs it, and nothing for the others."""
    if name != "motxl mail send":
        yield ""
        return
    good = request.getfixturevalue("certificates").good
    monkeypatch.setenv("SSL_CERT_FILE", str(good.ca))
    monkeypatch.setenv("MOTXL_SMTP_PASSWORD", PASSWORD)
    with Server(tls=(good.cert, good.key), auth=True) as running:
        yield f"smtp://{USER.replace('@', '%40')}@localhost:{running.port}"
        assert len(running.taken) == 1


@pytest.mark.parametrize(("name", "examples"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_of_each_help_was_run(
    name: str,
    examples: list[str],
    prepared: Path,
    server: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "work"
    shutil.copytree(prepared, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MOTXL_SMTP", server)
    # Whether it was built or not: tests/page looks at the page itself.
    monkeypatch.setattr("motxl.page.shipping.BUILT", prepared / "page.html")
    ran = 0
    for number, example in enumerate(examples):
        program, *arguments = shlex.split(example.partition(" > ")[0])
        assert program == "motxl"
        if ELSEWHERE.intersection(arguments):
            continue
        prepare(name, folder, number)
        arguments = [
            one
            for argument in arguments
            for one in (map(str, sorted(Path().glob(argument))) if "*" in argument else (argument,))
        ]
        code = run(arguments)
        shown = capsys.readouterr()
        assert code in {0, 1}, f"{example}\n{shown.err}"
        assert shown.out + shown.err, example
        ran += 1
    assert ran


def prepare(name: str, folder: Path, number: int) -> None:
    """What somebody did before an example."""
    if name == "motxl import":
        for book in folder.glob("programme*.xlsx"):
            if number == 0 or book.name != BOOK:
                book.unlink()
    elif name == "motxl new":
        (folder / "programme-2026.xlsx").unlink(missing_ok=True)
    elif name == "motxl diff" and number == 0:
        for other in ("programme-2024.xlsx", "soumis.xlsx", "adopté.xlsx"):
            shutil.copy(folder / BOOK, folder / other)
        assert run(["freeze", BOOK, "--state", "adopté", "--no-pdf"]) == 0
        assert run(["summary", BOOK]) == 0
    elif name == "motxl merge":
        if number == 0:
            assert run(["freeze", BOOK, "--state", "soumis", "--no-pdf"]) == 0
        for other in ("programme-envoi.xlsx", "retour.xlsx"):
            shutil.copy(folder / BOOK, folder / other)
        (folder / "programme-fusion.xlsx").unlink(missing_ok=True)
        if number == 0:
            assert run(["summary", BOOK]) == 0
    elif name == "motxl collect" and number == 0:
        assert run(["extract", BOOK, "-o", "extraits"]) in {0, 1}
        (folder / "retours").mkdir()
    elif name == "motxl undo" and number == 0:
        assert run(["summary", BOOK]) == 0
    elif name in {"motxl mail", "motxl mail remind"} and number == 0:
        set_parameter(folder / BOOK, "oui")
        assert run(["extract", BOOK, "-o", "extraits"]) in {0, 1}
    elif name == "motxl mail status" and number == 0:
        assert run(["mail", "drafts", BOOK, "--extracts", "extraits"]) in {0, 1}
