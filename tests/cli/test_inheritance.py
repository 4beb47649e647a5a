"""A rule set and the one it extends, through the commands: what it keeps, what it may replace, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run, WriteProfile

PARENT = """\
format: 1
id: parent
version: "1"
label: {vi: Mẹ, en: Parent}
in_force: {from: 2023-01-01, until: 2025-12-31, replaced_by: [programme-924]}
sources: {law: {title: {vi: Luật, en: Law}, number: 1/QĐ, date: 2020-01-01, kind: law}}
indicators:
  inside: {type: boolean, label: {vi: Thuộc diện, en: In the area}}
  extra: {type: boolean, label: {vi: Thêm, en: More}}
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
  region: {type: enum, values: {n: {vi: Bắc, en: North}, s: {vi: Nam, en: South}}, label: {vi: Vùng, en: Region}}
  zone: {type: enum, values: {i: {vi: Trong, en: Inner}, o: {vi: Ngoài, en: Outer}}, label: {vi: Khu, en: Zone}}
thresholds:
  low: {type: percent, by: region, label: {vi: Sàn, en: Floor}, basis: assumption, from_test: {vi: khác, en: other},
        exclusive: true, cite: law#1, values: [{from: 2023-01-01, default: 20%, n: 15%}]}
  high: {type: percent, by: region, basis: law, cite: law, values: [{from: 2023-01-01, default: 80%, n: 70%}]}
criteria:
  is_inside: {label: {vi: Thuộc diện, en: Inside}, cite: law, test: {indicator: inside, is: true}}
  middle: {label: {vi: Vừa, en: Mid}, cite: law, test: {indicator: rate, gte: {threshold: low}, lt: {threshold: high}}}
  more: {label: {vi: Thêm, en: More}, cite: law, test: {indicator: extra, is: true}}
score: {basis: assumption, note: {vi: như nhau, en: equal}}
verdict:
  scope: [is_inside]
  called: {eligible: {vi: Giữ, en: Kept}, not_eligible: {vi: Mất, en: Lost}}
  ambiguities: [{id: A-1, question: {vi: hỏi, en: q}, reading: {vi: một, en: r}, alternative: {vi: hai, en: a}}]
  eligible_when: {all_of: [middle, more]}
notices: [{from: 2023-01-01, cite: law, text: {vi: Lưu ý chung, en: General notice}}]
not_known: [{vi: chưa rõ, en: open}]
"""
CHILD = 'format: 1\nid: {id}\nversion: "1"\nextends: {extends}\nlabel: {{vi: Con, en: Child}}\n'
FACTS = {"inside": False, "extra": True, "rate": 50, "region": "s"}


def write(name: str, text: str) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("rules/parent.yaml", PARENT)


def child(more: str = "", id: str = "child", extends: str = "parent") -> str:
    return write(f"rules/tinh/{id}.yaml", CHILD.format(id=id, extends=extends) + more)


def told(run: Run, *arguments: str) -> list[str]:
    """The problems in JSON as place and id, without warnings."""
    done = run("validate", *arguments, "--format", "json", "--lang", "en")
    found = [item for item in json.loads(done.out)["problems"] if item["severity"] == "error"]
    assert done.code == (3 if found else 0)
    return [f"{item['file']}:{item['line']} {item['id']}" for item in found]


def shown(run: Run, name: str, day: str = "2023-06-30") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("show", name, "--as-of", day, "--format", "json", "--lang", "en").out)
    return found


def test_a_ward_that_is_a_central_pilot_is_out_of_scope(run: Run, profile: WriteProfile) -> None:
    """Also under a child of the pilot rules with a condition of its own."""
    own = "criteria: {own: {label: {vi: A, en: B}, cite: article, test: {indicator: smartphone_rate, gte: 1%}}}\n"
    name = child(f"{own}verdict: {{eligible_when: own}}\n", extends="pilot-smart-2023")
    facts = {"unit_type": "phuong", "central_pilot": True, "smartphone_rate": 90}
    assert run("check", profile(facts), "--rules", name).code == 12
    assert run("check", profile({**facts, "unit_type": "xa"}), "--rules", name).code == 12
    assert run("check", profile({**facts, "unit_type": "xa", "central_pilot": False}), "--rules", name).code == 0


def test_with_its_own_condition_a_child_keeps_all_else(run: Run, profile: WriteProfile) -> None:
    """Scope, open questions, names of the verdicts, notices, what is not known, basis of the score and successors."""
    name = child("verdict: {eligible_when: more}\n")
    mine, theirs = shown(run, name), shown(run, "rules/parent.yaml")
    for key in ("ambiguities", "scope", "lead"):
        assert mine["verdict"][key] == theirs["verdict"][key], key
    for key in ("not_known", "notices"):
        assert mine[key] == theirs[key], key
    assert mine["ruleset"]["replaced_by"] == ["programme-924"]
    answer = run("check", profile({**FACTS, "inside": True}), "--rules", name, "--lang", "en")
    assert answer.code == 0
    assert "KEPT" in answer.out
    assert "General notice" in answer.out
    assert run("check", profile(FACTS), "--rules", name).code == 12


def test_a_grandchild_keeps_what_its_parent_kept(run: Run, profile: WriteProfile) -> None:
    """Two levels down the scope is still that of the first, with what was added on the way."""
    child("criteria: {own: {label: {vi: A, en: B}, cite: law, test: {indicator: extra, is: true}}}\n"
          "verdict: {scope: [own], eligible_when: middle}\n")  # fmt: skip
    name = child("verdict: {eligible_when: {not: middle}}\n", id="grandchild", extends="child")
    assert run("check", profile({**FACTS, "rate": 90}), "--rules", name).code == 12
    assert run("check", profile({**FACTS, "inside": True, "extra": False, "rate": 90}), "--rules", name).code == 12
    assert run("check", profile({**FACTS, "inside": True, "rate": 90}), "--rules", name).code == 0


@pytest.mark.parametrize("key", ["scope", "ambiguities", "notices", "not_known", "called", "score"])
def test_what_is_left_out_is_said_with_a_citation(run: Run, key: str) -> None:
    """`without` drops one part; without a citation, or where there is nothing, it is a problem; `show` tells it."""
    name = child(f'without: {{{key}: {{cite: "law#9"}}}}\nverdict: {{eligible_when: more}}\n')
    assert told(run, name) == []
    done = run("show", name, "--lang", "en")
    assert "Not taken over: " in done.out
    assert "(1/QĐ, 9)" in done.out
    before, after = shown(run, "rules/parent.yaml"), shown(run, name)
    gone = {"scope": [], "ambiguities": [], "notices": [], "not_known": []}
    table = after["verdict"] if key in ("scope", "ambiguities") else after
    if key in gone:
        assert table[key] == []
        assert (before["verdict"] if key in ("scope", "ambiguities") else before)[key] != []
    assert told(run, child(f"without: {{{key}: {{cite: []}}}}\n")) == ["rules/tinh/child.yaml:6 empty-list"]
    child(f"without: {{{key}: {{cite: law}}}}\n")
    name = child(f"without: {{{key}: {{cite: law}}}}\n", id="grandchild", extends="child")
    assert told(run, name) == ["rules/tinh/grandchild.yaml:6 replaces-nothing"]


def test_left_out_scope_lets_other_communes_in(run: Run, profile: WriteProfile) -> None:
    """Said in so many words, the scope is gone."""
    name = child("without: {scope: {cite: law}}\nverdict: {eligible_when: more}\n")
    assert run("check", profile(FACTS), "--rules", name).code == 0


THRESHOLDS = "thresholds: {{{id}: {{basis: law, cite: law, values: [{{from: 2023-07-01, default: {value}}}]}}}}\n"


ANEW = "replace: {criteria: {more: {cite: law#9, test: {indicator: rate, lt: 60%}}}}\n"


def test_a_replaced_criterion_counts_wherever_it_stood(run: Run, profile: WriteProfile) -> None:
    """Its name and weight are kept, its test and citation are new."""
    facts = {**FACTS, "inside": True, "extra": False}
    assert run("check", profile(facts), "--rules", "rules/parent.yaml").code == 10
    done = run("check", profile(facts), "--rules", child(ANEW), "--format", "json", "--lang", "en")
    more = next(each for each in walked(json.loads(done.out)["assessments"][0]["reasons"]) if each["id"] == "more")
    assert done.code == 0
    assert (more["label"], more["citation"], more["text"]) == ("More", "1/QĐ, 9", "50% (needs less than 60%)")


def walked(reason: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield reason
    for inner in reason.get("children", ()):
        yield from walked(inner)


def test_a_grandchild_replaces_the_latest(run: Run, profile: WriteProfile) -> None:
    """What it does not replace stays as its parent has it."""
    child(ANEW)
    facts = {**FACTS, "inside": True, "extra": False}
    kept = child(id="grandchild", extends="child")
    assert run("check", profile(facts), "--rules", kept).code == 0
    again = child(ANEW.replace("60%", "50%"), id="grandchild", extends="child")
    assert run("check", profile(facts), "--rules", again).code == 10


def test_a_document_says_what_a_criterion_asked_for_before(run: Run) -> None:
    """In the rule set that replaces it, and only there."""
    child(ANEW)
    for format in ("text", "markdown"):
        said = run("show", "rules/tinh/child.yaml", "more", "--as-of", "2023-06-30", "--format", format, "--lang", "en")
        assert "Replaces what parent asks for: More" in said.out
    (more,) = (each for each in shown(run, "rules/tinh/child.yaml")["criteria"] if each["id"] == "more")
    assert more["replaces"] == {"ruleset": "parent", "text": "More"}
    (later,) = (
        each for each in shown(run, child(id="grandchild", extends="child"))["criteria"] if each["id"] == "more"
    )
    assert "replaces" not in later


def test_what_is_replaced_is_there(run: Run) -> None:
    """Else the nearest name is proposed; without a parent nothing is replaced."""
    name = child(ANEW.replace("more:", "mroe:"))
    done = run("validate", name, "--lang", "en")
    assert "rules/tinh/child.yaml:6:22: unknown criterion `mroe`; did you mean `more`?" in done.out
    own = write("rules/own.yaml", PARENT.replace("id: parent", "id: own") + ANEW)
    assert told(run, own) == ["rules/own.yaml:29 without-parent"]


DROP = "drop: {more: {cite: law#8}}\n"


def test_a_dropped_criterion_leaves_every_group(run: Run, profile: WriteProfile) -> None:
    """Nothing asks for it, it has no part in the score, and the document says so; the parent stays as it was."""
    facts = {**FACTS, "inside": True, "extra": False}
    name = child(DROP)
    done = run("check", profile(facts), "--rules", name, "--format", "json")
    assert done.code == 0
    assert all(each["id"] != "more" for each in walked(json.loads(done.out)["assessments"][0]["reasons"]))
    assert shown(run, name)["ruleset"]["apart"] == ["Dropped: More (more; 1/QĐ, 8)"]
    assert run("check", profile(facts), "--rules", "rules/parent.yaml").code == 10
    assert run("validate", name).code == 0


OF_VERDICT = "without `more` nothing is left of a condition in `verdict.eligible_when`"
OF_SCOPE = "without `is_inside` nothing is left of the scope"
SHORT = "without `more` a group in `verdict.eligible_when` has 1 members left, of which 2 are needed"
TEST = "test: {indicator: extra, is: true}"


@pytest.mark.parametrize(
    ("old", "new", "dropped", "said"),
    [
        ("[middle, more]", "[middle, {not: more}]", "more", OF_VERDICT),
        ("{all_of: [middle, more]}", "more", "more", OF_VERDICT),
        ("[middle, more]", "[middle, {at_least: {n: 2, of: [more, middle]}}]", "more", SHORT),
        (TEST, "test: {any_of: [middle]}", "middle", "without `middle` nothing is left of a condition in `more`"),
        (TEST, f"applies_when: middle, {TEST}", "middle", "whether the criterion `more` applies depends on `middle`"),
        ("verdict:", "verdict:", "is_inside", OF_SCOPE),
        ("verdict:", "verdict:", "moer", "unknown criterion `moer`; did you mean `more`?"),
    ],
)
def test_what_nothing_is_left_of_is_told(run: Run, old: str, new: str, dropped: str, said: str) -> None:
    """Where a criterion cannot just be left out, the author decides."""
    write("rules/parent.yaml", PARENT.replace(old, new))
    done = run("validate", child(f"drop: {{{dropped}: {{cite: law}}}}\n"), "--lang", "en")
    assert f"rules/tinh/child.yaml:6:8: {said}" in done.out
    assert done.code == 3


@pytest.mark.parametrize(
    ("test", "more"),
    [
        (TEST, "without: {scope: {cite: law}}\ndrop: {is_inside: {cite: law}}\n"),
        (TEST, "verdict: {eligible_when: middle}\ndrop: {more: {cite: law}}\n"),
        ("test: middle", f"drop: {{middle: {{cite: law}}}}\nreplace: {{criteria: {{more: {{cite: law, {TEST}}}}}}}\n"),
    ],
)
def test_what_is_written_anew_need_not_be_left(run: Run, test: str, more: str) -> None:
    """A scope that is left out in so many words, a verdict of its own, a criterion that is replaced."""
    write("rules/parent.yaml", PARENT.replace(TEST, test))
    assert told(run, child(more)) == []


def test_a_replaced_criterion_is_measured_where_it_stands(run: Run) -> None:
    """Its mutants and what its cases should show are those of the file that replaces it."""
    name = child(ANEW)
    done = run("test", name, "--coverage", "--mutate", "--lang", "en")
    assert "child.yaml:6:28: `more` is met" in done.out
    assert "`rate` < 60% becomes <= 60%" in done.out


@pytest.mark.parametrize("written", ["lov", "low_rate"])
def test_a_threshold_that_replaces_nothing_is_a_problem(run: Run, profile: WriteProfile, written: str) -> None:
    """Told by `validate` and `check`, with the name that was meant."""
    name = child(THRESHOLDS.format(id=written, value="30%").replace("{basis", "{type: percent, basis"))
    done = run("validate", name, "--lang", "en")
    assert done.code == 3
    assert "did you mean `low`?" in done.out
    assert run("check", profile(FACTS), "--rules", name).code == 3


def test_a_new_threshold_that_a_child_uses_itself_is_fine(run: Run) -> None:
    """What its own conditions compare with replaces nothing, and needs not to."""
    threshold = THRESHOLDS.format(id="own_min", value="30%").replace("{basis", "{type: percent, basis")
    own = "verdict: {eligible_when: {indicator: rate, gte: {threshold: own_min}}}\n"
    assert told(run, child(threshold + own)) == []


@pytest.mark.parametrize(("command", "code"), [("validate", 0), ("test", 20)])  # it has no case to run
def test_a_parent_alone_tells_of_children_that_it_leaves_behind(run: Run, command: str, code: int) -> None:
    """A threshold renamed there is told in the child under the same root, though nobody asked for it."""
    child(THRESHOLDS.format(id="low", value="30%"))
    child(THRESHOLDS.format(id="high", value="90%"), id="grandchild", extends="child")
    assert run(command, "rules/parent.yaml").code == code
    write("rules/parent.yaml", PARENT.replace("low", "low_min"))
    done = run(command, "rules/parent.yaml", "--lang", "en")
    assert done.code == 3
    assert "rules/tinh/child.yaml:6:14: `parent` has no threshold `low` to replace" in done.out + done.err
    assert "did you mean `low_min`?" in done.out + done.err
    assert "grandchild.yaml" not in done.out + done.err  # it cannot be read until the child is mended


def test_a_user_of_a_verdict_is_looked_at_with_the_rule_set_that_gives_it(run: Run) -> None:
    """A borrowed verdict rests on the other file as much as a child does."""
    own = "\n".join(line for line in PARENT.split("\n") if line.startswith(("format", "version", "label", "sources")))
    test = "criteria: {has: {label: {vi: A, en: B}, cite: law, test: {ruleset: parent, is: eligible}}}"
    verdict = "verdict: {eligible_when: has}\nin_force: {from: 2023-01-01, until: 2025-12-31}"
    write("rules/user.yaml", f"{own}\nid: user\n{test}\n{verdict}\n")
    assert told(run, "rules/parent.yaml") == []
    write("rules/parent.yaml", PARENT.replace("until: 2025-12-31", "until: 2024-12-31"))
    assert told(run, "rules/parent.yaml") == ["rules/user.yaml:6 used-period"]


@pytest.mark.parametrize(
    ("day", "value", "basis"), [("2023-06-30", "15%", "assumption"), ("2023-07-01", "30%", "law")]
)  # fmt: skip
def test_a_replacement_keeps_what_was_before_it(
    run: Run, profile: WriteProfile, day: str, value: str, basis: str
) -> None:
    """Value by place, basis, citation, test of origin and whether reaching it suffices: each of its own days."""
    name = child(THRESHOLDS.format(id="low", value="30%"))
    facts = {"inside": True, "extra": True, "region": "n", "rate": value}
    done = run("check", profile(facts, as_of=day), "--rules", name, "--format", "json")
    reached = basis == "law"  # the assumed value is exclusive
    assert done.code == (0 if reached else 10)
    (threshold,) = (item for item in shown(run, name, day)["thresholds"] if item["id"] == "low")
    assert (threshold["basis"], threshold["exclusive"], threshold["label"]) == (basis, not reached, "Floor")
    assert bool(threshold["from_test"]) is not reached
    refused = run("check", profile(facts, as_of=day), "--rules", name, "--assumptions", "refuse")
    assert refused.code == (0 if reached else 11)


def test_another_place_needs_all_its_values(run: Run) -> None:
    """Where a replaced threshold depends on something else, its earlier values cannot be kept, and are asked for."""
    both = "thresholds:\n" + "".join(
        f"  {id}: {{by: zone, basis: law, cite: law, values: [{{from: DAY, default: {value}}}]}}\n"
        for id, value in (("low", "30%"), ("high", "90%"))
    )
    late, whole = both.replace("DAY", "2023-07-01"), both.replace("DAY", "2023-01-01")
    problems = ["rules/tinh/child.yaml:7 other-places", "rules/tinh/child.yaml:8 other-places"]
    assert told(run, child(late)) == problems
    assert told(run, child(whole)) == []


def test_two_places_are_told_in_a_comparison_that_is_taken_over(run: Run) -> None:
    """A replaced threshold must not make an inherited comparison depend on two indicators."""
    other = "thresholds: {high: {by: zone, basis: law, cite: law, values: [{from: 2023-01-01, default: 90%}]}}\n"
    assert told(run, child(other)) == ["rules/tinh/child.yaml:6 two-places"]


def test_a_period_lies_within_that_of_the_parent(run: Run) -> None:
    """Longer only with what lets it live on, never earlier, and a licence that is not needed is told."""
    later, earlier = ("in_force: {from: 2023-01-01, until: 2026-12-31}\n", "in_force: {from: 2022-01-01}\n")
    lives = "outlives: {cite: law}\n"
    assert told(run, child(later)) == ["rules/tinh/child.yaml:6 beyond-parent"]
    assert told(run, child(later + lives)) == []
    assert "In force after that rule set has ended (1/QĐ)" in run("show", child(later + lives), "--lang", "en").out
    assert told(run, child(earlier + lives)) == ["rules/tinh/child.yaml:6 beyond-parent"]
    assert told(run, child("in_force: {from: 2023-07-01}\n")) == ["rules/tinh/child.yaml:6 beyond-parent"]
    assert told(run, child("in_force: {from: 2023-07-01, until: 2024-12-31}\n" + lives)) == [
        "rules/tinh/child.yaml:7 replaces-nothing"
    ]


@pytest.mark.parametrize("other", ["rules/cu/parent.yaml", "rules/tinh/parent.yml"])
def test_an_id_stands_for_one_file(run: Run, profile: WriteProfile, other: str) -> None:
    """Two files with one id under one root are told, of both, and whoever extends that id is refused."""
    write(other, PARENT)
    name = child()
    assert set(told(run, "rules")) == {
        "rules/parent.yaml:2 same-id",
        f"{other}:2 same-id",
        "rules/tinh/child.yaml:4 same-id",
    }
    assert told(run, "rules/parent.yaml") == ["rules/parent.yaml:2 same-id"]
    assert run("check", profile(FACTS), "--rules", name).code == 3


def test_a_parent_may_end_in_yml(run: Run) -> None:
    """Either suffix of YAML is found by the id, and `show` names the file that was taken."""
    Path("rules/parent.yaml").rename("rules/parent.yml")
    assert told(run, child()) == []
    found = shown(run, child())
    assert found["ruleset"]["rests_on"] == [{"id": "parent", "file": "rules/parent.yml"}]
    assert "Dựa trên bộ tiêu chí: parent (tệp rules/parent.yml)" in run("show", child()).out
    assert "Extends: pilot-smart-2023 (built in)" in run("show", "pilot-smart-nam-dinh", "--lang", "en").out


def test_an_id_is_the_name_of_its_file_in_a_folder_of_rules(run: Run) -> None:
    """Told where a folder is validated; a file on its own may be called otherwise."""
    write("rules/parent.yaml", PARENT.replace("id: parent", "id: other"))
    write("elsewhere/mine.yaml", PARENT)
    assert told(run, "rules") == ["rules/parent.yaml:2 id-unlike-name"]
    assert told(run, "elsewhere") == ["elsewhere/mine.yaml:2 id-unlike-name"]
    assert told(run, "elsewhere/mine.yaml", "rules/parent.yaml") == []


def test_a_changed_built_in_rule_set_is_told(run: Run, profile: WriteProfile) -> None:
    """Another text under a known id runs, with a warning; an identical copy is fine; so is one on a changed parent."""
    shipped = Path(__file__).parents[2] / "rules"
    copy = (shipped / "tinh" / "pilot-smart-nam-dinh.yaml").read_text(encoding="utf-8")
    pilot = (shipped / "pilot-smart-2023.yaml").read_text(encoding="utf-8")
    names = [
        write("rules/pilot-smart-2023.yaml", pilot),
        write("rules/tinh/pilot-smart-nam-dinh.yaml", copy),
    ]
    ids = ("--select", "changed-ruleset", "--format", "json")
    assert json.loads(run("validate", *names, *ids).out)["problems"] == []
    write(names[0], pilot + "# more\n")
    found = json.loads(run("validate", *names, *ids).out)["problems"]
    assert [(item["file"], item["id"], item["severity"]) for item in found] == [
        (name, "changed-ruleset", "warning") for name in names
    ]
    assert run("check", profile({"unit_type": "phuong"}), "--rules", names[0]).code == 12


def test_a_value_without_a_last_day_does_not_come_back(run: Run, profile: WriteProfile) -> None:
    """When a later one has ended there is none, and `validate` tells from which day on."""
    values = "[{from: 2023-01-01, default: 80%}, {from: 2024-01-01, until: 2024-06-30, default: 90%}]"
    name = write("rules/parent.yaml", PARENT.replace("[{from: 2023-01-01, default: 80%, n: 70%}]", values))
    codes = [
        run("check", profile({**FACTS, "inside": True, "rate": 85}, as_of=day), "--rules", name).code
        for day in ("2023-12-31", "2024-06-30", "2024-07-01")
    ]
    assert codes == [10, 0, 11]
    done = run("validate", name, "--select", "periods-gap", "--lang", "en")
    assert "`high` has no value on 2024-07-01" in done.out


def test_verdicts_taken_over_are_looked_at_again(run: Run) -> None:
    """A grandchild that changes what a verdict rests on, or lives longer than it, is told."""
    own = "\n".join(line for line in PARENT.split("\n") if line.startswith(("format", "version", "label", "sources")))
    test = "criteria: {has: {label: {vi: A, en: B}, cite: law, test: {ruleset: parent, is: eligible}}}"
    verdict = "verdict: {eligible_when: has}\nin_force: {from: 2023-01-01, until: 2025-12-31}"
    write("rules/user.yaml", f"{own}\nid: user\n{test}\n{verdict}\n")
    child(extends="user")
    changed = THRESHOLDS.format(id="low", value="30%")
    assert told(run, child(changed, id="grandchild", extends="child")) == [
        "rules/tinh/grandchild.yaml:6 declared-otherwise"
    ]
    longer = "in_force: {from: 2023-01-01, until: 2026-12-31}\noutlives: {cite: law}\n"
    assert told(run, child(longer, id="grandchild", extends="child")) == ["rules/tinh/grandchild.yaml:6 used-period"]


def test_what_no_longer_decides_is_told_in_the_child(run: Run) -> None:
    """A criterion of the parent that the child's own condition leaves out, unless the child says so with a citation."""
    ids = ("--select", "unused-criterion", "--lang", "en")
    done = run("validate", child("verdict: {eligible_when: more}\n"), *ids)
    assert "no verdict here depends on the criterion `middle` of `parent` any more" in done.out
    assert "is_inside" not in done.out
    without = "without: {scope: {cite: law}}\nverdict: {eligible_when: {all_of: [more, middle]}}\n"
    assert "unused-criterion" not in run("validate", child(without), *ids).out


SCORED = """\
format: 1
id: scored-parent
version: "1"
label: {vi: Có điểm, en: With points}
in_force: {from: 2021-01-01}
sources:
  law: {title: {vi: Luật, en: Law}, number: 1/L, kind: law, date: 2020-01-01}
indicators:
  plan: {type: boolean, label: {vi: Kế hoạch, en: Plan}}
  wifi: {type: boolean, label: {vi: Wifi, en: Wifi}}
criteria:
  p: {label: {vi: Kế hoạch, en: Plan}, cite: law, test: {indicator: plan, is: true}, points: 6}
  w: {label: {vi: Wifi, en: Wifi}, cite: law, test: {indicator: wifi, is: true}, points: 4}
  sum: {label: {vi: Tổng, en: Total}, cite: law, points: {sum: [p, w], printed_most: 10}}
score: {points: sum, basis: law, cite: law}
verdict: {eligible_when: {points: sum, gte: 6}}
"""


def test_a_dropped_criterion_leaves_every_sum(run: Run, profile: WriteProfile) -> None:
    """The rest adds up without it, to a most of its own; a sum of nothing, and points that are compared, are told."""
    write("rules/scored-parent.yaml", SCORED)
    rules = child("drop: {w: {cite: law}}\n", extends="scored-parent")
    assert told(run, rules) == []
    (found,) = json.loads(run("check", profile({"plan": True}), "--rules", rules, "-f", "json").out)["assessments"]
    assert (found["verdict"], found["points"]["value"], found["points"]["most"]) == ("eligible", 6, 6)
    both = child("drop: {w: {cite: law}, p: {cite: law}}\n", id="both", extends="scored-parent")
    assert "nothing is left of a condition in `sum`" in run("validate", both, "--lang", "en").out
    compared = "{all_of: [{points: sum, gte: 6}, {points: w, gte: 1}]}"
    write("rules/scored-parent.yaml", SCORED.replace("{points: sum, gte: 6}", compared))
    assert "the points of `w` are still compared" in run("validate", rules, "--lang", "en").out
