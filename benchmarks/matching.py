"""Measure the matcher on questions and sentences with known answers: what it finds, and what it misses.

    python benchmarks/matching.py benchmarks/questions.yaml [--store data] [--part 1/2] [--misses]

A file of questions is a list of them; a file of pages a list of pages with their sentences. A question has `n`, `q`, `best` (claims or topics that answer best), `ok` (further acceptable ones) and `none` (true where
the store has nothing on it). The first screen is the topic, three claims and two omissions; where an omission answers without
a topic, those that it belongs to stand for it. A sentence has `text`, `same`
(claims that state the same), `near` (claims on the same thing, each `id` and `how` it differs), `figures` and `none`. The
nearest claims are a sentence's best candidates, likely enough to be shown or not. A list of `text` with `danger` says whether
a sentence of a page plays a danger down, one with `call` whether a text that is asked calls for help.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import time
from html import escape
from pathlib import Path
from typing import Any

import yaml  # noqa: TID253 - not a part of keta

from ketacli import open_store
from ketacli.matching.profiles import Asked
from ketacli.matching.questions import Match, match
from ketacli.matching.sentences import Reader, Sentence
from ketacli.store import Store, finding, index
from ketacli.store.compiler import rank_of
from ketacli.store.facets import facets
from ketacli.store.shelf import IndexShelf

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
        rank = rank_of(claim)
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
    for kind, report in (("danger", _report_dangers), ("call", _report_calls)):
        if questions and kind in questions[0]:
            report(questions, open_store(folders[0]), misses=options.misses)
            return 0
    if questions and "sentences" in questions[0]:
        _report_sentences(questions, finder, misses=options.misses)
        return 0
    begun = time.perf_counter()
    answers = [match(one["q"], finder) for one in questions]
    took = (time.perf_counter() - begun) / len(questions) * 1000
    topics = {topic["id"] for topic in store["topics"]}
    belongs = {one["id"]: frozenset(one["topics"]) for one in store["omissions"]}
    screens = [_screen(answer, belongs) for answer in answers]
    _report(list(zip(questions, answers, screens, strict=True)), topics, misses=options.misses)
    _say(f"{took:.1f} ms a question")
    return 0


def _screen(answer: Match, belongs: dict[str, frozenset[str]]) -> set[str]:
    """Return what the first screen of an answer shows: its topic, claims and omissions; `belongs` are the topics of omissions."""
    shown = {found.id for found in (*answer.claims, *answer.omissions[:2])}
    if answer.topic:
        return shown | {answer.topic}
    return shown | (belongs[answer.omissions[0].id] if answer.omissions else frozenset())


def _report(asked: list[tuple[dict[str, Any], Match, set[str]]], topics: set[str], *, misses: bool) -> None:
    """Print how well questions are answered; `asked` are these, each with its answer and what its first screen shows."""
    best = acceptable = silent = right = of_topics = silent_right = 0
    kinds: dict[str, list[int]] = {}
    for question, answer, screen in asked:
        good, fine = set(question.get("best") or ()), set(question.get("ok") or ())
        is_found = bool(screen & (good | fine))
        is_silent = not answer.is_known and not answer.omissions
        if question.get("none"):
            silent_right += is_silent or is_found
            if misses and not (is_silent or is_found):
                _miss("UNRELATED", question, answer)
            continue
        best += bool(screen & good)
        acceptable += is_found
        silent += is_silent
        if (good | fine) & topics:
            of_topics += 1
            right += bool((good | fine) & topics & screen)
        if misses and not screen & good:
            _miss("none" if is_silent else "second-best" if is_found else "MISS", question, answer)
        tally = kinds.setdefault(question.get("kind", ""), [0, 0])
        tally[0] += is_found
        tally[1] += 1
    answered = sum(not question.get("none") for question, _, _ in asked)
    _say(f"best on the first screen        {_share(best, answered)}")
    _say(f"acceptable on the first screen  {_share(acceptable, answered)}")
    _say(f"right topic first               {_share(right, of_topics)}")
    _say(f"false nothing                   {_share(silent, answered)}")
    _say(f"nothing where there is nothing  {_share(silent_right, len(asked) - answered)}")
    for kind, (right_of_kind, of_kind) in sorted(kinds.items()) if len(kinds) > 1 else ():
        _say(f"  acceptable, {kind:20}{_share(right_of_kind, of_kind)}")


_PAGE = (
    "<title>Ketamine for depression</title><h1>Ketamine for depression</h1><p>Ketamine treats depression.</p><p>{}</p>"
)


def _report_dangers(texts: list[dict[str, Any]], store: Store, *, misses: bool) -> None:
    """Print how many sentences of a page that play a danger down are told, or only set beside a point, and how many harmless are accused."""
    dangers = [one for one in texts if one["danger"]]
    told = touched = accused = 0
    for one in texts:
        scan: dict[str, Any] = store.as_json(store.scan(_PAGE.format(escape(one["text"])).encode(), name="page.html"))
        read = [found for found in scan["sentences"] if found["n"] and found["text"] != "Ketamine treats depression."]
        is_told = any(found[name] for found in read for name in ("plays_down", "contradicts", "promises"))
        if one["danger"]:
            told += is_told
            touched += not is_told and any(found["mentions"] for found in read)
        else:
            accused += is_told
        if misses and is_told != one["danger"]:
            _say(f"{'ACCUSED' if is_told else 'MISSED':8}{one['text']}")
    _say(f"dangers told                    {_share(told, len(dangers))}")
    _say(f"only set beside a point         {_share(touched, len(dangers))}")
    _say(f"harmless sentences accused      {_share(accused, len(texts) - len(dangers))}")


def _report_calls(texts: list[dict[str, Any]], store: Store, *, misses: bool) -> None:
    """Print how many calls for help are heard, and what is said to texts that are none."""
    calls = [one for one in texts if one["call"]]
    heard = alarmed = softly = 0
    for one in texts:
        kinds = {notice.kind for notice in store.ask(one["text"]).notices}
        is_alarm = not kinds.isdisjoint({"crisis", "emergency"})
        if one["call"]:
            heard += is_alarm or "unsure" in kinds
        else:
            alarmed += is_alarm
            softly += not is_alarm and "unsure" in kinds
        if misses and is_alarm != one["call"]:
            _say(f"{'ALARM' if is_alarm else 'SOFT' if 'unsure' in kinds else 'MISSED':8}{one['text']}")
    _say(f"calls for help heard            {_share(heard, len(calls))}")
    _say(f"others: taken for one           {_share(alarmed, len(texts) - len(calls))}")
    _say(f"others: told where help is      {_share(softly, len(texts) - len(calls))}")


def _report_sentences(pages: list[dict[str, Any]], finder: finding.Finder, *, misses: bool) -> None:
    """Print how well sentences are told apart, and how fast they are read."""
    reader = Reader(IndexShelf(finder, finder._ask))  # noqa: SLF001 - what an index would give it
    begun = time.perf_counter()
    read = [
        (page, one, answer)
        for page in pages
        for one, answer in zip(
            page["sentences"],
            reader.read_all([Asked(one["text"]) for one in page["sentences"]], is_whole=True),
            strict=True,
        )
    ]
    took = (time.perf_counter() - begun) / len(read) * 1000
    tally: dict[str, int] = dict.fromkeys(_TALLIED, 0)
    of_claims: dict[str, list[frozenset[str]]] = {}
    for page, one, answer in read:
        _tell(tally, page, one, answer, of_claims)
        if misses:
            _missed(one, answer)
    for level in _LEVELS:
        said = tally[f"{level} said"]
        _say(f"{level}: right".ljust(32) + _share(tally[f"{level} right"], said))
        _say(f"{level}: right or near".ljust(32) + _share(tally[f"{level} near"], said))
        _say(f"{level}: recall of same".ljust(32) + _share(tally[f"{level} found"], tally["same"]))
        _say(f"{level}: opposite stated".ljust(32) + str(tally[f"{level} opposite"]))
    for most in _MOST:
        _say(f"same or near, nearest {most}       {_share(tally[f'nearest {most}'], tally['touching'])}")
    _say(f"same or near, shown           {_share(tally['within'], tally['touching'])}")
    _say(f"claims shown that are right     {_share(tally['shown right'], tally['shown'])}")
    _say(f"sentences wrongly marked        {_share(tally['wrongly marked'], tally['sentences'])}")
    _say(f"marked though it touches none   {_share(tally['marked'], tally['quiet'])}")
    _say(f"marked on other subjects        {_share(tally['marked elsewhere'], tally['elsewhere'])}")
    _say(f"figures: precision              {_share(tally['figures right'], tally['figures given'])}")
    _say(f"figures: recall                 {_share(tally['figures right'], tally['figures'])}")
    for level in _LEVELS:
        macro = [sum(level in found for found in one) / len(one) for one in of_claims.values()]
        share = 100 * sum(macro) / max(1, len(macro))
        _say(f"{level}: recall by claim".ljust(32) + f"{share:.0f} % of {len(macro)} claims")
    _say(f"{took:.1f} ms a sentence")


_MOST = (1, 3, 5)
_LEVELS = ("states", "in part", "either")
"""A sentence states a claim as a whole, or a part of it does; `either` is both together."""
_TALLIED = (
    *(f"{level} {what}" for level in _LEVELS for what in ("said", "right", "near", "opposite", "found")),
    *("same", "touching", "quiet", "marked", "elsewhere", "shown"),
    *("marked elsewhere", "shown right", "figures", "figures given", "figures right"),
    *("within", "sentences", "wrongly marked"),
    *(f"nearest {most}" for most in _MOST),
)
_OPPOSITE = {"opposite", "polarity"}
_ELSEWHERE = {"other", "unrelated", "other treatment"}
_UNITS = {
    "minutes": "min",
    "hours": "h",
    "days": "d",
    "weeks": "wk",
    "months": "mo",
    "years": "a",
    "infusions": "1",
    "points": "{points}",
    "year": "",
}
_MINUTES = {"min": 1, "h": 60, "d": 1440, "wk": 10080, "mo": 43829.1, "a": 525960}


def _tell(
    tally: dict[str, int],
    page: dict[str, Any],
    one: dict[str, Any],
    answer: Sentence,
    of_claims: dict[str, list[frozenset[str]]],
) -> None:
    """Add a sentence to the tally."""
    is_same, is_near = set(one["same"]), {other["id"] for other in one["near"]}
    opposites = {other["id"] for other in one["near"] if other["how"] in _OPPOSITE}
    levels = _stated(answer)
    states = levels["either"]
    ranked = [*answer.states, *answer.states_in_part, *(found.id for found in answer.compare)]
    wanted = is_same | is_near
    tally["same"] += bool(is_same)
    for level, said in levels.items():
        tally[f"{level} said"] += len(said)
        tally[f"{level} right"] += len(said & is_same)
        tally[f"{level} near"] += len(said & wanted)
        tally[f"{level} opposite"] += bool(said & opposites and not said & is_same)
        tally[f"{level} found"] += bool(said & is_same)
    tally["touching"] += bool(wanted)
    tally["shown"] += len(ranked)
    tally["shown right"] += len(wanted.intersection(ranked))
    tally["within"] += bool(wanted.intersection(ranked))
    tally["sentences"] += 1
    tally["wrongly marked"] += bool(ranked and not wanted.intersection(ranked))
    nearest = list(dict.fromkeys([*ranked, *(found.id for found in answer.nearest)]))
    for most in _MOST:
        tally[f"nearest {most}"] += bool(wanted & {*states, *nearest[:most]})
    tally["quiet"] += one["none"]
    tally["marked"] += bool(one["none"] and ranked)
    if page["kind"] in _ELSEWHERE:
        tally["elsewhere"] += 1
        tally["marked elsewhere"] += bool(ranked and not wanted)
    figures = {found for figure in one["figures"] if (found := _labelled(figure)) is not None}
    got = {_key(m.measure, m.figure.low, m.figure.high, m.figure.unit) for m in answer.figures if m.measure}
    tally["figures"] += len(figures)
    tally["figures given"] += len(got)
    tally["figures right"] += len(got & figures)
    for name in is_same:
        of_claims.setdefault(name, []).append(frozenset(level for level, said in levels.items() if name in said))


def _stated(answer: Sentence) -> dict[str, set[str]]:
    """Return the claims that a sentence states, by level."""
    whole, part = set(answer.states), set(answer.states_in_part)
    return dict(zip(_LEVELS, (whole, part, whole | part), strict=True))


def _missed(one: dict[str, Any], answer: Sentence) -> None:
    """Print what is wrong with the answer to a sentence."""
    is_same, is_near = set(one["same"]), {other["id"] for other in one["near"]}
    states = _stated(answer)["either"]
    shown = {*states, *(found.id for found in answer.compare)}
    if one["none"] and shown:
        _say(f"MARKED {one['text']}\n    {', '.join(sorted(shown))}")
    if wrong := states - is_same:
        _say(f"STATED {one['text']}\n    {', '.join(sorted(wrong))} | near {', '.join(sorted(is_near))}")
    if is_same and not is_same & states:
        _say(f"NOT STATED {one['text']}\n    {', '.join(sorted(is_same))}")


def _labelled(figure: dict[str, Any]) -> tuple[str, float, float, str] | None:
    """Return a figure of the labels as it is compared; None for one that has no value."""
    low = figure.get("low", figure.get("value"))
    high = figure.get("high", figure.get("upper", figure.get("value")))
    unit = figure.get("unit") or ""
    return None if low is None or high is None else _key(figure["measure"], low, high, _UNITS.get(unit, unit))


def _key(measure: str, low: float, high: float, unit: str) -> tuple[str, float, float, str]:
    size = _MINUTES.get(unit, 1)
    rounded = 0 if unit in _MINUTES or unit == "%" else 3
    return measure, round(low * size, rounded), round(high * size, rounded), "time" if unit in _MINUTES else unit


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
