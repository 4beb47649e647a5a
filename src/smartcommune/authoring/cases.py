"""Rule sets and their cases to results: what was expected of each profile, and what came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smartcommune.assess.evidenced import counted, unevidenced
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.engine.readings import joined, under_each
from smartcommune.logic import Outcome, outcome_of
from smartcommune.model.facts import Facts
from smartcommune.model.ruleset import NO_LEVEL, Case, Expectation, RuleSet, Verdict, is_borrowed
from smartcommune.problems import InputError, Problem, finding, refusal, with_text
from smartcommune.profiles.profile import Commune, Evidence, Profile, evidence_at, read_facts
from smartcommune.quantity import plain as number_text
from smartcommune.rulesets.expected import link_cases
from smartcommune.rulesets.library import CASES, is_validated, read_ruleset
from smartcommune.rulesets.readings import read_by
from smartcommune.shape.record import known
from smartcommune.source.document import Document, Table, read_document
from smartcommune.source.files import YAML, Source, exists, read_source

if TYPE_CHECKING:
    from smartcommune.assess.assessment import Assessment
    from smartcommune.shape.cases import CasesFile


class Difference(NamedTuple):
    """One thing that a case expected and that came out otherwise, as text."""

    what: str
    expected: str
    found: str


class CaseResult(NamedTuple):
    """What became of a case: what its facts evaluate to, with the differences, or the problems of its facts."""

    case: Case
    evaluation: Evaluation | None
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        return not self.differences and not self.problems

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """The outcome of each criterion; none of facts with problems."""
        found = self.evaluation.outcomes if self.evaluation else {}
        return {id: outcome_of(possible) for id, possible in found.items()}

    @property
    def assessment(self) -> Assessment | None:
        """The whole answer, for a case that is shown."""
        if self.evaluation is None:
            return None
        from smartcommune.assess.whole import assess  # only cases that are shown pay for it

        return assess(self.evaluation.plan, Profile(Commune(), self.case.on, self.evaluation.facts))


def cases_beside(ruleset: RuleSet, rule_file: Path) -> tuple[Case, ...]:
    """The cases of a rule set: those in its file, then those in `<name>.cases.yaml` beside it.

    Raises:
        InputError: the file of cases has problems.
    """
    return cases_of(ruleset, case_files(rule_file))


def case_files(rule_file: Path) -> tuple[Source, ...]:
    """The files of cases that stand beside a rule file."""
    beside = (rule_file.with_name(f"{rule_file.stem}{suffix}") for suffix in CASES)
    found = (read_source(str(path)) for path in beside if exists(path))
    return tuple(source for source in found if not is_empty(source))


def is_empty(source: Source) -> bool:
    """Whether a file has nothing but comments: of cases, it is as if it were not there."""
    return all(line.strip() in ("", "---") or line.lstrip().startswith("#") for line in source.text.splitlines())


def cases_of(ruleset: RuleSet, files: Iterable[Source]) -> tuple[Case, ...]:
    """The cases in a rule set's own file, then those in files of cases.

    Raises:
        InputError: a file of cases has problems.
    """
    return (*ruleset.cases, *(case for file in files for case in cases_in(file, ruleset)))


def _cases_file(source: Source, document: Document) -> CasesFile:
    if is_validated(source.text):
        file: CasesFile = known(document)
        return file
    from smartcommune.shape.wellformed import cases_file  # models take longer to import than running the cases

    return cases_file(document)


def rules_beside(cases_file: Path) -> Path | None:
    """The rule file that a file of cases stands beside, if there is one."""
    name = cases_file.name.partition(".cases.")[0]
    return next((path for suffix in YAML if exists(path := cases_file.with_name(f"{name}{suffix}"))), None)


def cases_in(source: Source, ruleset: RuleSet) -> tuple[Case, ...]:
    """The cases in a file of their own.

    Raises:
        InputError: the file has problems.
    """
    document = read_document(source)
    file = _cases_file(source, document)
    if file.ruleset != ruleset.id:
        place = document.place(("ruleset",))
        raise InputError(
            [with_text(finding("other-ruleset", place, found=file.ruleset, expected=ruleset.id), ruleset.id)]
        )
    return link_cases(file.cases, ruleset, document)


def run_case(case: Case, ruleset: RuleSet) -> CaseResult:
    """What a case's facts evaluate to on its day, compared with what it expects."""
    facts, problems = read_facts(case.document, (*case.path, "facts"), ruleset, case.on)
    if problems:
        return CaseResult(case, None, (), tuple(InputError(problems).problems))
    counting = counted(facts, unevidenced(facts, _evidence(case, facts), ruleset, case.on))
    found = read(plan_of(case, ruleset), counting)
    return CaseResult(case, joined(found), tuple(differences(case.expect, found)), ())


