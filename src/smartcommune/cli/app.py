"""The command line: which commands there are, and in which panel of the help each stands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.exceptions import TyperException

from smartcommune import __version__
from smartcommune.cli.batch import batch
from smartcommune.cli.check import check
from smartcommune.cli.diff import diff
from smartcommune.cli.digest import digest
from smartcommune.cli.exits import Exit, report_usage_error
from smartcommune.cli.inspect import inspect
from smartcommune.cli.list_rules import list_rules
from smartcommune.cli.options import LANGUAGE, TextCommand, TextGroup, singly, words
from smartcommune.cli.schema import schema
from smartcommune.cli.select import select
from smartcommune.cli.show import show
from smartcommune.cli.template import template
from smartcommune.cli.test import test
from smartcommune.cli.validate import validate
from smartcommune.cli.verify import verify

OFFICERS = words("help.officers")
AUTHORS = words("help.authors")

commands = typer.Typer(
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
        from smartcommune.cli.streams import show

        show(f"smartcommune {__version__}\n", sys.stdout, color=False)
        raise typer.Exit


@commands.callback()
def smartcommune(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=words("help.version"))
    ] = False,
) -> None:
    pass


def _add(command: Callable[..., None], panel: str, name: str, help: str = "", codes: str | None = None) -> None:
    options: Any = {"cls": TextCommand, "rich_help_panel": panel, "help": words(help or f"help.{name}")}
    commands.command(name, epilog=codes and words(codes), **options)(singly(command))


_add(check, OFFICERS, "check", codes="help.check-codes")
_add(batch, OFFICERS, "batch", codes="help.batch-codes")
_add(select, OFFICERS, "select", "help.select-table", "help.batch-codes")
_add(inspect, OFFICERS, "inspect")
_add(template, OFFICERS, "template")
_add(validate, AUTHORS, "validate")
_add(test, AUTHORS, "test")
_add(diff, AUTHORS, "diff")
_add(list_rules, AUTHORS, "list")
_add(show, AUTHORS, "show")
_add(schema, AUTHORS, "schema")
_add(digest, AUTHORS, "digest")
_add(verify, AUTHORS, "verify", codes="help.verify-codes")


def app(arguments: Sequence[str], prog_name: str) -> NoReturn:
    """Run one command, and end with its exit code; what is wrong with the call is told in the user's language.

    Raises:
        SystemExit: always.
    """
    try:
        code = commands(arguments, prog_name=prog_name, standalone_mode=False)
    except TyperException as error:
        code = report_usage_error(error, LANGUAGE)
    raise SystemExit(code if isinstance(code, int) else Exit.OK)
