"""Rules and facts, all as text, to a verdict: what a rule file means, as plainly as it can be said.

A condition stands for the set of outcomes still possible; a group's set is found by trying every choice of its
children's outcomes. Slow on purpose and trusting its input: the engines are compared with it.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any, NamedTuple

from tests.spec.days import aged, in_period
from tests.spec.extending import extended
from tests.spec.figures import computed, divisor_of, parts, rounded
from tests.spec.places import at_place, by_of
from tests.spec.values import stands_for, value_of

Tree = dict[str, Any]
Compare = Callable[[Any, Any], bool]
Rule = Callable[[list[str]], bool]  # whether a group is met, by the outcomes of its children that apply
MET, NOT_MET, NOT_APPLICABLE, UNKNOWN = "met", "not_met", "not_applicable", "unknown"
VERDICTS = {MET: "eligible", NOT_MET: "not_eligible", NOT_APPLICABLE: "out_of_scope"}
ANY = {MET, NOT_MET, NOT_APPLICABLE}
HOLDS: dict[str, Compare] = {"is": eq, "is_not": ne, "gte": ge, "gt": gt, "lte": le, "lt": lt}
EXCLUSIVE = HOLDS | {"gte": gt, "lte": lt}
GROUPS: dict[str, Rule] = {"all_of": lambda them: NOT_MET not in them, "any_of": lambda them: MET in them}
GROUPS["none_of"] = GROUPS["not"] = lambda them: MET not in them


def assess(
    rules: Tree, facts: Tree, as_of: str, *, overrides: Any = None, assumptions: str = "use", files: Any = None
) -> Tree:
    """The verdict, the outcome of every criterion and the lowest and highest score still possible.

    `files` has the rule sets that these rules extend or whose verdicts they use, by their ids.
    """
    rules = extended(rules, files or {})
    if not in_period(rules["in_force"], as_of):
        return {"verdict": "not_in_force", "outcomes": {}, "score": None}
    commune = Commune(rules, facts, as_of, overrides or {}, assumptions, files or {})
    possible = {name: commune.condition(name) for name in rules["criteria"]}
    scope = rules["verdict"].get("scope", [])
    in_scope = commune.condition({"all_of": scope}) if scope else {MET}
    eligible = commune.condition(rules["verdict"]["eligible_when"])
    verdicts = {VERDICTS[outcome] if each == MET else "out_of_scope" for each in in_scope for outcome in eligible}
    verdict = verdicts.pop() if len(verdicts) == 1 else "undetermined"
    weights = [(Fraction(rules["criteria"][name].get("weight", "1")), possible[name]) for name in possible]
    return {"verdict": verdict, "outcomes": {n: only(p) for n, p in possible.items()}, "score": score(weights)}


def only(possible: set[str]) -> str:
    """The one outcome that is possible, or `unknown` when there are several."""
    return next(iter(possible)) if len(possible) == 1 else UNKNOWN


def lift(rule: Rule, children: list[set[str]]) -> set[str]:
    """The outcomes of a group, over every choice of its children's; those that do not apply drop out."""
    choices = [[outcome for outcome in choice if outcome != NOT_APPLICABLE] for choice in product(*children)]
    return {(MET if rule(applicable) else NOT_MET) if applicable else NOT_APPLICABLE for applicable in choices}


def score(weights: list[tuple[Fraction, set[str]]]) -> tuple[Fraction, Fraction] | None:
    """The lowest and highest share, of 100, that the met criteria have in the weight of the applicable ones.

    From not met to not applicable the divisor shrinks, from there to met both sides of a ratio of at most 1 grow:
    the extremes lie where every criterion is at its worst, or best. Where nothing applies there, the other one counts.
    """
    extremes = []
    for ranking in ([NOT_MET, NOT_APPLICABLE, MET], [MET, NOT_APPLICABLE, NOT_MET]):
        choice = [(weight, min(possible, key=ranking.index)) for weight, possible in weights]
        if applicable := sum(weight for weight, outcome in choice if outcome != NOT_APPLICABLE):
            extremes.append(100 * Fraction(sum(weight for weight, outcome in choice if outcome == MET)) / applicable)
    return (min(extremes), max(extremes)) if extremes else None


def rules_of(holds: Compare, n: str | None) -> list[Rule]:
    """What an `at_least` may come to: a count, a share of those that apply, or yes and no where `n` has no value."""
    if n is None:
        return [lambda _: True, lambda _: False]
    least = Fraction(n.rstrip("%")) / (100 if "%" in n else 1)
    return [lambda them: holds(them.count(MET), least * (len(them) if "%" in n or "/" in n else 1))]


