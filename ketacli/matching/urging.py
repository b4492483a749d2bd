"""Tell whether a sentence urges what endangers: to do what one must not, to let a danger pass, to take more of it.

That is said as an order or as a permission, to whom it concerns or of somebody else. What is forbidden or warned of
urges nothing. To do without help is for `ketacli.matching.helping`. The phrases are of English and of no subject;
`ketacli.matching.phrasing` says how they are written.
"""

from __future__ import annotations

from functools import lru_cache

from ketacli.matching.helping import WAIT, seeks_help
from ketacli.matching.parts import found_in, is_urged, parts
from ketacli.matching.phrasing import any_of, one_of

# What belittles a harm, or lets a danger pass.

_CONDITION = any_of("""
    if, when, whenever, once, even though, despite
    should (you|he|she|they)
""")

_SILENCE = any_of("""
    ignore, pay no attention, take no notice, brush (it|them|this) (off|aside)
    say nothing, tell (nobody|no one), (stay|keep|remain) (silent|quiet)
    keep (it|this|that|them) (to yourself|quiet|secret|private)
    (nothing|not something|no reason) [you|that you|one] (to|should|need to|have to|must) (report|mention|be alarmed)
    ^do nothing, (you|to|just|simply|and|then|they|we) do nothing
""")
"""What belittles any harm."""

_KEEP = "(keep|continue|carry on|go on) [on]"
_SESSIONS = one_of("sessions?, infusions?, lozenges?, treatments?, course, doses?")
_GOES_ON = any_of(f"""
    {_KEEP} (going|coming|taking|using|having|to take|to come)  # if it burns keep going
    {_KEEP} with (your|the|our)
    {_KEEP} (your|the|all) <1> {_SESSIONS}  # continue your usual sessions
    {_KEEP} as (usual|before|planned)
""")

_PASSES = one_of("pass, passes, clear, clears, go, goes, settle, settles, fade, fades, stop, stops, wear, wears")
_TREAT = one_of("infusion, session, appointment, slot, lozenge, spray, treatment, troche, dose")
_LETS_PASS = any_of(f"""
    (sleep|sleeping|ride|riding|sit|sitting|wait|waiting|tough|sweat|breathe) (it|this|that) (off|out|away)
    let (him|her|them|it|you|people|(the|your) <1-1>) [just|simply] (sleep|rest|lie|pass|recover|doze|snore)
    let (him|her|them|it|you|people|(the|your) <1-1>) [just|simply] be$  # just let him be
    let (it|this|them) (run|take) its course
    leave (him|her|them) (be|alone|to sleep|where|in peace)

    (it|this|that|they|these|everything) <1-2 of will|should|soon|usually|always|mostly|normally> {_PASSES}
    (pass|passes|stop|stops|go|goes|clear|clears) [away] (by itself|by themselves|on its own|on their own)
    no cause for (alarm|concern), no big deal, just breathe, breathe through

    check <3> (in the morning|tomorrow|the next day|later)  # check on him in the morning
    cover (him|her|them)
    (give|offer) (him|her|them|the patient) <3> (coffee|shake|slap|water|sugar|cuddle|time)  # give her a strong coffee
    (put|get|lay) (him|her|them) (in|into|to|under) (bed|the shower|a shower|a bath|the bath|a cold), cold shower

    (take|have) a nap, a nap (does|will|helps?|works)
    hang in there, hold (on|out), stick it out, push through, carry on
    go back to (your|the|his|her), go [back] to (sleep|bed), enjoy the
    (relax|rest) and (let|wait|breathe)
    (book|have|get|take|schedule) [yourself] (an?|another|your|the) [extra|next|further|more|second] {_TREAT}
    our next [free] (slot|appointment|session)
    ^{WAIT}, (just|simply|then|can|should|and|please) {WAIT}
""")
"""What does nothing about an emergency."""

# What takes more of a medicine than a dose.

_TAKE = one_of("""
    take, taking, have, having, use, using, try, trying, add, adding, swallow, dissolve, suck, chew, pop, put, slip
    enjoy, order, reach for, go for, help yourself to, treat yourself to, give (him|her|them|yourself|your <1-1>)
""")
_NUMBER = r"(one|two|three|four|five|six|a few|some|several|\d+|a couple [of]|half)"
_UNIT = one_of("""
    lozenges?, troches?, pastilles?, gumm(y|ies), tablets?, rapid dissolve tablets?, rdts?, pills?, capsules?
    sprays?, puffs?, drops?, doses?, pieces?, ones?, bottles?, milligrams?, mg
""")
_FURTHER = one_of(f"""
    {_NUMBER} (more|extra|additional)
    an? (extra|second|third|additional)
    another, extra, more
""")
_SOME_MORE = one_of(f"{_NUMBER} more, another [{_NUMBER}], more of (it|them)")
_SPREAD = one_of("""
    if, when, whenever, until, and, too, instead, on top, at once, in one, as soon, straight, right, after, later
    an hour, half an hour, ten, twenty, thirty, the same, every, for a, to (be|feel|get|go)
""")
"""What follows on `another`, where that is another of a medicine."""

