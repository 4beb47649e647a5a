"""Expressions that stand in several places to columns of their own, in as few steps as they depend on each other."""

from __future__ import annotations

import narwhals as nw

from smartcommune.vectorise.possible import MOST_SIZE, Possible, Term, Truth


class Steps:
    """Columns to add to a frame, step by step; those of one step need only those of the steps before it."""

    def __init__(self) -> None:
        self.columns: list[dict[str, nw.Expr]] = []
        self._count = 0

    def kept(self, truth: Truth, most: int = MOST_SIZE) -> Truth:
        """The same, in a column of its own if it is larger than that."""
        if isinstance(truth, bool) or truth.size <= most:
            return truth
        return Term(nw.col(self.column(truth.expr, truth.step)), truth.step + 1)

    def kept_all(self, possible: Possible, most: int = MOST_SIZE) -> Possible:
        return Possible(*(self.kept(truth, most) for truth in possible))

    def column(self, expr: nw.Expr, step: int) -> str:
        """The name of a new column that a step adds."""
        while len(self.columns) <= step:
            self.columns.append({})
        name = f"__{self._count}"
        self._count += 1
        self.columns[step][name] = expr
        return name
