"""Defects of codes, of Réf., of Type and of the order of rows."""

from __future__ import annotations

from datetime import date

from motxl.programme.model import AXE, LABEL, REF, SCOPE, TYPE, Entry
from motxl.programme.scheme import MOT
from tests.mutations.clean import PILOTES
from tests.mutations.defects import Scene, defect
from tests.mutations.editing import set_format, set_value, table_of

LEVELS = MOT.names[:3]
ACTION = MOT.names[3]

_EPOCH = date(1899, 12, 30)


def _code(scene: Scene, entry: Entry, value: object) -> int:
    set_value(scene.workbook, entry.row, AXE, value)  # type: ignore[arg-type]
    return entry.row


def _three_parts(entry: Entry) -> bool:
    """A code that stands for a date: not 3.0.1, which nothing around tells."""
    return entry.code is not None and len(entry.code) == 3 and 0 not in entry.code


@defect("NUM001")
def a_letter_too_many(scene: Scene) -> int:
    entry = scene.entry(_is_heading)
    return _code(scene, entry, entry.code_text + scene.chance.choice(["x", "a", " bis", "?"]))


@defect("NUM001")
def commas_for_dots(scene: Scene) -> int:
    entry = scene.entry(lambda e: _is_heading(e) and "." in e.code_text)
    return _code(
        scene, entry, entry.code_text.replace(".", scene.chance.choice([",", "-", "/", ".."]))
    )


def _is_heading(entry: Entry) -> bool:
    return entry.type in LEVELS


@defect("NUM018")
def an_action_with_no_code_that_can_be_read(scene: Scene) -> int:
    entry = scene.action(lambda e: "." in e.code_text)
    text = scene.chance.choice(["{}x", "{} bis", "l{}", "'{}"]).format(entry.code_text)
    return _code(scene, entry, scene.chance.choice([text, text.replace(".", ",")]))


@defect("NUM018")
def an_action_with_a_dot_too_few(scene: Scene) -> int:
    entry = scene.action(lambda e: "." in e.code_text)
    return _code(scene, entry, entry.code_text.replace(".", "", 1))


@defect("NUM018")
def an_action_with_the_code_of_another_heading(scene: Scene) -> int:
    entry = scene.action(lambda e: len(scene.block(e)) > 2)
    others = [e.code_text for e in scene.programme.entries if e.code_text != entry.code_text]
    return _code(scene, entry, scene.chance.choice(others))


def _as_date(entry: Entry, *, french: bool) -> date:
    first, second, third = entry.code or (1, 1, 1)
    return date(2000 + third, second, first) if french else date(2000 + third, first, second)


@defect("NUM002")
def a_date_of_french_excel(scene: Scene) -> int:
    entry = scene.entry(_three_parts)
    set_format(scene.workbook, entry.row, AXE, 14)
    return _code(scene, entry, _as_date(entry, french=True))


@defect("NUM002")
def a_date_of_english_excel(scene: Scene) -> int:
    entry = scene.entry(_three_parts)
    set_format(scene.workbook, entry.row, AXE, 14)
    return _code(scene, entry, _as_date(entry, french=False))


@defect("NUM002")
def a_date_that_lost_its_format(scene: Scene) -> int:
    entry = scene.entry(_three_parts)
    set_format(scene.workbook, entry.row, AXE, 0)
    return _code(scene, entry, (_as_date(entry, french=True) - _EPOCH).days)


@defect("NUM002")
def a_number(scene: Scene) -> int:
    entry = scene.entry(lambda e: e.code is not None and len(e.code) < 3)
    set_format(scene.workbook, entry.row, AXE, 0)
    return _code(scene, entry, float(entry.code_text))


@defect("NUM003")
def no_code(scene: Scene) -> int:
    return _code(scene, scene.entry(_is_no_lone_heading), None)


def _is_no_lone_heading(entry: Entry) -> bool:
    return entry.code_text not in ("3.0.1", "3.0.2")


@defect("NUM003")
def a_space_for_a_code(scene: Scene) -> int:
    return _code(scene, scene.entry(_is_no_lone_heading), " ")


@defect("NUM004", moves_rows=True)
def the_heading_of_an_objective_is_deleted(scene: Scene) -> int:
    with_children = {e.code[:2] for e in scene.programme.entries if e.code and len(e.code) == 3}
    entry = scene.entry(
        lambda e: e.type == LEVELS[1] and e.code in with_children and scene.is_plain(e)
    )
    table_of(scene.workbook).delete_rows(entry.row)
    return entry.row


