"""What an import made, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import jetons_in_words, wrapped
from motxl.controls import on_one_line
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.importers.carried import Carried
    from motxl.importers.likely import LostRow, PerhapsSame
    from motxl.importers.meant import MeantTheme
    from motxl.importers.source import MappedColumn, SourceCell
    from motxl.jobs.import_ import Imported

MOST = 10
"""Cells and rows that are listed without being asked for"""


def say_imported(made: Imported, source: Path, *, most: int | None) -> None:
    """Say on stderr what was made, and what could not be placed; of lists the first ``most``."""
    if made.found is not None:  # what was left aside follows, cell by cell
        from motxl.book.reading.told import found_in_words

        _echo(_("Programme found: {found}.").format(found=found_in_words(made.found)))
    if made.columns:
        _echo(columns_in_words(made.columns))
    for number, sentence in made.notes:
        click.echo(
            _("{source}, line {number}: {sentence}").format(
                source=source, number=number, sentence=sentence
            ),
            err=True,
        )
    _say_unplaced(made, source, most)
    for sentence in made.said:
        _echo(sentence)
    if made.carried is not None:
        _say_carried(made.carried, most)
    click.echo(_told(made), err=True)


def _echo(text: str) -> None:
    click.echo(wrapped(text, "", "  "), err=True)


def columns_in_words(columns: Sequence[MappedColumn]) -> str:
    """A sentence: what became of each column of the source."""
    semicolon = _(";")
    told = f"{semicolon} ".join(map(_mapped, columns))
    return _("Columns: {columns}.").format(columns=told)


def _mapped(one: MappedColumn) -> str:
    header = on_one_line(one.header)
    if one.is_own and one.column == one.header:
        return _("“{theirs}” as it is").format(theirs=header)
    if one.is_own:  # never one of ours, though it may be called so
        return _("“{theirs}” → {own}").format(theirs=header, own=on_one_line(one.column))
    return _("“{theirs}” → {column}").format(theirs=header, column=on_one_line(one.column))


def _say_unplaced(made: Imported, source: Path, most: int | None) -> None:
    """The cells that have no place, the first ones of each sheet, and how many there are."""
    by_sheet: dict[str, list[SourceCell]] = {}
    for cell in made.unplaced:
        by_sheet.setdefault(cell.sheet, []).append(cell)
    for sheet, cells in by_sheet.items():
        text = ngettext(
            "{n} cell of {where} has no place in the workbook:",
            "{n} cells of {where} have no place in the workbook:",
            len(cells),
        )
        where = _("the sheet “{sheet}”").format(sheet=on_one_line(sheet)) if sheet else str(source)
        _echo(text.format(n=len(cells), where=where))
        for cell in cells[:most]:
            place = _("line {line}, {cell}").format(line=cell.line, cell=cell.cell)
            _say_one(place if cell.line else cell.cell, cell.text)
        _say_more(len(cells), most)


def _say_one(place: str, text: str) -> None:
    told = _("{place}: {text}").format(place=place, text=on_one_line(text))
    click.echo(wrapped(told, "  ", "    "), err=True)


def _say_more(count: int, most: int | None) -> None:
    more = count - most if most is not None else 0
    if more > 0:
        text = ngettext(
            "… and {n} more: add --verbose to see it.",
            "… and {n} more: add --verbose to see them.",
            more,
        )
        click.echo(f"  {text.format(n=more)}", err=True)


def _say_carried(carried: Carried, most: int | None) -> None:
    told = _counts(carried.counts)
    if told:
        _echo(_("Taken over: {what}.").format(what=", ".join(told)))
    else:
        _echo(_("Last year's workbook has no members, territories or services to take over."))
    for name in carried.lists:
        _echo(
            _("The table {table}, which holds the items of a family, was not taken over.").format(
                table=name
            )
        )
    if carried.jetons is not None:
        _echo(jetons_in_words(carried.jetons))
    if carried.own_settings:
        keys = ", ".join(map(on_one_line, carried.own_settings))
        text = _("Your own lines of the sheet Paramètres are not taken over: {keys}.")
        _echo(text.format(keys=keys))
    _say_themes(carried)
    _say_lost(carried)
    if carried.other_refs:
        text = ngettext(
            "{n} row of the source has a Réf. that stands at another row of last year's workbook: "
            "rows were matched by their labels alone.",
            "{n} rows of the source have a Réf. that stands at another row of last year's "
            "workbook: rows were matched by their labels alone.",
            carried.other_refs,
        )
        _echo(text.format(n=carried.other_refs))
    n = len(carried.matched)
    text = ngettext(
        "{n} row is certainly the same as last year and keeps Frontière, Portée and Adhérents "
        "concernés.",
        "{n} rows are certainly the same as last year and keep Frontière, Portée and "
        "Adhérents concernés.",
        n,
    )
    none = _("No row is certainly the same as last year.")
    _echo(text.format(n=n) if n else none)
    if most is None:
        for one in carried.matched:
            place = _("{former} is now {place}").format(former=one.former, place=one.ref)
            _say_one(place, one.label)
    for rows, said in (
        (
            carried.targeted,
            ngettext(
                "{n} row says in the source whom it concerns, but has no Portée: it is Ciblée, "
                "because the Portée of last year's headings would decide otherwise.",
                "{n} rows say in the source whom they concern, but have no Portée: they are "
                "Ciblée, because the Portée of last year's headings would decide otherwise.",
                len(carried.targeted),
            ),
        ),
        (
            carried.in_doubt,
            ngettext(
                "{n} row has a label that stands in several rows: nothing was taken over for "
                "this row.",
                "{n} rows have labels that stand in several rows: nothing was taken over for "
                "these rows.",
                len(carried.in_doubt),
            ),
        ),
        (
            carried.new,
            ngettext(
                "{n} row is not in last year's workbook.",
                "{n} rows are not in last year's workbook.",
                len(carried.new),
            ),
        ),
        (
            carried.gone,
            ngettext(
                "{n} row of last year's workbook is not in the source.",
                "{n} rows of last year's workbook are not in the source.",
                len(carried.gone),
            ),
        ),
    ):
        if rows:
            _echo(said.format(n=len(rows)))
            if most is not None and rows is carried.gone:
                continue
            perhaps = {one.ref: one for one in carried.perhaps}
            for row in rows[:most]:
                _say_one(row.ref, row.label)
                if rows is carried.new and row.ref in perhaps:
                    _say_perhaps(perhaps[row.ref])
            _say_more(len(rows), most)


def _say_lost(carried: Carried) -> None:
    """Decisions about rows, and services, that have no row now, with the likely one: all, for each
    decides who gets which rows."""
    if carried.said_otherwise:
        _echo(
            ngettext(
                "The source says of {n} row something else about whom it concerns than last "
                "year's workbook, and that applies. Last year's workbook said:",
                "The source says of {n} rows something else about whom they concern than last "
                "year's workbook, and that applies. Last year's workbook said:",
                len(carried.said_otherwise),
            ).format(n=len(carried.said_otherwise))
        )
        for row in carried.said_otherwise:
            _say_decided(row)
    if carried.lost_rows:
        _echo(
            ngettext(
                "Last year's workbook says of {n} row whom it concerns, and the source does not "
                "have it in the same words: nothing was taken over. If the row beside it is the "
                "same, write it there:",
                "Last year's workbook says of {n} rows whom they concern, and the source does not "
                "have them in the same words: nothing was taken over. If the row beside one is "
                "the same, write it there:",
                len(carried.lost_rows),
            ).format(n=len(carried.lost_rows))
        )
        for row in carried.lost_rows:
            _say_decided(row)
            _say_likely(row.likely, row.likely_label, _("no row is like it"), row.code)
    if carried.lost_services:
        _echo(
            ngettext(
                "{n} service of last year has no row (sheet Jetons, column Réf.). If the one "
                "beside it is the same, write its Réf. there and delete the other row:",
                "{n} services of last year have no row (sheet Jetons, column Réf.). If the one "
                "beside a service is the same, write its Réf. there and delete the other row:",
                len(carried.lost_services),
            ).format(n=len(carried.lost_services))
        )
        for one in carried.lost_services:
            _say_one(one.key, one.service)
            text = f"{one.likely}, {one.ref}" if one.likely and one.ref else one.likely or one.ref
            _say_likely(text, one.likely_service, _("no row or new service is like it"))


def _say_decided(row: LostRow) -> None:
    """A row of last year's, and what was decided about it."""
    _say_one(row.ref, row.label)
    semicolon = _(";")
    said = f"{semicolon} ".join(
        _("{column}: {text}").format(column=column, text=on_one_line(text))
        for column, text in row.decided.items()
    )
    click.echo(wrapped(said, "    ", "      "), err=True)


