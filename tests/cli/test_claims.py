import json

import pytest

from ketacli.store.api import COUNTABLE
from tests.conftest import DATA, shipped_store, store
from tests.stores import full

ALL = [
    "remission-85-percent",
    "relapse-mean-19-days",
    "benefit-lasts",
    "relapse-mean-19-days-guide",
    "works-during-sleep",
]
"""All claims by importance, the worst rating first."""


def test_a_claim_is_printed_with_its_caveat_and_contradiction(keta, kept, golden):
    golden("claims-small", keta("claims", "--store", kept("store", store), "--format", "table").out)


@pytest.mark.parametrize(
    ("field", "counts"),
    [
        ("topic", "relapse\t4\nresponse\t2\n"),
        ("source", "overview\t3\nguide\t2\n"),
        ("type", "timing\t3\nmechanism\t1\nrate\t1\n"),
        ("rating", "wrong\t1\nno-evidence\t1\npartly-true\t2\nsupported\t1\n"),
        ("confidence", "moderate\t2\nvery-low\t2\nnot-rated\t1\n"),
        ("importance", "core\t2\nuseful\t2\nminor\t1\n"),
        ("intervention", "ketamine\t1\nketamine-iv\t1\n"),
        ("measure", "time-to-relapse\t4\nremission-rate\t1\nresponse-rate\t1\n"),
        ("verdict", "supports\t3\npartly\t1\nmisreported\t1\ndisputes\t1\n"),
        ("caveat", "sample-size\t3\ndefinition\t1\nharm\t1\n"),
        ("contested", "true\t2\nfalse\t3\n"),
    ],
)
def test_claims_are_counted_by_a_field(ask, field, counts):
    assert ask("claims", "--count", field) == (0, counts, "")


def test_every_countable_field_is_tried(request):
    tried = test_claims_are_counted_by_a_field.pytestmark[0].args[1]
    assert {field for field, _ in tried} == set(COUNTABLE)
    assert request


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("table", "confidence  claims\nmoderate    1\nnot-rated   1\n"),
        ("plain", "moderate\t1\nnot-rated\t1\n"),
        ("jsonl", '{"value": "moderate", "claims": 1}\n{"value": "not-rated", "claims": 1}\n'),
        ("csv", "confidence,claims\nmoderate,1\nnot-rated,1\n"),
        ("tsv", "confidence\tclaims\nmoderate\t1\nnot-rated\t1\n"),
        ("markdown", "| confidence | claims |\n| --- | --- |\n| moderate | 1 |\n| not-rated | 1 |\n"),
        (
            "json",
            """\
{
  "schema": "urn:keta:schema:output:1",
  "query": {
    "importance": [
      "useful"
    ]
  },
  "count": 2,
  "total": 2,
  "field": "confidence",
  "counts": [
    {
      "value": "moderate",
      "claims": 1
    },
    {
      "value": "not-rated",
      "claims": 1
    }
  ]
}
""",
        ),
        (
            "yaml",
            """\
schema: urn:keta:schema:output:1
query:
  importance:
  - useful
count: 2
total: 2
field: confidence
counts:
- value: moderate
  claims: 1
- value: not-rated
  claims: 1
""",
        ),
    ],
)
def test_counts_are_written_in_every_format(ask, name, text):
    assert ask("claims", "--count", "confidence", "--importance", "useful", "--format", name) == (0, text, "")


def test_counting_what_no_claim_has_says_so(ask):
    ran = ask("claims", "--topic", "cost", "--count", "type", code=1)
    assert ran == (1, "", "No claim found for topic `cost`: searched 5 claims of `A full store`\n")
    ran = ask("claims", "--type", "mechanism", "--count", "measure", code=1)
    assert ran == (1, "", "No claim with a measure found for type `mechanism`: searched 5 claims of `A full store`\n")


