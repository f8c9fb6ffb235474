"""What people write is not suspected; what characters hide is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.text.unseen import hidden_by_characters
from tests.inspection.channels.characters import TRICKS
from tests.inspection.making import CANARY

USUAL = [
    "Été « oui » : l’eau\u00a0; 10\u202f000\u202f€ – co\u00adopé\u00adra\u00adtion",
    "une ligne\n\nune autre\n  – un point",
    "collé d’une page\u200b",
    "❤️ 👨‍👩‍👧 🏳️‍🌈 1️⃣ ©️ ☎︎ 👍🏽",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "de\u0301compose\u0301 a\u0300 la franc\u0327aise; Vie\u0323\u0302t Nam",
    "Nom :                    Date :",
    "\u202bعربي\u202c, שָׁלוֹם, می\u200cخواهم, क्\u200dष",
    "葛\U000e0100飾 \u1112\u1161\u11ab ⠃⠕\u2800⠃",
    "colonne\tcolonne\tcolonne",
    "rien après" + " " * 100,
]


@pytest.mark.parametrize("text", USUAL)
def test_what_people_write_is_not_suspected(text: str) -> None:
    assert hidden_by_characters(text) is None


@pytest.mark.parametrize("name", [name for name in TRICKS if "escaped" not in name])
def test_what_characters_hide_is_told(name: str) -> None:
    assert CANARY in (hidden_by_characters(TRICKS[name]) or "")


@given(st.text(st.characters(max_codepoint=0x17F), max_size=30))
def test_letters_of_the_latin_script_hide_nothing(text: str) -> None:
    text = " ".join(text.replace("\u00ad", "").split())
    assert hidden_by_characters(text) is None


@given(st.sampled_from("\u2800\u3164\uffa0\u202e\u202d\u2067\U000e0041\ufe01\u206a"), st.text())
def test_one_of_these_is_enough_in_a_latin_text(character: str, text: str) -> None:
    latin = "".join(letter for letter in text if letter < "\u0180")
    assert hidden_by_characters(f"{latin}x{character}y") is not None
