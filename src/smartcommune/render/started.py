"""A new rule file, as nested data, to the YAML that a person goes on writing: one line where it fits, else a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from smartcommune.authoring.start.extended import Changeable
from smartcommune.messages import Language, Message, Sayable
from smartcommune.render.page import wrapped
from smartcommune.render.safe import terminal
from smartcommune.render.scalars import scalar

_WIDTH: Final = 120
_STEP: Final = 2


def yaml(data: Mapping[str, Any], head: Sequence[Sayable], language: Language) -> str:
    """The text of a rule file, with what a reader should know of it first."""
    lines = [f"# {line}" for words in head for line in wrapped(terminal(words.say(language)), _WIDTH - _STEP)]
    for number, (key, value) in enumerate(data.items()):
        if number and isinstance(value, dict | list | tuple):
            lines.append("")
        lines += _entry(key, value, 0)
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    """A key with its value."""
    lead, flow = " " * indent, f"{scalar(key)}: {_flow(value)}"
    is_block = isinstance(value, dict | list | tuple) and (indent == 0 or len(lead) + len(flow) > _WIDTH)
    if not is_block or not value:
        yield lead + flow
        return
    yield f"{lead}{scalar(key)}:"
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _entry(name, item, indent + _STEP)
    else:
        for item in value:
            yield from _item(item, indent + _STEP)


def _item(item: Any, indent: int) -> Iterator[str]:
    """A member of a list."""
    flow = f"{' ' * indent}- {_flow(item)}"
    if len(flow) <= _WIDTH or not isinstance(item, dict):
        yield flow
        return
    first, *others = (line for name, value in item.items() for line in _entry(name, value, indent + _STEP))
    yield f"{' ' * indent}- {first.lstrip()}"
    yield from others


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar(str(value))


def commented(changeable: Iterable[Changeable], language: Language) -> str:
    """What a file may change, as comments under the key where it would stand."""
    lines: list[str] = []
    for each in changeable:
        lines += [f"  # {terminal(each.said.say(language))}", *_entry_of(each.data)]
    head = Message("start.thresholds").say(language)
    return "".join(f"# {line}".rstrip() + "\n" for line in ("", head, "thresholds:", *lines)) if lines else ""


def _entry_of(data: Mapping[str, Any]) -> Iterator[str]:
    for name, value in data.items():
        yield from _entry(name, value, _STEP)
