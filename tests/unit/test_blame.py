"""Failing cases to the change with which they would pass, and to the place where `validate` tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.authoring.cases import cases_beside, run_case
from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.lints import LINTS
from smartcommune.authoring.mend import blame
from smartcommune.authoring.report import CheckedFile, Report
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.plan import Plan
from smartcommune.model.facts import Facts
from smartcommune.model.ruleset import Verdict
from smartcommune.rulesets.library import load
from smartcommune.source.files import Source, read_source

RULES = """\
format: 1
id: small
version: "1"
label: {vi: Nhỏ, en: Small}
in_force: {from: 2023-01-01, until: 2025-12-31}
sources:
  law: {title: {vi: Luật, en: Law}, date: 2020-01-01, kind: law}
indicators:
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
  points: {type: count, label: {vi: Điểm, en: Points}}
  team: {type: boolean, label: {vi: Tổ, en: Team}}
  files: {type: boolean, label: {vi: Hồ sơ, en: Files}}
  wifi: {type: boolean, label: {vi: Wifi, en: Wifi}}
  level:
    type: enum
    values: {low: {vi: Thấp, en: Low}, middle: {vi: Vừa, en: Middle}, high: {vi: Cao, en: High}}
    label: {vi: Mức, en: Level}
thresholds:
  rate_min: {type: percent, basis: law, cite: law, values: [{from: 2023-01-01, default: 80%}]}
  points_min:
    type: count
    exclusive: true
    basis: law
    cite: law
    values: [{from: 2023-01-01, until: 2024-06-30, default: 10}, {from: 2024-07-01, default: 12}]
criteria:
  inside: {label: {vi: Trong, en: Inside}, cite: law, test: {indicator: level, is_not: low}}
  high: {label: {vi: Cao, en: High}, cite: law, test: {indicator: rate, gte: {threshold: rate_min}}}
  scored: {label: {vi: Điểm, en: Scored}, cite: law, test: {indicator: points, gte: {threshold: points_min}}}
  equipped:
    label: {vi: Trang bị, en: Equipped}
    cite: law
    test:
      at_least: {n: 2, of: [{indicator: team, is: true}, {indicator: files, is: true}, {indicator: wifi, is: true}]}
verdict:
  scope: [inside]
  eligible_when: {all_of: [high, {any_of: [scored, equipped]}]}
notices:
  - {from: 2024-02-15, until: 2024-12-31, cite: law, text: {vi: Một, en: One}}
  - {from: 2025-03-01, cite: law, text: {vi: Hai, en: Two}}
"""
CASES = """\
cases:
  - {name: a, on: 2023-01-01, facts: {level: high, rate: 80%, points: 11}, expect: {verdict: eligible}}
  - {name: b, on: 2023-06-30, facts: {level: high, rate: 79.9%, points: 11}, expect: {verdict: not_eligible}}
  - {name: c, on: 2022-12-31, expect: {verdict: not_in_force}}
  - {name: d, on: 2025-12-31, facts: {level: middle, rate: 90%, points: 13}, expect: {verdict: eligible}}
  - {name: e, on: 2026-01-01, expect: {verdict: not_in_force}}
  - {name: f, on: 2024-06-30, facts: {level: high, rate: 80%, points: 10, team: true, files: false, wifi: false}, \
expect: {verdict: not_eligible}}
  - {name: g, on: 2024-06-30, facts: {level: high, rate: 80%, points: 10, team: true, wifi: true}, \
expect: {verdict: eligible, outcomes: {scored: not_met}}}
  - {name: h, on: 2024-07-01, facts: {level: high, rate: 80%, points: 12, team: false, files: false}, \
expect: {verdict: not_eligible}}
  - {name: i, on: 2024-06-30, facts: {level: high, rate: 80%, points: 11, team: false, files: false, wifi: false}, \
expect: {verdict: eligible, because: [high, scored]}}
  - {name: j, on: 2024-06-30, facts: {level: low}, expect: {verdict: out_of_scope}}
  - {name: k, on: 2024-07-01, facts: {level: high, rate: 80%, points: 13}, expect: {verdict: eligible}}
  - {name: l, on: 2024-02-14, expect: {verdict: undetermined, notices: []}}
  - {name: m, on: 2024-02-15, expect: {verdict: undetermined, notices: [2024-02-15]}}
  - {name: n, on: 2024-12-31, expect: {verdict: undetermined, notices: [2024-02-15]}}
  - {name: o, on: 2025-01-01, expect: {verdict: undetermined, notices: []}}
  - {name: p, on: 2025-02-28, expect: {verdict: undetermined, notices: []}}
  - {name: q, on: 2025-03-01, expect: {verdict: undetermined, notices: [2025-03-01]}}
