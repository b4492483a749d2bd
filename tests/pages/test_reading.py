"""Pages that others wrote are read as sentences that keep their places, whatever is in them."""

import json
import time
from contextlib import suppress

import pytest

from ketacli.errors import UsageError
from ketacli.pages import LARGEST, plain, read_page
from ketacli.pages.sentences import cut


def texts(data: str | bytes, name: str = "page.html") -> list[str]:
    return [one.text for one in read_page(data if isinstance(data, bytes) else data.encode(), name).sentences]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>One. Two.</p>", ["One.", "Two."]),
        ("<nav>Menu</nav><p>Text.", ["Text."]),
        ("<script>if (1 < 2) '<p>x'</script><p>Text.", ["Text."]),
        ("<style>p { }</style>Text.", ["Text."]),
        ("<div hidden>No.</div><p style='display: none'>No.</p><p aria-hidden=true>No.</p><p>Yes.", ["Yes."]),
        ("<header><a href=/>Menu</a><h1>Title</h1></header><p>Text.", ["Title", "Text."]),
        (
            "<header><h1>Title</h1><p>It is not addictive.</p><p>Call us</p></header><p>Text.",
            ["Title", "It is not addictive.", "Text."],
        ),
        ("<ul><li><a href=/>Home</a><li><a href=/a>About</a></ul><p>Text.", ["Text."]),
        ("<p>See <a href=/a>the study</a>.", ["See the study."]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<table><tr><th>Measure<th>Rate<tr><td>Response<td>70%</table>", ["Measure | Rate", "Response | 70%"]),
        ("<table><tr>\n<td> Response </td>\n<td> 70% </td>\n</tr></table>", ["Response | 70%"]),
        ("<p>a &amp; b &lt;c&gt; d&nbsp;e&#8217;s", ["a & b <c> d e’s"]),
        ("<p>in<b>fus</b>ion", ["infusion"]),
        ("<p>One<br>Two", ["One", "Two"]),
        ("<!-- <p>no --><p>Yes.<!-- never closed <p>no", ["Yes."]),
        ("<p title='a > b'>Text.", ["Text."]),
        ("<p>1 < 2 and 3 > 2.", ["1 < 2 and 3 > 2."]),
        ("<div hidden>Everything is in here.", ["Everything is in here."]),
        ("<p>soft\u00adhyphen and zero\u200bwidth", ["softhyphen and zerowidth"]),
        ("<p>bell\x07 and\x1b[31m red", ["bell and [31m red"]),
        ("<table><tr><td>One<td><p>Two</p><p>Three</p></table>", ["One | Two Three"]),
        (f"<table><tr>{'<td>laid out' * 14}</table>", [" | ".join(["laid out"] * 12), "laid out", "laid out"]),
        ("<p style='color: red'>Red.<p role=note>Told.<div role=navigation>Menu</div>", ["Red.", "Told."]),
        ("<head><title>T</title><body>Text.", ["Text."]),
        ("<nav>Menu <nav>in it</nav> goes on</nav><p>Text.", ["Text."]),
        ("<ul><li hidden>No<li>Yes</ul>", ["Yes"]),
        ("<p>Text.<a href=/never closed", ["Text."]),
        ("<p>Text.<script>never closed", ["Text."]),
        ("<p>Zero&#8203;width and&nbsp;&nbsp;blanks", ["Zerowidth and blanks"]),
        ("<h4><button>Does it last?</button></h4><p>It may. <button>Call</button>", ["Does it last?", "It may."]),
        ("<details><summary>Does it last?</summary>It may.</details>", ["Does it last?", "It may."]),
        ("<p>See <a href=/a>one</a><a href=/b>Two</a> here.", ["See one Two here."]),
        ("<p>Sp<span>ra</span><span>vato</span>.", ["Spravato."]),
        (
            "<table><tr><th>Absorbed<td><ul><li>Nose: 45%</li><li>Mouth: 20%</li></ul></table>",
            ["Absorbed | Nose: 45% Mouth: 20%"],
        ),
        ("<p>It wears off.<sup class=reference><a href=#a>[3]</a></sup> So it does.", ["It wears off.", "So it does."]),
        ("<h2>Uses<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2><p>Text.", ["Uses", "Text."]),
    ],
)
def test_of_a_web_page_what_a_reader_sees_is_read(page, found):
    assert texts(page) == found


