"""``motxl references``: columns that stand below one another, each family counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run
from tests.families.making import PRIORITIES, USUAL, made

LABELS = (
    "Former les maires (cf. Cross-border Deal thème 1)",
    "Former les élus (cf. accord Deal n° 1)",
    "Conseiller (cf. thème transversal montagne)",
    "Aider (deux jetons par an)",
)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_family_of_two_writings_is_listed_and_counted_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    writings = "Cross-border Deal thème {n} ; accord Deal n° {n}"
    long_name = "Un nom plus long que dix-huit lettres"
    families = [
        {**USUAL[0], "Écriture": writings},
        {**USUAL[1], "Famille": long_name},
        USUAL[2],
    ]
    themes = [{**PRIORITIES[0], "Famille": "Cross-border Deal"}]
    path = made(tmp_path / "book.xlsx", families, LABELS, themes=themes)
    assert run(["references", str(path), "--lang", language]) == 0
    *lines, _blank, total = capsys.readouterr().out.splitlines()
    heads = lines[::2]
    assert [head.rstrip()[-2:] for head in heads[:2]] == ["P1", "P1"]
    assert len({len(head) - len(head.split()[-1]) for head in heads}) == 1
    assert total.count("Cross-border Deal") == 1
    assert total.startswith("Cross-border Deal: 2, " if language == "en" else "Cross-border Deal")
