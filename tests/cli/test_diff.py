"""`keta diff`: what changed between two versions of a store, in words."""

from __future__ import annotations

import json

import pytest

OLD = """\
store: {title: "Tea", version: "1"}
sources:
  - {id: page, kind: document, title: "A page"}
  - {id: trial, kind: study, title: "A trial"}
claims:
  - id: tea-calms
    topics: [mood]
    statement: "Tea calms."
    rating: supported
    source: page
    quote: "tea is soothing"
    passage: [1, 20]
    evidence:
      - {source: trial, verdict: supports, note: "It did."}
  - {id: tea-warms, topics: [mood], statement: "Tea warms.", source: page, quote: "tea warms"}
  - {id: tea-wakes, topics: [mood], statement: "Tea wakes.", source: page, quote: "tea wakes"}
topics:
  - {id: mood, name: "Mood"}
"""
NEW = """\
store: {title: "Tea", version: "2"}
sources:
  - {id: page, kind: document, title: "A page"}
  - {id: trial, kind: study, title: "A trial"}
claims:
  - id: tea-calms
    topics: [mood, sleep]
    statement: "Tea calms."
    rating: partly-true
    in_fact: "It did for an hour."
    source: page
    quote: "tea is soothing"
    passage: [3, 22]
    evidence:
      - {source: trial, verdict: partly, note: "It did."}
  - {id: tea-heats, topics: [mood], statement: "Tea warms.", source: page, quote: "tea warms"}
  - {id: tea-costs, topics: [mood], statement: "Tea costs *much*.", source: page, quote: "tea costs"}
topics:
  - {id: mood, name: "Mood"}
  - {id: sleep, name: "Sleep"}
retired:
  - {id: tea-warms, now: tea-heats}
"""


@pytest.fixture(autouse=True)
def _versions(tmp_path, monkeypatch):
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "store.yaml").write_text(NEW)
    monkeypatch.chdir(tmp_path)


CHANGES = """\
Tea, 1 to 2

1 claim added, 1 removed, 1 changed, 1 renamed; 1 topic added. 3 claims.
Ratings: 1 changed.

Claims

- added tea-costs: Tea costs *much*.
- removed tea-wakes: Tea wakes.
- changed tea-calms: Tea calms.
  - rating: supported → partly-true
  - in fact: new, “It did for an hour.”
  - topics: with sleep
  - evidence of A trial: verdict: supports → partly
  - also changed: passage
- renamed tea-heats (was tea-warms): Tea warms.

Topics

- added sleep: Sleep
"""


def test_every_change_is_told_claim_by_claim(keta):
    assert keta("diff", "old.yaml", "new").out == CHANGES


@pytest.fixture
def told(keta, tmp_path):
    """Return what is told of a claim of which one line changed, and of the text before it."""

    def run(before: str, after: str, *options: str) -> list[str]:
        (tmp_path / "a.yaml").write_text(RICH.replace("LINE", before))
        (tmp_path / "b.yaml").write_text(RICH.replace("LINE", after))
        lines: list[str] = keta("diff", "a.yaml", "b.yaml", *options).out.splitlines()
        return lines[3:]

    return run


RICH = """\
sources:
  - {id: page, kind: document, title: "A page"}
  - {id: trial, kind: study, title: "A trial", cite: {issued: "2024", author: [{family: "Daly"}]}}
  - {id: other, kind: study, title: "Another", label: "Other 2020"}
caveats: [{id: few, name: "few"}, {id: short, name: "short"}]
measures: [{id: rate, name: "rate", dimension: proportion}]
topics: [{id: mood, name: "Mood"}]
claims:
  - id: tea-calms
    topics: [mood]
    statement: "Tea calms."
    source: page
    quote: "tea is soothing"
    LINE
"""
HEAD = ["", "Claims", "", "- changed tea-calms: Tea calms."]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (
            'evidence: [{source: trial, verdict: partly, note: "It did in 12 of 30."}]',
            'evidence: [{source: trial, verdict: partly, note: "In 12 of 30 it did."}]',
            ["  - reworded: notes on evidence"],
        ),
        (
            'caveats: [{kind: few, text: "Only 30 people."}]',
            'caveats: [{kind: few, text: "They were 30 people."}]',
            ["  - reworded: caveats"],
        ),
        (
            'confidence: {level: low, why: "A small trial."}',
            'confidence: {level: low, why: "The trial was small."}',
            ["  - reworded: reason for the level"],
        ),
    ],
)
def test_what_is_only_reworded_is_named_and_shown_when_asked(told, before, after, lines):
    assert told(before, after) == [*HEAD, *lines]
    assert " → “" in "\n".join(told(before, after, "--full"))


