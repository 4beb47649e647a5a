"""What typer says around our own words, in the user's language: the frames of the help, and what is wrong with a call.

Imported only by who asks for help or calls a command wrongly. typer keeps its words in constants and exceptions; a test
reads every help for English that is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from smartcommune.messages import Language, Message
from smartcommune.problems import Place, Problem, did_you_mean

_TOKENS: Final = {"Usage: ": "frame.usage", "[OPTIONS]": "frame.some-options", "COMMAND [ARGS]": "frame.a-command"}
_EXTRA: Final = "Got unexpected extra argument(s) ("


def word_the_frames(language: Language) -> None:
    """Let typer's help call its parts as the user's language does."""
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE = Message("frame.options").say(language)
    rich_utils.ARGUMENTS_PANEL_TITLE = Message("frame.arguments").say(language)
    rich_utils.COMMANDS_PANEL_TITLE = Message("frame.commands").say(language)
    rich_utils.REQUIRED_LONG_STRING = Message("frame.required").say(language)
    rich_utils.DEFAULT_STRING = Message("frame.default", value="{}").say(language)


def usage(text: str, language: Language) -> str:
    """A line of usage in the user's language."""
    for token, key in _TOKENS.items():
        text = text.replace(token, Message(key).say(language), 1)
    return text


def usage_problem(error: Any) -> Problem | None:
    """What is wrong with a call, from typer's exception; None where it has shown the help instead.

    The kinds of exceptions are known by their names: typer has them in modules of its own.
    """
    kind, context = type(error).__name__, getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        return None
    see = Message("see-help", command=getattr(context, "command_path", "smartcommune"))
    match kind:
        case "NoSuchOption":
            return _named("no-such-option", error.option_name, _options(context), see)
        case "BadOptionUsage":
            takes_none = "does not take" in error.message
            return _named("option-takes-none" if takes_none else "option-needs-value", error.option_name, (), see)
        case "MissingParameter" if error.param is not None:
            name = error.param.metavar or error.param.name
            return _about_call(Message("missing-argument", name=name), see)
    if str(error.message).startswith(_EXTRA):
        return _about_call(Message("extra-argument", found=error.message.removeprefix(_EXTRA).removesuffix(")")), see)
    return _about_call(Message("bad-usage", reason=str(error.message)), see)


def no_such_command(name: str, known: Iterable[str]) -> Problem:
    return _named("no-such-command", name, known, Message("see-help", command="smartcommune"))


def _named(id: str, name: str, known: Iterable[str], see: Message) -> Problem:
    guess = did_you_mean(name, known)
    return Problem(id, Place(name), Message(id), guess if guess is not None and guess.key == "did-you-mean" else see)


def _about_call(message: Message, see: Message) -> Problem:
    return Problem(message.key, Place("smartcommune"), message, see)


def _options(context: Any) -> list[str]:
    """The options of the command that was called."""
    parameters = context.command.get_params(context) if context is not None else ()
    return [name for parameter in parameters for name in parameter.opts if name.startswith("-")]