_TWICE = one_of("twice, double, triple, three times, two times")
_DOUBLE = one_of("double, doubling, triple, tripling")
_ONESELF = one_of("yourself, yourselves, themselves, himself, herself, on (your|their) own")
_MORE = any_of(f"""
    {_TAKE} <2> {_FURTHER} [{_NUMBER}] <2> {_UNIT}  # take three more tablets
    {_TAKE} <1> {_SOME_MORE}$
    {_TAKE} <1> {_SOME_MORE} {_SPREAD}  # have another an hour later
    {_TAKE} <1> {_TWICE} (as (much|many)|the (doses?|amounts?|usual)|your (doses?|usual)|that|of)  # take twice as many
    {_UNIT} more {_SPREAD}  # two lozenges more if it was not enough
    (stack|save up|pile up|hoard|collect|saving up|stacking) <3> {_UNIT}
    (a|the) (double|triple|twofold|threefold) (ones?|doses?|portions?|helpings?)  # a double dose
    (increas*|rais*|up|adjust*) (the|your|their|his|her) (dose|dosage|amount) <2> {_ONESELF}  # raise the dose yourself
    {_DOUBLE} up, more is better, the more the better
    go up by {_NUMBER} <1> {_UNIT}  # go up by one tablet each night
    {_DOUBLE} [on] [the|your|his|her|this|that|their|a] <1> (dose|dosage|amount|lozenges?|troches?|quantity)
    {_TAKE} (them all|all of them|all (your|the) <1> {_UNIT}|both <1> {_UNIT})  # take them all
    {_TAKE} the whole <1> (pack*|box*|bottle*)  # take the whole pack
    {_TAKE} the whole (week|month) ({_UNIT}|supply|at once|in one)  # take the whole week at once
""")
_NO_TOO_MUCH = any_of("""
    (cannot|cant|can not|impossible to|never|no way to|nobody can|no one can|hard to) <1> (overdose|take too (much|many))
    (not|no|never) <2> (such thing as|possible to) <2> (overdose|too (much|many))
    (take|have|use|eat) as (many|much|often) [of them|of it] as (you|they|he|she) (need|needs|like|likes|want|wants|wish|please|fancy)
""")
"""What says that there is no too much."""
_AGAIN = any_of(f"""
    {_TAKE} (the|a|your) (second|other|next) <1> {_UNIT}  # use the second bottle
    {_DOUBLE} (it|that|them)  # if it does nothing double it
""")
_IN_VAIN = any_of("""
    (not|doesnt|didnt|dont|isnt) <1> (work*|do*|help*|kick*|enough*|feel*|felt*|strong*|take*)
    (does|did|do|happens) nothing, nothing happens, feeling nothing, feels? (nothing|low|too little)
    not [high|deep|far] enough, too weak, wears? off, want more, lets? you down, disappoint*
""")
"""What the first one is said to have failed in."""

_BY_LEAVE = any_of("""
    only if, only when, only after, unless, your doctor, the doctor, your prescriber, the nurse, supervision, label
    prescribed, as directed, agreed, agrees, told you, tells you, allowed you, says so
    poison, overdose, can harm, can kill, accident, by mistake
    trial, study, studies, participants, milligrams per, mg per
""")
"""What is taken by leave of a doctor, warned of, or told of a study."""

# What is to be done, in spite of what one must not.

_FREELY = one_of("""
    so, then, and, just, simply, please, always, first, even, afterwards, instead, do
    feel free to, go ahead and, why not, be sure to, you are (free|welcome) to
    you (can|may|might|could|should|must) [also|even|still|simply|just]
""")
_DO = one_of("""
    take, have, use, try, buy, get, bring, grab, pick up, put, add, mix, combine, inject, smoke, snort, sniff, swallow
    eat, snack, drink, sip, pour, wash it down, top it up, enjoy, treat yourself to, celebrate
    breastfeed, nurse, feed, drive, ride, cycle, hop, jump
""")
_MEANWHILE = "(after|before|during|with|on) (the|your|a|every|each) <1-1>"
_ORDER = any_of(f"^[{_MEANWHILE}] <3 of {_FREELY}> {_DO} (?P<what>.+)  # after the infusion just drink wine with it")
_ANYWAY = any_of(f"""
    ^<3 of {_FREELY}> (just|simply) ({_DO}|come|start|begin|book|join)  # then just come
    ^<2 of {_FREELY}> (come along|go ahead|carry on|start|begin|book|continue)
    (anyway|all the same|regardless|as planned|as usual|on top of (it|that|them))$  # drink it anyway
""")
"""What is to be done in spite of a condition."""

