"""The pre-commit hooks, the composite action and `docs/ci.md`, each run for real on a small repository.

Installing needs the package index that pip is configured for.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from smartcommune.rulesets.library import load

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "files" / "lints" / "no-cases" / "prefer.yaml"
PAGE = (ROOT / "docs" / "ci.md").read_bytes().decode()
ACTION = yaml.safe_load((ROOT / "action.yml").read_bytes())
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())
pytestmark = [
    pytest.mark.full,
    pytest.mark.xdist_group("hooks"),  # what is installed once serves all of these
    pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed: `.[full]`"),
]
EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")

MISSPELT = ("threshold: rate_min", "threshold: rate_mni")
FAILING = ("rate: 80%, team: true", "rate: 79%, team: true")
WARNED = ("date: 2022-01-01, kind: law", "date: 2022-01-01, kind: law, url: http://example.vn/x")


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Nothing but the path with our Python first, a home, and pip's own settings."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return {
        "PATH": path,
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        **kept,
        **proxies,
        **(more or {}),
    }


def run(*command: str, cwd: Path, home: Path, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """The exit code of a command, and all that it printed."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment(home, env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
        check=False,
    )
    return done.returncode, done.stdout.decode()


def git(folder: Path, *arguments: str) -> None:
    user = ("-c", "user.name=tester", "-c", "user.email=tester@example.vn", "-c", "commit.gpgsign=false")
    code, said = run("git", *user, *arguments, cwd=folder, home=folder)
    assert code == 0, said


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds this checkout as it is on the disk, also what is not committed yet."""
    target = tmp_path_factory.mktemp("project") / "smartcommune"
    unwanted = shutil.ignore_patterns(
        ".git", ".coverage*", "__pycache__", ".*_cache", ".hypothesis", "dist", "*.egg-info", ".venv"
    )
    shutil.copytree(ROOT, target, ignore=unwanted)
    git(target, "init", "--quiet")
    git(target, "add", "--all")
    git(target, "commit", "--quiet", "--message", "as it is")
    return target


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small repository with one good rule file, and a YAML file that is none of ours."""
    folder = tmp_path / "repository"
    (folder / "rules").mkdir(parents=True)
    shutil.copy(GOOD, folder / "rules" / "small.yaml")
    (folder / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "rules")
    return folder


def change(repository: Path, old: str, new: str) -> None:
    path = repository / "rules" / "small.yaml"
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())
    git(repository, "add", "--all")


# ---------------------------------------------------------------------------------------------------------------------
# pre-commit


