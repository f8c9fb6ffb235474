"""LibreOffice as a judge: it opens a workbook, says what it sees, edits it as a user would.

One LibreOffice per test process, with a profile of its own in a temporary folder, so that workers
of pytest-xdist and whoever sits at this machine never share one. It reads copies: the lock file it
puts beside what it opens would make motxl refuse the workbook.

Rows are 1-based, columns and cells are named as in Excel; offsets count Unicode characters.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import json
import os
import queue
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

INSTALL = (
    "LibreOffice with Python-UNO is not installed: apt-get install libreoffice-calc python3-uno, "
    "or set MOTXL_SOFFICE to soffice and MOTXL_UNO_PYTHON to a Python that imports uno"
)
INSTALL_PDFTOPPM = "pdftoppm is not installed: apt-get install poppler-utils"
TIME_TO_START = 90.0  # seconds; a first start makes the profile, about 3 s on an idle machine
TIME_TO_ANSWER = 120.0

XLSX = "Calc MS Excel 2007 XML"
XLSM = "Calc MS Excel 2007 VBA XML"
ODS = "calc8"
XLS = "MS Excel 97"
PDF = "calc_pdf_Export"
FRENCH, ENGLISH = 1036, 1033  # [MS-LCID]: fr-FR, en-US

Edit = dict[str, Any]


class LibreOfficeError(Exception):
    """LibreOffice is absent, did not answer in time, or says that it cannot do what was asked."""


class Cell(NamedTuple):
    string: str  # as displayed
    value: float
    type: str  # EMPTY, VALUE, TEXT or FORMULA
    formula: str


class Pivot(NamedTuple):
    sheet: str
    name: str
    row: int
    column: int
    """Of the upper left cell"""
    cells: list[list[Any]]
    """Texts and numbers; blank cells are empty texts"""


class Seen(NamedTuple):
    formulas: dict[str, dict[str, tuple[str, float | str]]]
    """By sheet and cell, the text as LibreOffice writes it and the value; an error is a text"""
    places: dict[str, list[str]]
    """By what it is and on which sheet: ranges and formulas of names, rules, lists, charts…"""


class Portion(NamedTuple):
    text: str
    colour: str | None  # RRGGBB; None is the automatic colour
    bold: bool
    height: float  # points


# What a user does, for LibreOffice.edit


def bold(sheet: str, cell: str, start: int, end: int) -> Edit:
    """The characters ``start`` (included, from 0) to ``end`` (excluded) in bold."""
    return {"kind": "bold", "sheet": sheet, "cell": cell, "start": start, "end": end}


def height(sheet: str, cell: str, points: float) -> Edit:
    """The font height of a cell or an area."""
    return {"kind": "height", "sheet": sheet, "cell": cell, "points": points}


def annotation(sheet: str, cell: str, text: str) -> Edit:
    return {"kind": "annotation", "sheet": sheet, "cell": cell, "text": text}


def picture(sheet: str, cell: str, png: bytes) -> Edit:
    """A picture of one centimetre anchored to the cell."""
    encoded = base64.b64encode(png).decode("ascii")
    return {"kind": "picture", "sheet": sheet, "cell": cell, "png": encoded}


def chart(sheet: str, area: str) -> Edit:
    """A column chart over the area, to the right of it."""
    return {"kind": "chart", "sheet": sheet, "area": area}


def text(sheet: str, cell: str, typed: str) -> Edit:
    return {"kind": "text", "sheet": sheet, "cell": cell, "text": typed}


def number(sheet: str, cell: str, typed: float) -> Edit:
    return {"kind": "number", "sheet": sheet, "cell": cell, "number": typed}


def insert_rows(sheet: str, row: int, count: int = 1) -> Edit:
    """Rows inserted above ``row``."""
    return {"kind": "insert_rows", "sheet": sheet, "row": row, "count": count}


def clear_rows(sheet: str, row: int, count: int = 1) -> Edit:
    """The rows stay, without values and formulas."""
    return {"kind": "clear_rows", "sheet": sheet, "row": row, "count": count}


def delete_rows(sheet: str, row: int, count: int = 1) -> Edit:
    return {"kind": "delete_rows", "sheet": sheet, "row": row, "count": count}


def move_column(sheet: str, column: str, before: str) -> Edit:
    """A whole column put before another, both by their letters of before."""
    return {"kind": "move_column", "sheet": sheet, "column": column, "before": before}


def paste_row(sheet: str, row: int, before: int) -> Edit:
    """A row copied and pasted into a new one above ``before``."""
    return {"kind": "paste_row", "sheet": sheet, "row": row, "before": before}


def filtered(sheet: str, table: str, column: int, value: str) -> Edit:
    """A table's automatic filter, left on the rows whose ``column`` (from 0) holds the value."""
    return {"kind": "filter", "sheet": sheet, "table": table, "column": column, "value": value}


