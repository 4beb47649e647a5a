"""What the columns of answers are called, beside those of single criteria."""

from __future__ import annotations

from typing import Final

# `outcome.‹criterion›` cannot be the name of anything else.
ANSWERS: Final = ("verdict", "score", "score_low", "score_high", "reasons", "missing", "near", "ruleset")
