"""Whole outputs, kept as files: read them before changing them."""

import json
import re

import pytest
import yaml

from ketacli.formats import delimiters, showing

LISTINGS = ("claims", "topics", "sources", "contradictions")
SHOWN = ("remission-85-percent", "works-during-sleep", "trial-2024", "overview", "relapse", "how-many-remit")
COMMANDS = {**{name: (name,) for name in LISTINGS}, "show": ("show", *SHOWN)}
WIDTHS = (40, 80, 120)
FOR_FILES = tuple(name for name in showing("records") if name != "table")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_fits_its_width(ask, golden, monkeypatch, command, width):
    monkeypatch.setenv("COLUMNS", str(width))
    ran = ask(*COMMANDS[command], "--format", "table")
    golden(f"{command}-table-{width}", ran.out)
    assert [line for line in ran.out.splitlines() if len(line) > width or line != line.rstrip()] == []
    assert ran.err == ""


@pytest.mark.parametrize("name", FOR_FILES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_format_for_files_is_the_same_at_every_width(ask, golden, monkeypatch, command, name):
    outputs = []
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        outputs.append(ask(*COMMANDS[command], "--format", name))
    assert outputs[1:] == outputs[:-1]
    golden(f"{command}-{name}", outputs[0].out)
    assert outputs[0].err == ""


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_a_topic_begins_with_its_bottom_line(ask, golden, name):
    ran = ask("claims", "--topic", "duration", "--format", name, "--limit", 1)
    golden(f"claims-topic-{name}", ran.out)
    assert ran.err == ""


def test_no_bottom_line_where_another_filter_narrows_the_topic(ask, golden):
    ran = ask("claims", "--topic", "relapse", "--type", "rate", "--format", "table", "--limit", 0)
    golden("claims-narrowed", ran.out)


def test_a_heading_says_what_was_asked(ask, golden):
    ran = ask(
        "claims",
        "remission",
        "--type",
        "rate,timing",
        "--topic",
        "response",
        "--uncontested",
        "--format",
        "table",
        "-n",
        0,
    )
    golden("claims-asked", ran.out)


def test_markdown_says_what_was_asked(ask):
    ran = ask("claims", "--source", "guide", "--contested", "--format", "markdown", code=1)
    assert ran == (1, "", "No claim found for source `guide`, contested: searched 5 claims of `A full store`\n")
    ran = ask("claims", "--source", "guide", "--limit", 0, "--format", "markdown")
    assert ran == (
        0,
        "# Claims\n\n0 of 2 claims with source `guide`\n\nShown 0 of 2: `--limit` left out 2.\n\nketa reports research and gives no advice.\n",
        "",
    )


@pytest.mark.parametrize("command", LISTINGS)
def test_every_format_shows_the_same_records_in_the_same_order(ask, command):
    expected = [line.split("\t")[0] for line in ask(command, "--format", "plain").out.splitlines()]
    assert len(expected) > 1
    for name in ("table", "markdown"):
        found = re.findall(rf"(?<![\w-])(?:{'|'.join(expected)})(?![\w-])", ask(command, "--format", name).out)
        # A claim that repeats another is on its card.
        alone = [one for one in expected if one != "relapse-mean-19-days-guide"]
        assert [one for one in dict.fromkeys(found) if one in alone] == alone, name
        assert set(found) == set(expected), name
    assert [record["id"] for record in json.loads(ask(command, "--format", "json").out)[command]] == expected
    assert [record["id"] for record in yaml.safe_load(ask(command, "--format", "yaml").out)[command]] == expected
    lines = ask(command, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == expected
    for name in delimiters():
        assert ask(command, "--format", name, "--fields", "id").out.split() == ["id", *expected]
