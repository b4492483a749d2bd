"""JSON-LD, read by a JSON-LD processor that may fetch nothing."""

import json
from typing import Any

import pytest

from ketacli.formats import exports
from ketacli.formats.exports import LISTS
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.conftest import DATA
from tests.stores import full

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
        "Certainty: very low; evidence: 1 misreported, 1 disputes. 3 caveats. Apparent contradiction (how-many-remit): Nearly all relapse. / A quarter remit. (another side is better supported)"
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


def test_a_review_is_rated_by_grade(linked):
    found = nodes(linked(full()))
    review = found["urn:keta:review:relapse-mean-19-days-guide"]
    rating = found[values(review, f"{SCHEMA}reviewRating")[0]]
    assert {
        name.removeprefix(SCHEMA): part[0]["@value"] for name, part in rating.items() if name.startswith(SCHEMA)
    } == {
        "ratingValue": 3,
        "bestRating": 4,
        "worstRating": 1,
        "alternateName": "moderate certainty",
        "ratingExplanation": "GRADE: high − 1 risk of bias = moderate. One uncontrolled series.",
    }
    assert values(review, f"{SCHEMA}itemReviewed") == ["urn:keta:claim:relapse-mean-19-days-guide"]


def test_what_is_not_rated_has_a_review_without_rating(linked):
    review = nodes(linked(full()))["urn:keta:review:benefit-lasts"]
    assert values(review, f"{SCHEMA}reviewBody") == ["Not rated. Nothing was found."]
    assert f"{SCHEMA}reviewRating" not in review


@pytest.mark.parametrize("filters", [{}, {"topic": "relapse"}, {"importance": "minor"}, {"text": "benefit"}])
def test_every_reference_leads_to_a_node(folder, filters):
    store = open_store(folder(full()))
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
    assert values(other, f"{SCHEMA}disambiguatingDescription")[0].startswith("Certainty: very low; ")


def test_text_stays_text_and_cannot_end_a_script(linked):
    hostile = '</script><script>alert(1)</script> {"@id": "urn:x"} keta:x claim:y \\ \u202e'
    content = full()
    content["claims"][1]["statement"] = hostile
    text = linked(content)
    assert "<" not in text
    assert "\u202e" not in text
    assert values(nodes(text)["urn:keta:claim:relapse-mean-19-days"], f"{SCHEMA}text") == [hostile]


def test_the_shipped_store_is_read_without_fetching(linked):
    store = open_store(DATA)
    found = nodes(linked(DATA))
    kinds = [name.split(":")[2] for name in found if name.startswith("urn:keta:")]
    assert kinds.count("claim") == kinds.count("review") == store.size
    assert kinds.count("source") == len(store.ids("document", "study"))
