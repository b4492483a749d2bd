"""Whether a page has a phrase in the sense of those who ask by it."""

import pytest

from ketacli.matching.english import selves
from ketacli.matching.folding import text_of_words
from ketacli.matching.wording import is_worded


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("Are you expecting?", "expecting", True),
        ("What to expect", "expecting", False),
        ("A dead giveaway.", "deadly", False),
        ("It dissociates people.", "dissociat*", True),
        ("You must stop taking your diazepam.", "stop * diazepam", True),
        ("They stopped the diazepam.", "stop the diazepam", True),
        ("Diazepam did not stop it.", "stop * diazepam", False),
        ("Stop for a day, or two, or a whole week, and then take diazepam.", "stop * diazepam", False),
        ("It interacts with medicines.", "interact with medic*", True),
        ("It interacts with people.", "interact with medic*", False),
        ("The heart rate rises.", "heart rate", True),
        ("The rate of the heart", "heart rate", False),
        ("Out-of-body feelings", "out of body", True),
        ("", "out of body", False),
    ],
)
def test_a_word_counts_as_it_is_written_and_a_phrase_in_its_order(text, phrase, found):
    assert is_worded(f" {text_of_words(text)} ", ["something else", phrase]) is found


@pytest.mark.parametrize(
    ("typed", "words", "places"),
    [
        ("I'm 40", "im 40", {0}),
        ("is it bad if im tired", "is it bad if im tired", {4}),
        ("IM or by vein", "im or by vein", set()),
        ("ím 40", "im 40", set()),
    ],
)
def test_im_is_whoever_asks_only_where_it_is_typed_so(typed, words, places):
    assert selves(typed, words.split()) == places
