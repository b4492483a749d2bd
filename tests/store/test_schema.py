"""What is said of a record that does not fit the schema."""

from __future__ import annotations

import json

import pytest

from ketacli.store import fitting, schema
from tests.conftest import ROOT, claim, store, study

QUANTITY = {"measure": "time-to-relapse", "statistic": "mean", "value": 19, "unit": "d", "as": "19 days"}
RATED = claim()["confidence"]


def without(record, *names):
    return {name: value for name, value in record.items() if name not in names}


def said(key, record):
    """Return what is said of a record: route, message, hint; `@` marks a fault of a key."""
    return [
        (".".join(map(str, fault.route)) + "@" * fault.on_key, fault.message, fault.hint)
        for fault in fitting.mismatches(key, record)
    ]


KEYS = "`keta schema` lists the keys; to keep one of your own write `x-zzz`"


RANGE = "`value`: the figure; `low`: the lower end of a range, part of it; `high`: the upper end of a range, part of it"


@pytest.mark.parametrize("key", sorted(schema.KINDS))
def test_what_the_small_store_holds_fits(key):
    assert [said(key, record) for record in store().get(key, ())] == [[] for _ in store().get(key, ())]


def test_every_list_and_single_key_of_the_schema_is_known():
    assert {*schema.KINDS, *schema.SINGLES} == set(schema.load()["properties"])
    assert schema.load() == json.loads((ROOT / "schemas" / "store.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"statment": "x"}, ("statment@", "unknown key `statment`", "write `statement`")),
        ({"zzz": "x"}, ("zzz@", "unknown key `zzz`", KEYS)),
        ({"scope": {"popluation": None}}, ("scope.popluation@", "unknown key `popluation`", "write `population`")),
        ({"importance": "corre"}, ("importance", "expected one of core, useful, minor, got `corre`", "write `core`")),
        ({"importance": None}, ("importance", "expected one of core, useful, minor, got nothing", "")),
        ({"importance": ["core"]}, ("importance", "expected one of core, useful, minor, got a list", "")),
        ({"statement": 19}, ("statement", "expected text, got `19`", 'write `"19"`')),
        ({"statement": True}, ("statement", "expected text, got `true`", 'write `"true"`')),
        ({"statement": None}, ("statement", "expected text, got nothing", "")),
        ({"statement": {"a": 1}}, ("statement", "expected text, got a mapping", "")),
        ({"statement": " "}, ("statement", "` ` does not fit: expected text for people", "")),
        ({"statement": "x" * 4001}, ("statement", "expected at most 4000 characters, got 4001", "")),
        ({"id": "Relapse_19"}, ("id", "`Relapse_19` does not fit: expected a permanent name in lower-case words joined by hyphens", "")),
        ({"id": "a\n"}, ("id", "`a\n` does not fit: expected a permanent name in lower-case words joined by hyphens", "")),
        ({"id": "a" * 81}, ("id", "expected at most 80 characters, got 81", "")),
        ({"topics": []}, ("topics", "expected at least 1 item, got 0", "")),
        ({"topics": ["a", "b", "a"]}, ("topics.2", "`a` stands here twice", "")),
        ({"topics": None}, ("topics", "expected a list, got nothing", "give at least one")),
        ({"caveats": None}, ("caveats", "expected a list, got nothing", "write `[]`, or leave the key out")),
        ({"topics": "relapse"}, ("topics", "expected a list, got `relapse`", "write `[relapse]`")),
        ({"topics": "How long"}, ("topics", "expected a list, got `How long`", 'write `["How long"]`')),
        ({"caveats": ["few"]}, ("caveats.0", "expected a mapping, got `few`", "write `{kind: …, text: …}`")),
        ({"quantities": [{**QUANTITY, "value": "nineteen"}]}, ("quantities.0.value", "expected a number, got `nineteen`", "")),
        ({"passage": [1]}, ("passage", "expected at least 2 items, got 1", "")),
        ({"passage": [1, 2, 3]}, ("passage", "expected at most 2 items, got 3", "")),
        ({"passage": [-1, 2]}, ("passage.0", "expected at least 0, got `-1`", "")),
        ({"passage": [0, 2.5]}, ("passage.1", "expected a whole number, got `2.5`", "")),
        ({"voice": 5}, ("voice", "expected text, got `5`", "")),
        ({"voice": []}, ("voice", "expected text, got a list", "")),
        ({"repeats": "Not An Id"}, ("repeats", "`Not An Id` does not fit: expected a permanent name in lower-case words joined by hyphens", "")),
        ({"scope": None}, ("scope", "expected a mapping, got nothing", "")),
        ({"caveats": [{"kind": "sample-size"}]}, ("caveats.0", "`text` is missing", "give one or two sentences, specific to this claim")),
        ({"evidence": [{"source": "a", "verdict": "part", "note": "x"}]}, ("evidence.0.verdict", "expected one of supports, partly, misreported, disputes, got `part`", "write `partly`")),
        ({"evidence": [{"source": "a", "verdict": "partly", "note": "x", "origin": "likly"}]}, ("evidence.0.origin", "expected one of certain, likely, got `likly`", "write `likely`")),
        ({"wording": [{"stands": "a", "read": "b", "sure": "very"}]}, ("wording.0.sure", "expected one of certain, likely, unsure, got `very`", "")),
        ({"quantities": [{**QUANTITY, "value": "19"}]}, ("quantities.0.value", "expected a number, got `19`", "write `19`, without quotes")),
        ({"quantities": [{**QUANTITY, "value": 1e13}]}, ("quantities.0.value", "expected at most 1,000,000,000,000, got `10000000000000.0`", "")),
        ({"quantities": [{**QUANTITY, "low": 1}]}, ("quantities.0", "expected either `value` or `low` and `high`", RANGE)),
        ({"quantities": [without(QUANTITY, "value")]}, ("quantities.0", "expected either `value` or `low` and `high`", RANGE)),
        ({"quantities": [{**without(QUANTITY, "value"), "low": 1}]}, ("quantities.0", "expected either `value` or `low` and `high`", RANGE)),
        ({"quantities": [without(QUANTITY, "as")]}, ("quantities.0", "expected `as` or `derived`", "`as`: the words of the quote that the figure was read from; `derived`: where the figure does not stand in the quote: how it follows")),
        ({"quote": []}, ("quote", "expected at least 1 item, got 0", "")),
        ({"quote": ["a", "b", "c", "d"]}, ("quote", "expected at most 3 items, got 4", "")),
        ({"quote": 5}, ("quote", "expected text or a list, got `5`", "")),
        ({"confidence": "low"}, ("confidence", "expected a mapping, got `low`", "write `{level: …, why: …}`")),
        ({"confidence": without(RATED, "why")}, ("confidence", "`why` is missing", "give the reasons in one sentence")),
        ({"confidence": without(RATED, "start")}, ("confidence.down@", "`down` needs `start` beside it", "")),
        ({"confidence": without(RATED, "question")}, ("confidence.start@", "`start` needs `question` beside it", "")),
        ({"confidence": {**RATED, "level": "verylow"}}, ("confidence.level", "expected one of high, moderate, low, very-low, not-rated, got `verylow`", "write `very-low`")),
        ({"confidence": {**RATED, "start": "not-rated"}}, ("confidence.start", "expected one of high, moderate, low, very-low, got `not-rated`", "")),
        ({"confidence": {**without(RATED, "down"), "level": "not-rated"}}, ("confidence.start@", "`start` does not go with `level: not-rated`", "")),
        ({"confidence": {"question": "fact", "level": "not-rated", "why": "x", "wyh": "y"}}, ("confidence.wyh@", "unknown key `wyh`", "write `why`")),
        ({"confidence": {**RATED, "down": {"risk-of-bias": 3}}}, ("confidence.down.risk-of-bias", "expected at most 2, got `3`", "")),
        ({"confidence": {**RATED, "down": {"risk-of-bias": 0}}}, ("confidence.down.risk-of-bias", "expected at least 1, got `0`", "")),
        ({"confidence": {**RATED, "down": {"riskofbias": 1}}}, ("confidence.down.riskofbias@", "unknown key `riskofbias`", "write `risk-of-bias`")),
        ({"confidence": {**RATED, "question": "efect"}}, ("confidence.question", "expected one of effect, course, fact, meaning, got `efect`", "write `effect`")),
        ({"confidence": {"question": "course", "level": "not-rated"}}, ("confidence", "`why` is missing", "give why there is no rating")),
    ],
)  # fmt: skip
def test_each_kind_of_fault_has_a_sentence_of_its_own(changes, expected):
    assert said("claims", claim(**changes)) == [expected]


