"""The filters: each against a plain evaluation over the records, what they mean, and how they are answered."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli import UnknownValueError, UsageError, open_store
from ketacli.model import CONFIDENCES, IMPORTANCES, LEVELS, TYPES, VERDICTS
from ketacli.store import query as queries
from ketacli.store.order import by
from tests.conftest import claim, dump, store, study
from tests.stores import full

TOPICS = ["relapse", "safety", "cost"]
STUDIES = ["series-2010", "trial-2013", "review-2020"]
DOCUMENTS = ["overview", "guide"]
INTERVENTIONS = {
    "ketamine": None,
    "ketamine-iv": "ketamine",
    "esketamine": "ketamine",
    "slow-iv": "ketamine-iv",
    "ect": None,
}
MEASURES = ["time-to-relapse", "response-rate"]
KINDS = ["sample-size", "bias"]
WORDS = ["relapse", "infusion", "weeks", "placebo", "people"]


def some(values, smallest=0):
    return st.lists(st.sampled_from(values), min_size=smallest, max_size=3, unique=True)


@st.composite
def claims(draw, number):
    evidence = [
        {"source": name, "verdict": draw(st.sampled_from(VERDICTS)), "note": "x"} for name in draw(some(STUDIES))
    ]
    level = draw(st.sampled_from(CONFIDENCES))
    start = {} if level == "not-rated" else {"start": "high"}
    return claim(
        id=f"claim-{number}",
        type=draw(st.sampled_from(TYPES)),
        topics=draw(some(TOPICS, 1)),
        importance=draw(st.sampled_from(IMPORTANCES)),
        statement=" ".join(["x", *draw(some(WORDS))]),
        quote="q",
        source=draw(st.sampled_from(DOCUMENTS)),
        scope={"intervention": draw(st.sampled_from([None, *INTERVENTIONS]))},
        quantities=[{"measure": name, "statistic": "mean", "value": 1, "as": "1"} for name in draw(some(MEASURES))],
        evidence=evidence,
        confidence={"question": "course", "level": level, "why": "y", **start},
        caveats=[{"kind": name, "text": "z"} for name in draw(some(KINDS))],
    )


@st.composite
def stores(draw):
    found = [draw(claims(number)) for number in range(draw(st.integers(2, 8)))]
    ids = [one["id"] for one in found]
    contradictions = []
    for number in range(draw(st.integers(0, 3))):
        first, second = draw(st.permutations(ids))[:2]
        sides = [{"claims": [first], "says": "a"}, {"claims": [second], "says": "b"}]
        relation = draw(st.sampled_from(["direct", "apparent", "scope"]))
        contradictions.append(
            {"id": f"dispute-{number}", "type": "timing", "relation": relation, "sides": sides, "why": "c"}
        )
    document = store()["sources"][0]
    return store(
        claims=found,
        contradictions=contradictions,
        sources=[{**document, "id": name} for name in DOCUMENTS] + [study(id=name) for name in STUDIES],
        topics=[{"id": name, "name": name, "aliases": [f"{name}-alias"]} for name in TOPICS],
        measures=[{"id": name, "name": name, "dimension": "time"} for name in MEASURES],
        interventions=[{"id": name, "name": name, "broader": broader} for name, broader in INTERVENTIONS.items()],
        caveats=[{"id": name, "name": name} for name in KINDS],
    )


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "text": some(WORDS, 1).map(" ".join),
        "topic": some(TOPICS, 1),
        "source": some(DOCUMENTS + STUDIES, 1),
        "type": some(list(TYPES), 1),
        "confidence": some(list(CONFIDENCES), 1),
        "importance": some(list(IMPORTANCES), 1),
        "intervention": some(list(INTERVENTIONS), 1),
        "measure": some(MEASURES, 1),
        "verdict": some(list(VERDICTS), 1),
        "caveat": some(KINDS, 1),
        "contested": st.booleans(),
    },
)


def broader(name):
    while name is not None:
        yield name
        name = INTERVENTIONS[name]


def values(record, field, contested):
    """Return what a record has in a field, by plain reading."""
    return {
        "topic": lambda: record["topics"],
        "source": lambda: [record["source"], *(one["source"] for one in record["evidence"])],
        "type": lambda: [record["type"]],
        "confidence": lambda: [record["confidence"]["level"]],
        "importance": lambda: [record["importance"]],
        "intervention": lambda: list(broader(record["scope"]["intervention"])),
        "measure": lambda: [one["measure"] for one in record["quantities"]],
        "verdict": lambda: [one["verdict"] for one in record["evidence"]],
        "caveat": lambda: [one["kind"] for one in record["caveats"]],
        "contested": lambda: [record["id"] in contested],
    }[field]()


def contested_in(data):
    """Return the ids of the claims that are a side of a direct contradiction."""
    return {
        name
        for one in data["contradictions"]
        if one["relation"] == "direct"
        for side in one["sides"]
        for name in side["claims"]
    }


def chosen(data, filters):
    """Return the records that filters choose, evaluated plainly."""
    contested = contested_in(data)
    wanted = {name: [value] if isinstance(value, bool) else value for name, value in filters.items() if name != "text"}
    return [
        record
        for record in data["claims"]
        if all(word in record["statement"].split() for word in filters.get("text", "").split())
        and all(set(values(record, field, contested)) & set(choices) for field, choices in wanted.items())
    ]


@pytest.fixture(scope="module")
def place():
    path = Path(tempfile.mkdtemp())
    yield path
    shutil.rmtree(path)


def opened(place, data):
    (place / "store.yaml").write_text(dump(data), encoding="utf-8")
    return open_store(place)


SORT = {
    "importance": lambda record: IMPORTANCES.index(record["importance"]),
    "id": lambda record: record["id"],
    "confidence": lambda record: CONFIDENCES.index(record["confidence"]["level"]),
    "source": lambda record: record["source"],
    "type": lambda record: record["type"],
}


ORDERS = st.tuples(st.sampled_from(sorted(SORT)), st.booleans(), st.none() | st.integers(0, 4))


@given(stores(), FILTERS, ORDERS)
def test_filters_sorts_and_limits_choose_what_plain_reading_chooses_in_its_order(place, data, filters, order):
    sort, reverse, limit = order
    there = opened(place, data)
    expected = sorted(chosen(data, filters), key=SORT["importance"])
    expected.sort(key=SORT[sort], reverse=reverse)
    ids = [record["id"] for record in expected]
    found = there.find(there.query(**filters), sort=f"{'-' * reverse}{sort}", limit=limit)
    assert ([one.id for one in found.claims], found.total) == (ids[:limit], len(ids))
    contradictions = [
        one["id"]
        for one in data["contradictions"]
        if not filters or {n for side in one["sides"] for n in side["claims"]} & set(ids)
    ]
    assert [one.id for one in there.contradictions(**filters)] == contradictions
    cited = {name for record in expected for name in values(record, "source", ())}
    assert [one.id for one in there.sources(**filters)] == [
        name for name in sorted(DOCUMENTS) + sorted(STUDIES) if not filters or name in cited
    ]
    topics = {name for record in expected for name in record["topics"]}
    assert [one.id for one in there.topics(**filters)] == sorted(topics if filters else TOPICS)


@given(
    stores(),
    FILTERS,
    st.sampled_from(
        ["topic", "source", "type", "confidence", "importance", "measure", "verdict", "caveat", "contested"]
    ),
)
def test_counts_are_what_plain_reading_counts(place, data, filters, field):
    there = opened(place, data)
    direct = contested_in(data)
    tally: dict[str, int] = {}
    for record in chosen(data, filters):
        found = [record["source"]] if field == "source" else values(record, field, direct)
        for value in {str(one).lower() for one in found}:
            tally[value] = tally.get(value, 0) + 1
    fixed = {"confidence": CONFIDENCES, "verdict": VERDICTS, "contested": ("true", "false")}.get(field)
    order = (
        [value for value in fixed if value in tally]
        if fixed
        else sorted(tally, key=lambda value: (-tally[value], value))
    )
    assert list(there.count(there.query(**filters), field).items()) == [(value, tally[value]) for value in order]


@pytest.fixture
def small(folder):
    return open_store(folder(store()))


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        ({}, {}),
        ({"topic": None, "type": []}, {}),
        ({"topic": "relapse"}, {"topic": ["relapse"]}),
        ({"topic": "duration"}, {"topic": ["relapse"]}),
        ({"topic": " Relapse , DURATION,"}, {"topic": ["relapse"]}),
        ({"type": ["timing,rate", "timing"]}, {"type": ["timing", "rate"]}),
        ({"type": ("Timing",)}, {"type": ["timing"]}),
        ({"intervention": "Ketamine IV"}, {"intervention": ["ketamine-iv"]}),
        ({"confidence": "low..high"}, {"confidence": ["high", "moderate", "low"]}),
        ({"confidence": "low .. moderate"}, {"confidence": ["moderate", "low"]}),
        ({"confidence": "..low"}, {"confidence": ["low", "very-low"]}),
        ({"confidence": "moderate.."}, {"confidence": ["high", "moderate"]}),
        ({"confidence": ".."}, {"confidence": list(reversed(LEVELS))}),
        ({"confidence": "low..low"}, {"confidence": ["low"]}),
        ({"confidence": "Very_Low,not-rated"}, {"confidence": ["very-low", "not-rated"]}),
        ({"confidence": "very low..low"}, {"confidence": ["low", "very-low"]}),
        ({"contested": True}, {"contested": True}),
        ({"contested": False}, {"contested": False}),
        ({"text": "  relapse "}, {"text": "relapse"}),
    ],
)
def test_what_filters_mean(filters, query, small):
    assert small.query(**filters).asked() == query


TYPE_HINT = "type is one of " + ", ".join(TYPES)


@pytest.mark.parametrize(
    ("filters", "kind", "message", "hint"),
    [
        ({"topic": "relaps"}, UnknownValueError, "No topic `relaps`", "did you mean `relapse`?\ntopic is one of relapse"),
        ({"topic": "duratio"}, UnknownValueError, "No topic `duratio`", "did you mean `duration`, an alias of `relapse`?\ntopic is one of relapse"),
        ({"topic": "durat"}, UnknownValueError, "No topic `durat`", "did you mean `duration`, an alias of `relapse`?\ntopic is one of relapse"),
        ({"topic": "curtain"}, UnknownValueError, "No topic `curtain`", "topic is one of relapse"),
        ({"topic": ["relapse", "zzz"]}, UnknownValueError, "No topic `zzz`", "topic is one of relapse"),
        ({"type": "timming"}, UnknownValueError, "No type `timming`", f"did you mean `timing`?\n{TYPE_HINT}"),
        ({"source": "series-2011"}, UnknownValueError, "No source `series-2011`", "did you mean `series-2010`?\nsource is one of overview, series-2010"),
        ({"measure": "zzz"}, UnknownValueError, "No measure `zzz`", "measure is one of time-to-relapse"),
        ({"intervention": "ketamin"}, UnknownValueError, "No intervention `ketamin`", "did you mean `ketamine` or `ketamine-iv`?\nintervention is one of ketamine, ketamine-iv"),
        ({"caveat": "zzz"}, UnknownValueError, "No caveat `zzz`", "caveat is one of sample-size"),
        ({"importance": "zzz"}, UnknownValueError, "No importance `zzz`", "importance is one of core, useful, minor"),
        ({"verdict": "dispute"}, UnknownValueError, "No verdict `dispute`", "did you mean `disputes`?\nverdict is one of supports, partly, misreported, disputes"),
        ({"confidence": "lo"}, UnknownValueError, "No confidence `lo`", "did you mean `low`?\nconfidence is one of high, moderate, low, very-low, not-rated"),
        ({"confidence": "low..zzz"}, UnknownValueError, "No confidence `zzz`", "confidence is one of very-low, low, moderate, high"),
        ({"confidence": "zzz..low"}, UnknownValueError, "No confidence `zzz`", "confidence is one of very-low, low, moderate, high"),
        ({"confidence": "high..low"}, UsageError, "The range `high..low` is upside down", "write `low..high`"),
        ({"confidence": "low..Not_Rated"}, UsageError, "`not-rated` lies in no range of confidence", "name it beside the range: `low..high,not-rated`"),
        ({"text": " —  _ "}, UsageError, "No word to search for in `—  _`", "give letters or digits, such as `keta claims relapse`"),
        ({"confidence": "not-rated..low"}, UsageError, "`not-rated` lies in no range of confidence", "name it beside the range: `low..high,not-rated`"),
        ({"topic": ""}, UsageError, "No value for the filter `topic`", "give one, or leave the filter out"),
        ({"topic": [" , "]}, UsageError, "No value for the filter `topic`", "give one, or leave the filter out"),
        ({"topic": True}, UsageError, "`topic` takes words, got `true`", ""),
        ({"contested": "yes"}, UsageError, "`contested` is true or false, got `yes`", ""),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_with_what_would(filters, kind, message, hint, small):
    with pytest.raises(UsageError) as caught:
        small.query(**filters)
    assert (type(caught.value), caught.value.message, caught.value.hint) == (kind, message, hint)


@pytest.mark.parametrize("ask", ["claims", "query", "sources", "topics", "contradictions"])
def test_a_filter_that_there_is_not_is_a_type_error(ask, small):
    filters: dict[str, Any] = {"topics": "relapse"}
    with pytest.raises(TypeError, match="topics"):
        getattr(small, ask)(**filters)


def test_a_filter_that_there_is_not_is_told_with_those_that_there_are(small):
    said = []
    for name in ("topics", "nosuch"):
        with pytest.raises(TypeError) as caught:
            small.query(**{name: "x"})
        said.append(str(caught.value))
    assert said == [
        "No filter `topics`: did you mean `topic`?",
        "No filter `nosuch`: filters are topic, source, type, rating, confidence, importance, intervention, measure, verdict, contested, caveat",
    ]


def test_where_there_is_nothing_to_choose_from_the_error_says_so(folder):
    empty = open_store(folder({"store.yaml": "claims: []\n"}))
    with pytest.raises(UnknownValueError) as caught:
        empty.query(topic="relapse")
    assert caught.value.hint == "this store has no topic"


@pytest.mark.parametrize(
    ("name", "key", "command"),
    [
        ("topic", "topics", "topics"),
        ("source", "sources", "sources"),
        ("measure", "measures", "claims --count measure"),
    ],
)
def test_where_there_are_many_to_choose_from_the_error_says_where_they_stand(name, key, command, folder):
    whole = store()
    first = {**whole[key][0], "aliases": []} if key == "topics" else whole[key][0]
    whole[key] += [{**first, "id": f"w{n}"} for n in range(41 - len(whole[key]))]
    filters: dict[str, Any] = {name: "zzzzzz"}
    with pytest.raises(UnknownValueError) as caught:
        open_store(folder(whole)).query(**filters)
    assert caught.value.hint == f"there are 41; list them with `keta {command}`"


@pytest.mark.parametrize(
    ("filters", "near"),
    [
        ({"measure": "onset"}, "`time-to-onset`"),
        ({"measure": "onset time"}, "`time-to-onset`"),
        ({"intervention": "infusion"}, "`ketamine-iv`"),
        ({"intervention": "by mouth"}, "`ketamine-oral`"),
        ({"source": "coyle"}, "`coyle-laws-2015`"),
        ({"topic": "regulat"}, "`regulatory`"),
    ],
)
def test_a_hint_names_first_what_has_the_word_in_its_id_or_name(filters, near):
    with pytest.raises(UnknownValueError) as caught:
        open_store().query(**filters)
    assert caught.value.hint.splitlines()[0] == f"did you mean {near}?"


def test_forty_to_choose_from_are_all_named_and_the_nearest_first(folder):
    whole = store()
    whole["topics"] = [{"id": "relapse", "name": "Relapse"}] + [{"id": f"w{n:02}", "name": "W"} for n in range(1, 40)]
    with pytest.raises(UnknownValueError) as caught:
        open_store(folder(whole)).query(topic="W0")
    named = ", ".join(f"w{n:02}" for n in range(1, 40))
    assert caught.value.hint == f"did you mean `w30`?\ntopic is one of relapse, {named}"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"text": "remission"}, ["remission-85-percent"]),
        ({"text": "remission sleep"}, []),
        ({"topic": "response"}, ["remission-85-percent", "works-during-sleep"]),
        ({"source": "guide"}, ["relapse-mean-19-days-guide", "works-during-sleep"]),
        ({"source": "trial-2024"}, ["remission-85-percent", "works-during-sleep"]),
        ({"source": "guide,series-2013"}, ["remission-85-percent", "relapse-mean-19-days-guide", "works-during-sleep"]),
        ({"type": "mechanism"}, ["works-during-sleep"]),
        ({"confidence": "moderate"}, ["relapse-mean-19-days-guide", "works-during-sleep"]),
        ({"confidence": "..low"}, ["remission-85-percent", "relapse-mean-19-days"]),
        ({"importance": "minor"}, ["works-during-sleep"]),
        ({"intervention": "ketamine"}, ["remission-85-percent", "works-during-sleep"]),
        ({"intervention": "ketamine-iv"}, ["remission-85-percent"]),
        ({"intervention": "saline"}, []),
        ({"measure": "remission-rate"}, ["remission-85-percent"]),
        ({"verdict": "disputes"}, ["remission-85-percent"]),
        ({"caveat": "definition"}, ["remission-85-percent"]),
        ({"contested": True}, ["relapse-mean-19-days", "benefit-lasts"]),
        ({"contested": True, "importance": "core"}, ["relapse-mean-19-days"]),
        ({"contested": False, "source": "overview"}, ["remission-85-percent"]),
        ({"verdict": "supports", "measure": "time-to-relapse"}, ["remission-85-percent", "relapse-mean-19-days-guide"]),
    ],
)  # fmt: skip
def test_what_each_filter_chooses(filters, found, folder):
    assert [one.id for one in open_store(folder(full())).claims(**filters)] == found


def test_what_siblings_hold_can_be_asked_for(folder):
    whole = store()
    lists = {key: whole.pop(key) for key in ("topics", "measures")}
    path = folder({"claims.yaml": dump(whole), "lists.yaml": dump(lists)})
    there = open_store(path / "claims.yaml")
    assert there.query(topic="duration", measure="time-to-relapse").asked() == {
        "topic": ["relapse"],
        "measure": ["time-to-relapse"],
    }


def test_a_topic_of_a_sibling_is_named_where_none_is_meant(folder):
    whole = store()
    path = folder({"claims.yaml": dump({**whole, "topics": []}), "lists.yaml": dump({"topics": whole["topics"]})})
    with pytest.raises(UnknownValueError) as caught:
        open_store(path / "claims.yaml").query(topic="zzz")
    assert caught.value.hint == "topic is one of relapse"


def test_an_alias_of_several_words_is_found_with_spaces_for_its_hyphens(folder):
    whole = store()
    whole["topics"][0]["aliases"] = ["how-long"]
    assert open_store(folder(whole)).query(topic="How Long").topic == ("relapse",)


def test_an_alias_yields_to_a_topic_of_that_name(folder):
    whole = store()
    whole["topics"].append({"id": "duration", "name": "Duration"})
    whole["claims"][1]["topics"] = ["duration"]
    there = open_store(folder(whole))
    assert [one.id for one in there.claims(topic="duration")] == ["benefit-lasts"]


def test_an_intervention_that_is_broader_than_itself_ends(folder):
    whole = store()
    whole["interventions"][0]["broader"] = "ketamine-iv"
    whole["claims"][0]["scope"] = {"intervention": "ketamine"}
    assert [one.id for one in open_store(folder(whole)).claims(intervention="ketamine-iv")] == ["relapse-mean-19-days"]


@pytest.mark.parametrize(
    "filters",
    [
        {"text": "relapse"},
        {"topic": "relapse"},
        {"source": "series-2010,overview"},
        {"type": "timing,rate"},
        {"confidence": "low..high"},
        {"importance": "core"},
        {"intervention": "ketamine"},
        {"measure": "time-to-relapse"},
        {"verdict": "partly"},
        {"caveat": "sample-size"},
        {"contested": True},
        {"text": "relapse", "topic": "relapse", "verdict": "partly", "contested": True},
    ],
)
def test_every_filter_is_answered_by_an_index(filters, folder):
    there = open_store(folder(store(claims=[claim(id=f"c-{n}") for n in range(40)], contradictions=[])))
    where, parameters = queries.condition(there._index, there.query(**filters))  # noqa: SLF001
    plan = explained(there, where, parameters)
    assert [step for step in plan if step.startswith(("SCAN item", "SCAN facet"))] == []
    assert any(step.startswith(("SEARCH item USING", "SEARCH facet USING")) for step in plan)


def explained(there, where="", parameters=(), order="importance"):
    """Return the steps by which SQLite answers."""
    query = (
        f"EXPLAIN QUERY PLAN SELECT record FROM item WHERE kind = 'claim' AND guest = 0 {where} ORDER BY {by(order)}"
    )
    return [row[3] for row in there._index._connection.execute(query, parameters)]  # noqa: SLF001


def test_the_claims_of_a_topic_are_fetched_and_not_looked_for_among_all(small):
    asked: list[str] = []
    connection = small._index._connection  # noqa: SLF001 - what is asked shows nowhere else
    connection.set_trace_callback(asked.append)
    small.claims(topic="relapse")
    connection.set_trace_callback(None)
    (statement,) = [one for one in asked if "n IN (SELECT" in one]
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert "SEARCH item USING INTEGER PRIMARY KEY (rowid=?)" in plan
    assert not any("FROM facet JOIN item" in one and "'alias'" in one for one in asked)


def test_the_usual_order_is_that_of_an_index_and_needs_no_sorting(small):
    assert explained(small) == ["SEARCH item USING INDEX item_by_order (kind=? AND guest=?)"]


@pytest.mark.slow
def test_any_number_of_narrower_interventions_and_of_values_may_be_asked_for(folder):
    # SQLite takes 32,766 values in one statement.
    whole = store(contradictions=[])
    whole["claims"] = [claim(id="of-the-last", scope={"intervention": "step-32999"})]
    whole["interventions"] += [
        {"id": f"step-{n}", "name": f"Step {n}", "broader": "step-0" if n else None} for n in range(33_000)
    ]
    opened = open_store(folder({"store.yaml": json.dumps(whole)}))
    for filters in ({"intervention": "step-0"}, {"intervention": [f"step-{n}" for n in range(33_000)]}):
        assert [one.id for one in opened.claims(**filters)] == ["of-the-last"]
    assert opened.claims(intervention="step-1") == []


def test_a_circle_of_broader_interventions_ends_the_search_for_narrower_ones(folder):
    whole = store(contradictions=[])
    whole["interventions"] += [{"id": f"step-{n}", "name": "Step", "broader": f"step-{(n + 1) % 3}"} for n in range(3)]
    whole["claims"] = [claim(scope={"intervention": "step-1"})]
    assert [len(open_store(folder(whole)).claims(intervention=f"step-{n}")) for n in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("limit", [-1, -(2**63), 2.5, True])
def test_a_limit_that_makes_no_sense_is_refused_in_words(folder, limit):
    with pytest.raises(UsageError) as caught:
        open_store(folder(store())).claims(limit=limit)
    told = (caught.value.message, caught.value.hint)
    assert told == (f"`limit` is `{limit}`, expected 0 or more", "leave it out to get all")


def test_a_limit_larger_than_any_store_leaves_nothing_out(folder):
    there = open_store(folder(store()))
    assert there.claims(limit=2**70) == there.claims()


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.get(None),
        lambda store: store.get_many([1]),
        lambda store: store.claims(5),
        lambda store: store.claims(topic=5),
        lambda store: store.claims(topic=[None]),
        lambda store: store.claims(topic={"relapse": 1}),
        lambda store: store.claims(limit=[3]),
        lambda store: store.claims(sort=3),
    ],
)
def test_values_of_a_wrong_kind_are_refused_in_words_and_harm_no_index(folder, ask):
    path = folder(store())
    opened = open_store(path)
    with pytest.raises(UsageError):
        ask(opened)
    assert len(opened.claims()) == 2
