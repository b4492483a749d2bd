"""What `keta check` prints for people and for machines, and what it returns."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from ketacli.checks import CHECKS, load
from tests.conftest import claim, sparing, store


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
HINT = "write `level: low`, or fix the steps"


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
    lines = keta("check", hostile, "--format", "github", code=1).out.splitlines()
    assert [one for one in lines if not one.startswith(("::error file=", "::warning file="))] == []


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


@pytest.fixture
def screen(monkeypatch):
    """Let standard output be a terminal without colours."""
    monkeypatch.setattr("ketacli.cli._output._is_terminal", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.usefixtures("screen")
def test_the_list_and_a_page_fit_the_screen_and_keep_the_lines_of_an_example(keta, monkeypatch):
    monkeypatch.setenv("COLUMNS", "64")
    assert keta("check", "--list").out.startswith(
        """\
alias                   error    An anchor, an alias or a merge
                                 key.
alias-clash             error    An alias that means two topics.
ambiguous-scalar        error    An unquoted value that programs
                                 read differently.
bound-said              error    A bound of an omission that its
                                 words do not give.
caveat-missing          warning  Claims that do not hold,
                                 without a caveat.
circle                  error    A circle of references.
"""
    )
    assert (
        keta("check", "--explain", "confidence-arithmetic").out
        == """\
confidence-arithmetic (error)

A level that does not follow from its start and its steps.

What it finds
    A rated claim whose `level` is not `start`, less the steps
    in `down`, plus the steps in `up`, held between very-low and
    high.

Why it matters
    The steps are the reasons a reader is given. A level that
    does not follow from them has reasons nobody can see.

Example
    confidence: {question: course, start: high, down:
      {imprecision: 2}, level: moderate, why: "Ten people."}

    High less two is low, not moderate.

Fix
    Write the level that follows, or fix the steps; never name a
    step only to reach a level.
"""
    )
    monkeypatch.setenv("COLUMNS", "63")
    assert keta("check", "--list").out.startswith(
        """\
alias (error)
    An anchor, an alias or a merge key.
alias-clash (error)
    An alias that means two topics.
ambiguous-scalar (error)
    An unquoted value that programs read differently.
"""
    )


@pytest.mark.usefixtures("screen")
@pytest.mark.parametrize("columns", sparing([20, 63, 64, 200], 64))
@pytest.mark.parametrize("arguments", [("--list",), *(("--explain", check) for check in CHECKS)], ids=" ".join)
def test_no_line_about_checks_is_wider_than_the_screen_and_no_word_is_lost(keta, monkeypatch, arguments, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    told = keta("check", *arguments).out
    assert max(map(len, told.splitlines())) <= columns
    if arguments[0] == "--explain":
        module = load(arguments[1])
        whole = f"{arguments[1]} ({module.SEVERITY}){module.__doc__}"
        assert "".join(told.split()) == "".join(whole.split())


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_a_page_with_the_same_headings(keta, check):
    page = keta("check", "--explain", check).out
    assert page.startswith(f"{check} ({load(check).SEVERITY})\n\n")
    headings = [line for line in page.splitlines() if line in {"What it finds", "Why it matters", "Example", "Fix"}]
    assert headings == ["What it finds", "Why it matters", "Example", "Fix"]


@pytest.mark.parametrize("columns", ["20", "80", "200"])
def test_in_a_pipe_the_list_has_a_line_for_each_check_with_its_severity_and_first_line(keta, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    listed = [line.split(maxsplit=2) for line in keta("check", "--list").out.splitlines()]
    assert listed == [[check, load(check).SEVERITY, (load(check).__doc__ or "").split("\n")[0]] for check in CHECKS]


def test_an_unknown_check_or_format_is_said_with_the_nearest(keta):
    assert keta("check", "--explain", "confidence-arithmetik", code=2).err == (
        "error: No check `confidence-arithmetik`\n\nhint: did you mean `confidence-arithmetic`?\n"
    )
    assert keta("check", "--explain", "", code=2).err == (
        "error: No check ``\n\nhint: list them with `keta check --list`\n"
    )
    assert keta("check", "--format", "xml", code=2).err == (
        "error: No format `xml`\n\nhint: formats of `keta check` are text, json, github, sarif\n"
    )
