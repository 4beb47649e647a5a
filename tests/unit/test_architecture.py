"""The house keeps its order: modules import only from levels below, and each thing is done in one place."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import smartcommune

from .program import MODULES, ROOT, nodes, tree

EXAMPLE = Path(__file__).parents[2] / "examples" / "tan-my.yaml"

# From the ground up: the rooms of the house. A module outside every package is a room of its own.
ROOMS = (
    "messages", "logic", "problems", "quantity", "remembered", "source", "shape", "model",
    "engine", "profiles", "rulesets", "reach", "assess", "vectorise", "api", "smartcommune",
    "tables.sheets", "tables.text", "tables.office", "tables", "tables.header", "tables.cells", "tables.results",
    "tables.ranking",
    "authoring", "authoring.measure", "authoring.show", "authoring.compare", "authoring.mend", "authoring.lints",
    "authoring.check", "authoring.fixing", "authoring.start", "render", "render.pages", "render.word", "editor",
    "cli", "__main__",
)  # fmt: skip

PACKAGES = {name for name in MODULES if (ROOT / name.replace(".", "/")).is_dir()}


@cache
def imports(module: str) -> frozenset[str]:
    """The full names that a module imports, wherever it does so."""
    found: set[str] = set()
    for node in nodes(module):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}, line {node.lineno}: imports say where from"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def own_imports(module: str) -> set[str]:
    """The modules of this package that a module imports."""
    own = {name.partition(".")[2] for name in imports(module) if name.partition(".")[0] == "smartcommune"}
    return {name if name in MODULES else name.rpartition(".")[0] for name in own} - {module}


def lazy_homes() -> set[str]:
    """The modules that the package itself imports when one of its names is first used."""
    return {str(name) for name in smartcommune._HOMES.values()}


def room(module: str) -> str:
    """The room that a module stands in: its package, or itself where it stands in none."""
    package = module if module in ("", *PACKAGES) else module.rpartition(".")[0] or module
    return package or "smartcommune"


def part(module: str) -> str:
    """The first word of a module's name."""
    return module.partition(".")[0]


def test_every_module_stands_in_a_room() -> None:
    """A new room is given its floor, and one that is empty leaves the list."""
    assert {room(module) for module in MODULES} == set(ROOMS)


def floor(module: str) -> int:
    """How far up a module stands."""
    return ROOMS.index(room(module))


def test_imports_point_down_only() -> None:
    """A module imports only from its own room and those below, whether at the top, for types or inside a function."""
    up = [(module, name) for module in MODULES for name in own_imports(module) if floor(name) > floor(module)]
    assert up == []


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


def test_a_renderer_gets_only_answers_and_problems() -> None:
    """No renderer evaluates, plans, reads or looks anything up."""
    rooms = {"engine", "rulesets", "source", "api", "vectorise"}
    modules = {"assess.whole", "assess.explain", "assess.advise"}
    renderers = [module for module in MODULES if part(module) == "render"]
    used = [(module, name) for module in renderers for name in own_imports(module)]
    assert len(renderers) > 1
    assert [(module, name) for module, name in used if room(name) in rooms or name in modules] == []


def test_the_evaluator_does_not_know_its_readers() -> None:
    """What decides does not import what explains, advises or renders."""
    assert {room(name) for name in own_imports("engine.evaluate")} <= {"engine", "logic", "model", "messages"}
    assert own_imports("logic") == set()


def test_the_two_evaluators_do_not_know_each_other() -> None:
    """One profile at a time and whole tables share the plan, and nothing after it: each is the other's oracle."""
    columns = {name for module in MODULES if room(module) == "vectorise" for name in own_imports(module)}
    assert "engine.evaluate" not in columns
    assert not any(room(name) == "vectorise" for name in own_imports("engine.evaluate"))


def allowed(library: str, module: str) -> bool:
    """Whether a module may use a library: typer in `cli`, rich for readers, YAML where documents are read."""
    match library:
        case "typer":
            return part(module) == "cli"
        case "rich":
            return part(module) in ("cli", "render")
        case "yaml":
            return module in ("source.document", "source.layout", "source.syntax")
        case "pydantic" | "pydantic_core":
            return part(module) == "shape"
        case "jinja2" | "markupsafe":
            return room(module) == "render.pages"
        case "docx":
            return room(module) == "render.word"
        case "pygls" | "lsprotocol":
            return module in ("editor.server", "editor.session", "editor.wire")
        case "signal":
            return module == "cli.signals"
    return True


