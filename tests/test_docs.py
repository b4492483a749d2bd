"""Every console block of the README and the guides is run and compared; `pytest --update` writes what it prints."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from ketacli.cli._app import run as keta
from tests.conftest import ROOT, sparing

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LONG = [ROOT / "docs" / "how-to" / "ask.md", ROOT / "docs" / "reference" / "command-line.md"]
"""Pages with many commands, which only the slow tests run."""

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys):
    """Run a line as a shell would, with this keta on the path, 80 columns wide, in a folder of its own.

    Where it begins with keta alone, that is run in this process, which needs no start.
    """
    scripts = tmp_path / "bin"
    scripts.mkdir()
    for name, module in (("keta", " -m ketacli"), ("python3", "")):
        script = scripts / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}"{module} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    env = {**os.environ, "PATH": f"{scripts}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "COLUMNS": "80"}

    monkeypatch.chdir(work)

    def run(line: str) -> str:
        told, (first, _, rest) = None, line.partition(" | ")
        if re.fullmatch(r"keta [^|&;<>$`*\\]*", first) and "keta " not in rest:
            keta(shlex.split(first)[1:])
            told, line = capsys.readouterr().out, rest
        if line:
            done = subprocess.run(
                ["sh", "-c", line], input=told, capture_output=True, check=False, encoding="utf-8", env=env
            )
            told = done.stdout
        return re.sub(r"[ \t]+$", "", told or "", flags=re.MULTILINE)

    return run


def name(page: Path) -> str:
    """Return the path of a page in the repository."""
    return page.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    headings = re.findall(
        r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", sparing(PAGES, *(page for page in PAGES if page not in LONG)), ids=name)
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
    assert _but_for_the_digest(actual) == _but_for_the_digest(text)


def _but_for_the_digest(text: str) -> str:
    """Leave out the digest of the shipped store: every edit of its data changes it, and nothing else on a page."""
    return re.sub(r"\bdigest [0-9a-f]{12}\b", "digest …", text)


@pytest.mark.parametrize(
    "page", [*PAGES, *(ROOT / f"{page}.md" for page in ("CONTRIBUTING", "CHANGELOG", "SECURITY"))], ids=name
)
def test_links_between_files_lead_somewhere(page: Path):
    missing = []
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        to = page.parent / path if path else page
        if "://" not in target and not (to.exists() and (not anchor or anchor in anchors(to))):
            missing.append(target)
    assert missing == []


def test_the_contents_name_every_page():
    contents = ROOT / "docs" / "README.md"
    linked = {(contents.parent / target).resolve() for target in _LINK.findall(contents.read_text(encoding="utf-8"))}
    assert linked == {page for page in PAGES if page.name != "README.md"}


def test_every_promise_that_is_listed_is_made_on_its_page_and_has_its_tests():
    text = (ROOT / "docs" / "explanation" / "testing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+\.md) \| (.+?) \| (`tests/.+) \|$", text, re.MULTILINE)
    assert len(rows) > 30
    for page, promise, listed in rows:
        words = " ".join((ROOT / page).read_text(encoding="utf-8").split())
        assert (page, promise, promise in words) == (page, promise, True)
        for file, test in re.findall(r"`(tests/[^:`]+)::(\w+)`", listed):
            assert (test, f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")) == (test, True)


@pytest.mark.parametrize("package", ["matching", "report", "store"])
def test_the_map_of_a_package_names_each_of_its_modules(package):
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (table,) = re.findall(rf"^In(?:side)? `ketacli/{package}/`.*?\n\n(.*?)\n\n", text, re.MULTILINE | re.DOTALL)
    named = {name.removesuffix(".py") for name in re.findall(r"`(\w+(?:\.py)?)`", table)}
    modules = {path.stem for path in (ROOT / "ketacli" / package).glob("*.py")} - {"__init__"}
    assert modules - named == set()


def test_a_format_is_linked_to_a_heading_with_other_names_and_commas(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    formats_page = import_module("formats_page")
    headings = ["JSON-LD", "CSV, TSV and PSV"]
    assert [formats_page._anchor(name, headings) for name in ("psv", "csv", "jsonld")] == [  # noqa: SLF001 - a script
        "csv-tsv-and-psv",
        "csv-tsv-and-psv",
        "json-ld",
    ]
