"""Which facts of a commune count, by the evidence that the rule file asks for: the rest is unknown."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any


def counting(rules: dict[str, Any], facts: dict[str, str], evidence: dict[str, Any], day: str) -> dict[str, str]:
    """The facts with evidence that is there, and no older than it may be on the day."""
    return {id: fact for id, fact in facts.items() if does(rules["indicators"].get(id, {}), evidence.get(id), day)}


def does(indicator: dict[str, Any], evidence: dict[str, str] | None, day: str) -> bool:
    need = indicator.get("evidence")
    if need is None:
        return True
    if not (evidence and evidence.get("evidence")):
        return False
    if "within" not in need:
        return True
    return "date" in evidence and later(date.fromisoformat(evidence["date"]), need["within"]) >= date.fromisoformat(day)


def later(day: date, age: dict[str, str]) -> date:
    """The day so long after: of a month that is shorter, the last."""
    months = day.year * 12 + day.month - 1 + int(age.get("months", 0)) + 12 * int(age.get("years", 0))
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
