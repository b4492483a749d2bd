"""All web pages as validators see them: html-validate and axe-core, in the light and in the dark, wide and narrow."""

import os
from pathlib import Path
from typing import Any

import pytest

from ketacli.formats import summary
from ketacli.formats._text import Layout
from ketacli.formats.front.html import render as render_front
from ketacli.report.brief import brief
from ketacli.report.front import front
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.conftest import DATA
from tests.formats.browser import act, needs_browser
from tests.formats.test_comparison import page as comparison
from tests.stores import judged

pytestmark = pytest.mark.slow

AXE = os.environ.get("KETA_AXE", "")
RULES = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:a11y"],
    # A table that becomes blocks on a phone repeats its roles, which browsers have dropped then.
    "rules": {"no-redundant-role": "off"},
}
FIND = """
const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]});
return found.violations.map((one) => [one.id, ...one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]);
"""


def one_page(path: Path, **filters: Any) -> str:
    store = open_store(path)
    report = summarise(store, store.query(**filters))
    return str(summary.render("html", report, Layout(), (), brief(store, report)))


def whole(path: Path, **filters: Any) -> str:
    store = open_store(path)
    return str(summary.render("html", summarise(store, store.query(**filters)), Layout()))


def front_page(path: Path, **filters: Any) -> str:
    store = open_store(path)
    return render_front(front(store, summarise(store, store.query(**filters))), Layout())


PAGES = {"front": front_page, "summary": one_page, "everything": whole, "comparison": comparison}


@pytest.fixture(scope="module")
def pages(kept):
    """Return pages of each kind: of the small store with every verdict, of the shipped store on one topic."""
    path = kept("judged", judged)
    return {kind: [make(path), make(DATA, topic="relapse")] for kind, make in PAGES.items()}


def test_html_validate_finds_nothing(pages, validated):
    named = {f"{kind}-{number}": text for kind, texts in pages.items() for number, text in enumerate(texts)}
    assert validated(named, RULES) == (0, "")


@needs_browser
@pytest.mark.skipif(not AXE, reason="KETA_AXE names no axe.min.js")
@pytest.mark.parametrize("pixels", [1200, 500])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(pages, tmp_path, kind, dark, pixels):
    axe = Path(AXE).read_text(encoding="utf-8")
    for text in pages[kind]:
        assert act(text, f"{axe};{FIND}", tmp_path, (pixels, 900), dark=dark) == []
