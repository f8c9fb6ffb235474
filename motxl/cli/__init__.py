"""What people type: one module per command, imported only when that command runs."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

import click

from motxl.i18n import LANGUAGES, N_, _
from motxl.version import __version__


class CommandInfo(NamedTuple):
    """What ``motxl --help`` says of a command, without loading it."""

    module: str
    section: str
    help: str
    """One line, translated when it is shown"""


_CHECK, _BACK = N_("Check, correct, colour"), N_("Versions and previous states")
_SUM_UP, _SHARE, _BEGIN = N_("Summarise"), N_("Extracts and mail"), N_("Set up and learn")

# In the order of a day's work.
COMMANDS = {
    "validate": CommandInfo("validate", _CHECK, N_("Check the numbering, references and colours.")),
    "find": CommandInfo("find", _CHECK, N_("Show where in a workbook a programme seems to be.")),
    "explain": CommandInfo("explain", _CHECK, N_("Explain rules, each with an example.")),
    "rules": CommandInfo("rules", _CHECK, N_("List the rules that workbooks are checked against.")),
    "renumber": CommandInfo(
        "renumber", _CHECK, N_("Renumber the rows, and the codes that texts mention.")
    ),
    "colour": CommandInfo("colour", _CHECK, N_("Colour the references in the cells.")),
    "references": CommandInfo(
        "references", _CHECK, N_("List the references to themes and jetons.")
    ),
    "events": CommandInfo("events", _CHECK, N_("Propose dated events from the texts.")),
    "diff": CommandInfo("diff", _BACK, N_("Show what changed between two workbooks.")),
    "freeze": CommandInfo("freeze", _BACK, N_("Freeze a version, with a copy for reading.")),
    "merge": CommandInfo(
        "merge", _BACK, N_("Merge two copies of a workbook that were edited apart.")
    ),
    "undo": CommandInfo("undo", _BACK, N_("Restore the previous state of a workbook.")),
    "summary": CommandInfo(
        "summary", _SUM_UP, N_("Build pivot tables and charts in the sheet Synthèse.")
    ),
    "calendar": CommandInfo(
        "calendar", _SHARE, N_("Write the confirmed events to a calendar file.")
    ),
    "who": CommandInfo("who", _SHARE, N_("List the members whom a row concerns.")),
    "jetons": CommandInfo("jetons", _SHARE, N_("Show the members' jeton accounts.")),
    "extract": CommandInfo(
        "extract", _SHARE, N_("Make one extract per member, with what concerns that member.")
    ),
    "inspect": CommandInfo(
        "inspect", _SHARE, N_("Find hidden data in a workbook before you send it.")
    ),
    "mail": CommandInfo("mail", _SHARE, N_("Send the extracts by e-mail, or prepare drafts.")),
    "collect": CommandInfo(
        "collect", _SHARE, N_("Read the answers that members wrote into their extracts.")
    ),
    "demo": CommandInfo("demo", _BEGIN, N_("Show a year's work, using the 2025 programme.")),
    "import": CommandInfo("import_", _BEGIN, N_("Make a workbook from the published programme.")),
    "new": CommandInfo("new", _BEGIN, N_("Make next year's workbook from this year's.")),
    "macros": CommandInfo(
        "macros", _BEGIN, N_("Make the Excel add-in, or a workbook with the buttons in it.")
    ),
    "page": CommandInfo("page", _BEGIN, N_("Write motxl as one page for a browser.")),
    "doctor": CommandInfo(
        "doctor", _BEGIN, N_("Check whether Excel, LibreOffice and mail can be used here.")
    ),
}
ALIASES = {"color": "colour"}


class LazyGroup(click.Group):
    """A group that knows its commands' names and one-line helps, and loads one when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        info = COMMANDS.get(ALIASES.get(cmd_name, cmd_name))
        if info is None:
            return None
        command = import_module(f"motxl.cli.{info.module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and name not in ALIASES and not name.startswith("-"):
            from motxl.text.closest import closest_of

            closest = closest_of(name, COMMANDS, enough=0.6)
            ctx.fail(
                _("There is no command “{name}”. Did you mean “{closest}”?").format(
                    name=name, closest=closest
                )
                if closest
                else _("There is no command “{name}”.").format(name=name)
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, COMMANDS))
        for section in dict.fromkeys(info.section for info in COMMANDS.values()):
            with formatter.section(_(section)):
                formatter.write_dl(
                    [
                        (name.ljust(width), _(info.help))
                        for name, info in COMMANDS.items()
                        if info.section == section
                    ]
                )


_ABOUT = N_(
    "Check and correct a numbered work programme kept in Excel, colour its references, and "
    "make its\n"
    "summary and the extracts for members. The previous state can be restored at any time.\n"
    "\n"
    "\b\n"
    "Begin with:\n"
    "  motxl demo                     a year's work, in a folder of its own\n"
    "  motxl validate programme.xlsx  what is to be corrected, cell by cell"
)


@click.group(
    cls=LazyGroup,
    help=_(_ABOUT),
    no_args_is_help=True,
    subcommand_metavar=_("COMMAND [ARGUMENTS]…"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=_("Language of the display; by default that of MOTXL_LANG, or of the computer."),
)
@click.version_option(
    __version__,
    "-V",
    "--version",
    message="motxl %(version)s",
    help=_("Show the version and exit."),
)
def cli() -> None:
    pass
