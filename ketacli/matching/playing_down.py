"""The phrases that play a danger down: that deny a harm, allow what is not to be done, waive what is needed.

They are of English and of no subject, and found in folded text; `ketacli.matching.phrasing` says how they are written.
"""

from __future__ import annotations

import re

from ketacli.matching.english import listed
from ketacli.matching.phrasing import any_of, one_of

# Denials.

_NOT = one_of("""
    no, not, never, nothing, nobody, no one, none, neither, nor, without, zero, free of, free from
    isnt, arent, wasnt, werent, wont, doesnt, dont, didnt, cannot, cant, hasnt, havent, wouldnt, neednt
    hardly, barely, rarely, impossible, unlikely
""")
DENIES = any_of(_NOT)
NEVER = any_of("never, cannot, cant, impossible, nobody, no one")

CONTRACTED = listed("isnt arent wasnt werent wont doesnt dont didnt cannot cant hasnt havent wouldnt never nothing")
NO_WORDS = CONTRACTED | listed(
    "no not nobody none neither nor without zero hardly barely rarely impossible unlikely free"
)
JUST_BEFORE = listed("less not never isnt arent wasnt hardly neither nor cannot nobody")
"""Words that deny what follows at once, or after one more word."""

_NEED_NOT = one_of("no need, not need, dont need, neednt, need not, not have to, dont have to, no reason")

# What denies a harm.

_BETWEEN = one_of("""
    a, an, any, the, your, you, him, her, them, it, in, of, to, at, all, much, more, such, single, other, added, extra
    known, real, actual, significant, serious, major, meaningful, big, medical, clinical, considered
    be, been, is, are, was, were, do, does, did, have, has, had, cause, causes, pose, poses
    ever, whatsoever, anything, something, evidence, need, reason, risk, drug, way, long, longer, term, lasting
""")
_BAD = one_of("""
    problems?, trouble, issues?, concerns?, worry, worries, worried, fear, afraid, mind, bothers?, matters?, difference
    fret, fuss, risks? <not free*>, risky, threats?, dangers?, dangerous, harm, harms, harmful, harmed, hurts?, damages?, damaged
    interactions?, interacts?, interferes?, clash, clashes, conflicts?, reacts?, affects?, affected, effects?, impairs?
    reason <not to (stay|keep|turn) away from <2> (emergency|hospital|er|doctors?|casualty|help|care)>, rule <not <3> out>, limits?, restrictions?, contraindications?, contraindicated, exclusions?, drawbacks?, downsides?
    obstacles?, barriers?, hurdles?, hindrance, impediment, objections?, second thought, miss, overdose
    evidence against, speaks against, nothing against
    hesitate <not to (call|ask|tell|contact|phone|ring|see|seek|go|get)>
""")
_KEEPS = one_of("stops?, prevents?, keeps?, bars?, disqualify, disqualifies, excludes?, rules?")
NO_HARM = any_of(f"""
    {_NOT} <5 of {_BETWEEN}> {_BAD}  # it has no known serious risks
    (not|nothing|doesnt|wont|never|cannot|cant) {_KEEPS} (you|him|her|them|us|anyone|anybody|people|patients)
    risks? <3> (is|are) <2> (zero|nil|negligible|non ?existent|(extremely|vanishingly|exceedingly) (low|small|rare))
    let <1> (fears?|worry|worries|scare stories|stigma|warnings?) <4> (keep|stop|put|scare|deter|hold)
    (not|dont|never) [be|get] (put off|deterred|scared off|discouraged|alarmed) by  # do not be put off by a high reading
    without <4 of giving|it|them|this|a|any|one|another|second|so|much|as> (thoughts?|worry|worries|care|fear|fears)
    too (low|small|weak|mild|little|short|rare) <1> to <1> (harm|hurt|damage|cause|be|affect|matter|bother|touch|reach|cross|pass)
    (not|never|wont|doesnt|cannot|nothing|nobody) <2> (get|gets|stand|stands) in the way  # it will not get in the way
    (not|never|cannot) <1> (occur|happen|arise|develop|exist|appear) <not until|for|at|immediately|straight|right>
""")

