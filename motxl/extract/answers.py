"""Extracts that ask: whether they do, of which rows, and the number by which one comes back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from motxl.errors import MotxlError
from motxl.extract.content import Content
from motxl.i18n import _, called
from motxl.programme.model import Programme
from motxl.programme.relevance import Relevance
from motxl.programme.yes_no import yes_or_no
from motxl.template.layout import Parametre
from motxl.template.layout.extrait import QUESTION, QUESTION_JETONS, template_names
from motxl.template.shipped import (
    TEMPLATE_SUFFIXES,
    own_template,
    shipped_template,
    template_path,
)

_SHORT = 16
"""Hexadecimal digits of a digest that stand in a number: 64 bits"""
_NUMBER = re.compile(r"(?<![\w/])(\d{4}|0)/([0-9a-f]{16})/(.+?)\s*\Z", re.DOTALL)


class ExtractNumber(NamedTuple):
    """What an extract that asks shows of itself; programs that drop properties keep it."""

    year: int | None
    digest: str
    """The beginning of the content's digest"""
    key: str

    def __str__(self) -> str:
        return f"{self.year or 0}/{self.digest}/{self.key}"

    def is_of(self, digest: str) -> bool:
        """Whether it is a content's with this digest."""
        return digest[:_SHORT] == self.digest


def number_of(year: int | None, digest: str, key: str) -> ExtractNumber:
    return ExtractNumber(year, digest[:_SHORT], key)


def number_in(text: str) -> ExtractNumber | None:
    """The number at the end of a text; ``None`` where there is none."""
    found = _NUMBER.search(text)
    return ExtractNumber(int(found[1]) or None, found[2], found[3]) if found else None


def asks(programme: Programme) -> bool:
    """Whether Paramètres says that extracts ask; nothing written is no. Raises ``MotxlError`` for
    what is neither yes nor no."""
    written = programme.parameters.get(Parametre.REPONSES, "")
    said = yes_or_no(written)
    if said is None and written.strip():
        raise MotxlError(
            _(
                "“{value}” does not indicate whether the extracts ask for answers: write oui "
                "or non beside “{key}” in the sheet Paramètres."
            ).format(value=written, key=called(Parametre.REPONSES))
        )
    return bool(said)


def template_of(beside: Path, programme: Programme, *, asking: bool) -> Path:
    """The template of a workbook's extracts, see ``template_path``: staff's own, else that with
    the columns that the workbook has something for."""
    *fitting, usual = template_names(programme.features, asks=asking)
    names = (f"{usual}{suffix}" for suffix in TEMPLATE_SUFFIXES)
    if fitting and own_template(beside, *names) is None:
        for name in fitting:
            if (path := shipped_template(name)) is not None:
                return path
    return template_path(usual, beside=beside)


def questions(content: Content, relevance: Relevance) -> dict[str, str]:
    """The kinds of the rows that ask, by their Réf.: jetons can be asked for where one service that
    is open to the reader stands for the row. A row without a Réf. of its own does not ask: its
    answer could not be told from another's."""
    open_to = {key for key, _label in content.services}
    services = relevance.programme.registers.services or ()
    served = [one.ref for one in services if one.key in open_to]
    refs = {
        line.ref
        for line in (*content.direct, *content.common)
        if line.ref and not line.is_heading and line.ref not in relevance.refs_in_doubt
    }
    return {ref: QUESTION_JETONS if served.count(ref) == 1 else QUESTION for ref in refs}
