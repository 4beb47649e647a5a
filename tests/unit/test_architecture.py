"""The house keeps its order: modules import only from levels below, and each thing is done in one place."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import smartcommune

ROOT = Path(smartcommune.__file__).parent
EXAMPLE = Path(__file__).parents[2] / "examples" / "tan-my.yaml"

SHAPES = ("text_types", "shape_base", "condition_shape", "shape", "fit")  # what pydantic stands behind
# From the ground up; modules on one level do not import each other. `x.*` stands for all other modules in `x`.
LEVELS = (
    ("messages.*",),
    ("messages",),
    ("logic", "quantity", "record", "problems"),
    ("text_types", "shape_base"),
    ("condition_shape",),
    ("files", "shape"),
    ("syntax",),
    ("document",),
    ("given",),
    ("ruleset", "fit"),
    ("wording", "facts"),
    (
        "values",
        "codes",
    ),
    ("cells", "names", "plan"),
    ("conditions", "profile", "evaluate", "verdicts", "periods", "needs"),
    ("indicators", "rows"),
    ("link", "settle", "assessment", "nearest", "sentence"),
    ("reach.counts", "reach.declared", "reach.tally"),
    ("reach.counted", "reach.questions"),
    ("reach.communes", "reach.blocks"),
    ("reach.ways",),
    ("reach.schedule",),
    ("reach.sweep",),
    ("reach",),
    ("reach.roles",),
    ("library", "missing", "advise", "explain", "margin"),
    ("assess", "collect", "succession", "vectorise.possible", "vectorise.ranges"),
    ("vectorise.steps", "vectorise.days"),
    ("vectorise.long_shares",),
    ("vectorise.leaves",),
    ("vectorise.criteria", "vectorise.score"),
    ("vectorise.verdicts",),
    ("vectorise.doubt",),
    ("vectorise.missing", "vectorise.near", "vectorise.reasons"),
    ("vectorise", "dataframe"),
    ("api",),
    ("tables", "tables.sheet", "tables.choice", "tables.hidden", "tables.container", "tables.xml", "tables.syllables"),
    ("tables.ods_fonts",),
    ("tables.spark",),
    ("tables.archive", "tables.shown", "tables.mend", "tables.legacy"),
    ("tables.seen", "tables.frames", "tables.encoding"),
    ("tables.grid", "tables.fonts", "tables.ooxml", "tables.biff"),
    ("tables.delimited", "tables.workbook", "tables.parquet", "tables.jsonlines", "tables.ods", "tables.xls"),
    ("tables.open",),
    ("tables.folding",),
    ("tables.headings", "tables.kinds", "tables.parse"),
    ("tables.asides", "tables.mapping", "tables.numbers"),
    ("tables.layout",),
    ("tables.columns", "tables.readers"),
    ("tables.contradictions", "tables.typed"),
    ("tables.settling", "tables.sources", "tables.merged", "tables.strangers"),
    ("tables.facts",),
    ("tables.inspection",),
    ("tables.form", "tables.narrow", "tables.rejects", "tables.select", "tables.stream", "tables.tally"),
    ("tables.summary",),
    (
        "authoring",
        "authoring.lint",
        "authoring.accepted",
        "authoring.cases",
        "authoring.asides",
        "authoring.clauses",
        "authoring.contents",
        "authoring.description",
        "authoring.schemas",
        "authoring.stretches",
    ),
    ("authoring.differences", "authoring.faults"),
    ("authoring.affected",),
    (
        "authoring.describe",
        "authoring.lints.common",
        "authoring.lints.figures",
        "authoring.replace",
        "authoring.rewrites",
    ),
    (
        "authoring.lints.encoded",
        "authoring.mutants",
        "authoring.obligations",
        "authoring.exercise",
        "authoring.repairs",
    ),
    ("authoring.witness",),
    ("authoring.coverage", "authoring.differ"),
    ("authoring.mutate",),
    ("authoring.measured",),
    ("authoring.suggest",),
    ("authoring.lints.reached", "authoring.lints.bands", "authoring.blame"),
    ("authoring.lints.*",),
    ("authoring.lints",),
    ("authoring.suppressions", "authoring.misspelt"),
    ("authoring.validate",),
    ("report",),
    ("render", "render.safe"),
    ("render.page", "render.problems"),
    ("render.book",),
    ("render.workbook_collect", "render.workbook_rules", "render.workbook_summary"),
    ("render.*",),
    ("render.differences",),
    (
        "render.markdown",
        "render.tested",
        "render.suggested",
        "render.differences_markdown",
        "render.differences_json",
        "render.ask",
    ),
    ("render.measured", "render.affected"),
    ("",),
    ("cli.frame", "cli.signals"),
    ("cli.streams", "cli.bar", "cli.options"),
    ("cli.report", "cli.table_options", "cli.targets", "cli.progress", "cli.applied", "cli.table_run"),
    ("cli.batch_spark", "cli.diff_on"),
    ("cli.*",),
    ("cli.test",),
    ("cli.app",),
    ("cli",),
    ("__main__",),
)
DECLARED = {module: number for number, level in enumerate(LEVELS) for module in level}


def modules() -> dict[str, ast.Module]:
    """Every module by its name below `smartcommune`."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").removesuffix(".")
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


