"""How a text says what it says: as so or not, surely or perhaps, strongly or not, and under what condition.

Two texts with the same words say the same only if they agree in all of this. The lists are of English and of no
subject, and each errs towards difference: a sentence that is only compared with a claim has lost little, one that is
put under the verdict of what it denies is the worst that can happen.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.bounding import unbounded
from ketacli.matching.english import listed
from ketacli.matching.folding import words
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable


NEGATIONS = listed(
    "no not non never none neither nor without nobody nothing nowhere anything yet "
    "cannot cant dont doesnt didnt isnt arent aint ain wasnt werent wont wouldnt couldnt shouldnt havent hasnt hadnt "
    "hardly barely rarely seldom scarcely unlikely impossible unable inability contrary against free devoid "
    "lack lacks lacking lacked absent absence fail fails failed failing stop stops stopped prevent prevents "
    "deny denies denied refuse refuses refused reject rejects rejected refuted "
    "unproven unapproved unlicensed unsafe ineffective unclear unknown unsuitable unreliable insufficient inadequate "
    "banned prohibited forbidden excludes excluding withdrawn withdrew revoked"
)
HEDGES = listed(
    "may might could can would perhaps maybe possible possibly probably presumably potential potentially likely "
    "sometimes some occasionally seem seems seemed appear appears appeared thought believed theory theoretically "
    "suggest suggests suggested suggesting hint hints indicate indicates hypothesis "
    "promising hope hoped supposedly allegedly reportedly"
)
BOASTS = listed(
    "every all any only most never none always everyone everybody nobody exclusively solely "
    "proven proved guaranteed guarantee guarantees cure cures cured miracle best unparalleled exceptional permanent "
    "very truly extremely highly remarkably astonishingly dramatically exceptionally incredibly profoundly permanently "
    "completely entirely totally perfectly absolutely undoubtedly definitely certainly immediately instantly "
    "generally usually mostly typically particularly especially equally"
)
USUALLY = listed("generally usually mostly typically")
"""Those that take something back: without them a text says more."""
CONDITIONS = listed(
    "if unless until except provided depending when while instead rather than without before after despite although "
    "though whereas unlike"
)
_HARMS = listed(
    "risk risks risky harm harms harmful harmed danger dangers dangerous hazard hazards hazardous unsafe toxic"
)
_HARMLESS = listed("safe safely harmless riskfree")
_NO = listed(
    "no not never none neither nor without cannot cant dont doesnt didnt isnt arent free zero devoid nobody nothing"
)
_BEFORE_HARM = 4
_OPENING = listed("if unless when whenever once provided until without except only not nor neither despite")
_CONNECTING = listed("but and or yet so")
_DENIALS = frozenset(
    {("far", "from"), ("anything", "but"), ("by", "no"), ("instead", "of"), ("rather", "than"), ("short", "of")}
)
_KEEPING = listed("keep keeps kept keeping hinder hinders")
"""What denies where `from` follows: `keeps the brain from healing`."""
_DENYING = frozenset(first for first, _ in _DENIALS)
DUTIES = listed("should must ought need needs required requires recommended recommend recommends advise advises")
DOUBTS = listed(
    "whether wonder wondered ask asks asked question questions questioned questionable doubt doubts doubted doubtful "
    "test testing tests examine examined investigate investigated aim aims aimed imagine pretend "
    "hypothesis hypothesised hypothesized believe believes believed "
    "claim claims claimed claiming allege alleged alleges allegedly reportedly supposed supposedly "
    "purported purportedly promise promises promised hype advertise advertised advertises advertising "
    "advertisement advertisements advert adverts ads "
    "myth myths misconception misconceptions rumour rumor false falsely wrong wrongly untrue mistaken mistakenly "
    "incorrect incorrectly inaccurate misleading overstated exaggerated exaggerate "
    "contradict contradicts contradicted dispute disputes disputed disproved disproven debunk debunked debunks"
)

_ADVERBS = listed("widely commonly often generally")

_SCALES = """
few fewer little less limited minimal low lower rare uncommon infrequent minor small slight mild
many much more several numerous high higher great greater large larger common frequent major severe serious considerable

short shorter brief briefly quick quickly fast faster rapid rapidly soon sooner early earlier
  immediate immediately hours
