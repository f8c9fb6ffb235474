"""Right programmes made by chance: axes, objectives, actions, references, and every table."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from motxl.importers.filling import fill
from motxl.importers.tables import NewWorkbook, Row
from motxl.programme.cellvalue import CellValue as Value
from motxl.programme.model import AXE, BORDER, LABEL, MEMBERS, ORDRE, REF, SCOPE, TYPE
from motxl.programme.scheme import MOT
from motxl.template import layout
from motxl.template.layout import Parametre, ProgrammeColumn
from motxl.template.shipped import template_path

LEVELS = MOT.names[:3]
ACTION = MOT.names[3]

_VERBS = (
    "Accompagner", "Organiser", "Publier", "Préparer", "Animer", "Documenter", "Soutenir",
    "Évaluer", "Cartographier", "Réunir", "Former", "Conseiller", "Comparer", "Traduire",
)  # fmt: skip
_THINGS = (
    "un atelier sur les déchets", "le guide des apprentis", "une veille sur les tarifs",
    "les rencontres des élus", "un réseau de bibliothèques", "une étude des marchés publics",
    "la lettre d’information", "un répertoire des services", "les échanges de classes",
    "une formation des agents", "le suivi des chantiers", "un colloque sur le logement",
    "la plateforme de données", "une charte des refuges", "le forum des entreprises",
    "un inventaire des haies", "la semaine du patrimoine", "une enquête auprès des usagers",
)  # fmt: skip
_WHERE = (
    "dans les vallées", "avec les universités", "en ligne", "pour les communes rurales",
    "au printemps", "à l’automne", "chaque trimestre", "avec la presse locale", "en deux langues",
    "pour les nouveaux élus", "sur les marchés", "avec les chambres consulaires",
)  # fmt: skip
_AREAS = ("LE CADRE", "LES SERVICES", "LA CONNAISSANCE", "LES RÉSEAUX", "L’AVENIR", "LE VIVANT")
_BORDERS = ("FR-BE", "FR-LU", "FR-DE", "FR-CH", "FR-IT", "FR-ES", "FR-DE-LU-BE", "FR-IT-CH")
_TOWNS = (
    "Aubeville", "Brimont", "Castelrive", "Dornach-le-Vieux", "Esclange", "Fontclaire",
    "Grandval-sur-Orne", "Hautepierre", "Issolac", "Jarville-la-Neuve",
)  # fmt: skip
_THEMES = (
    "Mobilité du quotidien", "Eau et rivières", "Santé de proximité", "Culture et mémoire",
    "Enseignement supérieur", "Énergie des villages", "Sécurité civile",
)  # fmt: skip
_TRANSVERSAL = ("Ruralité", "Jeunesse", "Climat")
_PILOTES = ("Awa", "Bruno", "Chloé", "Denis")


class _Maker:
    """Makes one programme; ``chance`` decides everything."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.year = chance.choice((2024, 2025, 2026))
        self.third_level = chance.random() < 0.7
        self.deal = list(_THEMES[: chance.randint(3, len(_THEMES))])
        self.transversal = list(_TRANSVERSAL[: chance.randint(1, 3)])
        self.members = [self._member(n) for n in range(chance.randint(4, len(_TOWNS)))]
        self.services: list[Row] = []
        self.rows: list[dict[str, Value]] = []
        self._said: set[str] = set()

    def _member(self, number: int) -> Row:
        town = _TOWNS[number]
        return {
            "Clé": f"M-{number + 1:02d}",
            "Nom": f"Communauté de {town}",
            "Type": "Intercommunalité",
            "Pays": "FR",
            "Frontières": self.chance.choice(_BORDERS[:6]),
            "Langue": self.chance.choice(("fr", "fr", "en")),
            "Jetons attribués": 12,
            "Adhérent en cours": "oui",
        }

    def make(self) -> NewWorkbook:
        for axis in range(1, self.chance.randint(2, 6) + 1):
            self._heading((axis,), f"AXE {axis} - RENFORCER {_AREAS[axis - 1]}")
            for objective in range(1, self.chance.randint(1, 4) + 1):
                self._heading((axis, objective), f"OBJECTIF : {self._words().upper()}")
                if not self.third_level:
                    self._actions((axis, objective))
                    continue
                for under in range(1, self.chance.randint(1, 4) + 1):
                    self._heading((axis, objective, under), self._words())
                    self._actions((axis, objective, under))
        self._refer()
        self._concern()
        self._serve()
        return self._workbook()

    def _words(self) -> str:
        while True:
            words = (self.chance.choice(several) for several in (_VERBS, _THINGS, _WHERE))
            text = " ".join(words)
            if text not in self._said:
                self._said.add(text)
                return text

    def _heading(self, code: Sequence[int], label: str) -> None:
        self._row(code, label, LEVELS[len(code) - 1])

    def _actions(self, code: Sequence[int]) -> None:
        for _action in range(self.chance.randint(1, 5)):
            self._row(code, self._words(), ACTION)

    def _row(self, code: Sequence[int], label: str, kind: str) -> None:
        number = len(self.rows) + 1
        self.rows.append(
            {
                AXE: ".".join(map(str, code)),
                LABEL: label,
                TYPE: kind,
                REF: f"{self.year}-{number:03d}",
                SCOPE: "Tous",
                ProgrammeColumn.PILOTE: self.chance.choice(_PILOTES),
                ORDRE: number,
            }
        )
        if kind == ACTION:
            states = ("À lancer", "En cours", "Réalisé", "Reporté", "Permanent")
            self.rows[-1][ProgrammeColumn.ETAT] = self.chance.choice(states)
            self.rows[-1][ProgrammeColumn.CALENDRIER] = self.chance.choice(
                ("printemps", "toute l’année", "second semestre", None)
            )

    @property
    def _works(self) -> list[dict[str, Value]]:
        return [row for row in self.rows if row[TYPE] == ACTION]

    def _free(self, count: int) -> Iterator[dict[str, Value]]:
        """Actions without a reference so far; the same ones again where there are too few."""
        works = [row for row in self._works if "(" not in str(row[LABEL])]
        self.chance.shuffle(works)
        yield from works[:count]

    def _refer(self) -> None:
        """Each theme is referred to by some action."""
        words = [f"cf. Cross-border Deal thème {n}" for n in range(1, len(self.deal) + 1)]
        words += [f"cf. thème transversal {label}" for label in self.transversal]
        for text, row in zip(words, self._free(len(words)), strict=False):
            row[LABEL] = f"{row[LABEL]} ({text})"
        missing = words[len([r for r in self._works if "(" in str(r[LABEL])]) :]
        for text in missing:  # a small programme: they follow one another in its first action
            self._works[0][LABEL] = f"{self._works[0][LABEL]} ({text})"

    def _concern(self) -> None:
        """Each member shares a border with some row, or is named by one."""
        for member in self.members:
            row = self.chance.choice(self._works)
            row[SCOPE] = "Ciblée"
            if self.chance.random() < 0.6:
                row[BORDER] = member["Frontières"]
            else:
                row[MEMBERS] = member["Nom"]
        for row in self.chance.sample(self._works, min(3, len(self._works))):
            row[ProgrammeColumn.AUTRES_THEMES] = self.chance.choice(self.transversal)

    def _serve(self) -> None:
        for number, row in enumerate(self._free(self.chance.randint(1, 3)), 1):
            row[LABEL] = f"{row[LABEL]} (lien avec les jetons)"
            self.services.append(
                {"Clé": f"J{number}", "Prestation": str(row[LABEL])[:40].strip(), "Réf.": row[REF],
                 "Nombre de jetons": number}
            )  # fmt: skip

    def _workbook(self) -> NewWorkbook:
        new = NewWorkbook()
        start = date(self.year, 1, 15)
        tables = new.tables
        tables[layout.PROGRAMME.name] = list(self.rows)
        tables[layout.THEMES.name] = list(self._themes())
        tables[layout.TERRITOIRES.name] = [
            {"Nom": "Val des Sources", "Alias": "Val-des-Sources", "Frontières": "FR-CH"},
            {"Nom": "Plateau des Trois Bornes", "Frontières": "FR-DE-LU"},
        ]
        tables[layout.JETONS.name] = list(self.services)
        tables[layout.ADHERENTS.name] = list(self.members)
        tables[layout.CONTACTS.name] = [
            {"Adhérent": member["Nom"], "Civilité": self.chance.choice(("Mme", "M.")),
             "Prénom": "Dominique", "Nom": f"Contact {n}", "E-mail": f"contact{n}@example.org",
             "Envoi": "À", "Langue": member["Langue"]}
            for n, member in enumerate(self.members, 1)
        ]  # fmt: skip
        tables[layout.EVENEMENTS.name] = [
            {"Réf.": row[REF], "Début": start + timedelta(days=14 * n),
             "Fin": start + timedelta(days=14 * n + 1) if n % 3 == 0 else None,
             "Précision": "jour", "Intitulé": f"Rencontre {n + 1}", "Confirmé": "oui"}
            for n, row in enumerate(self.chance.sample(self._works, min(6, len(self._works))))
        ]  # fmt: skip
        tables[layout.SUIVI_JETONS.name] = [
            {"Date": start, "Adhérent": member["Nom"], "Jetons": 1,
             "Prestation": self.chance.choice(self.services)["Clé"],
             "État": self.chance.choice(("demandé", "accepté", "réservé", "consommé"))}
            for member in self.members if self.services
        ]  # fmt: skip
        tables[layout.VERSIONS.name] = [
            {"Date": start, "État": "publié", "Fichier": f"programme-{self.year}.txt"}
        ]
        new.parameters = {
            Parametre.ANNEE: self.year,
            Parametre.VERSION: start,
            Parametre.DERNIERE_REF: len(self.rows),
        }
        new.cells = {layout.Name.ANNEE: self.year, layout.Name.VERSION: start}
        return new

    def _themes(self) -> Iterator[Row]:
        for number, label in enumerate(self.deal, 1):
            yield {"Clé": f"Deal {number}", "Famille": "Cross-border Deal", "N°": number,
                   "Intitulé": label}  # fmt: skip
        for label in self.transversal:
            yield {"Clé": label, "Famille": "Thème transversal", "Intitulé": label}


@lru_cache(maxsize=64)
def generated(seed: int) -> bytes:
    """The bytes of a workbook made from the template, in which there is nothing to find."""
    template = template_path("programme")
    new = _Maker(random.Random(seed)).make()
    return fill(new, template.read_bytes(), Path(template))[0]
