"""The one query language: filters that choose claims, checked against what the store has, and turned into SQL.

Within one filter values are alternatives, between filters all must hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict

from ketacli.errors import UnknownValueError, UsageError, did_you_mean
from ketacli.frozen import NamedTuple
from ketacli.model import CONFIDENCES, IMPORTANCES, LEVELS, RATED, TYPES, VERDICTS, Importance, Rating, Verdict
from ketacli.store.facets import SOURCES
from ketacli.store.index import marks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ketacli.matching.searching import Search
    from ketacli.store.index import Index

Words: TypeAlias = str | Sequence[str] | None
"""What a filter takes: one value, values joined by commas, or several of either."""

Rated: TypeAlias = "Rating | Literal['not-rated']"
"""A rating, or that a claim has none."""


class Filters(TypedDict, total=False):
    """The filters that choose claims: a claim must fit one value of each.

    `topic`: by id or alias. `source`: a document (its claims) or a study (the claims checked against it). `confidence`:
    levels, or ranges such as `low..moderate`, `..low`. `intervention` includes narrower ones. `contested`: whether the claim
    is a side of a direct contradiction. `None` is no filter.
    """

    topic: Words
    source: Words
    type: Words
    rating: Rated | Sequence[Rated] | None
    confidence: Words
    importance: Importance | Sequence[Importance] | None
    intervention: Words
    measure: Words
    verdict: Verdict | Sequence[Verdict] | None
    contested: bool | None
    caveat: Words


class Query(NamedTuple):
    """Which claims are asked for: each field is the filter of that name of the command line."""

    text: str | None = None
    topic: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    rating: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    importance: tuple[str, ...] = ()
    intervention: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    contested: bool | None = None
    caveat: tuple[str, ...] = ()

    def asked(self) -> dict[str, Any]:
        """Return the filters that are set, as plain data."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in self._asdict().items()
            if value not in (None, ())
        }


class Condition(NamedTuple):
    """A condition on items in SQL, to follow a WHERE that has one already, and its parameters."""

    sql: str
    values: tuple[Any, ...]


def ask(index: Index, text: str | None = None, **filters: Any) -> Query:
    """Return the query that these words mean in this store: aliases and ranges resolved, case folded.

    Raises:
        UnknownValueError: if a filter names something that the store does not have.
        UsageError: if a filter has a value that makes no sense, or a text has no word in it.
        TypeError: if a filter does not exist.
    """
    contested = filters.pop("contested", None)
    if not isinstance(contested, bool | None):
        raise UsageError(f"`contested` is true or false, got `{contested}`")
    for name in filters:
        if name not in Filters.__annotations__:
            near = did_you_mean(name, Filters.__annotations__, f"filters are {', '.join(Filters.__annotations__)}")
            raise TypeError(f"No filter `{name}`: {near}")
    chosen = {name: _resolve(index, name, _split(name, value)) for name, value in filters.items()}
    if text is not None:
        if not isinstance(text, str):
            raise UsageError(f"A search is text, got `{text!r}`")
        text = text.strip()
        searched(index, text)
    return Query(text=text, contested=contested, **chosen)


def _split(name: str, words: Any) -> tuple[str, ...]:
    """Return the values of a filter; none where it is not set, which an empty value is not: a script's variable was empty."""
    if words is None:
        return ()
    every = [words] if isinstance(words, str) else words
    if not isinstance(every, list | tuple) or not all(isinstance(word, str) for word in every):
        raise UsageError(f"`{name}` takes words, got `{str(words).lower()}`")
    values = tuple(dict.fromkeys(part.strip() for word in every for part in word.split(",") if part.strip()))
    if every and not values:
        raise UsageError(f"No value for the filter `{name}`", "give one, or leave the filter out")
    return values


