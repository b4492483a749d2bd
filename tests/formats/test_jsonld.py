"""JSON-LD, read by a JSON-LD processor that may fetch nothing."""

import json
from typing import Any

import pytest

from ketacli.formats import exports
from ketacli.formats.exports import LISTS
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.conftest import DATA, shipped_store
from tests.stores import full, judged

SCHEMA = "https://schema.org/"


@pytest.fixture
def linked(folder):
    """Return an export of a store as JSON-LD: `linked(full(), topic="relapse")`."""

    def make(content, text=None, **filters):
        store = open_store(folder(content) if isinstance(content, dict) else content)
        report = summarise(store, store.query(text, **filters))
        return exports.render("jsonld", report, {kind: store.listed(kind) for kind in LISTS})

    return make


def sealed(address: str, _options: object) -> None:
    raise AssertionError(f"fetched {address}")


def nodes(text: str) -> dict[str, Any]:
    """Return the nodes of a graph by id, as a processor reads them: every name an address."""
    from pyld import jsonld

    expanded = jsonld.expand(json.loads(text), {"documentLoader": sealed})
    return {node["@id"]: node for node in jsonld.flatten(expanded, options={"documentLoader": sealed})}


def values(node: dict[str, Any], name: str) -> list[Any]:
    return [part.get("@value", part.get("@id")) for part in node.get(name, ())]


def test_the_whole_store(linked, golden):
    golden("export-jsonld", linked(full()))


def test_a_claim_carries_its_caveats_and_contradictions(linked):
    found = nodes(linked(full()))
    claim = found["urn:keta:claim:remission-85-percent"]
    assert claim["@type"] == [f"{SCHEMA}Claim"]
    comments = [found[name] for name in values(claim, f"{SCHEMA}comment")]
    assert [(values(one, f"{SCHEMA}name"), values(one, f"{SCHEMA}text")) for one in comments][1] == (
        ["sample size"],
        ["Ten people."],
    )
    assert values(claim, f"{SCHEMA}disambiguatingDescription") == [
        "Wrong: misquotes the study it seems to lean on, Rot 2010. In fact: 26% were in remission after infusions and 8% after saline. 3 caveats. Apparent contradiction (how-many-remit): Nearly all relapse. / A quarter remit. (another side is better supported)"
    ]
    assert values(claim, "urn:keta:vocabulary:contradictions") == ["urn:keta:contradiction:how-many-remit"]
    contradiction = found["urn:keta:contradiction:how-many-remit"]
    sides = [found[part["@id"]] for part in contradiction["urn:keta:vocabulary:sides"][0]["@list"]]
    assert [values(side, f"{SCHEMA}text") for side in sides] == [
        ["85% remit."],
        ["Nearly all relapse."],
        ["A quarter remit."],
    ]
    assert [values(side, "urn:keta:vocabulary:stronger") for side in sides] == [[False], [False], [True]]


def test_a_review_is_rated_by_what_views_print(linked):
    found = nodes(linked(full()))
    review = found["urn:keta:review:relapse-mean-19-days-guide"]
    rating = found[values(review, f"{SCHEMA}reviewRating")[0]]
    assert {
        name.removeprefix(SCHEMA): part[0]["@value"] for name, part in rating.items() if name.startswith(SCHEMA)
    } == {
        "ratingValue": 4,
        "bestRating": 6,
        "worstRating": 1,
        "alternateName": "Partly true",
        "ratingExplanation": "moderate-certainty evidence",
    }
    assert values(review, f"{SCHEMA}itemReviewed") == ["urn:keta:claim:relapse-mean-19-days-guide"]


def test_ratings_are_ordered_from_wrong_to_supported(linked):
    found = nodes(linked(judged()))
    ratings = {}
    for name, node in found.items():
        if name.startswith("urn:keta:review:") and f"{SCHEMA}reviewRating" in node:
            rating = found[values(node, f"{SCHEMA}reviewRating")[0]]
            ratings[values(rating, f"{SCHEMA}alternateName")[0]] = values(rating, f"{SCHEMA}ratingValue")[0]
    assert sorted(ratings, key=ratings.__getitem__) == [
        *("Wrong", "Goes too far", "No evidence found", "Partly true", "Early signs only", "Supported")
    ]


