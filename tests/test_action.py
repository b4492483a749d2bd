"""The GitHub Action and the hook for pre-commit: their shell steps are run, and what the documentation says of them is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
PAGE = (ROOT / "docs" / "how-to" / "check-on-commit.md").read_text("utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)]
RECIPE = re.search(r"^```sh\npip install .*\n(.*)\n```", PAGE, re.MULTILINE)


@pytest.fixture
def shell(tmp_path, keta):
    """Run a line of shell in a folder with a store, `tea`, that has one fault if `faulty`; return its exit code and output."""
    script = tmp_path / "bin" / "keta"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ketacli "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    keta("init", tmp_path / "tea")

    def run(line: str, *, faulty: bool = False, **variables: str) -> tuple[int, str]:
        claims = tmp_path / "tea" / "claims.yaml"
        text = claims.read_text("utf-8").replace("value: 81", "value: 80")
        claims.write_text(text.replace("value: 80", "value: 81") if faulty else text, encoding="utf-8")
        paths = {"PATH": f"{script.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line],
            capture_output=True, check=False, cwd=tmp_path, encoding="utf-8", env={**os.environ, **paths, **variables},
        )  # fmt: skip
        return done.returncode, done.stdout

    return run


def step(name: str, **inputs: str) -> tuple[str, dict[str, str]]:
    """Return the shell of a step of the action, and its environment for these inputs."""
    (found,) = [one for one in ACTION["runs"]["steps"] if one["name"] == name]
    given = {key: one.get("default", "") for key, one in ACTION["inputs"].items()} | inputs
    return found["run"], {
        key: given[re.sub(r"\$\{\{ inputs\.(\w+) \}\}", r"\1", one)] for key, one in found["env"].items()
    }


def results(folder: Any) -> list[str]:
    report = json.loads((folder / "keta.sarif").read_text("utf-8"))
    return [one["ruleId"] for one in report["runs"][0]["results"]]


@pytest.mark.slow
@pytest.mark.parametrize("documents", ["", "tea"])
def test_the_action_passes_a_sound_store_and_writes_its_report(shell, tmp_path, documents):
    line, variables = step("Check the store", store="tea", documents=documents, strict="true")
    assert shell(line, **variables) == (0, "")
    assert results(tmp_path) == []


def test_the_action_fails_on_a_fault_shows_it_at_its_line_and_writes_its_report(shell, tmp_path):
    line, variables = step("Check the store", store="tea")
    code, out = shell(line, faulty=True, **variables)
    assert code == 1
    assert out.startswith(
        "::error file=tea/claims.yaml,line=19,col=67,title=figure-in-quote::green-tea-improves-sleep: "
    )
    assert results(tmp_path) == ["figure-in-quote"]


def test_the_action_fails_where_there_is_no_store(shell):
    line, variables = step("Check the store", store="nowhere")
    assert shell(line, **variables)[0] != 0


@pytest.mark.parametrize(("version", "installed"), [("", "/action"), ("keta==0.1.0", "keta==0.1.0")])
def test_the_action_installs_its_own_version_or_the_one_named(shell, version, installed):
    line, variables = step("Install keta", version=version)
    line = line.replace("python -m pip", "echo")
    assert shell(line, GITHUB_ACTION_PATH="/action", **variables) == (0, f"install --quiet {installed}\n")


def test_the_workflow_of_the_page_names_inputs_that_the_action_has():
    (workflow,) = [block for block in BLOCKS if "jobs" in block]
    (used,) = [one for one in workflow["jobs"]["check"]["steps"] if "/keta@" in one.get("uses", "")]
    assert set(used["with"]) <= set(ACTION["inputs"])


def test_the_recipe_of_the_page_writes_a_report_and_fails_on_a_fault(shell, tmp_path):
    assert RECIPE
    line = RECIPE[1].replace("my-store", "tea").replace("my-documents", "tea")
    assert shell(line) == (0, "")
    assert shell(line, faulty=True) == (1, "")
    assert results(tmp_path) == ["figure-in-quote"]


def test_the_hook_checks_the_whole_store_whatever_has_changed():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (used,) = [block["repos"][0]["hooks"][0] for block in BLOCKS if "repos" in block]
    assert used["id"] == hook["id"]
    assert (hook["entry"], hook["always_run"], hook["pass_filenames"]) == ("keta check", True, False)
