"""What makes no difference to a reader, for quotes and for words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli import folding, quotes

SAME = [
    ("ΚΑΤΆΘΛΙΨΗ", "καταθλιψη"), ("κατάθλιψης", "ΚΑΤΑΘΛΙΨΗΣ"), ("Łódź", "lodz"), ("Straße", "STRASSE"), ("ﬁbre", "fibre"), ("CO₂", "co2"),
    ("10⁶", "106"), ("Ёлка", "елка"), ("µg", "μg"), ("שָׁלוֹם", "שלום"), ("كِتَاب", "كتاب"), ("anti\u00addepressant", "antidepressant"),
    ("anti\u200bdepressant", "antidepressant"), ("\ufeffThen", "then"), ("naïve", "NAI\u0308VE"), ("ＫＥＴＡ", "keta"), ("œuvre", "oeuvre"),
    ("Ångström", "angstrom"), ("it’s", "it's"), ("4–6", "4-6"), ("wait…", "wait..."),
]  # fmt: skip
APART = [
    ("мой", "мои"),
    ("が", "か"),
    ("की", "का"),
    ("มี", "มา"),
    ("5 mg", "5 g"),
    ("-5", "5"),
    ("not", "no"),
    ("a b", "ab"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_words_that_read_the_same_fold_to_the_same(one, other):
    assert folding.fold(one) == folding.fold(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_that_read_differently_stay_apart(one, other):
    assert folding.fold(one) != folding.fold(other)


@given(st.text())
def test_what_is_folded_once_is_folded(text):
    folded = folding.fold(text)
    assert folding.fold(folded) == folded


@given(st.text())
def test_every_mark_knows_its_place_in_the_text(text):
    folded = folding.marks(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert folded.starts == sorted(folded.starts)


@pytest.mark.parametrize("char", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0f\u034f")
def test_a_character_that_nobody_sees_is_nothing_in_a_text_and_in_a_fragment(char):
    for text, fragment in ((f"an anti{char}dote here", "antidote here"), ("an antidote here", f"anti{char}dote here")):
        assert [one[:2] for one in quotes.find(text, fragment)] == [(3, len(text))]
        assert folding.seen(fragment) == "antidote here"


def test_a_soft_hyphen_at_a_digit_may_be_what_is_left_of_a_range():
    assert quotes.find("in 4\u00ad6 weeks", "46 weeks") == []
    assert folding.seen("4\u00ad6") == "4\u00ad6"


@pytest.mark.parametrize(
    ("text", "fragment", "names"),
    [
        ("5 µg of", "5 μg of", ("forms of a character",)),
        ("fast … and", "fast ... and", ("forms of a character",)),
        ("the anti\u200bdote", "the antidote", ("invisible characters",)),
        ("0.5 mg/\n  kg", "0.5 mg/kg", ("white space",)),
        ("0.5 mg/kg", "0.5 mg/\nkg", ("white space",)),
        ("0.5 mg/\nkg", "0.5 mg/ kg", ("white space",)),
        ("0.5 mg/\nkg", "0.5 mg/\n kg", ("white space",)),
    ],
)
def test_what_was_folded_has_a_name(text, fragment, names):
    assert quotes.find(text, fragment) == [quotes.Match(0, len(text), names)]


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("0.5 mg/\nkg of it", "0.5 mg"), ("0.5 mg/\nkg of it", "0.5 mg/"), ("0.5 mg/\nkg of it", "kg of it"), ("5 mg·kg⁻¹", "5 mg"),
        ("约五百人", "百人"), ("约5毫克", "约5"), ("ケタミンは", "ミンは"), ("มีผล", "ีผล"), ("เคตามีน", "คตามีน"), ("in 三成 of", "in 三"),
    ],
)  # fmt: skip
def test_no_token_is_cut_over_a_line_end_and_in_scripts_without_spaces(text, fragment):
    assert quotes.find(text, fragment) == []


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("see and/\nor more", "or more"), ("in /etc/apt/\n  Parts of it", "Parts of it"), ("in /etc/apt/\n  Parts of it", "in /etc/apt/"),
        ("*so* it", "so"), ("**so** it", "so"), ("_so_ it", "so"), (">so it", "so it"), ("> > so it", "so it"), ("这对疲劳有效", "疲劳有效"),
        ("约5毫克", "5毫克"), ("ketamineは速い", "は速い"),
    ],
)  # fmt: skip
def test_layout_and_scripts_without_spaces_hold_no_tokens_together(text, fragment):
    at = text.index(fragment)
    assert [one[:2] for one in quotes.find(text, fragment)] == [(at, at + len(fragment))]


@pytest.mark.parametrize("text", ["**5", "p*5", ">5 people", "*5*"])
def test_a_sign_at_a_figure_is_no_layout(text):
    assert quotes.find(f"so {text} here" if text[0] != ">" else text, "5 people" if "people" in text else "5") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("one two", 2), ("疲劳有效", 2), ("疲劳有效吗", 3), ("SARS病毒", 2), ("ยาเคตามีน", 2), ("a\u00a0b", 2), ("", 0)],
)
def test_words_are_counted_in_scripts_without_spaces_too(text, count):
    assert len(quotes.words(text)) == count


def test_a_sentence_of_a_script_without_spaces_ends_at_its_full_stop():
    text = "午睡很好。它对疲劳有效。很好。"
    start = text.index("疲劳")
    assert text[slice(*quotes.sentence(text, start, start + 2))] == "它对疲劳有效。"


def test_a_long_sentence_without_spaces_gives_a_passage_that_ends_at_tokens():
    text = "いケタミン" * 60
    start, end = quotes.sentence(text, 150, 151)
    assert len(quotes.words(text[start:end])) <= quotes.MAX_PASSAGE_WORDS
    assert not quotes.is_inside_token(text, start)
    assert not quotes.is_inside_token(text, end)


def test_a_passage_is_its_sentences():
    text = "One is here. Two is there!\n\nA heading\n\nThree is gone. "
    assert [text[slice(*span)] for span in quotes.sentences(text, 0, len(text))] == [
        "One is here.",
        "Two is there!",
        "A heading",
        "Three is gone.",
    ]


@given(st.text())
def test_folding_does_not_depend_on_the_form_of_a_text(text):
    assert folding.fold(unicodedata.normalize("NFC", text)) == folding.fold(unicodedata.normalize("NFD", text))
