"""keta as a process of its own: pipes, encodings, and what starting it imports."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from io import BufferedWriter, BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ketacli.formats import showing
from tests.cli.conftest import WORDS_HINT
from tests.conftest import DATA, ROOT, sparing, store, unmeasured
from tests.stores import full

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAVY = {
    "rich",
    "yaml",
    "jsonschema",
    "importlib.metadata",
    "asyncio",
    "ketacli.store.compiler",
    "pydantic",
}


@pytest.fixture
def shell(tmp_path):
    """Run a line of shell in which `keta` is keta; returns exit code, standard output, standard error."""

    def runner(line):
        script = f'keta() {{ {shlex.quote(sys.executable)} -m ketacli "$@"; }}\n{line}'
        done = subprocess.run(
            ["bash", "-c", script], capture_output=True, check=False, cwd=tmp_path, env=_environment(), encoding="utf-8"
        )
        return done.returncode, done.stdout, done.stderr

    return runner


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize(
    "command",
    sparing(
        [
            "claims --format json",
            "claims",
            "topics",
            "show -h",
            "--help",
            "schema",
            "sources --format yaml",
            "claims --format table --color always",
        ],
        "claims --format json",
        "--help",
    ),
)
def test_a_closed_pipe_is_no_error(shell, command):
    assert shell(f"export KETA_STORE={DATA}; keta {command} | true; exit ${{PIPESTATUS[0]}}") == (0, "", "")


def test_the_head_of_a_long_answer_is_taken(shell):
    code, out, err = shell(f"keta claims --json --store {DATA} | head -1; exit ${{PIPESTATUS[0]}}")
    assert (code, out, err) == (0, "{\n", "")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", ["claims --json", "topics", "schema", "--help", "--version"])
def test_a_full_disk_is_told(shell, command):
    assert shell(f"KETA_STORE={DATA} keta {command} > /dev/full") == (
        2,
        "",
        "error: Cannot write: No space left on device\n",
    )


@pytest.mark.slow
def test_a_closed_standard_output_is_told(shell):
    for command in ("claims", "topics --json", "--version", "--help"):
        assert shell(f"KETA_STORE={DATA} keta {command} >&-") == (
            2,
            "",
            "error: Cannot write: standard output is closed\n",
        )


def test_a_closed_standard_error_changes_no_exit_code(shell):
    assert shell(f"keta claims zzzz --store {DATA} 2>&-") == (1, "", "")
    assert shell(f"keta claims --topic zzzz --store {DATA} 2>&-") == (1, "", "")


def test_a_closed_standard_input_holds_no_ids(shell):
    code, out, err = shell(f"keta show - --store {DATA} <&-")
    assert (code, out, err.splitlines()[0]) == (1, "", "No id on standard input")


def test_claims_are_piped_into_show(shell, kept):
    path = kept("store", store)
    line = f"keta claims --store {path} --fields id | keta show - --store {path} --fields id --format jsonl"
    assert shell(line) == (0, '{"id": "relapse-mean-19-days"}\n{"id": "benefit-lasts"}\n', "")


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=str,
)
def test_without_utf8_marks_are_ascii(process, kept, environment, golden):
    ran = process("claims", "--store", kept("store", store), "--format", "table", env=environment)
    assert (ran.code, ran.out.isascii(), ran.err) == (0, True, "")
    golden("claims-ascii", ran.out)


FORMATS = showing("records")


@pytest.mark.parametrize(
    "command",
    sparing(
        [
            ("claims",),
            ("topics",),
            ("sources",),
            ("contradictions",),
            ("show", "remission-85-percent", "how-many-remit"),
        ],
        ("claims",),
    ),
    ids=lambda command: command[0],
)
def test_ascii_holds_every_answer(keta, kept, command):
    asked = [[*command, "--store", str(kept("full", full)), "--format", name] for name in FORMATS]
    code = f"from ketacli.cli._app import run\nfor one in {asked!r}:\n    print(end=f'code {{run(one)}}\\x1e')\n"
    environment = {**_environment(), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    told = dict(zip(FORMATS, done.stdout.decode("ascii").split("\x1e"), strict=False))
    assert done.stderr == b""
    for name, one in zip(FORMATS, asked, strict=True):
        assert told[name].endswith("code 0")
        assert (name, told[name].count("?")) == (name, keta(*one).out.count("?"))
        assert "\\x" not in told[name]


def test_ascii_json_says_the_same(process, folder):
    import json

    path = folder(store(topics=[{"id": "relapse", "name": "Rückfall ⊕ 1–2"}]))
    ran = process("topics", "--store", path, "--json", env={"PYTHONIOENCODING": "ascii"})
    assert ran.out.isascii()
    assert json.loads(ran.out)["topics"][0]["name"] == "Rückfall ⊕ 1–2"


@pytest.mark.slow
def test_messages_are_written_whatever_standard_error_can_bear(process, kept):
    ran = process("claims", "ärger", "--store", kept("store", store), env={"PYTHONIOENCODING": "ascii"})
    assert ran == (1, "", f"No claim found for text `\\xe4rger`: searched 2 claims of `A small store`\n{WORDS_HINT}")


def imports(command: Iterable[object]) -> set[str]:
    """Return the modules that a command imports when its output is no terminal."""
    code = (
        "import sys; from ketacli.cli._app import run; "
        f"code = run({[str(part) for part in command]!r}); print(code, *sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={**unmeasured(), "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code == "0", done.stderr
    return set(modules)


@pytest.mark.parametrize(
    "command",
    sparing(
        [
            ("claims", "--topic", "relapse"),
            ("claims", "--json"),
            ("claims", "--format", "csv"),
            ("claims", "--format", "table"),
            ("claims", "--format", "markdown"),
            ("claims", "--count", "type"),
            ("show", "relapse-mean-19-days"),
            ("topics",),
            ("sources",),
            ("contradictions",),
        ],
        ("claims", "--json"),
        ("claims", "--format", "table"),
        ("show", "relapse-mean-19-days"),
    ),
    ids=" ".join,
)
def test_a_reading_command_imports_what_it_uses(process, kept, command):
    path = kept("store", store)
    process("topics", "--store", path)
    # Views for people with columns in them are drawn by Rich.
    drawn = {"rich"} if command[0] in ("show", "sources", "contradictions", "topics") else set()
    assert imports([*command, "--store", path]) & HEAVY <= drawn


def test_the_version_imports_no_store():
    found = imports(["--version"])
    assert (
        found & {*HEAVY, "sqlite3", "json", "platformdirs", "ketacli.model", "ketacli.store", "ketacli.formats"}
        == set()
    )


@pytest.mark.parametrize(
    "command",
    sparing(
        ["--help", "claims -h", "show -h", "topics -h", "sources -h", "contradictions -h", "schema -h"], "claims -h"
    ),
)
def test_help_imports_no_rich(command):
    assert imports(command.split()) & HEAVY == set()


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("--version",), ("claims", "zzzz")], ids=" ".join)
def test_a_profiler_has_its_say(tmp_path, folder, arguments):
    path = folder(store())
    command = ["-m", "cProfile", "-o", "profile", "-m", "ketacli", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KETA_STORE": str(path)}
    done = subprocess.run([sys.executable, *command], capture_output=True, check=False, cwd=tmp_path, env=environment)
    assert done.stderr.decode().splitlines()[:1] == (
        [] if arguments == ("--version",) else ["No claim found for text `zzzz`: searched 2 claims of `A small store`"]
    )
    assert (tmp_path / "profile").stat().st_size > 0


@pytest.mark.slow
@pytest.mark.parametrize("watching", ["sys.setprofile(look)", "sys.settrace(look)", "sys.monitoring = Tool"])
def test_a_keta_that_is_watched_leaves_as_any_program_does(watching):
    code = (
        "import sys\nlook = lambda *_: None\nclass Tool:\n    get_tool = lambda number: number == 2 or None\n"
        f"{watching}\nsys.argv = ['keta', '--version']\nfrom ketacli.cli import main\n"
        "try:\n    main()\nfinally:\n    print('left')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={**unmeasured(), "PYTHONPATH": str(ROOT)}
    )
    assert done.stdout.splitlines()[-1] == b"left"


def test_a_keta_that_nobody_watches_leaves_at_once():
    code = (
        "import sys\nsys.argv = ['keta', '--version']\nfrom ketacli.cli import main\n"
        "try:\n    main()\nfinally:\n    print('left')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={**unmeasured(), "PYTHONPATH": str(ROOT)}
    )
    assert b"left" not in done.stdout


def test_python_dash_m_is_keta(process):
    import ketacli

    assert process("--version") == (0, f"keta {ketacli.__version__}\n", "")


@pytest.mark.parametrize(("raised", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 0)])
def test_an_interrupt_and_a_closed_pipe_end_a_command_without_a_word(keta, monkeypatch, raised, code):
    def stop() -> None:
        raise raised

    monkeypatch.setattr("ketacli.cli.topics.command", stop)
    ran = keta("topics", code=code)
    assert (ran.out, ran.err) == ("", "")


def test_an_interrupt_before_a_command_begins_ends_keta_without_a_word(keta, monkeypatch):
    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("ketacli.cli._app.application", stop)
    ran = keta("topics", code=130)
    assert (ran.out, ran.err) == ("", "")


def test_a_standard_output_that_is_closed_is_said(monkeypatch, capsys):
    from ketacli.cli._app import run

    monkeypatch.setattr("sys.stdout", None)
    assert run(["topics"]) == 2
    assert capsys.readouterr().err == "error: Cannot write: standard output is closed\n"


def test_a_standard_output_that_takes_no_more_is_said(keta, monkeypatch):
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ketacli.cli.topics.command", full)
    assert keta("topics", code=2) == (2, "", "error: Cannot write: No space left on device\n")


def test_a_stream_that_has_a_buffer_is_left_as_it_is(monkeypatch):
    import ketacli.cli

    with TextIOWrapper(BufferedWriter(BytesIO())) as buffered, monkeypatch.context() as patch:
        patch.setattr("sys.stdout", buffered)
        ketacli.cli._buffer()  # noqa: SLF001 - called before anything else
        assert sys.stdout is buffered