def hook(id: str, repository: Path, project: Path, home: Path, *args: str) -> tuple[int, str]:
    """What pre-commit says of the files that are about to be committed."""
    config = {"repos": [{"repo": str(project), "rev": "HEAD", "hooks": [{"id": id, "args": ["--lang=en", *args]}]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(repository, "add", "--all")
    return run(sys.executable, "-m", "pre_commit", "run", "--color=never", cwd=repository, home=home)


def test_a_good_rule_file_passes_the_hooks(repository: Path, project: Path, home: Path) -> None:
    """A change that leaves nothing wrong is let through by both hooks, which do run on it."""
    change(repository, "80%, team: true", "81%, team: true")
    for id in ("smartcommune-validate", "smartcommune-test"):
        code, said = hook(id, repository, project, home)
        assert code == 0, said
        assert said.rstrip().endswith("Passed")


def test_a_broken_rule_file_fails_the_hook(repository: Path, project: Path, home: Path) -> None:
    """A misspelt threshold stops the commit, with its place, the line, and what was meant."""
    change(repository, *MISSPELT)
    code, said = hook("smartcommune-validate", repository, project, home)
    assert code == 1
    assert "exit code: 3" in said
    assert "rules/small.yaml:19:46: unknown threshold `rate_mni`; did you mean `rate_min`?" in said
    assert "{indicator: rate, gte: {threshold: rate_mni}}" in said


def test_a_failing_case_fails_the_hook(repository: Path, project: Path, home: Path) -> None:
    """A case that comes out otherwise stops the commit, and the hook shows which one."""
    change(repository, *FAILING)
    code, said = hook("smartcommune-test", repository, project, home)
    assert code == 1
    assert "exit code: 20" in said
    assert "rules/small.yaml:27:" in said
    assert "expected eligible, got not_eligible" in said


def test_a_warning_fails_the_hook_only_if_it_is_strict(repository: Path, project: Path, home: Path) -> None:
    """`args` of the hook are options of the command."""
    change(repository, *WARNED)
    assert hook("smartcommune-validate", repository, project, home)[0] == 0
    code, said = hook("smartcommune-validate", repository, project, home, "--strict")
    assert code == 1
    assert "[url-not-https]" in said


def test_the_hooks_leave_other_files_alone(repository: Path, project: Path, home: Path) -> None:
    """YAML that is not below a folder called `rules` is nobody's rule file."""
    (repository / "compose.yaml").write_text("services: {web: {}}\n", encoding="utf-8")
    for id in ("smartcommune-validate", "smartcommune-test"):
        code, said = hook(id, repository, project, home)
        assert code == 0
        assert "no files to check" in said


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("rules/small.yaml", True),
        ("rules/tinh/a.yml", True),
        ("law/rules/x.cases.yaml", True),
        ("my-rules/x.yaml", False),
        ("rules.yaml", False),
        ("rules/rules.sha256", False),
    ],
)
def test_the_hooks_know_rule_files_by_their_folder(name: str, wanted: bool) -> None:
    """Rule files and files of cases below a folder called `rules`, at any depth."""
    assert [bool(re.search(hook["files"], name)) for hook in HOOKS] == [wanted] * len(HOOKS)


# ---------------------------------------------------------------------------------------------------------------------
# The action


@pytest.fixture(scope="module")
def runner(project: Path, tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """A virtual environment of its own, as `setup-python` gives a job, in which the action's first step was run."""
    folder = tmp_path_factory.mktemp("runner")
    code, said = run(sys.executable, "-m", "venv", str(folder / "venv"), cwd=folder, home=home)
    assert code == 0, said
    code, said = steps(ACTION["runs"]["steps"][:1], folder, folder, project, home, {})
    assert code == 0, said
    return folder


def steps(
    wanted: list[dict[str, Any]], folder: Path, runner: Path, project: Path, home: Path, given: Mapping[str, str]
) -> tuple[int, str]:
    """Runs steps as GitHub does: expressions replaced, `bash` as it starts it, up to the first that fails."""
    inputs = {name: given.get(name, input["default"]) for name, input in ACTION["inputs"].items()}
    values = {"github.action_path": str(project), **{f"inputs.{name}": value for name, value in inputs.items()}}
    values["inputs.test == 'true'"] = str(inputs["test"] == "true").lower()
    printed = ""
    for step in wanted:
        if _substituted(step.get("if", "true"), values) == "true":
            env = {name: _substituted(text, values) for name, text in step.get("env", {}).items()}
            env["PATH"] = os.pathsep.join([str(runner / "venv" / "bin"), os.environ.get("PATH", os.defpath)])
            script = runner / "script.sh"
            script.write_text(_substituted(step["run"], values), encoding="utf-8")
            bash = ("bash", "--noprofile", "--norc", "-eo", "pipefail", str(script))
            code, said = run(*bash, cwd=folder, home=home, env=env)
            printed += said
            if code:
                return code, printed
    return 0, printed


def _substituted(text: str, values: Mapping[str, str]) -> str:
    return EXPRESSION.sub(lambda match: values[match[1]], text)


def test_an_input_is_never_put_into_a_script() -> None:
    """Text of an input could act there; it arrives as a variable instead."""
    for step in ACTION["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert not EXPRESSION.search(step["run"])


def test_the_action_passes_a_good_rule_file(repository: Path, runner: Path, project: Path, home: Path) -> None:
    """Without inputs it looks into `rules`, in Vietnamese, and runs the cases."""
    code, said = steps(ACTION["runs"]["steps"][1:], repository, runner, project, home, {})
    assert (code, said.splitlines()) == (
        0,
        [
            "Không có lỗi trong 1 tệp",
            "  ✔ rules/small.yaml: đạt 1 trong 1 ca",
            f"    small 1 sha256:{load(str(repository / 'rules' / 'small.yaml')).sha256}",
            "1 ca đạt, 0 không đạt trong 1 bộ tiêu chí",
        ],
    )


def test_the_action_shows_a_mistake_beside_its_line(repository: Path, runner: Path, project: Path, home: Path) -> None:
    """A misspelt threshold is a note at its place, and stands in the log as well; the cases are not run any more."""
    change(repository, *MISSPELT)
    code, said = steps(ACTION["runs"]["steps"][1:], repository, runner, project, home, {"lang": "en"})
    assert code == 3
    assert (
        "::error file=rules/small.yaml,line=19,col=46,endColumn=54,title=undeclared-threshold::"
        "unknown threshold `rate_mni`; did you mean `rate_min`?\n"
    ) in said
    assert "\n   19 |     test: {indicator: rate, gte: {threshold: rate_mni}}\n" in said
    assert "cases" not in said


def test_the_action_runs_the_cases(repository: Path, runner: Path, project: Path, home: Path) -> None:
    """A failing case fails the step, unless the cases are not wanted."""
    change(repository, *FAILING)
    asked = ACTION["runs"]["steps"][1:]
    code, said = steps(asked, repository, runner, project, home, {"lang": "en"})
    assert code == 20
    assert "expected eligible, got not_eligible" in said
    assert steps(asked, repository, runner, project, home, {"test": "false"})[0] == 0


def test_the_action_can_be_strict(repository: Path, runner: Path, project: Path, home: Path) -> None:
    """A warning fails the step only then."""
    change(repository, *WARNED)
    asked = ACTION["runs"]["steps"][1:]
    assert steps(asked, repository, runner, project, home, {"strict": "true"})[0] == 3
    assert steps(asked, repository, runner, project, home, {})[0] == 0


@pytest.mark.parametrize("paths", ["rules/*.yaml rules", "rules/small.yaml"])
def test_the_action_takes_several_paths(repository: Path, runner: Path, project: Path, home: Path, paths: str) -> None:
    """Paths and patterns are separated by spaces; the same file is looked at once."""
    code, said = steps(ACTION["runs"]["steps"][1:], repository, runner, project, home, {"paths": paths, "lang": "en"})
    assert (code, said.partition("\n")[0]) == (0, "no problems in 1 file")


@pytest.mark.parametrize("paths", ["$(touch hacked)", "; touch hacked", "`touch hacked`", "--output=hacked"])
def test_paths_cannot_act(repository: Path, runner: Path, project: Path, home: Path, paths: str) -> None:
    """Whatever the text of an input, it is only ever looked for as a file."""
    code, _ = steps(ACTION["runs"]["steps"][1:], repository, runner, project, home, {"paths": paths})
    assert code == 4
    assert not (repository / "hacked").exists()


def test_paths_that_mean_nothing_fail_the_action(repository: Path, runner: Path, project: Path, home: Path) -> None:
    """A check of nothing is no success."""
    code, said = steps(ACTION["runs"]["steps"][1:], repository, runner, project, home, {"paths": "rulez"})
    assert code == 4
    assert "rulez" in said


# ---------------------------------------------------------------------------------------------------------------------
# The page


def shell_commands() -> Iterator[str]:
    """Every shell command of the page: those in `sh` blocks, and the script of the GitLab job but for `pip`."""
    yield from re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL):
        found = yaml.safe_load(block)
        if isinstance(found, dict) and "script" in found.get("rules", {}):
            yield "\n".join(line for line in found["rules"]["script"] if not line.startswith("pip install"))


every_command = pytest.mark.parametrize("command", list(shell_commands()), ids=lambda command: command.splitlines()[0])


@every_command
def test_the_commands_of_the_page_work(repository: Path, home: Path, command: str) -> None:
    """Run in a repository with a good rule file, each ends in 0."""
    code, said = run("bash", "-e", "-c", command, cwd=repository, home=home)
    assert code == 0, said
    assert "Traceback" not in said


@every_command
def test_the_reports_of_the_page_are_written_although_something_is_wrong(
    repository: Path, home: Path, command: str
) -> None:
    """What is to be uploaded is there also when the command fails."""
    change(repository, *MISSPELT)
    run("bash", "-c", command, cwd=repository, home=home)
    for name in re.findall(r"--output (\S+)", command):
        assert (repository / name).stat().st_size > 0


def test_the_yaml_of_the_page_names_what_exists() -> None:
    """Inputs of the action and ids of the hooks are those of their own files; every block is YAML."""
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
    job = next(block for block in blocks if "jobs" in block)
    assert set(job["jobs"]["rules"]["steps"][-1]["with"]) <= set(ACTION["inputs"])
    ids = {hook["id"] for hook in HOOKS}
    assert set(re.findall(r"- id: (\S+)", PAGE)) == ids
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(ACTION["inputs"])
