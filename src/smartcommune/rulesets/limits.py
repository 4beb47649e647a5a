"""How large a rule set may be: more is refused with its place, so that no file can cost without end."""

from __future__ import annotations

from typing import Final

# The largest real rule set has below 60 of anything.
MOST_PARTS: Final = 500
# Each is looked at where it is not known in which a commune lies.
MOST_PLACES: Final = 2_000
