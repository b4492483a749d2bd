import os
import sys

import pytest

from tests.conftest import store


def test_the_cache_says_where_it_is_and_how_much_it_holds_and_is_cleared(keta, folder, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    home = tmp_path / "cache" / "keta"
    assert keta("cache").out == f"{home}\nHolds 0 compiled stores, 0.0 MB\n"
    keta("claims", "--store", folder(store()))
    assert keta("cache").out == f"{home}\nHolds 1 compiled store, 0.1 MB\n"
    assert keta("cache", "--clear").out == f"{home}\nCleared 1 compiled store, 0.1 MB\n"
    assert keta("cache").out == f"{home}\nHolds 0 compiled stores, 0.0 MB\n"
    keta("claims", "--store", folder(store()))


@pytest.mark.parametrize("processors", [1, 2])
def test_a_long_compilation_shows_a_bar_on_a_terminal_and_only_there(keta, folder, monkeypatch, processors):
    monkeypatch.setattr("ketacli.store.workers.MANY", 1)
    monkeypatch.setattr("ketacli.store.workers._processors", lambda: processors)
    quiet = keta("claims", "--store", folder(store(), "quiet"), "--fields", "id")
    assert quiet.err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    shown = keta("claims", "--store", folder(store(), "shown"), "--fields", "id")
    assert "Compiling the store" in shown.err
    assert shown.out == quiet.out


@pytest.mark.parametrize("processors", [1, 2])
def test_a_long_check_shows_a_bar_on_a_terminal_and_only_there(keta, folder, monkeypatch, processors):
    monkeypatch.setattr("ketacli.store.workers.MANY", 1)
    monkeypatch.setattr("ketacli.checks._run.MANY", 1)
    monkeypatch.setattr("ketacli.store.workers._processors", lambda: processors)
    path = folder(store())
    quiet = keta("check", path, code=1)
    assert quiet.err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    shown = keta("check", path, code=1)
    assert "Checking the store" in shown.err
    assert shown.out == quiet.out


MADE = b"SQLite format 3\0".ljust(68, b"\0") + b"keta"
"""How an index begins that keta made."""


def test_what_a_killed_run_left_is_told_apart_and_cleared_too(keta, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home = tmp_path / "keta"
    home.mkdir()
    for name in ("0123456789.sqlite", "0123456789.sqlite.123.456", "0123456789.sqlite.7.8"):
        (home / name).write_bytes(MADE.ljust(1_000_000, b"x"))
    assert keta("cache").out == f"{home}\nHolds 1 compiled store and 2 unfinished, 3.0 MB\n"
    assert keta("cache", "--clear").out == f"{home}\nCleared 1 compiled store and 2 unfinished, 3.0 MB\n"
    assert list(home.iterdir()) == []


FOREIGN = (
    "notes.sqlite",
    "notes.sqlite-wal",
    "notes.sqlite.bak",
    "0123456789.sqlite",
    "0123456789.sqlite.1.2",
    "keta.lock",
)


def test_files_that_others_have_in_a_folder_of_that_name_are_neither_counted_nor_removed(
    keta, folder, monkeypatch, tmp_path
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home = tmp_path / "keta"
    (home / "aaaaaaaaaa.sqlite").mkdir(parents=True)
    for name in FOREIGN:
        (home / name).write_bytes(b"SQLite format 3\0 of somebody else".ljust(100, b"\0"))
        os.utime(home / name, (0, 0))
    before = {path.name for path in home.iterdir()}
    assert keta("cache").out == f"{home}\nHolds 0 compiled stores, 0.0 MB\n"
    keta("claims", "--store", folder(store()))
    assert len({path.name for path in home.iterdir()} - before) == 1
    keta("cache", "--clear")
    assert {path.name for path in home.iterdir()} == before


def test_a_cache_that_cannot_be_cleared_is_no_success(keta, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home = tmp_path / "keta"
    home.mkdir()
    (home / "0123456789.sqlite").touch()

    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    told = keta("cache", "--clear", code=2)
    assert (told.out, told.err) == ("", f"error: Cannot clear `{home / '0123456789.sqlite'}`: Permission denied\n")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs says where the cache is")
@pytest.mark.parametrize("home", ["here", "."])
def test_a_home_that_is_no_place_of_its_own_gets_no_cache_and_every_answer(keta, folder, monkeypatch, tmp_path, home):
    path = folder(store())
    first = keta("claims", "--store", path).out
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", home)
    assert keta("claims", "--store", path).out == first
    assert keta("cache", code=2).err == (
        "error: No folder for compiled stores: no home folder is known\n"
        "\nhint: set XDG_CACHE_HOME to a folder; until then every answer compiles the store anew, in memory\n"
    )
    assert list((tmp_path / "empty").iterdir()) == []
