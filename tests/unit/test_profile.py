"""A profile's document to facts in their types; contradictions are refused with both places."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from smartcommune.model.facts import NA
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.profiles.profile import (
    Commune,
    Evidence,
    Profile,
    read_facts,
    read_profile,
)
from smartcommune.profiles.shares import agree
from smartcommune.quantity import today
from smartcommune.rulesets.library import load, parse_ruleset
from smartcommune.source.document import Document, read_document
from smartcommune.source.files import Source, checked
from tests.profile_mapping import profile_from_mapping

from .small import changed, lenient, small

RULES = lenient()


def read(text: str) -> Profile:
    return read_profile(read_document(checked(Source("p.yaml", text))), RULES)


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text)
    for problem in caught.value.problems:
        assert problem.say("vi")
    return [problem.say("en").removeprefix("p.yaml:") for problem in caught.value.problems]


WHOLE = """\
commune: {code: "01001", code_list: 2023-01-01, name: Giao Phong, province: Nam Định}
as_of: 2023-06-30
facts:
  region: delta
  flag: false
  rate: {value: "85,2%", evidence: Báo cáo số 12, date: 2023-05-31}
  length: 12.5
  opened: 2020-02-29
  part: {value: 5}
  whole: 50
  level: "?"
  set:
"""


def test_a_whole_profile_is_read() -> None:
    """Commune, date, facts in their types and evidence; what is unknown is absent."""
    profile = read(WHOLE)
    assert profile.commune == Commune("01001", date(2023, 1, 1), "Giao Phong", "Nam Định")
    assert profile.as_of == date(2023, 6, 30)
    assert profile.facts == {
        "region": "delta",
        "flag": False,
        "rate": Fraction(852, 10),
        "length": Fraction(25, 2),
        "opened": date(2020, 2, 29),
        "part": Fraction(5),
        "whole": Fraction(50),
    }
    assert profile.evidence["rate"] == Evidence("Báo cáo số 12", date(2023, 5, 31))
    assert profile.evidence.get("part", Evidence(None, None)) == Evidence(None, None)


@pytest.mark.parametrize(
    "text", ["{}", "facts: {}", "commune: {}", "facts:", "commune:", "facts: {flag: '?'}", "commune: {name: }"]
)
def test_a_profile_may_say_nothing(text: str) -> None:
    """Nothing is required: what is not given is unknown."""
    found = read(text)
    assert (found.commune, found.as_of, found.facts) == (Commune(), None, {})


def test_json_is_a_profile_as_well() -> None:
    """The same keys, in JSON."""
    found = read(
        '{\n\t"commune": {"name": "Xã \\ud83d\\ude00"},\n\t"facts": {"flag": true, "rate": 85.2, "region": null}\n}'
    )
    assert found.commune.name == "Xã 😀"
    assert found.facts == {"flag": True, "rate": Fraction(852, 10)}


@pytest.mark.parametrize(
    "word", ["", "~", "null", '"?"', '""', '"  "', "'?'", "{value: }", "{value: '?', evidence: x}"]
)
@pytest.mark.parametrize("id", ["flag", "rate", "region", "opened", "length"])
def test_an_unknown_fact_is_absent(id: str, word: str) -> None:
    """Blank, `null` and `?` mean that nobody knows."""
    assert read(f"facts: {{{id}: {word}}}").facts == {}


@pytest.mark.parametrize(
    "word", ["na", "NA", "Na", '"na"', "không áp dụng", "Không áp dụng", "KHÔNG ÁP DỤNG", "{value: na}"]
)
@pytest.mark.parametrize("id", ["flag", "rate", "opened"])
def test_a_fact_that_does_not_apply_is_told_apart(id: str, word: str) -> None:
    """`na` and `không áp dụng` say that there is nothing to know."""
    assert read(f"facts: {{{id}: {word}}}").facts == {id: NA}


@pytest.mark.parametrize("line", ["rate: ?", "rate: ?  # asked for", "rate:   ?\t"])
def test_a_bare_question_mark_means_that_nobody_knows(line: str) -> None:
    """An unknown fact is written `?` without quotes too, and what follows keeps its place."""
    assert read(f"facts:\n  {line}\n  flag: true").facts == {"flag": True}
    with pytest.raises(InputError, match="3:9: "):
        read(f"facts:\n  {line}\n  flag: x")


def test_a_place_always_applies() -> None:
    """A fact that decides which threshold counts cannot be said not to apply: a decided verdict could turn around."""
    with pytest.raises(InputError, match=r"1:17: thresholds depend on `region`.*\[place-not-applicable\]"):
        read("facts: {region: na}")


@pytest.mark.parametrize(
    ("word", "value"),
    [("Đúng", "Đúng"), ("Y", "Y"), ("NO", "NO"), ("01001", "01001"), ('"na"', "na"), ('"NA"', "NA"), ('"?"', "?"),
     ('"null"', "null"), ("n/a", "n/a"), ("x?", "x?")],
)  # fmt: skip
def test_a_text_stays_what_it_is(word: str, value: str) -> None:
    """In a text, quotes make a word of what would mean unknown; nothing else is guessed."""
    assert read(f"facts: {{set: {word}}}").facts == {"set": value}


def test_only_the_rule_set_says_what_may_not_apply() -> None:
    """Elsewhere `na` is a problem with what to do; so it is where a condition on it is known not to hold."""
    text = "facts: {flag: na, set: na, level: high}"
    with pytest.raises(InputError) as caught:
        read_profile(read_document(checked(Source("p.yaml", text))), small())
    assert str(caught.value).splitlines() == [
        (
            "p.yaml:1:9: `flag` is said not to apply, but the rule set does not let it; "
            "write its value; leave it out or write `?` if it is not known [na-not-allowed]"
        ),
        (
            "p.yaml:1:19: `set` is said not to apply, which cannot be as `level` is high (p.yaml:1:28); "
            "write its value; leave it out or write `?` if it is not known [na-not-allowed]"
        ),
    ]
    for fine in ("facts: {set: na, level: none}", "facts: {set: na}"):
        assert read_profile(read_document(checked(Source("p.yaml", fine))), small()).facts["set"] is NA


@pytest.mark.parametrize(("as_of", "last"), [("as_of: 2023-06-30\n", "2023-06-30"), ("", today().isoformat())])
def test_a_day_that_has_not_come_is_refused(as_of: str, last: str) -> None:
    """After the day of assessment that the profile states, else after today; the indicator may allow it."""
    text = f"{as_of}facts: {{{{opened: {{}}}}}}"
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    assert read(text.format(last)).facts == {"opened": date.fromisoformat(last)}
    (problem,) = problems(text.format(after))
    assert f"`opened` is {after}, after the day of assessment, {last}" in problem
    rules = parse_ruleset(changed(("opened: {type: date", "opened: {type: date, future: true")))
    assert read_profile(read_document(checked(Source("p.yaml", text.format(after)))), rules).facts


def test_evidence_of_a_day_that_has_not_come_is_refused() -> None:
    """Nobody has read it yet."""
    after = (today() + timedelta(days=1)).isoformat()
    (problem,) = problems(f"facts: {{flag: {{value: true, evidence: x, date: {after}}}}}")
    assert f"the evidence of `flag` is dated {after}, after today" in problem


def test_a_count_that_no_share_fits_is_told_and_the_share_decides() -> None:
    """Of 4,120 people no number is 75.35 %; and 7 people are 99.99 % of no whole."""
    (note,) = read("facts: {share: 75.35, whole: 4120}").notes
    assert note.say("en").startswith("`share` 75.35% (p.yaml:1:16) does not fit `whole` 4,120 (p.yaml:1:30)")
    assert read("facts: {share: 75.35, whole: 4000}").notes == ()
    assert [note.values["count"] for note in read("facts: {share: 99.99, part: 7}").notes] == ["part"]
    assert read("facts: {share: 70, part: 7}").notes == ()


def test_values_of_python_are_facts() -> None:
    """A program may pass numbers, dates and booleans of its own."""
    found = profile_from_mapping(
        {
            "commune": {"name": "A"},
            "as_of": date(2023, 6, 30),
            "facts": {
                "flag": True,
                "rate": 85.2,
                "length": Decimal("12.5"),
                "whole": 50,
                "opened": date(2020, 2, 29),
                "level": None,
                "part": {"value": 5, "date": date(2023, 1, 1)},
            },
        },
        RULES,
    )
    assert found.as_of == date(2023, 6, 30)
    assert found.facts == {
        "flag": True,
        "rate": Fraction(852, 10),
        "length": Fraction(25, 2),
        "whole": Fraction(50),
        "opened": date(2020, 2, 29),
        "part": Fraction(5),
    }


@pytest.mark.parametrize(
    ("fact", "value", "message"),
    [
        (
            "flag",
            1,
            "`1` is neither `true` nor `false`; write `true` or `false`, or leave it out if not known [not-a-boolean]",
        ),
        ("rate", True, "`true` is not a number [not-a-number]"),
        ("rate", float("nan"), "`nan` is not a number [not-a-number]"),
        ("rate", float("inf"), "`inf` is not a number [not-a-number]"),
        ("rate", 0.1 + 0.2, "`0.30000000000000004` has more than 15 significant digits; write fewer [too-many-digits]"),
        ("rate", 0.85, "`0.85` could be a percentage or a fraction; write `0.85%` or `85%` [percent-or-fraction]"),
        ("whole", 2.5, "`2.5` is not a count: expected a whole number from 0 [not-a-count]"),
        ("whole", -1, "`-1` is not a count: expected a whole number from 0 [not-a-count]"),
    ],
)
def test_a_value_of_python_that_does_not_fit_is_refused(fact: str, value: object, message: str) -> None:
    """Python's values are held to what files may say; the place is the path."""
    with pytest.raises(InputError) as caught:
        profile_from_mapping({"facts": {fact: value}}, RULES)
    assert str(caught.value) == f"profile.facts.{fact}: {message}"


