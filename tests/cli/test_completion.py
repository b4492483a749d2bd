"""What keta answers to the shell that asks it after a tab; the shells themselves are tried in `test_shells.py`."""

import pytest

from tests.conftest import store
from tests.stores import full


@pytest.fixture
def complete(process, kept):
    def runner(line, env=None, path=None):
        given = {
            "KETA_STORE": str(path or kept("full", full)),
            "_KETA_COMPLETE": "complete_bash",
            "_KETA_LINE": line,
        }
        ran = process(env={**given, **(env or {})})
        assert (ran.code, ran.err) == (0, "")
        return [line.partition("\t")[0] for line in ran.out.splitlines() if line]

    return runner


TABS = [
    ("keta cl", ["claims"]),
    ("keta add ", ["document", "source", "claim"]),
    ("keta add cl", ["claim"]),
    ("keta add claim X --source ", ["guide", "overview"]),
    ("keta add claim X --type ti", ["timing"]),
    ("keta claims --fields statem", ["statement"]),
    ("keta claims --fields id,confidence.l", ["id,confidence.level"]),
    ("keta so", ["sources"]),
    ("keta claims --topic re", ["relapse", "response"]),
    ("keta claims --topic ", ["relapse", "response", "cost"]),
    ("keta claims --topic cost,re", ["cost,relapse", "cost,response"]),
    ("keta topics --source series", ["series-2010", "series-2013"]),
    ("keta topics --source ov", ["overview"]),
    ("keta claims --measure t", ["time-to-relapse"]),
    ("keta claims --intervention ketamine-", ["ketamine-iv"]),
    ("keta claims --caveat s", ["sample-size"]),
    ("keta claims --type ti", ["timing"]),
    ("keta claims --type rate,ti", ["rate,timing"]),
    ("keta claims --confidence v", ["very-low"]),
    ("keta claims --verdict d", ["disputes"]),
    ("keta claims --importance c", ["core"]),
    ("keta claims --count imp", ["importance"]),
    ("keta claims --sort i", ["importance", "id"]),
    ("keta claims --format m", ["markdown"]),
    ("keta claims --color a", ["auto", "always"]),
    (
        "keta show re",
        ["relapse", "relapse-mean-19-days", "relapse-mean-19-days-guide", "remission-85-percent", "response"],
    ),
    ("keta show how", ["how-many-remit"]),
    ("keta schema ", ["store", "output", "check", "diff", "lines", "fields"]),
    ("keta claims --lim", ["--limit"]),
    ("keta add claim X --topic re", ["relapse", "response"]),
    ("keta add source --kind r", ["review", "regulator", "record"]),
    ("keta sources --fields coh", ["cohort"]),
    ("keta show x --fields bottom_line.", ["bottom_line.text"]),
    ("keta topics --fields ali", ["aliases"]),
    ("keta compare --fields meas", ["measure"]),
]
"""A line, and what a tab at its end offers."""


@pytest.mark.parametrize(
    ("line", "offered"), [*TABS[:12], *(pytest.param(*tab, marks=pytest.mark.slow) for tab in TABS[12:])]
)
def test_a_tab_offers_what_the_store_has(complete, line, offered):
    assert sorted(complete(line)) == sorted(offered)


@pytest.fixture
def answer(process, kept):
    """Return the lines that keta prints for a shell: `answer("zsh", "keta cl")`."""

    def runner(shell, line):
        path = kept("full", full)
        ran = process(env={"KETA_STORE": str(path), "_KETA_COMPLETE": f"complete_{shell}", "_KETA_LINE": line})
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return runner


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.slow
def test_what_is_offered_is_told_with_its_name(answer, shell):
    assert answer(shell, "keta claims --topic rela") == "relapse\tHow long the benefit lasts\n"
    assert answer(shell, "keta claims --topic cost,rela") == "cost,relapse\tHow long the benefit lasts\n"
    assert answer(shell, "keta topi") == "topics\tThe topics, with what is known about each.\n"


