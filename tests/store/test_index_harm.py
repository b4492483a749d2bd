"""What becomes of an answer when the index is harmed behind keta's back, goes away, or finds no room."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from ketacli import StoreError, open_store
from ketacli.store import cache, files
from tests.conftest import claim, dump, store

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture
def harm(tmp_path):
    """Change the index of a store that was opened, and seal it as keta does: `harm("DROP TABLE item")` or `harm(b"...")`."""

    def change(what: str | bytes) -> None:
        (file,) = (tmp_path / "cache" / "keta").glob("*.sqlite")
        if isinstance(what, bytes):
            file.write_bytes(what)
        else:
            with sqlite3.connect(file) as connection:
                connection.execute(what)
            connection.close()
        cache._sign(file, time.time_ns())  # noqa: SLF001 - the harm that the checksum does not show

    return change


def edit(path):
    """Add a claim to a store."""
    whole = store()
    whole["claims"].append(claim(id="another"))
    (path / "store.yaml").write_text(dump(whole), encoding="utf-8")


@pytest.mark.parametrize(
    "what",
    [
        b"not a database",
        "DROP TABLE meta",
        "DROP TABLE file",
        "UPDATE meta SET value = 'x' WHERE name = 'identity'",
    ],
)
def test_an_index_that_cannot_be_asked_is_compiled_again(folder, harm, what):
    path = folder(store())
    first = open_store(path).claims()
    harm(what)
    assert open_store(path).claims() == first


@pytest.mark.parametrize(
    "what",
    [
        "DROP TABLE item",
        "DROP TABLE words",
        "DROP TABLE facet",
        "DELETE FROM file",
        "DELETE FROM item WHERE kind = 'topic'",
    ],
)
def test_an_index_without_what_an_edit_needs_is_compiled_again(folder, harm, what):
    path = folder(store())
    open_store(path)
    harm(what)
    edit(path)
    assert [one.id for one in open_store(path).claims()] == ["relapse-mean-19-days", "another", "benefit-lasts"]


def test_an_index_that_goes_away_between_two_looks_is_compiled_again(folder, monkeypatch):
    path = folder(store())
    first = open_store(path).claims()
    monkeypatch.setattr(cache, "_is_intact", lambda file: file.unlink() is None)
    assert open_store(path).claims() == first


def test_a_store_that_changes_between_two_looks_is_compiled_again(folder, monkeypatch):
    path = folder(store())
    first = open_store(path).claims()
    load, missing = files.load, [OSError(2, "No such file or directory")]

    def late(name):
        if missing:
            raise missing.pop()
        return load(name)

    monkeypatch.setattr(files, "load", late)
    assert open_store(path).claims() == first
    assert missing == []


def test_an_index_that_sqlite_finds_damaged_is_deleted_and_the_next_run_compiles_it_anew(folder, harm, tmp_path):
    path = folder(store())
    first = open_store(path).claims()
    harm("DROP TABLE words")
    opened = open_store(path)
    (file,) = (tmp_path / "cache" / "keta").iterdir()
    with pytest.raises(StoreError) as caught:
        opened.claims("relapsed")
    assert cached(tmp_path) == []
    assert (
        caught.value.message == f"The compiled store `{file}` was damaged, and has been deleted: no such table: words"
    )
    assert caught.value.hint == "run the command again: it is compiled anew"
    assert open_store(path).claims() == first


def test_a_question_that_is_wrong_does_not_cost_the_index(folder, tmp_path):
    opened = open_store(folder(store()))
    kept = cached(tmp_path)
    with pytest.raises(sqlite3.ProgrammingError):
        opened._index._ask("SELECT ?")  # noqa: SLF001 - what keta asks is right
    assert (cached(tmp_path), opened.size) == (kept, 2)


def test_what_sqlite_says_of_an_index_in_memory_is_told_as_it_is_since_there_is_no_file_to_delete(folder, monkeypatch):
    monkeypatch.setattr(cache, "_location", lambda _: None)
    opened = open_store(folder(store()))
    opened._index._connection.execute("DROP TABLE words")  # noqa: SLF001 - nobody else can harm it
    with pytest.raises(sqlite3.OperationalError, match=r"^no such table: words$"):
        opened.claims("relapsed")


def test_a_faulty_store_whose_index_cannot_be_kept_gives_no_answer(folder, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/cache")
    path = folder(store(topics=[]))
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert {problem.check for problem in caught.value.problems} == {"dangling-reference"}


def test_a_store_is_answered_from_memory_where_there_is_neither_a_home_nor_a_current_folder(
    folder, monkeypatch, tmp_path
):
    path = folder(store())
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "nowhere")
    assert open_store(path).size == 2


def test_a_disk_without_room_for_the_first_table_does_not_stand_in_the_way(folder, monkeypatch, tmp_path):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(cache, "_start", full)
    assert open_store(folder(store())).size == 2
    assert list((tmp_path / "cache" / "keta").iterdir()) == []


def test_an_old_index_that_cannot_be_copied_does_not_stand_in_the_way_of_an_edit(folder, monkeypatch):
    path = folder(store())
    open_store(path)
    edit(path)

    def full(old, new):
        new.write_bytes(old.read_bytes()[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    assert open_store(path).size == 3


def test_elsewhere_than_on_linux_the_cache_is_where_platformdirs_says(monkeypatch, tmp_path):
    import platformdirs

    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda name: str(tmp_path / "Library" / "Caches" / name))
    assert cache.cache_folder() == Path(tmp_path / "Library" / "Caches" / "keta")


def cached(tmp_path):
    return sorted(file.name for file in (tmp_path / "cache" / "keta").iterdir())


def test_what_killed_runs_left_is_taken_away_when_an_index_is_built_and_what_is_at_work_is_not(folder, tmp_path):
    path = folder(store())
    open_store(path)
    (name,) = cached(tmp_path)
    home = tmp_path / "cache" / "keta"
    for scrap, age_s in (("1.2", 7_200), ("3.4", 60)):
        (home / f"{name}.{scrap}").write_bytes(b"")
        old = time.time() - age_s
        os.utime(home / f"{name}.{scrap}", (old, old))
    open_store(path)
    assert cached(tmp_path) == [name, f"{name}.1.2", f"{name}.3.4"]
    edit(path)
    open_store(path)
    assert cached(tmp_path) == [name, f"{name}.3.4"]


def test_the_index_of_a_store_that_is_gone_is_taken_away_when_another_is_built(folder, tmp_path):
    kept, gone, new = (folder(store(), name) for name in ("kept", "gone", "new"))
    open_store(kept)
    (name,) = cached(tmp_path)
    open_store(gone)
    shutil.rmtree(gone)
    (tmp_path / "cache" / "keta" / "other.sqlite").write_bytes(b"not a database, so not one of keta")
    open_store(new)
    found = cached(tmp_path)
    assert len(found) == 3
    assert {name, "other.sqlite"} < set(found)