# --------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("facts: {flog: true}", ["1:9: unknown indicator `flog`; did you mean `flag`? [unknown-indicator]"]),
        ("facts:\n  rate: 0.85", [("2:9: `0.85` could be a percentage or a fraction; "
                                  "write `0.85%` or `85%` [percent-or-fraction]")]),
        ("facts:\n  rate:\n    value: 0.85", [("3:12: `0.85` could be a percentage or a fraction; "
                                              "write `0.85%` or `85%` [percent-or-fraction]")]),
        ("facts: {flag: 1}", [("1:15: `1` is neither `true` nor `false`; "
                              "write `true` or `false`, or leave it out if not known [not-a-boolean]")]),
        ("facts: {rate: true}", ["1:15: `true` is not a number [not-a-number]"]),
        ("facts: {length: 51}", ["1:17: `51` lies outside 0–50 [out-of-range]"]),
        ("fact: {}", ["1:1: unknown key `fact`; did you mean `facts`? [unknown-key]"]),
        ("commune: {nam: A}", ["1:11: unknown key `nam`; did you mean `name`? [unknown-key]"]),
        ("commune: A", ["1:10: found `A`, expected lines of the form `key: value` [wrong-kind]"]),
        ("commune: {name: [A]}", ["1:17: found a list, expected a single value [wrong-kind]"]),
        ("as_of: 30/06/23", [("1:8: `30/06/23` is not a date; "
                               "write year-month-day, for example `2023-06-30` [not-a-date]")]),
        ("facts: [flag]", ["1:8: found a list, expected lines of the form `key: value` [wrong-kind]"]),
        ("facts: {flag: [true]}", ["1:15: `flag` has one value, not a list of them [list-of-one]"]),
        ("facts: {flag: {value: [true]}}", ["1:23: `flag` has one value, not a list of them [list-of-one]"]),
        ("facts: {flag: {evidence: x}}", ["1:9: the key `value` is missing [missing-key]"]),
        ("facts: {flag: {value: true, day: x}}", [
            "1:29: unknown key `day`; allowed: `date`, `evidence`, `value` [unknown-key]"]),
        ("facts: {flag: {value: true, date: x}}", [("1:35: `x` is not a date; "
                                                   "write year-month-day, for example `2023-06-30` [not-a-date]")]),
        ("- flag", ["1:1: found a list, expected lines of the form `key: value` [wrong-kind]"]),
        ("x", ["1:1: found `x`, expected lines of the form `key: value` [wrong-kind]"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_at_its_place(text: str, expected: list[str]) -> None:
    """Each mistake is one problem at the word that is wrong."""
    assert problems(text) == expected


@pytest.mark.parametrize("text", ["~", "null", "---", "‹x›: 1"])
def test_an_odd_profile_is_a_problem_and_no_crash(text: str) -> None:
    """A file that holds only null or a key in odd marks is refused with a place."""
    assert problems(text)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("{part: 6, whole: 5}", ["1:9: `part` is 6, more than `whole`, which is 5 (p.yaml:1:18) [contradiction]"]),
        ("{set: x, level: none}", ["1:9: `set` is given although `level` is `none` (p.yaml:1:17) [contradiction]"]),
        ("{part: 1, whole: 2, share: 51%}", [
            "1:28: `share` says 51%, but `part` in `whole` is 50% (p.yaml:1:9) [contradiction]"]),
        ("{part: 1, whole: 3, share: 33.4}", [
            "1:28: `share` says 33.4%, but `part` in `whole` is 33.33% (p.yaml:1:9) [contradiction]"]),
        ("{part: 1, whole: 3, share: 33.3335333333335}", [
            "1:28: `share` says 33.3335333333335%, but `part` in `whole` is 33.33% (p.yaml:1:9) [contradiction]"]),
        ("{part: 1, whole: 2, share: na}", [
            "1:28: `share` says not applicable, but `part` in `whole` is 50% (p.yaml:1:9) [contradiction]"]),
        ("{part: na, whole: 2, share: 51%}", [
            "1:29: `share` says 51%, but `part` in `whole` is not applicable (p.yaml:1:9) [contradiction]"]),
        ("{part: 0, whole: 0, share: 50%}", [
            "1:28: `share` says 50%, but `part` in `whole` is not applicable (p.yaml:1:9) [contradiction]"]),
        ("{part: 0, share: 50%}", [
            "1:18: `share` says 50%, but `part` in `whole` is 0% (p.yaml:1:9) [contradiction]"]),
        ("{part: 6, whole: 5, set: x, level: none}", [
            "1:9: `part` is 6, more than `whole`, which is 5 (p.yaml:1:18) [contradiction]",
            "1:28: `set` is given although `level` is `none` (p.yaml:1:36) [contradiction]"]),
    ],
)  # fmt: skip
def test_facts_that_contradict_each_other_are_refused(facts: str, expected: list[str]) -> None:
    """A commune that cannot be is refused, and both places are named."""
    assert problems(f"facts: {facts}") == expected


