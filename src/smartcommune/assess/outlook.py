"""An evaluation with points to what the unknown facts can make of it, taken apart where they share nothing.

What the criteria come to that share an unknown fact is looked at together; these parts can come out in any combination,
so that what all of them come to is added up (`reach.apart`), and what one fact can change is seen in its part alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache, reduce
from itertools import product
from typing import Final

from smartcommune.engine.evaluate import Evaluation
from smartcommune.engine.points import Earned
from smartcommune.engine.verdicts import Levels
from smartcommune.model.condition import Value
from smartcommune.model.facts import FactValue
from smartcommune.model.points import Sum
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Verdict
from smartcommune.reach import Reach, TooMany
from smartcommune.reach.apart import Apart, Entangled, Out, Part, Source
from smartcommune.reach.atoms import Answer
from smartcommune.reach.communes import Communes
from smartcommune.reach.deciding import Deciding, Last, Signature

# Answers heard about one commune: a tenth of a second.
MOST_HEARD: Final = 50_000
_NOTHING: Final = Out(Fraction(0), Fraction(0), ())

# What a commune becomes: its verdict and, where there are levels, which one it is in.
Become = tuple[Verdict, Levels]
# Of facts with their cut points one value of each cell.
Values = dict[tuple[str, tuple[Value, ...]], list[Value]]
Told = Callable[[tuple[Answer, ...]], Answer]


def reaches(evaluations: Sequence[Evaluation]) -> Iterator[Reach]:
    """The ways in which the unknown facts of a commune may become known: a share by itself, or by its counts.

    Args:
        evaluations: of the same facts, by each reading of the text.
    """
    plans, stated = [each.plan for each in evaluations], evaluations[0].stated
    for by_counts in (False, True) if any(by_two_ways(evaluations[0])) else (False,):
        communes = Communes(plans, given=stated, unknown=False, by_counts=by_counts)
        yield Reach(communes, most=MOST_HEARD)


def by_two_ways(evaluation: Evaluation) -> Iterator[str]:
    """The unknown figures that may become known by themselves or by their parts; by these where one is known."""
    sources = relations(evaluation.plan.ruleset).sources
    for id, indicator in evaluation.plan.ruleset.indicators.items():
        if indicator.form and id not in evaluation.facts and sources[id].isdisjoint(evaluation.stated):
            yield id


def outlook(evaluation: Evaluation) -> Outlook | None:
    """What can become of a commune; None where nothing is open about points, or it cannot be taken apart."""
    return outlooks([evaluation])[0]


def outlooks(evaluations: Sequence[Evaluation]) -> list[Outlook | None]:
    """The same by each reading of the text, of which each hears what the others have heard of the facts.

    Args:
        evaluations: of the same facts.
    """
    if not any(map(_is_open, evaluations)) or len(list(by_two_ways(evaluations[0]))) > 1:
        return [None for _ in evaluations]  # two ways for each of several figures are not all that there are
    shared, values = list(reaches(evaluations)), Values()
    return [_outlook(each, shared, values) if _is_open(each) else None for each in evaluations]


def _is_open(evaluation: Evaluation) -> bool:
    """Whether points are."""
    return not all(earned.is_settled for earned in evaluation.earned.values())


def _outlook(evaluation: Evaluation, reaches: Sequence[Reach], values: Values) -> Outlook | None:
    try:
        return Outlook([_Way(evaluation, reach) for reach in reaches], values)
    except (Entangled, TooMany):
        return None


class Outlook:
    """What can become of a commune, by all ways in which its facts may become known.

    Args:
        ways: these ways.
        values: those that were found for other readings of the text.
    """

    def __init__(self, ways: Sequence[_Way], values: Values) -> None:
        self.values = values
        self._ways = ways
        self.earned = {id: reduce(Earned.with_, [way.earned[id] for way in ways]) for id in ways[0].earned}
        self.become = frozenset[Become]().union(*(way.become for way in ways))

    def decides(self, id: str, told: Told) -> bool | None:
        """Whether a fact can change what is told; None where that cannot be taken apart."""
        try:
            return any(way.decides(id, told) for way in self._ways)
        except (Entangled, TooMany):
            return None

    def after(self, id: str, values: Sequence[FactValue], told: Told) -> list[frozenset[Answer]] | None:
        """For each value of a fact all that can be told then; None where that cannot be taken apart."""
        try:
            each = [way.after(id, values, told) for way in self._ways]
        except (Entangled, TooMany):
            return None
        return [frozenset[Answer]().union(*found) for found in zip(*each, strict=True)]


class _Way:
    """One way in which the unknown facts may become known."""

    def __init__(self, evaluation: Evaluation, reach: Reach) -> None:
        plan = evaluation.plan
        if reach.communes.has_computed:
            raise TooMany(0)
        self._reach = reach
        self._facts = evaluation.stated
        targets = [reach.verdict(plan), *([reach.levels(plan)] if plan.ruleset.levels else [])]
        sums = {
            id: reach.earned(plan, id)
            for id, earned in evaluation.earned.items()
            if not earned.is_settled and isinstance(plan.ruleset.criteria[id].earning, Sum)
        }
        self._apart = Apart(reach, targets, [*sums.values()])
        self._deciding = Deciding(self._apart)
        self._last: dict[Part | None, Last] = {}
        self._after_value: dict[tuple[str, FactValue], frozenset[Out]] = {}
        self.earned = {id: self._apart.earned(sum) for id, sum in sums.items()}
        self.become = frozenset(map(_settled, self._beside(None).answers(_NOTHING)))

    def decides(self, id: str, told: Told) -> bool:
        """Whether a fact can change what is told, whatever the others of its part are, and what the others come to."""
        found = self._part_of(id)
        if found is None:
            return False
        part, source = found
        last = self._beside(part)
        signature = cache(lambda out: last.signature(out, told))
        return any(_differ(map(signature, outs)) for outs in self._together(id, part, source))

    def after(self, id: str, values: Sequence[FactValue], told: Told) -> list[frozenset[Answer]]:
        """For each value of a fact all that can be told then."""
        found = self._part_of(id)
        if found is None:
            raise Entangled
        part, source = found
        if self._unknown(source) != {id}:
            raise Entangled
        last, known = self._beside(part), dict[Out, frozenset[Answer]]()
        outs = (self._outs_after(id, value, part, source) for value in values)
        return [frozenset[Answer]().union(*(_known(out, last, told, known) for out in each)) for each in outs]

    def _outs_after(self, id: str, value: FactValue, part: Part, source: Source) -> frozenset[Out]:
        """The ways in which a part can come out once one fact is known."""
        key = id, value
        if key not in self._after_value:
            answers = self._reach.answered_at(source.atoms, id, value)
            self._after_value[key] = frozenset(self._apart.out(part, each) for each in _with(part, source, [answers]))
        return self._after_value[key]

    def _together(self, id: str, part: Part, source: Source) -> Iterator[set[Out]]:
        """The ways in which a part can come out that differ in one fact alone."""
        if self._unknown(source) == {id}:
            for others in product(*([None] if each is source else each.answers for each in part.sources)):
                yield {self._apart.out(part, _filled(others, answers)) for answers in source.answers}
            return
        for hidden in self._hidden(id, source):
            for answers in _with(part, source, [hidden]):
                yield {*self._apart.outs(part, answers)}

    def _hidden(self, id: str, source: Source) -> set[tuple[Answer, ...]]:
        """What is answered while a fact is unknown and all others of its group are known."""
        atoms = [self._reach.without(atom, id) for atom in source.atoms]
        found = set[tuple[Answer, ...]]()
        for choice in self._reach.communes.choices(source.facts):
            if id in choice.facts:
                found.add(self._reach.answered(atoms, {**self._reach.given, **choice.facts}))
        return found

    def _unknown(self, source: Source) -> set[str]:
        choices = self._reach.communes.choices(source.facts)
        return {id for choice in choices for id in choice.facts} - self._reach.given.keys()

    def _part_of(self, id: str) -> tuple[Part, Source] | None:
        every = ((part, source) for part in self._apart.parts for source in part.sources)
        return next(((part, source) for part, source in every if id in source.facts), None)

    def _beside(self, part: Part | None) -> Last:
        if part not in self._last:
            self._last[part] = self._deciding.of(part)
        return self._last[part]


def _differ(each: Iterator[Signature]) -> bool:
    """Whether two differ; no more are looked at than it takes to see that."""
    first = next(each, None)
    return any(other != first for other in each)


def _known(out: Out, last: Last, told: Told, known: dict[Out, frozenset[Answer]]) -> frozenset[Answer]:
    if out not in known:
        known[out] = frozenset(map(told, last.answers(out)))
    return known[out]


def _with(
    part: Part, source: Source, answers: Iterable[tuple[Answer, ...]]
) -> Iterator[tuple[tuple[Answer, ...], ...]]:
    """Every combination of what the sources of a part answer, where one of them has some answers alone."""
    return product(*(answers if each is source else each.answers for each in part.sources))


def _filled(others: tuple[tuple[Answer, ...] | None, ...], answers: tuple[Answer, ...]) -> list[tuple[Answer, ...]]:
    return [answers if each is None else each for each in others]


def verdict_of(answers: tuple[Answer, ...]) -> Verdict:
    """The verdict that is told."""
    return _settled(answers)[0]


def level_of(answers: tuple[Answer, ...]) -> Answer:
    """The level that is told; out of scope there is none."""
    verdict, levels = _settled(answers)
    return verdict if verdict is Verdict.OUT_OF_SCOPE else levels


def _settled(answers: tuple[Answer, ...]) -> Become:
    """What a commune becomes.

    Raises:
        Entangled: it is open also where all is known.
    """
    verdict, levels = answers if len(answers) > 1 else (*answers, ())
    if verdict is Verdict.UNDETERMINED or len(levels) > 1:
        raise Entangled
    return verdict, levels
