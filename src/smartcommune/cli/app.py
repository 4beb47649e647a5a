"""The command line: which commands there are, and in which panel of the help each stands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Final, NoReturn

import typer
from typer.exceptions import TyperException

from smartcommune import __version__
from smartcommune.cli import completing
from smartcommune.cli.exits import Exit, report_usage_error
from smartcommune.cli.options import LANGUAGE, Lang, TextCommand, TextGroup, one_of, singly, words
from smartcommune.messages import Language, Message

# By their panels in the help: the commands, with an example of each; what its exit codes mean is said below it.
_PANELS: Final[dict[str, dict[str, str]]] = {
    "help.officers": {
        "check": "check xa.yaml -o phieu.html",
        "batch": "batch xa.xlsx -o ket-qua.xlsx",
        "select": "select xa.xlsx --seats 2 --per province=1 -o danh-sach.xlsx",
        "inspect": "inspect xa.xlsx",
        "template": "template -o bieu.xlsx",
    },
    "help.authors": {
        "new": "new ntm-tinh --extends ntm-2026",
        "validate": "validate rules/",
        "test": "test rules/ --coverage",
        "diff": "diff pilot-smart-2023 rules/tinh.yaml",
        "list": "list --as-of 2023-06-30",
        "show": "show pilot-smart-2023 smartphone_use",
        "schema": "schema ruleset -o ruleset.schema.json",
        "digest": "digest rules/",
        "verify": "verify ket-qua.xlsx --table xa.xlsx",
        "explain": "explain percent-or-fraction",
        "lsp": "lsp --lang en",
        "completion": "completion bash",
    },
}
_NAMES: Final = {name for panel in _PANELS.values() for name in panel}
# Where a command's function and the words for it are not called as it is.
_FUNCTIONS: Final = {"list": "list_rules"}
_WORDS: Final = {"select": "help.select-table", "explain": "help.explain-id"}


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
        epilog=words("help.other-language"),
    )
    program.callback()(smartcommune)
    for panel, commands in _PANELS.items():
        for name, example in commands.items():
            if asked in (None, name):
                program.command(
                    name,
                    cls=TextCommand,
                    rich_help_panel=words(panel),
                    help=words(_WORDS.get(name, f"help.{name}")),
                    epilog=_below(name, example),
                )(_nothing if asked is None else singly(_function(name)))
    return program


def _below(name: str, example: str) -> str:
    """What the help of a command ends with: an example, and what its exit codes mean."""
    shown = Message("help.for-example", call=f"smartcommune {example}").say(LANGUAGE)
    return f"{shown}\n\n{words(f'help.{name}-codes')}"


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
    version: Annotated[  # noqa: ARG001  # whoever asks for it has been answered
        bool, typer.Option("--version", callback=_version, is_eager=True, help=words("help.version"))
    ] = False,
    lang: Lang = LANGUAGE,
) -> None:
    one_of("--lang", lang, Language)


def _called(arguments: Sequence[str]) -> str | None:
    """The command that is called, or that stands in the line that a shell completes; None of what is no command."""
    words = iter(completing.typed() if completing.is_asked() else arguments)
    for word in words:
        if word == "--lang":
            next(words, None)
        elif not word.startswith("-"):
            return word if word in _NAMES else None
    return None


def app(arguments: Sequence[str], prog_name: str) -> NoReturn:
    """Run one command, and end with its exit code; what is wrong with the call is told in the user's language.

    Raises:
        SystemExit: always.
    """
    try:
        program = _program(_called(arguments))
        code = program(arguments, prog_name=prog_name, standalone_mode=False)
    except TyperException as error:
        code = report_usage_error(error, LANGUAGE)
    raise SystemExit(code if isinstance(code, int) else Exit.OK)
