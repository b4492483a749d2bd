"""The shipped store: sound, whole, and about as large as it is."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ketacli.checks._run import run
from tests.conftest import DATA, shipped_store

DOCUMENTS = os.environ.get("KETA_DOCUMENTS")
FILES = sorted(path.name for path in DATA.glob("*.yaml"))


@pytest.fixture
def shipped():
    return shipped_store()


def test_it_has_neither_errors_nor_warnings():
    report = run(DATA)
    assert [problem.text() for problem in report.problems] == []
    assert report.files == len(FILES)


@pytest.mark.skipif(not DOCUMENTS, reason="KETA_DOCUMENTS names no folder with documents")
def test_it_has_none_against_the_documents_either():
    report = run(DATA, Path(DOCUMENTS or ""))
    assert [problem.text() for problem in report.problems] == []
    assert report.documents == 2


@pytest.mark.parametrize("file", FILES)
def test_each_of_its_files_is_sound_by_itself_and_sorted(file):
    report = run(DATA / file)
    assert [problem.text() for problem in report.problems] == []


def test_it_holds_between_150_and_200_claims(shipped):
    assert 150 <= len(shipped.claims()) <= 200


def test_at_most_one_claim_in_six_is_not_rated(shipped):
    levels = [claim.confidence.level for claim in shipped.claims()]
    assert levels.count("not-rated") <= len(levels) / 6


def test_it_holds_at_least_15_contradictions_some_of_each_relation(shipped):
    found = shipped.contradictions()
    assert len(found) >= 15
    assert {one.relation for one in found} == {"direct", "apparent", "scope"}


def test_every_topic_has_claims_and_a_bottom_line_that_rests_on_one_of_them(shipped):
    for topic in shipped.topics():
        assert topic.bottom_line is not None, topic.id
        claims = {claim.id for claim in shipped.claims(topic=topic.id)}
        assert claims, topic.id
        assert claims & set(topic.bottom_line.rests_on), topic.id


def test_both_documents_are_read_and_say_what_was_passed_over(shipped):
    documents = [source for source in shipped.sources() if source.kind == "document"]
    assert len(documents) == 2
    assert all(source.passed_over for source in documents)


def test_a_reference_leads_to_no_proxy_and_has_the_year_of_its_label(shipped):
    """A year in a label that is not the publication's is explained in the note."""
    wrong = []
    for one in shipped.sources():
        if one.kind == "document":
            continue
        address = str(one.cite.get("URL", ""))
        if any(word in address for word in ("proxy", "staging")):
            wrong.append(f"{one.id}: {address}")
        year = re.search(r"\b(?:19|20)\d\d\b", one.label or "")
        if year and "issued" not in one.cite and "year in the label" not in (one.note or ""):
            wrong.append(f"{one.id}: no year beside the label {one.label}")
    assert wrong == []


def test_no_source_is_marked_as_read_in_full_whose_words_say_that_parts_were_read(shipped):
    said = re.compile(
        r"read in part|in part was|\btables?\b[^.]*\b(?:was|were) read|only (?:a|one|two|the|some) (?:table|part|page)s?\b",
        re.IGNORECASE,
    )
    assert said.search("Two tables of the article were read.")
    assert [
        one.id
        for one in shipped.sources()
        if one.kind != "document" and one.read == "full-text" and said.search(f"{one.note} {one.limitations}")
    ] == []


def test_no_reference_in_markdown_has_a_backslash_before_a_full_stop(shipped, keta):
    for topic in shipped.topics():
        assert "\\." not in keta("summary", "--topic", topic.id, "--format", "markdown", "--store", DATA).out


def test_phrases_stand_in_lines_of_at_most_120_columns_and_none_is_broken_over_two():
    lists = re.findall(r"^ +(?:phrases|asked_as|alone_as|touched_by|denied_as): \[[^\]]*\]", _text(), re.MULTILINE)
    lines = [line for one in lists for line in one.splitlines()]
    assert len(lists) > 500
    assert [line for line in lines if len(line) > 120] == []
    assert [line for line in lines if not line.endswith((",", "]"))] == []


def _text() -> str:
    return "".join((DATA / file).read_text("utf-8") for file in FILES)
