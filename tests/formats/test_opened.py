"""What keta writes, opened by the programs its users have: DuckDB for rows, SQLite for the database."""

import sqlite3
from contextlib import closing
from typing import Any

import duckdb
import pytest

from ketacli.formats import delimiters
from tests.conftest import DATA, shipped_store

CLAIM = {
    **dict.fromkeys(("id", "rating", "printed", "confidence.level", "figure", "statement", "in_fact"), "VARCHAR"),
    "contested": "BOOLEAN",
    **dict.fromkeys(
        ("caveats.text", "contradictions.id", "verdicts", "label", "source", "quote", "topics", "type"), "VARCHAR"
    ),
    **dict.fromkeys(("importance", "attribution", "hedging", "confidence.question", "confidence.why"), "VARCHAR"),
    **dict.fromkeys(("evidence.label", "evidence.source", "evidence.verdict", "passage"), "VARCHAR"),
}
NUMBERS = ("value", "low", "high", "events", "n", "caveats", "difference")


@pytest.fixture
def duck():
    """Return a function that asks DuckDB: rows of the answer."""
    with duckdb.connect() as connection:
        yield lambda query, *values: connection.execute(query, values).fetchall()


@pytest.fixture(scope="module")
def shipped():
    return shipped_store().claims()


@pytest.fixture
def exported(keta, tmp_path):
    """Export the shipped store to a file and return its path: `exported("all.csv")`."""

    def export(name):
        path = tmp_path / name
        keta("export", path, "--store", DATA)
        return str(path)

    return export


@pytest.mark.parametrize("name", [f"all.{name}" for name in delimiters()])
def test_duckdb_finds_every_claim_and_takes_no_column_for_something_else(duck, exported, shipped, name):
    path = exported(name)
    assert {column: kind for column, kind, *_ in duck("DESCRIBE SELECT * FROM read_csv(?)", path)} == CLAIM
    assert duck("SELECT id FROM read_csv(?)", path) == [(claim.id,) for claim in shipped]


def test_duckdb_finds_in_the_rows_what_qualifies_each_claim(duck, exported, shipped):
    cells = '"confidence.level", contested, "caveats.text", "contradictions.id"'
    assert duck(f"SELECT id, {cells} FROM read_csv(?)", exported("all.csv")) == [
        (
            claim.id,
            claim.confidence.level,
            claim.contested,
            " | ".join(caveat.text for caveat in claim.caveats) or None,
            " | ".join(dispute.id for dispute in claim.contradictions) or None,
        )
        for claim in shipped
    ]


def test_duckdb_reads_the_lines_of_json_with_their_parts(duck, exported, shipped):
    path = exported("all.jsonl")
    found = duck("SELECT id, contested, len(caveats), len(contradictions) FROM read_json(?)", path)
    assert found == [(claim.id, claim.contested, len(claim.caveats), len(claim.contradictions)) for claim in shipped]
    kinds = {column: kind for column, kind, *_ in duck("DESCRIBE SELECT * FROM read_json(?)", path)}
    assert (kinds["id"], kinds["statement"], kinds["contested"]) == ("VARCHAR", "VARCHAR", "BOOLEAN")
    asked = "SELECT sum(quantity.value) FROM (SELECT unnest(quantities) AS quantity FROM read_json(?))"
    total = sum(quantity.value or 0 for claim in shipped for quantity in claim.quantities)
    assert duck(asked, path) == [(pytest.approx(total),)]


def test_duckdb_counts_the_contested_as_keta_does(duck, exported, shipped):
    contested = [claim.id for claim in shipped if claim.contested]
    assert contested
    for name, read in (("all.csv", "read_csv"), ("all.jsonl", "read_json")):
        found = duck(f"SELECT id FROM {read}(?) WHERE contested", exported(name))
        assert found == [(name,) for name in contested]


def test_duckdb_takes_the_figures_of_a_comparison_for_numbers(duck, keta, tmp_path):
    path = tmp_path / "figures.csv"
    told = keta("compare", "--format", "csv", "--store", DATA).out
    path.write_text(told, encoding="utf-8")
    kinds = {column: kind for column, kind, *_ in duck("DESCRIBE SELECT * FROM read_csv(?)", str(path))}
    assert {kinds.pop(column) for column in NUMBERS} <= {"BIGINT", "DOUBLE"}
    assert kinds.pop("contested") == "BOOLEAN"
    kinds.pop("sd")  # a number where there is one; DuckDB takes a column without any for text
    assert set(kinds.values()) == {"VARCHAR"}
    assert duck("SELECT count(*) FROM read_csv(?)", str(path)) == [(len(told.splitlines()) - 1,)]


def rows(path: str, query: str) -> list[Any]:
    """Return what SQLite answers."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return list(connection.execute(query))


def test_sqlite_finds_every_record_of_the_shipped_store(exported, shipped):
    path = exported("all.db")
    store = shipped_store()
    counts = {
        "claims": len(shipped),
        "caveats": sum(len(claim.caveats) for claim in shipped),
        "quantities": sum(len(claim.quantities) for claim in shipped),
        "evidence": sum(len(claim.evidence) for claim in shipped),
        "contradictions": len(store.ids("contradiction")),
        "sources": len(store.ids("document", "study")),
        "topics": len(store.ids("topic")),
    }
    assert {table: rows(path, f"SELECT count(*) FROM {table}")[0][0] for table in counts} == counts


def test_sqlite_keeps_ids_as_text_and_figures_as_numbers(exported):
    path = exported("all.db")
    for table, columns, kind in (
        ("sources", ("id", "pmid", "doi", "volume", "issue", "page", "issued"), "text"),
        ("sources", ("n",), "integer"),
        ("claims", ("id", "statement", "caveat_text", "figure"), "text"),
        ("claims", ("contested", "caveat_count", "contradiction_count", "passage_start"), "integer"),
        ("quantities", ("value", "low", "high"), "real"),
        ("results", ("value", "low", "high", "ci_low", "ci_high", "sd"), "real"),
        ("results", ("events", "n"), "integer"),
    ):
        for column in columns:
            found = rows(path, f"SELECT DISTINCT typeof({column}) FROM {table} WHERE {column} IS NOT NULL")
            assert found in ([], [(kind,)]), f"{table}.{column}"


def test_sqlite_shows_the_contested_claims_and_the_caveats_that_keta_shows(exported, shipped):
    path = exported("all.db")
    contested = [claim.id for claim in shipped if claim.contested]
    assert list(dict.fromkeys(name for (name,) in rows(path, "SELECT id FROM contested_claims"))) == contested
    found = dict(rows(path, "SELECT id, caveat_count FROM claims_with_caveats"))
    assert found == {claim.id: len(claim.caveats) for claim in shipped}
