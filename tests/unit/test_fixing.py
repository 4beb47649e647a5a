"""Files put right: what is used is proven or a guess, and says so; what is not proven is held back with a commune."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.fixing.rounds import mended
from smartcommune.authoring.lints import LINTS
from smartcommune.authoring.report import Mended
from smartcommune.problems import Problem
from smartcommune.source.files import Source, begin_run, read_source

RULES = """\
format: 1
id: small
version: "1"
subject: commune
label: {vi: Bộ tiêu chí nhỏ, en: Small rule set}
in_force: {from: 2023-01-01, until: 2025-12-31}
sources:
  law: {title: {vi: Quyết định, en: Decision}, number: 1/QĐ-TTg, date: 2022-01-01, kind: law}   # the text
indicators:
  rate: {type: percent, label: {vi: Tỷ lệ hộ có Internet, en: Households online}}
  team: {type: boolean, label: {vi: Có tổ công nghệ số, en: Digital team}}
  files: {type: boolean, label: {vi: Xử lý hồ sơ trên mạng, en: Files processed online}}
thresholds:
  rate_min: {type: percent, basis: law, cite: law#2, values: [{from: 2023-01-01, default: 80%}]}
criteria:
  online:
    label: {vi: Có Internet, en: Online}
    cite: law#1
    test: {indicator: rate, gte: {threshold: rate_min}}
  staffed:
    label: {vi: Có tổ, en: Staffed}
    cite: law#1
    test: STAFFED
verdict:
  eligible_when: {all_of: [online, staffed]}
cases:
  - {name: enough, on: 2023-06-30, facts: {rate: 80%, team: true, files: true}, expect: {verdict: eligible}}
"""
BOTH = "{all_of: [{indicator: team, is: true}, {indicator: files, is: true}]}"


def small(staffed: str = BOTH, *changes: tuple[str, str]) -> Source:
    """A rule file in which everything is right but for what is changed."""
    text = RULES.replace("STAFFED", staffed)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return Source("small.yaml", text)


def put_right(source: Source, *, guesses: bool = False) -> Mended:
    """The file with its problems put right; a second time there is nothing left to do."""
    done = mended(source, LINTS.values(), guesses=guesses)
    assert not mended(done.after, LINTS.values(), guesses=guesses).is_changed
    return done


def said(done: Mended) -> list[str]:
    return [fixed.sentence.say("en") for fixed in done.fixes]


def problems(source: Source) -> list[Problem]:
    return [problem for problem in validate(source, LINTS.values()) if problem.id != "never-decides"]


def test_nothing_is_wrong_with_the_file_itself() -> None:
    """What the tests below change is all that there is to mend."""
    assert problems(small()) == []
    assert not put_right(small()).is_changed


TEAM, FILES = "{indicator: team, is: true}", "{indicator: files, is: true}"
GROUP = "\n      all_of:\n        - indicator: team\n          is: true\n        - {indicator: files, is: true}\n"
SHARE = "\n      at_least:\n        n: 80%\n        of:{}\n          - {} # one\n          - {}\n"
MENDED = [
    (f"{{all_of: [{{any_of: [{TEAM}]}}, {FILES}]}}", BOTH),
    (f"{{all_of: [{{none_of: [{TEAM}]}}, {FILES}]}}", f"{{all_of: [{{not: {TEAM}}}, {FILES}]}}"),
    (f"{{all_of: [{{at_least: {{n: 1, of: [{TEAM}]}}}}, {FILES}]}}", BOTH),
    (f"{{at_least: {{n: 51%, of: [{TEAM}, {FILES}]}}}}", BOTH),
    (SHARE.format("", TEAM, FILES), f"\n      all_of:\n        - {TEAM} # one\n        - {FILES}\n"),
    (SHARE.format("  # both", TEAM, FILES), None),
    (f"{{all_of: [{TEAM}, {{is: true, indicator: team}}, {FILES}]}}", BOTH),
    (f"{{all_of: [{TEAM}, {FILES}, {TEAM}]}}", BOTH),
    (f"{GROUP}        - {{is: true, indicator: team}}   # again\n", f"{GROUP}        # again\n"),
    (f"{GROUP}        - is: true   # again\n          indicator: team\n", None),
    *(
        (f"{{all_of: [{{indicator: rate, {bounds}}}, {FILES}]}}", f"{{all_of: [{{indicator: rate, {kept}}}, {FILES}]}}")
        for bounds, kept in (
            ("gt: 70%, gte: 85%", "gte: 85%"),
            ("gte: 85%, gt: 85%", "gt: 85%"),
            ("lte: {threshold: rate_min}, lt: 90%", "lte: {threshold: rate_min}"),
            ("lt: 70%, lte: {threshold: rate_min}, gte: 10%", "lt: 70%, gte: 10%"),
        )
    ),
]


@pytest.mark.parametrize(("wrong", "right"), MENDED)
def test_what_says_the_same_in_other_words_is_put_right(wrong: str, right: str | None) -> None:
    """Each edit stands in its place, and nothing else changes; None: a comment would be lost, so a person has to."""
    done = put_right(small(wrong))
    assert done.after.text == small(wrong if right is None else right).text
    assert all(sentence.endswith("; proved the same for every commune") for sentence in said(done))
    assert (right is None) is (said(done) == [])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("kind: law}   # the text", "kind: law}   # the text  # smartcommune: ignore[uncited] -- none"),
        ("thresholds:\n", "# smartcommune: ignore[uncited, no-cases] -- nobody knows\nthresholds:\n"),
    ],
)
def test_a_comment_that_ignores_nothing_goes(wrong: str, right: str) -> None:
    """Alone on its line, or behind something that stays."""
    done = put_right(small(BOTH, (wrong, right)))
    assert done.after.text == small().text


def test_of_a_comment_that_ignores_something_the_rest_stays() -> None:
    """Only the id that ignores nothing is taken out of it."""
    whole = (
        "kind: law}   # the text",
        "kind: law, url: http://a.vn}  # smartcommune: ignore[no-cases, url-not-https] -- none",
    )
    right = (whole[0], whole[1].replace("no-cases, ", ""))
    assert put_right(small(BOTH, whole)).after.text == small(BOTH, right).text


def test_letters_are_put_right_where_no_word_of_a_law_and_no_column_is() -> None:
    """Those in a label, an alias or a quote stay: columns are matched by them, and words of a law are the law's."""
    looks = [("en: Decision", "en: D\u0435cision, # x\n"), ("number: 1/QĐ-TTg", "number: 1/Q\u00d0-TTg")]
    apart = [("vi: Quyết định", "vi: Quyê\u0301t định"), ("vi: Có tổ,", "vi: Có tô\u0309,")]
    kept = [("en: Staffed", "en: St\u0430ffed"), ("kind: law}", "kind: law, quote: từ 80% tr\u1edf l\u0435n}")]
    done = put_right(small(BOTH, *looks, *apart, *kept))
    assert done.after.text == small(BOTH, (looks[0][0], "en: Decision, # x\n"), apart[1], *kept).text


def test_what_changes_a_verdict_is_held_back_with_a_commune() -> None:
    """A condition that stands twice in `at_least` counts twice: without it one commune is judged otherwise."""
    source = small(f"{{at_least: {{n: 2, of: [{TEAM}, {FILES}, {TEAM}]}}}}")
    done = put_right(source)
    assert not done.is_changed
    (sentence,) = said(done)
    assert sentence == (
        "small.yaml:23:93: held back: keep it once [repeated-member]: a commune with Households online: 80%; "
        "Digital team: yes; Files processed online: no: Eligible → Not eligible"
    )


@pytest.mark.full
def test_one_that_is_held_back_keeps_no_other_from_being_used() -> None:
    """They are tried together first, then each alone; what would only bring another error about is held back, too."""
    source = small(f"{{any_of: [{{at_least: {{n: 2, of: [{TEAM}, {FILES}, {TEAM}]}}}}, {{all_of: [{FILES}]}}]}}")
    done = put_right(source)
    assert done.after.text == source.text.replace(f"{{all_of: [{FILES}]}}", FILES)
    assert [(fixed.problem.id, fixed.why_not is None) for fixed in done.fixes] == [
        ("single-member", True),
        ("repeated-member", False),
    ]
    twice = put_right(small(f"{{all_of: [{TEAM}, {FILES}, {{any_of: [{TEAM}]}}]}}"))
    assert [sentence.rpartition(": ")[2] for sentence in said(twice)] == [
        "there would be another problem [repeated-member]"
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("type: percent, basis", "type: percents, basis"),
        ("{threshold: rate_min}", "{threshold: rate_mni}"),
        ("cite: law#1\n    test: {indicator: rate", "cit: law#1\n    test: {indicator: rate"),
        ("{indicator: rate, gte", "{indicator: raet, gte"),
        ("all_of: [online, staffed]", "all_of: [onlien, staffed]"),
        ("default: 80%", "default: 80"),
        ("default: 80%", "default: 0.8"),
        ("default: 80%", "default: 0.8%"),
        ("cite: law#2", "cite: lwa#2"),
        ("{indicator: rate, gte", "{indicator: rate, get"),
        ("test: {all_of", "test: {all_fo"),
        ("team: true, files", "team: yes, files"),
        ("team, is: true", "team, is: ture"),
        ("  team: {type: boolean", "  taem: {type: boolean"),
    ],
)
def test_guesses_are_made_only_where_they_are_asked_for(right: str, wrong: str) -> None:
    """The one fix of each is what was meant, and it says that it is a guess."""
    source = small(BOTH, (right, wrong))
    assert not put_right(source).is_changed
    done = put_right(source, guesses=True)
    assert done.after.text == small().text
    assert [sentence.endswith("; a guess") for sentence in said(done)] == [True]


