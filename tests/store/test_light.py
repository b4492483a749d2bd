"""Stores in which a claim is five fields, and what they add to keta's lists."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from ketacli import open_store
from ketacli.checks import _run as checks
from ketacli.errors import StoreError
from ketacli.model import TYPES, Confidence
from ketacli.paths import schema_file
from tests.conftest import CASES
from tests.stores import full

if TYPE_CHECKING:
    from collections.abc import Iterator

LIGHT = CASES / "valid" / "light" / "store"
BARE: dict[str, Any] = {
    "sources": [{"id": "page", "kind": "document", "title": "A page"}],
    "topics": [{"id": "mood", "name": "Mood"}],
    "claims": [
        {"id": "tea-calms", "statement": "Tea calms.", "source": "page", "quote": "soothing", "topics": ["mood"]}
    ],
}


def test_five_fields_make_a_claim_and_the_rest_has_defaults(folder):
    claim = open_store(folder(BARE)).claims()[0]
    assert claim.confidence == Confidence(None, "not-rated", "")
    assert (claim.type, claim.importance, claim.passage, claim.attribution, claim.hedging) == (
        None,
        "useful",
        None,
        None,
        None,
    )


@pytest.mark.parametrize("field", ["id", "statement", "source", "quote", "topics"])
def test_a_claim_without_one_of_the_five_is_refused(folder, field):
    claim = {name: value for name, value in BARE["claims"][0].items() if name != field}
    with pytest.raises(StoreError) as error:
        open_store(folder({**BARE, "claims": [claim]})).claims()
    assert f"`{field}` is missing" in [problem.message for problem in error.value.problems]


def test_claims_without_type_or_level_are_found_by_what_they_default_to():
    store = open_store(LIGHT)
    assert [claim.id for claim in store.claims(confidence="not-rated", importance="useful")] == [
        "tea-calms",
        "tea-costs",
    ]
    assert [claim.id for claim in store.claims(type="craft")] == ["tea-calms"]


def test_a_unit_and_a_statistic_of_the_store_read_as_it_names_them():
    claim: Any = open_store(LIGHT).get("tea-takes-time")
    assert [quantity.unit for quantity in claim.quantities] == ["min", "pot"]
    from ketacli.quantities import figure

    assert figure(claim.quantities) == "about 40 minutes (rule of thumb); 2 pots"


def test_keys_of_ones_own_are_kept(keta):
    store = open_store(LIGHT)
    found: Any = store.get("tea-calms")
    assert found.extra == {"x-seen-by": ["ann"]}
    record = json.loads(keta("show", "tea-calms", "--store", LIGHT, "--json").out)["claims"][0]
    assert record["extra"] == {"x-seen-by": ["ann"]}


def test_an_export_of_the_whole_store_is_the_same_store(keta, tmp_path):
    keta("export", tmp_path / "all.yaml", "--store", LIGHT)
    again = open_store(tmp_path / "all.yaml")
    assert again.whole() == open_store(LIGHT).whole()
    assert again.whole()["x-notes"] == ["Nobody reads these."]
    assert again.whole()["store"]["x-team"] == "tea"


SHOWN = {
    "tea-takes-time": """\
– NOT RATED

  Claim    The calm takes its time.
  Why      A guess. Confidence that the claim is true: low.

What the page says
  “It takes some forty minutes”
  A page.
  Figure: about 40 minutes (rule of thumb), time until calm
  Figure: 2 pots, pots (derived: a pot takes twenty)

It depends on
  – NOT RATED Tea makes people calm. · tea-calms

tea-takes-time · useful · topic mood
Sources in full: keta sources tea-takes-time · as data: --json
""",
    "tea-calms": """\
– NOT RATED · 1 independent source disputes it

  Claim    Tea makes people calm.

What the page says
  “soothing”
  A page.

Evidence
  against it
    A trial  “no significant effect” (study)
  for it
    none

Claims that depend on it
  – NOT RATED The calm takes its time. · tea-takes-time

