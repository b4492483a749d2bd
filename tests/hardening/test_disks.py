"""Disks that are full, read-only or out of room for names, for real: each test mounts a small one where nobody else sees it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from ketacli import exporting
from ketacli.formats import load
from tests.conftest import ROOT, Ran

pytestmark = pytest.mark.slow

KETA = (sys.executable, "-m", "ketacli")
EXPORTS = [load(name).FORMAT.suffixes[0].removeprefix(".") for name in exporting.names()]
EACH = """
import os, sys
from ketacli.cli._app import run

for ending in sys.argv[1:]:
    print(run(["export", f"disk/made.{ending}"]), os.listdir("disk"), flush=True)
"""
"""Exports to one ending after the other, and prints each exit code and what is left on the disk."""

PRIVATE = ("unshare", "--mount")


def _can_mount() -> bool:
    """Whether this process may mount a disk that it alone sees."""
    command = [*PRIVATE, "mount", "-t", "tmpfs", "none", "/mnt"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


mounts = pytest.mark.skipif(not _can_mount(), reason="mounting a disk needs Linux, root and `unshare --mount`")


class Tree(NamedTuple):
    """A large store, what keta says of it when all is well, and an environment with an empty cache."""

    store: Path
    answer: str
    env: dict[str, str]


@pytest.fixture
def asked(invented, keta, tmp_path):
    """Return a store of so many invented claims, what keta says of it, and an environment with an empty cache."""

    def ask(claims):
        path = invented(claims)
        env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
        return Tree(path, keta("claims", "--store", path, "--format", "jsonl").out, env)

    return ask


@pytest.fixture
def tree(asked):
    """A store of 300 claims, whose index has about 1.5 MB: more than the small disks."""
    return asked(300)


@pytest.fixture
def on_disk(invented, tmp_path):
    """Run a line of shell in a folder in which `disk` is a disk of its own, mounted with the given options.

    `before` prepares the disk, and what `after` prints is returned beside the exit code and streams of `line`.
    """

    def runner(
        line: str, options: str, *, before: str = "true", after: str = "find disk -mindepth 1"
    ) -> tuple[Ran, str]:
        (tmp_path / "disk").mkdir(exist_ok=True)
        script = (
            f"mount -t tmpfs -o {options} none disk && {{ {before}; }} || exit 99\n"
            f"{{ {line}; }} >out 2>err\necho $? >code\n{after}\n"
        )
        env = {**os.environ, "PYTHONPATH": str(ROOT), "KETA": " ".join(KETA), "STORE": str(invented(300))}
        done = subprocess.run(
            [*PRIVATE, "sh", "-c", script], cwd=tmp_path, env=env, check=False, capture_output=True, encoding="utf-8"
        )
        assert (done.stderr, done.returncode) == ("", 0)
        out, err, code = ((tmp_path / name).read_text(encoding="utf-8") for name in ("out", "err", "code"))
        return Ran(int(code), out, err), done.stdout

    return runner


@mounts
def test_a_store_on_a_disk_that_is_read_only_answers(on_disk, tree):
    before = "cp $STORE/*.yaml disk && mount -o remount,ro disk"
    ran, left = on_disk("$KETA claims --store disk --format jsonl", "size=20m", before=before, after="ls disk")
    assert (ran, left) == (Ran(0, tree.answer, ""), "claims.yaml\nsources.yaml\ntopics.yaml\n")


@mounts
@pytest.mark.parametrize(
    "options", ["size=1m", "size=1m,nr_inodes=1", "size=1m,nr_inodes=2", "size=1m,ro"], ids=lambda text: text
)
def test_a_cache_disk_without_room_costs_no_answer_and_keeps_no_scraps(options, on_disk, tree):
    line = "XDG_CACHE_HOME=$PWD/disk $KETA claims --store $STORE --format jsonl"
    ran, left = on_disk(line, options, after="find disk -type f")
    assert (ran, left) == (Ran(0, tree.answer, ""), "")


@mounts
def test_an_export_to_a_full_disk_leaves_nothing_behind(on_disk, tmp_path):
    (tmp_path / "each.py").write_text(EACH, encoding="utf-8")
    ran, left = on_disk(f"{sys.executable} each.py {' '.join(EXPORTS)}", "size=32k")
    told = [f"error: Cannot write `disk/made.{ending}`: No space left on device\n" for ending in EXPORTS]
    assert (ran, left) == (Ran(0, "2 []\n" * len(EXPORTS), "".join(told)), "")


@mounts
def test_an_export_that_finds_no_room_leaves_the_old_file_as_it_was(on_disk):
    line = "$KETA export disk/made.md --force"
    ran, left = on_disk(line, "size=32k", before="echo mine >disk/made.md", after="ls -A disk; cat disk/made.md")
    assert (ran.code, ran.err, left) == (
        2,
        "error: Cannot write `disk/made.md`: No space left on device\n",
        "made.md\nmine\n",
    )


@mounts
@pytest.mark.parametrize(
    ("options", "reason"), [("size=1m,nr_inodes=1", "No space left on device"), ("ro", "Read-only file system")]
)
@pytest.mark.parametrize("words", ["export disk/made.md", "plot timing -o disk/made.svg", "init disk/made"])
def test_what_cannot_be_begun_is_told_in_a_sentence(words, options, reason, on_disk):
    name = words.split()[-1]
    ran, left = on_disk(f"$KETA {words}", options)
    assert (ran, left) == (Ran(2, "", f"error: Cannot write `{name}`: {reason}\n"), "")


@mounts
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "words", ["claims --format json", "claims", "export - --format sqlite", "export - --format markdown"]
)
def test_an_answer_that_does_not_fit_where_it_is_sent_is_no_success(words, unbuffered, on_disk):
    line = f"PYTHONUNBUFFERED={unbuffered} $KETA {words} >disk/answer"
    ran, _ = on_disk(line, "size=16k")
    assert ran == Ran(2, "", "error: Cannot write: No space left on device\n")


@mounts
def test_a_store_that_does_not_fit_is_not_begun(on_disk):
    ran, left = on_disk("$KETA init disk/new", "size=4k")
    assert (ran, left) == (Ran(2, "", "error: Cannot write `disk/new`: No space left on device\n"), "")


def start(tree):
    """Ask a store in a process group of its own."""
    command = [*KETA, "claims", "--store", tree.store, "--format", "jsonl"]
    return subprocess.Popen(
        command,
        env=tree.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def cached(tree):
    folder = Path(tree.env["XDG_CACHE_HOME"]) / "keta"
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def test_sixteen_that_ask_a_large_store_for_the_first_time_together_all_get_the_same_right_answer(asked):
    tree = asked(300)
    running = [start(tree) for _ in range(16)]
    assert [(*one.communicate(), one.returncode) for one in running] == [(tree.answer, "", 0)] * 16
    assert [Path(name).suffix for name in cached(tree)] == [".sqlite"]


def test_a_first_run_that_is_killed_at_any_moment_costs_the_next_one_no_answer(asked):
    tree = asked(200)
    began = time.monotonic()
    assert start(tree).communicate() == (tree.answer, "")
    whole_s = time.monotonic() - began
    moments = Random(7)
    for _ in range(6):
        clear(tree)
        running = start(tree)
        time.sleep(moments.uniform(0.2, 1.0) * whole_s)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        following = start(tree)
        assert (*following.communicate(), following.returncode) == (tree.answer, "", 0)


def clear(tree):
    """Take the finished indexes away, and leave what a killed run has left."""
    for name in cached(tree):
        if name.endswith(".sqlite"):
            (Path(tree.env["XDG_CACHE_HOME"]) / "keta" / name).unlink()
