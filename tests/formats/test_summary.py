"""The summary in every format: whole pages on the full store, hostile text, what other programs make of it."""

import json
import re
import shutil
import subprocess
from functools import cache
from html import unescape
from html.parser import HTMLParser
from importlib import import_module
from typing import Any

import pytest

from ketacli.formats import showing, summary
from ketacli.formats._text import Layout
from ketacli.formats.summary import _citing as cited
from ketacli.formats.summary import html
from ketacli.labels import capital
from ketacli.report.brief import brief
from ketacli.report.summary import Summary, summarise
from ketacli.store import open_store
from tests.conftest import claim, shipped_store, store
from tests.stores import full

WIDTHS = (40, 80, 120)
HOSTILE = r"""| a `b` ``` <script>alert(1)</script> <b>_x_ *y* **z** ~s~ ^u^ $m$ [l](javascript:x) ![i](y) [^f] # h {#id .c} &lt; \ http://evil.example www.evil.example me@evil.example :smile: @cite 'q' "d" > = + - 1. end"""
STARTS = (
    "# h",
    "- l",
    "1. n",
    "(1) n",
    "> q",
    "| t |",
    "```",
    "    code",
    "---",
    "===",
    "[^x]: y",
    "<div>",
    ": d",
    "+ p",
    "a. x",
)


def render(name: str, report: Summary, layout: Layout) -> str:
    """Return a summary as text."""
    page = summary.render(name, report, layout)
    return page if isinstance(page, str) else page.text()


@pytest.fixture
def report(folder):
    """Return the report of a query on a store: `report(full(), topic="relapse")`."""

    def make(content, text=None, **filters):
        opened = open_store(folder(content))
        return summarise(opened, opened.query(text, **filters))

    return make


def test_the_table_of_summaries_is_the_folder():
    from pathlib import Path

    files = {path.stem for path in Path(summary.__file__).parent.glob("*.py") if not path.stem.startswith("_")}
    assert files == set(showing("summary"))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_for_the_terminal_fits_its_width(report, golden, width):
    text = render("table", report(full()), Layout(width))
    golden(f"summary-table-{width}", text)
    assert [line for line in text.splitlines() if len(line) > width or line != line.rstrip()] == []


def test_a_page_in_ascii_is_ascii(report):
    assert render("table", report(full()), Layout(ascii=True)).isascii()
    for name in ("markdown", "html", "json"):
        assert render(name, report(full()), Layout(ascii=True)).isascii()


@pytest.mark.parametrize("name", ["markdown", "html", "json"])
def test_a_summary_for_files_is_whole(report, golden, name):
    text = render(name, report(full()), Layout())
    golden(f"summary-{name}", text)
    assert render(name, report(full()), Layout(20)) == text


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_a_narrowed_summary_says_that_its_bottom_line_is_of_the_whole_topic(report, golden, name):
    page = render(name, report(full(), topic="relapse", confidence="moderate"), Layout())
    golden(f"summary-narrowed-{name}", page)


def hostile(text: str) -> dict[str, Any]:
    """Return a store in which every text for people is `text`."""
    whole = store()
    whole["store"]["title"] = 'A <b>|`_*"&amp;'
    whole["claims"][0] |= {
        "statement": text,
        "caveats": [{"kind": "sample-size", "text": text}],
        "evidence": [{"source": "series-2010", "verdict": "partly", "note": text}],
        "confidence": {**claim()["confidence"], "why": text},
        "quote": text,
    }
    whole["claims"][1] |= {"no_evidence": text}
    whole["contradictions"][0] |= {"why": text, "resolution": None}
    for side in whole["contradictions"][0]["sides"]:
        side["says"] = text
    whole["topics"][0] |= {"name": text, "bottom_line": {"text": text, "rests_on": ["series-2010"]}}
    for kind in ("measures", "designs", "caveats"):
        whole[kind][0]["name"] = text
    whole["sources"][0] |= {"title": text, "author": text, "note": text}
    whole["sources"][1]["cite"] |= {"title": text, "DOI": "10.1000/a<b>|`_*", "URL": "https://example.org/a|b_c`"}
    whole["sources"][1]["results"][0] |= {"outcome": text, "timepoint": text}
    return whole


