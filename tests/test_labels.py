"""How sources are named for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli import labels, open_store
from tests.conftest import store, study
from tests.stores import full


@pytest.mark.parametrize(
    ("cite", "label"),
    [
        ({"author": [{"family": "Daly", "given": "E"}, {"family": "Singh"}], "issued": "2019-05-21"}, "Daly 2019"),
        ({"author": [{"family": "Rot", "non-dropping-particle": "aan het"}], "issued": "2010"}, "aan het Rot 2010"),
        ({"author": [{"literal": "FDA"}], "issued": "2019"}, "FDA 2019"),
        ({"author": [{"literal": "J&J"}]}, "J&J, undated"),
        ({"author": [{"given": "Plato"}], "issued": "2024"}, "Plato 2024"),
        ({"author": [], "issued": "2024"}, "A title 2024"),
        ({}, "A title, undated"),
        ({"author": [{"literal": "Department of Veterans Affairs"}], "issued": "2024"}, "Department of… 2024"),
        ({"author": [{"literal": "Bundesgesundheitsministerium"}], "issued": "2024"}, "Bundesgesundheitsm… 2024"),
    ],
)  # fmt: skip
def test_a_citation_is_named_by_its_first_author_and_year(cite, label):
    assert labels.author_year(cite, "A title") == label


def test_a_label_that_is_given_comes_before_author_and_year():
    assert labels.of_study(study(label="Spravato label 2026")) == "Spravato label 2026"
    assert labels.of_study(study()) == "Repeated infusions 2010"


@given(st.text(min_size=1), st.integers(2, 40))
def test_a_shortened_text_fits_and_begins_as_the_text_does(text, most):
    short = labels.shorten(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_after_z_come_two_letters():
    assert [labels.letters(place) for place in (0, 25, 26, 27, 701, 702)] == ["a", "z", "aa", "ab", "zz", "aaa"]


@given(st.sets(st.integers(0, 100_000)))
def test_no_two_places_have_the_same_letters(places):
    assert len({labels.letters(place) for place in places}) == len(places)


@pytest.fixture
def whole(kept):
    return open_store(kept("full", full))


def test_a_store_names_documents_by_label_or_title_and_studies_by_label_or_author_and_year(whole):
    ids = ["overview", "guide", "series-2010", "series-2013", "trial-2024"]
    assert whole.labels(ids) == {
        "overview": "Overview page",
        "guide": "A guide",
        "series-2010": "Rot 2010",
        "series-2013": "Repeated… 2010",
        "trial-2024": "Trial Group 2024",
    }
    assert {name: source.label for name, source in whole.get_many(ids).items()} == whole.labels(ids)


def test_letters_tell_sources_of_a_store_apart_whichever_of_them_is_asked_for(folder):
    cite = {"type": "article-journal", "title": "x", "author": [{"family": "Fu"}], "issued": "2020"}
    twins = [study(id=name, cite=cite) for name in ("fu-later", "fu-first", "series-2010")]
    opened = open_store(folder(store(sources=[store()["sources"][0], *twins])))
    assert opened.labels(["fu-later"]) == {"fu-later": "Fu 2020b"}
    assert opened.labels(["series-2010", "fu-first"]) == {"series-2010": "Fu 2020c", "fu-first": "Fu 2020a"}
    assert [source.label for source in opened.sources()] == ["An overview", "Fu 2020a", "Fu 2020b", "Fu 2020c"]


def test_omissions_come_with_the_core_ones_first_and_by_topic_or_alias(whole):
    assert [one.id for one in whole.omissions()] == ["no-driving", "pregnancy"]
    assert [one.id for one in whole.omissions(topic="duration")] == ["no-driving"]
    assert [one.id for one in whole.omissions(topic=["relapse", "response"])] == ["no-driving", "pregnancy"]
    assert whole.omissions(topic="cost") == []
    assert whole.get("no-driving").limits == "This is about infusions; for the spray keta has nothing."


@pytest.mark.parametrize(
    ("rating", "found"),
    [
        ("wrong", ["remission-85-percent"]),
        ("partly-true", ["relapse-mean-19-days", "relapse-mean-19-days-guide"]),
        ("no-evidence,supported", ["benefit-lasts", "works-during-sleep"]),
        (["goes-too-far"], []),
    ],
)
def test_claims_are_found_by_their_rating(whole, rating, found):
    assert sorted(claim.id for claim in whole.claims(rating=rating)) == found


def test_ratings_are_counted_and_sorted_from_the_worst(whole):
    assert list(whole.count(whole.query(), "rating").items()) == [
        ("wrong", 1),
        ("no-evidence", 1),
        ("partly-true", 2),
        ("supported", 1),
    ]
    assert [claim.rating for claim in whole.claims(sort="rating")] == [
        "wrong",
        "no-evidence",
        "partly-true",
        "partly-true",
        "supported",
    ]


@pytest.mark.parametrize(
    ("author", "read", "name"),
    [
        ({"family": "Smith", "given": "A"}, {"family": "Smith", "given": "A"}, "Smith"),
        ({"family": "Smith"}, {"family": "Smith"}, "Smith"),
        ({"given": "Plato"}, {"literal": "Plato"}, "Plato"),
        ({"literal": "Tea Group"}, {"literal": "Tea Group"}, "Tea Group"),
        ({}, {"literal": ""}, ""),
    ],
)
def test_a_name_is_a_family_name_or_a_whole(author, read, name):
    assert labels.read_name(author) == read
    assert labels.name_of(author) == name


def test_a_person_has_a_family_or_a_given_name_and_a_body_neither():
    assert [labels.is_person(one) for one in ({"family": "Smith"}, {"given": "Plato"}, {"literal": "Tea Group"})] == [
        True,
        True,
        False,
    ]