def _evidence(case: Case, facts: Facts) -> dict[str, Evidence]:
    """The evidence of the facts that a case writes with one, or with none; a bare fact counts as it is."""
    places = {id: (*case.path, "facts", id) for id in facts}
    return {
        id: evidence_at(case.document, at) for id, at in places.items() if isinstance(case.document.node(at), Table)
    }


def plan_of(case: Case, ruleset: RuleSet) -> Plan:
    """What a case is assessed by: on its day, by the readings that it takes."""
    return make_plan(read_by(ruleset, case.readings), case.on)


def read(plan: Plan, facts: Facts) -> tuple[Evaluation, ...]:
    """What `check` says of facts by each reading of the text that is left open."""
    return under_each(plan, lambda each: as_checked(evaluate(each, facts)))


def as_checked(evaluation: Evaluation) -> Evaluation:
    """What `check` says of facts of which some are unknown: criteria that look at the same one are taken together."""
    if all(earned.is_settled for earned in evaluation.earned.values()):
        return evaluation
    from smartcommune.assess.outlook import outlook  # few cases leave points open
    from smartcommune.assess.together import together
    from smartcommune.reach import TooMany

    try:
        return together(evaluation, outlook(evaluation))
    except TooMany:
        return evaluation


def differences(expect: Expectation, readings: Sequence[Evaluation]) -> Iterator[Difference]:
    """What came out otherwise than expected, whichever reading is right."""
    yield from differences_at_sight(expect, readings)
    yield from differences_thought_through(expect, readings)


def differences_at_sight(expect: Expectation, readings: Sequence[Evaluation]) -> Iterator[Difference]:
    """What came out otherwise, as far as the outcomes alone tell."""
    found = joined(readings)
    if expect.verdict != found.verdict:
        yield Difference("verdict", expect.verdict, found.verdict)
    yield from _other_outcomes(expect, found)
    yield from _other_points(expect, found)
    if expect.levels is not None and expect.levels != frozenset(found.levels):
        order = [*(level.id for level in found.plan.ruleset.levels), None]
        expected = [level for level in order if level in expect.levels]
        yield Difference("level", _levels(expected), _levels(found.levels))
    if expect.score is not None:
        interval = _score(found)
        if expect.score != interval:
            yield Difference("score", _interval(expect.score), _interval(interval))
    yield from _other_notices(expect, found)


def differences_thought_through(expect: Expectation, readings: Sequence[Evaluation]) -> Iterator[Difference]:
    """What else came out otherwise: it takes other communes to tell."""
    if expect.because is not None:
        from smartcommune.assess.because import because  # what asks about other communes takes a while to import

        is_open = joined(readings).verdict is Verdict.UNDETERMINED
        settled = frozenset[str]() if is_open else frozenset(id for each in readings for id in because(each))
        if expect.because != settled:
            yield Difference("because", _listed(sorted(expect.because)), _listed(sorted(settled)))
    yield from _other_missing(expect, readings)


