"""The answers that `examples/README.md` shows are those of the tool."""

from __future__ import annotations

from smartcommune.document import read_document
from smartcommune.files import read_source
from smartcommune.library import load_built_in
from smartcommune.profile import read_profile
from tests.docs.examples_table import BETWEEN, EXAMPLES, README, table

CENTRAL_PILOTS = {
    "giao-phong",
    "hoa-dong",
    "my-loc",
    "my-xuong",
    "phuc-hoa",
    "quang-tho",
    "tan-my-chanh",
    "thoai-giang",
    "tuc-tranh",
}


def test_table_is_what_the_tool_says():
    """The table of answers is up to date; `python -m tests.docs.examples_table` writes it anew."""
    found = BETWEEN.search(README.read_text())
    assert found is not None
    assert found.group() == table()


def test_central_pilots_and_others_are_there():
    """There is a profile of each of the nine central pilots and of at least eight other communes."""
    names = {path.stem for path in EXAMPLES.glob("*.yaml")}
    assert names >= CENTRAL_PILOTS
    assert len(names - CENTRAL_PILOTS - {"tan-my"}) >= 8


def test_every_figure_has_its_source():
    """Each fact of each real commune names the evidence it rests on."""
    ruleset = load_built_in("pilot-smart-2023")
    for path in sorted(EXAMPLES.glob("*.yaml")):
        profile = read_profile(read_document(read_source(str(path))), ruleset)
        without = [id for id in profile.facts if not profile.evidence[id].text]
        assert without == [] or path.stem == "tan-my", path.name
