"""Which commune a row is said to be of, to the rows that are of none, or whose code means another one on their day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import narwhals as nw

from smartcommune.profiles.codes import CODE, REARRANGED
from smartcommune.vectorise.days import AS_OF, until
from smartcommune.vectorise.possible import Term, Truth, all_true, any_true, no

_CODE: Final = "code"
_LIST: Final = "code_list"
_NAME: Final = "name"
TEXTS: Final = (nw.String, nw.Categorical, nw.Enum)

Schema = Mapping[str, nw.dtypes.DType]


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
