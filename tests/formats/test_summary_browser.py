"""The summary's page in a real browser."""

import re

import pytest

from ketacli.formats._text import Layout
from ketacli.formats.summary import render
from ketacli.formats.summary.html import Drawing
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.formats.browser import act, chromium, needs_browser, printed, width
from tests.stores import full

pytestmark = [pytest.mark.slow, needs_browser]

ALL = [
    "claim-relapse-mean-19-days",
    "claim-relapse-mean-19-days-guide",
    "claim-benefit-lasts",
    "claim-remission-85-percent",
    "claim-works-during-sleep",
]


@pytest.fixture
def page(folder, tmp_path):
    """Return the file of the full store's page."""
    opened = open_store(folder(full()))
    path = tmp_path / "page.html"
    path.write_text(render("html", summarise(opened, opened.query()), Layout()), encoding="utf-8")
    return path


@pytest.fixture
def reader(page, tmp_path):
    """Do something in the browser and return what it tells: `reader("set('k_find', 'sleep'); return shown('article.record');")`."""
    return lambda doing: act(page.read_text(encoding="utf-8"), doing, tmp_path)


def test_all_claims_are_shown_at_first(reader):
    assert sorted(reader("return shown('article.record');")) == sorted(ALL)


def test_search_shows_the_claims_with_all_words_whatever_their_case(reader):
    assert reader(
        "set('k_find', 'WORK sleep'); return [shown('article.record'), document.getElementById('k_count').textContent];"
    ) == [
        ["claim-works-during-sleep"],
        "1 of 5 claims shown",
    ]


def test_filters_by_topic_rating_and_contested_hold_together(reader):
    told = reader("""
        const seen = [];
        set("k_rating", "partly-true"); seen.push(shown("article.record"));
        set("k_contested", true); seen.push(shown("article.record"));
        set("k_topic", "response"); seen.push(shown("article.record"));
        seen.push(shown("article.contradiction"), shown("section.topic"));
        return seen;
    """)
    assert [sorted(one) for one in told[:2]] == [
        ["claim-relapse-mean-19-days", "claim-relapse-mean-19-days-guide"],
        ["claim-relapse-mean-19-days"],
    ]
    assert told[2:] == [[], [], ["topic-response"]]


def test_show_all_takes_every_filter_back(reader):
    told = reader("""
        set("k_find", "sleep"); set("k_contested", true);
        document.querySelector("[type=reset]").click(); await pause();
        return shown("article.record").length;
    """)
    assert told == 5


def test_a_contradiction_leads_to_the_other_side_even_when_a_filter_hides_it(reader):
    told = reader("""
        set("k_find", "benefit of infusions is lasting");
        const before = shown("article.record");
        document.querySelector("#claim-benefit-lasts a[href='#contradiction-lasting-or-not']").click(); await pause();
        const there = document.activeElement.id;
        document.querySelector("#contradiction-lasting-or-not a[href='#claim-relapse-mean-19-days']").click(); await pause();
        return [before, there, document.activeElement.id, shown("article.record").length];
    """)
    assert told == [["claim-benefit-lasts"], "contradiction-lasting-or-not", "claim-relapse-mean-19-days", 5]


def test_plots_are_shown_with_all_claims_only(page, reader):
    drawing = Drawing('<svg viewBox="0 0 1 1"></svg>', "Onset", "Shows the onset.")
    opened = open_store(page.parent / "store")
    page.write_text(render("html", summarise(opened, opened.query()), Layout(), [drawing]), encoding="utf-8")
    told = reader("""
        const seen = () => shown("#k_glance").length;
        const before = seen();
        set("k_find", "sleep");
        const during = seen();
        document.querySelector("[href='#k_glance']").click(); await pause();
        return [before, during, seen(), shown("article.record").length];
    """)
    assert told == [1, 0, 1, 5]


def test_nothing_runs_that_is_not_the_pages_own_script(page, tmp_path):
    copy = tmp_path / "copy.html"
    text = page.read_text(encoding="utf-8")
    copy.write_text(text.replace("</body>", "<script>document.title = 'taken'</script></body>"), encoding="utf-8")
    out = chromium("--virtual-time-budget=2000", "--dump-dom", copy.as_uri(), folder=tmp_path)
    assert re.findall("<title>(.*?)</title>", out) == ["Evidence summary: A full store"]
    assert "5 of 5 claims shown" in out


def test_without_a_script_everything_is_there_and_no_search_box(page):
    text = page.read_text(encoding="utf-8")
    assert '<form id="k_filters" hidden>' in text
    assert re.findall(r"<article[^>]* hidden", text) == []


def test_a_telephone_needs_no_scrolling_to_the_side(page, tmp_path):
    text = page.read_text(encoding="utf-8")
    assert "width=device-width" in text
    assert width(text, tmp_path, 360) <= 360


def test_the_page_prints_whole(page, tmp_path):
    told = printed(page, tmp_path)
    for text in (
        "The benefit lasts.",
        "Ten people.",
        "85% was the mean fall in score.",
        "Looked for follow-up beyond a year.",
    ):
        assert text in told
    assert "contested only" not in told