long longer lasting slow slower slowly late later delayed gradual gradually weeks months

better best superior stronger good improve improves improved improving improvement safe safer effective successful
worse worst inferior weaker bad worsen worsens worsened deteriorate dangerous unsafe harmful ineffective risky

increase increases increased raise raises raised rise rises more boost boosts enhance enhances grow grows higher
decrease decreases decreased reduce reduces reduced lower lowers lowered fall falls fell drop drops less decline

majority most
minority few handful

alone monotherapy
together combined combination alongside

block blocks blocked blocking inhibit inhibits antagonist
activate activates stimulate stimulates agonist release releases produce produces

child children teenager teenagers adolescent adolescents minor minors

temporary temporarily
permanent permanently lasting forever

legal allowed permitted legally
illegal banned prohibited unapproved unlicensed off

first initially originally
second third final

home
pharmacy
"""
"""Of each of these, two texts that say the same are at the same end, or both do not speak of it."""
LIMITS = listed(
    "only solely mouse mice rat rats rodent rodents animal animals monkey monkeys horse horses dog dogs cat cats pig "
    "pigs veterinary"
)
"""What makes less of a whole sentence, in whichever clause it is."""
_SIDES = """
before prior beforehand
after afterwards following

start starts started begin begins began onset
stop stops stopped end ends ended discontinue discontinued

new newer novel fresh
old older

supervised supervision monitored
unsupervised unmonitored

up
down
"""
"""Of these they may not be at different ends: one may leave it open."""


def _ends_of(scales: str) -> dict[str, list[int]]:
    """Return for each word of some scales the ends at which it is: 0 and 1 of the first, 2 and 3 of the second."""
    found: dict[str, list[int]] = {}
    for number, end in enumerate(re.split(r"\n+(?! )", scales.strip())):
        for word in end.split():
            found.setdefault(word, []).append(number)
    return found


_ENDS, _OPEN_ENDS = _ends_of(_SCALES), _ends_of(_SIDES)

_BREAK = late(
    r"[;:()\u2013\u2014|]|\s-\s|,\s(?:while|whereas|although|though)\s|,\s"
    r"|\s(?<!anything\s)(?<!nothing\s)(?=but\s)|\s(?=(?:whereas|although|though|because|unlike|while|which|so that)\s)"
    r"|\sand\s(?=(?:is|are|was|were|has|have|can|cannot|may|must|should|will|does|do|it|they|we|you)\s)"
    r"|\s(?=before\s(?:you|they|we|he|she|patients|people|being|going|leaving)\s)"
)


class Tone(NamedTuple):
    """How a text says what it says: the words of each list that it has, and `words`, all of its folded words."""

    words: frozenset[str]
    negations: frozenset[str]
    hedges: frozenset[str]
    boasts: frozenset[str]
    conditions: frozenset[str]
    duties: frozenset[str]
    denials: int = 0
    """How many times it denies something: `not true that it does not` does twice."""
    condition: str = ""
    """The word with which a clause opens that sets a condition for others: `unless` you smoke, but `only` in rats."""


def tone(said: Iterable[str]) -> Tone:
    """Return the tone of folded words, in order."""
    told = list(said)
    found = frozenset(told)
    denials = 0 if NEGATIONS.isdisjoint(found) else sum(word in NEGATIONS for word in told)
    if not _DENYING.isdisjoint(found):
        denials += sum(pair in _DENIALS for pair in pairwise(told))
    if not _KEEPING.isdisjoint(found):
        denials += sum(word in _KEEPING and "from" in told[place + 1 : place + 5] for place, word in enumerate(told))
    opening = next((word for word in told[:2] if word not in _CONNECTING), "")
    boasts = found & BOASTS
    hedges = found & HEDGES
    if "can" in found and ("can", "be") in pairwise(told):
        hedges |= {"can be"}
    return Tone(
        found,
        found & NEGATIONS,
        hedges,
        boasts - {"everyone"} | {"everybody"} if "everyone" in boasts else boasts,
        found & CONDITIONS,
        found & DUTIES,
        denials,
        opening if opening in _OPENING else "",
    )


@lru_cache(maxsize=1024)
def together(tones: tuple[Tone, ...]) -> Tone:
    """Return the tone of several clauses."""
    words = frozenset().union(*(one.words for one in tones))
    hedges = frozenset().union(*(one.hedges for one in tones))
    return tone(words)._replace(denials=sum(one.denials for one in tones), hedges=hedges, condition="")


def agree(sentence: Tone, claim: Tone) -> bool:
    """Whether a sentence says what a claim says as the claim says it."""
    return (
        sentence.denials == claim.denials
        and _are_as_sure(sentence.hedges, claim.hedges)
        and sentence.boasts - USUALLY <= claim.boasts
        and bool(claim.boasts & USUALLY) <= bool(sentence.boasts & USUALLY)
        and {"only", "proven", "never", "all", "every", "most"} & claim.boasts <= sentence.boasts
        and sentence.conditions <= claim.conditions
        and bool(sentence.duties) <= bool(claim.duties)
        and _ends(sentence.words) == _ends(claim.words)
    )


def _are_as_sure(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts are as sure as each other: what can help may help, and does; what can be safe may not be."""
    return bool(one) == bool(other) or one | other == {"can"}


