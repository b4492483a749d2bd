"""The files of a store: which they are, and that an answer never mixes two versions of them."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ketacli import StoreError, open_store
from ketacli.store import files
from ketacli.store.loader import Loaded
from tests.conftest import ROOT, claim, dump, store

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture(autouse=True)
def _at_rest():
    """Here stores change while they are read: keta waits as it always does."""


def version(number: int) -> dict[str, str]:
    """Return the two files of a version of a store: both name its number, and a mixture would be sound."""
    whole = store(claims=[claim(statement=f"Statement {number:03}.")], contradictions=[])
    whole["sources"][0]["title"] = f"Title {number:03}"
    claims = dump({"claims": whole.pop("claims")})
    return {"claims.yaml": claims, "rest.yaml": dump(whole)}


def replace(path, number):
    """Put a version in the place of another, a file after the other, as git or an editor does."""
    for name, text in version(number).items():
        (path / f".{name}.new").write_text(text, encoding="utf-8")
    for name in version(number):
        (path / f".{name}.new").replace(path / name)


def numbers(path) -> set[str]:
    """Return the version numbers that an answer has."""
    there = open_store(path)
    return {there.claims()[0].statement[-4:-1], there.sources()[0].title[-3:]}


def replaced_after_reading(path, monkeypatch):
    """Put version 2 of a store in place as soon as one of its files has been read."""
    load, late = files.load, [2]

    def meddling(name):
        found = load(name)
        if late:
            replace(path, late.pop())
        return found

    monkeypatch.setattr(files, "load", meddling)


def test_a_store_that_is_replaced_while_it_is_read_is_read_again(folder, monkeypatch):
    path = folder(version(1))
    replaced_after_reading(path, monkeypatch)
    assert numbers(path) == {"002"}
    assert numbers(path) == {"002"}


def test_a_file_that_is_away_for_a_moment_is_waited_for_and_one_that_stays_away_is_no_part_of_the_store(
    folder, monkeypatch
):
    path = folder(version(1) | {"late.yaml": dump({"populations": [{"id": "p", "name": "p"}]})})
    gone: list[str] = []

    def away(name, status):
        if not gone:
            gone.append(name)
            Path(name).unlink()
            raise FileNotFoundError(name)
        return files.Stamp(name, status.st_ino, status.st_size, status.st_mtime_ns)

    monkeypatch.setattr(files, "_stamp", away)
    there = [one.path for one in files.stamps(path)]
    assert sorted([*there, *gone]) == [str(path / name) for name in ("claims.yaml", "late.yaml", "rest.yaml")]


def test_a_file_that_comes_and_goes_whenever_it_is_looked_at_is_no_store(folder, monkeypatch):
    path = folder(version(1))

    def away(name, _):
        raise FileNotFoundError(name)

    monkeypatch.setattr(files, "_stamp", away)
    with pytest.raises(StoreError) as raised:
        files.stamps(path)
    assert str(raised.value) == f"No store at `{path}`"


def test_a_file_that_goes_away_before_it_is_read_has_the_store_looked_at_again(folder, monkeypatch):
    path = folder(version(1) | {"late.yaml": dump({"populations": [{"id": "p", "name": "p"}]})})
    load = files.load

    def vanishing(name):
        if str(name).endswith("late.yaml"):
            Path(name).unlink()
        return load(name)

    monkeypatch.setattr(files, "load", vanishing)
    assert list(files.read_version(path).contents) == [str(path / "claims.yaml"), str(path / "rest.yaml")]


def test_a_file_beside_the_store_that_cannot_be_read_matters_only_where_it_may_be_needed(folder):
    path = folder({"all.yaml": dump(store()), "large.yaml": ""})
    with (path / "large.yaml").open("wb") as stream:
        stream.truncate(files.MAX_MEGABYTES * 1_000_000 + 1)
    assert len(open_store(path / "all.yaml").claims()) == 2
    whole = store()
    del whole["topics"]
    (path / "all.yaml").write_text(dump(whole), encoding="utf-8")
    with pytest.raises(StoreError) as raised:
        open_store(path / "all.yaml")
    assert str(raised.value) == (
        f"Cannot read `{path}/large.yaml`: it has 513 MB, and keta reads files of at most 512 MB"
    )


def test_a_store_whose_faults_are_mended_while_it_is_read_is_no_store_without_faults(folder, monkeypatch):
    path = folder(store(claims=[claim(importance="vital")], contradictions=[]))

    def mended(name):
        (path / "store.yaml").write_text(dump(store()), encoding="utf-8")
        return Loaded(name)

    monkeypatch.setattr("ketacli.store.compiler.Loaded", mended)
    with pytest.raises(StoreError) as raised:
        open_store(path)
    assert (str(raised.value), raised.value.hint) == (f"`{path}` changes while it is read", "run the command again")
    assert len(open_store(path).claims()) == 2


def test_a_change_within_the_clocks_tick_while_the_store_is_read_is_seen(folder, monkeypatch):
    path = folder(version(1))
    stamp = files._stamp  # noqa: SLF001 - a clock that does not move
    times = {name: (path / name).stat() for name in version(1)}
    monkeypatch.setattr(files, "_stamp", lambda name, _: stamp(name, times[Path(name).name]))
    replaced_after_reading(path, monkeypatch)
    assert numbers(path) == {"002"}


@pytest.mark.slow
def test_a_change_within_the_clocks_tick_after_the_store_was_read_is_seen_however_long_compiling_takes(
    folder, monkeypatch
):
    path = folder(version(1))
    stamp = files._stamp  # noqa: SLF001 - a clock that does not move
    times = {name: (path / name).stat() for name in version(1)}
    monkeypatch.setattr(files, "_stamp", lambda name, _: stamp(name, times[Path(name).name]))
    from ketacli.store.compiler import Compiler

    run = Compiler.run

    def slow(self, read):
        replace(path, 2)
        run(self, read)
        time.sleep(2.5)

    with monkeypatch.context() as patch:
        patch.setattr(Compiler, "run", slow)
        assert numbers(path) == {"001"}
    assert numbers(path) == {"002"}


@pytest.mark.slow
def test_a_store_that_never_comes_to_rest_is_refused(folder, monkeypatch):
    path = folder(version(1))
    load, number = files.load, iter(range(10**6))

    def meddling(name):
        replace(path, next(number) % 1000)
        return load(name)

    monkeypatch.setattr(files, "load", meddling)
    monkeypatch.setattr(files, "_QUIET_NS", 0)
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert (caught.value.message, caught.value.hint) == (
        f"`{path}` changes while it is read",
        "run the command again when nothing writes to the store",
    )


EDITOR = """
import sys, time
from pathlib import Path
from tests.store.test_files import version
path = Path(sys.argv[1])
for number in range(1, 161):
    for name, text in version(number).items():
        (path / f".{name}.new").write_text(text, encoding="utf-8")
    begun = time.monotonic()
    for name in version(0):
        (path / f".{name}.new").replace(path / name)
    print(number, time.monotonic() - begun, flush=True)
    time.sleep(0.02)
