"""What was given up to a note: how far was looked, or that one figure is computed from several open facts."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from smartcommune.messages import Message
from smartcommune.model.wording import Shown
from smartcommune.reach import TooMany

_COMPUTED: Final = {
    "advice-not-decided": "computed-advice-not-decided",
    "next-level-not-decided": "computed-next-level-not-decided",
    "missing-not-decided": "computed-missing-not-decided",
}


def not_decided(key: str, given_up: TooMany) -> Message:
    """The note with this key; of what nothing was looked at, that it hangs on computed figures."""
    if not given_up.looked and key in _COMPUTED:
        return Message(_COMPUTED[key])
    return Message(key, looked=Shown(Fraction(given_up.looked)))
