"""Names and files to rule sets: built-in ids, paths, texts, and what a rule set extends."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.rulesets import library
from smartcommune.rulesets.library import DEFAULT, built_in, load, load_built_in, parse_ruleset

from .small import SMALL

CHILD = "format: 1\nid: {id}\nversion: '1'\nlabel: {{vi: a, en: a}}\nextends: {extends}\n"


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def refusal(name: str) -> str:
    with pytest.raises(InputError) as caught:
        load(name)
    (problem,) = caught.value.problems
    assert problem.say("vi")
    return str(problem.say("en"))


def test_every_built_in_rule_set_is_read() -> None:
    """What the package carries has no problems, and each file is called by its id."""
    assert {load_built_in(id).id for id in built_in()} == set(built_in())
    assert DEFAULT in built_in()


def test_a_built_in_rule_set_has_the_same_name_everywhere() -> None:
    """Messages call its file `rules/…`, wherever it is installed."""
    assert load(DEFAULT).document.name == f"rules/{DEFAULT}.yaml"
    assert load_built_in("pilot-smart-lam-dong").document.name == "rules/tinh/pilot-smart-lam-dong.yaml"


def test_a_parent_has_the_same_name_and_the_same_digest() -> None:
    """Extended or on its own, a built-in rule set is the same one."""
    parent = load_built_in("pilot-smart-lam-dong").parent
    assert parent is not None
    assert parent.document.name == f"rules/{DEFAULT}.yaml"
    assert parent.sha256 == load(DEFAULT).sha256


def test_a_misspelt_id_is_refused_with_the_closest_one() -> None:
    """The message names the built-in rule set that was meant."""
    assert refusal("pilot-smart-2032") == (
        "--rules: unknown rule set `pilot-smart-2032`; did you mean `pilot-smart-2023`? [unknown-ruleset]"
    )


@pytest.mark.parametrize("name", ["rules.yaml", "rules.yml", "sub/rules", "./rules"])
def test_a_path_is_read_as_a_path(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a suffix or a folder is a file, and messages repeat it as it was given."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / name, SMALL)
    rules = load(name)
    assert (rules.id, rules.document.name) == ("small", name)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    """A missing file is no unknown id."""
    assert refusal(str(tmp_path / "no.yaml")) == f"{tmp_path}/no.yaml: no such file [unreadable-file]"


@pytest.mark.parametrize("name", ["", " ", "..", "*", "no such", "x" * 500])
def test_an_odd_id_is_unknown(name: str) -> None:
    """Whatever is no id and no path is refused and not searched for."""
    assert refusal(name).endswith("[unknown-ruleset]")


def test_a_text_is_a_rule_set() -> None:
    """A program can bring a rule set as text, under a name of its own for messages."""
    assert parse_ruleset(SMALL, "mine.yaml").document.name == "mine.yaml"
    assert parse_ruleset(CHILD.format(id="child", extends=DEFAULT)).parent is not None


@pytest.mark.parametrize("extends", ["pilot-smart-2032", "../x", "x.yaml", "tinh/pilot-smart-lam-dong", "/etc/passwd"])
def test_a_text_can_only_extend_a_built_in_rule_set(extends: str) -> None:
    """A text has no folder in which a parent could be looked for."""
    with pytest.raises(InputError) as caught:
        parse_ruleset(CHILD.format(id="child", extends=extends), "c.yaml")
    (problem,) = caught.value.problems
    assert problem.say("en").startswith(f"c.yaml:5:10: unknown rule set `{extends}`")


@pytest.mark.parametrize("text", ["\ufeff" + SMALL, SMALL + "\0", SMALL + "\ud800"])
def test_a_text_is_checked_like_a_file(text: str) -> None:
    """Control characters, lone surrogates and inner byte order marks are refused with their place."""
    with pytest.raises(InputError) as caught:
        parse_ruleset(text, "c.yaml")
    (problem,) = caught.value.problems
    assert problem.id == "bad-character"
    assert problem.place.line is not None


def test_a_text_has_the_size_limit_of_a_file() -> None:
    """More than 1 MB is refused before it is parsed."""
    with pytest.raises(InputError) as caught:
        parse_ruleset(SMALL + "#" * 1_000_000)
    assert [problem.id for problem in caught.value.problems] == ["too-large"]


def test_a_neighbour_is_found_by_its_id_in_the_rules_folder(tmp_path: Path) -> None:
    """Also in another subfolder of the same rules folder."""
    write(tmp_path / "rules" / "national" / "small.yaml", SMALL)
    name = write(tmp_path / "rules" / "tinh" / "child.yaml", CHILD.format(id="child", extends="small"))
    parent = load(name).parent
    assert parent is not None
    assert parent.id == "small"


def test_a_users_rule_set_can_extend_a_built_in_one(tmp_path: Path) -> None:
    """An id that has no file nearby is that of a built-in rule set."""
    parent = load(write(tmp_path / "child.yaml", CHILD.format(id="child", extends=DEFAULT))).parent
    assert parent is not None
    assert parent.id == DEFAULT


def test_a_parent_that_nobody_has_is_refused_where_it_is_named(tmp_path: Path) -> None:
    """The place is the value of `extends`."""
    name = write(tmp_path / "child.yaml", CHILD.format(id="child", extends="pilot-smart-2024"))
    assert refusal(name) == (
        f"{name}:5:10: unknown rule set `pilot-smart-2024`; did you mean `pilot-smart-2023`? [unknown-ruleset]"
    )


def test_a_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    """A file of its own stays in its own folder."""
    write(tmp_path / "small.yaml", SMALL)
    name = write(tmp_path / "inner" / "child.yaml", CHILD.format(id="child", extends="../small"))
    assert refusal(name) == f"{name}:5:10: `extends` may only lead to a file in the same rules folder [outside]"


def test_a_packaged_rules_folder_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed, the rule files lie in the package; case files beside them are no rule sets."""
    write(tmp_path / "rules" / "small.yaml", SMALL)
    write(tmp_path / "rules" / "small.cases.yaml", "x")
    monkeypatch.setattr(library, "__file__", str(tmp_path / "rulesets" / "library.py"))
    built_in.cache_clear()
    try:
        assert list(built_in()) == ["small"]
        assert load("small").document.name == "rules/small.yaml"
    finally:
        monkeypatch.undo()
        built_in.cache_clear()


