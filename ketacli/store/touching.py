"""Find the sentences of a page that touch what the store knows is left out elsewhere, and those that play a danger down."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache, partial
from itertools import chain, product, takewhile
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple, dataclass, replace
from ketacli.matching.expansion import Expansion
from ketacli.matching.places import Places
from ketacli.matching.promising import CHANCE, FADING, promises
from ketacli.matching.reassuring import DOSE, PROMISE, RECORD, STOP, Point
from ketacli.matching.stems import stem
from ketacli.matching.tone import refutes
from ketacli.matching.urging import takes_more
from ketacli.matching.wording import BEGINNING, as_written, begins, folded, is_worded, stems_of
from ketacli.model import IMPORTANCES, Omission
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ketacli.matching.sentences import Sentence
    from ketacli.pages.sentences import Passage
    from ketacli.store.api import Store
    from ketacli.store.treatments import Treatments

HARMS = (frozenset({"crisis", "suicidality"}), frozenset({"safety", "eligibility", "monitoring", "addiction"}))
"""Topics on which somebody could come to harm who does not know what a page leaves out: in a crisis, and by treatment."""

PROMISES = frozenset({PROMISE, RECORD, FADING, CHANCE})
"""What an omission warns of where it says that something is not kept, is otherwise, does not last, or does not come to everybody."""

_BY_KIND: Mapping[str, Callable[[str], bool]] = {
    FADING: partial(promises, FADING),
    CHANCE: partial(promises, CHANCE),
    DOSE: takes_more,
}
"""What tells by itself that a sentence touches an omission of a kind, whatever phrases this has."""

_WHOSE = late(r" (?:your|my|his|her|their|our|the)(?= )")
"""Words between those of a phrase that a page has and who asks leaves out: `drop your sertraline`."""

_NAMES = late(
    r"\bnew (?:england|britain|south wales)\b|\b(?:near|ego|cell) deaths?\b"
    r"|\b(?:scared|bored|sick|worried|frightened|loved?) to death\b|\bdeath of (?:a|my|his|her|their|your) (?:loved one|spouse"
    r"|partner|wife|husband|mother|father|parent|child|son|daughter|friend|relative|pet)\b"
)
"""What means another thing than its last words: `The New England Journal`, `a near-death experience`, `bored to death`."""

_HELP = late(
    r"\b(?:suicid\w*|kill\w*|crisis|emergency|ambulance|hospital\w*|911|999|112|988|doctors?|psychiatrists?|physicians?|hotlines?)\b",
    re.IGNORECASE,
)


_ANSWERED = late(r"(?P<question>[^|]*\?)\s*\|\s*(?P<answer>[^|]+)")
"""A row of a table that asks and answers: `Is it addictive? | No`."""

_BELOW = 3
"""How many sentences below one on a danger to life are on what to do then."""


def is_promise(omission: Omission) -> bool:
    """Whether what goes against an omission promises something on which nobody comes to harm."""
    return omission.warns_of in PROMISES and not any(topics.intersection(omission.topics) for topics in HARMS)


def kind(omission: Omission) -> str:
    """Return how a sentence goes against an omission: it plays something `down`, is against a `record`, or is a `promise`."""
    if not is_promise(omission):
        return "down"
    return "record" if omission.warns_of == RECORD else "promise"


def speaks_of_help(text: str) -> bool:
    """Whether a sentence speaks of taking one's life, or of those who help in an emergency."""
    return bool(_HELP.search(text))


@dataclass(frozen=True, slots=True)
class Mention:
    """An omission of the store that sentences of the page touch, by their numbers: none of them has a verdict for it.

    `denying` are those of them that play down what it warns of, `closest` those of these that are more about it than about any other
    point that they play down.
    """

    omission: Omission
    sentences: tuple[int, ...]
    denying: tuple[int, ...] = ()
    closest: tuple[int, ...] = ()


def without_promises(mention: Mention, numbers: AbstractSet[int]) -> Mention:
    """Return a mention without sentences that promise what their own claim, which is wrong, is told of: by their numbers."""
    if not is_promise(mention.omission) or numbers.isdisjoint(mention.denying):
        return mention
    denying, closest = (tuple(n for n in some if n not in numbers) for some in (mention.denying, mention.closest))
    return replace(mention, denying=denying, closest=closest)


