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


def test_every_change_is_told_claim_by_claim(keta):
    assert (
        keta("diff", "old.yaml", "new").out
        == """\
Tea, 1 to 2

1 claim added, 1 removed, 1 changed, 1 renamed; 1 topic added. 3 claims.

Claims

- added tea-costs: Tea costs *much*.
- removed tea-wakes: Tea wakes.
- changed tea-calms: Tea calms.
  - topics: with sleep
  - rating: supported → partly-true
  - in fact: new, “It did for an hour.”
  - evidence[trial], verdict: supports → partly
  - moved: passage
- renamed tea-heats (was tea-warms): Tea warms.

Topics

- added sleep: Sleep
"""
    )


def test_markdown_is_escaped_and_has_headings(keta):
    out = keta("diff", "old.yaml", "new", "--format", "markdown").out
    assert out.startswith("## Tea, 1 to 2\n\n1 claim added, ")
    assert "### Claims\n\n- added `tea-costs`: Tea costs \\*much\\*.\n" in out


def test_json_fits_its_printed_schema(keta):
    from jsonschema import Draft202012Validator

    found = json.loads(keta("diff", "old.yaml", "new", "--format", "json").out)
    Draft202012Validator(json.loads(keta("schema", "diff").out)).validate(found)
    assert [(one["what"], one["id"]) for one in found["changes"]] == [
        ("added", "tea-costs"),
        ("removed", "tea-wakes"),
        ("changed", "tea-calms"),
        ("renamed", "tea-heats"),
        ("added", "sleep"),
    ]


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
