"""Tell whether a sentence promises more than a treatment keeps: that its benefit stays, or that it helps everybody.

What is denied, hoped for, asked or told of others promises nothing. The phrases are of English and of no subject;
`ketacli.matching.phrasing` says how they are written.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.matching.english import listed
from ketacli.matching.phrasing import any_of, one_of
from ketacli.matching.wording import folded
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Mapping

FADING, CHANCE = "fading", "chance"
"""What an omission warns of: a benefit that passes, and one that only some have."""

_BEFORE = 7
"""How many words before a promise a word that takes it back may stand."""

_NO_PROMISE = listed(
    "no not never nothing nobody none neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont "
    "hasnt hardly barely rarely seldom few if whether may might could would hope hopes hoped until unless unlikely "
    "maybe perhaps claim claims claimed search searching dream myth beware against instead than rather some many most"
)
"""Words that take back a promise that follows them, or make less of it."""

_ILLNESS = one_of("""
    depress*, illness, disease, disorder, symptoms?, sadness, gloom, misery, suffering, mood, anxiety, despair
""")

_BENEFIT = any_of(f"""
    results?, relief, benefits?, effects?, remission, recover*, repair*, better, well, wellness, free, freedom, improve*, gone
    cured?, heal*, success, happi*, change, transform*, work*, {_ILLNESS}
""")
_FOR_GOOD = any_of("""
    for good, for ever, forever, for life, lifelong, permanent, permanently, enduring, everlasting, ever after
    once and for all, for the rest of (your|their|his|her) (life|lives)
""")
_ASSURED = any_of("guarant*, (we|i|they|doctors) promise")
"""What promises something where a benefit is named close by."""

_NEAR = 6
"""How many words away from it."""

_OF_SOMETHING_ELSE = any_of("""
    damag*, harm*, bladder, memory, injur*, side effects?, risks?, habit, addict*
    record, licence, license, resident, staff, address, closed
    need*, requir*, taking, stay on, medication, maintenance
""")
"""What is for good besides a benefit."""

# That the benefit stays.

_EFFECTS = one_of("effects?, relief, benefits?, results?, remission, improvements?, infusions?, treatments?")
_ENDS = one_of("""
    heals?, healed, erases?, eliminates?, eradicates?, banishes, conquers?, defeats?, wipes? out, gets? rid of, ends?
""")
_LASTS = one_of("last, lasts, hold, holds, persist, persists, continue, continues")
_LONG = one_of("""
    (a|one|two|three|several|1|2|3) <1> years?, (six|seven|eight|nine|ten|twelve|eighteen|6|9|10|12|18) <2> months
""")
_STATE = one_of("relief, cure, recovery, remission, results?, freedom, happiness, solution, benefits?, improvement")
_RARE = one_of("rare, uncommon, unlikely, unheard of, unknown, a thing of the past, no concern, impossible")
_LASTING = any_of(rf"""
    (cure|cures|cured) <4> {_ILLNESS}\w*  # it cures even the worst depression
    (a|the|real|permanent|lasting|miracle) cure
    (is|are|was|were|been|be|gets?|got|once) <1> cured, cured (with|by) <1-1>
    {_ENDS} <3> {_ILLNESS}\w*  # it gets rid of your symptoms
    {_EFFECTS} <6> {_LASTS} <3> (years|decades)  # relief that most often lasts for many years
    (effects?|relief|benefits?|results?|remission|improvements?) <6> {_LASTS} <3> {_LONG}  # results hold for a year or more
    keeps? (you|people|patients|them) <1> (well|better) <4> {_LONG}  # one course keeps you well for at least a year
    (keeps?|keeping|holds?) <2> {_ILLNESS}\w* (away|at bay)  # it keeps the gloom away
    (heals?|cures?|fixes|repairs|resolves|removes|treats) the (root|underlying|real|true) <1> causes?
    (heals?|cures?|fixes) the causes?
    lasting <1> {_STATE} <not (in|for|with) (no|none|few)|was not|were not|is not|has not>  # a lasting recovery
    (benefits?|results?|effects?|relief|improvement) <6> (is|are|stays?|remains?) <1> (lasting|permanent|durable)
    relapses? (is|are) <1> {_RARE}  # relapses are very rare
""")
_NO_RETURN = any_of(f"""
    {_ILLNESS} <3> (never|not|no longer|wont|doesnt) <1> (comes? back|returns?|recurs?)  # sadness never comes back
    (never|will not|wont|no one|nobody) <2> (relapses?|slip back)  # you will not relapse
    never <2> depressed (again|any ?more), no more depression
    (boosters?|maintenance|top ups?|infusions?|sessions?|treatments?) <5> (only|just) <2> (once|twice|one|two) <3> (a|per|every|each) year
    (no|not|never|without) <1> needs? <1> (any|further|more|another|other) <1> (treatment|infusions?|therapy|sessions?)
    (is|are) enough for <1> (years?|life|good|ever)  # one course is enough for years
    forget [about] (your|their|the) depression, goodbye to <1> depression
""")
"""What promises by a denial."""

# That it comes to everybody.

_ALL = one_of("""
    everyone, everybody, anyone, anybody, all [of] [our|the|my] <1> (patients|clients|people|guests)
    (every|each|any) [single|last] (one|person|patient|client|guest|sufferer) [of our (patients|clients)]