@lru_cache(maxsize=1024)
def _ends(words: frozenset[str]) -> frozenset[int]:
    """Return the ends of the scales at which words are."""
    return frozenset([end for word in words & _ENDS.keys() for end in _ENDS[word]])


def are_opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts are at different ends of something, and neither at both: one is on `before`, one on `after`."""
    theirs = _sides(other)
    return any(end ^ 1 in theirs for end in _sides(one))


@lru_cache(maxsize=1024)
def _sides(words: frozenset[str]) -> frozenset[int]:
    """Return the ends at which words are of what may be left open, but for those of which they are at both."""
    found = {end for word in words & _OPEN_ENDS.keys() for end in _OPEN_ENDS[word]}
    return frozenset([end for end in found if end ^ 1 not in found])


_BELIEVED = listed("thought believed assumed said considered held")
_ARE = _ADVERBS | listed("is are was were be been being first drug medicine medication substance anaesthetic")
"""What comes before `used to` where it is what for, and not what once was."""
_ONCE = listed("once formerly previously long originally was were")


def doubts(said: Iterable[str]) -> frozenset[str]:
    """Return the words by which a text speaks of a statement and may not make it: as a question, a myth, an old belief.

    What is believed is as doubtful as what is thought.
    """
    told = list(said)
    found = DOUBTS.intersection(told)
    if not _BELIEVED.isdisjoint(told):
        found |= {
            other
            for one, other in pairwise(word for word in told if word not in _ADVERBS)
            if one in _ONCE and other in _BELIEVED
        }
    if "longer" in told or "used" in told:
        found |= {
            other
            for before, one, other in zip(["", *told], told, told[1:], strict=False)
            if (one, other) == ("no", "longer") or ((one, other) == ("used", "to") and before not in _ARE)
        }
    return found | (_BELIEVED if not found.isdisjoint(_BELIEVED) else frozenset())


@lru_cache(maxsize=1024)
def is_called_harmless(text: str) -> bool:
    """Whether a text says of something that it does no harm: `is safe`, `carries no risk`, `has no side effects`."""
    said = words(text.replace("-", " "))
    for place, word in enumerate(said):
        before = said[max(0, place - _BEFORE_HARM) : place]
        is_denied = sum(one in _NO for one in before) % 2 == 1
        if word in _HARMLESS:
            return not is_denied
        if word in _HARMS or (word in {"effect", "effects"} and before[-1:] == ("side",)):
            return is_denied != (said[place + 1 : place + 2] == ("free",))
    return False


@lru_cache(maxsize=1024)
def is_called_not_harmless(text: str) -> bool:
    """Whether a text denies of something that it does no harm: `is not risk-free`, `is never completely safe`."""
    said = words(text.replace("-", " "))
    for place, word in enumerate(said):
        if word in _HARMLESS or (word in _HARMS and said[place + 1 : place + 2] == ("free",)):
            return sum(one in _NO for one in said[max(0, place - _BEFORE_HARM) : place]) % 2 == 1
    return False


_UNAPPROVED = late(
    r"\boff-label\b|\boff label\b|\bunapproved\b|\bwithout (?:\w+ ){0,2}approval\b"
    r"|\bno (?:\w+ ){0,2}(?:company|companies|manufacturer|sponsor)\b[^.]*\bapproval\b",
    re.IGNORECASE,
)
_APPROVED = late(r"\bapproved\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def is_called_unapproved(text: str) -> bool:
    """Whether a text says in other words than a denial that something has no approval: `is off-label`, `no company is willing to pay for an approval`."""
    return bool(_UNAPPROVED.search(text))


@lru_cache(maxsize=1024)
def is_called_approved(text: str) -> bool:
    """Whether a text says that something is approved, and nothing of what is not."""
    return bool(_APPROVED.search(text)) and not _UNAPPROVED.search(text) and _NO.isdisjoint(words(text))


_SAME = late(r"\b(?:the same|equal|identical|as (?:good|well|much|high) as)\b", re.IGNORECASE)
_MORE = late(r"\b(?:best|better|higher|highest|more|most|worse|lower|less|least)\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def says_the_same(text: str) -> bool:
    """Whether a text says of two things that they are alike: `have the same bioavailability`."""
    return bool(_SAME.search(text)) and not _MORE.search(text) and _NO.isdisjoint(words(text))


@lru_cache(maxsize=1024)
def says_more(text: str) -> bool:
    """Whether a text says that one thing is above all others: `is best absorbed`."""
    return bool(re.search(r"\b(?:best|highest|most)\b", text)) and _NO.isdisjoint(words(text))


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded words of each clause of a sentence, but for what only bounds its numbers."""
    return tuple(found for part in _BREAK.split(unbounded(text)) if (found := tuple(words(part)))) or ((),)


