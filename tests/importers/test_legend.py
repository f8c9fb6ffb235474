"""What the lines of a legend say, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.styles import Font

from motxl.__main__ import run
from motxl.book.file.filebook import FileBook, open_book
from motxl.importers.legend import LegendLine, read_legend
from motxl.jobs.import_ import Imported, import_source
from motxl.ooxml import Workbook
from motxl.programme.families import DEAL, TRANSVERSAL
from motxl.programme.features import Features
from motxl.programme.rows import is_legend
from tests.importers.making import PURPLE, imported, rows_of, sheet_of


def said(*texts: str, labels: tuple[str, ...] = ()) -> tuple[list[tuple[str, str]], list[int]]:
    """Family and title of each theme, and the lines that were understood."""
    legend = read_legend([LegendLine(n, text) for n, text in enumerate(texts)], labels)
    return [(one.family, one.label) for one in legend.themes], legend.placed


@pytest.mark.parametrize(
    ("line", "theme"),
    [
        ("Cross-border Deal thème 1 : Mobilité", (DEAL, "Mobilité")),
        ("Cross-border Deal theme 1 – Mobilité", (DEAL, "Mobilité")),
        ("Thème transversal - Montagne", (TRANSVERSAL, "Montagne")),
        ("Thème transversal : Bassins de vie, fleuves", (TRANSVERSAL, "Bassins de vie, fleuves")),
    ],
)
def test_lines_that_say_all_themselves(line: str, theme: tuple[str, str]) -> None:
    assert said(line) == ([theme], [0])


def test_lists_of_titles() -> None:
    titles = [(TRANSVERSAL, "Montagne"), (TRANSVERSAL, "Eau, forêt"), (TRANSVERSAL, "Bassins")]
    assert said("Thèmes transversaux : Montagne ; Eau, forêt ; Bassins.")[0] == titles
    assert (
        said("Légende", "Thèmes transversaux :", "Montagne", "Eau, forêt", "Bassins")[0] == titles
    )


def test_a_last_title_that_may_be_two_is_told() -> None:
    legend = read_legend([LegendLine(7, "Thèmes transversaux : Montagne, eau et forêt")], ())
    assert legend.in_doubt == [7]
    legend = read_legend([LegendLine(7, "Thèmes transversaux : Montagne ; eau et forêt")], ())
    assert legend.in_doubt == []


def test_a_number_below_a_title_of_the_deal_is_the_deals() -> None:
    found, placed = said("Cross-border Deal (suivi des propositions)", "Thème 2 - Culture")
    assert (found, placed) == ([(DEAL, "Culture")], [0, 1])


def test_other_families_need_the_title_of_a_legend_or_the_programmes_own_words() -> None:
    line = "ODD 4 : Éducation"
    assert said(line) == ([], [])
    assert said("Légende", line) == ([("ODD", "Éducation")], [0, 1])
    assert said(line, labels=("Lycées (cf. ODD 4)",)) == ([("ODD", "Éducation")], [0])
    listed = "Chantiers : Eau ; Forêt"
    assert said("Légende", listed) == ([], [0])
    assert said(listed, labels=("voir chantier Eau",))[0] == [
        ("Chantiers", "Eau"), ("Chantiers", "Forêt"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["Note 1 : voir annexe", "Total", "Page 3", "Version du 3 mars", "Source : MOT, 2026",
             "Contact : Anne ; Zoé", "1 : un", "Thème 3 : Eau", "12/03/2026 : réunion"],
)  # fmt: skip
def test_other_lines_are_none_of_a_legend(line: str) -> None:
    assert said(line) == ([], [])


def test_the_same_line_on_each_page_is_one_theme() -> None:
    assert said(*["Cross-border Deal thème 1 : Mobilité"] * 3) == ([(DEAL, "Mobilité")], [0, 1, 2])


def test_the_legend_of_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "Axe\tPROGRAMME DE TRAVAIL 2026\n1\tUn\n1.1\tDeux (cf. Cross-border Deal thème 1)\n"
        "1.1.1\tTrois (cf. thème transversal eau)\n\nLégende\n"
        "Cross-border Deal thème 1 : Mobilité\n"
        "Thèmes transversaux : Eau ; Forêt\nÀ relire avant vendredi\n"
    )
    source = tmp_path / "p.txt"
    source.write_text(text, "utf-8")
    made, workbook = imported(source)
    themes = [(row["Famille"], row["Intitulé"]) for row in rows_of(workbook, "tblThemes")]
    assert themes == [(DEAL, "Mobilité"), (TRANSVERSAL, "Eau"), (TRANSVERSAL, "Forêt")]
    assert [number for number, _sentence in made.notes] == [9]
    assert run(["import", str(source), "-o", str(tmp_path / "q.xlsx")]) == 1
    assert "line 9: not placed: “À relire avant vendredi”" in capsys.readouterr().err


def test_what_is_said_not_to_be_placed_stands_nowhere_and_all_else_on_accueil(
    tmp_path: Path,
) -> None:
    source = tmp_path / "p.txt"
    source.write_text(
        "Axe\tPROGRAMME DE TRAVAIL 2026\n1\tUn\n1.1\tDeux (cf. Cross-border Deal thème 1)\n"
        "1.1.1\tTrois\n1.1.1\tQuatre\n\nNEW\t<p>Cross-border Deal : suites données</p>\n"
        "Les thèmes transversaux retenus par le bureau\nÀ relire avant vendredi\n",
        "utf-8",
    )
    made, workbook = imported(source)
    shown = " ".join(cell.text or "" for cell in workbook["Accueil"].cells())
    said = {sentence.split("“")[1].split("”")[0]: sentence for _line, sentence in made.notes}
    assert len(said) == 3
    for text, sentence in said.items():
        assert ("stands in the sheet Accueil" in sentence) is (text in shown)
        assert ("not placed" in sentence) is (text not in shown)
    assert [text for text in said if text not in shown] == ["À relire avant vendredi"]


def test_no_theme_of_another_year(tmp_path: Path) -> None:
    source = tmp_path / "p.txt"
    source.write_text("Axe\tPROGRAMME DE TRAVAIL 2026\n1\tUn\n1.1\tDeux\n", "utf-8")
    made, workbook = imported(source)
    assert "tblThemes" not in workbook.tables
    assert sum("borders, themes, jetons" in sentence for sentence in made.said) == 1


def test_asked_for_themes_are_an_empty_sheet(tmp_path: Path) -> None:
    source = tmp_path / "p.txt"
    source.write_text("Axe\tPROGRAMME DE TRAVAIL 2026\n1\tUn\n1.1\tDeux\n", "utf-8")
    made = import_source(source, tmp_path / "b.xlsx", wanted=["themes"])
    assert rows_of(Workbook.open(made.path), "tblThemes") == []
    assert sum("no legend" in sentence for sentence in made.said) == 1
    assert open_book(made.path).programme.features == Features(False, True, False, True, False)


OPENING = (
    "Axe\tPROGRAMME DE TRAVAIL DE LA MOT 2026 (au 22/01/2026)\n1\tAXE 1\n1.1\tDIALOGUER\n"
    "1.1.1\tDialogue\n1.1.1\tMobilité (cf. Cross-border deal thème 1)\n"
    "1.1.1\tNeige (cf. thème transversal montagne)\n"
)


def imported_legend(tmp_path: Path, *lines: str) -> tuple[Imported, list[tuple[object, object]]]:
    """What an import of a published text with this legend says, and the themes that it makes."""
    source = tmp_path / "p.txt"
    source.write_text(OPENING + "\n".join(lines) + "\n", "utf-8")
    made, workbook = imported(source, overwrite=True)
    assert len(rows_of(workbook)) == 5
    return made, [(row["Famille"], row["Intitulé"]) for row in rows_of(workbook, "tblThemes")]


@pytest.mark.parametrize("mark", ["NEW", "NOUVEAU", "Nouveautés"])
@pytest.mark.parametrize(
    "deal",
    ["<p>Cross-border Deal : suites données aux recommandations</p> <p>Thème 1 : Mobilités</p> "
     "<p>Thème 2 : Santé</p>",
     "<p>Les thèmes du Cross-border Deal 2026</p> <p>Thème 1 - Mobilités</p> "
     "<p>Thème 2 - Santé</p>",
     "<p>Cross-border Deal : thème 1 Mobilités ; thème 2 - Santé</p>"],
)  # fmt: skip
@pytest.mark.parametrize(
    "title", ["Nouvelles approches et initiatives du programme (références en orange)",
              "Nouveautés du programme 2026 (les renvois aux thèmes sont en orange)"],
)  # fmt: skip
def test_a_legend_in_other_words(tmp_path: Path, title: str, mark: str, deal: str) -> None:
    made, themes = imported_legend(
        tmp_path,
        title,
        f"{mark}\t{deal}",
        f"{mark}\t<p>Thèmes transversaux de 2026 :</p> <p>Montagne</p> <p>Littoral</p>",
        "Les renvois aux jetons de l'offre modulable sont en vert dans le programme",
    )
    assert themes == [
        (DEAL, "Mobilités"), (DEAL, "Santé"), (TRANSVERSAL, "Montagne"), (TRANSVERSAL, "Littoral"),
    ]  # fmt: skip
    assert made.is_all
    assert made.notes == []


@pytest.mark.parametrize(
    "line",
    ["Cross-border Deal : Mobilités ; Santé ; Emploi",
     "Cross-border Deal : thème 1 Mobilités ; puis la santé",
     "Cross-border Deal : suites données aux recommandations des années passées, et à venir",
     "NOUVEAU\t<p>Cross-border Deal : suites données</p>"],
)  # fmt: skip
def test_what_seems_a_legend_and_is_not_read_is_told_whole(tmp_path: Path, line: str) -> None:
    made, themes = imported_legend(tmp_path, line)
    words = line.partition("\t")[2].removeprefix("<p>").removesuffix("</p>") or line
    assert themes == []
    assert any(words in sentence for _number, sentence in made.notes)
    assert [sentence for sentence in made.said if "seems to have a legend" in sentence and words
            in sentence]  # fmt: skip
    assert not any("no legend" in sentence for sentence in made.said)


def test_a_new_action_is_no_line_of_a_legend() -> None:
    assert not is_legend("Nouveau", "Revue de presse")
    assert is_legend("Nouveau", "<p>Thème 1 - Mobilité</p>")


def test_a_line_that_begins_with_a_colour_says_that_of_themes(tmp_path: Path) -> None:
    book, sheet = sheet_of(tmp_path / "s.xlsx")
    lines = (
        ("Programme de travail 2026", None),
        ("En violet : les thèmes du Cross-border Deal", PURPLE),
        ("Thème 1 : Mobilités", None),
        ("Axe", None),
        ("1", None),
        ("1.1", None),
        ("1.1.1", None),
    )
    for number, (text, colour) in enumerate(lines, 1):
        sheet.cell(number, 1, text)
        if colour is not None:
            sheet.cell(number, 1).font = Font(color=f"FF{colour}")
    for number, text in enumerate(
        ("Programme de travail", "Un", "Deux", "Trois (cf. Cross-border Deal thème 1)"), 4
    ):
        sheet.cell(number, 2, text)
    book.save(tmp_path / "s.xlsx")
    made, workbook = imported(tmp_path / "s.xlsx")
    assert not made.unplaced
    assert [row["Famille"] for row in rows_of(workbook, "tblThemes")] == [DEAL]
    assert FileBook.read(workbook).programme.palette.orange == PURPLE
