"""Days as text: periods, times between days, and thresholds whose values change from one day on."""

from calendar import monthrange
from datetime import date
from typing import Any

Tree = dict[str, Any]


def in_period(period: dict[str, str], day: str) -> bool:
    """Whether a day is in a period; both ends belong to it, and ISO dates sort as text."""
    return period["from"] <= day <= period.get("until", "9999-12-31")


def aged(form: str, age: dict[str, str], day: date, now: str) -> bool:
    """Whether a day lies `within` an age of another, or not after it and `longer_ago_than` that."""
    today = date.fromisoformat(now)
    if day > today:
        return False
    return (later(day, age) >= today) is (form == "within")


def later(day: date, age: dict[str, str]) -> date:
    """The same day so many years or months later; of a month that lacks it, the last day."""
    month = day.month + int(age.get("months", "0"))
    year, month = day.year + int(age.get("years", "0")) + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def replaced(old: Tree, new: Tree) -> Tree:
    """A threshold written anew: before its first day the old values stay, with what they rest on."""
    first = min(entry["from"] for entry in new["values"])
    grounds = {"basis": old["basis"], "exclusive": old.get("exclusive", "false")}
    kept = [grounds | entry for entry in old["values"] if entry["from"] < first]
    ended = [entry | ({"until": min(entry["until"], first)} if "until" in entry else {}) for entry in kept]
    return {key: old[key] for key in ("type", "by") if key in old} | new | {"values": [*ended, *new["values"]]}
