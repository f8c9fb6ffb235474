"""Nothing of one member is in the extract of another, wherever one looks.

Every member gets words that cannot be guessed: in its name, alias, key, contacts, notes of jetons,
in entries that concern it alone, and in columns that never leave the house. Every byte of every
part of all other extracts is searched.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motxl.extract.identity import Identity, identity_of_pdf
from motxl.extract.pdf import convert
from motxl.inspection import inspect
from motxl.ooxml import Workbook
from tests.extract.making import extract, holds, programme
from tests.judges.libreoffice import soffice
from tests.summary.making import action

BORDERS = ["", "FR-IT", "FR-DE", "FR-IT-MC", "FR-ES", "Outre-mer", "XX-YY"]
LANGUAGES = ["", "fr", "en", "de", "es", "it", "nl", "pt"]
INTERNAL = ("Pilote", "Bilan", "Commentaire")


def word(kind: str, number: int) -> str:
    """What nobody else would write: in no language, and not in the workbook."""
    return f"q{kind}{zlib.crc32(f'{kind}{number}'.encode()):08x}"


class World:
    """A programme, and the words that belong to each member."""

    def __init__(self, borders: list[str], languages: list[str], common: list[bool]) -> None:
        self.members: list[dict[str, Any]] = []
        self.own: dict[str, list[str]] = {}
        """By key: what only that member may see"""
        self.never: list[str] = []
        """What nobody may see"""
        self.tables: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("tblContacts", "tblSuiviJetons", "tblJetons", "tblEvenements")
        }
        self.entries: list[dict[str, Any]] = []
        for number, (border, language) in enumerate(zip(borders, languages, strict=True)):
            self._add_member(number, border, language)
        for number, everyone in enumerate(common, 100):
            scope = {"Portée": "Tous"} if everyone else {"Frontière": "FR-DE"}
            self._entry(f"common {number}", number, **scope)

    def _add_member(self, number: int, border: str, language: str) -> None:
        key, name, alias = (word(kind, number) for kind in ("Key", "Name", "Alias"))
        label, event, place = (word(kind, number) for kind in ("Label", "Event", "Place"))
        self.members.append(
            {"Clé": key, "Nom": f"Ville de {name}", "Alias": alias, "Frontières": border,
             "Langue": language, "Jetons attribués": 10 + number}
        )  # fmt: skip
        self.own[key] = [key, name, label, event]
        address, person, function, note, service = (
            word(kind, number) for kind in ("Mail", "Person", "Function", "Note", "Service")
        )
        self.tables["tblContacts"].append(
            {"Adhérent": key, "Nom": person, "Fonction": function,
             "E-mail": f"{address}@example.org", "Envoi": "À"}
        )  # fmt: skip
        self.tables["tblSuiviJetons"].append(
            {"Adhérent": alias, "Prestation": service, "État": "réservé", "Jetons": 1,
             "Note": note, "Réf.": f"2025-{len(self.entries) + 3:03}"}
        )  # fmt: skip
        self.tables["tblJetons"].append(
            {"Clé": word("J", number), "Prestation": service, "Ouverte à": alias}
        )
        self.own[key].append(service)
        self.tables["tblEvenements"].append(
            {"Réf.": f"2025-{len(self.entries) + 3:03}", "Début": date(2025, 3, 6 + number),
             "Intitulé": event, "Lieu": place}
        )  # fmt: skip
        self.never += [alias, address, person, function, note]
        self._entry(label, number, **{"Adhérents concernés": key, "Portée": "Ciblée"})

    def _entry(self, label: str, number: int, **values: str) -> None:
        internal = {column: word(column, number) for column in INTERNAL}
        self.never += internal.values()
        self.entries.append(action(label, **internal, **values))

    def forbidden(self, key: str) -> list[str]:
        """What the extract of a member must not hold."""
        others = [word for other, words in self.own.items() if other != key for word in words]
        return self.never + others

    def book(self, path: Path) -> Path:
        return programme(path, self.entries, self.members, **self.tables)


def extracts(world: World, folder: Path) -> Mapping[str, Path]:
    """The extract of each member, by key."""
    from motxl.extract.manifest import Manifest

    result = extract(world.book(folder / "book.xlsx"), folder / "out")
    assert result.failed == ()
    known = Manifest(folder / "out").known
    return {key: folder / "out" / one.files[0][0] for key, one in known.items()}


def check(world: World, made: Mapping[str, Path]) -> None:
    assert made.keys() == world.own.keys()
    for key, path in made.items():
        data = path.read_bytes()
        assert holds(data, world.forbidden(key)) == [], path.name
        assert not [one for one in world.forbidden(key) if one in path.name]
        # What it may see is there: else the search would prove nothing.
        assert set(holds(data, world.own[key])) >= {world.own[key][1], world.own[key][2]}
        assert inspect(Workbook(data)) == []


WORLDS = st.integers(2, 5).flatmap(
    lambda n: st.builds(
        World,
        st.lists(st.sampled_from(BORDERS), min_size=n, max_size=n),
        st.lists(st.sampled_from(LANGUAGES), min_size=n, max_size=n),
        st.lists(st.booleans(), max_size=3),
    )
)


@given(world=WORLDS)
@settings(max_examples=15, deadline=None)
def test_nothing_of_another_member_is_in_an_extract(
    tmp_path_factory: pytest.TempPathFactory, world: World
) -> None:
    check(world, extracts(world, tmp_path_factory.mktemp("canary")))


@pytest.mark.slow
def test_nor_is_it_in_a_pdf(tmp_path: Path) -> None:
    program = soffice()
    if program is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice and pdftotext are needed")
    world = World(["FR-IT", "FR-DE", ""], ["fr", "de", ""], [True, False])
    made = extracts(world, tmp_path)
    folder = tmp_path / "pdf"
    folder.mkdir()
    whose = {path: Identity(key, "name", "digest") for key, path in made.items()}
    done = convert(Path(program), whose, folder, lambda _number: None)
    assert len(done) == len(made)
    for key, path in made.items():
        pdf = folder / f"{path.stem}.pdf"
        assert identity_of_pdf(pdf.read_bytes()) == whose[path]
        told = subprocess.run(
            ["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout
        whole = opened(pdf.read_bytes()) + told.replace("\n", "").encode()
        assert holds(whole, world.forbidden(key)) == []
        assert holds(whole, [world.own[key][1]]) == [world.own[key][1]]


def opened(pdf: bytes) -> bytes:
    """A PDF with its streams inflated."""
    found = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_a_leak_would_be_found(tmp_path: Path) -> None:
    """The search itself: it finds a word in any part, in any encoding, in a file in a file."""
    import io
    import zipfile

    world = World(["FR-IT", "FR-DE"], ["fr", "fr"], [])
    made = extracts(world, tmp_path)
    first, second = made
    for secret in (b"in clear", "deep".encode("utf-16-le")):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("x", world.own[second][1].encode() + secret)
        outer = io.BytesIO(made[first].read_bytes())
        with zipfile.ZipFile(outer, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/media/leak.bin", inner.getvalue())
        assert holds(outer.getvalue(), world.forbidden(first)) == [world.own[second][1]]
