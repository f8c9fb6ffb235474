"""Examples for the shipped 2025 workbook: organisations that the programme itself names.

That an organisation stands here does not mean that it is a member of anything. The persons are
invented, and their addresses are at ``example.org``, which delivers to no one (RFC 2606).
"""

from __future__ import annotations

from typing import NamedTuple

from motxl.i18n import N_

NOTE_MEMBERS = N_(
    "Examples: organisations named in the 2025 programme itself. Replace them with your members."
)
NOTE_CONTACTS = N_(
    "Examples: invented people, with example.org addresses that lead nowhere. "
    "Replace them with your contacts."
)


class ExampleMember(NamedTuple):
    """A row of ``tblAdherents``, in the order of its columns; several values parted by ``;``."""

    key: str
    name: str
    aliases: str
    type: str
    country: str
    borders: str
    themes: str
    language: str = "fr"
    jetons: int | None = None
    """Not in the source: empty"""
    active: str = "oui"


class ExampleContact(NamedTuple):
    """A row of ``tblContacts``, in the order of its columns."""

    member: str
    title: str
    first_name: str
    last_name: str
    function: str
    email: str
    kind: str = "À"
    language: str = "fr"


_GROUPING, _NETWORK = "Structure transfrontalière", "Réseau ou association"

MEMBERS = (
    ExampleMember(
        "ADH-01", "Département de la Savoie", "", "Département", "FR", "FR-IT", "Montagne; Deal 4"
    ),
    ExampleMember(
        *("ADH-02", "Syndicat du Pays de Maurienne", "Pays de Maurienne", "Intercommunalité"),
        *("FR", "FR-IT", "Montagne; Bassins de vie transfrontaliers"),
    ),
    ExampleMember(
        *("ADH-03", "Eurométropole de Strasbourg", "", "Intercommunalité"),
        *("FR", "FR-DE", "Deal 4; Deal 6"),
    ),
    ExampleMember(
        *("ADH-04", "Eurodistrict Strasbourg-Ortenau", "Eurodistrict Strasbourg Ortenau"),
        *(_GROUPING, "FR", "FR-DE", "Deal 1; Deal 6; Deal 7"),
    ),
    ExampleMember(
        *("ADH-05", "Eurodistrict SaarMoselle", "SaarMoselle", _GROUPING),
        *("DE", "FR-DE", "Deal 6; Benchmark des groupements transfrontaliers"),
    ),
    ExampleMember(
        *("ADH-06", "Communauté d’agglomération de la Riviera française", "CARF"),
        *("Intercommunalité", "FR", "FR-IT; FR-MC", "Bassins de vie transfrontaliers; Deal 5"),
    ),
    ExampleMember(
        *("ADH-07", "Espace Mont-Blanc", "Espace Mont Blanc", _GROUPING),
        *("FR", "FR-IT-CH", "Montagne; Deal 6"),
    ),
    ExampleMember(
        "ADH-08", "Collectivité de Saint-Martin", "Saint-Martin", "Région", "FR", "Outre-mer", ""
    ),
    ExampleMember(
        *("ADH-09", "Collectivité territoriale de Guyane", "Guyane", "Région"),
        *("FR", "Outre-mer", "Deal 7; Deal 8"),
    ),
    ExampleMember("ADH-10", "Université de Strasbourg", "", "Université", "FR", "FR-DE", "Deal 1"),
    ExampleMember(
        *("ADH-11", "Association nationale des élus de la montagne", "ANEM", _NETWORK),
        *("FR", "", "Montagne"),
    ),
    ExampleMember(
        *("ADH-12", "Fédération nationale des agences d’urbanisme", "FNAU", _NETWORK),
        *("FR", "", "Deal 3"),
    ),
    ExampleMember(
        *("ADH-13", "Central European Service for Cross-Border Initiatives", "CESCI", _NETWORK),
        *("HU", "", "", "en"),
    ),
)
"""The last three have no border, and the very last no theme either."""

_HEAD, _OFFICER = N_("Head of cooperation"), N_("Cross-border affairs officer")
_PERSONS = (
    ("Mme", "Camille", "Martin", _HEAD),
    ("M.", "Claude", "Bernard", _OFFICER),
    ("Mme", "Dominique", "Petit", _HEAD),
    ("M.", "Alex", "Durand", _OFFICER),
    ("Mme", "Andrea", "Schmidt", _HEAD),
    ("M.", "Maxime", "Moreau", _OFFICER),
    ("Mme", "Sacha", "Favre", _HEAD),
    ("M.", "Yannick", "Robert", _OFFICER),
    ("Mme", "Noa", "Richard", _HEAD),
    ("M.", "Lou", "Simon", _OFFICER),
    ("Mme", "Charlie", "Laurent", _HEAD),
    ("M.", "Eden", "Michel", _OFFICER),
    ("Mme", "Robin", "Kovacs", _HEAD),
)

CONTACTS = tuple(
    ExampleContact(
        *(member.name, *person),
        email=f"{person[1]}.{person[2]}@example.org".lower(),
        language=member.language,
    )
    for member, person in zip(MEMBERS, _PERSONS, strict=True)
)
"""One for each member"""
