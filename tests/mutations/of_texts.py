"""Defects of references, colours, borders and members in the programme's own texts."""

from __future__ import annotations

from motxl.programme.borders import border_prefix
from motxl.programme.model import (
    BORDER,
    DEAL_COLUMN,
    LABEL,
    MEMBERS,
    TRANSVERSAL_COLUMN,
    Entry,
)
from motxl.programme.references import Reference
from motxl.text.normalise import normalise
from tests.mutations.defects import Scene, defect
from tests.mutations.editing import set_value, table_of


def _referring(scene: Scene, *kinds: str) -> tuple[Entry, Reference]:
    """An entry with one reference of one of these kinds, and no other."""
    themes = scene.programme.themes
    entry = scene.entry(
        lambda e: [r.kind for r in e.references(themes)] in [[kind] for kind in kinds]
    )
    return entry, entry.references(themes)[0]


def _replace(scene: Scene, entry: Entry, old: str, new: str, start: int = 0) -> int:
    """The first occurrence of some characters, from ``start`` on; the colours of the rest stay."""
    at = entry.label.index(old, start)
    table_of(scene.workbook).sheet.replace_text((entry.row, 2), at, at + len(old), new)
    return entry.row


def _numbers(reference: Reference) -> str:
    return str(reference.numbers[-1])


@defect("REF101")
def a_theme_that_does_not_exist(scene: Scene) -> int:
    entry, reference = _referring(scene, "deal")
    if _is_only_one(scene, reference):
        # Else the theme would be met nowhere, which is another finding, and a right one.
        extra = f"{_numbers(reference)} et {scene.chance.choice([12, 17, 99])}"
    else:
        extra = str(scene.chance.choice([12, 17, 99]))
    return _replace(scene, entry, _numbers(reference), extra, reference.end - 2)


def _is_only_one(scene: Scene, reference: Reference) -> bool:
    met = [key for _e, r in scene.programme.references() for key in r.keys]
    return any(met.count(key) == 1 for key in reference.keys)


@defect("REF102")
def cf_without_its_dot(scene: Scene) -> int:
    entry, reference = _referring(scene, "deal", "transversal")
    return _replace(scene, entry, "cf.", "cf", reference.start)


@defect("REF102")
def theme_without_its_accent(scene: Scene) -> int:
    entry, reference = _referring(scene, "deal", "transversal")
    return _replace(scene, entry, "thème", "theme", reference.start)


@defect("REF102")
def two_spaces(scene: Scene) -> int:
    entry, reference = _referring(scene, "deal", "transversal")
    return _replace(scene, entry, "thème", " thème", reference.start)


@defect("REF103")
def the_only_reference_to_a_theme_is_gone(scene: Scene) -> int:
    themes = scene.programme.themes
    met = [key for _e, r in scene.programme.references() for key in r.keys]
    entry = scene.entry(
        lambda e: (
            len(e.references(themes)) == 1
            and len(e.references(themes)[0].keys) == 1
            and met.count(e.references(themes)[0].keys[0]) == 1
        )
    )
    set_value(scene.workbook, entry.row, LABEL, "Un texte sans renvoi")
    for column in (DEAL_COLUMN, TRANSVERSAL_COLUMN):  # as motxl colour leaves them
        set_value(scene.workbook, entry.row, column, None)
    return entry.row


@defect("REF104")
def a_transversal_theme_that_does_not_exist(scene: Scene) -> int:
    entry, reference = _referring(scene, "transversal")
    assert reference.keys[0] is not None
    met = [key for _e, r in scene.programme.references() for key in r.keys]
    if met.count(reference.keys[0]) == 1:
        entry = scene.entry(
            lambda e: not e.references(scene.programme.themes) and e.row != entry.row
        )
        end = len(entry.label)
        sheet = table_of(scene.workbook).sheet
        words = " (cf. thème transversal littoraux)"
        sheet.replace_text((entry.row, 2), end, end, words)
        sheet.set_colour((entry.row, 2), end + 2, end + len(words) - 1, "ED7D31")
        return entry.row
    return _replace(scene, entry, reference.label, "littoraux", reference.start)


