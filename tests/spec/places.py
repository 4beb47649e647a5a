"""Where a commune lies to the value that a threshold has there: a table by one indicator, in it tables by the next."""

from typing import Any

Tree = dict[str, Any]


def by_of(threshold: Tree) -> list[str]:
    """The indicators that a threshold depends on."""
    by = threshold.get("by", [])
    return [by] if isinstance(by, str) else list(by)


def at_place(threshold: Tree, where: dict[str, str]) -> str | None:
    """The value at a place; a table without a value for it and without `default` has none."""
    value: Any = threshold
    for name in by_of(threshold):
        value = value.get(where[name], value.get("default")) if isinstance(value, dict) else value
    return value.get("default") if isinstance(value, dict) else value
