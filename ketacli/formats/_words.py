"""The words and marks that every view uses for the same thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli.formats._text import harmless
from ketacli.labels import name_of
from ketacli.labels import plural as plural  # noqa: PLC0414 - every format takes it from here
from ketacli.quantities import confidence_interval, number, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ketacli.answer import Context
    from ketacli.model import Claim, Confidence, Dispute, Document, Result, Study
    from ketacli.store import Store

NOTICE = "keta reports research and gives no advice."
"""What is said under an answer where the store has no notice of its own."""

LEVEL_WORDS = {
    "high": "high",
    "moderate": "moderate",
    "low": "low",
    "very-low": "very low",
    "not-rated": "not rated",
}
_MARKS = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕◯", "low": "⊕⊕◯◯", "very-low": "⊕◯◯◯", "not-rated": "◌◌◌◌"}

LINK_WORDS = {"supports": "It is a reason for", "depends-on": "It depends on"}
"""How a claim stands to another one of the store."""
LINKED_WORDS = {"supports": "Reasons for it", "depends-on": "Claims that depend on it"}
"""How other claims of the store stand to a claim."""
RELATION_WORDS = {
    "direct": "direct contradiction",
    "apparent": "apparent contradiction",
    "scope": "contradiction of scope",
}
VERDICT_WORDS = {
    "supports": "supports it",
    "partly": "supports it in part",
    "misreported": "told wrongly here",
    "disputes": "disputes it",
}
_COUNTED = {
    "supports": ("supports", "support"),
    "partly": ("partly", "partly"),
    "misreported": ("misreported", "misreported"),
    "disputes": ("disputes", "dispute"),
}
QUESTION_WORDS = {
    "effect": "Is there an effect beyond the comparator?",
    "course": "How often, how soon, how long in people so treated?",
    "fact": "Is it so?",
    "meaning": "Is that what it means?",
}
ATTRIBUTION_WORDS = {
    "named-study": "It rests on a named study",
    "unnamed-study": "It rests on a study that it does not name",
    "named-expert": "It rests on an expert whom it names",
    "assertion": "It gives no source",
    "anecdote": "It is somebody's own experience",
    "promotion": "It is advertising",
}
HEDGING_WORDS = {
    "asserted": "it is stated as certain",
    "hedged": "it is hedged",
    "speculative": "it is put as speculation",
}
OPEN = "open: the store does not say what settles it"
"""What stands for the resolution of a contradiction that has none."""

KIND_WORDS = {
    "study": "study",
    "review": "review",
    "label": "product label",
    "regulator": "decision of a regulator",
    "guideline": "guideline",
    "record": "record",
    "other": "source",
}
"""What a source is called that has no design."""
READ_WORDS = {
    "full-text": "full text",
    "part": "read in part",
    "abstract": "abstract only",
    "secondary": "only as reported elsewhere",
}


def mark(level: str) -> str:
    """Return GRADE's four circles for a level."""
    return _MARKS[level]


def counted(claim: Claim) -> str:
    """Return a claim's verdict counts in words: `1 partly, 5 dispute`; what is said where there is no evidence."""
    if not claim.verdicts:
        was_sought = claim.no_evidence or claim.rating == "no-evidence"
        return "no evidence found" if was_sought else "no evidence given"
    return ", ".join(f"{count} {_COUNTED[name][count != 1]}" for name, count in claim.verdicts.items())


def evidence(claim: Claim) -> str:
    """Return a claim's verdict counts as they stand among other facts: `evidence: 1 partly, 5 dispute`."""
    return f"evidence: {counted(claim)}" if claim.verdicts else counted(claim)


def better(dispute: Dispute) -> str:
    """Return which side of a contradiction is better supported, as one of its claims sees it; nothing where none is."""
    if dispute.stronger is None:
        return ""
    side = "this claim" if dispute.stronger else "the other side" if len(dispute.others) == 1 else "another side"
    return f" ({side} is better supported)"


def marks(contested: int, caveats: int) -> str:
    """Return what is wrong with the claims of a topic or source: `2 contested, 1 with caveats`."""
    counts = [f"{contested:,} contested" if contested else "", f"{caveats:,} with caveats" if caveats else ""]
    return ", ".join(filter(None, counts))


def looked_in(store: Store) -> str:
    """Return the store in which nothing was found, on one line whatever its title."""
    return f"searched {plural(store.size, 'claim')} of `{harmless(store.title or str(store.path))}`"


def asked(query: Mapping[str, Any], code: Callable[[str], str] = "`{}`".format) -> str:
    """Return what was asked for: ``text `spray`, type `rate` or `timing`, contested``, the values as `code` sets them."""
    parts = []
    for name, value in query.items():
        if isinstance(value, bool):
            parts.append(name if value else f"un{name}")
        else:
            values = value if isinstance(value, list) else [value]
            parts.append(f"{name} {' or '.join(code(str(one)) for one in values)}")
    return ", ".join(parts)


def command(name: str, query: Mapping[str, Any]) -> str:
    """Return the command that asks for the same: `keta claims "dry mouth" --rating wrong,goes-too-far`."""
    from shlex import quote

    parts = [f"keta {name}"]
    for field, value in query.items():
        if isinstance(value, bool):
            parts.append(f"--{'' if value else 'un'}{field}")
        elif field == "text":
            parts.append(f'"{value}"' if value.replace(" ", "").isalnum() else quote(value))
        else:
            parts.append(f"--{field} {','.join(value)}")
    return " ".join(parts)