def test_what_is_not_used_is_dropped_by_a_guess_with_what_only_it_needs() -> None:
    """A criterion that decides nothing, then the indicator that only it asked for, then its source."""
    idle = "  idle: {label: {vi: Thừa, en: Idle}, cite: cv#1, test: {indicator: other, is: true}}\n"
    letter = "  cv: {title: {vi: Công văn, en: Letter}, date: 2023-01-01, kind: guidance}\n"
    other = "  other: {type: boolean, label: {vi: Khác, en: Other}}\n"
    extra = [
        (key, text + key) for key, text in (("thresholds:\n", other), ("indicators:\n", letter), ("verdict:\n", idle))
    ]
    assert put_right(small(BOTH, *extra), guesses=True).after.text == small().text


@pytest.mark.parametrize(
    ("quote", "wrong", "right"),
    [
        ("phải trên 80% hộ", "cite: law#2, values", "cite: law#2, values"),
        ("phải từ 80% trở lên", "exclusive: true, basis", "basis"),
    ],
)
def test_a_bound_is_put_as_the_quoted_words_have_it_by_a_guess(quote: str, wrong: str, right: str) -> None:
    """“Over” excludes the value, “or more” includes it."""
    cited = ("kind: law}", f"kind: law, quote: {quote}}}")
    done = put_right(small(BOTH, cited, (right, wrong)), guesses=True)
    expected = small(BOTH, cited).text
    if "trên" in quote:
        expected = expected.replace("default: 80%}]}", "default: 80%}], exclusive: true}")
    assert done.after.text == expected


