"""The compiled store: when it is built, what is read again, and what becomes of it when it cannot be kept."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from ketacli import StoreError, open_store
from ketacli.store import cache, compiler
from ketacli.store.compiler import Compiler
from tests.conftest import ROOT, claim, dump, store

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture
def builds(monkeypatch):
    """Return a list that gets, for every build of an index, the number of chunks that were parsed."""
    parsed: list[int] = []
    run = Compiler.run

    def counted(self, version):
        try:
            run(self, version)
        finally:
            parsed.append(self.parsed)

    monkeypatch.setattr(Compiler, "run", counted)
    return parsed


def many(number=30):
    """Return the YAML of a store with a chunk for each of its claims."""
    claims = [claim(id=f"claim-{n}", statement=f"Claim number {n}.") for n in range(number)]
    return text_of(claims)


def text_of(claims):
    return dump({name: part for name, part in store(claims=claims).items() if name != "contradictions"})


def write(path, text):
    (path / "store.yaml").write_text(text, encoding="utf-8")


def cached(tmp_path):
    return sorted((tmp_path / "cache" / "keta").iterdir())


def test_an_unchanged_store_is_compiled_once(folder, builds, tmp_path):
    path = folder(store())
    first = open_store(path).claims()
    assert open_store(path).claims() == first
    assert len(builds) == 1
    assert [file.suffix for file in cached(tmp_path)] == [".sqlite"]


def test_a_store_is_the_same_by_whatever_path_it_is_reached(folder, builds, monkeypatch):
    path = folder(store())
    open_store(path)
    monkeypatch.chdir(path.parent)
    for name in ("store", "./store", "store/", "../" + path.parent.name + "/store"):
        open_store(name)
    assert len(builds) == 1


def test_one_edited_claim_among_many_is_read_alone(folder, builds):
    path = folder({"store.yaml": many()})
    open_store(path)
    write(path, many().replace("Claim number 7.", "Edited number 7."))
    assert open_store(path).claims("edited")[0].id == "claim-7"
    assert (builds[1:], open_store(path).size) == ([1], 30)


def test_claims_that_are_moved_are_not_read_again_and_stand_in_their_new_order(folder, builds):
    path = folder({"store.yaml": many(5)})
    open_store(path)
    claims = [claim(id=f"claim-{n}", statement=f"Claim number {n}.") for n in (4, 0, 3, 1, 2)]
    write(path, "# a comment\n" + text_of(claims))
    assert [one.id for one in open_store(path).claims()] == [f"claim-{n}" for n in (4, 0, 3, 1, 2)]
    assert builds[1:] == [0]


def test_claims_may_move_to_another_file_without_being_read_again(folder, builds):
    whole = store()
    path = folder({"store.yaml": dump(whole)})
    open_store(path)
    claims = dump({"claims": whole.pop("claims")})
    write(path, dump(whole))
    (path / "claims.yaml").write_text(claims, encoding="utf-8")
    assert open_store(path).size == 2
    assert builds[1:] == [0]


def test_a_removed_claim_is_gone_from_filters_text_counts_and_contradictions(folder):
    whole = store()
    path = folder(whole)
    assert open_store(path).count(open_store(path).query("lasting"), "topic") == {"relapse": 1}
    write(path, dump({**whole, "claims": whole["claims"][:1], "contradictions": []}))
    opened = open_store(path)
    assert [one.id for one in opened.claims(topic="relapse")] == ["relapse-mean-19-days"]
    assert (opened.claims("lasting"), opened.claims(contested=True), opened.contradictions()) == ([], [], [])
    assert opened.count(opened.query(), "confidence") == {"very-low": 1}


def test_an_edited_claim_is_found_by_its_new_words_and_facets_only(folder):
    whole = store()
    path = folder(whole)
    open_store(path)
    whole["claims"][0] |= {"statement": "Nobody came back.", "importance": "minor", "caveats": []}
    write(path, dump(whole))
    opened = open_store(path)
    assert [one.id for one in opened.claims("nobody", importance="minor")] == ["relapse-mean-19-days"]
    assert (opened.claims("people"), opened.claims(caveat="sample-size"), opened.claims(importance="core")) == (
        [],
        [],
        [],
    )


def test_an_edited_claim_that_refers_to_nothing_is_refused_although_the_others_are_kept(folder):
    path = folder({"store.yaml": many(5)})
    open_store(path)
    claims = [claim(id=f"claim-{n}", statement=f"Claim number {n}.") for n in range(5)]
    write(path, text_of([*claims[:4], claims[4] | {"topics": ["nowhere"]}]))
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert [(one.record, one.message) for one in caught.value.problems] == [("claim-4", "no topic `nowhere`")]


def test_a_kept_claim_is_refused_when_what_it_refers_to_is_taken_away_or_named_anew(folder):
    whole = store()
    path = folder(whole)
    open_store(path)
    whole["topics"] = [topic | {"id": "named-anew"} if topic["id"] == "relapse" else topic for topic in whole["topics"]]
    write(path, dump(whole))
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert {one.message for one in caught.value.problems} == {"no topic `relapse`"}
    write(path, dump({**store(), "topics": [topic for topic in store()["topics"] if topic["id"] != "relapse"]}))
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert {one.message for one in caught.value.problems} == {"no topic `relapse`"}


def test_a_kept_claim_is_refused_when_what_it_refers_to_is_swallowed_by_the_text_before_it(folder):
    caveats = """caveats:
