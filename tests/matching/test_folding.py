"""One fold for what is stored and what is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli.folding import fold
from ketacli.matching.folding import text_of_words, words
from ketacli.matching.stems import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KETAMINE", "ketamine"),
        ("κατάθλιψη", "ΚΑΤΑΘΛΙΨΗ"),
        ("κατάθλιψη", "καταθλιψη"),
        ("πόνος", "ΠΟΝΟΣ"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("ﬁbre", "fibre"),
        ("CO₂", "CO2"),
        ("mg²", "mg2"),
        ("Ёлка", "елка"),
        ("שָׁלוֹם", "שלום"),
        ("de\u00adpression", "depression"),
        ("de\u200bpression", "depression"),
        ("Ｋｅｔａｍｉｎｅ", "ketamine"),
        ("e\u0301tude", "étude"),
        ("doesn’t", "doesn't"),
        ("ketamine’s", "ketamine"),
    ],
)
def test_what_makes_no_difference_to_a_reader_makes_none_to_matching(one, other):
    assert words(one) == words(other)


def test_a_kana_with_and_without_voicing_are_two_letters():
    assert fold("が") != fold("か")


def test_a_script_without_spaces_becomes_pairs_of_characters():
    assert words("睡眠改善 tea") == ("睡眠", "眠改", "改善", "tea")
    assert words("茶") == ("茶",)


def test_signs_and_white_space_separate_words():
    assert words(" treatment-resistant\t0.5 mg/kg (85%)\n_x_") == (
        *("treatment", "resistant", "0", "5", "mg", "kg", "85", "x"),
    )


def test_a_text_without_a_word_has_none():
    assert words(" … — !?") == ()
    assert text_of_words("") == ""


@given(st.text() | st.text(st.sampled_from("1aS日㐀がｶﾞก็ßΣ²’'` -\u00ad\u0301\u200b")))
def test_folding_a_text_first_changes_none_of_its_words(text):
    assert words(fold(text)) == words(text)


def test_words_with_spaces_are_the_words_of_their_text_and_pairs_of_a_script_without_are_not():
    assert words(text_of_words("Don’t relapse, 2 of 4")) == words("Don’t relapse, 2 of 4")
    assert text_of_words("1日㐀") == "1 日㐀 㐀"
    assert (words("1日㐀"), words("1 日㐀 㐀")) == (("1", "日㐀"), ("1", "日㐀", "㐀"))


@pytest.mark.parametrize(
    "forms",
    [
        ("relapse", "relapses", "relapsed", "relapsing"),
        ("infusion", "infusions"),
        ("approve", "approved", "approves", "approving", "approval"),
        ("study", "studies"),
        ("dose", "doses", "dosing", "dosed"),
        ("addict", "addiction", "addictions", "addictive", "addicted"),
        ("depress", "depression", "depressive", "depressed"),
        ("treat", "treats", "treated", "treating", "treatment", "treatments"),
        ("stop", "stopped", "stopping", "stops"),
        ("rapid", "rapidly"),
        ("mouse", "mice"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("plan", "plane"),
        ("general", "generic"),
        ("bus", "bu"),
        ("iv", "ivs"),
        ("news", "new"),
        ("red", "r"),
        ("severe", "severed"),
        ("exhaust", "exhausted"),
        ("station", "state"),
        ("evening", "even"),
        ("quite", "quit"),
        ("massive", "masses"),
        ("range", "rang"),
    ],
)
def test_different_words_keep_different_stems(one, other):
    assert stem(one) != stem(other)


def test_a_word_of_another_script_or_with_digits_is_its_own_stem():
    assert [stem(word) for word in ("καταθλιψησ", "co2s", "改善")] == ["καταθλιψησ", "co2s", "改善"]
