"""What a summary says, before anyone draws it."""

from collections.abc import Iterable
from typing import Any

import pytest

from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.conftest import DATA, shipped_store
from tests.stores import full


@pytest.fixture
def report(folder):
    def make(text=None, **filters):
        opened = open_store(folder(full()))
        return summarise(opened, opened.query(text, **filters))

    return make


def ids(records: Iterable[Any]) -> list[str]:
    return [record.id for record in records]


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"topic": "relapse"},
        {"topic": "onset,relapse"},
        {"type": "definition"},
        {"contested": True},
        {"confidence": "low"},
    ],
)
def test_each_claim_and_each_contradiction_stands_in_one_section(filters):
    opened = shipped_store()
    found = summarise(opened, opened.query(**filters))
    assert sorted(ids(one for section in found.sections for one in section.claims)) == sorted(ids(found.claims))
    assert sorted(ids(one for section in found.sections for one in section.contradictions)) == sorted(
        ids(found.contradictions)
    )


def test_a_claim_of_several_topics_is_named_under_the_others(report):
    relapse, response = report().sections
    assert (ids(relapse.elsewhere), ids(response.elsewhere)) == (["remission-85-percent"], [])
    assert (ids(relapse.told_elsewhere), ids(response.told_elsewhere)) == (["how-many-remit"], [])


def test_a_claim_stands_under_the_topic_that_was_asked_for(report):
    (only,) = report(topic="relapse").sections
    assert "remission-85-percent" in ids(only.claims)
    assert only.elsewhere == ()


def test_topics_stand_in_the_order_in_which_they_were_asked_for(report):
    assert [section.topic.id for section in report(topic="response,relapse").sections] == ["response", "relapse"]


def test_open_questions_are_claims_without_evidence_and_contradictions_without_resolution(report):
    assert (ids(report().unanswered), ids(report().unresolved)) == (["benefit-lasts"], ["how-many-remit"])


def test_what_a_side_or_a_bottom_line_names_comes_with_its_source(report):
    found = report("sleep")
    assert ids(found.claims) == ["works-during-sleep"]
    found = report(topic="response", type="rate")
    assert ids(found.documents) == ["guide", "overview"]
    assert sorted(found.mentioned) == ["relapse-mean-19-days", "relapse-mean-19-days-guide", "remission-85-percent"]


@pytest.mark.parametrize(
    ("filters", "title", "is_narrowed"),
    [
        ({}, "Evidence summary: A full store", False),
        ({"topic": "relapse"}, "Evidence summary: How long the benefit lasts", False),
        ({"topic": "relapse", "contested": True}, "Evidence summary: How long the benefit lasts", True),
        ({"type": "rate"}, "Evidence summary: a choice of claims", True),
    ],
)
def test_a_summary_is_called_by_what_was_asked(report, filters, title, is_narrowed):
    assert (report(**filters).title, report(**filters).is_narrowed) == (title, is_narrowed)


def test_a_store_that_is_one_file_has_its_topics_and_sources_from_its_siblings():
    whole, part = shipped_store(), open_store(DATA / "claims.yaml")
    one, other = summarise(whole, whole.query(topic="relapse")), summarise(part, part.query(topic="relapse"))
    assert ids(other.studies) == ids(one.studies)
    assert other.sections[0].topic == one.sections[0].topic
    assert sum(len(section.claims) for section in summarise(part, part.query()).sections) == part.size
