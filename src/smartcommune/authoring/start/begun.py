"""What every first rule file has in common, and what it takes from the rule set that it extends."""

from __future__ import annotations

from typing import Any

from smartcommune.messages import LANGUAGES, UNTRANSLATED, Sayable
from smartcommune.model.ruleset import RuleSet
from smartcommune.source.document import Path, as_data

# A rule file as nested data, in the order in which it is written.
Data = dict[str, Any]


def begun(id: str, extends: str | None = None) -> Data:
    """The keys that come first: a draft, by which nobody signs."""
    parent = {} if extends is None else {"extends": extends}
    return {"format": "1", "id": id, "version": "1", **parent, "status": "draft"}


def in_both(message: Sayable) -> Data:
    """A sentence of ours in both languages."""
    return {language: message.say(language) for language in LANGUAGES}


def untranslated(text: str) -> Data:
    """Vietnamese words, and the same words where the English ones are due."""
    return {"vi": text, "en": f"{UNTRANSLATED} {text}"}


def written(ruleset: RuleSet, path: Path) -> Any:
    """What stands at a path of the file that has it, the rule set's own or one that it extends; None where none has."""
    node = ruleset.document.node(path)
    if node is not None:
        return as_data(node)
    return None if ruleset.parent is None else written(ruleset.parent, path)
