"""What a shell offers after a tab, asked as bash asks."""

import pytest

from tests.conftest import store
from tests.stores import full


@pytest.fixture
def complete(process, folder):
    def runner(line, env=None, path=None):
        given = {
            "KETA_STORE": str(path or folder(full())),
            "_KETA_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
        }
        ran = process(env={**given, **(env or {})})
        assert (ran.code, ran.err) == (0, "")
        return ran.out.split()

    return runner


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("keta cl", ["claims"]),
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
        ("keta schema ", ["store", "output"]),
        ("keta claims --lim", ["--limit"]),
    ],
)
def test_a_tab_offers_what_the_store_has(complete, line, offered):
    assert sorted(complete(line)) == sorted(offered)


def test_topics_are_offered_with_their_names(process, folder):
    environment = {
        "KETA_STORE": str(folder(full())),
        "_KETA_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": "keta claims --topic rela",
    }
    ran = process(env=environment)
    assert ran == (0, '_arguments \'*: :(("relapse":"How long the benefit lasts"))\'\n', "")


def test_a_tab_asks_the_store_of_the_line(complete, folder):
    other = folder(store(topics=[{"id": "relapse", "name": "A"}, {"id": "resilience", "name": "B"}]), "other")
    assert complete(f"keta claims --store {other} --topic resi") == ["resilience"]


@pytest.mark.parametrize("line", ["keta claims --topic re", "keta show re", "keta sources --source s"])
def test_a_broken_store_offers_nothing_and_says_nothing(complete, folder, tmp_path, line):
    assert complete(line, path=folder({"claims.yaml": "claims: [\n"}, "broken")) == []
    assert complete(line, path=tmp_path / "nowhere") == []
