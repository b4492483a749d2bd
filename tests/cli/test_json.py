"""Every command's JSON fits the schema that `keta schema output` prints."""

import json
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema_rs import Validator, validator_for

from ketacli.cli._app import command as load
from ketacli.store.api import COUNTABLE
from tests.cli.conftest import WORDS_HINT
from tests.conftest import DATA, commands_with, examples, shipped_store

COMMANDS = (
    ("claims",),
    ("claims", "--topic", "relapse"),
    ("claims", "zzzz"),
    ("claims", "--contested"),
    ("claims", "--limit", "0"),
    *((name,) for name in commands_with("fields", "text") if name != "claims"),
    *(("claims", "--count", field) for field in COUNTABLE),
)


@pytest.fixture(scope="module")
def output():
    from ketacli.paths import schema_file

    schema = json.loads(schema_file("output").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return validator_for(schema)


def faults(output: Validator, text: str) -> list[str]:
    return [f"{error.instance_path}: {error.message}" for error in output.iter_errors(json.loads(text))]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_json_fits_the_schema(ask, output, command):
    code = 1 if "zzzz" in command else 0
    assert faults(output, ask(*command, "--json", code=code).out) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_json_of_the_shipped_store_fits_the_schema(keta, output, command):
    ran = keta(*command, "--json", "--store", DATA, code=code_of(command))
    assert faults(output, ran.out) == []


@pytest.mark.parametrize("command", commands_with("json", "store"))
def test_an_error_is_a_sentence_on_standard_error_and_no_json(keta, tmp_path, command):
    path = tmp_path / "nowhere"
    given = [__file__ for one in load(command).params if one.param_type_name == "argument" and one.required]
    said = f"error: No store at `{path}`\n\nhint: name a folder or a YAML file with `--store`\n"
    assert keta(command, *given, "--json", "--store", path, code=2) == (2, "", said)


@pytest.mark.parametrize("command", commands_with("json"))
def test_json_of_a_command_with_what_its_help_shows_fits_its_schema(keta, tmp_path, monkeypatch, command):
    from ketacli.formats import _schemas

    monkeypatch.chdir(tmp_path)
    keta("init", "tea")
    for line in (re.split(" [|>] ", line)[0] for line in examples(command)):
        has_shape = re.search(" (--fields|--format|-[fo]) ", line)
        words = [*shlex.split(line)[1:], *(["--json"] if line.startswith(f"keta {command}") and not has_shape else [])]
        ran = keta(*words)
        if words[-1] == "--json":
            break
    schema = json.loads(_schemas.text(command if command in _schemas.FILES else "output"))
    assert faults(validator_for(schema), ran.out) == []


def code_of(command: tuple[str, ...]) -> int:
    """Return 1 where the shipped store has nothing to show, so that data can grow without these tests."""

    store = shipped_store()
    if command == ("contradictions",):
        return int(not store.contradictions())
    if "--count" in command:
        return int(not store.count(store.query(), command[-1]))
    if command == ("claims", "--contested"):
        return int(not store.claims(contested=True))
    return int("zzzz" in command)


@pytest.mark.slow
def test_everything_shown_of_the_shipped_store_fits_the_schema(keta, output):

    ids = shipped_store().ids("claim", "document", "study", "contradiction", "topic")
    ran = keta("show", *ids, "--json", "--store", DATA)
    assert faults(output, ran.out) == []
    told = json.loads(ran.out)
    assert sum(len(told[section]) for section in ("claims", "sources", "contradictions", "topics")) == len(ids)


def test_everything_shown_of_a_full_store_fits_the_schema(ask, output):
    ids = (
        "remission-85-percent",
        "benefit-lasts",
        "trial-2024",
        "guide",
        "overview",
        "relapse",
        "cost",
        "how-many-remit",
    )
    assert faults(output, ask("show", *ids, "--json").out) == []


def test_the_schema_refuses_what_keta_does_not_print(ask, output):
    whole = json.loads(ask("topics", "--json").out)
    for record in whole["topics"]:
        record["extra"] = 1
    assert not output.is_valid(whole)
    del whole["topics"]
    assert not output.is_valid(whole)


def test_every_property_of_the_schema_is_described(keta):
    def bare(node: Any, path: str) -> Iterator[str]:
        if isinstance(node, dict):
            for name, value in node.get("properties", {}).items():
                if "description" not in value:
                    yield f"{path}/{name}"
            for name, value in node.items():
                yield from bare(value, f"{path}/{name}")

    assert list(bare(json.loads(keta("schema", "output").out), "")) == []


@pytest.mark.parametrize(
    "command",
    [("claims",), ("sources",), ("show", "relapse", "how-many-remit"), ("claims", "--count", "type")],
    ids=" ".join,
)
def test_yaml_says_what_json_says(ask, command):
    assert yaml.safe_load(ask(*command, "--format", "yaml").out) == json.loads(ask(*command, "--json").out)


@pytest.mark.parametrize("command", ["claims", "sources", "topics", "contradictions"])
def test_lines_of_json_are_the_records_of_json(ask, command):
    lines = ask(command, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(ask(command, "--json").out)[command]


def test_json_and_its_short_option_are_the_same(ask):
    assert ask("claims", "--json") == ask("claims", "--format", "json") == ask("claims", "--json", "-f", "json")


def test_nothing_found_is_an_empty_list(ask):
    ran = ask("claims", "zzzz", "--json", code=1)
    assert ran == (
        1,
        '{\n  "schema": "urn:keta:schema:output:1",\n  "query": {\n    "text": "zzzz"\n  },\n  "count": 0,\n  "total": 0,\n  "claims": [],\n  "omissions": []\n}\n',
        f"No claim found for text `zzzz`: searched 5 claims of `A full store`\n{WORDS_HINT}",
    )


def test_the_schema_of_a_store_is_printed(keta):
    from ketacli.paths import schema_file

    assert keta("schema") == (0, schema_file("store").read_text(encoding="utf-8"), "")
    assert keta("schema", "store") == keta("schema")
    assert keta("schema", "output") == (0, schema_file("output").read_text(encoding="utf-8"), "")


@pytest.mark.parametrize(
    ("name", "options"), [("lines", ["--format", "jsonl"]), ("fields", ["--json", "--fields", "id,rating,evidence"])]
)
def test_what_is_printed_fits_the_schema_that_follows_from_that_of_the_output(ask, keta, name, options):
    schema = json.loads(keta("schema", name).out)
    Draft202012Validator.check_schema(schema)
    printed = ask("claims", *options).out
    found = [json.loads(line) for line in printed.splitlines()] if name == "lines" else [json.loads(printed)]
    assert [error.message for one in found for error in Draft202012Validator(schema).iter_errors(one)] == []
    assert not Draft202012Validator(schema).is_valid({"a": "word"})


@pytest.mark.parametrize(
    "words",
    [
        ("claims", "--fields", "id"),
        ("claims", "zzzz", "--fields", "id"),
        ("sources", "--fields", "id,title"),
        ("topics", "--fields", "id,counts"),
        ("contradictions", "--fields", "id,sides.says"),
        ("show", "trial-2024", "relapse", "--fields", "id,n"),
        ("compare", "--fields", "measure,value"),
        ("claims", "--count", "topic"),
        ("claims",),
        ("compare",),
    ],
)
def test_what_is_printed_names_the_schema_that_it_fits(ask, keta, words):
    name = "fields" if "--fields" in words else "output"
    schema = json.loads(keta("schema", name).out)
    found = json.loads(ask(*words, "--json", code=int("zzzz" in words)).out)
    assert (found["schema"], faults(validator_for(schema), json.dumps(found))) == (schema["$id"], [])


def test_lines_of_figures_and_of_sentences_fit_the_schema_of_lines(ask, keta, tmp_path):
    schema = json.loads(keta("schema", "lines").out)
    page = tmp_path / "page.txt"
    page.write_text("In one study 85% of patients reached remission. Call us.", encoding="utf-8")
    printed = [*ask("compare", "--format", "jsonl").out.splitlines()]
    printed += ask("scan", page, "--format", "jsonl", code=1).out.splitlines()
    assert len(printed) > 2
    validator = Draft202012Validator(schema)
    assert [error.message for line in printed for error in validator.iter_errors(json.loads(line))] == []
