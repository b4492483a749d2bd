"""Tell whether a folded sentence warns, says that something is not known, or tells what is not so or what others say.

The phrases are of English and of no subject; `ketacli.matching.phrasing` says how they are written.
"""

from __future__ import annotations

from functools import lru_cache

from ketacli.matching.english import listed
from ketacli.matching.phrasing import any_of, has, one_of
from ketacli.matching.tone import doubts

_MODAL = one_of("do, does, did, should, must, may, can, could, will, would, shall, is, are, was, were")
_REFUSED = one_of("""
    take, taken, use, used, made use of, have, get, receive, undergo, become, drive, drink, eat, breastfeed, breast
    swallow, crush, snort, enjoy, mix, mixed, combine, combined, share, see, return, sign, miss, go, proceed
    give, given, treat, treated, offer, offered, prescribe, prescribed, admit, enrol, enroll, qualify, book, let
    stop, start, quit, drop, ditch, halve, skip, leave, left, come off, go off, give up, double, triple, ignore
    improve, protect, replace, substitute, operate, recommend, recommended, advise, advised, ask, able, a cure
    candidates?, suitable, safe, approved, licensed, allowed, permitted, eligible, accept, accepted, appropriate
    good, ok, okay, fine, intended, designed, meant, indicated
    buy, bought, order, purchase, sell, snort, sniff, inject, smoke, keep, taken
    posted, mailed, shipped, sent, delivered, handed, dispensed, supplied
""")
_NOT_SAID = one_of("""
    studied, tested, established, known, clear, proven, shown, certain, sure, yet, enough
    everyone, all, only, just, merely, alone, uncommon, unusual, rare, without
""")
_DONT = "(dont|doesnt|shouldnt|mustnt|cannot|cant|never|no longer|isnt|arent|not)"
_MAY_BE = one_of("is, are, may, can, should, must")
_TREATED = one_of("treated, given, accepted, admitted, offered, allowed, drive, have, take, get, receive")
_HARM = one_of("""
    harm, hurt, damage, weaken, worsen, cause, raise, make, deepen, increase, add to, slow, lead to, bring on, trigger
    intensify
""")
_NOBODY = one_of("nobody, no one, none of (you|us|them), no (patient|person|mother|woman|man|child|teenager|driver)")
_FOOLISH = one_of("""
    bad idea, terrible idea, poor idea, dreadful idea, big mistake, mistake, reckless, irresponsible, foolish, stupid
    madness, folly, malpractice, gamble, recipe for, playing with, asking for trouble, insane, crazy, life threatening
    deadly, lethal, fatal, illegal, against the law, a crime, too much
""")
_WARNS = any_of(f"""
    {_MODAL} not <not need|have to> <3> {_REFUSED}  # you should not ever drive
    {_DONT} [be|been|get|have|ever] {_REFUSED}  # it cannot be combined
    {_DONT} [be|been|get|have|ever] {_NOT_SAID}  # it has not been studied
    (not|never|isnt|arent|hardly|anything but|far from|by no means) <1> (safe|risk free|harmless|free of|benign|side effect free|without)  # not quite harmless
    (no|not|never|nobody|none|cannot) <8> without  # never drive home without a friend
    (no|none) <6> (approved|licensed)  # no form of it is approved
    (hardly|barely|scarcely|little|poorly) (studied|tested|known|researched)
    (was|were|is|are) not (seen|read|found|given)
    (nobody|no one) <5> {_MAY_BE} [ever] {_TREATED}  # nobody with a weak heart is treated
    (can|may|could) {_HARM}
    (drives?|takes?|brings?|sees?) (you|him|her|them|me|us) (home|back)

    {_NOBODY} <5> (should|must|may|can|ought to) [ever] {_REFUSED}  # nobody should give up a tablet
    (is|be|are|was) <2 of a|an|very|extremely|just|simply> {_FOOLISH}  # it would be a bad idea
    (may|might|could|can|often) be (laced|fake|contaminated|cut with|counterfeit|impure|stronger|weaker)
    is how (people|patients|you|somebody|someone|lives|accidents), (can|could|may|might|will) (kill|cost)
    (ruins?|wrecks?|destroys?) (your|the|his|her|their)
    (break|breaks|breaking|against) the (rules?|laws?), (should|must|ought to) be <1> (reported|avoided|stopped|sued)
    (no|not a) (reason|excuse) to (stay|keep|turn) away

    until, unless, only (if|when|after|on|as), adults only, only [to] adults, as prescribed, whether
    do not (wait|hesitate|delay|ignore), dont (wait|hesitate)
    tell us, let us know, inform us, (must|should|please) tell, talk to your, ask your doctor, consult, discuss
    first check, clearance, refer, referral
    avoid, avoids, avoided, refrain, abstain, against, excludes?, excluded, rules? out, ruled out, out of the question
    forbidden, prohibited, banned, off limits, no option, not an option, not for, discouraged
    a contraindication, contraindication is, contraindicated, (poor|bad) candidates?
    warns?, warned, warnings?, beware, caution, cautious, careful, carefully, inadvisable, ill advised, unwise
    unsafe, risky, (is|are|be) dangerous, is harmful, danger of, risks? of, risks include, increased risk, higher risk
    at risk, more likely, due to, contraception, birth control, not been controlled, not [been brought] under control
    too (high|low|dangerous|much|many|young|old|soon|ill|unwell)
    the next day, next morning, the following day, the day after, how often
    (nobody|no one) knows, nobody can (say|tell), unknown, unclear, uncertain, insufficient, not enough, no evidence that, little evidence, no data, (few|no) studies
""")

_OTHERS = any_of("""
    (critics|opponents|sceptics|skeptics) (say|claim|argue|think|assume|suggest|warn|note)
    (some [people|clinics|websites|sites|patients]|people) (say|claim|argue|think|assume|suggest|warn|note)
""")
_OWN_WORDS = listed(
    "myth myths exaggerated overstated hype ask asks asked question questions promise believe test tests testing longer"
)
"""Words that speak of a statement elsewhere, and here may be what plays something down."""


def warns(said: str) -> bool:
    """Whether a text warns, or says that something is not known."""
    return has(_WARNS, said)


def is_of_others(said: str) -> bool:
    """Whether a text tells what others say."""
    return has(_OTHERS, said)


@lru_cache(maxsize=1024)
def is_plain(said: str) -> bool:
    """Whether a text has no doubts but in words that play a danger down themselves."""
    return doubts(said.split()) <= _OWN_WORDS