_REFUTES = late(
    r"\W*(?:no[,.!]|false\b|wrong\b|not (?:true|so|quite|really|exactly)\b|incorrect\b|myth\b|untrue\b"
    r"|fact:|reality:|truth:"
    r"|(?:this|that|it|which)(?: claim| statement)? (?:is|was) (?:simply |just |also |a )?"
    r"(?:not(?: true| so| right| correct| the case)?\W*$|(?:not (?:true|so|right|correct|the case)|false|wrong|untrue|incorrect|myth"
    r"|misleading)\b(?! (?:that|to)\b))"
    r"|(?:he|she|they) (?:is|was|are|were) (?:simply |just |all )?(?:wrong|mistaken|lying)\b"
    r"|(?:this|that|it) isn.t(?:\W*$| true| so| right| correct| the case)|nothing could be\b|(?:but |yet |however,? )?(?:in (?:fact|reality|truth)|actually)\b)",
    re.IGNORECASE,
)
_ENDS_IN_A_QUESTION = late(r"\?[\W\d]*$")
_ENDED = late(r"[.!;:\u2026][\"'\u201d\u2019\u00bb)\]\s]*$")
_TITLE = 12
"""A text of so many words that ends without a full stop is more than a title."""
_ASSERTING = listed(
    "is are was were has have had can cannot cant may might will wont would could should must do does did dont doesnt "
    "didnt isnt arent wasnt werent helps works treats reduces relieves improves takes lasts begins starts gives comes "
    "goes makes gets shows says becomes remains requires receives blocks binds offers produces feels wears eases "
    "lowers raises happens"
)


def asserts(text: str) -> bool:
    """Whether a text may claim something: it is no question, and no title without a full stop or a verb."""
    if _ENDS_IN_A_QUESTION.search(text):
        return False
    said = list(words(text))
    return bool(_ENDED.search(text)) or len(said) >= _TITLE or not _ASSERTING.isdisjoint(said)


_MYTHS = late(r"\b(?:myths?|misconceptions?|false|misleading|lies|untrue|debunk\w*)\b", re.IGNORECASE)


_VERBS = listed("is are was were has have had means makes explains shows leaves can may will does takes gives")


def is_spoken_of(text: str) -> bool:
    """Whether what a text says may be only the subject of another statement: `That it is safe is a legend`."""
    said = list(words(text[:_BEGINNING]))
    return said[:1] == ["that"] and _VERBS.isdisjoint(said[1:2])


_BEGINNING = 40


def refutes(text: str) -> bool:
    """Whether a sentence begins as one does that takes back what came before."""
    return bool(_REFUTES.match(text))


def is_of_myths(heading: str) -> bool:
    """Whether a heading, or the beginning of a sentence, announces what is not so."""
    return bool(_MYTHS.search(heading))
