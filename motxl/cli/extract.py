"""``motxl extract``: one extract per member, with nothing of anyone else in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli import addressees, extracted, in_doubt
from motxl.cli.common import (
    book_argument,
    epilog,
    force_option,
    format_option,
    lang_option,
    say_not_read,
    sheet_options,
    today,
    wrapped,
)
from motxl.cli.live import Live, live_option, told
from motxl.cli.whom import get_less, worth_a_look
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.extract.batch import Finish, Options, Result
    from motxl.extract.identity import Identity
    from motxl.extract.making import Made, Source
    from motxl.extract.manifest import Manifest
    from motxl.extract.readers import Reader
    from motxl.extract.recipients import Directory
    from motxl.programme.model import Programme
    from motxl.programme.relevance import Relevance

_FOLDER = "extraits-{stem}"
"""Beside the workbook, where a button asks for extracts and nobody says where they go"""


@click.command(
    "extract",
    short_help=_("Make one extract per member, with what concerns it."),
    epilog=epilog(
        "motxl extract programme-2025.xlsx -o extraits",
        "motxl extract programme-2025.xlsx ADH-03 ADH-07 -o extraits --pdf",
        "motxl extract programme-2026.xlsx -o extraits-mars --since extraits-janvier",
        "motxl extract programme-2025.xlsx ADH-03 --explain",
        "motxl extract programme-2025.xlsx --theme Montagne -o themes",
        "motxl extract programme-2025.xlsx --live",
    ),
    help=_(
        """Make an extract of BOOK for each active member, or for each MEMBER (key, name or alias).

An extract holds what concerns the member directly, each line with its reason, and what is for
everyone; it is in the member's language. Nothing of another member is in it: each file is
inspected before it counts as made. The template extrait.xltx in a folder modeles beside BOOK comes
first; yours may look as you like.

What FOLDER holds already and is up to date is left as it is: an interrupted run goes on where it
stopped. manifest.json says what was made for whom; motxl mail reads it. Exit code 1 when an
extract could not be made, or when something of BOOK leaves in doubt who gets what.

