"""Columns of facts to the rows whose facts cannot all be true: what `profiles.profile` says of one commune, for tables.

Tables and dataframes take it from here, so that no row is refused by one of them alone. Rates are compared with their
counts in whole numbers; the largest, 2 · 10⁶ · 10¹², stays below 2⁶³.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

import narwhals as nw

from smartcommune.model.beside import is_evidence_date
from smartcommune.model.forms import Form, Limits
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.values import MOST_DECIMALS, limits
from smartcommune.profiles.codes import CODE, REARRANGED
from smartcommune.quantity import today
from smartcommune.vectorise.computed import ComputedColumns
from smartcommune.vectorise.days import AS_OF, to_come, until
from smartcommune.vectorise.facts import Fact, FactColumns, constant_leaf
from smartcommune.vectorise.possible import Steps, Term, Truth, all_true, any_true, no

# A product of decimals of at most 15 digits misses a whole number by less than this part of it, or by much more.
_NOTHING: Final = 5e-16
_CODE: Final = "code"
_LIST: Final = "code_list"
_NAME: Final = "name"
TEXTS: Final = (nw.String, nw.Categorical, nw.Enum)

Schema = Mapping[str, nw.dtypes.DType]


def contradictions(
    ids: Iterable[str], ruleset: RuleSet, facts: FactColumns, steps: Steps
) -> Iterator[tuple[str, Truth]]:
    """The rows in which something is wrong with a fact beside others, for each indicator that a frame has.

    What is computed from facts needs columns of its own, which `steps` gets.
    """
    yield from _computed(ruleset, ComputedColumns(facts, steps))
    for id in ids:
        indicator, fact, said = ruleset.indicators[id], facts[id], facts.said(id)
        allowed = facts.allowed(id)
        yield id, all_true([said, any_true([id in ruleset.places, allowed.is_failed, fact.known])])
        if indicator.type == "date" and not indicator.future and fact.known is not False:
            yield id, to_come(id, facts.schema, today())
        if is_evidence_date(id) and fact.known is not False:
            yield id, to_come(id, {id: facts.schema[id]}, today())
        for whole in (facts[other] for other in indicator.wholes):
            yield id, all_true([fact.known, whole.known, Term(fact.value > whole.value)])
        if indicator.only_when is not None:
            yield id, all_true([fact.known, constant_leaf(indicator.only_when, facts).is_failed])
        if indicator.form is not None and indicator.form.share:
            yield id, _other_share(id, facts, *indicator.form.share)


def _computed(ruleset: RuleSet, computed: ComputedColumns) -> Iterator[tuple[str, Truth]]:
    """Where a figure is not what it is computed to be, or what is computed cannot be; told of what a frame has."""
    for id, form in relations(ruleset).forms.items():
        if form.share:
            continue
        sources = _sources(id, ruleset)
        yield id, computed.otherwise(id, form)
        if not _is_implied(id, form, ruleset):
            yield sources[0], computed.beyond(id, form)
        yield from ((source, computed.too_fine(source)) for source in sources)


def _sources(id: str, ruleset: RuleSet) -> list[str]:
    """The stated facts that a figure follows from, in the order of the rule set."""
    return [each for each in ruleset.indicators if each in relations(ruleset).sources.get(id, (id,))]


def _is_implied(id: str, form: Form, ruleset: RuleSet) -> bool:
    """Whether a sum is within its limits wherever its parts are within theirs, and the same fact is named if not."""
    if form.below is not None:
        return False
    parts = {part: limits(ruleset.indicators[part]) for part in form.parts}
    computed = [part for part in parts if ruleset.indicators[part].form is not None]
    is_named = all(_sources(part, ruleset)[0] == _sources(id, ruleset)[0] for part in computed)
    return is_named and _are_within(form.limits(parts), limits(ruleset.indicators[id]))


def _are_within(inner: Limits, outer: Limits) -> bool:
    (low, high), (least, most) = inner, outer
    is_above = least is None or (low is not None and low >= least)
    return is_above and (most is None or (high is not None and high <= most))


def _other_share(id: str, facts: FactColumns, of: str, total: str) -> Truth:
    """Where a stated rate is not the share of the counts beside it."""
    stated, part, whole = facts[id], facts[of], facts[total]
    is_none = any_true([facts.said(of), facts.said(total), all_true([whole.known, Term(whole.value == 0)])])
    is_counted = all_true([part.known, whole.known, no(is_none)])
    of_nobody = all_true([part.known, no(any_true([whole.known, is_none])), Term(part.value == 0)])
    return any_true(
        [
            all_true([stated.known, is_none]),
            all_true([facts.said(id), is_counted]),
            all_true([stated.known, is_counted, _differ(stated, part, whole)]),
            all_true([stated.known, of_nobody, Term(stated.value != 0)]),
        ]
    )


def misfits(ruleset: RuleSet, facts: FactColumns) -> Iterator[tuple[str, str, Truth]]:
    """The rows in which no whole number makes a stated share of the one count beside it, as `profiles.shares` says."""
    for id, share in relations(ruleset).shares.items():
        stated, part, whole = facts[id], facts[share.of], facts[share.total]
        for count, given, other, has_other in (
            (share.of, part, whole, partial(_has_whole, part)),
            (share.total, whole, part, partial(_has_part, whole)),
        ):
            alone = no(any_true([other.known, facts.said(share.total if count == share.of else share.of)]))
            if stated.known is not False and given.known is not False:
                yield id, count, all_true([stated.known, given.known, alone, Term(~_rounded_to(stated, has_other))])


def _has_part(whole: Fact, scale: int, low: nw.Expr, high: nw.Expr) -> nw.Expr:
    """Whether a part of the whole is such a rate: the first from the lower end on."""
    steps = 200 * scale
    first = nw.when(low > 0).then((low * whole.value + (steps - 1)) // steps).otherwise(0)
    return first * steps < high * whole.value


def _has_whole(part: Fact, scale: int, low: nw.Expr, high: nw.Expr) -> nw.Expr:
    """Whether the part is such a rate of a whole: the first one that is large enough; of no part any is none of it."""
    counted = part.value * (200 * scale)
    return (part.value == 0) | (low <= 0) | (counted >= low * (counted // high + 1))


def _differ(stated: Fact, part: Fact, whole: Fact) -> Term:
    """Where a rate is not the counted one, as `profile.true_between` says, in whole numbers."""
    return Term(~_rounded_to(stated, partial(_within, part, whole)))


def _rounded_to(stated: Fact, agrees: Callable[[int, nw.Expr, nw.Expr], nw.Expr]) -> nw.Expr:
    """Whether something agrees with a rate: it is asked with the half steps between which a rate that was rounded lay.

    Args:
        stated: the rate.
        agrees: gets how many steps make one percent, the first half step and the one behind the last.
    """
    first = (stated.value * 10**MOST_DECIMALS).floor().cast(nw.Int64)
    found = agrees(10**MOST_DECIMALS, 2 * first - 2, 2 * first + 4)
    for scale in (10**places for places in range(MOST_DECIMALS, -1, -1)):
        number = stated.value * scale
        digits = number.round(0)
        is_whole = (number - digits).abs() <= number * _NOTHING
        whole_digits = digits.cast(nw.Int64)
        found = nw.when(is_whole).then(agrees(scale, 2 * whole_digits - 1, 2 * whole_digits + 2)).otherwise(found)
    return found


def _within(part: Fact, whole: Fact, scale: int, low: nw.Expr, high: nw.Expr) -> nw.Expr:
    """Whether a counted rate lies between two numbers of half steps, the first of them included."""
    counted = part.value * (200 * scale)
    return (counted >= low * whole.value) & (counted < high * whole.value)


def misnamed(schema: Schema, strange: str | None) -> dict[str, Truth]:
    """For each column that says so the rows that cannot be assessed as what they are said to be."""
    found: dict[str, Truth] = {}
    if strange is not None and isinstance(schema.get(_NAME), TEXTS):
        name = nw.col(_NAME).cast(nw.String)
        called = all_true([Term(~name.is_null()), Term(name.str.contains(strange))])
        found[_NAME] = all_true([called, no(_is_coded(schema))])
    if _CODE in schema and schema[_CODE].is_integer():
        found[_CODE] = all_true([_known(_CODE), Term(nw.col(_CODE) < 10_000)])  # without the zeros that it began with
    if isinstance(schema.get(_CODE), nw.String) and isinstance(schema.get(_LIST), nw.Date | nw.Datetime):
        found[_LIST] = all_true([_known(_LIST), _is_coded(schema), _of_another_list(schema)])
    return found


def _of_another_list(schema: Schema) -> Truth:
    is_wrong = no(Term(nw.col(_CODE).str.contains(f"^{CODE}$")))
    if AS_OF not in schema:
        return is_wrong
    last = REARRANGED.replace(month=REARRANGED.month - 1, day=30)
    old, on_old = until(_LIST, schema, last), until(AS_OF, schema, last)
    differ = any_true([all_true([old, no(on_old)]), all_true([no(old), on_old])])
    return any_true([is_wrong, all_true([_known(AS_OF), differ])])


def _is_coded(schema: Schema) -> Truth:
    if _CODE not in schema:
        return False
    if not isinstance(schema[_CODE], nw.String):
        return _known(_CODE)
    return all_true([_known(_CODE), Term(nw.col(_CODE).str.strip_chars() != "")])


def _known(column: str) -> Term:
    return Term(~nw.col(column).is_null())
