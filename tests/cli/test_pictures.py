"""The plots in the page that `summary` and `export` write."""

import re
import sys
import xml.etree.ElementTree as ET

import pytest

from ketacli.formats._text import Layout
from ketacli.formats.summary import render
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.stores import figures

KNOWN = ["paper", "ink", "soft", "line", "band", "middle", "document", "study", "other"]
SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def path(kept):
    return kept("figures", figures)


@pytest.fixture
def page(keta, path):
    """Return the page of what some filters find."""
    return lambda *filters: keta("summary", "--full", *filters, "--format", "html", "--store", path).out


def drawn(page):
    """Return the drawings of figures in a page; marks of verdicts have no title."""
    return [one for one in re.findall(r"<svg .*?</svg>", page, re.DOTALL) if "<title" in one]


def test_a_page_shows_both_plots_and_says_in_words_what_they_show(page):
    found = [ET.fromstring(one) for one in drawn(page())]
    assert [one.findtext(f"{SPACE}title") for one in found] == ["Time to the full effect", "Share in remission"]
    assert "– not rated: An overview, The full effect takes 4 to 6 weeks, 4 to 6 weeks" in found[0].findtext(
        f"{SPACE}desc", ""
    )


def test_a_page_shows_only_plots_with_figures(page):
    found = [ET.fromstring(one) for one in drawn(page("--measure", "time-to-relapse"))]
    assert [one.findtext(f"{SPACE}title") for one in found] == ["Time to relapse"]


def test_a_page_without_figures_has_no_place_for_plots(keta, folder):
    bare = figures(contradictions=[])
    bare["claims"] = [{**bare["claims"][3], "evidence": [], "no_evidence": "Nothing."}]
    bare["sources"] = bare["sources"][:1]
    ran = keta("summary", "--full", "--format", "html", "--store", folder(bare))
    assert ('<section id="at-a-glance"' in ran.out, "<figure" in ran.out, ran.err) == (False, False, "")


@pytest.mark.slow
def test_every_colour_that_shows_can_be_told_by_the_page(page):
    text = "".join(drawn(page()))
    style = page().split("<style>")[1].split("</style>")[0]
    assert set(re.findall(r"(?:fill|stroke): (?!var|none)([^;\"]+)", text)) <= {"#000000"}
    assert set(re.findall(r"stroke: #000000; (\S+ \S+);", text)) <= {"stroke-opacity: 0"}
    used = set(re.findall(r"var\(--(\w+), #", text))
    assert used <= set(KNOWN)
    assert [name for name in sorted(used) if f"--{name}:" not in style] == []


def test_ids_in_the_page_stand_once_and_links_lead_somewhere(page):
    text = page()
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {one.lstrip("#") for one in re.findall(r'href="(#[^"]+)"', text)} <= set(ids)


@pytest.mark.slow
def test_plots_load_nothing_and_bring_no_style_of_their_own(page):
    text = "".join(drawn(page()))
    assert re.findall(r"<(?:style|script|image|foreignObject|a)\b|href=\"[^#]|\bon\w+=|<!--", text) == []


@pytest.mark.slow
@pytest.mark.parametrize("filters", [(), ("--topic", "relapse")], ids=["front page", "a topic"])
def test_an_export_is_the_same_page_twice(keta, path, tmp_path, filters):
    for name in ("a.html", "b.html"):
        keta("export", tmp_path / name, *filters, "--store", path)
    first, second = ((tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second
    assert first.endswith(b"</html>\n")


@pytest.mark.slow
def test_an_export_of_a_topic_is_the_page_of_its_summary(keta, path, tmp_path):
    asked = ("--topic", "relapse", "--store", path)
    keta("export", tmp_path / "a.html", *asked)
    assert (tmp_path / "a.html").read_bytes() == keta("summary", *asked, "--format", "html").out.encode()


def test_without_matplotlib_the_page_is_whole_and_standard_error_says_what_is_missing(keta, path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    store = open_store(path)
    ran = keta("summary", "--full", "--format", "html", "--store", path)
    assert ran.out == render("html", summarise(store, store.query()), Layout())
    assert ran.err == (
        "note: the page has no pictures. Pictures need matplotlib, which is not installed\n\n"
        f"hint: install it beside keta: `{sys.executable} -m pip install matplotlib`\n"
    )
    assert "pictures" not in ran.out
    assert keta("summary", "--store", path).err == keta("summary", "--format", "markdown", "--store", path).err == ""


@pytest.mark.slow
def test_a_page_in_ascii_keeps_its_plots(page, monkeypatch):
    whole = drawn(page())
    monkeypatch.setattr("ketacli.cli._output._is_unicode", lambda: False)
    text = page()
    assert text.isascii()
    assert len(drawn(text)) == len(whole) == 2


def test_hostile_text_does_not_act_in_a_plot(keta, folder):
    content = figures()
    for measure in content["measures"]:
        measure["name"] = '</desc></svg><script>alert("&")</script> fill: #1a1a1a'
    text = keta("summary", "--full", "--format", "html", "--store", folder(content)).out
    assert text.count("<script") == 1
    assert "fill: #1a1a1a" in ET.fromstring(drawn(text)[0]).findtext(f"{SPACE}desc", "")
