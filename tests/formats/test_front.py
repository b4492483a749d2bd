"""The front page: what a reader finds on it, without a script and with one."""

import re

import pytest

from ketacli.formats import summary
from ketacli.formats._text import Layout
from ketacli.formats.front.html import render
from ketacli.report.brief import brief
from ketacli.report.card import UNRATED, VERDICTS, cards
from ketacli.report.front import front
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.conftest import DATA, store
from tests.formats.browser import act, needs_browser, printed, width
from tests.stores import full, judged


@pytest.fixture
def page(folder):
    """Return the front page of a store: `page(full(), importance="core")`."""

    def make(content, text=None, **filters):
        opened = open_store(folder(content) if isinstance(content, dict) else content)
        return render(front(opened, summarise(opened, opened.query(text, **filters))), Layout())

    return make


def test_the_page_of_the_full_store(page, golden):
    golden("front-html", page(full()))


def test_every_claim_is_on_it_once_and_under_its_verdict(page, folder):
    opened = open_store(folder(judged()))
    report = summarise(opened, opened.query())
    text = page(judged())
    headings = re.findall(
        r'<article class="card (\w+)" id="([\w-]+)"[^>]*><h4 class="keep"><span class="v (\w+)">', text
    )
    shown = cards(report.claims, report.context)
    assert sorted(name for _, name, _ in headings) == sorted(one.claims[0].id for one in shown)
    assert [name for card, name, frame in headings if card != frame] == []
    assert {one.kind for one in shown} >= set(VERDICTS) - set(UNRATED)


def test_a_question_has_a_square_for_each_of_its_claims(page):
    text = page(full())
    rows = re.findall(r'<li><div><h3><a href="#([\w-]+)">.*?</li>', text, re.DOTALL)
    squares = [one.count("<use href") for one in re.findall(r'<svg class="tiles".*?</svg>', text)]
    counts = [
        sum(map(int, re.findall(r"<b>(\d+)</b>", one))) for one in re.findall(r"</svg><p>(<b>.*?)</p></div></li>", text)
    ]
    assert len(rows) == len(squares)
    assert squares == counts


def test_help_in_a_crisis_comes_before_everything_else_and_at_the_end(page):
    text = page(full())
    assert text.index("Call or text <b>988</b>.") < text.index("<h2")
    assert "Call or text <b>988</b>.</p>\n" in text[text.index("<footer") :]


def test_a_store_without_such_a_notice_has_no_box(page):
    assert "<aside" not in page(store())


def test_questions_come_in_the_order_of_the_store(page):
    content = full()
    content["topics"][0]["order"], content["topics"][1]["order"] = 9, 3
    text = page(content)
    names = re.findall(r'<section class="topic" id="([\w-]+)"', text)
    first = [topic["id"] for topic in sorted(content["topics"], key=lambda one: one.get("order", 1000))]
    assert names == [name for name in first if name in names]


def test_what_is_asked_for_narrows_the_page_and_is_said(page):
    text = page(full(), importance="minor")
    assert "1 of 5 claims, those with importance “minor”," in text
    assert text.count("<article") == 1


def test_no_style_is_fetched_and_none_is_inline(page):
    text = page(full())
    assert re.findall(r"<(?:link|img|iframe|object|embed|base)\b|\bsrc=|@import|url\(| style=", text) == []


@pytest.mark.slow
def test_it_is_the_same_every_time(page):
    assert page(DATA) == page(DATA)


def test_a_label_in_the_data_cannot_leave_its_place(page):
    content = full()
    for name in ("question", "answer"):
        content["topics"][0][name] = "</title><script>alert(1)</script>?"
    content["omissions"][0]["text"] = "<b onclick=x>text</b>"
    text = page(content)
    assert text.count("<script") == 1
    assert "<b onclick" not in text


def test_export_writes_it_unless_a_topic_is_asked_for(keta, folder, tmp_path):
    path = folder(full())
    keta("export", tmp_path / "all.html", "--store", path)
    keta("export", tmp_path / "one.html", "--topic", "relapse", "--store", path)
    pages = [(tmp_path / name).read_text() for name in ("all.html", "one.html")]
    titles = [re.findall("<title>(.*?)</title>", page)[0] for page in pages]
    assert titles == [
        "Do the claims about ketamine for depression hold? · keta",
        "How long the benefit lasts: evidence summary",
    ]


@needs_browser
@pytest.mark.slow
def test_the_filter_holds_its_conditions_together_and_gives_way_to_links(page, tmp_path):
    told = act(
        page(full()),
        """
        const count = () => document.getElementById("k_fo").textContent;
        const choose = (id, value) => {
          document.getElementById(id).value = value;
          document.getElementById("k_f").dispatchEvent(new Event("change"));
        };
        const seen = [count()];
        choose("k_fr", "wrong"); seen.push(count(), shown("article.card"));
        choose("k_fp", "guide"); seen.push(count());
        location.hash = "#benefit-lasts"; await pause(); seen.push(count());
        return seen;
        """,
        tmp_path,
    )
    assert told == [
        "5 of 5 claims shown",
        "1 of 5 claims shown",
        ["remission-85-percent"],
        "No claim fits. Choose fewer conditions.",
        "5 of 5 claims shown",
    ]


@needs_browser
@pytest.mark.slow
def test_whoever_copies_a_claim_copies_its_verdict(page, tmp_path):
    told = act(
        page(full()),
        """
        const heading = document.querySelector("#remission-85-percent h4");
        getSelection().selectAllChildren(heading);
        const all = [...document.querySelectorAll("article h4")];
        return [all.every((one) => getComputedStyle(one).userSelect === "all"), getSelection().toString().split(/\\s*\\n\\s*/)];
        """,
        tmp_path,
    )
    assert told[0] is True
    assert told[1][0].startswith("Wrong: ")
    assert told[1][0].endswith(".")
    assert told[1][1:] == ["Claim:", full()["claims"][0]["statement"]]


@needs_browser
@pytest.mark.parametrize("pixels", [320, 390])
@pytest.mark.slow
def test_a_telephone_needs_no_scrolling_to_the_side(page, tmp_path, pixels):
    assert width(page(DATA), tmp_path, pixels) <= pixels


@needs_browser
@pytest.mark.slow
def test_it_prints_with_every_caveat(page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page(full()), encoding="utf-8")
    told = printed(path, tmp_path)
    for caveat in (caveat["text"] for claim in full()["claims"] for caveat in claim["caveats"]):
        assert caveat in told
    assert "Show all" not in told


def test_the_one_page_on_a_topic(kept, golden):
    opened = open_store(kept("full", full))
    report = summarise(opened, opened.query(topic="relapse"))
    golden("brief-html", str(summary.render("html", report, Layout(), (), brief(opened, report))))


def test_a_figure_is_quoted_in_the_words_that_give_it(kept):
    opened = open_store(kept("full", full))
    report = summarise(opened, opened.query(topic="relapse"))
    text = str(summary.render("html", report, Layout(), (), brief(opened, report)))
    quoted = re.findall(
        r'<tr role="row" class="band keep">.*?</b><span>(.*?)</span></th>.*?<td role="cell" class="d">(.*?)</td>', text
    )
    assert quoted == [
        ("", "4 to 6 weeks (longest)"),
        ("“approximately 19 days”", "about 19 days, mean"),
        ("“approximately 19 days”", "about 19 days, mean"),
        ("“85% of clients” · misquoted", "no comparison"),
    ]
