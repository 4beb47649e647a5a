"""The clauses of each verdict to one sentence for every row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import narwhals as nw

from smartcommune.assess.sentence import SEPARATOR, Clause, Key, Pattern, patterns
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import Plan
from smartcommune.messages import Language
from smartcommune.model.ruleset import Verdict
from smartcommune.vectorise.figures import Figures
from smartcommune.vectorise.possible import Possible, Steps, Truth, all_true, any_true
from smartcommune.vectorise.verdicts import first_of

Case = tuple[Truth, nw.Expr]


def reasons(
    periods: Periods,
    selected: Sequence[Truth],
    given: Mapping[Verdict, Truth],
    possible: Mapping[str, Possible],
    steps: Steps,
    language: Language,
    figures: Figures | None = None,
    among: Collection[Verdict] = tuple(Verdict),
) -> nw.Expr:
    """The sentence of every row: its verdict, then one clause for each criterion that speaks for it.

    Args:
        periods: the plans.
        selected: for each plan, in which rows it counts.
        given: for each verdict, in which rows it is given.
        possible: what is possible for each criterion, and for the two parts of the verdict.
        steps: where shared expressions go.
        language: of the sentence.
        figures: what words a criterion with the value and the need of each comparison; None leaves the values out.
        among: the verdicts for which there is a sentence.
    """
    said = _Said(given, possible, steps)
    for plan, rows in zip(periods.plans, selected, strict=True):
        if rows is not False:
            wanted = {verdict: pattern for verdict, pattern in patterns(plan, language).items() if verdict in among}
            said.add(wanted, rows, lambda clause, plan=plan: _words(clause, plan, figures))  # type: ignore[misc]  # the plan of this turn
    parts = [first_of(said.leads), *(first_of(cases) for cases in said.clauses.values() if cases)]
    return nw.concat_str(*parts, separator=SEPARATOR, ignore_nulls=True)


def _words(clause: Clause, plan: Plan, figures: Figures | None) -> nw.Expr:
    return nw.lit(clause.text) if figures is None else figures.said(clause, plan)


class _Said:
    """The texts of the lead and of each criterion, each with the rows in which it is said."""

    def __init__(self, given: Mapping[Verdict, Truth], possible: Mapping[str, Possible], steps: Steps) -> None:
        self.leads: list[Case] = []
        self.clauses: dict[str, list[Case]] = {id: [] for id in possible}
        self._given = given
        self._possible = possible
        self._steps = steps

    def add(self, found: Mapping[Verdict, Pattern], rows: Truth, words: Callable[[Clause], nw.Expr]) -> None:
        for verdict, pattern in found.items():
            here = all_true([rows, self._given[verdict]])
            self.leads.append((here, nw.lit(pattern.lead)))
            holding: dict[Key, Truth] = {}
            for clause in pattern.clauses:
                holding[clause.key] = self._holds(clause, holding, here)
            for clause in pattern.said:
                self.clauses[clause.criterion].append((holding[clause.key], words(clause)))

    def _holds(self, clause: Clause, holding: Mapping[Key, Truth], here: Truth) -> Truth:
        inside = any_true(holding[key] for key in clause.within) if clause.within else here
        return self._steps.kept(all_true([inside, self._possible[clause.criterion].has(clause.outcome)]))
