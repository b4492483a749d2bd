"""Every console block of the README and the guides is run and compared; `pytest --update` writes what it prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, sparing

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.fixture
def shell(tmp_path):
    """Run a line as a shell would, with this keta on the path, 80 columns wide, in a folder of its own."""
    scripts = tmp_path / "bin"
    scripts.mkdir()
    for name, module in (("keta", " -m ketacli"), ("python3", "")):
        script = scripts / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}"{module} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    env = {**os.environ, "PATH": f"{scripts}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "COLUMNS": "80"}

    def run(line: str) -> str:
        done = subprocess.run(["sh", "-c", line], capture_output=True, check=False, cwd=work, encoding="utf-8", env=env)
        return re.sub(r"[ \t]+$", "", done.stdout, flags=re.MULTILINE)

    return run


@pytest.mark.parametrize(
    "page", sparing(PAGES, *(page for page in PAGES if page.name != "guide.md")), ids=lambda page: page.name
)
def test_what_a_page_shows_is_what_keta_prints(page: Path, shell, request):
    text = page.read_text(encoding="utf-8")
    if "jq" in text and not shutil.which("jq"):
        pytest.skip("jq is not installed")

    def run(found: re.Match[str]) -> str:
        lines = [line for line in found[1].splitlines() if line.startswith("$ ")]
        shown = [f"{line}\n{shell(line[2:])}" for line in lines]
        return "```console\n" + "\n".join(shown) + "```"

    actual = _BLOCK.sub(run, text)
    if request.config.getoption("--update"):
        page.write_text(actual, encoding="utf-8")
    assert actual == text


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_between_files_lead_somewhere(page: Path):
    targets = [
        target.partition("#")[0] for target in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target
    ]
    missing = [target for target in targets if target and not (page.parent / target).exists()]
    assert missing == []