@pytest.mark.parametrize("option", [("--fields", "id"), ("--limit", 1), ("--sort", "id")])
def test_a_count_takes_no_option_of_a_list(ask, option):
    ran = ask("claims", "--count", "type", *option, code=2)
    assert ran == (2, "", "error: `--count` counts all that match: it takes no `--fields`, `--limit` or `--sort`\n")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("importance", ALL),
        ("-importance", [ALL[4], ALL[2], ALL[3], ALL[0], ALL[1]]),
        ("id", sorted(ALL)),
        ("-id", sorted(ALL, reverse=True)),
        ("confidence", [ALL[3], ALL[4], ALL[0], ALL[1], ALL[2]]),
        ("-confidence", [ALL[2], ALL[0], ALL[1], ALL[3], ALL[4]]),
        ("source", [ALL[3], ALL[4], ALL[0], ALL[1], ALL[2]]),
        ("-source", [ALL[0], ALL[1], ALL[2], ALL[3], ALL[4]]),
        ("type", [ALL[4], ALL[0], ALL[1], ALL[2], ALL[3]]),
        ("-type", [ALL[1], ALL[2], ALL[3], ALL[0], ALL[4]]),
    ],
)
def test_claims_are_sorted_either_way_and_ties_stay_in_order(ask, sort, expected):
    assert ask("claims", "--sort", sort, "--fields", "id").out.split() == expected


@pytest.mark.parametrize(
    ("name", "out"),
    [
        ("plain", "benefit-lasts\n"),
        ("csv", "id\nbenefit-lasts\n"),
        ("jsonl", '{"id": "benefit-lasts"}\n'),
        ("table", "id\nbenefit-lasts\n"),
    ],
)
def test_a_limit_is_noted_beside_what_cannot_say_it(ask, name, out):
    ran = ask("claims", "--limit", 1, "--sort", "id", "--fields", "id", "--format", name)
    assert ran == (0, out, "note: shown 1 of 5: `--limit` left out 4\n")


def test_a_limit_is_counted_in_json(ask):
    ran = ask("claims", "--limit", 0, "--json")
    assert ran == (
        0,
        '{\n  "schema": "urn:keta:schema:output:1",\n  "query": {},\n  "count": 0,\n  "total": 5,\n  "claims": [],\n  "omissions": []\n}\n',
        "note: shown 0 of 5: `--limit` left out 5\n",
    )


@pytest.mark.parametrize("limit", [5, 6])
def test_a_limit_that_cuts_nothing_is_not_mentioned(ask, limit):
    ran = ask("claims", "--limit", limit, "--fields", "id")
    assert (ran.out.split(), ran.err) == (ALL, "")


@pytest.mark.parametrize("command", ["topics", "sources", "contradictions"])
def test_a_limit_on_other_lists_is_told_too(ask, command):
    total = len(ask(command, "--format", "plain").out.splitlines())
    ran = ask(command, "--limit", 1, "--format", "plain")
    assert len(ran.out.splitlines()) == 1
    assert ran.err == f"note: shown 1 of {total}: `--limit` left out {total - 1}\n"
    page = ask(command, "--limit", 1, "--format", "table")
    assert page.out.splitlines()[-1] == f"Shown 1 of {total}: `--limit` left out {total - 1}."
    assert page.err == ""


def test_fields_choose_columns_in_the_order_given(ask):
    ran = ask(
        "claims",
        "--type",
        "rate",
        "--fields",
        "figure, id,confidence.down.misreporting,evidence.source,scope.timepoint,contradictions.others.says",
    )
    assert (
        ran.out
        == "85%; 4 to 6 weeks (longest)\tremission-85-percent\t2\tseries-2010 | series-2013 | trial-2024\t24 hours\tNearly all relapse. | A quarter remit.\n"
    )


