"""`smartcommune verify` of a selection: the same terms applied to the table again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from smartcommune.api import Rules
from smartcommune.cli.select_run import chosen
from smartcommune.cli.select_terms import as_terms, as_wanted
from smartcommune.cli.select_words import worded
from smartcommune.cli.targets import Target
from smartcommune.messages import Language
from smartcommune.render.selection_files import Files
from smartcommune.render.selection_words import Worded
from smartcommune.tables.cells.cell_facts import Loaded


def selected(rules: Rules, found: Loaded, terms: str, language: Language) -> Sequence[Mapping[str, Any]]:
    """The communes of a table as `select` gives them.

    Args:
        rules: as they were.
        found: the table.
        terms: in the words of the results: `seats=3; per=province=1; tie-break=name:least`.
        language: of the sentences.

    Raises:
        InputError: the table has no column that the terms name.
    """
    said: dict[str, list[str]] = {"seats": ["0"], "per": [], "min-score": [], "tie-break": []}
    for part in terms.split("; "):
        option, _, value = part.partition("=")
        said.setdefault(option, []).append(value)
    asked = as_terms(said["seats"][-1], said["per"], next(iter(said["min-score"]), None), rules.ruleset)
    own = len(rules.ruleset.ranking.by)  # which stand first, and are not asked for
    wanted = as_wanted(asked, said["tie-break"][own:], found, rules.ruleset)
    with ExitStack() as stack:
        run = chosen(found, rules, Target(None, "json", None, has_mark=False), language, asked, wanted, stack)
        context = worded(run, found, rules, wanted, None)
        communes: list[dict[str, Any]] = json.loads(Files(Worded(run.selection, context, language)).json())["communes"]
    return communes
