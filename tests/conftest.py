"""What tests share: builders of small stores, a runner that shows both streams, an environment that does not depend on the machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import settings

from tests.stores import claim, dump, store, study

__all__ = [
    "CASES",
    "DATA",
    "PATIENCE",
    "ROOT",
    "Ran",
    "claim",
    "commands_with",
    "dump",
    "examples",
    "shipped_store",
    "sparing",
    "store",
    "study",
    "unmeasured",
]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ketacli import Store

# Python keeps what it has compiled, whatever the shell says: the tests start keta hundreds of times, and reading itself anew
# takes it six times as long.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
CASES = Path(__file__).parent / "cases"

PATIENCE = 120
"""The seconds after which a test gives up on another process; far more than any takes, on however busy a machine."""


def pytest_addoption(parser):
    parser.addoption(
        "--update",
        action="store_true",
        help="Write the expected outputs of tests/cases; read them before keeping them.",
    )
    parser.addoption("--all", action="store_true", help="Run the slow tests too.")
    parser.addoption(
        "--explore",
        action="store_true",
        help="Let property tests try 1,000 examples that no run has tried before, and tests that go through a list all of it.",
    )


def pytest_configure(config):
    """Leave slow tests out unless `-m`, `--all` or a test's own name asks for them; property tests then try fewer examples."""
    is_named = any("::" in argument for argument in config.args)
    if not (config.option.markexpr or config.getoption("--all") or is_named):
        config.option.markexpr = "not slow"
    usual = "few" if config.option.markexpr == "not slow" else "many"
    settings.load_profile("new" if config.getoption("--explore") else usual)


def pytest_sessionstart(session):
    """Leave the user's cache alone from the start: some tests read the shipped store while they are collected."""
    os.environ["XDG_CACHE_HOME"] = str(_cache(session.config._tmp_path_factory))  # noqa: SLF001 - no fixture is there yet


# What decides whether a change may land must say the same twice: its examples are always the same. New ones are for whoever
# looks for faults.
settings.register_profile("few", deadline=None, max_examples=15, derandomize=True)
settings.register_profile("many", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("new", deadline=None, max_examples=1_000)


def sparing(values: Iterable[Any], *kept: Any) -> list[Any]:
    """Return parameters of which all are slow but those kept: `sparing(WIDTHS, "80")`."""
    return [value if value in kept else pytest.param(value, marks=pytest.mark.slow) for value in values]


@cache
def shipped_store() -> Store:
    """Return the shipped store, opened once for all tests of a process that only ask it."""
    from ketacli import open_store

    return open_store(DATA)


def examples(command: str) -> list[str]:
    """Return the lines of a command's examples in its help, those of `keta` itself for an empty name."""
    from ketacli.cli._app import application
    from ketacli.cli._app import command as load

    told = (load(command) if command else application()).help or ""
    (block,) = re.findall(r"\n\x08\nExamples:\n((?:  keta .*\n?)+)", told)
    # The examples of `keta` itself say beside each what it shows.
    return [line.strip().partition("   ")[0] for line in str(block).splitlines()]


def commands_with(*options: str) -> list[str]:
    """Return the commands that have all these options."""
    from ketacli.cli import COMMANDS
    from ketacli.cli._app import command

    return [name for name in COMMANDS if {*options} <= {option.name for option in command(name).params}]


class Ran(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _still_environment(monkeypatch, cache_folder):
    """No test has the user's cache, and each a fixed width, no colour, no pager and no store of the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_folder))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("KETA_PAGER", "")
    monkeypatch.setenv("TERM", "xterm")
    for name in ("KETA_STORE", "NO_COLOR", "FORCE_COLOR", "PYTHONUNBUFFERED"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def own_cache(monkeypatch, tmp_path):
    """Give a test an empty cache of its own, in `cache` of its folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def _at_rest(monkeypatch):
    """No test waits until the store that it has just written is at rest: nobody else writes to it."""
    monkeypatch.setattr("ketacli.store.files._QUIET_NS", 0)


def _cache(factory: pytest.TempPathFactory) -> Path:
    """Return one cache for the whole run, whatever the number of its processes: the shipped store is compiled once."""
    own = factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "cache"


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory):
    """Return the cache of the whole run."""
    return _cache(tmp_path_factory)


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
def share(request):
    """Return every nth of a list, from the given place on; all of it with `--explore`: `share(places, 8, 3)`."""

    def part(values: Sequence[Any], nth: int, first: int = 0) -> Sequence[Any]:
        return values if request.config.getoption("--explore") else values[first % nth :: nth]

    return part


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


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """Write a store once for the whole run, for tests that only read it: `kept("full", full)` returns its folder."""
    written: dict[str, Path] = {}

    def write(name: str, make: Callable[[], dict[str, Any]]) -> Path:
        if name not in written:
            written[name] = tmp_path_factory.mktemp("kept") / "store"
            written[name].mkdir()
            (written[name] / "store.yaml").write_text(dump(make()), encoding="utf-8")
        return written[name]

    return write


@pytest.fixture(scope="session")
def invented(tmp_path_factory):
    """Write a large store of invented claims once for the whole run: `invented(600)` returns its folder."""

    @cache
    def write(claims: int) -> Path:
        made: Path = tmp_path_factory.mktemp("invented") / "store"
        command = [sys.executable, str(ROOT / "benchmarks" / "generate.py"), str(claims), str(made)]
        subprocess.run(command, check=True, capture_output=True)
        return made

    return write


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
