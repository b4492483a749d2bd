"""What was probably meant by a word that a list does not have.

A hint that leads to wrong data is worse than none: a word is suggested where the table below has it as another name, or where
it is so near that only a slip of the finger explains it. Short words are never near: `g` is not `mg`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.matching.spelling import distance

if TYPE_CHECKING:
    from collections.abc import Iterable

SYNONYMS = {
    # statistics, dimensions
    "share": "proportion",
    "percentage": "proportion",
    "percent": "proportion",
    "fraction": "proportion",
    "rate-of": "proportion",
    "average": "mean",
    "avg": "mean",
    "sum": "total",
    "count-of": "total",
    "lowest": "minimum",
    "least": "minimum",
    "min": "minimum",
    "highest": "maximum",
    "most": "maximum",
    "max": "maximum",
    "limit": "threshold",
    "cutoff": "threshold",
    "cut-off": "threshold",
    "year": "date",
    "change": "difference",
    "range": "typical",
    "number": "count",
    "duration": "time",
    "weight": "mass",
    "currency": "money",
    "price": "money",
    # ratings and verdicts
    "true": "supported",
    "right": "supported",
    "correct": "supported",
    "confirmed": "supported",
    "false": "wrong",
    "incorrect": "wrong",
    "refuted": "wrong",
    "half-true": "partly-true",
    "mixed": "partly-true",
    "mostly-true": "partly-true",
    "exaggerated": "goes-too-far",
    "overstated": "goes-too-far",
    "misleading": "goes-too-far",
    "unproven": "no-evidence",
    "unsupported": "no-evidence",
    "unverified": "no-evidence",
    "unknown": "no-evidence",
    "opinion": "not-checkable",
    "supports-it": "supports",
    "agrees": "supports",
    "confirms": "supports",
    "contradicts": "disputes",
    "refutes": "disputes",
    "disagrees": "disputes",
    "partial": "partly",
    "partially": "partly",
    "mixed-evidence": "partly",
    "misquoted": "misreported",
    # levels and other scales
    "medium": "moderate",
    "verylow": "very-low",
    "very low": "very-low",
    "unrated": "not-rated",
    "important": "core",
    "main": "core",
    "major": "core",
    "trivial": "minor",
    "certain": "asserted",
    "likely": "hedged",
    # kinds of sources, claim types, relations, reasons, qualifiers
    "article": "study",
    "paper": "study",
    "trial": "study",
    "meta-analysis": "review",
    "website": "document",
    "webpage": "document",
    "page": "document",
    "book": "other",
    "effect": "efficacy",
    "time": "timing",
    "money": "cost",
    "dose": "dosing",
    "risk": "safety",
    "side-effect": "safety",
    "recommendation": "advice",
    "law": "regulatory",
    "support": "supports",
    "depends": "depends-on",
    "depends_on": "depends-on",
    "requires": "depends-on",
    "unread": "not-read-yet",
    "todo": "not-read-yet",
    "menu": "navigation",
    "title": "heading",
    "approximately": "about",
    "approx": "about",
    "circa": "about",
    "roughly": "about",
    "over": "more-than",
    "under": "less-than",
    "up-to": "at-most",
}
"""Other names for the words of keta's lists; one is used where the list in question has the word."""

KEYS = {
    "text": ("statement", "note", "text"),
    "claim": ("statement",),
    "says": ("statement",),
    "tags": ("topics",),
    "topic": ("topics",),
    "categories": ("topics",),
    "category": ("topics",),
    "document": ("source",),
    "sources": ("source",),
    "study": ("source",),
    "from": ("source",),
    "words": ("quote", "as"),
    "quotes": ("quote",),
    "citation": ("cite", "quote"),
    "truth": ("rating",),
    "verdict": ("rating",),
    "rating": ("verdict",),
    "in-fact": ("in_fact",),
    "fact": ("in_fact",),
    "correction": ("in_fact",),
    "grade": ("confidence",),
    "certainty": ("confidence",),
    "reason": ("why",),
    "because": ("why",),
    "comment": ("note",),
    "notes": ("note",),
    "name": ("title",),
    "title": ("name",),
    "label": ("name",),
    "path": ("file",),
    "hash": ("sha256",),
    "digest": ("sha256",),
    "date": ("issued",),
    "doi": ("DOI", "cite"),
    "pmid": ("PMID", "cite"),
    "figures": ("quantities", "results"),
    "numbers": ("quantities", "results"),
    "figure": ("quantities", "results"),
    "quantity": ("quantities",),
    "type": ("kind",),
    "kind": ("type",),
    "of": ("claim",),
}
"""Other names for keys; the first that the record can have is meant."""

