"""A faulty store: everything that is wrong with it at once, each at its place, and no answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ketacli import StoreError, open_store
from ketacli.store import schema
from ketacli.store.facets import BUILT_IN, REFERENCES, facets, kind_of
from ketacli.store.schema import KINDS
from tests.conftest import claim, dump, store, study

CLAIMS = """\
claims:
  - id: relapse-mean-19-days
    type: timing
    topics: [relapse, relaps]
    importance: corre
    statement: "People relapsed."
    source: overview
    quote: [one, two]
    passage: [0, 40]
    attribution: unnamed-study
    hedging: asserted
    confidence: {question: course, level: not-rated, why: "Nothing found."}

  - id: benefit-lasts
    type: timing
    type: rate
    topics: [relapse]
    importance: useful
    statement: "It lasts."
    source: overview
    quote: "lasting benefit"
    passage: [0, 40]
    attribution: assertion
    hedging: asserted
    confidence: {question: course, level: not-rated, why: "Nothing found."}
    caveats:
      - {kind: sample-sise, text: "Small"}
      - {kind: sample-size, txt: "Small"}

  - id: broken
    statement: "no end
    type: rate
"""


def test_every_mistake_in_every_file_is_said_in_one_run_each_at_its_line_and_column(folder, refused, tmp_path):
    others = store(claims=[])
    sources = {"sources": [others["sources"][0], study(n="ten", design="open-lable", issued="2010")]}
    rest = {name: value for name, value in others.items() if name not in ("claims", "sources", "contradictions")}
    sides = [
        {"claims": ["relapse-mean-19-days", "benefit-last"], "says": "x"},
        {"claims": ["broken"], "sources": ["series-2010"], "says": "y"},
    ]
    disputes = {
        "contradictions": [{"id": "overview", "type": "timing", "relation": "direct", "sides": sides, "why": "z"}]
    }
    files = {
        "claims.yaml": CLAIMS,
        "sources.yaml": dump(sources),
        "contradictions.yml": dump(disputes),
        "topics.yaml": dump(rest).replace("sample size", "sample\tsize"),
    }
    assert refused(folder(files)) == [
        f"store/{one}"
        for one in (
            "claims.yaml:4:23: error: relapse-mean-19-days: topics[1]: no topic `relaps` (dangling-reference) -> did you mean `relapse`?",
            "claims.yaml:5:17: error: relapse-mean-19-days: importance: expected one of core, useful, minor, got `corre` (schema) -> write `core`",
            "claims.yaml:8:13: error: relapse-mean-19-days: unquoted text inside brackets, `one`: a comma would split it (unquoted-prose) -> put the text in quotes",
            "claims.yaml:8:18: error: relapse-mean-19-days: unquoted text inside brackets, `two`: a comma would split it (unquoted-prose) -> put the text in quotes",
            "claims.yaml:16:5: error: benefit-lasts: the key `type` stands here a second time (duplicate-key) -> keep one of the two",
            "claims.yaml:27:16: error: benefit-lasts: caveats[0].kind: no caveat `sample-sise` (dangling-reference) -> did you mean `sample-size`?",
            "claims.yaml:28:9: error: benefit-lasts: caveats[1]: `text` is missing (schema) -> give one or two sentences, specific to this claim",
            "claims.yaml:28:29: error: benefit-lasts: caveats[1]: unknown key `txt` (schema) -> write `text`",
            "claims.yaml:31:16: error: broken: not YAML: found unexpected end of stream (yaml-syntax) -> look for a quote or bracket that is never closed",
            "contradictions.yml:8:7: error: overview: sides[0].claims[1]: no claim `benefit-last` (dangling-reference) -> did you mean `benefit-lasts`?",
            f"sources.yaml:2:9: error: overview: id: the id `overview` stands a second time: first at {tmp_path}/store/contradictions.yml:2 (duplicate-id) -> ids are unique over all files of a store",
            "sources.yaml:10:13: error: series-2010: design: no design `open-lable` (dangling-reference) -> did you mean `open-label`?",
            "sources.yaml:12:8: error: series-2010: n: expected a whole number, got `ten` (schema)",
            "sources.yaml:26:3: error: series-2010: unknown key `issued` (schema) -> `keta schema` lists the keys; to keep one of your own write `x-issued`",
            "topics.yaml:37:18: error: a tab (tab) -> indent with spaces; inside quotes write `\\t`",
        )
    ]


BOUND = {"said": "class b", "values": ["class b"], "others": ["class c"], "phrases": ["is #"]}
WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "topic": ("claims", {"topics": ["nosuch"]}, "topics[0]"),
    "document": ("claims", {"source": "nosuch"}, "source"),
    "study": ("claims", {"evidence": [{"source": "nosuch", "verdict": "partly", "note": "x"}]}, "evidence[0].source"),
    "population": ("claims", {"scope": {"population": "nosuch"}}, "scope.population"),
    "intervention": ("claims", {"scope": {"intervention": "nosuch"}}, "scope.intervention"),
    "comparator": ("claims", {"scope": {"comparator": "nosuch"}}, "scope.comparator"),
    "measure": ("claims", {"quantities": [{**claim()["quantities"][0], "measure": "nosuch"}]}, "quantities[0].measure"),
    "measure: defined_as": ("claims", {"quantities": [{**claim()["quantities"][0], "defined_as": "nosuch"}]}, "quantities[0].defined_as"),
    "measure: measures": ("claims", {"measures": ["nosuch"]}, "measures[0]"),
    "caveat": ("claims", {"caveats": [{"kind": "nosuch", "text": "x"}]}, "caveats[0].kind"),
    "repeats": ("claims", {"repeats": "nosuch"}, "repeats"),
    "passed-over-of": ("sources", {"passed_over": [{"passage": [1, 2], "reason": "duplicate", "of": "nosuch"}]}, "passed_over[0].of"),
    "design": ("sources", {"design": "nosuch"}, "design"),
    "result-measure": ("sources", {"results": [{"measure": "nosuch", "value": 1}]}, "results[0].measure"),
    "result-arm": ("sources", {"results": [{"measure": "time-to-relapse", "value": 1, "arm": "nosuch"}]}, "results[0].arm"),
    "result-comparator": ("sources", {"results": [{"measure": "time-to-relapse", "value": 1, "comparator": "nosuch"}]}, "results[0].comparator"),
    "result-population": ("sources", {"results": [{"measure": "time-to-relapse", "value": 1, "population": "nosuch"}]}, "results[0].population"),
    "side-claim": ("contradictions", {"sides": [{"claims": ["nosuch"], "says": "x"}, {"claims": ["benefit-lasts"], "says": "y"}]}, "sides[0].claims[0]"),
    "side-source": ("contradictions", {"sides": [{"claims": ["benefit-lasts"], "says": "x"}, {"sources": ["nosuch"], "says": "y"}]}, "sides[1].sources[0]"),
    "omission-topic": ("omissions", {"topics": ["nosuch"]}, "topics[0]"),
    "worded-concept": ("vocabulary", {"phrases": ["drip", "the {nosuch}"]}, "phrases[1]"),
    "concept-topic": ("vocabulary", {"topics": ["nosuch"]}, "topics[0]"),
    "omission-source": ("omissions", {"sources": ["nosuch"]}, "sources[0]"),
    "bound-intervention": ("omissions", {"bounds": [{**BOUND, "interventions": ["nosuch"]}]}, "bounds[0].interventions[0]"),
    "rests-on": ("topics", {"bottom_line": {"text": "x", "rests_on": ["series-2010", "nosuch"]}}, "bottom_line.rests_on[1]"),
    "notice-leads": ("notices", {"leads": ["nosuch"]}, "leads[0]"),
    "notice-instead-of": ("notices", {"instead_of": ["nosuch"]}, "instead_of[0]"),
    "broader-population": ("populations", {"broader": "nosuch"}, "broader"),
    "broader-intervention": ("interventions", {"broader": "nosuch"}, "broader"),
    "relation-claim": ("claims", {"relations": [{"kind": "supports", "claim": "nosuch"}]}, "relations[0].claim"),
    "retired-now": ("retired", {"now": "nosuch"}, "now"),
}  # fmt: skip


OMISSION = {
    "id": "no-driving", "label": "Driving", "topics": ["relapse"], "importance": "core",
    "text": "People must not drive.", "sources": ["series-2010"],
}  # fmt: skip


NOTICE = {"id": "emergency", "kind": "emergency", "asked_as": ["cannot breathe"], "text": "Call 911."}


def test_there_is_a_wrong_store_for_every_reference():
    assert {name.partition(":")[0] for name in WRONG} == REFERENCES.keys() - BUILT_IN.keys()


@pytest.mark.parametrize("field", sorted(WRONG))
def test_a_reference_that_leads_nowhere_is_said_at_its_place(field, folder, refused):
    key, changes, route = WRONG[field]
    concept = {"id": "drip", "phrases": ["drip"]}
    lists = {"omissions": [OMISSION], "vocabulary": [concept], "notices": [NOTICE]}
    whole = store(retired=[{"id": "old", "now": "benefit-lasts"}], **lists)
    number = 1 if field in {"design", "result-measure", "result-arm", "result-comparator", "result-population"} else 0
    changed = {**whole[key][number], **changes}
    whole[key] = [changed if place == number else record for place, record in enumerate(whole[key])]
    path = folder(whole)
    line = next(n for n, text in enumerate((path / "store.yaml").read_text().splitlines(), 1) if "nosuch" in text)
    (found,) = refused(path)
    kinds = REFERENCES[field.partition(":")[0]]
    wanted = " or ".join(kinds) if len(kinds) < 3 else "id"
    place, _, rest = found.partition(": error: ")
    assert place.rpartition(":")[0] == f"store/store.yaml:{line}"
    assert rest.partition(" -> ")[0] == f"{changed['id']}: {route}: no {wanted} `nosuch` (dangling-reference)"
    assert rest.partition(" -> ")[2].startswith(("expected one of ", "the store has no "))
    kind = kind_of(KINDS[key], changed)
    assert (field.partition(":")[0], "nosuch") in {(facet.field, facet.value) for facet in facets(kind, changed)}


def test_a_reference_to_a_retired_id_names_what_took_its_place(folder, refused):
    whole = store(retired=[{"id": "old-claim", "now": "benefit-lasts"}])
    whole["claims"][0]["repeats"] = "old-claim"
    assert [one.partition("error: ")[2] for one in refused(folder(whole))] == [
        "relapse-mean-19-days: repeats: `old-claim` is retired (dangling-reference) -> write `benefit-lasts`"
    ]


def test_a_reference_to_a_record_with_faults_is_no_fault_of_its_own(folder, refused):
    whole = store()
    whole["sources"][0]["titel"] = whole["sources"][0].pop("title")
    assert [one.partition("error: ")[2] for one in refused(folder(whole))] == [
        "overview: `title` is missing (schema) -> give the title the page shows",
        "overview: unknown key `titel` (schema) -> write `title`",
    ]


def test_ids_are_unique_over_claims_sources_contradictions_and_retired_ones(folder, refused, tmp_path):
    whole = store(retired=[{"id": "series-2010", "now": "benefit-lasts"}])
    whole["claims"].append(claim(id="benefit-lasts"))
    whole["contradictions"][0]["id"] = "overview"
    text = dump(whole)
    lines = [line for line, content in enumerate(text.splitlines(), 1) if '"id":' in content]
    place: dict[str, list[int]] = {}
    for line in lines:
        place.setdefault(text.splitlines()[line - 1].split('"')[3], []).append(line)
    assert refused(folder(whole)) == [
        f"store/store.yaml:{place[name][1]}:{9}: error: {name}: id: the id `{name}` stands a second time: "
        f"first at {tmp_path}/store/store.yaml:{place[name][0]} (duplicate-id) -> ids are unique over all files of a store"
        for name in ("benefit-lasts", "overview", "series-2010")
    ]


@pytest.mark.parametrize("write", [dump, lambda data: json.dumps(data, indent=1)])
def test_the_second_of_two_equal_ids_is_the_one_that_is_shown(write, folder, refused, tmp_path):
    whole = store()
    whole["topics"].append({"id": "relapse", "name": "Another"})
    text = write(whole)
    first, second = [
        n for n, line in enumerate(text.splitlines(), 1) if line.strip(" -,").startswith('"id": "relapse"')
    ]
    (found,) = refused(folder({"store.yaml": text}))
    assert (int(found.split(":")[1]), found.partition("error: ")[2]) == (
        second,
        f"relapse: id: the id `relapse` stands a second time: first at {tmp_path}/store/store.yaml:{first} (duplicate-id) -> ids are unique over all files of a store",
    )


def test_a_topic_may_be_called_as_a_claim_is(folder):
    whole = store()
    whole["topics"].append({"id": "benefit-lasts", "name": "Lasting"})
    opened = open_store(folder(whole))
    assert type(opened.get("benefit-lasts")).__name__ == "Claim"
    assert [topic.id for topic in opened.topics()] == ["benefit-lasts", "relapse"]


def test_what_a_store_says_of_itself_stands_once(folder, refused, tmp_path):
    about = {"store": {"title": "Another", "version": "1"}}
    assert refused(folder({"a.yaml": dump(store()), "b.yaml": dump(about)})) == [
        f"store/b.yaml:2:3: error: `store` stands a second time: first at {tmp_path}/store/a.yaml:2 (duplicate-id)"
    ]


def test_an_unknown_key_at_the_top_is_said_once_at_its_place(folder, refused):
    text = dump(store(contradictions=[])).replace("claims:", "claim:", 1)
    line = text[: text.index("claim:")].count("\n") + 1
    known = ", ".join((*schema.SINGLES, *schema.KINDS))
    assert refused(folder({"store.yaml": text})) == [
        f"store/store.yaml:{line}:1: error: unknown key `claim`: expected one of {known} (schema)"
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [('{"name": "A topic by itself"}', "a mapping"), ("text", "`text`"), ("5", "`5`")]
)
def test_a_key_of_a_list_holds_a_list(value, shown, folder, refused):
    rest = dump({name: part for name, part in store(claims=[], contradictions=[]).items() if name != "topics"})
    assert refused(folder({"a.yaml": rest, "b.yaml": f"topics: {value}\n"})) == [
        f"store/b.yaml:1:9: error: expected a list, got {shown} (schema)"
    ]


def test_empty_lists_and_empty_files_are_fine(folder):
    rest = store(contradictions=[], claims=[])
    assert (
        open_store(
            folder(
                {"a.yaml": dump(rest), "b.yaml": "", "c.yaml": "# nothing yet\n", "d.yaml": "claims:\nretired: []\n"}
            )
        ).claims()
        == []
    )


def test_a_record_has_its_own_name_beside_a_fault_in_a_file_that_is_read_whole(folder, refused):
    whole = store()
    whole["claims"][1]["importance"] = "none"
    found = refused(folder({"store.yaml": json.dumps(whole)}))
    assert [one.partition("error: ")[2] for one in found] == [
        "benefit-lasts: importance: expected one of core, useful, minor, got `none` (schema)"
    ]


@pytest.mark.parametrize(
    "field", ["topics", "quantities", "evidence", "caveats", "scope", "confidence", "source", "id", "repeats", "quote"]
)
@pytest.mark.parametrize("value", [5, "x", None, [None], [[1]], {"a": [1]}, [{"source": 1}]])
def test_no_wrong_value_is_an_accident(field, value, folder):
    whole = store()
    whole["claims"][0][field] = value
    path = folder(whole)
    try:
        faults = len(open_store(path).claims()) - 2
    except StoreError as error:
        faults = len(error.problems)
    assert (faults == 0) == ((field, value) in SOUND)


SOUND = [("quote", "x"), ("repeats", None)]