def test_a_circle_is_named_link_by_link(tmp_path: Path) -> None:
    """Each id of the circle, in the order of the links."""
    write(tmp_path / "b.yaml", CHILD.format(id="b", extends="a"))
    name = write(tmp_path / "a.yaml", CHILD.format(id="a", extends="b"))
    assert refusal(name) == f"{tmp_path}/b.yaml:5:10: the rule sets rest on each other in a circle: a → b → a [circle]"


def test_a_chain_has_at_most_eight_parents(tmp_path: Path) -> None:
    """The ninth is refused where it is named."""
    write(tmp_path / "r0.yaml", SMALL.replace("id: small", "id: r0"))
    for number in range(1, 10):
        name = write(tmp_path / f"r{number}.yaml", CHILD.format(id=f"r{number}", extends=f"r{number - 1}"))
    assert load(str(tmp_path / "r8.yaml")).id == "r8"
    assert refusal(name) == f"{tmp_path}/r1.yaml:5:10: nested more than 8 levels deep [too-deep]"


def test_a_change_of_a_built_in_file_is_validated_again() -> None:
    """Only the very bytes whose digest is on record pass unread; one more key is found."""
    source = built_in()[DEFAULT].read_text(encoding="utf-8")
    with pytest.raises(InputError) as caught:
        parse_ruleset(source + "\nsurprise: x\n", "r.yaml")
    assert [problem.id for problem in caught.value.problems] == ["unknown-key"]


def test_a_rule_set_assesses_what_its_parent_assesses() -> None:
    """A provincial rule set on one for villages is one for villages, unless it says otherwise."""
    for line, subject in (("", "village"), ("subject: commune\n", "commune")):
        child = (
            f'format: 1\nid: child\nversion: "1"\n{line}extends: smart-village-ninhbinh-2022\nlabel: {{vi: a, en: a}}\n'
        )
        assert parse_ruleset(child).subject == subject


def test_a_change_of_a_grandparent_is_seen(tmp_path: Path) -> None:
    """A file is read anew whenever it is asked for, however far up it changed."""
    write(tmp_path / "small.yaml", SMALL)
    write(tmp_path / "parent.yaml", CHILD.format(id="parent", extends="small"))
    name = write(tmp_path / "child.yaml", CHILD.format(id="child", extends="parent"))
    before = load(name)
    write(tmp_path / "small.yaml", SMALL.replace("label: {vi: ", "label: {vi: Mới ", 1))
    after = load(name)
    assert before.sha256 != after.sha256
    assert before.parent.parent.label != after.parent.parent.label