""")
_GETS_BETTER = one_of("""
    responds?, responded, improves?, improved, recovers?, recovered, benefits?, benefited, (gets?|got) (better|well)
    (in|into|achieves?|achieved|reach|reaches|reached) [full|complete] remission, free (of|from) <1> (depression|symptoms)
    symptom free, no longer depressed, well again
    (feels?|felt) better, (finds?|found) relief, (gets?|got|getting) (their|his|her|your) (life|lives) back
""")
_SUCCEEDS = one_of(f"{_GETS_BETTER}, success*")
_HELPS = one_of("works?, worked, helps?, helped, effective, succeeds?, heals?, cures?, relieves?")
_COME = one_of("we, walks, comes, came, visits, enters, tries, tried")
_MOST = one_of(",".join(map(str, range(85, 101))))
_OF_EACH = one_of(f"""
    {_MOST} (per ?cent|[out] of [every] (100|one hundred))
    (nine|9) [out] (of|in) [every] (ten|10)
""")
_REASON = late(r" (?:because|since) ")
"""What begins the reason for a promise: `permanent, because it mends damaged nerves`."""
_CERTAIN = any_of(rf"""
    {_HELPS} <2> {_MOST} [per ?cent] of  # it helps 100 percent of patients
    {_HELPS} <6> {_ALL} <not who <not {_COME}>>  # it helps nearly everybody who comes
    {_ALL} <8 but who|that|whose|if|when|but> {_GETS_BETTER}\w*  # every single patient gets better
    {_OF_EACH} <8 but stud*|trial*> {_SUCCEEDS}  # 95 percent of our patients improve
    (?<!of )(?<!in )(?<!every ){_MOST} (of <not \d+>|patients*|people*|clients*) <7 but stud*|trial*> {_SUCCEEDS}  # 95 of those treated improve
    (success|response|remission) (rates?|quotas?) <5 but stud*|trial*> {_MOST}  # a success rate of more than 90
    supreme <4> (ever|known|discovered|available|in history|in the world|there is)
    (beats?|outperforms?|surpass*|outdoes) (every|all|any|each)  # it beats every other drug
    (better|more effective|faster) than (any|every|all|anything|everything)
    the only <2> (that|which) [really|truly|actually] (works?|helps?|heals?|cures?)
    100 [per ?cent] (effective*|success*), success [rate] [is|of] (100|certain|assured)
    will (definitely|certainly|surely|always) (feel|get|be|work|help|improve|respond)
    (certain|sure|bound) to (work|help|succeed|respond|recover)
    always (works?|working|helps?|helping|succeeds?|succeeding), works? (every|each) [single] time, without fail
""")
_FAILS = one_of("""
    fails?, failed, disappointed, without (relief|benefit|success|improv*|feeling better|getting better)
""")
_NO_FAILURE = any_of(f"""
    (never|cannot|cant) fails?
    (nothing|no other <2>) (works?|helps?|is|acts?|heals?|relieves?) <2> (better|faster|more|as well|so well|as fast)
    (nobody|no one|no patient|none of our patients) <3> {_FAILS}  # none of our patients has ever failed
""")
_REPORTS = listed("study studies trial trials series review paper researchers reported published participants found")
"""Words of a sentence that reports a share, and so promises none."""

_COUNTED = late(r"\b\d+ (?:out )?of \d+ (?:people|patients)\b")
"""How many of a group, as a study reports it: `20 of 26 patients`."""

_SUPREME = any_of("most (effective|powerful|successful|potent|reliable|advanced)")
_NO_LESS = late(r"\b(?:more|better|greater) than (?=\d)")
"""`Most` and `than` that take nothing back."""

_HEDGE = any_of(
    "if, whether, may, might, could, hope, hopes, until, unless, some, many, most, not known, shown, prevent"
)
_PROMISES: Mapping[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = {
    FADING: (_LASTING, _FOR_GOOD, _NO_RETURN),
    CHANCE: (_CERTAIN, _ASSURED, _NO_FAILURE),
}
"""What promises each: by saying so, by saying so of a benefit, and by a denial."""


_ANSWER = late(r"\A\W*(?:no|nope|never|not at all)\b\s*[,.!:;\u2013\u2014-]+\s*", re.IGNORECASE)
"""`No` before an answer, which denies only what was asked."""


@lru_cache(maxsize=2_000)
def promises(kind: str, text: str) -> bool:
    """Whether a sentence promises what an omission of a kind says is not so.

    >>> promises("fading", "It cures depression."), promises("fading", "It is no cure.")
    (True, False)
    """
    said = _NO_LESS.sub("", _SUPREME.sub("supreme", folded(_ANSWER.sub("", text))))
    affirmed, if_benefit, denied = _PROMISES[kind]
    if denied.search(said) and not _HEDGE.search(said):
        return True
    if kind == FADING and (_OF_SOMETHING_ELSE.search(_REASON.split(said)[0]) or _COUNTED.search(said)):
        return False
    if kind == CHANCE and not _REPORTS.isdisjoint(said.split()):
        return False
    found = [*affirmed.finditer(said), *(one for one in if_benefit.finditer(said) if _is_of_benefit(said, one))]
    return any(_NO_PROMISE.isdisjoint((*said[: one.start()].split()[-_BEFORE:], *one[0].split())) for one in found)


def _is_of_benefit(said: str, found: re.Match[str]) -> bool:
    near = (*said[: found.start()].split()[-_NEAR:], *said[found.end() :].split()[:_NEAR])
    return bool(_BENEFIT.search(" ".join(near)))