MODULES = modules()
every_module = pytest.mark.parametrize("module", MODULES, ids=lambda name: name or "smartcommune")


def imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The full names that a module imports, wherever it does so, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports say where from"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def own_imports(module: str) -> set[str]:
    """The modules of this package that a module imports."""
    found = set()
    for name, _ in imports(MODULES[module]):
        package, _, rest = name.partition(".")
        if package == "smartcommune":
            found.add(rest if rest in MODULES else rest.rpartition(".")[0])
    return found - {module}


def lazy_homes() -> set[str]:
    """The modules that the package itself imports when one of its names is first used."""
    return {str(name) for name in smartcommune._HOMES.values()}


def place_of(module: str) -> str:
    """The entry of the order that a module belongs to."""
    return module if module in DECLARED else f"{module.rpartition('.')[0]}.*"


def level(module: str) -> int:
    assert place_of(module) in DECLARED, f"`{module}` has no level yet"
    return DECLARED[place_of(module)]


def test_every_module_has_its_level() -> None:
    """A new module is given a place in the order, and a removed one leaves it."""
    assert {place_of(module) for module in MODULES} == set(DECLARED)


@every_module
def test_imports_point_down_only(module: str) -> None:
    """A module imports only from lower levels, whether at the top, for types or inside a function."""
    too_high = {name for name in own_imports(module) if level(name) >= level(module)}
    assert too_high == set()