@pytest.mark.parametrize("whole", [1234, 9000, 11000])
def test_a_rate_that_a_spreadsheet_computed_is_the_counted_one(whole: int) -> None:
    """Of 15 digits, however it was computed: as a ratio, or times a hundred before or after the division."""
    for part in range(0, whole, 7):
        counted = Fraction(100 * part, whole)
        shares = (Decimal(format(part / whole, ".15g")) * 100, part / whole * 100, 100 * part / whole)
        assert all(agree(Fraction(format(share, ".15g")), counted) for share in shares), part


def test_a_contradiction_points_at_both_places() -> None:
    """The first place is the fact that says too much, the second the one it contradicts."""
    with pytest.raises(InputError) as caught:
        read("facts:\n  whole: 5\n  part: 6\n")
    (problem,) = caught.value.problems
    assert (str(problem.place), str(problem.related)) == ("p.yaml:3:3", "p.yaml:2:3")


@pytest.mark.parametrize(
    ("condition", "fact", "said"),
    [
        ("{indicator: length, gte: 10}", "length: 2.5", "`length` is `2.5`"),
        ("{indicator: rate, gte: 90%}", "rate: '85,2%'", "`rate` is `85.2%`"),
        ("{indicator: flag, is: true}", "flag: false", "`flag` is `false`"),
        ("{indicator: opened, gte: 2020-01-01}", "opened: 2019-12-31", "`opened` is `2019-12-31`"),
    ],
)
def test_a_contradiction_shows_the_other_fact_as_people_write_it(condition: str, fact: str, said: str) -> None:
    """A number is a decimal, not the quotient that it is kept as."""
    rules = parse_ruleset(changed(("only_when: {indicator: level, is_not: none}", f"only_when: {condition}")))
    with pytest.raises(InputError) as caught:
        read_profile(read_document(Source("p.yaml", f"facts: {{set: x, {fact}}}")), rules)
    assert str(caught.value) == f"p.yaml:1:9: `set` is given although {said} (p.yaml:1:17) [contradiction]"