def ended(text: str) -> str:
    """Return a sentence with its end: a full stop where it has none."""
    return text if text.endswith((".", "!", "?", "…", ".”", "!”", "?”")) else f"{text}."


def cut(shown: int, total: int) -> str:
    """Return what `--limit` left out, or nothing."""
    return f"Shown {shown:,} of {total:,}: `--limit` left out {total - shown:,}." if shown < total else ""


def linked(claim: Claim, context: Context) -> list[tuple[str, list[str]]]:
    """Return the claims that a claim names in its relations, and those that name it, under headings; each claim once."""
    found: list[tuple[str, list[str]]] = []
    told: set[str] = set()
    for headings, relations in ((LINK_WORDS, claim.relations), (LINKED_WORDS, context.linked.get(claim.id, ()))):
        for kind, heading in headings.items():
            names = [one.claim for one in relations if one.kind == kind and one.claim not in told]
            found += [(heading, list(dict.fromkeys(names)))] if names else []
        told |= {one.claim for one in relations}
    return found


def study(found: Study, designs: Mapping[str, str]) -> str:
    """Return what a study is worth at a glance: `open-label series, n = 10, abstract only`."""
    parts = [
        designs.get(found.design, found.design) if found.design else KIND_WORDS.get(found.kind, found.kind),
        f"n = {found.n:,}" if found.n else "",
        READ_WORDS[found.read] if found.read else "",
    ]
    return ", ".join(filter(None, parts))


def arm(name: str | None, given: str | None, treatments: Mapping[str, str]) -> str:
    """Return an arm in words, with what tells it from others of its treatment: `esketamine nasal spray (84 mg spray)`.

    What was given says it alone where it begins with the name of the treatment: `placebo spray`.
    """
    called = treatments.get(name or "", name or "")
    if not called or not given or given.lower().startswith(called.lower()):
        return given or called
    return f"{called} ({given})"


def result(found: Result, context: Context) -> list[str]:
    """Return a figure of a source in words: of what, how much, with its interval and counts, in whom, when."""
    who = [
        arm(found.arm, found.given, context.treatments),
        f"against {context.treatments.get(found.comparator, found.comparator)}" if found.comparator else "",
        found.outcome or "",
        found.scale or "",
        found.timepoint or "",
    ]
    told = ", ".join(filter(None, who))
    measure = context.measures.get(found.measure, found.measure)
    amount = phrase(found) if found.reached else "not reached"
    return [f"{measure}: ", f"{amount}{spread(found)}", f" · {told}" if told else ""]


def spread(found: Result, *, has_size: bool = True) -> str:
    """Return what goes with a figure: its interval, its standard deviation, of how many people it is.

    Without `has_size` a number of people alone is left out.
    """
    sd = f" (SD {number(found.sd)})" if found.sd is not None else ""
    count = ""
    if found.n and found.events is not None:
        count = f", {found.events:,} of {found.n:,}"
    elif found.n and has_size:
        count = f", n = {found.n:,}"
    return f"{confidence_interval(found)}{sd}{count}"


def arithmetic(confidence: Confidence) -> str:
    """Return how a confidence adds up: `high - 1 risk of bias - 2 imprecision = very low`; the level alone where nothing is added."""
    if confidence.start is None or not (confidence.down or confidence.up):
        return LEVEL_WORDS[confidence.level]
    down = "".join(f" − {steps} {name.replace('-', ' ')}" for name, steps in confidence.down.items())
    up = "".join(f" + {steps} {name.replace('-', ' ')}" for name, steps in confidence.up.items())
    return f"{LEVEL_WORDS[confidence.start]}{down}{up} = {LEVEL_WORDS[confidence.level]}"


def quoted(claim: Claim) -> str:
    """Return the quote, its fragments each in marks of their own."""
    return " … ".join(f"“{fragment}”" for fragment in claim.quote)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return re.split(r"(?<=[.!?]) (?=[A-Z])", text, maxsplit=1)[0]


def stored(found: Document) -> str:
    """Return the file of a document, with its digest where one is known."""
    return f"{found.file}, sha256 {found.sha256}" if found.sha256 else str(found.file)


def citation(study: Study) -> str:
    """Return a citation in one line: authors, year, title, journal, identifiers."""
    cite = study.cite
    names = [name_of(author) for author in cite.get("author", ())]
    who = ", ".join(name for name in names if name != "et al.") + (" et al." if "et al." in names else "")
    where = str(cite.get("container-title", ""))
    if "volume" in cite:
        where += f" {cite['volume']}" + (f"({cite['issue']})" if "issue" in cite else "")
    if "page" in cite or "number" in cite:
        where += f"{':' if where else 'Pages '}{cite.get('page') or cite['number']}"
    issued = f" {str(cite['issued'])[:4]}" if "issued" in cite else ""
    parts = [f"{who}{issued}".strip(), str(cite["title"]), where]
    ids = [f"doi:{cite['DOI']}" if "DOI" in cite else "", f"PMID {cite['PMID']}" if "PMID" in cite else ""]
    if not any(ids) and "URL" in cite:
        ids = [str(cite["URL"])]
    return ". ".join(part.strip().rstrip(".") for part in [*parts, ", ".join(filter(None, ids))] if part.strip()) + "."