def test_everything_that_is_missing_is_said():
    assert {message for _, message, _ in said("claims", {})} == {
        f"`{name}` is missing" for name in schema.load()["$defs"]["claim"]["required"]
    }


def test_a_source_is_held_against_the_schema_of_its_kind():
    document = {"id": "d", "kind": "document"}
    assert said("sources", document) == [("", "`title` is missing", "give the title the page shows")]
    assert said("sources", {**study(), "desing": "x"}) == [("desing@", "unknown key `desing`", "write `design`")]
    kinds = "document, study, review, label, regulator, guideline, record, other"
    assert said("sources", study(kind="stduy")) == [("kind", f"expected one of {kinds}, got `stduy`", "write `study`")]
    assert said("sources", without(study(), "kind")) == [("", f"`kind` is missing: expected one of {kinds}", "")]


def test_a_side_needs_somebody_on_it():
    sides = [{"says": "x"}, {"claims": ["a"], "says": "y", "stronger": False}]
    record = {"id": "c", "type": "timing", "relation": "direct", "sides": sides, "why": "z"}
    assert said("contradictions", record) == [
        (
            "sides.0",
            "expected `claims` or `sources`",
            "`claims`: the claims on this side; `sources`: the sources on this side",
        ),
        ("sides.1.stronger", "expected `true`, got `false`", "leave the key out"),
    ]
    assert said("contradictions", {**record, "sides": [{"claims": ["a"], "says": "y"}]}) == [
        ("sides", "expected at least 2 items, got 1", "")
    ]