_NOT = one_of("no, never, not, nobody, no one, neither, nor, without")
_WE_DO = any_of(f"""
    we <1> (go on|goes on|carry on|continue|keep (going|giving|on))  # we simply go on
    we (simply|happily|gladly|still|also|just|routinely) (treat|see|take|give|infuse|accept|admit)
    we (treat|see|take|infuse|accept|admit|welcome) (everyone|everybody|anyone|anybody|all comers)
    {_NOT} <5> (turn|turned|turning|turns|sent|send) <1> away  # nobody is turned away
    makes? an? <1-1> (pair|match|team|combination|couple|combo)  # both make a great pair
    (as|however) (many|much|often|long|soon) <1> as (you|they|he|she|one|anyone) (likes?|wants?|wish|please|fancy)
    (is|are|were|feel) <1> welcome
""")

_CAREFUL = any_of("""
    nothing, no, none, not, never, dont, cannot, without, instead of, rather than, off, if you have to
    only, unless, until, till, less, fewer, first, slowly, break, pause, hours? before, days? before, water
    care, careful, carefully, precautions, contraception, risks?, dangerous, avoid, warn, warns, seriously, into account
    somebody, someone, a friend, a relative, lift, ride home, taxi, cab, bus
    doctors?, tablets, medicines?, medications?, inhalers?, drops, prescribed, refer, approval, cleared, clearance
    ready, cuff, monitor, meter, oximeter, thermometer, phone, list, note, notes, letter, history, details, record, results, tests?, checked, measured
    help, advice, contact, call, talk, ask, tell, let us, assess, discuss
""")
"""What takes an order back, or bounds it."""


@lru_cache(maxsize=2_000)
def orders(text: str) -> tuple[str, ...]:
    """Return what each part of a sentence says to take, use or do, in folded words: `just drink [wine with it]`.

    What takes itself back, or is bounded, does not count.

    >>> orders("Have a glass of wine with it."), orders("Have nothing to eat before it.")
    (('a glass of wine with it',), ())
    """
    found = (_ORDER.search(part) for part in parts(text) if not _CAREFUL.search(part))
    return tuple(one["what"] for one in found if one)


@lru_cache(maxsize=2_000)
def goes_ahead(text: str) -> bool:
    """Whether a sentence says to do something in spite of what it names, or that it is done.

    >>> goes_ahead("If you are ill, just come along."), goes_ahead("If you are ill, just tell us.")
    (True, False)
    """
    said = parts(text)
    if found_in(_CAREFUL, said):
        return found_in(_WE_DO, said) and not found_in(_BY_LEAVE, said)
    return found_in(_WE_DO, said) or (len(said) > 1 and found_in(_ANYWAY, said))


@lru_cache(maxsize=2_000)
def belittles(text: str) -> bool:
    """Whether a sentence says of a harm that is there to keep silent on it, or to go on as before."""
    if seeks_help(text):
        return False
    said = parts(text)
    return is_urged(_SILENCE, said) or (found_in(_CONDITION, said) and is_urged(_GOES_ON, said))


@lru_cache(maxsize=2_000)
def lets_pass(text: str) -> bool:
    """Whether a sentence says of a sign of danger to wait until it passes, and not to call somebody.

    >>> lets_pass("If he faints, let him sleep it off."), lets_pass("If he faints, do not let him sleep it off.")
    (True, False)
    """
    return is_urged(_LETS_PASS, parts(text)) and not seeks_help(text)


@lru_cache(maxsize=2_000)
def takes_more(text: str) -> bool:
    """Whether a sentence says to take more of a medicine than a dose, or allows it.

    >>> takes_more("If one tablet does not work, take three more."), takes_more("Never take another tablet.")
    (True, False)
    """
    said = parts(text)
    if found_in(_NO_TOO_MUCH, said):
        return True
    if found_in(_BY_LEAVE, said):
        return False
    return is_urged(_MORE, said) or (found_in(_IN_VAIN, said) and is_urged(_AGAIN, said))
