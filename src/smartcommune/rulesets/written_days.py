"""What a rule file writes as days to days and periods."""

from __future__ import annotations

from datetime import date
from typing import Final

from smartcommune.messages import Message
from smartcommune.model.ruleset import Span
from smartcommune.quantity import iso_date
from smartcommune.rulesets.names import Names
from smartcommune.source.document import Path

# Stands in for a day that is missing; the problem is reported and the rule set never used.
FIRST_DAY: Final = date.min


def day(text: str | None) -> date | None:
    return None if text is None else iso_date(text)


def period(from_: str, until: str | None, names: Names, path: Path) -> Span:
    """The period between two days; one that ends before it begins is reported."""
    first, last = day(from_) or FIRST_DAY, day(until)
    if last is not None and last < first:
        names.report("period-backwards", (*path, "until"), Message("period-backwards", first=first, last=last))
    return Span(first, last)
