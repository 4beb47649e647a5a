"""The names that tables give to columns of their own: no indicator can be called so.

Rule files are checked against them, so nothing is imported here that reads tables.
"""

from __future__ import annotations

from typing import Final

from smartcommune.model.answers import ANSWERS
from smartcommune.tables.header.identity_names import IDENTITY, PLACES
from smartcommune.tables.sheets.sheet import OK, ROW

# A rule set may ask for the place of a commune: the fact is what the identity column says.
RESERVED: Final = frozenset({ROW, OK, *IDENTITY, *ANSWERS}) - frozenset(PLACES)
