"""A document and a shape: every key and value that does not fit is told at its place, in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.shape.wellformed import cases_file, profile_file, rule_file
from smartcommune.source.document import read_document
from smartcommune.source.files import Source

from .small import SMALL, changed, placed

NOT_CONDITION = (
    "expected a criterion or one of `indicator`, `all_of`, `any_of`, `none_of`, `not`, `at_least`, `at_most`, "
    "`ruleset`, `points`, `level`"
)
IDS = "an id has lower-case letters without accents, digits and `_`"
BASIS = "allowed: `law`, `guidance`, `province`, `assumption`"


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        rule_file(read_document(Source("s.yaml", text)))
    for problem in caught.value.problems:
        assert problem.say("vi")
    return [problem.say("en").removeprefix("s.yaml:") for problem in caught.value.problems]


def test_a_rule_file_that_fits_is_read() -> None:
    """Every part of the format has its shape."""
    file = rule_file(read_document(Source("s.yaml", SMALL)))
    assert (file.format, file.id, file.version) == ("1", "small", "1")
    assert list(file.criteria) == ["base", "good", "many"]


def test_a_profile_that_fits_is_read() -> None:
    """Facts may be blank in a profile: that is unknown."""
    file = profile_file(read_document(Source("p.yaml", "facts: {a: , b: x, c: {value: }}")))
    assert list(file.facts) == ["a", "b", "c"]


# What is changed, where the problem is (a bar stands before it), and what it says.
MISTAKES: dict[str, tuple[tuple[str, str], str, str]] = {
    "an unknown key at the top": (
        ("issuer: {vi: Bộ", "isuer: {vi: Bộ"), "|isuer",
        "unknown key `isuer`; did you mean `issuer`? [unknown-key]",
    ),
    "an unknown key in a criterion": (
        ("weight: 0", "wieght: 0"), "|wieght", "unknown key `wieght`; did you mean `weight`? [unknown-key]",
    ),
    "an unknown key in a comparison": (
        ("lt: 99%", "less: 99%"), "|less: 99%",
        "unknown key `less`; allowed: `count`, `gt`, `gte`, `has`, `in`, `indicator`, `is`, `is_not`, `longer_ago_than`, `lt`, `lte`, `within` [unknown-key]",  # noqa: E501  # one line of output
    ),
    "an unknown key beside a group": (
        ("{not: {indicator: region, is: other}}", "{not: {indicator: region, is: other}, any: x}"), "|any: x",
        "unknown key `any`; allowed: `not` [unknown-key]",
    ),
    "an unknown key in at_least": (
        ("must: [good]", "most: [good]"), "|most: [good]", "unknown key `most`; did you mean `must`? [unknown-key]",
    ),
    "an unknown key in a threshold's use": (
        ("{threshold: enough}", "{threshold: enough, or: 3}"), "|or: 3",
        "unknown key `or`; allowed: `threshold` [unknown-key]",
    ),
    "an unknown key in a list item": (
        ("{vi: không rõ, en: unknown}", "{vi: không rõ, en: unknown, fr: x}"), "|fr: x",
        "unknown key `fr`; allowed: `en`, `vi` [unknown-key]",
    ),
    "an unknown key in a case": (
        ("    on: 2023-01-01\n", "    on: 2023-01-01\n    no: x\n"), "|no: x",
        "unknown key `no`; allowed: `claims`, `expect`, `facts`, `findings`, `name`, `on`, `reading` [unknown-key]",
    ),
    "a missing key at the top": (
        ("id: small\n", ""), "|format: 1", "the key `id` is missing; write it above `version` [missing-key]",
    ),
    "a missing language": (
        ("base: {label: {vi: Gốc, en: Base}", "base: {label: {vi: Gốc}"), "base: {|label: {vi: Gốc}",
        "the key `en` is missing [missing-key]",
    ),
    "a missing citation": (
        ("base: {label: {vi: Gốc, en: Base}, cite: law", "base: {label: {vi: Gốc, en: Base}"), "|base: {label",
        "the key `cite` is missing [missing-key]",
    ),
    "a missing key in a list item": (
        ("  - {from: 2021-01-01, until: 2022-12-31, cite: law, text", "  - {until: 2022-12-31, cite: law, text"),
        "- |{until: 2022-12-31", "the key `from` is missing [missing-key]",
    ),
    "a missing key in a list item in lines": (
        ("  - name: one\n    on:", "  - on:"), "- |on:", "the key `name` is missing [missing-key]",
    ),
    "a missing key in a condition in a list": (
        ("of: [good, {indicator: share, gt: {threshold: guess}}", "of: [good, {at_least: {of: [good]}}"),
        "|at_least: {of", "the key `n` is missing [missing-key]",
    ),
    "a missing number in at_least": (
        ("        n: 2\n", ""), "|at_least:\n        of", "the key `n` is missing; write it above `of` [missing-key]",
    ),
    "a missing part of a share": (
        ("share: {of: part, in: whole}", "share: {of: part}"), "|share: {of", "the key `in` is missing [missing-key]",
    ),
    "a list in the place of a text": (
        ('version: "1"', "version: [1]"), "version: |[1]", "found a list, expected a single value [wrong-kind]",
    ),
    "a table in the place of a text": (
        ('version: "1"', "version: {a: 1}"), "version: |{a: 1}",
        "found lines of the form `key: value`, expected a single value [wrong-kind]",
    ),
    "a text in the place of a table": (
        ("label: {vi: Nhỏ, en: Small}", "label: Nhỏ"), "label: |Nhỏ",
        "found `Nhỏ`, expected lines of the form `key: value` [wrong-kind]",
    ),
    "a text in the place of criteria": (
        ("derived:\n  share: {share: {of: part, in: whole}, label: {vi: Phần trăm, en: Share}}", "derived: none yet"),
        "|none yet", "found `none yet`, expected lines of the form `key: value` [wrong-kind]",
    ),
    "a text in the place of a list": (
        ("in: [none]", "in: none"), "in: |none", "found `none`, expected a list `[…]` [wrong-kind]",
    ),
    "a table in the place of a list": (
        ("  - {vi: không rõ, en: unknown}", "  vi: không rõ"), "|vi: không rõ\ncases",
        "found lines of the form `key: value`, expected a list `[…]` [wrong-kind]",
    ),
    "a list in the place of a condition": (
        ("test: {indicator: flag, is: true}", "test: [flag]"), "test: |[flag]",
        f"found a list, {NOT_CONDITION} [wrong-kind]",
    ),
    "a condition with a misspelt kind": (
        ("{none_of: [", "{none_off: ["), "|{none_off",
        f"found lines of the form `key: value`, {NOT_CONDITION}; did you mean `none_of`? [wrong-kind]",
    ),
    "an empty condition": (
        ("test: {indicator: flag, is: true}", "test: {}"), "test: |{}",
        f"found lines of the form `key: value`, {NOT_CONDITION} [wrong-kind]",
    ),
    "a list in the place of a constant": (
        ("lt: 99%", "lt: [99%]"), "lt: |[99%]", "found a list, expected a single value [wrong-kind]",
    ),
    "a list in the place of a number": (
        ("weight: 0", "weight: [0]"), "weight: |[0]", "found a list, expected a single value [wrong-kind]",
    ),
    "a table in the place of a date": (
        ("on: 2023-01-01", "on: {a: b}"), "on: |{a: b}",
        "found lines of the form `key: value`, expected a single value [wrong-kind]",
    ),
    "a list in the place of yes or no": (
        ("ordered: true", "ordered: [true]"), "ordered: |[true]", "found a list, expected a single value [wrong-kind]",
    ),
    "another format": (
        ("format: 1", "format: 2"), "format: |2", "`2` is not allowed for `format`; allowed: `1` [not-allowed]",
    ),
    "a basis that is none": (
        ("  high: {type: percent, by: region, basis: law", "  high: {type: percent, by: region, basis: lwa"), "|lwa",
        "`lwa` is not allowed for `basis`; did you mean `law`? [not-allowed]",
    ),
    "a basis nothing like one": (
        ("  high: {type: percent, by: region, basis: law", "  high: {type: percent, by: region, basis: zzz"), "|zzz",
        f"`zzz` is not allowed for `basis`; {BASIS} [not-allowed]",
    ),
    "a type that is none": (
        ("flag: {type: boolean", "flag: {type: bool"), "|bool,",
        "`bool` is not allowed for `type`; did you mean `boolean`? [not-allowed]",
    ),
    "a verdict that is none": (
        ("verdict: undetermined", "verdict: maybe"), "|maybe",
        ("`maybe` is not allowed for `verdict`; allowed: `eligible`, `not_eligible`, `undetermined`, `out_of_scope`, "
        "`not_in_force` [not-allowed]"),
    ),
    "a list where one of several words is due": (
        ("format: 1", "format: [1]"), "format: |[1]", "found a list, expected a single value [wrong-kind]",
    ),
    "an id with capitals": (
        ("  base: {label", "  Base: {label"), "|Base: {label", f"`Base` is not an id; {IDS} [bad-id]",
    ),
    "an id with an accent": (
        ("  base: {label", "  gốc: {label"), "|gốc: {label", f"`gốc` is not an id; {IDS} [bad-id]",
    ),
    "a criterion's name with a space": (
        ("must: [good]", "must: [very good]"), "|very good", f"`very good` is not an id; {IDS} [bad-id]",
    ),
    "a rule set's id with an underscore": (
        ("id: small", "id: small_one"), "|small_one",
        "`small_one` is not a rule set's id: use lower-case letters without accents, digits and `-` [bad-ruleset-id]",
    ),
    "a date of another form": (
        ("on: 2023-01-01", "on: 01/01/2023"), "|01/01/2023",
        "`01/01/2023` is not a date; write year-month-day, for example `2023-06-30` [not-a-date]",
    ),
    "a month that is none": (
        ("in_force: {from: 2021-01-01", "in_force: {from: 2021-13-01"), "|2021-13-01",
        "`2021-13-01` is not a date; write year-month-day, for example `2023-06-30` [not-a-date]",
    ),
    "a yes that is no true": (
        ("ordered: true", "ordered: yes"), "ordered: |yes",
        "`yes` is neither `true` nor `false`; write `true` or `false`, or leave it out if not known [not-a-boolean]",
    ),
    "a weight below zero": (
        ("weight: 0", "weight: -1"), "weight: |-1",
        "`-1` is not a weight: expected a number from 0 to 1000000 [bad-weight]",
    ),
    "a weight above the most": (
        ("weight: 0", "weight: 1000001"), "weight: |1000001",
        "`1000001` is not a weight: expected a number from 0 to 1000000 [bad-weight]",
    ),
    "a weight that is no number": (
        ("weight: 0", "weight: high"), "weight: |high",
        "`high` is not a weight: expected a number from 0 to 1000000 [bad-weight]",
    ),
    "a score that is no number": (
        ("low: 0", "low: 1e3"), "low: |1e3", "`1e3` is not a number [not-a-number]",
    ),
    "a text of spaces": (
        ("number: 1/QĐ", 'number: "  "'), 'number: |"  "',
        "text is expected here, not only spaces [empty-text]",
    ),
    "a version between typographic quotes": (
        ('version: "1"', "version: “1”"), "version: |“1”",
        "`“1”` is not a version: use letters, digits and `.`, `_`, `+`, `-`, as in `2023.1` [bad-version]",
    ),
    "an address that is none": (
        ("number: 1/QĐ", "number: 1/QĐ, url: javascript:alert(1)"), "|javascript",
        "`javascript:alert(1)` is not an https address [bad-url]",
    ),
    "a citation that is none": (
        ("cite: [law#2, news]", "cite: [law#2, Tin tức]"), "|Tin tức",
        "`Tin tức` is not a citation: write `source` or `source#article` [bad-citation]",
    ),
    "a citation alone that is none": (
        ("cite: law#1", "cite: law §1"), "|law §1",
        "`law §1` is not a citation: write `source` or `source#article` [bad-citation]",
    ),
    "an empty group": (
        ("{all_of: [good, {at_least: {n: {threshold: enough}, of: [base, good]}}]}", "{all_of: []}"), "all_of: |[]",
        "the list `all_of` is empty [empty-list]",
    ),
    "an empty list of values": (
        ("in: [none]", "in: []"), "in: |[]", "the list `in` is empty [empty-list]",
    ),
    "a blank value": (
        ("id: small", "id:"), "|id:\n", "`id` has no value; give one or remove it [empty-value]",
    ),
    "a blank value that may be left out": (
        ("weight: 0", "weight: "), "|weight: ,", "`weight` has no value; give one or remove it [empty-value]",
    ),
    "a null in a list": (
        ("must: [good]", "must: [good, null]"), "must: [good, |null",
        "`must` has no value; give one or remove it [empty-value]",
    ),
    "a difficulty that is none": (
        ("flag: {type: boolean", "flag: {type: boolean, difficulty: 6"), "difficulty: |6",
        "`6` is not allowed for `difficulty`; allowed: `1`, `2`, `3`, `4`, `5` [not-allowed]",
    ),
    "a place in odd marks": (
        ("delta: 70%", "‹delta›: [70%]"), "‹delta›: |[70%]", "found a list, expected a single value [wrong-kind]",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "marked", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_once_at_its_place(change: tuple[str, str], marked: str, message: str) -> None:
    """Each mistake is one problem at the word, key or item that is wrong."""
    text = changed(change)
    assert problems(text) == [f"{placed(text, marked)}: {message}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("base: {label: {vi: Gốc, en: Base}", "base: {label: {vi: Gốc, en: Base}, note: "),
        ("flag: {type: boolean", "flag: {type: boolean, unit: "),
        ("flag: {type: boolean", "flag: {type: boolean, about: "),
        ("number: 1/QĐ", "number: "),
    ],
)
@pytest.mark.parametrize("name", ["other", "facts"])
def test_a_blank_value_is_refused_whatever_things_are_called(old: str, new: str, name: str) -> None:
    """Only the facts of a case may be blank; a criterion or indicator called `facts` is like any other."""
    text = changed((old, new))
    for id in ("base", "flag", "law"):
        if new.startswith(f"{id}:"):
            text = text.replace(f"  {id}: ", f"  {name}: ").replace(f"[{id}", f"[{name}")
    assert [line.rpartition("[")[2] for line in problems(text)] == ["empty-value]"]


@pytest.mark.parametrize("text", ["~", "null", "---", "x", "[]", "[a]", "‹x›: 1", "‹x›: {y: 1}", "{}", "1"])
def test_a_file_that_holds_no_rule_set_is_a_problem_with_a_line(text: str) -> None:
    """Whatever stands at the top, it is refused with a place and no crash."""
    for line in problems(text):
        assert line.startswith("1:1: "), line


def test_all_mistakes_come_together_in_the_order_of_the_file() -> None:
    """Blank, unknown and wrong values of one file are told in one run."""
    found = problems(changed(("id: small", "id:"), ("weight: 0", "wieght: 0"), ("on: 2023-01-01", "on: x")))
    assert [line.rpartition("[")[2] for line in found] == ["empty-value]", "unknown-key]", "not-a-date]"]


def test_a_key_in_odd_marks_is_an_unknown_key() -> None:
    """Marks that this program uses inside mean nothing in a file."""
    assert problems(changed(("issuer: {vi: Bộ", "‹issuer›: {vi: Bộ"))) == [
        "5:1: unknown key `‹issuer›`; did you mean `issuer`? [unknown-key]"
    ]


def test_a_long_text_is_cut_off_in_a_message() -> None:
    """What was found is shown to 60 characters."""
    (found,) = problems(changed(("label: {vi: Nhỏ, en: Small}", f"label: {'x' * 1_000}")))
    assert found == f"4:8: found `{'x' * 57}…`, expected lines of the form `key: value` [wrong-kind]"


@pytest.mark.parametrize(
    ("old", "new"),
    [("id: small", "id: {}"), ("on: 2023-01-01", "on: {}"), ("ordered: true", "ordered: {}"),
     ("weight: 0", "weight: {}"), ("type: boolean", "type: {}"), ("must: [good]", "must: [{}]"),
     ("format: 1", "format: {}")],
)  # fmt: skip
def test_a_huge_word_is_cut_off_in_every_message(old: str, new: str) -> None:
    """No message repeats a text of 100,000 characters."""
    for word in ("x" * 100_000, "X" * 100_000, "9" * 100_000):
        for line in problems(changed((old, new.format(word)))):
            length = len(line)
            assert length < 500


def test_only_the_first_hundred_problems_are_listed_and_the_others_counted() -> None:
    """The last line says how many there are besides."""
    keys = "".join(f"key{number}: x\n" for number in range(250))
    found = problems(SMALL + keys)
    assert len(found) == 101
    assert found[-1].endswith("150 more problems are not listed [too-many-problems]")


CASES = (
    "format: 1\nruleset: small\ncases:\n  - {name: one, on: 2023-01-01, facts: {flag: }, expect: {verdict: eligible}}\n"
)


def test_cases_may_stand_in_a_file_of_their_own() -> None:
    """They have the shape that they have in a rule file, and name the rule set they are for."""
    file = cases_file(read_document(Source("small.cases.yaml", CASES)))
    assert (file.ruleset, [case.name for case in file.cases]) == ("small", ["one"])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  - {name", "  - {nam", ["4:5: the key `name` is missing [missing-key]",
                                   "4:6: unknown key `nam`; did you mean `name`? [unknown-key]"]),
        ("on: 2023-01-01", "on: ~", ["4:17: `on` has no value; give one or remove it [empty-value]"]),
        ("verdict: eligible", "verdict: eligble", [
            "4:68: `eligble` is not allowed for `verdict`; did you mean `eligible`? [not-allowed]"]),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_of_cases_is_told_once(old: str, new: str, expected: list[str]) -> None:
    """At its place, like one in a rule file."""
    with pytest.raises(InputError) as caught:
        cases_file(read_document(Source("c.yaml", CASES.replace(old, new))))
    assert [problem.say("en").removeprefix("c.yaml:") for problem in caught.value.problems] == expected


@pytest.mark.parametrize("by", ["[score, people]", "[people]"])
def test_no_message_names_what_tells_alternatives_apart(by: str) -> None:
    """Those are names of the schema, which no file has: a wrong text is told by the key of its list."""
    text = (Path(__file__).parents[1] / "files" / "scored" / "scored.yaml").read_text(encoding="utf-8")
    with pytest.raises(InputError) as raised:
        parse_ruleset(f"{text}ranking: {{by: {by}, cite: law}}\n")
    assert [problem.message.say("en") for problem in raised.value.problems] == ["`people` is not allowed for `by`"]
