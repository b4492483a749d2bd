"""`keta add`: what is added is anchored, in its place, and nothing else of a file changes."""

from __future__ import annotations

import io
import json
import os
from difflib import unified_diff
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from ketacli.curating import citations
from ketacli.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

STORE = """\
# The head of the file, with  odd   spaces.

store: {title: 'A store',   version: "1"}   # behind a value

sources:   # behind a key
  # about page
  - id: page
    kind: document
    title: "A page"
    file: page.txt      # its text
    sha256: "f5bb5b3a0a4e1ad24ef2b3a0d2c9bd4b26cd19d0e2a1f8a5b0a9b7c2c0a3b1aa"

# a comment of nobody's

claims:
  # about tea-last
  - {id: tea-last, topics: [ mood ], statement: 'Tea goes last.', source: page, quote: "Drink it last", passage: [82, 96]}  # x
  # a comment at the end of the list
topics:
  - {id: mood, name: "Mood"}   # last
measures:
  - {id: calming-time, name: "time to calm", dimension: time}
  - {id: price, name: "price", dimension: money}
# the end
"""
PAGE = "Tea and you\n\nTea calms within 40 minutes. It costs 3 EUR. Tea is good, tea is warm.\n\nDrink it last.\n"


@pytest.fixture
def tea(tmp_path, monkeypatch):
    folder = tmp_path / "tea"
    folder.mkdir()
    (folder / "store.yaml").write_text(STORE)
    (folder / "page.txt").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    return folder


def _get(store: Path, name: str) -> Any:
    return open_store(store).get(name)


