"""Measure the matcher on questions and sentences with known answers: what it finds, and what it misses.

    python benchmarks/matching.py benchmarks/questions.yaml [--store data] [--part 1/2] [--misses]

A file of questions is a list of them; a file of pages a list of pages with their sentences. A question has `n`, `q`, `best` (claims or topics that answer best), `ok` (further acceptable ones) and `none` (true where
the store has nothing on it). The first screen is the topic, three claims and two omissions. A sentence has `text`, `same`
(claims that state the same), `near` (claims on the same thing, each `id` and `how` it differs), `figures` and `none`.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

import yaml  # noqa: TID253 - not a part of keta

from ketacli.matching.questions import Match, match
from ketacli.matching.sentences import Reader
from ketacli.store import finding, index
from ketacli.store.facets import facets

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
    connection.executescript(index.TABLES)
    for n, claim in enumerate(store["claims"], 1):
        rank = _RANKS[claim.get("importance", "useful")]
        connection.execute(
            "INSERT INTO item VALUES (?, 'claim', ?, 0, ?, ?, '', ?)",
            (n, claim["id"], rank, n, json.dumps(claim, default=str)),
        )
        rows = {(facet.field, facet.value, n) for facet in facets("claim", claim)}
        connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", sorted(rows))
        connection.execute(
            "INSERT INTO words (rowid, statement, quote, facts, notes, studies) VALUES (?, ?, ?, ?, ?, ?)",
            (n, *finding.words_of_claim(claim)),
        )
    finding.settle(connection, {kind: store.get(name, []) for name, kind in _LISTS.items()})
    return finding.Finder(lambda query, values=(): connection.execute(query, values).fetchall())


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
    if questions and "sentences" in questions[0]:
        _report_sentences(questions, finder, misses=options.misses)
        return 0
    begun = time.perf_counter()
    answers = [match(one["q"], finder) for one in questions]
    took = (time.perf_counter() - begun) / len(questions) * 1000
    topics = {topic["id"] for topic in store["topics"]}
    _report(questions, answers, topics, misses=options.misses)
    _say(f"{took:.1f} ms a question")
    return 0


def _screen(answer: Match) -> set[str]:
    shown = {found.id for found in (*answer.claims, *answer.omissions[:2])}
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
    wrong = [
        (q, a)
        for q, a in without
        if (a.is_known or a.omissions) and not _screen(a) & {*(q.get("ok") or ()), *(q.get("best") or ())}
    ]
    for question, answer in wrong if misses else ():
        _miss("UNRELATED", question, answer)
    kinds: dict[str, list[int]] = {}
    for question, answer in with_answer:
        wanted = {*(question.get("best") or ()), *(question.get("ok") or ())}
        tally = kinds.setdefault(question.get("kind", ""), [0, 0])
        tally[0] += bool(_screen(answer) & wanted)
        tally[1] += 1
    silent_right = len(without) - len(wrong)
    _say(f"best on the first screen        {_share(best, len(with_answer))}")
    _say(f"acceptable on the first screen  {_share(acceptable, len(with_answer))}")
    _say(f"right topic first               {_share(right, len(topics_of))}")
    _say(f"false nothing                   {_share(silent, len(with_answer))}")
    _say(f"nothing where there is nothing  {_share(silent_right, len(without))}")
    for kind, (right_of_kind, of_kind) in sorted(kinds.items()) if len(kinds) > 1 else ():
        _say(f"  acceptable, {kind:20}{_share(right_of_kind, of_kind)}")


def _report_sentences(pages: list[dict[str, Any]], finder: finding.Finder, *, misses: bool) -> None:
    """Print how well sentences are told apart, and how fast they are read."""
    reader = Reader(finder)
    begun = time.perf_counter()
    read = []
    for page in pages:
        context: frozenset[str] = frozenset()
        for one in page["sentences"]:
            answer = reader.read(one["text"], context)
            context = answer.interventions or context
            read.append((one, answer))
    took = (time.perf_counter() - begun) / len(read) * 1000
    said = right = near = opposite = found_same = same = within = touching = marked = quiet = 0
    measured = hit = wanted = 0
    for one, answer in read:
        is_same, is_near = set(one["same"]), {other["id"] for other in one["near"]}
        opposites = {other["id"] for other in one["near"] if other["how"] == "opposite"}
        states, shown = set(answer.states), {*answer.states, *(found.id for found in answer.compare)}
        said += len(states)
        right += len(states & is_same)
        near += len(states & (is_same | is_near))
        opposite += bool(states & opposites and not states & is_same)
        same += bool(is_same)
        found_same += bool(states & is_same)
        touching += bool(is_same | is_near)
        within += bool(shown & (is_same | is_near))
        quiet += one["none"]
        marked += bool(one["none"] and shown)
        figures = {
            _key(f["measure"], f.get("low", f.get("value")), f.get("high", f.get("value")), f.get("unit"))
            for f in one["figures"]
        }
        got = {_key(m.measure, m.figure.low, m.figure.high, m.figure.unit) for m in answer.figures if m.measure}
        measured, hit, wanted = measured + len(got), hit + len(got & figures), wanted + len(figures)
        if misses and one["none"] and shown:
            _say(f"MARKED {one['text']}\n    {', '.join(shown)}")
        if misses and states - is_same - is_near:
            _say(
                f"WRONGLY STATED {one['text']}\n    {', '.join(states)} | same {', '.join(is_same)} near {', '.join(is_near)}"
            )
    _say(f"states: right                   {_share(right, said)}")
    _say(f"states: right or near           {_share(near, said)}")
    _say(f"states: recall of same          {_share(found_same, same)}")
    _say(f"opposite stated                 {opposite}")
    _say(f"same or near among the shown    {_share(within, touching)}")
    _say(f"marked though it touches none   {_share(marked, quiet)}")
    _say(f"figures: precision              {_share(hit, measured)}")
    _say(f"figures: recall                 {_share(hit, wanted)}")
    _say(f"{took:.1f} ms a sentence")


def _key(
    measure: str, low: float | None, high: float | None, unit: str | None
) -> tuple[str, float | None, float | None, str]:
    return measure, low, high, unit or ""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.0f} %)" if whole else "-"


def _miss(kind: str, question: dict[str, Any], answer: Match) -> None:
    _say(f"{kind:12} {question['n']:4} {question['q']}")
    _say(f"             wanted {', '.join(question.get('best') or ())} | {', '.join(question.get('ok') or ())}")
    claims = ", ".join(f"{found.id} {found.score}" for found in answer.claims)
    topics = ", ".join(f"{found.id} {found.score}" for found in answer.topics[:3])
    _say(f"             got {topics} | {claims} | {answer.unknown} {dict(answer.corrected)}")


if __name__ == "__main__":
    sys.exit(main())
