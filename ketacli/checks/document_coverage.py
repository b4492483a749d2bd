"""Words of a document that nobody accounts for.

What it finds
    With `--documents`: stretches of a document that lie in no claim's passage and in no `passed_over`; passages of more than
    45 words; passages that begin or end with white space or inside a token; a `passed_over` beyond the end of the document.
    A figure with a unit that lies in a claim's passage, and neither in its statement nor in any claim's quote, is a warning: a
    sentence may claim two things.
    Nothing is said of a document that has changed since it was read, and stretches are not looked for while a claim is
    so broken that its passage cannot be made out.

Why it matters
    A store that leaves out what does not suit it looks the same as one that read everything. A passage that spans a page
    covers it without having read it.

Example
    passed_over:
      - {passage: [0, 54], reason: navigation}

    The document goes on at 56, and no claim begins there.

Fix
    Add the claim, or the passage with its reason to `passed_over`; `keta anchor DOCUMENT "words"` counts the characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.checks import _figures
from ketacli.checks._finding import Documents, Finding, Findings, View
from ketacli.checks._headings import are_headings
from ketacli.checks._places import passage, places
from ketacli.model import NOT_READ, REASONS
from ketacli.quotes import MAX_PASSAGE_WORDS, is_inside_token, words
from ketacli.store import chunks
from ketacli.store.parsing import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ketacli.model import Document
    from ketacli.store.parsing import PlacedRecord
    from ketacli.store.strict_yaml import Route

SEVERITY = "error"
NEEDS_DOCUMENTS = True

_MAX_SHOWN = 10
_PASSAGE = re.compile(r"\bpassage: *\[ *([0-9]{1,9}), *([0-9]{1,9}) *\]")
_CLAIM = re.compile(r"^[ -]*statement:", re.MULTILINE)
_FOR_REFERENCES_ONLY = ("dangling-reference", "duplicate-id")

Span = tuple[int, int]


def check(view: View, documents: Documents) -> Findings:
    """Yield every invalid passage, and every stretch of a document that no passage covers."""
    for item, claim in view.claims:
        text = documents.texts.get(claim.source)
        if text is None or claim.source in documents.changed or claim.passage is None or claim.passage[1] > len(text):
            continue
        if not all(place.found for place in places(item, claim, documents)):
            continue  # a quote that is gone is reported for itself
        yield from _edges(item, text, claim.passage, ("passage",))
        count = len(words(text[slice(*claim.passage)]))
        if count > MAX_PASSAGE_WORDS:
            message = f"the passage has {count} words: expected at most {MAX_PASSAGE_WORDS}"
            yield Finding(item, ("passage",), message, "narrow it to the sentence or clause that makes the claim")
    for item, document in view.documents:
        text = documents.texts.get(document.id)
        if text is None or document.id in documents.changed:
            continue
        yield from _passed_over(item, document, text)
        claims = _passages(view, document.id, documents)
        unread = _unread(view)
        if unread is not None and (claims or view.loaded.path.is_dir()):
            yield from _coverage(item, document, text, [*claims, *unread])
        if not any(one.kind == "claim" and one.record["source"] == document.id for one in view.loaded.guests):
            yield from _unquoted(view, document.id, documents)


def _passed_over(item: PlacedRecord, document: Document, text: str) -> Findings:
    """Yield what is wrong with the passages that claim nothing."""
    for number, passed in enumerate(document.passed_over):
        if passed.passage is None:
            continue
        route: Route = ("passed_over", number, "passage")
        yield from _edges(item, text, passed.passage, route)
        if passed.passage[1] > len(text):
            message = f"the passage ends at {passed.passage[1]}, but the document has {len(text)} characters"
            yield Finding(item, route, message, "count again: `keta anchor` does")


def _coverage(item: PlacedRecord, document: Document, text: str, claims: list[Span]) -> Findings:
    """Yield what no passage covers; what is marked as not read yet is counted, as a warning."""
    unread = [one for one in document.passed_over if one.reason == NOT_READ]
    read = [*claims, *_read(document)]
    if all(one.passage for one in unread):
        yield from _uncovered(item, text, [*read, *(one.passage for one in unread if one.passage)])
    rest = list(gaps(text, read)) if unread else []
    if rest:
        number = document.passed_over.index(unread[0])
        line = "this line" if len(document.passed_over) > 1 else "`passed_over`"
        yield Finding(
            item,
            ("passed_over", number, "reason"),
            _not_read(text, rest),
            f"add their claims; when only headings and the like are left, take {line} out",
            "warning",
        )


def _read(document: Document) -> list[Span]:
    """Return the passages of a document that claim nothing and have been read."""
    return [one.passage for one in document.passed_over if one.reason != NOT_READ and one.passage]


def is_read(view: View, document: Document, documents: Documents) -> bool:
    """Whether every word of a document lies in a claim's passage, or is passed over for another reason than `NOT_READ`."""
    unread = _unread(view)
    read = [*_passages(view, document.id, documents), *_read(document), *(unread or [])]
    return unread is not None and not any(gaps(documents.texts[document.id], read))


