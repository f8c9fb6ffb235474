"""Whatever stands on the command line, in Paramètres or in a part of the workbook: a result or a
sentence, soon, and never an unexpected error."""

from __future__ import annotations

import io
import os
import re
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path

pytestmark = pytest.mark.slow

SECONDS = 5
Told = pytest.CaptureFixture[str]


def answered(capsys: Told, *arguments: str | Path) -> str:
    """What a command says, which ends in time with an exit code of the design."""
    begun = time.process_time()
    code = run(["--lang", "en", *map(str, arguments)])
    assert time.process_time() - begun < SECONDS
    said = capsys.readouterr()
    assert code in {0, 1, 2}
    assert "unexpected error" not in said.err, said.err
    return said.out + said.err


@cache
def shipped() -> bytes:
    return template_path("programme-2025").read_bytes()


# The command line

VALUES = {
    "empty": "",
    "NUL": "\0",
    "line break": "a\nb",
    "long": "x" * 5000,
    "negative": "-1",
    "NaN": "NaN",
    "inf": "inf",
    "huge": "9" * 30,
    "half an address": "[::1",
    "surrogate": "\udcff",
    "folder": "{folder}/folder",
    "text": "{folder}/text.txt",
    "pipe": "{folder}/pipe.csv",
    "device": "/dev/zero",
}
OPTIONS = (
    *(("extract", "{book}", "--explain", option) for option in ("--theme", "--pilote", "--since")),
    *(("extract", "{book}", "--explain", option) for option in ("--contacts", "--sheet")),
    ("extract", "{book}", "--explain", "--columns"),
    ("extract", "{book}", "ADH-01", "-o"),
    ("import", "{folder}/text.txt", "-o"),
    ("import",),
    ("who", "{book}"),
    ("jetons", "{book}"),
    ("find",),
    ("inspect",),
    ("undo",),
    ("summary",),
    ("macros", "--addin"),
    ("mail", "templates"),
    *(("mail", verb, "{book}", "--extracts") for verb in ("preview", "drafts", "send", "status")),
    ("mail", "preview", "{book}", "--extracts", "{folder}", "--contacts"),
    ("mail", "send", "{book}", "--extracts", "{folder}", "--smtp"),
    ("mail", "drafts", "{book}", "--extracts", "{folder}", "--imap"),
)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices are POSIX's")
@pytest.mark.parametrize("command", OPTIONS, ids=" ".join)
def test_whatever_is_asked_for(
    command: tuple[str, ...], tmp_path: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    book = tmp_path / "book.xlsx"
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.txt").write_text("text", "utf-8")
    os.mkfifo(tmp_path / "pipe.csv")
    for value in VALUES.values():
        book.write_bytes(shipped())
        told = [one.format(book=book, folder=tmp_path) for one in command]
        answered(capsys, *told, value.format(folder=tmp_path))


# Paramètres

PARAMETERS: dict[str, tuple[str | int | float | date, ...]] = {
    "année": ("abc", "99999", -1, 1e300, 9999, date(2025, 1, 1)),
    "version": ("31/02/2025", "2025-99-99", 1e300, -1, "abc"),
    "expéditeur": ("", "a@", "MOT <a@b.fr>, c@d.fr", "a@b.fr\nBcc: x@example.org", "x" * 32_767),
    "signature": ("x" * 32_767, "{{ x }}", "😀" * 16_000),
    "langue": ("xx", "", -1),
    "dernier numéro de Réf.": (1e300, -1, "2025-037"),
    "couleurs employées": ("GGGGGG", "ED7D31; zzz; 12", -1),
    "événements proposés": ("x" * 32_767, "{}", -1),
}


@pytest.mark.parametrize("key", PARAMETERS)
def test_whatever_stands_in_parametres(key: str, tmp_path: Path, capsys: Told) -> None:
    book = tmp_path / "book.xlsx"
    for value in PARAMETERS[key]:
        workbook = Workbook(shipped())
        table = workbook.table("tblParametres")
        assert table is not None
        keys, values = table.column("Clé"), table.column("Valeur")
        assert keys is not None
        assert values is not None
        for row in range(table.first_data_row, table.last_data_row + 1):
            cell = table.sheet.cell((row, keys))
            if cell is not None and cell.text == key:
                table.sheet.set_value((row, values), value)
        assert workbook.changed
        data = workbook.to_bytes()
        for command in (
            ("validate", book),
            ("events", book, "--check"),
            ("extract", book, "ADH-01", "-o", tmp_path / "made"),
            ("mail", "preview", book, "--extracts", tmp_path / "made"),
            *([("summary", book)] if key == "année" else []),
        ):
            book.write_bytes(data)
            answered(capsys, *command)


# Parts of the package

PARTS = (
    *("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
    *("xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/sharedStrings.xml"),
    *("xl/tables/table1.xml", "xl/theme/theme1.xml", "docProps/core.xml", "docProps/app.xml"),
)


def within(added: bytes) -> Callable[[bytes], bytes]:
    """Something put at the beginning of the root element."""
    return lambda data: re.sub(rb"<[A-Za-z][^>]*>", lambda m: m[0] + added, data, count=1)


def before(added: bytes, inner: bytes = b"") -> Callable[[bytes], bytes]:
    """Something put before the root element."""
    return lambda data: re.sub(rb"(?=<[A-Za-z])", added, within(inner)(data), count=1)


def encoded(name: str) -> Callable[[bytes], bytes]:
    return lambda data: data.decode().replace("UTF-8", name).encode(name)


SPOILED = {
    "comment": within(b"<!-- x -->"),
    "instruction": within(b"<?x y?>"),
    "entity": within(b"&x;"),
    "type": before(b"<!DOCTYPE x>"),
    "type with an entity": before(b'<!DOCTYPE x [<!ENTITY a "a">]>', b"&a;"),
    "deep": within(b"<a>" * 100_000 + b"</a>" * 100_000),
    "never closed": within(b"<a>" * 100_000),
    "UTF-16": encoded("UTF-16"),
    "UTF-32": encoded("UTF-32"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "encoding of no name": lambda data: data.replace(b"UTF-8", b"x-x"),
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "NUL": within(b"\0"),
    "no attributes": lambda data: re.sub(rb' [a-zA-Z:]+="[^"]*"', b"", data),
    "numbers": lambda data: re.sub(rb'"\d+"', b'"-99999999999999999999"', data),
}


@pytest.mark.parametrize("spoiled", SPOILED)
@pytest.mark.parametrize("part", PARTS)
def test_whatever_a_part_holds(part: str, spoiled: str, tmp_path: Path, capsys: Told) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shipped())) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, SPOILED[spoiled](data) if name == part else data)
    book = tmp_path / "book.xlsx"
    for command in (
        ("validate", book),
        ("inspect", book),
        ("colour", book),
    ):
        book.write_bytes(written.getvalue())
        answered(capsys, *command)
