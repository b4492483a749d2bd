"""Thirty faults of thirty kinds in one store: each is reported at its place, and nothing besides.

In the texts below `«check»` stands right before what that check is to point at; it is taken out before the store is written.
"""

from __future__ import annotations

import re

from ketacli.checks._run import run

MARK = re.compile(r"«([a-z-]+)»")

FIELDS = {
    "type": "timing",
    "topics": "[relapse]",
    "importance": "minor",
    "statement": '"People relapsed about 19 days later on average."',
    "source": "page",
    "quote": '"relapsed on approximately 19 days"',
    "passage": "",
    "attribution": "unnamed-study",
    "hedging": "asserted",
    "quantities": (
        '[{measure: time-to-relapse, statistic: mean, value: 19, unit: d, qualifier: about, as: "approximately 19 days"}]'
    ),
    "evidence": '[{source: series-2010, verdict: partly, note: "Of those who had responded."}]',
    "confidence": '{question: course, start: high, down: {risk-of-bias: 1, imprecision: 2}, level: very-low, why: "One series."}',
}


def claim(place: int, name: str, **changes: str) -> str:
    """Return the YAML of a claim, sound but for the changes."""
    given = FIELDS | {"passage": f"[{100 * place}, {100 * place + 50}]"} | changes
    lines = [f"{field.rstrip('_')}: {value}" for field, value in given.items() if value]
    return f"  - id: {name}\n" + "".join(f"    {line}\n" for line in lines)


def graded(start: str, down: str, level: str, up: str = "{}") -> str:
    return f'{{question: course, start: {start}, down: {down}, up: {up}, level: {level}, why: "One series."}}'


def quantity(what: str, words: str) -> str:
    return f'[{{measure: time-to-relapse, statistic: mean, {what}, as: "{words}"}}]'


def onset(what: str, words: str, mark: str = "") -> str:
    return f'\n      - {mark}{{measure: time-to-onset, statistic: mean, {what}, as: "{words}"}}'


SERIES = '{source: series-2010, verdict: partly, note: "Of those who had responded."}'
UNGRADED = '{question: course, level: not-rated, why: "Nothing was found."}'

CLAIMS = [
    claim(1, "sound"),
    claim(2, "number-in-hexadecimal", quantities=quantity("value: «ambiguous-scalar»0x13, unit: d", "19 days")),
    claim(3, "key-twice", attribution="assertion\n    «duplicate-key»type: timing"),
    claim(6, "prose-with-a-comment", statement="«unquoted-prose»People relapsed # later on average."),
    claim(7, "word-that-is-none", attribution="«schema»rumour"),
    claim(8, "bracket-left-open", hedging='"asserted" «yaml-syntax»asserted'),
    claim(
        10,
        "measure-that-is-not-there",
        quantities=quantity("value: 19, unit: d, qualifier: about", "approximately 19 days").replace(
            "time-to-relapse", "«dangling-reference»time-to-recur"
        ),
    ),
    claim(11, "sum-that-is-wrong", confidence=graded("high", "{imprecision: 1}", "«confidence-arithmetic»low")),
    claim(12, "start-that-is-wrong", confidence=graded("«confidence-start»low", "{imprecision: 2}", "very-low")),
    claim(
        13,
        "step-for-no-effect",
        confidence=graded("high", "{imprecision: 2}", "moderate", "«confidence-steps»{large-effect: 1}"),
    ),
    claim(
        14,
        "disputed-by-a-trial",
        evidence=f'[{SERIES}, {{source: trial-2013, verdict: «disputed-claim»disputes, note: "It did not."}}]',
    ),
    claim(15, "evidence-not-there", evidence="«evidence-missing»[]", confidence=UNGRADED),
    claim(16, "evidence-given-twice", evidence=f"[{SERIES}, {SERIES.replace('source: ', 'source: «evidence-twice»')}]"),
    claim(
        17,
        "figure-misread",
        quantities=quantity("value: «figure-in-quote»18, unit: d, qualifier: about", "approximately 19 days"),
    ),
    claim(
        17,
        "half-a-day",
        statement='"Soon people got better."',
        quote='"better after 12 hours"',
        quantities=onset("value: 12, unit: h", "12 hours"),
    ),
    claim(
        18,
        "half-a-year",
        statement='"People got better after some time."',
        quote='"better after 26 weeks"',
        quantities=onset("value: 26, unit: wk", "26 weeks", "«figures-conflict»"),
    ),
    claim(
        20,
        "range-upside-down",
        statement='"Some relapsed sooner than others."',
        quote='"relapsed between 6 and 45 days"',
        quantities=quantity("low: «interval-order»45, high: 6, unit: d", "relapsed").replace("as:", "derived:"),
    ),
    claim(
        21,
        "told-wrongly",
        evidence='[{source: series-2010, verdict: «misreporting»misreported, note: "Told otherwise."}]',
    ),
    claim(22, "rated-as-nothing", confidence=UNGRADED.replace("level: ", "level: «not-rated»")),
    claim(
        23,
        "quote-too-long",
        quote='«quote-length»"those who had responded relapsed in the mean on approximately 19 days"',
    ),
    claim(25, "«sorting»moved-forward"),
    claim(
        24,
        "copied-out",
        statement='«statement-copies-quote»"They had relapsed on approximately 19 days or so."',
        quote='"had relapsed on approximately 19 days"',
    ),
    claim(26, "no-break", statement='«text-hygiene»"People relapsed\u200b later."'),
    claim(
        27,
        "days-in-per-cent",
        quantities=quantity('value: 19, unit: «unit»"%", qualifier: about', "approximately 19 days"),
    ),
    claim(
        28,
        "supported-by-other-figures",
        evidence='[{source: trial-2013, verdict: «verdict-conflict»supports, note: "At the same time."}]',
    ),
]