"""


@pytest.mark.slow
def test_an_editor_that_replaces_the_store_every_20_ms_gets_no_mixture_and_nothing_stale(folder):
    path = folder(version(0))
    done: list[str] = []
    seen: list[set[int]] = []
    with subprocess.Popen([sys.executable, "-c", EDITOR, path], cwd=ROOT, stdout=subprocess.PIPE, text=True) as editor:
        assert editor.stdout
        watcher = threading.Thread(target=lambda: done.extend(editor.stdout or ()))
        watcher.start()
        while editor.poll() is None:
            before = len(done)
            try:
                seen.append(set(map(int, numbers(path))))
            except StoreError as error:
                assert error.message == f"`{path}` changes while it is read"  # noqa: PT017 - as often as it likes
                continue
            assert min(seen[-1]) >= before
        watcher.join()
    # An editor that was stopped between two files for longer than keta waits leaves a mixture on the disk.
    slow = {int(line.split()[0]) for line in done if float(line.split()[1]) > 0.01}
    assert [found for found in seen if len(found) > 1 and not found & slow] == []
    assert len(done) == 160
    assert numbers(path) == {"160"}


@pytest.mark.parametrize("name", ["more.YAML", "more.Yml", "MORE.YML"])
def test_the_capitals_of_a_files_ending_leave_nothing_out(folder, name):
    path = folder(store())
    (path / name).write_text(dump({"claims": [claim(id="another")]}), encoding="utf-8")
    assert open_store(path).size == 3


@pytest.mark.parametrize("name", ["2026/more.yaml", "2026/06/more.YML", "b/c.yaml"])
def test_yaml_in_a_subfolder_is_an_error_that_names_it(folder, keta, name):
    path = folder(store())
    (path / name).parent.mkdir(parents=True)
    (path / name).write_text(dump({"claims": [claim(id="another")]}), encoding="utf-8")
    said = (
        f"error: `{name}` in `{path}` is in a subfolder, and a store is the files right in its folder\n"
        "\nhint: move it up beside the others, or out of the store\n"
    )
    assert keta("claims", "--store", path, code=2).err == said
    assert keta("check", path, code=2).err == said
    assert open_store(path / "store.yaml").size == 2


def test_hidden_folders_and_other_files_below_a_store_are_no_part_of_it(folder):
    path = folder(store())
    for name in (".git/config.yaml", "texts/page.txt", "texts/.hidden/x.yaml", "texts/.x.yaml"):
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text("x", encoding="utf-8")
    assert open_store(path).size == 2
