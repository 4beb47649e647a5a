"""A criterion and its outcome to a clause with figures: value and need of each comparison that speaks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import narwhals as nw

from smartcommune.assess.sentence import Clause, deciding, needed
from smartcommune.engine.plan import Plan
from smartcommune.logic import Outcome
from smartcommune.messages import Language, Message
from smartcommune.model.condition import Leaf
from smartcommune.model.ruleset import Criterion
from smartcommune.vectorise.leaves import Leaves

SHOWN: Final = ".shown"  # the ending of the column that holds the words for the value of an indicator
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
                yield self._text(Message("sentence.figure", value=_VALUE, need=needed(leaf, plan)), leaf)
            return
        for leaf, own in found:
            truth = self._leaves.leaf(leaf).has(own)
            text = self._text(self._named(leaf, plan), leaf)
            if not isinstance(truth, bool):
                yield nw.when(truth.expr).then(text).otherwise(None)
            elif truth:
                yield text

    def _named(self, leaf: Leaf, plan: Plan) -> Message:
        indicator = plan.ruleset.indicators[leaf.indicator]
        if indicator.type == "boolean":
            return Message("sentence.fact", label=indicator.label, value=_VALUE)
        return Message("sentence.fact-figure", label=indicator.label, value=_VALUE, need=needed(leaf, plan))

    def _text(self, message: Message, leaf: Leaf) -> nw.Expr:
        before, _, after = self._say(message).partition(_VALUE)
        return nw.concat_str(nw.lit(before), nw.col(leaf.indicator + SHOWN), nw.lit(after))

    def _say(self, message: Message) -> str:
        return message.say(self._language)
