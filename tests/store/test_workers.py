"""Many chunks are worked on by several processes, and what comes of them is the same as from one."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from ketacli import StoreError, open_store
from ketacli.checks._run import run
from ketacli.store import parsing, workers
from tests.conftest import claim, store


def number(file, chunk):
    """Return what a chunk says, or fail as it wants."""
    text = file.text[chunk.start : chunk.end]
    if "fail" in text:
        raise ValueError(text.strip())
    return int(text.split()[-1])


def pieces_of(*values):
    file = parsing.File("store.yaml", "claims:\n" + "".join(f"- {value}\n" for value in values), "", [])
    return file, list(parsing.split(file))


@pytest.fixture(params=[1, 2], ids=["alone", "together"])
def many(request, monkeypatch):
    """Let a handful of chunks count as many, on one processor or two."""
    monkeypatch.setattr(workers, "MANY", 2)
    monkeypatch.setattr(workers, "_BATCH", 3)
    monkeypatch.setattr(workers, "_processors", lambda: request.param)


@pytest.mark.usefixtures("many")
def test_results_come_in_the_order_of_the_pieces():
    file, chunks = pieces_of(*range(50))
    assert list(workers.map_chunks(number, file, chunks)) == list(range(50))


@pytest.mark.usefixtures("many")
def test_progress_is_told_as_results_come(monkeypatch):
    monkeypatch.setattr(workers, "_BEAT", 10)
    told = []
    file, chunks = pieces_of(*range(25))
    list(workers.map_chunks(number, file, chunks, lambda *counts: told.append(counts)))
    assert told == [(0, 25), (10, 25), (20, 25)]


@pytest.mark.usefixtures("many")
def test_what_fails_on_a_piece_fails_for_whoever_asked():
    file, chunks = pieces_of(1, 2, "fail 7", 3)
    with pytest.raises(ValueError, match="- fail 7"):
        list(workers.map_chunks(number, file, chunks))


def test_few_pieces_are_worked_on_at_once_and_of_these_no_progress_is_told():
    told = []
    file, chunks = pieces_of(4, 5)
    assert list(workers.map_chunks(number, file, chunks, lambda *counts: told.append(counts))) == [4, 5]
    assert told == []


@pytest.fixture
def written(tmp_path):
    """Write a store with an item of its lists on each line, and return its folder."""

    def write(whole):
        lines = []
        for key, value in whole.items():
            items = "".join(f"\n  - {json.dumps(item)}" for item in value) if isinstance(value, list) and value else ""
            lines.append(f"{key}:{items or ' ' + json.dumps(value)}\n")
        path = tmp_path / "store"
        path.mkdir()
        (path / "store.yaml").write_text("".join(lines), encoding="utf-8")
        return path

    return write


def broken():
    """Return a store whose faults lie in several claims, behind one another."""
    whole = store()
    whole["claims"] = [
        claim(
            id=f"claim-{place}",
            statement=f"People relapsed {place} weeks later.",
            **({"hedging": "loud"} if place % 3 else {}),
        )
        for place in range(9)
    ]
    whole["claims"][4]["topics"] = ["nowhere"]
    return whole


RECORDS = [*(f"claim-{place}" for place in (1, 2, 4, 4, 5, 7, 8)), "lasting-or-not", "lasting-or-not"]


@pytest.mark.slow
@pytest.mark.usefixtures("many")
def test_a_store_read_by_several_processes_has_the_same_problems_at_the_same_places(written, monkeypatch):
    path = written(broken())
    shared = run(path)
    monkeypatch.setattr(workers, "MANY", 1_000)
    assert shared == run(path)
    assert [problem.record for problem in shared.problems if problem.severity == "error"] == RECORDS


@pytest.mark.usefixtures("many")
def test_an_index_filled_by_several_processes_gives_the_same_answers(written, monkeypatch, tmp_path):
    whole = store()
    whole["claims"] += [claim(id=f"claim-{place}") for place in range(9)]
    path = written(whole)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "shared"))
    shared = open_store(path).claims()
    monkeypatch.setattr(workers, "MANY", 1_000)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "alone"))
    assert shared == open_store(path).claims()
    assert len(shared) == 11


@pytest.mark.slow
@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("work", [run, open_store])
def test_progress_goes_once_from_nothing_to_the_end_over_all_files(written, monkeypatch, tmp_path, work):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(workers, "_BEAT", 1)
    monkeypatch.setattr("ketacli.checks._run.MANY", 2)
    whole = store()
    whole["claims"] += [claim(id=f"claim-{place}") for place in range(9)]
    path = written(whole)
    rest, claims = (path / "store.yaml").read_text(encoding="utf-8").split("claims:\n")
    sources, others = rest, claims[claims.index("\ncontradictions:") + 1 :]
    (path / "a.yaml").write_text("claims:\n" + claims.removesuffix(others), encoding="utf-8")
    (path / "store.yaml").write_text(sources + others, encoding="utf-8")
    told: list[float] = []
    work(path, progress=lambda done, of: told.append(done / of))
    assert told == sorted(told)
    assert (told[0], len({round(share, 1) for share in told}) > 5) == (0, True)
    assert 0.8 < told[-1] < 1


@pytest.mark.usefixtures("many")
def test_a_broken_store_is_refused_with_every_problem_by_several_processes_too(written):
    path = written(broken())
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert [problem.record for problem in caught.value.problems] == RECORDS


@pytest.fixture
def together(monkeypatch):
    """Let a handful of chunks be worked on by two processes."""
    monkeypatch.setattr(workers, "MANY", 2)
    monkeypatch.setattr(workers, "_FIRST", 2)
    monkeypatch.setattr(workers, "_BATCH", 3)
    monkeypatch.setattr(workers, "_processors", lambda: 2)


def killed_elsewhere(file, chunk):
    """Return what a chunk says; a process that others have started is killed at the eighth."""
    value = number(file, chunk)
    if value == 8 and multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return value


@pytest.mark.slow
@pytest.mark.usefixtures("together")
def test_when_a_process_is_killed_the_rest_is_done_without_it():
    file, chunks = pieces_of(*range(30))
    assert list(workers.map_chunks(killed_elsewhere, file, chunks)) == list(range(30))


def process(_, __):
    return os.getpid()


@pytest.mark.usefixtures("together")
def test_the_first_pieces_are_done_before_other_processes_start_which_so_find_loaded_what_they_need():
    found = list(workers.map_chunks(process, *pieces_of(*range(30))))
    assert found[:2] == [os.getpid()] * 2
    assert os.getpid() not in found[2:]


@pytest.mark.usefixtures("together")
def test_where_no_processes_can_be_had_one_does_it_all(monkeypatch):
    def refuse(*_, **__):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    file, chunks = pieces_of(*range(30))
    assert list(workers.map_chunks(number, file, chunks)) == list(range(30))


def test_no_process_is_started_beside_a_thread_in_a_daemon_or_off_linux(monkeypatch):
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(64))
    monkeypatch.setattr("threading.active_count", lambda: 1)
    assert workers._processors() == 8  # noqa: SLF001 - how many there are is nowhere else to be seen
    with monkeypatch.context() as patch:
        patch.setattr("threading.active_count", lambda: 2)
        assert workers._processors() == 1  # noqa: SLF001 - as above
    with monkeypatch.context() as patch:
        patch.setattr("multiprocessing.current_process", lambda: SimpleNamespace(daemon=True))
        assert workers._processors() == 1  # noqa: SLF001 - as above
    monkeypatch.setattr("sys.platform", "darwin")
    assert workers._processors() == 1  # noqa: SLF001 - as above


_SLEEPER = """
import os, signal, sys, time
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # ignored where the tests run under nohup
from ketacli.store import workers
from tests.store.test_workers import pieces_of
workers.MANY, workers._FIRST, workers._BATCH, workers._processors = 2, 0, 1, lambda: 2
def tell(file, chunk):
    print(os.getpid(), flush=True)
    time.sleep(60)
list(workers.map_chunks(tell, *pieces_of(1, 2)))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does it all")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_the_other_processes_end_with_the_one_they_work_for(end):
    with subprocess.Popen([sys.executable, "-c", _SLEEPER], stdout=subprocess.PIPE, text=True) as leader:
        assert leader.stdout
        assert len({leader.stdout.readline() for _ in range(2)}) == 2
        leader.send_signal(end)
        leader.stdout.read()  # ends when the last process that could write has ended
    assert leader.returncode == -end
