"""A claim never travels without its caveats and contradictions: every command, every format."""

import re

import pytest

from ketacli.formats import showing

MARKS = {
    # What must stand in the output: the caveats and contradictions themselves where a claim is told, else how many.
    ("claims", "table"): ("  Caveats  ", "sample size", "  Compare  "),
    ("claims", "plain"): ("\tcaveats=3\tcontradictions=1\t",),
    ("claims", "markdown"): (
        "Caveats: ",
        "Compare: ",
    ),
    ("claims", "csv"): (" | Ten people. | ", ",how-many-remit,"),
    ("claims", "tsv"): (" | Ten people. | ", "\thow-many-remit\t"),
    ("claims", "json"): ('"text": "Ten people."', '"id": "how-many-remit"', '"says": "Nearly all relapse."'),
    ("claims", "jsonl"): ('"text": "Ten people."', '"id": "how-many-remit"', '"says": "Nearly all relapse."'),
    ("claims", "yaml"): ("text: Ten people.", "id: how-many-remit", "says: Nearly all relapse."),
    ("topics", "table"): ("relapse · 4 claims (2 contested, 3 with caveats)",),
    ("topics", "plain"): ("relapse\tclaims=4\tcontested=2\tcaveats=3\t",),
    ("topics", "markdown"): ("4 claims (2 contested, 3 with caveats)",),
    ("topics", "csv"): (
        'relapse,How long the benefit lasts,How long does the benefit last?,"For most who respond, weeks.",4,2,3,',
    ),
    ("topics", "tsv"): (
        "relapse\tHow long the benefit lasts\tHow long does the benefit last?\tFor most who respond, weeks.\t4\t2\t3\t",
    ),
    ("topics", "json"): ('"claims": 4,\n        "contested": 2,\n        "caveats": 3',),
    ("topics", "jsonl"): ('"counts": {"claims": 4, "contested": 2, "caveats": 3}',),
    ("topics", "yaml"): ("claims: 4\n    contested: 2\n    caveats: 3",),
    ("sources", "table"): (
        "3 claims checked against it · in 2 contradictions · series-2010\n  ! 1 contested, 3 with caveats",
    ),
    ("sources", "plain"): ("\tclaims=3\tcontested=1\tcaveats=3\tcontradictions=2\tRepeated infusions\n",),
    ("sources", "markdown"): ("3 claims (1 contested, 3 with caveats) · in 2 contradictions",),
    ("sources", "csv"): ("Repeated infusions,3,1,3,lasting-or-not | how-many-remit,",),
    ("sources", "tsv"): ("Repeated infusions\t3\t1\t3\tlasting-or-not | how-many-remit\t",),
    ("sources", "json"): ('"contested": 1,', '"stands_in": [\n        "lasting-or-not",'),
    ("sources", "jsonl"): (
        '"counts": {"claims": 3, "contested": 1, "caveats": 3}, "stands_in": ["lasting-or-not", "how-many-remit"]',
    ),
    ("sources", "yaml"): ("contested: 1", "stands_in:\n  - lasting-or-not"),
    ("contradictions", "table"): ("3 caveats", "COMPARE · "),
    ("contradictions", "plain"): (
        "how-many-remit\tapparent\t",
        "A quarter remit. (better supported) [series-2010 trial-2024]",
    ),
    ("contradictions", "markdown"): (" (3 caveats, `", "**Apparent contradiction**"),
    ("contradictions", "csv"): ("85% remit. | Nearly all relapse. | A quarter remit.,false | false | true,",),
    ("contradictions", "tsv"): ("85% remit. | Nearly all relapse. | A quarter remit.\tfalse | false | true\t",),
    ("contradictions", "json"): ('"relation": "apparent"', '"says": "Nearly all relapse."'),
    ("contradictions", "jsonl"): ('"relation": "apparent"', '"says": "Nearly all relapse."'),
    ("contradictions", "yaml"): ("relation: apparent", "says: Nearly all relapse."),
    ("compare", "table"): ("⇄2 contested !1\n", "⇄1 !3\n"),
    ("compare", "plain"): ("\tcaveats=1\tcontradictions=2\t", "\tcaveats=3\tcontradictions=1\t"),
    ("compare", "markdown"): (", ⇄2 contested !1 |", ", ⇄1 !3 |"),
    ("compare", "html"): (
        '<b>contested</b> ⇄ <a href="#contradiction-lasting-or-not">lasting-or-not</a>',
        "<li>Ten people.</li>",
        ">Apparent contradiction</a>: Nearly all relapse.",
    ),
    ("compare", "csv"): (",true,1,,lasting-or-not | how-many-remit\n", ",false,3,,how-many-remit\n"),
    ("compare", "tsv"): ("\ttrue\t1\t\tlasting-or-not | how-many-remit\n", "\tfalse\t3\t\thow-many-remit\n"),
    ("compare", "json"): ('"contested": true,\n      "caveats": 1,', '"lasting-or-not",\n        "how-many-remit"\n'),
    ("compare", "jsonl"): (
        '"contested": true, "caveats": 1, "limitations": null, "contradictions": ["lasting-or-not", "how-many-remit"]}',
    ),
    ("compare", "yaml"): (
        "contested: true\n  caveats: 1\n  limitations: null\n  contradictions:\n  - lasting-or-not\n  - how-many-remit\n",
    ),
    ("summary", "table"): ("✗ WRONG", "DISAGREEMENTS"),
    ("summary", "markdown"): ("Caveats: ", "## Disagreements"),
    ("summary", "html"): (
        "<dt>Caveats</dt><dd>definition; sample size</dd>",
        "<dt>Risk</dt><dd>Blood pressure rises for an hour.</dd>",
        '<dt>Clash</dt><dd><a href="#benefit-lasts">The Overview page says',
    ),
    ("summary", "json"): ('"text": "Ten people."', '"id": "how-many-remit"', '"says": "Nearly all relapse."'),
}