def gaps(text: str, passages: Iterable[Span]) -> Iterator[Span]:
    """Yield every stretch of a text with a word in it that lies in none of the passages."""
    place = 0
    for start, end in [*sorted(passages), (len(text), len(text))]:
        found = re.search(r"\S(?:.*\S)?", text[place:start], re.DOTALL)
        if found and re.search(r"\w", found[0]):
            yield place + found.start(), place + found.end()
        place = max(place, end)


def _not_read(text: str, rest: Sequence[Span]) -> str:
    """Return how much of a document nobody has read yet, in words."""
    count = sum(len(words(text[start:end])) for start, end in rest)
    share = max(1, round(100 * count / max(1, len(words(text)))))
    first, last = rest[0]
    opening = " ".join(words(text[first:last])[:_MAX_SHOWN])
    return f"{count:,} words ({share}%) are not read yet, the first from {first}, `{opening} …`"


def _unquoted(view: View, document: str, documents: Documents) -> Findings:
    """Yield each figure in the passage of a claim that no claim of the document quotes."""
    text = documents.texts[document]
    is_quoted = bytearray(len(text))
    spans: list[tuple[PlacedRecord, Span, str]] = []
    for item, claim in view.claims_by_source.get(document, ()):
        found = places(item, claim, documents)
        span = passage(item, claim, documents)
        if span and all(place.match for place in found):
            spans.append((item, span, claim.statement))
            quoted = [(match.start, match.end) for place in found for match in place.possible]
        else:  # a quote that is not there is reported for itself
            quoted = [span] if span else []
        for start, end in quoted:
            is_quoted[start:end] = b"\1" * (min(end, len(text)) - start)
    left: list[tuple[PlacedRecord, Span]] = []
    for item, (first, last), statement in spans:
        stated = {figure[:3] for figure in _figures.read(statement)}
        for figure in _figures.read(text[first:last]):
            start, end = first + figure.start, first + figure.end
            if figure[:3] in stated:
                is_quoted[start:end] = b"\1" * (end - start)
            elif figure.unit is not None and any(char.isdigit() for char in text[start:end]):
                left.append((item, (start, end)))
    for item, (start, end) in left:
        if not any(is_quoted[start:end]):
            is_quoted[start:end] = b"\1" * (end - start)
            shown = " ".join(text[start:end].split())
            message = f"`{shown}`, at {start}, is in the passage and no claim quotes it"
            hint = "add its claim, or take it into the quote where it belongs to this one"
            yield Finding(item, ("passage",), message, hint, "warning")


def _passages(view: View, document: str, documents: Documents) -> list[Span]:
    """Return the passages of all claims of a document, those of sibling files included."""
    found = [passage(item, claim, documents) for item, claim in view.claims_by_source.get(document, ())]
    guests = [item.record for item in view.loaded.guests if item.kind == "claim" and item.record["source"] == document]
    found += [(record["passage"][0], record["passage"][1]) for record in guests if "passage" in record]
    return [span for span in found if span]


def _unread(view: View) -> list[Span] | None:
    """Return the passages of claims that could not be read; None where one of them cannot be made out."""
    if all(problem.check in _FOR_REFERENCES_ONLY for problem in view.loaded.problems):
        return []
    found: list[Span] = []
    for file in view.loaded.files:
        known = (*view.loaded.items, *view.loaded.salvaged)
        read = {item.chunk.start for item in known if item.file is file}
        for chunk in [whole(file)] if file.faults else chunks.split(file.text):
            text = file.text[chunk.start : chunk.end]
            if chunk.start in read or not (_CLAIM.search(text) or chunk.kind == "claims" or not file.text):
                continue
            spans = _PASSAGE.findall(text)
            if len(spans) < max(1, len(_CLAIM.findall(text))):
                return None
            found += [(int(start), int(end)) for start, end in spans]
    return found


def _edges(item: PlacedRecord, text: str, passage: Span, route: Route) -> Findings:
    """Yield what is wrong with the ends of a passage."""
    start, end = passage
    if start >= end or end > len(text):
        return
    for name, place, edge in (("starts", start, text[start]), ("ends", end, text[end - 1])):
        around = " ".join(text[max(0, place - 12) : place].split()) + "|" + " ".join(text[place : place + 12].split())
        if edge.isspace():
            yield Finding(item, route, f"the passage {name} with white space, at {place}", "leave it out")
        elif is_inside_token(text, place):
            yield Finding(item, route, f"the passage {name} inside a token, at {place}: `{around}`", "take whole words")


def _uncovered(item: PlacedRecord, text: str, passages: Iterable[Span]) -> Findings:
    """Yield every stretch that lies in none of the passages."""
    for first, last in gaps(text, passages):
        shown = words(text[first:last])
        opening = " ".join(shown[:_MAX_SHOWN]) + (" …" if len(shown) > _MAX_SHOWN else "")
        message = f"nothing covers {first} to {last}, `{opening}`"
        reason = "heading" if are_headings(text[first:last]) else "…"
        hint = f"add a claim, or under `passed_over`: `- {{passage: [{first}, {last}], reason: {reason}}}`"
        hint += "" if reason == "heading" else f" with one of {', '.join(REASONS)}"
        yield Finding(item, ("id",), message, hint)
