"""What a store has on a question, or an honest nothing."""

import pytest

from ketacli.matching.questions import match
from tests.matching.stores import claim, index, tea


@pytest.fixture(scope="module")
def finder():
    return index(tea())


def ids(found):
    return [one.id for one in found]


def test_a_question_gets_its_topic_and_the_claims_that_answer_first(finder):
    found = match("Does green tea improve sleep?", finder)
    assert (found.is_known, found.topic, ids(found.claims)) == (True, "sleep", ["green-sleep"])


def test_another_phrase_for_the_same_is_found(finder):
    found = match("I lie awake after black tea", finder)
    assert (found.topic, ids(found.claims)) == ("sleep", ["black-sleep"])


def test_a_claim_on_another_product_is_no_answer(finder):
    assert "green-sleep" not in ids(match("black tea and insomnia", finder).claims)


def test_the_name_of_a_product_in_the_midst_of_a_phrase_is_no_break(finder):
    assert match("how long black tea sleep", finder).topic == "sleep"


def test_a_question_about_people_gets_the_claim_on_them(finder):
    found = match("is tea ok for toddlers", finder)
    assert (found.topic, ids(found.claims)) == ("safety", ["tea-children"])


def test_a_misspelling_is_corrected_and_reported(finder):
    found = match("prcie of tea, expensve?", finder)
    assert (found.corrected, found.topic) == ({"prcie": "price", "expensve": "expensive"}, "cost")


def test_a_pair_of_words_may_be_written_as_one(finder):
    assert match("bloodpressure", finder).corrected == {}


def test_a_name_is_no_misspelt_english_word_but_may_be_a_misspelt_name():
    store = {"claims": [claim("lead", "A lead weighs and prices lead."), claim("drug", "Spravato is a spray.")]}
    finder = index(store)
    assert match("Leeds prices", finder).corrected == {}
    assert match("is there a clinic in Leads, Leeed or Leedd", finder).corrected == {}
    assert match("what of leeds", finder).corrected == {"leeds": "leads"}
    assert match("is Spravatto a spray", finder).corrected == {"spravatto": "spravato"}


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("tea and thyroid tablets", ("thyroid", "tablets")),
        ("who won the world cup", ("won", "world", "cup")),
        ("what about tea?", ()),
        ("tea", ()),
        ("", ()),
        ("?!", ()),
        ("why", ()),
    ],
)
def test_what_the_store_knows_nothing_of_gets_nothing(finder, question, unknown):
    found = match(question, finder)
    assert (found.is_known, found.topic, found.claims, found.unknown) == (False, None, (), unknown)


def test_an_omission_answers_where_no_claim_does(finder):
    found = match("does tea stop iron uptake", finder)
    assert (found.claims, ids(found.omissions)) == ((), ["iron"])


def concepts(*more):
    """Return a finder on a store with further concepts."""
    return index(tea(concept=[*tea()["concept"], *more]))


@pytest.mark.parametrize(
    "question",
    [
        "can I put my feet up after tea",
        "will she put her feet up",
        "people who put feet up",
        "does tea let you put the feet up",
    ],
)
def test_pronouns_articles_and_auxiliaries_do_not_part_a_phrase(question):
    assert (
        match(question, concepts({"id": "rest", "topics": ["sleep"], "phrases": ["put your feet up"]})).topic == "sleep"
    )


@pytest.mark.parametrize(
    "question", ["tea doesn't stop worrying", "tea did not stop worrying", "it hasn't stop worrying"]
)
def test_a_contraction_and_what_it_stands_for_are_one_phrase(question):
    assert (
        match(question, concepts({"id": "calm", "topics": ["sleep"], "phrases": ["does not stop worry"]})).topic
        == "sleep"
    )


def test_a_phrase_may_name_a_range_of_numbers():
    finder = concepts({"id": "old", "topics": ["safety"], "phrases": ["65..99 years old"]})
    assert [match(f"tea at {age} years old", finder).topic for age in (64, 65, 99, 100)] == [
        None,
        "safety",
        "safety",
        None,
    ]


def test_a_concept_leads_to_the_topic_that_it_is_of():
    rest = {"id": "rest", "phrases": ["siesta"]}
    assert match("what about a siesta", concepts(rest)).topic is None
    assert match("what about a siesta", concepts({**rest, "topics": ["sleep", "heart"]})).topic == "sleep"


def test_what_any_question_may_be_about_is_little_beside_other_things_and_counts_alone():
    finder = concepts({"id": "good", "topics": ["sleep"], "light": True, "phrases": ["any good"]})
    assert match("is it any good", finder).topic == "sleep"
    assert match("any good at a price", finder).topic == "cost"


def test_what_the_store_is_said_to_have_nothing_on_gets_nothing():
    store = tea()
    store["claims"].append(claim("shops", "In 1706 a shop in London began to sell tea.", "history"))
    shops = {"id": "shops", "phrases": ["shop"]}
    assert match("where is a tea shop", index({**store, "concept": [shops]})).topic == "history"
    assert match("where is a tea shop", index({**store, "concept": [{**shops, "outside": True}]})).is_known is False


def test_words_that_any_question_has_find_no_claim_alone():
    store = tea()
    store["claims"].append(claim("maker", "The maker says that tea makes people better.", "history"))
    assert match("will tea make me better?", index(store)).claims == ()


