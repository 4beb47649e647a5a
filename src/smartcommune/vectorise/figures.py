"""A criterion and its outcome to a clause with figures: value and need of each comparison that speaks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Final

import narwhals as nw

from smartcommune.assess.sentence import NOWHERE, Clause, deciding, needed
from smartcommune.engine.plan import Plan
from smartcommune.logic import Outcome
from smartcommune.messages import Language, Message, Sayable
from smartcommune.model.condition import Leaf
from smartcommune.model.facts import Facts
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import Criterion
from smartcommune.vectorise.facts import among
from smartcommune.vectorise.leaves import Leaves
from smartcommune.vectorise.possible import Truth, all_true, any_true, no
from smartcommune.vectorise.verdicts import first_of

SHOWN: Final = ".shown"  # the ending of the column that holds the words for the value of an indicator
# With more places than that one text stands for all of them: a case for each would take long.
MOST_PLACES: Final = 100
_BETWEEN: Final = "; "
# Where the value of a row goes in a text; no rule file can hold this sign.
_VALUE: Final = "\ue000"


class Figures:
    """Words clauses with the values of each row, which stand in columns of their own."""

    def __init__(self, leaves: Leaves, language: Language) -> None:
        self._leaves = leaves
        self._language: Language = language

    def said(self, clause: Clause, plan: Plan) -> nw.Expr:
        """The clause in every row; only a comparison whose own outcome speaks for the criterion's is shown."""
        criterion = plan.ruleset.criteria[clause.criterion]
        if not plan.has(criterion):
            return nw.lit(clause.text or "")
        head = self._say(Message(f"sentence.{clause.outcome}", what=criterion.label))
        shown = list(self._shown(criterion, clause.outcome, plan))
        if not shown:
            return nw.lit(head)
        if len(shown) == 1:
            return nw.concat_str(nw.lit(f"{head} ("), *shown, nw.lit(")"))
        joined = nw.concat_str(*shown, separator=_BETWEEN, ignore_nulls=True)
        full = nw.concat_str(nw.lit(f"{head} ("), joined, nw.lit(")"))
        return nw.when(joined == "").then(nw.lit(head)).otherwise(full)

    def _shown(self, criterion: Criterion, outcome: Outcome, plan: Plan) -> Iterator[nw.Expr]:
        found = list(deciding(criterion, outcome))
        if len(found) == 1:
            leaf, _ = found[0]
            indicator = plan.ruleset.indicators[leaf.indicator]
            if indicator.type != "boolean":  # of which the outcome says the value
                yield self._text(lambda need: Message("sentence.figure", value=_VALUE, need=need), leaf, plan)
            return
        for leaf, own in found:
            truth = self._leaves.leaf(leaf).has(own)
            text = self._text(partial(self._named, indicator=plan.ruleset.indicators[leaf.indicator]), leaf, plan)
            if not isinstance(truth, bool):
                yield nw.when(truth.expr).then(text).otherwise(None)
            elif truth:
                yield text

    def _named(self, need: Sayable, indicator: Indicator) -> Message:
        if indicator.type == "boolean":
            return Message("sentence.fact", label=indicator.label, value=_VALUE)
        return Message("sentence.fact-figure", label=indicator.label, value=_VALUE, need=need)

    def _text(self, words: Callable[[Sayable], Message], leaf: Leaf, plan: Plan) -> nw.Expr:
        """What is said of a comparison in every row: of what is asked for there, as far as its place is known."""
        cases: dict[str, list[Truth]] = {}
        for place, here in self._places(leaf, plan):
            cases.setdefault(self._say(words(needed(leaf, plan, place))), []).append(here)
        return first_of([(any_true(rows), self._with_value(text, leaf)) for text, rows in cases.items()])

    def _places(self, leaf: Leaf, plan: Plan) -> Iterator[tuple[Facts, Truth]]:
        """Each place that a comparison tells apart, as far as it is known, and the rows of which just that is known."""
        by = plan.places_of(leaf) if plan.width(leaf, NOWHERE) <= MOST_PLACES else ()
        each = [(*plan.ruleset.indicators[id].values, None) for id in by]
        for values in product(*each):
            known = {id: value for id, value in zip(by, values, strict=True) if value is not None}
            yield known, all_true(self._lies(id, value) for id, value in zip(by, values, strict=True))

    def _lies(self, id: str, place: str | None) -> Truth:
        fact = self._leaves.facts[id]
        return no(fact.known) if place is None else all_true([fact.known, among(fact.value, [place])])

    def _with_value(self, text: str, leaf: Leaf) -> nw.Expr:
        before, _, after = text.partition(_VALUE)
        return nw.concat_str(nw.lit(before), nw.col(leaf.indicator + SHOWN), nw.lit(after))

    def _say(self, message: Message) -> str:
        return message.say(self._language)