def mentions(  # noqa: PLR0913, PLR0917 - what a page was read as
    omissions: Iterable[Omission],
    passages: Sequence[Passage],
    read: Sequence[Sentence],
    on_product: set[int],
    leads: Sequence[str],
    spelling: Callable[[Places], Callable[[Sequence[str]], Sequence[str]]],
    treatments: Treatments,
) -> tuple[Mention, ...]:
    """Return the omissions that sentences on a product touch; what a heading touches, the first sentence under it does.

    `on_product` are the places of those sentences, `leads` what introduces the items of lists, `spelling` what spells out phrases.
    """
    texts = [f" {_NAMES.sub(_as_one, folded(one.text))} " for one in passages]
    page = Places(texts)
    spelt_out = spelling(page)
    asked: dict[str, set[int]] = {}
    for place, sentence in enumerate(read):
        for name in sentence.omissions:
            asked.setdefault(name, set()).add(place)

    read_as: list[_Touched] = []
    omissions = list(omissions)
    stops = [one for one in omissions if one.warns_of == STOP]
    counted = Counter(word for one in omissions for word in one.absent)
    shared = {word for word, count in counted.items() if count > 1}
    for omission in omissions:
        asking = asked.get(omission.id, set()) & on_product
        if asking:
            phrases = (omission.label, *spelt_out(omission.asked_as))
            asking = {place for place in asking if _is_asked(texts[place], phrases)}
        others = [other for other in stops if other is not omission] if omission in stops else []
        asking = {place for place in asking if not treatments.names_another(omission, others, place)}
        touched = _touching(omission, passages, asking, page, shared)
        speaks = (*omission.touched_by, *spelt_out(omission.denied_as))
        for place in _worded(speaks, texts, page) - touched.keys():
            if not treatments.is_of_another(omission, others, place):
                touched[place] = 1
        if says := _BY_KIND.get(omission.warns_of or ""):
            touched |= {place: 1 for place in on_product if says(passages[place].text)}
        is_on = {place: treatments.is_on(omission, place) for place in touched}
        places = {
            place: how
            for place, how in touched.items()
            if place in on_product and (is_on[place] or (omission.warns_of and not is_promise(omission)))
        }
        if not places:
            continue
        denying, below = set[int](), set[int]()
        if omission.warns_of:
            point = _point(omission, spelt_out)
            denying = set(_denying(point, passages, places, leads))
            below = set(_kept_from_help(point, passages, places))
        numbers = {number for place in places if is_on[place] and (number := _number(passages, place))}
        read_as.append(_Touched(omission, max(places.values()), numbers, denying, below))
    ordered = _ordered(read_as)
    said = {one.n: (text, sentence) for one, text, sentence in zip(passages, texts, read, strict=True) if one.n}
    closest = _closest(ordered, said, spelt_out)
    return tuple(replace(one, closest=closest[one.omission.id]) if one.denying else one for one in ordered)


class _Touched(NamedTuple):
    """An omission, and how much of it the sentence has that has most; by their numbers those on it, those that play it down, and below them.

    `below` are those that keep from help a little below a sentence on it.
    """

    omission: Omission
    closeness: int
    numbers: set[int]
    denying: set[int]
    below: set[int]


def _ordered(read_as: Sequence[_Touched]) -> list[Mention]:
    """Return what sentences touch, those first that one plays down, then those that one could come to harm by.

    What keeps from help below a danger to life is told with this if it is told with no other.
    """
    denied = {n for one in read_as for n in one.denying}
    found: dict[tuple[int, ...], list[tuple[int, Mention]]] = {}
    for one in read_as:
        denying = one.denying | (one.below - denied)
        if one.numbers | denying:
            mention = Mention(one.omission, tuple(sorted(one.numbers | denying)), tuple(sorted(denying)))
            found.setdefault(mention.sentences, []).append((one.closeness, mention))
    groups = sorted(found.values(), key=lambda group: min((not one.denying, _harm(one.omission)) for _, one in group))
    return [
        mention
        for group in groups
        for _, mention in sorted(group, key=lambda one: (not one[1].denying, -one[0], _harm(one[1].omission)))
    ]


