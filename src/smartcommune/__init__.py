"""Assess communes against rule sets, with every reason.

import smartcommune as sc
rules = sc.load_ruleset("pilot-smart-2023", as_of="2023-06-30")
assessment = rules.check({"facts": {"unit_type": "xa", "central_pilot": False, "smartphone_rate": 85.2}})
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smartcommune.api import Rules, load_ruleset
    from smartcommune.assess.assessment import Assessment, Reason
    from smartcommune.logic import Outcome
    from smartcommune.model.ruleset import Verdict
    from smartcommune.problems import InputError, Problem, WriteError
    from smartcommune.profiles.profile import Profile

__version__ = "0.1.0"
__all__ = [
    "Assessment",
    "InputError",
    "Outcome",
    "Problem",
    "Profile",
    "Reason",
    "Rules",
    "Verdict",
    "WriteError",
    "load_ruleset",
]

_HOMES = {
    "Assessment": "assess.assessment",
    "InputError": "problems",
    "Outcome": "logic",
    "Problem": "problems",
    "Profile": "profiles.profile",
    "Reason": "assess.assessment",
    "Rules": "api",
    "Verdict": "model.ruleset",
    "WriteError": "problems",
    "load_ruleset": "api",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the command line needs only some of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