def _blocks(scene: Scene, wanted: int) -> list[Entry]:
    """The headings of sub-objectives that are not the only ones of theirs; ``wanted`` is how many
    siblings come after it at least."""
    headings = [
        (entry, entry.code)
        for entry in scene.programme.entries
        if entry.type == LEVELS[2] and entry.code and 0 not in entry.code
    ]
    found = []
    for entry, code in headings:
        siblings = [other for _e, other in headings if other[:2] == code[:2]]
        later = [other for other in siblings if other > code]
        if len(siblings) > 1 and len(later) >= wanted:
            found.append(entry)
    return found


@defect("NUM005", moves_rows=True)
def a_sub_objective_is_deleted(scene: Scene) -> int:
    headings = {e.row for e in _blocks(scene, 1)}
    entry = scene.entry(lambda e: e.row in headings and all(map(scene.is_plain, scene.block(e))))
    table_of(scene.workbook).delete_rows(entry.row, len(scene.block(entry)))
    return entry.row


@defect("NUM005")
def the_last_sub_objective_is_misnumbered(scene: Scene) -> int:
    headings = {e.row for e in _blocks(scene, 0)} - {e.row for e in _blocks(scene, 1)}
    entry = scene.entry(lambda e: e.row in headings)
    assert entry.code is not None
    for one in scene.block(entry):
        _code(scene, one, ".".join(map(str, (*entry.code[:2], entry.code[2] + 1))))
    return entry.row


@defect("NUM006", moves_rows=True)
def a_sub_objective_is_moved_down(scene: Scene) -> int:
    headings = {e.row for e in _blocks(scene, 1)}
    entry = scene.entry(lambda e: e.row in headings)
    first, count = entry.row, len(scene.block(entry))
    after = next(e for e in scene.programme.entries if e.row == first + count)
    table_of(scene.workbook).move_rows(first, count, after.row + len(scene.block(after)))
    return entry.row


@defect("NUM006", moves_rows=True)
def an_objective_is_moved_up(scene: Scene) -> int:
    entry = scene.entry(lambda e: e.type == LEVELS[1] and e.code is not None and e.code[1] > 1)
    assert entry.code is not None
    of_it = [e for e in scene.programme.entries if e.code and e.code[:2] == entry.code]
    previous = (entry.code[0], entry.code[1] - 1)
    before = next(e for e in scene.programme.entries if e.code == previous)
    table_of(scene.workbook).move_rows(entry.row, len(of_it), before.row)
    return entry.row


@defect("NUM007", moves_rows=True)
def an_action_is_moved_into_another_block(scene: Scene) -> int:
    entry = scene.action(lambda e: len(scene.block(e)) > 2)
    other = scene.action(lambda e: e.code_text != entry.code_text and len(scene.block(e)) > 2)
    table_of(scene.workbook).move_rows(entry.row, 1, other.row)
    return entry.row


@defect("NUM008", moves_rows=True)
def a_heading_with_a_code_that_is_taken(scene: Scene) -> int:
    entry = scene.entry(lambda e: e.type == LEVELS[2] and len(scene.block(e)) > 1)
    _insert(
        scene,
        entry.row + 1,
        {AXE: entry.code_text, LABEL: "Un autre titre", TYPE: LEVELS[2], REF: "2025-901"},
    )
    return entry.row


def _insert(scene: Scene, before: int, values: dict[str, object]) -> None:
    table = table_of(scene.workbook)
    row = [values.get(name, "Tous" if name == SCOPE else None) for name in table.columns]
    ordre = table.columns.index("Ordre")
    row[ordre] = before - 2.5
    table.insert_rows(before, [row])  # type: ignore[list-item]


@defect("NUM009")
def a_label_that_names_another_axis(scene: Scene) -> int:
    entry = scene.entry(lambda e: e.type == LEVELS[0])
    other = scene.chance.choice([n for n in "12345" if n != entry.code_text])
    set_value(
        scene.workbook,
        entry.row,
        LABEL,
        entry.label.replace(f"AXE {entry.code_text}", f"AXE {other}"),
    )
    return entry.row


@defect("NUM010", moves_rows=True)
def a_fourth_level(scene: Scene) -> int:
    entry = scene.action(lambda e: len(e.code or ()) == 3)
    _insert(
        scene,
        entry.row + 1,
        {AXE: f"{entry.code_text}.1", LABEL: "Un détail", TYPE: ACTION, REF: "2025-902"},
    )
    return entry.row


