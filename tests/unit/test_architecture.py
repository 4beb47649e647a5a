"""The house keeps its order: modules import only from levels below, and each thing is done in one place."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import smartcommune

ROOT = Path(smartcommune.__file__).parent
EXAMPLE = Path(__file__).parents[2] / "examples" / "tan-my.yaml"

# From the ground up: the rooms of the house. A module outside every package is a room of its own.
ROOMS = (
    "messages", "logic", "problems", "quantity", "source", "shape", "model",
    "engine", "profiles", "rulesets", "reach", "assess", "vectorise", "api", "smartcommune",
    "tables.sheets", "tables.text", "tables.office", "tables", "tables.header", "tables.cells", "tables.results",
    "authoring", "authoring.measure", "authoring.show", "authoring.compare", "authoring.mend", "authoring.lints",
    "authoring.check", "render", "cli", "__main__",
)  # fmt: skip


def modules() -> dict[str, ast.Module]:
    """Every module by its name below `smartcommune`."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").removesuffix(".")
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


MODULES = modules()
PACKAGES = {name for name in MODULES if (ROOT / name.replace(".", "/")).is_dir()}
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


def room(module: str) -> str:
    """The room that a module stands in: its package, or itself where it stands in none."""
    package = module if module in ("", *PACKAGES) else module.rpartition(".")[0] or module
    return package or "smartcommune"


def test_every_module_stands_in_a_room() -> None:
    """A new room is given its floor, and one that is empty leaves the list."""
    assert {room(module) for module in MODULES} == set(ROOMS)


@every_module
def test_imports_point_down_only(module: str) -> None:
    """A module imports only from its own room and those below, whether at the top, for types or inside a function."""
    floor = ROOMS.index(room(module))
    assert {name for name in own_imports(module) if ROOMS.index(room(name)) > floor} == set()


def test_no_modules_of_a_room_go_in_a_circle() -> None:
    """Modules import each other in one direction, inside a room as well."""
    TopologicalSorter({module: own_imports(module) - {room(module)} for module in MODULES}).prepare()


def test_public_names_come_from_below() -> None:
    """What the package hands out lazily lies below it, and exists."""
    assert all(ROOMS.index(room(home)) < ROOMS.index("smartcommune") for home in lazy_homes())
    for name in smartcommune.__all__:
        assert getattr(smartcommune, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = smartcommune.nothing


@pytest.mark.parametrize("module", [name for name in MODULES if name.split(".")[0] == "render"])
def test_a_renderer_gets_only_answers_and_problems(module: str) -> None:
    """No renderer evaluates, plans, reads or looks anything up."""
    forbidden = {"engine", "rulesets", "source", "api", "vectorise"}
    assert {room(name) for name in own_imports(module)} & forbidden == set()
    assert own_imports(module) & {"assess.whole", "assess.explain", "assess.advise"} == set()


def test_the_evaluator_does_not_know_its_readers() -> None:
    """What decides does not import what explains, advises or renders."""
    assert {room(name) for name in own_imports("engine.evaluate")} <= {"engine", "logic", "model", "messages"}
    assert own_imports("logic") == set()


def test_the_two_evaluators_do_not_know_each_other() -> None:
    """One profile at a time and whole tables share the plan, and nothing after it: each is the other's oracle."""
    columns = {name for module in MODULES if room(module) == "vectorise" for name in own_imports(module)}
    assert "engine.evaluate" not in columns
    assert not any(room(name) == "vectorise" for name in own_imports("engine.evaluate"))


def outside_imports(module: str) -> set[str]:
    return {name.partition(".")[0] for name, _ in imports(MODULES[module])} - {"smartcommune"}


@every_module
def test_libraries_stay_where_they_belong(module: str) -> None:
    """Typer in `cli`, rich in `render` and `cli`, YAML where documents are read, the validator in `shape`."""
    part = module.split(".")[0]
    allowed = {
        "typer": part == "cli",
        "rich": part in ("cli", "render"),
        "yaml": module in ("source.document", "source.syntax"),
        "pydantic": part == "shape",
        "pydantic_core": part == "shape",
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
    assert streams <= ({"stdin"} if module == "source.files" else set())


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
    if module == "source.files":
        return
    found = {
        (receiver, name, line)
        for receiver, name, line in calls(MODULES[module])
        if name in DISK
        and not (module == "rulesets.library" and name in SEARCH)
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
own = ("smartcommune.shape.rule_file", "smartcommune.shape.wellformed")
heavy = ("pydantic.main", *own, "openpyxl", "polars", "narwhals")
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