With --live they are made of BOOK as it stands in its application, saved or not; without -o they go
into a folder beside it."""
    ),
)
@book_argument()
@click.argument("members", metavar=_("[MEMBER]…"), nargs=-1)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar=_("FOLDER"),
    type=click.Path(path_type=Path, file_okay=False),
    help=_("Where the extracts go; made if it is not there."),
)
@click.option("--pdf", is_flag=True, help=_("Also make each extract as a PDF, with LibreOffice."))
@click.option(
    "--since",
    metavar=_("FOLDER"),
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help=_("Mark what is new, changed and removed since the extracts in FOLDER."),
)
@click.option(
    "--contacts",
    metavar=_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Take the addresses from this workbook or CSV file, not from BOOK."),
)
@click.option(
    "--confirm-values",
    "confirmed",
    metavar=_("COLUMN"),
    multiple=True,
    help=_("The values of this column are right, though they look exchanged; may be repeated."),
)
@click.option("--explain", is_flag=True, help=_("Only list what concerns them, and why."))
@click.option("--theme", metavar=_("NAME"), help=_("The lines of a theme, for its referent."))
@click.option("--pilote", metavar=_("NAME"), help=_("The lines of a colleague, from Pilote."))
@sheet_options
@live_option
@format_option
@force_option(_("Replace files in FOLDER that were changed since, or are not from motxl."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    members: Sequence[str],
    folder: Path | None,
    pdf: bool,
    since: Path | None,
    contacts: Path | None,
    confirmed: Sequence[str],
    explain: bool,
    theme: str | None,
    pilote: str | None,
    sheet: str | None,
    columns: str | None,
    live: bool,
    output_format: str,
    force: bool,
) -> None:
    lively = Live() if live else None
    with told(lively):
        place = book
        if lively is not None:
            from motxl.book.live.places import local_path

            place = local_path(book)
            folder = folder or place.with_name(_FOLDER.format(stem=place.stem))
        _refuse_combinations(members, folder, since, explain=explain, theme=theme, pilote=pilote)
        columns_right = in_doubt.columns_called(confirmed)
        from motxl.book.file.filebook import open_book
        from motxl.extract.batch import Options
        from motxl.extract.formerly import ExtractedToSome
        from motxl.extract.making import Source
        from motxl.extract.manifest import MANIFEST
        from motxl.extract.readers import chosen, members_of, pilot_reader, theme_reader
        from motxl.extract.recipients import Directory
        from motxl.ooxml.opc.opening import read_bytes
        from motxl.programme.relevance import Relevance
        from motxl.template.shipped import template_path

        opened_by = lively.open if lively else open_book
        opened = opened_by(book, sheet=sheet, columns=columns)
        say_not_read(opened)
        programme = opened.programme
        former = [folder, since]
        if folder is not None and since is None and not (folder / MANIFEST).exists():
            from motxl.mail.before import former_folder

            former.append(former_folder(folder, programme.year, place))
        programme.extracted_to_some = ExtractedToSome(former)
        relevance = Relevance(programme)
        everyone: list[Reader] = []
        if theme is not None:
            readers = [theme_reader(relevance, theme)]
        elif pilote is not None:
            readers = [pilot_reader(relevance, pilote)]
        else:
            everyone = members_of(relevance)
            readers = chosen(everyone, members, relevance) if members else everyone
        if explain:
            from motxl.cli.concerns import show

            show(readers, relevance, output_format)
            return
        assert folder is not None  # refused above
        template = template_path("extrait", beside=place)
        day = today()
        source = Source(programme, read_bytes(template), str(template), day)
        known = None
        if contacts is not None:
            from motxl.book.reading.contacts import read_contacts

            known = read_contacts(contacts)
        before = None
        if readers[0].kind == "member":
            from motxl.mail.before import compared

            before = compared(programme, known, place, folder, since, columns_right)
        doubts = in_doubt.of_the_workbook(programme, known, readers, before)
        of_another = in_doubt.of_another(relevance, readers[0])
        registers = programme.registers
        directory = Directory(registers, known)
        rows = {one.row for one in readers if one.kind == "member"}
        written_to = [one for one in registers.members or () if one.row in rows]
        otherwise = addressees.of_the_record(registers, directory, written_to, folder)
        lines = (
            *addressees.as_lines(otherwise),
            *addressees.shared(directory, written_to),
            *in_doubt.of_the_confirmed(before),
            *in_doubt.as_lines(doubts),
            *in_doubt.lines_of_another(of_another),
            *in_doubt.of_values_alone(programme),
            *in_doubt.of_the_order(programme, readers),
            *worth_a_look(relevance, readers, before),
            *_of_losses(relevance, everyone, directory, (folder, since)),
            *_of_the_example(programme, readers),
            *_of_age(programme, day),
        )
        for line in lines:
            click.echo(line, err=True)
        said = [*in_doubt.sentences(doubts), *of_another, *otherwise]
        options = Options(
            since=since, force=force, contacts=known, place=(sheet, columns), compared=before
        )
        result = _run(
            place, source, folder, readers, everyone, options, said, pdf=pdf, form=output_format
        )
        if lively is not None:
            lively.say(extracted.made_in(folder, result))
    ctx.exit(1 if result.failed or result.interrupted or said else 0)


def _of_losses(
    relevance: Relevance,
    everyone: Sequence[Reader],
    directory: Directory,
    folders: Sequence[Path | None],
) -> Iterator[str]:
    """Who gets less than before; nothing where the extract of a theme or a colleague is made."""
    from motxl.extract.losses import losses

    if everyone:
        yield from get_less(losses(relevance, everyone, directory, folders))


def _of_the_example(programme: Programme, readers: Sequence[Reader]) -> list[str]:
    """That nobody has written their own address yet: extracts show it, and it would send them."""
    from motxl.programme.addresses import is_example, parse_address
    from motxl.template.layout import Parametre

    address = parse_address(programme.parameters.get(Parametre.EXPEDITEUR, ""))[1]
    if readers[0].kind != "member" or not is_example(address):
        return []
    text = _(
        "The sender is still the example's, {address}: write yours as expéditeur in Paramètres."
    )
    return [wrapped(text.format(address=address), "", "")]


def _of_age(programme: Programme, day: date) -> list[str]:
    """That some of what was to come at the version's date is over."""
    from motxl.extract.coming import passed

    found = passed(programme, day)
    if found is None:
        return []
    text = (
        ngettext(
            "The version is of {version}: {n} dated event is over since, and is not among the "
            "coming dates of {day}.",
            "The version is of {version}: {n} dated events are over since, and are not among the "
            "coming dates of {day}.",
            found.over,
        )
        if found.left
        else _("The version is of {version}: on {day} all its dated events are over.")
    ).format(version=f"{found.version:%d/%m/%Y}", n=found.over, day=f"{day:%d/%m/%Y}")
    return [wrapped(text, "", "")]