"""What stands there word for word, shape and all, in the formats of which that is known."""

ANY_SHAPE = {
    "claims": (r"Ten people\.|sample size|caveats=3", r"how-many-remit|Compare|contradictions=1"),
    "topics": (r"\b4\b\D{1,40}\b2\b\D{1,40}\b3\b",),
    "sources": (r"\b1\b\D{1,40}\b3\b", r"\b2 contradictions|contradictions=2|lasting-or-not"),
    "contradictions": (r"(?i)apparent|compare", r"85% remit|3 caveats"),
    "compare": (r"how-many-remit|contradictions=2|⇄2",),
    "summary": (r"Ten people\.|sample size|WRONG", r"how-many-remit|(?i:disagreements)|Clash"),
}
"""What every format has of them in its own shape, as patterns: told or counted."""

TRIED = [
    (command, name)
    for command in ANY_SHAPE
    for name in showing({"compare": "comparison", "summary": "summary"}.get(command, "records"))
]


@pytest.mark.parametrize(("command", "name"), MARKS)
def test_what_qualifies_a_claim_goes_with_it(ask, monkeypatch, command, name):
    # Only that it stands there is promised here; whole outputs are compared elsewhere.
    monkeypatch.setenv("COLUMNS", "200")
    out = ask(command, "--format", name).out
    assert [mark for mark in MARKS[command, name] if mark not in out] == []


@pytest.mark.parametrize(("command", "name"), TRIED)
def test_a_format_has_the_words_or_counts_of_what_qualifies_in_whatever_shape(ask, monkeypatch, command, name):
    monkeypatch.setenv("COLUMNS", "200")
    out = ask(command, "--format", name).out
    assert [pattern for pattern in ANY_SHAPE[command] if not re.search(pattern, out)] == []


@pytest.mark.parametrize("name", showing("records"))
def test_what_qualifies_a_claim_is_shown_with_it(ask, name):
    out = ask("show", "remission-85-percent", "--format", name).out
    exact = [re.escape(mark) for mark in MARKS.get(("claims", name), ())]
    marks = ["Ten people", "Compare"] if name in ("table", "markdown") else [*ANY_SHAPE["claims"], *exact]
    assert [mark for mark in marks if not re.search(mark, out)] == []