@defect("NUM011", moves_rows=True)
def an_action_under_an_objective(scene: Scene) -> int:
    with_children = {e.code[:2] for e in scene.programme.entries if e.code and len(e.code) == 3}
    entry = scene.entry(lambda e: e.type == LEVELS[1] and e.code in with_children)
    _insert(
        scene,
        entry.row + 1,
        {AXE: entry.code_text, LABEL: "Une action", TYPE: ACTION, REF: "2025-903"},
    )
    return entry.row


@defect("NUM012")
def stray_spaces_and_dots(scene: Scene) -> int:
    entry = scene.entry()
    before, after = scene.chance.choice(
        [("", " "), (" ", ""), ("\u00a0", ""), ("", "."), ("", ". "), ("", "\u202f")]
    )
    return _code(scene, entry, before + entry.code_text + after)


@defect("NUM013", moves_rows=True)
def an_objective_with_nothing_under_it(scene: Scene) -> int:
    axis = scene.chance.choice([1, 2, 3])
    of_axis = [e for e in scene.programme.entries if e.code and e.code[0] == axis]
    last = of_axis[-1]
    number = 1 + max(e.code[1] for e in of_axis if e.code and len(e.code) > 1)
    _insert(
        scene,
        last.row + 1,
        {AXE: f"{axis}.{number}", LABEL: "UN OBJECTIF", TYPE: LEVELS[1], REF: "2025-904"},
    )
    return last.row


@defect("NUM014")
def no_ref(scene: Scene) -> int:
    entry = scene.entry(scene.is_plain)
    set_value(scene.workbook, entry.row, REF, None)
    return entry.row


@defect("NUM015", moves_rows=True)
def a_copied_row(scene: Scene) -> int:
    entry = scene.entry()
    table = table_of(scene.workbook)
    table.insert_rows(
        entry.row + 1, [[None if v == "" else v for v in entry.values]], like=entry.row
    )
    for run in entry.label_format.runs if entry.label_format else ():
        start = entry.label.index(run.text)
        table.sheet.set_colour((entry.row + 1, 2), start, start + len(run.text), run.properties)
    return entry.row


@defect("NUM015")
def a_ref_that_is_taken(scene: Scene) -> int:
    entry = scene.entry(scene.is_plain)
    other = scene.entry(lambda e: e.row < entry.row or e.row == 4)
    set_value(scene.workbook, entry.row, REF, other.ref)
    return entry.row


@defect("NUM016")
def a_heading_of_another_level(scene: Scene) -> int:
    entry = scene.entry(lambda e: e.type in LEVELS)
    other = scene.chance.choice([level for level in LEVELS if level != entry.type])
    set_value(scene.workbook, entry.row, TYPE, other)
    return entry.row


@defect("NUM016")
def a_type_that_is_missing(scene: Scene) -> int:
    entry = scene.entry()
    set_value(scene.workbook, entry.row, TYPE, None)
    return entry.row


@defect("STR709")
def a_type_that_is_none(scene: Scene) -> int:
    entry = scene.entry()
    set_value(scene.workbook, entry.row, TYPE, scene.chance.choice(["Tâche", "?", "Objectifs"]))
    return entry.row


@defect("NUM016")
def a_heading_made_an_action(scene: Scene) -> int:
    entry = scene.entry(lambda e: e.type in LEVELS)
    set_value(scene.workbook, entry.row, TYPE, ACTION)
    return entry.row


@defect("NUM019")
def a_text_that_is_gone(scene: Scene) -> int:
    row = scene.entry(scene.is_plain).row
    set_value(scene.workbook, row, LABEL, scene.chance.choice([None, " ", "\u200b"]))
    return row


@defect("NUM017", moves_rows=True)
def sorted_by_pilote(scene: Scene) -> int:
    _sort(scene, lambda e: (PILOTES.index(e.text("Pilote")), e.row))
    return 0


@defect("NUM017", moves_rows=True)
def sorted_by_text(scene: Scene) -> int:
    _sort(scene, lambda e: (e.key, e.row))
    return 0


def _sort(scene: Scene, key) -> None:  # type: ignore[no-untyped-def]
    table = table_of(scene.workbook)
    last = table.last_data_row
    rows = [e.row for e in sorted(scene.programme.entries, key=key)]
    others = [row for row in range(table.first_data_row, last + 1) if row not in set(rows)]
    table.arrange_rows(rows + others)