def _resolve(index: Index, name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        return ()
    if name == "confidence":
        return tuple(dict.fromkeys(level for value in values for level in _levels(value)))
    if name == "topic":
        return tuple(dict.fromkeys(_topic(index, value) for value in values))
    choices = _CLOSED.get(name) or index.ids(*_OPEN[name], guests=True)
    if name == "type":
        choices = [*TYPES, *index.ids("type", guests=True)]
    folded = {choice.lower(): choice for choice in choices}
    found = []
    for value in values:
        known = folded.get(as_id(value))
        if known is None:
            raise unknown(name, value, list(choices), list(folded), _called(index, name))
        found.append(known)
    return tuple(dict.fromkeys(found))


def _called(index: Index, name: str) -> Mapping[str, str]:
    """Return what the values of a filter are called in plain words, by id."""
    kinds = _OPEN.get(name, ())
    called: dict[str, str] = {}
    for kind in kinds:
        for id_, row in index.by_ids(index.ids(kind, guests=True), (kind,)).items():
            texts = (row.record.get(field) for field in ("name", "short", "label", "title"))
            called[id_] = " ".join(filter(None, texts))
    return called


def as_id(value: str) -> str:
    """Return the id that somebody means: ids are in lower case, and a space is a hyphen.

    Raises:
        UsageError: if it is no text.
    """
    if not isinstance(value, str):
        raise UsageError(f"An id is text, got `{value!r}`")
    return value.lower().replace(" ", "-")


def _topic(index: Index, value: str) -> str:
    """Return the id of the topic that goes by a name: its id, or an alias, of which the first topic that has it is meant.

    Raises:
        UnknownValueError: if there is none, with the nearest names.
    """
    word = as_id(value)
    if index.by_ids([word], ("topic",)):
        return word
    found = next(iter(index.pointing("alias", [word])), None)
    if found is not None:
        return found[1].id
    ids = index.ids("topic", guests=True)
    aliases = {alias: name for alias, name in index.values("alias").items() if name in ids}
    raise unknown("topic", value, ids, list(dict.fromkeys((*aliases, *ids))), aliases=aliases)


_CLOSED: Mapping[str, Sequence[str]] = {
    "type": TYPES,
    "rating": RATED,
    "importance": IMPORTANCES,
    "verdict": VERDICTS,
}
_OPEN = {
    "source": SOURCES,
    "intervention": ("intervention",),
    "measure": ("measure",),
    "caveat": ("caveat",),
}


def _one_of(name: str, value: str, choices: Mapping[str, str], shown: Iterable[str]) -> str:
    """Return what a value stands for.

    Raises:
        UnknownValueError: if it stands for nothing, with the nearest values and, where they are few, all of them.
    """
    found = choices.get(as_id(value))
    if found is not None:
        return found
    raise unknown(name, value, list(shown), list(choices))


_NEAREST = 3
"""How many values a hint names at most."""

_STEM = 3
"""From how many letters on the beginning of a word stands for it."""


_SPELT, _ALIAS_SPELT = 0.6, 0.75
"""How alike a value and a misspelt one are at least; an alias is further from what is listed, and more alike."""


def _close(value: str, near: Sequence[str], called: Mapping[str, str], aliases: Collection[str] = ()) -> list[str]:
    """Return the values nearest to one: those with all of its words in their id, else in what they are called, else the best spelt."""
    from difflib import get_close_matches

    parts = [part for part in as_id(value).split("-") if part]
    for texts in ({one: one for one in near}, called):
        words = {one: re.findall(r"[a-z0-9]+", text.lower()) for one, text in texts.items()}
        whole = [one for one, found in words.items() if parts and set(parts) <= set(found)]
        begun = [
            one
            for one, found in words.items()
            if parts
            and all(
                part in found or (len(part) >= _STEM and any(word.startswith(part) for word in found)) for part in parts
            )
        ]
        if begun:
            ordered = dict.fromkeys([*sorted(whole, key=len), *sorted(begun, key=len)])
            return sorted(ordered, key=lambda one: one in aliases)[:_NEAREST]
    alike = get_close_matches(value.lower(), [one for one in near if one not in aliases], 1, _SPELT)
    alike += get_close_matches(value.lower(), list(aliases), 1, _ALIAS_SPELT)
    return get_close_matches(value.lower(), alike, 1, _SPELT)


def unknown(  # noqa: PLR0913, PLR0917 - what there is to choose from
    name: str,
    value: str,
    shown: list[str],
    near: list[str],
    called: Mapping[str, str] | None = None,
    aliases: Mapping[str, str] | None = None,
) -> UnknownValueError:
    """Return the error for a value that the store does not have; `aliases` are other names of what is shown."""
    few = 40
    also = {alias: name for alias, name in (aliases or {}).items() if alias not in shown}
    close = _close(value, near, called or {}, also)
    told = [f"`{one}`" for one in close if one not in also]
    if close and close[0] in also:  # an alias is what was misspelt
        told = [f"`{close[0]}`, an alias of `{also[close[0]]}`"]
    parts = [f"did you mean {' or '.join(told)}?"] if told else []
    if not shown:
        parts.append(f"this store has no {name}")
    elif len(shown) <= few:
        parts.append(f"{name} is one of {', '.join(shown)}")
    else:
        command = {"topic": "topics", "source": "sources"}.get(name, f"claims --count {name}")
        parts.append(f"there are {len(shown)}; list them with `keta {command}`")
    return UnknownValueError(f"No {name} `{value}`", "\n".join(parts))


def _levels(value: str) -> Iterable[str]:
    """Return the levels that a level or a range such as `low..moderate` stands for, best first."""
    low, dots, high = (part.strip() for part in value.lower().replace("_", "-").partition(".."))
    if dots and "not-rated" in (low, high):
        raise UsageError(
            "`not-rated` lies in no range of confidence", "name it beside the range: `low..high,not-rated`"
        )
    if not dots:
        return (_one_of("confidence", low, {level: level for level in CONFIDENCES}, CONFIDENCES),)
    ends: dict[str, str] = {level: level for level in LEVELS}
    first, last = (
        LEVELS.index(_one_of("confidence", end, ends, LEVELS)) for end in (low or LEVELS[0], high or LEVELS[-1])
    )
    if first > last:
        raise UsageError(f"The range `{value}` is upside down", f"write `{high}..{low}`")
    return LEVELS[first : last + 1][::-1]


def searched(index: Index, text: str) -> Search:
    """Return what a text looks for in a store.

    Nothing a user types is an operator of the index: each word is quoted.

    Raises:
        UsageError: if there is no word in the text.
    """
    from ketacli.matching.searching import compile_search, parse

    found = index.searches.get(text)
    if found is None:
        terms = parse(text)
        if terms.is_empty:
            raise UsageError(
                f"No word to search for in `{text}`", "give letters or digits, such as `keta claims relapse`"
            )
        found = index.searches[text] = compile_search(terms, index.finder)
    return found


def relevance(index: Index, text: str) -> Condition:
    """Return the order of the claims that a text finds, in SQL.

    First those that say it in their statement, in these words or others, then those whose page says it, then the rest.
    """
    search = searched(index, text)
    tiers = [
        f"{{{columns}}} : ({expression})"
        for columns in ("statement", "statement quote")
        for expression in (search.literal, search.meaning)
        if expression
    ]
    cases = [f"WHEN n IN (SELECT rowid FROM words WHERE words MATCH ?) THEN {n}" for n, _ in enumerate(tiers)]
    return Condition(f"CASE {' '.join(cases)} ELSE {len(tiers)} END" if tiers else "0", tuple(tiers))


# As one value: SQLite takes 32,766 of them, and a script may ask for more.
_CHOSEN = "SELECT value FROM json_each(?)"

# The chosen interventions with all that are narrower: ketamine includes infusions. UNION ends circles, CROSS JOIN keeps the order
# of the tables, without which the time is quadratic.
_NARROWER = (
    f"WITH RECURSIVE narrower (id) AS ({_CHOSEN} UNION SELECT item.id FROM narrower "
    "CROSS JOIN facet ON facet.field = 'broader-intervention' AND facet.value = narrower.id "
    "CROSS JOIN item ON item.n = facet.item) "
    "SELECT id FROM narrower"
)


_BY_FACET = tuple(name for name in Query._fields if name not in {"text", "contested"})
"""The filters that choose by the facet of their name; sources by those of both their kinds."""


def condition(index: Index, query: Query) -> Condition:
    """Return the condition on claims that a query stands for. Every part is answered by an index of the database."""
    parts: list[str] = []
    values: list[Any] = []
    for name in _BY_FACET:
        fields = SOURCES if name == "source" else (name,)
        wanted: tuple[str, ...] = getattr(query, name)
        if wanted:
            chosen = _NARROWER if name == "intervention" else _CHOSEN
            parts.append(f"AND n IN (SELECT item FROM facet WHERE field IN ({marks(fields)}) AND value IN ({chosen}))")
            values += [*fields, json.dumps(wanted)]
    if query.contested is not None:
        negation = "" if query.contested else "NOT "
        parts.append(f"AND id {negation}IN (SELECT value FROM facet WHERE field = 'contested')")
    if query.text is not None:
        search = searched(index, query.text)
        for negation, expression in (("", search.meaning), ("NOT ", search.without)):
            if expression:
                parts.append(f"AND n {negation}IN (SELECT rowid FROM words WHERE words MATCH ?)")
                values.append(expression)
    return Condition(" ".join(parts), tuple(values))
