"""A store in which every text means harm: what is shown of it acts nowhere, and keeps its shape."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from ketacli import StoreError, open_store
from ketacli.formats import delimiters, showing
from ketacli.formats._text import harmless
from tests.conftest import commands_with, dump, sparing
from tests.formats.browser import act, chromium, needs_browser
from tests.hardening.hostile import REFUSED, SHOWN, filled_places, hostile, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What acts on a terminal: controls but the newline, and what turns the direction of writing."""

SHOW = ("show", "remission-85-percent", "how-many-remit", "trial-2024", "series-2010", "overview", "relapse")
LISTS = tuple(name for name in commands_with("fields") if name not in ("show", "compare"))
"""The commands that list records, which need no further word."""

TABS = ("plain", *(name for name, between in delimiters().items() if between == "\t"))
LINES, COMPARED = (
    tuple(name for name in showing(what) if name not in (*TABS, "markdown")) for what in ("records", "comparison")
)
VIEWS = (
    *((command, "--format", name) for command in LISTS for name in LINES),
    *((*SHOW, "--format", name) for name in LINES),
    *(("compare", "--format", name) for name in COMPARED),
    ("summary", "--format", "table"),
    ("summary", "--format", "json"),
    ("plot", "rates", "--measure", "remission-rate"),
    ("plot", "timing"),
    *(("export", "-", "--format", name) for name in ("bibtex", "csl-json", "jsonld")),
)
TABBED = tuple((command, "--format", name) for command in ("claims", "compare") for name in TABS)
PAGES = (
    *((command, "--format", "markdown") for command in (*LISTS, "compare")),
    ("summary", "--full", "--format", "markdown"),
    (*SHOW, "--format", "markdown"),
    ("claims", "--format", "markdown", "--fields", "id,statement,caveats.text,evidence.note"),
)
ONE_PAGE = ("summary", "--format", "markdown")
CHECKS = ("text", "json", "github", "sarif")

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

SOME = ("bold markup", "script", "formula on a second line")
"""What a change is most likely to let act; the rest is slow."""

HALF = {name: text for number, (name, text) in enumerate(SHOWN.items()) if number % 2 == 0 or name in SOME}
"""What is tried where a library does the escaping."""

LONGEST = 400
"""The characters that nearly every field takes."""


def _together() -> list[str]:
    """Return all texts, as many in one as a field takes."""
    made = [""]
    for text in SHOWN.values():
        if len(made[-1]) + 1 + len(text) > LONGEST:
            made.append(text)
        else:
            made[-1] = f"{made[-1]} {text}".lstrip(" ")
    return made


TOGETHER = _together()

many_texts = pytest.mark.parametrize("text", sparing(HALF.values(), *map(SHOWN.get, SOME)), ids=HALF)
every_text = pytest.mark.parametrize("text", sparing(SHOWN.values(), *map(SHOWN.get, SOME)), ids=SHOWN)


@pytest.fixture
def write(kept):
    """Write a store with a text in every place that takes any: `write("<b>")` returns its folder."""
    return lambda text: kept(f"hostile {text}", lambda: hostile(text))


@pytest.fixture
def asked(keta):
    """Ask a store for a view and return what is on standard output: `asked(path, ("claims",))`."""

    def ask(path: Path, view: tuple[str, ...]) -> str:
        ran = keta(*view, "--store", path)
        assert ran.err == ""
        return str(ran.out)

    return ask


PLAIN: dict[tuple[Any, ...], Any] = {}


@pytest.fixture
def plainly(write, asked):
    """Return what is read from the same view of a store of plain words, read once: `plainly(("claims",), tokens)`."""

    def ask(view: tuple[str, ...], read: Callable[[str], Any]) -> Any:
        if (view, read) not in PLAIN:
            PLAIN[view, read] = read(asked(write("plain words"), view))
        return PLAIN[view, read]

    return ask


def test_every_field_that_takes_any_text_has_one():
    assert filled_places() == places()
    assert len(places()) == 79