class Tags(HTMLParser):
    """Collects the elements of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.links += [value for name, value in attrs if value and name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_hostile_text_cannot_act_in_html(report):
    page = Tags(render("html", report(hostile(HOSTILE)), Layout()))
    plain = Tags(render("html", report(hostile("harmless")), Layout()))
    assert page.found == plain.found
    assert {link.partition(":")[0] for link in page.links if not link.startswith("#")} == {"https"}
    assert "".join(page.text).count(HOSTILE) == "".join(plain.text).count("harmless")


@cache
def as_pandoc_reads(source, pandoc, reader):
    """Return the HTML that pandoc makes of a page of Markdown."""
    command = [pandoc, "-f", f"{reader}-smart", "-t", "html", "--wrap=none"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
@pytest.mark.parametrize("text", [HOSTILE, *STARTS])
@pytest.mark.parametrize("reader", ["gfm", "markdown"])
def test_hostile_text_stays_text_in_pandoc(report, text, reader):
    pandoc = shutil.which("pandoc")
    if not pandoc:
        pytest.skip("pandoc is not installed")
    seen = {}
    for each in (text, "harmless"):
        source = render("markdown", report(hostile(each)), Layout())
        seen[each] = Tags(as_pandoc_reads(source, pandoc, reader))
    shape = [tag for tag in seen[text].found if tag != "code"]
    assert shape == [tag for tag in seen["harmless"].found if tag != "code"]
    shown = " ".join(text.split())
    expected = "".join(seen["harmless"].text).count("harmless")
    # Spaces without width keep apart what GitHub would make a link or a mention of.
    told = "".join(seen[text].text).replace("\u200b", "")
    # The heading of a topic loses the punctuation at its end, and stands there four times.
    assert told.count(shown.rstrip(".,;:!?")) >= expected


@pytest.mark.slow
def test_markdown_passes_markdownlint(report, linted):
    shipped = shipped_store()
    pages = [report(full()), report(hostile(HOSTILE)), summarise(shipped, shipped.query())]
    assert linted(render("markdown", page, Layout()) for page in pages) == (0, [])


@pytest.mark.slow
def test_html_passes_a_validator(report, validated):
    shipped = shipped_store()
    reports = report(full()), report(hostile(HOSTILE)), summarise(shipped, shipped.query())
    assert validated({str(n): render("html", one, Layout()) for n, one in enumerate(reports)}) == (0, "")


def anchors(page: str) -> tuple[set[str], set[str]]:
    return set(re.findall(r' id="([^"]+)"', page)), set(re.findall(r'href="#([^"]+)"', page))


@pytest.mark.parametrize("filters", [{}, {"topic": "relapse"}, {"type": "definition"}, {"contested": True}])
def test_every_link_in_html_leads_somewhere_and_no_id_stands_twice(filters):
    shipped = shipped_store()
    page = render("html", summarise(shipped, shipped.query(**filters)), Layout())
    ids, links = anchors(page)
    assert links - ids == set()
    assert len(ids) == len(re.findall(r' id="', page))


@pytest.mark.parametrize("filters", [{}, {"topic": "relapse"}, {"type": "definition"}])
def test_every_link_in_markdown_leads_to_a_heading(filters):
    shipped = shipped_store()
    page = render("markdown", summarise(shipped, shipped.query(**filters)), Layout())
    headings = [
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in page.splitlines()
        if line.startswith("#")
    ]
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) - set(headings) == set()
    assert len(headings) == len(set(headings))
    notes = re.findall(r"^\[\^([^\]]+)\]:", page, re.MULTILINE)
    assert sorted(notes) == sorted(re.findall(r"\[\^([^\]]+)\](?!:)", page))


def test_html_asks_the_network_for_nothing(report):
    page = render("html", report(full()), Layout())
    assert re.findall(r"<(?:link|img|iframe|object|embed|base)\b|\bsrc=|@import|url\(", page) == []
    assert "default-src &#39;none&#39;" in page


def test_a_drawing_stands_under_its_topic(report):
    drawing = html.Drawing('<svg viewBox="0 0 1 1"></svg>', "Onset", "Shows the onset.", "relapse")
    page = html.render(report(full()), Layout(), [drawing])
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert page.index('id="topic-relapse"') < page.index("<figure")
    assert figure == (
        '<figure class="plot">\n<figcaption><b>Onset</b> Shows the onset.'
        '<span class="sideways"> It is wider than this screen: move it sideways.</span></figcaption>\n'
        '<div class="wide" role="group" aria-label="Onset" tabindex="0"><svg viewBox="0 0 1 1"></svg></div>\n'
    )
    assert "k_glance" not in re.sub("<(style|script)>.*?</\\1>", "", page, flags=re.DOTALL)


def test_drawings_of_the_whole_page_stand_before_all_topics(report):
    drawing = html.Drawing('<svg viewBox="0 0 1 1"></svg>', "Onset", "Shows the onset.")
    page = html.render(report(full()), Layout(), [drawing, drawing._replace(title="Rates")])
    section = page[page.index('<section id="k_glance"') : page.index('<section class="topic"')]
    assert re.findall(r"<b>(\w+)", section) == ["Onset", "Rates"]
    assert section.count("<h2") == section.count("<section") == section.count("</section>") == 1
    assert '<li><a href="#k_glance">Figures at a glance</a></li>' in page


def test_json_names_in_sections_what_it_holds(report):
    told = json.loads(render("json", report(full()), Layout()))
    for kind in ("claims", "contradictions"):
        placed = [name for section in told["sections"] for name in section[kind]]
        assert sorted(placed) == sorted(record["id"] for record in told[kind])
    assert told["open"] == {"claims": ["benefit-lasts"], "contradictions": ["how-many-remit"]}


def test_references_of_studies_that_were_all_read_in_full_have_no_legend(keta, folder):
    whole = full()
    for one in whole["sources"]:
        if one["kind"] == "study":
            one["read"] = "full-text"
    page = keta("summary", "--topic", "relapse", "--store", folder(whole), "--format", "markdown").out
    assert page.partition("## References\n\n")[2].startswith("1. Rot 2010: ")


def test_no_line_to_cite_stands_alone_where_a_later_one_points_the_other_way(monkeypatch):
    def line(number, *, is_more=True):
        return cited._Line((False, number, 0, 0), f"line {number}", "infusion v ECT", is_more)  # noqa: SLF001 - as it makes them

    told = [*(line(number) for number in range(cited.MOST + 1)), *(line(n, is_more=False) for n in (20, 21))]
    monkeypatch.setattr(cited, "_figures", lambda _: told)
    monkeypatch.setattr(cited, "_wrong", lambda _: [])
    assert cited.lines(on_one_page("response")) == [f"line {number}" for number in (*range(cited.MOST), 20)]


def test_points_left_out_that_find_no_room_on_a_page_are_only_named(keta, folder):
    whole = full()
    whole["topics"].append({"id": "long", "name": "How long it lasts"})
    whole["claims"][0]["topics"] = ["long"]
    point = whole["omissions"][0] | {
        "topics": ["long"],
        "importance": "useful",
        "text": f"Nobody knows{' of it' * 640}.",
    }
    whole["omissions"] = [point | {"id": f"point-{n}", "label": f"Point {n}"} for n in range(3)]
    page = keta("summary", "--topic", "long", "--store", folder(whole), "--format", "markdown").out
    assert (
        page.partition("## Left out by the pages\n\n")[2].partition("\n\n")[0]
        == "Point 0; Point 1; Point 2: `keta topics long`"
    )


def test_a_claim_of_the_one_page_is_a_line_after_its_verdict_and_no_id_is_shown(keta):
    page = keta("summary", "--topic", "response", "--format", "markdown").out
    line = next(line for line in page.splitlines() if "has a high response rate" in line)
    assert line.startswith("- **Goes too far.** Claim: Ketamine infusion therapy has a high response rate. In fact: ")
    assert " Caveats: " in line
    assert {line.partition("keta ")[0] for line in page.splitlines() if "`" in line} == {
        "All rows, 9 disagreements, lines to cite: `",
        "and 6 claims: 1 without evidence, 2 partly true, 3 supported: `",
        "Also: Four weeks; Dissociation and effect and 26 more: `",
    }


@pytest.mark.parametrize("topic", ["relapse", "response", "esketamine", "safety"])
def test_a_file_of_markdown_is_the_page_of_the_terminal(keta, topic):
    """The same rows, claims, points left out, disagreements and studies, so that no format tells another story."""
    terminal = keta("summary", "--topic", topic).out
    page = keta("summary", "--topic", topic, "--format", "markdown").out

    found = on_one_page(topic)
    names = {row.who: row.who for block in found.figures for row in block.rows}
    # On the terminal side effects of one study stand below it.
    names |= {capital(one.of): one.rows[0].who for block in found.figures for one in block.groups if one.of}

    def rows(lines: list[str]) -> list[str]:
        found = [name for line in lines for name in re.findall("|".join(map(re.escape, names)), line)[:1]]
        return [names[name] for name in found]

    in_table = [line.rpartition(": ")[2] for line in page.splitlines() if re.fullmatch(r"(\|[^|]*){4}\|", line)]
    assert in_table
    assert rows(in_table) == rows(re.findall(r"^ (?! ).*", terminal.partition("CLAIMS OF")[0], re.MULTILINE))
    for line in found.lines:
        assert (f"Claim: {line.text}" in page) == (line.text in " ".join(terminal.split())), line.text
    for one in found.omissions:
        assert (f"- {one.label}: " in page) == (f"\n{one.label}: " in terminal), one.label


def test_side_effects_of_one_study_are_named_one_a_line_below_it(keta):
    page = keta("summary", "--topic", "safety").out
    assert page.partition("HAD THE SIDE EFFECT, OF 100")[2].partition("\n\n")[0].splitlines()[1:] == [
        "Derealisation: infusion v midazolam, randomised",
        " Su 2023* (42 v 42)                   69       17 52 more (32 to 67 more)",
        "Spray v placebo, both with an antidepressant, as others report it: Spravato",
        "summary 2020† (346 v 222), short-term trials",
        " Dizziness                            29        8 not computed",
        " Numbness                             18        2 not computed",
        " Sedation                             23        9 not computed",
        "Nausea, in acute suicidality: spray v placebo, both with an antidepressant, as",
        "others report it",
        " Spravato summary 2020† (452)         27       14 not computed",
    ]


def test_the_page_of_a_topic_has_the_largest_trial_and_says_how_rows_were_chosen(keta):
    page = " ".join(keta("summary", "--topic", "response").out.split())
    assert (
        "Infusion v ECT, randomised, open-label, non-inferiority trial Anand 2023* [195 v 170], week 3 55 41 14 more"
        in page
    )
    assert "Rows: those quoted, then trials that disagree, then the largest." in page
    of_harms = " ".join(keta("summary", "--topic", "safety").out.split())
    assert "Rows of single effects: those quoted, then the widest gaps of the study with most. Do not" in of_harms
    assert "trials that disagree" not in of_harms


TOPICS = shipped_store().ids("topic")


def named(text, labels):
    """Return which labels a text has; the longest first, since one may begin another."""
    found = set()
    for label in sorted(labels, key=len, reverse=True):
        text, count = re.subn(rf"(?<!\w){re.escape(label)}(?!\w)", " ", text)
        if count:
            found.add(label)
    return found


def listed(name, references, labels):
    """Return the labels that begin the entries of a list of references."""
    if name == "table":
        return named(references.partition("The bottom line ")[0], labels)
    starts = {"markdown": r"(?m)^\d+\. (.*?)[*†]?: ", "html": r'<li id="[^"]*"><b>(.*?)[*†]?\.</b>'}[name]
    return set(re.findall(starts, references))


HEADINGS = {"table": "\nREFERENCES", "markdown": "\n## References\n", "html": '<h2 id="k_r">References</h2>'}


@cache
def on_one_page(topic):
    opened = shipped_store()
    return brief(opened, summarise(opened, opened.query(topic=topic)))


@pytest.mark.parametrize(
    ("topic", "name"),
    [(topic, name) for topic in TOPICS for name in HEADINGS if name != "html" or topic in ("relapse", "response")],
)
def test_references_are_the_studies_that_a_page_names_and_no_others(topic, name):
    found = on_one_page(topic)
    text = str(import_module(f"ketacli.formats.summary.{name}").brief(found, Layout())).replace("\\", "")
    body, _, references = text.partition(HEADINGS[name])
    if name == "html":
        body, references = re.sub(r"<style>.*?</style>|<[^>]*>", " ", body, flags=re.DOTALL), unescape(references)
    labels = {found.context.labels[study.id] for study in found.report.studies}
    told = named(unescape(" ".join(body.split())), labels)
    assert listed(name, references, labels) == told
    resting = {found.context.labels[study.id] for one in found.topics for study in found.resting(one)}
    if name == "html":
        assert {found.context.labels[one] for point in found.omissions for one in point.sources} <= told
    if name == "table":
        assert named(" ".join(references.partition("The bottom line ")[2].split()), labels) == resting - told
    else:
        assert resting <= told
