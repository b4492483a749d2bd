"""What is missing only because it stands in another file, or in a record that cannot be read, is not reported."""

from __future__ import annotations

import pytest

from ketacli.checks import CHECKS
from ketacli.checks._run import run
from ketacli.store.loader import Loaded
from tests.conftest import DATA, claim, dump, store


def found(path, *checks: str) -> list[str]:
    return [problem.text() for problem in run(path).problems if problem.check in checks]


def test_a_file_of_topics_alone_needs_no_claims(folder):
    path = folder({"topics.yaml": dump({"topics": store()["topics"]})})
    assert found(path / "topics.yaml", "topic-without-claims") == []


def test_a_folder_without_claims_says_so_once_and_not_of_each_topic_and_source(folder):
    rest = {"topics": store()["topics"], "sources": store()["sources"]}
    path = folder({"topics.yaml": dump(rest)})
    assert found(path, "no-claims", "topic-without-claims", "unused-source") == [
        f"{path}/topics.yaml:1:1: warning: the store has no claims, so it answers nothing (no-claims)"
    ]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_file_that_was_emptied_is_named_though_what_refers_to_its_claims_is_wrong_too(folder, text):
    whole = store()
    whole.pop("claims")
    path = folder({"topics.yaml": dump(whole), "claims.yaml": text})
    problems = run(path).problems
    assert [problem.text() for problem in problems if problem.check != "dangling-reference"] == [
        f"{path}/claims.yaml:1:1: error: the file is empty, and the store has no claims (no-claims)"
    ]
    assert len(problems) > 1


def test_nothing_is_said_of_claims_in_a_file_that_cannot_be_read(folder):
    path = folder({"topics.yaml": dump({"topics": store()["topics"]}), "claims.yaml": "claims: [\n", "empty.yaml": ""})
    assert found(path, "no-claims") == []


def test_a_file_of_sources_is_used_by_the_claims_beside_it(folder):
    whole = store()
    sources = {"sources": whole.pop("sources")}
    path = folder({"claims.yaml": dump(whole), "sources.yaml": dump(sources)})
    assert found(path / "sources.yaml", "unused-source") == []


@pytest.mark.parametrize("check", ["topic-without-claims", "unused-source"])
def test_a_claim_with_a_fault_still_uses_its_topics_and_sources(folder, check):
    broken = claim(importance="vital")
    path = folder(store(claims=[broken], contradictions=[]))
    assert found(path, "schema") != []
    assert found(path, check) == []


def test_a_contradiction_with_a_fault_still_keeps_its_claims_apart(folder):
    figure = {"measure": "time-to-relapse", "statistic": "mean", "value": 8, "unit": "wk", "as": "8 weeks"}
    later = claim(
        id="relapse-mean-8-weeks", quote="relapsed on average after 8 weeks", passage=[50, 90], quantities=[figure]
    )
    sides = [
        {"claims": ["relapse-mean-19-days"], "says": "Days."},
        {"claims": ["relapse-mean-8-weeks"], "says": "Weeks."},
    ]
    broken = {"id": "days-or-weeks", "type": "timing", "relation": "odd", "sides": sides, "why": "They differ."}
    apart = folder(store(claims=[claim(), later], contradictions=[broken]))
    assert found(apart, "figures-conflict") == []
    together = folder(store(claims=[claim(), later], contradictions=[]), "together")
    assert found(together, "figures-conflict") != []


def test_a_contradiction_with_a_fault_still_holds_what_disputes_a_claim(folder):
    disputed = claim(evidence=[{"source": "series-2010", "verdict": "disputes", "note": "None relapsed."}])
    whole = store(claims=[disputed, *store()["claims"][1:]])
    (one,) = whole["contradictions"]
    one["sides"] = [{"claims": [disputed["id"]], "says": "So."}, {"sources": ["series-2010"], "says": "Not so."}]
    assert found(folder(whole, "sound"), "disputed-claim") == []
    for sources, count in (("series-2010", 0), ("overview", 1)):
        one["sides"][1]["sources"] = [sources]
        text = dump(whole).replace('"type": "timing"\n  "relation"', '"type": timing: not\n  "relation"')
        assert "timing: not" in text
        assert len(found(folder({"all.yaml": text}, f"broken-{sources}"), "disputed-claim")) == count


def test_a_circle_in_a_file_beside_the_one_that_is_checked_is_left_to_that_file(folder):
    whole = store()
    circle = [{"id": one, "name": one, "broader": other} for one, other in ((("q", "r")), ("r", "q"))]
    mine = {"populations": [{"id": "p", "name": "p", "broader": "q"}]}
    path = folder({"a.yaml": dump({**whole, **mine}), "b.yaml": dump({"populations": circle})})
    assert found(path / "a.yaml", "circle") == []
    assert len(found(path, "circle")) == 1


def test_evidence_from_a_source_that_is_not_there_is_the_one_problem_of_its_claim(folder):
    evidence = [{"source": "nowhere", "verdict": "partly", "note": "Eight of nine responders relapsed."}]
    one = claim(rating="supported", in_fact="In the trial 12 of 40 relapsed.", evidence=evidence)
    path = folder(store(claims=[one, *store()["claims"][1:]], contradictions=[]))
    assert [problem.message for problem in run(path).problems if problem.record == one["id"]] == ["no study `nowhere`"]


def test_figures_of_an_omission_are_looked_for_only_where_all_its_sources_are_there(folder):
    point = {
        "id": "who-relapsed",
        "label": "Relapse",
        "topics": ["relapse"],
        "importance": "core",
        "text": "77 relapsed.",
    }
    missing, there = (
        run(folder(store(omissions=[{**point, "sources": ["series-2010", name]}]))).problems
        for name in ("nowhere", "overview")
    )
    assert [problem.message for problem in missing if problem.record == point["id"]] == [
        "no document or study `nowhere`"
    ]
    assert "`77`: none of its sources has it" in [problem.message for problem in there]


def test_the_records_of_a_store_are_gathered_a_few_times_for_a_check_and_not_for_each_record(monkeypatch):
    gathered = []
    gather = Loaded.all_of

    def counted(loaded, *kinds):
        gathered.append(kinds)
        return gather(loaded, *kinds)

    monkeypatch.setattr(Loaded, "all_of", counted)
    run(DATA)
    assert 0 < len(gathered) < len(CHECKS)