def _say_perhaps(one: PerhapsSame) -> None:
    """Which row of last year's a new one may be: a question where they share the code alone."""
    text = (
        _("{code}: is it “{label}” ({place}) of last year? Only the code is the same.")
        if one.code
        else _("perhaps last year's {place}: {label}")
    )
    told = text.format(code=one.code, place=one.former, label=on_one_line(one.former_label))
    click.echo(wrapped(told, "    → ", "      "), err=True)


def _say_likely(place: str, label: str, none: str, code: str = "") -> None:
    """``code`` is what the two have in common, where that is all."""
    text = _("perhaps now {place}: {label}") if label else _("perhaps now {place}")
    if code:
        text = _("{code}: is it now {place}, “{label}”? Only the code is the same.")
    told = text.format(code=code, place=place, label=on_one_line(label)) if place else none
    click.echo(wrapped(told, "    → ", "      "), err=True)


def _say_themes(carried: Carried) -> None:
    """Themes of members whose number or name is another one now, and those to be looked at: all,
    for each decides who gets which rows."""
    moved = [one for one in carried.themes if one.now_title]
    lost = carried.lost_themes
    if moved:
        _echo(_("Themes of members that have another number or name this year (column Thèmes):"))
        for (written, now), members in _by_theme(moved).items():
            _say_one(f"{written} → {now}", ", ".join(members))
    if lost:
        _echo(
            _(
                "To check in the sheet Adhérents, column Thèmes: these themes are not surely in "
                "this year's list. What they meant last year stands in the cells instead of a "
                "number, and brings members no rows until you choose the theme that is meant:"
            )
        )
        for (written, _now), members in _by_theme(lost).items():
            _say_one(written, ", ".join(members))


