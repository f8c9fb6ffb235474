"""Extracts to be mailed, and runs of ``motxl mail``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from motxl.__main__ import run
from motxl.files.datafolder import data_folder
from motxl.mail.ledger import Record, reading
from motxl.ooxml import Workbook
from tests.extract.making import extract, programme
from tests.summary.making import action

ENTRIES = [action("for all", Portée="Tous"), action("for Italy", Frontière="FR-IT")]


def address(number: int) -> str:
    return f"m{number}@example.org"


def mailed(folder: Path, members: int = 3) -> tuple[Path, Path]:
    """A workbook whose members each have an address, and the folder of their extracts."""
    known = [
        {"Clé": f"M{n}", "Nom": f"Membre {n}", "Frontières": "FR-IT" if n % 2 else ""}
        for n in range(members)
    ]
    contacts = [
        {"Adhérent": f"M{n}", "Civilité": "Madame", "Nom": f"Nom{n}", "E-mail": address(n),
         "Envoi": "À"}
        for n in range(members)
    ]  # fmt: skip
    book = with_sender(programme(folder / "book.xlsx", ENTRIES, known, tblContacts=contacts))
    assert extract(book, folder / "out").failed == ()
    return book, folder / "out"


def with_sender(book: Path, address: str = "programme@mot.test") -> Path:
    """The workbook of an association that has put its own address in the place of the example's."""
    return with_parameter(book, "expéditeur", address)


def with_parameter(book: Path, key: str, value: str | int) -> Path:
    """The workbook with another value beside a key of Paramètres."""
    workbook = Workbook.open(book)
    table = workbook.table("tblParametres")
    assert table is not None
    for cell in table.sheet.cells([1], table.first_data_row, table.last_data_row):
        if cell.text == key:
            table.sheet.set_value((cell.row, 2), value)
    workbook.save(force=True)
    return book


def again(book: Path, folder: Path) -> None:
    """The extracts made once more, as staff do."""
    assert extract(book, folder).failed == ()


def send(book: Path, folder: Path, url: str, *options: str) -> int:
    """``motxl mail send`` in this process; its exit code."""
    common = ["--extracts", str(folder), "--smtp", url, "--insecure", "--yes", "--rate", "0"]
    return run(["mail", "send", str(book), *common, *options])


def command(book: Path, folder: Path, url: str, *options: str) -> list[str]:
    """The same, as a command."""
    common = ["--extracts", str(folder), "--smtp", url, "--insecure", "--yes", "--rate", "0"]
    return [sys.executable, "-m", "motxl", "mail", "send", str(book), *common, *options]


def in_a_process(
    book: Path, folder: Path, url: str, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(book, folder, url, *options),
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


def records(folder: Path) -> list[Record]:
    with reading(folder) as ledger:
        return ledger.records() if ledger is not None else []


def states(folder: Path) -> dict[str, str]:
    """The last state of each member."""
    return {one.member: one.state for one in records(folder)}


def fresh(folder: Path, target: Path) -> Path:
    """The extracts in another folder, on a computer where nothing was sent yet."""
    shutil.copytree(folder, target)
    (data_folder() / "dossiers.json").unlink(missing_ok=True)
    return target
