"""One small rule set that uses every part of the format, and ways to read changed copies of it."""

from __future__ import annotations

import re

from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.rulesets.library import parse_ruleset

SMALL = """\
format: 1
id: small
version: "1"
label: {vi: Nhỏ, en: Small}
issuer: {vi: Bộ, en: Ministry}
in_force: {from: 2021-01-01, until: 2025-12-31}
sources:
  law: {title: {vi: Luật, en: Law}, number: 1/QĐ, kind: law, date: 2020-01-01}
  news: {title: {vi: Báo, en: News}, kind: press, undated: {vi: không rõ, en: not known}}
indicators:
  region: {type: enum, values: [delta, other], label: {vi: Vùng, en: Region}}
  level: {type: enum, ordered: true, values: {none: {vi: Chưa, en: No}, high: {vi: C, en: Up}}, label: {vi: M, en: L}}
  set: {type: text, only_when: {indicator: level, is_not: none}, label: {vi: Bộ, en: Set}}
  flag: {type: boolean, label: {vi: Cờ, en: Flag}}
  rate: {type: percent, rounded_to: 0.1%, label: {vi: Tỷ lệ, en: Rate}}
  length: {type: number, unit: km, range: {min: 0, max: 50}, label: {vi: Dài, en: Length}}
  opened: {type: date, label: {vi: Ngày, en: Day}}
  part: {type: count, at_most: whole, label: {vi: Phần, en: Part}}
  whole: {type: count, label: {vi: Toàn bộ, en: Whole}}
derived:
  share: {share: {of: part, in: whole}, label: {vi: Phần trăm, en: Share}}
thresholds:
  high: {type: percent, by: region, basis: law, cite: law#1, values: [{from: 2022-01-01, default: 80%, delta: 70%}]}
  guess:
    type: percent
    basis: assumption
    cite: [law, "news#trang 1"]
    from_test: {vi: khác, en: another}
    exclusive: true
    values: [{from: 2023-01-01, default: 40%}, {from: 2021-01-01, until: 2021-12-31, default: 30%}]
  enough: {type: count, basis: law, cite: law, values: [{from: 2021-01-01, default: 2}]}
criteria:
  base: {label: {vi: Gốc, en: Base}, cite: law, weight: 0, test: {indicator: flag, is: true}}
  good: {label: {vi: Tốt, en: Good}, cite: [law#2, news], test: {indicator: rate, gte: {threshold: high}, lt: 99%}}
  many:
    label: {vi: Nhiều, en: Many}
    cite: law
    applies_when: {not: {indicator: region, is: other}}
    test:
      at_least:
        n: 2
        of: [good, {indicator: share, gt: {threshold: guess}}, {none_of: [{indicator: level, in: [none]}]}]
        must: [good]
verdict:
  scope: [base]
  eligible_when: {any_of: [many, {all_of: [good, {at_least: {n: {threshold: enough}, of: [base, good]}}]}]}
notices:
  - {from: 2021-01-01, until: 2022-12-31, cite: law, text: {vi: Chú ý, en: Note}}
not_known:
  - {vi: không rõ, en: unknown}
cases:
  - name: one
    on: 2023-01-01
    facts: {flag: true, rate: 90%, opened: "?", set: ""}
    expect: {verdict: undetermined, because: [many], outcomes: {base: met}, missing: [rate], score: {low: 0, high: 100}}
"""


def small() -> RuleSet:
    return parse_ruleset(SMALL, "s.yaml")


def lenient() -> RuleSet:
    """The same, in which everything but the place may not apply."""
    facts = re.compile("^(  (?:level|set|flag|rate|length|opened|part|whole|share): .*)}$", re.MULTILINE)
    return parse_ruleset(facts.sub(r"\1, may_not_apply: true}", SMALL), "s.yaml")


def changed(*changes: tuple[str, str]) -> str:
    """The small rule set with texts replaced; each must stand there exactly once."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def problems(text: str) -> list[str]:
    """What is wrong with a rule set, one line each, without the file's name."""
    try:
        parse_ruleset(text, "s.yaml")
    except InputError as error:
        for problem in error.problems:
            assert problem.say("vi")
        return [problem.say("en").removeprefix("s.yaml:") for problem in error.problems]
    return []


def placed(text: str, marked: str) -> str:
    """Line and column of the bar in a marked piece of a text; the piece stands there exactly once."""
    before, _, after = marked.partition("|")
    assert text.count(before + after) == 1, marked
    lines = text[: text.index(before + after) + len(before)].split("\n")
    return f"{len(lines)}:{len(lines[-1]) + 1}"
