"""How a person is addressed, from Civilité and Nom, in the languages of members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from motxl.programme.civilities import MAN, WOMAN
from motxl.programme.registers import Contact
from motxl.text.normalise import normalise

_MOST_NAMED = 3


@dataclass(frozen=True)
class Salutations:
    """``{}`` is the family name, which French leaves out."""

    woman: str
    man: str
    anybody: str
    several: Mapping[str, str] = field(default_factory=dict)
    """Of a form that names nobody, how it greets several"""


class Salutation(NamedTuple):
    """The words, and whether they are for those who get them, not for anybody."""

    text: str
    names: bool


SALUTATIONS: Mapping[str, Salutations] = {
    "fr": Salutations(
        "Madame",
        "Monsieur",
        "Madame, Monsieur,",
        {"Madame": "Mesdames", "Monsieur": "Messieurs"},
    ),
    "en": Salutations("Dear Ms {}", "Dear Mr {}", "Dear Sir or Madam,"),
    "de": Salutations(
        "Sehr geehrte Frau {}", "Sehr geehrter Herr {}", "Sehr geehrte Damen und Herren,"
    ),
    "es": Salutations(
        "Estimada Sra. {}", "Estimado Sr. {}", "Estimadas señoras, estimados señores:"
    ),
    "it": Salutations("Gentile Sig.ra {}", "Gentile Sig. {}", "Gentili Signore, gentili Signori,"),
    "nl": Salutations("Geachte mevrouw {}", "Geachte heer {}", "Geachte mevrouw, geachte heer,"),
}
_FRENCH = {"fr"}


def salutation(contacts: Sequence[Contact], language: str) -> Salutation:
    """For those to whom a message is addressed; impersonal where one of them cannot be named."""
    known = SALUTATIONS[language]
    end = ":" if known.anybody.endswith(":") else ","
    said = [_of(contact, language) for contact in contacts]
    if not said or len(said) > _MOST_NAMED or not all(said):
        return Salutation(known.anybody, names=False)
    forms = (known.several.get(one, one) if n > 1 else one for one, n in Counter(said).items())
    return Salutation(", ".join(forms) + end, names=True)


def _of(contact: Contact, language: str) -> str:
    """Without the comma at its end; empty where the directory does not say enough."""
    known = SALUTATIONS[language]
    civility, name = " ".join(contact.civility.split()), " ".join(contact.last_name.split())
    key = normalise(civility)
    if key in WOMAN or key in MAN:
        form = known.woman if key in WOMAN else known.man
        return form.format(name) if name or "{}" not in form else ""
    first, _blank, title = key.partition(" ")
    if language in _FRENCH and title and first in {"madame", "monsieur"}:
        return civility  # « Madame la Présidente » : the title stands for the name
    return ""
