"""Files that come to stand in the way while keta writes."""

import fcntl
import os
import subprocess
import sys

import pytest

from ketacli.cli import _file
from ketacli.curating import claiming
from tests.conftest import store


@pytest.mark.parametrize("moment", ["fsync", "link"])
def test_a_file_that_appears_while_an_export_is_written_is_left_alone(keta, folder, tmp_path, monkeypatch, moment):
    target, call = tmp_path / "out.md", getattr(os, moment)

    def late(*arguments, **options):
        target.write_text("somebody else's", encoding="utf-8")
        return call(*arguments, **options)

    monkeypatch.setattr(os, moment, late)
    assert keta("export", target, "--store", folder(store()), code=2) == (
        2,
        "",
        f"error: `{target}` exists already\n\nhint: add `--force` to replace it\n",
    )
    assert target.read_text(encoding="utf-8") == "somebody else's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.md", "store"]


def test_while_a_folder_is_written_in_no_other_keta_writes_there(tmp_path):
    with _file.alone_in(tmp_path), pytest.raises(BlockingIOError):
        _try_to_lock(tmp_path)
    _try_to_lock(tmp_path)


def test_where_the_system_has_no_locks_nobody_waits(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    with _file.alone_in(tmp_path):
        _try_to_lock(tmp_path)


def _try_to_lock(folder):
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(held)


@pytest.mark.parametrize("first", ["claims.yaml", "topics.yaml"])
def test_where_one_of_two_files_changed_meanwhile_neither_is_written(keta, tmp_path, monkeypatch, first):
    monkeypatch.chdir(tmp_path)
    keta("init", "tea")
    given = claiming.claim

    def slow(*arguments, **more):
        found = given(*arguments, **more)
        path = tmp_path / "tea" / first
        path.write_text(path.read_text() + "# another hand\n")
        return found

    monkeypatch.setattr(claiming, "claim", slow)
    before = {path.name: path.read_text() for path in (tmp_path / "tea").glob("*.yaml")}
    claim = ("add", "claim", "Most sleep better.", "--source", "example-page", "-q", "slept better with green tea")
    ran = keta(*claim, "-t", "sleep,novel", "--store", "tea", "--write", code=2)
    assert ran.err.endswith(f"error: `tea/{first}` has changed since it was read\n\nhint: run the command again\n")
    before[first] += "# another hand\n"
    assert {path.name: path.read_text() for path in (tmp_path / "tea").glob("*.yaml")} == before


@pytest.mark.slow
def test_of_records_that_are_added_at_once_each_that_is_said_to_be_added_is_in_the_store(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keta("init", "tea")
    command = [sys.executable, "-m", "ketacli", "add", "source", "--store", "tea", "--write", "--title"]
    running = [
        subprocess.Popen([*command, f"Trial {number}"], stderr=subprocess.PIPE, encoding="utf-8") for number in range(6)
    ]
    ended = [(one.communicate()[1], one.returncode) for one in running]
    added = [number for number, (_, code) in enumerate(ended) if code == 0]
    assert added
    text = (tmp_path / "tea" / "sources.yaml").read_text()
    assert [number for number in range(6) if f"Trial {number}" in text] == added
    assert {told.splitlines()[-1] for told, code in ended if code} <= {"hint: run the command again"}
