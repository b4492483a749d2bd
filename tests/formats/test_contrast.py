"""Text and marks of the pages can be told from what is behind them, in the light and in the dark, by WCAG 2.2's ratio."""

import pytest

from ketacli.cli._figures import drawings
from ketacli.formats import summary
from ketacli.formats._text import Layout
from ketacli.formats.front.html import render as render_front
from ketacli.report.brief import brief
from ketacli.report.front import front
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.conftest import DATA
from tests.formats.browser import act, needs_browser
from tests.formats.test_comparison import page
from tests.stores import judged

pytestmark = needs_browser

SCHEMES = {"light": False, "dark": True}
TEXTS = ("ink", "soft", "link", "wrong", "far", "none", "part", "good", "na")
GROUNDS = ("paper", "panel", "band")  # the words of the plots are shapes, which stand on the band too
MARKS = ("page", "ket", "cmp")
MARK_GROUNDS = ("paper", "band")
ENOUGH = 4.5
ENOUGH_FOR_LARGE = 3

# WCAG 2.2, "relative luminance" and "contrast ratio"; large text is 18 pt, or 14 pt and bold.
RATIO = """
const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = (colour) => {
  const [red, green, blue] = parts(colour).slice(0, 3).map((one) => {
    const share = one / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const ratio = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
"""
PALETTE = """
const probe = document.body.appendChild(document.createElement("p"));
const resolved = (name) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };
const told = {};
for (const [names, grounds] of %s)
  for (const name of names) for (const ground of grounds)
    told[`${name} on ${ground}`] = ratio(resolved(name), resolved(ground));
return told;
"""
SHOWN = """
const behind = (element) => {
  for (let one = element; one; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor;
    if ((parts(colour)[3] ?? 1) > 0) return colour;
  }
  return "rgb(255, 255, 255)";
};
const told = {};
for (const element of document.body.querySelectorAll("*")) {
  const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!hasText || !element.checkVisibility() || ["SCRIPT", "STYLE", "TITLE"].includes(element.tagName)) continue;
  if (["title", "desc", "style"].includes(element.tagName)) continue;
  const style = getComputedStyle(element);
  const colour = element instanceof SVGElement ? style.fill : style.color;
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const found = ratio(colour, behind(element));
  told[`${colour} on ${behind(element)}`] = [found, isLarge];
}
return told;
"""


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_of_the_style_sheet_stands_out(tmp_path, scheme):
    asked = [[list(TEXTS), list(GROUNDS)], [list(MARKS), list(MARK_GROUNDS)]]
    told = act(page(DATA, topic="relapse"), RATIO + PALETTE % asked, tmp_path, dark=SCHEMES[scheme])
    least = {name: ENOUGH if name.split(" ")[0] in TEXTS else ENOUGH_FOR_LARGE for name in told}
    assert len(told) == len(TEXTS) * len(GROUNDS) + len(MARKS) * len(MARK_GROUNDS)
    assert {name: found for name, found in told.items() if found < least[name]} == {}


@pytest.mark.slow
def test_the_dark_has_colours_of_its_own(tmp_path):
    doing = "return getComputedStyle(document.body).backgroundColor;"
    text = page(DATA, topic="relapse")
    assert [act(text, doing, tmp_path, dark=dark) for dark in SCHEMES.values()] == [
        "rgb(255, 255, 255)",
        "rgb(22, 24, 26)",
    ]


def _shown(kind, path):
    """Return a page of a kind, of a whole store."""
    if kind == "comparison":
        return page(path)
    store = open_store(path)
    query = store.query()
    report = summarise(store, query)
    if kind == "front":
        return render_front(front(store, report), Layout())
    if kind == "one page":
        return str(summary.render("html", report, Layout(), (), brief(store, report)))
    return str(summary.render("html", report, Layout(), drawings(store, query)))


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", ["summary", "comparison", "front", "one page"])
def test_every_text_that_a_page_shows_stands_out(folder, tmp_path, kind, scheme):
    told = act(_shown(kind, folder(judged())), RATIO + SHOWN, tmp_path, dark=SCHEMES[scheme])
    assert len(told) > len(TEXTS)
    assert {
        name: found for name, (found, is_large) in told.items() if found < (ENOUGH_FOR_LARGE if is_large else ENOUGH)
    } == {}
