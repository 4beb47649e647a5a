"""Of many that are alike, a quick run tries some; the full run tries all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pytest

# A rule set that stands on its own, one that extends it, the longest, one about villages.
RULE_SETS = ("pilot-smart-2023", "pilot-smart-ninh-binh", "ntm-model-2021", "smart-village-ninhbinh-2022")


def some(values: Iterable[str], quick: Collection[str]) -> list[Any]:
    """The values as parameters, all but the quick ones for the full run."""
    return some_of({value: (value,) for value in values}, quick)


def some_of(cases: Mapping[str, tuple[Any, ...]], quick: Collection[str]) -> list[Any]:
    """Named cases as parameters, all but the quick ones for the full run."""
    assert set(quick) <= set(cases)
    return [pytest.param(*case, id=id, marks=() if id in quick else pytest.mark.full) for id, case in cases.items()]