def changed(before: str, after: str) -> list[str]:
    """Return the lines that were added or removed."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


def claim(*words: str) -> tuple[str, ...]:
    return ("add", "claim", "Tea calms people.", "--store", "tea", "--source", "page", "--topic", "mood", *words)


def test_nothing_is_written_unasked(keta, tea):
    ran = keta(*claim("--quote", "calms within 40 minutes"))
    assert ran.err.endswith("nothing is written: add `--write`\n")
    assert ran.out.startswith("--- tea/store.yaml\n+++ tea/store.yaml\n")
    assert (tea / "store.yaml").read_text() == STORE


def test_a_claim_is_anchored_typed_and_put_in_its_place_and_every_other_byte_stays(keta, tea):
    keta(*claim("--quote", "calms within 40 minutes", "--write"))
    assert changed(STORE, (tea / "store.yaml").read_text()) == [
        "+  - id: tea-calms-people",
        "+    topics: [mood]",
        '+    statement: "Tea calms people."',
        "+    source: page",
        '+    quote: "calms within 40 minutes"',
        "+    passage: [13, 41]",
        "+    quantities:",
        '+      - {measure: calming-time, statistic: typical, value: 40, unit: min, as: "40 minutes"}',
        "+",
    ]
    assert _get(tea, "tea-calms-people").passage == (13, 41)
    assert keta("check", "tea", "--documents", "tea", code=1).out.count("(document-digest)") == 1


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_line_ends_and_the_byte_order_mark_stay(keta, tea, ends, mark):
    before = mark + STORE.replace("\n", ends).encode()
    (tea / "store.yaml").write_bytes(before)
    keta("add", "source", "--store", "tea", "--title", "A trial", "--id", "trial", "--write")
    new = f'  - {{id: trial, kind: study, title: "A trial"}}{ends}'.encode()
    after = (tea / "store.yaml").read_bytes()
    assert after.replace(new + ends.encode(), b"").replace(ends.encode() + new, b"") == before


def test_lines_that_end_in_two_ways_are_refused(keta, tea):
    (tea / "store.yaml").write_bytes(STORE.replace("\n", "\r\n", 3).encode())
    ran = keta("add", "source", "--store", "tea", "--title", "A trial", "--write", code=2)
    assert ran.err.endswith(
        "error: The lines of the file end in two ways\n\nhint: save it with line ends of one kind first\n"
    )


def test_a_quote_at_several_places_has_them_listed(keta, tea):
    (tea / "page.txt").write_text(PAGE.replace("Tea is good", "tea is good"))
    ran = keta(*claim("--quote", "tea is"), code=2)
    assert ran.err.startswith("error: The quote stands at 2 places: 1: …")
    assert "passage: [42, 83]" in keta(*claim("--quote", "tea is", "--at", "2")).out


@pytest.mark.usefixtures("tea")
def test_words_that_are_not_there_are_answered_with_the_nearest(keta):
    assert keta(*claim("--quote", "calm within forty minutes"), code=2).err == (
        "error: `calm within forty minutes` does not stand in `page`\n\nhint: the nearest words are `calms within 40 minutes.`\n"
    )


def test_a_figure_that_no_measure_fits_is_told_and_not_typed(keta, tea):
    text = STORE.replace('  - {id: calming-time, name: "time to calm", dimension: time}\n', "")
    (tea / "store.yaml").write_text(text)
    ran = keta(*claim("--quote", "calms within 40 minutes"))
    assert (
        "`40 minutes` is not typed: no measure of the store fits; define one with `dimension: time`, then add under "
        '`quantities`: `- {measure: "…", statistic: typical, value: 40, unit: min, as: "40 minutes"}`\n'
    ) in ran.err
    assert "quantities" not in ran.out


def test_a_topic_that_is_nearly_another_is_a_slip_and_any_other_is_added(keta, tea):
    arguments = ("add", "claim", "Tea calms.", "--store", "tea", "--source", "page", "--quote", "Tea calms")
    assert keta(*arguments, "--topic", "moods", code=2).err == "error: No topic `moods`\n\nhint: did you mean `mood`?\n"
    keta(*arguments, "--topic", "warmth", "--write")
    assert (
        'topics:\n  - {id: mood, name: "Mood"}   # last\n  - {id: warmth, name: "Warmth"}\n'
        in (tea / "store.yaml").read_text()
    )


@pytest.mark.parametrize(
    "words", ["40 minutes sooner", "40 minutes longer", "by 40 minutes", "by about 40 minutes", "40 minutes later"]
)
def test_a_difference_is_never_typed(keta, tea, words):
    (tea / "page.txt").write_text(PAGE.replace("within 40 minutes", words))
    ran = keta(*claim("--quote", f"calms {words}"))
    assert (
        "is not typed: it is a difference; no measure of a change fits; define one (`rise in …`, `fall in …`) with "
        '`dimension: time`, then add under `quantities`: `- {measure: "…", statistic: difference, value: 40, unit: min, '
    ) in ran.err
    assert "quantities" not in ran.out


@pytest.mark.parametrize(
    "words", ["a 40 percent higher risk", "risk fell by 40 percent", "lost 40 percent of their weight"]
)
def test_a_difference_in_per_cent_is_never_offered_as_a_share_of_people(keta, tea, words):
    store = (tea / "store.yaml").read_text()
    (tea / "store.yaml").write_text(
        store.replace(
            "measures:\n", 'measures:\n  - {id: calm-rate, name: "share who get calm", dimension: proportion}\n'
        )
    )
    (tea / "page.txt").write_text(PAGE.replace("within 40 minutes", words))
    assert keta(*claim("--quote", f"calms {words}")).err.splitlines()[0] == (
        "`40 percent` is not typed: it is a difference, no share of a whole; no measure of a change fits; define one "
        "(`rise in …`, `fall in …`) with `dimension: proportion`, then add under `quantities`: "
        '`- {measure: "…", statistic: difference, value: 40, unit: "%", as: "40 percent"}`'
    )


def test_a_share_is_not_taken_for_a_change(keta, tea):
    store = (tea / "store.yaml").read_text()
    measures = 'measures:\n  - {id: calm-rise, name: "rise in calm", dimension: proportion}\n'
    measures += '  - {id: calm-rate, name: "share who get rest", dimension: proportion}\n'
    (tea / "store.yaml").write_text(store.replace("measures:\n", measures))
    (tea / "page.txt").write_text(PAGE.replace("calms within 40 minutes", "calms 40% of people"))
    assert keta(*claim("--quote", "calms 40% of people")).err.splitlines()[0] == (
        "`40%` is not typed: if it is a figure of `calm-rate` (share who get rest) or `calm-rise` (rise in calm), add under "
        '`quantities`: `- {measure: calm-rate, statistic: proportion, value: 40, unit: "%", as: "40%"}`; if not, it needs a '
        "measure of its own"
    )


@pytest.mark.parametrize(
    ("page", "quote", "denial"),
    [
        ("Tea does not calm within 40 minutes.", "does not calm within 40 minutes", "not"),
        ("Nobody says that tea calms within 40 minutes.", "tea calms within 40 minutes", "Nobody"),
        ("Tea calms within 40 minutes in very few.", "calms within 40 minutes", "very few"),
    ],
)
def test_a_figure_that_its_sentence_denies_is_not_typed(keta, tea, page, quote, denial):
    (tea / "page.txt").write_text(page)
    assert keta(*claim("--quote", quote)).err == (
        f"`40 minutes` is not typed: `{denial}` may deny it; if it is a figure of `calming-time` (time to calm), add under "
        '`quantities`: `- {measure: calming-time, statistic: typical, value: 40, unit: min, as: "40 minutes"}`; '
        "if not, it needs a measure of its own\nnothing is written: add `--write`\n"
    )


def test_a_difference_that_stands_around_the_quote_is_one(keta, tea):
    (tea / "page.txt").write_text(PAGE.replace("within 40 minutes", "people 40 minutes sooner"))
    assert keta(*claim("--quote", "calms people 40 minutes")).err == (
        "`40 minutes` is not typed: it is a difference; no measure of a change fits; define one (`rise in …`, `fall in …`) "
        'with `dimension: time`, then add under `quantities`: `- {measure: "…", statistic: difference, value: 40, unit: min, '
        'as: "40 minutes"}`\nnothing is written: add `--write`\n'
    )


def test_a_measure_of_a_change_is_offered_for_a_difference(keta, tea):
    store = (tea / "store.yaml").read_text()
    (tea / "store.yaml").write_text(
        store.replace("measures:\n", 'measures:\n  - {id: time-won, name: "how much earlier", dimension: time}\n')
    )
    (tea / "page.txt").write_text(PAGE.replace("within 40 minutes", "40 minutes sooner"))
    assert keta(*claim("--quote", "calms 40 minutes sooner")).err.splitlines()[0] == (
        "`40 minutes` is not typed: it is a difference; if it is a figure of `time-won` (how much earlier), add under "
        '`quantities`: `- {measure: time-won, statistic: difference, value: 40, unit: min, as: "40 minutes"}`; if not, it needs '
        "a measure of its own"
    )


def test_figures_that_share_a_unit_are_typed_with_the_words_that_have_it(keta, tea):
    (tea / "page.txt").write_text(PAGE.replace("within 40 minutes", "after 30 and 40 minutes"))
    keta(*claim("--quote", "calms after 30 and 40 minutes", "--write"))
    typed = _get(tea, "tea-calms-people").quantities
    assert [(one.value, one.unit, one.as_) for one in typed] == [
        (30, "min", "30 and 40 minutes"),
        (40, "min", "40 minutes"),
    ]
    assert "figure-in-quote" not in keta("check", "tea", "--documents", "tea", code=1).out


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("between 10 and 20 minutes", [("typical", None, 10, 20, "between 10 and 20 minutes")]),
        ("in 10 or 20 minutes", [("typical", None, 10, 20, "10 or 20 minutes")]),
        ("in 20 minutes on average", [("mean", 20, None, None, "20 minutes")]),
        ("in a median of 20 minutes", [("median", 20, None, None, "20 minutes")]),
    ],
)
def test_a_figure_is_typed_once_with_its_ends_and_what_its_quote_calls_it(keta, tea, words, typed):
    (tea / "page.txt").write_text(PAGE.replace("within 40 minutes", words))
    keta(*claim("--quote", f"calms {words}", "--write"))
    found = _get(tea, "tea-calms-people").quantities
    assert [(one.statistic, one.value, one.low, one.high, one.as_) for one in found] == typed
    assert "figure-in-quote" not in keta("check", "tea", "--documents", "tea", code=1).out


@pytest.mark.parametrize("fragments", [["calm within 40 minutes"], ["calm within", "It costs"]])
def test_a_quote_that_is_cut_where_its_meaning_turns_is_refused(keta, tea, fragments):
    (tea / "page.txt").write_text("Tea does not calm within 40 minutes. It costs.\n")
    quoted = [word for fragment in fragments for word in ("--quote", fragment)]
    assert keta(*claim(*quoted), code=2).err == (
        "error: The quote is cut off from `not`, which may change what it says\n\nhint: take it into the quote\n"
    )


def test_fragments_side_by_side_are_not_cut_off_from_one_another(keta, tea):
    (tea / "page.txt").write_text("Tea does not calm within 40 minutes. It costs.\n")
    out = keta(*claim("--quote", "does not", "--quote", "calm within 40 minutes")).out
    assert (
        out.replace("\n \n", "\n\n")
        == """\
