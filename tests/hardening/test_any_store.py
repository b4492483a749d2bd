"""Whatever stands in a store, keta ends in an answer or says what is wrong: never a traceback, never a bug."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketacli import StoreError, open_store
from ketacli.checks._run import run as check
from tests.hardening import mangling
from tests.hardening.hostile import complete
from tests.stores import full

bounded = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def test_the_store_that_is_harmed_is_sound():
    assert mangling.outcome(mangling.written(full(), as_json=False)) == "answer"
    assert mangling.outcome(mangling.written(full(), as_json=True)) == "answer"


@bounded
@given(mangling.nearly_valid())
@pytest.mark.slow
def test_a_nearly_valid_store_ends_in_an_answer_or_in_problems(content):
    mangling.outcome(content)


WRONG: tuple[Any, ...] = ("text", 7, None, [], ["x"], [None], {}, {"a": {"b": []}})


@pytest.mark.slow
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_any_value_of_a_store_may_be_of_a_wrong_kind(wrong, folder, share):
    path = folder(full())
    for route in share(list(mangling.places(complete())), 2 * len(WRONG), WRONG.index(wrong)):
        (path / "store.yaml").write_text(json.dumps(mangling.replaced(complete(), route, wrong)), encoding="utf-8")
        assert (route, check(path).errors >= 0) == (route, True)


@pytest.mark.slow
def test_any_value_of_a_store_may_be_missing(share):
    for route in share(list(mangling.places(complete())), 12):
        ended = mangling.outcome(mangling.written(mangling.without(complete(), route), as_json=True))
        assert (route, ended in ("answer", "refusal")) == (route, True)


def test_what_a_record_may_leave_out_is_missed_by_no_view(keta, folder):
    bare = full()
    for one in bare["contradictions"]:
        del one["type"]
    path = folder(bare)
    for view in (
        ("contradictions",),
        ("contradictions", "--json"),
        ("summary",),
        ("claims",),
        ("show", "how-many-remit"),
    ):
        assert keta(*view, "--store", path).err == ""
    assert keta("check", path, code=1).err == ""


@bounded
@given(mangling.harmed())
@pytest.mark.slow
def test_a_store_whose_text_is_harmed_ends_in_an_answer_or_in_problems(content):
    mangling.outcome(content)


@bounded
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_arbitrary_bytes_end_in_an_answer_or_in_problems(content):
    mangling.outcome(content)


def test_a_file_that_is_no_text_is_given_up_after_a_thousand_characters(folder):
    path = folder(full())
    (path / "store.yaml").write_bytes(b"\0" * 500_000)
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert (len(caught.value.problems), caught.value.problems[-1].text().partition("error: ")[2]) == (
        1_000,
        "1000 characters so far have no place in a store, and the rest is not looked at (encoding)",
    )


@pytest.mark.slow
def test_brackets_without_end_are_given_up(folder):
    path = folder({"store.yaml": "claims: " + "[" * 500_000})
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert [problem.message for problem in caught.value.problems] == ["nested deeper than 24 levels"]


FOUND = {
    "mapping as a key without a value": b"{{a: 1}}\n",
    "alias as a key without a value": b"claims: [{*a : , b}]\n",
    "list as a key behind a sound one": b"{a: 1, [b]: }\n",
    "alias bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\nclaims: [*d, *d]\n",
    "alias of itself": b"claims: &a [*a]\n",
    "merge of itself": b"claims: &a\n  <<: *a\n",
    "deep brackets": b"claims: " + b"[" * 5_000,
    "deep indentation": b"claims:\n" + b"".join(b" " * depth + b"-\n" for depth in range(1, 300)),
    "deep mappings": b"claims: " + b"{a: " * 3_000,
    "integer of 10,000 digits": b"tolerance: {point: " + b"9" * 10_000 + b", about: 25}\n",
    "escape of no character": b'store: "\\U00110000"\n',
    "lone surrogate": b'store: {title: "\\ud800", version: "1"}\n',
    "nothing but NUL": b"\0" * 100,
    "utf-16": "store: {}".encode("utf-16"),
    "half a character": b"store: \xe2\x80",
    "line of 1 MB": b"store: " + b"a" * 1_000_000,
    "100,000 keys": b"".join(b"k%d: 1\n" % number for number in range(2_000)),
}
"""What brought other readers down, and whatever fuzzing has found here."""


@pytest.mark.parametrize("name", FOUND)
@pytest.mark.slow
def test_what_brings_readers_down_is_refused(name):
    assert mangling.outcome(FOUND[name]) in ("refusal", "answer")
