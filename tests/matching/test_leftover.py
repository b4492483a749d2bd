"""What a sentence says beyond the claims that it says, and the words of a store that both are checked against."""

import pytest

from ketacli.matching.leftover import Covered, left_over
from ketacli.matching.profiles import Cached
from ketacli.matching.sentences import Reader
from tests.matching.stores import shelf, tea

TEXT = "Nobody says that green tea is not warm."


@pytest.mark.parametrize(("denials", "left"), [(0, [TEXT]), (1, [TEXT]), (2, []), (3, [])])
def test_a_sentence_that_only_denies_more_often_than_a_claim_is_left_over_whole(denials, left):
    (sentence,) = Reader(shelf(tea())).profiles([TEXT])
    every_word = frozenset(word for word, _ in sentence.words)
    found = left_over(sentence, [Covered(every_word, denials)])
    assert [(one.text, one.is_first, one.is_last) for one in found] == [(text, True, True) for text in left]
    assert left_over(sentence, [Covered(every_word, 0), Covered(every_word, 2)]) == ()


def test_words_of_a_store_that_nobody_fetched_before_are_fetched_when_they_are_asked_for():
    fetched, unfetched = Cached(shelf(tea())), Cached(shelf(tea()))
    fetched.fetch(["sleep", "nowher"])
    assert unfetched.words("sleep") == fetched.words("sleep") != ()
    assert unfetched.words("nowher") == fetched.words("nowher") == ()
    assert unfetched.words_of(["sleep", "nowher"]) == {"sleep": fetched.words("sleep")}