@defect("REF105")
def a_reference_without_its_number(scene: Scene) -> int:
    entry = scene.entry(lambda e: not e.references(scene.programme.themes))
    end = len(entry.label)
    table_of(scene.workbook).sheet.replace_text(
        (entry.row, 2), end, end, " (cf. Cross-border deal)"
    )
    return entry.row


@defect("REF109")
def a_code_that_no_row_has(scene: Scene) -> int:
    entry = scene.entry(lambda e: not e.references(scene.programme.themes))
    end = len(entry.label)
    words = scene.chance.choice([" (cf. 9.9.9)", " (voir axe 7)", ", suite de l’objectif 2.9"])
    table_of(scene.workbook).sheet.replace_text((entry.row, 2), end, end, words)
    return entry.row


@defect("REF106")
def a_parenthesis_that_is_not_closed(scene: Scene) -> int:
    themes = scene.programme.themes
    entry = scene.entry(
        lambda e: (
            len(e.references(themes)) == 1
            and e.references(themes)[0].kind in ("deal", "transversal")
            and e.label[e.references(themes)[0].end :].startswith(")")
        )
    )
    return _replace(scene, entry, ")", "", entry.references(themes)[0].end)


@defect("REF107")
def a_theme_twice(scene: Scene) -> int:
    entry, reference = _referring(scene, "deal")
    sheet = table_of(scene.workbook).sheet
    end = len(entry.label)
    words = f" (cf. Cross-border deal thème {reference.numbers[0]})"
    sheet.replace_text((entry.row, 2), end, end, words)
    sheet.set_colour((entry.row, 2), end, end + 2, None)
    sheet.set_colour((entry.row, 2), end + len(words) - 1, end + len(words), None)
    sheet.set_colour((entry.row, 2), end + 2, end + len(words) - 1, "ED7D31")
    return entry.row


@defect("REF108")
def a_theme_of_nobody_knows_what(scene: Scene) -> int:
    return _words_added(scene, f" (cf. thème {scene.chance.randint(1, 9)})")


@defect("REF108")
def jetons_outside_parentheses(scene: Scene) -> int:
    promises = [", lien avec les jetons", " par mobilisation de jetons"]
    return _words_added(scene, scene.chance.choice(promises))


def _words_added(scene: Scene, words: str) -> int:
    entry = scene.entry(lambda e: not e.references(scene.programme.themes))
    end = len(entry.label)
    table_of(scene.workbook).sheet.replace_text((entry.row, 2), end, end, words)
    return entry.row


@defect("COL301")
def a_reference_typed_anew(scene: Scene) -> int:
    entry, reference = _referring(scene, "deal", "transversal", "jeton")
    table_of(scene.workbook).sheet.set_colour((entry.row, 2), reference.start, reference.end, None)
    return entry.row


@defect("COL302")
def the_other_colour(scene: Scene) -> int:
    entry, reference = _referring(scene, "deal", "transversal", "jeton")
    wrong = "ED7D31" if reference.is_clause else "0070C0"
    table_of(scene.workbook).sheet.set_colour((entry.row, 2), reference.start, reference.end, wrong)
    return entry.row


@defect("COL303")
def our_colour_on_other_words(scene: Scene) -> int:
    entry = scene.entry(lambda e: not e.references(scene.programme.themes) and len(e.label) > 12)
    start = scene.chance.randrange(len(entry.label) - 8)
    colour = scene.chance.choice(["ED7D31", "0070C0"])
    table_of(scene.workbook).sheet.set_colour((entry.row, 2), start, start + 6, colour)
    return entry.row


def _bordered(scene: Scene) -> Entry:
    return scene.entry(
        lambda e: border_prefix(e.label) is not None and e.text(BORDER) == border_prefix(e.label)
    )


def _without_border(scene: Scene) -> Entry:
    return scene.entry(lambda e: not e.borders and "FR" not in e.label)


@defect("BRD401")
def a_border_that_does_not_exist(scene: Scene) -> int:
    entry = _without_border(scene)
    value = scene.chance.choice(["FR-XX", "Zanzibar", "DE-CH", "FR", "frontière allemande"])
    set_value(scene.workbook, entry.row, BORDER, value)
    return entry.row


