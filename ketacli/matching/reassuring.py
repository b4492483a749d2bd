"""Tell whether a sentence plays down a danger that it touches: it allows what one must not do, denies a harm, or waives a precaution.

What reassures depends on what a point warns of: `You cannot drive` warns, `You cannot get addicted` denies. So a point says which
it is: an `act` (to drive), a `harm` (a damaged bladder), a `need` (somebody who watches), a `promise` that is not kept (to prevent
suicide), a `stop` (of a medicine that must not end at once), or what `ketacli.matching.promising` knows. The lists are of English
and of no subject. What warns, doubts, asks or tells what others say plays nothing down.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ketacli.matching import helping, urging
from ketacli.matching.english import any_of as _any
from ketacli.matching.english import listed
from ketacli.matching.promising import CHANCE, FADING, promises
from ketacli.matching.tone import clauses, doubts, is_of_myths
from ketacli.matching.wording import BEGINNING, begins, folded, is_worded
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ACT, HARM, NEED, PROMISE, STOP = "act", "harm", "need", "promise", "stop"
EMERGENCY, DOSE = "emergency", "dose"
"""A harm that needs help at once, and more of a medicine than a dose."""

BARE, NAMED, SHORT = 2, 5, 12
"""A question of so many words only names a thing (`Pregnant?`), so does one of a few more without a verb at its beginning; a text of so many under an inviting heading is an item of it."""


_NOT = _any(
    "no, not, never, nothing, nobody, no one, none, neither, nor, without, zero, free of, free from, hardly, barely, rarely, isnt, "
    "arent, wasnt, werent, wont, doesnt, dont, didnt, cannot, cant, hasnt, havent, wouldnt, neednt, impossible, unlikely"
)
_DENIES = late(_NOT)
_CONTRACTED = listed("isnt arent wasnt werent wont doesnt dont didnt cannot cant hasnt havent wouldnt never nothing")
_NO_WORDS = _CONTRACTED | listed(
    "no not nobody none neither nor without zero hardly barely rarely impossible unlikely free"
)
_VERBS = listed("is are was were do does did will can has have had be been simply")
NEAR_BEFORE, NEAR_AFTER = 9, 4
"""How many words before those of a point, and after them, a negation denies it."""

_ASKING = listed(
    "is are was were do does did can could may might will would should must has have what why how who when where which"
)
"""What a question begins with that asks more than about a thing that it names."""

_CLOSE_BEFORE = 4
_JUST_BEFORE = frozenset({"not", "never", "isnt", "arent", "hardly", "neither", "nor", "cannot", "nobody", "wasnt"})
"""Words that deny what follows at once, or after one more word."""

_NEVER = late(_any("never, cannot, cant, impossible, nobody, no one"))
_DUTY = late(_any("should, must, do, please, if"))

_BETWEEN = _any(
    "a, an, any, the, known, real, actual, added, extra, such, more, much, at, all, significant, serious, major, meaningful, big, "
    "medical, clinical, single, other, drug, to, be, been, is, are, was, were, ever, cause, causes, do, does, did, pose, poses, "
    "have, has, had, evidence, of, considered, your, you, him, her, them, it, in, way, need, risk, reason, whatsoever, long, term, "
    "lasting, anything, something, longer"
)
_BAD = _any(
    "problems?, risks?(?! free), risky, dangers?, dangerous, threats?, difference, harm, harms, harmful, harmed, hurts?, damages?, damaged, "
    "worry, worries, worried, fear, afraid, concerns?, obstacles?, barriers?, hurdles?, hindrance, impediment, objections?, second thought, issues?, trouble, bothers?, matters?, interactions?, "
    "interacts?, interferes?, clash, clashes, conflicts?, reacts?, affects?, affected, effects?, impairs?, reason, limits?, "
    "restrictions?, contraindications?, contraindicated, exclusions?, drawbacks?, downsides?, overdose, hesitate(?! to (?:call|ask|tell|contact|phone|ring|see|seek|go|get)), miss, mind, rule, evidence against, speaks against, nothing against"
)
_KEEP_FROM = (
    _any("not, nothing, doesnt, wont, never, cannot, cant")
    + " "
    + _any("stops?, prevents?, keeps?, bars?, disqualify, disqualifies, excludes?")
    + " "
    + _any("you, him, her, them, us, anyone, anybody, people, patients")
)
_TOO_LITTLE = r"\btoo (?:low|small|weak|mild|little|short|rare) (?:\w+ )?to (?:\w+ )?(?:harm|hurt|damage|cause|be|affect|matter|bother|touch)\b"
_NOT_SEEN = r"\b(?:not|never|cannot) (?:\w+ )?(?:occur|happen|arise|develop|exist|appear)\b(?! (?:until|for|at|immediately|straight|right))"
_NO_HARM = late(rf"{_NOT} (?:{_BETWEEN} ){{0,5}}{_BAD}|{_KEEP_FROM}|{_TOO_LITTLE}|{_NOT_SEEN}")
"""`no real risk`, `will not do you any harm`, `does not stop you`."""

_PRECAUTION = _any(
    "supervision, monitoring, monitors?, doctors?, nurses?, physicians?, psychiatrists?, anaesthetists?, anesthesiologists?, "
    "observation, checks?, tests?, testing, screening, equipment, exam, examination, assessment, escort, companion, drivers?, "
    "fasting, visits?, appointments?, history, questions, precautions?, caution"
)
_OF_PRECAUTION = _any(
    "any, a, an, the, your, such, more, further, constant, direct, special, medical, professional, clinical, safety, costly, boring, "
    "doctors?, nurses?, or, and, need, for, of, in, person, heart, blood, liver, urine, bladder, pressure"
)
_WAIVED = late(
    rf"{_NOT} (?:\w+ ){{0,4}}?{_any('needs?, needed, requires?, required, necessary, have to, has to, bother, obliged, mandatory')}(?! refer)"
    rf"|{_any('no, without, unnecessary, needless, instead of, forget')} (?:{_OF_PRECAUTION} ){{0,4}}{_PRECAUTION}(?! (?:\w+ ){{0,4}}refer)"
    rf"|{_any('not, none, no, without, never')} (?:\w+ ){{0,3}}?{_any('medically, medical, trained, qualified, licensed, certified')}"
    rf"|{_any('gave up, given up, stopped, no longer, quit, do not bother')} {_any('measuring, checking, monitoring, testing, watching, observing, asking, measure, check, monitor, test, watch')}"
    rf"|{_any('skips?, skipping, forgo, forgoes, waive, dispense with, do away with, do without, spare you, save you, unsupervised, unmonitored, unattended, unnecessary, needless, superfluous, overkill, redundant, pointless, a luxury, a formality, mere formality, red tape, a waste, for show, optional')}"
)
"""`no one needs to watch`, `without any supervision`, `we skip the cuff`."""

_NEED_NOT = "no need, not need, dont need, neednt, need not, not have to, dont have to, no reason"
_NO_NEED_TO_WARN = late(
    _any(f"{_NEED_NOT}, nothing")
    + r" (?:\w+ ){0,3}?"
    + _any(
        "avoid, refrain, abstain, pause, interrupt, delay, tell, inform, mention, change, declare, disclose, consult, talk, discuss, ask, wait, "
        "fast, stop, quit, give up, arrange"
    )
)
"""`no need to tell us`: what would warn is waived."""

_ALONE = late(
    _any("not need, no need for, dont need, neednt have, not have to have, need no")
    + " "
    + _any(
        "anyone, anybody, someone, somebody, a driver, an escort, a companion, a friend, a relative, a chaperone, a lift, one"
    )
)
"""`You do not need anyone to take you home`."""

_PEOPLE = _any(
    "you, he, she, they, we, one, who, those, people, patients?, clients?, members, guests, anyone, anybody, everyone, everybody, "
    "women, mothers?, mums, moms, men, children, kids, youngsters, teens, teenagers, adolescents, minors, adults, seniors, "
    "survivors, sufferers, users, drinkers"
)
_ILL = _any("harmed, hurt, pregnant, dizzy, sick, addicted, dependent, sleepy, drowsy, worse")
_GOOD = _any(
    "safe, safely, safer, fine, ok, okay, suits?, suitable, ideal, perfect, perfectly, gentle, harmless, kind to, easy on, good for, risk free, welcomes?, free to, "
    r"go well, goes well, do (?:\w+ )?well, does (?:\w+ )?well, works? well, just as well, compatible, acceptable, appropriate, good choice, good option, good idea, great choice, great option, excellent, permitted, allowed, eligible, recommended, "
    "encouraged, beautifully, happily, easily, as usual, as normal, normally, no sweat, treats?, treating, treated, accepts?, "
    "accepted, tolerates?, tolerated, combines?, combined, mix, mixes, mixed, continues?, carry on, resume, go ahead, straight away, "
    "right away, immediately, helps?, benefits?, option, solution, gift, blessing, godsend, gets? along, nicely, smoothly, still for you, is for you, made for you, made for them, right for you, same dose as, we give, we offer, we provide, candidates?, clear headed, alert enough, fit to, sober enough"
)
_DONE = _any(
    "taken, given, treated, used, combined, mixed, continued, enjoyed, added, done, had, drunk, eaten, driven, breastfed, infused, started"
)
_ALLOWED = late(
    rf"{_PEOPLE} (?:\w+ ){{0,8}}?{_any('can, may, could, are able to, are allowed to, are free to, get to')}"
    rf"(?! not\b)(?! {_any('be, feel, get, become, have')} {_ILL})"
    rf"|{_any('can, may')} (?:be {_DONE}|{_any('stay, remain, continue, carry on, go on')})"
    rf"|{_PEOPLE} (?:\w+ ){{0,3}}?{_any('should try, should consider, should have, deserve, deserves')}|{_GOOD}"
)
"""`you may drive`, `suitable in pregnancy`, but `you may feel drowsy`."""

_SAFE = late(
    _any(
        "safe, safely, harmless, gentle, gently, kind to, good for, protects?, risk free, perfectly, completely, no sweat, untouched, "
        "unharmed, unaffected, intact, unscathed, as they were, as it was, as good as new, sharper, healthier, copes well, cope well, friendly"
    )
    + rf"|{_any('stays?, remains?, keeps?')} (?:\w+ )?{_any('normal, stable, steady, healthy, clear, sharp, the same')}"
)
_OF_LIFE = late(r"\b(?:suicid|die\b|dying\b|kill|dead\b|end(?:ing)? (?:it|his|her|their|your|my))", re.IGNORECASE)
_GOOD_SIGN = late(
    r"(?<!not a )(?<!no )\b(?:good|great|positive|healthy) signs?\b|\bsigns? (?:of|that) (?:\w+ ){0,4}(?:healing|progress|recovery|work\w*)\b"
    r"|\bproof (?:of|that)\b|\b(?:is|thats|are) (?:\w+ ){0,2}healing\b|\bpart of (?:the|your) (?:healing|process|journey|recovery)\b"
    r"|\b(?:means?|shows?|proves?|tells you) (?:that )?(?:it|the|your|this) (?:\w+ ){0,3}(?:work\w*|heal\w*|recover\w*|adjusting|helping|detox\w*|rewiring)\b"
    r"|\bneeds? no attention\b|\b(?:just|only|merely|nothing but) (?:\w+ )?(?:anxiety|nerves|stress|imagination|excitement)\b"
)
"""`that is your brain healing`, `just nerves`."""

_NOT_REAL = late(
    rf"{_any('is, are, as')} (?:{_any('just, only, simply, merely, purely, a, an')} ){{0,2}}(?:\w+ )?"
    + _any(
        "myths?, old wives, scare story, scare stories, scaremongering, nonsense, fiction, invented, hoax, hoaxes, made up, exaggerated, overblown, "
        "overstated, harmless, hype, unfounded, baseless, unheard of, non existent, nonexistent"
    )
    + rf"|{_any('only, solely, exclusively, limited to, confined to, reserved for')} (?:\w+ ){{0,4}}?"
    + _any("recreational, street, heavy, drug, abusers?, users?, addicts?, misuse, abuse, party")
)
"""`is pure scaremongering`, `only in recreational users`."""

_REFUSED = _any(
    "take, taken, use, used, made use of, have, get, receive, undergo, become, drive, drink, eat, breastfeed, breast, give, given, treat, treated, "
    "offer, offered, prescribe, prescribed, let, operate, stop, start, mix, mixed, combine, combined, share, leave, skip, sign, return, "
    "come off, go off, give up, miss, improve, protect, see, double, triple, quit, drop, ditch, halve, enjoy, swallow, crush, snort, admit, book, ignore, "
    "go, proceed, replace, substitute, recommend, recommended, advise, advised, suitable, safe, approved, licensed, allowed, "
    "permitted, eligible, accept, accepted, intended, designed, meant, indicated, appropriate, good, ok, okay, fine, a cure, "
    "candidates?, enrol, enroll, qualify, able, ask, posted, mailed, shipped, sent, delivered, handed, dispensed, supplied, left"
)
_NOT_SAID = _any(
    "studied, tested, established, known, clear, proven, shown, certain, sure, yet, everyone, all, only, just, merely, uncommon, "
    "unusual, rare, without, enough, alone"
)
_MODAL_NOT = _any("do, does, did, should, must, may, can, could, will, would, shall, is, are, was, were") + " not"
_WARNS = late(
    rf"{_MODAL_NOT} (?!need |have to )(?:\w+ ){{0,3}}?{_REFUSED}"
    rf"|{_any('dont, doesnt, shouldnt, mustnt, cannot, cant, never, no longer, isnt, arent, not')} (?:{_any('be, been, get, have, ever')} )?"
    rf"(?:{_REFUSED}|{_NOT_SAID})"
    rf"|{_any('not, never, isnt, arent, hardly')} (?:\w+ )?{_any('risk free, harmless, free of, benign, side effect free, without')}"
    rf"|{_any('no, not, never, nobody, none, cannot')} (?:\w+ ){{0,8}}without\b"
    rf"|{_any('no, none')} (?:\w+ ){{0,6}}{_any('approved, licensed')}"
    rf"|{_any('hardly, barely, scarcely, little, poorly')} {_any('studied, tested, known, researched')}|{_any('was, were, is, are')} not {_any('seen, read, found, given')}"
    rf"|{_any('nobody, no one')} (?:\w+ ){{0,5}}?{_any('is, are, may, can, should, must')} (?:ever )?{_any('treated, given, accepted, admitted, offered, allowed, drive, have, take, get, receive')}"
    rf"|{_any('can, may, could')} {_any('harm, hurt, damage, weaken, worsen, cause, raise, make, deepen, increase, add to, slow, lead to, bring on, trigger, intensify')}"
    rf"|{_any('drives?, takes?, brings?, sees?')} {_any('you, him, her, them, me, us')} {_any('home, back')}|"
    + _any(
        "do not wait, dont wait, do not hesitate, dont hesitate, do not delay, do not ignore, not an option, no option, a contraindication, not been brought under control, not been controlled, due to, out of the question, the next day, next morning, the following day, the day after, not for, adults only, only adults, only to adults, refer, referral, avoid, avoids, avoided, refrain, abstain, contraindicated, contraindication is, rules? out, ruled out, excludes?, excluded, "
        "unsafe, warns?, warned, warnings?, caution, cautious, careful, carefully, until, unless, only if, only when, only after, only on, only as, as prescribed, "
        "clearance, poor candidates?, bad candidates?, not under control, contraception, birth control, too high, too low, too risky, too dangerous, too much, too many, too young, too old, "
        "too soon, too ill, too unwell, against, discouraged, inadvisable, ill advised, unwise, forbidden, prohibited, banned, "
        "off limits, beware, danger of, risks? of, risks include, increased risk, higher risk, more likely, at risk, risky, "
        "is dangerous, are dangerous, be dangerous, is harmful, must tell, should tell, please tell, tell us, let us know, inform us, "
        "talk to your, ask your doctor, consult, first check, discuss, how often, few studies, no studies, no data, unknown, unclear, "
        "uncertain, insufficient, no evidence that, little evidence, not enough, whether"
    )
)
"""What warns, or says that something is not known."""

_NOT_SO = late(
    rf"{_any('not true, not correct, not so, not the case, untrue, false, wrong, incorrect, misleading')} "
    rf"{_any('that, to say, to claim, to think')}|{_any('dont believe')}"
)
_OTHERS = late(
    rf"{_any('critics, opponents, sceptics, skeptics, some, some people, some clinics, some websites, some sites, some patients, people')} "
    + _any("say, claim, argue, think, assume, suggest, warn, note")
)
_OWN_WORDS = listed(
    "myth myths exaggerated overstated hype ask asks asked question questions promise believe test tests testing longer"
)
"""Words that speak of a statement elsewhere, and here may be what plays something down."""

_INVITES = late(
    rf"{_any('who can, who may, who could')} {_any('have, benefit, be treated, use, take, get, receive')}"
    rf"|{_any('who is it for, who is this for, who is eligible, who we treat, who we help, who it helps, we treat, we help, we welcome, we accept, candidates?, ideal for, suitable for, conditions we treat, people who benefit, people who can benefit')}"
)
_CONDITION = late(
    _any("before, if, unless, until, when, while, once, as long as, provided, such as, including, for example")
)
_YES = late(
    rf"{_any('yes, yeah, yep, sure, of course, no problem, without a doubt, by all means')}"
    rf"|{_any('absolutely, certainly, definitely')}(?! not)"
)
_NO = late(
    rf"\bno\b(?! problem)|{_any('not, nope, never, none, nothing, absolutely not, certainly not, definitely not, dont worry')}"
)
_MAY = late(
    rf"\A{_any('can, may, could')}|\A{_any('is, are')} .*{_any('ok, okay, fine, allowed, alright, permitted, possible')}"
)
_NEEDED = late(_any("needs?, needed, have to, has to, must, should, required, necessary"))
_HARMFUL = late(_any("bad, dangerous, harmful, harm, hurt, risky, risk, problem, affect, damage, unsafe, matter"))

_WITHOUT, _AS_SAFE = late(_any("without")), late(_any("as safe as, safer than"))
_LEAVE = _any(
    "stop, quit, drop, ditch, skip, bin, flush, throw, discard, come off, go off, get off, give up, leave out, leave off, cut out, "
    "discontinue, dump, forget, omit, pause, halve, cease"
)
_LEAVE_OFF = late(
    rf"(?:\A|{_any('please, simply, just, then, now, and, so, first, you, should, must, will, to, can')} )(?:please |simply |just )?{_LEAVE}"
    r"(?! (?:\w+ ){0,3}(?:slowly|gradually|smoking|drinking|eating|driving))"
)
"""`Drop your sertraline`, `so that you can come off valium`."""

_NO_NEED_TO_KEEP = late(
    _any(f"{_NEED_NOT}, no longer need, no longer have")
    + r" (?:\w+ ){0,3}?"
    + _any("keep, continue, stay, go on, carry on, take, taking, remain, on them, on it")
)
_NEED_NOT_LEAVE = late(_any(_NEED_NOT) + rf" (?:\w+ ){{0,3}}?{_LEAVE}")
_COMES_OF_IT = late(
    r"(?<!no )(?<!without )\b(?:withdrawal|relaps\w*|seizures?|dangerous|worse|symptoms|discontinuation|gradual\w*|slowly|tapering)\b"
)
"""What comes of stopping at once, or how else to stop."""

_PLAYING_DOWN = {
    ACT: (_ALLOWED, _WAIVED),
    HARM: (_SAFE, _WAIVED),
    NEED: (_WAIVED, _WITHOUT, _AS_SAFE),
    STOP: (_ALLOWED, _LEAVE_OFF),
    PROMISE: (),
    None: (),
}
"""What plays down a danger of each kind where nothing warns."""


class Point:
    """What a point warns of: a kind of `danger`, the phrases that touch it, and those by which pages say otherwise.

    `phrases` is called if they are needed: there may be thousands.
    """

    def __init__(self, danger: str | None, phrases: Callable[[], Sequence[str]], denials: Sequence[str]) -> None:
        self._danger = HARM if danger == EMERGENCY else danger
        self._is_emergency = danger == EMERGENCY
        self._phrases = cache(phrases)
        self._denials = denials

    def is_played_down(self, text: str, heading: str = "", lead: str = "") -> bool:
        """Whether a sentence plays down what the point warns of; `lead` is what introduces it, if it is an item of a list.

        The clause that has the words of the point counts, or else the whole sentence if no other clause warns.
        """
        said, above = folded(text), folded(f"{heading} {lead}")
        if is_of_myths(heading) or is_of_myths(text[:16]) or _has(_NOT_SO, said) or _has(_OTHERS, said):
            return False
        if self._is_urged(text):
            return True
        if self._is_emergency and helping.seeks_help(text):
            return False
        if self._danger in {FADING, CHANCE, DOSE} or not _is_plain(said):
            return False
        if _has(_WARNS, above):
            return _has(_NO_HARM, said)
        return self._is_said(text, said, above)

    def _is_said(self, text: str, said: str, above: str) -> bool:
        """Whether a clause on the point plays it down, or the whole sentence, or one that invites."""
        parts = [" ".join(clause) for clause in clauses(text)]
        own = [one for one in parts if not _CONDITION.match(one) and self._is_on(one)] if len(parts) > 1 else []
        if any(map(self._plays_down, own)):
            return True
        if own and (self._danger not in {ACT, NEED, STOP} or any(map(_warns, parts))):
            return False
        return self._plays_down(said) or (self._is_invited(said, above) and not _has(_DENIES, said))

    def is_answered_away(self, question: str, answer: str) -> bool:
        """Whether an answer plays down what a question on the point asks: `Can I drive? Yes`, `Is it addictive? No`."""
        asked, said = folded(question), folded(answer)
        if _has(_WARNS, said):
            return False
        is_yes, is_no = bool(_YES.match(said)), bool(_NO.match(said))
        is_named = len(asked.split()) <= NAMED and _ASKING.isdisjoint(asked.split()[:1])
        may_it_be = len(asked.split()) <= BARE or is_named or _has(_SAFE, asked) or _has(_MAY, asked)
        if self._danger == HARM:
            return (is_yes and _has(_SAFE, asked)) or (is_no and not may_it_be)
        if self._danger == PROMISE:
            return is_yes
        if is_no:
            is_bad = self._danger == ACT and not may_it_be and _has(_HARMFUL, asked)
            return is_bad or _has(_NEEDED, asked)
        return may_it_be and (is_yes or (self._danger == ACT and _has(_ALLOWED, said)))

    def is_urged_below(self, text: str) -> bool:
        """Whether a sentence below a heading or a question on a harm says to do without help in it, or to let it pass."""
        return self._danger == HARM and not _has(_OTHERS, folded(text)) and self._is_urged(text)

    def _is_urged(self, text: str) -> bool:
        """Whether a text promises what is not kept, or urges what endangers: to do without help, to take more, to do what one must not."""
        if self._danger in {FADING, CHANCE}:
            return _is_plain(folded(text)) and promises(self._danger, text)
        if self._danger == DOSE:
            return urging.takes_more(text) or helping.keeps_from_help(text)
        if self._danger in {HARM, PROMISE}:
            is_of_life = self._danger == PROMISE and _has(_OF_LIFE, text)
            return (
                helping.keeps_from_help(text)
                or ((self._danger == HARM or is_of_life) and urging.belittles(text))
                or ((self._is_emergency or is_of_life) and urging.lets_pass(text))
            )
        if self._danger != ACT or _has(_WARNS, folded(text)):
            return False
        return any(map(self._is_on, urging.orders(text))) or urging.goes_ahead(text)

    def _is_invited(self, said: str, above: str) -> bool:
        """Whether a text is an item under a heading that says who may have it, or what one may do."""
        is_item = self._danger == ACT and len(said.split()) <= SHORT
        return is_item and _has(_INVITES, above) and not _has(_WARNS, said)

    def _is_on(self, clause: str) -> bool:
        near = [one for one in self._phrases() if begins(one) in clause]
        return is_worded(f" {clause} ", near)

    def _plays_down(self, said: str) -> bool:
        if self._danger == STOP:
            return self._leaves_off(said)
        if self._danger == PROMISE:
            is_negative = [one for one in self._denials if _has(_DENIES, one)]
            return is_worded(f" {said} ", is_negative if _has(_DENIES, said) else self._denials)
        if (
            (self._danger == HARM and _has(_GOOD_SIGN, said))
            or _has(_NO_NEED_TO_WARN, said)
            or _has(_ALONE, said)
            or _has(_NOT_REAL, said)
            or (_has(_NO_HARM, said) and "not without" not in said)
        ):
            return True
        if _has(_WARNS, said):
            is_never = self._danger == HARM and _has(_NEVER, said) and not _has(_DUTY, said) and said[:6] != "never "
            return bool(is_never) and self._is_denied(said)
        if any(_affirmed(one, said) for one in _PLAYING_DOWN[self._danger]):
            return True
        return (self._danger == HARM and self._is_denied(said)) or self._is_offered(said)

    def _is_offered(self, said: str) -> bool:
        """Whether a text has a phrase by which pages offer what the point warns of, and no denial before it."""
        if not is_worded(f" {said} ", self._denials):
            return False
        for phrase in self._denials:
            if is_worded(f" {said} ", [phrase]):
                before = said[: max(said.find(begins(phrase)), 0)].split()[-_CLOSE_BEFORE:]
                if _has(_DENIES, phrase) or _NO_WORDS.isdisjoint(before):
                    return True
        return False

    def _leaves_off(self, said: str) -> bool:
        """Whether a text says to stop a medicine at once, or that one need not go on with it, and nothing that may come of it."""
        if _has(_NO_NEED_TO_KEEP, said):
            return True
        if _has(_WARNS, said) or _has(_COMES_OF_IT, said) or _has(_NEED_NOT_LEAVE, said):
            return False
        return any(_has(one, said) for one in _PLAYING_DOWN[STOP]) or is_worded(f" {said} ", self._denials)

    def _is_denied(self, said: str) -> bool:
        """Whether a negation stands close before words of the point, or after them and a verb: `the liver is not affected`."""
        told = said.split()
        no = [place for place, word in enumerate(told) if word in _NO_WORDS or told[place : place + 2] == ["no", "one"]]
        beginnings = {begins(one) for one in self._phrases() if not (self._is_emergency and helping.names_help(one))}
        on = [place for place, word in enumerate(told) if word[:BEGINNING] in beginnings]
        may_follow = not _CONDITION.match(said)  # `if it hurts, do not …` denies no pain
        return any(
            0 < at - place <= NEAR_BEFORE
            or (
                may_follow
                and 0 < place - at <= NEAR_AFTER
                and (told[place] in _CONTRACTED or told[place - 1] in _VERBS)
            )
            for place in no
            for at in on
        )


def _affirmed(pattern: re.Pattern[str], said: str) -> bool:
    """Whether a text has what a pattern finds, and not denied: `it is not risk free`."""
    return any(_JUST_BEFORE.isdisjoint(said[: found.start()].split()[-2:]) for found in pattern.finditer(said))


def _warns(said: str) -> bool:
    return _has(_WARNS, said) and not _has(_NO_NEED_TO_WARN, said)


@lru_cache(maxsize=4096)
def _has(pattern: re.Pattern[str], said: str) -> bool:
    """Whether a text has something; the same text is asked for many points."""
    return bool(said) and bool(pattern.search(said))


@lru_cache(maxsize=1024)
def _is_plain(said: str) -> bool:
    """Whether a text has no doubts but in words that play a danger down themselves."""
    return doubts(said.split()) <= _OWN_WORDS
