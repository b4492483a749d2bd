"""What `keta check` prints for people and for machines, and what it returns."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from ketacli.checks import CHECKS, load
from tests.conftest import claim, store


def sound():
    """Return a store in which nothing is wrong: no source stands against a claim that does not name it."""
    whole = store()
    del whole["contradictions"][0]["sides"][0]["sources"]
    return whole


@pytest.fixture
def faulty(folder, monkeypatch, tmp_path):
    """Write a store with one fault, and stand in its parent folder; `changes` are of its first claim."""

    def write(**changes):
        whole = sound()
        whole["claims"][0] = claim(**changes)
        folder(whole)
        monkeypatch.chdir(tmp_path)
        return "store"

    return write


WRONG = {
    "question": "course",
    "start": "high",
    "down": {"imprecision": 2},
    "level": "moderate",
    "why": "100% of\nit: few, ::error::",
}
SAID = "relapse-mean-19-days: confidence.level: the level is `moderate`, but high - 2 imprecision is `low`"
HINT = "write `level: low`, or mend the steps"


def place(text):
    line, column = text.split(":")[1:3]
    return int(line), int(column)


def test_a_problem_is_told_with_its_place_its_line_a_caret_and_a_hint(keta, faulty):
    ran = keta("check", faulty(confidence=WRONG), code=1)
    first, source, caret, hint, empty, count = ran.out.splitlines()
    line, column = place(first)
    assert first == f"store/store.yaml:{line}:{column}: error: {SAID} (confidence-arithmetic)"
    assert source == f'{line} |     "level": "moderate"'
    assert caret.index("^") == len(f"{line} | ") + column - 1
    assert (hint, empty) == (f"hint: {HINT}", "")
    assert count == "1 problem (1 error, 0 warnings) in 2 claims, 1 file"
    assert ran.err == ""


def test_json_holds_what_the_text_says(keta, faulty):
    path = faulty(confidence=WRONG)
    line, column = place(keta("check", path, code=1).out)
    assert json.loads(keta("check", path, "--format", "json", code=1).out) == {
        "schema": "urn:keta:schema:problems:1",
        "claims": 2,
        "errors": 1,
        "warnings": 0,
        "problems": [
            {
                "file": "store/store.yaml",
                "line": line,
                "column": column,
                "message": "the level is `moderate`, but high - 2 imprecision is `low`",
                "check": "confidence-arithmetic",
                "record": "relapse-mean-19-days",
                "route": "confidence.level",
                "hint": HINT,
                "severity": "error",
                "source_line": '    "level": "moderate"',
            }
        ],
    }


def test_github_gets_a_command_in_which_nothing_of_the_store_is_one(keta, faulty):
    path = faulty(confidence=WRONG)
    line, column = place(keta("check", path, code=1).out)
    assert keta("check", path, "--format", "github", code=1).out == (
        f"::error file=store/store.yaml,line={line},col={column},title=confidence-arithmetic::"
        f"{SAID} (confidence-arithmetic)%0Ahint: {HINT}\n"
    )
    hostile = faulty(statement="100%\n::error::x", id="a%b\n::warning::c")
    assert all(
        one.startswith("::error file=") for one in keta("check", hostile, "--format", "github", code=1).out.splitlines()
    )


def test_sarif_is_a_log_of_one_run(keta, faulty):
    path = faulty(confidence=WRONG)
    line, column = place(keta("check", path, code=1).out)
    log = json.loads(keta("check", path, "--format", "sarif", code=1).out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "confidence-arithmetic"
    assert run["results"] == [
        {
            "ruleId": "confidence-arithmetic",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": f"{SAID}\nhint: {HINT}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "store/store.yaml"},
                        "region": {"startLine": line, "startColumn": column},
                    }
                }
            ],
        }
    ]


def test_sarif_fits_the_schema_of_the_standard(keta, faulty):
    schema = os.environ.get("KETA_SARIF_SCHEMA", "")
    if not Path(schema).is_file():
        pytest.skip("KETA_SARIF_SCHEMA names no file with the schema of SARIF 2.1.0")
    rules = json.loads(Path(schema).read_text(encoding="utf-8"))
    for changes, code in (({}, 0), ({"confidence": WRONG}, 1), ({"topics": ["nosuch"]}, 1)):
        log = json.loads(keta("check", faulty(**changes), "--format", "sarif", code=code).out)
        jsonschema.validate(log, rules)


def test_a_sound_store_is_no_problem_in_any_format(keta, faulty):
    path = faulty()
    assert keta("check", path).out == "No problems in 2 claims, 1 file\n"
    assert keta("check", path, "--format", "github").out == ""
    assert json.loads(keta("check", path, "--format", "json").out)["problems"] == []
    assert json.loads(keta("check", path, "--format", "sarif").out)["runs"][0]["results"] == []


def test_warnings_count_only_when_asked_to(keta, folder, monkeypatch, tmp_path):
    whole = sound()
    whole["topics"].append({"id": "sleep", "name": "Sleep"})
    folder(whole)
    monkeypatch.chdir(tmp_path)
    told = keta("check", "store").out
    assert told.endswith("1 problem (0 errors, 1 warning) in 2 claims, 1 file\n")
    assert keta("check", "store", "--strict", code=1).out == told


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_a_page_with_the_same_headings(keta, check):
    page = keta("check", "--explain", check).out
    assert page.startswith(f"{check} ({load(check).SEVERITY})\n\n")
    headings = [line for line in page.splitlines() if line in {"What it finds", "Why it matters", "Example", "Fix"}]
    assert headings == ["What it finds", "Why it matters", "Example", "Fix"]


def test_the_list_has_every_check_with_its_severity_and_first_line(keta):
    listed = keta("check", "--list").out.splitlines()
    assert [line.split()[:2] for line in listed] == [[check, load(check).SEVERITY] for check in CHECKS]
    assert all(len(line.split()) > 2 for line in listed)


def test_an_unknown_check_or_format_is_said_with_the_nearest(keta):
    assert keta("check", "--explain", "confidence-arithmetik", code=2).err == (
        "error: No check `confidence-arithmetik`\n\nhint: did you mean `confidence-arithmetic`?\n"
    )
    assert keta("check", "--format", "xml", code=2).err == (
        "error: No format `xml`\n\nhint: formats of `keta check` are text, json, github, sarif\n"
    )
