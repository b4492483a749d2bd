"""`sqlite`: the claims and all that belongs to them as an SQLite database, for Datasette, DuckDB and everything else with SQL.

The database is made in memory and returned as the bytes of its file; the same report gives the same bytes with the same
version of SQLite. Foreign keys hold. Of studies and contradictions it has those in which a chosen claim stands, as the
summary does; the controlled lists it has whole. `PRAGMA user_version` counts the versions of its tables,
`PRAGMA application_id` is `keta` in ASCII.

Besides `store/index.py`, which keeps keta's own index, this is the only module that imports sqlite3.
"""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import ketacli
from ketacli.formats import Format
from ketacli.formats.exports._rows import rows
from ketacli.formats.exports._tables import APPLICATION, TABLES, VERSION, VIEWS
from ketacli.formats.summary import _telling as telling

if TYPE_CHECKING:
    from sqlite3 import Connection

    from ketacli.formats.exports import Lists
    from ketacli.report.summary import Summary

_PAGE = 4096

LEAVES_OUT = ("exceptions",)
"""The fields of a claim that only the checks need."""

FORMAT = Format(suffixes=(".db", ".sqlite"))


def render(report: Summary, lists: Lists) -> bytes:
    """Return a report as the bytes of a database."""
    import sqlite3

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(
            f"PRAGMA page_size = {_PAGE}; PRAGMA encoding = 'UTF-8'; PRAGMA foreign_keys = ON;"
            f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        )
        connection.executescript(TABLES)
        connection.execute("BEGIN")
        _fill(connection, report, lists)
        connection.execute("COMMIT")
        connection.executescript(VIEWS)
        connection.execute("VACUUM")
        return connection.serialize()


def _fill(connection: Connection, report: Summary, lists: Lists) -> None:
    for name, value in _about(report).items():
        connection.execute("INSERT INTO about VALUES (?, ?)", (name, value))
    for table, found in rows(report, lists):
        columns = ", ".join(found)
        marks = ", ".join("?" * len(found))
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(found.values()))
    for command in ("rebuild", "optimize"):
        connection.execute("INSERT INTO claims_fts (claims_fts) VALUES (?)", (command,))


def _about(report: Summary) -> dict[str, str | None]:
    return {
        "title": report.title,
        "asked": telling.asked(report),
        "query": json.dumps(dict(report.asked), ensure_ascii=False),
        "notice": telling.NOTICE,
        "store_title": report.store_title or None,
        "store_version": report.store_version or None,
        "store_digest": report.digest,
        "licence": report.licence,
        "keta": ketacli.__version__,
    }
