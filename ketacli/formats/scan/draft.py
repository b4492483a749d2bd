"""Skeletons of claims in YAML, for a curator who takes a scanned page into a store as a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli import quotes
from ketacli.formats import _words as words
from ketacli.formats._text import Layout, harmless
from ketacli.formats.json import dump
from ketacli.report.played_down import KINDS
from ketacli.store.touching import kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.model import Claim, Document
    from ketacli.pages.sentences import Passage
    from ketacli.report.scan import Report, Told

_LONGEST_ID = 48
_HEADING = "a heading"


def render(report: Report, text: str | None, document: Document | None = None, claims: Sequence[Claim] = ()) -> str:
    """Return a skeleton for each statement of a page, in its order; of the other sentences, why they have none.

    `text` is the page as it would stand among the documents; None where its passages cannot be given, since it is not
    plain text in UTF-8. `document` and `claims` are what the store has of this very page already.
    """
    page = report.scan.page
    none = {one.scanned.passage: why_none(one.scanned.passage, claims) for one in report.told}
    drafted = [one for one in report.told if not none[one.scanned.passage]]
    lines = [
        f"# {harmless(report.name)}, sha256 {page.sha256}",
        f"# {_counted(drafted, report, sum(why != _HEADING for why in none.values()))}",
    ]
    if text is None:
        lines.append(
            "# Passages are places in a plain text: `keta add document` writes that of a page in HTML; scan it to get them."
        )
    lines.append("claims:" if drafted else "claims: []")
    for told in report.told:
        passage = told.scanned.passage
        if why := none[passage]:
            lines.append(f"  # no skeleton, {why}, line {passage.line}: {harmless(passage.text)}")
        else:
            lines += _claim(told, report, text, document.id if document else "TODO")
    return "\n".join(lines) + "\n"


def why_none(passage: Passage, claims: Sequence[Claim]) -> str:
    """Return why a sentence of a page gets no skeleton; empty where it gets one."""
    if passage.kind == "heading" and not passage.text.endswith("!"):
        return _HEADING
    if passage.is_question:
        return "a question"
    if passage.text.rstrip().endswith(":"):
        return "announces what follows"
    taken = [
        one.id for one in claims if one.passage and one.passage[0] < passage.end and passage.start < one.passage[1]
    ]
    return f"claimed by {', '.join(taken)}" if taken else ""


def _counted(drafted: Sequence[Told], report: Report, sentences: int) -> str:
    """Return how many skeletons there are, and of how many sentences something is known."""
    kinds = [one.kind for one in drafted]
    told = f"{words.plural(sentences, 'sentence')}, {words.plural(len(drafted), 'skeleton')}"
    states, part, close = (kinds.count(kind) for kind in ("states", "part", "close"))
    other = sum(not one.known and _is_touched(one, report) for one in drafted)
    touching = f"{other} without a claim on a known point or study, " if other else ""
    new = len(drafted) - states - part - close - other
    return f"{told} ({states} stating a known claim, {part} stating one in part, {close} close to one, {touching}{new} new)"


def _is_touched(told: Told, report: Report) -> bool:
    """Whether the store has a point or a study's figures beside a statement, though perhaps no claim."""
    return bool(told.figures or (told.n and report.touched_by(told.n)))


def _beside(told: Told, report: Report) -> Iterator[str]:
    """Yield the points that a statement plays down, promises too much on or only touches, and the studies of its figures."""
    for record in report.on_record(told.n):
        yield f"is against what is on record: {harmless(record.text)}"
    denying = {one.omission.id for one in report.scan.mentions if told.n in one.denying}
    for point in report.touched_by(told.n) if told.n else ():
        one = point.omission
        how = "touches a point"
        if one.id in denying:
            how = f"seems to {KINDS[kind(one)].seems}"
        yield f"{how}, {one.id} ({', '.join(one.topics)}): {harmless(one.short or one.text)}"
    for name in dict.fromkeys(pair.study.id for one in told.figures for pair in one.pairs):
        yield f"a study has figures beside it: {name}"


def _claim(told: Told, report: Report, text: str | None, source: str) -> Iterator[str]:
    passage = told.scanned.passage
    where = f"sentence {told.n}" if told.n else "as a heading"
    yield f"  # {where}, line {passage.line}: {harmless(passage.text)}"
    said = {"states": "states", "part": "states in part"}.get(told.kind, "near")
    for how, known in [*((said, one) for one in told.known), *(("near", one) for one in told.near)]:
        yield f"  # {how} {known.card.ids}: {harmless(known.card.lines[0].text)}"
    beside = list(_beside(told, report))
    if not told.known:
        yield f"  # {'no claim of the store is on it, but this is:' if beside else 'new: the store has nothing on it'}"
    yield from (f"  # {line}" for line in beside)
    if told.scanned.nearest:
        yield f"  # less likely: {', '.join(told.scanned.nearest)}"
    yield f"  - id: {_id(passage.text)}-{told.n or f'line-{passage.line}'}"
    yield f"    statement: {dump('TODO: the sentence in your own words', Layout())}"
    yield f"    source: {dump(source, Layout())}"
    yield f"    quote: {dump(_quote(passage.text), Layout())}"
    if text is not None:
        yield f"    passage: [{passage.start}, {passage.end}]"
    if told.kind == "states" and len(told.scanned.states) == 1:
        yield f"    # repeats: {told.scanned.states[0]}"
    topics = dict.fromkeys(topic for known in told.known for claim in known.card.claims for topic in claim.topics)
    if not topics and told.n:
        topics = dict.fromkeys(topic for point in report.touched_by(told.n) for topic in point.omission.topics)
    yield f"    topics: [{', '.join(topics) or 'TODO'}]"


def _id(text: str) -> str:
    found = "-".join(re.findall(r"[a-z0-9]+", text.lower())[:6])
    return (found or "sentence")[:_LONGEST_ID].strip("-")


def _quote(text: str) -> str:
    """Return the first words of a sentence, as many as may be quoted."""
    places = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    kept = places[: quotes.MAX_WORDS]
    return text[kept[0][0] : kept[-1][1]] if kept else text
