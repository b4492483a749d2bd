"""Write a store of any size, always the same for the same size, that looks like a curated one.

`python benchmarks/generate.py 10000 DIR` writes `claims.yaml`, `sources.yaml` and `topics.yaml` into DIR, laid out as the
shipped store is, and the documents that the claims were read from into `DIR/texts`. `keta check DIR --documents DIR/texts`
finds nothing wrong with it.

Whatever the size, 25 claims share a subject, a claim belongs to two topics and a topic holds exactly 50 claims; for every
25 claims there are 12 studies and 8 contradictions, for every 100 a document: nearly the shipped store's proportions. The
medicines and the findings are invented.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import argparse
import sys
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, Any]

BLOCK = 25
"""Claims that share a subject; a topic holds those of two subjects."""
STUDIES = 12
"""Studies of a subject."""
PAGE = 100
"""Claims of a document."""
MAX_SIZE = 400_000

_WIDTH = 118
_LEVELS = ("very-low", "low", "moderate", "high")
_QUESTIONS = {"rate": "course", "timing": "course", "dosing": "fact", "definition": "meaning", "regulatory": "fact"}

_FIRST = (
    "am", "bel", "cor", "dan", "el", "fen", "gal", "hel", "il", "jas", "kel", "lor", "mav", "nor", "ol", "pel",
    "quin", "ral", "sol", "tav",
)  # fmt: skip
_LAST = (
    "avorin", "etamine", "idone", "oxetil", "uvane", "april", "ezine", "olamine", "irone", "astat", "adrine",
    "ecaine", "idol", "opram", "ustine", "axel", "emide", "itor", "onazole", "urane",
)  # fmt: skip
_MEDICINES = ["".join(parts) for parts in product(_FIRST, _LAST)]
_OUTCOMES = (
    "relapse", "remission", "response", "insomnia", "fatigue", "nausea", "headache", "dizziness", "anxiety",
    "appetite", "weight", "pressure", "pulse", "tremor", "memory", "attention", "mobility", "pain", "swelling",
    "fever", "cough", "rash", "itching", "vision", "hearing", "balance", "strength", "recovery", "discharge",
    "readmission", "absence", "adherence", "withdrawal", "tolerance", "sedation", "confusion", "bleeding",
    "infection", "fracture", "survival",
)  # fmt: skip
_POPULATIONS = {
    "adults": ("adults", "people"),
    "older-adults": ("people over 65", "adults"),
    "outpatients": ("people treated outside hospital", "adults"),
    "people": ("people", None),
    "young-people": ("children and teenagers", "people"),
}
_DESIGNS: dict[str, tuple[str, tuple[str, str, str, str]]] = {
    "case-series": ("case series", ("very-low", "low", "high", "very-low")),
    "meta-analysis": ("meta-analysis of randomised trials", ("high", "high", "moderate", "moderate")),
    "narrative-review": ("narrative review", ("very-low", "low", "moderate", "moderate")),
    "observational-cohort": ("observational cohort", ("low", "high", "high", "low")),
    "open-label": ("open-label series", ("low", "high", "high", "low")),
    "rct": ("randomised controlled trial", ("high", "high", "high", "moderate")),
}
_CAVEATS = {
    "comparator": "missing comparator",
    "evidence-gap": "evidence gap",
    "follow-up": "short follow-up",
    "missing-context": "missing context",
    "sample-size": "sample size",
    "selection": "selected patients",
}

_CAVEAT_TEXTS = {
    "comparator": ("Nothing was given to compare it with, so how many would have improved anyway is open.",),
    "evidence-gap": (
        "No source seen measured this directly; the nearest ones looked at other doses.",
        "What little there is comes from two centres, and neither has published a protocol.",
    ),
    "follow-up": (
        "Nobody was followed beyond eight weeks, and what happened later is not known.",
        "Half of the people had left before the last visit, most of them without a reason on file.",
    ),
    "missing-context": (
        "The page leaves out that the figure was counted after the third visit, in those still taking part.",
        "The sentence before it speaks of another preparation, which readers will take this to be about.",
    ),
    "sample-size": ("The figure rests on few people: one more or less would move it by several points.",),
    "selection": ("Only people who had done well on an earlier course were asked to take part.",),
}
_NOTES = (
    "Counted over the whole group, which is wider than what the page speaks of.",
    "The same direction, in people who were treated for longer and seen more often.",
    "Reports it for one of three arms; the other two are not mentioned on the page.",
    "Measured at the second visit and once more at the end, with little between the two.",
    "A register with every patient of one region, without any group to hold them against.",
    "Finds as much, but says itself that those who left early were not counted.",
    "The figure on the page seems to be taken from the abstract; the full report narrows it.",
)
_WHYS = (
    "One small group without a comparison; a second source points the same way and is no stronger.",
    "Two sources agree in direction, with wide intervals, and both left out who stopped early.",
    "It was asked for directly and counted well, in people much like those the page speaks of.",
    "The best source looked at another dose, and the step from there is a guess.",
)
_LEADS = (
    "In the clinics that keep such records, doctors have seen",
    "What most readers want to know first is simple:",
    "Several teams looked at this over ten years and described",
    "Patients are often told before they begin that there is",
    "According to the people who run the programme there was",
    "It took a while until the first reports came in of",
)
_TRAILS = (
    "and the numbers hardly moved in the years that came after",
    "which is more than anybody had expected when it began",
    "although not every hospital has put its own figures together yet",
    "and this is what the leaflet at the desk says too",
)
_SAYINGS = ("rarely seen", "commonly watched", "easily missed", "hardly studied", "seldom lasting", "often milder")
_OTHER_TYPES = ("efficacy", "safety", "mechanism", "eligibility", "regulatory", "definition")
_AUTHORS = (
    "Moreno", "Tanaka", "Okafor", "Lindqvist", "Baptiste", "Novak", "Ferreira", "Haddad", "Kowalski", "Iyer",
    "Brennan", "Solberg",
)  # fmt: skip

_RATES, _TIMES, _DOSES = (0, 2, 4, 18, 22), (1, 3, 19, 21), (8, 10, 12, 20)
_HIGH_RATE, _LATE_TIME = 6, 5
"""The claims of a subject whose figure is another than the rest give."""
_DISPUTED = {8: 11, 16: 7}
"""The claims that a study disputes, and which study."""


def topic_count(size: int) -> int:
    """Return how many topics a store of this size has."""
    return size // BLOCK


@cache
def topic_id(number: int) -> str:
    """Return the id of a topic, counted from 0."""
    return f"{_MEDICINES[number // len(_OUTCOMES)]}-{_OUTCOMES[number % len(_OUTCOMES)]}"


def claim_id(number: int) -> str:
    """Return the id of a claim, counted from 0."""
    return f"{topic_id(number // BLOCK)}-{number % BLOCK + 1:02d}"


def search_words(topic: int) -> str:
    """Return two words that stand together in the 25 claims of a subject only."""
    return topic_id(topic).replace("-", " ")


def _study_id(block: int, number: int) -> str:
    author = _AUTHORS[(block + number) % len(_AUTHORS)].lower()
    return f"{author}-{1996 + (block * 5 + number * 3) % 28}-{block:05d}-{number:02d}"


def _document_id(number: int) -> str:
    return f"page-{number:05d}"


def _sayings(block: int) -> tuple[int, int, int]:
    """Return the figures on which a subject's claims agree: a rate in per cent, a time in days, a dose in mg."""
    return 30 + block * 7 % 40, 20 + block * 11 % 60, 10 * (1 + block // len(_OUTCOMES) % 20)


def _said(block: int, number: int) -> tuple[str, str, str, list[Record]]:
    """Return what a claim is about: its type, the quote, our words for it, and its figures."""
    medicine, outcome = topic_id(block).split("-")
    rate, days, dose = _sayings(block)
    if number in _RATES or number == _HIGH_RATE:
        value = rate + 25 if number == _HIGH_RATE else rate + number % 4 // 2
        quote = f"{outcome} in {value}% of those given {medicine}"
        statement = f"Of the people who took {medicine}, {value}% had a change in {outcome} by the end of treatment."
        figure = {"measure": f"{topic_id(block)}-rate", "statistic": "proportion", "value": value, "unit": "%"}
        return "rate", quote, statement, [figure | {"as": f"{value}%"}]
    if number in _TIMES or number == _LATE_TIME:
        value = days * 3 if number == _LATE_TIME else days
        quote = f"{outcome} some {value} days into {medicine} treatment"
        statement = f"A change in {outcome} was first noted on day {value} with {medicine}, as an average."
        figure = {"measure": f"time-to-{topic_id(block)}", "statistic": "mean", "value": value, "unit": "d"}
        return "timing", quote, statement, [figure | {"qualifier": "about", "as": f"some {value} days"}]
    if number in _DOSES:
        quote = f"{dose} mg of {medicine} where {outcome} matters"
        statement = f"The usual daily dose of {medicine} in people treated for {outcome} is {dose} mg."
        figure = {"measure": "daily-dose", "statistic": "typical", "value": dose, "unit": "mg"}
        return "dosing", quote, statement, [figure | {"as": f"{dose} mg"}]
    saying = _SAYINGS[(block + number) % len(_SAYINGS)]
    kind = _OTHER_TYPES[number % len(_OTHER_TYPES)]
    quote = f"{outcome} is {saying} with {medicine}"
    return kind, quote, f"With {medicine} a change in {outcome} is {saying}, whoever takes it.", []


def _evidence(block: int, number: int) -> list[Record]:
    """Return what a claim is checked against: nothing for every tenth, else one or two studies and those that dispute it."""
    if number % 10 == 9:  # noqa: PLR2004 - every tenth, as in the shipped store
        return []
    is_odd_one_out = number in {_HIGH_RATE, _LATE_TIME}
    first = ("partly" if is_odd_one_out else "supports", "partly", "supports", "misreported", "partly")[number % 5]
    found = [(number % STUDIES, first)]
    if number % 4 == 0:
        found.append(((number + 5) % STUDIES, "partly"))
    if number in _DISPUTED:
        found.append((_DISPUTED[number], "disputes" if _is_disputed(block, number) else "partly"))
    return [
        {
            "source": _study_id(block, study),
            "verdict": verdict,
            "origin": "likely" if place == 0 and number % 3 == 0 else None,
            "note": _NOTES[(block + number + place * 3) % len(_NOTES)],
        }
        for place, (study, verdict) in enumerate(found)
    ]


def _is_disputed(block: int, number: int) -> bool:
    return number != max(_DISPUTED) or block % 2 == 0


def _design(block: int, number: int) -> str:
    return tuple(_DESIGNS)[(block + number) % len(_DESIGNS)]


def _confidence(block: int, number: int, kind: str, evidence: list[Record]) -> Record:
    question = _QUESTIONS.get(kind, "effect")
    if not evidence:
        return {"question": question, "level": "not-rated", "why": "No source seen says anything on it."}
    column = ("effect", "course", "fact", "meaning").index(question)
    designs = [_design(block, int(one["source"][-2:])) for one in evidence if one["verdict"] != "disputes"]
    start = max((_DESIGNS[design][1][column] for design in designs), key=_LEVELS.index)
    down = {} if number in {2, 10} else {"risk-of-bias": 1} if number % 3 else {"risk-of-bias": 1, "imprecision": 1}
    if any(one["verdict"] == "misreported" for one in evidence):
        down["misreporting"] = 1
    level = _LEVELS[max(0, _LEVELS.index(start) - sum(down.values()))]
    why = _WHYS[(block + number) % len(_WHYS)]
    return {"question": question, "start": start, "down": down, "up": {}, "level": level, "why": why}


def claims(size: int) -> Iterator[tuple[Record, str]]:
    """Yield the claims in the order of the store, each with the sentence of its document that makes it."""
    place = 0
    populations = [*_POPULATIONS, None]
    for count in range(size):
        block, number = divmod(count, BLOCK)
        place = 0 if count % PAGE == 0 else place
        chance = Random(count)  # noqa: S311 - the same store every time
        medicine, outcome = topic_id(block).split("-")
        kind, quote, statement, figures = _said(block, number)
        lead, trail = chance.choice(_LEADS), chance.choice(_TRAILS)
        sentence = f"{lead} {quote} {trail}."
        evidence = _evidence(block, number)
        caveats = chance.sample(tuple(_CAVEATS), (1, 1, 1, 0)[number % 4])
        garbled = {
            "stands": trail.split(" ", 1)[0],
            "read": "and so, as the sentence before it shows",
            "sure": "likely",
        }
        yield (
            {
                "id": claim_id(count),
                "type": kind,
                "topics": sorted({topic_id(block), topic_id((block + 1) % topic_count(size))}),
                "importance": ("core", "useful", "useful", "minor")[number % 4],
                "statement": statement,
                "source": _document_id(count // PAGE),
                "quote": quote,
                "passage": [place, place + len(sentence)],
                "attribution": ("unnamed-study", "assertion", "named-expert", "assertion")[number % 4],
                "voice": "Dr. R. Marsh, head of the clinic" if number % 4 == 2 else None,  # noqa: PLR2004 - see above
                "hedging": ("asserted", "hedged", "asserted")[number % 3],
                "scope": {
                    "population": chance.choice(populations),
                    "intervention": medicine,
                    "comparator": None,
                    "outcome": outcome,
                    "timepoint": None,
                },
                "quantities": figures,
                "wording": [garbled] if number % 5 == 1 else [],
                "repeats": None,
                "evidence": evidence,
                "no_evidence": None if evidence else "Searched for trials, registers and reviews of the medicine.",
                "confidence": _confidence(block, number, kind, evidence),
                "caveats": [{"kind": one, "text": chance.choice(_CAVEAT_TEXTS[one])} for one in caveats],
            },
            sentence,
        )
        place += len(sentence) + 1


def studies(size: int) -> Iterator[Record]:
    """Yield the studies, subject after subject."""
    for block, number in product(range(size // BLOCK), range(STUDIES)):
        medicine, outcome = topic_id(block).split("-")
        rate, days, _ = _sayings(block)
        people = 24 + (block * 17 + number * 29) % 380
        year = _study_id(block, number).split("-")[1]
        title = f"{medicine.capitalize()} and {outcome} in routine care: part {number + 1} of a programme"
        yield {
            "id": _study_id(block, number),
            "kind": "review" if _design(block, number) in {"meta-analysis", "narrative-review"} else "study",
            "title": title,
            "design": _design(block, number),
            "cohort": f"programme-{block:05d}" if number in {2, 3} else None,
            "n": people,
            "population": "Adults who were referred to one of four centres and agreed to be followed",
            "intervention": f"{medicine.capitalize()} by mouth once a day, for eight weeks",
            "comparator": "Usual care" if number % 2 else None,
            "outcome": f"Any change in {outcome}, asked for at every visit",
            "results": [
                {"measure": f"{topic_id(block)}-rate", "statistic": "proportion", "value": rate, "unit": "%"}
                | {"arm": medicine, "n": people},
                {"measure": f"time-to-{topic_id(block)}", "statistic": "mean", "value": days, "unit": "d"}
                | {"arm": medicine, "n": people},
            ],
            "result": f"A change in {outcome} was seen in {rate}% of {people} people, after {days} days on average.",
            "limitations": "Those who stopped early were not counted, and nobody was blinded.",
            "cite": {
                "type": "article-journal",
                "author": [{"family": _AUTHORS[(block + number) % len(_AUTHORS)], "given": "A"}],
                "issued": year,
                "title": title,
                "container-title": "Journal of Invented Findings",
            },
            "read": ("full-text", "abstract", "secondary")[number % 3],
            "note": None,
        }


def contradictions(size: int) -> Iterator[Record]:
    """Yield the contradictions, subject after subject: eight of each."""
    for block in range(size // BLOCK):
        for name, relation, sides in _clashes(block):
            first = int(sides[0]["claims"][0][-2:]) - 1
            yield {
                "id": f"{topic_id(block)}-{name}",
                "type": _said(block, first)[0],
                "relation": relation,
                "sides": sides,
                "why": "The two were counted at different times, and one of them leaves out who stopped early.",
                "resolution": "Take the figure of the larger group, with its interval, and say what it was counted in."
                if first % 2
                else None,
            }


def _clashes(block: int) -> Iterator[tuple[str, str, list[Record]]]:
    def named(*numbers: int) -> list[str]:
        return [claim_id(block * BLOCK + number) for number in numbers]

    outcome = topic_id(block).split("-")[1]
    rate, days, _ = _sayings(block)
    yield (
        "how-many",
        "direct",
        [
            {"claims": named(*_RATES), "says": f"About {rate}% have a change in {outcome}.", "stronger": True},
            {"claims": named(_HIGH_RATE), "says": f"It is {rate + 25}%, on the same page."},
        ],
    )
    yield (
        "how-soon",
        "scope",
        [
            {"claims": named(*_TIMES), "says": f"It takes about {days} days."},
            {"claims": named(_LATE_TIME), "says": f"It takes {days * 3} days in people who begin later."},
        ],
    )
    for number, study in _DISPUTED.items():
        disputed = _is_disputed(block, number)
        against = {"sources": [_study_id(block, study)], "says": "Those who were followed to the end show otherwise."}
        name, relation = ("study-disputes", "direct") if disputed else ("study-narrows", "scope")
        says = "The page says it of everybody who takes the medicine."
        yield f"{name}-{number:02d}", relation, [{"claims": named(number), "says": says}, against | {"stronger": True}]
    for one, other, relation in ((9, 10, "apparent"), (11, 13, "scope"), (14, 17, "apparent")):
        sides: list[Record] = [
            {"claims": named(one), "says": "The page puts it without any condition."},
            {"claims": named(other), "says": "Further down it holds for some people only."},
        ]
        if relation == "scope":
            sides[0]["sources"] = [_study_id(block, one % STUDIES)]
        yield f"page-against-itself-{one:02d}", relation, sides
    told = {"sources": [_study_id(block, 3)], "says": "The study asked at every visit, and counts what was mild too."}
    says = "It is put as if only severe cases were counted."
    yield "counted-otherwise", "apparent", [{"claims": named(15), "says": says}, told]


def topics(size: int) -> list[Record]:
    """Return the topics, sorted by id."""
    return sorted((_topic(number) for number in range(topic_count(size))), key=lambda one: str(one["id"]))


def _topic(number: int) -> Record:
    medicine, outcome = topic_id(number).split("-")
    rate, days, _ = _sayings(number)
    text = (
        f"A change in {outcome} is seen in about {rate}% of those who take {medicine}, some {days} days after they begin. "
        "One page gives a much higher share, which no study bears out; how long it lasts is not known."
    )
    rests_on = [claim_id(number * BLOCK), claim_id(number * BLOCK + _HIGH_RATE), _study_id(number, 1)]
    return {
        "id": topic_id(number),
        "name": f"{outcome.capitalize()} with {medicine}",
        "aliases": [f"{outcome}-on-{medicine}", f"{outcome}-with-{medicine}"],
        "bottom_line": {"text": text, "rests_on": rests_on},
    }


def _prose(head: str, text: str, indent: int) -> str:
    """Return a line with a quoted text, folded as the shipped store folds its own."""
    rest, lines = f'{head}"{text}"', []
    while len(rest) > _WIDTH:
        at = rest.rfind(" ", 0, _WIDTH)
        lines.append(rest[:at])
        rest = " " * indent + rest[at + 1 :]
    return "\n".join((*lines, rest))


def _word(value: Any) -> str:
    """Return a value as it stands in a mapping on one line."""
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_word(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_word, value)) + "]"
    if isinstance(value, str) and (not value.isascii() or value[0].isdigit() or not _is_plain(value)):
        return f'"{value}"'
    return str(value)


def _is_plain(value: str) -> bool:
    return value.replace("-", "").isalnum() and value.islower()


def _optional(value: str | None) -> str:
    return "null" if value is None else f'"{value}"'


def claim_yaml(one: Record) -> str:
    """Return a claim as it stands in `claims.yaml`."""
    confidence = one["confidence"]
    lines = [
        f"  - id: {one['id']}\n    type: {one['type']}\n    topics: {_word(one['topics'])}",
        f"    importance: {one['importance']}",
        _prose("    statement: ", one["statement"], 6),
        f'    source: {one["source"]}\n    quote: "{one["quote"]}"\n    passage: {_word(one["passage"])}',
        f"    attribution: {one['attribution']}\n    voice: {_optional(one['voice'])}\n    hedging: {one['hedging']}",
        f"    scope: {_word(one['scope'])}",
        *_listed("quantities", [f"      - {_word(figure)}" for figure in one["quantities"]]),
        *_listed("wording", [_pairs(word, {"stands", "read"}) for word in one["wording"]]),
        "    repeats: null",
        *_listed("evidence", [_pairs(evidence, {"note"}) for evidence in one["evidence"]]),
        f"    no_evidence: {_optional(one['no_evidence'])}",
        "    confidence:",
        *(f"      {key}: {_word(value)}" for key, value in confidence.items() if key != "why"),
        _prose("      why: ", confidence["why"], 8),
        *_listed("caveats", [_pairs(caveat, {"text"}) for caveat in one["caveats"]]),
    ]
    return "\n".join(lines) + "\n"


def _listed(key: str, lines: list[str]) -> list[str]:
    return [f"    {key}:", *lines] if lines else [f"    {key}: []"]


def _pairs(one: Record, texts: set[str]) -> str:
    lines = [_prose(f"{key}: ", value, 10) if key in texts else f"{key}: {_word(value)}" for key, value in one.items()]
    return "      - " + "\n        ".join(lines)


def contradiction_yaml(one: Record) -> str:
    """Return a contradiction as it stands in `claims.yaml`."""
    lines = [f"  - id: {one['id']}\n    type: {one['type']}\n    relation: {one['relation']}\n    sides:"]
    for side in one["sides"]:
        parts = [f"{key}: {_word(side[key])}" for key in ("claims", "sources") if key in side]
        parts.append(_prose("says: ", side["says"], 10))
        parts += ["stronger: true"] * ("stronger" in side)
        lines.append("      - " + "\n        ".join(parts))
    lines.append(_prose("    why: ", one["why"], 6))
    lines.append(
        "    resolution: null" if one["resolution"] is None else _prose("    resolution: ", one["resolution"], 6)
    )
    return "\n".join(lines) + "\n"


_STUDY_TEXTS = ("population", "intervention", "comparator", "outcome")


def study_yaml(one: Record) -> str:
    """Return a study as it stands in `sources.yaml`."""
    lines = [f"  - id: {one['id']}\n    kind: {one['kind']}", _prose("    title: ", one["title"], 6)]
    lines.append(f"    design: {one['design']}\n    cohort: {_word(one['cohort'])}\n    n: {one['n']}")
    lines += [f"    {key}: {_optional(one[key])}" for key in _STUDY_TEXTS]
    lines += _listed("results", [f"      - {_word(result)}" for result in one["results"]])
    lines += [_prose(f"    {key}: ", one[key], 6) for key in ("result", "limitations")]
    lines.append(f"    cite: {_word(one['cite'])}\n    read: {one['read']}\n    note: null")
    return "\n".join(lines) + "\n"


def _lists(size: int) -> Iterator[str]:
    """Yield the parts of `topics.yaml`."""
    blocks = range(size // BLOCK)
    yield "tolerance: {point: 10, about: 25}\n\ntopics:\n"
    for topic in topics(size):
        line = topic["bottom_line"]
        rests_on = "".join(f"        - {one}\n" for one in line["rests_on"])
        yield (
            f'  - id: {topic["id"]}\n    name: "{topic["name"]}"\n    aliases: {_word(topic["aliases"])}\n'
            f"    bottom_line:\n{_prose('      text: ', line['text'], 8)}\n      rests_on:\n{rests_on}\n"
        )
    measures = [(f"{topic_id(block)}-rate", "share with a change", "proportion") for block in blocks]
    measures += [(f"time-to-{topic_id(block)}", "time to a change", "time") for block in blocks]
    measures.append(("daily-dose", "dose a day", "dose"))
    yield "measures:\n"
    yield from (
        f'  - {{id: {name}, name: "{title}", dimension: {dimension}}}\n' for name, title, dimension in sorted(measures)
    )
    yield "\ndesigns:\n"
    for name, (title, starts) in _DESIGNS.items():
        start = dict(zip(("effect", "course", "fact", "meaning"), starts, strict=True))
        yield f'  - {{id: {name}, name: "{title}", start: {_word(start)}}}\n'
    yield "\npopulations:\n"
    for name, (title, broader) in _POPULATIONS.items():
        yield f'  - {{id: {name}, name: "{title}", broader: {_word(broader)}}}\n'
    yield "\ninterventions:\n"
    medicines = sorted({topic_id(block).split("-")[0] for block in blocks})
    yield from (f'  - {{id: {name}, name: "{name}", broader: null}}\n' for name in medicines)
    yield "\ncaveats:\n"
    yield from (f'  - {{id: {name}, name: "{title}"}}\n' for name, title in _CAVEATS.items())


def write(size: int, folder: Path) -> None:
    """Write a store of `size` claims into a folder, with its documents.

    Raises:
        ValueError: if the size is no multiple of a document's claims, or too large.
    """
    if size % PAGE or not PAGE <= size <= MAX_SIZE:
        raise ValueError(f"cannot write {size} claims: expected a multiple of {PAGE} up to {MAX_SIZE}")
    texts = folder / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    sources: list[tuple[str, str]] = []
    sentences: list[str] = []
    with (folder / "claims.yaml").open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            f'store:\n  title: "{size} invented claims"\n  version: "2026-01-01"\n  licence: CC0-1.0\n\nclaims:\n'
        )
        for count, (claim, sentence) in enumerate(claims(size), 1):
            out.write(claim_yaml(claim) + "\n")
            sentences.append(sentence)
            if count % PAGE == 0:
                sources.append(_document(claim["source"], "\n".join(sentences) + "\n", texts))
                sentences.clear()
        out.write("contradictions:\n")
        out.write("\n".join(map(contradiction_yaml, sorted(contradictions(size), key=lambda one: str(one["id"])))))
    sources += [(str(study["id"]), study_yaml(study)) for study in studies(size)]
    with (folder / "sources.yaml").open("w", encoding="utf-8", newline="\n") as out:
        out.write("sources:\n" + "\n".join(text for _, text in sorted(sources)))
    (folder / "topics.yaml").write_text("".join(_lists(size)), encoding="utf-8", newline="\n")


def _document(name: str, text: str, folder: Path) -> tuple[str, str]:
    """Write a document and return its id with what stands in `sources.yaml`."""
    (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    digest = sha256(text.encode()).hexdigest()
    about = f'    title: "What people ask, {name}"\n    author: null\n    issued: "2024-01-01"'
    return (
        name,
        f"  - id: {name}\n    kind: document\n{about}\n    file: {name}.txt\n    sha256: {digest}\n    note: null\n",
    )


def main() -> int:
    """Write the store that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a store of invented claims, the same for the same size.")
    parser.add_argument("size", type=int, metavar="SIZE", help=f"how many claims: a multiple of {PAGE}")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write it")
    options = parser.parse_args()
    try:
        write(options.size, options.folder)
    except ValueError as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
