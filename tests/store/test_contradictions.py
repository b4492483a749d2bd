"""What makes a contradiction: how it is read, whom it touches, which claims it makes contested, who faces whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ketacli import open_store
from ketacli.model import Contradiction, Dispute, Evidence, Side
from ketacli.store import records
from ketacli.store.entities import dispute, verdicts
from ketacli.store.facets import Facet, facets
from tests.conftest import claim, store, study
from tests.stores import full

SIDES = [
    {"claims": ["one", "two"], "sources": ["trial"], "says": "It lasts.", "stronger": True},
    {"claims": ["three"], "says": "It fades."},
    {"sources": ["label", "review"], "says": "It is not known."},
]
RECORD = {"id": "lasting", "type": "timing", "relation": "direct", "sides": SIDES, "why": "Two measures."}


def test_a_contradiction_is_read_with_its_sides_in_order():
    assert records.contradiction({**RECORD, "resolution": "Expect relapse."}) == Contradiction(
        id="lasting",
        type="timing",
        relation="direct",
        sides=(
            Side("It lasts.", ("one", "two"), ("trial",), stronger=True),
            Side("It fades.", ("three",), (), stronger=False),
            Side("It is not known.", (), ("label", "review"), stronger=False),
        ),
        why="Two measures.",
        resolution="Expect relapse.",
    )


def test_reading_a_contradiction_leaves_the_record_as_it_was():
    before = str(RECORD)
    records.contradiction(RECORD)
    assert str(RECORD) == before


@pytest.mark.parametrize("relation", ["apparent", "scope"])
def test_every_claim_and_source_of_every_side_is_found_again_and_no_claim_is_contested(relation):
    assert list(facets("contradiction", {**RECORD, "relation": relation})) == [
        Facet("side-claim", "one", ("sides", 0, "claims", 0)),
        Facet("side-claim", "two", ("sides", 0, "claims", 1)),
        Facet("side-source", "trial", ("sides", 0, "sources", 0)),
        Facet("side-claim", "three", ("sides", 1, "claims", 0)),
        Facet("side-source", "label", ("sides", 2, "sources", 0)),
        Facet("side-source", "review", ("sides", 2, "sources", 1)),
    ]


def test_a_direct_contradiction_makes_the_claims_of_every_side_contested():
    assert [one for one in facets("contradiction", RECORD) if one.field == "contested"] == [
        Facet("contested", "one", ("sides", 0, "claims", 0)),
        Facet("contested", "two", ("sides", 0, "claims", 1)),
        Facet("contested", "three", ("sides", 1, "claims", 0)),
    ]


@pytest.mark.parametrize(
    "record",
    [{}, {"sides": None}, {"sides": ["a"]}, {"sides": [{"claims": "one", "sources": [1]}], "relation": "direct"}],
)
def test_what_does_not_fit_the_schema_touches_no_claim(record):
    assert list(facets("contradiction", record)) == []


@pytest.mark.parametrize(
    ("name", "says", "stronger", "others"),
    [
        ("one", "It lasts.", True, ["It fades.", "It is not known."]),
        ("two", "It lasts.", True, ["It fades.", "It is not known."]),
        ("three", "It fades.", False, ["It lasts.", "It is not known."]),
    ],
)
def test_each_claim_sees_its_own_side_and_all_others(name, says, stronger, others):
    seen = dispute(records.contradiction(RECORD), name)
    assert (seen.id, seen.type, seen.relation) == ("lasting", "timing", "direct")
    assert (seen.says, seen.stronger, [side.says for side in seen.others]) == (says, stronger, others)


def test_two_sides_that_say_the_same_are_two_sides():
    sides = (Side("a", ("x",)), Side("a", ("y",)))
    assert dispute(Contradiction("id", "rate", "direct", sides, "why"), "x").others == (sides[1],)


def test_without_a_stronger_side_neither_is():
    sides = (Side("a", ("x",)), Side("b", ("y",)))
    for name in ("x", "y"):
        assert dispute(Contradiction("id", "rate", "direct", sides, "why"), name).stronger is None


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ([], {}),
        ([("a", "supports")], {"supports": 1}),
        ([("a", "disputes"), ("b", "partly"), ("c", "supports")], {"supports": 1, "partly": 1, "disputes": 1}),
        ([("a", "supports"), ("a-later", "partly")], {"partly": 1}),
        ([("a", "partly"), ("a-later", "supports")], {"partly": 1}),
        ([("a", "misreported"), ("a-later", "partly"), ("b", "disputes")], {"misreported": 1, "disputes": 1}),
    ],
)
def test_a_cohort_counts_once_with_its_least_favourable_verdict(given, counted):
    one = replace(records.claim(claim()), evidence=tuple(Evidence(name, verdict, "x") for name, verdict in given))
    found = verdicts(one, {"a": "group", "a-later": "group"})
    assert list(found.items()) == list(counted.items())


@pytest.fixture
def whole(kept):
    return open_store(kept("full", full))


def test_a_claim_has_all_its_contradictions_in_the_order_of_the_store(whole):
    found = whole.get("relapse-mean-19-days")
    assert found.contradictions == (
        Dispute(
            "lasting-or-not",
            "timing",
            "direct",
            "Most relapse within weeks.",
            stronger=True,
            others=(Side("The benefit lasts.", ("benefit-lasts",), short="it lasts"),),
            short="Lasting or not: expect relapse.",
        ),
        Dispute(
            "how-many-remit",
            "rate",
            "apparent",
            "Nearly all relapse.",
            stronger=False,
            others=(
                Side("85% remit.", ("remission-85-percent",), short="85% remit"),
                Side("A quarter remit.", (), ("series-2010", "trial-2024"), stronger=True, short="a quarter remit"),
            ),
            short="85% or a quarter: remission has two meanings.",
        ),
    )


def test_which_claims_are_contested_and_how_many_contradictions_each_has(whole):
    assert [(one.id, one.contested, len(one.contradictions), one.verdicts) for one in whole.claims(sort="id")] == [
        ("benefit-lasts", True, 1, {}),
        ("relapse-mean-19-days", True, 2, {"partly": 1}),
        ("relapse-mean-19-days-guide", False, 1, {"supports": 1}),
        ("remission-85-percent", False, 1, {"misreported": 1, "disputes": 1}),
        ("works-during-sleep", False, 0, {"supports": 1}),
    ]


def test_a_claim_in_a_direct_and_a_later_apparent_contradiction_stays_contested(folder):
    there = store()
    apparent = {**there["contradictions"][0], "id": "apparent-only", "relation": "apparent"}
    there["contradictions"] = [apparent, *there["contradictions"]]
    (one, _) = open_store(folder(there)).claims()
    assert (one.contested, [seen.relation for seen in one.contradictions]) == (True, ["apparent", "direct"])


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["lasting-or-not", "how-many-remit"]),
        ({"source": "guide"}, ["how-many-remit"]),
        ({"importance": "useful"}, ["lasting-or-not", "how-many-remit"]),
        ({"text": "lasting"}, ["lasting-or-not"]),
        ({"contested": True}, ["lasting-or-not", "how-many-remit"]),
        ({"contested": False}, ["how-many-remit"]),
        ({"intervention": "ketamine"}, ["how-many-remit"]),
        ({"type": "mechanism"}, []),
    ],
)
def test_a_contradiction_is_found_by_any_claim_of_its_sides(filters, found, whole):
    assert [one.id for one in whole.contradictions(**filters)] == found


def test_a_contradiction_is_found_by_the_claims_of_a_query_and_not_by_those_beside_it(folder):
    there = store()
    there["claims"].append(claim(id="alone", type="rate"))
    opened = open_store(folder(there))
    assert [one.id for one in opened.contradictions(type="rate")] == []
    assert [one.id for one in opened.contradictions(type="timing")] == ["lasting-or-not"]


def test_where_claims_and_sources_stand(whole):
    ids = ["relapse-mean-19-days", "works-during-sleep", "series-2010", "trial-2024", "series-2013"]
    assert whole.standing(iter(ids)) == {
        "relapse-mean-19-days": ["lasting-or-not", "how-many-remit"],
        "series-2010": ["lasting-or-not", "how-many-remit"],
        "trial-2024": ["how-many-remit"],
    }


def test_an_id_leads_to_the_contradiction_whole(whole):
    found = whole.get("lasting-or-not")
    assert found == Contradiction(
        "lasting-or-not",
        "timing",
        "direct",
        (
            Side(
                "Most relapse within weeks.",
                ("relapse-mean-19-days",),
                ("series-2010",),
                stronger=True,
                short="most relapse within weeks",
            ),
            Side("The benefit lasts.", ("benefit-lasts",), short="it lasts"),
        ),
        "One counts relapses, the other gives no figure.",
        "Expect relapse.",
        "Lasting or not: expect relapse.",
    )


def test_sources_of_one_cohort_count_once_among_the_verdicts_of_a_claim(folder):
    there = store()
    there["sources"] = [
        there["sources"][0],
        study(cohort="open"),
        study(id="series-2013", cohort="open"),
        study(id="trial"),
    ]
    there["claims"][0]["evidence"] = [
        {"source": "series-2010", "verdict": "supports", "note": "x"},
        {"source": "series-2013", "verdict": "misreported", "note": "x"},
        {"source": "trial", "verdict": "supports", "note": "x"},
    ]
    assert open_store(folder(there)).claims()[0].verdicts == {"supports": 1, "misreported": 1}


def test_a_claim_that_names_no_evidence_has_no_verdicts(folder):
    there = store()
    del there["claims"][1]["evidence"]
    assert [one.verdicts for one in open_store(folder(there)).claims()] == [{"partly": 1}, {}]