def counted(body: Tree, choice: tuple[str, ...], rule: Rule) -> set[str]:
    """The outcome of an `at_least` whose members have these: enough of them, and what must be met of them."""
    chosen = {str(each): {outcome} for each, outcome in zip(body["of"], choice, strict=True)}

    def must(each: Any) -> set[str]:
        if str(each) in chosen:
            return chosen[str(each)]
        ((form, members),) = each.items()
        return lift(GROUPS[form], [must(member) for member in members])

    return lift(GROUPS["all_of"], [lift(rule, [{each} for each in choice]), *map(must, body.get("must", []))])


class Commune(NamedTuple):
    """One commune's facts on one day, and what the rules say of them."""

    rules: Tree
    facts: dict[str, str]
    as_of: str
    overrides: dict[str, str]
    assumptions: str
    files: dict[str, Tree]

    def condition(self, condition: Any) -> set[str]:
        """The outcomes still possible of a condition of any form."""
        if isinstance(condition, str):
            criterion = self.rules["criteria"][condition]
            if not in_period(criterion.get("in_force", {"from": ""}), self.as_of):
                return {NOT_APPLICABLE}
            applies = self.condition(criterion["applies_when"]) if "applies_when" in criterion else {MET}
            return {x if each == MET else NOT_APPLICABLE for each in applies for x in self.condition(criterion["test"])}
        if "in" in condition:
            return self.condition({"any_of": [{"indicator": condition["indicator"], "is": x} for x in condition["in"]]})
        if "indicator" in condition:
            return self.leaf(**condition)
        if "ruleset" in condition:
            return self.verdict(condition["ruleset"], condition["is"], condition.get("on"))
        ((form, body),) = condition.items()
        if form == "at_most":
            return lift(lambda them: them.count(MET) <= int(body["n"]), [self.condition(each) for each in body["of"]])
        if form == "at_least":
            rules = [rule for ((holds, n),) in self.readings({"gte": body["n"]}) for rule in rules_of(holds, n)]
            choices = product(*(self.condition(each) for each in body["of"]))
            return {each for choice in choices for rule in rules for each in counted(body, choice, rule)}
        return lift(GROUPS[form], [self.condition(each) for each in ([body] if form == "not" else body)])

    def verdict(self, ruleset: str, wanted: str, on: str | None) -> set[str]:
        """Whether another rule set comes to a verdict: both its scope and its condition, or the opposite, are met.

        It does so on the same day, or on the last one on which it was in force.
        """
        other = self._replace(rules=extended(self.files[ruleset], self.files))
        if on == "its_last_day":
            other = other._replace(as_of=other.rules["in_force"]["until"])
        scope, eligible = other.rules["verdict"].get("scope", []), other.rules["verdict"]["eligible_when"]
        decides = other.condition(eligible if wanted == "eligible" else {"not": eligible})
        return (
            lift(lambda them: them.count(MET) == 2, [other.condition({"all_of": scope}), decides]) if scope else decides
        )

    def leaf(self, indicator: str, **bounds: Any) -> set[str]:
        """Whether all bounds hold, for every value the fact stands for and every threshold the place may have."""
        ((form, bound), *_) = bounds.items()
        if isinstance(bound, dict) and "indicator" in bound:
            return self.beside(indicator, HOLDS[form], bound["indicator"])
        fact, possible = self.fact(indicator), set()
        if fact in (UNKNOWN, NOT_APPLICABLE):
            dropped = {NOT_APPLICABLE} if fact == NOT_APPLICABLE or True in self.may_be_na(indicator) else set()
            return dropped | ({MET, NOT_MET} if fact == UNKNOWN else set())
        if isinstance(fact, frozenset):
            return self.of_set(fact, bounds)
        for form in {"within", "longer_ago_than"} & {*bounds}:
            return {MET if aged(form, bounds[form], fact, self.as_of) else NOT_MET}
        for reading in self.readings(bounds):
            limits = [(holds, None if text is None else self.value(indicator, text)) for holds, text in reading]
            known = stands_for(
                self.rules["indicators"].get(indicator, {}), fact, [limit for _, limit in limits if limit is not None]
            )
            for value in (rounded(self.rules, indicator, each) for each in known):
                answers = [{True, False} if limit is None else {holds(value, limit)} for holds, limit in limits]
                possible |= {MET if all(choice) else NOT_MET for choice in product(*answers)}
        return possible

    def of_set(self, chosen: frozenset[str], bounds: Tree) -> set[str]:
        """Whether a set has a value, and as many as are asked for, for every threshold the place may have."""
        has, possible = {bounds.get("has") in (None, *chosen)}, set()
        for reading in self.readings(bounds.get("count", {})):
            sizes = [{True, False} if n is None else {holds(len(chosen), Fraction(n))} for holds, n in reading]
            possible |= {MET if all(choice) else NOT_MET for choice in product(has, *sizes)}
        return possible

    def beside(self, one: str, holds: Compare, other: str) -> set[str]:
        """Whether one fact stands so beside another; neither does where one does not apply."""
        facts = {name: self.fact(name) for name in (one, other)}
        if NOT_APPLICABLE in facts.values():
            return {NOT_APPLICABLE}
        unknown = [name for name in facts if facts[name] == UNKNOWN]
        if not unknown:
            return {MET if holds(facts[one], facts[other]) else NOT_MET}
        return {MET, NOT_MET} | {NOT_APPLICABLE for name in unknown if True in self.may_be_na(name)}

    def readings(self, bounds: Tree) -> Iterator[list[tuple[Compare, str | None]]]:
        """The bounds as comparison and text (None: no value), for every joint choice of the places they depend on."""
        of = {op: self.rules["thresholds"][b["threshold"]] for op, b in bounds.items() if isinstance(b, dict)}
        by = sorted({name for threshold in of.values() for name in by_of(threshold)})
        stated = [self.facts.get(name, "?") for name in by]
        declared = [list(self.rules["indicators"][name]["values"]) for name in by]
        exclusive = [op for op in of if self.on_the_day(bounds[op]["threshold"]).get("exclusive") == "true"]
        holds = [(EXCLUSIVE if op in exclusive else HOLDS)[op] for op in bounds]
        for choice in product(*(d if s in ("?", "na") else [s] for s, d in zip(stated, declared, strict=True))):
            where = dict(zip(by, choice, strict=True))
            texts = [self.threshold(b["threshold"], where) if isinstance(b, dict) else b for b in bounds.values()]
            yield list(zip(holds, texts, strict=True))

    def threshold(self, name: str, where: dict[str, str]) -> str | None:
        """The threshold's value on the day and at the place, as text; None where there is none."""
        threshold = self.on_the_day(name)
        if name in self.overrides:
            return self.overrides[name]
        if threshold["basis"] == "assumption" and self.assumptions == "refuse":
            return None
        if "of" in threshold:
            base = self.threshold(threshold["of"], where)
            plus, times = Fraction(threshold.get("plus", "0").rstrip("%")), Fraction(threshold.get("times", "1"))
            return None if base is None else f"{Fraction(base.rstrip('%')) * times + plus}{'%' * ('%' in base)}"
        return at_place(threshold, where)

    def on_the_day(self, name: str) -> Tree:
        """A threshold with its latest values for the day, if any; those without an end do not come back."""
        threshold: Tree = self.rules["thresholds"][name]
        begun = sorted((e for e in threshold["values"] if e["from"] <= self.as_of), key=lambda e: str(e["from"]))
        lasting = [e for e in begun if in_period(e, self.as_of) and (e is begun[-1] or "until" in e)]
        return threshold | (lasting[-1] if lasting else {})

    def fact(self, name: str) -> Any:
        """A fact's value, `unknown` or `not_applicable`; a derived one is computed unless it is stated."""
        text, derived = self.facts.get(name, "?"), self.rules.get("derived", {})
        if text == "na":
            return NOT_APPLICABLE if self.may_be_na(name) == {True} else UNKNOWN
        if text != "?" or name not in derived:
            return UNKNOWN if text == "?" else self.value(name, text)
        spec = derived[name]
        known = {part: self.fact(part) for part in parts(self.rules, name)}
        divisor = known.get(divisor_of(spec) or "", 1)
        of_nothing = isinstance(divisor, Fraction) and divisor <= 0
        if NOT_APPLICABLE in known.values() or (of_nothing and self.declared(name) == {True}):
            return NOT_APPLICABLE
        return UNKNOWN if UNKNOWN in known.values() or of_nothing else computed(spec, list(known.values()))

    def may_be_na(self, name: str) -> set[bool]:
        """Whether a fact may not apply, as far as is known: by its declaration, or as computed from what does not."""
        ways = [self.declared(name)]
        for part in parts(self.rules, name):
            fact = self.fact(part)
            ways.append({fact == NOT_APPLICABLE} | ({True} & self.may_be_na(part) if fact == UNKNOWN else set()))
        return {any(choice) for choice in product(*ways)}

    def declared(self, name: str) -> set[bool]:
        """Whether the declaration lets a fact not apply: always, where a condition holds, or `only_when` does not."""
        spec = (self.rules["indicators"] | self.rules.get("derived", {}))[name]
        leave, given = spec.get("may_not_apply", "false"), spec.get("only_when")
        ways = [{leave == "true"} if isinstance(leave, str) else {each == MET for each in self.leaf(**leave)}]
        ways += [{each != MET for each in self.leaf(**given)}] if given else []
        return {any(choice) for choice in product(*ways)}

    def value(self, name: str, text: str) -> Any:
        """A text as a value that compares as its indicator's type does; not among them is a derived number."""
        return value_of(self.rules["indicators"].get(name, {"type": "percent"}), text)
