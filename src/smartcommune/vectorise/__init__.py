"""A table of facts and the plans of a rule set to the same table of verdicts, scores, reasons and outcomes.

The plans are compiled once to expressions that every dataframe of Narwhals' understands; no row passes through Python,
and a lazy frame stays lazy. This is the other evaluator: it shares the plan with `evaluate`, and nothing after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeVar

import narwhals as nw

from smartcommune.assess.sentence import ELIGIBLE, SCOPE
from smartcommune.engine.periods import Periods
from smartcommune.messages import Language
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet, Verdict, is_borrowed
from smartcommune.model.statements import NOT_STATED
from smartcommune.vectorise.criteria import Assessed, judged
from smartcommune.vectorise.days import AS_OF, days, in_force, selected
from smartcommune.vectorise.facts import NA, FactColumns
from smartcommune.vectorise.figures import Figures
from smartcommune.vectorise.leaves import Leaves
from smartcommune.vectorise.missing import missing
from smartcommune.vectorise.near import Nearness
from smartcommune.vectorise.points import Grid, Scored, shown
from smartcommune.vectorise.possible import Possible, Steps, Term, Truth, all_true, no
from smartcommune.vectorise.reasons import reasons
from smartcommune.vectorise.score import score
from smartcommune.vectorise.verdicts import (
    NO_TEXT,
    first_of,
    level_text,
    levels_text,
    named,
    outcome_text,
    scored_text,
    verdict_text,
    verdicts,
)

Frame = TypeVar("Frame", nw.DataFrame[Any], nw.LazyFrame[Any])

IDENTITY: Final = ("code", "name", "province")
# What answers are called; `outcome.‹criterion›` cannot be the name of anything else.
ANSWERS: Final = ("verdict", "score", "score_low", "score_high", "reasons", "missing", "near", "ruleset")
DOUBTFUL: Final = "__doubtful"


class _Judgement(NamedTuple):
    """What is possible for every criterion and verdict, in every row."""

    facts: FactColumns
    rows: Sequence[Truth]  # for each plan, in which rows it counts
    leaves: Leaves
    found: Assessed
    force: Truth
    given: dict[Verdict, Truth]
    steps: Steps

    @property
    def criteria(self) -> dict[str, Possible]:
        return {id: each.possible for id, each in self.found.criteria.items()}

    @property
    def possible(self) -> dict[str, Possible]:
        """The same, with the two parts of the verdict."""
        return {**self.criteria, SCOPE: self.found.scope, ELIGIBLE: self.found.eligible.possible}


class _Wanted(NamedTuple):
    """What the answers are to hold."""

    language: Language
    margin: Fraction | None
    with_doubts: bool
    with_figures: bool
    with_reasons: bool


def assessed(
    frame: Frame,
    periods: Periods,
    language: Language,
    keep: Sequence[str] = (),
    refused: str | None = None,
    margin: Fraction | None = None,
    *,
    with_doubts: bool = False,
    with_figures: bool = False,
    with_reasons: bool = True,
) -> Frame:
    """One row for each row of the frame, in its order.

    The columns are those to keep, `code`, `name`, `province`, `verdict`, `score`, `score_low`, `score_high`, `reasons`,
    `missing`, with a margin `near`, `outcome.<criterion id>` for each criterion of the rule set itself, `as_of` and
    `ruleset`.

    Args:
        frame: the facts, one column per indicator, null being unknown; `<id>.na` says where a fact does not apply.
            An absent column is unknown in every row. Values are taken to be of the declared types.
        periods: the plans; where there are several, the column `as_of` says which counts in a row.
        language: of the reasons.
        keep: columns to hand through.
        refused: a column that says why a row is not assessed, null where it is; the text becomes its reasons.
        margin: in percent of their ranges, how far figures are moved to see whether they change the verdict.
        with_doubts: adds the column `DOUBTFUL` and the columns of facts where there can be rows in which `missing` may
            name facts that cannot change the verdict after all.
        with_figures: puts value and need of every deciding comparison into the reasons; the frame then has a column
            `<id>.shown` with the words for the value of each indicator that is compared.
        with_reasons: whether there is a column of reasons.

    Raises:
        InputError: the weights have too many digits to be added up exactly.
    """
    schema = frame.collect_schema()
    judgement = _judgement(schema, periods)
    answers = _answers(periods, judgement, _Wanted(language, margin, with_doubts, with_figures, with_reasons))
    if DOUBTFUL in answers:
        keep = list(dict.fromkeys([*keep, *(name for name in frame.columns if is_fact(name, periods.ruleset))]))
    if refused is not None:
        answers = _without(answers, refused)
    identity = {id: nw.col(id) if id in schema else NO_TEXT for id in IDENTITY}
    columns = {**identity, **answers, **_provenance(periods, schema)}
    return _with_answers(frame, [name for name in keep if name not in columns], columns, judgement.steps)


def explained(
    frame: Frame, periods: Periods, language: Language, keep: Sequence[str], among: Collection[Verdict]
) -> Frame:
    """One row for each row of the frame: columns to keep, and the `reasons` of some verdicts, with figures.

    Args:
        frame: as in `assessed` where there are figures.
        periods: the plans.
        language: of the reasons.
        keep: columns to hand through.
        among: the verdicts for which there are reasons.
    """
    found = _judgement(frame.collect_schema(), periods)
    figures = Figures(found.leaves, language)
    said = reasons(periods, found.rows, found.given, found.possible, found.steps, language, figures, among)
    return _with_answers(frame, keep, {"reasons": said}, found.steps)


def _judgement(schema: Mapping[str, nw.dtypes.DType], periods: Periods) -> _Judgement:
    steps = Steps()
    facts, rows = FactColumns(schema, periods.ruleset.indicators), selected(periods, schema)
    leaves = Leaves(facts, periods, rows, steps)
    found = judged(periods, leaves, steps)
    force = in_force(periods, rows)
    return _Judgement(facts, rows, leaves, found, force, verdicts(found, force, steps), steps)


def _with_answers(frame: Frame, keep: Iterable[str], columns: Mapping[str, nw.Expr], steps: Steps) -> Frame:
    for step in steps.columns:
        frame = frame.with_columns(**step)
    # Not selected at once: what is the same in every row has to become as long as the frame is. Spark cannot refer to
    # a name with a dot, so a column gets its name last.
    named = {f"__answer_{number}": expr for number, expr in enumerate(columns.values())}
    last = [nw.col(name).alias(id) for name, id in zip(named, columns, strict=True)]
    return frame.with_columns(**named).select(*keep, *last)


def _provenance(periods: Periods, schema: Mapping[str, nw.dtypes.DType]) -> dict[str, nw.Expr]:
    """On which day a row is assessed, and by which rules."""
    return {AS_OF: days(periods, schema), "ruleset": nw.lit(periods.plans[0].provenance.text)}


def _without(answers: dict[str, nw.Expr], refused: str) -> dict[str, nw.Expr]:
    """The answers only for the rows that are assessed."""
    is_fit = nw.col(refused).is_null()
    found = {id: nw.when(is_fit).then(expr) for id, expr in answers.items()}
    return {**found, "reasons": nw.when(is_fit).then(answers["reasons"]).otherwise(nw.col(refused))}


def _answers(periods: Periods, of: _Judgement, wanted: _Wanted) -> dict[str, nw.Expr]:
    nearness = Nearness(of.facts, periods, of.rows, of.steps)
    near = {} if wanted.margin is None else {"near": nearness.near(of.found, of.given, wanted.margin)}
    unknown = missing(of.found, of.given, periods.ruleset, of.leaves, of.steps, with_doubts=wanted.with_doubts)
    figures = Figures(of.leaves, wanted.language) if wanted.with_figures else None
    said = (periods, of.rows, of.given, of.possible, of.steps, wanted.language, figures)
    doubts = {} if unknown.doubtful is False else {DOUBTFUL: _flag(unknown.doubtful)}
    scored, total = _scored(of.found), of.found.criteria.get(periods.ruleset.score_points or "")
    if total is not None and total.scored is not None:
        ends: tuple[nw.Expr, nw.Expr] | tuple[None, None] = shown(total.scored, of.found.grid)
    else:
        ends = score(periods.ruleset, of.criteria, of.steps) or (None, None)
    low, high = (_number(end, of.force) for end in ends)
    return {
        "verdict": verdict_text(of.given),
        "score": low,
        "score_low": low,
        "score_high": high,
        **({"reasons": reasons(*said)} if wanted.with_reasons else {}),
        "missing": unknown.ids,
        **near,
        **doubts,
        **({} if total is None else {"points": low, "points_low": low, "points_high": high}),
        **_levels(of.found, all_true([of.force, no(of.given[Verdict.OUT_OF_SCOPE])])),
        **_silent(of.found, periods.ruleset),
        **{f"points.{id}": _number(_settled(each, of.found.grid), of.force) for id, each in scored.items()},
        **{
            f"outcome.{id}": _outcome(id, each, periods, of.force)
            for id, each in of.criteria.items()
            if not is_borrowed(id)
        },
    }


def _outcome(id: str, possible: Possible, periods: Periods, force: Truth) -> nw.Expr:
    return outcome_text(possible, force) if periods.ruleset.criteria[id].has_outcome else scored_text(force)


def _scored(found: Assessed) -> dict[str, Scored]:
    """What each criterion of the rule set itself may earn."""
    scored = ((id, judged.scored) for id, judged in found.criteria.items() if not is_borrowed(id))
    return {id: each for id, each in scored if each is not None}


def _settled(scored: Scored, grid: Grid) -> nw.Expr:
    """What a criterion earns; null where it is open."""
    low, high = shown(scored, grid)
    return nw.when(low == high).then(low)


def _levels(found: Assessed, rows: Truth) -> dict[str, nw.Expr]:
    if not found.levels:
        return {}
    texts = {"level": level_text(found.levels), "levels_possible": levels_text(found.levels)}
    return {name: first_of([(rows, text)]) for name, text in texts.items()}


def _silent(found: Assessed, ruleset: RuleSet) -> dict[str, nw.Expr]:
    """The criteria of which something was not claimed, and of which something was not found."""
    return {
        NOT_STATED[statement]: named(
            {id: each.silent for id, each in found.criteria.items() if ruleset.criteria[id].by == statement}
        )
        for statement in relations(ruleset).statements
    }


def is_fact(column: str, ruleset: RuleSet) -> bool:
    """Whether a column says something of an indicator, or on which day a row is assessed."""
    return column == AS_OF or column.removesuffix(NA) in ruleset.indicators


def _flag(truth: Truth) -> nw.Expr:
    return truth.expr if isinstance(truth, Term) else nw.lit(truth)


def _number(end: nw.Expr | None, force: Truth) -> nw.Expr:
    if end is None or force is False:
        return nw.lit(None, dtype=nw.Float64)
    return nw.when(force.expr).then(end) if isinstance(force, Term) else end
