"""A rule set to the lines of a sheet that one commune fills in from the top down: criteria, and their figures.

Each figure is asked for once, in the line of its criterion where that looks at nothing else, below it where it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from smartcommune.engine.plan import Plan
from smartcommune.messages import Sayable
from smartcommune.model.beside import self_scored
from smartcommune.model.conditions import leaves_in
from smartcommune.model.points import Sum
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Criterion
from smartcommune.profiles.profile import Commune
from smartcommune.tables.form import Field, Form


class FormLine(NamedTuple):
    """One line of the sheet."""

    key: str  # the criterion and the indicator that it is about: `done/tasks`, `basic/`, `/rate`
    number: str | None
    label: Sayable
    field: Field | None  # the figure that is asked for here
    most: Fraction | None  # the most points that are to be had; None where none are earned
    is_scored: bool  # whether the commune gives itself points here
    level: int  # how deep it lies: 0 for the total and what stands beside it

    @property
    def dates_evidence(self) -> bool:
        """Whether the figure counts only with evidence that is not too old."""
        return self.field is not None and self.field.evidence_date is not None


class VerticalForm(NamedTuple):
    """What one commune is asked, from the top down."""

    form: Form
    stated: tuple[Field, ...]  # what the sheet states as a whole, above its lines
    lines: tuple[FormLine, ...]

    @property
    def has_dates(self) -> bool:
        """Whether the day of some evidence is asked for."""
        return any(line.dates_evidence for line in self.lines)

    @property
    def has_points(self) -> bool:
        return any(line.is_scored for line in self.lines)


def vertical_form(form: Form, plan: Plan) -> VerticalForm:
    """The sheet of a rule set: the members of each sum above it, the total last, and then what nothing earns by."""
    statements = relations(plan.ruleset).statements
    stated = tuple(field for field in form.fields if field.indicator.id in statements)
    return VerticalForm(form, stated, tuple(_Lines(form, plan, {field.indicator.id for field in stated}).every()))


class _Lines:
    """Goes through the criteria, and asks for each figure once."""

    def __init__(self, form: Form, plan: Plan, stated: set[str]) -> None:
        self._plan = plan
        apart = {*stated, *Commune._fields}
        self._open = {field.indicator.id: field for field in form.fields if field.indicator.id not in apart}
        self._scored = frozenset(self_scored(plan.ruleset))
        self._done: set[str] = set()

    def every(self) -> Iterator[FormLine]:
        """All lines."""
        criteria, ruleset = self._plan.ruleset.criteria, self._plan.ruleset
        members = {id for item in criteria.values() if isinstance(item.earning, Sum) for id in item.earning.members}
        roots = [id for id in criteria if id not in members and id in self._scored and id != ruleset.score_points]
        first = [ruleset.score_points] if ruleset.score_points is not None else []
        for id in (*first, *roots, *(id for id in criteria if id not in self._scored)):
            yield from self._criterion(criteria[id], 0)
        yield from (self._figure(field, 0) for field in self._taken(list(self._open)))

    def _criterion(self, criterion: Criterion, level: int) -> Iterator[FormLine]:
        """A criterion with what it is made of: the parts of a sum below its title, figures below their criterion."""
        if criterion.id in self._done or not self._plan.has(criterion):
            return
        self._done.add(criterion.id)
        looked_at = [leaf.indicator for leaf in leaves_in(criterion.conditions)]
        fields = list(self._taken(self._with_parts(looked_at)))
        if not fields and criterion.id not in self._scored:
            return  # nothing is to be filled in
        alone = fields[0] if len(fields) == 1 and not isinstance(criterion.earning, Sum) else None
        yield self._line(criterion, alone, level)
        if isinstance(criterion.earning, Sum):
            for id in criterion.earning.members:
                yield from self._criterion(self._plan.ruleset.criteria[id], level + 1)
        if alone is None:
            yield from (self._figure(field, level + 1) for field in fields)

    def _with_parts(self, ids: list[str]) -> list[str]:
        """The figures, and those that they are computed from."""
        found: list[str] = []
        for id in ids:
            found += [id, *self._plan.ruleset.indicators[id].parts]
        return list(dict.fromkeys(found))

    def _taken(self, ids: list[str]) -> Iterator[Field]:
        """The fields of some figures that were not asked for yet."""
        for id in ids:
            field = self._open.pop(id, None)
            if field is not None:
                yield field

    def _line(self, criterion: Criterion, field: Field | None, level: int) -> FormLine:
        most = relations(self._plan.ruleset).mosts.get(criterion.id)
        key = f"{criterion.id}/{'' if field is None else field.indicator.id}"
        return FormLine(key, criterion.number, criterion.label, field, most, criterion.id in self._scored, level)

    def _figure(self, field: Field, level: int) -> FormLine:
        key = f"/{field.indicator.id}"
        return FormLine(key, None, field.header, field, None, is_scored=False, level=level)
