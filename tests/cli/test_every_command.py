"""What every command keeps to, a new one included: each test goes through the table of commands.

A command that needs words says in `WORDS` with which it is tried.
"""

import json

import pytest

from ketacli.cli import COMMANDS
from ketacli.cli._app import command as load
from tests.conftest import commands_with
from tests.hardening.hostile import hostile
from tests.hardening.test_hostile_store import ACTING, SHOW
from tests.stores import full

WORDS = {
    "ask": ("how long until relapse",),
    "scan": ("page.md",),
    "show": SHOW[1:],
    "plot": ("timing",),
    "export": ("-", "--format", "jsonld"),
}
NOTHING = ("--topic", "cost", "--verdict", "disputes")
"""What no claim of the full store is."""
ACTS = "[bold]\n::error::x\n=1+1 \u202eabc \u2066 <script>"


def words(command):
    """Return what a command needs besides its options."""
    needed = [one.name for one in load(command).params if one.param_type_name == "argument" and one.required]
    assert not needed or command in WORDS, f"say in `WORDS` with which {' and '.join(needed)} `keta {command}` is tried"
    return WORDS.get(command, ())


@pytest.fixture
def there(folder, tmp_path, monkeypatch):
    """Write a store and go where the page is that `keta scan` reads; returns the store."""

    def write(content):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "page.md").write_text("People relapsed about 19 days later on average.\n", encoding="utf-8")
        return folder(content)

    return write


@pytest.mark.parametrize("command", commands_with("store"))
def test_no_text_of_a_store_acts_on_a_terminal(keta, there, command):
    path = there(hostile(ACTS))
    for options in ((), ("--json",))[: 1 + (command in commands_with("json"))]:
        code = 1 if command in ("check", "scan") else 0
        ran = keta(command, *words(command), *options, "--store", path, code=code)
        assert "bold" in ran.out or command not in commands_with("fields")  # that it is shown is part of the test
        assert [line for line in (ran.out + ran.err).splitlines() if line.startswith("::")] == []
        assert ACTING.findall((ran.out + ran.err).replace("\t", "")) == []


@pytest.mark.parametrize("command", commands_with("store", "topic"))
def test_an_answer_without_anything_is_said_and_exits_with_1(keta, there, command):
    ran = keta(command, *words(command), *NOTHING, "--store", there(full()), code=1)
    assert ran.err.startswith("No ")
    assert ": searched 5 claims of `A full store`\n" in ran.err


@pytest.mark.parametrize("command", commands_with("limit"))
def test_a_limit_is_kept_or_refused(keta, there, command):
    path = there(full())
    whole = keta(command, *words(command), "--format", "jsonl", "--store", path)
    assert whole.out.count("\n") > 1
    first = keta(command, *words(command), "--format", "jsonl", "--limit", 1, "--store", path)
    assert (first.out, "`--limit` left out" in first.err) == (whole.out[: whole.out.index("\n") + 1], True)
    told = "error: `--limit` is -1, expected 0 or more\n\nhint: leave it out to see all\n"
    assert keta(command, *words(command), "--limit", -1, "--store", path, code=2).err == told


@pytest.mark.parametrize("command", commands_with("fields"))
def test_fields_are_kept_or_refused(keta, there, command):
    path = there(full())
    whole = keta(command, *words(command), "--format", "jsonl", "--store", path).out.splitlines()
    field = next(iter(json.loads(whole[0])))
    chosen = keta(command, *words(command), "--fields", field, "--format", "jsonl", "--store", path).out.splitlines()
    assert [json.loads(line) for line in chosen] == [{field: json.loads(line)[field]} for line in whole]
    ran = keta(command, *words(command), "--fields", "zzzz", "--store", path, code=2)
    assert (ran.out, ran.err.splitlines()[0]) == ("", "error: No field `zzzz`")


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_that_there_is_not_is_no_bug(keta, command):
    assert keta(command, "--zzzz", code=2).err.startswith("error: ")
