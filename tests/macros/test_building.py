"""``motxl macros``: what is made is whole, only our modules change, refusals write nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import others

pytest.importorskip("pyopenvba", reason="pip install 'motxl[excel]'")

from motxl.macros import launcher, sources
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from tests.judges import own
from tests.macros.making import (
    STAFF_MODULE,
    add_modules,
    by_command,
    motxl,
    sources_by_olevba,
    with_macros,
)

UI14 = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
UI07 = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
Sdk = Callable[[Path | str], list[str]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return with_macros(tmp_path / "programme.xlsm")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(path: Path) -> dict[str, bytes]:
    """The compressed bytes of each part."""
    workbook = Workbook.open(path)
    container = workbook.package._container
    return {name: container.compressed(name) for name in container.names()}


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def edited(path: Path, change: Callable[[Workbook], object]) -> Path:
    workbook = Workbook.open(path)
    change(workbook)
    path.write_bytes(workbook.to_bytes())
    return path


# What CI builds, by one command each


def test_the_addin_by_one_command(tmp_path: Path, sdk: Sdk) -> None:
    path = tmp_path / "motxl.xlam"
    done = by_command("macros", "--addin", path)
    assert done.returncode == 0, done.stderr
    assert sdk(path) == []
    assert list(own.problems(path)) == []
    assert by_command("macros", "--check", "--addin", path).returncode == 0


def test_the_macro_enabled_2025_workbook_by_one_command(tmp_path: Path, sdk: Sdk) -> None:
    path = tmp_path / "programme-2025.xlsm"
    done = by_command("macros", template_path("programme-2025"), "-o", path)
    assert done.returncode == 0, done.stderr
    assert sdk(path) == []
    assert list(own.problems(path)) == []
    assert by_command("macros", "--check", path).returncode == 0


def test_built_twice_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "a.xlam", tmp_path / "folder" / "b.xlam"
    two.parent.mkdir()
    assert motxl("macros", "--addin", one) == motxl("macros", "--addin", two) == 0
    assert one.read_bytes() == two.read_bytes()
    first, second = with_macros(tmp_path / "a.xlsm"), with_macros(tmp_path / "folder" / "b.xlsm")
    assert first.read_bytes() == second.read_bytes()


def test_nobody_and_no_machine_is_in_what_is_made(tmp_path: Path, book: Path) -> None:
    addin = tmp_path / "motxl.xlam"
    motxl("macros", "--addin", addin)
    for path in (addin, book):
        names = {b"William", b"Smith", str(tmp_path).encode(), str(Path.home()).encode() + b"/"}
        codes = "".join(sources_by_olevba(path).values()).encode()
        for data in (*parts(path).values(), codes):
            assert not any(name in data for name in names)
            assert not re.search(rb"[A-Z]:\\Users\\", data)
    core = parts(addin)["docProps/core.xml"]
    assert b"<dc:title>motxl</dc:title>" in core
    assert b"<dc:description>Programme de travail" in core
    assert b"dcterms" not in core


def test_olevba_reads_our_modules_back(tmp_path: Path, book: Path) -> None:
    addin = tmp_path / "motxl.xlam"
    motxl("macros", "--addin", addin)
    for path in (addin, book):
        read = sources_by_olevba(path)
        for name, source in sources.modules().items():
            header = f'Attribute VB_Name = "{name}"\r\n'
            assert read[f"{name}.bas"].rstrip() == (header + source).rstrip()
        assert "Vérifier" in read["MotxlWords.bas"]
        assert "Module1.bas" not in read


def test_openpyxl_and_libreoffice_open_it(book: Path, libreoffice: object) -> None:
    import openpyxl

    assert "Programme" in openpyxl.load_workbook(book, keep_vba=True).sheetnames
    assert "Programme" in libreoffice.sheets(book)  # type: ignore[attr-defined]


def test_everything_else_of_the_workbook_is_kept(book: Path) -> None:
    before, after = packed(template_path("programme-2025")), packed(book)
    new = {"xl/vbaProject.bin", "customUI/customUI14.xml"}
    assert set(after) - set(before) == new
    sheets = {name for name in before if name.startswith("xl/worksheets/sheet")}
    told_of = {"[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"}
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= sheets | told_of | {"xl/workbook.xml"}
    was, now = parts(template_path("programme-2025")), parts(book)
    for name in sheets:
        assert (
            re.sub(rb' codeName="Sheet[0-9]+"|<sheetPr codeName="\w+" ?/>', b"", now[name])
            == (was[name])
        )


def test_each_sheet_has_a_module_that_carries_its_code_name(book: Path) -> None:
    names = re.findall(rb'codeName="(\w+)"', b"".join(parts(book).values()))
    assert len(names) == len(set(names)) == len(Workbook.open(book).sheets) + 1
    assert {f"{name.decode()}.cls" for name in names} <= set(sources_by_olevba(book))


# Run again


def test_run_again_nothing_changes(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = book.read_bytes()
    told(capsys)
    assert motxl("macros", book) == 0
    assert told(capsys) == f"Nothing to change: {book} was not written.\n"
    assert book.read_bytes() == before


def test_only_our_modules_are_replaced(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pyopenvba import ExcelFile

    add_modules(
        book, {"Equipe": STAFF_MODULE, "Fiche": "Public Nom As String\n"}, classes=("Fiche",)
    )
    with ExcelFile(book) as file:
        file.add_reference("Word")
        file.add_form("Saisie", caption="Réf. à saisir")
        file.set_module("ThisWorkbook", "Private Sub Workbook_Open()\r\n' à nous\r\nEnd Sub\r\n")
        file.set_module("MotxlWords", sources.modules()["MotxlWords"].replace("jetons", "tokens"))
        file.vba_project().delete_module("MotxlScreen")
        file.save()
    staff = {k: v for k, v in sources_by_olevba(book).items() if not k.startswith("Motxl")}
    told(capsys)
    assert motxl("macros", "--check", book) == 1
    captured = capsys.readouterr()
    assert captured.out == "MotxlScreen is missing\nMotxlWords differs\n"
    assert motxl("macros", book) == 0
    assert motxl("macros", "--check", book) == 0
    after = sources_by_olevba(book)
    assert {k: v for k, v in after.items() if not k.startswith("Motxl")} == staff
    assert {f"{name}.bas" for name in sources.modules()} <= set(after)
    with ExcelFile(book) as file:
        assert "Word" in {reference.name for reference in file.references()}
        assert [form.name for form in file.forms()] == ["Saisie"]
        assert file.validate() == []
    assert motxl("undo", book) == 0
    assert motxl("macros", "--check", book) == 1


def test_what_the_editor_of_vba_does_is_no_difference() -> None:
    ours = sources.modules()["MotxlMachine"]
    header = 'Attribute VB_Name = "MotxlMachine"\r\n'
    renamed = ours.replace("progId", "ProgID").replace("path", "Path")
    assert sources.same_code(header + renamed + "\r\n\r\n", ours)
    assert not sources.same_code(ours.replace('"WScript.Shell"', '"wscript.shell"'), ours)
    assert not sources.same_code(ours.replace("IsWindows()", "True"), ours)


def test_a_copy_of_a_current_workbook(book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsm"
    assert motxl("macros", book, "-o", copy) == 0
    assert copy.read_bytes() == book.read_bytes()


def test_a_macro_enabled_workbook_saved_before_its_first_macro(tmp_path: Path, sdk: Sdk) -> None:
    path = tmp_path / "empty.xlsm"
    shutil.copy(template_path("programme-2025"), path)
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    edited(path, lambda book: book.package.set_content_type(book.part_name, kind))
    assert motxl("macros", path) == 0
    assert motxl("macros", "--check", path) == 0
    assert sdk(path) == []


def test_a_template_becomes_a_macro_enabled_workbook(tmp_path: Path, sdk: Sdk) -> None:
    path = tmp_path / "new.xlsm"
    assert motxl("macros", template_path("programme"), "-o", path) == 0
    assert sdk(path) == []
    assert list(own.problems(path)) == []


def test_other_binary_parts_keep_their_type(tmp_path: Path, sdk: Sdk) -> None:
    """``bin`` means printer settings in what Excel saves."""
    source, path = tmp_path / "p.xlsx", tmp_path / "p.xlsm"
    shutil.copy(template_path("programme-2025"), source)
    printer = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"

    def with_bin(book: Workbook) -> None:
        types = book.package.xml("[Content_Types].xml")
        default = f'<Default Extension="bin" ContentType="{printer}"/>'.encode()
        end = types.index(b"<Default")
        book.package.replace_xml("[Content_Types].xml", types[:end] + default + types[end:])

    edited(source, with_bin)
    assert motxl("macros", source, "-o", path) == 0
    assert sdk(path) == []
    assert Workbook.open(path).package.content_type("xl/vbaProject.bin") == (
        "application/vnd.ms-office.vbaProject"
    )


# Ribbons of the staff's

STAFF_RIBBON = """<?xml version="1.0" encoding="UTF-8"?>
<mso:customUI xmlns:mso="http://schemas.microsoft.com/office/2009/07/customui">
<mso:ribbon><mso:tabs><mso:tab id="equipe" label="Équipe"><mso:group id="g" label="G">
<mso:button id="b" label="B" imageMso="Help" onAction="Aide"/></mso:group></mso:tab>
</mso:tabs></mso:ribbon></mso:customUI>"""


def with_ribbon(path: Path, ribbon: str, kind: str = UI14) -> Path:
    shutil.copy(template_path("programme-2025"), path)

    def put(book: Workbook) -> None:
        book.package.add("customUI/staff.xml", ribbon.encode())
        book.package.add_relationship("", kind, "customUI/staff.xml")

    return edited(path, put)


def test_our_tab_joins_a_ribbon_of_the_staffs(tmp_path: Path, sdk: Sdk) -> None:
    source, path = with_ribbon(tmp_path / "p.xlsx", STAFF_RIBBON), tmp_path / "p.xlsm"
    assert motxl("macros", source, "-o", path) == 0
    ribbon = parts(path)["customUI/staff.xml"].decode()
    assert 'label="Équipe"' in ribbon
    assert ribbon.count('id="motxlTab"') == 1
    assert sdk(path) == []
    assert motxl("macros", "--check", path) == 0
    edited(path, lambda book: book.package.replace("customUI/staff.xml", ribbon.replace(
        "DataValidation", "Bold").encode()))  # fmt: skip
    assert motxl("macros", "--check", path) == 1
    assert motxl("macros", path) == 0
    assert parts(path)["customUI/staff.xml"].decode() == ribbon


@pytest.mark.parametrize(
    ("ribbon", "kind"),
    [
        ('<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"/>', UI07),
        ('<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>', UI14),
        (
            '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui">'
            "<ribbon><tabs/></ribbon></customUI>",
            UI14,
        ),
    ],
)
def test_a_ribbon_that_takes_no_tab_is_refused(
    ribbon: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, path = with_ribbon(tmp_path / "p.xlsx", ribbon, kind), tmp_path / "p.xlsm"
    assert motxl("macros", source, "-o", path) == 2
    assert "has a ribbon of its own" in told(capsys)
    assert not path.exists()


# Refused, and nothing is written


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*arguments: str | Path) -> str:
        before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
        told(capsys)
        assert motxl("macros", *arguments) == 2
        after = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
        assert after == before
        said = told(capsys)
        assert "Traceback" not in said
        return said

    return run


def test_wrong_usage(book: Path, tmp_path: Path, refused: Callable[..., str]) -> None:
    xlsx = template_path("programme-2025")
    assert "Give either a workbook" in refused()
    assert "Give either a workbook" in refused(book, "--addin", tmp_path / "a.xlam")
    assert "-o is used with a workbook" in refused("--check", xlsx, "-o", tmp_path / "x.xlsm")
    assert ".xlam" in refused("--addin", tmp_path / "a.xlsm")
    assert ".xlsm" in refused(xlsx, "-o", tmp_path / "x.xlsx")
    assert f"-o {xlsx.with_suffix('.xlsm')}" in refused(xlsx)


def test_an_existing_file_stays(book: Path, tmp_path: Path, refused: Callable[..., str]) -> None:
    other = tmp_path / "other.xlam"
    other.write_bytes(b"mine")
    assert "already exists" in refused(template_path("programme-2025"), "-o", book)
    assert "already exists" in refused("--addin", other)
    assert motxl("macros", "--addin", other, "--force") == 0
    assert motxl("macros", "--addin", other) == 0, "the same is not written again"


def test_what_is_no_workbook(tmp_path: Path, refused: Callable[..., str]) -> None:
    text, ole = tmp_path / "text.xlsm", tmp_path / "old.xlsm"
    text.write_text("no workbook")
    ole.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    out = tmp_path / "out.xlsm"
    for path in (text, ole, tmp_path / "absent.xlsm", tmp_path):
        assert refused(path, "-o", out)
        assert refused("--check", path)
    assert "password" in refused(ole, "-o", out)


def test_damaged_macros(book: Path, refused: Callable[..., str]) -> None:
    for data in (b"", b"no project", parts(book)["xl/vbaProject.bin"][:3000]):
        edited(book, lambda one, data=data: one.package.replace("xl/vbaProject.bin", data))
        assert "cannot be read" in refused(book)
        assert "cannot be read" in refused("--check", book)


def test_macros_protected_by_a_password(book: Path, refused: Callable[..., str]) -> None:
    from pyopenvba.cfb import CFB

    def protect(one: Workbook) -> None:
        cfb = CFB.from_bytes(one.package.part("xl/vbaProject.bin"))
        project = cfb.get_stream("PROJECT")
        # [MS-OVBA] 2.3.1.16: a hashed password makes the value longer than that of none.
        longer = b'DPB="' + b"0E0CD1ECDFF4E7F5E7F5E7" * 4 + b'"'
        cfb.write_stream("PROJECT", re.sub(rb'DPB="[0-9A-F]*"', longer, project))
        one.package.replace("xl/vbaProject.bin", cfb.to_bytes())

    edited(book, protect)
    assert motxl("macros", book) == 0, "nothing is to be changed"
    from pyopenvba import ExcelFile

    with ExcelFile(book) as file:
        file.set_module("MotxlWords", sources.modules()["MotxlWords"] + "' x\r\n")
        file.save(allow_protected=True)
    assert "protected by a password" in refused(book)


def test_a_module_of_the_staffs_with_a_name_of_ours(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    from pyopenvba import ExcelFile

    path = tmp_path / "p.xlsm"
    ExcelFile.create_new(path).close()
    add_modules(path, {"motxlwords": STAFF_MODULE})
    assert "motxlwords that does not come from motxl" in refused(path)


def test_a_code_page_without_french(book: Path, refused: Callable[..., str]) -> None:
    from pyopenvba import ExcelFile
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    with ExcelFile(book) as file:
        file.vba_project().delete_module("MotxlWords")
        file.save()

    def russian(one: Workbook) -> None:
        cfb = CFB.from_bytes(one.package.part("xl/vbaProject.bin"))
        directory = decompress(cfb.get_stream_in_storage("VBA", "dir"))
        # PROJECTCODEPAGE ([MS-OVBA] 2.3.4.2.1.4)
        changed = re.sub(
            rb"\x03\x00\x02\x00\x00\x00\xe4\x04", b"\x03\x00\x02\x00\x00\x00\xe3\x04", directory
        )
        assert changed != directory
        cfb.write_stream_in_storage("VBA", "dir", compress(changed))
        one.package.replace("xl/vbaProject.bin", cfb.to_bytes())

    edited(book, russian)
    assert "cp1251" in refused(book)


def test_an_addin_is_not_a_workbook(tmp_path: Path, refused: Callable[..., str]) -> None:
    addin = tmp_path / "theirs.xlam"
    motxl("macros", "--addin", addin)
    assert "is an add-in" in refused(addin, "-o", tmp_path / "x.xlsm")
    assert motxl("macros", "--check", addin) == 0


def test_in_use(book: Path, refused: Callable[..., str]) -> None:
    from pyopenvba import ExcelFile

    with ExcelFile(book) as file:
        file.vba_project().delete_module("MotxlWords")
        file.save()
    lock = book.with_name(f"~${book.name}")
    lock.write_bytes(b"\x05alice")
    assert "alice" in refused(book) or "open" in refused(book)
    assert motxl("macros", book, "--force") == 0


def test_check_tells_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert motxl("macros", "--check", template_path("programme-2025")) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "MotxlButtons is missing" in lines
    assert "The tab Programme de travail is missing or differs" in lines
    assert "Files of this type cannot contain macros" in lines


def test_without_pyopenvba(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyopenvba", None)
    assert "pip install 'motxl[excel]'" in refused("--addin", tmp_path / "a.xlam")


# The note for the macros


def test_where_motxl_is_gets_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: Path
) -> None:
    folder = tmp_path / "Zoé"
    folder.mkdir()
    program = folder / ("motxl.exe" if os.name == "nt" else "motxl")
    program.write_bytes(b"")
    monkeypatch.setattr("sys.argv", [str(program)])
    assert motxl("macros", "--addin", tmp_path / "a.xlam") == 0
    note = Path(os.environ["MOTXL_DATA_DIR"]) / launcher.NOTE
    assert note.read_text("utf-16" if os.name == "nt" else "utf-8") == f"{program}\n"
    note.unlink()
    assert motxl("macros", "--check", book) == 0
    assert not note.exists(), "--check writes nothing"


def test_a_note_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (Path(os.environ["MOTXL_DATA_DIR"]) / launcher.NOTE).mkdir()
    assert motxl("macros", "--addin", tmp_path / "a.xlam") == 0


# Workbooks of others


@pytest.mark.parametrize("name", ["macro01", "macro02", "macro03", "macro04"])
def test_round_trip(name: str, tmp_path: Path, shared: Path, sdk: Sdk) -> None:
    source = shared / "corpus" / "excel" / f"{name}.xlsm"
    path = tmp_path / "out.xlsm"
    signed = name == "macro04"
    if signed:
        assert motxl("macros", source, "-o", path) == 2
        assert not path.exists()
    assert motxl("macros", source, "-o", path, *(["--force"] if signed else [])) == 0
    before, after = packed(source), packed(path)
    told_of = {"_rels/.rels", "xl/vbaProject.bin"} | ({"[Content_Types].xml"} if signed else set())
    gone = set(before) - set(after)
    assert gone == (
        {"xl/vbaProjectSignature.bin", "xl/_rels/vbaProject.bin.rels"} if signed else set()
    )
    assert {n for n in set(before) & set(after) if before[n] != after[n]} == told_of
    assert set(after) - set(before) == {"customUI/customUI14.xml"}
    theirs = sources_by_olevba(source)
    ours = sources_by_olevba(path)
    assert {k: v for k, v in ours.items() if not k.startswith("Motxl")} == theirs
    assert set(sdk(path)) <= set(sdk(source))
    assert set(own.problems(path)) <= set(own.problems(source))
    assert motxl("macros", "--check", path) == 0


def test_a_signature_asks_for_force(
    tmp_path: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = shared / "corpus" / "excel" / "macro04.xlsm"
    assert motxl("macros", source, "-o", tmp_path / "x.xlsm") == 2
    assert "digitally signed" in told(capsys)


@others.needed
@pytest.mark.long
def test_two_hundred_workbooks_of_others(tmp_path: Path, sdk: Sdk) -> None:
    """Bytes in all of them; the judges, which are slow, on every tenth."""
    told_of = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/vbaProject.bin"}
    told_of |= {"xl/_rels/workbook.xml.rels"}
    gone = {"xl/vbaProjectSignature.bin", "xl/_rels/vbaProject.bin.rels"}
    for number, source in enumerate(others.WORKBOOKS):
        path = tmp_path / f"{source.stem}-{number}.xlsm"
        assert motxl("macros", source, "-o", path, "--force") == 0, source
        before, after = packed(source), packed(path)
        changed = {name for name in before if before[name] != after.get(name)}
        sheets = {s.part_name for s in Workbook.open(source).sheets}
        assert changed <= told_of | sheets | gone, source
        assert motxl("macros", "--check", path) == 0, source
        if number % 10 == 0:
            assert set(sdk(path)) <= set(sdk(source)), source
            assert set(own.problems(path)) <= set(own.problems(source)), source


# Code names


def named(path: Path) -> list[str]:
    """The code names of the sheets, in order."""
    book = Workbook.open(path)
    found = (re.search(rb'codeName="([^"]*)"', book.part(s.part_name)) for s in book.sheets)
    return [match[1].decode() if match else "" for match in found]


def three_sheets(path: Path) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Un").write(0, 0, 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Un!$A$1:$A$1"})
        book.add_chartsheet("Deux").set_chart(chart)
        book.add_worksheet("Trois")
    return path


def test_chart_sheets_are_counted_as_excel_does(tmp_path: Path, sdk: Sdk) -> None:
    source, path = three_sheets(tmp_path / "p.xlsx"), tmp_path / "p.xlsm"
    assert motxl("macros", source, "-o", path) == 0
    assert named(path) == ["Sheet1", "Chart2", "Sheet3"]
    assert {"Chart2.cls", "Sheet3.cls"} <= set(sources_by_olevba(path))
    assert sdk(path) == []


def test_code_names_that_are_there_stay(tmp_path: Path, sdk: Sdk) -> None:
    source, path = three_sheets(tmp_path / "p.xlsx"), tmp_path / "p.xlsm"

    def name(book: Workbook) -> None:
        part = book.sheets[0].part_name
        old = book.package.xml(part)
        new = old.replace(b"<dimension", b'<sheetPr codeName="Sheet3"/><dimension', 1)
        assert book.package.replace_xml(part, new)
        workbook = book.package.xml(book.part_name)
        assert b"codeName" not in workbook
        book.package.replace_xml(
            book.part_name, workbook.replace(b"<workbookPr", b'<workbookPr codeName="Classeur"')
        )

    edited(source, name)
    assert motxl("macros", source, "-o", path) == 0
    assert named(path) == ["Sheet3", "Chart2", "Sheet4"]
    assert {"Classeur.cls", "Sheet3.cls", "Sheet4.cls"} <= set(sources_by_olevba(path))
    assert sdk(path) == []


def test_a_workbook_part_with_a_prefix_and_without_properties(tmp_path: Path, sdk: Sdk) -> None:
    source, path = three_sheets(tmp_path / "p.xlsx"), tmp_path / "p.xlsm"

    def prefixed(book: Workbook) -> None:
        for part in (book.part_name, *(sheet.part_name for sheet in book.sheets)):
            xml = re.sub(rb"<workbookPr[^>]*/>", b"", book.package.xml(part))
            xml = re.sub(rb"<(/?)(\w+)(?=[\s>/])", rb"<\1x:\2", xml)
            xml = xml.replace(b'xmlns="', b'xmlns:x="', 1)
            book.package.replace_xml(part, xml)

    edited(source, prefixed)
    assert motxl("macros", source, "-o", path) == 0
    assert named(path) == ["Sheet1", "Chart2", "Sheet3"]
    assert b'<x:workbookPr codeName="ThisWorkbook"/>' in parts(path)["xl/workbook.xml"]
    assert sdk(path) == []


def test_sheets_of_excel_4_are_refused(tmp_path: Path, refused: Callable[..., str]) -> None:
    source = three_sheets(tmp_path / "p.xlsx")

    def old(book: Workbook) -> None:
        links = "xl/_rels/workbook.xml.rels"
        xml = book.package.xml(links)
        kind = b"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
        new = re.sub(rb'Type="[^"]*/worksheet"', b'Type="' + kind + b'"', xml, count=1)
        book.package.replace_xml(links, new)

    edited(source, old)
    assert "sheet of an old kind (Un)" in refused(source, "-o", tmp_path / "x.xlsm")


def test_strict_workbooks_are_refused(tmp_path: Path, refused: Callable[..., str]) -> None:
    source = three_sheets(tmp_path / "p.xlsx")

    def strict(book: Workbook) -> None:
        xml = book.package.xml(book.part_name)
        book.package.replace_xml(
            book.part_name,
            xml.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
        )

    edited(source, strict)
    assert "Strict Open XML" in refused(source, "-o", tmp_path / "x.xlsm")


# The sources, as a linter for VBA reads them


@pytest.mark.slow
def test_a_linter_finds_nothing(book: Path) -> None:
    """Undeclared names, calls with wrong arguments, variables that nobody reads…"""
    pytest.importorskip("pyvbaanalysis", reason="pip install pyvbaanalysis")
    done = subprocess.run(
        [sys.executable, "-m", "pyvbaanalysis", "--fail-level", "information", book],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