def _by_theme(themes: Sequence[MeantTheme]) -> dict[tuple[str, str], list[str]]:
    """Members by what a theme was and what it is, in words."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in themes:
        title = one.title or _("no theme last year")
        was = one.written if one.title == one.written else f"{one.written} ({title})"
        now = one.now if one.now == one.now_title else f"{one.now} ({one.now_title})"
        found.setdefault((was, now), []).append(one.member)
    return found


def _counts(counts: Mapping[str, int]) -> list[str]:
    """How many rows of each table there are, where there are any."""
    members, contacts, territories, services, pilots, families = (
        counts.get(name, 0) for name in _COUNTED
    )
    told = (
        (members, ngettext("{n} member", "{n} members", members)),
        (contacts, ngettext("{n} contact", "{n} contacts", contacts)),
        (territories, ngettext("{n} territory", "{n} territories", territories)),
        (services, ngettext("{n} service", "{n} services", services)),
        (pilots, ngettext("{n} pilote", "{n} pilotes", pilots)),
        (families, ngettext("{n} family of references", "{n} families of references", families)),
    )
    return [text.format(n=n) for n, text in told if n]


_COUNTED = (
    *("tblAdherents", "tblContacts", "tblTerritoires", "tblJetons", "tblPilotes"),
    "tblFamilles",
)


def _told(made: Imported) -> str:
    features = made.features
    if not (features.themes or features.jetons):
        rows = ngettext("{n} row", "{n} rows", made.rows).format(n=made.rows)
        return _("{path}: {rows}.").format(path=made.path, rows=rows)
    counts = [ngettext("{n} row", "{n} rows", made.rows).format(n=made.rows)]
    if features.themes:
        counts.append(ngettext("{n} theme", "{n} themes", made.themes).format(n=made.themes))
    if features.jetons:
        services = ngettext("{n} service", "{n} services", made.services)
        counts.append(services.format(n=made.services))
    references = ngettext("{n} reference", "{n} references", made.references)
    return _("{path}: {counts}, {references} coloured.").format(
        path=made.path, counts=", ".join(counts), references=references.format(n=made.references)
    )
