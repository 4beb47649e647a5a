"""Lints: each finds what its page says and is silent otherwise; `avoid.out` has the problems of `avoid.yaml`.

A new lint is a module, a pair of sentences and a folder of test files.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pytest

from smartcommune.authoring.cases import cases_beside
from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.fixing.rounds import mended
from smartcommune.authoring.lint import Lint, Subject, run
from smartcommune.authoring.lints import LINTS, common
from smartcommune.authoring.lints.text_figures import bounds, counts, figures, in_words
from smartcommune.messages import CATALOGUE
from smartcommune.model.condition import Operator
from smartcommune.problems import Problem
from smartcommune.rulesets.library import load, load_built_in, parse_ruleset
from smartcommune.source.document import Document, read_document
from smartcommune.source.files import Source, read_source
from tests.quick import RULE_SETS, some, some_of

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "files" / "lints"
PACKAGE = "smartcommune.authoring.lints"
PARTS = {path.stem: path for path in sorted((ROOT / "tests" / "files" / "ok").glob("*.yaml"))}
RULES = sorted(path for path in (ROOT / "rules").rglob("*.yaml") if not path.name.endswith(".cases.yaml"))

every_lint = pytest.mark.parametrize("lint", LINTS.values(), ids=LINTS)


@lru_cache(maxsize=8)  # all lints in turn are asked about the same file
def subject_of(text: str, name: str) -> Subject:
    ruleset = parse_ruleset(text, name)
    return Subject(ruleset, Source(name, text), ruleset.cases)


def linted(lint: Lint, text: str, name: str = "x.yaml") -> list[str]:
    """What a lint finds in a rule file, one line each, in the order of the file."""
    problems = list(run(lint, subject_of(text, name)))
    for problem in problems:
        assert problem.say("vi") != problem.say("en")
        assert problem.severity == lint.severity
    return [problem.say("en") for problem in sorted(problems, key=lambda problem: problem.order)]


def text_of(lint: Lint, name: str) -> str:
    return (FILES / lint.id / name).read_bytes().decode("utf-8")


@every_lint
def test_what_is_to_be_avoided_is_found(lint: Lint) -> None:
    """Each line of `avoid.out` is one problem: place, finding, remedy and id."""
    expected = text_of(lint, "avoid.out").splitlines()
    assert expected
    assert linted(lint, text_of(lint, "avoid.yaml"), "avoid.yaml") == expected


@every_lint
def test_what_is_to_be_preferred_is_silent(lint: Lint) -> None:
    """The mended file pleases this lint and all others."""
    found = [line for other in LINTS.values() for line in linted(other, text_of(lint, "prefer.yaml"))]
    assert found == []


@every_lint
def test_a_lint_that_says_that_it_is_mended_brings_the_fix(lint: Lint) -> None:
    """With it nothing is left to find, or it is told why not; a lint that says that a person has to mend has none."""
    source = Source("avoid.yaml", text_of(lint, "avoid.yaml"))
    found = [problem for problem in validate(source, [lint]) if problem.id == lint.id]
    fixes = [problem.fix for problem in found if problem.fix is not None]
    assert {fix.safe for fix in fixes} == ({lint.fix == "safe"} if lint.fix else set())
    done = mended(source, [lint], guesses=True)
    left = [problem for problem in validate(done.after, [lint]) if problem.fix and problem.id == lint.id]
    assert left == [fixed.problem for fixed in done.fixes if fixed.why_not is not None]


def test_every_lint_has_its_files_and_module() -> None:
    """One id, one module, one folder of test files; the lints stand in the order of their ids."""
    assert {path.name for path in FILES.iterdir()} == set(LINTS)
    assert all(
        {path.name for path in (FILES / id).iterdir()} == {"avoid.yaml", "avoid.out", "prefer.yaml"} for id in LINTS
    )
    assert list(LINTS) == sorted(LINTS)
    assert all(import_module(f"{PACKAGE}.{id.replace('-', '_')}").check is lint.check for id, lint in LINTS.items())


@every_lint
def test_a_page_is_whole(lint: Lint) -> None:
    """Summary and reason are there in both languages, and the pieces to avoid and to prefer are YAML and differ."""
    for words in (lint.summary, lint.why):
        assert words.vi.strip()
        assert words.en.strip()
        assert words.vi != words.en
    assert f"lint.{lint.id}" in {key[: len(lint.id) + 5] for key in CATALOGUE}
    assert lint.avoid != lint.prefer
    assert all(isinstance(read_document(Source("page", piece)), Document) for piece in (lint.avoid, lint.prefer))
    assert lint.severity in ("error", "warning")


@pytest.mark.parametrize("path", some_of({path.stem: (path,) for path in RULES}, RULE_SETS))
def test_the_rule_files_of_this_project_have_no_errors(path: Path) -> None:
    """Warnings there are known; they are printed, so that a new one is seen."""
    ruleset = load_built_in(path.stem)
    subject = Subject(ruleset, read_source(str(path)), cases_beside(ruleset, path))
    problems: list[Problem] = [problem for lint in LINTS.values() for problem in run(lint, subject)]
    for problem in problems:
        print(problem.say("en"))
    assert [problem.say("en") for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize("name", some(PARTS, list(PARTS)[:2]))
def test_no_lint_stumbles_over_a_part_of_the_format(name: str) -> None:
    """Whatever a rule file may hold, the lints come to an end, and what they find is no error."""
    found = [(lint, linted(lint, PARTS[name].read_bytes().decode("utf-8"))) for lint in LINTS.values()]
    assert [lines for lint, lines in found if lint.severity == "error" and lines] == []


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("ngày 05/6/2023", "on 5 June 2023"),
        ("01.07.2025", "1 July 2025"),
        ("1.234,50 km", "1,234.5 km"),
        ("80 % số hộ", "80% of households"),
        ("80 phần trăm", "80 per cent"),
        ("giai đoạn 2021–2025", "in 2021-2025"),
        ("tháng 3 năm 2024", "March 2024"),
        ("0,5 ha", "0.5 ha"),
    ],
)
def test_both_notations_hold_the_same_figures(vi: str, en: str) -> None:
    """Decimal commas, marks between thousands, names of months and spaces before % make no difference."""
    assert figures(vi, "vi") == figures(en, "en") != frozenset()


def test_march_and_may_are_words_too() -> None:
    """Only beside a figure are they months."""
    assert figures("May it be so; a March in 1 row", "en") == {"1"}
    assert figures("May 2024", "en") == {"5", "2024"}


def test_small_figures_may_be_written_out() -> None:
    """`ba` and `three` are the figure 3; percentages and large figures have no such words."""
    assert in_words("3", "Three communes", "en")
    assert in_words("3", "cả ba xã", "vi")
    assert not in_words("3%", "Three communes", "en")
    assert not in_words("11", "eleven", "en")


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("đạt trên 70% số hộ", ("70%", Operator.GT)),
        ("đạt từ 70 % trở lên", ("70%", Operator.GTE)),
        ("70 phần trăm trở lên", ("70%", Operator.GTE)),
        ("không dưới 1.500 hộ", ("1500", Operator.GTE)),
        ("no more than 12.5%", ("12.5%", Operator.LTE)),
        ("Dưới 5%", ("5%", Operator.LT)),
        ("≥80%", ("80%", Operator.GTE)),
    ],
)
def test_a_quote_says_how_a_figure_bounds(quote: str, said: tuple[str, Operator]) -> None:
    """`over` excludes the figure, `at least` includes it; negations turn the words round."""
    figure, operator = said
    assert list(bounds(quote)[figure]) == [operator]


def test_a_quote_that_contradicts_itself_says_nothing() -> None:
    """Nobody can tell whether `trên 70% trở lên` includes 70%; a bare figure bounds nothing."""
    assert bounds("đạt trên 70% trở lên, 80% số hộ") == {}


def test_numbers_of_decisions_and_years_count_nothing() -> None:
    """What is quoted about a law is no figure of a threshold."""
    assert counts("Quyết định 924/QĐ-TTg năm 2022, 4G/5G, 80%, ngày 05/6/2023: trên 150 hộ", "vi") == {"150"}


CHILD = """\
format: 1
id: child
version: "1"
extends: pilot-smart-2023
label: {vi: Con, en: Child}
sources:
  own: {title: {vi: Quyết định, en: Decision}, date: 2023-01-01, kind: province}