def sort(
    sheet: str, area: str, column: int = 0, *, descending: bool = False, header: bool = False
) -> Edit:
    """The area sorted by its ``column`` (from 0); with ``header``, its first row stays."""
    return {
        "kind": "sort",
        "sheet": sheet,
        "area": area,
        "column": column,
        "descending": descending,
        "header": header,
    }


# Where things are


def soffice() -> str | None:
    """The ``soffice`` to run, or ``None`` where LibreOffice is not installed."""
    candidates = [
        os.environ.get("MOTXL_SOFFICE"),
        shutil.which("soffice"),
        shutil.which("libreoffice"),
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
    ]
    return next((found for found in candidates if found and Path(found).is_file()), None)


@functools.cache
def uno_python() -> str | None:
    """A Python that imports ``uno``: the system's, or the one LibreOffice brings along."""
    office = soffice()
    beside = Path(office).resolve().parent if office else None
    candidates = [
        os.environ.get("MOTXL_UNO_PYTHON"),
        "/usr/bin/python3",
        # LibreOffice's own: /opt on Linux, the application folder on macOS and Windows.
        *(
            str(beside / name)
            for name in ("python", "python.exe", "../Resources/python")
            if beside is not None
        ),
        shutil.which("python3"),
        sys.executable,
    ]
    for candidate in dict.fromkeys(candidates):
        if candidate and Path(candidate).is_file() and _imports_uno(candidate):
            return candidate
    return None