OTHERS = """
contradictions:
  - id: both-of-one-claim
    type: timing
    relation: apparent
    sides:
      «contradiction-sides»- {claims: [sound], says: "It comes back."}
      - {claims: [sound], says: "It stays away."}
    why: "One claim cannot be at odds with itself."
    resolution: null
"""

SOURCES = """
sources:
  - id: page
    kind: document
    title: "A page"
    file: page.txt
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"

  - id: series-2010
    kind: study
    title: "Repeated infusions"
    design: open-label
    n: 10
    results: []
    result: "Eight of nine relapsed."
    cite: {type: article-journal, title: "Repeated infusions", issued: "2010"}
    read: abstract

  - id: «unused-source»spare-2014
    kind: study
    title: "Nobody asked"
    design: open-label
    n: 10
    results: []
    result: "Nothing."
    cite: {type: article-journal, title: "Nobody asked", issued: "2014"}
    read: abstract

  - id: trial-2013
    kind: study
    title: "A trial"
    design: open-label
    n: 40
    results:
      - {measure: time-to-relapse, statistic: mean, value: 18, unit: wk}
    result: "They relapsed after 18 weeks."
    cite: {type: article-journal, title: "A trial", issued: "2013"}
    read: abstract
"""

TOPICS = """
topics:
  - {id: «topic-without-claims»cost, name: "Cost"}
  - {id: relapse, name: "How long the benefit lasts"}

measures:
  - {id: time-to-onset, name: "time to onset", dimension: time}
  - {id: time-to-relapse, name: "time to relapse", dimension: time}
  - {id: «duplicate-id»time-to-relapse, name: "time to relapse", dimension: time}

designs:
  - {id: open-label, name: "open-label series", start: {effect: low, course: high, fact: low, meaning: low}}

populations:
  - {id: adults, name: "adults", broader: «circle»people}
  - {id: people, name: "people", broader: adults}
"""

MORE = """
caveats:
«tab»	- {id: sample-size, name: "sample size"}
"""

MOST = """
interventions:
  - {id: ketamine, name: "ketamine «encoding»", broader: null}
"""

TEXTS = {
    "claims.yaml": "claims:\n" + "".join(CLAIMS) + OTHERS,
    "letters.yaml": MOST,
    "sources.yaml": SOURCES,
    "tabs.yaml": MORE,
    "topics.yaml": TOPICS,
}


def marked(file: str, text: str) -> list[tuple[str, int, int, str]]:
    """Return what is to be reported of a text: file, line, column, check."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        removed = 0
        for mark in MARK.finditer(line):
            found.append((file, number, mark.start() - removed + 1, mark[1]))
            removed += len(mark[0])
    return found


WANTED = sorted(place for file, text in TEXTS.items() for place in marked(file, text))


def test_thirty_faults_of_thirty_kinds_are_reported_each_at_its_place_and_none_besides(folder):
    path = folder({file: MARK.sub("", text) for file, text in TEXTS.items()})
    problems = run(path).problems
    got = [(one.file.rsplit("/", 1)[1], one.line, one.column, one.check) for one in problems]
    assert got == WANTED
    assert (len(got), len({check for *_, check in got})) == (30, 30)