def test_fields_keep_the_nesting_of_json(ask):
    ran = ask(
        "claims",
        "--type",
        "rate",
        "--fields",
        "id,confidence.level,confidence.down,caveats.kind,scope",
        "--format",
        "jsonl",
    )
    assert ran.out == (
        '{"id": "remission-85-percent", "confidence": {"level": "very-low", "down": {"misreporting": 2, "inconsistency": 1}}, '
        '"caveats": [{"kind": "definition"}, {"kind": "sample-size"}, {"kind": "harm"}], '
        '"scope": {"population": "depression", "intervention": "ketamine-iv", "comparator": "saline", "outcome": "remission", "timepoint": "24 hours"}}\n'
    )


def test_fields_of_parts_stay_in_step_where_one_part_has_none(ask):
    ran = ask("claims", "--type", "rate", "--fields", "quantities.value,quantities.low,quantities.measure")
    assert ran.out == "85 | \t | 4\tremission-rate | time-to-relapse\n"


def test_fields_are_columns_on_a_wide_page_and_blocks_on_a_narrow_one(ask, monkeypatch):
    asked = ("claims", "--type", "rate,mechanism", "--fields", "id,figure,statement", "--format", "table")
    assert (
        ask(*asked).out
        == """\
id                    figure                       statement
remission-85-percent  85%; 4 to 6 weeks (longest)  In one study 85% of patients
                                                   reached remission, by which
                                                   the page means a fall of the
                                                   score by at least 50%.
works-during-sleep                                 Ketamine may work best during
                                                   sleep.
"""
    )
    monkeypatch.setenv("COLUMNS", "40")
    assert (
        ask(*asked).out
        == """\
id: remission-85-percent
figure: 85%; 4 to 6 weeks (longest)
statement: In one study 85% of patients
  reached remission, by which the page
  means a fall of the score by at least
  50%.

id: works-during-sleep
figure:
statement: Ketamine may work best during
  sleep.
"""
    )


def test_an_empty_last_column_leaves_no_blanks(ask):
    ran = ask("claims", "--source", "guide", "--fields", "id,scope.intervention", "--format", "table")
    assert (
        ran.out
        == """\
id                          scope.intervention
relapse-mean-19-days-guide
works-during-sleep          ketamine
"""
    )


@pytest.mark.parametrize(
    ("command", "fields", "out"),
    [
        ("sources", "id,counts.claims,stands_in", "guide\t2\t\noverview\t3\t\nseries-2010\t3\tlasting-or-not | how-many-remit\nseries-2013\t1\t\ntrial-2024\t2\thow-many-remit\n"),
        ("topics", "id,counts,bottom_line.rests_on", "response\tclaims=2, contested=0, caveats=1\t\nrelapse\tclaims=4, contested=2, caveats=3\trelapse-mean-19-days | series-2010\ncost\tclaims=0, contested=0, caveats=0\t\n"),
        ("contradictions", "id,sides.stronger,sides.claims", "lasting-or-not\ttrue | false\trelapse-mean-19-days | benefit-lasts\nhow-many-remit\tfalse | false | true\tremission-85-percent | relapse-mean-19-days, relapse-mean-19-days-guide | \n"),
    ],
)  # fmt: skip
def test_fields_choose_of_other_records_too(ask, command, fields, out):
    assert ask(command, "--fields", fields, "--format", "plain") == (0, out, "")


def test_a_topic_is_found_by_its_alias_and_told_by_its_id(ask):
    ran = ask("claims", "--topic", "MAINTENANCE", "--type", "rate", "--json", "--fields", "id")
    assert (
        ran.out
        == """\
{
  "schema": "urn:keta:schema:fields:1",
  "query": {
    "topic": [
      "relapse"
    ],
    "type": [
      "rate"
    ]
  },
  "count": 1,
  "total": 1,
  "claims": [
    {
      "id": "remission-85-percent"
    }
  ],
  "omissions": [
    {
      "id": "no-driving",
      "label": "Driving",
      "topics": [
        "relapse",
        "response"
      ],
      "importance": "core",
      "text": "After an infusion people must not drive until the next day.",
      "sources": [
        "trial-2024",
        "series-2010"
      ],
      "limits": "This is about infusions; for the spray keta has nothing.",
      "asked_as": [
        "drive",
        "driv*"
      ],
      "absent": [
        "driv*"
      ],
      "short": null,
      "warns_of": null,
      "touched_by": [],
      "denied_as": [],
      "bounds": [],
      "order": null,
      "labels": [
        "Trial Group 2024",
        "Rot 2010"
      ]
    }
  ]
}
"""
    )


