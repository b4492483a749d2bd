"""PyYAML with libyaml and without: the same values, the same faults, the same places."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ketacli import open_store
from ketacli.store import schema, strict_yaml
from tests.conftest import DATA, dump, store

pytestmark = pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="this PyYAML has no C loader to compare with")

TEXTS = [
    "a: b: c\n",
    "b: 1\na: 'x\n",
    "a: [1, 2\n",
    "{a: b\n",
    "a: @x\n",
    "a: `x`\n",
    'a: "\\q"\n',
    'a: "\\0"\n',
    "a: 'x' y\n",
    "a: - b\n",
    "a: ]\n",
    "a: {,}\n",
    "a: |x\n",
    "a:\n  - b\n c: 1\n",
    "a: b\n...\nc: d\n",
    "'a\n---\nb'\n",
    "a: &x b\nc: *x\n<<: {d: e}\n",
    "a: !!str b\n!x c: ! d\n",
    "? [a]: b\n",
    "1: a\nno: yes\n2024-07-20: 010\n1:30: 1_0\n",
    "a: 1\n---\nb: 2\n",
    "[" * 30 + "]" * 30,
    "quote: [one, two]\ncaveats: [{text: Small, uncontrolled}]\nstatement: Half #2\n",
    "😀: é #x\nb: [é 😀, 2]\n",
]


def read(text, root=("claims",)):
    return strict_yaml.parse(text, root=root, prose=schema.prose(), placed=True)


@pytest.mark.parametrize("text", TEXTS)
def test_values_faults_and_places_are_the_same_without_libyaml(text, monkeypatch):
    fast = read(text)
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert read(text) == fast


SAFE = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], include_characters="\n"), max_size=20
)
VALUES = st.recursive(
    SAFE | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SAFE, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([True, False, None]))
def test_whatever_a_dumper_writes_is_read_the_same_without_libyaml(data, style, flow):
    text = yaml.safe_dump(data, default_style=style, default_flow_style=flow, allow_unicode=True)
    with pytest.MonkeyPatch.context() as patch:
        fast = read(text)
        patch.delattr(yaml, "CSafeLoader")
        assert read(text) == fast


def test_a_store_answers_the_same_without_libyaml(folder, monkeypatch):
    fast = open_store(folder(store())).claims()
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert open_store(folder(store(), "other")).claims() == fast


def test_a_store_is_refused_the_same_without_libyaml(folder, refused, monkeypatch):
    text = dump(store()).replace('"timing"', "no", 1) + "x: 'y\n"
    fast = refused(folder({"store.yaml": text}))
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert refused(folder({"store.yaml": text})) == fast
    assert len(fast) == 2


@pytest.mark.parametrize("escape", [r"\ud800", r"\U00110000"])
def test_an_escape_for_no_character_is_refused_with_and_without_libyaml(escape, monkeypatch):
    assert len(read(f'a: "{escape}"\n').faults) == 1
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert len(read(f'a: "{escape}"\n').faults) == 1


def test_a_record_that_holds_half_a_character_is_refused_without_libyaml(folder, refused, monkeypatch):
    text = dump(store()).replace("People relapsed", r"People \ud800 relapsed", 1)
    monkeypatch.delattr(yaml, "CSafeLoader")
    message = "an escape for U+D800, which has no place in a store (encoding) -> take it out"
    assert refused(folder({"store.yaml": text})) == [f"store/store.yaml:38:16: error: relapse-mean-19-days: {message}"]


def test_the_topics_of_the_shipped_store_are_read_the_same_without_libyaml(monkeypatch):
    text = (DATA / "topics.yaml").read_text(encoding="utf-8")
    fast = read(text, ())
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert read(text, ()) == fast