def test_where_something_was_only_reworded_it_is_said_how_to_see_it(keta, tmp_path):
    for name, note in (("a", "It did so."), ("b", "So it did.")):
        line = f'evidence: [{{source: trial, verdict: partly, note: "{note}"}}]'
        (tmp_path / f"{name}.yaml").write_text(RICH.replace("LINE", line))
    hint = "note: what was only reworded is named: `--full` shows it\n"
    assert keta("diff", "a.yaml", "b.yaml").err == hint
    assert keta("diff", "a.yaml", "b.yaml", "--full").err == keta("diff", "a.yaml", "b.yaml", "-f", "json").err == ""


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (
            'caveats: [{kind: few, text: "Only 30 people."}]',
            'caveats: [{kind: few, text: "Only 31 people."}]',
            ["  - caveat few: text: “Only 30 people.” → “Only 31 people.”"],
        ),
        (
            'in_fact: "It does so for an hour."',
            'in_fact: "It does so for a day."',
            ["  - in fact: “It does so for an hour.” → “It does so for a day.”"],
        ),
        (
            "evidence: [{source: trial, verdict: partly}]",
            'evidence: [{source: other, verdict: disputes, note: "It did not."}]',
            [
                "  - new evidence: Other 2020 disputes it: “It did not.”",
                "  - no longer evidence: Daly 2024 bears it out in part",
            ],
        ),
        (
            'caveats: [{kind: few, text: "Only 30 people."}]',
            'caveats: [{kind: short, text: "For a week."}]',
            ["  - new caveat: short: “For a week.”", "  - no longer caveat: few: “Only 30 people.”"],
        ),
        (
            'quantities: [{measure: rate, statistic: proportion, value: 40, unit: "%", derived: "By hand."}]',
            'quantities: [{measure: rate, statistic: proportion, value: 50, unit: "%", qualifier: about, derived: "By hand."}]',
            ["  - figure rate proportion: value: 40 → 50; qualifier: new, about"],
        ),
        (
            "evidence: [{source: trial, verdict: partly}, {source: other, verdict: partly}]",
            "evidence: [{source: trial, verdict: partly}, {source: other, verdict: disputes}]",
            ["  - evidence of Other 2020: verdict: partly → disputes"],
        ),
        (
            'importance: core\n    in_fact: "It does so for an hour."',
            "importance: core",
            ["  - in fact: removed, it was “It does so for an hour.”"],
        ),
        (
            "importance: core",
            'importance: core\n    quantities: [{measure: rate, statistic: proportion, value: 4, unit: "%", derived: "By hand."}]',
            [
                "  - figure rate proportion: new, measure rate; statistic proportion; value 4; unit %; derived “By hand.”",
            ],
        ),
        (
            "x-seen: {by_hand: true, twice: false, by: [Ana, Bo]}",
            "x-seen: {by_hand: false, twice: true, by: [Cy, [Di, Ed]]}",
            [
                "  - x-seen, by hand: yes → no",
                "  - x-seen, twice: no → yes",
                "  - x-seen, by: with Cy, Di, Ed; without Ana, Bo",
            ],
        ),
    ],
)
def test_what_a_reader_relies_on_is_told_in_full(told, before, after, lines):
    assert told(before, after) == [*HEAD, *lines]


