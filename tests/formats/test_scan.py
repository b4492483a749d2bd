"""What was found on a page, drawn where there is much of it, or little."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from ketacli.context import context
from ketacli.formats._text import Layout
from ketacli.formats.scan import render
from ketacli.frozen import replace
from ketacli.pages.furniture import Left
from ketacli.report import scan as scans
from ketacli.report import totals
from ketacli.report.beside import beside, studies_for
from ketacli.store.query import Query
from tests.conftest import shipped_store

PAGE = (
    "Ketamine by infusion for depression\n\nIn one study 60% of patients reached remission. "
    "Ketamine infusions are approved by the FDA for depression. After a dose people must not drive home. "
    "Of people in our clinic 70% respond to infusions.\n"
)


def reported(page):
    store = shipped_store()
    found = store.scan(page.encode(), name="page.txt")
    records: list[Any] = [*found.claims.values(), *found.omissions, *(one.omission for one in found.mentions)]
    return scans.report(store, found, context(store, records, Query(), "table"))


@pytest.fixture(scope="module")
def report():
    """Return what is told of a page: one sentence states a claim, one comes close, two touch what keta knows more of."""
    return reported(PAGE)


def one_line(name, report, *, is_full=False):
    """Return a page without its line breaks."""
    return " ".join(str(render(name, report, Layout(), is_full=is_full)).split())


def test_a_figure_that_differs_from_a_known_claims_is_in_json_with_both(report):
    sentences = json.loads(str(render("json", report, Layout())))["sentences"]
    (found,) = [one["differs"]["figure"] for line in sentences for one in line["compare"] if one["differs"]]
    assert [(found[whose]["measure"], found[whose]["value"], found[whose]["unit"]) for whose in ("page", "claim")] == [
        ("remission-rate", 60, "%"),
        ("remission-rate", 85, "%"),
    ]
    assert "Differs the page says 60 of 100; the claim 85%" in one_line("table", report)


def test_sentences_that_come_close_are_counted_beyond_the_eighth(report):
    (close,) = report.sections()["close"]
    many = replace(report, told=(close,) * 10)
    assert one_line("table", many).count("“In one study 60%") == scans.SHOWN
    assert "and 2 more sentences: keta scan page.txt --full" in one_line("table", many)
    assert "more sentence" not in one_line("table", replace(report, told=(close,) * scans.SHOWN))


def test_no_point_on_safety_is_left_out_and_others_are_counted_where_there_is_no_room(report):
    (safety,), (other,) = report.mentions(on_safety=True), report.mentions(on_safety=False)
    point = safety.omissions[0].omission
    crowded = replace(report, mentioned=(safety,) * 11 + (replace(safety, omissions=(), told=other.told), other))
    out = one_line("table", crowded)
    assert out.count(f"Known {point.label}: {point.text}") == scans.MOST_MENTIONED
    assert out.count(f"Known {point.label}: {point.short}") == 1
    assert out.count("Figures responded (score halved), of 100: page 70 of 100") == 2
    assert "more point" not in one_line("table", crowded, is_full=True)
    minor = replace(other, omissions=safety.omissions[:1], told=safety.told)
    weak = replace(minor.omissions[0], omission=replace(point, importance="minor"))
    many = replace(report, mentioned=(safety,) * 10 + (replace(minor, omissions=(weak,)),))
    assert "1 more point that the page mentions: keta scan page.txt --full THE PAGE LEAVES OUT" in one_line(
        "table", many
    )


def test_each_sentence_is_counted_once_in_the_head(report):
    assert totals.head(report, "") == [
        "1 states a known claim (1 wrong)",
        "1 touches on safety: 3",
        "1 comes close to a known claim that is wrong or goes too far",
        "1 touches what keta knows more of",
    ]


def test_questions_on_safety_come_after_what_is_said(report):
    (safety,) = report.mentions(on_safety=True)
    told = safety.told[0]
    passage = replace(told.scanned.passage, text="Can I drive home?")
    asked = replace(safety, told=(replace(told, scanned=replace(told.scanned, passage=passage)),))
    assert replace(report, mentioned=(asked, safety)).mentions(on_safety=True) == (safety, asked)


LEFT = (Left("header", "Ketamine cures."), Left("menu", "Home / Prices"))


@pytest.mark.parametrize(
    ("name", "is_full", "words"),
    [
        ("table", False, "Not read: 4 words (header, menus): keta scan page.txt --full lists them"),
        ("table", True, "Not read: 4 words (header, menus), at the end"),
        ("table", True, "NOT READ (beside the text of the page) · header: “Ketamine cures.” · menus: “Home / Prices”"),
        ("markdown", False, "Not read: 4 words (header, menus), listed with --full"),
        (
            "markdown",
            True,
            "## Not read *Beside the text of the page.* - header: “Ketamine cures.” - menus: “Home / Prices”",
        ),
        ("html", False, 'Not read: 4 words (header, menus), <a href="#k_u">listed below</a>.'),
        ("html", False, '<li><b>Header.</b> <q class="words">“Ketamine cures.”</q></li>'),
    ],
)
def test_text_that_was_not_read_is_counted_and_listed(report, name, is_full, words):
    page = replace(report.scan.page, left=LEFT)
    out = one_line(name, replace(report, scan=replace(report.scan, page=page)), is_full=is_full)
    assert words in out
    assert "Not read" not in one_line(name, report, is_full=is_full)


def test_text_that_was_not_read_is_in_json(report):
    page = replace(report.scan.page, left=LEFT)
    found = json.loads(str(render("json", replace(report, scan=replace(report.scan, page=page)), Layout())))
    assert found["page"]["left"] == [one._asdict() for one in LEFT]
    assert found["on_safety"] == [3]


def test_in_a_web_page_what_is_on_safety_comes_first_with_a_link_and_a_note(report):
    out = one_line("html", report)
    assert '<li><b>1 touches on safety:</b> <a href="#k_3">3</a></li>' in out
    assert '<a class="tc sf" href="#k_3">' in out
    assert '<li id="k_3" class="s safe">' in out
    assert "<dt>On safety</dt>" in out


def test_in_a_web_page_a_sentence_is_copied_with_the_verdict_of_a_claim_that_it_states_and_of_no_other(report):
    found = re.findall(r'<p class="no">Sentence (\d) · .*?(<h3.*?</h3>)', one_line("html", report))
    told = [
        (number, re.sub("<[^>]+>|: [^“]*(?= The page)", "", heading), "<svg" in heading) for number, heading in found
    ]
    assert told == [
        ("1", "“In one study 60% of patients reached remission.”", False),
        ("2", "Wrong The page: “Ketamine infusions are approved by the FDA for depression.”", True),
    ]


def test_one_persons_story_has_no_figure_to_differ_from_and_a_year_stands_beside_none():
    text = "Ketamine\n\nMost people have six infusions over two to three weeks. Ketamine was first made in 1962 and has been used since."
    assert [
        (
            told.kind,
            [(known.card.ids, known.card.kind, known.differs) for known in told.known],
            [one.measure for one in told.scanned.figures],
            told.figures,
        )
        for told in reported(text).told
    ] == [
        ("", [], [], ()),
        ("close", [("plan-two-trial-infusions", "personal-story", None)], ["infusion-count", "course-duration"], ()),
        ("", [], ["first-use-date"], ()),
    ]


def test_a_supported_claim_that_says_not_so_stands_against_a_sentence_without_such_a_word():
    (told,) = reported("Ketamine infusions\n\nKetamine infusions cure depression for good.\n").told[1:]
    assert told.known[0].verdict == ("", "but supported is")


def test_a_further_claim_that_a_sentence_states_follows_the_first_with_its_verdict(report):
    (stated,) = report.sections()["states"]
    (close,) = report.sections()["close"]
    both = replace(report, told=(replace(stated, known=(*stated.known, *close.known)),))
    out = one_line("table", both)
    assert "Also ✗ WRONG: In one study 85% of patients reached remission of depressive symptoms" in out
    assert out.index("Known The FDA has approved") < out.index("Also ✗ WRONG") < out.index("sentence 2 · ")


@pytest.mark.parametrize("name", ["table", "markdown"])
@pytest.mark.parametrize(("left_out", "topics"), [(True, True), (True, False), (False, True), (False, False)])
def test_what_a_page_leaves_out_has_a_heading_where_there_is_something(report, name, left_out, topics):
    some = replace(report, left_out=report.left_out * left_out, topics=report.topics * topics)
    out = one_line(name, some)
    assert ("the page leaves out" in out.lower()) == (left_out or topics)
    assert (report.left_out[0].omission.label in out) == left_out
    assert (f"Nothing on: {report.topics[0].name}" in out) == topics


def test_in_markdown_a_share_that_no_claim_is_like_is_followed_by_those_of_studies(report):
    told = str(render("markdown", report, Layout())).partition("70% respond to infusions.”\n")[2].splitlines()
    assert told[0].startswith("  - Figures: responded (score halved), of 100: page 70 of 100; ")


def test_a_figure_that_is_of_no_treatment_stands_beside_those_of_studies_and_one_that_no_study_has_alone():
    page = reported(
        "Ketamine for depression\n\nAbout 30% of people with depression do not respond to two antidepressants.\n"
    )
    (close,) = (told for told in page.told if told.kind == "close")
    assert [figure.as_ for figure in close.scanned.figures] == ["30%", "two antidepressants"]
    assert [(beside.heading, beside.page.as_) for beside in close.figures] == [
        ("antidepressants that failed", "two antidepressants")
    ]
    assert {pair.first.result.arm for pair in close.figures[0].pairs} == {None}


def test_shares_of_a_page_are_drawn_beside_those_of_studies_and_other_figures_are_not(report):
    (close,) = report.sections()["close"]
    (beside,) = close.figures
    pair = beside.pairs[0]
    without = pair._replace(compared=None)
    for changed, words in (
        (beside, ["60", "44", "30", "38", "22"]),
        (
            replace(beside, page=replace(beside.page, value=None, low=50.0, high=60.0)),
            ["50 to 60", "44", "30", "38", "22"],
        ),
        (replace(beside, pairs=(without,), compared=("",)), ["60", "44"]),
        (replace(beside, pairs=(pair._replace(treated=pair.treated._replace(share=None)),), compared=("",)), []),
        (replace(beside, page=replace(beside.page, unit="d")), []),
    ):
        page = str(render("html", replace(report, told=(replace(close, figures=(changed,)),)), Layout()))
        assert re.findall(r'<tspan font-weight="700">([^<]*)</tspan>', page) == words


@pytest.fixture
def in_part(report):
    """Return what is told of a page whose one sentence states a claim in part, and comes close to another one."""
    (stated,), (close,) = report.sections()["states"], report.sections()["close"]
    known = replace(stated.known[0], not_covered=("then drive home",))
    told = replace(stated, kind="part", known=(known,), near=close.known, figures=close.figures)
    return replace(report, told=(told,), mentioned=(), left_out=(), topics=())


CLAIMED = "The FDA has approved intravenous ketamine for treating depression."
CLOSE = "In one study 85% of patients reached remission of depressive symptoms"


def test_a_sentence_that_states_a_claim_in_part_is_followed_by_what_it_comes_close_to(in_part):
    markdown = str(render("markdown", in_part, Layout()))
    assert [line for line in markdown.splitlines() if line.startswith("## ")] == [
        "## The page states in part",
        "## Sources named here",
    ]
    (line,) = [line for line in markdown.splitlines() if line.startswith("- Page")]
    places = [
        line.index(part)
        for part in (f"Known: **Wrong**: {CLAIMED}", "then drive home", f"Similar: a claim that is wrong: {CLOSE}")
    ]
    assert places == sorted(places)
    table = one_line("table", in_part)
    places = [
        table.index(part)
        for part in (f"Known ✗ WRONG: {CLAIMED}", "“then drive home”", f"Similar ✗ a claim that is wrong: {CLOSE}")
    ]
    assert places == sorted(places)


def test_in_full_each_level_and_the_figures_of_studies_are_told_under_the_sentence(in_part):
    out = one_line("table", in_part, is_full=True)
    parts = (
        "states in part · the verdicts are on the known claims, none on the rest of the sentence",
        f"Known ✗ WRONG: {CLAIMED}",
        "close to · the verdicts are on the known claims",
        f"Similar ✗ a claim that is wrong: {CLOSE}",
        "Figures remission (nearly well), of 100: page 60 of 100; ",
    )
    places = [out.index(part) for part in parts]
    assert places == sorted(places)


def test_a_share_beside_a_claim_that_has_none_is_set_beside_those_of_the_studies_of_what_it_comes_close_to():
    page = reported(
        "Ketamine infusions for depression\n\nKetamine infusions work for 70 percent, and ketamine is an anaesthetic.\n"
    )
    (told,) = (told for told in page.told if told.n)
    assert (told.kind, [beside.page.value for beside in told.figures]) == ("part", [70])


def test_a_share_of_which_nothing_says_what_was_given_stands_beside_no_study():
    store = shipped_store()
    found = store.scan(PAGE.encode(), name="page.txt")
    (one,) = (one for one in found.sentences if one.passage.text.startswith("Of people in our clinic"))
    studies = studies_for(store, found)
    assert [figure.heading for figure in beside(one, [], studies)] == ["responded (score halved), of 100"]
    bare = replace(one, about=None, figures=tuple(replace(figure, intervention=None) for figure in one.figures))
    assert list(beside(bare, [], studies)) == []


def test_the_year_of_a_claim_that_a_page_states_is_set_beside_no_figure():
    page = reported("Spravato for depression\n\nThe FDA approved Spravato in 2019.\n")
    assert [(told.kind, told.figures) for told in page.told if told.n] == [("states", ())]


def test_in_full_markdown_ends_with_the_sentences_of_which_nothing_is_known():
    page = reported("Ketamine by infusion for depression\n\nOur waiting room has blue chairs.\n")
    full = str(render("markdown", page, Layout(), is_full=True))
    silent = full.partition("## Nothing known\n\n")[2].partition("\n\n")[0].splitlines()
    assert silent[-1] == "- Sentence 1: “Our waiting room has blue chairs.”"
    assert "Nothing known" not in str(render("markdown", page, Layout()))


def test_the_trial_whose_figure_a_page_gives_stands_first_and_a_series_without_comparison_does_not():
    page = reported(
        "Ketamine infusions for depression\n\nIn the largest trial 55 percent responded to ketamine infusions. "
        "Of our patients 90 percent respond to ketamine infusions.\n"
    )
    first, second = ([pair.study.label for pair in told.figures[0].pairs] for told in page.told if told.figures)
    assert first[0] == "Anand 2023"
    assert "aan het Rot 2010" not in second
