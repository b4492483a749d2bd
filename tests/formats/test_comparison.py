"""The comparison's page: hostile text, a validator, every link, a real browser."""

import re

import pytest

from ketacli.answer import Context
from ketacli.formats._text import Layout
from ketacli.formats.comparison import Comparison, render
from ketacli.report.comparison import company, compare
from ketacli.store import open_store
from tests.conftest import DATA, shipped_store
from tests.formats.browser import needs_browser, printed, width
from tests.formats.test_summary import HOSTILE, Tags
from tests.stores import figures

CHOSEN = ("source", "figure", "contradictions", "caveats")


def page(path, fields=(), **filters):
    """Return the page of the figures of a store."""
    store = open_store(path)
    query = store.query(None, **filters)
    claims = store.find(query).claims
    studies = store.studies(evidence.source for claim in claims for evidence in claim.evidence)
    names = Context(
        store_title=store.title or "",
        store_version=store.version or "",
        claims_in_store=store.size,
        topics=store.names("topic"),
        documents=store.names("document"),
        designs=store.names("design"),
        measures=store.names("measure"),
        people=store.names("population"),
        treatments=store.names("intervention"),
        caveats=store.names("caveat"),
    )
    blocks = compare(claims, studies, store.starts("effect"))
    found = Comparison(query.asked(), blocks, len(claims), fields=tuple(fields), context=names)
    found = found._replace(company=company(store, claims, found.rows))
    text = render("html", found, Layout())
    assert isinstance(text, str)
    return text


def hostile(text):
    """Return the store of figures, in which every text that a comparison shows is `text`."""
    whole = figures()
    whole["store"]["title"] = text
    for kind in ("topics", "measures", "designs", "populations", "interventions"):
        for one in whole[kind]:
            one["name"] = f"{text} {one['id']}"  # regions of a page need names of their own
    whole["sources"][0] |= {"title": text, "author": text, "note": text}
    for one in whole["caveats"]:
        one["name"] = text
    for one in whole["sources"][1:]:
        one["limitations"] = text
        one["cite"] |= {"title": text, "DOI": "10.1000/a<b>|`_*", "URL": "https://example.org/a|b_c`"}
        for result in one["results"]:
            result |= {"outcome": text, "timepoint": text, "scale": text}
    for one in whole["claims"]:
        one["scope"] |= {"outcome": text, "timepoint": text}
        one |= {"statement": text, "quote": text}
        one["confidence"] = {**one["confidence"], "why": text}
        one["caveats"] = [{"kind": "sample-size", "text": text}]
        for evidence in one["evidence"]:
            evidence["note"] = text
    for one in whole["contradictions"]:
        one |= {"why": text, "resolution": text}
        for side in one["sides"]:
            side["says"] = text
    return whole


@pytest.mark.parametrize("fields", [(), (*CHOSEN, "outcome", "timepoint", "scale")])
def test_hostile_text_cannot_act(folder, fields):
    told, plain = (Tags(page(folder(hostile(text)), fields, topic="relapse")) for text in (HOSTILE, "harmless"))
    assert told.found == plain.found
    assert {link.partition(":")[0] for link in told.links if not link.startswith("#")} == {"https"}
    shown = "".join(told.text)
    assert shown.count(HOSTILE) == "".join(plain.text).lower().count("harmless")


@pytest.mark.slow
def test_a_validator_finds_nothing_wrong(folder, validated):
    pages = [
        page(folder(figures())),
        page(folder(figures()), CHOSEN),
        page(folder(hostile(HOSTILE), "hostile")),
        page(DATA),
        page(DATA, topic="relapse"),
    ]
    assert validated({str(number): text for number, text in enumerate(pages)}) == (0, "")


def test_every_link_leads_somewhere_and_no_id_stands_twice():
    text = page(DATA)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]+)"', text)
    assert set(links) - set(ids) == set()
    measures = [measure.removeprefix("measure-") for measure in links if measure.startswith("measure-")]
    assert measures == [block.measure for block in _blocks()]


