"""Phrases: plain words, beginnings, gaps."""

from string import ascii_lowercase

import pytest

from ketacli.matching import english
from ketacli.matching.phrases import Hit, begun, file, find, parse, tokens
from ketacli.matching.spelling import distance, nearest
from ketacli.matching.stems import stem


def hits(text, *phrases):
    """Return the phrases of a text, of some with their targets."""
    by_word, by_beginning = file((parse(phrase), target) for phrase, target in phrases)
    return list(find(tokens(text), by_word, lambda word: begun(word, by_beginning)))


def found(text, *phrases):
    """Return the places of every phrase in a text."""
    return sorted(hit.places for hit in hits(text, *((phrase, "x") for phrase in phrases)))


@pytest.mark.parametrize(
    ("phrase", "text", "places"),
    [
        ("infusion", "Two infusions.", [(1,)]),
        ("infus*", "She was infused, then an infusor", [(2,), (5,)]),
        ("side effect*", "Side-effects", [(0, 1)]),
        ("side effect*", "an effect on the side", []),
        ("how long * last", "How long does it last?", [(0, 1, 4)]),
        ("how long * last", "how long last", []),
        ("how long * last", "how long will all of it then last", []),
        ("how * take * work", "how long does it take to work", [(0, 4, 6)]),
        ("* cure *", "a cure for it", [(1,)]),
        ("in*", "in an infusion", [(0,), (2,)]),
        ("i*", "in an infusion", []),
        ("*", "anything", []),
        ("", "anything", []),
    ],
)
def test_a_phrase_is_found_where_it_says(phrase, text, places):
    assert found(text, phrase) == places


def test_a_phrase_may_mean_several_things():
    assert hits("pain", ("pain", "a"), ("pain", "b"), ("pain", "a")) == [Hit("a", (0,)), Hit("b", (0,))]


def test_gaps_at_the_ends_of_a_phrase_mean_nothing():
    assert parse("* can't wake * up *") == ("cant", "wake", "*", "up")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("spravto", "spravato"),
        ("suisidal", "suicidal"),
        ("ketmaine", "ketamine"),
        ("ketamine", "ketamine"),
        ("xanthine", None),
        ("pan", None),
        ("b6vitamin", None),
        ("letamine", None),
        ("retanine", None),
        ("meny", "many"),
        ("mady", None),
        ("adhd", None),
    ],
)
def test_only_a_close_word_is_taken_for_a_misspelling(word, meant):
    known = [("spravato", 3), ("suicidal", 9), ("ketamine", 90), ("pain", 5), ("many", 7), ("add", 4)]
    assert nearest(word, known) == meant


def test_of_equally_close_words_the_more_frequent_is_meant():
    assert nearest("dosss", [("doses", 2), ("dosed", 1), ("dossy", 7)]) == "dossy"


def test_a_swap_is_one_mistake_and_distance_gives_up_early():
    assert distance("abcd", "abdc", 2) == 1
    assert distance("abcdef", "uvwxyz", 2) == 3
    assert distance("ab", "abcdef", 2) == 3


def test_the_list_of_english_stems_was_made_by_this_stemmer():
    everyday = [word for letter in ascii_lowercase for word in english.everyday_words(letter)]
    assert len(everyday) > 4_000
    assert [word for word in everyday if not english.is_english(stem(word))] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("can i come off my tablets", [("can", 0), ("come", 2), ("off", 3), ("tablets", 5)]),
        ("it does not work", [("not", 2), ("work", 3)]),
        ("it doesnt work", [("not", 1), ("work", 2)]),
        ("who should not", [("who", 0), ("shouldnt", 1)]),
        ("i could not", [("cant", 1)]),
        ("she hurts herself", [("hurts", 1), ("myself", 2)]),
        ("", []),
    ],
)
def test_the_gist_of_a_text_has_its_words_of_content_with_their_places(text, left):
    assert english.gist(text.split()) == left


@pytest.mark.parametrize(
    ("phrase", "is_telling"),
    [
        ("stroke", False),
        ("had stroke", False),
        ("make worse", True),
        ("how much", False),
        ("how long last", True),
        ("is 70", False),
    ],
)
def test_a_gist_says_something_if_it_has_two_words_that_are_neither_grammar_nor_numbers(phrase, is_telling):
    assert english.is_telling(phrase.split()) is is_telling


@pytest.mark.parametrize(
    ("word", "alike"),
    [("drove", "drive"), ("made", "make"), ("fastest", "fast"), ("taken", "take"), ("began", "begin")],
)
def test_irregular_forms_have_the_stem_of_their_verb(word, alike):
    assert stem(word) == stem(alike)


@pytest.mark.parametrize(
    ("word", "other"), [("weekly", "week"), ("nursing", "nurse"), ("effective", "effect"), ("fasting", "fast")]
)
def test_words_that_mean_something_else_have_another_stem(word, other):
    assert stem(word) != stem(other)
