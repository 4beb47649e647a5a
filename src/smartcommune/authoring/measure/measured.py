"""A tested rule file to what its cases are worth: coverage, mutation score, and the cases that it lacks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from smartcommune.authoring.cases import TestedFile

if TYPE_CHECKING:
    from smartcommune.authoring.measure.coverage import Coverage
    from smartcommune.authoring.measure.mutate import Mutation


class Measured(NamedTuple):
    """A rule file whose cases were run, with what was asked for besides."""

    tested: TestedFile
    coverage: Coverage | None = None
    mutation: Mutation | None = None

    @property
    def least(self) -> Fraction:
        """The lower of the percentages that were measured."""
        rates = [part.rate for part in (self.coverage, self.mutation) if part is not None]
        return min(rates, default=Fraction(100))

    @property
    def open(self) -> int:
        """Of how many obligations and mutants it is not decided whether a case can show or notice them."""
        lacking = () if self.coverage is None else self.coverage.lacking
        survivors = () if self.mutation is None else self.mutation.survivors
        return sum(example is None for _, example in (*lacking, *survivors))


def measured(tested: TestedFile, *, obligations: bool, mutants: bool) -> Measured:
    """What the passing cases of a file show and notice."""
    from smartcommune.authoring.measure.coverage import coverage  # only who asks pays for these imports
    from smartcommune.authoring.measure.exercise import exercises
    from smartcommune.authoring.measure.mutate import mutation

    ruleset = tested.ruleset
    found = exercises(tested.results)
    return Measured(
        tested,
        coverage(ruleset, found) if obligations else None,
        mutation(ruleset, found) if mutants else None,
    )
