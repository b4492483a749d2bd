"""Which sentences of a page a small store finds to be against what is on record, and how each format tells it."""

import json

import pytest

from ketacli import open_store
from tests.conftest import dump, store

POINT = {
    "id": "watching",
    "label": "Watching",
    "topics": ["relapse"],
    "importance": "core",
    "text": "After an infusion at least two hours of watching follow, and it is given at most twice a week.",
    "sources": ["series-2010"],
    "bounds": [
        {
            "said": "at least two hours of watching",
            "qualifier": "at-least",
            "value": 2,
            "unit": "h",
            "interventions": ["ketamine"],
            "phrases": ["watched * #"],
        },
        {
            "said": "at most twice a week",
            "qualifier": "at-most",
            "value": 2,
            "unit": "/wk",
            "interventions": ["ketamine"],
            "phrases": ["given #"],
        },
    ],
}
TEA = {"id": "tea", "name": "tea", "short": "tea", "broader": None}


@pytest.fixture
def folder(tmp_path):
    """Write a small store that says how long people are watched and how often they are treated."""
    whole = store(omissions=[POINT])
    whole["interventions"] = [*whole.get("interventions", []), TEA]
    if not any(one["id"] == "ketamine" for one in whole["interventions"]):
        whole["interventions"].append({"id": "ketamine", "name": "ketamine", "short": "ketamine", "broader": None})
    path = tmp_path / "store"
    path.mkdir()
    (path / "claims.yaml").write_text(dump(whole), encoding="utf-8")
    return path


def found(folder, text):
    with open_store(folder) as opened:
        return [(one.n, one.as_, one.bound.said) for one in opened.scan(text.encode(), name="page.md").against_record]


def test_a_sentence_is_held_against_each_bound_by_itself(folder):
    text = "# Ketamine\n\nAfter ketamine you are watched for an hour.\n\nKetamine is given daily.\n"
    assert found(folder, text) == [
        (1, "an hour", "at least two hours of watching"),
        (2, "daily", "at most twice a week"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "After ketamine you are watched for an hour?",
        "After tea you are watched for an hour.",
        "After ketamine and tea you are watched for an hour.",
        "It is a myth that after ketamine you are watched for an hour.",
        "After ketamine you are watched for an hour. That is wrong.",
        "After ketamine you are watched for an hour. Then you are watched for two hours more.",
        "After ketamine you are watched for an hour. You are watched for two hours in all.",
        "After ketamine you are watched for an hour. Then you are watched for another hour.",
    ],
)
def test_what_is_asked_of_another_treatment_taken_back_or_set_right_is_not_accused(folder, text):
    assert found(folder, f"# Ketamine\n\n{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "After ketamine you are watched for two hours. On later visits you are watched for an hour after ketamine.",
        "The label asks that after ketamine you are watched for two hours. With ketamine you are watched for an hour.",
        "After ketamine you are watched for an hour. The rule is that you are watched for two hours after ketamine.",
        "After ketamine you are watched for two hours. Regulars are watched for an hour, then leave ketamine behind.",
    ],
)
def test_a_right_limit_in_the_same_paragraph_silences_no_wrong_one(folder, text):
    assert found(folder, f"# Ketamine\n\n{text}\n")[0][1:] == ("an hour", "at least two hours of watching")


def test_a_heading_says_nothing_against_what_is_on_record(folder):
    assert found(folder, "# Ketamine\n\n## After ketamine you are watched for an hour\n\nKetamine is a drug.\n") == []


def test_a_point_that_a_page_is_against_is_not_left_out_by_it(folder):
    with open_store(folder) as opened:
        scan = opened.scan(b"# Ketamine\n\nAfter ketamine you are watched for an hour.\n", name="page.md")
    assert [one.id for one in scan.omissions] == []


def test_every_format_tells_first_what_is_set_and_by_whom(keta, folder, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Ketamine\n\nAfter ketamine you are watched for an hour.\n", encoding="utf-8")
    line = "Page an hour · Sources: at least two hours of watching (Repeated infusions 2010)"
    table = keta("scan", page, "--store", folder).out
    assert table.splitlines()[1] == "  · 1 seems to go against what is on record: 1"
    assert table.splitlines()[3] == "AGAINST WHAT IS ON RECORD (found by its words: read both)"
    for form in ("table", "markdown", "html"):
        assert line in " ".join(keta("scan", page, "--store", folder, "--format", form).out.split())
    assert line in " ".join(keta("scan", page, "--store", folder, "--full").out.split())
    assert line in keta("scan", page, "--store", folder, "--draft").out
    told = json.loads(keta("scan", page, "--store", folder, "--json").out)
    assert told["against_record"] == [
        {
            "n": 1,
            "omission": "watching",
            "page": "an hour",
            "sources_say": "at least two hours of watching",
            "sources": ["series-2010"],
        }
    ]
    assert told["sentences"][0]["contradicts"] == ["watching"]