def _as_one(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


def _is_asked(text: str, phrases: Iterable[str]) -> bool:
    """Whether a folded text has one of some phrases, with or without words that say whose something is."""
    near = _may_have(text, phrases)
    return is_worded(text, near) or is_worded(_WHOSE.sub(" ", text), near)


def _closest(
    mentions: Sequence[Mention],
    said: Mapping[int, tuple[str, Sentence]],
    spelt_out: Callable[[Sequence[str]], Sequence[str]],
) -> dict[str, tuple[int, ...]]:
    """Return for each omission the sentences that are closest to it of all that they play down.

    That is the one of which a sentence has the longest phrase, of several the first that it names.
    """
    denied: dict[int, list[Omission]] = {}
    for mention in mentions:
        for n in mention.denying:
            denied.setdefault(n, []).append(mention.omission)
    found: dict[str, tuple[int, ...]] = {mention.omission.id: () for mention in mentions}
    for n, omissions in sorted(denied.items()):
        close = omissions[0]
        if len(omissions) > 1:
            close = max(omissions, key=lambda one: _closeness(one, *said[n], spelt_out))
        found[close.id] += (n,)
    return found


def _closeness(
    omission: Omission, said: str, sentence: Sentence, spelt_out: Callable[[Sequence[str]], Sequence[str]]
) -> tuple[int, bool, int]:
    """Return how many words the longest phrase of an omission has that a sentence has, whether it names it, how near the beginning.

    What only denies has a word less (`no risk` is said of many things), a point on the very product of the sentence one more.
    """
    best = (0, False, -len(said))
    naming = (omission.label, *omission.touched_by, *spelt_out(omission.asked_as))
    denying = set(omission.denied_as).difference(naming)
    for phrase in (*naming, *omission.denied_as):
        at, length = said.find(f" {begins(phrase)}"), len(phrase.replace("*", " ").split()) - (phrase in denying)
        if at >= 0 and (found := (length, phrase not in denying, -at)) > best and is_worded(said, [phrase]):
            best = found
    is_on_product = any(product.startswith(topic) for topic in omission.topics for product in sentence.interventions)
    is_of_dose = omission.warns_of == DOSE and takes_more(said)
    return best[0] + is_on_product + 2 * is_of_dose, *best[1:]


def _point(omission: Omission, spelt_out: Callable[[Sequence[str]], Sequence[str]]) -> Point:
    """Return what an omission warns of, with the phrases that touch it."""
    said, denials = (omission.label, *omission.absent, *omission.touched_by), spelt_out(omission.denied_as)
    return Point(omission.warns_of, lambda: (*said, *denials, *spelt_out(omission.asked_as)), denials)


def _kept_from_help(point: Point, passages: Sequence[Passage], places: Iterable[int]) -> Iterator[int]:
    """Yield the numbers of the sentences a little below those at `places` that say to do without help in this danger."""
    for place in places:
        one = passages[place]
        for other in passages[place + 1 : place + 1 + _BELOW]:
            if other.n and other.section == one.section and point.is_help_kept_away_below(one.text, other.text):
                yield other.n


def _denying(point: Point, passages: Sequence[Passage], places: Iterable[int], leads: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the sentences that play down what a point warns of: of those at `places`, and of answers to these.

    A heading says nothing, nor does a sentence that the next one takes back.
    """
    for place in places:
        one = passages[place]
        following = next((other for other in passages[place + 1 : place + 2] if other.n), None)
        if following is not None and (
            (one.is_question and point.is_answered_away(one.text, following.text))
            or ((one.is_question or not one.n) and point.is_urged_below(following.text))
        ):
            yield following.n
        is_taken_back = following is not None and refutes(following.text)
        is_said = bool(one.n) and not one.is_question and not is_taken_back
        row = _ANSWERED.fullmatch(one.text) if one.kind == "row" else None
        is_answered = row is not None and point.is_answered_away(row["question"], row["answer"])
        if is_said and (is_answered or point.is_played_down(one.text, one.heading, leads[place])):
            yield one.n


def _worded(phrases: Iterable[str], texts: Sequence[str], page: Places) -> set[int]:
    """Return the places of the sentences that have one of some phrases, of which the two longest words are looked for first."""
    by_longest: dict[str, dict[str, list[str]]] = {}
    for phrase in phrases:
        longest, other = _two_longest(phrase)
        by_longest.setdefault(longest, {}).setdefault(other, []).append(phrase)
    found: set[int] = set()
    for longest, alike in by_longest.items():
        for place in set(page.having(as_written(longest))) - found:
            stems = stems_of(texts[place])
            if any(other in stems and is_worded(texts[place], some) for other, some in alike.items()):
                found.add(place)
    return found


@lru_cache(maxsize=20_000)
def _two_longest(phrase: str) -> tuple[str, str]:
    """Return the longest word of a phrase and the stem of the next one, which is empty where only a beginning or nothing is left."""
    said = phrase.split()
    longest = max(said, key=len)
    said.remove(longest)
    other = max(said, key=len, default="")
    return longest, stem(other) if other.isalpha() else ""


def _number(passages: Sequence[Passage], place: int) -> int | None:
    """Return the number of a sentence, or of the first one under a heading; None where there is none."""
    section = passages[place].section
    under = takewhile(lambda one: one.section == section, map(passages.__getitem__, range(place, len(passages))))
    return next((one.n for one in under if one.n), None)


def _harm(omission: Omission) -> tuple[int, int]:
    """Return by what omissions are put in order: those first that one could come to harm by, in a crisis or by treatment."""
    harm = next((place for place, topics in enumerate(HARMS) if topics.intersection(omission.topics)), len(HARMS))
    return harm, IMPORTANCES.index(omission.importance)


def _touching(
    omission: Omission,
    passages: Sequence[Passage],
    asked: set[int],
    page: Places,
    shared: set[str],
) -> dict[int, int]:
    """Return the places of the sentences that touch an omission, each with how many of its words and phrases it has.

    `asked` are those that have a phrase by which one asks about it. Each touches it that has such a phrase, or a word by which a page
    would say this and no other omission (`shared` words may be on another one). For one that is not core, a phrase is enough
    only if it is the first, the most telling one; of others the sentence must have such a word, too.
    """
    names = {one for one in omission.absent if one.isupper()}
    said, own = Counter[int](), set[int]()
    for word in omission.absent:
        places = list(_named(word, passages, page) if word in names else page.having(as_written(word)))
        said.update(places)
        own.update(() if word in shared else places)
    touching = asked | own
    if omission.importance != IMPORTANCES[0]:
        lowered = {one.lower() for one in names}
        first = map(as_written, omission.asked_as[:1])
        touching = (asked & said.keys()) | {
            place for one in first if one.strip() not in lowered for place in page.having(one)
        }
    return {place: said[place] + (place in asked) for place in touching}


def _named(name: str, passages: Sequence[Passage], page: Places) -> Iterator[int]:
    """Yield the places of the sentences that have a name in capitals."""
    if as_written(name).strip() in page.whole:
        pattern = re.compile(rf"\b{re.escape(name)}\b")
        yield from (place for place, one in enumerate(passages) if pattern.search(one.text))


def spelling(store: Store) -> Callable[[Places], Callable[[Sequence[str]], Sequence[str]]]:
    """Return what gives for the words of a page what spells out phrases that have braces or ranges: as far as their words are on the page.

    The vocabulary is read once, and only for these.
    """

    @cache
    def expansion() -> Expansion:
        return Expansion(store.listed("concept"), chain(store.listed("intervention"), store.listed("population")))

    def on_page(page: Places) -> Callable[[Sequence[str]], Sequence[str]]:
        @cache
        def of_concept(braces: str) -> tuple[str, ...]:
            return tuple(one for one in expansion().of(braces) if page.may_have(begins(one)))

        def spelt_out(phrases: Sequence[str]) -> Sequence[str]:
            return [one for phrase in phrases for one in (of(phrase) if "{" in phrase or ".." in phrase else (phrase,))]

        def of(phrase: str) -> Iterator[str]:
            parts = [of_concept(part) if place % 2 else (part,) for place, part in enumerate(_BRACES.split(phrase))]
            return map("".join, product(*parts))

        return spelt_out

    return on_page


_BRACES = late(r"(\{[^{}]*\}|(?<!\S)\d{1,3}\.\.\d{1,3}(?!\S))")


def _may_have(text: str, phrases: Iterable[str]) -> list[str]:
    """Return the phrases whose longest word a text may have; a short one may be there in another form (`took`)."""
    return [one for one in phrases if len(begins(one)) < BEGINNING or f" {begins(one)}" in text]
