import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated, NamedTuple

import pytest
import typer

import ketacli
from ketacli import checks, cli, formats
from ketacli.cli import COMMANDS
from ketacli.cli._app import LazyGroup, application
from ketacli.cli._options import Filters, Output, StoreOption, options
from ketacli.formats import showing
from tests.conftest import ROOT, Ran, examples, sparing
from tests.stores import full


def modules(package: ModuleType) -> set[str]:
    return {path.stem for path in Path(str(package.__file__)).parent.glob("*.py") if not path.stem.startswith("_")}


def test_the_table_of_commands_is_the_folder_of_commands():
    assert modules(cli) == set(COMMANDS)


def test_the_table_of_formats_is_the_folder_of_formats():
    assert modules(formats) == set(showing("records"))


def test_the_table_of_checks_is_the_folder_of_checks():
    assert modules(checks) == {name.replace("-", "_") for name in checks.CHECKS}


@pytest.mark.parametrize("name", showing("records"))
def test_a_format_documents_itself_under_its_name(name):
    assert str(importlib.import_module(f"ketacli.formats.{name}").__doc__).startswith(f"`{name}`: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_fits_and_begins_with_its_usage(keta, monkeypatch, command):
    monkeypatch.setenv("COLUMNS", "200")
    short = keta(command, "-h")
    assert short == keta(command, "--help")
    assert short.out.startswith(f"Usage: keta {command} ")
    assert [line for line in short.out.splitlines() if len(line) >= 100] == []
    assert short.err == ""


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("command", ["", *COMMANDS, "add document", "add source", "add claim"])
def test_help_is_nowhere_wider_than_the_terminal(keta, monkeypatch, command, width):
    monkeypatch.setenv("COLUMNS", str(width))
    assert [line for line in keta(*command.split(), "--help").out.splitlines() if len(line) > width] == []


def test_an_example_that_is_too_long_is_folded_as_a_shell_reads_it(keta, monkeypatch):
    examples = keta("add", "source", "--help").out.partition("Examples:\n")[2].partition("\n\n")[0]
    assert examples.splitlines()[:2] == [
        '    keta add source --store tea --doi 10.1000/1 --title "Tea and sleep" \\',
        '      --author "Daly, E" --issued 2019',
    ]
    monkeypatch.setenv("COLUMNS", "40")
    shown = keta("--help").out.partition("Examples:\n")[2].partition("\n\n")[0]
    assert shown.splitlines()[4:9] == [
        "    keta show remission-85-percent",
        "      # a claim: quote, evidence,",
        "      # caveats",
        "    keta contradictions \\",
        "      --topic onset",
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_examples_before_anything_else_is_explained(keta, monkeypatch, command):
    monkeypatch.setenv("COLUMNS", "200")
    paragraphs = keta(command, "-h").out.split("\n\n")
    assert paragraphs[2].startswith("  Examples:\n    keta ")
    assert [line for line in paragraphs[2].splitlines()[1:] if not line.startswith("    keta ")] == []


@pytest.fixture
def typed(keta, tmp_path):
    """Run a line as a shell would, in this process where it needs no shell; returns what it says, and asserts that it works."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def run(line: str) -> Ran:
        if not re.search("[|>]", line):
            ran: Ran = keta(*shlex.split(line)[1:])
            return ran
        script = f'set -e -o pipefail\nketa() {{ "{sys.executable}" -m ketacli "$@"; }}\n{line}\n'
        done = subprocess.run(
            ["bash", "-c", script], capture_output=True, check=False, cwd=tmp_path, encoding="utf-8", env=environment
        )
        assert done.returncode == 0, done.stderr
        return Ran(0, done.stdout, done.stderr)

    return run


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
@pytest.mark.parametrize("command", sparing(["", *COMMANDS], "claims"))
def test_every_example_of_the_help_works(tmp_path, monkeypatch, typed, command):
    monkeypatch.chdir(tmp_path)
    if command == "cache":  # `--clear` must not take the cache of the other tests away
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if command != "init":
        typed("keta init tea")
    lines = examples(command)
    assert lines
    for line in lines:
        told = typed(line)
        notes = ("Wrote ", "next: ", "1 place", "note: ", "nothing is written: ")
        assert (line, [said for said in told.err.splitlines() if not said.startswith(notes)]) == (line, [])
        assert told.out != "" or re.search("export|> | -o ", line)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command):
    from ketacli.cli._app import command as load

    assert [parameter.name for parameter in load(command).params if not parameter.help] == []


def test_help_lists_every_command_with_its_line(keta, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    listed = " ".join(keta("-h").out.partition("Commands:\n")[2].split())
    assert listed == " ".join(f"{name} {text}" for name, text in COMMANDS.items())


def test_bare_keta_is_a_front_page_that_fits_the_screen(keta, folder, monkeypatch, golden):
    monkeypatch.setenv("KETA_STORE", str(folder(full())))
    out = keta().out
    golden("front", out)
    assert len(out.splitlines()) < 24


def test_the_front_page_has_a_command_and_what_it_does_on_lines_of_their_own_where_there_is_little_room(
    keta, folder, monkeypatch
):
    monkeypatch.setenv("KETA_STORE", str(folder({"s.yaml": 'store: {title: "S", version: "1"}\n'})))
    monkeypatch.setenv("COLUMNS", "36")
    assert (
        keta().out.partition("\n\nVerdicts")[0]
        == """\
keta · do the claims hold?

S: 0 claims, none rated, none with
evidence.

  keta ask "does it come back?"
    ask in your own words
  keta scan page.html
    check a page of your own
  keta summary --topic TOPIC
    one page, with references
  keta claims --topic TOPIC
    what is claimed, and what is so
  keta show ID
    all about one claim or source
  keta --help
    all commands and options"""
    )


def _plain(number: int, **changes: object) -> dict[str, object]:
    bare = {"id": f"claim-{number}", "statement": f"Tea {number} calms.", "source": "page", "quote": f"tea {number}"}
    return {**bare, "topics": ["calm"], **changes}


_HELD = {"rating": "wrong", "evidence": [{"source": "trial", "verdict": "disputes", "note": "It did not."}]}


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ([_plain(1), _plain(2), _plain(3, rating="wrong")], "3 claims, 1 rated, none with evidence."),
        ([_plain(1)], "1 claim, none rated, none with evidence."),
        ([_plain(1, rating="supported"), _plain(2, **_HELD)], "2 claims, 2 rated, 1 with evidence."),
        ([_plain(1), _plain(2, **_HELD)], "2 claims, 1 rated, 1 with evidence."),
        (
            [_plain(1, rating="no-evidence"), _plain(2, **_HELD), _plain(3, topics=["help"])],
            "3 claims, each checked against the sources that bear on it.",
        ),
        ([_plain(1, **_HELD)], "1 claim, checked against its sources."),
    ],
)
def test_bare_keta_says_how_many_claims_are_rated_and_have_evidence(keta, folder, monkeypatch, claims, said):
    content = {
        "store": {"title": "Tea", "version": "2026-01-01"},
        "sources": [
            {"id": "page", "kind": "document", "title": "Tea and you"},
            {"id": "trial", "kind": "study", "title": "A trial"},
        ],
        "claims": claims,
        "topics": [{"id": "calm", "name": "Calm"}, {"id": "help", "name": "Help", "kind": "crisis"}],
    }
    monkeypatch.setenv("KETA_STORE", str(folder(content)))
    assert keta().out.splitlines()[2] == f"Tea: {said}"


@pytest.mark.parametrize(("kind", "what"), [("study", "research"), ("document", "what documents claim")])
def test_a_store_without_studies_reports_no_research(keta, folder, monkeypatch, kind, what):
    sources = [{"id": "page", "kind": "document", "title": "Tea"}, {"id": "other", "kind": kind, "title": "Other"}]
    topics = [{"id": "calm", "name": "Calm"}]
    path = folder({"sources": sources, "claims": [_plain(1)], "topics": topics})
    monkeypatch.setenv("KETA_STORE", str(path))
    notice = f"keta reports {what} and gives no advice."
    assert keta().out.splitlines()[-1] == notice
    assert keta("claims", "--format", "table").out.splitlines()[-1] == notice
    assert keta("ask", "does tea calm?").out.splitlines()[-1] == notice


def test_the_version_is_told(keta):
    assert keta("--version") == (0, f"keta {ketacli.__version__}\n", "")


def test_a_group_imports_a_command_when_it_is_asked_for_it():
    group = application()
    assert isinstance(group, LazyGroup)
    assert group.list_commands(None) == list(COMMANDS)
    assert group.get_command(None, "nosuch") is None
    assert group.get_command(None, "topics").name == "topics"


class Size(NamedTuple):
    """A group of options."""

    width: Annotated[int, typer.Option(help="How wide.")] = 3
    tall: Annotated[bool, typer.Option(help="Whether tall.")] = False


class Colour(NamedTuple):
    """Another."""

    colour: Annotated[str, typer.Option(help="Which.")] = "red"


def test_options_reach_the_command_in_their_groups(capsys):
    @options(Size, Colour)
    def command(word: Annotated[str, typer.Argument()] = "none", *, size: Size, colour: Colour) -> None:
        """Say what came."""
        typer.echo((word, size, colour))

    app = typer.Typer(add_completion=False)
    app.command()(command)
    made = typer.main.get_command(app)
    for arguments, expected in {
        (): ("none", Size(), Colour()),
        ("--tall", "--width", "9", "a"): ("a", Size(9, tall=True), Colour()),
        ("--colour", "blue"): ("none", Size(), Colour("blue")),
    }.items():
        made.main(list(arguments), standalone_mode=False)
        assert capsys.readouterr().out == f"{expected}\n"


def test_every_listing_takes_every_filter_and_every_option_of_output():
    from ketacli.cli._app import command

    shared = {*Filters._fields, *Output._fields, *StoreOption._fields, "text"}
    for name in ("claims", "topics", "sources", "contradictions"):
        names = {parameter.name for parameter in command(name).params}
        assert names - {"count", "sort", "ids_from"} == shared
    own = {"ids", "documents"}
    assert {parameter.name for parameter in command("show").params} == {*own, *Output._fields, *StoreOption._fields}


def test_the_commands_of_a_group_are_described_whole(keta):
    assert keta("add", "--help").out.partition("\nCommands:\n")[2] == (
        "  document  Add a document under review: its title, file and digest; all of\n"
        "            its text counts as not read yet.\n"
        "  source    Add what claims are checked against, from what a reference manager\n"
        "            exports, or from a title and a DOI.\n"
        "  claim     Add a claim: its quote is found in the document, its passage set,\n"
        "            its figures typed where one measure fits.\n"
    )