def _other_outcomes(expect: Expectation, found: Evaluation) -> Iterator[Difference]:
    for id, outcome in expect.outcomes.items():
        came = outcome_of(found.outcomes[id]) if id in found.outcomes else None
        if came != outcome:
            yield Difference(id, outcome, came or "-")


def _other_points(expect: Expectation, found: Evaluation) -> Iterator[Difference]:
    for id, points in expect.points.items():
        earned = found.earned.get(id)
        came = None if earned is None else (earned.low, earned.high)
        if came != points:
            yield Difference(id, _points(points), _points(came))


def _other_missing(expect: Expectation, readings: Sequence[Evaluation]) -> Iterator[Difference]:
    if expect.missing is not None:
        from smartcommune.assess.missing import missing

        unknown = tuple(dict.fromkeys(item.indicator for each in readings for item in missing(each).facts))
        if not _begins_with(unknown, expect.missing):
            yield Difference("missing", _listed(expect.missing), _listed(unknown))


def _other_notices(expect: Expectation, found: Evaluation) -> Iterator[Difference]:
    if expect.notices is not None:
        shown = tuple(sorted(remark.span.first for remark in found.plan.remarks))
        if shown != expect.notices:
            yield Difference("notices", _listed(map(str, expect.notices)), _listed(map(str, shown)))


def _score(found: Evaluation) -> tuple[Fraction, Fraction] | None:
    from smartcommune.assess.whole import score

    interval = score(found) if found.outcomes else None
    return None if interval is None else (interval.low, interval.high)


def _begins_with(found: tuple[str, ...], expected: tuple[str, ...]) -> bool:
    """Whether the most decisive missing facts are the expected ones; an empty list expects that none is missing."""
    return found[: len(expected)] == expected if expected else not found


def _listed(names: Iterable[str]) -> str:
    return f"[{', '.join(names)}]"


def _points(points: tuple[Fraction, Fraction] | None) -> str:
    return number_text(points[0]) if points is not None and points[0] == points[1] else _interval(points)


def _levels(ids: Iterable[str | None]) -> str:
    """A level that is settled, or all that are possible; nothing where no level is looked at."""
    named = [id or NO_LEVEL for id in ids]
    return named[0] if len(named) == 1 else _listed(named) if named else "-"


def _interval(score: tuple[Fraction, Fraction] | None) -> str:
    return "-" if score is None else f"{number_text(score[0])} to {number_text(score[1])}"


class TestedFile(NamedTuple):
    """A rule set with the results of its cases, and the criteria that no case settles."""

    name: str
    ruleset: RuleSet
    results: tuple[CaseResult, ...]
    unexercised: tuple[str, ...]


def rules_of_cases(name: str) -> str:
    """The rule file beside a file of cases, by its name.

    Raises:
        InputError: there is none.
    """
    beside = rules_beside(Path(name))
    if beside is None:
        raise refusal("cases-without-rules", name, name=Path(name).name.partition(".cases.")[0])
    return beside.as_posix()


def run_file(name: str, named: str | None = None) -> TestedFile:
    """The results of the cases of a rule file, or of those whose name contains a text.

    Raises:
        InputError: the rule file or its file of cases has problems.
    """
    source = read_source(name)
    ruleset = read_ruleset(source)
    cases = cases_beside(ruleset, source.path) if source.path else ruleset.cases
    results = tuple(run_case(case, ruleset) for case in cases if named is None or named in case.name)
    return TestedFile(source.name, ruleset, results, _unexercised(ruleset, results))


def _unexercised(ruleset: RuleSet, results: tuple[CaseResult, ...]) -> tuple[str, ...]:
    """The criteria that are neither met nor failed in any case."""
    settled = {
        id for result in results for id, outcome in result.outcomes.items() if outcome in (Outcome.MET, Outcome.NOT_MET)
    }
    return tuple(id for id in ruleset.criteria if id not in settled and not is_borrowed(id))
