"""Criteria that are earned by claim, or by finding, to what counts of them in rows whose file is complete.

A row of points that compares an unknown fact, and does not hold whatever that is, is not met there: as `engine/claims`
has it for one commune.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from smartcommune.model.condition import Condition
from smartcommune.model.conditions import leaves_in
from smartcommune.vectorise.facts import Fact
from smartcommune.vectorise.possible import Possible, Steps, Truth, all_true, any_true, no


class Closed(NamedTuple):
    """What counts of a criterion."""

    silent: Truth  # where something of it was not claimed, or not found
    test: Possible
    rows: tuple[Possible, ...]


def closed(
    complete: Truth,
    test: Possible,
    rows: Sequence[tuple[Condition, Possible]],
    fact: Callable[[str], Fact],
    steps: Steps,
) -> Closed:
    """What counts of a criterion, where its file may be complete.

    Args:
        complete: the rows of the table in which it is.
        test: what is possible for whether the criterion applies, or for the test by which it earns its points.
        rows: the conditions of its rows, the furthest from 0 first; none where it earns by its test alone.
        fact: gives the column of an indicator.
        steps: of the computation.
    """
    silent: list[Truth] = []
    before: Truth = True
    for condition, possible in rows:
        unknown = any_true(fact(leaf.indicator).unknown for leaf in leaves_in((condition,)))
        silent.append(steps.kept(all_true([complete, before, unknown, no(possible.is_met)]), 1))
        before = steps.kept(all_true([before, no(possible.is_met)]))
    some = steps.kept(any_true(silent), 1)
    return Closed(
        some,
        Possible(test.met, any_true([test.fail, some]), all_true([test.drop, no(some)])),
        tuple(_without(rows, silent)),
    )


def _without(rows: Sequence[tuple[Condition, Possible]], silent: Sequence[Truth]) -> Iterator[Possible]:
    for (_, possible), gone in zip(rows, silent, strict=True):
        yield Possible(all_true([possible.met, no(gone)]), any_true([possible.fail, gone]), drop=False)
