"""Rules with points and facts, all as text, to points and levels: what they mean, as plainly as it can be said.

Only of communes of which everything is known. What may be earned while facts are unknown is whatever some way to fill
them in gives, so nothing is said of that here: it is tried.
"""

from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from tests.spec import figures
from tests.spec.reference import HOLDS, MET, NOT_APPLICABLE, NOT_MET, Commune, Tree, in_period

Pair = tuple[Fraction, Fraction]  # points, and the most that was to be had


class Answer(NamedTuple):
    """What is said of one commune."""

    verdict: str
    earned: dict[str, Pair]
    levels: tuple[str | None, ...]  # one, but for a commune that has the signs of several classes


def assess(rules: Tree, facts: dict[str, str], as_of: str) -> Answer:
    """The verdict, what every criterion earns, and the level."""
    commune = Scored(rules, facts, as_of, {}, "use", {})
    earned = {name: commune.earned(name) for name, each in rules["criteria"].items() if "points" in each}
    if not in_period(rules["in_force"], as_of):
        return Answer("not_in_force", {}, ())
    levels = commune.levels()
    scope = [commune.only(name) for name in rules["verdict"].get("scope", [])]
    in_scope = NOT_MET not in scope and (MET in scope or not scope)
    if "eligible_when" in rules["verdict"]:
        eligible = commune.only(rules["verdict"]["eligible_when"])
    else:
        eligible = NOT_MET if levels == (None,) else MET
    if not in_scope or eligible == NOT_APPLICABLE:
        return Answer("out_of_scope", earned, levels)
    if "eligible_when" not in rules["verdict"] and len(levels) > 1:
        return Answer("undetermined", earned, levels)
    return Answer("eligible" if eligible == MET else "not_eligible", earned, levels)


def number(text: str) -> Fraction:
    return Fraction(text.removesuffix("%").strip())


def rounded(value: Fraction, rounding: Tree | None) -> Fraction:
    if rounding is None:
        return value
    step, how = Fraction(rounding["to"]), rounding.get("how", "half_away")
    count, sign = abs(value) / step, -1 if value < 0 else 1
    if how == "half_even":
        return sign * round(count) * step
    return sign * floor(count + (Fraction(1, 2) if how == "half_away" else 0)) * step