@pytest.mark.full
def test_rule_sets_that_rest_on_a_file_have_to_judge_alike_as_well(tmp_path: Path) -> None:
    """A bound that is idle beside a threshold of 80% is not so in a child that has 60% there: it is held back."""
    begin_run()
    rules = tmp_path / "rules"
    rules.mkdir()
    parent, child = rules / "small.yaml", rules / "child.yaml"
    text = small(BOTH, ("gte: {threshold: rate_min}", "gte: {threshold: rate_min}, gt: 70%")).text
    parent.write_text(text, encoding="utf-8")
    assert put_right(read_source(str(parent))).after.text == small().text
    begin_run()
    lower = "thresholds:\n  rate_min: {basis: law, cite: law#9, values: [{from: 2023-01-01, default: 60%}]}\nverdict:\n"
    child.write_text(CHILD.replace("verdict:\n", lower).replace("two", "staffed"), encoding="utf-8")
    done = put_right(read_source(str(parent)))
    assert not done.is_changed
    (sentence,) = said(done)
    assert sentence == (
        f"{parent}:19:57: held back: leave out `gt` [double-bound]: `child`, which rests on this file: a commune with "
        "Households online: 60%; Digital team: yes; Files processed online: yes: Not eligible → Eligible"
    )
    begin_run()
    child.write_text(CHILD.replace("two", "staffed"), encoding="utf-8")
    assert put_right(read_source(str(parent))).is_changed


CHILD = """\
format: 1
id: child
version: "1"
extends: small
subject: commune
label: {vi: Bộ của tỉnh, en: Of a province}
in_force: {from: 2023-01-01, until: 2025-12-31}
verdict:
  eligible_when: {all_of: [online, two]}
"""


def test_what_is_idle_only_as_long_as_an_assumption_counts_is_held_back() -> None:
    """Who refuses assumptions has no value of the threshold, and then the other bound decides."""
    bounds = ("gte: {threshold: rate_min}", "gte: {threshold: rate_min}, gt: 70%")
    assumed = ("basis: law, cite", "basis: assumption, from_test: {vi: Khác, en: Other}, cite")
    (sentence,) = said(put_right(small(BOTH, bounds, assumed)))
    assert "held back: leave out `gt`" in sentence


def test_a_fix_in_a_child_is_proved_with_what_it_takes_over(tmp_path: Path) -> None:
    """And its parent stays as it is."""
    begin_run()
    (tmp_path / "rules").mkdir()
    parent, child = tmp_path / "rules" / "small.yaml", tmp_path / "rules" / "child.yaml"
    parent.write_text(small("{any_of: [{indicator: team, is: true}]}").text, encoding="utf-8")
    child.write_text(CHILD.replace("[online, two]", "[staffed, {any_of: [online]}]"), encoding="utf-8")
    done = put_right(read_source(str(child)))
    assert done.after.text == CHILD.replace("[online, two]", "[staffed, online]")


def test_files_of_cases_are_put_right_as_well(tmp_path: Path) -> None:
    """Misspelt keys and names by a guess; what a case says is never changed by what is called safe."""
    begin_run()
    rules = tmp_path / "small.yaml"
    rules.write_text(RULES.partition("cases:\n")[0].replace("STAFFED", BOTH), encoding="utf-8")
    right = (
        "format: 1\nruleset: small\ncases:\n  - name: enough   # a case\n    on: 2023-06-30\n"
        "    facts: {rate: 80%, team: true, files: true}\n    expect: {verdict: eligible}\n"
    )
    wrong = right.replace("team", "taem").replace("expect", "expcet").replace("eligible", "eligibel")
    file = tmp_path / "small.cases.yaml"
    file.write_text(f"{wrong}# smartcommune: ignore[case-fails] -- none\n", encoding="utf-8")
    done = put_right(read_source(str(file)), guesses=True)
    assert done.after.text == right