def test_libraries_stay_where_they_belong() -> None:
    """Typer in `cli`, rich in `render` and `cli`, YAML where documents are read, the validator in `shape`."""
    used = [(module, name.partition(".")[0]) for module in MODULES for name in imports(module)]
    assert {(module, library) for module, library in used if not allowed(library, module)} == set()


def calls(module: str) -> Iterator[tuple[str, str, int]]:
    """What a module calls: the receiver as source text (empty for a plain name), the name, the line."""
    for node in nodes(module):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                yield "", function.id, node.lineno
            elif isinstance(function, ast.Attribute):
                yield ast.unparse(function.value), function.attr, node.lineno


def streams(module: str) -> Iterator[str]:
    """What of the process itself a module takes from `sys`."""
    for node in nodes(module):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sys":
            yield from {"stdout", "stderr", "stdin", "argv"} & {node.attr}


def test_only_the_command_line_prints_and_exits() -> None:
    """`print`, `sys.exit` and the standard streams belong to `cli`; standard input is read where files are."""
    below = [module for module in MODULES if part(module) not in ("cli", "__main__")]
    said = [
        (module, *call) for module in below for call in calls(module) if call[1] in ("print", "exit", "_exit", "echo")
    ]
    used = {(module, stream) for module in below for stream in streams(module)}
    assert said == []
    assert used <= {("source.files", "stdin"), ("source.table_files", "stdin")}


DISK = {
    "open", "read_text", "write_text", "read_bytes", "write_bytes", "unlink", "rename", "replace_file", "mkdir",
    "rmdir", "touch", "chmod", "symlink_to", "hardlink_to", "remove", "makedirs", "iterdir", "scandir", "listdir",
    "rglob", "glob", "walk_files", "stat", "fsync", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory", "fdopen",
}  # fmt: skip
# The function that `document` has of that name walks nodes; `library` looks for rule files in its folder.
SEARCH = {"rglob", "glob", "iterdir"}


def may_touch(module: str, receiver: str, name: str) -> bool:
    """Whether a call that sounds like the disk is in its place."""
    return (
        module in ("source.files", "source.table_files", "source.writing")
        or (module == "rulesets.library" and name in SEARCH)
        or (module == "cli.streams" and (receiver, name) == ("os", "open"))
        or (module == "tables.office.archive" and (receiver, name) == ("archive", "open"))  # a part of an archive
        or (receiver, name) == ("", "write_text")  # the function of `writing`
    )


def test_only_files_touches_the_disk() -> None:
    """Reading and writing is done in three modules; `library` may search its folder, `cli` may open the null device."""
    found = [(module, *call) for module in MODULES for call in calls(module) if call[1] in DISK]
    assert [call for call in found if not may_touch(*call[:3])] == []


BESIDE = [
    file
    for folder in ("benchmarks", "examples")
    for file in sorted(Path(__file__).parents[2].glob(f"{folder}/**/*.py"))
]


def test_what_lies_beside_the_house_finds_what_it_imports() -> None:
    """Benchmarks and example scripts are not run by other tests: a module that moved leaves them behind unseen."""
    assert BESIDE
    for file in BESIDE:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "smartcommune":
                module = importlib.import_module(node.module or "")
                assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == [], file.name


def test_a_module_says_what_it_does() -> None:
    """Every module opens with a docstring."""
    assert [module for module in MODULES if not ast.get_docstring(tree(module))] == []


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
from smartcommune.cli import run
sys.argv = ["smartcommune", "check", sys.argv[1], "--format", sys.argv[2], *sys.argv[3:]]
code = run()
own = ("smartcommune.shape.rule_file", "smartcommune.shape.wellformed")
writers = {"html": "jinja2", "docx": "docx"}  # what a format alone pays for
others = (library for format, library in writers.items() if format != sys.argv[4])
heavy = ("pydantic.main", *own, "rich.text", "openpyxl", "polars", "narwhals", *others)
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


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html", "docx"])
def test_a_run_with_nothing_wrong_imports_no_validator(tmp_path: Path, format: str) -> None:
    """A well-formed profile is assessed without the validator; only a page needs templates, only Word its writer.

    What draws on terminals is imported where there is one.
    """
    output = ("--output", str(tmp_path / "x.docx")) if format == "docx" else ()
    assert ran(UNTOUCHED, str(EXAMPLE), format, *output)[1] == "10 []\n"


def test_importing_the_package_imports_nothing() -> None:
    """`import smartcommune` loads nothing before a name of it is used."""
    script = "import sys, smartcommune; print([name for name in sys.modules if name.startswith('smartcommune.')])"
    assert ran(script) == ("[]\n", "")
