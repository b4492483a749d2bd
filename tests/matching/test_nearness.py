"""Which claims a sentence may be about: ranked by what the claim needs, whatever else the sentence says."""

import os
import subprocess
import sys

import pytest

from ketacli.matching.profiles import Asked
from ketacli.matching.senses import akin, all_akin
from ketacli.matching.sentences import Reader
from tests.matching.stores import claim, shelf, tea


@pytest.fixture(scope="module")
def reader():
    store = tea()
    store["claims"] += [
        claim(f"coffee-{n}", f"Coffee number {n} comes from a far country.", "history") for n in range(30)
    ]
    return Reader(shelf(store))


def nearest(reader, *texts, title=""):
    found = reader.read_all([Asked(text) for text in texts], title)
    return [one.nearest[0].id if one.nearest else None for one in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Green tea may improve sleep, and much else could be said of it on a long winter evening.", "green-sleep"),
        ("A cup of black tea makes blood pressure decline.", "black-heart"),
        ("Forty euros is the price of a kilogram of green tea.", "green-price"),
        ("Toddlers may drink tea without danger.", "tea-children"),
        ("The origin of tea is in China.", "tea-origin"),
    ],
)
def test_the_claim_on_the_same_thing_is_nearest_however_it_is_worded(reader, text, name):
    assert nearest(reader, text) == [name]


def test_what_is_nearest_need_not_be_likely(reader):
    found = reader.read("Black tea is drunk from cups.")
    assert ([one.score < 0.5 for one in found.nearest][:1], found.compare) == ([True], ())


def test_the_sentence_before_says_what_is_spoken_of(reader):
    assert nearest(reader, "Green tea has many uses.", "It is good against insomnia.")[1] == "green-sleep"


def test_at_most_five_are_nearest_and_the_best_come_first(reader):
    scores = [one.score for one in reader.read("Green tea and black tea change sleep and blood pressure.").nearest]
    assert (len(scores) <= 5, scores) == (True, sorted(scores, reverse=True))


def test_a_page_that_shares_no_word_with_a_store_has_nothing_near(reader):
    assert reader.read("Xyzzy plugh quux.").nearest == ()


def test_another_word_covers_no_number_and_no_name():
    store = tea()
    store["concept"] = [{"id": "history", "phrases": ["was first grown", "china", "beginning*", "1600s"]}]
    found = Reader(shelf(store)).read("Tea drinking has its beginnings in the evening.")
    assert (found.states, found.compare) == ((), ())


def test_words_that_are_near_in_meaning_are_known_by_their_stems():
    assert ("rare" in akin("seldom"), "seldom" in akin("seldom"), akin("xyzzy")) == (True, False, frozenset())
    assert all_akin(["seldom"]) == akin("seldom")


_COMPARE = """
from ketacli import open_store
from ketacli.matching.profiles import Asked
from ketacli.matching.sentences import Reader

store = open_store()
texts = [claim.statement for claim in store.claims(limit=40)]
for found in Reader(store._index.shelf).compared([Asked(text) for text in texts]):
    print([(pair.known.id, pair.values) for pair in found.pairs], found.measured)
"""


def test_claims_are_as_near_in_every_run_whatever_the_order_of_sets():
    def run(seed):
        done = subprocess.run(
            [sys.executable, "-c", _COMPARE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert run("0") == run("1")
