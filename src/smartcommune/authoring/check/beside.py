"""Rule files that are checked to what is wrong beside them: children that no longer fit, ids that are taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from smartcommune.authoring.report import CheckedFile
from smartcommune.messages import Listed, Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.rulesets.family import Family
from smartcommune.rulesets.library import CASES, name_beside, read_ruleset, rules_root
from smartcommune.source.document import read_document
from smartcommune.source.files import Source, from_here, read_source


def beside(names: Iterable[str], folders: Iterable[str] = ()) -> Iterator[CheckedFile]:
    """What is wrong beside files that are checked, by the files in which it stands.

    Args:
        names: the files.
        folders: those that were asked for as a whole: in these, and below a folder called `rules`, a file bears its id.
    """
    family, roots = Family(), [Path(folder).resolve() for folder in folders]
    sources = list(_readable(names))
    for source in sources:
        found = tuple(_of_id(source, roots, family))
        if found:
            yield CheckedFile(source.name, found)
    yield from _unfit_children(sources, family)


def unfit_children(names: Iterable[str]) -> tuple[Problem, ...]:
    """What keeps rule files from being read that rest on some of these."""
    found = _unfit_children(list(_readable(names)), Family())
    return tuple(problem for file in found for problem in file.problems)


def _unfit_children(sources: Sequence[Source], family: Family) -> Iterator[CheckedFile]:
    """The rule files that rest on some of these and cannot be read with them as they are, with what keeps them."""
    for path in family.children(source.path for source in sources if source.path is not None):
        parent = next(source for source in sources if source.path and rules_root(source.path) == rules_root(path))
        name = name_beside(path, parent)
        found = CheckedFile(name, _unfit(Source(name, read_source(str(path)).text, path)))
        own = tuple(filter(found.is_at, found.problems))  # what is wrong with the others is told of them
        if own:
            yield found._replace(problems=own)


def _unfit(source: Source) -> tuple[Problem, ...]:
    try:
        read_ruleset(source)
    except InputError as error:
        return error.problems
    return ()


def _readable(names: Iterable[str]) -> Iterator[Source]:
    """The rule files among these that can be read."""
    for name in names:
        if name.endswith(CASES):
            continue
        try:
            yield read_source(name)
        except InputError:  # told of the file itself
            continue


def _of_id(source: Source, roots: Sequence[Path], family: Family) -> Iterator[Problem]:
    """What is wrong with the id of a rule file: another file bears it, or it is not the name of its own."""
    try:
        document = read_document(source)
    except InputError:
        return
    id, path = document.text(("id",)), source.path
    if id is None or path is None:
        return
    folder = next((root for root in roots if path.resolve().is_relative_to(root)), None)
    others = [name_beside(other, source) for other in family.namesakes(id, path, folder)]
    if others:
        names = Listed(tuple(f"`{from_here(name)}`" for name in (source.name, *others)))
        message, place = Message("same-id", name=id, files=names), document.place(("id",))
        yield Problem("same-id", place, message, Message("same-id-help"), Place(others[0]))
    if folder is not None and id != path.stem:
        message = Message("id-unlike-name", id=id, name=path.name)
        help = Message("id-unlike-name-help", file=f"{id}{path.suffix}")
        yield Problem("id-unlike-name", document.place(("id",)), message, help)
