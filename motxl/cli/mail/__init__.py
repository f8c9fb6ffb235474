"""``motxl mail``: what sends the extracts, or prepares it. One module per subcommand."""

from __future__ import annotations

import gc
from importlib import import_module

import click

from motxl.cli.common import epilog, lang_option
from motxl.i18n import N_, _

_SUBCOMMANDS = {
    "preview": N_("Show the messages, and what is missing or doubtful."),
    "drafts": N_("Prepare a draft per member (.eml files, a mailbox or Outlook)."),
    "send": N_("Send the extracts over SMTP, each at most once."),
    "remind": N_("Remind the members who have not answered."),
    "status": N_("Show what was sent to whom; confirm the drafts that you have sent."),
    "templates": N_("Copy the texts of the messages, for you to edit."),
}


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _SUBCOMMANDS:
            return None
        found = import_module(f"motxl.cli.mail.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in _SUBCOMMANDS.items()])


@click.group(
    "mail",
    cls=_Group,
    short_help=_("Send the extracts by e-mail, or prepare drafts."),
    epilog=epilog(
        "motxl mail preview programme-2025.xlsx --extracts extraits",
        "motxl mail drafts programme-2025.xlsx --extracts extraits",
        "motxl mail send programme-2025.xlsx --extracts extraits "
        "--smtp smtp://programme@smtp.office365.com",
        "motxl mail remind programme-2025.xlsx --extracts extraits",
    ),
    help=_(
        "Mail the extracts that motxl extract made: each member gets the right file, once, "
        "and a record is\n"
        "kept.\n"
        "\n"
        "Only what manifest.json lists is sent: each file must be as it was made, belong to "
        "its recipient,\n"
        "and contain nothing hidden. The record of what was sent, envois.sqlite, stays in the "
        "folder of the\n"
        "extracts."
    ),
)
@lang_option
def command() -> None:
    # A long run makes messages by the thousand, in cycles: they go when they are sent.
    gc.enable()