_WELL = one_of(
    "well, fine, normal, natural, healthy, cured, better, healed?, recovers?, recovered, reversible, resolves?"
)
SAFE = any_of(f"""
    safe, safely, safer than, harmless, risk free, gentle, gently, kind to, good for, friendly, protects?
    (perfectly|completely) {_WELL}, (heals?|recovers?|regenerates?) (perfectly|completely)
    untouched, unharmed, unaffected, unscathed, intact, as they were, as it was, as good as new
    sharper, healthier, copes? well, no sweat
    (stays?|remains?|keeps?) <1> (normal|stable|steady|healthy|clear|sharp|the same)
""")

_CAN_IGNORE = "(you|we|they|can|may|should|simply|just|safely|please)"
_MYTH = one_of("""
    myths?, old wives, scare story, scare stories, scaremongering, hype, hoax, hoaxes, nonsense, fiction
    invented, made up, exaggerated, overblown, overstated, harmless, unfounded, baseless, unheard of, non ?existent
""")
_ABUSE = one_of("""
    recreational, street, heavy, drug, abusers?, users?, addicts?, misuse, abuse, party, clubbers?, ravers?, partygoers?
""")
_RULE = one_of("""
    rules?, warnings?, advice, wait, waiting, waits, label, laws?, talk, guidance, guidelines?, instructions?, caution
    restrictions?, requirements?, monitoring, observation, supervision, screening, tests?, fasting, checks?
""")
_FOR_SHOW = one_of("""
    padding, paperwork, theatre, theater, red tape, formality, bureaucracy, box ticking, overkill, for show, legalese
    for (the|their|our) (lawyers|insurers), (overly|too) cautious, over ?cautious, an upsell, pedantry, fuss, old hat
""")
NOT_REAL = any_of(f"""
    (is|are|as) <2 of just|only|simply|merely|purely|a|an> <1> {_MYTH}  # this is just pure scaremongering
    (only|solely|exclusively|limited to|confined to|reserved for) <4> {_ABUSE}  # only in recreational users
    (is|are) <3> {_ABUSE} (problem|problems|thing|issue|disease|worry)  # that is a clubbers problem
    {_RULE} <9> <4> (is|are) <2 but not|never|no> {_FOR_SHOW}  # the two hour wait is only paperwork
    ^(ignore|disregard) (all|the) <2> {_RULE}
    {_CAN_IGNORE} (ignore|disregard|forget [about]) (it|them|this|that|(the|all|such|this|these|those) <2> {_RULE})
""")

_SHOWS = "(means?|shows?|proves?|tells you)"
_HEALS = one_of("work*, heal*, recover*, adjusting, adapting, cleansing, helping, detox*, rewiring")
GOOD_SIGN = any_of(f"""
    (?<!not a )(?<!no )(good|great|positive|healthy) signs?
    signs? (of|that) <4> (healing|progress|recovery|work*)  # a sign that the treatment works
    proof (of|that), (is|thats|are) <2> healing  # that is your brain healing
    part of (the|your) (healing|detox*|process|journey|recovery)
    {_SHOWS} [that] (it|the|your|this) <3> {_HEALS}  # it shows that your brain is rewiring
    (just|only|merely|nothing but) <1> (anxiety|nerves|stress|imagination|excitement)  # just nerves
    needs? no attention, (is|are) (just|only|simply|merely) <3> {_HEALS}  # it is just your body adjusting
""")
OF_LIFE = any_of(
    "suicid*, kill*, die, dying, dead, end (it|his|her|their|your|my), ending (it|his|her|their|your|my)", re.IGNORECASE
)
"""What speaks of taking one's life, in text as it stands."""

# What allows what one must not do.

