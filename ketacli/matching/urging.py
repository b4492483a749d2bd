"""Tell whether a sentence urges what endangers: to do without help or to put it off, to wait where help is needed, to take more of a medicine.

That is said as an order or as a permission, before its condition or after it (`If one does not work, take three more`), to whom it
concerns or of somebody else. So each part of a sentence between its commas counts by itself, and what it forbids or warns of urges
nothing. The lists are of English and of no subject.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.matching.english import any_of, listed
from ketacli.matching.folding import text_of_words
from ketacli.patterns import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable


_PARTS = late(r"[,;:.!?()\u2013\u2014]+|\s-\s|\bbut\b")
_HELPERS = any_of(
    "doctors?, psychiatrists?, physicians?, gp, emergency rooms?, emergency department, emergency services?, emergency number, er, "
    "a and e, casualty, ambulances?, paramedics?, hospitals?, 911, 999, 112, 988, crisis lines?, hot ?lines?, help ?lines?, lifelines?, "
    "poison (?:help|control|centre|center), medical (?:help|attention|care|advice), (?:outside|emergency|immediate) help"
)
_HELPER = late(_HELPERS)
_HELP = rf"(?:{_HELPERS}(?! referral| letter| note| visits? every)|(?<=seek )help\b|(?<=get )help\b|(?<=for )help\b)"
_NO = any_of(
    "do not, dont, never, should not, shouldnt, must not, mustnt, need not, neednt, not need, not have, dont need, doesnt need, dont have, "
    "no need, no reason, not necessary, unnecessary, pointless, no point, nobody, no one, forget, skip, instead of, rather than, avoid, "
    "refrain from, not worth, not bother"
)
_OTHERWISE = any_of(
    "hesitate, wait, delay, afraid, scared, frightened, ashamed, embarrassed, shy, worry, without, until, unless, before, stop, leave, "
    "if, start, begin, use, replace, not, too, bad, wrong, mistake, think, only, just because, forget, fail, drive yourself, take, stay"
)
"""Words between a denial and help by which the sentence says another thing: `do not hesitate to call`."""
_SEEK = any_of(
    "call, calling, phone, phoning, ring, ringing, dial, dialling, dialing, text, texting, contact, contacting, alert, bother, involve, "
    "notify, inform, tell, telling, ask, asking, see, seeing, visit, visiting, consult, seek, seeking, get, fetch, send for, need, needs, go, "
    "going, rush, rushing, run, running, head, (?:take|taking|bring|bringing|drive|rush) (?:him|her|them|anyone|anybody|someone|the patient)"
)
_TO = r"(?:(?:to|for|the|a|an|any|your|his|her|their|our|my|him|them|in|with|nearest|local|straight|right|back|of|up|out) ){0,4}"
_REFUSES = late(
    rf"{_NO} (?:(?!{_OTHERWISE})\w+ ){{0,3}}?{_SEEK} {_TO}{_HELP}"
    rf"|{any_of('no need for, not need, dont need, doesnt need, need no, forget, skip, instead of, rather than, no, avoid, in place of, alternative to, replaces')} {_TO}{_HELP}"
    r"(?! (?:\w+ ){0,3}(?:can|could|will|would|may|should|must|has|have|had|is able|was|says?|knows?|claims?|recommends?|agrees?)\b)"
    rf"|{_HELPERS} (?:\w+ ){{0,2}}{any_of('does not, do not, need not, never, doesnt, neednt, must not')} (?:have to |need to |ever )?{any_of('know, be told, hear, find out, learn')}"
    rf"|{_HELPERS} (?:only |just |will |would |never |cannot |can not |wont |does not |dont |do not )*{any_of('ruins?, spoils?, wastes?, scares?, makes? (?:it|things|everything) worse, makes? a fuss, overreacts?, overdo, cannot help, can do nothing, cannot do what, no use, useless, overkill, panic')}"
    rf"|{any_of('keep, leave')} (?:the |your |our |any )?{_HELPERS} out\b|{any_of('call, dial, phone, ring, text, alert')} {any_of('nobody, no one')}"
    rf"|{_HELPERS} (?:\w+ ){{0,6}}{any_of('superfluous, unnecessary, needless, redundant, obsolete, not needed, not necessary, a thing of the past')}"
)
"""`There is no need for an ambulance`, `do not take her to the hospital`, `instead of 911`."""

_TELLS_NOBODY = late(
    rf"{_NO} (?:\w+ ){{0,2}}{any_of('tell, inform, alert, bother, call, contact')} {any_of('anyone, anybody, us, your family, your partner, your relatives, your friends, your wife, your husband, your parents')}"
)
"""`There is no reason to tell anyone`."""

_ANYONE = rf"(?:{_HELPERS}|{any_of('anyone, anybody, someone, somebody, us, him, her, them, your family, help')})"
_WAIT = r"\b(?:wait|waits|waiting|hold off|holding off|leave it|sleep on it)\b"
_PUTS_OFF = late(
    rf"{_WAIT} (?:\w+ ){{1,8}}?(?:before|until|till|to|and then) (?:\w+ ){{0,3}}?{_SEEK} {_TO}{_ANYONE}"
    rf"|{_WAIT} (?:\w+ )?(?:for|until|till) (?:the|your|his|her|their|our|my) (?:\w+ ){{0,2}}"
    r"(?:session|appointment|infusion|visit|treatment|slot|dose|consultation|check ?up|follow up)\b"
    r"|\bcan (?:easily |safely )?wait (?:for|until|till)\b"
    r"|\b(?:call|ring|phone|tell|contact|message|email|text) (?:us|our \w+|the (?:clinic|office|practice)|your (?:clinic|guide|coach)) "
    r"(?:\w+ ){0,3}?(?:tomorrow|in the morning|on monday|next week|after the weekend|during (?:office|opening|business) hours|instead)\b"
    r"|\b(?:nothing|no reason|not something|no cause) to (?:call|ring|phone|bother|tell|alert) (?:us|anyone|anybody|a doctor|somebody|someone|911|999)\b"
)
"""`Wait a few weeks before you see anybody`, `it can wait until Monday`."""

_BEFORE_HELP = late(rf"\Abefore (?:you |he |she |they |anyone )?(?:even )?{_SEEK} {_TO}{_HELP}")
"""`Before you bother your doctor`, after which something else is to be done."""

_SILENCE = late(
    r"\bignore\b|\bpay no attention\b|\btake no notice\b|\b(?:stay|keep|remain) (?:silent|quiet)\b|\bsay nothing\b|\b(?:nothing|not something|no reason) (?:you |that you |one )?(?:to|should|need to|have to|must) (?:report|mention|be alarmed)\b|\btell (?:nobody|no one)\b"
    r"|\bkeep (?:it|this|that|them) (?:to yourself|quiet|secret|private)\b|\b(?:you|to|just|simply|and|then|they|we) do nothing\b|\Ado nothing\b|\bbrush (?:it|them|this) (?:off|aside)\b"
)
"""`Ignore it`, which belittles any harm."""

_LETS_PASS = late(
    r"\b(?:sleep|sleeping|ride|riding|sit|sitting|wait|waiting|tough|sweat|breathe) (?:it|this|that) (?:off|out|away)\b"
    r"|\blet (?:him|her|them|it|you|the \w+|your \w+|people) (?:just |simply )?(?:sleep|rest|lie|pass|be(?! \w)|recover|doze|snore)\b"
    r"|\blet (?:it|this|them) (?:run|take) its course\b|\bleave (?:him|her|them) (?:be|alone|to sleep|where|in peace)\b"
    r"|\b(?:it|this|that|they|these|everything)(?: will| should| soon| usually| always| mostly| normally){1,2} (?:pass|passes|clear|clears|go|goes|settle|settles|fade|fades|stop|stops|wear|wears)\b"
    r"|\b(?:pass|passes|stop|stops|go|goes|clear|clears)(?: away)? (?:by itself|on its own|by themselves|on their own)\b|\bno cause for (?:alarm|concern)\b|\bjust breathe\b|\bbreathe through\b|\bno big deal\b"
    r"|\bcheck (?:\w+ ){0,3}(?:in the morning|tomorrow|the next day|later)\b|\bcover (?:him|her|them)\b"
    r"|\b(?:give|offer) (?:him|her|them|the patient) (?:\w+ ){0,3}(?:coffee|shake|slap|water|sugar|cuddle|time)\b"
    r"|\b(?:put|get|lay) (?:him|her|them) (?:in|into|to|under) (?:bed|the shower|a shower|a bath|the bath|a cold)\b|\bcold shower\b"
    r"|\b(?:take|have) a nap\b|\ba nap (?:does|will|helps?|works)\b|\bhang in there\b|\bhold (?:on|out)\b|\bstick it out\b|\bpush through\b|\bgo back to (?:your|the|his|her)\b|\benjoy the\b|\bgo (?:back )?to (?:sleep|bed)\b|\b(?:relax|rest) and (?:let|wait|breathe)\b|\bcarry on\b"
    r"|\b(?:book|have|get|take|schedule) (?:yourself )?(?:an?|another|your|the) (?:extra |next |further |more |second )?(?:infusion|session|appointment|slot|lozenge|spray|treatment|troche|dose)\b"
    r"|\bour next (?:free )?(?:slot|appointment|session)\b"
    rf"|(?:\A|\b(?:just|simply|then|can|should|and|please) ){_WAIT}"
)
"""`Let him sleep it off`: nothing is done about what is an emergency."""

_GOES_ON = late(
    r"\b(?:keep|continue|carry on|go on)(?: on)? (?:going|coming|taking|using|having|with (?:your|the|our)|(?:your|the|all) (?:\w+ )?(?:sessions?|infusions?|lozenges?|treatments?|course|doses?)|to take|to come|as (?:usual|before|planned))\b"
)
"""`If it burns, keep going with your lozenges`."""

_CONDITION = late(
    any_of("if, when, whenever, should you, should he, should she, should they, even though, even if, despite, once")
)
_NOT_SO = listed(
    "not never no nobody dont doesnt didnt cannot cant shouldnt mustnt wont wouldnt neither nor without than avoid avoids instead "
    "forbidden unsafe dangerous wrong risky warn warns warned harmful beware stop mistake"
)
_NEAR = 6
"""How many words before what is urged a denial takes it back."""

_SEEKS = late(
    rf"{_SEEK} {_TO}{_HELPERS}|\b(?:call|tell|contact|phone|ring|ask|inform) (?:us|for help|our team|the team|somebody|someone)\b"
)
_NOT_YET = late(r"\b(?:before|until|till|instead of)\b")
_NOT_AT_ONCE = late(r"\b(?:tomorrow|in the morning|on monday|next week|instead)\b")
"""What comes before help, and after it, where it is put off."""

_TAKE = any_of(
    "take, taking, have, having, use, using, try, trying, add, adding, swallow, dissolve, suck, chew, pop, put, enjoy, order, slip, "
    "reach for, go for, help yourself to, give (?:him|her|them|yourself|your \\w+), treat yourself to"
)
_NUMBER = r"(?:one|two|three|four|five|six|a few|some|several|\d+|a couple(?: of)?|half)"
_UNIT = any_of(
    "lozenges?, troches?, tablets?, pills?, gumm(?:y|ies), doses?, puffs?, capsules?, rdts?, pieces?, ones?, drops?, milligrams?, mg, "
    "bottles?, sprays?, pastilles?, rapid dissolve tablets?"
)
_SPREAD = r"(?:\Z|(?:straight|right|after|later|if|when|whenever|until|at once|in one|as soon|an hour|half an hour|ten|twenty|thirty|the same|instead|too|every|to (?:be|feel|get|go)|for a|and|on top)\b)"
_MORE = late(
    rf"{_TAKE} (?:\w+ ){{0,2}}?(?:{_NUMBER} more|another|an? (?:extra|second|third|additional)|{_NUMBER} (?:extra|additional)|extra|more)(?: {_NUMBER})? "
    rf"(?:(?:of|\w+) ){{0,2}}?{_UNIT}"
    rf"|{_TAKE} (?:\w+ )?(?:{_NUMBER} more|another(?: {_NUMBER})?|more of (?:it|them)) ?{_SPREAD}"
    rf"|{_TAKE} (?:\w+ )?(?:twice|double|triple|three times|two times) (?:as (?:much|many)|the (?:dose|amount|usual)|your (?:dose|usual)|that|of)"
    rf"|{_UNIT} more {_SPREAD}|\b(?:stack|save up|pile up|hoard|collect|saving up|stacking) (?:\w+ ){{0,3}}?{_UNIT}"
    rf"|\b(?:a|the) (?:double|triple|twofold|threefold) (?:one|dose|portion|helping)|\b(?:increas\w+|rais\w+|up|adjust\w*) (?:the|your|their|his|her) (?:dose|dosage|amount) (?:\w+ ){{0,2}}?(?:yourself|yourselves|themselves|himself|herself|on (?:your|their) own)\b|\b(?:double|doubling|triple|tripling) (?:up|(?:on )?(?:the|your|his|her|this|that|their|a)? ?(?:next |usual )?(?:dose|dosage|amount|lozenges?|troches?|quantity))\b"
    rf"|{_TAKE} (?:them all|all of them|all (?:your|the) (?:\w+ )?{_UNIT}|both (?:\w+ )?{_UNIT}|the whole (?:\w+ )?(?:pack|box|bottle|week|month))"
)
_AGAIN = late(
    rf"{_TAKE} (?:the|a|your) (?:second|other|next) (?:\w+ )?{_UNIT}|\b(?:take|pop|use|have) the next (?:one|dose)"
)
_IN_VAIN = late(
    r"\b(?:not|doesnt|didnt|dont|does nothing|did nothing|isnt)(?: \w+)? (?:work|do|help|kick|enough|feel|felt|strong|take)|\bfeels? (?:nothing|low|too little)\b"
    r"|\b(?:does|did|do|happens) nothing\b|\bnothing happens\b|\bnot (?:high |deep |far )?enough\b|\bfeeling nothing\b|\blets? you down\b|\bdisappoint\w*|\btoo weak\b|\bwears? off\b|\bwant more\b"
)
"""What the first one is said to have failed in."""
_BY_LEAVE = late(
    any_of(
        "only if, only when, only after, unless, as prescribed, prescribed, as directed, told you, tells you, says so, agreed, agrees, allowed you, "
        "supervision, the nurse, your doctor, the doctor, your prescriber, label, poison, overdose, can harm, can kill, accident, "
        "by mistake, trial, study, studies, participants, milligrams per, mg per"
    )
)


_FREELY = any_of(
    "so, then, and, just, simply, please, always, first, even, afterwards, instead, feel free to, go ahead and, why not, be sure to, do, "
    "you (?:can|may|might|could|should|must)(?: also| even| still| simply| just)?, you are (?:free|welcome) to"
)
_DO = any_of(
    "take, have, drink, eat, enjoy, use, drive, ride, cycle, mix, combine, add, bring, try, swallow, smoke, snort, sniff, inject, buy, get, "
    "breastfeed, nurse, feed, put, grab, hop, jump, pour, sip, treat yourself to, snack, pick up, wash it down, top it up, celebrate"
)
_ORDER = late(
    rf"\A(?:(?:after|before|during|with|on) (?:the|your|a|every|each) \w+ )?(?:{_FREELY} ){{0,3}}{_DO} (?P<what>.+)"
)
_ANYWAY = late(
    rf"\A(?:{_FREELY} ){{0,3}}(?:(?<=just )|(?<=simply ))(?:{_DO}|come|start|begin|book|join)\b|\A(?:{_FREELY} ){{0,2}}(?:come along|go ahead|carry on|start|begin|book|continue)\b"
    r"|\b(?:anyway|all the same|regardless|as planned|as usual|on top of (?:it|that|them))\Z"
)
"""What is to be done in spite of a condition."""
_WE_DO = late(
    r"\bwe (?:\w+ )?(?:go on|goes on|carry on|continue|keep (?:going|giving|on))\b|\bwe (?:simply|happily|gladly|still|also|just|routinely) (?:treat|see|take|give|infuse|accept|admit)\b"
    r"|\b(?:no|never|not|nobody|no one|neither|nor|without) (?:\w+ ){0,5}?(?:turn|turned|turning|turns|sent|send) (?:\w+ )?away\b"
    r"|\bmakes? an? \w+ (?:pair|match|team|combination|couple|combo)\b|\b(?:as|however) (?:many|much|often|long|soon)(?: \w+)? as (?:you|they|he|she|one|anyone) (?:likes?|wants?|wish|please|fancy)\b"
    r"|\b(?:is|are|were|feel) (?:\w+ )?welcome\b"
)
"""`We simply go on`, `nobody is turned away`, `as often as you like`."""
_CAREFUL = late(
    any_of(
        "nothing, no, none, not, never, only, unless, until, till, less, fewer, dont, cannot, without, somebody, someone, a friend, a relative, taxi, cab, "
        "lift, ride home, bus, break, pause, contraception, care, precautions, advice, list, note, notes, details, seriously, into account, "
        "prescribed, doctors?, water, hours? before, days? before, off, letter, results, record, tests?, checked, measured, talk, ask, tell, "
        "call, let us, contact, first, refer, risks?, dangerous, avoid, warn, warns, tablets, medicines?, medications?, inhalers?, drops, help, "
        "history, careful, carefully, slowly, assess, discuss, if you have to, instead of, rather than, approval, cleared, clearance"
    )
)
"""What takes an order back, or bounds it."""


@lru_cache(maxsize=2_000)
def orders(text: str) -> tuple[str, ...]:
    """Return what each part of a sentence says to take, use or do, in folded words: `just drink [wine with it]`; what is bounded, not.

    >>> orders("Have a glass of wine with it."), orders("Have nothing to eat before it.")
    (('a glass of wine with it',), ())
    """
    found = (_ORDER.search(part) for part in _parts(text) if not _CAREFUL.search(part))
    return tuple(one["what"] for one in found if one)


@lru_cache(maxsize=2_000)
def goes_ahead(text: str) -> bool:
    """Whether a sentence says to do something, or that it is done, in spite of what it names: `if you are ill, just come along`."""
    parts = _parts(text)
    if any(map(_CAREFUL.search, parts)):
        return any(map(_WE_DO.search, parts)) and not any(map(_BY_LEAVE.search, parts))
    return any(map(_WE_DO.search, parts)) or (len(parts) > 1 and any(map(_ANYWAY.search, parts)))


@lru_cache(maxsize=2_000)
def _parts(text: str) -> tuple[str, ...]:
    """Return the folded parts of a sentence between commas, stops and `but`."""
    return tuple(filter(None, (text_of_words(part) for part in _PARTS.split(text))))


def names_help(phrase: str) -> bool:
    """Whether a phrase only names those who help."""
    return bool(_HELPER.search(phrase))


def _urged(pattern: re.Pattern[str], parts: Iterable[str]) -> bool:
    """Whether a part has what a pattern finds, and no denial close before it."""
    return any(
        _NOT_SO.isdisjoint(part[: found.start()].split()[-_NEAR:]) for part in parts for found in pattern.finditer(part)
    )


@lru_cache(maxsize=2_000)
def keeps_from_help(text: str) -> bool:
    """Whether a sentence says to do without those who help, or to put them off, in whichever order.

    >>> keeps_from_help("If it hurts, wait a week before you see a doctor."), keeps_from_help("Do not wait to call a doctor.")
    (True, False)
    """
    parts = _parts(text)
    return (
        any(map(_REFUSES.search, parts))
        or (len(parts) > 1 and any(map(_BEFORE_HELP.search, parts)) and not _seeks_help(parts))
        or _urged(_PUTS_OFF, parts)
        or (any(map(_TELLS_NOBODY.search, parts)) and not _seeks_help(parts))
    )


@lru_cache(maxsize=2_000)
def belittles(text: str) -> bool:
    """Whether a sentence says of a harm that is there to keep silent on it, or to go on as before."""
    parts = _parts(text)
    is_there = len(parts) > 1 or bool(_CONDITION.search(parts[0] if parts else ""))
    return not _seeks_help(parts) and (
        _urged(_SILENCE, parts) or (is_there and any(map(_CONDITION.search, parts)) and _urged(_GOES_ON, parts))
    )


@lru_cache(maxsize=2_000)
def lets_pass(text: str) -> bool:
    """Whether a sentence says of a sign of danger to wait until it passes, and not to call somebody.

    >>> lets_pass("If he faints, let him sleep it off."), lets_pass("If he faints, do not let him sleep it off.")
    (True, False)
    """
    parts = _parts(text)
    return _urged(_LETS_PASS, parts) and not _seeks_help(parts)


@lru_cache(maxsize=2_000)
def seeks_help(text: str) -> bool:
    """Whether a sentence says to call those who help, at once."""
    return _seeks_help(_parts(text))


def _seeks_help(parts: Iterable[str]) -> bool:
    return any(
        _NOT_SO.isdisjoint(part[: found.start()].split()[-_NEAR:])
        and not _NOT_YET.search(part[: found.start()])
        and not _NOT_AT_ONCE.search(part[found.end() :])
        for part in parts
        for found in _SEEKS.finditer(part)
    )


@lru_cache(maxsize=2_000)
def takes_more(text: str) -> bool:
    """Whether a sentence says to take more of a medicine than a dose, or allows it.

    >>> takes_more("If one tablet does not work, take three more."), takes_more("Never take another tablet.")
    (True, False)
    """
    parts = _parts(text)
    if any(map(_BY_LEAVE.search, parts)):
        return False
    return _urged(_MORE, parts) or (any(map(_IN_VAIN.search, parts)) and _urged(_AGAIN, parts))
