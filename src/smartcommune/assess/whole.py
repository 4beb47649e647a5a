"""A plan and a profile to the whole assessment: verdict, score, reasons, missing facts and advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from smartcommune.assess.advise import advise
from smartcommune.assess.assessment import Advice, Applied, Assessment, Score
from smartcommune.assess.because import because
from smartcommune.assess.evidenced import Unevidenced, counted, said, unevidenced, with_reasons
from smartcommune.assess.explain import placed, reasons
from smartcommune.assess.margin import margin
from smartcommune.assess.missing import Found as Unknown
from smartcommune.assess.missing import missing, unproven
from smartcommune.assess.next_level import next_level
from smartcommune.assess.not_decided import not_decided
from smartcommune.assess.outlook import Outlook, outlooks
from smartcommune.assess.points import Points
from smartcommune.assess.self_points import beside, compared, with_self_points
from smartcommune.assess.together import together
from smartcommune.assess.unstated import evidence_lacking, torn, unstated, waiting
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.plan import Plan
from smartcommune.logic import MET, NOT_APPLICABLE, NOT_MET, Outcome, Possible, outcome_of
from smartcommune.messages import Message, Sayable, Words
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.model.sources import Citation
from smartcommune.model.wording import Shown
from smartcommune.profiles.profile import Profile
from smartcommune.reach import TooMany

Answer = TypeVar("Answer")
Remarks = tuple[tuple[Sayable, tuple[Citation, ...]], ...]


def assess(plan: Plan, profile: Profile) -> Assessment:
    """What the rule set of a plan says about a commune, whichever reading of its text is right."""
    found = _whichever(plan, profile)
    said = ((each, ()) for each in compared(found.self_points, plan.ruleset.criteria))
    return found._replace(remarks=(*found.remarks, *said)) if found.self_points else found


def _whichever(plan: Plan, profile: Profile) -> Assessment:
    plans = (plan, *plan.others) if plan.in_force else (plan,)
    without = unevidenced(profile.facts, profile.evidence, plan.ruleset, plan.as_of)
    alone = [evaluate(each, counted(profile.facts, without)) for each in plans]
    found = [_read(each, ahead, profile, without) for each, ahead in zip(alone, outlooks(alone), strict=True)]
    if len(found) == 1:
        return found[0][1]
    from smartcommune.assess.readings import whichever  # few texts are computed in two ways

    return whichever(found)


def _read(
    alone: Evaluation, ahead: Outlook | None, profile: Profile, without: Sequence[Unevidenced]
) -> tuple[Evaluation, Assessment]:
    """What it says by one reading, and what that was decided from.

    Args:
        alone: what each criterion comes to by itself.
        ahead: what can become of the commune, where that could be taken apart.
        profile: what is known of it.
        without: the facts that do not count.
    """
    plan = alone.plan
    evaluation, unknown, points_open = _looked_at(alone, ahead)
    not_stated = tuple(unstated(evaluation))
    is_in_force = evaluation.verdict is not Verdict.NOT_IN_FORCE
    none: tuple[Advice, ...] = ()
    advice, advice_open = _asked(lambda: advise(evaluation), none, "advice-not-decided")
    better, better_open = _asked(lambda: next_level(evaluation), None, "next-level-not-decided")
    nearest, margin_open = _asked(lambda: margin(evaluation), None, "margin-not-decided")
    own = beside(profile.self_points, evaluation)
    why = with_self_points(reasons(evaluation, profile.evidence), own) if is_in_force else None
    answer = Assessment(
        commune=profile.commune,
        ruleset=_applied(plan, evaluation.verdict),
        as_of=plan.as_of,
        verdict=evaluation.verdict,
        score=score(evaluation) if is_in_force else None,
        because=because(evaluation),
        reasons=why,
        missing=with_reasons(unknown.facts, without),
        advice=advice,
        remarks=(
            *_remarks(plan),
            *((each, ()) for each in torn(evaluation)),
            *((each.text, ()) for each in not_stated if each.criteria),
            *((each, ()) for each in said(without) if is_in_force),
            *(
                (note, ())
                for note in (*waiting(evaluation), *evidence_lacking(why), *_notes(plan, profile), *unknown.not_decided)
            ),
            *points_open,
            *advice_open,
            *better_open,
            *margin_open,
        ),
        outcomes={
            id: outcome_of(possible) if plan.ruleset.criteria[id].has_outcome else Outcome.SCORED
            for id, possible in evaluation.outcomes.items()
        },
        points=_total(evaluation),
        levels=placed(evaluation),
        margin=nearest,
        next_level=better,
        not_stated=not_stated,
        self_points=own,
        unevidenced={each.indicator.id: each.lacking for each in without} if is_in_force else {},
    )
    return evaluation, answer


def _looked_at(alone: Evaluation, ahead: Outlook | None) -> tuple[Evaluation, Unknown, Remarks]:
    """What unknown facts leave possible, and which of them matter: of both it is said once that it is not decided."""
    try:
        evaluation = together(alone, ahead)
    except TooMany as given_up:
        if given_up.looked and (facts := unproven(alone)):
            return alone, Unknown(facts), ((not_decided("possible-not-decided", given_up), ()),)
        return alone, missing(alone), ((not_decided("points-not-decided", given_up), ()),)
    return evaluation, missing(evaluation, ahead), ()


def _total(evaluation: Evaluation) -> Points | None:
    """What is earned in all."""
    earned = evaluation.earned.get(evaluation.plan.ruleset.score_points or "")
    return None if earned is None else Points(earned.low, earned.high, *earned.most)


def _notes(plan: Plan, profile: Profile) -> Iterable[Message]:
    """What is odd about the facts, and evidence that is younger than the day of assessment."""
    yield from profile.notes
    for id, (_, day) in profile.evidence.items():
        if day is not None and day > plan.as_of:
            label = plan.ruleset.indicators[id].label
            yield Message("evidence-later", label=label, day=Shown(day), as_of=Shown(plan.as_of))


def _asked(ask: Callable[[], Answer], nothing: Answer, key: str) -> tuple[Answer, Remarks]:
    """An answer; where it would take too long, none, with how far was looked: a nearer one may have been overlooked."""
    try:
        return ask(), ()
    except TooMany as given_up:
        return nothing, ((not_decided(key, given_up), ()),)


def _remarks(plan: Plan) -> tuple[tuple[Words, tuple[Citation, ...]], ...]:
    return tuple((remark.text, remark.citations) for remark in plan.remarks)


def score(evaluation: Evaluation) -> Score | None:
    """The score as the interval that the unknown facts leave; None if no criterion that counts applies."""
    total = _total(evaluation)
    if total is not None:
        return Score(total.low, total.high)
    weighted = [
        (evaluation.outcomes[id], criterion.weight)
        for id, criterion in evaluation.plan.ruleset.criteria.items()
        if criterion.weight
    ]
    # The lowest share comes from the worst outcomes and the highest from the best: a criterion that drops out lowers
    # the share less than one that is not met, and raises it less than one that is met.
    low = _share((_first(possible, (NOT_MET, NOT_APPLICABLE, MET)), weight) for possible, weight in weighted)
    high = _share((_first(possible, (MET, NOT_APPLICABLE, NOT_MET)), weight) for possible, weight in weighted)
    if low is None:  # everything may drop out; where something applies after all, it is met
        low = Fraction(100) if any(possible & MET for possible, _ in weighted) else None
    if high is None:  # nothing can be met; where something applies after all, it is not met
        high = Fraction(0) if any(possible & NOT_MET for possible, _ in weighted) else None
    return None if low is None or high is None else Score(low, high)


def _first(possible: Possible, order: tuple[Possible, ...]) -> Possible:
    return next(outcome for outcome in order if possible & outcome)


def _share(weighted: Iterable[tuple[Possible, Fraction]]) -> Fraction | None:
    applicable = [(outcome, weight) for outcome, weight in weighted if outcome != NOT_APPLICABLE]
    total = sum((weight for _, weight in applicable), Fraction(0))
    met = sum((weight for outcome, weight in applicable if outcome == MET), Fraction(0))
    return 100 * met / total if total else None


def _applied(plan: Plan, verdict: Verdict) -> Applied:
    ruleset = plan.ruleset
    citations = dict.fromkeys(_cited(ruleset))
    return Applied(
        provenance=plan.provenance,
        first_day=ruleset.in_force.first,
        last_day=ruleset.in_force.last,
        force_note=ruleset.force_note,
        citations=tuple(citations),
        verdict=ruleset.verdict_words(verdict),
        subject=ruleset.subject,
        goal=ruleset.called.get(Verdict.ELIGIBLE),
    )


def _cited(ruleset: RuleSet) -> Iterable[Citation]:
    for criterion in ruleset.criteria.values():
        yield from criterion.citations
