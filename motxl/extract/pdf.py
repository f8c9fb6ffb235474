"""Extracts as PDF, by LibreOffice: one process for all of them."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.batch import Finish
from motxl.extract.identity import Identity, in_pdf
from motxl.extract.making import SUFFIX as EXTRACT
from motxl.extract.making import Made, put, sha256_of
from motxl.extract.manifest import Manifest
from motxl.i18n import _
from motxl.libreoffice import find_libreoffice
from motxl.programs import TimeoutExpired, start

SUFFIX = ".pdf"
_MOST_CHARACTERS = 24_000
"""Of one command line: Windows takes 32,767"""
_SECONDS_TO_START, _SECONDS_PER_FILE = 120, 30


def libreoffice() -> Path:
    """The program. Raises ``MotxlError`` where there is none."""
    found = find_libreoffice()
    if found is None:
        raise MotxlError(
            _(
                "--pdf needs LibreOffice, which is not on this computer: install it "
                "(www.libreoffice.org), or print to PDF from Excel."
            )
        )
    return found


def convert(
    program: Path,
    files: Mapping[Path, Identity],
    folder: Path,
    on_progress: Callable[[int], None],
) -> dict[Path, str]:
    """Make a PDF of each of some workbooks, in ``folder``; the SHA-256 of those made. Whose a
    workbook is stands in its PDF too.

    A file that LibreOffice does not convert is left out. Raises ``MotxlError`` when it does not
    start. ``on_progress`` is told from time to time how many there are of those that are being
    made.
    """
    made: dict[Path, str] = {}
    with tempfile.TemporaryDirectory(prefix="motxl-pdf-") as name:
        place = Path(name)
        # A profile of its own: LibreOffice may be open, and then it would convert nothing.
        profile = (place / "profile").as_uri()
        for number, batch in enumerate(_batches(files)):
            out = place / str(number)
            out.mkdir()
            _call(program, profile, out, batch, on_progress)
            for file in batch:
                found = out / f"{file.stem}{SUFFIX}"
                data = found.read_bytes() if found.exists() else b""
                whole = in_pdf(data, files[file]) if data.startswith(b"%PDF-") else None
                if whole is not None:
                    put(folder / found.name, whole)
                    made[file] = hashlib.sha256(whole).hexdigest()
    return made


def made_of(program: Path, file: Path) -> bytes | None:
    """The PDF of one workbook; ``None`` where LibreOffice makes none of it. Raises ``MotxlError``
    when it does not start."""
    with tempfile.TemporaryDirectory(prefix="motxl-pdf-") as name:
        out = Path(name) / "out"
        out.mkdir()
        _call(program, (Path(name) / "profile").as_uri(), out, [file], lambda _number: None)
        found = out / f"{file.stem}{SUFFIX}"
        data = found.read_bytes() if found.exists() else b""
    return data if data.startswith(b"%PDF-") else None


def beside(folder: Path, on_progress: Callable[[int, int], None]) -> Finish:
    """Makes the PDF of each extract of a folder that has none yet, or another one. ``MotxlError``
    where there is no LibreOffice.

    ``on_progress`` is told how many of how many there are, 0 first.
    """
    program = libreoffice()  # before anything is made

    def finish(done: Sequence[Made], before: Manifest | None) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        missing: dict[Path, Identity] = {}
        for made in done:
            name = made.reader.stem + SUFFIX
            known = before.known.get(made.reader.key) if before is not None else None
            sha256 = dict(known.files).get(name) if known is not None else None
            if made.status == "kept" and sha256 and sha256_of(folder / name) == sha256:
                found[made.reader.key] = [{"name": name, "sha256": sha256}]
            elif made.whose is not None:
                missing[folder / (made.reader.stem + EXTRACT)] = made.whose
        if not missing:
            return found
        total = len(missing)
        on_progress(0, total)
        made_now = convert(program, missing, folder, lambda done: on_progress(done, total))
        for file, sha256 in made_now.items():
            found[missing[file].key] = [{"name": file.stem + SUFFIX, "sha256": sha256}]
        return found

    return finish


def _call(
    program: Path,
    profile: str,
    out: Path,
    files: Sequence[Path],
    on_progress: Callable[[int], None],
) -> None:
    arguments = [
        *(f"-env:UserInstallation={profile}", "--headless", "--norestore"),
        *("--convert-to", "pdf:calc_pdf_Export", "--outdir", str(out)),
        *(str(file.resolve()) for file in files),
    ]
    try:
        with start(program, *arguments) as process:
            end = time.monotonic() + _SECONDS_TO_START + _SECONDS_PER_FILE * len(files)
            while time.monotonic() < end:
                with suppress(TimeoutExpired):
                    process.wait(0.5)
                    return
                on_progress(sum(1 for _one in out.iterdir()))
            process.kill()  # what it made is taken, what it did not is told
    except OSError as error:
        raise MotxlError(
            _("LibreOffice ({program}) does not start: {reason}.").format(
                program=program, reason=error.strerror or error
            )
        ) from None


def _batches(files: Iterable[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    length = 0
    for file in files:
        own = len(str(file.resolve())) + 3
        if batch and length + own > _MOST_CHARACTERS:
            yield batch
            batch, length = [], 0
        batch.append(file)
        length += own
    if batch:
        yield batch
