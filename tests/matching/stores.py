"""A small store on another subject than the shipped one, and an index of it in memory."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from ketacli.store import finding
from ketacli.store.compiler import rank_of
from ketacli.store.facets import facets
from ketacli.store.index import TABLES
from ketacli.store.shelf import IndexShelf

if TYPE_CHECKING:
    from collections.abc import Sequence


def claim(name: str, statement: str, *topics: str, **changes: Any) -> dict[str, Any]:
    """Return a claim with what a claim needs."""
    return {
        "id": name,
        "type": "efficacy",
        "importance": "useful",
        "topics": list(topics),
        "statement": statement,
        "source": "leaflet",
        "quote": "",
    } | changes


def tea(**changes: Any) -> dict[str, Any]:
    """Return a store on tea."""
    iv, spray = {"intervention": "green-tea"}, {"intervention": "black-tea"}
    return {
        "claims": [
            claim("green-sleep", "Green tea improves sleep.", "sleep", scope=iv),
            claim("black-sleep", "Black tea worsens sleep.", "sleep", scope=spray),
            claim("black-heart", "Black tea lowers blood pressure.", "heart", scope=spray),
            claim("green-price", "A kilogram of green tea costs 40 euros.", "cost", importance="core", scope=iv),
            claim("tea-children", "Tea is safe for children.", "safety", scope={"population": "children"}),
            claim("tea-origin", "Tea was first grown in China.", "history"),
        ],
        "topic": [
            {"id": "cost", "name": "What it costs", "aliases": ["price"]},
            {"id": "heart", "name": "Heart and vessels", "asked_as": ["blood pressure"]},
            {"id": "history", "name": "Where it came from"},
            {"id": "safety", "name": "Harms", "asked_as": ["is it safe"]},
            {"id": "sleep", "name": "Sleep", "asked_as": ["lie awake", "fall* asleep", "how long * sleep"]},
            {"id": "help", "name": "Help in need", "kind": "crisis", "aliases": ["hotline"]},
        ],
        "omission": [
            {"id": "iron", "label": "Iron", "topics": ["safety"], "text": "Tea hinders the uptake of iron from food."},
        ],
        "notice": [
            {"id": "own-case", "asked_as": ["should i"], "text": "Ask your doctor."},
            {"id": "urgent", "kind": "crisis", "asked_as": ["poisoned"], "text": "Call 112."},
        ],
        "concept": [
            {"id": "benefit", "phrases": ["helps with", "improves", "good for"]},
            {"id": "children", "phrases": ["child", "kids", "toddler*"]},
            {"id": "insomnia", "phrases": ["sleep", "insomnia", "lie awake"]},
            {"id": "money", "phrases": ["costs", "expensive", "price"]},
        ],
        "intervention": [
            {"id": "tea", "name": "tea", "broader": None},
            {"id": "green-tea", "name": "green tea", "broader": "tea"},
            {"id": "black-tea", "name": "black tea", "broader": "tea"},
        ],
        "population": [{"id": "children", "name": "children", "broader": None}],
        **changes,
    }


def index(store: dict[str, Any]) -> finding.Finder:
    """Return a finder on a store."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    for n, record in enumerate(store["claims"], 1):
        rank = rank_of(record)
        connection.execute(
            "INSERT INTO item VALUES (?, 'claim', ?, 0, ?, ?, '', ?)",
            (n, record["id"], rank, n, json.dumps(record)),
        )
        rows = {(facet.field, facet.value, n) for facet in facets("claim", record)}
        connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", sorted(rows))
        connection.execute(
            "INSERT INTO words (rowid, statement, quote, facts, notes, studies) VALUES (?, ?, ?, ?, ?, ?)",
            (n, *finding.words_of_claim(record)),
        )
    finding.settle(connection, store)

    def ask(query: str, values: Sequence[Any] = ()) -> list[Any]:
        return connection.execute(query, values).fetchall()

    return finding.Finder(ask)


def shelf(store: dict[str, Any]) -> IndexShelf:
    """Return what reading pages asks, on a store."""
    finder = index(store)
    return IndexShelf(finder, finder._ask)  # noqa: SLF001 - what an index would give it
