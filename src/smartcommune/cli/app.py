"""The command line: which commands there are, and in which panel of the help each stands."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcommune import __version__
from smartcommune.cli.batch import batch
from smartcommune.cli.check import check
from smartcommune.cli.diff import diff
from smartcommune.cli.inspect import inspect
from smartcommune.cli.list_rules import list_rules
from smartcommune.cli.options import TextCommand, TextGroup, words
from smartcommune.cli.schema import schema
from smartcommune.cli.select import select
from smartcommune.cli.show import show
from smartcommune.cli.template import template
from smartcommune.cli.test import test
from smartcommune.cli.validate import validate

OFFICERS = words("help.officers")
AUTHORS = words("help.authors")

app = typer.Typer(
    name="smartcommune",
    cls=TextGroup,
    help=words("help.app"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"smartcommune {__version__}")
        raise typer.Exit


@app.callback()
def smartcommune(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=words("help.version"))
    ] = False,
) -> None:
    pass


app.command(cls=TextCommand, rich_help_panel=OFFICERS, epilog=words("help.check-codes"))(check)
app.command(cls=TextCommand, rich_help_panel=OFFICERS, epilog=words("help.batch-codes"))(batch)
app.command(cls=TextCommand, rich_help_panel=OFFICERS, epilog=words("help.batch-codes"))(select)
app.command(cls=TextCommand, rich_help_panel=OFFICERS)(inspect)
app.command(cls=TextCommand, rich_help_panel=OFFICERS)(template)
app.command(cls=TextCommand, rich_help_panel=AUTHORS)(validate)
app.command(cls=TextCommand, rich_help_panel=AUTHORS)(test)
app.command(cls=TextCommand, rich_help_panel=AUTHORS)(diff)
app.command("list", cls=TextCommand, rich_help_panel=AUTHORS)(list_rules)
app.command(cls=TextCommand, rich_help_panel=AUTHORS)(show)
app.command(cls=TextCommand, rich_help_panel=AUTHORS)(schema)