def _imports_uno(python: str) -> bool:
    try:
        tried = subprocess.run(
            [python, "-c", "import uno"],
            env=_environment(python),
            capture_output=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def _environment(python: str) -> dict[str, str]:
    """The machine's, without what would lead another Python into the virtual environment.

    LibreOffice's own interpreter looks for its library beside the first python3 of the PATH: an
    activated environment, of another version perhaps, must not be that.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    path = os.pathsep.join((str(Path(python).parent), kept.get("PATH", os.defpath)))
    # Displayed numbers follow the language: the same on every machine. svp draws without a screen.
    return {
        **kept,
        "PATH": path,
        "LC_ALL": "C.UTF-8",
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }


def missing() -> str | None:
    """A sentence that says what to install, or ``None`` when nothing is missing."""
    return None if soffice() and uno_python() else INSTALL


class LibreOffice:
    """A LibreOffice to ask, from ``with`` to its end.

    After a time-out or a crash the next question is put to a new one: one test fails, not all.
    """

    def __init__(self, timeout: float = TIME_TO_ANSWER) -> None:
        self.timeout = timeout
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str | None] = queue.Queue()

    def __enter__(self) -> LibreOffice:
        # On Windows a killed process may hold its files for a moment longer.
        self._temporary = tempfile.TemporaryDirectory(
            prefix="motxl-libreoffice-", ignore_cleanup_errors=True
        )
        self._folder = Path(self._temporary.name)
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()
        self._temporary.cleanup()

    # Questions

    def sheets(self, path: Path | str) -> list[str]:
        return self._ask("sheets", path=self._copy(path))

    def strings(self, path: Path | str, sheet: str) -> list[list[str]]:
        """The rows from A1 to the last cell used, as displayed; ``""`` for an empty cell."""
        return self._ask("strings", path=self._copy(path), sheet=sheet)

    def pivots(self, path: Path | str, *, refresh: bool = True) -> dict[str, Pivot]:
        """The pivot tables by name, read anew from their sources unless ``refresh`` is false."""
        copy = self._copy(path)
        found = (Pivot(*one) for one in self._ask("pivots", path=copy, refresh=refresh))
        return {one.name: one for one in found}

    def cell(self, path: Path | str, sheet: str, cell: str) -> Cell:
        return Cell(*self._ask("cell", path=self._copy(path), sheet=sheet, cell=cell))

    def recalculated(self, path: Path | str) -> Seen:
        """Everything calculated anew."""
        (found,) = self.changed(path, [])
        assert found is not None
        return found

    def changed(self, path: Path | str, *steps: Sequence[Edit]) -> list[Seen | None]:
        """The same after the edits of each step, one upon the other.

        ``None`` from the first step on that LibreOffice refuses: rows of a protected sheet, rows
        across a pivot table.
        """
        asked = [list(edits) for edits in steps]
        return [
            found
            and Seen(
                {
                    sheet: {cell: (text, value) for cell, (text, value) in of_sheet.items()}
                    for sheet, of_sheet in found["formulas"].items()
                },
                found["places"],
            )
            for found in self._ask("recalculated", path=self._copy(path), steps=asked)
        ]

    def portions(
        self, path: Path | str, sheet: str, column: str, first_row: int, last_row: int
    ) -> dict[int, list[Portion]]:
        """By row, the stretches of text of one look; joined they are the cell's text.

        A line break ends the portion before it; an empty cell has no portion.
        """
        rows = self._ask(
            "portions",
            path=self._copy(path),
            sheet=sheet,
            column=column,
            first_row=first_row,
            last_row=last_row,
        )
        return {row: [Portion(*portion) for portion in found] for row, found in rows}

    # Deeds

    def edit(
        self, path: Path | str, out: Path | str, edits: Sequence[Edit], filter_name: str = XLSX
    ) -> Path:
        """The workbook as LibreOffice saves it after the edits; ``path`` is untouched."""
        self._ask(
            "edit",
            path=self._copy(path),
            out=_absolute(out),
            edits=list(edits),
            filter_name=filter_name,
        )
        return Path(out)

    def paste_text(
        self, path: Path | str, out: Path | str, language: int, filter_name: str = XLSX
    ) -> Path:
        """A new workbook from text in columns (UTF-8, tabs), types recognised as the language has
        it: ``FRENCH`` or ``ENGLISH``."""
        self._ask(
            "paste_text",
            path=self._copy(path),
            out=_absolute(out),
            language=language,
            filter_name=filter_name,
        )
        return Path(out)

    def protect(self, path: Path | str, out: Path | str, password: str, filter_name: str) -> Path:
        """The workbook saved with a password to open it."""
        self._ask(
            "protect",
            path=self._copy(path),
            out=_absolute(out),
            password=password,
            filter_name=filter_name,
        )
        return Path(out)

    def to_pdf(self, path: Path | str, out: Path | str, *, optimal_heights: bool = False) -> Path:
        """:param optimal_heights: fit every row to its text first, as a double click would."""
        return self._convert(path, out, PDF, optimal_heights)

    def convert(
        self, path: Path | str, out: Path | str, filter_name: str, *, optimal_heights: bool = False
    ) -> Path:
        """:param filter_name: LibreOffice's: ``XLSX``, ``XLSM``, ``ODS`` or ``PDF``, for some.
        :param optimal_heights: as for ``to_pdf``."""
        return self._convert(path, out, filter_name, optimal_heights)

    def pages(self, pdf: Path | str, folder: Path | str, dpi: int = 80) -> list[Path]:
        return pages(pdf, folder, dpi)

    def _convert(
        self, path: Path | str, out: Path | str, filter_name: str, optimal_heights: bool
    ) -> Path:
        self._ask(
            "convert",
            path=self._copy(path),
            out=_absolute(out),
            filter_name=filter_name,
            optimal_heights=optimal_heights,
        )
        return Path(out)

    # The process

    def _copy(self, path: Path | str) -> str:
        """A copy named after its content: the bridge may keep it open, it is never out of date."""
        path = Path(path)
        content = path.read_bytes()
        copy = self._folder / "copies" / hashlib.sha256(content).hexdigest()[:16] / path.name
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        return str(copy)

    def _start(self) -> None:
        office, python = soffice(), uno_python()
        if office is None or python is None:
            raise LibreOfficeError(INSTALL)
        name = f"motxl{os.getpid()}{secrets.token_hex(4)}"
        profile = self._folder / name
        self._log = self._folder / f"{name}.log"
        bridge = Path(__file__).with_name("uno_bridge.py")
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [python, str(bridge), office, profile.as_uri(), name, str(TIME_TO_START)],
                env=_environment(python),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
                # A group of its own, LibreOffice included, so that one signal ends it all.
                start_new_session=True,
            )
        self._answers = queue.Queue()
        threading.Thread(
            target=_listen, args=(self._process.stdout, self._answers), daemon=True
        ).start()
        self._hear("start", TIME_TO_START + 10)

    def _ask(self, call: str, **arguments: Any) -> Any:
        if self._process is None:
            self._start()
        assert self._process is not None
        assert self._process.stdin is not None
        # When the bridge is gone the write fails, and hearing says why it went.
        with contextlib.suppress(OSError):
            self._process.stdin.write(json.dumps({"call": call, "arguments": arguments}) + "\n")
            self._process.stdin.flush()
        return self._hear(call, self.timeout)

    def _hear(self, call: str, seconds: float) -> Any:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            self._kill()
            raise LibreOfficeError(f"{call}: no answer from LibreOffice in {seconds:g} s") from None
        if line is None:
            self._kill()
            said = self._log.read_text("utf-8", "replace").strip()
            raise LibreOfficeError(f"{call}: LibreOffice ended. {said}")
        answer = json.loads(line)
        if answer.get("lost"):
            self._kill()
        if "error" in answer:
            raise LibreOfficeError(f"{call}: {answer['error']}")
        return answer["result"]

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if hasattr(os, "killpg"):
            # The group outlives its leader: it is there while LibreOffice is.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        else:
            taskkill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(taskkill, capture_output=True, check=False)
        process.wait(30)
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                assert stream is not None
                stream.close()


def _listen(lines: Iterator[str], answers: queue.Queue[str | None]) -> None:
    # A pipe cannot be read with a time-out on every system; a queue can.
    with contextlib.suppress(ValueError):  # closed under us by the kill
        for line in lines:
            answers.put(line)
    answers.put(None)


def _absolute(path: Path | str) -> str:
    return str(Path(path).absolute())


def pages(pdf: Path | str, folder: Path | str, dpi: int = 80) -> list[Path]:
    """The pages of a PDF as PNG files in ``folder``, in order.

    :raises LibreOfficeError: pdftoppm is not installed, or cannot read the file.
    """
    program = shutil.which("pdftoppm")
    if program is None:
        raise LibreOfficeError(INSTALL_PDFTOPPM)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    stem = Path(pdf).stem
    made = subprocess.run(
        [program, "-r", str(dpi), "-png", str(pdf), str(folder / stem)],
        capture_output=True,
        timeout=TIME_TO_ANSWER,
        check=False,
    )
    if made.returncode:
        raise LibreOfficeError(f"pdftoppm: {made.stderr.decode('utf-8', 'replace').strip()}")
    # pdftoppm pads the page number to the width of the last one, so names sort as pages do.
    return sorted(folder.glob(f"{stem}-*.png"))
