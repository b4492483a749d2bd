"""Phrases that stand for several: ranges of numbers, concepts in braces."""

from typing import Any

import pytest

from ketacli.matching.expansion import DEEPEST, MOST_EXPANDED, Expansion
from ketacli.matching.questions import match
from tests.matching.stores import index, tea

NAMED: list[dict[str, Any]] = [
    {"id": "sedative", "broader": None},
    {"id": "benzodiazepine", "broader": "sedative"},
    {"id": "diazepam", "broader": "benzodiazepine"},
]
VOCABULARY: list[dict[str, Any]] = [
    {"id": "sedative", "phrases": ["sleeping pill*"]},
    {"id": "benzodiazepine", "phrases": ["benzo*"]},
    {"id": "diazepam", "phrases": ["valium", "2..3 blue pills"]},
    {"id": "stop", "part": True, "phrases": ["stop", "come * off", "{quit}"]},
    {"id": "quit", "part": True, "phrases": ["give up"]},
]


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("wear off", ["wear off"]),
        ("is 16..18", ["is 16", "is 17", "is 18"]),
        (
            "valium 1..2 or 3..4 hours before",
            [f"valium {one} or {two} hours before" for one in (1, 2) for two in (3, 4)],
        ),
        ("my {benzodiazepine}", ["my benzo*", "my valium", "my 2 blue pills", "my 3 blue pills"]),
        (
            "{stop} * {benzodiazepine} now",
            [
                f"{verb} * {pill} now"
                for verb in ("stop", "come * off", "give up")
                for pill in ("benzo*", "valium", "2 blue pills", "3 blue pills")
            ],
        ),
        ("{sedative}", ["sleeping pill*", "benzo*", "valium", "2 blue pills", "3 blue pills"]),
        ("from 2..1", []),
        ("{unheard-of} pills", []),
    ],
)
def test_a_phrase_stands_for_every_number_and_every_phrase_of_a_concept_and_of_narrower_ones(phrase, meant):
    assert list(Expansion(VOCABULARY, NAMED).of(phrase)) == meant


def test_a_concept_within_itself_has_no_phrase_there():
    expansion = Expansion([{"id": "a", "phrases": ["one", "{b} two"]}, {"id": "b", "phrases": ["{a} three", "four"]}])
    assert list(expansion.of("{a}")) == ["one", "four two"]


def test_kinds_in_a_circle_are_all_meant_once():
    expansion = Expansion(VOCABULARY[:2], [{"id": "sedative", "broader": "benzodiazepine"}, *NAMED[1:2]])
    assert list(expansion.of("{sedative}")) == ["sleeping pill*", "benzo*"]


def test_braces_within_braces_are_followed_so_far():
    def concepts(deepest):
        inner = [{"id": f"c{place}", "phrases": [f"{{c{place + 1}}}"]} for place in range(1, deepest)]
        return Expansion([*inner, {"id": f"c{deepest}", "phrases": ["found"]}])

    assert [list(concepts(depth).of("{c1}")) for depth in (DEEPEST, DEEPEST + 1, 2_000)] == [["found"], [], []]


def test_of_too_many_phrases_the_first_are_meant():
    vocabulary = [{"id": "any", "phrases": ["1..999 1..999 1..999"]}]
    assert sum(1 for _ in Expansion(vocabulary).of("{any} {any}")) == MOST_EXPANDED + 1


def test_a_question_is_heard_by_the_phrases_of_a_concept_and_not_by_a_mere_part():
    parts = [
        {"id": "pour", "part": True, "phrases": ["pour", "fill * up with"]},
        {"id": "green-tea", "phrases": ["sencha"]},
        {"id": "brewing", "topics": ["safety"], "phrases": ["{pour} {green-tea}"]},
    ]
    finder = index(tea(concept=[*tea()["concept"], *parts]))
    asked = ("can I pour sencha", "fill it up with sencha", "we poured our sencha", "pour it", "pour the milk")
    assert [match(question, finder).topic for question in asked] == ["safety", "safety", "safety", None, None]


def test_no_notice_comes_of_a_phrase_that_ends_in_something_harmless():
    jokes = {"id": "jokes", "harmless": True, "phrases": ["poisoned by * {boring}"]}
    bores = {"id": "boring", "part": True, "phrases": ["speech", "chat"]}
    finder = index(tea(concept=[*tea()["concept"], jokes, bores]))
    asked = (
        "I was poisoned",
        "could be poisoned by his long speech",
        "could be poisoned by tea",
        "could be poisoned by his chat, and now I am poisoned",
        "by his speech I was poisoned",
    )
    assert [match(question, finder).notices for question in asked] == [
        ("urgent",),
        (),
        ("urgent",),
        ("urgent",),
        ("urgent",),
    ]
