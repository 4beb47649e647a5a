"""Text to a document: scalars are text, everything has a place, and what rule files may not use is refused."""

from __future__ import annotations

import json

import pytest

from smartcommune.problems import InputError
from smartcommune.source.document import Document, Listing, Scalar, Table, as_data, read_document, walk
from smartcommune.source.files import Source


def read(text: str) -> Document:
    return read_document(Source("x.yaml", text))


def messages(text: str) -> list[str]:
    """The problems of a text, each without the name of the file."""
    with pytest.raises(InputError) as caught:
        read(text)
    return [problem.say("en").removeprefix("x.yaml:") for problem in caught.value.problems]


# ------------------------------------------------------------------------------------------------------- good input


@pytest.mark.parametrize(
    "text",
    ["01001", "1:30", "12_000", "NO", "2024-13-01", ".nan", "1e400", "0x1F", "=", "?x", "-x", "a b", "2/3", "85,2%"],
)
def test_every_scalar_is_the_text_that_stands_there(text: str) -> None:
    """YAML's own ideas about numbers, dates and yes or no are not asked."""
    assert as_data(read(f"a: {text}").root) == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b", {"a": "b"}),
        ("a: [b, c]", {"a": ("b", "c")}),
        ("a:\n- b\n- c: d\n", {"a": ("b", {"c": "d"})}),
        ("a: {}\nb: []", {"a": {}, "b": ()}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("a: 'it''s'", {"a": "it's"}),
        ('a: "\\u1ea1\\n"', {"a": "ạ\n"}),
        ("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}),
        ("a:\tb", {"a": "b"}),
        ("[]", ()),
        ("x", "x"),
        ("# only\na: b # here\n", {"a": "b"}),
        ('? "a"\n: b', {"a": "b"}),
        ("'<<': b", {"<<": "b"}),
    ],
)
def test_yaml_is_read_as_tables_lists_and_text(text: str, value: object) -> None:
    """Tables become dictionaries, lists tuples, scalars text."""
    assert as_data(read(text).root) == value


@pytest.mark.parametrize("blank", ["", " ", "~", "null", "Null", "NULL", " # nothing"])
def test_what_was_left_blank_is_none(blank: str) -> None:
    """An empty value and an unquoted null say nothing."""
    assert as_data(read(f"a: {blank}").root) == {"a": None}


@pytest.mark.parametrize("written", ["''", '""', "'~'", '"null"'])
def test_what_is_quoted_is_not_blank(written: str) -> None:
    """Quotes make a text of it."""
    assert as_data(read(f"a: {written}").root) == {"a": written[1:-1]}


@pytest.mark.parametrize(
    "value",
    [
        {"a": {"b": ["c", "d"]}, "e": "f"},
        {"emoji": "😀", "name": "Bạch Đằng", "quote": '"', "slash": "\\", "tab": "\t", "line": "a\nb"},
        {"pair": "\\ud83d\\ude00"},
        ["x"],
    ],
)
@pytest.mark.parametrize("ascii", [True, False])
@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_json_is_read_as_json(value: object, ascii: bool, indent: str | int | None) -> None:
    """JSON means what it means to a JSON reader: tabs between tokens, escapes and surrogate pairs."""
    text = json.dumps(value, ensure_ascii=ascii, indent=indent)
    assert json.loads(json.dumps(as_data(read(text).root))) == value


def test_text_is_composed() -> None:
    """Decomposed keys and values (NFD) become composed ones (NFC)."""
    assert as_data(read("ca\u0323: a\u0323").root) == {"cạ": "ạ"}


# ----------------------------------------------------------------------------------------------------------- places


def test_values_know_their_line_column_and_width() -> None:
    """Lines and columns count from 1, in characters, and the line itself comes along."""
    document = read("đầu: 1\nxã: {tên: Bạch Đằng, loại: 'xã'}\n")
    name, kind = document.node(("xã", "tên")), document.node(("xã", "loại"))
    assert isinstance(name, Scalar)
    assert isinstance(kind, Scalar)
    assert (name.place.line, name.place.column, name.place.width) == (2, 11, 9)
    assert (kind.place.line, kind.place.column, kind.place.width) == (2, 28, 4)
    assert name.place.excerpt == "xã: {tên: Bạch Đằng, loại: 'xã'}"
    assert (name.quoted, kind.quoted) == (False, True)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_once(end: str) -> None:
    """Windows and old Macintosh files have the same places as others."""
    document = read(end.join(["a: 1", "b:", "  - x", "  - yy", ""]))
    assert str(document.place(("b", 1))) == "x.yaml:4:5"
    assert document.place(("b", 1)).excerpt == "  - yy"


