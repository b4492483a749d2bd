"""Skeletons of claims in YAML, for a curator who takes a scanned page into a store as a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli import quotes
from ketacli.formats._text import Layout, harmless
from ketacli.formats.json import dump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.report.scan import Report, Told

_LONGEST_ID = 48


def render(report: Report, text: str | None) -> str:
    """Return a skeleton for each sentence that states or comes close to a known claim.

    `text` is the page as it would stand among the documents; None where its passages cannot be given, since it is not
    plain text in UTF-8.
    """
    page = report.scan.page
    lines = [f"# {harmless(report.name)}, sha256 {page.sha256}"]
    if text is None:
        lines.append(
            "# Passages are places in a text: save the page as plain text in UTF-8, and scan that, to get them."
        )
    lines.append("claims:")
    for told in report.told:
        if told.kind:
            lines += _claim(told, text)
    return "\n".join(lines) + "\n"


def _claim(told: Told, text: str | None) -> Iterator[str]:
    passage = told.scanned.passage
    said = harmless(passage.text)
    yield f"  # sentence {told.n}, line {passage.line}: {said}"
    for known in told.known:
        yield f"  # {'states' if told.kind == 'states' else 'near'} {known.card.ids}: {harmless(known.card.lines[0].text)}"
    if told.scanned.nearest:
        yield f"  # less likely: {', '.join(told.scanned.nearest)}"
    yield f"  - id: {_id(passage.text)}-{told.n}"
    yield f"    statement: {dump('TODO: the sentence in your own words', Layout())}"
    yield f"    source: {dump('TODO', Layout())}"
    yield f"    quote: {dump(_quote(passage.text), Layout())}"
    if text is not None:
        yield f"    passage: [{passage.start}, {passage.end}]"
    if told.kind == "states" and len(told.scanned.states) == 1:
        yield f"    # repeats: {told.scanned.states[0]}"
    topics = dict.fromkeys(topic for known in told.known for claim in known.card.claims for topic in claim.topics)
    yield f"    topics: [{', '.join(topics)}]"


def _id(text: str) -> str:
    found = "-".join(re.findall(r"[a-z0-9]+", text.lower())[:6])
    return (found or "sentence")[:_LONGEST_ID].strip("-")


def _quote(text: str) -> str:
    """Return the first words of a sentence, as many as may be quoted."""
    places = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    kept = places[: quotes.MAX_WORDS]
    return text[kept[0][0] : kept[-1][1]] if kept else text