def test_grade_is_a_node_of_its_own_and_no_rating(linked):
    found = nodes(linked(full()))
    review = found["urn:keta:review:relapse-mean-19-days-guide"]
    certainty = found[values(review, "urn:keta:vocabulary:certainty")[0]]
    assert values(certainty, "urn:keta:vocabulary:arithmetic") == ["high − 1 risk of bias = moderate"]


def test_what_is_not_rated_has_a_review_without_rating(linked):
    found = nodes(linked(judged()))
    bare = {
        name
        for name, node in found.items()
        if name.startswith("urn:keta:review:") and f"{SCHEMA}reviewRating" not in node
    }
    bodies = sorted(values(found[name], f"{SCHEMA}reviewBody")[0].partition(".")[0] for name in bare)
    assert bodies == [
        f"Not rated: {why}" for why in ("advice", "crisis help", "personal story", "very low-certainty evidence")
    ]


def test_a_review_says_who_answers_for_it_where_and_since_when(linked):
    content = full()
    content["store"] |= {"url": "https://example.org/all.html", "publisher": "Example Group"}
    found = nodes(linked(content))
    review = found["urn:keta:review:remission-85-percent"]
    assert values(review, f"{SCHEMA}url") == ["https://example.org/all.html#remission-85-percent"]
    assert values(review, f"{SCHEMA}datePublished") == ["2026-01-01"]
    author = found[values(review, f"{SCHEMA}author")[0]]
    assert values(author, f"{SCHEMA}name") == ["Example Group"]
    claim = found["urn:keta:claim:remission-85-percent"]
    assert values(found[values(claim, f"{SCHEMA}author")[0]], f"{SCHEMA}name") == ["C. Writer"]


def test_what_the_documents_leave_out_is_there_with_its_sources(linked):
    found = nodes(linked(full()))
    names = {values(node, f"{SCHEMA}name")[0]: node for name, node in found.items() if ":omission:" in name}
    assert sorted(names) == ["Driving", "Pregnancy"]
    assert values(names["Pregnancy"], f"{SCHEMA}citation") == ["urn:keta:source:trial-2024"]


@pytest.mark.parametrize("filters", [{}, {"topic": "relapse"}, {"importance": "minor"}, {"text": "benefit"}])
def test_every_reference_leads_to_a_node(kept, filters):
    store = open_store(kept("full", full))
    report = summarise(store, store.query(filters.get("text"), **{n: v for n, v in filters.items() if n != "text"}))
    found = nodes(str(exports.render("jsonld", report, {})))
    repeated = {f"urn:keta:claim:{claim.repeats}" for claim in report.claims}
    named = {
        part["@id"]
        for node in found.values()
        for name, parts in node.items()
        if name not in {"@id", "@type", f"{SCHEMA}url", f"{SCHEMA}sameAs", "urn:keta:vocabulary:standsIn"}
        for part in parts
        if isinstance(part, dict) and "@id" in part
    }
    assert named - set(found) - repeated == set()


def test_claims_that_were_not_chosen_are_named_without_review(linked):
    found = nodes(linked(full(), text="lasting"))
    assert {name for name in found if name.startswith("urn:keta:review:")} == {"urn:keta:review:benefit-lasts"}
    other = found["urn:keta:claim:relapse-mean-19-days"]
    assert values(other, f"{SCHEMA}disambiguatingDescription")[0].startswith(
        "Partly true: very low-certainty evidence. In fact: "
    )


def test_text_stays_text_and_cannot_end_a_script(linked):
    hostile = '</script><script>alert(1)</script> {"@id": "urn:x"} keta:x claim:y \\ \u202e'
    content = full()
    content["claims"][1]["statement"] = hostile
    text = linked(content)
    assert "<" not in text
    assert "\u202e" not in text
    assert values(nodes(text)["urn:keta:claim:relapse-mean-19-days"], f"{SCHEMA}text") == [hostile]


@pytest.mark.slow
def test_the_shipped_store_is_read_without_fetching(linked):
    store = shipped_store()
    found = nodes(linked(DATA))
    kinds = [name.split(":")[2] for name in found if name.startswith("urn:keta:")]
    assert kinds.count("claim") == kinds.count("review") == store.size
    assert kinds.count("source") == len(store.ids("document", "study"))
