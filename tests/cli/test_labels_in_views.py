"""People read author and year: no view or export of the shipped store names a source by its id where a label belongs.

The id of a source is left where one asks on with it, and where programs read: `--json` and other data for programs, the
end of a source's own entry, commands, addresses within a page.
"""

from __future__ import annotations

import html
import re

import pytest

from tests.conftest import shipped_store, sparing

SHIPPED = shipped_store()
IDS = SHIPPED.ids("document", "study")
_NAMED = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(IDS, key=len, reverse=True)))})(?![\w-])")

ALLOWED = (
    r"keta claims --source {id}",  # a command to ask on with
    r"keta show {id}",  # another, in place of a long address
    r"[·-] {id}(?= !| [A-Z]|$)",  # the end of an entry of `keta sources`
    r"{id} · (?:study|document)",  # the technical part of `keta show`
    r"\] {id}",  # the end of an entry of the sources of `--full`
    r"· `{id}`",  # the same in Markdown
    r"### Source {id}",  # a heading that links lead to
    r"\(#source-{id}\)",  # such a link
)
_ALLOWED = re.compile("|".join(one.replace("{id}", rf"(?:{_NAMED.pattern})") for one in ALLOWED))

TOPICS = ("relapse", "response", "safety", "regulatory", "onset")
VIEWS = [
    *(("claims", "--topic", topic, "--format", name) for topic in TOPICS for name in ("table", "markdown")),
    *((name, "--format", shape) for name in ("sources", "contradictions", "topics") for shape in ("table", "markdown")),
    *(
        ("show", name, "--format", shape)
        for name in ("fda-approves-iv", "remission-85-percent", "daly-2019-sustain1", "beginners-guide", "relapse")
        for shape in ("table", "markdown")
    ),
    *(
        ("summary", *(("--full",) if (row + column) % 2 else ()), "--topic", topic, "--format", name)
        for row, topic in enumerate(TOPICS)
        for column, name in enumerate(("table", "markdown", "html"))
    ),
    *(("summary", "--format", name) for name in ("table", "markdown", "html")),
    *(("compare", "--topic", "relapse", "--format", name) for name in ("table", "markdown", "html")),
    *(("ask", "does it come back?", "--format", name) for name in ("table", "markdown")),
    *(("ask", "can I drive afterwards?", "--format", name) for name in ("table", "markdown")),
    *(("export", "-", "--format", name) for name in ("markdown", "html")),
    *(("plot", kind, *topic, "--caption") for kind, topic in (("rates", ("--topic", "relapse")), ("overview", ()))),
    ("plot", "timing", "--topic", "onset", "--caption"),
]
FAST = {view for view in VIEWS if "relapse" in view or view[0] in ("ask", "plot")}


def named(text):
    """Return the ids of sources in a text, each with what is around it, but for those in the places that are allowed."""
    if text.lstrip().startswith("<!"):
        text = html.unescape(
            re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style)[^>]*>.*?</\1>", "", text, flags=re.DOTALL))
        )
    text = _ALLOWED.sub("", " ".join(text.split()))
    return [text[max(found.start() - 30, 0) : found.end() + 10] for found in _NAMED.finditer(text)]


@pytest.mark.parametrize("view", sparing(VIEWS, *FAST), ids=" ".join)
def test_no_view_names_a_source_by_its_id(keta, view):
    assert named(keta(*view).out) == []


@pytest.mark.parametrize("name", ["table", "markdown", "html"])
def test_no_scan_names_a_source_by_its_id(keta, tmp_path, name):
    page = tmp_path / "page.html"
    page.write_text("<p>IV ketamine is approved by the FDA for depression.</p><p>Relief lasts for a year.</p>", "utf-8")
    assert named(keta("scan", page, "--full", "--format", name).out) == []


@pytest.mark.parametrize("kind", ["rates", "timing"])
def test_no_picture_names_a_source_by_its_id(keta, tmp_path, kind):
    path = tmp_path / "figure.svg"
    keta("plot", kind, "--topic", "relapse", "-o", path)
    assert named(path.read_text("utf-8")) == []


def test_data_for_programs_has_the_label_beside_the_id(keta):
    import json

    found = json.loads(keta("claims", "--topic", "regulatory", "--json").out)
    pairs = [(claim["source"], claim["label"]) for claim in found["claims"]]
    pairs += [(one["source"], one["label"]) for claim in found["claims"] for one in claim["evidence"]]
    pairs += [pair for one in found["omissions"] for pair in zip(one["sources"], one["labels"], strict=True)]
    labels = SHIPPED.labels()
    assert pairs == [(name, labels[name]) for name, _ in pairs]


def test_the_search_finds_an_id_where_a_label_belongs():
    assert named("Daly 2019 · daly-2019-sustain1") == []
    assert named("a table of daly-2019-sustain1, read in part") == ["a table of daly-2019-sustain1, read in "]