--- tea/store.yaml
+++ tea/store.yaml
@@ -14,4 +14,11 @@

 claims:
+  - id: tea-calms-people
+    topics: [mood]
+    statement: "Tea calms people."
+    source: page
+    quote: ["does not", "calm within 40 minutes"]
+    passage: [0, 36]
+
   # about tea-last
   - {id: tea-last, topics: [ mood ], statement: 'Tea goes last.', source: page, quote: "Drink it last", passage: [82, 96]}  # x
"""
    )


def test_topics_may_be_given_with_commas(keta, tea):
    keta(*claim("--quote", "calms within 40 minutes", "--topic", "warmth, cold", "--write"))
    assert list(_get(tea, "tea-calms-people").topics) == ["mood", "warmth", "cold"]


@pytest.mark.parametrize(
    ("statement", "quote", "message"),
    [
        (
            "It is good with milk and sugar, too.",
            "is good",
            "The statement repeats 6 words in a row of the document, `is good with milk and sugar,`",
        ),
        (
            "Good with milk and sugar and honey.",
            "good with milk and sugar and honey",
            "The statement repeats 7 words in a row of the document, `Good with milk and sugar and honey.`",
        ),
    ],
)
def test_a_statement_that_copies_its_document_is_refused(keta, tea, statement, quote, message):
    (tea / "page.txt").write_text("Green tea is good with milk and sugar and honey.\n")
    arguments = ("add", "claim", statement, "--store", "tea", "--source", "page", "--topic", "mood", "--quote", quote)
    assert keta(*arguments, code=2).err == f"error: {message}\n\nhint: say it in other words: 5 in a row at most\n"


def test_a_quote_of_more_words_than_may_be_quoted_is_refused(keta, tea):
    (tea / "page.txt").write_text("One two three four five six seven eight nine ten eleven.\n")
    words = "One two three four five six seven eight nine ten eleven"
    assert keta(*claim("--quote", words), code=2).err == (
        f"error: `{words}` has 11 words\n\n"
        "hint: quote at most 10: those that carry the claim; two stretches are two `--quote`\n"
    )


@pytest.mark.usefixtures("tea")
def test_an_unknown_document_is_answered_with_those_there_are(keta):
    ran = keta("add", "claim", "X.", "--store", "tea", "--source", "pag", "--quote", "x", "--topic", "mood", code=1)
    assert ran.err == "error: No document `pag`\n\nhint: did you mean `page`?\n"


def test_a_document_is_added_with_title_file_digest_and_nothing_read(keta, tea):
    (tea / "leaflet.txt").write_text("# Tea & you\nTea.\n")
    keta("add", "document", tea / "leaflet.txt", "--store", "tea", "--write")
    document = _get(tea, "leaflet")
    assert (document.title, document.file, [one.reason for one in document.passed_over]) == (
        "Tea & you",
        "leaflet.txt",
        ["not-read-yet"],
    )
    ran = keta("add", "document", tea / "leaflet.txt", "--store", "tea", code=2)
    assert ran.err.startswith("error: `leaflet.txt` is in the store already, as `leaflet`\n")


@pytest.mark.parametrize("name", ["leaflet.txt", "leaflet.html"])
def test_a_byte_order_mark_gets_into_no_field_of_a_document(keta, tea, name):
    text = "Tea & you\n\nTea warms.\n" if name.endswith("txt") else "<title>\ufeffTea & you</title><p>Tea warms."
    (tea / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    ran = keta("add", "document", tea / name, "--store", "tea", "--write")
    assert ("\ufeff" in ran.out + ran.err + (tea / "store.yaml").read_text(), _get(tea, "leaflet").title) == (
        False,
        "Tea & you",
    )


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("--title", "\ufeffTea", "title: U+FEFF (zero width no-break space) has no width and joins nothing"),
        ("--author", "Ann\u200b Lee", "author: U+200B (zero width space) has no width and joins nothing, behind `Ann`"),
        ("--label", "Tea\x07", "label: U+0007 is a control character, behind `Tea`"),
    ],
)
def test_characters_that_nobody_sees_get_into_no_field(keta, tea, option, text, message):
    (tea / "leaflet.txt").write_text("Tea warms.\n")
    ran = keta("add", "document", tea / "leaflet.txt", option, text, "--store", "tea", "--write", code=2)
    assert ran.err.startswith(f"error: `leaflet` cannot be added: {message}\n\nhint: ")
    assert (tea / "store.yaml").read_text() == STORE


@pytest.mark.parametrize("cites", ['[{"title": "Tea and sleep"}]', "@article{tea, title = {Tea and sleep}}"])
def test_citations_may_begin_with_a_byte_order_mark(keta, tea, cites):
    (tea.parent / "refs").write_text(f"\ufeff{cites}", encoding="utf-8")
    assert "Tea and sleep" in keta("add", "source", "refs", "--store", "tea").out


HTML = (
    "<!doctype html><title>Tea &amp; you</title><nav><a href=/>Home</a></nav><h1>Tea</h1>"
    "<p>Tea is <em>good</em>.</p><ul><li>It warms</li></ul><table><tr><td>It calms<td>2 h</table>"
)
ITS_TEXT = "Tea\n\nTea is good.\n\n- It warms\n\n| It calms | 2 h |\n"


def test_of_a_page_in_html_the_text_is_written_and_added_with_its_headings_passed_over(keta, tea):
    (tea / "leaflet.html").write_text(HTML)
    arguments = ("add", "document", tea / "leaflet.html", "--store", "tea")
    assert keta(*arguments).err == (
        "the text of `leaflet.html` goes into `leaflet.txt`: claims are anchored there\n"
        "`Tea` is passed over as a heading: see that it claims nothing\n"
        "13 words of `leaflet` are not read yet: `keta check --fix` takes `{reason: not-read-yet}` out at the end\n"
        "nothing is written: add `--write`\n"
    )
    assert not (tea / "leaflet.txt").exists()
    keta(*arguments, "--write")
    assert (tea / "leaflet.txt").read_text() == ITS_TEXT
    document = _get(tea, "leaflet")
    passed = [(one.passage, one.reason) for one in document.passed_over]
    assert (document.title, document.file, document.sha256, passed) == (
        "Tea & you",
        "leaflet.txt",
        sha256(ITS_TEXT.encode()).hexdigest(),
        [((0, 3), "heading"), (None, "not-read-yet")],
    )
    assert keta(*arguments, code=2).err.startswith("error: `leaflet.txt` is in the store already, as `leaflet`\n")


def test_the_text_of_a_page_never_takes_the_place_of_another_file(keta, tea):
    (tea / "leaflet.html").write_text(HTML)
    (tea / "leaflet.txt").write_text("Mine.\n")
    file = tea / "leaflet.html"
    assert keta("add", "document", file, "--store", "tea", "--write", code=2).err == (
        f"error: `{tea / 'leaflet.txt'}` is there already\n\nhint: add that, or take it away and add `{file}` again\n"
    )
    assert ((tea / "leaflet.txt").read_text(), (tea / "store.yaml").read_text()) == ("Mine.\n", STORE)
    (tea / "leaflet.txt").write_text(ITS_TEXT)  # as a run that was stopped leaves it
    keta("add", "document", file, "--store", "tea", "--write")
    assert _get(tea, "leaflet").file == "leaflet.txt"


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"a\0b", b"<html><script>draw()</script>"])
def test_what_has_no_text_is_no_document(keta, tea, data):
    (tea / "leaflet.html").write_bytes(data)
    assert keta("add", "document", tea / "leaflet.html", "--store", "tea", "--write", code=2).err.startswith("error: ")
    assert (tea / "store.yaml").read_text() == STORE


@pytest.mark.usefixtures("tea")
def test_a_second_claim_with_the_same_quote_is_told(keta):
    keta(*claim("--quote", "calms within 40 minutes", "--write"))
    told = "`tea-calms-people` has this quote already: see that it is another claim"
    other = ("add", "claim", "Tea soothes somebody.", *claim()[3:])
    assert told in keta(*other, "--quote", "calms within 40 minutes").err.splitlines()
    assert told not in keta(*other, "--quote", "within 40 minutes").err.splitlines()


@pytest.mark.parametrize("statement", ["Tea calms people.", "tea  calms people"])
def test_the_same_statement_on_the_same_document_is_refused(keta, tea, statement):
    keta(*claim("--quote", "calms within 40 minutes", "--write"))
    before = (tea / "store.yaml").read_text()
    ran = keta("add", "claim", statement, *claim()[3:], "--quote", "within 40 minutes", "--write", code=2)
    assert (ran.out, ran.err) == (
        "",
        (
            "error: `tea-calms-people` makes this statement already\n\n"
            "hint: say what sets the new claim apart, or change that one\n"
        ),
    )
    assert (tea / "store.yaml").read_text() == before


def test_a_type_that_is_none_is_refused(keta, tea):
    ran = keta(*claim("--quote", "calms within 40 minutes", "--type", "safty", "--write"), code=2)
    assert (ran.out, ran.err) == ("", "error: No type `safty`\n\nhint: did you mean `safety`?\n")
    assert (tea / "store.yaml").read_text() == STORE


@pytest.mark.parametrize("kind", ["source", "document"])
def test_a_date_that_is_none_is_refused(keta, tea, kind):
    (tea / "new.txt").write_text("Tea warms.\n")
    what = ("--title", "Tea", "--id", "tea-2026") if kind == "source" else (str(tea / "new.txt"), "--id", "tea-2026")
    ran = keta("add", kind, "--store", "tea", *what, "--issued", "2026-02-30", "--write", code=2)
    route = "cite.issued" if kind == "source" else "issued"
    assert (ran.out, ran.err) == (
        "",
        (
            f"error: `tea-2026` cannot be added: {route}: `2026-02-30` is no date: that month has no day 30\n\n"
            "hint: look it up, or give the year alone\n"
        ),
    )
    assert (tea / "store.yaml").read_text() == STORE


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("Tea calms people, and so does warm milk.", "and so does warm milk"),
        ("It is known that tea calms people but keeps you awake.", "but keeps you awake"),
        ("Tea calms people and it\nkeeps you awake.", "and it keeps you awake"),
        ("Tea calms people.", ""),
        ("Tea calms people and cats.", ""),
        ("Tea calms people in 20 or 30 minutes.", ""),
    ],
)
def test_another_clause_of_the_sentence_is_told_since_it_counts_as_read(keta, tea, sentence, clause):
    (tea / "page.txt").write_text(f"{sentence}\n")
    told = [line for line in keta(*claim("--quote", "calms people")).err.splitlines() if "counts as read" in line]
    assert told == ([f"the whole sentence counts as read: if `{clause}` is a claim too, add it"] if clause else [])


def test_headings_of_a_plain_text_are_passed_over_and_told(keta, tea):
    (tea / "leaflet.txt").write_text(
        "Tea and you\n\nWhat it does\n\nTea warms. It\nalso calms\n\n- warms hands\n\n## How much?\n\nThree cups:\n\nDrink!\n"
    )
    ran = keta("add", "document", tea / "leaflet.txt", "--store", "tea", "--write")
    passed = _get(tea, "leaflet").passed_over
    assert [(one.passage, one.reason) for one in passed] == [
        ((0, 11), "heading"),
        ((13, 25), "heading"),
        ((68, 80), "heading"),
        (None, "not-read-yet"),
    ]
    assert ran.err.splitlines()[:4] == [
        "`Tea and you` is passed over as a heading: see that it claims nothing",
        "`What it does` is passed over as a heading: see that it claims nothing",
        "`## How much?` is passed over as a heading: see that it claims nothing",
        "11 words of `leaflet` are not read yet: `keta check --fix` takes `{reason: not-read-yet}` out at the end",
    ]


def test_a_store_without_a_list_gets_one(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.yaml").write_text('store: {title: "S", version: "1"}\nsources: []   # none yet\n')
    keta("add", "source", "--store", "s.yaml", "--title", "A trial", "--write")
    assert (tmp_path / "s.yaml").read_text() == (
        'store: {title: "S", version: "1"}\nsources:   # none yet\n  - {id: a-trial, kind: study, title: "A trial"}\n'
    )


def test_a_list_in_brackets_is_no_place_for_a_record(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.yaml").write_text("sources: [{id: old, kind: study, title: T}]\n")
    ran = keta("add", "source", "--store", "s.yaml", "--title", "A trial", "--write", code=2)
    assert (
        ran.err == "error: No place for it in `s.yaml`\n\nhint: give its lists one record an item, each with a dash\n"
    )
    assert (tmp_path / "s.yaml").read_text() == "sources: [{id: old, kind: study, title: T}]\n"


def test_a_claim_is_put_into_another_file_where_those_of_its_document_are_in_brackets(keta, tea):
    mine = next(line for line in STORE.splitlines() if "id: tea-last" in line).partition("- ")[2].partition("  #")[0]
    (tea / "store.yaml").write_text(STORE.replace(f"  - {mine}", "").replace("claims:\n", f"claims: [{mine}]\n"))
    other = mine.replace("tea-last", "tea-warm")
    (tea / "z.yaml").write_text(f"claims:\n  - {other}\n")
    keta(*claim("--quote", "calms within 40 minutes", "--write"))
    assert (tea / "z.yaml").read_text().partition("\n")[2].startswith("  - id: tea-calms-people\n")


BIBTEX = r"""
@article{x, author = {Garc{\'i}a, Ana and {World Health Organization} and M{\"u}ller, J. and others},
  title = "The {Effect} of Tea {\&} Water", journal = {J. Tea}, year = 2020, month = mar, volume = {3}, number = 4,
  pages = {1--9}, doi = {https://doi.org/10.1000/xyz.}}
@comment{nothing}
"""
CSL = '[{"id": "y", "type": "article-journal", "title": "A <i>trial</i>", "author": [{"family": "Daly", "given": "E"}], "issued": {"date-parts": [[2019, 5]]}, "DOI": "10.1176/abc", "volume": 176}]'


def test_bibtex_is_read_with_its_braces_accents_and_bodies():
    assert citations.read(BIBTEX) == [
        {
            "type": "article-journal",
            "author": [
                {"family": "García", "given": "Ana"},
                {"literal": "World Health Organization"},
                {"family": "Müller", "given": "J."},
                {"literal": "et al."},
            ],
            "title": "The Effect of Tea & Water",
            "issued": "2020-03",
            "container-title": "J. Tea",
            "volume": "3",
            "page": "1-9",
            "issue": "4",
            "DOI": "10.1000/xyz",
        }
    ]


def test_a_source_comes_from_standard_input_with_the_doi_in_its_place(keta, tea, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(CSL))
    keta("add", "source", "-", "--store", "tea", "--write")
    source = _get(tea, "daly-2019")
    assert (source.label, source.title, source.cite["DOI"], source.cite["issued"]) == (
        "Daly 2019",
        "A trial",
        "10.1176/abc",
        "2019-05",
    )
    again = keta("add", "source", "--store", "tea", "--title", "X", "--doi", "https://doi.org/10.1176/ABC", code=2)
    assert again.err.startswith("error: `daly-2019` has the DOI `10.1176/ABC` already\n")


def test_of_a_growing_library_only_what_is_new_is_added_and_each_once(keta, tea):
    def entry(key, title, doi):
        return f"@article{{{key}, title = {{{title}}}, doi = {{{doi}}}, year = 2019}}\n"

    first = entry("a", "Tea and sleep", "10.1000/One")
    grown = first + entry("b", "Tea and mood", "10.1000/two") + entry("c", "Tea and mood, again", "10.1000/TWO")
    (tea.parent / "refs").write_text(first)
    keta("add", "source", "refs", "--store", "tea", "--write")
    (tea.parent / "refs").write_text(grown)
    ran = keta("add", "source", "refs", "--store", "tea", "--write")
    assert ran.err.splitlines() == [
        "`tea-and-sleep-2019` has the DOI `10.1000/One` already: passed over",
        "`tea-and-mood-2019` has the DOI `10.1000/TWO` already: passed over",
        "added tea-and-mood-2019 to tea/store.yaml",
    ]
    assert keta("add", "source", "refs", "--store", "tea", code=2).err == (
        "error: All 3 citations are in the store already, by their DOIs\n\nhint: nothing is to be added\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[{", "Not CSL-JSON: "),
        ('[{"title": "T", "author": ["Daly"]}]', "Not CSL-JSON: a field has another shape than there\n\nhint: `"),
        ('[{"title": "T", "author": 5}]', "Not CSL-JSON: a field has another shape than there\n\nhint: `"),
        ('[{"title": "T", "issued": {"date-parts": [["May"]]}}]', "Not CSL-JSON: a field has another shape than there"),
        ("[1]", "Not CSL-JSON: a field has another shape than there"),
        ('{"items": null}', "Not CSL-JSON: a field has another shape than there"),
        ("[]", "No citation in it"),
        ("no entry", "No citation in it"),
        ("@book{x, title = {never closed", "Not BibTeX: a brace or quote is never closed\n"),
        ("@book{x, title = {T, year = 2020}", "Not BibTeX: `x` is never closed\n\nhint: look for a brace too few"),
        (
            "@book{x, title = {T} {U}, year = 2020}",
            "Not BibTeX: `x` has something that is no field, `{U}, year = 2020}`\n",
        ),
        ("@book{x, title = {T}, year = 20x0}", "Not BibTeX: `20x0` is no year\n\nhint: four digits, such as 2019\n"),
    ],
)
def test_what_is_no_citation_is_refused(keta, tea, text, message):
    (tea.parent / "refs").write_text(text)
    assert keta("add", "source", "refs", "--store", "tea", code=2).err.startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("entry", "cite"),
    [
        ("@misc{x, title = {T}}", {"type": "document", "title": "T"}),
        ("@misc{x, title = {T}, date = {2020-03-01}}", {"type": "document", "title": "T", "issued": "2020-03-01"}),
        ("@misc{x, title = {T}, month = 1 # jan, year = {in press}}", {"type": "document", "title": "T"}),
        ('@misc{x, title = {A } # "B", year = 2020}', {"type": "document", "title": "A B", "issued": "2020"}),
        ("@report{x, title = {T}, number = {4}}", {"type": "report", "title": "T", "number": "4"}),
        ("@comment{not, a source}\n@book{x, title = {T}}", {"type": "book", "title": "T"}),
        ('{"title": "T", "author": [{}], "issued": {}}', {"type": "document", "title": "T"}),
        (
            '[{"title": "T", "author": [{"family": "Daly"}, {"literal": "others"}]}]',
            {"type": "document", "author": [{"family": "Daly"}, {"literal": "et al."}], "title": "T"},
        ),
        (
            "@misc{x, author = {Ana Maria Lopez and Plato and ~}, title = {T}}",
            {
                "type": "document",
                "author": [{"family": "Lopez", "given": "Ana Maria"}, {"literal": "Plato"}, {"literal": "~"}],
                "title": "T",
            },
        ),
    ],
)
def test_a_citation_has_what_its_entry_says_and_no_more(entry, cite):
    assert citations.read(entry) == [cite]


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        (
            b'[{"title": "One"}, {"title": "Two"}]',
            ["--title", "X"],
            "2 citations, and an id, title, author, date or DOI for one\n\nhint: give them one at a time",
        ),
        (b'[{"type": "book"}]', [], "The source has no title\n\nhint: give one with `--title`"),
        (
            b'[{"title": "One"}]',
            ["--doi", "12.3/x"],
            "No DOI in `12.3/x`\n\nhint: a DOI begins with `10.`, such as 10.1176/appi.ajp.2019.19070720",
        ),
        (b"\xff", [], "`refs` is not valid UTF-8\n\nhint: save it as UTF-8"),
        (None, [], "Cannot read `refs`: No such file or directory"),
    ],
)
def test_a_source_that_cannot_be_added_is_refused_with_the_reason(keta, tea, data, options, message):
    if data is not None:
        (tea.parent / "refs").write_bytes(data)
    assert keta("add", "source", "refs", *options, "--store", "tea", code=2) == (2, "", f"error: {message}\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "Cannot read `leaflet.txt`: No such file or directory"),
        (b"caf\xe9", "`leaflet.txt` is not valid UTF-8\n\nhint: save it as UTF-8"),
        (b"", "No text in `leaflet.txt`\n\nhint: save the page again, as text in UTF-8"),
        (b"\xef\xbb\xbf \n", "No text in `leaflet.txt`\n\nhint: save the page again, as text in UTF-8"),
        (b"a" * 5_000_001, "`leaflet.txt` is larger than the 5 MB that are read\n\nhint: cut it into parts"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_the_reason(keta, tea, data, message):
    if data is not None:
        (tea.parent / "leaflet.txt").write_bytes(data)
    assert keta("add", "document", "leaflet.txt", "--store", "tea", code=2) == (2, "", f"error: {message}\n")


def test_an_id_that_is_taken_has_a_letter_after_it_and_after_z_a_number():
    taken: list[str] = []
    for _ in range(28):
        taken.append(citations.free("daly-2019", taken))
    assert taken[:3] == ["daly-2019", "daly-2019-b", "daly-2019-c"]
    assert taken[25:] == ["daly-2019-z", "daly-2019-27", "daly-2019-28"]


@pytest.mark.usefixtures("tea")
def test_the_id_of_a_long_title_ends_with_a_whole_word(keta):
    title = f"{'Calming' * 5} {'tea' * 7} {'trial' * 4} {'again' * 2}"
    out = keta("add", "source", "--store", "tea", "--title", title).out
    assert (
        out.replace("\n \n", "\n\n")
        == f"""\
--- tea/store.yaml
+++ tea/store.yaml
@@ -4,4 +4,8 @@

 sources:   # behind a key
+  - id: {"calming" * 5}-{"tea" * 7}
+    kind: study
+    title: "{title}"
+
   # about page
   - id: page
"""
    )


def test_a_store_without_the_key_of_a_list_gets_it_at_its_end(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for end in ("\n", "", "\n\n"):
        (tmp_path / "s.yaml").write_text(f'store: {{title: "S", version: "1"}}{end}')
        keta("add", "source", "--store", "s.yaml", "--title", "A trial", "--write")
        assert (tmp_path / "s.yaml").read_text() == (
            'store: {title: "S", version: "1"}\n\nsources:\n  - {id: a-trial, kind: study, title: "A trial"}\n'
        )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--at", "5"], "There is no place 5: the quote stands at 1"),
        (["--topic", "Deep Sleep"], "`Deep Sleep` is no id for a topic\n\nhint: write `deep-sleep`"),
        (["--id", "Tea!"], "`Tea!` is no id\n\nhint: lower-case words joined by hyphens: `--id tea`"),
        (["--id", "tea-last"], "`tea-last` is in the store already\n\nhint: give another id with `--id`"),
        (
            ["--documents", "elsewhere"],
            "Cannot read `elsewhere/page.txt`: No such file or directory\n\nhint: give its folder with `--documents`",
        ),
    ],
)
def test_a_claim_that_cannot_be_added_is_refused_with_the_reason(keta, tea, options, message):
    (tea.parent / "elsewhere").mkdir()
    ran = keta(*claim("--quote", "calms within 40 minutes", *options, "--write"), code=2)
    assert ran == (2, "", f"error: {message}\n")
    assert (tea / "store.yaml").read_text() == STORE


def test_a_document_that_is_not_valid_utf_8_is_refused(keta, tea):
    (tea / "page.txt").write_bytes(b"calms within 40 minutes \xff")
    ran = keta(*claim("--quote", "calms within 40 minutes", "--documents", "tea"), code=2)
    assert ran.err == (
        "error: Cannot read `tea/page.txt`: it is not valid UTF-8\n\nhint: give its folder with `--documents`\n"
    )


@pytest.mark.parametrize("is_named", [True, False])
def test_without_the_text_at_hand_a_claim_is_added_with_its_type_and_without_passage(keta, tea, is_named):
    (tea / "page.txt").unlink()
    if not is_named:
        lines = [line for line in STORE.splitlines(keepends=True) if "page.txt" not in line and "sha256" not in line]
        (tea / "store.yaml").write_text("".join(lines))
    ran = keta(*claim("--quote", "calms within 40 minutes", "--type", "timing", "--write"))
    assert ran.err.splitlines()[0] == (
        "the text of `page` is not at hand, so the quote was not looked for: give `--documents DIR`"
    )
    added = _get(tea, "tea-calms-people")
    assert (added.type, added.passage) == ("timing", None)


def test_a_store_of_broken_yaml_is_not_added_to(keta, tea):
    (tea / "store.yaml").write_text(STORE.replace('name: "Mood"}', 'name: "Mood"'))
    ran = keta("add", "source", "--store", "tea", "--title", "A trial", code=2)
    assert ran.err == "error: `tea/store.yaml` is not sound YAML, line 20\n\nhint: run `keta check` first\n"


def test_authors_who_fit_no_line_are_put_one_below_the_other(keta, tea):
    authors = [{"family": f"Longfellow-{name}", "given": "Maximilian Alexander"} for name in ("Ash", "Birch")]
    entry = {"title": "A trial", "author": [*authors, {"literal": "The group of " + "many " * 24 + "names"}]}
    (tea.parent / "refs").write_text(json.dumps(entry))
    keta("add", "source", "refs", "--store", "tea", "--write")
    assert changed(STORE, (tea / "store.yaml").read_text())[5:9] == [
        "+      author:",
        '+        - {family: "Longfellow-Ash", given: "Maximilian Alexander"}',
        '+        - {family: "Longfellow-Birch", given: "Maximilian Alexander"}',
        f'+        - literal: "The group of {"many " * 24}names"',
    ]
    assert len(_get(tea, "longfellow-ash").cite["author"]) == 3


def test_no_store_is_guessed(keta, monkeypatch):
    monkeypatch.delenv("KETA_STORE", raising=False)
    assert keta("add", "source", "--title", "X", code=2).err == (
        "error: No store to add to\n\nhint: name it with `--store PATH`, or set KETA_STORE\n"
    )


def test_whoever_stops_it_while_it_writes_has_the_old_file(keta, tea, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    keta("add", "source", "--store", "tea", "--title", "A trial", "--write", code=130)
    assert (tea / "store.yaml").read_text() == STORE
    assert sorted(path.name for path in tea.iterdir()) == ["page.txt", "store.yaml"]


def test_a_file_that_is_gone_meanwhile_is_not_written_again(keta, tea, monkeypatch):
    from ketacli.curating import adding

    given = adding.source

    def slow(*arguments):
        found = given(*arguments)
        (tea / "store.yaml").unlink()
        return found

    monkeypatch.setattr(adding, "source", slow)
    ran = keta("add", "source", "--store", "tea", "--title", "A trial", "--write", code=2)
    assert ran.err.endswith("error: Cannot read `tea/store.yaml`: No such file or directory\n")
    assert not (tea / "store.yaml").exists()


def test_a_file_that_changed_meanwhile_is_left_alone(keta, tea, monkeypatch):
    from ketacli.curating import adding

    given = adding.source

    def slow(*arguments):
        found = given(*arguments)
        (tea / "store.yaml").write_text(STORE + "# another hand\n")
        return found

    monkeypatch.setattr(adding, "source", slow)
    ran = keta("add", "source", "--store", "tea", "--title", "A trial", "--write", code=2)
    assert ran.err.endswith("error: `tea/store.yaml` has changed since it was read\n\nhint: run the command again\n")
    assert (tea / "store.yaml").read_text() == STORE + "# another hand\n"


def test_a_graded_store_says_what_a_new_claim_and_a_new_source_still_lack(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keta("init", "graded", "--grade")
    claim = ("add", "claim", "Most sleep better.", "--store", "graded", "--source", "example-page", "-t", "sleep")
    told = keta(*claim, "-q", "slept better with green tea", "--write").err
    assert told == (
        "the store says `grade: true`, so `keta check` has errors until `most-sleep-better` has `type`, `importance`, "
        "`attribution`, `hedging`, `confidence`, `evidence` or `no_evidence`; `keta check` says what each may hold\n"
        "added most-sleep-better to graded/claims.yaml\n"
    )
    found = keta("check", "--store", "graded", "--json", code=1).out
    assert {one["check"] for one in json.loads(found)["problems"]} == {"grade-missing", "evidence-missing"}
    told = keta("add", "source", "--store", "graded", "--doi", "10.1000/1", "--title", "Tea").err
    assert told == (
        "the store says `grade: true`, so `keta check` has errors until `tea` has `design`, `result`, `read`; `keta check` "
        "says what each may hold\n"
        "nothing is written: add `--write`\n"
    )


@pytest.mark.usefixtures("tea")
def test_a_claim_without_a_word_is_refused(keta):
    ran = keta(
        "add", "claim", " “” ", "--store", "tea", "--source", "page", "-q", "Drink it last", "-t", "mood", code=2
    )
    assert ran.err == "error: The statement has no word\n\nhint: say in your own words what the document claims\n"


def test_a_document_from_elsewhere_is_said_to_be_looked_for_beside_the_store(keta, tea):
    (tea.parent / "other.txt").write_text("Cocoa calms everybody.\n")
    beside = "`other.txt` stays where it is, and is looked for in `tea`: put it there, or name its folder with `--documents`\n"
    assert beside in keta("add", "document", "other.txt", "--store", "tea").err
    (tea / "own.txt").write_text("Cocoa calms nobody.\n")
    assert "stays where it is" not in keta("add", "document", "tea/own.txt", "--store", "tea").err


def test_a_length_of_time_before_the_name_of_a_topic_is_no_difference(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keta("init", "tea")
    (tmp_path / "tea" / "p.txt").write_text("Tai chi cut falls by 49 percent within 12 weeks.\n")
    keta("add", "document", "tea/p.txt", "--store", "tea", "--write")
    claim = ("add", "claim", "Practising tai chi halves how often people fall.", "--store", "tea", "--source", "p")
    told = keta(*claim, "-q", "cut falls by 49 percent within 12 weeks", "-t", "falls").err
    measure = "then add under `quantities`: `- {measure: "
    assert told.startswith(
        "`49 percent` is not typed: it is a difference, no share of a whole; no measure of a change fits; define one "
        f"(`rise in …`, `fall in …`) with `dimension: proportion`, {measure}"
        '"…", statistic: difference, value: 49, unit: "%", as: "49 percent"}`\n'
        f"`12 weeks` is not typed: no measure of the store fits; define one with `dimension: time`, {measure}"
        '"…", statistic: typical, value: 12, unit: wk, as: "12 weeks"}`\n'
    )


def test_a_source_has_the_authors_and_the_date_that_are_given(keta, tea):
    given = ("--author", "Daly, E", "--author", "{World Health Organization}", "--issued", "2019-05")
    keta("add", "source", "--store", "tea", "--title", "Tea", *given, "--write")
    found = _get(tea, "daly-2019")
    assert (found.label, found.cite["author"], found.cite["issued"]) == (
        "Daly 2019",
        [{"family": "Daly", "given": "E"}, {"literal": "World Health Organization"}],
        "2019-05",
    )


@pytest.mark.usefixtures("tea")
def test_what_a_store_may_not_hold_is_not_added(keta):
    ran = keta("add", "source", "--store", "tea", "--title", "Tea", "--issued", "15.1.2026", "--write", code=2)
    assert ran.err == (
        "error: `tea` cannot be added: cite.issued: `15.1.2026` does not fit: expected a year, month or day, in quotes\n\n"
        'hint: write `"2026"`\n'
    )