class Scored(Commune):
    """One commune's facts on one day, and what the rules say of them."""

    def only(self, condition: Any) -> str:
        (outcome,) = self.condition(condition)
        return outcome

    def condition(self, condition: Any) -> set[str]:
        if isinstance(condition, dict) and "points" in condition:
            return self.compared(**condition)
        if isinstance(condition, dict) and "level" in condition:
            return {MET if self.is_in(condition["level"]) else NOT_MET}
        return super().condition(condition)

    def compared(self, points: Any, **bounds: str) -> set[str]:
        """Each of the criteria that is compared; a share of nothing does not apply."""
        outcomes = []
        for name in [points] if isinstance(points, str) else points:
            (mine, most), found = self.earned(name), True
            for operator, text in bounds.items():
                if text.endswith("%") and most == 0:
                    found = None
                    break
                limit = number(text) * most / 100 if text.endswith("%") else number(text)
                found = found and HOLDS[operator](mine, limit)
            if found is not None:
                outcomes.append(found)
        return {(MET if all(outcomes) else NOT_MET) if outcomes else NOT_APPLICABLE}

    def holds(self, condition: Any) -> bool:
        """Whether a row or a level holds: what does not apply is not met, and nothing drops out."""
        return Holding(*self).only(condition) == MET

    def reaches(self, level: Tree) -> bool:
        return "when" not in level or self.holds(level["when"])

    def is_in(self, name: str) -> bool:
        """Whether it is in a level or in a better one; in a class that has its own signs in just that one."""
        levels = self.rules["levels"]
        place = [level["id"] for level in levels].index(name)
        if self.rules.get("levels_ordered") != "false":
            return any(self.reaches(level) for level in levels[: place + 1])
        return self.reaches(levels[place]) if "when" in levels[place] else self.levels() == (name,)

    def levels(self) -> tuple[str | None, ...]:
        """The best level that it reaches; of classes all whose signs it has, or else the one for the others."""
        levels = self.rules.get("levels", [])
        if self.rules.get("levels_ordered") != "false":
            return tuple(level["id"] for level in levels if self.reaches(level))[:1] or (None,)
        own = tuple(level["id"] for level in levels if "when" in level and self.reaches(level))
        return own or tuple(level["id"] for level in levels if "when" not in level) or (None,)

    def earned(self, name: str) -> Pair:
        """What a criterion earns, and the most that was to be had of it."""
        criterion = self.rules["criteria"][name]
        if not in_period(criterion.get("in_force", self.rules["in_force"]), self.as_of):
            return Fraction(0), Fraction(0)
        rule, most = criterion["points"], self.most(name)
        applies = "applies_when" not in criterion or self.only(criterion["applies_when"]) == MET
        if applies and isinstance(rule, dict) and "sum" in rule:
            return self.added(name, rule, most)
        if applies and isinstance(rule, dict) and "left_of" in rule:
            return self.on_scale(rule), most
        if not applies or not self.looks(criterion):
            return self.dropped(name, most)
        if isinstance(rule, str):
            return (number(rule) if self.only(criterion["test"]) == MET else Fraction(0)), most
        if "scale" in rule:
            return self.on_scale(rule), most
        name_of = rule.get("indicator", rule.get("given"))
        return self.by_figure(rule, figures.rounded(self.rules, name_of, self.fact(name_of))), most

    def dropped(self, name: str, most: Fraction) -> Pair:
        how = self.rules["criteria"][name]["not_applicable"]
        return (most if how == "full" else Fraction(0)), (Fraction(0) if how == "left_out" else most)

    def looks(self, criterion: Tree) -> bool:
        """Whether anything applies that its points depend on."""
        rule = criterion["points"]
        if isinstance(rule, str):
            return self.only(criterion["test"]) != NOT_APPLICABLE
        if "indicator" in rule or "given" in rule:
            return bool(self.fact(rule.get("indicator", rule.get("given"))) != NOT_APPLICABLE)
        return any(self.only(leaf) != NOT_APPLICABLE for row in rule["scale"] for leaf in leaves(row["when"]))

    def on_scale(self, rule: Tree) -> Fraction:
        """Of the rows that hold the one furthest from 0."""
        found = [Fraction(0)]
        for row in rule["scale"]:
            bounds = {key: text for key, text in row.items() if key != "points"}
            if self.holds(row["when"] if "when" in row else bounds | {"indicator": rule["indicator"]}):
                found.append(number(row["points"]))
        return max(found, key=abs) if len(found) > 1 else number(rule.get("otherwise", "0"))

    def by_figure(self, rule: Tree, figure: Fraction) -> Fraction:
        if "given" in rule:
            ends = self.rules["indicators"][rule["given"]]["range"]
            points = rounded(figure, rule.get("round", {"to": "0.01"}))
            return max(number(ends["min"]), min(number(ends["max"]), points))
        if "none_below" in rule and figure < number(rule["none_below"]):
            return Fraction(0)
        if "in_proportion" in rule:
            rates = rule["in_proportion"]
            if "none_below" in rates and figure < number(rates["none_below"]):
                return Fraction(0)
            most = number(rates["most"])
            share = max(Fraction(0), min(Fraction(1), figure / number(rates["full_at"])))
            return min(most, rounded(most * share, rule["round"]))
        parts = (figure - number(rule.get("above", "0"))) / number(rule["each"])
        parts = max(Fraction(0), parts if rule.get("parts") == "pro_rata" else Fraction(floor(parts)))
        points = number(rule.get("base", "0")) + rounded(parts * number(rule["add"]), rule.get("round"))
        return max(number(rule.get("least", "-1000000")), min(number(rule.get("most", "1000000")), points))

    def added(self, name: str, rule: Tree, most: Fraction) -> Pair:
        """A sum: added up, scaled, cut off, rounded."""
        pairs = [self.earned(member) for member in rule["sum"]]
        points, top = sum((mine for mine, _ in pairs), Fraction(0)), sum((its for _, its in pairs), Fraction(0))
        is_said = "not_applicable" in self.rules["criteria"][name]
        if top == 0 and most > 0 and (is_said or "scaled_to" in rule):
            return self.dropped(name, most)
        if "scaled_to" in rule and top > 0:
            points, top = number(rule["scaled_to"]) * points / top, number(rule["scaled_to"])
        if "most" in rule:
            points, top = min(points, number(rule["most"])), min(top, number(rule["most"]))
        if "least" in rule:
            points = max(points, number(rule["least"]))
        return rounded(points, rule.get("round")), top

    def most(self, name: str) -> Fraction:
        """The most that a criterion can earn at all."""
        rule = self.rules["criteria"][name]["points"]
        if isinstance(rule, str):
            return max(Fraction(0), number(rule))
        if "left_of" in rule:
            return Fraction(rule["left_of"])
        if "scale" in rule:
            return max(Fraction(0), *(number(row["points"]) for row in (rule, *rule["scale"]) if "points" in row))
        if "given" in rule:
            return number(self.rules["indicators"][rule["given"]]["range"]["max"])
        if "in_proportion" in rule:
            return number(rule["in_proportion"]["most"])
        if "sum" not in rule:
            return max(Fraction(0), number(rule.get("base", "0")), number(rule.get("most", "0")))
        top = sum((self.most(member) for member in rule["sum"]), Fraction(0))
        return min(number(rule.get("scaled_to", str(top))), number(rule.get("most", "1000000")))


class Holding(Scored):
    """The same, in which what does not apply is not met."""

    def condition(self, condition: Any) -> set[str]:
        if isinstance(condition, dict) and not {"indicator", "points"} & condition.keys():
            return super().condition(condition)
        return {NOT_MET if outcome == NOT_APPLICABLE else outcome for outcome in Scored(*self).condition(condition)}


def leaves(condition: Any) -> list[Any]:
    """The comparisons and names in a condition."""
    if isinstance(condition, str) or {"indicator", "points"} & condition.keys():
        return [condition]
    ((_, body),) = condition.items()
    inside = body["of"] if isinstance(body, dict) and "of" in body else body if isinstance(body, list) else [body]
    return [leaf for each in inside for leaf in leaves(each)]