def test_public_names_come_from_below() -> None:
    """What the package hands out lazily lies below it, and exists."""
    assert {home for home in lazy_homes() if level(home) >= level("")} == set()
    for name in smartcommune.__all__:
        assert getattr(smartcommune, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = smartcommune.nothing


@pytest.mark.parametrize("module", [name for name in MODULES if name.split(".")[0] == "render"])
def test_a_renderer_gets_only_answers_and_problems(module: str) -> None:
    """No renderer evaluates, plans, reads or looks anything up."""
    forbidden = {"evaluate", "plan", "link", "library", "assess", "api", "files", "document", "explain", "advise"}
    assert own_imports(module) & forbidden == set()


def test_the_evaluator_does_not_know_its_readers() -> None:
    """What decides does not import what explains, advises or renders."""
    assert own_imports("evaluate") & {"explain", "advise", "missing", "settle", "assess", "assessment"} == set()
    assert own_imports("logic") == set()


def outside_imports(module: str) -> set[str]:
    return {name.partition(".")[0] for name, _ in imports(MODULES[module])} - {"smartcommune"}


@every_module
def test_libraries_stay_where_they_belong(module: str) -> None:
    """Typer in `cli`, rich in `render` and `cli`, YAML where documents are read, the validator in `shape` and `fit`."""
    part = module.split(".")[0]
    allowed = {
        "typer": part == "cli",
        "rich": part in ("cli", "render"),
        "yaml": module in ("document", "syntax"),
        "pydantic": module in SHAPES,
        "pydantic_core": module in SHAPES,
        "signal": module == "cli.signals",
    }
    used = outside_imports(module)
    assert {name for name, is_allowed in allowed.items() if name in used and not is_allowed} == set()


def calls(tree: ast.Module) -> Iterator[tuple[str, str, int]]:
    """What a module calls: the receiver as source text (empty for a plain name), the name, the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                yield "", function.id, node.lineno
            elif isinstance(function, ast.Attribute):
                yield ast.unparse(function.value), function.attr, node.lineno


@every_module
def test_only_the_command_line_prints_and_exits(module: str) -> None:
    """`print`, `sys.exit` and the standard streams belong to `cli`; standard input is read by `files`."""
    if module.split(".")[0] in ("cli", "__main__"):
        return
    found = [(name, line) for _, name, line in calls(MODULES[module]) if name in ("print", "exit", "_exit", "echo")]
    streams = {
        node.attr
        for node in ast.walk(MODULES[module])
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "sys"
    } & {"stdout", "stderr", "stdin", "argv"}
    assert found == []
    assert streams <= ({"stdin"} if module == "files" else set())


DISK = {
    "open", "read_text", "write_text", "read_bytes", "write_bytes", "unlink", "rename", "replace_file", "mkdir",
    "rmdir", "touch", "chmod", "symlink_to", "hardlink_to", "remove", "makedirs", "iterdir", "scandir", "listdir",
    "rglob", "glob", "walk_files", "stat", "fsync", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory", "fdopen",
}  # fmt: skip
# The function that `document` has of that name walks nodes; `library` looks for rule files in its folder.
SEARCH = {"rglob", "glob", "iterdir"}


@every_module
def test_only_files_touches_the_disk(module: str) -> None:
    """Reading and writing files is done in `files`; `library` may search its folder, `cli` may open the null device."""
    if module == "files":
        return
    found = {
        (receiver, name, line)
        for receiver, name, line in calls(MODULES[module])
        if name in DISK
        and not (module == "library" and name in SEARCH)
        and not (module == "cli.streams" and (receiver, name) == ("os", "open"))
        and not (receiver == "" and name == "write_text")  # the function of `files`
    }
    assert found == set()


@every_module
def test_a_module_says_what_it_does(module: str) -> None:
    """Every module opens with a docstring."""
    assert ast.get_docstring(MODULES[module])


BLOCKED = """\
import sys
for name in ("typer", "rich", "openpyxl", "polars", "narwhals"):
    sys.modules[name] = None
import smartcommune.api as api
rules = api.load_ruleset("pilot-smart-2023", as_of="2023-06-30")
facts = {"unit_type": "xa", "central_pilot": False, "smartphone_rate": 85.2}
print(rules.check({"facts": facts}).verdict)
"""

UNTOUCHED = """\
import sys
from smartcommune.cli import main
sys.argv = ["smartcommune", "check", sys.argv[1], "--format", sys.argv[2]]
code = main()
heavy = ("pydantic.main", "smartcommune.shape", "smartcommune.fit", "openpyxl", "polars", "narwhals")
print(code, [name for name in heavy if name in sys.modules], file=sys.stderr)
"""


def ran(script: str, *arguments: str) -> tuple[str, str]:
    """What a script prints in a process of its own, with an environment that holds nothing."""
    command = [sys.executable, "-c", script, *arguments]
    environment = {"PATH": os.environ.get("PATH", os.defpath)}
    process = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return process.stdout, process.stderr


def test_the_library_needs_no_command_line() -> None:
    """`smartcommune.api` works without typer, rich and every table or office library."""
    assert ran(BLOCKED) == ("eligible\n", "")


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_a_run_with_nothing_wrong_imports_no_validator(format: str) -> None:
    """A profile and a built-in rule set that are well formed are assessed without the validator: start-up is short."""
    assert ran(UNTOUCHED, str(EXAMPLE), format)[1] == "10 []\n"


def test_importing_the_package_imports_nothing() -> None:
    """`import smartcommune` loads nothing before a name of it is used."""
    script = "import sys, smartcommune; print([name for name in sys.modules if name.startswith('smartcommune.')])"
    assert ran(script) == ("[]\n", "")
