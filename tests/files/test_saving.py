"""A save is all or nothing, and refuses what would cost someone their work."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from motxl.errors import MotxlError
from motxl.files import backups
from motxl.files.datafolder import data_folder, key_of
from motxl.files.saving import write_new
from motxl.ooxml import Workbook
from motxl.ooxml.errors import ChangedOnDiskError, InUseError, SignedError, WriteError
from tests.ooxml.package_building import sheet_xml, strings_xml, workbook_parts, zipped

PARTS = workbook_parts(
    sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings_xml("<t>Un texte</t>")
)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "programme.xlsx"
    file.write_bytes(zipped(PARTS))
    return file


def edited(path: Path, text: str = "Autre") -> Workbook:
    workbook = Workbook.open(path)
    assert workbook.sheets[0].set_value("A1", text)
    return workbook


def text_in(path: Path) -> str | None:
    cell = Workbook.open(path).sheets[0].cell("A1")
    assert cell is not None
    return cell.text


def leftovers(folder: Path) -> list[str]:
    return [file.name for file in folder.glob(".motxl-*")]


def test_saving_writes_once_and_then_nothing(book: Path) -> None:
    workbook = edited(book)
    assert workbook.save()
    written = book.stat().st_ino
    assert text_in(book) == "Autre"
    assert not workbook.save()
    assert book.stat().st_ino == written
    assert workbook.sheets[0].set_value("A1", "Encore")
    assert workbook.save()
    assert text_in(book) == "Encore"
    assert leftovers(book.parent) == []


def test_saving_what_was_not_edited_writes_nothing(book: Path) -> None:
    before = book.stat()
    assert not Workbook.open(book).save()
    assert book.stat() == before
    assert not (data_folder() / "backups").exists()


def test_a_file_changed_since_it_was_read_is_refused_even_with_force(book: Path) -> None:
    workbook = edited(book)
    book.write_bytes(zipped({**PARTS, "new.xml": "<a/>"}))
    for force in (False, True):
        with pytest.raises(ChangedOnDiskError, match="has changed"):
            workbook.save(force=force)
    assert text_in(book) == "Un texte"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("~$programme.xlsx", b"\x0dMarie Lefranc" + b" " * 40),
        (".~lock.programme.xlsx#", b"Marie Lefranc,marie,poste,23.11.2026 10:00,x;"),
    ],
)
def test_a_workbook_open_elsewhere_is_refused_unless_forced(
    book: Path, name: str, content: bytes
) -> None:
    lock = book.with_name(name)
    lock.write_bytes(content)
    workbook = edited(book)
    with pytest.raises(InUseError, match="Marie Lefranc has had"):
        workbook.save()
    os.utime(lock, (time.time() - 3 * 86_400,) * 2)
    with pytest.raises(InUseError, match="looks like a leftover"):
        workbook.save()
    assert text_in(book) == "Un texte"
    assert workbook.save(force=True)
    assert text_in(book) == "Autre"


def test_a_signed_workbook_is_refused_unless_forced(tmp_path: Path) -> None:
    origin = (
        '<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
        'digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    )
    signed = str(PARTS["_rels/.rels"]).replace("</Relationships>", origin)
    file = tmp_path / "s.xlsx"
    file.write_bytes(zipped({**PARTS, "_rels/.rels": signed}))
    workbook = edited(file)
    assert workbook.is_signed
    with pytest.raises(SignedError, match="signature"):
        workbook.save()
    assert workbook.save(force=True)


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are POSIX's here")
def test_links_are_followed_and_the_mode_stays(book: Path, tmp_path: Path) -> None:
    book.chmod(0o640)
    link = tmp_path / "lien.xlsx"
    link.symlink_to(book.name)
    assert edited(link).save()
    assert link.is_symlink()
    assert text_in(book) == "Autre"
    assert book.stat().st_mode & 0o777 == 0o640


def test_a_leftover_of_a_killed_save_is_removed_and_others_stay(book: Path) -> None:
    workbook = edited(book)
    key = key_of(book)[:12]
    (book.parent / f".motxl-{key}-1234-x").write_bytes(b"half")
    (book.parent / ".motxl-other-1234-x").write_bytes(b"half")
    workbook.save()
    assert leftovers(book.parent) == [".motxl-other-1234-x"]


def test_saving_elsewhere_leaves_the_source_alone(book: Path, tmp_path: Path) -> None:
    assert edited(book).save(tmp_path / "copie.xlsx")
    assert text_in(book) == "Un texte"
    assert text_in(tmp_path / "copie.xlsx") == "Autre"


def test_new_files_are_made_and_existing_ones_kept(tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"
    write_new(file, b"one")
    with pytest.raises(WriteError, match="already exists"):
        write_new(file, b"two")
    assert file.read_bytes() == b"one"
    write_new(file, b"two", overwrite=True)
    assert file.read_bytes() == b"two"
    assert [state.kind for state in backups.history(file)] == ["write"]
    with pytest.raises(WriteError, match=r"folder of .* does not exist"):
        write_new(tmp_path / "absent" / "new.xlsx", b"x")


def as_nobody(code: str, folder: Path, *arguments: object) -> str:
    """Run code as a user without rights; what it printed."""
    # Rights are given up after importing: nobody may be shut out of Python's own folders.
    body = (
        "import os, sys, fcntl\nfrom motxl.files import saving\nfrom motxl.ooxml import Workbook\n"
        "def become_nobody(): os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", body + textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "MOTXL_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)},
    )
    return ran.stdout + ran.stderr


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become nobody"
)
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_without_the_right_to_write_nothing_is_left(
    book: Path, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for folder in [book.parent, *book.parent.parents]:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o755)
    book.chmod(0o444 if kind == "file" else 0o666)
    if kind == "file":
        book.parent.chmod(0o777)
    before = book.read_bytes()
    data = tmp_path_factory.mktemp("nobody")
    data.chmod(0o777)
    said = as_nobody(
        """
        from motxl.errors import MotxlError
        workbook = Workbook.open(sys.argv[1])
        workbook.sheets[0].set_value("A1", "Autre")
        workbook.to_bytes()
        become_nobody()
        try:
            workbook.save()
        except MotxlError as error:
            print("refused:", error)
        """,
        data,
        book,
    )
    assert "refused:" in said
    assert "nothing was written" in said
    assert book.read_bytes() == before
    assert leftovers(book.parent) == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount a small disk"
)
def test_a_full_disk_leaves_the_old_workbook_whole(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        book = disk / "programme.xlsx"
        book.write_bytes(zipped(PARTS))
        before = book.read_bytes()
        (disk / "fill").write_bytes(b"x" * 56_000)
        workbook = edited(book)
        workbook.package.add("big.bin", os.urandom(100_000), "application/octet-stream")
        with pytest.raises(MotxlError, match="disk is full"):
            workbook.save()
        assert book.read_bytes() == before
        assert sorted(file.name for file in disk.iterdir()) == ["fill", "programme.xlsx"]
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX's")
def test_killed_at_any_instant_the_old_or_the_new_workbook_is_there(book: Path) -> None:
    kills = int(os.environ.get("MOTXL_TEST_KILLS", "40"))
    texts = {"Un texte", "Autre " * 3000}
    # One Python start for many kills: a forked writer is killed while it saves in a loop.
    code = textwrap.dedent(
        """
        import os, random, signal, sys, time
        from pathlib import Path
        from motxl.ooxml import Workbook
        from motxl.files import backups, saving
        path, texts, kills = Path(sys.argv[1]), ("Un texte", "Autre " * 3000), int(sys.argv[2])
        generator = random.Random(2025)
        for number in range(kills):
            child = os.fork()
            if child == 0:
                turn = number
                while True:
                    turn += 1
                    workbook = Workbook.open(path)
                    workbook.sheets[0].set_value("A1", texts[turn % 2])
                    workbook.save()
            time.sleep(generator.uniform(0.0, 0.05))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            cell = Workbook.open(path).sheets[0].cell("A1")
            assert cell is not None and cell.text in texts, cell
            left = [n for n in os.listdir(path.parent) if n.startswith(".motxl-")]
            assert len(left) <= 1, left
        saves = len(backups.history(path))
        assert saves, "no save was ever finished"
        print("whole after", kills)
        """
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, book, str(kills)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.stdout.strip() == f"whole after {kills}", ran.stderr
    assert text_in(book) in texts
    edited(book, "fin").save()
    assert leftovers(book.parent) == []


def test_two_motxl_wait_for_each_other(book: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom motxl.files.saving import write_new\n"
        "for i in range(30): write_new(Path(sys.argv[1]), sys.argv[2].encode() * 9999 + b'%d' % i,"
        " overwrite=True)"
    )
    file = book.with_name("shared.bin")
    write_new(file, b"x")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen([sys.executable, "-c", code, file, letter], env=environment, cwd=ROOT)
        for letter in "ab"
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert file.read_bytes()[:-2] in (b"a" * 9999, b"b" * 9999)
    assert leftovers(file.parent) == []