Also recorded: x-seen-by ["ann"]
tea-calms · useful · craft · topic mood
Sources in full: keta sources tea-calms · as data: --json
""",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_claim_of_a_light_store_shows_the_words_of_its_source_and_what_it_depends_on(keta, name):
    assert keta("show", name, "--store", LIGHT).out == SHOWN[name]


def test_a_word_that_no_list_has_is_refused_with_the_list_and_what_was_meant(folder):
    claim = {**BARE["claims"][0], "type": "safty"}
    with pytest.raises(StoreError) as error:
        open_store(folder({**BARE, "claims": [claim]}))
    problem = error.value.problems[0]
    assert (problem.route, problem.check, problem.hint) == ("type", "schema", "write `type: safety`")
    assert problem.message == f"expected one of {', '.join(TYPES)}, got `safty`"


@pytest.mark.parametrize("format", ["table", "markdown", "csv", "jsonl", "yaml"])
def test_every_format_shows_claims_that_are_not_rated(keta, format):  # noqa: A002 - the option's name
    assert "Tea makes people calm." in keta("claims", "--store", LIGHT, "--format", format).out


def test_in_the_whole_summary_a_claim_of_five_fields_has_no_list_below_it(keta, folder):
    out = keta("summary", "--full", "--format", "markdown", "--store", folder(BARE)).out
    whole = "[A page](#source-page)\n\n**Confidence that the claim is true.** not rated.\n\n## Open questions"
    assert whole in out


@pytest.mark.parametrize("name", ["all.bib", "all.json", "all.jsonld", "all.sqlite", "all.html", "all.md", "all.csv"])
def test_every_export_takes_a_light_store(keta, tmp_path, name):
    if name.endswith(".json"):
        name = "all.csl.json"
    keta("export", tmp_path / name, "--store", LIGHT)
    assert (tmp_path / name).stat().st_size


def test_what_is_not_read_yet_is_counted_and_refused_by_strict(keta, tmp_path):
    shutil.copytree(LIGHT.parent, tmp_path / "light")
    claims = tmp_path / "light" / "store" / "claims.yaml"
    before = claims.read_text()
    claims.write_text(before.replace("- {passage: [85, 183], reason: signpost}", "- {reason: not-read-yet}"))
    assert claims.read_text() != before
    arguments = ("check", tmp_path / "light" / "store", "--documents", tmp_path / "light" / "documents")
    assert (
        "warning: page: passed_over[1].reason: 19 words (53%) are not read yet, the first from 85, "
        in keta(*arguments).out
    )
    keta(*arguments, "--strict", code=1)


def without(value: Any, route: tuple[str | int, ...]) -> Any:
    """Return a copy of nested data without the value that a route leads to."""
    first, *rest = route
    items = dict(enumerate(value) if isinstance(value, list) else value.items())
    if rest:
        items[first] = without(items[first], tuple(rest))
    else:
        del items[first]
    return list(items.values()) if isinstance(value, list) else items


def keys(value: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the route to every key of nested data."""
    is_list = isinstance(value, list)
    for key, one in enumerate(value) if is_list else value.items() if isinstance(value, dict) else ():
        if not is_list:
            yield (*route, key)
        yield from keys(one, (*route, key))


@pytest.mark.slow
def test_every_field_that_the_schema_lets_go_may_be_missing(tmp_path):
    schema = jsonschema_rs.validator_for(json.loads(schema_file("store").read_text("utf-8")))
    tried: dict[tuple[str, ...], Any] = {}
    for route in keys(full()):
        kind = tuple(key for key in route if isinstance(key, str))
        if len(kind) > 1 and kind not in tried and schema.is_valid(light := without(full(), route)):
            tried[kind] = light
    assert len(tried) > 100
    path = tmp_path / "store.yaml"
    for light in tried.values():
        path.write_text(json.dumps(light), encoding="utf-8")
        checks.run(path)
        store = open_store(path)
        assert all([store.claims(), store.topics(), store.sources(), store.contradictions()])
