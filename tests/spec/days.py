"""Days as text: whether one lies in a period, and within a time of another or longer ago."""

from calendar import monthrange
from datetime import date


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
