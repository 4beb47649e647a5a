"""A mapping to the profile that it is, for tests without a file."""

from __future__ import annotations

from collections.abc import Mapping

from smartcommune.model.ruleset import RuleSet
from smartcommune.profiles.profile import Profile, read_profile
from smartcommune.source.python_values import document_of


def profile_from_mapping(mapping: Mapping[str, object], ruleset: RuleSet) -> Profile:
    """The profile in a mapping of the shape that profile files have."""
    return read_profile(document_of(mapping, "profile"), ruleset)