@pytest.mark.parametrize("text", sparing(REFUSED.values(), REFUSED["colour"]), ids=REFUSED)
def test_what_acts_on_a_terminal_stands_in_no_store_however_it_is_written(text, folder, keta):
    path = folder(hostile(text))
    raw = dump(hostile("TEXT")).replace("TEXT", text)
    # Each of the two in two formats, in turn: the way in which it is written and the format have nothing to do with each other.
    turn = list(REFUSED.values()).index(text)
    for number, written in enumerate((dump(hostile(text)), raw)):
        (path / "store.yaml").write_bytes(written.encode())
        with pytest.raises(StoreError) as caught:
            open_store(path)
        assert {problem.check for problem in caught.value.problems} <= {"encoding", "yaml-syntax"}
        for name in CHECKS[(number + turn) % 2 :: 2]:
            ran = keta("check", path, "--format", name, code=1)
            assert ACTING.findall(ran.out + ran.err) == []


def acting(told: str, view: tuple[str, ...]) -> list[str]:
    """Return what acts on a terminal in an answer; a tab may stand between the values of a line."""
    return ACTING.findall(told.replace("\t", "") if view in TABBED else told)


@every_text
def test_no_text_acts_on_a_terminal(text, write, asked):
    path = write(text)
    whole = (*VIEWS, *TABBED)
    # Where in a text something stands means nothing to a terminal: in all views the others are tried together.
    is_tried_whole = ACTING.search(text) or text in map(SHOWN.get, SOME)
    for view in whole if is_tried_whole else whole[list(SHOWN.values()).index(text) % 8 :: 8]:
        assert (view, acting(asked(path, view), view)) == (view, [])


@pytest.mark.slow
@pytest.mark.parametrize("texts", TOGETHER, ids=lambda texts: texts[:20])
def test_no_texts_that_stand_together_act_on_a_terminal(texts, write, asked):
    path = write(texts)
    for view in (*VIEWS, *TABBED):
        assert (view, acting(asked(path, view), view)) == (view, [])


def test_every_text_stands_in_one_of_those_that_are_tried_together():
    assert [name for name, text in SHOWN.items() if not any(text in texts for texts in TOGETHER)] == []
    assert max(map(len, TOGETHER)) <= LONGEST


@many_texts
def test_no_text_acts_where_problems_are_shown(text, write, keta):
    path = write(text)
    told = {name: keta("check", path, "--format", name, code=1).out for name in CHECKS}
    assert {name: ACTING.findall(out) for name, out in told.items()} == {name: [] for name in CHECKS}
    problems = json.loads(told["json"])["problems"]
    assert problems
    commands = told["github"].splitlines()
    assert len(commands) == len(problems)
    for command, problem in zip(commands, problems, strict=True):
        head = f"::{problem['severity']} file={problem['file']},line={problem['line']},col={problem['column']}"
        assert command.startswith(f"{head},title={problem['check']}::")
    results = json.loads(told["sarif"])["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [problem["check"] for problem in problems]


def test_a_name_of_a_file_is_no_part_of_a_workflow_command(folder, keta, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    folder({"a: error, b%\n::error::c\x9b.yaml": "store: 1\n"})
    told = keta("check", "store", "--format", "github", code=1).out
    assert told.startswith("::error file=store/a%3A error%2C b%25%0A%3A%3Aerror%3A%3Ac<U+009B>.yaml,line=1,col=")
    assert told.count("\n") == len(told.splitlines()) == 1
    assert ",title=schema::expected a mapping, got `1` (schema)" in told


def test_the_anchor_of_a_document_acts_on_no_terminal(keta, tmp_path):
    document = tmp_path / "a\x1b[31m\nb.txt"
    document.write_text("They fell \x9b85% \u202ein all.", encoding="utf-8")
    told = keta("anchor", document, "fell \x9b85% \u202ein").out
    assert ACTING.findall(told) == []
    assert told.startswith("# a<U+001B>[31m b.txt, sha256 ")
    assert '    quote: "fell \\u009b85% in"\n' in told


def tokens(page: str) -> list[tuple[str, str]]:
    """Return what a page of Markdown is made of, without its words."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page):
        parts = [one for one in token.children or () if one.type not in ("text", "text_special", "softbreak")]
        found += [(token.type, token.tag), *((one.type, one.tag) for one in parts)]
    return found


def kinds(page: str) -> set[tuple[str, str]]:
    """Return of which kinds of parts a page of Markdown is made."""
    return set(tokens(page))


@every_text
def test_no_text_changes_the_structure_of_a_page_of_markdown(text, write, asked, plainly):
    path = write(text)
    for view in PAGES:
        assert tokens(asked(path, view)) == plainly(view, tokens)
    # What one page has room for depends on how long its words are, not what it is made of.
    assert kinds(asked(path, ONE_PAGE)) <= plainly(ONE_PAGE, kinds)


@cache
def cells(delimiter: str) -> Callable[[str], list[list[str]]]:
    """Return what reads the cells of each row of a table in text."""
    return lambda told: list(csv.reader(io.StringIO(told), delimiter=delimiter))


@many_texts
def test_no_text_is_a_formula_or_leaves_its_cell(text, write, asked, plainly):
    path = write(text)
    for view in (*((command,) for command in LISTS), SHOW, ("compare",), ("export", "-")):
        for name, delimiter in delimiters().items():
            whole, read = (*view, "--format", name), cells(delimiter)
            found = read(asked(path, whole))
            assert [len(row) for row in found] == [len(row) for row in plainly(whole, read)]
            signed = [cell for row in found for cell in row if re.match(r"\s*[=+\-@]", cell)]
            assert [cell for cell in signed if not NUMBER.fullmatch(cell)] == []


class Outline(HTMLParser):
    """What a page is made of: its elements with the names of their attributes, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Any] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, sorted(name for name, _ in attrs)))

    def handle_endtag(self, tag):
        self.parts.append(tag)

    def handle_comment(self, data):
        self.parts.append(("comment", data))

    def handle_data(self, data):
        self.words.append(data)


