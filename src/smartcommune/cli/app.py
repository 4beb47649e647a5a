"""The command line: which commands there are, and in which panel of the help each stands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Final, NoReturn

import typer
from typer.exceptions import TyperException

from smartcommune import __version__
from smartcommune.cli.exits import Exit, report_usage_error
from smartcommune.cli.options import LANGUAGE, TextCommand, TextGroup, singly, words

# By their panels in the help: the commands, with what is said below their options.
_PANELS: Final[dict[str, dict[str, str]]] = {
    "help.officers": {
        "check": "help.check-codes",
        "batch": "help.batch-codes",
        "select": "help.batch-codes",
        "inspect": "",
        "template": "",
    },
    "help.authors": {
        "validate": "",
        "test": "",
        "diff": "",
        "list": "",
        "show": "",
        "schema": "",
        "digest": "",
        "verify": "help.verify-codes",
    },
}
_NAMES: Final = {name for panel in _PANELS.values() for name in panel}
# Where a command's function and the words for it are not called as it is.
_FUNCTIONS: Final = {"list": "list_rules"}
_WORDS: Final = {"select": "help.select-table"}


def _program(asked: str | None) -> typer.Typer:
    """The program with the command that was asked for; without any, with what the help says of all of them."""
    program = typer.Typer(
        name="smartcommune",
        cls=TextGroup,
        help=words("help.app"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    program.callback()(smartcommune)
    for panel, commands in _PANELS.items():
        for name, codes in commands.items():
            if asked in (None, name):
                program.command(
                    name,
                    cls=TextCommand,
                    rich_help_panel=words(panel),
                    help=words(_WORDS.get(name, f"help.{name}")),
                    epilog=words(codes) if codes else None,
                )(_nothing if asked is None else singly(_function(name)))
    return program


def _function(name: str) -> Callable[..., None]:
    """What a command does; no other command is imported for it."""
    called = _FUNCTIONS.get(name, name)
    function: Callable[..., None] = getattr(import_module(f"smartcommune.cli.{called}"), called)
    return function


def _nothing() -> None:
    """What stands for a command that only the help speaks of."""


def _version(wanted: bool) -> None:
    if wanted:
        from smartcommune.cli.streams import show

        show(f"smartcommune {__version__}\n", sys.stdout, color=False)
        raise typer.Exit


def smartcommune(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=words("help.version"))
    ] = False,
) -> None:
    pass


def app(arguments: Sequence[str], prog_name: str) -> NoReturn:
    """Run one command, and end with its exit code; what is wrong with the call is told in the user's language.

    Raises:
        SystemExit: always.
    """
    asked = next((name for name in arguments if not name.startswith("-")), None)
    try:
        program = _program(asked if asked in _NAMES else None)
        code = program(arguments, prog_name=prog_name, standalone_mode=False)
    except TyperException as error:
        code = report_usage_error(error, LANGUAGE)
    raise SystemExit(code if isinstance(code, int) else Exit.OK)
