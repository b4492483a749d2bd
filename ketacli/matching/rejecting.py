"""Tell which statement a sentence rejects: what is called untrue, what nobody should believe, say or offer.

Whoever rejects that something is safe warns of it, and whoever rejects that it harms plays it down: so what is rejected
is read by itself. The phrases are of English and of no subject; `ketacli.matching.phrasing` says how they are written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ketacli.frozen import NamedTuple
from ketacli.matching.folding import text_of_words
from ketacli.matching.phrasing import any_of, one_of
from ketacli.patterns import late

_NOW = late(
    r"[;:\u2013\u2014]+|\s-\s|[,.!?]\s(?=(?:it|its|this|that|they|we|you|he|she|in fact|in truth|and (?:it|this|that))\b)|,?\sbut\b",
    re.IGNORECASE,
)
"""Where a sentence has done with what it rejects, and may say what holds: `Do not believe it: it is safe`."""

_NOT = one_of("do not, dont, never, should not, shouldnt, must not, mustnt")
_NOBODY = one_of("""
    nobody, no one, none of (us|them|you), no <2> (person|expert|doctor|physician|psychiatrist|nurse|pharmacist)
    no <2> (clinic|provider|prescriber|company|website|study|trial|evidence|research)
""")
_MODAL = one_of("can, could, should, would, may, must, will, ought to, is allowed to, has the right to")
_WHO = one_of("""
    anyone, anybody, whoever, someone, somebody, those, people, friends?, everyone, everybody, all
    clinics?, providers?, companies, company, websites?, sites?, pages?, doctors?, prescribers?, sellers?, apps?
    adverts?, ads, advertisements?, influencers?, forums?, posts?, leaflets?, brochures?, salesmen
""")
_SAYS = one_of("""
    says?, saying, tells?, telling, claims?, claiming, promises?, promising, insists?, insisting, swears?, writes?
    suggests?, suggesting, advertises?, advertising, states?, stating, pretends?, assures?, assuring, thinks?, believes?
    sells?, selling, ships?, shipping, offers?, offering, gives?, giving, lets?, letting, allows?, allowing, mails?
    recommends?, recommending, advises?, advising, urges?, urging, argues?, denies?, hands? out, prescribes?
""")
_TOLD = one_of("""
    tell, say, claim, promise, state, pretend, recommend, suggest, advise, assure, guarantee, argue, maintain, swear
    think, believe, assume, insist, convince, persuade, talk, allow, let, encourage, urge
""")
_UNSURE = one_of(
    "we, i, they, doctors, experts, researchers, scientists, authors, the (trial|study|studies|trials|review|data|evidence)"
)
_SAID = one_of("idea, notion, claim, belief, line, rumou?r, saying, statement, promise, view, assertion, suggestion")
_UNTRUE = one_of("""
    not true, not correct, not so, not the case, not right, untrue, false, wrong, incorrect, misleading, mistaken
    myths?, lies?, nonsense, rubbish, fiction, a misconception, dangerous, irresponsible, reckless, a mistake, foolish
    not (supported|backed|based|borne out|proven), unsupported, unproven, unfounded, baseless, naive, madness, folly
""")
_BAD = one_of(f"""
    {_UNTRUE}, lying, liars?, fools?, dishonest, breaking, breaks, break, risking, risks, putting, puts, put, endangers?
    reported, avoided, ignored, ashamed, in breach, against, malpractice, closed, sued, not to be trusted, untrustworthy
""")
_BELIEVE = one_of("""
    believe, trust, listen to, fall for, assume, think, suppose, accept, buy into, be fooled, be told, rely on
    be taken in, be misled, be persuaded, be convinced, conclude, pretend, claim, say, tell (people|them|patients|anyone)
    let <1-2> (tell|talk|persuade|convince|fool|make|sell)
""")
_LEAVE = one_of("""
    avoid, beware of, be wary of, be (very|especially) wary of, watch out for, stay away from, keep away from, distrust
    steer clear of, walk away from, run from, run away from, report, be careful with, be suspicious of, be sceptical of
    be skeptical of, think twice about, look out for, beware
