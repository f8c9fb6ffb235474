"""What the made VBA projects are made of, and what ``motxl macros`` finds in those of others."""

from __future__ import annotations

import errno
import re
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("pyopenvba", reason="pip install 'motxl[excel]'")

from motxl.macros import addins, project, sources
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from tests.judges import own
from tests.macros.making import STAFF_MODULE, add_modules, motxl, sources_by_olevba, with_macros
from tests.macros.test_building import (
    STAFF_RIBBON,
    UI14,
    edited,
    named,
    parts,
    three_sheets,
    told,
    with_ribbon,
)

PROJECT = "xl/vbaProject.bin"
ADDIN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
MACRO_WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
MACRO_TEMPLATE = "application/vnd.ms-excel.template.macroEnabled.main+xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return with_macros(tmp_path / "programme.xlsm")


@pytest.fixture
def addin(tmp_path: Path) -> Path:
    path = tmp_path / "motxl.xlam"
    assert motxl("macros", "--addin", path) == 0
    return path


def check(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str]]:
    capsys.readouterr()
    code = motxl("macros", "--check", *arguments)
    return code, capsys.readouterr().out.splitlines()


# No compiled code: Excel compiles everything from its source


def streams(data: bytes) -> dict[str, bytes]:
    """As the reader of olevba's authors has them."""
    olefile = pytest.importorskip("olefile", reason="pip install oletools")
    with olefile.OleFileIO(data) as file:
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}


def offsets(directory: bytes) -> list[int]:
    """Where the source of each module begins, by the records of [MS-OVBA] 2.3.4.2."""
    found: list[int] = []
    place = 0
    while True:
        kind, size = struct.unpack_from("<HI", directory, place)
        if kind == 0x0010:
            assert size == 0
            assert place + 6 == len(directory), "nothing comes after the terminator"
            return found
        # PROJECTVERSION (2.3.4.2.1.11): what stands in the place of its size is none.
        size = 6 if kind == 0x0009 else size
        if kind == 0x0031:
            found.append(*struct.unpack_from("<I", directory, place + 6))
        place += 6 + size


def assert_never_compiled(path: Path) -> None:
    from oletools.olevba import decompress_stream

    held = streams(parts(path)[PROJECT])
    assert held["VBA/_VBA_PROJECT"] == bytes.fromhex("CC61FFFF000000")
    assert not any("__SRP_" in name for name in held)
    modules = {name for name in held if name.startswith("VBA/")} - {"VBA/_VBA_PROJECT", "VBA/dir"}
    assert offsets(decompress_stream(bytearray(held["VBA/dir"]))) == [0] * len(modules)
    read = sources_by_olevba(path)
    assert len(read) == len(modules)
    for name in modules:
        code = decompress_stream(bytearray(held[name])).decode("cp1252")
        assert read[next(one for one in read if one[:-4] == name[4:])] == code


def test_no_compiled_code_is_in_what_is_made(addin: Path, book: Path) -> None:
    assert_never_compiled(addin)
    assert_never_compiled(book)


@pytest.mark.parametrize("name", ["macro01", "macro02", "macro03", "macro04"])
def test_no_compiled_code_stays_in_macros_of_others(
    name: str, tmp_path: Path, shared: Path
) -> None:
    source, path = shared / "corpus" / "excel" / f"{name}.xlsm", tmp_path / "out.xlsm"
    assert motxl("macros", source, "-o", path, "--force") == 0
    assert_never_compiled(path)
    before = streams(parts(source)[PROJECT])
    after = streams(parts(path)[PROJECT])
    for module in ("VBA/Module1",):
        assert before[module].endswith(after[module]), "the source keeps its bytes"


def test_the_add_in_has_a_name_in_the_editor(addin: Path, book: Path) -> None:
    for path, name in ((addin, "motxl"), (book, "VBAProject")):
        assert project.read(parts(path)[PROJECT], "x").name == name
        assert f'\r\nName="{name}"\r\n'.encode() in streams(parts(path)[PROJECT])["PROJECT"]


# An add-in that somebody changed is not current


