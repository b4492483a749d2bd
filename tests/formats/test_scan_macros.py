"""The pieces of a page that was scanned: whose words are whose, and where a verdict is."""

import re

import pytest

from ketacli.formats._web import _environment
from ketacli.report.card import card
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.stores import full


@pytest.fixture
def known(folder):
    """Return the card of a claim of the full store."""
    store = open_store(folder(full()))
    report = summarise(store, store.query())
    return card(next(one for one in report.claims if one.id == "remission-85-percent"), report.context)


def drawn(name, *given):
    return str(getattr(_environment().get_template("_web/scan.html.jinja").module, name)(*given))


def test_a_sentence_that_states_a_claim_is_copied_with_its_verdict(known):
    text = drawn("states", 2, "85% were well again.", known)
    (heading,) = re.findall("<h3.*?</h3>", text)
    assert re.sub("<[^>]+>", "", heading) == (
        "Wrong: misquotes the study it seems to lean on, Rot 2010. The page: “85% were well again.”"
    )


def test_a_sentence_that_comes_close_has_no_verdict_and_no_frame(known):
    text = drawn("close", 3, "Most were well again.", [known])
    heading = re.findall("<h3.*?</h3>", text)[0]
    assert re.sub("<[^>]+>", "", heading) == "“Most were well again.”"
    assert 'class="v ' not in text
    assert "The known claim" in text


def test_what_is_not_known_is_said(known):
    assert "keta has nothing on it" in drawn("unknown", 1, "Welcome.")
    links = re.findall(
        r'<a class="([\w ]+)" href="#k_s(\d)">', drawn("sentence_map", [(1, None), (2, known), (3, "close")])
    )
    assert links == [("nil", "1"), ("st wrong", "2"), ("cl", "3")]


def test_the_pages_words_are_escaped(known):
    assert "<script" not in drawn("states", 1, "<script>alert(1)</script>", known)
