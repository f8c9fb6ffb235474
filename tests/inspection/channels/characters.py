"""Characters that hide a word, push it away or turn it round, wherever texts stand."""

from __future__ import annotations

from collections.abc import Callable

from motxl.ooxml import Workbook
from tests.inspection.channels.tools import (
    Channels,
    X,
    beside_cells,
    cell,
    chart,
    drawing,
    edited,
    part,
    shape,
    text,
)
from tests.inspection.making import BOOK, CANARY, SHEET

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in CANARY)
TRICKS = {
    "characters without a shape": f"Metz{TAGS}",
    "one letter in tags": f"{CANARY}\U000e0041",
    "a hundred line breaks": "Metz" + "\n" * 100 + CANARY,
    "ten line breaks": "Metz" + "\n" * 10 + CANARY,
    "line breaks with blanks between": "Metz" + " \n\u2003" * 10 + CANARY,
    "a thousand blanks": "Metz" + " " * 1000 + CANARY,
    "forty blanks": "Metz" + " " * 40 + CANARY,
    "blanks of several kinds": "Metz" + " \u00a0\u2003\u202f" * 10 + CANARY,
    "ten tabs": "Metz" + "\t" * 10 + CANARY,
    "a braille pattern without a dot": f"Metz\u2800{CANARY}",
    "a Hangul filler": f"Metz\u3164{CANARY}",
    "a filler of half a width": f"Metz\uffa0{CANARY}",
    "a filler of a first letter": f"Metz\u115f{CANARY}",
    "a filler of a vowel": f"Metz\u1160{CANARY}",
    "an override from the right": f"Metz \u202e{CANARY}",
    "an override from the left": f"Metz \u202d{CANARY}",
    "an isolate from the right": f"Metz \u2067{CANARY}\u2069",
    "an isolate from the left": f"Metz \u2066{CANARY}\u2069",
    "an isolate of either side": f"Metz \u2068{CANARY}\u2069",
    "an embedding": f"Metz \u202b{CANARY}\u202c",
    "three soft hyphens in a row": f"{CANARY}\u00ad\u00ad\u00ad",
    "zero-width characters in a row": f"{CANARY}\u200b\u200c\u200b",
    "zero-width characters in number": f"{CANARY} " + "a\u200b" * 4 + "a\u200c" * 4,
    "a variation selector on a letter": f"{CANARY}\ufe01",
    "two variation selectors": f"{CANARY} \u2764\ufe0f\ufe0e",
    "supplementary variation selectors": f"{CANARY}\U000e0101\U000e0102",
    "marks piled up": f"{CANARY} Z\u0301\u0302\u0303\u0304",
    "a former control character": f"{CANARY}\u206a",
    "an annotation between lines": f"Metz\ufff9{CANARY}\ufffb",
    "a joiner of graphemes": f"{CANARY}\u034f",
    "an escaped override": f"Metz _x202E_{CANARY}",
}
_TURNED = f"Metz \u202e{CANARY}"


def _in_cell(said: str) -> Callable[[], Workbook]:
    return lambda: cell(text(0, value=said))


def _over_runs() -> Workbook:
    runs = f"<r><t>Metz{'&#160;' * 20}</t></r><r><t>{'&#160;' * 20}{CANARY}</t></r>"
    return cell(f'<c r="A4" t="inlineStr"><is>{runs}</is></c>')


def _comment() -> Workbook:
    said = f"<r><t>Metz \u202e</t></r><r><t>{CANARY}</t></r>"
    return part(
        "xl/comments1.xml",
        f'<comments {X}><authors><author/></authors><commentList><comment ref="A1" authorId="0">'
        f"<text>{said}</text></comment></commentList></comments>",
        "comments",
        SHEET,
    )


CHANNELS: Channels = {
    **{f"{name} in a cell": ("characters", _in_cell(said)) for name, said in TRICKS.items()},
    "blanks over two runs": ("characters", _over_runs),
    "a turned result of a formula": (
        "characters",
        lambda: cell(f'<c r="A4" t="str"><f>A1</f><v>{_TURNED}</v></c>'),
    ),
    "a turned text box": ("characters", lambda: drawing(shape(_TURNED))),
    "a text box with blanks": (
        "characters",
        lambda: drawing(shape("Metz" + "\t" * 9 + "    " + CANARY)),
    ),
    "a turned header": (
        "characters",
        lambda: beside_cells(f"<headerFooter><oddHeader>{_TURNED}</oddHeader></headerFooter>"),
    ),
    "a turned comment": ("characters", _comment),
    "a turned name of a sheet": (
        "characters",
        lambda: edited((BOOK, 'name="Feuil1"', f'name="{_TURNED}"')),
    ),
    "a turned title of a chart": (
        "characters",
        lambda: chart(
            f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{_TURNED}</a:t></a:r></a:p></c:rich></c:tx>"
            "</c:title>"
        ),
    ),
    "a turned message of a validation": (
        "characters",
        lambda: beside_cells(
            '<dataValidations count="1"><dataValidation type="whole" showInputMessage="1" '
            f'prompt="{_TURNED}" sqref="A2"><formula1>1</formula1></dataValidation>'
            "</dataValidations>"
        ),
    ),
}