"""


def child(more: str) -> str:
    return CHILD + more


@pytest.mark.parametrize("id", sorted(set(LINTS) - {"no-cases", "unused-source"}))
def test_what_is_inherited_is_not_reported_again(id: str) -> None:
    """A rule set that only takes over another has nothing of its own to mend."""
    assert linted(LINTS[id], child("")) == []


def test_a_replaced_threshold_can_spoil_an_inherited_comparison() -> None:
    """The finding then stands where the threshold is replaced, for there it can be mended."""
    text = child("thresholds:\n  smartphone_min: {type: percent, basis: province, cite: own, exclusive: true, ")
    found = linted(LINTS["beyond-range"], text + "values: [{from: 2023-01-01, default: 100%}]}\n")
    assert [line.partition(";")[0] for line in found] == [
        "x.yaml:9:19: no value of `smartphone_rate` is > 100%, so that no commune passes"
    ]


@pytest.mark.parametrize(
    ("threshold", "said"),
    [
        ("basis: guidance, values: [{from: 2023-01-01, default: 79.9%}]", "79.9%, easier to meet than the 80%"),
        ("basis: guidance, values: [{from: 2023-01-01, default: 80%}]", None),
        ("basis: guidance, values: [{from: 2023-01-01, default: 90%}]", None),
        ("basis: law, values: [{from: 2023-01-01, default: 1%}]", None),
        ("basis: guidance, by: unit_type, values: [{from: 2023-01-01, default: 90%, xa: 50%}]", "50%, easier"),
        (
            "basis: guidance, values: [{from: 2023-01-01, default: 90%}, {from: 2025-01-01, default: 70%}]",
            "70%, easier",
        ),
        ("basis: guidance, values: [{from: 2026-01-01, default: 1%}]", None),
    ],
)
def test_a_weaker_threshold_is_found_on_every_day_and_at_every_place(threshold: str, said: str | None) -> None:
    """What counts is the period in force; a basis in law or of the province allows it."""
    found = linted(
        LINTS["weaker-than-parent"],
        child(f"thresholds:\n  smartphone_min: {{type: percent, cite: own, {threshold}}}\n"),
    )
    assert bool(found) == (said is not None)
    assert said is None or said in found[0]


def test_a_threshold_without_a_last_day_ends_where_the_next_begins() -> None:
    """Successive values need no `until`; so a table of values stays short."""
    text = child(
        "thresholds:\n  smartphone_min: {type: percent, basis: law, cite: own, "
        "values: [{from: 2025-01-01, default: 90%}, {from: 2023-01-01, default: 80%}]}\n"
    )
    assert linted(LINTS["periods-overlap"], text) == linted(LINTS["periods-gap"], text) == []


def test_a_longer_period_can_open_a_gap(tmp_path: Path) -> None:
    """Thresholds that are taken over end where their own periods end."""
    ended = PARENT.replace("in_force: {from: 2023-01-01}", "in_force: {from: 2023-01-01, until: 2024-12-31}")
    ended = ended.replace("default: 80%", "until: 2024-12-31, default: 80%")
    longer = "in_force: {from: 2023-01-01, until: 2025-12-31}\noutlives: {cite: law}\nnot_known:\n"
    found = linted_beside(tmp_path, ended, "periods-gap", longer + "  - {vi: a, en: b}")
    assert len(found) == 1
    assert "the threshold `high` has no value on 2025-01-01" in found[0]


def test_a_bound_without_a_value_crosses_nothing() -> None:
    """Where a place has no threshold, only the other bound is looked at; where it has one, both are."""
    text = (FILES / "crossed-bounds" / "prefer.yaml").read_bytes().decode("utf-8")
    open_ended = text.replace("default: 80%, hills: 50%", "hills: 40%")
    assert text != open_ended
    assert len(linted(LINTS["crossed-bounds"], open_ended)) == 1
    assert linted(LINTS["beyond-range"], open_ended) == []


def test_cases_in_a_file_of_their_own_are_looked_at() -> None:
    """A case of another file has no line in the rule file; the message names it."""
    text = (FILES / "no-cases" / "prefer.yaml").read_bytes().decode("utf-8")
    twice = parse_ruleset(text.replace("on: 2023-06-30", "on: 2022-06-30"), "x.cases.yaml").cases * 2
    subject = Subject(parse_ruleset(text, "x.yaml"), Source("x.yaml", text), twice)
    found = [
        problem.say("en")
        for id in ("duplicate-case-name", "case-outside-period")
        for problem in run(LINTS[id], subject)
    ]
    assert len(found) == 3
    assert all("“enough”" in line for line in found)


PARENT = """\
format: 1
id: parent
version: "1"
label: {vi: Mẹ, en: Parent}
in_force: {from: 2023-01-01}
sources:
  law: {title: {vi: Luật, en: Law}, date: 2020-01-01, kind: law}
