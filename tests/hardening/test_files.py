"""Files that are no files, that are too large, that change, and caches that are not what they were."""

from __future__ import annotations

import os
import sqlite3
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketacli import StoreError, open_store
from ketacli.store import cache, files
from tests.conftest import claim, dump, store
from tests.stores import full

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture(autouse=True)
def _at_rest():
    """Here stores change while they are read: keta waits as it always does."""


@pytest.fixture
def refusal(keta, monkeypatch, tmp_path):
    """Ask a store of the test's folder both ways, and return what is said, which is the same."""
    monkeypatch.chdir(tmp_path)

    def runner(path: str) -> str:
        told = keta("claims", "--store", path, code=2)
        assert (told.out, keta("check", path, code=2)) == ("", told)
        return str(told.err)

    return runner


def put(kind, path):
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "dangling":
            path.symlink_to("nowhere")
        case "loop":
            path.symlink_to(path.name)
        case "device":
            path.symlink_to("/dev/zero")


ODD = ("fifo", "dangling", "device")


@pytest.mark.parametrize("kind", ODD)
def test_a_store_that_lacks_a_file_gives_no_answer_from_the_others(kind, refusal, folder):
    put(kind, folder(store()) / "more.yaml")
    assert (
        refusal("store")
        == "error: `more.yaml` in `store` is not a file\n\nhint: fix the link, or move it out of the folder\n"
    )


def test_a_link_that_leads_to_itself_is_told(refusal, folder):
    put("loop", folder(store()) / "more.yaml")
    assert refusal("store") == "error: Cannot read `store`: Too many levels of symbolic links\n"


@pytest.mark.parametrize("kind", ODD)
def test_a_sibling_that_is_no_file_is_not_missed_by_a_file_that_is_a_store(kind, folder):
    path = folder(store())
    put(kind, path / "more.yaml")
    assert open_store(path / "store.yaml").size == 2


@pytest.mark.parametrize("kind", ["fifo", "device"])
def test_what_is_no_file_is_no_store(kind, refusal, tmp_path):
    put(kind, tmp_path / "x.yaml")
    assert refusal("x.yaml") == "error: `x.yaml` is not a file\n"


@pytest.mark.parametrize("kind", ["fifo", "device"])
def test_a_document_that_is_no_file_is_not_waited_for(kind, keta, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder(full())
    put(kind, tmp_path / "overview.txt")
    said = "error: Cannot read `overview.txt`: it is not a file\n"
    assert keta("anchor", "overview.txt", "some words", code=2).err == said
    # A store names its documents: no link among them may lead out of their folder, whatever it leads to.
    why = "it is a link to a file outside the folder" if kind == "device" else "it is not a file"
    shown = keta("show", "benefit-lasts", "--store", "store", "--documents", ".", code=2)
    assert (shown.out, shown.err) == (
        "",
        f"error: Cannot read `overview.txt`: {why}\n\nhint: give the folder of the documents\n",
    )
    lines = keta("check", "store", "--documents", ".", code=1).out.splitlines()
    assert [line.partition("error: ")[2] for line in lines if "overview.txt`" in line] == [
        f"overview: file: cannot read `overview.txt`: {why} (document-digest)"
    ]


def test_a_path_with_a_nul_is_no_store():
    with pytest.raises(StoreError) as caught:
        open_store("a\0b")
    assert caught.value.message == "No store at `a\0b`: embedded null byte"


def test_a_huge_file_is_refused_before_it_is_read(refusal, folder):
    os.truncate(folder(store()) / "store.yaml", 1 << 40)
    assert refusal("store") == (
        "error: Cannot read `store/store.yaml`: it has 1,099,512 MB, and keta reads files of at most 512 MB\n"
        "\nhint: split it: a store may have any number of files\n"
    )


def test_a_file_that_is_written_while_it_is_read_is_read_again(tmp_path, monkeypatch):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"old")
    stat, seen = os.fstat, []

    def meddling(descriptor):
        seen.append(descriptor)
        if len(seen) == 2:
            path.write_bytes(b"new!")
        return stat(descriptor)

    monkeypatch.setattr(os, "fstat", meddling)
    assert files.load(path) == b"new!"


def test_a_file_that_never_comes_to_rest_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"")
    stat = os.fstat

    def meddling(descriptor):
        path.write_bytes(path.read_bytes() + b"x")
        return stat(descriptor)

    monkeypatch.setattr(os, "fstat", meddling)
    with pytest.raises(OSError, match="it changes while it is read") as caught:
        files.load(path)
    assert caught.value.strerror == "it changes while it is read"


def answers(path):
    """Return what a store says to every kind of question."""
    there = open_store(path)
    return (
        there.claims(), there.claims("relapse"), there.claims(topic="relapse"), there.topics(), there.sources(),
        there.contradictions(), there.names("measure"), there.whole(), there.title, there.count(there.query(), "topic"),
    )  # fmt: skip


def only_index(tmp_path):
    (found,) = (tmp_path / "cache" / "keta").iterdir()
    return found


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), keeps_time=st.booleans())
def test_an_index_damaged_anywhere_is_never_believed(data, keeps_time, folder, tmp_path):
    path = folder(full())
    expected = answers(path)
    file = only_index(tmp_path)
    whole, status = file.read_bytes(), file.stat()
    harm = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        harm[place] ^= data.draw(st.integers(1, 255))
    file.write_bytes(harm)
    if keeps_time:
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert answers(path) == expected


def test_an_index_that_was_written_to_by_another_program_is_not_believed(folder, tmp_path):
    path = folder(store())
    expected = open_store(path).claims()
    with sqlite3.connect(only_index(tmp_path)) as connection:
        connection.execute("UPDATE item SET record = replace(record, 'lasting', 'fleeting')")
        connection.execute("DELETE FROM facet")
    connection.close()
    assert open_store(path).claims() == expected


def test_an_index_of_a_future_version_is_compiled_again(folder, tmp_path, monkeypatch):
    path = folder(store())
    expected = open_store(path).claims()
    monkeypatch.setattr("ketacli.__version__", "99.0")
    monkeypatch.setattr(cache, "LAYOUT", 99)
    assert open_store(path).claims() == expected
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert open_store(path).claims() == expected


@pytest.mark.parametrize("offset_s", [-10 * 365 * 86_400, -3_600, 3_600, 10 * 365 * 86_400])
def test_a_clock_that_goes_back_or_ahead_hides_no_edit(offset_s, folder, monkeypatch):
    path = folder(store())
    file = path / "store.yaml"
    open_store(path)
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + offset_s * 10**9)
    for statement in ("One", "Two", "Six"):
        file.write_text(dump(store(claims=[claim(statement=statement)], contradictions=[])), encoding="utf-8")
        os.utime(file, ns=(now + offset_s * 10**9,) * 2)
        assert [one.statement for one in open_store(path).claims()] == [statement]


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [{"HOME": ""}, {"HOME": "/nowhere"}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LANG": "xx_YY"}],
)
def test_home_and_locale_change_no_answer(environment, process, folder):
    path = folder(store())
    plain = process("claims", "--json", "--store", path)
    other = process("claims", "--json", "--store", path, env={"XDG_CACHE_HOME": "", **environment})
    assert (plain.code, other) == (0, plain)


def test_a_disk_of_the_cache_that_is_full_is_no_trouble(folder, monkeypatch, tmp_path):
    def full_disk(*_given, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ketacli.store.cache._sign", full_disk)
    assert open_store(folder(store())).size == 2
    assert list((tmp_path / "cache" / "keta").iterdir()) == []
