"""Rows of results to what their communes may turn out to be; rows of which the same matters are looked at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from operator import itemgetter
from typing import Any, Final, NamedTuple

from smartcommune.assess.alike import Group, Matter
from smartcommune.assess.prospects import Known, Prospect, Prospects
from smartcommune.engine.plan import Plan
from smartcommune.logic import ANYTHING, MET, NOT_APPLICABLE, NOT_MET, Outcome, Possible
from smartcommune.model.facts import NA, Facts, FactValue
from smartcommune.model.ruleset import RuleSet, Verdict, is_borrowed
from smartcommune.reach import TooMany
from smartcommune.tables.results.missing_facts import fact_of
from smartcommune.vectorise.facts import NA as NA_COLUMN

_POSSIBLE: Final[Mapping[str | None, Possible]] = {
    Outcome.MET: MET,
    Outcome.NOT_MET: NOT_MET,
    Outcome.NOT_APPLICABLE: NOT_APPLICABLE,
}
_NONE: Final = Fraction(-1)

Row = Mapping[str, Any]


class Future(NamedTuple):
    """What a commune may turn out to be: all ways in which it is eligible, the lowest score first."""

    eligible: tuple[Prospect, ...]
    can_fail: bool
    is_exact: bool  # else it is at most that


NEVER: Final = Future((), can_fail=True, is_exact=True)


class Stated:
    """Reads what is stated in rows.

    Args:
        ruleset: which facts there are.
        columns: those of the rows.
    """

    def __init__(self, ruleset: RuleSet, columns: Collection[str]) -> None:
        numbers, others = _Values(), _Values()  # apart: to Python yes equals 1
        stated = {id: each for id, each in ruleset.indicators.items() if id in columns}
        self._values = {id: numbers if each.numeric else others for id, each in stated.items()}
        self._may_not_apply = {id: f"{id}{NA_COLUMN}" for id in stated if f"{id}{NA_COLUMN}" in columns}

    def facts(self, row: Row, ids: Iterable[str] | None = None) -> Facts:
        """The facts of a row, or some of them."""
        there = self._values if ids is None else self._there(ids)
        found: dict[str, FactValue] = {id: self._values[id][row[id]] for id in there if row[id] is not None}
        if self._may_not_apply:
            found |= {id: NA for id in there if row.get(self._may_not_apply.get(id, ""))}
        return found

    def columns(self, ids: Iterable[str]) -> list[str]:
        """The columns that say something of some facts."""
        found = self._there(ids)
        return [*found, *(self._may_not_apply[id] for id in found if id in self._may_not_apply)]

    def _there(self, ids: Iterable[str]) -> list[str]:
        return [id for id in ids if id in self._values]


class _Values(dict[Any, FactValue]):
    """The facts that the values of columns stand for, each read once."""

    def __missing__(self, value: Any) -> FactValue:
        return self.setdefault(value, fact_of(value))


class _Matters(dict[Any, Matter]):
    """What matters of the facts in some columns, by what these hold; each is looked at once."""

    def __init__(self, columns: Sequence[str], matters: Callable[[Row], Matter]) -> None:
        super().__init__()
        self.held = itemgetter(*columns)
        self._columns = columns
        self._matters = matters

    def __missing__(self, held: Any) -> Matter:
        values = held if len(self._columns) > 1 else (held,)
        return self.setdefault(held, self._matters(dict(zip(self._columns, values, strict=True))))


class _Told(NamedTuple):
    """What whole columns tell of rows, what matters of their facts then, and what has been found."""

    known: Known
    columns: tuple[_Matters, ...]  # for each group that the open criteria look at
    found: dict[Hashable, Future]


class Futures:
    """What communes may turn out to be under one plan.

    Args:
        plan: the rules.
        asked: facts whose values are wanted beside the score.
        stated: reads the facts.
    """

    def __init__(self, plan: Plan, asked: Sequence[str], stated: Stated) -> None:
        self._plan = plan
        self._asked = asked
        self._stated = stated
        self._prospects = Prospects(plan, asked)
        self._own = [id for id in plan.ruleset.criteria if not is_borrowed(id)]
        self._texts = itemgetter("verdict", *(f"outcome.{id}" for id in self._own))
        self._told: dict[tuple[str | None, ...], _Told] = {}
        self._groups: dict[Group, _Matters] = {}
        self._exact: dict[frozenset[Prospect], Future] = {}  # what many can become is put in order once

    def of(self, row: Row) -> Future:
        """What the commune of a row may turn out to be."""
        known, columns, found = self._told_of(row)
        if self._asked:
            return self._future(row, known, lambda: self._prospects.asked(known, self._stated.facts(row)))
        read = partial(self._stated.facts, row)
        matters = tuple([each[each.held(row)] for each in columns])
        key = matters, tuple(read().items()) if known.is_loose else ()
        if key not in found:
            there = dict(zip(known.open.groups, matters, strict=True))
            found[key] = self._future(row, known, lambda: self._prospects.of(known, read, there))
        return found[key]

    def open_facts(self, row: Row) -> tuple[str, ...]:
        """The facts that are not known of a row and decide what its commune becomes."""
        return self._prospects.open_facts(self._told_of(row).known, self._stated.facts(row))

    def _future(self, row: Row, known: Known, look: Callable[[], frozenset[Prospect]]) -> Future:
        try:
            prospects = look()
        except TooMany:
            return _future(self._at_most(row, known.verdict), is_exact=False)
        if prospects not in self._exact:
            self._exact[prospects] = _future(prospects, is_exact=True)
        return self._exact[prospects]

    def _at_most(self, row: Row, verdict: Verdict) -> frozenset[Prospect]:
        """What a commune may become at most, where that could not be looked through."""
        scores = (None if row[end] is None else Fraction(repr(row[end])) for end in ("score_low", "score_high"))
        found = {Prospect(is_eligible=True, score=score, values=(None,) * len(self._asked)) for score in scores}
        fails = [Prospect(is_eligible=False, score=None)] if verdict is Verdict.UNDETERMINED else []
        return frozenset((*found, *fails))

    def _told_of(self, row: Row) -> _Told:
        texts = self._texts(row)
        if texts not in self._told:
            verdict, *outcomes = texts
            possible = (_POSSIBLE.get(text, ANYTHING) for text in outcomes)
            every = dict.fromkeys(self._plan.ruleset.criteria, ANYTHING)
            known = self._prospects.known(Verdict(verdict), every | dict(zip(self._own, possible, strict=True)))
            self._told[texts] = _Told(known, tuple(map(self._matters, known.open.groups)), {})
        return self._told[texts]

    def _matters(self, group: Group) -> _Matters:
        if group not in self._groups:
            columns = self._stated.columns(group) or ("verdict",)  # without any, nothing of it is known in any row
            self._groups[group] = _Matters(
                columns, lambda row: self._prospects.matters(group, self._stated.facts(row, group))
            )
        return self._groups[group]


def _future(prospects: frozenset[Prospect], *, is_exact: bool) -> Future:
    eligible = sorted((each for each in prospects if each.is_eligible), key=lambda each: or_none(each.score))
    return Future(tuple(eligible), len(eligible) < len(prospects), is_exact)


def or_none(score: Fraction | None) -> Fraction:
    """A score as it is compared: none is below all others."""
    return _NONE if score is None else score
