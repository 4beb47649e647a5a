"""Which rule files are looked at, by which lints, and what `smartcommune.toml` says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run
from .test_validate import GOOD, HTTP, MISSPELT, changed


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A repository with a weak rule file, a good one in a folder of a province, and other YAML beside them."""
    files = {
        "rules/weak.yaml": changed(HTTP).replace("id: small\n", "id: weak\n"),
        "rules/tinh/good.yaml": GOOD.replace("id: small\n", "id: good\n"),
        "rules/profile.yaml": "commune: {name: A}\nfacts: {rate: 80%}\n",
        "rules/.hidden/x.yaml": "format: 1\n",
        "rules/node_modules/x.yaml": "format: 1\n",
        "rules/env/pyvenv.cfg": "",
        "rules/env/x.yaml": "format: 1\n",
        "rules/build/x.yaml": "format: 1\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def settings(folder: Path, text: str) -> None:
    (folder / "smartcommune.toml").write_text(text, encoding="utf-8")


def count(run: Run, folder: Path, *arguments: str) -> int:
    """How many files `validate` has looked at."""
    found: int = json.loads(run("validate", *arguments, "-f", "json", cwd=folder).out)["summary"]["files"]
    return found


def test_a_folder_is_searched_for_rules(run: Run, rules: Path) -> None:
    """Not what is hidden, built or installed; other YAML is left alone, and how much is said."""
    done = run("validate", "--lang", "en", cwd=rules)
    assert done.code == 0
    assert "1 warning in 1 of 2 files" in done.out
    assert done.err == "Left alone in folders: 1 file of YAML, neither rules nor cases\n"
    assert run("validate", "--quiet", cwd=rules).err == ""


def test_a_file_that_is_named_is_looked_at(run: Run, rules: Path) -> None:
    """Whatever it holds, and whatever the settings say of folders."""
    settings(rules, 'exclude = ["rules/*"]\n')
    assert run("validate", "rules/profile.yaml", cwd=rules).code == 3
    assert run("validate", "rules/.hidden/x.yaml", cwd=rules).code == 3


@pytest.mark.parametrize("key", ["id: x", "criteria: {}", "  # nothing", "[1, 2", '"format": 1'])
def test_what_may_be_a_rule_file_is_judged(run: Run, rules: Path, key: str) -> None:
    """One of its keys is enough, be the rest as it may; so is a file that nobody can read."""
    (rules / "rules" / "profile.yaml").write_text(f"{key}\n", encoding="utf-8")
    assert run("validate", cwd=rules).code == 3


def test_paths_and_what_is_excluded(run: Run, rules: Path) -> None:
    """Both as they are seen from the file of settings, wherever the command is called; a path at the call wins."""
    settings(rules, 'paths = ["rules/tinh"]\n')
    below = rules / "rules"
    assert [count(run, folder) for folder in (rules, below)] == [1, 1]
    assert count(run, below, ".") == 2
    for pattern in ("rules/tinh", "rules/tinh/", "*/good.yaml", "./rules/tinh/good.yaml"):
        settings(rules, f'exclude = ["{pattern}"]\n')
        assert run("validate", "--lang", "en", cwd=rules).out.endswith("1 warning in 1 of 1 file\n")
    assert run("digest", cwd=rules).out.count("\n") == 1


def test_everything_excluded_is_no_success(run: Run, rules: Path) -> None:
    """As an empty folder is none."""
    settings(rules, 'exclude = ["rules"]\n')
    assert run("validate", cwd=rules).code == 4


def test_lints_are_off_or_errors(run: Run, rules: Path) -> None:
    """For all files or for some, the later pattern over the earlier; options win over the settings."""
    settings(rules, '[lints]\nurl-not-https = "error"\n')
    assert run("validate", cwd=rules).code == 3
    settings(rules, '[lints]\nurl-not-https = "off"\n')
    assert run("validate", "--strict", cwd=rules).code == 0
    assert run("validate", "--strict", "--select", "url-not-https", cwd=rules).code == 3
    per_file = '[lints]\nurl-not-https = "off"\n[per-file."rules/w*.yaml"]\nurl-not-https = "error"\n'
    settings(rules, per_file)
    assert run("validate", cwd=rules).code == 3
    assert run("validate", "--ignore", "url-not-https", cwd=rules).code == 0
    settings(rules, f'{per_file}[per-file."rules/weak.yaml"]\nurl-not-https = "off"\n')
    assert run("validate", "--strict", cwd=rules).code == 0


def test_strict_in_the_settings(run: Run, rules: Path) -> None:
    """Warnings count, unless the call says that they do not."""
    assert run("validate", cwd=rules).code == 0
    settings(rules, "strict = true\n")
    assert run("validate", cwd=rules).code == 3
    assert run("validate", "--no-strict", cwd=rules).code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[lints]\nurl-not-htps = "off"\n', "smartcommune.toml:2:1: unknown lint `url-not-htps`; did you mean"),
        ('[lints]\ncircle = "off"\n', "smartcommune.toml:2:1: `circle` is no lint, and has no level that could be set"),
        ('[per-file."a*"]\nx = "off"\n', "smartcommune.toml:2:1: unknown lint `x`"),
    ],
)
def test_lints_that_there_are_not(run: Run, rules: Path, text: str, said: str) -> None:
    """A name that is misspelt would leave on what somebody thinks is off; errors stay errors."""
    settings(rules, text)
    done = run("validate", "--lang", "en", cwd=rules)
    assert (done.code, done.out) == (3, "")
    assert said in done.err


def test_an_error_stays_an_error(run: Run, rules: Path) -> None:
    """No setting makes a file good that cannot be used."""
    (rules / "rules" / "weak.yaml").write_text(changed(MISSPELT).replace("id: small", "id: weak"), encoding="utf-8")
    settings(rules, '[per-file."*"]\nurl-not-https = "off"\n')
    assert run("validate", cwd=rules).code == 3
