"""Every command, offline and with its hands off: no network, and nothing in the store or beside the documents changes."""

from __future__ import annotations

import re
import shlex
import socket
from hashlib import sha256

import pytest

from ketacli.cli import COMMANDS
from ketacli.formats import showing, suffixes
from tests.conftest import DATA, examples, sparing
from tests.stores import full

TEXT = "In one study 85% of clients reached remission. Most relapsed on approximately 19 days, a lasting benefit."

READS = [
    ("claims",),
    ("claims", "relapse", "--format", "table"),
    ("claims", "--count", "topic"),
    *(("claims", "--format", name) for name in showing("records")),
    ("ask", "how", "long", "until", "relapse"),
    ("ask", "how many are well again after a drip", "--json"),
    ("topics",),
    ("sources", "--json"),
    ("contradictions",),
    ("contradictions", "--json"),
    ("show", "remission-85-percent", "trial-2024", "lasting-or-not"),
    ("show", "remission-85-percent", "benefit-lasts", "--documents", "texts"),
    ("summary",),
    ("summary", "--json"),
    ("compare",),
    ("compare", "--json"),
    ("plot", "rates", "--measure", "remission-rate"),
    ("plot", "timing"),
    *(("export", f"made{ending}") for ending in suffixes()),
    ("schema",),
    ("schema", "output"),
]
ASIDE = [
    (1, ("check", "store")),
    (1, ("check", "store", "--documents", "texts")),
    (1, ("check", "store", "--format", "sarif")),
    (0, ("check", "--list")),
    (0, ("check", "--explain", "schema")),
    (0, ("anchor", "texts/overview.txt", "approximately 19 days")),
    (0, ("init", "fresh")),
    (0, ("scan", "texts/overview.txt", "--store", "store")),
    (1, ("diff", "store", "store")),
    (0, ("add", "source", "--title", "A study of sleep", "--doi", "10.1000/9", "--store", "store")),
    (0, ("cache",)),
]


TRIED = {words[0] for words in (*READS, *(words for _, words in ASIDE))}
"""The commands of which the lists above have more than their examples."""


class NetworkUsedError(Exception):
    """Raised wherever a socket would be made or a name looked up."""


@pytest.fixture
def sealed(monkeypatch):
    """Seal the socket module: whatever would reach the network fails."""

    def refuse(*_given, **_named):
        raise NetworkUsedError

    class Sealed(socket.socket):
        __init__ = refuse

    monkeypatch.setattr(socket, "socket", Sealed)
    for name in ("create_connection", "create_server", "getaddrinfo", "gethostbyname", "socketpair", "fromfd"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture
def place(tmp_path, folder, monkeypatch):
    """Lay out a store and its documents side by side, far from where anything is written, and go there."""
    monkeypatch.chdir(tmp_path)
    folder(full())
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("overview.txt", "guide.txt"):
        (texts / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def tree(*folders):
    """Return what stands in folders: every name with its kind, times of change, permissions and content."""
    found = {}
    for folder in folders:
        for path in (folder, *sorted(folder.rglob("*"))):
            status = path.lstat()
            content = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
            found[str(path)] = (status.st_mode, status.st_mtime_ns, status.st_ctime_ns, status.st_size, content)
    return found


@pytest.mark.usefixtures("sealed")
def test_the_seal_holds():
    for reach in (
        socket.socket,
        lambda: socket.create_connection(("example.org", 80)),
        lambda: socket.getaddrinfo("example.org", 80),
    ):
        with pytest.raises(NetworkUsedError):
            reach()


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize("words", sparing(READS, ("claims",), ("summary",), ("export", "made.csv")), ids=" ".join)
def test_a_command_reaches_no_network_and_leaves_store_and_documents_as_they_are(words, place, keta):
    store, texts = place / "store", place / "texts"
    before = tree(store, texts)
    keta(*words, *(() if words[0] == "schema" else ("--store", store)))
    assert tree(store, texts) == before


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize(
    ("code", "words"), ASIDE, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_command_without_filters_does_the_same(code, words, place, keta):
    store, texts = place / "store", place / "texts"
    before = tree(store, texts)
    keta(*words, code=code)
    assert tree(store, texts) == before


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize("command", sparing(COMMANDS, "topics", *(name for name in COMMANDS if name not in TRIED)))
def test_the_examples_of_a_command_reach_no_network_and_leave_the_shipped_store_as_it_is(
    command, tmp_path, keta, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    if command == "cache":  # `--clear` must not take the cache of the other tests away
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if command != "init":
        keta("init", "tea")
    before = tree(DATA)
    for line in examples(command):
        keta(*shlex.split(re.split(" [|>] ", line)[0])[1:])
    assert tree(DATA) == before


def test_a_read_makes_nothing_but_the_cache_and_what_it_was_asked_for(place, keta, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "cache"))
    keta("claims", "--store", "store")
    keta("check", "store", code=1)
    keta("export", "made.md", "--store", "store")
    assert sorted(path.name for path in place.iterdir()) == ["cache", "made.md", "store", "texts"]
    assert [path.suffix for path in (place / "cache" / "keta").iterdir()] == [".sqlite"]
