"""What a claim is printed as is the same for people and for programs, whatever the command and the format."""

import csv
import io
import json

import pytest
import yaml

from ketacli import frames, open_store, to_dict
from ketacli.formats import delimiters, for_people, showing
from ketacli.report.card import VERDICTS
from tests.stores import judged

PRINTED = {
    "remission-85-percent": "wrong",
    "relapse-mean-19-days": "partly-true",
    "relapse-mean-19-days-guide": "partly-true",
    "benefit-lasts": "no-evidence",
    "works-during-sleep": "supported",
    "works-for-everyone": "goes-too-far",
    "works-again": "early-signs",
    "anecdote": "personal-story",
    "find-a-clinic": "advice",
    "line-for-a-crisis": "crisis",
    "without-rating": "not-rated",
}
READERS = {
    "json": lambda text: json.loads(text)["claims"],
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "yaml": lambda text: yaml.safe_load(text)["claims"],
}


@pytest.fixture
def path(kept):
    return kept("judged", judged)


def read(text, name):
    if between := delimiters().get(name):
        return {one["id"]: one["printed"] for one in csv.DictReader(io.StringIO(text), delimiter=between)}
    assert name in READERS, f"say in `READERS` how `{name}` is read back"
    return {one["id"]: one["printed"] for one in READERS[name](text)}


def test_every_verdict_is_printed():
    assert set(PRINTED.values()) == set(VERDICTS)


@pytest.mark.parametrize("name", [name for name in showing("records") if not for_people(name)])
def test_programs_read_the_verdict_that_people_do(keta, path, name):
    assert read(keta("claims", "--format", name, "--store", path).out, name) == PRINTED
    assert read(keta("show", *PRINTED, "--format", name, "--store", path).out, name) == PRINTED
    assert read(keta("export", "-", "--format", name, "--store", path).out, name) == PRINTED if name != "yaml" else True


def test_the_summary_as_json_has_the_verdict_that_people_read(keta, path):
    assert read(keta("summary", "--json", "--store", path).out, "json") == PRINTED


def test_the_answer_to_a_question_has_the_verdict_that_people_read(keta, path):
    (one,) = json.loads(keta("ask", "crisis", "--json", "--store", path).out)["claims"]
    assert (one["id"], one["printed"]) == ("line-for-a-crisis", "crisis")


def test_python_has_the_verdict_that_people_read(path):
    claims = open_store(path).claims()
    assert {claim.id: claim.printed for claim in claims} == PRINTED
    assert {one["id"]: one["printed"] for one in to_dict(claims)} == PRINTED
    frame = frames._columns(claims, ())  # noqa: SLF001 - pandas and polars need not be there
    assert dict(zip(frame["id"], frame["printed"], strict=True)) == PRINTED


def test_figures_compared_have_the_verdict_that_people_read(keta, folder):
    whole = judged()
    whole["claims"][1]["topics"] = ["crisis"]
    found = json.loads(keta("compare", "--json", "--store", folder(whole)).out)
    assert [row["rating"] for row in found["figures"] if row["claim"] == whole["claims"][1]["id"]] == ["crisis"]


@pytest.mark.parametrize("name", showing("records"))
def test_chosen_fields_are_the_same_in_every_format(keta, path, golden, name):
    fields = "id,rating,printed,label,evidence.label"
    golden(f"judged-{name}", keta("claims", "--fields", fields, "--format", name, "--store", path).out)


def test_a_pipe_names_what_has_a_name(keta, path):
    fields = "label,evidence.label"
    found = keta("claims", "--fields", fields, "--topic", "crisis", "--store", path).out
    assert found == "Overview page\tTrial Group 2024\n"
    assert keta("show", "line-for-a-crisis", "--fields", fields, "--store", path).out == found
