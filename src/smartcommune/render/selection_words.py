"""A choice of communes to its words: why each is picked or not, how sure that is, who comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.messages import Amount, Language, Listed, Message, Sayable, Words
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import Verdict
from smartcommune.model.sources import Citation
from smartcommune.quantity import plain, written
from smartcommune.tables.header.columns import Column
from smartcommune.tables.ranking.asked import is_unknown
from smartcommune.tables.ranking.candidate import Candidate
from smartcommune.tables.ranking.choice import Pick, Selection, Standing, Tie
from smartcommune.tables.ranking.ties import TieBreak

# Communes that are named of those on whose facts a pick hangs, or who take its seat; how many there are is always said.
MOST_NAMED: Final = 50
MOST_PLACES: Final = 9


class TermsApplied(NamedTuple):
    """Everything that a choice depends on beside the table: which rules, on which day, with which settings."""

    provenance: Provenance
    day: date
    assumed: tuple[str, ...]  # thresholds that are only assumed
    ties: tuple[TieBreak, ...]  # what decides between equals
    lines: tuple[Sayable, ...]  # the same in words


class Context(NamedTuple):
    """What a choice rests on, in words."""

    lead: tuple[Sayable, ...]  # the rule set, the day, the rows
    terms: TermsApplied
    names: Mapping[str, Sayable]  # of facts and columns
    quotas: Mapping[str, Sayable]  # what each quota counts by
    values: Mapping[str, Mapping[str, Words]]  # of the indicators among these
    verdicts: Mapping[Verdict, Sayable]  # what the rule set calls them
    facts: Mapping[int, tuple[str, ...]]  # of the rows that picks hang on: what is not known
    command: str | None = None  # that decides between equals
    unused: tuple[Column, ...] = ()  # columns of the table that hold data and are not used
    unread: tuple[Citation, ...] = ()  # what is cited without its text having been read
    levels: Mapping[str, Sayable] = {}  # what the rule set calls them, `-` for none of them; empty where it has none


class Worded:
    """A choice in one language."""

    def __init__(self, found: Selection, context: Context, language: Language) -> None:
        self.found = found
        self.context = context
        self.language: Language = language
        self._places = _places_for(found)
        self._rounded: dict[Fraction, float] = {}
        self._written: dict[Fraction, str] = {}
        self._hung_on: dict[int, Words] = {}  # by row: many picks hang on the same
        self._reasons: dict[tuple[Standing, Fraction | None], str] = {}
        self._called = Counter(_called(pick.candidate) for pick in found.all)
        self._tie_of = {pick.candidate.row: tie for tie in found.ties for pick in tie.picks}

    def say(self, key: str, **values: object) -> str:
        return Message(key, **values).say(self.language)

    def rounded(self, score: Fraction | None) -> float | None:
        """A score with as many digits as tell the different ones apart."""
        if score is None:
            return None
        if score not in self._rounded:
            self._rounded[score] = float(round(score, self._places))
        return self._rounded[score]

    def score(self, score: Fraction | None) -> str:
        if score is None:
            return self.say("pick.no-score")
        if score not in self._written:
            self._written[score] = written(round(score, self._places), self.language)
        return self._written[score]

    def scores(self, commune: Candidate) -> str:
        """Its score, between two ends where that is open; nothing where it has none."""
        if commune.high is None:
            return ""
        low, high = self.score(commune.low), self.score(commune.high)
        return low if low == high else f"{low}–{high}"

    def level(self, commune: Candidate) -> str:
        """Its level, or those that are possible; nothing where there are none."""
        levels = self.context.levels
        return " / ".join(levels[id].say(self.language) for id in commune.levels if id in levels)

    def reason(self, pick: Pick) -> str:
        """Why a commune is picked, or is not."""
        match pick.standing:
            case Standing.PICKED:
                return self._picked(pick)
            case Standing.TIED:
                return self._tied(self._tie_of[pick.candidate.row])
            case Standing.QUOTA_FULL | Standing.QUOTA_UNKNOWN:
                return self._by_quota(pick)
            case Standing.SEATS_FULL if pick.candidate in self.found.next:
                return self.say("pick.next")
            case Standing.NOT_ELIGIBLE | Standing.OUT_OF_SCOPE | Standing.NOT_IN_FORCE:
                return pick.candidate.because
            case _:
                return self._by_score(pick.standing, pick.candidate.low)

    def _by_score(self, standing: Standing, score: Fraction | None) -> str:
        """Why a commune with a score is not picked."""
        if (standing, score) not in self._reasons:
            said = self.say(f"pick.{standing}", score=self.score(score), minimum=self.minimum)
            self._reasons[standing, score] = said
        return self._reasons[standing, score]

    @property
    def minimum(self) -> str:
        minimum = self.found.terms.minimum
        return "" if minimum is None else written(minimum, self.language)

    def _picked(self, pick: Pick) -> str:
        if not self.has_scores:
            return self.say("pick.picked-unscored", rank=pick.rank)
        return self.say("pick.picked", rank=pick.rank, score=self.score(pick.candidate.low))

    @property
    def has_scores(self) -> bool:
        """Whether any commune has a score."""
        return any(pick.candidate.high is not None for pick in self.found.all)

    def _tied(self, tie: Tie) -> str:
        key = "pick.tied" if tie.quota is None else "pick.tied-quota"
        return self.say(key, **self._of_tie(tie))

    def tie(self, tie: Tie) -> str:
        """Equals, and the seats that stay open for them."""
        key = "select.tied" if tie.quota is None else "select.tied-quota"
        return self.say(key, **(self._of_tie(tie) | {"seats": Amount(tie.seats, "noun.seat")}))

    def _of_tie(self, tie: Tie) -> dict[str, object]:
        found: dict[str, object] = {"count": len(tie.picks), "seats": tie.seats}
        if tie.quota is not None:
            found |= {"by": self.context.quotas[tie.quota], "place": self._place(tie.picks[0], tie.quota)}
        return found

    def _by_quota(self, pick: Pick) -> str:
        quota = pick.quota or ""
        by, most = self.context.quotas[quota], self.found.terms.quotas[quota]
        return self.say(f"pick.{pick.standing}", by=by, place=self._place(pick, quota), most=most)

    def _place(self, pick: Pick, quota: str) -> object:
        """The place that a quota counts a commune in, as the table or the rule set words it."""
        text = pick.candidate.words[list(self.found.terms.quotas).index(quota)] or ""
        return self.context.values[quota].get(text, text)

    def sure(self, pick: Pick, most: int) -> str:
        """How sure a pick is, and on whose facts it hangs."""
        if pick.certain:
            return self.say("sure.certain")
        key = "sure.hangs" if pick.certain is False else "sure.not-decided"
        return self.say(key, communes=self.hanging(pick, most))

    def hanging(self, pick: Pick, most: int = MOST_NAMED) -> Sayable:
        """On whose facts a pick hangs: the first few of them with these facts, and how many more."""
        return _first(pick.hangs_on, most, self._with_facts)

    def _with_facts(self, commune: Candidate) -> Sayable:
        if commune.row not in self._hung_on:
            ids = self.context.facts.get(commune.row, ())
            name = self.commune(commune)
            found = Message("sure.commune", commune=name, facts=self._labels(ids, 3)) if ids else Listed((name,))
            said = found.say(self.language)
            self._hung_on[commune.row] = Words(said, said)
        return self._hung_on[commune.row]

    def _labels(self, ids: Sequence[str], most: int | None = None) -> Sayable:
        shown: list[Sayable] = [self.context.names[id] for id in ids[:most]]
        more = len(ids) - len(shown)
        shown += [Message("page.more-missing", count=more)] if more else []
        return Listed(tuple(shown), "; ")

    def reserve(self, pick: Pick, most: int = MOST_NAMED) -> str:
        """Who takes the seat if a picked commune withdraws: the first few of them, and how many more."""
        which, communes = self._coming(pick.reserve, pick.reserve_tied, most)
        return self.say(f"reserve.{which}", communes=communes)

    def reserve_of_all(self, most: int) -> str:
        """Who takes the seat of whichever pick withdraws."""
        pick = self.found.picked[0]
        which, communes = self._coming(pick.reserve, pick.reserve_tied, most)
        return self.say(f"reserve-of-all.{which}", communes=communes)

    def next(self, most: int) -> str:
        """Who would be picked with one seat more."""
        which, communes = self._coming(self.found.next, self.found.next_tied, most)
        return self.say(f"next.{which}", communes=communes)

    def _coming(self, sure: Sequence[Candidate], tied: Sequence[Candidate], most: int) -> tuple[str, Sayable]:
        which = "sure" if sure else "tied" if tied else "nobody"
        return which, _first(sure or tied, most, self.commune)

    def facts(self, ids: Sequence[str], most: int | None = None) -> str:
        """The labels of facts: the first few of them, or all."""
        return self._labels(ids, most).say(self.language)

    def commune(self, commune: Candidate) -> str:
        """Its name, district and province, with its code where another one is called the same."""
        name = commune.name or commune.code or self.say("page.commune-without-name")
        places = (None if is_unknown(place) else place for place in (commune.district, commune.province))
        code = commune.code if self._called[_called(commune)] > 1 else None
        return ", ".join(filter(None, (name, *places, code)))

    def headline(self) -> str:
        """How many are picked, and how many of them for certain."""
        count, seats = len(self.found.picked), self.found.terms.seats
        if not count:
            return self.say("select.picked-none", seats=seats)
        return self.say("select.picked", count=count, seats=seats, certain=self.found.certain)

    def terms(self) -> list[str]:
        """Under which terms the choice was made, a sentence each."""
        return [line.say(self.language) for line in self.context.terms.lines]

    def summary(self) -> list[str]:
        """All that is said of the choice as a whole: what it rests on, what came of it, and under which terms."""
        lead = [line.say(self.language) for line in self.context.lead]
        ties = [f"{self.tie(tie)}: {self.those(tie)}" for tie in self.found.ties]
        command = [f"{self.say('select.command')} {self.context.command}"] if self.context.command else []
        return [*lead, self.headline(), *ties, *command, *self.terms()]

    def those(self, tie: Tie) -> str:
        """The equals by name."""
        return "; ".join(self.commune(pick.candidate) for pick in tie.picks)

    def asked(self) -> str:
        """Seats, quotas, minimum, tie-breakers and assumed thresholds, in one line that machines can read."""
        terms = self.found.terms
        minimum = [] if terms.minimum is None else [f"min-score={plain(terms.minimum)}"]
        ties = [f"tie-break={tie.said}" for tie in self.context.terms.ties]
        per = [f"per={name}={most}" for name, most in terms.quotas.items()]
        assumed = [f"assumed={','.join(self.context.terms.assumed)}"] if self.context.terms.assumed else []
        return "; ".join([f"seats={terms.seats}", *per, *minimum, *ties, *assumed])


def _called(commune: Candidate) -> tuple[str | None, ...]:
    return commune.name, commune.district, commune.province


def _first(communes: Sequence[Candidate], most: int, named: Callable[[Candidate], object]) -> Listed:
    """The first few communes, and how many more there are."""
    more = len(communes) - most
    return Listed((*map(named, communes[:most]), *([Message("sure.more", count=more)] if more > 0 else ())), "; ")


def _places_for(found: Selection) -> int:
    """How many digits behind the mark tell different scores apart: two where they do."""
    scores = {chance.score for pick in found.all for chance in pick.candidate.chances if chance.score is not None}
    enough = (
        places for places in range(2, MOST_PLACES) if len({round(each, places) for each in scores}) == len(scores)
    )
    return next(enough, MOST_PLACES)
