"""What tests share: builders of small stores, a runner that shows both streams, an environment that does not depend on the machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
CASES = Path(__file__).parent / "cases"


def pytest_addoption(parser):
    parser.addoption(
        "--update",
        action="store_true",
        help="Write the expected outputs of tests/cases; read them before keeping them.",
    )


class Ran(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _still_environment(monkeypatch, tmp_path_factory):
    """Every test has a cache of its own, a fixed width, no colour, no pager and no store of the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache(tmp_path_factory)))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("KETA_PAGER", "")
    for name in ("KETA_STORE", "NO_COLOR", "TERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def _cache(tmp_path_factory) -> Path:
    """Return one cache for the whole run: the shipped store is compiled once."""
    return Path(tmp_path_factory.getbasetemp()) / "cache"


@pytest.fixture
def interruptible():
    """Ctrl-C interrupts this process, as it would not where it was started in the background of a script."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def keta(capsys):
    """Run keta in this process: `keta("claims", "--topic", "relapse", code=0)` asserts the exit code and returns the streams."""
    from ketacli.cli._app import run

    def runner(*arguments: object, code: int = 0) -> Ran:
        capsys.readouterr()
        given = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert given == code, f"exit code {given}, expected {code}\n--- out ---\n{out}\n--- err ---\n{err}"
        return Ran(given, out, err)

    return runner


@pytest.fixture
def golden(request):
    """Compare a text with `tests/cases/output/NAME.txt`: `golden("claims-table-80", ran.out)`; `--update` writes it."""

    def compare(name: str, text: str) -> None:
        path = CASES / "output" / f"{name}.txt"
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"no {path.name}: write it with --update, and read it"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture
def process(tmp_path):
    """Run keta as a process of its own, for what needs one: imports, encodings, pipes, start-up."""

    def runner(*arguments: object, env: dict[str, str] | None = None, text: str | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "ketacli", *map(str, arguments)],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
            input=text,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return runner


def unmeasured() -> dict[str, str]:
    """Return the environment without what has a process measure its coverage, for tests of what a process imports."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def claim(**changes: Any) -> dict[str, Any]:
    """Return a claim of the small store, as a record."""
    record: dict[str, Any] = {
        "id": "relapse-mean-19-days",
        "type": "timing",
        "topics": ["relapse"],
        "importance": "core",
        "statement": "People relapsed about 19 days later on average.",
        "source": "overview",
        "quote": "relapsed on approximately 19 days",
        "passage": [0, 40],
        "attribution": "unnamed-study",
        "hedging": "asserted",
        "quantities": [
            {
                "measure": "time-to-relapse",
                "statistic": "mean",
                "value": 19,
                "unit": "d",
                "qualifier": "about",
                "as": "approximately 19 days",
            }
        ],
        "evidence": [{"source": "series-2010", "verdict": "partly", "note": "Eight of nine responders relapsed."}],
        "confidence": {
            "question": "course",
            "start": "high",
            "down": {"risk-of-bias": 1, "imprecision": 2},
            "level": "very-low",
            "why": "Eight relapses in one uncontrolled series.",
        },
        "caveats": [{"kind": "sample-size", "text": "The figure is of eight people."}],
    }
    return {**record, **changes}


def study(**changes: Any) -> dict[str, Any]:
    """Return a study of the small store, as a record."""
    record: dict[str, Any] = {
        "id": "series-2010",
        "kind": "study",
        "title": "Repeated infusions",
        "design": "open-label",
        "cohort": None,
        "n": 10,
        "results": [
            {"measure": "time-to-relapse", "statistic": "mean", "value": 19, "unit": "d", "arm": "ketamine-iv", "n": 8}
        ],
        "result": "Eight of nine relapsed.",
        "cite": {"type": "article-journal", "title": "Repeated infusions", "issued": "2010"},
        "read": "abstract",
    }
    return {**record, **changes}


def store(**changes: Any) -> dict[str, Any]:
    """Return a small valid store as plain data: two claims that contradict each other, one study, one document."""
    lasting = claim(
        id="benefit-lasts",
        importance="useful",
        statement="The benefit of infusions is lasting.",
        quote="lasting benefit",
        passage=[50, 80],
        quantities=[],
        evidence=[],
        no_evidence="Looked for follow-up beyond a year.",
        confidence={"question": "course", "level": "not-rated", "why": "Nothing was found."},
        caveats=[],
    )
    whole: dict[str, Any] = {
        "store": {"title": "A small store", "version": "2026-01-01"},
        "tolerance": {"point": 10, "about": 25},
        "sources": [
            {"id": "overview", "kind": "document", "title": "An overview", "file": "overview.txt", "sha256": "0" * 64},
            study(),
        ],
        "claims": [claim(), lasting],
        "contradictions": [
            {
                "id": "lasting-or-not",
                "type": "timing",
                "relation": "direct",
                "sides": [
                    {
                        "claims": ["relapse-mean-19-days"],
                        "sources": ["series-2010"],
                        "says": "Most relapse within weeks.",
                        "stronger": True,
                    },
                    {"claims": ["benefit-lasts"], "says": "The benefit lasts."},
                ],
                "why": "One counts relapses, the other gives no figure.",
                "resolution": "Expect relapse.",
            }
        ],
        "topics": [{"id": "relapse", "name": "How long the benefit lasts", "aliases": ["duration"]}],
        "measures": [{"id": "time-to-relapse", "name": "time to relapse", "dimension": "time"}],
        "designs": [
            {
                "id": "open-label",
                "name": "open-label series",
                "start": {"effect": "low", "course": "high", "fact": "low", "meaning": "low"},
            }
        ],
        "populations": [{"id": "depression", "name": "people with depression", "broader": None}],
        "interventions": [
            {"id": "ketamine", "name": "ketamine in any form", "broader": None},
            {"id": "ketamine-iv", "name": "ketamine by infusion", "broader": "ketamine"},
        ],
        "caveats": [{"id": "sample-size", "name": "sample size"}],
    }
    return {**whole, **changes}


@pytest.fixture
def folder(tmp_path):
    """Write a store to a folder: `folder(store(claims=[...]))` or `folder({"claims.yaml": "text"})`; returns the folder."""

    def write(content: dict[str, Any], name: str = "store") -> Path:
        path: Path = tmp_path / name
        path.mkdir(exist_ok=True)
        if all(key.endswith((".yaml", ".yml")) for key in content):
            for file, text in content.items():
                (path / file).write_text(text, encoding="utf-8")
        else:
            (path / "store.yaml").write_text(dump(content), encoding="utf-8")
        return path

    return write


def dump(content: Any) -> str:
    """Return data as the strict YAML that keta reads: all text in quotes, the keys at the top without."""

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the dumper's signature
            return True

    def quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')

    Dumper.add_representer(str, quoted)
    text: str = yaml.dump(content, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100_000)
    return re.sub(r'^"(\w+)":', r"\1:", text, flags=re.MULTILINE)
