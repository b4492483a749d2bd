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


def test_what_a_killed_run_left_is_told_apart_and_cleared_too(keta, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home = tmp_path / "keta"
    (home / "kept.sqlite").mkdir(parents=True)
    for name in ("a.sqlite", "a.sqlite.123.456", "a.sqlite-journal"):
        (home / name).write_bytes(b"x" * 1_000_000)
    assert keta("cache").out == f"{home}\nHolds 1 compiled store and 2 unfinished, 3.0 MB\n"
    assert keta("cache", "--clear").out == f"{home}\nCleared 1 compiled store and 2 unfinished, 3.0 MB\n"
    assert [file.name for file in home.iterdir()] == ["kept.sqlite"]


def test_a_cache_that_cannot_be_cleared_is_no_success(keta, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home = tmp_path / "keta"
    home.mkdir()
    (home / "a.sqlite").touch()

    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    told = keta("cache", "--clear", code=2)
    assert (told.out, told.err) == ("", f"error: Cannot clear `{home / 'a.sqlite'}`: Permission denied\n")


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