def _refuse_combinations(
    members: Sequence[str],
    folder: Path | None,
    since: Path | None,
    *,
    explain: bool,
    theme: str | None,
    pilote: str | None,
) -> None:
    if sum((bool(members), theme is not None, pilote is not None)) > 1:
        raise click.UsageError(_("Name members, or --theme, or --pilote: one of them."))
    if folder is None and not explain:
        raise click.UsageError(_("Say where the extracts go: -o FOLDER."))
    if since is not None and (theme is not None or pilote is not None):
        raise click.UsageError(_("--since compares the extracts of members only."))
    if since is not None and folder is not None and since.resolve() == folder.resolve():
        raise click.UsageError(
            _("--since and -o name the same folder: put the new extracts in another one.")
        )


def _run(
    book: Path,
    source: Source,
    folder: Path,
    readers: Sequence[Reader],
    everyone: Sequence[Reader],
    options: Options,
    doubts: Sequence[str],
    *,
    pdf: bool,
    form: str,
) -> Result:
    from motxl.cli.progress import Counter
    from motxl.extract.batch import run, run_alone
    from motxl.extract.places import note_place

    finish = _pdf_of(folder) if pdf else None
    counter = Counter(_("Extracts: {number} of {total}…"), len(readers))
    done: list[Made] = []

    def on_made(made: Made) -> None:
        done.append(made)
        counter.at(len(done))

    if readers[0].kind == "member":
        result = run(
            source, folder, readers, everyone, options, book.name, on_made=on_made, finish=finish
        )
        note_place(book, folder)
    else:
        result = run_alone(source, folder, readers[0], options, on_made=on_made, finish=finish)
    counter.erase()
    if form == "json":
        extracted.as_json(folder, done, result, doubts)
    else:
        for line in extracted.lines(done):
            click.echo(line)
    extracted.say(folder, book, readers, result)
    return result


def _pdf_of(folder: Path) -> Finish:
    """Makes the PDF of each extract that has none yet, or another one."""
    from motxl.cli.progress import Counter
    from motxl.extract import pdf
    from motxl.extract.making import SUFFIX, sha256_of

    program = pdf.libreoffice()  # before anything is made

    def finish(done: Sequence[Made], before: Manifest | None) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        missing: dict[Path, Identity] = {}
        for made in done:
            name = made.reader.stem + pdf.SUFFIX
            known = before.known.get(made.reader.key) if before is not None else None
            sha256 = dict(known.files).get(name) if known is not None else None
            if made.status == "kept" and sha256 and sha256_of(folder / name) == sha256:
                found[made.reader.key] = [{"name": name, "sha256": sha256}]
            elif made.whose is not None:
                missing[folder / (made.reader.stem + SUFFIX)] = made.whose
        counter = Counter(_("PDF: {number} of {total}…"), len(missing))
        made_now = pdf.convert(program, missing, folder, counter.at) if missing else {}
        counter.erase()
        for file, sha256 in made_now.items():
            name = file.stem + pdf.SUFFIX
            found[missing[file].key] = [{"name": name, "sha256": sha256}]
        return found

    return finish