def test_a_column_after_an_escaped_pair_is_that_of_the_file() -> None:
    """Twelve characters of a surrogate pair in JSON stay twelve columns."""
    document = read('{"a": "\\ud83d\\ude00", "b": 1}')
    assert str(document.place(("b",))) == "x.yaml:1:28"


def test_a_text_of_many_lines_is_one_character_wide() -> None:
    """The width of a value that does not end on its line says nothing."""
    assert read("a: |\n  x\n  y\n").place(("a",)).width == 1


PLACED = "a:\n  - b: 1\n    c: [x, y]\n  - {}\nd:\n"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("a", 0, "b"), "x.yaml:2:8"),
        (("a", 0, "c", 1), "x.yaml:3:12"),
        (("a", 0), "x.yaml:2:5"),
        (("a", 1), "x.yaml:4:5"),
        (("a",), "x.yaml:2:3"),
        (("a", 0, "zz"), "x.yaml:2:5"),
        (("a", 0, "zz", "y"), "x.yaml:2:5"),
        (("a", 9), "x.yaml:1:1"),
        (("a", "zz"), "x.yaml:1:1"),
        (("a", 0, "b", 3), "x.yaml:2:8"),
        (("zz",), "x.yaml:1:1"),
        (("d",), "x.yaml:5:3"),
    ],
)
def test_a_path_leads_to_the_value_or_to_what_stands_above_it(path: tuple[str | int, ...], place: str) -> None:
    """What is missing is placed at the nearest key or item that exists."""
    assert str(read(PLACED).place(path)) == place


def test_a_whole_file_has_a_place_with_a_line() -> None:
    """Something missing at the top is placed where the content starts."""
    assert str(read("# note\n\na: 1\n").place(())) == "x.yaml:3:1"


@pytest.mark.parametrize(
    ("path", "place"),
    [(("a",), "x.yaml:1:1"), (("a", 0, "c"), "x.yaml:3:5"), (("a", 0), None), (("zz",), None), (("d", "x"), None)],
)
def test_the_place_of_a_key(path: tuple[str | int, ...], place: str | None) -> None:
    """Keys have places of their own; items and what is missing have no key."""
    found = read(PLACED).key_place(path)
    assert (None if found is None else str(found)) == place


def test_the_file_itself_has_no_key() -> None:
    """An empty path names no key; asking for it is no crash."""
    assert read("a: 1").key_place(()) is None
    assert read("x").key_place(()) is None


def test_a_path_leads_to_a_node_or_to_nothing() -> None:
    """Each step takes a key of a table or a position in a list."""
    document = read(PLACED)
    assert document.node(()) is document.root
    assert isinstance(document.node(("a",)), Listing)
    assert isinstance(document.node(("a", 1)), Table)
    for path in [("a", "b"), (0,), ("a", 5), ("a", 0, "b", "c"), ("zz", "y")]:
        assert document.node(path) is None


def test_walking_gives_every_value_with_its_path() -> None:
    """Values come in the order of the file."""
    found = [(path, scalar.text) for path, scalar in walk(read(PLACED).root)]
    assert found == [(("a", 0, "b"), "1"), (("a", 0, "c", 0), "x"), (("a", 0, "c", 1), "y"), (("d",), "")]


# --------------------------------------------------------------------------------------------------------- refusals

