"""Measure the matcher on questions with known answers: what `ask` would show, and what it would miss.

    python benchmarks/matching.py questions.yaml [--store data] [--part 1/2] [--misses]

A question has `n`, `q`, `best` (claims or topics that answer best), `ok` (further acceptable ones) and `none` (true where
the store has nothing on it). The first screen is the topic, three claims and an omission.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from ketacli.matching.questions import Match, match
from ketacli.store import finding
from ketacli.store.facets import facets

_ITEMS = """
CREATE TABLE item (n INTEGER PRIMARY KEY, kind TEXT, id TEXT, guest INTEGER, rank INTEGER, position INTEGER);
CREATE TABLE facet (field TEXT, value TEXT, item INTEGER, PRIMARY KEY (field, value, item)) WITHOUT ROWID;
CREATE INDEX facet_by_item ON facet (item);
"""
_RANKS = {"core": 0, "useful": 1, "minor": 2}
_LISTS = {
    "vocabulary": "concept",
    "topics": "topic",
    "omissions": "omission",
    "notices": "notice",
    "interventions": "intervention",
    "populations": "population",
    "measures": "measure",
}


def load(*folders: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the records of a store by list; a record of a later folder replaces one with the same id."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) or {}
            for name, members in data.items():
                if isinstance(members, list):
                    found.setdefault(name, {}).update({one["id"]: one for one in members if "id" in one})
    return {name: list(members.values()) for name, members in found.items()}


def compile_store(store: dict[str, list[dict[str, Any]]]) -> finding.Finder:
    """Return a finder on an index in memory."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(_ITEMS + finding.TABLES)
    for n, claim in enumerate(store["claims"], 1):
        rank = _RANKS[claim.get("importance", "useful")]
        connection.execute("INSERT INTO item VALUES (?, 'claim', ?, 0, ?, ?)", (n, claim["id"], rank, n))
        rows = {(facet.field, facet.value, n) for facet in facets("claim", claim)}
        connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", sorted(rows))
        connection.execute(
            "INSERT INTO words (rowid, statement, quote, facts, notes) VALUES (?, ?, ?, ?, ?)",
            (n, *finding.words_of_claim(claim)),
        )
    finding.settle(connection, {kind: store.get(name, []) for name, kind in _LISTS.items()})
    return finding.Finder(connection)


def main() -> int:
    """Measure, print, and return 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument(
        "--store", type=Path, action="append", help="a folder of YAML files (more than one: later wins)"
    )
    parser.add_argument("--part", help="`1/2`: every second question, from the first")
    parser.add_argument("--misses", action="store_true", help="list what was missed")
    options = parser.parse_args()
    folders = options.store or [Path(__file__).parent.parent / "data"]
    store = load(*folders)
    finder = compile_store(store)
    questions = yaml.safe_load(options.questions.read_text("utf-8"))
    if options.part:
        part, parts = map(int, options.part.split("/"))
        questions = questions[part - 1 :: parts]
    begun = time.perf_counter()
    answers = [match(one["q"], finder) for one in questions]
    took = (time.perf_counter() - begun) / len(questions) * 1000
    topics = {topic["id"] for topic in store["topics"]}
    _report(questions, answers, topics, misses=options.misses)
    print(f"{took:.1f} ms a question")
    return 0


def _screen(answer: Match) -> set[str]:
    shown = {found.id for found in (*answer.claims, *answer.omissions[:1])}
    return shown | ({answer.topic} if answer.topic else set())


def _report(questions: list[dict[str, Any]], answers: list[Match], topics: set[str], *, misses: bool) -> None:
    with_answer = [(q, a) for q, a in zip(questions, answers, strict=True) if not q.get("none")]
    without = [(q, a) for q, a in zip(questions, answers, strict=True) if q.get("none")]
    topics_of: list[tuple[dict[str, Any], Match]] = []
    best = acceptable = silent = 0
    for question, answer in with_answer:
        good, fine = set(question.get("best") or ()), set(question.get("ok") or ())
        screen = _screen(answer)
        best += bool(screen & good)
        acceptable += bool(screen & (good | fine))
        silent += not answer.is_known and not answer.omissions
        if (good | fine) & topics:
            topics_of.append((question, answer))
        if misses and not screen & good:
            kind = "none" if not answer.is_known else "second-best" if screen & fine else "MISS"
            _miss(kind, question, answer)
    right = sum(a.topic in {*(q.get("best") or ()), *(q.get("ok") or ())} for q, a in topics_of)
    wrong = [(q, a) for q, a in without if a.is_known and a.topic not in set(q.get("ok") or ())]
    for question, answer in wrong if misses else ():
        _miss("UNRELATED", question, answer)
    silent_right = len(without) - len(wrong)
    print(f"best on the first screen        {_share(best, len(with_answer))}")
    print(f"acceptable on the first screen  {_share(acceptable, len(with_answer))}")
    print(f"right topic first               {_share(right, len(topics_of))}")
    print(f"false nothing                   {_share(silent, len(with_answer))}")
    print(f"nothing where there is nothing  {_share(silent_right, len(without))}")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.0f} %)" if whole else "-"


def _miss(kind: str, question: dict[str, Any], answer: Match) -> None:
    print(f"{kind:12} {question['n']:4} {question['q']}")
    print(f"             wanted {', '.join(question.get('best') or ())} | {', '.join(question.get('ok') or ())}")
    claims = ", ".join(f"{found.id} {found.score}" for found in answer.claims)
    topics = ", ".join(f"{found.id} {found.score}" for found in answer.topics[:3])
    print(f"             got {topics} | {claims} | {answer.unknown} {dict(answer.corrected)}")


if __name__ == "__main__":
    sys.exit(main())