def _blocks():
    store = shipped_store()
    claims = store.claims()
    studies = store.studies(evidence.source for claim in claims for evidence in claim.evidence)
    return compare(claims, studies, store.starts("effect"))


def test_every_figure_of_the_shipped_store_is_a_row():
    text = page(DATA)
    blocks = _blocks()
    rows = [row for block in blocks for row in block.rows]
    assert text.count('<tr class="document">') == len([row for row in rows if row.claim])
    assert text.count('<tr class="study">') == len([row for row in rows if not row.claim])
    assert re.findall(r"<caption>.*\): (\d+) figures?</caption>", text) == [str(len(block.rows)) for block in blocks]


def test_tables_have_captions_and_headers_that_say_what_they_head():
    text = page(DATA)
    tables = re.findall(r"<table>.*?</table>", text, re.DOTALL)
    assert len(tables) == len(_blocks())
    assert [table for table in tables if table.count("<caption>") != 1] == []
    assert re.findall(r"<th(?! scope=|ead)[^>]*>", text) == []
    assert [table for table in tables if table.count('<th scope="row') != table.count("<tr") - 1] == []


def test_it_asks_the_network_for_nothing_and_runs_nothing(kept):
    text = page(kept("figures", figures))
    assert re.findall(r"<(?:link|img|iframe|object|embed|base|script)\b|\bsrc=|@import|url\(", text) == []
    assert (
        "default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:; base-uri &#39;none&#39;; "
        "form-action &#39;none&#39;; script-src &#39;none&#39;" in text
    )


def test_whoever_a_row_names_stands_on_the_page_whole(kept):
    text = page(kept("figures", figures), topic="relapse")
    told = "".join(Tags(text).text)
    kinds = re.findall(r'<(?:article|li)[^>]* id="(claim|contradiction|source)-([^"]+)"', text)
    assert sorted(kinds) == sorted(
        [
            *(
                ("claim", name)
                for name in ("full-effect-4-to-6-weeks", "no-relapse-over-3-months", "remission-85-percent")
            ),
            *(("contradiction", name) for name in ("how-many", "weeks-or-hours")),
            *(("source", f"trial-{number}") for number in (1, 2, 3, 4)),
            *(("source", name) for name in ("overview", "series-2010", "ssri-trial")),
        ]
    )
    for said in (
        "The full effect takes 4 to 6 weeks.",
        "The figure is of eight people.",
        "Expect hours.",
        "No control group.",
    ):
        assert said in told, said


def test_the_foot_says_of_which_store_the_page_is(kept):
    path = kept("figures", figures)
    digest = open_store(path).digest
    text = page(path)
    assert text[text.index("<footer") : text.index("</footer>")] == (
        '<footer class="in">\n<p>keta reports research and gives no advice.</p>\n'
        f"<p>A store of figures, version 2026-01-01, digest {digest}.</p>\n"
    )


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("fields", [(), CHOSEN])
def test_a_telephone_needs_no_scrolling_to_the_side(tmp_path, fields):
    text = page(DATA, fields)
    assert "width=device-width" in text
    assert width(text, tmp_path, 360) <= 360


@pytest.mark.slow
@needs_browser
def test_it_prints_whole(folder, tmp_path):
    path = tmp_path / "figures.html"
    path.write_text(page(folder(figures())), encoding="utf-8")
    told = printed(path, tmp_path)
    for text in ("18 figures", "about 0.5", "26.2%", "9 of 20", "weeks-or-hours", "antidepressant", "27.5 days"):
        assert text in told


@pytest.mark.slow
def test_markdown_passes_markdownlint(keta, folder, linted):
    stores = folder(figures()), str(DATA)
    assert linted(keta("compare", "--format", "markdown", "--store", path).out for path in stores) == (0, [])
