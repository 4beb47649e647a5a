"""A document to what it is, where it is no rule file: told in one line, instead of key by key."""

from __future__ import annotations

from typing import Final

from smartcommune.messages import Message
from smartcommune.problems import InputError, Problem
from smartcommune.source.document import Document, Table

NOT_A_RULE_FILE = "not-a-rule-file"
# A file with one of these is meant as a rule file, whatever else is wrong with it.
_OWN = frozenset({"id", "version", "extends", "criteria", "verdict", "thresholds", "indicators", "sources", "in_force"})
_HELPS: Final = {
    "is-profile": "is-profile-help",
    "is-column-map": "is-column-map-help",
    "is-cases": "is-cases-help",
    "is-other-yaml": "is-other-yaml-help",
}


def check_rule_file(document: Document) -> None:
    """Refuse what is something else than a rule file.

    Raises:
        InputError: it is a profile, a map of columns, a file of cases or another YAML file.
    """
    root = document.root
    if not isinstance(root, Table) or _OWN & set(root.entries):
        return
    found = _kind(frozenset(root.entries))
    raise InputError([Problem(NOT_A_RULE_FILE, document.place(()), Message(found), Message(_HELPS[found]))])


def _kind(keys: frozenset[str]) -> str:
    if "facts" in keys or (keys and keys <= {"commune", "as_of"}):
        return "is-profile"
    if "columns" in keys:
        return "is-column-map"
    return "is-cases" if "cases" in keys else "is-other-yaml"
