"""Descriptions of rule sets to a page: a rule set as it is published."""

from __future__ import annotations

from typing import Final

from smartcommune.authoring.show.description import (
    Description,
    basis,
    counted,
    name,
    ordered,
    reported,
    scored,
    source_line,
    taken,
    used,
)
from smartcommune.messages import Language
from smartcommune.render.pages.page import page

# What says the parts of a description, for the templates that show them.
WORDS: Final = {
    each.__name__: each for each in (basis, counted, name, ordered, reported, scored, source_line, taken, used)
}


def description(found: Description, language: Language) -> str:
    """The page of a rule set, or of one criterion of it."""
    return page("show.html", language, found=found, **WORDS)