"""


def told(*changes: tuple[str, str], rules: str = RULES, cases: str = CASES) -> list[str]:
    """What `case-fails` tells of a file in which texts were replaced; each must stand there exactly once."""
    text = rules + cases
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    problems = validate(Source("x.yaml", text), [LINTS["case-fails"]])
    assert {problem.id for problem in problems} <= {"case-fails"}
    return [problem.say("en").removeprefix("x.yaml:").removesuffix(" [case-fails]") for problem in problems]


def line_of(text: str) -> int:
    return next(number for number, line in enumerate((RULES + CASES).splitlines(), 1) if text in line)


def test_cases_that_pass_are_silent() -> None:
    """Nothing fails, nothing is told."""
    assert told() == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("default: 80%", "default: 55%", "80% in the place of 55%"),
        ("default: 12}", "default: 21}", "12 in the place of 21"),
        ("rate, gte", "rate, gt", "`gte` in the place of `gt`"),
        ("rate, gte", "rate, lte", "`gte` in the place of `lte`"),
        ("exclusive: true", "exclusive: false", "`exclusive: true` added"),
        ("is_not: low", "is: low", "`is_not` in the place of `is`"),
        ("is_not: low", "is_not: high", "Low in the place of High"),
        ("team, is: true", "team, is: false", "`is_not` in the place of `is`"),
        ("n: 2,", "n: 3,", "2 in the place of 3"),
        ("{all_of: [high,", "{any_of: [high,", "`all_of` in the place of `any_of`"),
        ("[scored, equipped]", "[scored]", "`equipped` added"),
        ("[high, {any_of: [scored, equipped]}]", "[{any_of: [scored, equipped]}]", "`high` added"),
        ("[high, {any_of", "[high, equipped, {any_of", "`equipped` left out"),
        ("scope: [inside]", "scope: [inside, scored]", "`scored` left out"),
        ("scope: [inside]\n", "scope: []\n", "`inside` added"),
        ("[scored, equipped]", "[{not: scored}, equipped]", "`not` left out"),
        ("[scored, equipped]", "[scored, {not: equipped}]", "`not` left out"),
        ("in_force: {from: 2023-01-01", "in_force: {from: 2022-01-01", "2023-01-01"),
        ("until: 2025-12-31}", "until: 2026-12-31}", "2025-12-31"),
        ("{from: 2024-07-01", "{from: 2024-08-01", "2024-07-01"),
        ("wifi, is: true", "wifi, is: false", "`is_not` in the place of `is`"),
        ("{from: 2024-02-15", "{from: 2024-07-15", "2024-02-15"),
        ("{from: 2024-02-15", "{from: 2024-01-15", "2024-02-15"),
        ("until: 2024-12-31, cite", "until: 2024-07-31, cite", "2024-12-31"),
        ("{from: 2025-03-01", "{from: 2025-02-01", "2025-03-01"),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_was_made(old: str, new: str, change: str) -> None:
    """One problem, on the line of the slip, with what would put it right."""
    found = told((old, new))
    assert len(found) == 1
    assert found[0].startswith(f"{line_of(old.strip())}:")
    assert f"would pass with {change}" in found[0]


def test_two_slips_are_told_one_by_one() -> None:
    """Each with the cases that it makes fail."""
    found = told(("default: 80%", "default: 55%"), ("default: 12}", "default: 21}"))
    assert [line.partition(":")[0] for line in found] == [str(line_of(text)) for text in ("rate_min: {", "default: 12")]


def test_a_case_that_is_wrong_itself_is_told_itself() -> None:
    """No change of the rules mends it without making another case fail."""
    slip = "team: true, files: false, wifi: false}, expect: {verdict: "
    found = told((f"{slip}not_eligible", f"{slip}eligible"))
    said = "the case “f” fails (verdict: expected eligible, got not_eligible); correct the case or the rule set"
    assert found == [f"{line_of('name: f')}:133: {said}"]


def test_more_slips_than_are_looked_for_leave_cases_to_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many looks the search ends, and each case is told at its own place."""
    monkeypatch.setattr(blame, "_MOST_EVALUATIONS", 0)
    found = told(("default: 80%", "default: 55%"))
    assert [line.partition(":")[0] for line in found] == [str(line_of("name: b"))]