""")
_GO = one_of("""
    walk away, walk out, run, leave, go elsewhere, find another, find a different, report (it|them|him|her), get out
    look elsewhere, look for another, say no, turn around, be careful, be wary, beware, do not, dont, hang up, refuse
    ask for another, get a second, that is a warning, that is a red flag, it is a red flag
""")

_REJECTS = any_of(f"""
    (is|was|it|that) <2> {_UNTRUE} (that|to (say|claim|think|believe|assume|suggest|suppose|tell|imagine))
    {_NOT} [ever|just|simply|please] {_BELIEVE}
    (nobody|no one) (should|must|may|can|ought to) [ever] {_BELIEVE}
    {_NOBODY} {_MODAL} [ever|honestly|seriously|responsibly] {_TOLD}
    {_UNSURE} (cannot|can not|cant|could not|do not|dont) <1> (say|know|claim|promise|guarantee|tell you) <2 of you|yet|today|for sure|with certainty> that
    (not|doesnt|dont|cannot|cant) <1> (support|bear out|back|confirm) the (idea|notion|claim|belief) that
    too little <4> to <1> (say|claim|conclude|tell)
    {_NOT} do (what|as|like) <2> (did|do|said|say)
    (stop|quit|no longer) (telling|saying|claiming|promising|pretending|believing|thinking|insisting|advertising)
    i wish (nobody|no one|they|he|she|my <1-2>) had [not|never] (told|said|claimed|promised)
    ^[please|so|and|always] {_LEAVE} <3> (who|that|which|(?={_SAYS}))
""")
"""What comes before a rejected statement."""

_CONDEMNED = (
    any_of(
        "^that (?P<what>.+) (has|have|was|were) (never|not|yet to) [yet|to] be(en)? (shown|proven|proved|established|demonstrated|tested)"
    ),
    any_of(f"{_SAID} that (?P<what>.+) (is|are|was|were) <2> {_UNTRUE} <4>$"),
    any_of(f"{_WHO} <3> [who|that|which] {_SAYS} (?P<what>.+) (is|are|should be|must be|ought to be) <2> {_BAD} <6>$"),
    any_of(f"^if <4> {_SAYS} (?P<what>.+) [then|just|please] {_GO}"),
)
"""What has a statement between whoever makes it and what is to be thought of that."""

_WHAT = one_of("it, that, this, they, you, he, she, we, which, none of (it|this|that)")
_DOES = one_of("is, are, was, were, do, does, did, can, could, should, must, may, has, have")
_TAKEN_BACK = any_of(f"""
    ^[and|yet|in fact|in truth] {_WHAT} {_DOES} <1> not$  # it is not
    ^[and|yet|in fact|in truth] {_WHAT} (isnt|wasnt|doesnt|didnt|cannot|cant|arent|dont|shouldnt)$
    ^[and|yet|in fact|in truth] {_WHAT} (is|are|was|were) <2> {_UNTRUE}$
    ^[and|yet|in fact|in truth] {_WHAT} (isnt|wasnt|arent) <1> (true|so|right|correct|the case)$
""")
"""What takes back what comes before it in the same sentence."""


class Rejected(NamedTuple):
    """The statement that a sentence rejects, `what`, and what it says besides, `held`; both as they were written or folded."""

    what: str
    held: str = ""


@lru_cache(maxsize=2_000)
def rejected(text: str) -> Rejected | None:
    """Return what a sentence rejects; None where it rejects nothing.

    >>> rejected("It is not true that grapefruit is safe.")
    Rejected(what='grapefruit is safe', held='')
    >>> rejected("Do not believe the scare stories: grapefruit is safe.")
    Rejected(what='the scare stories', held='grapefruit is safe')
    """
    parts = [part for part in _NOW.split(text) if part and part.strip()]
    said = [text_of_words(part) for part in parts]
    if len(said) > 1 and _TAKEN_BACK.search(said[-1]):
        return Rejected(" ".join(said[:-1]))
    for at, part in enumerate(said):
        if found := _REJECTS.search(part):
            return Rejected(part[found.end() :].strip(), " ".join((*said[:at], *said[at + 1 :])))
    whole = text_of_words(text)
    condemned = (one.search(whole) for one in _CONDEMNED)
    return next((Rejected(found["what"], whole[found.end() :].strip()) for found in condemned if found), None)
