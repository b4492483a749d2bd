"""Thirty faults of thirty kinds in one store: each is reported at its place, and nothing besides.

In the texts below `«check»` stands right before what that check is to point at; it is taken out before the store is written.
"""

from __future__ import annotations

import re
from typing import Any

from ketacli.checks import CHECKS
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


SERIES = '{source: series-2010, verdict: partly, note: "Of those who had responded."}'
UNGRADED = '{question: course, level: not-rated, why: "Nothing was found."}'
QUIET = {"quantities": ""}

CLAIMS = [
    claim(1, "sound"),
    claim(2, "number-in-hexadecimal", quantities=quantity("value: «ambiguous-scalar»0x13, unit: d", "19 days")),
    claim(3, "key-twice", attribution="assertion\n    «duplicate-key»type: timing"),
    claim(4, "number-as-key", hedging="asserted\n    «key-not-text»7: asserted"),
    claim(5, "tagged", hedging="«tag»!!str asserted"),
    claim(6, "prose-with-a-comment", statement="People relapsed «unquoted-prose»# later on average."),
    claim(7, "word-that-is-none", attribution="«schema»rumour"),
    claim(8, "bracket-left-open", topics="[relapse\n    «yaml-syntax»hedging: asserted"),
    claim(9, "anchored", hedging="«alias»&word asserted"),
    claim(10, "measure-that-is-not-there", quantities=quantity("value: 19, unit: d, qualifier: about", "approximately 19 days").replace("time-to-relapse", "«dangling-reference»time-to-recur")),
    claim(11, "sum-that-is-wrong", confidence=graded("high", "{imprecision: 1}", "«confidence-arithmetic»low")),
    claim(12, "start-that-is-wrong", confidence=graded("«confidence-start»low", "{imprecision: 2}", "very-low")),
    claim(13, "step-for-no-effect", confidence=graded("high", "{imprecision: 2}", "moderate", "{«confidence-steps»large-effect: 1}")),
    claim(14, "disputed-by-a-trial", evidence=f'[{SERIES}, {{source: trial-2013, verdict: «disputed-claim»disputes, note: "It did not."}}]'),
    claim(15, "evidence-not-there", evidence="«evidence-missing»[]", confidence=UNGRADED),
    claim(16, "evidence-given-twice", evidence=f"[{SERIES}, {SERIES.replace('source: ', 'source: «evidence-twice»')}]"),
    claim(17, "figure-misread", quantities=quantity("value: «figure-in-quote»18, unit: d, qualifier: about", "approximately 19 days")),
    claim(18, "half-a-year", quote='"relapsed after 26 weeks"', statement='"It took half a year."', quantities=quantity("value: «figures-conflict»26, unit: wk", "26 weeks")),
    claim(19, "high-on-nothing", confidence=graded("high", "{}", "«high-without-support»high")),
    claim(20, "range-upside-down", quote='"relapsed between 6 and 45 days"', quantities=quantity("«interval-order»low: 45, high: 6, unit: d", "between 6 and 45 days")),
    claim(21, "told-wrongly", evidence='[{source: series-2010, verdict: «misreporting»misreported, note: "Told otherwise."}]'),
    claim(22, "rated-as-nothing", confidence=UNGRADED.replace("level: ", "level: «not-rated»")),
    claim(23, "quote-with-dots", quote='«quote-length»"relapsed … on approximately 19 days"'),
    claim(25, "moved-forward"),
    claim(24, "copied-out", statement='«statement-copies-quote»"They had relapsed on approximately 19 days or so."', quote='"had relapsed on approximately 19 days"'),
    claim(26, "no-break", statement='«text-hygiene»"People relapsed\u200b later."'),
    claim(27, "days-in-per-cent", quantities=quantity('value: 19, unit: «unit»"%", qualifier: about', "approximately 19 days")),
    claim(28, "supported-by-other-figures", evidence='[{source: trial-2013, verdict: «verdict-conflict»supports, note: "At the same time."}]'),
]


def test_print(folder):
    pass
