"""What a Python program uses: a rule set with the user's settings, and profiles to assess against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from smartcommune.engine.periods import Periods, periods
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.messages import Language, Listed, Message
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.model.wording import Shown
from smartcommune.problems import InputError, Place, Problem
from smartcommune.profiles.codes import used_outside
from smartcommune.profiles.profile import Profile, read_profile
from smartcommune.quantity import iso_date, today
from smartcommune.rulesets.library import load
from smartcommune.rulesets.readings import read_by
from smartcommune.rulesets.succession import instead
from smartcommune.source.document import Document
from smartcommune.source.python_values import document_of

if TYPE_CHECKING:
    from smartcommune.assess.assessment import Assessment


def _assessed(plan: Plan, profile: Profile) -> Assessment:
    from smartcommune.assess.whole import assess  # whole tables do not pay for it

    return assess(plan, profile)


class Rules:
    """A rule set, ready to assess communes."""

    def __init__(
        self,
        ruleset: RuleSet,
        as_of: date | None = None,
        thresholds: Mapping[str, str] | None = None,
        assumptions: Literal["use", "refuse"] = "use",
        cites: Mapping[str, str] | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> None:
        self.ruleset = read_by(ruleset, readings or {})
        self.as_of = as_of
        self._thresholds = dict(thresholds or {})
        self._assumptions: Literal["use", "refuse"] = assumptions
        self._cites = dict(cites or {})
        self._plans: dict[date, Plan] = {}
        self.plan(as_of or today())  # a setting that does not fit is told here, before any profile is read

    def plan(self, as_of: date) -> Plan:
        """The plan for a date, made once."""
        if as_of not in self._plans:
            self._plans[as_of] = make_plan(self.ruleset, as_of, self._thresholds, self._assumptions, self._cites)
        return self._plans[as_of]

    def on(self, day: date | None) -> Plan:
        """The plan for a commune: on the date of these rules, else on the commune's own day, else today."""
        return self.plan(self.as_of or day or today())

    def check(self, profile: Profile | Mapping[str, object]) -> Assessment:
        """The assessment of one commune, on the date of these rules, else the profile's own, else today.

        Args:
            profile: a profile, or a mapping of the shape that profile files have.

        Raises:
            InputError: everything that is wrong with the profile.
        """
        if isinstance(profile, Mapping):
            return self.check_document(document_of(profile, "profile"))
        return self._explained(_assessed(self.on(profile.as_of), profile), profile)

    def _explained(self, found: Assessment, profile: Profile) -> Assessment:
        """An answer outside the period says what applies then; one for a day that its code is not of says so."""
        last = self.ruleset.in_force.last
        if last is not None and found.as_of > last:
            found = found._replace(as_it_stood=_assessed(self.plan(last), profile))
        said = list(instead(self.ruleset, found.as_of)) if found.verdict is Verdict.NOT_IN_FORCE else []
        outside = used_outside(found.commune.code, found.commune.code_list, found.as_of)
        if outside is not None:
            said.append(Message("code-list-note", what=outside))
        return found._replace(remarks=(*found.remarks, *((message, ()) for message in said))) if said else found

    def check_document(self, document: Document) -> Assessment:
        """The assessment of the commune in a profile's document."""
        return self.check(read_profile(document, self.ruleset))

    def periods(self) -> Periods:
        """The plans for a table: one for the date of these rules, else one for every date that a row may have."""
        if self.as_of is not None:
            return Periods((self.plan(self.as_of),))
        return periods(self.ruleset, self.plan, self.on(None).as_of)

    @property
    def last_day(self) -> date | None:
        """The last day in force, once the rules have ended and no other day was asked for."""
        last = self.ruleset.in_force.last
        return last if self.as_of is None and last is not None and self.on(None).as_of > last else None

    def ended(self, source: str) -> Problem | None:
        """What is wrong with rows that have no day of their own, once the rules have ended: they would all be void."""
        last = self.last_day
        if last is None:
            return None
        others = Listed(self.ruleset.replaced_by)
        key = "rules-ended-replaced" if self.ruleset.replaced_by else "rules-ended-help"
        message = Message("rules-ended", id=self.ruleset.id, last=Shown(last))
        return Problem("rules-ended", Place(source), message, Message(key, last=last.isoformat(), others=others))

    def assess(
        self,
        frame: Any,
        language: Language = "vi",
        keep: Sequence[str] = (),
        margin: Fraction | None = None,
        percent: Collection[str] = (),
    ) -> Any:
        """The assessment of every row of a dataframe, as a dataframe of the same kind, lazily where it is lazy.

        The answer has the columns to keep, `code`, `name`, `province`, `verdict`, `score`, `score_low`, `score_high`,
        `reasons`, `missing`, `outcome.<criterion id>`, `as_of` and `ruleset`. A row whose values could not stand in a
        profile has no verdict, and its reasons name the columns to look at. On Spark, keep an answer (`persist`)
        before you filter it by one of its columns: Spark would repeat the plan for the condition until memory is full.

        Args:
            frame: any dataframe that Narwhals knows (Polars, pandas, PyArrow, DuckDB from 2.0, Spark …). A column is an
                indicator by its id, null is unknown, `<id>.na` says where it does not apply, and `as_of` has the date.
            language: of the reasons.
            keep: columns to hand through.
            margin: adds the column `near` behind `missing`: the figures that would change the verdict if they were
                higher or lower by so many percent of their range.
            percent: columns of percentages in which `0.85` is 0.85 %; elsewhere it could be 85 % and is refused.

        Raises:
            InputError: a column has a type that cannot hold its facts exactly, nothing of the rule set is there, or the
                rules have ended and a row has no day of its own.
        """
        from narwhals import LazyFrame

        from smartcommune.profiles.no_names import called_otherwise
        from smartcommune.vectorise import assessed
        from smartcommune.vectorise.dataframe import REFUSED, Known, typed
        from smartcommune.vectorise.days import has_undated

        known = Known(keep, percent, called_otherwise(self.ruleset.subject))
        checked = typed(frame, self.ruleset, language, known)
        ended = self.ended("dataframe")
        if ended is not None and has_undated(checked):
            raise InputError([ended])
        if checked.implementation.is_polars():
            # Polars computes a plan as a whole faster than step by step.
            answer = assessed(checked.lazy(), self.periods(), language, keep, REFUSED, margin).to_native()
            return answer if isinstance(checked, LazyFrame) else answer.collect()
        return assessed(checked, self.periods(), language, keep, REFUSED, margin).to_native()