@pytest.mark.slow
def test_an_option_with_its_value_is_one_word_in_fish(answer):
    assert answer("fish", "keta claims --topic=rela") == "--topic=relapse\tHow long the benefit lasts\n"
    for shell in ("bash", "zsh"):
        assert answer(shell, "keta claims --topic=rela") == "relapse\tHow long the benefit lasts\n"


@pytest.mark.parametrize(
    "line",
    [
        "keta export ",
        "keta plot timing -o ",
        "keta claims --store ",
        "keta claims -s ",
        "keta show x --documents ",
        "keta check ",
        "keta anchor ",
        "keta init ",
    ],
)
def test_names_of_files_are_left_to_the_shell(answer, line):
    assert answer("bash", line) == ":files\n"


@pytest.mark.parametrize("line", ["keta claims ", "keta claims --limit ", "keta add claim ", "keta anchor page.txt "])
def test_nothing_is_offered_where_nothing_is_known(answer, line):
    assert answer("bash", line) == "\n"


def test_a_description_is_one_line_without_what_acts_on_a_terminal():
    from typer._click.shell_completion import CompletionItem

    from ketacli.cli._completing import _Shells

    shells = _Shells(None, {}, "keta", "_KETA_COMPLETE")  # type: ignore[arg-type]
    item = CompletionItem("relapse", help="a\tb\n\x1b[31mc  \u202ed\u2028")
    assert shells.format_completion(item) == "relapse\ta b <U+001B>[31mc <U+202E>d"


@pytest.mark.parametrize("typed", ["'a b,rel", "$(x),rel", "x;y,rel", "`x`,rel", "*,rel"])
@pytest.mark.slow
def test_what_a_shell_would_have_to_quote_is_not_offered(answer, typed):
    assert answer("zsh", f"keta claims --topic {typed}") == "\n"


def test_a_script_of_another_kind_gets_no_answer(process, kept):
    environment = {
        "KETA_STORE": str(kept("full", full)),
        "_KETA_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": "keta claims --topic rela",
    }
    assert process(env=environment) == (0, "\n", "")


def test_nothing_that_is_shown_is_evaluated_by_a_shell():
    from ketacli.cli._completing import SCRIPTS

    for script in SCRIPTS.values():
        assert [word for word in ("eval", "COMPREPLY=( $(", "_arguments") if word in script] == []


def test_a_tab_asks_the_store_of_the_line(complete, folder):
    other = folder(store(topics=[{"id": "relapse", "name": "A"}, {"id": "resilience", "name": "B"}]), "other")
    assert complete(f"keta claims --store {other} --topic resi") == ["resilience"]


@pytest.mark.parametrize("line", ["keta claims --topic re", "keta show re", "keta sources --source s"])
@pytest.mark.slow
def test_a_broken_store_offers_nothing_and_says_nothing(complete, folder, tmp_path, line):
    assert complete(line, path=folder({"claims.yaml": "claims: [\n"}, "broken")) == []
    assert complete(line, path=tmp_path / "nowhere") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_that_is_named_is_shown_from_any_other(keta, monkeypatch, shell):
    monkeypatch.setattr("shellingham.detect_shell", lambda *_: ("sh", "/bin/sh"))
    assert "_KETA_COMPLETE=complete_" + shell in keta("--show-completion", shell).out


def test_a_shell_that_keta_does_not_know_is_refused(keta):
    ran = keta("--show-completion", "tcsh", code=2)
    assert ran.err == "error: No completion for `tcsh`\n\nhint: shells are bash, zsh, fish\n"


def test_completion_of_a_shell_that_is_named_is_installed_for_it(keta, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    ran = keta("--install-completion", "fish")
    script = tmp_path / ".config" / "fish" / "completions" / "keta.fish"
    assert ran.out == f"fish completion installed in {script}\nRestart the shell to use it.\n"
    assert "complete --command keta" in script.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("--help",), ("claims", "-h"), ("check", "--explain", "alias"), ("check", "--list")])
def test_without_docstrings_help_is_refused_and_not_empty(process, words):
    ran = process(*words, env={"PYTHONOPTIMIZE": "2"})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: Python was told to drop the texts that help is made of\n\n"
        "hint: unset PYTHONOPTIMIZE, or run without `-OO`\n"
    )