@pytest.mark.parametrize("other", ["part: na", "whole: na"])
def test_one_count_that_does_not_apply_contradicts_a_stated_share(other: str) -> None:
    """Also with the other count unknown it is a contradiction with places, not a crash."""
    assert [line.rpartition("[")[2] for line in problems(f"facts: {{{other}, share: 85%}}")] == ["contradiction]"]


@pytest.mark.parametrize(
    "facts",
    [
        "{part: 5, whole: 5}",
        "{part: 6}",
        "{part: 6, whole: na}",
        "{part: na, whole: 5}",
        "{set: x}",
        "{set: x, level: high}",
        "{set: na, level: none}",
        "{set: x, level: na}",
        "{level: none}",
        "{part: 1, whole: 2, share: 50%}",
        "{part: 1, whole: 3, share: 33.3}",
        "{part: 2, whole: 3, share: 66.6}",
        "{part: 2, whole: 3, share: 66.7}",
        "{part: 2, whole: 3, share: 67}",
        "{part: 1, whole: 3, share: 33}",
        "{part: 1, share: 33}",
        "{part: 9399, whole: 11000, share: 85.4454545454546}",
        "{part: 1082, whole: 1234, share: 87.6823338735819}",
        "{part: na, whole: na, share: na}",
        "{part: 0, whole: 0, share: na}",
        "{part: 0, whole: 0}",
        "{part: 0, share: 0%}",
        "{part: 0, share: na}",
        "{part: 1, share: 0%}",  # cut off, of thousands
    ],
)
def test_facts_that_can_stand_together_are_read(facts: str) -> None:
    """Equal counts, rounded or cut rates, unknown and not applicable facts contradict nothing."""
    assert read(f"facts: {facts}").facts


