"""Cells of a table's results to the words that people read; each different cell is worded once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

from smartcommune.assess.points import one
from smartcommune.logic import Outcome
from smartcommune.messages import Language, Listed, Message, Sayable, Words
from smartcommune.model.beside import DIFFERENCE
from smartcommune.model.ruleset import Verdict
from smartcommune.model.wording import Rounded
from smartcommune.render.applied import Applied

if TYPE_CHECKING:
    import polars as pl

OUTCOME: Final = "outcome."
POINTS: Final = "points."
# Columns that are read together.
ENDS: Final = ("score_low", "score_high")
LEVELS: Final = ("level", "levels_possible")
NEXT: Final = "next_level"
LACKING: Final = "points_to_next_level"
# Criteria of which a line says how many points they cost.
MOST_LOST: Final = 3


def header(name: str, criteria: Mapping[str, Words]) -> Sayable:
    """What the workbook calls a column of the results."""
    if name.startswith(OUTCOME):
        return criteria[name.removeprefix(OUTCOME)]
    if name.startswith(POINTS):
        return Message("column.points-of", label=criteria[name.removeprefix(POINTS)])
    if name.startswith(DIFFERENCE):
        return Message("column.points-difference", label=criteria[name.removeprefix(DIFFERENCE)])
    return Message(f"column.{name}")


class ResultWords:
    """The words for results by some rules, in one language."""

    def __init__(self, applied: Applied, language: Language) -> None:
        self.language: Language = language
        self._applied = applied
        self.verdict, self.levels = cache(self._verdict), cache(self._levels)
        self.number, self.facts = cache(self._number), cache(self._facts)

    def _verdict(self, verdict: str) -> str:
        return self._applied.verdicts[Verdict(verdict)].say(self.language)

    def _levels(self, ids: str) -> str:
        """The level, or those that are still possible."""
        none = Message("level.none")
        return " / ".join(self._applied.levels.get(id, none).say(self.language) for id in ids.split(",") if id)

    def _number(self, number: float | None) -> str:
        return "" if number is None else Rounded(Fraction(repr(number))).say(self.language)

    def _facts(self, ids: str, most: int | None = None) -> str:
        """The labels of facts: the first few of them, and how many more there are."""
        all = ids.split(",")
        words = [self._applied.indicators[id].say(self.language) for id in all[:most]]
        more = len(all) - len(words)
        return "; ".join([*words, *([Message("page.more-missing", count=more).say(self.language)] if more else ())])

    def score(self, low: float | None, high: float | None) -> str:
        """The score, between two ends where it is open."""
        one, other = self.number(low), self.number(high)
        return one if one == other else f"{one}–{other}"

    def placed(self, level: Sequence[str | None], possible: Sequence[str | None]) -> list[str]:
        """The level of each row, or those that are still possible there."""
        return [self.levels(own or open or "") for own, open in zip(level, possible, strict=True)]

    def lacking(self, part: pl.DataFrame) -> list[str]:
        """What the commune of each row lacks for the next level; nothing where that does not hang on points."""
        if LACKING not in part.columns:
            return [""] * part.height
        return [self._lacking(*each) for each in part.select(NEXT, LACKING, *ENDS).rows()]

    def _lacking(self, level: str | None, points: float | None, low: float, high: float) -> str:
        if level is None or not points:
            return ""
        number, end = Fraction(repr(points)), "" if low == high else "-most"
        label = self._applied.levels[level]
        return Message(f"list.lacking{end}{one(number)}", points=Rounded(number), level=label).say(self.language)

    def signs(self, part: pl.DataFrame) -> list[str]:
        """Why the commune of each row falls into its class: the sign of each class, and whether it has it."""
        labels = {id: self._applied.criteria[id] for id in self._applied.signs if f"{OUTCOME}{id}" in part.columns}
        if not labels:
            return [""] * part.height
        columns = [part[f"{OUTCOME}{id}"].to_list() for id in labels]
        return [self._sign(tuple(labels.values()), outcomes) for outcomes in zip(*columns, strict=True)]

    def _sign(self, labels: Sequence[Words], outcomes: Sequence[str | None]) -> str:
        pairs = [(label, outcome) for label, outcome in zip(labels, outcomes, strict=True) if outcome is not None]
        said = (Message("list.sign", label=label, outcome=Message(f"outcome.{each}")) for label, each in pairs)
        return Message("list.signs", signs=Listed(tuple(said), ", ")).say(self.language) if pairs else ""

    def lost(self, part: pl.DataFrame) -> list[str]:
        """Where the commune of each row loses most points; nothing where it loses none, or where that is open."""
        found: list[list[tuple[Fraction, Sayable]]] = [[] for _ in range(part.height)]
        for each in (scored for scored in self._applied.mosts if f"{POINTS}{scored.id}" in part.columns):
            pairs = part.select(f"{POINTS}{each.id}", f"{OUTCOME}{each.id}").rows()
            for row, (points, outcome) in zip(found, pairs, strict=True):
                if points is not None and not (each.is_left_out and outcome == Outcome.NOT_APPLICABLE):
                    row.append((each.most - Fraction(repr(points)), each.label))
        return [self._lost(row) for row in found]

    def _lost(self, found: Sequence[tuple[Fraction, Sayable]]) -> str:
        most = sorted((each for each in found if each[0] > 0), key=lambda each: -each[0])[:MOST_LOST]
        each = tuple(Message("list.lost-item", label=label, lost=Rounded(lost)) for lost, label in most)
        return Message("list.lost", each=Listed(each, "; ")).say(self.language) if each else ""

    def because(self, verdict: str, reasons: str) -> str:
        """The reasons without the verdict at their head, where that stands in a column of its own."""
        return reasons.removeprefix(self.verdict(verdict)).removeprefix("; ")