def load_ruleset(
    name: str,
    as_of: date | str | None = None,
    thresholds: Mapping[str, str] | None = None,
    assumptions: Literal["use", "refuse"] = "use",
    cites: Mapping[str, str] | None = None,
    readings: Mapping[str, str] | None = None,
) -> Rules:
    """A rule set by its id or its file.

    Args:
        name: the id of a built-in rule set, or a path to a rule file.
        as_of: the date to assess on, also as `2023-06-30`; by default the date of each profile.
        thresholds: values that replace those of the rule set, as rule files write them: `{"smartphone_min": "70%"}`.
        assumptions: `refuse` treats thresholds that rest on an assumption as having no value.
        cites: the documents that decided these values: `{"smartphone_min": "12/QĐ-UBND"}`.
        readings: of a text that can be read in two ways, the one that is taken, by ambiguity: `written`, as the rule
            file has it, or `instead`. Answers are computed under both where none is taken.

    Raises:
        InputError: there is no such rule set, it has problems, or a setting does not fit it.
    """
    return Rules(load(name), _day(as_of), thresholds, assumptions, cites, readings)


def _day(as_of: date | str | None) -> date | None:
    if as_of is None or isinstance(as_of, date):
        return as_of and date(as_of.year, as_of.month, as_of.day)  # of a moment, its day
    day = iso_date(as_of)
    if day is None:
        problem = Problem("not-a-date", Place("as_of"), Message("not-a-date", found=as_of), Message("date-help"))
        raise InputError([problem])
    return day
