"""``motxl macros``: the Excel add-in, or a workbook with macros and the ribbon in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    as_typed,
    as_usage,
    book_argument,
    epilog,
    force_option,
    lang_option,
    say_how_to_go_back,
)
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.macros.states import MacrosState


@click.command(
    "macros",
    short_help=_("Make the Excel add-in, or a workbook with the buttons in it."),
    epilog=epilog(
        "motxl macros --addin motxl.xlam",
        "motxl macros programme-2025.xlsx -o programme-2025.xlsm",
        "motxl macros programme-2025.xlsm",
        "motxl macros --check programme-2025.xlsm",
        "motxl macros --check --addin motxl.xlam",
        "motxl macros --remove programme-2025.xlsm",
    ),
    help=_(
        "Put the buttons of motxl into Excel: a tab Programme de travail with Vérifier, Corriger, "
        "Mettre en couleur,\n"
        "Synthèse, Extraits, Revenir en arrière and Aide.\n"
        "\n"
        "With --addin, the buttons go into an add-in and work on whatever workbook is active: "
        "the shared\n"
        "workbook stays .xlsx. With BOOK, they go into a macro-enabled copy of BOOK (-o), or "
        "into BOOK itself\n"
        "when it is an .xlsm. Everything in the workbook is kept; when the command is run "
        "again, only motxl's\n"
        "own modules are replaced. docs/excel.md explains how to install, trust and sign what "
        "is made."
    ),
)
@book_argument(required=False)
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_("The .xlsm file to write, a copy of BOOK with the macros."),
)
@click.option(
    "--addin",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_("The add-in to write, a .xlam file."),
)
@click.option(
    "--check",
    is_flag=True,
    help=_("Write nothing; exit code 1 if the macros are missing, of an older version, or edited."),
)
@click.option(
    "--remove",
    is_flag=True,
    help=_("Take motxl's macros and buttons out of BOOK; everything else in it stays."),
)
@force_option(_("Go on even if the file exists, seems to be open elsewhere, or is signed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path | None,
    output: Path | None,
    addin: Path | None,
    check: bool,
    remove: bool,
    force: bool,
) -> None:
    _refuse_odd_combinations(book, output, addin, check=check)
    if remove and (check or book is None):
        raise click.UsageError(_("--remove is used with a workbook, and without --check."))
    if check:
        path = addin or book
        assert path is not None
        ctx.exit(_check(path, addin=addin is not None))
    with as_usage():
        if addin:
            _make_addin(addin, force=force)
        else:
            assert book is not None
            (_remove if remove else _put)(book, output, force=force)


def _refuse_odd_combinations(
    book: Path | None, output: Path | None, addin: Path | None, *, check: bool
) -> None:
    if output is not None and addin is not None:
        raise click.UsageError(
            _("--addin already gives the file to write: leave out -o {output}.").format(
                output=as_typed(output)
            )
        )
    if (book is None) == (addin is None):
        raise click.UsageError(_("Give either a workbook, or an add-in with --addin FILE."))
    if book is not None and output is None and not check and book.suffix.lower() == ".xlam":
        raise click.UsageError(
            _("An add-in is always made as a whole: run motxl macros --addin {path}.").format(
                path=as_typed(book)
            )
        )
    if output is not None and check:
        raise click.UsageError(_("-o is used with a workbook, and without --check."))


def _check(path: Path, *, addin: bool) -> int:
    from motxl.jobs.macros import check

    found = check(path, addin=addin)
    if found.current:
        click.echo(_("{path}: the macros are up to date.").format(path=path), err=True)
        return 0
    for line in _differences(found):
        click.echo(line)
    click.echo(
        _("{path}: the macros do not match this version of motxl.").format(path=path), err=True
    )
    return 1


def _differences(found: MacrosState) -> list[str]:
    lines = [_("{module} is missing").format(module=name) for name in found.missing]
    lines += [_("{module} differs").format(module=name) for name in found.different]
    if not found.ribbon:
        lines.append(_("The tab Programme de travail is missing or differs"))
    if not found.enabled:
        lines.append(_("Files of this type cannot contain macros"))
    if not found.fitting:
        lines.append(_("The type of the file does not match its name: Excel does not open it"))
    lines += [_("{module} is no longer needed").format(module=name) for name in found.retired]
    lines += [
        _(
            "{module} contains a procedure {procedure}, a name that motxl uses too: rename this "
            "procedure"
        ).format(module=module, procedure=procedure)
        for module, procedure in found.doubled
    ]
    return lines + list(found.foreign)


def _make_addin(path: Path, *, force: bool) -> None:
    from motxl.jobs.macros import make_addin

    if not make_addin(path, force=force).saved:
        click.echo(_("Nothing to change: {path} was not written.").format(path=path), err=True)
    else:
        click.echo(_("{path}: the add-in was made.").format(path=path), err=True)
        click.echo(
            _("To load the add-in in Excel: File → Options → Add-ins → Go… → Browse…"), err=True
        )


def _put(book: Path, output: Path | None, *, force: bool) -> None:
    from motxl.jobs.macros import HoldsNoMacrosError, put

    try:
        done = put(book, output, force=force)
    except HoldsNoMacrosError:
        raise click.UsageError(
            _("{path} cannot contain macros: add -o {copy} to put them into a copy.").format(
                path=book, copy=as_typed(book.with_suffix(".xlsm"))
            )
        ) from None
    if not done.saved:
        text = _("Nothing to change: {path} was not written.")
    elif done.changed:
        text = _("{path}: the macros and the tab Programme de travail were put in.")
    else:
        text = _("{path}: the copy was made; the macros were already up to date.")
    click.echo(text.format(path=done.path), err=True)
    if done.saved and output is None:
        say_how_to_go_back(book)


def _remove(book: Path, output: Path | None, *, force: bool) -> None:
    from motxl.jobs.macros import remove

    done = remove(book, output, force=force)
    if not done.saved:
        click.echo(_("Nothing to change: {path} was not written.").format(path=book), err=True)
        return
    click.echo(
        _("{path}: the macros and the buttons of motxl were taken out.").format(path=done.path),
        err=True,
    )
    if done.empty:
        click.echo(
            _("No macro is left: to turn the workbook into an .xlsx, use “Save As” in Excel."),
            err=True,
        )
    if output is None:
        say_how_to_go_back(book)