CHILD = """\
format: 1
id: child
version: "1"
extends: small
label: {vi: Con, en: Child}
cases:
  - {name: m, on: 2023-06-30, facts: {level: high, rate: 79.9%, points: 11}, expect: {verdict: not_eligible}}
  - {name: n, on: 2023-06-30, facts: {level: high, rate: 80%, points: 11}, expect: {verdict: eligible}}
"""


def written(folder: Path, **texts: str) -> list[CheckedFile]:
    """The files with these texts, each validated as `validate` does a folder."""
    for name, text in texts.items():
        (folder / f"{name.replace('_', '.')}.yaml").write_text(text, encoding="utf-8")
    sources = [read_source(str(path)) for path in sorted(folder.glob("*.yaml"))]
    return [CheckedFile(source.name, validate(source, LINTS.values())) for source in sources]


@pytest.mark.parametrize("own", ["", "notices:\n  - {from: 2024-03-01, cite: law, text: {vi: Ba, en: Three}}\n"])
def test_notices_that_are_not_taken_over_mend_nothing(own: str, tmp_path: Path) -> None:
    """A child without them can still have a case that fails, for which no day of theirs is tried."""
    child = CHILD.replace("cases:", f"without: {{notices: {{cite: law}}}}\n{own}cases:")
    child += "  - {name: o, on: 2024-02-20, expect: {verdict: undetermined, notices: [2024-02-20]}}\n"
    files = written(tmp_path, small=RULES + CASES, child=child)
    found = [problem.say("en") for problem in files[0].problems if problem.id == "case-fails"]
    assert len(found) == 1
    assert ("2024-02-20 in the place of 2024-03-01" in found[0]) == bool(own)


def test_a_slip_in_a_parent_is_told_once_where_it_was_made(tmp_path: Path) -> None:
    """The cases of the child fail as well; alone they lead to the parent, and beside it they say nothing more."""
    slip = RULES.replace("default: 80%", "default: 55%")
    files = written(tmp_path, small=slip + CASES, child=CHILD)
    alone = [problem for problem in files[0].problems if problem.id == "case-fails"]
    assert [(Path(problem.place.source).name, problem.place.line) for problem in alone] == [
        ("small.yaml", line_of("default: 80%"))
    ]
    both = [problem for problem in Report(tuple(files)).problems if problem.id == "case-fails"]
    assert [problem.message.values["names"].say("en") for problem in both] == ["“b”"]
    assert Report(tuple(files)).files_with_problems == 1


def test_a_slip_is_told_from_a_file_of_cases_too(tmp_path: Path) -> None:
    """A hook that is given this file alone shows the same problem, with the case as the other place."""
    slip = RULES.replace("rate, gte", "rate, gt")
    files = written(tmp_path, small=slip, small_cases=f"format: 1\nruleset: small\n{CASES}")
    of_cases, of_rules = files
    assert [problem.id for problem in of_cases.problems] == ["case-fails"]
    assert of_cases.problems[0] in of_rules.problems
    related = of_cases.problems[0].related
    assert related is not None
    assert (Path(related.source).name, related.line) == ("small.cases.yaml", 4)
    assert len(Report((of_cases, of_rules)).problems) == len(of_rules.problems)


