"""``from motxl import open_programme, validate``, for people who write scripts."""

from __future__ import annotations

import inspect
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

import motxl
from motxl import (
    api,
    check,
    colour,
    import_programme,
    open_programme,
    renumber,
    summarise,
    undo,
    validate,
)
from motxl.__main__ import run
from motxl.cli import cli
from motxl.errors import MotxlError, UsageError
from motxl.jobs.import_ import NotImportedError
from motxl.jobs.renumber import NotRenumberedError
from motxl.ooxml import Workbook
from motxl.programme.model import TYPE
from motxl.template.shipped import source_path, template_path

SHIPPED = template_path("programme-2025")


def test_a_programme_is_read_and_checked() -> None:
    programme = open_programme(str(SHIPPED))
    found = validate(programme, select=["NUM"], ignore=["NUM011"])
    assert [(d.rule, d.cell) for d in found] == [("NUM004", "A98")]
    assert len(validate(programme)) > 1


def test_rules_are_chosen_by_a_text_or_by_several() -> None:
    programme = open_programme(SHIPPED)
    assert validate(programme, select="NUM") == validate(programme, select=["NUM"])
    assert validate(programme, select="NUM, REF102") == validate(
        programme, select=["NUM", "REF102"]
    )
    assert not [one for one in validate(programme, ignore="NUM") if one.rule.startswith("NUM")]
    with pytest.raises(UsageError, match="No rule is called NOM"):
        validate(programme, select="NOM")


@pytest.mark.parametrize("common", [3, True, ["none"], "", "oui"])
def test_a_part_that_is_none_is_refused_whatever_it_is(tmp_path: Path, common: object) -> None:
    with pytest.raises(UsageError, match="does not tell which part of the actions for everyone"):
        motxl.make_extracts(SHIPPED, tmp_path / "out", common=common)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_each_function_can_be_had_from_motxl_itself() -> None:
    made = {name for name, one in vars(api).items() if inspect.isfunction(one) and name[0] != "_"}
    assert sorted({*made, "__version__"}) == motxl.__all__ == sorted(motxl.__all__)
    assert {name: getattr(motxl, name) for name in made} == {name: vars(api)[name] for name in made}


def test_no_function_has_the_name_of_a_module() -> None:
    """Once that is loaded, it would stand in the function's place. Two of old names can be called
    as the function: ``motxl.renamed``."""
    modules = {module.name for module in pkgutil.iter_modules(motxl.__path__)}
    assert modules.intersection(motxl.__all__) == {"colour", "demo"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copy(SHIPPED, tmp_path / "p.xlsx"))


def test_what_would_be_done_is_said_and_not_done(book: Path) -> None:
    before = book.read_bytes()
    assert check(book, unsafe=True, diff=True).fixed
    assert colour(book, write=False).edits == []
    assert summarise(book, write=False).changed
    assert book.read_bytes() == before


def test_what_was_done_is_undone(book: Path) -> None:
    workbook = Workbook.open(book)
    table = workbook.table("tblProgramme")
    assert table is not None
    table.insert_rows(25, [[None, "Un objectif de plus", "Objectif", *[None] * 14]])
    workbook.save()
    before = book.read_bytes()
    assert renumber(book, write=False).found.edits
    assert book.read_bytes() == before
    done = renumber(str(book))
    assert done.saved
    assert list(done.to_frame().columns) == ["row", "ref", "old", "new", "label"]
    assert book.read_bytes() != before
    assert undo(book).state.command == "renumber"
    assert book.read_bytes() == before


def test_a_refusal_carries_what_stands_in_the_way(book: Path) -> None:
    workbook = Workbook.open(book)
    table = workbook.table("tblProgramme")
    assert table is not None
    table.sheet.set_value("A5", "eins")
    workbook.save()
    with pytest.raises(NotRenumberedError) as refused:
        renumber(book)
    assert refused.value.reason == "structure"
    assert [one.entry.row for one in refused.value.obstacles] == [5]
    assert "A5 (eins)" in str(refused.value)
    assert "motxl" not in str(refused.value)


def test_an_import_says_what_it_lacks_and_the_command_which_option_helps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "p.txt"
    source.write_text("1\tAXE 1 - Un axe\n1.1\tUn objectif\n", "utf-8")
    with pytest.raises(NotImportedError) as refused:
        import_programme(source, tmp_path / "p.xlsx")
    assert refused.value.reason == "year"
    assert str(refused.value) == f"{source} does not indicate the year of the programme."
    assert run(["import", str(source), "-o", str(tmp_path / "p.xlsx")]) == 2
    assert "give it, for example with --year 2026." in capsys.readouterr().err
    assert import_programme(source, tmp_path / "p.xlsx", year=2026).rows == 2