UNITS = {
    "minute": "min",
    "hour": "h",
    "hr": "h",
    "hrs": "h",
    "day": "d",
    "week": "wk",
    "month": "mo",
    "year": "a",
    "yr": "a",
    "y": "a",
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "count": "1",
    "people": "1",
    "times": "1",
    "point": "{points}",
    "mmhg": "mm[Hg]",
    "mcg": "ug",
    "µg": "ug",
    "μg": "ug",
    "microgram": "ug",
    "milligram": "mg",
    "gram": "g",
    "gm": "g",
    "kilogram": "kg",
    "kilo": "kg",
    "kgs": "kg",
    "pound": "[lb_av]",
    "lb": "[lb_av]",
    "ounce": "[oz_av]",
    "oz": "[oz_av]",
    "milliliter": "mL",
    "millilitre": "mL",
    "cc": "mL",
    "liter": "L",
    "litre": "L",
    "cup": "{cups}",
    "kilometer": "km",
    "kilometre": "km",
    "meter": "m",
    "metre": "m",
    "mile": "[mi_i]",
    "inch": "[in_i]",
    "inches": "[in_i]",
    "foot": "[ft_i]",
    "feet": "[ft_i]",
    "iu": "[iU]",
    "calorie": "kcal",
    "calories": "kcal",
    "kilocalorie": "kcal",
    "°c": "Cel",
    "celsius": "Cel",
    "°f": "[degF]",
    "fahrenheit": "[degF]",
    "kelvin": "K",
    "byte": "By",
    "kwh": "kW.h",
    "dollar": "USD",
    "$": "USD",
    "us$": "USD",
    "euro": "EUR",
    "€": "EUR",
    "£": "GBP",
    "bpm": "{beats}/min",
}
"""Other names for units, in lower case."""

SHORTEST = 4
"""How many letters a word has at least that can be misspelt: of shorter ones, every other is near."""


def word(value: object, choices: Iterable[str]) -> str:
    """Return the one of `choices` that was meant by a word, or nothing."""
    if not isinstance(value, str):
        return ""
    known = list(choices)
    plain = value.strip().lower().replace("_", "-").replace(" ", "-")
    for one in known:
        if plain == one.lower():
            return one
    other = SYNONYMS.get(value.strip().lower()) or SYNONYMS.get(plain)
    if other in known:
        return str(other)
    possible = [(one, _most(plain, one)) for one in known if _could_be(plain, one)]
    near = [(far, one) for one, most in possible if (far := distance(plain, one.lower(), most)) <= most]
    if near:
        return min(near)[1]
    begun = [one for one in known if len(plain) >= SHORTEST and one.startswith(plain)]
    return begun[0] if len(begun) == 1 else ""


def key(value: str, known: Iterable[str]) -> str:
    """Return the key that was meant, or nothing."""
    choices = list(known)
    near = word(value, choices)
    plain = value.lower()
    found = near or next((one for one in KEYS.get(plain, ()) if one in choices), "")
    if found or len(plain) < SHORTEST - 1:
        return found
    return next((one for one in choices if distance(plain, one, 1) == 1), "")


def unit(value: object, own: Iterable[str] = ()) -> str:
    """Return the unit that was meant, or nothing; `own` are the units that the store defines."""
    if not isinstance(value, str):
        return ""
    plain = value.strip().lower()
    known = {one.lower(): one for one in own}
    for name in (plain, plain.removesuffix("s")):
        if found := known.get(name) or UNITS.get(name):
            return found
    from ketacli import units

    if "/" in plain or " per " in plain:
        parts = [unit(part, own) or part.strip() for part in value.replace(" per ", "/").split("/")]
        whole = "/".join(parts)
        return whole if whole != value and units.find(whole) else ""
    if plain.isalpha() and units.find(f"{{{plain}}}") and len(plain) >= SHORTEST:
        return f"{{{plain}}}"
    return ""


def _could_be(value: str, one: str) -> bool:
    if sorted(value) == sorted(one) and len(value) >= SHORTEST - 1:
        return True
    return len(value) >= SHORTEST and len(one) >= SHORTEST and abs(len(value) - len(one)) <= 2  # noqa: PLR2004 - see _most


def _most(value: str, one: str) -> int:
    """Return how many slips of the finger may lie between two words: one, two in long ones."""
    return 2 if min(len(value), len(one)) > 6 else 1  # noqa: PLR2004 - words such as `proportion`