def test_a_comment_in_a_file_of_cases_counts_there(tmp_path: Path) -> None:
    """It silences what stands on its line, of that file and no other, and has to be needed."""
    comment = "  # smartcommune: ignore[case-fails] -- as the province reads it\n"
    slip = "team: true, files: false, wifi: false}, expect: {verdict: "
    cases = f"format: 1\nruleset: small\n{CASES}".replace(f"{slip}not_eligible", f"{slip}eligible")
    silenced = cases.replace("  - {name: f", f"{comment}  - {{name: f")
    assert {problem.id for file in written(tmp_path, small=RULES, small_cases=cases) for problem in file.problems} == {
        "case-fails"
    }
    assert [file.problems for file in written(tmp_path, small=RULES, small_cases=silenced)] == [(), ()]
    idle = written(tmp_path, small=RULES, small_cases=silenced.replace(f"{slip}eligible", f"{slip}not_eligible"))
    assert [[problem.id for problem in file.problems] for file in idle] == [["unused-suppression"], []]


def test_a_comment_of_a_rule_file_does_not_silence_its_cases(tmp_path: Path) -> None:
    """Lines of two files are two things, although they have one number."""
    cases = "format: 1\nruleset: small\n" + CASES.replace("{name: c, on", "{name: b, on")
    line = next(number for number, text in enumerate(cases.splitlines(), 1) if "{name: b, on: 2022" in text)
    lines = RULES.splitlines()
    lines[line - 1] += "  # smartcommune: ignore[duplicate-case-name] -- it stands elsewhere"
    of_cases, of_rules = written(tmp_path, small="\n".join(lines) + "\n", small_cases=cases)
    assert [problem.id for problem in of_cases.problems] == ["duplicate-case-name"]
    assert sorted(problem.id for problem in of_rules.problems) == ["duplicate-case-name", "unused-suppression"]


def test_cases_that_cannot_be_read_are_not_said_to_be_missing(tmp_path: Path) -> None:
    """What is wrong with them is told; that the rule set has none is not true."""
    of_cases, of_rules = written(tmp_path, small=RULES, small_cases="format: 1\nruleset: small\ncases: none\n")
    assert [problem.id for problem in of_cases.problems] == ["wrong-kind"]
    assert of_rules.problems == ()


@pytest.mark.full
def test_rows_of_points_count_for_what_they_take(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule set of thousands of comparisons is tried as long as one of a few, and so fewer times."""
    evaluated: list[Plan] = []

    def counted(plan: Plan, facts: Facts) -> Evaluation:
        evaluated.append(plan)
        return evaluate(plan, facts)

    path = Path("examples/scored/legal-access-2021.yaml")
    ruleset = load(str(path))
    case, *_ = cases_beside(ruleset, path)
    wrong = case._replace(expect=case.expect._replace(verdict=Verdict.NOT_ELIGIBLE))
    results = [run_case(wrong, ruleset)]
    monkeypatch.setattr(blame, "evaluate", counted)
    assert blame.blamed(ruleset, results) == []
    assert sum(plan.work() for plan in evaluated) < 2_000_000


LEVELS = """\
format: 1
id: classes
version: "1"
label: {vi: Lớp, en: Classes}
in_force: {from: 2023-01-01, until: 2025-12-31}
sources:
  law: {title: {vi: Luật, en: Law}, date: 2020-01-01, kind: law}
indicators:
  team: {type: boolean, label: {vi: Tổ, en: Team}}
  wifi: {type: boolean, label: {vi: Wifi, en: Wifi}}
levels:
  - {id: a, cite: law, label: {vi: A, en: A},
     when: {any_of: [{indicator: team, is: true}, {indicator: wifi, is: true}]}}
  - {id: b, label: {vi: B, en: B}, cite: law}
cases:
  - {name: both are needed, on: 2023-06-30, facts: {team: true, wifi: false}, expect: {verdict: eligible, level: b}}
  - {name: both are there, on: 2023-06-30, facts: {team: true, wifi: true}, expect: {verdict: eligible, level: a}}
"""


def test_a_condition_of_a_level_can_be_the_slip() -> None:
    """It is changed where it stands, as those of criteria are."""
    (problem,) = validate(Source("classes.yaml", LEVELS), [LINTS["case-fails"]])
    assert problem.place.line == LEVELS[: LEVELS.index("any_of")].count("\n") + 1