def test_a_wrong_fact_is_no_contradiction_as_well() -> None:
    """What could not be read is told once."""
    assert [line.rpartition("[")[2] for line in problems("facts: {part: x, whole: 5, share: 99%}")] == ["not-a-number]"]


def test_facts_of_a_case_are_read_from_its_place() -> None:
    """The table may stand anywhere; where there is none, there are no facts."""
    facts, found = read_facts(RULES.document, ("cases", 0, "facts"), RULES, None)
    assert (facts, found) == ({"flag": True, "rate": Fraction(90)}, [])
    assert read_facts(RULES.document, ("cases", 7, "facts"), RULES, None) == ({}, [])


def test_a_blank_key_of_a_commune_is_unknown_and_a_blank_text_is_not() -> None:
    """Nothing written is unknown; spaces in quotes are a mistake."""
    assert read("commune: {code: , name: A}").commune == Commune(name="A")
    assert problems('commune: {name: "  "}') == ["1:17: text is expected here, not only spaces [empty-text]"]


def of_adults() -> RuleSet:
    """The small rule set, whose rate is of adults and must not be taken for one of households."""
    more = "about: {vi: Trên số người trưởng thành, en: Of adults}, not_to_be_confused: [rate_households]"
    return parse_ruleset(changed(("  rate: {type: percent, rounded_to: 0.1%,", f"  rate: {{type: percent, {more},")))


@pytest.mark.parametrize(
    ("name", "id", "said"),
    [
        ("rate_households", "other-quantity", "`rate_households` is another quantity and cannot stand in for `rate`"),
        ("rate_households", "other-quantity", "find out “Rate”, or leave it out: Of adults"),
        ("rate_household", "unknown-indicator", "unknown indicator `rate_household`; did you mean `rate_households`?"),
        ("xyz", "unknown-indicator", "`part`, `whole`, `share` [unknown-indicator]"),
    ],
)
def test_another_denominator_is_told_from_a_misspelling(name: str, id: str, said: str) -> None:
    """A share of households where one of adults is due says what is needed; no misspelling is taken for another."""
    document = read_document(checked(Source("p.yaml", f"facts: {{{name}: 90%}}")))
    facts, (problem,) = read_facts(document, ("facts",), of_adults(), None)
    assert (facts, problem.id) == ({}, id)
    assert said in problem.say("en")


PILOT = load("pilot-smart-2023")


def document_of_text(text: str) -> Document:
    return read_document(checked(Source("p.yaml", text)))


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("ntm_level: Đạt chuẩn nông thôn mới nâng cao", "advanced"),
        ("ntm_level: NTM nâng cao", "advanced"),
        ("ntm_level: ntmnc", "advanced"),
        ("unit_type: Xã miền núi", "xa"),
        ("central_pilot: có", True),
        ("central_pilot: Không", False),
    ],
)
def test_a_profile_understands_the_words_that_people_have(fact: str, value: object) -> None:
    """The names of values, their aliases, yes and no, and days with the day first."""
    id = fact.partition(":")[0]
    profile = read_profile(document_of_text(f"as_of: 30/6/2023\nfacts: {{{fact}}}\n"), PILOT)
    assert (profile.facts[id], profile.as_of) == (value, date(2023, 6, 30))


@pytest.mark.parametrize(
    "fact",
    ["smartphone_adults: '1.234'", "central_pilot: no", "central_pilot: 1", "central_pilot: x", "adults: '1 234'"],
)
def test_nothing_else_that_tables_understand_is_understood(fact: str) -> None:
    """A profile is typed once and read by itself: no other cell shows what is meant."""
    with pytest.raises(InputError):
        read_profile(document_of_text(f"facts: {{{fact}}}\n"), PILOT)


def test_cases_are_strict() -> None:
    """They are part of the rules, and say ids."""
    _, problems = read_facts(
        document_of_text("facts: {ntm_level: NTM nâng cao, central_pilot: có}\n"), ("facts",), PILOT, None
    )
    assert [problem.id for problem in problems] == ["not-a-value", "not-a-boolean"]