def outline(page: str) -> Outline:
    """Return the outline of a page without its pictures, in which letters are drawn, and without bold for short numbers."""
    found = Outline()
    page = re.sub(r"<svg.*?</svg>", "<svg></svg>", page, flags=re.DOTALL)
    found.feed(re.sub(r"<b>(\d{3})</b>", r"\1", page))
    found.close()
    return found


WHOLE = "\n".join(SHOWN.values())
"""All texts in one: where in a text a mark stands means nothing in HTML."""
WEB = (("summary", "--format", "html"), ("compare", "--format", "html"))


@pytest.mark.slow
@pytest.mark.parametrize("view", WEB, ids=lambda view: view[0])
def test_no_text_changes_the_structure_of_a_page_of_html(view, write, asked):
    page, plain = (outline(asked(write(*given), view)) for given in ((WHOLE,), ("plain words",)))
    assert page.parts == plain.parts
    seen = " ".join(" ".join(page.words).split())
    assert [name for name, text in SHOWN.items() if " ".join(harmless(text).split()) not in seen] == []


WATCH = """
    const acted = [];
    for (const name of ["alert", "open", "fetch"]) window[name] = (...given) => { acted.push(name); };
    window.addEventListener("securitypolicyviolation", (event) => acted.push(event.violatedDirective));
    for (const one of document.querySelectorAll("*")) {
        for (const kind of ["mouseover", "focus", "load", "error"]) one.dispatchEvent(new Event(kind));
        if (one.matches("a, button, summary")) {
            if (one.protocol === "javascript:") acted.push(one.href);
            if (one.tagName !== "A") one.click();
        }
    }
    await pause();
    const own = [...document.scripts].filter((one) => !one.textContent.includes("securitypolicyviolation")).length;
    return [acted, document.querySelectorAll("img, iframe, object, embed, base, form[action]").length, own, location.protocol];
"""


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("view", WEB, ids=lambda view: view[0])
def test_in_a_browser_no_text_runs_loads_or_leads_away(view, write, asked, tmp_path):
    page, plain = (asked(write(*given), view) for given in ((WHOLE,), ("plain words",)))
    told = act(page, WATCH, tmp_path)
    assert told == act(plain, WATCH, tmp_path)
    assert (told[0], told[1], told[3]) == ([], 0, "file:")


@pytest.mark.slow
@needs_browser
def test_the_browser_notices_what_acts(tmp_path):
    harmful = "<b onmouseover=alert(1)>x</b><img src=x><a href=javascript:alert(1)>x</a><script>1</script>"
    acted, elements, own, _ = act(f"<html><head></head><body>{harmful}</body></html>", WATCH, tmp_path)
    assert acted == ["alert", "javascript:alert(1)"]
    assert (elements, own) == (1, 1)