- id: a-caveat
  name: "one"
- id: sample-size
  name: sample size
- id: z-caveat
  name: last
"""
    whole = store()
    del whole["caveats"]
    path = folder({"caveats.yaml": caveats, "store.yaml": dump(whole)})
    open_store(path)
    swallowed = caveats.replace('"one"', '"one').replace("- id: z-caveat", '- end of one"\n- id: z-caveat')
    (path / "caveats.yaml").write_text(swallowed, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert {one.message for one in caught.value.problems} == {"no caveat `sample-size`"}


def test_a_folder_in_the_place_of_a_file_has_the_records_of_its_siblings_as_its_own(folder):
    whole = store()
    claims = dump({"claims": whole.pop("claims"), "contradictions": whole.pop("contradictions")})
    path = folder({"claims.yaml": claims, "rest.yaml": dump(whole)})
    assert open_store(path / "claims.yaml").sources() == []
    for file in ("claims.yaml", "rest.yaml"):
        (path / file).rename(path.parent / file)
    (path / "claims.yaml").mkdir()
    for file in ("claims.yaml", "rest.yaml"):
        (path.parent / file).rename(path / "claims.yaml" / file)
    assert [one.id for one in open_store(path / "claims.yaml").sources()] == ["overview", "series-2010"]


def test_an_edit_of_the_same_size_within_one_tick_of_the_clock_is_seen(folder, monkeypatch):
    path = folder(store())
    file = path / "store.yaml"
    status = file.stat()
    monkeypatch.setattr("ketacli.store.files._stamp", lambda name, _: compiler_stamp(name, status))
    assert len(open_store(path).claims("relapsed")) == 1
    write(path, dump(store()).replace("People relapsed", "People recovered"[:15]))
    assert file.stat().st_size == status.st_size
    assert open_store(path).claims("recovere")[0].id == "relapse-mean-19-days"


def compiler_stamp(name, status):
    from ketacli.store.files import Stamp

    return Stamp(name, status.st_ino, status.st_size, status.st_mtime_ns)


def test_a_file_at_rest_is_compared_by_content_once(folder, builds, monkeypatch):
    path = folder(store())
    open_store(path)
    later = time.time_ns() + 10**10
    monkeypatch.setattr(time, "time_ns", lambda: later)
    open_store(path)
    monkeypatch.setattr(cache, "_is_same_content", None)
    open_store(path)
    assert len(builds) == 1


def test_a_file_that_comes_or_goes_is_seen(folder):
    path = folder(store())
    open_store(path)
    extra = path / "more.yml"
    extra.write_text(dump({"claims": [claim(id="another")]}), encoding="utf-8")
    assert open_store(path).size == 3
    extra.unlink()
    assert open_store(path).size == 2


def test_files_that_editors_and_systems_hide_are_no_part_of_a_store(folder):
    path = folder(store())
    (path / "._store.yaml").write_bytes(b"\x00\x05\x16\x07")
    (path / ".#store.yaml").symlink_to("nobody@nowhere")
    (path / "notes.txt").write_text("none", encoding="utf-8")
    (path / "folder.yaml").mkdir()
    assert open_store(path).size == 2


def test_a_store_that_became_faulty_gives_no_answer_and_its_old_index_is_of_use_again_later(folder, builds, tmp_path):
    path = folder({"store.yaml": many()})
    open_store(path)
    write(path, many().replace("overview", "overveiw", 1))
    for _ in range(2):
        with pytest.raises(StoreError):
            open_store(path)
    write(path, many())
    assert open_store(path).size == 30
    assert (builds[0] > 30, builds[-1]) == (True, 0)
    assert len(cached(tmp_path)) == 1


def test_reading_writes_nothing_in_the_folder_of_the_store(folder):
    path = folder(store())
    before = [(file, file.stat().st_mtime_ns) for file in path.iterdir()] + [path.stat().st_mtime_ns]
    open_store(path).claims("relapse", topic="relapse")
    assert before == [(file, file.stat().st_mtime_ns) for file in path.iterdir()] + [path.stat().st_mtime_ns]


@pytest.mark.parametrize("harm", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_cache_file_that_is_no_index_is_replaced(harm, folder, tmp_path, builds):
    path = folder(store())
    first = open_store(path).claims()
    cached(tmp_path)[0].write_bytes(harm)
    assert open_store(path).claims() == first
    assert open_store(path).claims() == first
    assert len(builds) == 2


@pytest.mark.slow
@pytest.mark.parametrize("keep", [0.3, 0.5, 0.7, 0.9])
def test_an_index_that_is_cut_short_is_compiled_again(keep, folder, tmp_path):
    path = folder({"store.yaml": many()})
    first = open_store(path).claims("number")
    file = cached(tmp_path)[0]
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * keep)])
    assert open_store(path).claims("number") == first
    assert open_store(path).claims(topic="relapse") == first


@pytest.mark.slow
@pytest.mark.parametrize("page", range(1, 20, 3))
def test_an_index_with_a_damaged_page_is_compiled_again(page, folder, tmp_path):
    path = folder({"store.yaml": many()})
    first = open_store(path)
    expected = (first.claims("number"), first.claims(topic="relapse"), first.topics(), first.get("claim-3"))
    file = cached(tmp_path)[0]
    data = bytearray(file.read_bytes())
    data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    file.write_bytes(data)
    opened = open_store(path)
    assert (opened.claims("number"), opened.claims(topic="relapse"), opened.topics(), opened.get("claim-3")) == expected


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meta SET value = '\"another\"' WHERE name = 'identity'",
        "DELETE FROM meta",
        "DROP TABLE file",
    ],
)
def test_an_index_of_another_version_is_not_used(change, folder, tmp_path, builds):
    path = folder(store())
    first = open_store(path).claims()
    with sqlite3.connect(cached(tmp_path)[0]) as connection:
        connection.execute(change)
    connection.close()
    assert open_store(path).claims() == first
    count = len(builds)
    assert (open_store(path).claims(), len(builds)) == (first, count)
    assert count > 1


@pytest.mark.parametrize("cache", ["a-file", "a-file/below", "/proc/nowhere", "/dev/null/cache"])
def test_a_store_whose_index_cannot_be_kept_is_compiled_in_memory(cache, folder, builds, monkeypatch, tmp_path):
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / cache))
    path = folder(store())
    for _ in range(2):
        assert open_store(path).size == 2
    assert len(builds) == 2
    assert (tmp_path / "a-file").read_text(encoding="utf-8") == "x"


def test_something_in_the_place_of_the_index_does_not_stand_in_the_way(folder, tmp_path):
    path = folder(store())
    open_store(path)
    file = cached(tmp_path)[0]
    file.unlink()
    file.mkdir()
    (file / "x").touch()
    assert open_store(path).size == 2
    assert cached(tmp_path) == [file]


def test_a_disk_that_fills_up_does_not_stand_in_the_way(folder, monkeypatch, tmp_path):
    finish = Compiler.finish
    monkeypatch.setattr(Compiler, "finish", lambda self, version: full(self, finish, version))
    assert open_store(folder(store())).size == 2
    assert cached(tmp_path) == []


def full(one, finish, version):
    if one._connection.execute("PRAGMA database_list").fetchone()[2]:  # noqa: SLF001
        raise sqlite3.OperationalError("database or disk is full")
    finish(one, version)


@pytest.fixture
def lock(tmp_path):
    """Return a function that holds the lock of the one store that is cached, as a process does that compiles it."""
    fcntl = pytest.importorskip("fcntl")
    with ExitStack() as held:

        def hold():
            (made,) = cached(tmp_path)
            file = held.enter_context(Path(f"{made}.lock").open("w", encoding="utf-8"))
            fcntl.flock(file, fcntl.LOCK_EX)
            return made, held.close

        yield hold


def test_who_finds_another_at_work_waits_and_takes_what_that_one_made(folder, builds, lock, tmp_path):
    path = folder(store())
    open_store(path)
    made, release = lock()
    aside = made.rename(tmp_path / "made")
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(open_store, path)
        time.sleep(0.2)
        assert not waiting.done()
        aside.rename(made)
        release()
        assert waiting.result().size == 2
    assert len(builds) == 1
    assert cached(tmp_path) == [made]


def test_nobody_waits_for_ever(folder, builds, lock, monkeypatch):
    path = folder(store())
    open_store(path)
    made, _ = lock()
    made.unlink()
    monkeypatch.setattr(cache, "_PATIENCE_S", 0.2)
    assert (open_store(path).size, len(builds)) == (2, 2)


@pytest.mark.parametrize("refused", ["fcntl.flock", "os.open"])
def test_where_nothing_can_be_locked_the_store_is_compiled_all_the_same(folder, builds, monkeypatch, tmp_path, refused):
    opened = os.open

    def refuse(path, *rest):
        if refused == "os.open" and not str(path).endswith(".lock"):
            return opened(path, *rest)
        raise OSError(errno.ENOLCK, "No locks available")

    path = folder(store())
    monkeypatch.setattr(refused, refuse)
    assert (open_store(path).size, len(builds)) == (2, 1)
    assert [file.suffix for file in cached(tmp_path)] == [".sqlite"]


def test_an_interrupted_build_leaves_nothing_behind(folder, monkeypatch, tmp_path):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(compiler.Compiler, "finish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        open_store(folder(store()))
    assert cached(tmp_path) == []


@pytest.mark.slow
def test_processes_that_use_a_store_for_the_first_time_together_all_get_their_answer(folder, tmp_path):
    path = folder({"store.yaml": many(60)})
    line = f"from ketacli import open_store; print(len(open_store({str(path)!r}).claims('number')))"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", line],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(5)
    ]
    assert [process.communicate() for process in running] == [("60\n", "")] * 5
    assert [file.suffix for file in cached(tmp_path)] == [".sqlite"]


def test_a_store_answers_in_several_threads(folder):
    from concurrent.futures import ThreadPoolExecutor

    opened = open_store(folder(store()))
    with ThreadPoolExecutor(4) as pool:
        assert {len(found) for found in pool.map(lambda _: opened.claims("relapsed"), range(20))} == {1}


def test_an_open_store_is_not_disturbed_by_an_edit(folder):
    path = folder(store())
    opened = open_store(path)
    write(path, many(3))
    assert (open_store(path).size, opened.size) == (3, 2)
    assert Path(opened.path) == path