@pytest.mark.parametrize(
    ("command", "arguments", "expected"),
    [
        ("topics", ["--type", "mechanism"], ["response"]),
        ("sources", ["--type", "mechanism"], ["guide", "trial-2024"]),
        ("contradictions", ["--importance", "useful"], ["lasting-or-not", "how-many-remit"]),
        ("contradictions", ["--source", "guide"], ["how-many-remit"]),
        ("contradictions", ["lasting"], ["lasting-or-not"]),
    ],
)
def test_a_list_shows_that_in_which_a_chosen_claim_stands(ask, command, arguments, expected):
    ran = ask(command, *arguments, "--fields", "id", "--format", "plain")
    assert ran == (0, "".join(f"{one}\n" for one in expected), "")


def test_a_store_without_contradictions_says_so(keta, folder):
    path = folder(full(contradictions=[]))
    ran = keta("contradictions", "--store", path, code=1)
    assert ran == (1, "", "No contradiction found: searched 5 claims of `A full store`\n")


@pytest.mark.parametrize(
    "command",
    [
        ("claims", "relapsd"),
        ("claims", "relapsd", "--count", "topic"),
        ("topics", "relapsd"),
        ("sources", "relapsd"),
        ("contradictions", "relapsd"),
        ("summary", "relapsd"),
        ("compare", "relapsd"),
        ("plot", "timing", "relapsd"),
        ("export", "-", "relapsd", "--format", "json"),
    ],
)
def test_every_command_says_which_word_was_taken_for_a_misspelling(ask, command):
    assert ask(*command).err.startswith("note: nothing has `relapsd`: searched for `relapsed`\n")


def test_a_search_that_only_finds_what_may_mean_the_same_says_what_it_looked_for(keta):
    note = "note: nothing has these words: searched for what may mean the same, `"
    assert keta("claims", "fraud", "--store", DATA).err.startswith(note)
    assert keta("claims", "bladder", "--store", DATA).err == ""
    assert shipped_store().also_searched("bladder") == []
    assert "misleading" in shipped_store().also_searched("fraud")


def test_what_the_subject_does_not_deal_with_has_no_other_words(keta):
    assert keta("claims", "matthew perry", "--store", DATA, code=1).err.startswith(
        "No claim found for text `matthew perry`: searched "
    )


def test_claims_without_a_rating_are_counted_and_chosen_as_such(keta):
    lines = keta("claims", "--count", "rating", "--store", DATA).out.splitlines()
    counts = {name: int(count) for name, count in (line.split("\t") for line in lines)}
    assert sum(counts.values()) == shipped_store().size
    chosen = keta("claims", "--rating", "not-rated", "--json", "--store", DATA).out
    assert json.loads(chosen)["count"] == counts["not-rated"]


def test_a_source_that_is_named_is_no_misspelling(ask):
    assert ask("sources", "trial-2024").err == ""


def test_programs_see_what_a_claim_is_printed_as(keta):
    found = json.loads(keta("claims", "--topic", "other-conditions", "--store", DATA, "--json").out)["claims"]
    shown = {one["id"]: (one["rating"], one["printed"]) for one in found}
    assert shown["ketamine-may-help-ocd"] == ("supported", "early-signs")
    assert {one for one in shown.values() if one[0] != one[1]} == {("supported", "early-signs")}
