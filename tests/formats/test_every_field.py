"""Every field of a claim is in every view that shows a claim whole, or the view says in `LEAVES_OUT` that it is not.

A view carries a field if it changes with it. What a new field of the schema is changed to is in `CHANGED`, unless it takes text.
"""

import re
import sqlite3
from contextlib import closing
from hashlib import sha256
from importlib import import_module
from typing import Any

import pytest

from ketacli.store.schema import load
from tests.conftest import claim, sparing, store

DEFINITIONS = load()["$defs"]
OTHER = "benefit-lasts"
VIEWS = {
    "show, table": ("formats._whole", ("show", "one", "--format", "table")),
    "show, markdown": ("formats.markdown", ("show", "one", "--format", "markdown")),
    "summary, table": ("formats.summary._full", ("summary", "--full", "--format", "table")),
    "summary, markdown": ("formats.summary._full_markdown", ("summary", "--full", "--format", "markdown")),
    "summary, html": ("formats.summary.html", ("summary", "--full", "--format", "html")),
    "json": ("formats.json", ("claims", "--format", "json")),
    "yaml": ("formats.yaml", ("claims", "--format", "yaml")),
    "jsonld": ("formats.exports.jsonld", ("export", "-", "--format", "jsonld")),
    "sqlite": ("formats.exports.sqlite", ("export", "made.db", "--format", "sqlite", "--force")),
}
PARTS: dict[str, dict[str, Any]] = {
    "scope": {"population": "depression"},
    "quantities": {"measure": "time-to-relapse", "statistic": "mean", "value": 19, "unit": "d", "as": "19 days"},
    "wording": {"stands": "chatter", "read": "patter", "sure": "likely"},
    "evidence": {"source": "series-2010", "verdict": "partly", "note": "Eight of nine responders relapsed."},
    "confidence": {
        "question": "course",
        "start": "high",
        "level": "very-low",
        "why": "One series.",
        "down": {"imprecision": 2},
    },
    "caveats": {"kind": "sample-size", "text": "Eight people."},
    "relations": {"kind": "supports", "claim": OTHER},
}
"""The parts that a claim has in this test, under their fields."""

CHANGED = {
    "type": "rate",
    "topics": ["relapse", "cost"],
    "importance": "useful",
    "rating": "wrong",
    "exceptions": {"side": "So it was decided."},
    "source": "guide",
    "quote": "other words",
    "passage": [10, 50],
    "attribution": "assertion",
    "hedging": "hedged",
    "scope.population": "people",
    "scope.intervention": "ketamine",
    "scope.comparator": "ketamine",
    "quantities.measure": "time-to-onset",
    "quantities.statistic": "median",
    "quantities.value": 20,
    "quantities.low": 18,
    "quantities.high": 20,
    "quantities.unit": "wk",
    "quantities.qualifier": "about",
    "quantities.as": "all of 19 days",
    "quantities.defined_as": "time-to-onset",
    "measures": ["time-to-onset"],
    "wording.sure": "certain",
    "repeats": OTHER,
    "evidence.source": "series-2013",
    "evidence.verdict": "disputes",
    "evidence.origin": "likely",
    "evidence.quote": "eight of nine",
    "confidence.question": "fact",
    "confidence.level": "low",
    "confidence.start": "moderate",
    "confidence.down": {"imprecision": 2, "risk-of-bias": 2},
    "confidence.up": {"large-effect": 1},
    "caveats.kind": "definition",
    "relations.kind": "depends-on",
    "relations.claim": "another",
}
RANGE = {
    "quantities.low": {"value": None, "low": 17, "high": 19},
    "quantities.high": {"value": None, "low": 17, "high": 19},
}


def fields():
    """Return the fields of a claim, with those of its parts."""
    found = []
    for name, node in DEFINITIONS["claim"]["properties"].items():
        inner = parts(node.get("items") or node) if name in PARTS else ()
        found += [f"{name}.{part}" for part in inner] or [name]
    return [name for name in found if name != "id"]


def parts(node):
    """Return the fields that any variant of a part has."""
    node = DEFINITIONS.get(node.get("$ref", "").rpartition("/")[2], node)
    return dict.fromkeys([*node.get("properties", ()), *(one for each in node.get("oneOf", ()) for one in parts(each))])


def changed(field):
    """Return what a field is changed to: free text where it takes any."""
    if field in CHANGED:
        return CHANGED[field]
    return "Words that nothing else has."


def with_(field, *, is_changed):
    """Return a store with one claim that has a field or its parts, before and after the change."""
    name, _, part = field.partition(".")
    record = claim(id="one", evidence=[PARTS["evidence"]], quantities=[], confidence=PARTS["confidence"], caveats=[])
    if name == "no_evidence":
        record["evidence"] = []
    if part:
        inner = {**PARTS[name], **RANGE.get(field, {})}
        if is_changed:
            inner[part] = changed(field)
        inner = {key: value for key, value in inner.items() if value is not None}
        record[name] = inner if name in ("scope", "confidence") else [inner]
    elif is_changed:
        record[name] = changed(field)
    return record


def whole(record):
    """Return a store with this claim and all that it may name."""
    content = store(contradictions=[])
    content["claims"] = [
        record,
        *(claim(id=name, topics=["cost"], importance="minor", statement="Other.") for name in (OTHER, "another")),
    ]
    content["sources"] += [
        {**content["sources"][0], "id": "guide", "title": "A guide"},
        {**content["sources"][1], "id": "series-2013"},
    ]
    content["topics"].append({"id": "cost", "name": "Cost"})
    content["measures"].append({"id": "time-to-onset", "name": "time to onset", "dimension": "time"})
    content["populations"].append({"id": "people", "name": "anybody", "broader": None})
    content["caveats"].append({"id": "definition", "name": "definition"})
    return content


def shows(view, record, folder, keta):
    """Return what a view says of a claim, without the digest of its store."""
    words = VIEWS[view][1]
    path = folder(whole(record), sha256(repr(record).encode()).hexdigest())
    said = keta(*words, "--store", path, *(("--topic", "relapse") if words[0] != "show" else ())).out
    if words[0] == "export" and words[1] != "-":
        with closing(sqlite3.connect(words[1])) as made:
            said = "\n".join(made.iterdump())
    return re.sub(r"\b[0-9a-f]{12,64}\b", "", said)


@pytest.mark.parametrize("view", sparing(VIEWS, "show, table", "jsonld"))
def test_a_view_of_a_whole_claim_has_every_field_that_it_does_not_say_that_it_leaves_out(
    view, keta, folder, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    module = import_module(f"ketacli.{VIEWS[view][0]}")
    before: dict[str, str] = {}
    lost = set()
    for field in fields():
        bare = with_(field, is_changed=False)
        if repr(bare) not in before:
            before[repr(bare)] = shows(view, bare, folder, keta)
        if shows(view, with_(field, is_changed=True), folder, keta) == before[repr(bare)]:
            lost.add(field)
    told = f"add it to `ketacli/formats/_parts.py`, or name it in `LEAVES_OUT` of `{module.__name__}`"
    leaves_out = {*getattr(module, "LEAVES_OUT", ())}
    assert (sorted(lost - leaves_out), sorted(leaves_out - lost)) == ([], []), told