REFUSED = [
    ("", ["1:1: the file has no content [empty-file]"]),
    ("# nothing\n", ["1:1: the file has no content [empty-file]"]),
    ("a: &x 1", ["1:4: no anchors (`&x`); remove it [anchor]"]),
    ("&x a: 1", ["1:1: no anchors (`&x`); remove it [anchor]"]),
    ("a: &x [1]", ["1:4: no anchors (`&x`); remove it [anchor]"]),
    ("a: *x", ["1:4: no aliases (`*x`); write the value again [alias]"]),
    ("a: !!str 1", ["1:4: no tags (`tag:yaml.org,2002:str`); remove it [tag]"]),
    ("a: ! 1", ["1:4: no tags (`!`); remove it [tag]"]),
    ("a: !!python/object/apply:os.system [x]", [
        "1:4: no tags (`tag:yaml.org,2002:python/object/apply:os.system`); remove it [tag]"]),
    ("a: !x {b: 1}", ["1:4: no tags (`!x`); remove it [tag]"]),
    ("<<: {a: 1}", ["1:1: no merge keys (`<<`); write the keys out [merge-key]"]),
    ("? [a]\n: 1", ["1:3: a key must be a single word [complex-key]"]),
    ("{a: 1}: 2", ["1:1: a key must be a single word [complex-key]"]),
    ("a: 1\n---\nb: 2", ["2:1: one document a file; remove this `---` [second-document]"]),
    ("a: 1\n...\n---\n", ["3:1: one document a file; remove this `---` [second-document]"]),
    ("a: 1\nb: 2\na: 3", ["3:1: the key `a` already stands in line 1 [duplicate-key]"]),
    ("a: 1\n'a': 3", ["2:1: the key `a` already stands in line 1 [duplicate-key]"]),
    ("x:\n  a: 1\n  a: 3", ["3:3: the key `a` already stands in line 2 [duplicate-key]"]),
    ("{a: 1, a: 2, a: 3}", [
        "1:8: the key `a` already stands in line 1 [duplicate-key]",
        "1:14: the key `a` already stands in line 1 [duplicate-key]"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_what_rule_files_do_not_use_is_refused_at_its_place(text: str, expected: list[str]) -> None:
    """Anchors, aliases, tags, merge keys, duplicates and second documents are problems, each at its place."""
    assert messages(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("? [a]\n: 1\n? [b]\n: 2", ["complex-key", "complex-key"]),
        ("*a : 1\n*b : 2", ["alias", "alias"]),
    ],
)
def test_keys_that_cannot_be_keys_are_no_duplicates(text: str, expected: list[str]) -> None:
    """Two different things that are refused as keys are not called the same key as well."""
    with pytest.raises(InputError) as caught:
        read(text)
    assert [problem.id for problem in caught.value.problems] == expected


def test_all_refusals_come_together() -> None:
    """One reading tells every anchor, alias, tag and duplicate, in the order of their places."""
    with pytest.raises(InputError) as caught:
        read("a: &x 1\nb: *x\nc: !t 2\na: 3\n<<: 4\n")
    assert [problem.id for problem in caught.value.problems] == ["anchor", "alias", "tag", "duplicate-key", "merge-key"]


def test_what_was_found_before_a_syntax_error_is_told_with_it() -> None:
    """A duplicate above the place where YAML ends is not forgotten."""
    with pytest.raises(InputError) as caught:
        read("a: 1\na: 2\nb: [\n")
    assert [problem.id for problem in caught.value.problems] == ["duplicate-key", "not-yaml"]


SYNTAX = [
    ("a:\n\tb: 1", "2:1: not YAML (found character that cannot start any token); indent with spaces, not with a tab"),
    ("a: @x", ("1:4: not YAML (found character that cannot start any token); "
     "put a value that begins with a symbol in quotes")),
    ("a: 1\nb\n", "2:1: not YAML (could not find expected ':'); a colon may be missing here: write `name: value`"),
    ("a: 1\nb 2\nc: 3", ("2:1: not YAML (could not find expected ':'); "
     "a colon may be missing here: write `name: value`")),
    ("a: 1 : 2", ("1:6: not YAML (mapping values are not allowed in this context); "
     "check the indentation, brackets and colons on this line and the one above")),
    ('a:\n  "\\q"', ("2:4: not YAML (found unknown escape character); "
     "a colon may be missing here: write `name: value`")),
    ('{"a": "\\ud83d"}', ("1:10: not YAML (found invalid Unicode character escape code); "
     "check the indentation, brackets and colons on this line and the one above")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SYNTAX)
def test_a_syntax_error_has_a_place_and_a_remedy(text: str, expected: str) -> None:
    """Where the text stops being YAML, the parser's words come with what usually helps."""
    assert messages(text) == [f"{expected} [not-yaml]"]


def test_a_character_that_yaml_does_not_know_is_refused() -> None:
    """Text that was not checked before is no crash either."""
    (found,) = messages("a: 1\nb: \0")
    assert found.startswith("1:1: not YAML (")


@pytest.mark.parametrize("text", ["a: [", "a: [\n", 'a: "x', "a: {b: [c"])
def test_a_text_that_ends_too_early_is_placed_inside_the_text(text: str) -> None:
    """An open bracket or quote is reported on a line that the file has."""
    with pytest.raises(InputError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert problem.id == "not-yaml"
    assert problem.place.line is not None
    assert 1 <= problem.place.line <= text.count("\n") + 1


def test_one_level_too_many_is_refused() -> None:
    """64 levels are read, the 65th is a problem at its place; scalars do not count as a level."""
    deepest = "[" * 64 + "x" + "]" * 64
    assert as_data(read(deepest).root)
    assert messages(f"[{deepest}]") == ["1:65: nested more than 64 levels deep [too-deep]"]


@pytest.mark.full
def test_one_value_too_many_is_refused() -> None:
    """100,000 values are read, the next one is a problem at its place."""
    assert read("[" + "a," * 99_999 + "]").root
    assert messages("[" + "a," * 100_000 + "]") == ["1:200000: more than 100000 values [too-many-nodes]"]
