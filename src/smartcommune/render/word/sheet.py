"""Assessments to appraisal sheets: who, on which day, the verdict, each criterion with its evidence, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from smartcommune.assess.assessment import Assessment, Reason, every_reason
from smartcommune.logic import Outcome
from smartcommune.messages import Language, Listed, Message, Sayable
from smartcommune.model.condition import Operator
from smartcommune.model.ruleset import Verdict
from smartcommune.model.sources import TEXT
from smartcommune.model.wording import Rounded, Shown
from smartcommune.render.pages.figures import found_and_needed, of_most
from smartcommune.render.text import MOST_LOST, bracketed, lost_words, not_in_force, score_words, title
from smartcommune.render.word.document import Content
from smartcommune.render.word.elements import MM, POINT, Cell, Element, Look, Run, paragraph, table

# Millimetres, 165 in all: number, criterion, need, result, columns of points, evidence; by how many columns of points.
_WIDTHS: Final = ((15, 55, 36, 29, 30), (14, 48, 31, 26, 18, 28), (14, 41, 29, 24, 16, 17, 24))
# The columns of points: those that are computed, and before them what the commune gives itself, where it says so.
_POINTS: Final = "word.column.points"
_OWN: Final = "word.column.self-points"
_BODY: Final = Look("both", first=round(10 * MM), after=POINT * 6)
_ITEM: Final = Look("both", first=round(10 * MM), after=POINT * 3)
_SMALL: Final = Look("left", size=11, after=POINT * 2)
_HEAD: Final = Look("center", 11, stays=True)
_ROMAN: Final = ("I", "II", "III", "IV")


class _Kind(NamedTuple):
    """How the rows of a kind look."""

    bold: bool
    stays: bool = False  # on the page of the next row

    @property
    def left(self) -> Look:
        return Look("left", 11, stays=self.stays)

    @property
    def centre(self) -> Look:
        return Look("center", 11, stays=self.stays)


_SECTION: Final = _Kind(bold=True, stays=True)
# Of criteria in the conditions themselves, and of all below them.
_PARTS: Final = (_Kind(bold=True), _Kind(bold=False))


def sheet(answer: Assessment, language: Language) -> Content:
    """The sheet of one commune."""
    made = _Sheet(answer, language)
    places = {
        "ten": title(answer, language),
        "ma": answer.commune.code or "…",
        "ngay_xet": made.say(Shown(answer.as_of)),
        "ket_luan": made.say(answer.conclusion),
    }
    about = made.say(answer.ruleset.provenance.label)
    return Content(made.say(Message("word.sheet")), about, answer.as_of, list(made.blocks()), places)


class _Sheet:
    """Writes the sheet of one commune; its parts are numbered as they come."""

    def __init__(self, answer: Assessment, language: Language) -> None:
        self.answer = answer
        self.language: Language = language
        self._number = 0

    def say(self, value: Sayable) -> str:
        return value.say(self.language)

    def blocks(self) -> Iterator[Element]:
        answer = self.answer
        yield from self._who()
        yield from self._verdict(answer)
        if answer.verdict is Verdict.NOT_IN_FORCE:
            yield self._body(not_in_force(answer))
        yield from self._assessed(answer)
        if answer.as_it_stood is not None:
            yield self._body(Message("page.as-it-stood", day=Shown(answer.as_it_stood.as_of)), bold=True)
            yield from self._verdict(answer.as_it_stood)
            yield from self._assessed(answer.as_it_stood)
        yield from self._rests_on()

    def _who(self) -> Iterator[Element]:
        answer = self.answer
        name = title(answer, self.language)
        if answer.commune.code and answer.commune.name:
            name += f" ({self.say(Message('page.code', code=answer.commune.code))})"
        yield self._numbered(Message(f"word.{answer.ruleset.subject}", name=name))
        yield self._numbered(Message("word.day", day=Shown(answer.as_of)))

    def _verdict(self, answer: Assessment) -> Iterator[Element]:
        score = score_words(answer, self.language)
        said = [self._next(Message("word.verdict")), Run(self.say(answer.conclusion), bold=True), Run(".")]
        yield paragraph([*said, Run(f" {score[:1].upper()}{score[1:]}.")] if score else said, _BODY)
        if answer.by_reading is not None:
            yield self._body(answer.by_reading)

    def _assessed(self, answer: Assessment) -> Iterator[Element]:
        """What stands below a verdict: every criterion, what is not known, what is assumed, and the notes."""
        if answer.reasons is not None:
            need = answer.reasons.children[0 if answer.verdict is Verdict.OUT_OF_SCOPE else -1].text
            yield self._numbered(Message("word.criteria", need=need), stays=True)
            yield self._table(answer.reasons)
            yield paragraph("", Look(size=4))
        yield from self._list(Message("page.missing"), (item.label for item in answer.missing))
        if answer.next_level is not None:
            together = Listed(tuple(change.text for change in answer.next_level.changes), " + ")
            yield from self._list(answer.next_level.title, [together])
        lost = answer.lost[:MOST_LOST] if answer.levels else ()
        yield from self._list(Message("page.lost"), map(lost_words, lost))
        assumed = (
            Message(
                "page.assumed-figure",
                label=item.label or item.threshold_id,
                value=item.shown or "…",
                from_test=item.source,
            )
            for item in answer.assumed
        )
        yield from self._list(Message("page.assumed"), assumed)
        remarks = [self.say(text) + bracketed(citations, self.language) for text, citations in answer.remarks]
        note = answer.ruleset.force_note
        told_force = [self.say(note)] if note is not None and answer.verdict is Verdict.NOT_IN_FORCE else []
        yield from self._list(Message("page.notes"), [*remarks, *told_force])

    def _rests_on(self) -> Iterator[Element]:
        """Which rules the sheet rests on; a Vietnamese document ends in a stroke."""
        provenance = self.answer.ruleset.provenance
        cited = (self.answer.as_it_stood or self.answer).cited
        if cited:
            unread = [Message("word.unread-means")] if any(each.reading != TEXT for each in cited) else []
            yield self._numbered(Message("word.cited", citations=Listed(cited, "; ")), *unread)
        *before, last = provenance.lines
        yield from (paragraph(self.say(each), _SMALL) for each in before)
        yield paragraph(self.say(Message("word.end", text=last)), _SMALL)

    def _table(self, reasons: Reason) -> Element:
        every = list(every_reason(reasons))
        points = [_POINTS] if any(reason.points is not None for reason in every) else []
        points[:0] = [_OWN] if any(reason.self_points is not None for reason in every) else []
        has_numbers = any(reason.number is not None for reason in every)
        names = ("word.column.number", "html.column.criterion", "html.column.need", "word.column.result", *points)
        heads = (Run(self.say(Message(key)), bold=True) for key in (*names, "word.column.evidence"))
        rows: list[Sequence[Cell]] = [[Cell((paragraph([head], _HEAD),)) for head in heads]]
        for number, part in zip(_ROMAN, reasons.children, strict=False):
            rows.append(self._row(part, number, _SECTION, points))
            for place, child in enumerate(part.children, 1):
                rows += self._branch(child, "" if has_numbers else str(place), 0, points)
        return table([round(width * MM) for width in _WIDTHS[len(points)]], rows)

    def _branch(self, reason: Reason, number: str, level: int, points: Sequence[str]) -> Iterator[Sequence[Cell]]:
        """A criterion and its parts, with the numbers that the document gives them, else those of their places."""
        inner = _same(reason)
        yield self._row(reason, inner.number or number, _PARTS[min(level, 1)], points)
        for place, child in enumerate(inner.children, 1):
            yield from self._branch(child, f"{number}.{place}" if number else "", level + 1, points)

    def _row(self, reason: Reason, number: str, kind: _Kind, points: Sequence[str]) -> Sequence[Cell]:
        found, need = self._found(reason)
        outcome = self.say(Message(f"outcome.{reason.outcome}"))
        outcomes = [Run(f"{outcome[:1].upper()}{outcome[1:]}", bold=kind.bold)] if found != outcome else []
        results = [[Run(found)]] if found else []
        if reason.outcome is not Outcome.SCORED:  # what is scored is neither met nor not
            results += [outcomes] if outcomes else []
        return [
            Cell((paragraph(number, kind.centre),)),
            Cell((paragraph([Run(self.say(reason.label), bold=kind.bold)], kind.left),)),
            Cell((paragraph(need, kind.left),)),
            Cell(tuple(paragraph(each, kind.left) for each in results or [[Run("")]])),
            *(Cell((paragraph(self._points(reason, each), kind.centre),)) for each in points),
            Cell((paragraph(self.say(Listed(reason.evidence, "; ")), kind.left),)),
        ]

    def _points(self, reason: Reason, column: str) -> str:
        """What a column of points says of a criterion."""
        own = None if reason.self_points is None else Rounded(reason.self_points.own)
        said = own if column == _OWN else of_most(reason.points)
        return "" if said is None else self.say(said)

    def _found(self, reason: Reason) -> tuple[str, str]:
        """What was found and what is needed; points stand in a column of their own."""
        found, need = found_and_needed(reason.text, self.language)
        if reason.points is not None and found == self.say(reason.points.text):
            return "", need
        if not need and reason.outcome is Outcome.MET and {item.operator for item in reason.compared} == {Operator.IS}:
            return found, found  # where both are one thing, a reason says it once
        return found, need

    def _next(self, text: Sayable) -> Run:
        self._number += 1
        return Run(f"{self._number}. {self.say(text)}")

    def _numbered(self, *text: Sayable, stays: bool = False) -> Element:
        return paragraph([self._next(Listed(text, " "))], _BODY._replace(stays=stays))

    def _body(self, text: Sayable, *, bold: bool = False) -> Element:
        return paragraph([Run(self.say(text), bold=bold)], _BODY._replace(stays=bold))

    def _list(self, title: Sayable, items: Iterable[Sayable | str]) -> Iterator[Element]:
        said = [each if isinstance(each, str) else self.say(each) for each in items]
        if said:
            yield paragraph([self._next(Listed((title, ":"), ""))], _BODY._replace(stays=True))
            yield from (paragraph(f"- {each}", _ITEM) for each in said)


def _same(reason: Reason) -> Reason:
    """The criterion itself, where a comparison of its points has nothing else below it."""
    inner = reason.children[0] if len(reason.children) == 1 else reason
    is_same = inner.points is not None and inner.points == reason.points
    return inner if is_same else reason