def test_a_claim_is_mainly_about_its_first_topic():
    store = tea()
    store["claims"] = [
        claim("first", "Mate wakes people up.", "sleep", "cost"),
        claim("other", "Cocoa is sweet.", "cost"),
    ]
    assert match("mate", index(store)).topic == "sleep"


def test_a_topic_without_claims_says_that_only_an_omission_answers():
    store = tea()
    store["topic"][3]["asked_as"].append("mineral*")
    store["omission"][0]["asked_as"] = ["mineral*"]
    found = match("does tea take minerals?", index(store))
    assert (found.is_known, found.topic, found.claims, ids(found.omissions)) == (True, "safety", (), ["iron"])


def test_what_only_corrects_a_claim_is_nothing_that_a_document_says():
    store = tea()
    store["claims"].append(claim("harmless", "Tea harms nobody.", "safety", in_fact="Tea takes zinc from food."))
    store["omission"].append({"id": "zinc", "label": "Zinc", "topics": ["safety"], "text": "Tea takes zinc from food."})
    found = match("is zinc lost?", index(store))
    assert (found.topic, found.claims, ids(found.omissions)) == ("safety", (), ["zinc"])


def test_a_claim_of_a_likelier_topic_comes_first_of_two_that_say_the_same():
    store = tea()
    store["claims"] += [claim("a", "Tea stains cups.", "history"), claim("b", "Tea stains teeth.", "safety")]
    assert ids(match("is it safe or does tea stain", index(store)).claims) == ["b", "a"]


def test_a_word_that_begins_as_one_of_the_subject_is_not_corrected_to_itself():
    store = tea()
    store["concept"][1]["phrases"].append("schoolchild*")
    assert match("schoolchildhood and tea", index(store)).corrected == {}


def test_a_notice_comes_whatever_else_is_found(finder):
    found = match("should I drink green tea for sleep?", finder)
    assert (found.notices, found.topic) == (("own-case",), "sleep")


def test_only_a_topic_that_a_phrase_leads_to_is_near_and_none_to_what_is_outside():
    outside = {"id": "shops", "outside": True, "phrases": ["shop"]}
    finder = concepts(outside, {"id": "rest", "topics": ["sleep"], "phrases": ["siesta"]})
    assert match("zzyzx qwerty siesta plugh", finder).near == "sleep"
    assert match("zzyzx qwerty grown plugh", finder).near is None
    assert match("siesta shop, shop and shop", finder).near is None


def test_a_crisis_comes_before_every_other_notice_and_is_the_topic(finder):
    found = match("I am poisoned, should I drink tea", finder)
    assert (found.is_known, found.topic, found.notices) == (True, "help", ("urgent", "own-case"))


def test_a_question_about_people_in_general_is_answered_beside_the_notice(finder):
    found = match("does green tea help somebody poisoned sleep", finder)
    assert (found.topic, found.notices) == ("sleep", ("urgent",))


def test_a_repeat_of_a_claim_is_shown_once():
    store = tea()
    store["claims"].append(claim("again", "Green tea improves sleep.", "sleep", repeats="green-sleep"))
    assert ids(match("green tea and sleep", index(store)).claims) == ["green-sleep"]


def test_scores_lie_between_nothing_and_all(finder):
    found = match("green tea sleep price blood pressure iron", finder)
    assert all(0 < one.score <= 1 for one in (*found.claims, *found.topics, *found.omissions))


def test_a_store_without_vocabulary_topics_and_names_still_ranks_by_words():
    store = {"claims": [claim("a", "Rain is wet."), claim("b", "Snow is cold and white."), claim("c", "Hail is hard.")]}
    found = match("is snow white", index(store))
    assert (found.topic, ids(found.claims)) == (None, ["b"])


def test_an_empty_store_knows_nothing():
    assert match("is snow white", index({"claims": []})).is_known is False


def test_the_same_question_gets_the_same_answer(finder):
    assert match("green tea and sleep", finder) == match("green tea and sleep", index(tea()))


@pytest.mark.parametrize(
    "question", ['"', "a OR b", "NEAR(x y)", "*", "-x", "\0", "\ud800", "'; DROP TABLE words", "x" * 9999]
)
def test_nothing_that_is_typed_is_an_operator(finder, question):
    assert match(question, finder).is_known is False


@pytest.mark.parametrize("question", ["how do I grow tomatoes", "do tomatoes grow in the evening"])
def test_words_that_claims_use_too_answer_nothing_beside_one_that_the_store_lacks(question):
    grown = index(tea(claims=[claim("grows", "Tea plants grow tall in the evening.", "safety")]))
    assert not match(question, grown).is_known
    assert match(question.replace("tomatoes", "tea plants"), grown).is_known


@pytest.mark.parametrize("question", ["how is tea bottled", "which shops bottle tea", "who bottles green tea in jars"])
def test_to_name_the_subject_answers_nothing_that_is_asked_of_it(question):
    store = {
        "claims": [
            claim("green", "Green tea is a drink.", intervention="tea"),
            claim("black", "Black tea is a drink.", intervention="tea"),
        ],
        "interventions": [{"id": "tea", "name": "tea"}],
    }
    assert not match(question, index(store)).is_known


def test_one_word_that_a_claim_shares_answers_nothing_where_nothing_of_the_subject_is_asked():
    finder = index({"claims": [claim("bones", "Black tea encourages strong bones.")]})
    assert not match("should I encourage him", finder).is_known
    assert match("does black tea encourage bones", finder).is_known
