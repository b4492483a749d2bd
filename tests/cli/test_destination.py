"""Where an answer goes decides its default format, its width, its colours and its marks."""

import pytest

from ketacli.cli._output import layout
from ketacli.formats import showing
from tests.conftest import store

FIRST = "relapse-mean-19-days\t\tvery-low\tabout 19 days (mean)\tcaveats=1\tcontradictions=1\t1 partly\toverview\tPeople relapsed about 19 days later on average.\t"


@pytest.fixture
def small(keta, kept):
    path = kept("small", store)
    return lambda *arguments: keta(*arguments, "--store", path)


def test_claims_are_lines_in_a_pipe_and_a_page_on_a_terminal(small, monkeypatch):
    assert small("claims").out.splitlines()[0] == FIRST
    monkeypatch.setattr("ketacli.cli._output._is_terminal", lambda: True)
    assert small("claims", "--color", "never") == small("claims", "--format", "table", "--color", "never")


@pytest.mark.parametrize("command", [("topics",), ("sources",), ("contradictions",), ("show", "relapse")])
def test_other_commands_print_the_same_page_in_a_pipe_without_colour(small, monkeypatch, command):
    piped = small(*command)
    monkeypatch.setattr("ketacli.cli._output._is_terminal", lambda: True)
    assert small(*command, "--color", "never") == piped
    assert "\x1b[" in small(*command).out


def test_lines_are_never_wrapped(small, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    assert small("claims").out.splitlines()[0] == FIRST


@pytest.mark.parametrize(
    ("environment", "option", "is_coloured"),
    [
        ({}, None, True),
        ({"NO_COLOR": "1"}, None, False),
        ({"NO_COLOR": ""}, None, True),
        ({"TERM": "dumb"}, None, False),
        ({"TERM": "xterm"}, None, True),
        ({"TERM": ""}, None, False),
        ({"TERM": "unknown"}, None, False),
        ({}, "never", False),
        ({}, "auto", True),
        ({"NO_COLOR": "1", "TERM": "dumb"}, "always", True),
    ],
)
def test_colour_goes_to_terminals_that_want_it(small, monkeypatch, environment, option, is_coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("ketacli.cli._output._is_terminal", lambda: True)
    ran = small("claims", "--format", "table", *(["--color", option] if option else []))
    assert ("\x1b[" in ran.out) == is_coloured


@pytest.mark.parametrize(("option", "is_coloured"), [("auto", False), ("never", False), ("always", True)])
def test_a_pipe_is_coloured_only_when_asked(small, option, is_coloured):
    assert ("\x1b[" in small("claims", "--format", "table", "--color", option).out) == is_coloured


@pytest.mark.parametrize("name", [name for name in showing("records") if name != "table"])
def test_only_a_page_is_coloured(small, name):
    assert small("claims", "--format", name, "--color", "always") == small("claims", "--format", name)


def test_colours_change_no_text(small):
    import re

    coloured = small("claims", "--format", "table", "--color", "always").out
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == small("claims", "--format", "table").out


def test_a_page_in_colour(small, golden):
    golden("topics-in-colour", small("topics", "--color", "always").out)


@pytest.mark.parametrize(
    ("columns", "width"), [("100", 100), ("200", 200), ("5", 20), ("0", 80), ("wide", 80), ("", 80), ("-1", 80)]
)
def test_the_width_is_that_of_the_environment(monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    assert layout().width == width


@pytest.mark.parametrize(("columns", "width"), [(100, 100), (300, 120), (10, 20)])
def test_the_width_of_a_terminal_is_used_up_to_what_can_be_read(monkeypatch, terminal, columns, width):
    import os

    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_, **__: os.terminal_size((columns, 24)))
    assert layout().width == width
    assert terminal is None


def test_data_and_messages_go_different_ways(small, keta, kept):
    ran = small("claims", "--limit", "1", "--fields", "id")
    assert ran == (0, "relapse-mean-19-days\n", "note: shown 1 of 2: `--limit` left out 1\n")
    ran = keta("claims", "zzzz", "--store", kept("store", store), code=1)
    assert (ran.out, bool(ran.err)) == ("", True)