@pytest.mark.slow
@needs_browser
def test_a_browser_asks_nobody_for_anything(write, asked, tmp_path):
    page = tmp_path / "page.html"
    for view, requests in ((WEB[0], []), (WEB[1], []), (None, ["http://127.0.0.1:9/x.png"])):
        page.write_text(asked(write(WHOLE), view) if view else "<img src=http://127.0.0.1:9/x.png>", encoding="utf-8")
        log = tmp_path / "net.json"
        chromium(
            "--disable-background-networking", f"--log-net-log={log}", "--dump-dom", page.as_uri(), folder=tmp_path
        )
        told = json.loads(log.read_text(encoding="utf-8"))["events"]
        urls = {event.get("params", {}).get("url", "") for event in told}
        assert (
            sorted(url for url in urls if (url.startswith("http") and "127.0.0.1" in url) or "example" in url)
            == requests
        )


SPREADSHEET = shutil.which("ssconvert")


@pytest.mark.slow
@pytest.mark.skipif(SPREADSHEET is None, reason="ssconvert (Gnumeric) is not installed")
@pytest.mark.parametrize("name", delimiters())
def test_a_spreadsheet_takes_no_cell_for_a_formula(name, write, asked, tmp_path):
    table = "".join(
        asked(write(text), (command, "--format", name)) for text in SHOWN.values() for command in (*LISTS, "compare")
    )
    assert "cmd|" in table
    assert list(formulas(table, tmp_path / f"table.{name}")) == []
    assert list(formulas("x,=1+1\n", tmp_path / "control.csv")) == ["=1+1"]


def formulas(table: str, path: Path) -> Iterator[str]:
    """Yield the formulas that a spreadsheet finds in a file."""
    path.write_text(table, encoding="utf-8")
    sheet = path.with_suffix(".xml")
    assert SPREADSHEET
    kind = ["--import-type=Gnumeric_stf:stf_csvtab"]
    subprocess.run(
        [SPREADSHEET, *kind, "--import-encoding=UTF-8", "--export-type=Gnumeric_XmlIO:sax:0", path, sheet],
        capture_output=True,
        check=True,
    )
    for cell in ET.parse(sheet).iter("{http://www.gnumeric.org/v10.dtd}Cell"):
        if "ValueType" not in cell.attrib:
            yield cell.text or ""


@many_texts
def test_a_database_holds_every_text_as_it_is(text, write, keta, tmp_path):
    path = tmp_path / "all.db"
    keta("export", path, "--store", write(text))
    with closing(sqlite3.connect(path)) as database:
        found = database.execute(
            "SELECT statement, why, no_evidence, caveats.text, sources.title, sources.note FROM claims "
            "JOIN caveats ON caveats.claim = claims.id JOIN sources ON sources.id = 'trial-2024' WHERE claims.id = ?",
            ("remission-85-percent",),
        ).fetchall()
    assert set(found) == {(text, text, None, text, text, text)}


def skeleton(value: Any) -> Any:
    """Return plain data without its texts."""
    if isinstance(value, dict):
        return {key: skeleton(one) for key, one in value.items()}
    return [skeleton(one) for one in value] if isinstance(value, list) else type(value).__name__


def bones(told: str) -> Any:
    """Return what JSON says without its texts."""
    return skeleton(json.loads(told))


@many_texts
def test_no_text_changes_the_structure_of_what_machines_read(text, write, asked, plainly):
    path = write(text)
    for view in (
        *((command, "--format", "json") for command in (*LISTS, "compare", "summary")),
        ("export", "-", "--format", "csl-json"),
        ("export", "-", "--format", "jsonld"),
    ):
        assert bones(asked(path, view)) == plainly(view, bones)
    view = ("export", "-", "--format", "bibtex")
    assert bibliography(asked(path, view)) == plainly(view, bibliography)


def bibliography(page: str) -> dict[str, list[str]]:
    """Return the entries of a BibTeX file with the names of their fields and the number of their authors."""
    entries = parse_string(page, "bibtex").entries
    return {
        key: [*entry.fields, *(f"{role} {len(people)}" for role, people in entry.persons.items())]
        for key, entry in entries.items()
    }
