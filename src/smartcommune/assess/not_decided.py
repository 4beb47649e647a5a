"""What was given up to a note: how far was looked, or that one figure is computed from several open facts."""

from __future__ import annotations

from typing import Final

from smartcommune.messages import Amount, Message
from smartcommune.reach import TooMany

_COMPUTED: Final = {
    "advice-not-decided": "computed-advice-not-decided",
    "next-level-not-decided": "computed-next-level-not-decided",
    "margin-not-decided": "computed-margin-not-decided",
    "missing-not-decided": "computed-missing-not-decided",
    "points-not-decided": "computed-points-not-decided",
}


def not_decided(key: str, given_up: TooMany) -> Message:
    """The note with this key; of what nothing was looked at, that it hangs on computed figures."""
    if not given_up.looked and key in _COMPUTED:
        return Message(_COMPUTED[key])
    return Message(key, looked=looked(given_up.looked))


def looked(cases: int) -> Amount:
    """How far was looked."""
    return Amount(cases, "noun.looked")