@pytest.mark.parametrize(
    "furniture",
    [
        "<div id='cookie-law-info-bar'><span>We remember you. <a href=#>Settings</a></span></div>",
        "<div class='onetrust-pc-dark-filter'><p>We value your privacy.</div>",
        "<p>By clicking “Accept”, you agree to the storing of cookies on your device.",
        "<p>This website uses cookies to be of use. Is that fine?",
        "<div class='col footer-widget'><h4>Contact</h4>12 Main Street<br>Austin</div>",
        "<ul id='menu'><li>Prices<li>Team</ul>",
        "<div class='Breadcrumbs'><a href=/>Home</a> &gt; Prices</div>",
        "<p>Copyright &copy; 2021 A Company.",
        "<p>© 2023 A Company. All rights reserved.",
        "<section class='comments'><h3>What readers say</h3><p>It did help me.</section>",
        "<div class=byline>A. Writer <span>Correspondent</span></div>",
        "<div>April 04, 2023</div><p>Last reviewed: 18 November 2021<p>Wed 20 Mar 2024 16.04 GMT",
        "<p>•••••<p>∙",
        "<div class='td-social sharing'><span>Share</span><span>Tweet</span></div>",
    ],
)
def test_what_stands_around_the_text_of_a_page_is_not_read(furniture):
    text = "This is what the page has to say of it, and it says so at some length."
    assert texts(f"<div class=page>{furniture}<p>{text}</div><p>More.") == [text, "More."]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<body class='cookies-not-set footer'><p>Text.", ["Text."]),
        ("<h2 id=social class=menu>Social effects</h2><p>Text.", ["Social effects", "Text."]),
        ("<section id=references><p>Text.</section>", ["Text."]),
        (
            f"<div class=sidebar>{'<p>All of it is in here.' * 3}</div><p>Text.",
            ["All of it is in here."] * 3 + ["Text."],
        ),
        ("<p>It was dated 4 April 2023 and signed.", ["It was dated 4 April 2023 and signed."]),
        (
            "<p>In March 2019 it was approved.<p>Since 5 March 2019",
            ["In March 2019 it was approved.", "Since 5 March 2019"],
        ),
        ("<p>They use cookies in the lab.", ["They use cookies in the lab."]),
    ],
)
def test_text_is_read_where_a_name_only_looks_like_that_of_a_menu(page, found):
    assert texts(page) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("# Title\n\nOne line\ngoes on. Next.\n", ["Title", "One line goes on.", "Next."]),
        ("Title\n=====\n\n- **One** thing\n- a [link](https://a.b/c)\n", ["Title", "One thing", "a link"]),
        ("---\ntitle: x\n---\nText.\n", ["Text."]),
        ("```\ncode\n```\nText.\n", ["Text."]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", ["a | b", "1 | 2"]),
        ("> Quoted text.\n", ["Quoted text."]),
        ("Above.\n\n***\n\nBelow.\n", ["Above.", "Below."]),
        ("| **** |\n\nText.\n", ["Text."]),
        ("****\n\n`` ``\n\nText.\n", ["Text."]),
        ("Above.\n# **\nText.\n\n## \u200b\n\nBelow.\n", ["Above.", "Text.", "Below."]),
    ],
)
def test_markdown_is_read_without_its_marks(page, found):
    assert texts(page, "page.md") == found


def test_plain_text_is_read_by_its_empty_lines_and_bullets():
    page = "How it works\n\nIt is wrapped\nhere. And on.\n\n• one\n• two\n\f3. three\n"
    assert texts(page, "page.txt") == ["How it works", "It is wrapped here.", "And on.", "one", "two", "three"]


def test_a_sentence_knows_its_line_its_characters_and_its_heading():
    page = "<h1>Dose</h1>\n<p>First. The <b>dose</b>\n is&nbsp;small.</p>"
    one = read_page(page.encode(), "page.html").sentences[-1]
    assert (one.n, one.text, one.line, one.heading) == (2, "The dose is small.", 2, "Dose")
    assert page[one.start : one.end] == "The <b>dose</b>\n is&nbsp;small."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(newline):
    assert read_page(f"One.{newline}{newline}Two.".encode(), "a.txt").sentences[-1].line == 3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Smith gave 0.5 mg. It worked.", 2),
        ("It works, e.g. in the U.S. today.", 1),
        ("It is sold in the U.S. The dose is low.", 2),
        ("Does it work? Yes! “It does.” So they say.", 4),
        ("One study (Smith et al. 2010) found it. [1] Another did not.", 2),
        ("3.5 million people", 1),
        ("In treatment, no. Elsewhere it may.", 2),
        ("See fig. 3 and no. 4 of it.", 1),
        ("It was tried at Mt. Sinai in New York.", 1),
        ("It is given twice a week. ~ 60% get better.", 2),
        ("2. Is it safe? It is.", 2),
    ],
)
def test_sentences_end_where_readers_end_them(text, count):
    assert len(list(cut(text))) == count


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("word " * 130, [120, 10]),
        (f"{'word ' * 99}word; {'word ' * 60}", [100, 60]),
        ("x" * 10_000, [1, 1, 1]),
        ("word. " * 2 + "\n", [2]),
        ("One. Two.\x1c", [1, 1]),
    ],
)
def test_what_is_too_long_for_a_sentence_is_cut_at_a_pause_or_between_words(text, lengths):
    assert [len(text[start:end].split()) for start, end in cut(text)] == lengths


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("café".encode(), "café"),
        ("\ufeffcafé".encode(), "café"),
        ("café".encode("utf-16"), "café"),
        (b"<meta charset=iso-8859-1><p>caf\xe9 \x93x\x94", "café “x”"),
        (b"<meta charset=windows-1251><p>\xea\xe5\xf2", "кет"),
        (b"<meta charset=punycode><p>caf\xe9", "café"),
        (b"<meta charset=nonsense><p>caf\xe9", "café"),
        (b"<p>caf\xc3\xa9 cut off \xc3", "café cut off \ufffd"),
        (b"<p>caf\xe9 \x93x\x94", "café “x”"),
    ],
)
def test_encodings_are_told_by_mark_by_declaration_and_by_trying(data, text):
    assert texts(data) == [text]