indicators:
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
thresholds:
  low: {type: percent, basis: law, cite: law, values: [{from: 2023-01-01, default: 20%}]}
  high: {type: percent, basis: law, cite: law, values: [{from: 2023-01-01, default: 80%}]}
  few: {type: count, basis: law, cite: law, values: [{from: 2023-01-01, default: 2}]}
criteria:
  middle: {label: {vi: V, en: M}, cite: law, test: {indicator: rate, gte: {threshold: low}, lt: {threshold: high}}}
  small: {label: {vi: Nhỏ, en: Small}, cite: law, test: {not: {indicator: rate, gt: {threshold: high}}}}
  some: {label: {vi: Vài, en: Some}, cite: law, test: {at_least: {n: {threshold: few}, of: [middle, small]}}}
verdict: {eligible_when: some}
"""


def replaced(tmp_path: Path, id: str, *thresholds: str) -> list[str]:
    """What a lint finds in a rule set that replaces thresholds of `PARENT`."""
    return linted_beside(tmp_path, PARENT, id, "thresholds:", *thresholds)


def linted_beside(tmp_path: Path, parent: str, id: str, *more: str) -> list[str]:
    """What a lint finds in a rule set that extends another."""
    child = ["format: 1", "id: child", 'version: "1"', "extends: parent", "label: {vi: Con, en: Child}"]
    (tmp_path / "parent.yaml").write_text(parent, encoding="utf-8")
    (tmp_path / "child.yaml").write_text("\n".join([*child, *more]), encoding="utf-8")
    ruleset, source = load(str(tmp_path / "child.yaml")), read_source(str(tmp_path / "child.yaml"))
    return [problem.say("en") for problem in run(LINTS[id], Subject(ruleset, source, ()))]


def threshold(id: str, value: str, more: str = "") -> str:
    type = "percent" if value.endswith("%") else "count"
    values = f"[{{from: 2023-01-01, default: {value}}}]"
    return f"  {id}: {{type: {type}, basis: guidance, cite: law, {more}values: {values}}}"


@pytest.mark.parametrize(
    ("changed", "is_weaker"),
    [
        (threshold("low", "10%"), True),
        (threshold("low", "30%"), False),
        (threshold("low", "20%", "exclusive: true, "), False),
        (threshold("high", "90%"), True),
        (threshold("high", "80%", "exclusive: true, "), True),
        (threshold("few", "1"), True),
        (threshold("few", "3"), False),
    ],
)
def test_weaker_means_easier_to_meet(changed: str, is_weaker: bool, tmp_path: Path) -> None:
    """A lower bound that falls, an upper one that rises, a smaller number of members; under a negation the reverse."""
    assert bool(replaced(tmp_path, "weaker-than-parent", changed)) == is_weaker


def test_replaced_thresholds_can_cross(tmp_path: Path) -> None:
    """The inherited comparison is impossible then; the finding stands at the first threshold that was replaced."""
    found = replaced(tmp_path, "crossed-bounds", threshold("high", "15%"))
    assert len(found) == 1
    assert "child.yaml:7:9: no value of `rate` meets all of >= 20%, < 15%" in found[0]


def test_what_another_reading_names_is_no_criterion_by_that(tmp_path: Path) -> None:
    """It names thresholds and words, too, and a child whose verdict looks at less is told of its criteria alone."""
    instead = "{thresholds: {low: {basis: guidance, cite: law, values: [{from: 2023-01-01, default: 40%}]}}}"
    words = "question: {vi: a, en: b}, reading: {vi: c, en: d}, alternative: {vi: e, en: f}"
    open = f"ambiguities: [{{id: A-1, {words}, instead: {instead}}}]"
    parent = PARENT.replace("{eligible_when: some}", f"{{eligible_when: some, {open}}}")
    more = ("without: {ambiguities: {cite: law}}", "verdict: {eligible_when: small}")
    found = linted_beside(tmp_path, parent, "unused-criterion", *more)
    assert ["criterion `some`" in line for line in found] == [True]


def test_what_follows_from_inherited_levels_was_written_by_nobody(tmp_path: Path) -> None:
    """Two levels that stand in the file that this one extends are no member that stands in a group twice."""
    level = "{id: %s, label: {vi: a, en: a}, cite: law, when: {points: total, gte: %s}}"
    parent = PARENT.partition("verdict:")[0] + "  total: {label: {vi: a, en: a}, cite: law, test: small, points: 3}\n"
    parent += f"score: {{points: total, basis: law, cite: law}}\nlevels: [{level % ('a', 3)}, {level % ('b', 0)}]\n"
    assert linted_beside(tmp_path, parent, "repeated-member") == []


def test_a_replaced_number_of_members_can_be_impossible(tmp_path: Path) -> None:
    """The group is inherited, its number is not."""
    assert "child.yaml:7:8: 3 members are needed" in replaced(tmp_path, "at-least-never", threshold("few", "3"))[0]
    assert replaced(tmp_path, "at-least-never", threshold("low", "3%")) == []


def test_every_place_may_have_a_value_of_its_own() -> None:
    """Then no default is needed, and all values are compared with the quote."""
    text = (FILES / "no-value-for-place" / "prefer.yaml").read_bytes().decode("utf-8")
    whole = text.replace("default: 70%, delta: 80%", "delta: 80%, hills: 0.6%, other: 70%")
    assert whole != text
    assert linted(LINTS["no-value-for-place"], whole) == []
    assert len(linted(LINTS["looks-like-fraction"], whole)) == 1


def test_a_list_of_percentages_is_looked_at() -> None:
    """Each constant of `in` may be a fraction."""
    text = (FILES / "looks-like-fraction" / "prefer.yaml").read_bytes().decode("utf-8")
    found = linted(LINTS["looks-like-fraction"], text.replace("gte: 25%", "in: [25%, 0.25%]"))
    assert [line.partition(": ")[2] for line in found] == [
        "`0.25%` is less than 1%; was `25%` meant? [looks-like-fraction]"
    ]


def test_comments_may_be_in_any_form() -> None:
    """Above the first value, too; only what the program reads is looked at."""
    text = (FILES / "not-composed" / "prefer.yaml").read_bytes().decode("utf-8")
    assert linted(LINTS["not-composed"], "# bo\u0323\u0302 tie\u0302u chi\u0301\n" + text) == []


def test_a_file_made_to_be_slow_is_not_looked_at_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many looks at comparisons the lints stop; they never go on for minutes."""
    text = (FILES / "crossed-bounds" / "avoid.yaml").read_bytes().decode("utf-8")
    assert len(linted(LINTS["crossed-bounds"], text)) == 2
    monkeypatch.setattr(common, "_MOST_LOOKS", 4)
    assert len(linted(LINTS["crossed-bounds"], text)) == 1


