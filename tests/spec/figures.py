"""Figures that are computed from others, in fractions: what a derived indicator means, said plainly."""

from fractions import Fraction
from typing import Any

Tree = dict[str, Any]
KINDS = ("share", "difference", "sum", "mean", "ratio", "change", "days")
DIVISORS = {"share": "in", "ratio": "to", "change": "from"}


def kind_of(spec: Tree) -> str:
    """How a derived indicator is computed."""
    return next(kind for kind in KINDS if kind in spec)


def parts_of(spec: Tree) -> list[str]:
    """The indicators that it is computed from, in the order of the file."""
    content = spec[kind_of(spec)]
    return list(content.values()) if isinstance(content, dict) else list(content)


def divisor_of(spec: Tree) -> str | None:
    """The one that it is divided by."""
    kind = kind_of(spec)
    return spec[kind][DIVISORS[kind]] if kind in DIVISORS else None


def computed(spec: Tree, values: list[Any]) -> Fraction | None:
    """The figure, by the values of its parts; None where it would be divided by nothing, or by less."""
    kind = kind_of(spec)
    if kind in DIVISORS and values[1] <= 0:
        return None
    match kind:
        case "share":
            return 100 * values[0] / values[1]
        case "ratio":
            return values[0] / values[1]
        case "change":
            return 100 * (values[0] - values[1]) / values[1]
        case "difference":
            return values[0] - values[1]
        case "days":
            return Fraction((values[1] - values[0]).days)
        case "mean":
            return sum(values, Fraction(0)) / len(values)
        case _:
            return sum(values, Fraction(0))


def type_of(rules: Tree, name: str) -> str:
    """The type of an indicator, or of a derived one."""
    if name in rules["indicators"]:
        return str(rules["indicators"][name]["type"])
    spec = rules["derived"][name]
    kind, of_parts = kind_of(spec), type_of(rules, parts_of(spec)[0])
    if kind in ("share", "change"):
        return "percent"
    is_number = kind in ("ratio", "days") or (of_parts == "count" and kind in ("difference", "mean"))
    return "number" if is_number else of_parts


def parts(rules: Tree, name: str) -> list[str]:
    """What an indicator is computed from; nothing where it is always stated."""
    return parts_of(rules["derived"][name]) if name in rules.get("derived", {}) else []


def rounded(rules: Tree, name: str, value: Any) -> Any:
    """A value as rules compare it: rounded, if they say so."""
    spec = rules["indicators"].get(name, {}).get("round")
    if spec is None:
        return value
    step, how = Fraction(spec["to"].rstrip("%")), spec.get("how", "half_away")
    steps = abs(value) / step
    whole = round(steps) if how == "half_even" else int(steps if how == "down" else steps + Fraction(1, 2))
    return whole * step if value >= 0 else -whole * step


def below(rules: Tree, name: str) -> list[str]:
    """All that a derived indicator is computed from, by whatever steps."""
    found = parts(rules, name)
    return [*found, *(each for part in found for each in below(rules, part))]