def test_each_job_of_scripts_is_a_command_too() -> None:
    """A job has several doors: what one of them alone could do would soon live in it."""
    package = Path(motxl.__path__[0])
    named = re.compile(r"from (motxl\.jobs(?:\.\w+)*) import (\w+)")

    def jobs(path: Path) -> set[str]:
        """The modules of jobs that are imported, or of which something is."""
        found = (f"{one}.{name}" for one, name in named.findall(path.read_text("utf-8")))
        places = ((one, package.parent / f"{one.replace('.', '/')}.py") for one in found)
        return {one if path.exists() else one.rpartition(".")[0] for one, path in places}

    by_commands = {job for path in (package / "cli").rglob("*.py") for job in jobs(path)}
    assert jobs(package / "api.py") | jobs(package / "api_mail.py") <= by_commands


OPTIONS: dict[str, tuple[Callable[..., object], dict[str, str]]] = {
    "import": (api.import_programme, {"carry": "jetons", "force": "overwrite"}),
    "new": (api.new_programme, {"carry": "jetons", "force": "overwrite"}),
    "calendar": (api.make_calendar, {"book": "path"}),
    "freeze": (api.freeze, {"book": "path", "no_pdf": "pdf"}),
    "collect": (api.collect, {"book": "path"}),
}
"""Commands, their functions, and what is named otherwise there"""
OF_TERMINALS = {"verbose", "output_format", "lang"}


@pytest.mark.parametrize("name", OPTIONS)
def test_each_option_of_a_command_is_one_of_its_function(name: str) -> None:
    function, renamed = OPTIONS[name]
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    options = {one.name for one in command.params} - OF_TERMINALS
    assert {renamed.get(str(one), one) for one in options} == {
        *inspect.signature(function).parameters
    }


def test_an_import_is_told_what_the_workbook_is_to_have_a_place_for(tmp_path: Path) -> None:
    source, output = tmp_path / "p.txt", tmp_path / "p.xlsx"
    source.write_text("1\tAXE 1 - Un axe\n1.1\tUn objectif\n", "utf-8")
    with pytest.raises(UsageError, match="“frontières” is none of those"):
        import_programme(source, output, year=2026, wanted=["frontières"])
    assert not output.exists()
    made = import_programme(source, output, year=2026, wanted="borders", organisation="L'Asso")
    assert (made.features.borders, made.features.jetons) == (True, False)
    assert open_programme(output).organisation == "L'Asso"


def test_macros_go_into_files_that_excel_opens(book: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ends with \.xlam"):
        api.make_addin(tmp_path / "addin.xlsx")
    with pytest.raises(UsageError, match=r"ends with \.xlsm"):
        api.put_macros(book, tmp_path / "copy.xlsx")
    assert list(tmp_path.iterdir()) == [book]


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MotxlError, match="does not exist"):
        check(tmp_path / "nothing.xlsx")


def test_the_numbers_of_synthese_are_frames(book: Path) -> None:
    for table in summarise(book).tables:
        frame = table.to_frame()
        sums = frame[[value.caption for value in table.crosstab.layout.values]].sum()
        assert tuple(sums) == table.crosstab.totals


def test_as_a_frame() -> None:
    frame = open_programme(SHIPPED).to_frame()
    assert len(frame) == 138
    assert frame.groupby(TYPE).size().to_dict()["Action"] == 100
    assert frame.loc[107, "Axe"] == "3.1.2"
    assert list(frame.columns[:4]) == ["Axe", "Programme de travail", "Type", "Réf."]


def test_importing_motxl_loads_nothing_heavy() -> None:
    code = (
        "import motxl, sys; print([m for m in ('pandas', 'openpyxl', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert motxl.__version__


LONG = "a" * 300


@pytest.mark.parametrize(
    "job",
    [
        lambda name: open_programme(f"{name}.xlsx"),
        lambda name: check(f"{name}.xlsx"),
        lambda name: import_programme(source_path("programme-2025.txt"), f"{name}.xlsx"),
        lambda name: import_programme(f"{name}.txt", "new.xlsx"),
        lambda name: undo(f"{name}.xlsx"),
        lambda name: api.redo(f"{name}.xlsx"),
        lambda name: api.put_macros(SHIPPED, f"{name}.xlsm"),
        lambda name: api.make_addin(f"{name}.xlam"),
        api.demo,
        lambda name: api.inspect(f"{name}.xlsx"),
        lambda name: api.make_extracts(SHIPPED, name, ["ADH-01"]),
        lambda name: api.mail_preview(SHIPPED, name),
        api.mail_status,
        lambda name: api.mail_confirm(SHIPPED, name),
        lambda name: summarise(SHIPPED, write=False, page=f"{name}.html"),
    ],
)
def test_a_name_that_is_too_long_is_refused_in_a_sentence(
    job: Callable[[str], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MotxlError):
        job(LONG)
