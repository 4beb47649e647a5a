"""A table of facts and the plans of a rule set to the same table of verdicts, scores, reasons and outcomes.

The plans are compiled once to expressions that every dataframe of Narwhals' understands; no row passes through Python,
and a lazy frame stays lazy. This is the other evaluator: it shares the plan with `evaluate`, and nothing after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeVar

import narwhals as nw

from smartcommune.assess.sentence import SEPARATOR
from smartcommune.engine.periods import Periods
from smartcommune.messages import Language, Listed, Message
from smartcommune.model.beside import DIFFERENCE
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet, Verdict, is_borrowed
from smartcommune.model.statements import NOT_STATED
from smartcommune.rulesets.readings import open_readings
from smartcommune.vectorise.criteria import Assessed
from smartcommune.vectorise.days import AS_OF, days
from smartcommune.vectorise.evidenced import UNEVIDENCED, counted
from smartcommune.vectorise.facts import NA
from smartcommune.vectorise.figures import Figures
from smartcommune.vectorise.judgement import Judgement, hull, judgement, union
from smartcommune.vectorise.missing import missing
from smartcommune.vectorise.near import Nearness
from smartcommune.vectorise.next_level import LACKING, NEXT, lacking, next_level, next_levels
from smartcommune.vectorise.possible import Possible, Steps, Term, Truth, all_true, any_true, no
from smartcommune.vectorise.reasons import reasons
from smartcommune.vectorise.score import score
from smartcommune.vectorise.self_points import differences
from smartcommune.vectorise.verdicts import (
    NO_TEXT,
    first_of,
    level_text,
    levels_text,
    named,
    outcome_text,
    scored_text,
    verdict_text,
)

Frame = TypeVar("Frame", nw.DataFrame[Any], nw.LazyFrame[Any])

IDENTITY: Final = ("code", "name", "province")
DOUBTFUL: Final = "__doubtful"


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
    `missing`, with a margin `near`, `points_difference.<criterion id>` for each criterion of which the frame has
    `self_points.<criterion id>`, `outcome.<criterion id>` for each criterion of the rule set itself, `as_of` and
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
    frame = counted(frame, periods)
    schema = frame.collect_schema()
    of = judgement(schema, periods)
    answers = _answers(of, _Wanted(language, margin, with_doubts, with_figures, with_reasons))
    if DOUBTFUL in answers:
        keep = list(dict.fromkeys([*keep, *(name for name in frame.columns if is_fact(name, periods.ruleset))]))
    if refused is not None:
        answers = _without(answers, refused)
    identity = {id: nw.col(id) if id in schema else NO_TEXT for id in IDENTITY}
    columns = {**identity, **answers, **_provenance(periods, schema)}
    return _with_answers(frame, [name for name in keep if name not in columns], columns, of.steps)


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
    frame = counted(frame, periods)
    found = judgement(frame.collect_schema(), periods)
    said = _reasons(found, found.verdicts(), language, Figures(found.leaves, language), among)
    return _with_answers(frame, keep, {"reasons": said}, found.steps)


def _reasons(
    of: Judgement,
    given: Mapping[Verdict, Truth],
    language: Language,
    figures: Figures | None,
    among: Collection[Verdict] = tuple(Verdict),
) -> nw.Expr:
    """The reasons of every row; where the answer hangs on how the text is read, that is said behind them."""
    said = reasons(of.periods, of.rows, given, of.possible, of.steps, language, figures, among)
    differ = of.differ()
    if differ is False:
        return said
    open = Message("sentence.readings", ids=Listed(tuple(open_readings(of.periods.ruleset)))).say(language)
    shown = all_true([differ, any_true(given[verdict] for verdict in among)])
    return nw.concat_str(said, first_of([(shown, nw.lit(open))]), separator=SEPARATOR, ignore_nulls=True)


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


def _answers(of: Judgement, wanted: _Wanted) -> dict[str, nw.Expr]:
    ruleset, given, possible = of.periods.ruleset, of.verdicts(), of.possible
    figures = Figures(of.leaves, wanted.language) if wanted.with_figures else None
    asked, doubtful = missing(of, with_doubts=wanted.with_doubts)
    has_total = ruleset.score_points in of.found.criteria
    low, high = (_number(end, of.force) for end in _ends(of) or (None, None))
    own = [id for id in of.found.criteria if not is_borrowed(id)]
    earned = {id: ends for id in own if (ends := of.ends(id)) is not None}
    return {
        "verdict": verdict_text(given),
        "score": low,
        "score_low": low,
        "score_high": high,
        **({"reasons": _reasons(of, given, wanted.language, figures)} if wanted.with_reasons else {}),
        "missing": named({id: of.steps.kept(rows) for id, rows in asked.items()}),
        **({UNEVIDENCED: _where(of.force, nw.col(UNEVIDENCED))} if UNEVIDENCED in of.facts.schema else {}),
        **({} if wanted.margin is None else {"near": _near(of, given, wanted.margin)}),
        **({} if doubtful is False else {DOUBTFUL: _flag(doubtful)}),
        **({"points": low, "points_low": low, "points_high": high} if has_total else {}),
        **_levels(of, all_true([of.force, no(given[Verdict.OUT_OF_SCOPE])]), low if has_total else None),
        **_silent(of.found, ruleset),
        **{f"points.{id}": _number(_settled(ends), of.force) for id, ends in earned.items()},
        **{DIFFERENCE + id: _number(found, of.force) for id, found in differences(of, list(earned))},
        **{f"outcome.{id}": _outcome(id, possible[id], of.periods, of.force) for id in own},
    }


def _ends(of: Judgement) -> tuple[nw.Expr, nw.Expr] | None:
    """The least and the most score of every row: the points of the total, or the weight of what is met."""
    total = of.periods.ruleset.score_points
    if total is not None:
        return of.ends(total)
    found = (score(each.periods.ruleset, each.outcomes, of.steps) for each in of.readings)
    return hull([each for each in found if each is not None])


def _near(of: Judgement, given: Mapping[Verdict, Truth], margin: Fraction) -> nw.Expr:
    """The figures that are within a margin of another verdict by some reading, where all agree on the verdict."""
    found = ((Nearness(one.facts, one.periods, one.rows, one.steps), one) for one in of.readings)
    each = (nearness.near(one.found, one.given, margin) for nearness, one in found)
    settled = no(given[Verdict.UNDETERMINED])
    return named({id: of.steps.kept(all_true([settled, rows]), 1) for id, rows in union(each).items()})


def _outcome(id: str, possible: Possible, periods: Periods, force: Truth) -> nw.Expr:
    return outcome_text(possible, force) if periods.ruleset.criteria[id].has_outcome else scored_text(force)


def _settled(ends: tuple[nw.Expr, nw.Expr]) -> nw.Expr:
    """What a criterion earns; null where it is open."""
    low, high = ends
    return nw.when(low == high).then(low)


def _levels(of: Judgement, rows: Truth, low: nw.Expr | None) -> dict[str, nw.Expr]:
    """The level, those that are possible, and, where levels are ranks, the next one and what is lacking for it."""
    levels, ruleset = of.levels, of.periods.ruleset
    if not levels:
        return {}
    texts = {"level": level_text(levels), "levels_possible": levels_text(levels)}
    found = {name: first_of([(rows, text)]) for name, text in texts.items()}
    if not ruleset.levels_ordered:
        return found
    wanted = {level.id: of.steps.kept(where, 1) for level, where in next_levels(ruleset, levels)}
    found[NEXT] = next_level(wanted, rows)
    if low is not None:
        found[LACKING] = _lacking(of, {id: all_true([rows, where]) for id, where in wanted.items()}, low)
    return found


def _lacking(of: Judgement, wanted: Mapping[str, Truth], low: nw.Expr) -> nw.Expr:
    """The points that are lacking for the next level of every row; null where it does not ask for points."""
    plans = [(each.periods, each.leaves) for each in of.readings]
    found: nw.Expr = nw.lit(None, dtype=nw.Float64)
    for level in of.periods.ruleset.levels:
        points, where = lacking(level, plans, low), wanted[level.id]
        if points is not None and where is not False:
            found = points if where is True else nw.when(where.expr).then(points).otherwise(found)
    return found


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


def _where(rows: Truth, expr: nw.Expr) -> nw.Expr:
    """An expression in some rows only."""
    if isinstance(rows, Term):
        return nw.when(rows.expr).then(expr)
    return expr if rows else NO_TEXT


def _number(end: nw.Expr | None, force: Truth) -> nw.Expr:
    if end is None or force is False:
        return nw.lit(None, dtype=nw.Float64)
    return nw.when(force.expr).then(end) if isinstance(force, Term) else end
