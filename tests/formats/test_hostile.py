"""Text of a store that means harm does none, and is still there to be read."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
import yaml

from ketacli import cli
from ketacli.answer import SECTIONS, Answer, Context
from ketacli.formats import _notebook, delimiters, render, showing
from ketacli.formats._markdown import code, escape
from ketacli.formats._page import Page
from ketacli.formats._text import Layout, cells
from ketacli.model import Entity, Study
from ketacli.store import records
from ketacli.store.entities import dispute
from tests.conftest import claim, sparing, store, study

HOSTILE = (
    "\x1b[31mred\x1b[0m \x9b2J \x1b]0;title\x07",
    "[bold red]markup[/] [link=https://example.org]x[/link]",
    "tab\tnew\nline\r\nend\u2028more",
    "abc\u202edcba\u2066x\u2069",
    "a | b || c",
    "`code` ```fence```",
    "<script>alert(1)</script> &lt;b&gt; <!-- x",
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "# no heading",
    "_under_ *star* ~~strike~~",
    "1. no list",
    "- no list",
    "> no quote",
    "---",
    "![image](https://example.org/x.png) [a]: b",
    "$math$ x^2^ H~2~O",
    "日本語のとても長い文は空白がないので折り返す必要がありますこれはとても長い文です終わり",
    "e\u0301\u0302\u0303 नमस्ते 한국어",
)
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
COMMANDS = (*(name for name in cli.COMMANDS if name in SECTIONS), "show")


@pytest.fixture(params=sparing(HOSTILE, *HOSTILE[:3], *HOSTILE[6:8]), ids=lambda text: ascii(text)[:20])
def text(request):
    return request.param


def answer(text: str, command: str, fields: tuple[str, ...] = ()) -> Answer:
    """Return an answer in which all words are `text`: most of it no store may hold, but views stand on their own."""
    side = {"says": text, "claims": ["relapse-mean-19-days"], "sources": ["series-2010"], "stronger": True}
    contradiction = records.contradiction(
        {**store()["contradictions"][0], "sides": [side, side], "why": text, "resolution": text}
    )
    told = records.claim(
        claim(
            statement=text,
            quote=[text, text],
            voice=text,
            wording=[{"stands": text, "read": text, "sure": "likely"}],
            evidence=[{"source": "series-2010", "verdict": "partly", "note": text}],
            caveats=[{"kind": "sample-size", "text": text}],
            scope={"outcome": text},
        )
    )
    told = replace(told, contested=True, contradictions=(dispute(contradiction, told.id),), verdicts={"partly": 1})
    document = records.source({**store()["sources"][0], "title": text, "author": text, "note": text, "file": text})
    trial = records.source(
        study(title=text, result=text, limitations=text, population=text, cite={"type": "webpage", "title": text})
    )
    topic = records.topic(
        {"id": "relapse", "name": text, "aliases": [text], "bottom_line": {"text": text, "rests_on": ["benefit-lasts"]}}
    )
    assert isinstance(trial, Study)
    kinds: dict[str, list[Entity]] = {
        "claims": [told, told],
        "topics": [topic],
        "sources": [document, trial],
        "contradictions": [contradiction],
    }
    found = kinds.get(command) or [record for kind in kinds.values() for record in kind]
    names = {"relapse": text, "sample-size": text, "open-label": text, "time-to-relapse": text, "overview": text}
    context = Context(
        topics=names,
        documents=names,
        caveats=names,
        designs=names,
        measures=names,
        studies={trial.id: trial},
        mentioned={told.id: told},
        bottom_line=text,
        passages={told.id: text},
    )
    query = {"text": text, "topic": ["relapse"]} if command == "claims" else {}
    return Answer(command, query, len(found) + 1, found, fields=fields, context=context)


def rendered(name: str, text: str, command: str, fields: tuple[str, ...] = ()) -> str:
    page = render(name, answer(text, command, fields), Layout())
    return page.text() if isinstance(page, Page) else page


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", showing("records"))
def test_hostile_text_acts_on_no_terminal(text, command, name):
    out = rendered(name, text, command)
    assert ACTING.findall(out.replace("\t", "") if "\t" in {"plain": "\t", **delimiters()}.get(name, "") else out) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_hostile_text_breaks_no_page(text, command):
    page = render("table", answer(text, command), Layout(width=60))
    assert isinstance(page, Page)
    assert [line for line in page.text().splitlines() if cells(line) > 60 or line.endswith(" ")] == []
    assert re.sub(r"\x1b\[[0-9;]*m", "", page.text(colour=True)) == page.text()


def test_hostile_text_stays_in_its_cell(text):
    for name, delimiter in delimiters().items():
        header, *rows = csv.reader(
            io.StringIO(rendered(name, text, "claims", fields=("statement", "id"))), delimiter=delimiter
        )
        assert header == ["statement", "id"]
        assert [(len(row), row[1]) for row in rows] == [(2, "relapse-mean-19-days")] * 2
        assert not rows[0][0].startswith(("=", "+", "-", "@"))
    assert [line.count("\t") for line in rendered("plain", text, "claims").splitlines()] == [9, 9]
    table = rendered("markdown", text, "claims", fields=("statement", "id")).splitlines()
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in table] == [3, 3, 3, 3]


def test_hostile_text_survives_in_what_machines_read(text):
    assert json.loads(rendered("json", text, "claims"))["claims"][0]["statement"] == text
    assert json.loads(rendered("jsonl", text, "claims").split("\n")[0])["statement"] == text
    assert yaml.safe_load(rendered("yaml", text, "claims"))["claims"][0]["statement"] == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain text, (so) be it: 50% “x”", "plain text, (so) be it: 50% “x”"),
        ("a | b", r"a \| b"),
        ("`x` *y* _z_ ~w~ ^v^ $u$", r"\`x\` \*y\* \_z\_ \~w\~ \^v\^ \$u\$"),
        ("<script>", r"\<script\>"),
        ("&lt; R&D &#60; &", r"\&lt; R&D &\#&#8203;60; &"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("=1", r"\=1"),
        ("1. item", r"1\. item"),
        ("2010) item", r"2010\) item"),
        ("2010.", r"2010\."),
        ("1.5 mg", "1.5 mg"),
        ("a\nb\tc", "a b c"),
        ("[a](b)", r"\[a\](b)"),
        ("\\", r"\\"),
    ],
)
def test_markdown_shows_text_as_it_stands(text, escaped):
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("relapse", "`relapse`"),
        ("*a* <b> $c$ \\", "`*a* <b> $c$ \\`"),
        ("a`b", "``a`b``"),
        ("`a``", "``` `a`` ```"),
        ("a\n  b\x1b", "`a b<U+001B>`"),
        ("", "` `"),
    ],
)
def test_a_span_of_code_in_markdown_holds_any_text(text, span):
    assert code(text) == span


def test_hostile_text_acts_in_no_cell_of_a_notebook(text):
    def tags(words: str) -> list[str]:
        found = answer(words, "claims")
        cell = _notebook.claim(found.claims[0], found.context)
        assert ACTING.search(cell) is None
        return re.findall(r"<[^>]*>", cell)

    assert tags(text) == tags("harmless")
