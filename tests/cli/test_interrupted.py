"""Ctrl-C at any moment: a real signal to a real process, which says nothing and leaves nothing half done."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ketacli.cli import _interrupt_soon, _repeat_interrupt
from tests.conftest import PATIENCE, ROOT, store
from tests.stores import full

if TYPE_CHECKING:
    from pathlib import Path

# Says on standard error that it has come to a certain place, and waits there for the signal: no moment is left to chance.
_WAIT = """
import os, sys, time
def here(*_, **__):
    os.write(2, b"here\\n")
    time.sleep(60)
"""
MOMENTS = {
    "while keta is imported": """
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "ketacli.cli._app":
            here()
sys.meta_path.insert(0, Finder())
""",
    "while a command is imported": """
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "ketacli.cli.export":
            here()
sys.meta_path.insert(0, Finder())
""",
    "while the store is looked for": """
import ketacli.cli._opening
ketacli.cli._opening.open_store = here
""",
    "while an object goes": """
import weakref
import ketacli.cli._opening
class Thing:
    pass
things = [Thing()]
watched = weakref.ref(things[0], here)
def lose(*_, **__):
    things.clear()
    for _ in range(6_000):
        time.sleep(0.01)
ketacli.cli._opening.open_store = lose
""",
    "while the store is compiled": """
import ketacli.store.compiler as compiler
compiler.Compiler.finish = here
""",
    "while the answer is made": """
import ketacli.exporting as export
export.content = here
""",
    "while the file is written": """
os.fsync = here
""",
    "before the file gets its name": """
import ketacli.cli._file as file
file._put = here
""",
}


class Interrupted:
    """keta as a process that is sent the signal of Ctrl-C when it says that it is at a certain place."""

    def __init__(self, folder: Path, arguments: list[str], setup: str) -> None:
        code = f"{_WAIT}{setup}\nsys.argv = ['keta', *{arguments!r}]\nfrom ketacli.cli import main\nmain()\n"
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads here
        )
        assert process.stderr is not None
        assert process.stderr.readline() == b"here\n"
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
        # Where the interpreter itself was on the way it ends by the signal, for which a shell says 130 as well.
        self.code = process.returncode if process.returncode >= 0 else 128 - process.returncode
        self.said = out.decode() + err.decode()


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
def test_nothing_is_left_half_done(tmp_path, folder, keta, monkeypatch, moment):
    path = folder(full())
    (tmp_path / "made").mkdir()
    ran = Interrupted(tmp_path, ["export", "made/all.md", "--store", str(path)], MOMENTS[moment])
    assert (ran.code, ran.said) == (130, "")
    assert list((tmp_path / "made").iterdir()) == []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    interrupted = keta("claims", "--json", "--store", path).out
    shutil.rmtree(tmp_path / "cache")
    assert interrupted == keta("claims", "--json", "--store", path).out
    left = [file.name for file in (tmp_path / "cache").rglob("*") if file.is_file() and file.suffix != ".sqlite"]
    assert left == []


@pytest.mark.slow
def test_a_file_that_is_replaced_stays_what_it_was(tmp_path, folder):
    path = folder(full())
    (tmp_path / "all.md").write_text("before\n", encoding="utf-8")
    arguments = ["export", "all.md", "--force", "--store", str(path)]
    for moment in ("while the file is written", "before the file gets its name"):
        ran = Interrupted(tmp_path, arguments, MOMENTS[moment])
        assert (ran.code, ran.said) == (130, "")
        assert (tmp_path / "all.md").read_text(encoding="utf-8") == "before\n"
        assert sorted(file.name for file in tmp_path.iterdir() if file.name != "cache") == ["all.md", "store"]


@pytest.mark.slow
def test_ids_that_are_waited_for_can_be_given_up(tmp_path, folder):
    path = folder(store())
    setup = "import ketacli.cli._naming as naming\nimport ketacli.cli.show as show\nshow.piped = here\n"
    ran = Interrupted(tmp_path, ["show", "-", "--store", str(path)], setup)
    assert (ran.code, ran.said) == (130, "")


# Says that so many records are read, and does not wait for the signal: it comes somewhere in the work that follows.
_GOING_ON = """
import ketacli.store.workers as workers
alone = workers._alone
def telling(work, file, chunks):
    for number, one in enumerate(alone(work, file, chunks)):
        if number == {after}:
            os.write(2, b"here\\n")
        yield one
workers._alone = telling
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [5, 200, 590])
def test_a_large_store_that_is_given_up_is_compiled_the_next_time(tmp_path, keta, invented, monkeypatch, after):
    asked = ["claims", "--count", "confidence", "--store", str(invented(600))]
    ran = Interrupted(tmp_path, asked, _GOING_ON.format(after=after))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    whole = keta(*asked).out
    assert sum(int(line.split("\t")[1]) for line in whole.splitlines()) == 600
    # Whoever has done all before the signal comes has an answer.
    assert (ran.code, ran.said) in ((130, ""), (0, whole))


def _repeated() -> None:
    _repeat_interrupt(SimpleNamespace(exc_type=KeyboardInterrupt))


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("interrupt", [_repeated, _interrupt_soon])
def test_an_interrupt_that_python_drops_comes_again(interrupt):
    def waiting() -> None:
        interrupt()
        for _ in range(1_000):
            time.sleep(0.01)

    with pytest.raises(KeyboardInterrupt):
        waiting()


def test_any_other_error_that_python_drops_is_shown(monkeypatch):
    shown: list[object] = []
    monkeypatch.setattr("sys.__unraisablehook__", shown.append)
    error = SimpleNamespace(exc_type=ValueError)
    _repeat_interrupt(error)
    assert shown == [error]
