"""The curating guide is true of the shipped store: its ids exist, and its examples have what it says they have.

Held are the examples of tables (`question`, `rating`, `steps`, `verdict`, `relation`, `importance`, `sure`), sentences such
as "`id` is **low**", and the arithmetic and rating at the end of each worked grading.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT, shipped_store

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDE = (ROOT / "docs" / "reference" / "curating.md").read_text(encoding="utf-8")
INVENTED = {"claim-17", "old-id", "new-id"}
LEVELS = ("very-low", "low", "moderate", "high")
RATINGS = ("not-checkable", "wrong", "no-evidence", "goes-too-far", "partly-true", "supported")

_ID = re.compile(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`")
_IS = re.compile(rf"`([a-z0-9-]+)`\s+is\s+\**({'|'.join((*LEVELS, *RATINGS, 'very low', 'not rated'))})\b")
_LATER = re.compile(rf"so\s+it\s+is\s+\*\*({'|'.join(LEVELS)})\*\*|and\s+it\s+is\s+\*\*({'|'.join(LEVELS)})\*\*")
_REASONS = ("risk of bias", "inconsistency", "indirectness", "imprecision", "publication bias", "misreporting")
_STEP = re.compile(rf"\b({'|'.join(_REASONS)}) (\d)\b", re.IGNORECASE)
_SUM = re.compile(rf"({'|'.join(LEVELS)}) − (\d) = \*\*({'|'.join(LEVELS)})\*\*")
_GRADING = re.compile(r"^\*\*An? [^`\n]*: `([a-z0-9-]+)`\.\*\*(.*?)(?=^\*\*An? |^## )", re.MULTILINE | re.DOTALL)


STORE: dict[str, dict[str, Any]] = {
    name: {one["id"]: one for one in of} for name, of in shipped_store().whole().items() if isinstance(of, list)
}
"""The records of the shipped store by list and id."""

CLAIMS = STORE["claims"]
SOURCES = STORE["sources"]
CONTRADICTIONS = STORE["contradictions"]


def words(schema: Any) -> Iterator[str]:
    """Yield the property names and permitted values of a JSON Schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (value for value in (*schema.get("enum", ()), schema.get("const")) if isinstance(value, str))
        for value in schema.values():
            yield from words(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from words(value)


def rows(first: str) -> Iterator[tuple[str, list[str], str]]:
    """Yield the rows of every table whose first column is `first`: the heading above it, the cells, the last cell."""
    heading, inside = "", False
    for line in GUIDE.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").partition(" (")[0].lower()
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == first:
            inside = True
        elif inside and set(cells[0]) - set("-"):
            yield heading, cells, cells[-1]


def named(first: str) -> list[tuple[str, str]]:
    """Return what tables say of claims: the first cell of the row and the id of each claim that exemplifies it."""
    return [
        (cells[0].strip("`"), claim) for _, cells, last in rows(first) for claim in _ID.findall(last) if claim in CLAIMS
    ]


def test_every_id_that_the_guide_names_exists():
    known = {name for of in STORE.values() for name in of} | set(
        words(json.loads((ROOT / "schemas" / "store.schema.json").read_text("utf-8")))
    )
    assert sorted(set(_ID.findall(GUIDE)) - known - INVENTED) == []


def test_what_is_generated_of_the_documentation_is_current():
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("question", "claim"), named("question"))
def test_an_example_of_a_question_answers_it(question, claim):
    assert CLAIMS[claim]["confidence"]["question"] == question


@pytest.mark.parametrize(("rating", "claim"), [pair for pair in named("rating") if pair[0] in RATINGS])
def test_an_example_of_a_rating_has_it(rating, claim):
    assert CLAIMS[claim]["rating"] == rating


@pytest.mark.parametrize(("importance", "claim"), named("importance"))
def test_an_example_of_an_importance_has_it(importance, claim):
    assert CLAIMS[claim]["importance"] == importance


@pytest.mark.parametrize(("sure", "claim"), named("sure"))
def test_an_example_of_a_reading_is_as_sure(sure, claim):
    assert sure in {one["sure"] for one in CLAIMS[claim]["wording"]}


@pytest.mark.parametrize(
    ("reason", "steps", "claim"),
    [
        (heading.replace(" ", "-"), int(cells[0]), claim)
        for heading, cells, last in rows("steps")
        for claim in _ID.findall(last)
    ],
)
def test_an_example_of_a_step_loses_as_many(reason, steps, claim):
    assert CLAIMS[claim]["confidence"].get("down", {}).get(reason, 0) == steps


@pytest.mark.parametrize(
    ("verdict", "claim", "source"),
    [(cells[0].strip("`"), *_ID.findall(last)[:2]) for _, cells, last in rows("verdict")],
)
def test_an_example_of_a_verdict_has_it(verdict, claim, source):
    assert verdict in {one["verdict"] for one in CLAIMS[claim]["evidence"] if one["source"] == source}


@pytest.mark.parametrize(
    ("relation", "contradiction"),
    [(cells[0].strip("`"), _ID.findall(last)[0]) for _, cells, last in rows("relation")],
)
def test_an_example_of_a_relation_has_it(relation, contradiction):
    assert CONTRADICTIONS[contradiction]["relation"] == relation


@pytest.mark.parametrize(("claim", "said"), _IS.findall(GUIDE))
def test_what_the_guide_says_a_claim_is_it_is(claim, said):
    record = CLAIMS[claim]
    assert said.replace(" ", "-") in {record["confidence"]["level"], record["rating"]}


def test_the_guide_has_a_worked_grading_for_each_question():
    claims = [CLAIMS[claim] for claim, _ in _GRADING.findall(GUIDE)]
    assert {claim["confidence"]["question"] for claim in claims} == {"effect", "course", "fact", "meaning"}


@pytest.mark.parametrize(("claim", "text"), _GRADING.findall(GUIDE))
def test_a_worked_grading_ends_where_the_store_does(claim, text):
    record = CLAIMS[claim]
    confidence = record["confidence"]
    own = text.partition("Compare ")[0]
    steps = {reason.lower().replace(" ", "-"): int(count) for reason, count in _STEP.findall(own) if count != "0"}
    assert steps == confidence["down"]
    assert _SUM.findall(own) == [(confidence["start"], str(sum(steps.values())), confidence["level"])]
    assert re.findall(r"^Rating: .*?\*\*([a-z-]+)\*\*", own, re.MULTILINE | re.DOTALL) == [record["rating"]]
    named = set(_ID.findall(own)) & set(SOURCES)
    assert named <= {evidence["source"] for evidence in record["evidence"]}
    assert f'"{record["statement"]}"' in re.sub(r"\s+", " ", own)


@pytest.mark.parametrize("text", [text for _, text in _GRADING.findall(GUIDE) if "Compare " in text])
def test_a_claim_compared_with_a_worked_grading_has_the_level_given(text):
    compared = text.partition("Compare ")[2]
    ids = [(found.start(), found[1]) for found in _ID.finditer(compared) if found[1] in CLAIMS]
    given = [(found.start(), found[1] or found[2]) for found in _LATER.finditer(compared)]
    assert given
    for place, level in given:
        claim = next(one for start, one in reversed(ids) if start < place)
        assert CLAIMS[claim]["confidence"]["level"] == level


def test_where_the_largest_study_found_nothing_a_hedged_claim_is_partly_true_or_goes_too_far():
    bullet = re.search(r"\*\*largest study of that very point\*\* found nothing \((.*?)\)", GUIDE, re.DOTALL)
    assert bullet
    named = _ID.findall(bullet[1])
    assert len(named) == 3
    for claim in named:
        record = CLAIMS[claim]
        favoured = "supports" in {one["verdict"] for one in record["evidence"]}
        assert record["rating"] == ("partly-true" if favoured else "goes-too-far"), claim


@pytest.mark.parametrize(
    "claim",
    [
        name
        for name, record in CLAIMS.items()
        if record["hedging"] == "hedged"
        and record["confidence"]["question"] == "effect"
        and record["confidence"].get("down", {}).get("inconsistency")
    ],
)
def test_a_hedged_effect_that_is_inconsistent_is_never_supported(claim):
    assert CLAIMS[claim]["rating"] != "supported"