def recoded(path: Path, module: str, code: str) -> None:
    from pyopenvba import ExcelFile

    with ExcelFile(path) as file:
        file.set_module(module, code.replace("\n", "\r\n"))
        file.save()


def as_xlsm(addin: Path, change: object) -> None:
    """pyOpenVBA writes no add-ins: what it changes is called otherwise meanwhile."""
    other = addin.with_suffix(".xlsm")
    addin.rename(other)
    change(other)  # type: ignore[operator]
    other.rename(addin)


OPENED = 'Private Sub Workbook_Open()\nShell "calc.exe"\nEnd Sub\n'


def test_a_module_or_code_that_is_not_ours_is_told(
    addin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_xlsm(addin, lambda path: add_modules(path, {"Outils": STAFF_MODULE}))
    assert check(capsys, "--addin", addin) == (1, ["Outils does not come from motxl"])
    assert check(capsys, addin) == (1, ["Outils does not come from motxl"])
    motxl("macros", "--addin", addin, "--force")
    as_xlsm(addin, lambda path: recoded(path, "ThisWorkbook", OPENED))
    assert check(capsys, "--addin", addin) == (
        1,
        ["ThisWorkbook contains code that does not come from motxl"],
    )


def test_a_reference_that_is_not_ours_is_told(
    addin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pyopenvba import ExcelFile

    def refer(path: Path) -> None:
        with ExcelFile(path) as file:
            file.add_reference("Word")
            file.save()

    as_xlsm(addin, refer)
    code, (line,) = check(capsys, "--addin", addin)
    assert code == 1
    assert re.fullmatch(r"A reference to \{00020905-.*\} does not come from motxl", line)


def test_other_parts_and_other_tabs_are_told(
    addin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(one: Workbook) -> None:
        one.package.add("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
        one.package.add_relationship(one.part_name, kind, "xl/externalLinks/externalLink1.xml")
        ribbon = one.package.part("customUI/customUI14.xml")
        more = ribbon.replace(b"</tabs>", b'<tab id="x" label="x"/></tabs>')
        one.package.replace("customUI/customUI14.xml", more)

    edited(addin, change)
    assert check(capsys, "--addin", addin) == (
        1,
        [
            "xl/externalLinks/externalLink1.xml does not come from motxl",
            "The ribbon contains more than the tab Programme de travail",
        ],
    )


def test_a_signature_is_let_pass(addin: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def sign(one: Workbook) -> None:
        kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature"
        one.package.add("xl/vbaProjectSignature.bin", b"signed")
        one.package.add_relationship(PROJECT, kind, "xl/vbaProjectSignature.bin")

    edited(addin, sign)
    assert check(capsys, "--addin", addin) == (0, [])


# Kinds and names


def of_kind(path: Path, kind: str) -> Path:
    return edited(path, lambda one: one.package.set_content_type(one.part_name, kind))


ANOTHER_KIND = "The type of the file does not match its name: Excel does not open it"


def test_a_workbook_called_as_an_add_in_is_not_current(
    book: Path, addin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed = book.rename(book.with_suffix(".xlam"))
    code, lines = check(capsys, "--addin", renamed)
    assert code == 1
    assert ANOTHER_KIND in lines
    renamed = addin.rename(addin.with_suffix(".xlsm"))
    assert check(capsys, renamed) == (1, [ANOTHER_KIND])
    assert motxl("macros", renamed) == 2


@pytest.mark.parametrize("kind", [MACRO_TEMPLATE, ADDIN])
def test_in_place_a_file_of_another_kind_is_refused(
    kind: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recoded(book, "MotxlWords", sources.modules()["MotxlWords"].replace("jetons", "tokens"))
    of_kind(book, kind)
    before = book.read_bytes()
    told(capsys)
    assert motxl("macros", book) == 2
    assert "is not of the kind that its name indicates" in told(capsys)
    assert book.read_bytes() == before


def test_an_add_in_is_named_with_its_option(
    addin: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys)
    assert motxl("macros", addin) == 2
    assert f"--addin {addin}" in told(capsys)
    assert motxl("macros", "--addin", addin, "-o", tmp_path / "y.xlam") == 2
    assert "leave out -o" in told(capsys)


# Modules: retired, doubled, edited


def test_a_module_of_ours_that_is_no_longer_shipped_is_taken_out(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = f"{sources.MARK} of a version long gone.\nOption Explicit\n"
    add_modules(book, {"MotxlOld": old, "MotxlTheirs": STAFF_MODULE, "Copie": old})
    assert check(capsys, book) == (1, ["MotxlOld is no longer needed"])
    assert motxl("macros", book) == 0
    after = sources_by_olevba(book)
    assert "MotxlOld.bas" not in after
    assert {"MotxlTheirs.bas", "Copie.bas"} <= set(after), "what staff called so stays"
    assert check(capsys, book) == (0, [])
    assert_never_compiled(book)


def test_a_procedure_of_the_staffs_that_is_called_as_one_of_ours(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Excel would not know which of the two a button means."""
    own = "Private Sub MOTXL_Aide()\nEnd Sub\n"
    add_modules(book, {"Equipe": "sub motxl_clic(c)\nEnd Sub\n", "Fiche": own})
    assert check(capsys, book) == (
        1,
        [
            "Equipe contains a procedure motxl_clic, a name that motxl uses too: rename this "
            "procedure"
        ],
    )
    before = book.read_bytes()
    told(capsys)
    assert motxl("macros", book) == 2
    assert "has a procedure motxl_clic in its module Equipe" in told(capsys)
    assert book.read_bytes() == before


def test_a_remark_above_the_mark_does_not_make_a_module_theirs(book: Path) -> None:
    code = "' Vu par Zoé le 3 mars\n' pour information\n\n" + sources.modules()["MotxlWords"]
    recoded(book, "MotxlWords", code.replace("\r\n", "\n").replace("jetons", "tokens"))
    assert motxl("macros", book) == 0
    assert motxl("macros", "--check", book) == 0


# Taken out again


def test_what_motxl_put_in_is_taken_out(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = set(parts(template_path("programme-2025")))
    told(capsys)
    assert motxl("macros", "--remove", book) == 0
    said = told(capsys)
    assert "No macro is left" in said
    assert "motxl undo" in said
    assert set(parts(book)) == before | {PROJECT}, "the project stays, and the names of the sheets"
    assert not any(name.startswith("Motxl") for name in sources_by_olevba(book))
    assert list(own.problems(book)) == []
    once = book.read_bytes()
    assert motxl("macros", "--remove", book) == 0
    assert "Nothing to change" in told(capsys)
    assert book.read_bytes() == once
    assert motxl("macros", book) == 0
    assert motxl("macros", "--check", book) == 0


def test_what_is_the_staffs_stays_when_motxl_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = with_ribbon(tmp_path / "p.xlsx", STAFF_RIBBON)
    path, copy = with_macros(tmp_path / "p.xlsm", source), tmp_path / "q.xlsm"
    add_modules(path, {"Equipe": STAFF_MODULE})
    told(capsys)
    assert motxl("macros", "--remove", path, "-o", copy) == 0
    assert "No macro is left" not in told(capsys)
    assert parts(copy)["customUI/staff.xml"] == STAFF_RIBBON.encode()
    left = sources_by_olevba(copy)
    assert "Public Function Double" in left["Equipe.bas"]
    assert not any(name.startswith("Motxl") for name in left)
    assert motxl("macros", "--check", path) == 0, "the first one is as it was"


def test_removing_is_refused_where_it_makes_no_sense(
    book: Path, addin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys)
    for arguments in (("--check", book), ("--addin", addin)):
        assert motxl("macros", "--remove", *arguments) == 2
        assert "--remove is used with a workbook" in told(capsys)
    assert motxl("macros", "--remove", template_path("programme-2025")) == 0
    assert "Nothing to change" in told(capsys)


# Where parts go


def test_a_ribbon_that_is_no_xml_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ribbon = '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>'
    source, path = with_ribbon(tmp_path / "p.xlsx", ribbon, UI14), tmp_path / "p.xlsm"
    assert motxl("macros", source, "-o", path) == 2
    assert "has a ribbon of its own" in told(capsys)
    assert not path.exists()
    assert motxl("macros", "--check", source) == 1


def test_a_part_that_nobody_uses_keeps_its_name(tmp_path: Path) -> None:
    source, path = tmp_path / "p.xlsx", tmp_path / "p.xlsm"
    shutil.copy(template_path("programme-2025"), source)
    edited(source, lambda one: one.package.add(PROJECT, b"left behind"))
    assert motxl("macros", source, "-o", path) == 0
    assert parts(path)[PROJECT] == b"left behind"
    assert addins.project_part(Workbook.open(path)) == "xl/vbaProject1.bin"
    assert motxl("macros", "--check", path) == 0


def test_links_to_parts_that_are_missing_are_used(tmp_path: Path, book: Path) -> None:
    """Two links would be two projects."""
    links = {name: data for name, data in parts(book).items() if name.endswith(".rels")}

    def lose(one: Workbook) -> None:
        one.package.remove(PROJECT)
        one.package.remove("customUI/customUI14.xml")

    edited(book, lose)
    assert motxl("macros", book) == 0
    after = parts(book)
    assert {name: after[name] for name in links} == links
    assert motxl("macros", "--check", book) == 0
    assert list(own.problems(book)) == []


def test_a_full_disk_is_not_laid_to_the_macros(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_arguments: object, **_named: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    told(capsys)
    monkeypatch.setattr("tempfile.mkdtemp", full)
    assert motxl("macros", "--check", book) == 2
    said = told(capsys)
    assert "the disk is full" in said
    assert "cannot be understood" not in said


# Code names that no project can hold


@pytest.mark.parametrize(
    "bad", ["Feuille α", "1er", "Ma feuille", "Лист1", "MotxlWords", "F" * 32, "Open", "Sheet2"]
)
def test_code_names_that_vba_does_not_take_get_another(bad: str, tmp_path: Path) -> None:
    """Nothing goes by them in a workbook that had no macros."""
    source, path = three_sheets(tmp_path / "p.xlsx"), tmp_path / "p.xlsm"

    def name(one: Workbook) -> None:
        for sheet, code in ((one.sheets[0], "Sheet2"), (one.sheets[2], bad)):
            xml = one.package.xml(sheet.part_name)
            new = re.sub(rb"<sheetPr[^>]*/>", b"", xml).replace(
                b"<dimension", f'<sheetPr codeName="{code}"/><dimension'.encode(), 1
            )
            one.package.replace_xml(sheet.part_name, new)

    edited(source, name)
    assert motxl("macros", source, "-o", path) == 0
    assert named(path) == ["Sheet2", "Chart2", "Sheet3"]
    assert {"Sheet2.cls", "Chart2.cls", "Sheet3.cls"} <= set(sources_by_olevba(path))
    assert list(own.problems(path)) == []


def test_french_code_names_stay(tmp_path: Path) -> None:
    source, path = three_sheets(tmp_path / "p.xlsx"), tmp_path / "p.xlsm"

    def name(one: Workbook) -> None:
        xml = one.package.xml(one.sheets[0].part_name)
        new = xml.replace(b"<dimension", '<sheetPr codeName="Été_2025"/><dimension'.encode(), 1)
        one.package.replace_xml(one.sheets[0].part_name, new)

    edited(source, name)
    assert motxl("macros", source, "-o", path) == 0
    assert "Été_2025" in named(path)
    assert "Été_2025.cls" in sources_by_olevba(path)
    assert list(own.problems(path)) == []


def test_the_judge_sees_a_sheet_without_its_module(book: Path) -> None:
    def rename(one: Workbook) -> None:
        part = one.sheets[0].part_name
        xml = one.package.xml(part)
        assert b'codeName="Sheet1"' in xml
        one.package.replace_xml(part, xml.replace(b'codeName="Sheet1"', b'codeName="Feuil9"'))

    edited(book, rename)
    assert [one for one in own.problems(book) if one.startswith("code_names: ")] == [
        "code_names: /xl/worksheets/sheet1.xml has the code name 'Feuil9', "
        "and the project no such document"
    ]
    assert zipfile.is_zipfile(book)
