"""Tell whether a folded sentence warns, says that something is not known, tells what is not so, what others say or a study found.

The phrases are of English and of no subject; `ketacli.matching.phrasing` says how they are written.
"""

from __future__ import annotations

from functools import lru_cache

from ketacli.matching.english import listed
from ketacli.matching.phrasing import any_of, has, one_of
from ketacli.matching.tone import doubts

_MODAL = one_of("do, does, did, should, must, may, can, could, will, would, shall, is, are, was, were")
_REFUSED = one_of("""
    take, taken, use, used, made use of, have, get, receive, undergo, become <not addicted|dependent|hooked>, drive, drink, eat, breastfeed, breast
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
    everyone, all, only <not is|are|does|do|can|will|has>, just, merely, alone, uncommon, unusual, rare, without
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
_REFUSES = one_of("refuse, refuses, refused, decline, declines, declined")
_WARNS = any_of(f"""
    {_MODAL} not <not need|have to> <3> {_REFUSED}  # you should not ever drive
    {_DONT} [be|been|get|have|ever] {_REFUSED}  # it cannot be combined
    {_DONT} [be|been|get|have|ever] {_NOT_SAID}  # it has not been studied
    (not|never|isnt|arent|hardly|anything but|far from|by no means) <2> (free of)
    (not|never|isnt|arent|hardly|anything but|far from|by no means) <1> (safe|risk free|harmless|free of|benign|side effect free|without)  # not quite harmless
    (no|not|never|nobody|none|cannot) <8> without  # never drive home without a friend
    (no|none) <6> (approved|licensed)  # no form of it is approved
    (hardly|barely|scarcely|little|poorly) [been] (studied|tested|known|researched|looked for|measured)
    (was|were|is|are) not (seen|read|found|given|said)
    (nothing|no [such] (medicine|drug|treatment|therapy)|none of (it|this|them)) (is|are) <1> (safe|harmless|risk free|without)
    {_REFUSES} to (treat|give|prescribe|call|approve|license|licence|accept|admit|offer|say|recommend|endorse)
    must be <2> (treated|checked|corrected|controlled|assessed|examined) [first|before*]  # it must be treated first
    (?<!not )(?<!dont )(?<!doesnt )(?<!cannot )(?<!never )(?<!nothing )rules? <1-3> out, (more|further) (research|studies|data) <1> needed, before (it|they) can be, needs? (more|further) (research|study|studies|data)
    (may|might|will|would) need (more|longer|closer|extra|a longer|a closer)  # people may need longer observation
    (nobody|no one) <5> {_MAY_BE} [ever] {_TREATED}  # nobody with a weak heart is treated
    (can|may|could) {_HARM}
    (drives?|takes?|brings?|sees?) (you|him|her|them|me|us) (home|back)
    (?<!no )(?<!without a )(?<!without any )(sober|responsible|trusted) (adult|person|friend|sitter|companion|relative|driver)  # have a sober adult with you
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
    (told|tells|asks|asked|urges|urged|advised) <3> not to, first check, clearance, refer, referral
    avoid, avoids, avoided, refrain, abstain, against, excludes?, excluded, rules? out, ruled out, out of the question
    forbidden, prohibited, banned, off limits, no option, not an option, not for, discouraged
    a contraindication, contraindication is, contraindicated, (poor|bad) candidates?
    warns?, warned, warnings?, beware, caution, cautious, careful, carefully, inadvisable, ill advised, unwise
    unsafe, risky, (is|are|be) dangerous, is harmful, (is|are) a danger, danger of, risks? of, risks include, increased risk, higher risk
    at risk, more likely, due to, contraception, birth control, not been controlled, not [been brought] under control
    (have|has|be|is|are|get|gets) <3> (put off|postponed|delayed|rescheduled|cancelled|canceled) <not by>
    too (high|low|dangerous|much|many|young|old|soon|ill|unwell)
    the next day, next morning, the following day, the day after, how often
    (nobody|no one) knows, nobody can (say|tell), unknown, unclear, uncertain, insufficient, not enough, no evidence that, little evidence, no data, (few|no) studies
""")

_OTHERS = any_of("""
    the [same|other] (page|site|website|advert) (says|claims|calls|promises), (page|site|website) word is
    (critics|opponents|sceptics|skeptics) (say|claim|argue|think|assume|suggest|warn|note)
    (some [people|clinics|websites|sites|patients]|people) (say|claim|argue|think|assume|suggest|warn|note)
""")
_OWN_WORDS = listed(
    "myth myths exaggerated overstated hype ask asks asked question questions promise believe test tests testing longer"
)
"""Words that speak of a statement elsewhere, and here may be what plays something down."""

_WARNER = one_of("""
    fda, ema, mhra, dea, nhs, nice, regulators?, agency, agencies, authority, authorities, government, officials
    label, labels, labelling, labeling, leaflet, guidelines?, guidance, doctors, psychiatrists, pharmacists, experts
    researchers, maker, manufacturer, company
""")
_GRAVE = one_of("fatal, dangerous, deadly, lethal, life threatening, harmful, serious")
_HURTS = one_of("""
    endanger, bring withdrawal, cause withdrawal, bring on withdrawal, bring seizures, cause seizures, cause death
    lead to death, be life threatening, end in <2> (death|overdose)
""")
_COMES = one_of(
    "rise, rises, fall, falls, drop, drops, slow, slows, stop, stops, worsen, worsens, choke, suffocate, die, overdose"
)
_IN_EARNEST = any_of(f"""
    (warn|warns|warned|cautions|cautioned|advises|advised) <2> (that|of|about|against|in (19|20)\\d\\d)
    {_WARNER} <6> (warns?|warned|cautions?|cautioned|alert|advise|advises|advised against|are concerned|is concerned)
    alert of <5> {_WARNER}, (issued|sent|published) <2> (alert|warning)
    {_WARNER} <2> (names?|counts?|lists?|sees?) <6> (risk|danger|hazard)
    (can|may|could|might|will) <2> {_HURTS}  # it can also endanger life
    (can|may|could|might) <1> be {_GRAVE}, (is|are) <1> (life threatening|lethal|deadly)
    adds? [to the|a] risk, an? (further|added|additional) (risk|danger), (put|puts|putting) <3> (at risk|in danger)
    (has|have|had) <1> (led to|caused|cost|ended in) <3> (deaths?|lives|died|overdoses?|injur*)
    too (small|short|few) <2> to <1> (detect|show|see|find|rule|tell|say|know), (has|have) killed, killed (people|patients)
    breathing <1> (slowed|slows|stopped|stops), slowed breathing
    (can|may|could|might) be (missed|overlooked)
    (can|may|could|might) <3> (unnoticed|unseen|undetected), (go|goes|gone|went|pass|passes) (unnoticed|unseen|undetected)
    ^without <4> (can|may|could|might|will) <2> {_COMES}  # without a nurse breathing can slow
""")
"""What says that something is a danger, whatever else the sentence says of it."""

_CONCEDES = any_of(
    "although, though, even though, despite, in spite of, while, whatever, ignore, forget, no matter, regardless"
)
"""What comes before a warning of which a sentence makes little."""

_TAKES_BACK = any_of("""
    but, yet, however, though, although, still, nevertheless, nonetheless, exaggerat*, overblown, overcautious, overstated
    outdated, too (much|often), needlessly, myths?, nonsense, does not (apply|concern|matter), do not (apply|concern|matter), other (clinics|people|providers)
    not (us|our|ours|here), (yourself|safely) <2> at home
""")
"""What comes after it, then."""

_DENIES_NOTHING = any_of(r"""
    not (every|all|everyone|everybody|only|just|merely|necessarily|always|settled|controlled|covered|compared|included)
    (says?|said|tells?|predicts?|predicted|shows?|proves?|knows?|learnt) nothing [<1> about]
    nothing (that|which) (was|is|were) <1> (read|found|known|seen) <1> (says?|tells?)
    nothing <1> (is|was) <1> (known|read|said|reported) [about|of|on]
    (does|do|did) not <1> (mean|say|name|cover|explain|depend|look (at|for|into)|examine|measure|assess|report (how|whether|what|which|who)|compare|include|reveal)
    no <1> (source|rule|survey|study|trial|paper|review|guideline) <9> <6> (was|were) <1> (found|seen|read)
    no <1> (source|rule|survey|study|trial|paper|review|guideline) <3> (compares|compared|covers|covered|names|included)
    no such rule, (none|not one of the <1-2>) (shows?|showed|covers|covered|included|compares|compared)
    (names?|lists?|mentions?) no, no clear (excess|difference|sign)
    (did|do|does|does|worked|fared|was|were|is) (no|not) (better|worse|different) <not than (a|any|your)>
    (found|proved|were|was|be) <2> (not|no) (worse|better)
    (not|without|none of|free of|no) <2> the [same|usual|common|typical|many] side effects (that|which|of|seen|known|linked|associated|caused|often)
    (not|without|no|nor) <2> side effects (that|which|of) <3> (antidepressants?|ssris|tablets|pills|opioids|drugs|medications?)
    (did|does|do) not <1> (reach|meet|achieve|attain|show) <4> (significance|significant|end ?points?|targets?|aims?|goals?)
    (no|not) <1> more (frequent|frequently|common|commonly|often|likely) than <3> (placebo|saline|control*)
    (no|without) <1> (comparison|control) [group|arm], nothing dangerous <6> (should|must|may), do nothing dangerous, (not|never) <2> free (of|from)
    no <1> differences? (in|between), not (what|the target|the aim)
    need not <2> to benefit, and not the, without (less|fewer), not how often
    not (much|significantly|clearly) worse, gives? no reasons?
""")
"""Negations that deny no harm: of a comparison, of what a text or a study says."""

_STUDY = one_of(
    "trials?, study, studies, reviews?, surveys?, participants?, volunteers?, randomi*, researchers, enrolled"
)
_REPORTS = any_of(rf"""
    {_STUDY}, \d+ of (the )?\d+, \d+ (people|patients|inpatients|adults|women|men|clients|clinics|began|responded|relapsed)
    (guidance|warning|label|rules?) (is|are|was|were) [written] for
""")
"""What tells of research, or of whom a text is about, and so offers nothing."""

_NO = listed("no not never nobody nor longer")
_CLOSE = 3
"""How many words before a warning one of these denies it."""

_TO_THE_READER = any_of("you, your, we, our, please")


@lru_cache(maxsize=2_000)
def is_in_earnest(said: str) -> bool:
    """Whether a text says that something is a danger, and neither begins nor ends by making little of that.

    >>> is_in_earnest("the agency warned that it can harm"), is_in_earnest("the agency warned but it is harmless")
    (True, False)
    """
    found = _IN_EARNEST.search(said)
    if found is None or not _NO.isdisjoint((*said[: found.start()].split()[-_CLOSE:], *found[0].split())):
        return False
    return not _CONCEDES.search(said[: found.start()]) and not _TAKES_BACK.search(said[found.end() :])


@lru_cache(maxsize=2_000)
def without_empty_denials(said: str) -> str:
    """Return a text without the negations by which it denies no harm: `did no worse`, `says nothing about`."""
    return " ".join(_DENIES_NOTHING.sub(" ", said).split())


def is_report(said: str) -> bool:
    """Whether a text tells of research, and says nothing to its reader."""
    return has(_REPORTS, said) and not says_to_reader(said)


def says_to_reader(said: str) -> bool:
    """Whether a text speaks to its reader, or of its author."""
    return has(_TO_THE_READER, said)


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