LEVELS = """\
levels:
  - {id: one, label: {vi: Một, en: One}, cite: law, when: {all_of: [middle, {indicator: rate, gte: 50%}]}}
  - {id: two, label: {vi: Hai, en: Two}, cite: law, when: small}
  - {id: three, label: {vi: Ba, en: Three}}
"""
NAMED = "{all_of: [{any_of: [{level: one}, {level: two}]}, {indicator: rate, gte: 1%}]}"


@pytest.mark.parametrize("id", ["single-member", "at-least-all", "repeated-member", "double-bound"])
@pytest.mark.parametrize("order", ["", "levels_ordered: false\n"])
def test_a_named_level_is_no_group_that_somebody_wrote(id: str, order: str, tmp_path: Path) -> None:
    """What it takes to be in a level is written once, there, be it in this file or in the one that it extends."""
    own = f"  own: {{label: {{vi: R, en: O}}, cite: law, test: {NAMED}}}\n"
    whole = PARENT.replace("\nverdict:", f"\n{own}{order}{LEVELS}verdict:")
    assert linted(LINTS[id], whole) == []
    ends = "verdict: {eligible_when: {all_of: [own, some]}}"
    assert linted_beside(tmp_path, PARENT + order + LEVELS, id, "criteria:", own, ends) == []