@pytest.mark.parametrize(
    ("data", "name", "message", "hint"),
    [
        (b"%PDF-1.7 ...", "a.pdf", "`a.pdf` is a PDF, not text", "get its text first: pdftotext a.pdf - | keta scan -"),
        (b"PK\x03\x04...", "a.docx", "`a.docx` is not text", "save it as HTML, Markdown or plain text first"),
        (b"a\0b", "-", "`-` is not text", "save it as HTML, Markdown or plain text first"),
        (b"  ", "a.txt", "No text in `a.txt`", "a page that a script draws has none: save it from the browser"),
        (b"a" * (LARGEST + 1), "a", "`a` is larger than the 5 MB that are read", "cut it into parts"),
        (b"a.\n\n" * 20_001, "a", "`a` has more than 20,000 sentences", "cut it into parts"),
        (b"<b>" * 400_010, "a.html", "`a.html` has more than 400,000 tags", "cut it into parts"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data, name, message, hint):
    with pytest.raises(UsageError) as caught:
        read_page(data, name)
    assert (caught.value.message, caught.value.hint) == (message, hint)


HOSTILE = {
    "nesting": "<div>" * 50_000 + "deep",
    "comments": "<!--" * 30_000,
    "declarations": "<![" * 30_000,
    "tags": '<a "' * 30_000,
    "attributes": "<a " + "x=1 " * 30_000 + ">",
    "scripts": "<script>" + "</scr" * 30_000,
    "titles": "<title>" * 30_000,
    "entities": "&" * 50_000,
    "cells": "<table>" + "<tr><td>a<td>b" * 15_000,
    "full stops": "A. " * 30_000,
    "one word": "a" * 200_000,
    "brackets": "[" * 100_000,
    "links": "[a](" * 40_000,
    "stars": "*" * 200_000,
    "rules": "- " * 60_000 + "x",
    "quotes": '"' * 200_000,
}


@pytest.mark.parametrize("kind", ["page.html", "page.md", "page.txt"])
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.slow
def test_hostile_pages_take_time_in_proportion_to_their_length(name, kind):
    begun = time.process_time()
    with suppress(UsageError):
        read_page(HOSTILE[name].encode(), kind)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<header><h1>Ketamine</h1><p>Cures all.</p></header><p>Text.</p>", [("header", "Cures all.")]),
        ("<nav><a>Home</a><a>Prices</a></nav><p>Text.</p>", [("menu", "Home Prices")]),
        ("<nav><ul><li>Home<li>Prices</ul></nav><p>Text.</p>", [("menu", "Home / Prices")]),
        ("<p>Text.</p><footer><p>Off label.</p><p>Terms", [("footer", "Off label. / Terms")]),
        ("<p>Text.</p><div role=contentinfo>Off <b>label</b>.</div>", [("footer", "Off label.")]),
        ("<p>Long text of a page.</p><div hidden>An answer.</div>", [("hidden", "An answer.")]),
        ("<p>Text that is longer than it.</p><div class=sidebar>More.</div>", [("other", "More.")]),
        ("<p>Text.</p><p>Share this</p>", [("notice", "Share this")]),
        ("<p>Text.</p><p><a>About us</a></p>", [("menu", "About us")]),
        ("<nav>Home<script>a = 1</script><svg><text>x</text></svg><button>Go</button> Prices</nav><p>Text.</p>", [("menu", "Home / Prices")]),
        ("<h2>|</h2><p>Text.</p>", []),
        ("<p>Text.</p><script>a = 1</script><style>p {}</style><button>Go</button>", []),
        ("<p>Text.</p><button>It has no side effects</button><p>More.</p>", [("button", "It has no side effects")]),
        ("<p>Text.</p><img src=x alt='85% of us are well'><img alt=Logo>", [("image", "85% of us are well")]),
        ("<nav><img alt='The Bay Clinic logo'></nav><p>Text.</p>", []),
        ("<meta name=description content='Cures all &amp; more.'><p>Text.</p>", [("data", "Cures all & more.")]),
        ("<meta name=viewport content='width=device-width, initial-scale=1, user-scalable=no'><p>Text.</p>", []),
        ("<meta property='og:description' content='All of it is well.'><p>All of it is well.</p>", []),
        ('<script type="application/ld+json">{"a": [{"name": "Is it safe?", "b": {"text": "It is <b>entirely</b> safe."}}]}</script><p>Text.</p>',
         [("data", "Is it safe?"), ("data", "It is entirely safe.")]),
        ('<script type="application/ld+json">{"text": broken here it is</script><p>Text.</p>', []),
        ("<header><p>It is not addictive.</p><p>Call 555 0100</p><p>Fast relief</p></header><p>Text.</p>",
         [("header", "Call 555 0100 / Fast relief")]),
        ("<header><nav>Home</nav><p>Cures all.</p></header><p>Text.</p>", [("menu", "Home"), ("header", "Cures all.")]),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_web_page_is_kept_apart(html, left):
    page = read_page(f"<html><body>{html}".encode())
    assert [(one.kind, one.text) for one in page.left] == left


@pytest.mark.parametrize(("before", "count"), [(0, 300), (9_000, 300), (9_500, 199)])
def test_linked_data_is_read_as_far_as_its_first_10000_values_however_many_texts_they_have(before, count):
    asked = [f"Is number {number} safe?" for number in range(300)]
    data = json.dumps([*[0] * before, *[[{"name": one}] for one in asked]])
    page = read_page(f'<html><script type="application/ld+json">{data}</script><p>Text.</p>'.encode())
    assert [one.text for one in page.left] == asked[:count]


def test_of_a_plain_text_nothing_is_left_out():
    assert read_page(b"Text.\n").left == ()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "Suicidal thoughts\nKetamine prevents suicide.\nIs it safe?\nYes, it is.\n",
            [
                ("heading", "Suicidal thoughts"),
                ("paragraph", "Ketamine prevents suicide."),
                ("heading", "Is it safe?"),
                ("paragraph", "Yes, it is."),
            ],
        ),
        (
            "Who we are\nWe are doctors.",
            [("heading", "Who we are"), ("paragraph", "We are doctors.")],
        ),
        (
            "u/ann: Is it safe?\nYes.\n\nI am low. Does it help?\n\nIt does.\n\nIs it legal?\n\nHere it is.\n",
            [
                ("paragraph", "u/ann: Is it safe? Yes."),
                ("paragraph", "I am low. Does it help?"),
                ("paragraph", "It does."),
                ("heading", "Is it legal?"),
                ("paragraph", "Here it is."),
            ],
        ),
        (
            "Ketamine was approved by the\nFDA in 1970 as an anaesthetic.",
            [("paragraph", "Ketamine was approved by the FDA in 1970 as an anaesthetic.")],
        ),
        (
            "It was tried first in the city of Detroit and\nAnn Arbor. It was tried again in\nDetroit.",
            [("paragraph", "It was tried first in the city of Detroit and Ann Arbor. It was tried again in Detroit.")],
        ),
        ("You can drive home\nKetamine is safe.", [("paragraph", "You can drive home Ketamine is safe.")]),
        ("Infusions\nSpravato\nMagnets\n", [("paragraph", "Infusions Spravato Magnets")]),
    ],
)
def test_a_short_line_that_ends_nothing_is_a_heading_of_the_sentence_below_it(text, blocks):
    assert [(block.kind, block.text) for block in plain.read(text, is_markdown=False)] == blocks


@pytest.mark.parametrize(
    ("html", "quoted"),
    [
        ("<h3>Is it addictive?</h3><p>No.</p>", "Is it addictive? – No."),
        ("<p>Is it addictive? Not at all. Come and see.</p>", "Come and see."),
        ("<h3>Is it addictive?</h3><p>It can be, where it is taken in high doses for a long time.</p>", None),
        ("<h3>On addiction</h3><p>No.</p>", "No."),
        ("<h3>Is it addictive?</h3><p>Who knows?</p>", "Who knows?"),
    ],
)
def test_a_short_answer_is_quoted_with_its_question(html, quoted):
    last = read_page(html.encode(), "page.html").sentences[-1]
    assert last.quoted == (quoted or last.text)
