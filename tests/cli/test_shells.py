"""Completion in the shells themselves: the script that keta shows, a line typed at a terminal, a tab."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PATIENCE, ROOT, claim, dump, store
from tests.stores import full

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>()][0-9A-Z]?)")
_BASH = """\
PS1='ready> '
bind 'set show-all-if-ambiguous on'
bind 'set page-completions off'
bind 'set bell-style none'
bind 'set enable-bracketed-paste off'
report() { printf 'line<%s>\\n' "$READLINE_LINE"; }
bind -x '"\\C-g": report'
"""
_ZSH = """\
PS1='ready> '
unsetopt auto_menu beep
unset zle_bracketed_paste
autoload -Uz compinit && compinit -u -D
report() { print -r -- "line<$BUFFER>" }
zle -N report
bindkey '^G' report
bindkey '^I' complete-word  # the usual binding first runs, for whatever command, the substitutions that somebody typed
"""
_FISH = 'source ./completion; complete --do-complete "$KETA_TYPED"'
_SOURCE = "source ./completion\n"
SHELLS = ("bash", "zsh", "fish")


@pytest.fixture(scope="module", params=SHELLS)
def shell(request):
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    return request.param


@pytest.fixture(scope="module")
def home(tmp_path_factory, shell):
    """Return a home folder with keta on the path, a store, and the completion that keta shows in a file."""
    home: Path = tmp_path_factory.mktemp("home")
    for name in ("bin", "files"):
        (home / name).mkdir()
    script = home / "bin" / "keta"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ketacli "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    (home / "store.yaml").write_text(dump(full()), encoding="utf-8")
    # keta looks among the parents of its process for the shell that asks, so a real one must be there.
    (home / "completion").write_text(_said(home, shell, "keta --show-completion; true"), encoding="utf-8")
    (home / "rc").write_text({"bash": _BASH, "zsh": _ZSH, "fish": ""}[shell] + _SOURCE, encoding="utf-8")
    return home


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BASH", "ZSH", "FISH", "LC_"))}
    return {
        **kept,
        "COLUMNS": "200",
        "HISTFILE": "/dev/null",
        "HOME": str(home),
        "KETA_STORE": str(home / "store.yaml"),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TERM": "dumb",
        **{f"XDG_{name}_HOME": str(home / ".xdg" / name) for name in ("CACHE", "CONFIG", "DATA")},
    }


def _said(home: Path, *command: str, **changes: str) -> str:
    """Return what a shell prints that runs one line."""
    done = subprocess.run(
        [command[0], "-c", *command[1:]],
        capture_output=True,
        check=False,
        cwd=home,
        encoding="utf-8",
        env={**_environment(home), **changes},
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


class Terminal:
    """A shell at a terminal of its own."""

    def __init__(self, command: list[str], home: Path) -> None:
        self.process, self.terminal = pty.fork()
        if not self.process:  # pragma: no cover - the shell takes this process over
            os.chdir(home)
            os.execvpe(command[0], command, _environment(home))
        os.write(self.terminal, b"source ./rc\n")
        self._until(rb"ready> ")

    def typed(self, keys: str) -> str:
        """Return what the keys made the shell show, up to the line that it then reports; the line is thrown away."""
        os.write(self.terminal, keys.encode() + b"\x07")
        shown = self._until(rb"line<[^\n]*>\r?\n")
        os.write(self.terminal, b"\x05\x15\x07")
        self._until(rb"line<>\r?\n")
        return _ESCAPE.sub("", shown.decode()).replace("\r", "")

    def _until(self, wanted: bytes) -> bytes:
        seen, end = b"", time.monotonic() + PATIENCE
        while not re.search(wanted, seen):
            ready, _, _ = select.select([self.terminal], [], [], max(0, end - time.monotonic()))
            assert ready, f"waited in vain for {wanted!r}: {seen!r}"
            seen += os.read(self.terminal, 65_536)
        return seen

    def close(self) -> None:
        """End the shell."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


@pytest.fixture(scope="module")
def typed(home, shell):
    """Type a line and tabs: `typed("keta cl")`; returns what the shell showed, the line as it is then between `line<` and `>`."""
    if shell == "fish":
        yield lambda line, tabs=2: _said(home, "fish", _FISH, KETA_TYPED=line)  # noqa: ARG005 - fish lists at once
        return
    terminal = Terminal(["bash", "--noprofile", "--norc", "-i"] if shell == "bash" else ["zsh", "-f", "-i"], home)
    yield lambda line, tabs=2: terminal.typed(line + "\t" * tabs)
    terminal.close()


def line(shown: str, shell: str, before: str) -> str:
    """Return the command line after the tab: for fish, which only lists, the one thing that it offers."""
    if shell == "fish":
        (offered,) = shown.splitlines()
        return f"{before.rpartition(' ')[0]} {offered.partition(chr(9))[0]}"
    found: list[str] = re.findall(r"line<([^\n]*)>", shown)
    return found[-1].rstrip()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("keta cla", "keta claims"),
        ("keta claims --topic rel", "keta claims --topic relapse"),
        ("keta claims --topic cost,rel", "keta claims --topic cost,relapse"),
        ("keta claims --topic=rel", "keta claims --topic=relapse"),
        ("keta claims --source tri", "keta claims --source trial-2024"),
        ("keta show how", "keta show how-many-remit"),
        ("keta claims --format mark", "keta claims --format markdown"),
        (
            "keta claims --store files/../store.yaml --topic rel",
            "keta claims --store files/../store.yaml --topic relapse",
        ),
        ("keta claims --conte", "keta claims --contested"),
        ("keta plot tim", "keta plot timing"),
        ("keta check --explain quote-amb", "keta check --explain quote-ambiguous"),
    ],
)
def test_a_tab_completes_what_can_only_go_on_in_one_way(typed, shell, before, after):
    assert line(typed(before, tabs=1), shell, before) == after