@pytest.mark.parametrize(
    ("bound", "more", "is_found"),
    [
        ("gte: 11", "", True),
        ("gt: 10", "", True),
        ("gte: 10", "", False),
        ("gte: {threshold: mark}", "", True),
        ("gte: {threshold: mark}", ", most: 5, least: 20", False),
        ("gte: 10.5", ", round: {to: 4}", False),
        ("lt: 30", "", False),
    ],
)
def test_a_mark_above_all_points_is_found(bound: str, more: str, is_found: bool) -> None:
    """Whether or not a figure is computed; a rounding may give more than the members."""
    text = f"""format: 1
id: small
version: "1"
label: {{vi: Nhỏ, en: Small}}
in_force: {{from: 2023-01-01}}
sources: {{law: {{title: {{vi: Quyết định, en: Decision}}, number: 1/QĐ, date: 2022-01-01, kind: law}}}}
indicators:
  plan: {{type: boolean, label: {{vi: Kế hoạch, en: Plan}}}}
  held: {{type: count, label: {{vi: Lớp, en: Classes}}}}
  planned: {{type: count, label: {{vi: Kế hoạch lớp, en: Planned}}}}
derived: {{done: {{ratio: {{of: held, to: planned}}, label: {{vi: Tỷ số, en: Ratio}}}}}}
thresholds:
  mark:
    {{type: number, basis: law, cite: law,
     values: [{{from: 2023-01-01, default: 9}}, {{from: 2024-01-01, default: 15}}]}}
criteria:
  a: {{label: {{vi: Một, en: One}}, cite: law, test: {{indicator: plan, is: true}}, points: 6}}
  b: {{label: {{vi: Hai, en: Two}}, cite: law, points: {{indicator: done, scale: [{{gte: 1, points: 4}}]}}}}
  total: {{label: {{vi: Tổng, en: Total}}, cite: law, points: {{sum: [a, b]{more}}}}}
score: {{points: total, basis: law, cite: law}}
levels:
  - {{id: good, label: {{vi: Tốt, en: Good}}, cite: law, when: {{points: total, {bound}}}}}
  - {{id: rest, label: {{vi: Còn lại, en: Rest}}}}
"""
    found = linted(LINTS["beyond-range"], text)
    assert [each for each in found if "`total`" in each] == found
    assert bool(found) is is_found