@defect("BRD402")
def another_spelling_in_the_column(scene: Scene) -> int:
    entry = _bordered(scene)
    written = entry.text(BORDER)
    other = scene.chance.choice(
        [written.lower(), written.replace("-", "/"), written.replace("-", " ")]
    )
    set_value(scene.workbook, entry.row, BORDER, other)
    return entry.row


@defect("BRD402")
def another_spelling_in_the_text(scene: Scene) -> int:
    # A row that lacks the border lacks it in Frontière too, which BRD404 tells.
    entry = _bordered(scene)
    written = entry.text(BORDER)
    spelled = (written.replace("-", " "), written.replace("-", "/"), written.lower())
    words = " " + scene.chance.choice([*spelled, written.replace("-", " – ")])
    end = len(entry.label)
    sheet = table_of(scene.workbook).sheet
    sheet.replace_text((entry.row, 2), end, end, words)
    sheet.set_colour((entry.row, 2), end, end + len(words), None)
    return entry.row


@defect("BRD403")
def another_border_in_the_column(scene: Scene) -> int:
    entry = scene.entry(
        lambda e: border_prefix(e.label) is not None and e.text(BORDER) == border_prefix(e.label)
        and "ES" not in e.label and not scene.programme.registers.called(e.label).members
        and not _names_a_territory(scene, e)
    )  # fmt: skip
    set_value(scene.workbook, entry.row, BORDER, "FR-ES")
    return entry.row


def _names_a_territory(scene: Scene, entry: Entry) -> bool:
    names = (n for t in scene.programme.territories for n in (t.name, *t.aliases))
    return any(normalise(name) in entry.key for name in names)


@defect("BRD404")
def a_territory_in_the_text(scene: Scene) -> int:
    entry = scene.entry(lambda e: not e.borders and not e.references(scene.programme.themes))
    # Not one that a member bears in its name.
    members = [normalise(n) for m in scene.programme.registers.members or () for n in m.names]
    free = [
        territory
        for territory in scene.programme.territories
        if not any((name := normalise(territory.name)) in n or n in name for n in members)
    ]
    territory = scene.chance.choice(free)
    end = len(entry.label)
    words = f", avec {scene.chance.choice([territory.name, territory.name.upper()])}"
    table_of(scene.workbook).sheet.replace_text((entry.row, 2), end, end, words)
    return entry.row


def _misspelled(name: str) -> str:
    at = len(name) // 2
    return name[:at] + name[at + 1 :]


@defect("MEM501")
def a_member_misspelled_in_the_programme(scene: Scene) -> int:
    entry = scene.entry(lambda e: bool(e.text(MEMBERS)))
    key = scene.chance.choice(entry.text(MEMBERS).split("; "))
    name = scene.programme.registers.called(key).members[0].name
    set_value(
        scene.workbook, entry.row, MEMBERS, entry.text(MEMBERS).replace(key, _misspelled(name))
    )
    return entry.row


@defect("MEM505")
def a_member_in_the_text(scene: Scene) -> int:
    entry = scene.entry(lambda e: not e.text(MEMBERS))
    members = [
        m for m in scene.programme.registers.members or () if not _is_a_territory(scene, m.name)
    ]
    member = scene.chance.choice(members)
    end = len(entry.label)
    sheet = table_of(scene.workbook).sheet
    sheet.replace_text((entry.row, 2), end, end, f" avec {member.name.lower()}")
    sheet.set_colour((entry.row, 2), end, end + 6 + len(member.name), None)
    return entry.row


def _is_a_territory(scene: Scene, name: str) -> bool:
    names = (n for t in scene.programme.territories for n in (t.name, *t.aliases))
    return any(normalise(one) in normalise(name) for one in names)


@defect("STR707")
def tags_and_entities(scene: Scene) -> int:
    entry = scene.entry(
        lambda e: not e.references(scene.programme.themes) and border_prefix(e.label) is None
    )
    before, after = scene.chance.choice(
        [("<b>", "</b>"), ("<p>", "</p>"), ("", "&nbsp;"), ("", "\x0b"), ("&eacute;", "")]
    )
    set_value(scene.workbook, entry.row, LABEL, before + entry.label + after)
    return entry.row
