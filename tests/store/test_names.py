"""Names that are looked up when they are asked for."""

from __future__ import annotations

import pytest

from ketacli.store.names import Names


class Asked:
    """An index that notes what it is asked."""

    def __init__(self):
        self.questions: list[object] = []

    def names(self, kind, field, ids=None):
        self.questions.append(ids)
        return {name: f"{kind} {field} {name}" for name in ("a", "b") if ids is None or name in ids}


@pytest.fixture
def index():
    return Asked()


@pytest.fixture
def names(index):
    return Names(index, "measure", "name")


def test_a_name_is_looked_up_once_and_alone(index, names):
    assert (names["a"], names.get("a"), index.questions) == ("measure name a", "measure name a", [["a"]])


def test_what_has_no_name_is_not_there_and_looked_up_once_too(index, names):
    assert (names.get("c", "c"), "c" in names, "b" in names) == ("c", False, True)
    assert index.questions == [["c"], ["b"]]
    with pytest.raises(KeyError):
        names["c"]


def test_a_lookup_that_another_thread_overtakes_takes_nothing_away(index, names, monkeypatch):
    def overtaken(kind, field, ids=None):
        if ids is not None:
            assert len(names) == 2
        return Asked.names(index, kind, field, ids)

    monkeypatch.setattr(index, "names", overtaken)
    assert (names["a"], len(names)) == ("measure name a", 2)


def test_another_thread_that_asks_for_a_name_on_its_way_finds_it_too(index, names, monkeypatch):
    elsewhere = []

    def overtaken(kind, field, ids=None):
        monkeypatch.setattr(index, "names", lambda *asked: Asked.names(index, *asked))
        elsewhere.append(names.get("a"))
        return Asked.names(index, kind, field, ids)

    monkeypatch.setattr(index, "names", overtaken)
    assert (names["a"], elsewhere) == ("measure name a", ["measure name a"])


def test_all_names_are_looked_up_at_once_and_then_no_more(index, names):
    assert names["a"]
    assert dict(names) == {"a": "measure name a", "b": "measure name b"}
    assert (len(names), list(names), names.get("c"), names["b"]) == (2, ["a", "b"], None, "measure name b")
    assert index.questions == [["a"], None]