def test_null_stands_only_where_the_schema_has_it():
    assert said("measures", {"id": "a", "name": "A", "dimension": None}) == []
    assert said("designs", {"id": None, "name": "A", "start": "low"}) == [
        ("id", "expected text, got nothing", ""),
        ("start", "expected a mapping, got `low`", "write `{effect: …, course: …, fact: …, meaning: …}`"),
    ]


def test_the_trails_of_prose_reach_into_lists_alternatives_and_both_kinds_of_source():
    assert {
        ("store", "title"),
        ("claims", "statement"),
        ("claims", "quote"),
        ("claims", "voice"),
        ("claims", "caveats", "text"),
        ("claims", "confidence", "why"),
        ("sources", "note"),
        ("sources", "result"),
        ("contradictions", "sides", "says"),
        ("topics", "bottom_line", "text"),
    } <= schema.prose()
    assert not {("claims", "id"), ("claims", "topics"), ("claims", "importance")} & schema.prose()


def test_of_a_list_the_members_with_faults_alone_are_left_out():
    good = claim()["caveats"][0]
    kept, damaged = fitting.what_fits("claims", claim(caveats=[{"kind": 1}, {"kind": 2}, good]))
    assert (kept, damaged) == (claim(caveats=[good]), {"caveats"})


def test_a_key_without_the_one_that_it_needs_is_kept():
    record = claim(repeats="another", quote="so", passage=[0, 9])
    assert fitting.what_fits("claims", record) == (record, set())