def test_topics_are_listed_and_described_where_the_shell_describes(typed, shell):
    shown = typed("keta claims --topic ")
    assert [name for name in ("relapse", "response", "cost") if name not in shown] == []
    named = [
        name for name in ("How long the benefit lasts", "How many it helps", "Cost and insurance") if name in shown
    ]
    assert len(named) == (0 if shell == "bash" else 3)


def test_commands_and_options_are_listed_and_described(typed, shell):
    commands, options = typed("keta "), typed("keta claims --")
    assert [name for name in ("claims", "contradictions", "schema") if name not in commands] == []
    assert [name for name in ("--topic", "--limit", "--uncontested") if name not in options] == []
    about = ("Where claims disagree", "A topic or one of its aliases")
    assert [text for text in about if text in commands + options] == ([] if shell == "bash" else list(about))


@pytest.mark.parametrize(
    "before",
    ["keta show remission-85-percent --documents fi", "keta check fi", "keta claims --store fi", "keta export fi"],
)
def test_names_of_files_are_completed_where_a_file_is_meant(typed, shell, before):
    assert line(typed(before, tabs=1), shell, before) == f"{before.rpartition(' ')[0]} files/"


@pytest.mark.parametrize("before", ["keta claims --topic fi", "keta claims fi", "keta show fi"])
def test_names_of_files_are_not_offered_for_what_is_no_file(typed, shell, before):
    shown = typed(before)
    assert [name for name in ("files", "relapse") if name in shown] == []
    assert shown == "" if shell == "fish" else f"line<{before}>" in shown


# What a shell could run, expand, or stumble over; controls are no text that a store may hold.
HOSTILE = (
    "$(touch ran)",
    "\\$(touch ran)",
    "`touch ran`",
    "\\`touch ran\\`",
    "'; touch ran; '",
    '"; touch ran; "',
    "\"'$(touch ran)'\"",
    "a:b: c [d] {e,f} ~ * ? ! # % \\",
    "))' ; touch ran #",
    "${(e):-$(touch ran)} <(touch ran)",
    "%{$(touch ran)%} %F{red}",
    "&& touch ran | touch ran > ran",
)


def _written(home: Path, name: str, content: dict[str, Any]) -> None:
    (home / name).mkdir(exist_ok=True)
    (home / name / "store.yaml").write_text(dump(content), encoding="utf-8")


def test_names_in_a_store_are_neither_run_nor_a_hindrance(typed, home):
    topics = [{"id": "relapse", "name": "Relapse"}]
    topics += [{"id": f"resilience-{number}", "name": text} for number, text in enumerate(HOSTILE)]
    _written(home, "hostile", store(topics=topics))
    shown = typed("keta claims --store hostile --topic re")
    assert [topic["id"] for topic in topics if topic["id"] not in shown] == []
    assert not (home / "ran").exists()


@pytest.mark.parametrize("half", ["'$(touch ran),re", '"a$(touch ran),re', "\\$(touch ran),re", "x*,re", "'a;b`,re"])
def test_what_is_half_typed_is_not_run_by_a_tab(typed, home, half):
    typed(f"keta claims --topic {half}")
    assert not (home / "ran").exists()


@pytest.mark.parametrize(
    "content",
    [
        {"claims": [claim(id="relapse-$(touch ran)"), *store()["claims"]]},
        {"topics": [{"id": "relapse", "name": "A", "aliases": ["rel$(touch ran)"]}]},
    ],
    ids=["id", "alias"],
)
def test_a_store_with_ids_that_a_shell_could_run_offers_nothing(typed, shell, home, content):
    _written(home, "refused", store(**content))
    before = "keta show --store refused rel"
    shown = typed(before)
    assert shown == "" if shell == "fish" else line(shown, shell, before) == before
    assert "relapse-mean" not in shown
    assert not (home / "ran").exists()


def test_completion_is_installed_for_the_shell_that_asks(home, shell):
    places = {"bash": ".bash_completions/keta.sh", "zsh": ".zfunc/_keta", "fish": ".config/fish/completions/keta.fish"}
    _said(home, shell, "keta --install-completion; true")
    assert (home / places[shell]).read_text(encoding="utf-8").strip() == (home / "completion").read_text(
        encoding="utf-8"
    ).strip()


def test_installed_in_zsh_the_first_tab_completes(home, shell):
    if shell != "zsh":
        pytest.skip("zsh alone reads the script at the first tab")
    (home / "functions").mkdir()
    (home / "functions" / "_keta").write_bytes((home / "completion").read_bytes())
    whole = (home / "rc").read_text(encoding="utf-8")
    (home / "rc").write_text(f"fpath+=({home}/functions)\n{whole.removesuffix(_SOURCE)}", encoding="utf-8")
    terminal = Terminal(["zsh", "-f", "-i"], home)
    assert line(terminal.typed("keta claims --topic rela\t"), shell, "") == "keta claims --topic relapse"
    terminal.close()
    (home / "rc").write_text(whole, encoding="utf-8")
