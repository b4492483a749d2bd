"""A store and the questions it answers in Python."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ketacli import NotFoundError, StoreError, UsageError, open_store
from ketacli.model import Claim, Contradiction, Dispute, Document, Side, Study, Topic
from ketacli.store.api import COUNTABLE
from ketacli.store.entities import dispute, verdicts
from ketacli.store.order import SORTS
from tests.conftest import DATA, claim, dump, store, study


@pytest.fixture
def small(folder):
    return open_store(folder(store()))


def test_a_claim_knows_its_contradictions_and_its_verdicts(small):
    found = small.get("relapse-mean-19-days")
    assert found.contested
    assert found.verdicts == {"partly": 1}
    assert found.contradictions == (
        Dispute(
            id="lasting-or-not",
            type="timing",
            relation="direct",
            says="Most relapse within weeks.",
            stronger=True,
            others=(Side("The benefit lasts.", ("benefit-lasts",)),),
        ),
    )


def test_the_other_side_sees_the_same_contradiction_from_there(small):
    (seen,) = small.get("benefit-lasts").contradictions
    assert (seen.says, seen.stronger) == ("The benefit lasts.", False)
    assert seen.others == (
        Side("Most relapse within weeks.", ("relapse-mean-19-days",), ("series-2010",), stronger=True),
    )


@pytest.mark.parametrize(("relation", "contested"), [("direct", True), ("apparent", False), ("scope", False)])
def test_only_a_direct_contradiction_makes_a_claim_contested(relation, contested, folder):
    whole = store()
    whole["contradictions"][0]["relation"] = relation
    there = open_store(folder(whole))
    assert [one.contested for one in there.claims()] == [contested] * 2
    assert len(there.claims(contested=contested)) == 2
    assert there.claims(contested=not contested) == []
    assert there.count(there.query(), "contested") == {str(contested).lower(): 2}
    assert [len(one.contradictions) for one in there.claims()] == [1, 1]


def test_a_contradiction_in_which_no_side_is_stronger_says_so():
    sides = (Side("a", ("x",)), Side("b", ("y",)), Side("c", (), ("z",)))
    seen = dispute(Contradiction("id", "timing", "scope", sides, "why"), "y")
    assert (seen.says, seen.stronger, seen.others) == ("b", None, (sides[0], sides[2]))


@pytest.mark.parametrize(
    ("given", "cohorts", "counted"),
    [
        ([], {}, {}),
        (
            [("a", "partly"), ("b", "partly"), ("c", "disputes")],
            {"a": "a", "b": "b", "c": "c"},
            {"partly": 2, "disputes": 1},
        ),
        ([("a", "partly"), ("b", "partly")], {"a": "x", "b": "x"}, {"partly": 1}),
        ([("a", "supports"), ("b", "disputes"), ("c", "partly")], {"a": "x", "b": "x", "c": "x"}, {"disputes": 1}),
        ([("a", "disputes"), ("b", "supports")], {"a": "x", "b": "x"}, {"disputes": 1}),
        (
            [("a", "misreported"), ("b", "supports"), ("c", "supports")],
            {"a": "x", "b": "x"},
            {"supports": 1, "misreported": 1},
        ),
    ],
)
def test_verdicts_are_counted_by_cohort_with_the_least_favourable_of_each(given, cohorts, counted, small):
    from ketacli.model import Evidence

    one = replace(
        small.claim("relapse-mean-19-days"), evidence=tuple(Evidence(name, verdict, "x") for name, verdict in given)
    )
    assert list(verdicts(one, cohorts).items()) == list(counted.items())


def test_studies_of_one_cohort_count_once(folder):
    whole = store()
    whole["sources"] += [
        study(id="series-2013", cohort="series-2010"),
        study(id="trial", cohort="other"),
        study(id="trial-2", cohort="other"),
    ]
    whole["claims"][0]["evidence"] = [
        {"source": name, "verdict": verdict, "note": "x"}
        for name, verdict in (
            ("series-2010", "supports"),
            ("series-2013", "partly"),
            ("trial", "disputes"),
            ("trial-2", "disputes"),
        )
    ]
    assert open_store(folder(whole)).claims(importance="core")[0].verdicts == {"partly": 1, "disputes": 1}


def test_whatever_has_an_id_is_got_by_it(small):
    got = {
        name: type(small.get(name))
        for name in ("relapse-mean-19-days", "overview", "series-2010", "lasting-or-not", "relapse")
    }
    assert list(got.values()) == [Claim, Document, Study, Contradiction, Topic]
    assert list(small.get_many(["relapse", "nosuch", "overview", "relapse"])) == ["relapse", "overview"]


def test_a_retired_id_leads_to_what_took_its_place(folder):
    there = open_store(
        folder(store(retired=[{"id": "old", "now": "benefit-lasts"}, {"id": "older", "now": "overview"}]))
    )
    assert there.get("old") == there.get("benefit-lasts")
    assert list(there.get_many(["benefit-lasts", "old", "older"])) == ["benefit-lasts", "old", "older"]
    assert there.get("older").id == "overview"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("relapse-mean-18-days", "did you mean `relapse-mean-19-days`? list claims with `keta claims`"),
        ("zzz", "list claims with `keta claims`"),
        ("", "list claims with `keta claims`"),
    ],
)
def test_an_id_the_store_does_not_have_is_an_error_with_the_nearest(name, hint, small):
    with pytest.raises(NotFoundError) as caught:
        small.get(name)
    assert (caught.value.message, caught.value.hint) == (f"No claim, source, contradiction or topic `{name}`", hint)


def test_what_makes_no_sense_to_sort_or_count_by_is_an_error(small):
    with pytest.raises(UsageError) as sort:
        small.claims(sort="date")
    assert (sort.value.message, sort.value.hint) == (
        "Cannot sort by `date`",
        f"sort by one of {', '.join(SORTS)}, with `-` before it for the reverse",
    )
    with pytest.raises(UsageError) as count:
        small.count(small.query(), "date")
    assert (count.value.message, count.value.hint) == (
        "No field `date` to count",
        f"count by one of {', '.join(COUNTABLE)}",
    )


def test_names_titles_and_bottom_lines_are_looked_up_by_id(folder):
    whole = store()
    whole["topics"][0]["bottom_line"] = {"text": "Expect relapse.", "rests_on": ["benefit-lasts"]}
    there = open_store(folder(whole))
    assert there.names("measure") == {"time-to-relapse": "time to relapse"}
    assert there.names("document", ["overview", "nosuch"]) == {"overview": "An overview"}
    assert (there.bottom_line("relapse"), there.bottom_line("nosuch")) == ("Expect relapse.", "")
    assert there.standing(["benefit-lasts", "series-2010", "overview"]) == {
        "benefit-lasts": ["lasting-or-not"],
        "series-2010": ["lasting-or-not"],
    }
    assert list(there.studies(["series-2010", "overview"])) == ["series-2010"]
    assert (there.tally("study"), there.tally("topic", there.query("lasting"))) == ({"series-2010": 1}, {"relapse": 1})
    assert (there.title, there.version, there.licence, there.size) == ("A small store", "2026-01-01", None, 2)
    assert there.ids("topic", "measure") == ["time-to-relapse", "relapse"]


@pytest.mark.slow
def test_more_ids_than_sqlite_takes_at_once_are_no_trouble(folder):
    whole = store(claims=[claim(id=f"claim-{n}") for n in range(600)], contradictions=[])
    there = open_store(folder(whole))
    names = [f"claim-{n}" for n in range(599, -1, -1)]
    assert list(there.get_many(names)) == names
    assert len(there.claims()) == 600


def test_a_store_that_is_one_file_finds_what_it_refers_to_in_its_siblings(folder):
    whole = store()
    claims = {"claims": whole.pop("claims")}
    path = folder({"claims.yaml": dump(claims), "rest.yaml": dump({**whole, "claims": [claim(id="third")]})})
    there = open_store(path / "claims.yaml")
    assert [one.id for one in there.claims()] == ["relapse-mean-19-days", "benefit-lasts"]
    assert there.claims(source="series-2010", topic="duration", measure="time-to-relapse", caveat="sample-size")[
        0
    ].verdicts == {"partly": 1}
    assert (there.sources(), there.contradictions(), there.size) == ([], [], 2)
    assert there.get("series-2010").id == "series-2010"
    assert there.names("topic", ["relapse"]) == {"relapse": "How long the benefit lasts"}
    assert (there.title, [one.contested for one in there.claims()]) == ("A small store", [True, True])


def test_a_store_that_is_one_file_is_recompiled_when_a_sibling_changes(folder):
    whole = store()
    claims = {"claims": whole.pop("claims")}
    path = folder({"claims.yaml": dump(claims), "rest.yaml": dump(whole)})
    assert open_store(path / "claims.yaml").studies(["series-2010"])["series-2010"].n == 10
    whole["sources"][1]["n"] = 11
    (path / "rest.yaml").write_text(dump(whole), encoding="utf-8")
    assert open_store(path / "claims.yaml").studies(["series-2010"])["series-2010"].n == 11


def test_siblings_of_a_file_that_needs_none_are_left_alone(folder):
    path = folder({"a.yaml": dump(store()), "b.yaml": "a: [", "c.yaml": dump(store())})
    assert open_store(path / "a.yaml").size == 2


def test_faults_of_siblings_are_their_own_unless_a_reference_leads_there(folder, refused):
    whole = store()
    sources = {"sources": whole.pop("sources")}
    stranger = dump({"topics": [{"id": "strange", "nmae": "x"}], "claims": [claim(id="lost", source="nowhere")]})
    path = folder({"a.yaml": dump(whole), "b.yaml": dump(sources), "c.yaml": stranger})
    assert open_store(path / "a.yaml").size == 2
    sources["sources"][1]["n"] = "ten"
    (path / "b.yaml").write_text(dump(sources), encoding="utf-8")
    found = refused(path / "a.yaml")
    assert found == [
        f"store/{one}"
        for one in (
            "a.yaml:29:15: error: relapse-mean-19-days: evidence[0].source: no study `series-2010` (dangling-reference) -> the store has no study of that id",
            "a.yaml:72:7: error: lasting-or-not: sides[0].sources[0]: no document or study `series-2010` (dangling-reference) -> expected one of overview",
            "b.yaml:12:8: error: series-2010: n: expected a whole number, got `ten` (schema)",
            "c.yaml:2:3: error: strange: `name` is missing (schema) -> give its plain-language name",
            "c.yaml:3:3: error: strange: unknown key `nmae` (schema) -> write `name`",
        )
    ]


@pytest.mark.parametrize("name", ["nosuch", "nosuch/claims.yaml"])
def test_a_store_that_is_not_there_is_an_error(name, tmp_path):
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / name)
    assert (caught.value.message, caught.value.hint) == (
        f"No store at `{tmp_path / name}`",
        "name a folder or a YAML file with `--store`",
    )
    assert caught.value.problems == ()


def test_a_folder_without_yaml_is_an_error(tmp_path):
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path)
    assert caught.value.message == f"No YAML file in `{tmp_path}`"
    assert caught.value.hint == "a store is a file, or a folder with files such as claims.yaml"


def test_an_empty_path_is_no_store():
    with pytest.raises(StoreError) as caught:
        open_store("")
    assert caught.value.message == "No store at ``"


def test_a_device_is_no_store():
    with pytest.raises(StoreError) as caught:
        open_store("/dev/null")
    assert caught.value.message == "`/dev/null` is not a file"


@pytest.mark.slow
def test_the_environment_names_the_store_where_nothing_else_does(folder, monkeypatch):
    path = folder(store())
    monkeypatch.setenv("KETA_STORE", str(path))
    assert open_store().title == "A small store"
    assert open_store(DATA).title != "A small store"
    monkeypatch.setenv("KETA_STORE", "")
    assert open_store().path == DATA


def test_a_store_without_a_title_has_none(folder):
    there = open_store(folder({"store.yaml": "topics: []\n"}))
    assert (there.title, there.version, there.licence) == (None, None, None)


def test_the_digest_tells_contents_apart_and_not_paths(folder):
    same = {open_store(folder(store(), name)).digest for name in ("one", "two")}
    assert len(same) == 1
    assert open_store(folder(store(claims=[], contradictions=[]), "three")).digest not in same


def test_what_a_source_has_beyond_the_schema_is_kept(folder):
    found = open_store(folder(store(sources=[store()["sources"][0], study(**{"x-read-by": "Ana"})])))
    assert found.source("series-2010").extra == {"x-read-by": "Ana"}


@pytest.mark.parametrize(("unit", "differs"), [("[iU]", False), ("ug", True), ("USD", False), ("mg", True)])
def test_a_figure_of_a_page_differs_from_a_claims_in_units_of_the_same_dimension_alone(folder, unit, differs):
    dose = {"measure": "dose", "statistic": "typical", "value": 5, "unit": unit, "as": "5"}
    whole = store(
        claims=[claim(statement="The dose of ketamine infusions is 5.", quantities=[dose])], contradictions=[]
    )
    whole["measures"].append({"id": "dose", "name": "dose", "dimension": "dose"})
    found = open_store(folder(whole)).scan(text="Ketamine infusions\n\nThe dose of ketamine infusions is 50 mg.\n")
    assert [(near.claim, near.differs is not None) for near in found.sentences[1].compare] == [
        ("relapse-mean-19-days", differs)
    ]