_PEOPLE = one_of("""
    you, he, she, they, we, one, who, those, people, anyone, anybody, everyone, everybody, patients?, clients?, members
    guests, women, mothers?, mums, moms, men, adults, seniors, children, kids, youngsters, teens, teenagers, adolescents
    minors, survivors, sufferers, users, drinkers
""")
_ILL = one_of("""
    harmed, hurt, pregnant, dizzy, sick, addicted, dependent, sleepy, drowsy, worse, foggy, groggy, confused, unsteady
    tired, odd, strange, detached, spaced out, light ?headed, numb, weak, anxious, nauseous
""")
_DONE = one_of("""
    taken, given, treated, used, combined, mixed, continued, enjoyed, added, done, had, drunk, eaten, driven, breastfed
    infused, started
""")
_MIX = one_of("mix, mixes, (?<!pharmacy )mixed <not by|ketamine|nasal|sprays?|in a pharmacy>")
_GOOD = one_of(f"""
    safe, safely, safer, harmless, risk free, fine, ok, okay, ideal, perfect, perfectly, excellent, gentle, kind to
    easy on, good for, (good|great) (choice|option), good idea, option, solution, gift, blessing, godsend
    suits?, suitable, compatible, acceptable, appropriate, candidates?, recommended <not in|to|that>, encouraged, eligible, permitted
    allowed, gentler, smoother, free to, welcomes?, go ahead, carry on, resume, continues?, straight away, right away, immediately
    do <1> well, does <1> well, go well, goes well, works? well, just as well, as usual, as normal, normally
    beautifully, thrives?, happily, easily, nicely, smoothly, no sweat, gets? along, helps?, benefits? from, {_PEOPLE} <2 but not|need|to> benefits?
    accepts? <not other|that>, accepted, tolerates?, tolerated, treats?, treating, (?<!that is )(?<!which is )(?<!that are )treated, combines?, combined, {_MIX}
    same dose as, we give, we offer, we provide, still for you, is for you, made for you, made for them, right for you
    clear headed, (alert|sober|sharp|awake|steady|clear|fresh) enough, fit to
""")
_OURS = one_of(
    "(most|many|all|some|several|plenty) <3> (patients|clients|guests|members|people|of them), our (patients|clients|guests|members)"
)
_GO_ON = one_of("""
    (hop|jump|get|climb|go|head|drive|walk|cycle) <1> (in|into|straight|back|home|off|to) <3> (car|road|office|work|desk|home|job|shift)
    drive (themselves|home|back|off), return to (work|their), go (straight )?back to, resume
""")
_CAN = one_of("can, may, could, are able to, are allowed to, are free to, get to")
ALLOWED = any_of(f"""
    {_PEOPLE} <9> {_CAN} <not not|need> <not (be|feel|get|become|have) {_ILL}>  # you may drive
    (can|may) be {_DONE}, (can|may) (stay|remain|continue|carry on|go on)
    {_OURS} <3 but who|that|never|not|no|should> {_GO_ON}  # most of our guests just hop in the car
    (will|can) (calm|soothe|ease|settle|brighten|quiet|silence)  # half a lozenge will calm your child
    {_PEOPLE} <3> (should (try|consider|have)|deserves?), {_GOOD}
""")

# What waives a precaution.

_PRECAUTION = one_of("""
    supervision, monitoring, monitors?, observation, doctors?, nurses?, physicians?, psychiatrists?, anaesthetists?
    anesthesiologists?, checks?, tests?, testing, screening, equipment, exam, examination, assessment, escort, companion
    drivers?, sitters?, chaperones?, minders?, fasting, visits?, appointments?, history, questions, precautions?, caution
""")
_OF_PRECAUTION = one_of("""
    any, a, an, the, your, his, her, their, our, such, more, further, or, and, for, of, in, need, person, doctors?, nurses?
    constant, direct, special, medical, professional, clinical, safety, costly, boring
    heart, blood, liver, urine, bladder, pressure
""")
_NEEDED = "(needs?|needed|requires?|required|necessary|have to|has to|bother|obliged|mandatory)"
_GAVE_UP = "(gave up|given up|stopped|no longer|quit|do not bother)"
_MEASURING = one_of("""
    measuring, checking, monitoring, testing, watching, observing, asking, measure, check, monitor, test, watch
""")
WAIVED = any_of(f"""
    {_NOT} <4 but that|which|who> {_NEEDED} <not refer*>  # no one needs to watch
    (no|without|instead of|forget) <4 of {_OF_PRECAUTION}> {_PRECAUTION} <not <4> refer*>
    (not|none|no|without|never) <3> (medically|medical|trained|qualified|licensed|certified)
    (need not|neednt) <1> (have|take|get|measure|check|record)  # you need not have it measured
    (need not|neednt) be <1> (measured|checked|monitored|recorded|watched|supervised|observed) <not again|any|for|until>
    (needs?|requires?) no <1> {_MEASURING}  # it needs no further checking
    (only|just) <1> (have|has|need|needs) to (stay|wait|remain|be (watched|observed|monitored)) [for] <2> minutes
    {_PRECAUTION} <2> (gets?|stands?|is|are) <1> in the way  # a nurse only gets in the way
    {_GAVE_UP} {_MEASURING}  # we gave up measuring
    (skip|skips|skipping) <4 of {_OF_PRECAUTION}> ({_PRECAUTION}|it|this|that|them)  # skip the liver tests
    forgo, forgoes, waive, dispense with, do away with, do without, spare you, save you
    unsupervised, unmonitored, unattended, unnecessary, needless, superfluous, overkill, redundant, pointless, optional
    a luxury, a formality, mere formality, red tape, a waste, for show
""")
WITHOUT, AS_SAFE = any_of("without"), any_of("as safe as, safer than")

