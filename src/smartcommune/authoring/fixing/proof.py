"""A file and the same file changed to why it is not proven that both judge every commune alike.

A file that says the same data is the same. Else its rule set is compared with the changed one, under each reading that
its text leaves open, with its assumptions and without them; and so is every rule set that rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from smartcommune.authoring.compare.differences import Differences, Stretch, differences
from smartcommune.authoring.compare.other_answers import said
from smartcommune.engine.plan import Assumptions
from smartcommune.messages import Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.rulesets.family import Family
from smartcommune.rulesets.library import CASES, read_ruleset
from smartcommune.source.document import as_data, read_document
from smartcommune.source.files import Source, hold, read_source


def unproven(old: Source, new: Source) -> Message | None:
    """Why a changed file may judge some commune otherwise, with such a commune where there is one; None: it does not.

    Args:
        old: the file as it is.
        new: the same file changed.
    """
    try:
        if as_data(read_document(old).root) == as_data(read_document(new).root):
            return None
        if old.name.endswith(CASES):
            return Message("fix.other-cases")
        return _told_apart(read_ruleset(old), read_ruleset(new)) or next(_of_children(old, new), None)
    except InputError:  # what cannot be read cannot be compared
        return Message("fix.not-decided")


def _of_children(old: Source, new: Source) -> Iterator[Message]:
    """What the rule sets that rest on a file would judge otherwise."""
    paths = [] if old.path is None else Family().children((old.path,))
    before, after = (_read(source, paths) for source in (old, new))
    if old.path is not None:
        hold({str(old.path): old.text.encode()})
    for path, ruleset in before.items():
        why = _told_apart(ruleset, after[path]) if path in after else Message("fix.not-decided")
        if why is not None:
            yield Message("fix.other-rules", id=ruleset.id, why=why)


def _read(parent: Source, paths: list[Path]) -> Mapping[Path, RuleSet]:
    """Rule files as they are with a text in the place of one that they rest on; those that can be read."""
    found: dict[Path, RuleSet] = {}
    hold({str(parent.path): parent.text.encode()} if paths else {})
    for path in paths:
        try:
            found[path] = read_ruleset(read_source(str(path)))
        except InputError:  # told where that file is checked
            continue
    return found


def _told_apart(old: RuleSet, new: RuleSet) -> Message | None:
    """What tells two rule sets apart; None where it is proven that nothing does."""
    if _names(old) != _names(new):
        return Message("fix.not-decided")
    pairs = [(old, new), *((other, new.others[taken]) for taken, other in old.others.items())]
    found = (differences(*pair, assumptions=use) for pair in pairs for use in _uses(old))
    return next((why for each in found if (why := _difference(each)) is not None), None)


def _uses(ruleset: RuleSet) -> tuple[Assumptions, ...]:
    """How assumed thresholds may be taken: where there are any, a user may refuse them."""
    is_assumed = any(threshold.basis == "assumption" for threshold in ruleset.thresholds.values())
    return ("use", "refuse") if is_assumed else ("use",)


def _names(ruleset: RuleSet) -> tuple[frozenset[object], ...]:
    """What a rule set calls its parts: where that differs, there is nothing to compare."""
    parts = (ruleset.declared, ruleset.thresholds, ruleset.criteria, ruleset.others)
    return tuple(frozenset(part) for part in parts)


def _difference(found: Differences) -> Message | None:
    if found._replace(otherwise=()).is_same:
        return None
    witnesses = (witness for stretch in found.stretches for witness in _witnesses(stretch))
    return next(witnesses, Message("fix.not-decided"))


def _witnesses(stretch: Stretch) -> Iterator[Message]:
    """The communes that are judged otherwise on some days."""
    for change in stretch.changes:
        for example in change.examples:
            before, after = example.before.called, example.after.called
            yield Message("fix.otherwise", facts=said(example.facts), before=before, after=after)
    for outcome in stretch.outcomes:
        both = {"before": Message(f"outcome.{outcome.before}"), "after": Message(f"outcome.{outcome.after}")}
        yield Message("diff.outcome", label=outcome.label, id=outcome.id, facts=said(outcome.facts), **both)
    for answer in (*stretch.levels, *stretch.points):
        yield Message("fix.otherwise", facts=said(answer.facts), before=answer.before, after=answer.after)
