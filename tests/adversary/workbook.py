"""The workbook as the adversary knows it, and its own simple reading of who is who."""

from __future__ import annotations

import atexit
import hashlib
import re
import shutil
import tempfile
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.summary.making import AXES, action, book

SENDER, EXAMPLE_SENDER = "programme@mot.test", "programme@example.org"
BORDERS = ("", "FR-IT", "FR-DE")
NO_BORDERS = ("FR-XX", "la frontière d’en face", "FR-ITT")
PORTEES = ("Tous", "Ciblée", "")
NO_PORTEES = ("Ciblé", "Cibles", "certains", "Tou te s", "?")
ENVOIS = ("À", "Cc", "")
NO_ENVOIS = ("à relancer", "peut-être", "CCi")
NO_ADDRESSES = ("à demander", "mairie@", "@ville.test", "mairie@ville@test")
ORGANISATIONS = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
CANARY = re.compile(rb"zq[0-9a-f]{12}qz", re.IGNORECASE)


def normal(text: str) -> str:
    """Case, accents and white space do not count."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).split())


def several(cell: str) -> list[str]:
    return [one.strip() for one in re.split(r"[;\n]", cell) if one.strip()]


@lru_cache(maxsize=1)
def _small() -> Path:
    """The shipped workbook without rows, from which others are made in a quarter of the time."""
    folder = tempfile.mkdtemp(prefix="motxl-adversary-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return book(Path(folder) / "small.xlsx", AXES, tblContacts=())


@dataclass(eq=False)
class Member:
    """A row of Adhérents. ``organisation`` is who it is in the world, whatever the row says."""

    organisation: str
    key: str
    name: str
    aliases: list[str] = field(default_factory=list)
    border: str = ""
    active: bool = True

    def names(self) -> set[str]:
        return {normal(one) for one in (self.key, self.name, *self.aliases)}


@dataclass(eq=False)
class Contact:
    member: str
    email: str
    envoi: str = "À"


@dataclass(eq=False)
class Row:
    """``owner`` is the organisation whose words are in the label; empty: nobody's.

    A row without canary is for everyone."""

    ref: int
    label: str
    canary: str = ""
    owner: str = ""
    portee: str = "Ciblée"
    border: str = ""
    named: str = ""
    event: str = ""


@dataclass(eq=False)
class Tokens:
    """A row of Suivi jetons."""

    member: str
    ref: int
    note: str


class Workbook:
    def __init__(self) -> None:
        self.members: list[Member] = []
        self.contacts: list[Contact] = []
        self.rows: list[Row] = []
        self.tokens: list[Tokens] = []
        self.year, self.day, self.sender = 2025, 1, SENDER
        self.owners: dict[str, str] = {}
        """To which organisation each canary belongs; ``-`` where it is to leave for nobody"""
        self._made = {"canary": 0, "ref": 2, "key": 0, "address": 0, "organisation": 0}

    def next(self, what: str) -> int:
        self._made[what] += 1
        return self._made[what]

    def canary(self, owner: str) -> str:
        number = self.next("canary")
        made = f"zq{hashlib.sha256(f'canary {number}'.encode()).hexdigest()[:12]}qz"
        self.owners[made] = owner
        return made

    # Who is who

    def meant(self, cell: str) -> list[Member]:
        """Every member that a name stands for: its key, its name or one of its aliases."""
        return [one for one in self.members if normal(cell) in one.names()]

    def surely(self, cell: str) -> Member | None:
        found = self.meant(cell)
        return found[0] if len(found) == 1 else None

    def owners_of(self, address: str) -> list[tuple[Member, str]]:
        """The members who an address surely is of, and each time what Envoi says."""
        return [
            (member, one.envoi)
            for one in self.contacts
            if address.casefold() in [part.casefold() for part in several(one.email)]
            and (member := self.surely(one.member)) is not None
        ]

    def member(self, key: str, name: str) -> Member | None:
        """The one row that has both; None also where another one has either of them."""
        found = [one for one in self.members if one.key == key or one.name == name]
        if len(found) == 1 and (found[0].key, found[0].name) == (key, name):
            return found[0]
        return None

    # What is doubtful

    def doubts(self) -> list[str]:
        """What makes it doubtful who gets what; each a kind, then where."""
        found = []
        for what in ("key", "name"):
            values = [normal(getattr(one, what)) for one in self.members]
            if len(set(values)) < len(values):
                found.append(f"two members with one {what}")
        for place, cells in (
            ("Contacts", [one.member for one in self.contacts]),
            ("Suivi jetons", [one.member for one in self.tokens]),
            ("Adhérents concernés", [n for row in self.rows for n in several(row.named)]),
        ):
            for cell in cells:
                count = len(self.meant(cell))
                if count != 1:
                    found.append(f"{'an ambiguous' if count else 'an unknown'} name in {place}")
        for row in self.rows:
            if row.portee not in PORTEES:
                found.append("an unknown Portée")
            if row.border not in BORDERS:
                found.append("an invalid border")
        for one in self.contacts:
            if one.envoi not in ENVOIS:
                found.append("an odd Envoi")
            elif one.envoi and any(part in NO_ADDRESSES for part in several(one.email)):
                found.append("an address that is none")
        return sorted(set(found))

    def doubtful_rows(self) -> set[str]:
        """Canaries of rows that concern nobody at all now: they point to no one sure."""
        found = set()
        for row in self.rows:
            if not row.canary or any(self.surely(name) for name in several(row.named)):
                continue
            if any(one.ref == row.ref and self.surely(one.member) for one in self.tokens):
                continue
            found.add(row.canary)
        return found

    # Onto the disk

    def write(self, path: Path) -> None:
        rows: list[dict[str, Any]] = [*AXES]
        for one in self.rows:
            rows.append(  # noqa: PERF401 - a list of calls this long reads worse
                action(
                    f"{one.label} {one.canary}".strip(),
                    **{
                        "Réf.": f"2025-{one.ref:03}",
                        "Portée": one.portee or None,
                        "Frontière": one.border or None,
                        "Adhérents concernés": one.named or None,
                        "Commentaire": self._inner(),
                    },
                )
            )
        day = date(self.year, 1, self.day)
        parameters: list[dict[str, Any]] = [
            {"Clé": "année", "Valeur": self.year},
            {"Clé": "version", "Valeur": day},
            {"Clé": "expéditeur", "Valeur": self.sender},
            {"Clé": "signature", "Valeur": "Mission"},
            {"Clé": "langue", "Valeur": "fr"},
            {"Clé": "dernier numéro de Réf.", "Valeur": 900},
        ]
        given: dict[str, Any] = {
            "tblAdherents": [
                {
                    "Clé": one.key,
                    "Nom": one.name,
                    "Alias": "; ".join(one.aliases) or None,
                    "Frontières": one.border or None,
                    "Langue": "fr",
                    "Jetons attribués": 50,
                    "Adhérent en cours": "oui" if one.active else "non",
                }
                for one in self.members
            ],
            "tblContacts": [
                {
                    "Adhérent": one.member,
                    "Civilité": "Madame",
                    "Nom": "Martin",
                    "E-mail": one.email,
                    "Envoi": one.envoi or None,
                }
                for one in self.contacts
            ],
            "tblJetons": [{"Clé": "J1", "Prestation": "Une note", "Nombre de jetons": 1}],
            "tblSuiviJetons": [
                {
                    "Date": day,
                    "Adhérent": one.member,
                    "Prestation": "J1",
                    "État": "accepté",
                    "Jetons": 1,
                    "Réf.": f"2025-{one.ref:03}",
                    "Note": one.note,
                }
                for one in self.tokens
            ],
            "tblEvenements": [
                {
                    "Réf.": f"2025-{one.ref:03}",
                    "Début": date(self.year, 3, 6),
                    "Précision": "jour",
                    "Intitulé": one.event,
                }
                for one in self.rows
                if one.event
            ],
            "tblParametres": parameters,
        }
        book(path, rows, _small(), **given)

    def _inner(self) -> str:
        """A comment that is to leave for nobody; the same in every row."""
        inner = next((one for one, owner in self.owners.items() if owner == "-"), None)
        return inner or self.canary("-")