_WARNING = one_of("""
    avoid, refrain, abstain, pause, interrupt, delay, tell, inform, mention, change, declare, disclose, consult, talk
    discuss, ask, wait, fast, stop, quit, give up, arrange
""")
WARNING = any_of(_WARNING)
NO_NEED_TO_WARN = any_of(f"({_NEED_NOT}|nothing) <3> {_WARNING}  # no need to tell us")

_SOMEBODY = one_of("""
    anyone, anybody, someone, somebody, one, a driver, an escort, a companion, a friend, a relative, a chaperone, a lift
""")
_SOLITUDE = one_of("(complete|total|perfect|blissful|peaceful) (solitude|privacy|isolation), complete peace, all alone")
ALONE = any_of(f"""
    (not need|no need for|dont need|neednt have|not have to have|need no) {_SOMEBODY}  # you do not need anyone
    (fine|ok|okay|safe|alright|all right|no problem|can) (to )?be [left|home|at home] alone
    (enjoy|take|have|use|do|experience) <5 but not|never|nobody> in {_SOLITUDE}  # enjoy it in complete solitude
""")

# What leaves off a medicine that must not end at once.

_LEAVE = one_of("""
    stop, quit, drop, ditch, skip, bin, flush, throw, discard, dump, forget, omit, pause, halve, cease, discontinue
    come off, go off, get off, give up, leave out, leave off, cut out
""")
LEAVES = any_of(
    f"{_LEAVE}, stopping, quitting, dropping, skipping, pausing, halving, discontinuing, coming off, going off"
)
HAVE_LEFT = any_of(
    "(people|patients|those|who|had|have|has|half|were) <2> (stopped|quit|discontinued|gone off|come off)"
)
AS_WELL = any_of("(just|equally|quite) [as] well, no worse, fine, better")
"""What is told of those who have left off a medicine, where that is said to be well."""
_OTHER_THAN = "<not <3> (slowly*|gradually*|smoking*|drinking*|eating*|driving*)>"
_SO_THAT = "(please|simply|just|then|now|and|so|first|you|should|must|will|to|can)"
LEAVE_OFF = any_of(f"""
    ^[please|simply|just] {_LEAVE} {_OTHER_THAN}  # drop your sertraline
    {_SO_THAT} [please|simply|just] {_LEAVE} {_OTHER_THAN}  # so that you can come off valium
""")
NO_NEED_TO_KEEP = any_of(f"""
    ({_NEED_NOT}|no longer (need|have)) <3> (keep|continue|stay|go on|carry on|take|taking|remain|on them|on it)
""")
NEED_NOT_LEAVE = any_of(f"{_NEED_NOT} <3> {_LEAVE}")
COMES_OF_IT = any_of("""
    (?<!no )(?<!without )(withdrawal|relaps*|seizures?|symptoms|discontinuation|dangerous|worse)
    (?<!no )(?<!without )(gradual*|slowly|tapering)
    (may|can|could|might|often|will|tends to) <1> (bring|cause|trigger|lead|result|provoke|produce|end in|set off)
""")
"""What comes of stopping at once, or how else to stop."""

# What is approved.

APPROVED = any_of("approv*")
IN_PART = any_of("""
    only, off label, as (a|an|the), (form|forms|version|versions|kind|type|variant|derivative|isomer|part|relative) of
    an(a)?esth*, surg*, until, unless, if, whether, may, might, could, hopes?, seeks?, awaits?, pending, trials?
""")
"""What says of an approval that it is for something else, or of a part of what is named."""
BY_ITSELF = any_of(
    "monotherapy, alone, on its own, by itself, stand ?alone, of its kind, without an(other)? [oral] antidepressant"
)
"""What bounds `the only one that is approved`."""
