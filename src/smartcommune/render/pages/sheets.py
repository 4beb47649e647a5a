"""Assessments to the page of one commune, or of several: the verdict, why, what to do next, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from smartcommune.assess.assessment import SCOPE, Assessment, Compared, Reason
from smartcommune.messages import Language, Message, Sayable
from smartcommune.model.ruleset import Verdict
from smartcommune.model.wording import Shown
from smartcommune.render.folded import compared_label, comparisons
from smartcommune.render.pages.figures import Bar, bar, found_and_needed, of_most, self_scored
from smartcommune.render.pages.footnotes import Footnotes
from smartcommune.render.pages.page import page
from smartcommune.render.text import MARKS, lost_words, not_in_force, score_words, title

VERDICT_MARKS: Final = {
    Verdict.ELIGIBLE: "✔",
    Verdict.NOT_ELIGIBLE: "✘",
    Verdict.UNDETERMINED: "?",
    Verdict.OUT_OF_SCOPE: "–",
    Verdict.NOT_IN_FORCE: "–",
}
# Deeper ones would leave no room for words.
_MOST_LEVELS: Final = 5


class Row(NamedTuple):
    """A criterion or a part of one, as a line of the table."""

    level: int
    mark: str
    reason: Reason
    found: str
    need: str
    bar: Bar | None
    points: Sayable | None
    self_points: Sayable | None  # what the commune gives itself, where that is not the same
    notes: tuple[int, ...]  # the numbers of its citations
    assumed: str | None  # the threshold that is assumed, if its need rests on one


class Assumed(NamedTuple):
    """A threshold that nobody has set for this test."""

    label: Sayable  # of what is compared with it
    compared: Compared
    notes: tuple[int, ...]


class Part(NamedTuple):
    """An assessment as the page shows it: all of its answer, or what it would be on the last day in force."""

    answer: Assessment
    mark: str
    score: str
    not_in_force: Message | None
    rows: Sequence[Row]  # what decides
    folded: Sequence[Sequence[Row]]  # the branches that the verdict does not hang on
    scope: Sequence[Row]  # where it is settled and decides nothing
    remarks: Sequence[tuple[Sayable, tuple[int, ...]]]
    assumed: Sequence[Assumed]
    lost: Sequence[Message]  # where points are lost, the most first

    @property
    def day(self) -> Shown:
        return Shown(self.answer.as_of)

    @property
    def has_points(self) -> bool:
        return any(row.points is not None for row in (*self.rows, *(row for rows in self.folded for row in rows)))


class Sheet(NamedTuple):
    """One commune."""

    answer: Assessment
    name: str
    parts: Sequence[Part]
    notes: Footnotes

    @property
    def day(self) -> Shown:
        return Shown(self.answer.as_of)


def assessments(answers: Sequence[Assessment], language: Language) -> str:
    """The page: a sheet for each commune, and a table of all of them if there are several."""
    sheets = [_sheet(answer, language) for answer in answers]
    return page("check.html", language, sheets=sheets)


def _sheet(answer: Assessment, language: Language) -> Sheet:
    notes = Footnotes()
    parts = [_Part(each, notes, language).made() for each in (answer, answer.as_it_stood) if each is not None]
    return Sheet(answer, title(answer, language), parts, notes)


class _Part:
    """Takes an assessment apart; what is cited and what is assumed is gathered from what is shown, in its order."""

    def __init__(self, answer: Assessment, notes: Footnotes, language: Language) -> None:
        self.answer = answer
        self.notes = notes
        self.language: Language = language
        self._assumed: dict[str, Assumed] = {}

    def made(self) -> Part:
        answer = self.answer
        levels = [row for reason in answer.reached for row in self._level(reason)]
        rows = [*levels, *(row for reason in answer.deciding for row in self._rows(reason))]
        scope, others = self._others()
        return Part(
            answer=answer,
            mark=VERDICT_MARKS[answer.verdict],
            score=score_words(answer, self.language),
            not_in_force=not_in_force(answer) if answer.verdict is Verdict.NOT_IN_FORCE else None,
            rows=rows,
            folded=[list(self._rows(reason)) for reason in others],
            scope=[row for reason in scope for row in self._rows(reason)],
            remarks=list(self._remarks()),
            assumed=list(self._assumed.values()),
            lost=[lost_words(reason) for reason in answer.lost],
        )

    def _others(self) -> tuple[list[Reason], list[Reason]]:
        """The branches that the verdict does not hang on: those of the scope, and all others."""
        parts = self.answer.reasons.children if self.answer.reasons is not None else ()
        inside = {reason.id for part in parts if part.id == SCOPE for reason in part.children}
        others = self.answer.others
        return [each for each in others if each.id in inside], [each for each in others if each.id not in inside]

    def _level(self, reason: Reason) -> Iterator[Row]:
        """A level, with the comparisons that give or refuse it; what these compare stands below on its own."""
        yield from self._rows(reason._replace(children=()))
        for each in comparisons(reason):
            if each is not reason:
                yield from self._rows(each._replace(label=compared_label(each), children=()), 1)

    def _rows(self, reason: Reason, level: int = 0) -> Iterator[Row]:
        found, need = found_and_needed(reason.text, self.language)
        yield Row(
            level=min(level, _MOST_LEVELS),
            mark=MARKS[reason.outcome][0],
            reason=reason,
            found=found,
            need=need,
            bar=bar(reason),
            points=of_most(reason.points),
            self_points=self_scored(reason.self_points),
            notes=self.notes.of(reason.citations),
            assumed=self._assumption(reason),
        )
        for child in reason.children:
            yield from self._rows(child, level + 1)

    def _assumption(self, reason: Reason) -> str | None:
        """The first threshold that is assumed, remembered for the list of them."""
        ids = [item for item in reason.compared if item.is_assumed and item.threshold_id is not None]
        for item in ids:
            known = Assumed(reason.label, item, self.notes.of(item.citations))
            self._assumed.setdefault(str(item.threshold_id), known)
        return ids[0].threshold_id if ids else None

    def _remarks(self) -> Iterator[tuple[Sayable, tuple[int, ...]]]:
        for text, citations in self.answer.remarks:
            yield text, self.notes.of(citations)
        note = self.answer.ruleset.force_note
        if note is not None and self.answer.verdict is Verdict.NOT_IN_FORCE:
            yield note, ()
