"""Tell whether what a sentence says besides a claim leaves the claim as it is.

It does where it is something else that the sentence says, too: `…, then you may drive home`. It does not where it says of
whom, when or where the claim holds (`… during pregnancy`), that it is not so, or that somebody says so: then the sentence
claims another thing, or nothing. Only the forms of English that are listed pass; any other is a difference.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.matching.english import GRAMMAR, listed
from ketacli.matching.folding import words
from ketacli.matching.tone import BOASTS, HEDGES, NEGATIONS, USUALLY, clauses
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ketacli.matching.leftover import Stretch


DOUBTING = listed(
    "say says said saying tell tells told think thinks hear heard view views argue argues argued insist insists insisted opinion "
    "opinions hope hopes hoped hopefully wish wishes agree agrees agreed disagree disagrees proof opposite contrary according "
    "critics opponents proponents sceptics skeptics perhaps maybe possibly possible theory theoretically guess suppose assume "
    "assumes assumed nonsense hoax fantasy lie lies formerly former past except unless only until if provided providing assuming supposing insofar otherwise exception exceptionally "
    "apart aside quote quotes quoting refuted retracted discredited overturned disowned disproved faked fake fabricated invented fraud fraudulent bogus "
    "fable fairy legend fiction absurd ridiculous laughable error errors errs erred mistake mistaken reverse lied lying liars sales "
    "slogan propaganda"
)
"""Words by which a sentence doubts, ascribes or limits what it says in another part."""
_LATER = listed("once besides")
"""Those that do so but as the first word, where they begin another statement."""
_DOUBTING_PAIRS = frozenset(
    {
        ("as", "long"),
        ("so", "long"),
        ("as", "far"),
        ("any", "longer"),
        ("any", "more"),
        ("not", "so"),
        ("is", "what"),
        ("was", "what"),
        ("is", "how"),
        ("was", "how"),
        ("made", "up"),
        ("as", "if"),
    }
)
_TAKING = listed("that whether if how why which who to with without against than of")
"""After what a sentence begins with these make of it who says so, or what the claim is said of: `an allergy to …`."""

_RESTRICTING = listed(
    "as in for during with among amongst at without within after before under when except like unlike by on since if unless though "
    "although despite where to of from over through throughout between beyond than per whenever against outside inside into near "
    "towards toward following via even especially particularly mainly mostly not never hardly instead together alone every each "
    "twice once daily"
)
"""What begins a part that says for whom, when, where or how something holds."""
_RESTRICTING_KINDS = _RESTRICTING - listed("as of by to")
"""Of these, what says so of a kind: not `an anaesthetic of short duration`."""

_HARMLESS = (
    GRAMMAR
    - NEGATIONS
    - BOASTS
    - HEDGES
    - listed(
        "within over under before until except unless or than enough quite rather almost nearly somewhat less more much too so"
    )
) | listed(
    "office clinic hospital doctor doctors centre center facility room visit dose session setting healthcare health care medical certified"
)
_PLACES = listed("office offices clinic clinics hospital hospitals centre center facility setting")
"""Of these alone a part may be made that says where and how one is cared for."""

_JOINING = listed("and but or so yet then also however moreover besides therefore")
_TURNING = listed("but yet though although however")
_REASONS = listed("because so")
_OF_IT = listed("it this that there they them")
_CLAUSES = listed("because while whereas which and but so then is are was were has have had can may will does do did")
"""What begins another statement without a mark of punctuation before it, too."""
_NAMING = listed("a an my")
_VERBS = listed("is are was were has have had can may will must should would could does do did")
_LIMITING = listed("in during for among without when if within until")
_RELATIVE = listed("who whom whose that")
_ADVERBS = listed(
    "lately recently newly already now currently nowadays today also actually really officially clearly well"
)
"""Words before a verb that change nothing of what it says."""
_IDLE = listed(
    "drug drugs medicine medicines medication medications agent treatment treatments therapy therapies people patient patients "
    "person persons individuals type kind form sort way ways setting considered regarded"
)
_LASTING = late(r"^for (?:[\w-]+ ){0,5}(?:years|decades|century|centuries)\b", re.IGNORECASE)
_HAVING = late(r"^with (?:[\w-]+ ){0,3}(?:effects?|properties|potential|approval|uses?)\b", re.IGNORECASE)
_MARK = late(r"[,;:.()\u2013\u2014]")

MORE = 4
"""How many words more of the same may have: `and post-traumatic stress`."""

NEAR = 3
"""Among how many first words a denial is one of the claim: `…, which nobody has shown`."""


def is_apart(left: Sequence[Stretch], *, is_identity: bool, products: Collection[str] = ()) -> bool:
    """Whether what is left over of a sentence leaves a version of a claim as it is; `products` are the words for products.

    What a thing is called, or of what kind it is (`ketacli.matching.identity`), may be said by the way.
    """
    return not any(
        _doubts(one)
        or _TURNING.issuperset(one.words)
        or not ((_says_more_of_it(one) if is_identity else _is_another(one, products)) or _adds(one, products))
        for one in map(_without_idle, left)
    )


def _adds(one: Stretch, products: Collection[str]) -> bool:
    """Whether a part of a sentence only gives examples, or more of the same: `such as nausea`, `and anxiety`, `Unlike pills,`."""
    if one.is_first:
        return one.words[0] == "unlike" and one.closes
    if (
        one.words[:2] == ("such", "as")
        or one.words[0] == "including"
        or (one.words[0] == "where" and one.before in _PLACES)
    ):
        return one.is_last or one.closes
    if one.words[0] in {"or", "and"} and not _PLACES.isdisjoint(one.words) and _HARMLESS.issuperset(one.words[1:]):
        return True
    if (
        one.opens
        and one.is_last
        and (one.words[0] == "to" or one.words[:2] == ("so", "that"))
        and "which" not in one.words
    ):
        return True  # what for
    return (
        one.is_last
        and one.words[0] == "and"
        and not one.opens
        and one.before not in products
        and len(one.words) <= MORE
        and (_VERBS | _RESTRICTING | BOASTS | HEDGES).isdisjoint(one.words)
    )


def _without_idle(one: Stretch) -> Stretch:
    """Return a part of a sentence without the words at its beginning that belong to what comes before it: `drug in children`."""
    start = 0
    while start < len(one.words) - 1 and (
        one.words[start] in _IDLE
        or (not one.opens and one.words[start] in _VERBS and one.words[start + 1] in _RESTRICTING | _TURNING | _JOINING)
    ):
        start += 1
    return one._replace(words=one.words[start:])


def _doubts(one: Stretch) -> bool:
    """Whether a part of a sentence may take back what another says, or says who says so."""
    return (
        not DOUBTING.isdisjoint(one.words)
        or not _DOUBTING_PAIRS.isdisjoint(pairwise((*one.words, *one.after)))
        or not _LATER.isdisjoint(one.words[1:])
        or (one.is_first and not _TAKING.isdisjoint((*one.words[1:2], *one.words[-1:], *one.after)))
        or (
            (one.opens or one.words[0] != "that")
            and _denies(_content([word for part in clauses(one.text) for word in part]), one.words[0])
        )
        or any(_takes_back(list(words(chunk))) for chunk in _MARK.split(one.text))
    )


def _denies(said: Sequence[str], opening: str) -> bool:
    """Whether a part of a sentence denies what another says: `but not in women`, `though in Europe it is banned`."""
    if opening in _REASONS:
        return False
    is_of_it = opening in _TURNING and not (_RESTRICTING & {*said[:1]} | _OF_IT).isdisjoint(said)
    return not NEGATIONS.isdisjoint(said if is_of_it else said[:NEAR])


def _takes_back(said: Sequence[str]) -> bool:
    """Whether a part between marks of punctuation is on the whole of what comes before it, and denies it: `but it is not true`."""
    is_of_all = not _TURNING.isdisjoint(said[:1]) or (said[:1] == ["which"] and not NEGATIONS.isdisjoint(said[1:2]))
    return is_of_all and _denies(_content(said), said[0])


def _says_more_of_it(one: Stretch) -> bool:
    """Whether a part of a sentence says more of what a claim only names, and limits it nowhere: not `in children, …`."""
    is_marked = one.closes or bool(_MARK.search(one.text))
    if one.is_first and is_marked and _is_participle(_content(one.words)):
        return False
    ends = one.is_first or one.is_last
    stands_apart = (one.is_first and is_marked) or (one.is_last and not one.opens)
    if (
        one.is_last
        and not one.opens
        and (one.words[0] == "that" or _LASTING.search(one.text) or _HAVING.search(one.text))
    ):
        return True  # what kind it is, and how long it has been so
    is_amid = not (ends or one.opens or one.closes)
    if is_amid and not (BOASTS - USUALLY).isdisjoint(one.words):
        return False
    return not ((stands_apart or is_amid) and _RESTRICTING_KINDS.intersection(_content(one.words)[:1]))


def _is_another(one: Stretch, products: Collection[str]) -> bool:
    """Whether a part of a sentence is another statement, or says where one is cared for."""
    if _HARMLESS.issuperset(one.words) and not one.is_first:
        return True
    if one.is_first and _VERBS.isdisjoint(one.words):
        return False  # it names something, of which the rest is said
    if one.words[0] in _VERBS and not one.opens and _is_predicate(one, products):
        return one.after[-1:] in {("that",), ("which",)} and HEDGES.isdisjoint(one.words)  # `is a medicine that`
    calls_it = one.words[0] in _NAMING and _VERBS.isdisjoint(one.words)  # `a sales trick`
    limits_it = "which" in one.words[:2] and not _LIMITING.isdisjoint(one.words)  # `, to which it binds in children`
    return (
        not (one.is_last and (calls_it or limits_it))
        and _begins(one)
        and (one.closes or _ends(one))
        and not any(_restricts(list(words(chunk))) for chunk in _MARK.split(one.text))
    )


def _is_predicate(one: Stretch, products: Collection[str]) -> bool:
    """Whether what begins with a verb says something of what the claim is on; not `First an anaesthetic, ketamine is used today`."""
    is_of_product = one.is_last and one.is_after_mark and one.before in products
    return not is_of_product and (one.is_last or not _MARK.search(one.text))


def _begins(one: Stretch) -> bool:
    """Whether a part of a sentence begins as another statement does: not `infusions that nurses watch`, `and alcohol are`."""
    first, content = one.words[0], _content(one.words)
    return (
        (one.opens or first in _CLAUSES)
        and _RELATIVE.isdisjoint(content[:1])
        and (one.closes or first not in _JOINING or not _VERBS.isdisjoint(one.words))
    )


def _ends(one: Stretch) -> bool:
    """Whether a part of a sentence before which the claim goes on is none of it: not `gout is`, `oral`."""
    last = one.words[-1]
    is_subject = last in _RESTRICTING or (not _VERBS.isdisjoint(one.after))
    return (
        (bool(one.after) or last in GRAMMAR | _ADVERBS)
        and (BOASTS - USUALLY).isdisjoint(one.words)
        and not (one.is_first and is_subject)
    )


def _restricts(said: Sequence[str]) -> bool:
    """Whether words between marks of punctuation say for whom, when or where something holds, and nothing else."""
    content = _content(said)
    is_clause = len(content) < len(said) and not _VERBS.isdisjoint(said)
    return _is_participle(content) or (not (_RESTRICTING - {"to"}).isdisjoint(content[:1]) and not is_clause)


def _is_participle(said: Sequence[str]) -> bool:
    """Whether words say how something is done, as a participle does: `injected under the skin`."""
    return bool(said) and said[0].endswith(("ed", "en", "ing")) and _VERBS.isdisjoint(said)


def _content(said: Sequence[str]) -> list[str]:
    """Return words without those that join them to what comes before."""
    return [word for word in said if word not in _JOINING]
