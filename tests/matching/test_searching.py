"""What a search means, and that every way to write a word finds it."""

from __future__ import annotations

from typing import Any

import pytest

from ketacli import open_store
from ketacli.matching.folding import text_of_words, words
from ketacli.matching.searching import Terms, parse
from tests.conftest import claim, dump, store


@pytest.mark.parametrize(
    ("text", "plain", "exact", "without", "without_exact"),
    [
        ("relapse after weeks", ("relapse", "after", "weeks"), (), (), ()),
        ("relap*", (), ('"relap" *',), (), ()),
        ("relap** x", ("x",), ('"relap" *',), (), ()),
        ('"lasting benefit" weeks', ("weeks",), ('"lasting benefit"',), (), ()),
        ("“lasting ben*”", (), ('"lasting ben" *',), (), ()),
        ("«lasting benefit»", (), ('"lasting benefit"',), (), ()),
        ("spray -nasal", ("spray",), (), (("nasal",),), ()),
        ('spray -"nasal spray"', ("spray",), (), (), ('"nasal spray"',)),
        ("spray -nas*", ("spray",), (), (), ('"nas" *',)),
        ("treatment-resistant", ("treatment", "resistant"), (), (), ()),
        ("follow - up", ("follow", "up"), (), (), ()),
        ('"unbalanced', ("unbalanced",), (), (), ()),
        ("re\0lapse", ("re", "lapse"), (), (), ()),
        ("(weeks)", ("weeks",), (), (), ()),
    ],
)
def test_what_a_user_types_is_words_phrases_beginnings_and_what_must_not_be_there(
    text, plain, exact, without, without_exact
):
    assert parse(text) == Terms(plain, exact, without, without_exact)


STATEMENTS = [
    "Infusions relieve depression; an infusion's effect is resistant to doubt.",
    "Depressive people’s resistance fades, they don't relapse.",
    "Η κατάθλιψη και ο πόνος της Αθήνας.",
    "A clinic in Łódź measures CO₂ in 5 µg steps, with ﬁbre on the Straße.",
    "睡眠改善は速い。",
    "Ёлка и старый Йод.",
    "שָׁלוֹם לכולם",
    "Depres\u00adsion lifts in Zürich, naïvely.",
]


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    plain = {
        "quote": "q",
        "evidence": [],
        "caveats": [],
        "confidence": {"question": "course", "level": "not-rated", "why": "y"},
    }
    claims = [claim(**plain, id=f"c{n}", statement=text) for n, text in enumerate(STATEMENTS)]
    folder = tmp_path_factory.mktemp("searched")
    (folder / "store.yaml").write_text(dump(store(claims=claims, contradictions=[])), encoding="utf-8")
    return open_store(folder)


def found(searched, text):
    return {one.id for one in searched.claims(text)}


def test_every_beginning_of_every_word_finds_the_claims_that_have_a_word_beginning_so(searched):
    folded = {f"c{n}": text_of_words(text).split() for n, text in enumerate(STATEMENTS)}
    for word in {word for each in folded.values() for word in each}:
        for end in range(1, len(word) + 1):
            beginning = word[:end]
            wanted = {name for name, each in folded.items() if any(one.startswith(beginning) for one in each)}
            if beginning != "c":  # the ids, c0 and so on, are searched too
                assert found(searched, f"{beginning}*") == wanted, beginning


def test_every_word_finds_its_claim(searched):
    for n, text in enumerate(STATEMENTS):
        for word in words(text):
            assert f"c{n}" in found(searched, word), word


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("καταθλιψη", 2), ("ΚΑΤΑΘΛΙΨΗ", 2), ("ΠΌΝΟΣ", 2), ("πονος", 2), ("lodz", 3), ("STRASSE", 3), ("fibre", 3), ("CO2", 3),
        ("5 μg", 3), ("елка", 5), ("שלום", 6), ("depression", 7), ("zurich", 7), ("naively", 7), ("改善", 4), ("善", 4),
        ("睡眠改善", 4), ("改*", 4), ("dont", 1), ("don’t", 1), ("don't", 1), ("people", 1),
    ],
)  # fmt: skip
def test_spelling_that_makes_no_difference_to_a_reader_makes_none_to_a_search(text, n, searched):
    assert f"c{n}" in found(searched, text)


def test_a_misspelt_word_is_corrected_and_said(searched):
    query = searched.query("infuson")
    assert searched.corrected(query) == {"infuson": "infusion"}
    assert {one.id for one in searched.find(query).claims} == {"c0"}


def test_claims_that_say_it_come_before_claims_that_mention_it(tmp_path):
    plain: dict[str, Any] = {
        "evidence": [],
        "caveats": [],
        "confidence": {"question": "course", "level": "not-rated", "why": "y"},
    }
    claims = [
        claim(
            **{**plain, "confidence": {**plain["confidence"], "why": "nausea"}}, id="a", quote="q", statement="First."
        ),
        claim(**plain, id="b", quote="nausea", statement="Second."),
        claim(**plain, id="d", quote="q", statement="Nausea is rare.", importance="minor"),
    ]
    (tmp_path / "store.yaml").write_text(dump(store(claims=claims, contradictions=[])), encoding="utf-8")
    there = open_store(tmp_path)
    assert [one.id for one in there.claims("nausea")] == ["d", "b", "a"]
    assert [one.id for one in there.claims("nausea", sort="-relevance")] == ["a", "b", "d"]
    assert [one.id for one in there.claims("nausea", sort="importance")][-1] == "d"