@pytest.mark.parametrize(
    ("before", "after", "judged"),
    [
        ("rating: wrong", "rating: supported", "Ratings: 1 changed."),
        ("importance: core", "{importance: core, rating: wrong}", "Ratings: 1 new."),
        ('confidence: {level: low, why: "W."}', 'confidence: {level: high, why: "W."}', "Levels: 1 raised."),
        ('confidence: {level: low, why: "W."}', 'confidence: {level: very-low, why: "W."}', "Levels: 1 lowered."),
        ('confidence: {level: not-rated, why: "W."}', 'confidence: {level: very-low, why: "W."}', "Levels: 1 new."),
        ('confidence: {level: low, why: "W."}', 'confidence: {level: not-rated, why: "W."}', "Levels: 1 removed."),
    ],
)
def test_changed_ratings_and_levels_are_counted_first(told, before, after, judged):
    after = after.strip("{}").replace(", rating", "\n    rating") if after.startswith("{") else after
    assert told(before, after)[0] == judged


def test_markdown_is_escaped_and_has_headings(keta):
    out = keta("diff", "old.yaml", "new", "--format", "markdown").out
    assert out.startswith("## Tea, 1 to 2\n\n1 claim added, ")
    assert "### Claims\n\n- added `tea-costs`: Tea costs \\*much\\*.\n" in out


def test_json_fits_its_printed_schema(keta):
    from jsonschema import Draft202012Validator

    found = json.loads(keta("diff", "old.yaml", "new", "--json").out)
    assert found == json.loads(keta("diff", "old.yaml", "new", "--format", "json").out)
    Draft202012Validator(json.loads(keta("schema", "diff").out)).validate(found)
    assert [(one["what"], one["id"]) for one in found["changes"]] == [
        ("added", "tea-costs"),
        ("removed", "tea-wakes"),
        ("changed", "tea-calms"),
        ("renamed", "tea-heats"),
        ("added", "sleep"),
    ]


def test_a_contradiction_without_a_short_form_is_named_by_why_there_is_one(keta, tmp_path):
    sides = 'sides: [{claims: [tea-calms], says: "It does."}, {sources: [trial], says: "It does not."}]'
    clash = (
        f'contradictions:\n  - {{id: calm-or-not, type: efficacy, relation: direct, why: "They differ.", {sides}}}\n'
    )
    (tmp_path / "old.yaml").write_text(OLD + clash)
    told = CHANGES.replace("1 topic added", "1 contradiction removed; 1 topic added")
    told = told.replace("\nTopics\n", "\nContradictions\n\n- removed calm-or-not: They differ.\n\nTopics\n")
    assert keta("diff", "old.yaml", "new").out == told


def test_a_store_is_the_same_as_itself(keta):
    assert keta("diff", "new", "new", code=1).out == "Tea\n\nNothing changed. 3 claims.\n"


def test_a_store_with_faults_is_not_compared(keta, tmp_path):
    (tmp_path / "old.yaml").write_text(OLD.replace("rating: supported", "rating: true"))
    ran = keta("diff", "old.yaml", "new", code=2)
    assert ran.err.endswith("error: `old.yaml` has faults, so it is not compared\n")


def test_an_unknown_format_is_refused(keta):
    assert keta("diff", "new", "new", "-f", "yaml", code=2).err == (
        "error: No format `yaml`\n\nhint: formats of `keta diff` are text, markdown, json\n"
    )


def test_a_changed_notice_an_omission_turned_round_and_new_vocabulary_are_told(keta, tmp_path):
    extra = """\
notices:
  - {{id: poison, text: "{notice}", asked_as: [swallowed]}}
omissions:
  - {{id: headache, topics: [mood], importance: core, label: "Headache", text: "{point}", sources: [trial], absent: [headache]}}
"""
    vocabulary = "vocabulary:\n  - {id: calm, phrases: [calm, soothed]}\n"
    (tmp_path / "a.yaml").write_text(OLD + extra.format(notice="Call Poison Help.", point="Headache was common."))
    (tmp_path / "b.yaml").write_text(
        OLD + extra.format(notice="Call nobody.", point="No headache was common.") + vocabulary
    )
    assert (
        keta("diff", "a.yaml", "b.yaml").out
        == """\
Tea

1 omission changed; 1 notice changed; 1 concept of the vocabulary added. 3 claims.

Omissions

- changed headache: No headache was common.
  - text: “Headache was common.” → “No headache was common.”

Notices

- changed poison: Call nobody.
  - text: “Call Poison Help.” → “Call nobody.”

Concepts of the vocabulary

- added calm: calm, soothed
"""
    )
