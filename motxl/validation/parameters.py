"""Keys of Paramètres that are nearly ones of ours."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from motxl.programme.registers import Parameter, Register
from motxl.template.layout import PARAMETRE_KEYS, Parametre
from motxl.template.parametres import key_read
from motxl.text.closest import respelt_of, spelt_otherwise
from motxl.text.normalise import normalise

ESSENTIAL = (Parametre.ANNEE, Parametre.VERSION, Parametre.EXPEDITEUR, Parametre.LANGUE)
"""Keys without which jobs do not know what they must"""


class OddKey(NamedTuple):
    """A key that is not written as one of ours is."""

    row: int
    written: str
    meant: str
    is_read: bool
    """Whether it differs by case, accents or spaces alone, and is read as it is meant"""
    is_beside: bool
    """Whether the key that is meant stands on a row of its own"""


def odd_keys(parameters: Register[Parameter]) -> tuple[list[OddKey], list[str]]:
    """The keys that are nearly ours, and those of ours that nothing stands for."""
    held = [key_read(one.key) for one in parameters]
    gone = [key for key in PARAMETRE_KEYS if key not in held]
    found = []
    for one, key in zip(parameters, held, strict=True):
        if not normalise(one.key) or one.key in PARAMETRE_KEYS:
            continue
        meant = key if key in PARAMETRE_KEYS else _meant(one.key, gone)
        if meant is None:
            continue
        if meant in gone:
            gone.remove(meant)
        is_beside = held.count(meant) > (key == meant)
        found.append(OddKey(one.row, one.key, meant, key == meant, is_beside))
    return found, [key for key in gone if key != Parametre.ORGANISATION]  # it may be left out


def _meant(written: str, gone: Collection[str]) -> str | None:
    """Where ours is there, what is a letter away may be a key of staff's own; but extracts are
    refused for what may be meant to say how much goes along."""
    return (
        respelt_of(written, gone)
        or spelt_otherwise(written, PARAMETRE_KEYS)
        or respelt_of(written, (Parametre.COMMUNES,))
    )
