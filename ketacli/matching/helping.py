"""Tell whether a sentence names those who help, says to call them, or says to do without them or to put them off.

The phrases are of English and of no subject; `ketacli.matching.phrasing` says how they are written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.matching.parts import found_in, is_urged, parts, undenied
from ketacli.matching.phrasing import any_of, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_HELPERS = one_of("""
    doctors?, psychiatrists?, physicians?, gp, paramedics?, ambulances?, hospitals?, casualty, er, a and e
    emergency rooms?, emergency department, emergency services?, emergency number, 911, 999, 112, 988
    crisis lines?, hot ?lines?, help ?lines?, lifelines?, poison (help|control|centre|center)
    medical (help|attention|care|advice), (outside|emergency|immediate) help
""")
_HELPER = any_of(_HELPERS)

_HELP = one_of(f"""
    {_HELPERS} <not referral*|letter*|note*|visits? every*>
    (?<=seek )help, (?<=get )help, (?<=for )help
""")
_ANYONE = one_of(f"{_HELPERS}, help, us, him, her, them, anyone, anybody, someone, somebody, your family")

_SEEK = one_of("""
    call, calling, phone, phoning, ring, ringing, dial, dialling, dialing, text, texting, contact, contacting
    alert, bother, involve, notify, inform, tell, telling, ask, asking, see, seeing, visit, visiting, consult
    seek, seeking, get, fetch, send for, need, needs, go, going, rush, rushing, run, running, head
    (take|taking|bring|bringing|drive|rush) (him|her|them|anyone|anybody|someone|the patient)
""")
_TO = "<4 of to|for|the|a|an|any|your|his|her|their|our|my|him|them|in|with|nearest|psychiatric|local|straight|right|back|of|up|out>"
"""What stands between `go` and who helps: `straight to the nearest`."""

_NO = one_of("""
    do not, dont, never, should not, shouldnt, must not, mustnt, need not, neednt, not need, not have
    dont need, doesnt need, dont have, no need, no reason, no point, not necessary, not worth, not bother
    unnecessary, pointless, nobody, no one, forget, skip, avoid, refrain from, instead of, rather than
""")
_OTHERWISE = one_of("""
    hesitate, wait, delay, stop, leave, start, begin, use, take, replace, stay, fail, forget, drive yourself
    afraid, scared, frightened, ashamed, embarrassed, shy, worry, bad, wrong, mistake, think
    without, until, unless, before, if, not, too, only, just because
""")
"""Words between a denial and help by which the sentence says another thing: `do not hesitate to call`."""

_INSTEAD_OF = one_of("""
    no, no need for, need no, not need, dont need, doesnt need, (replaces|removes|ends) the need for
    forget, skip, avoid, instead of, rather than, in place of, alternative to, replaces
""")
_DOES = one_of("""
    can, could, will, would, may, should, must, has, have, had, (is|are|was|were) (able|asked|involved)
    says?, knows?, claims?, recommends?, agrees?
""")
"""What is said of those who help, where `no doctor` is not to do without one: `no doctor can tell`."""

_NEED_NOT = one_of("does not, do not, doesnt, need not, neednt, must not, never")
_SPOIL = one_of("""
    ruins?, spoils?, wastes?, scares?, panic, makes? (it|things|everything) worse, makes? a fuss, overreacts?, overdo
    can do nothing, cannot help, cannot do what, no use, useless, overkill
""")
_NEEDLESS = one_of("""
    superfluous, unnecessary, needless, redundant, obsolete, not needed, not necessary, a thing of the past
""")
_REFUSES = any_of(f"""
    {_NO} <3 but {_OTHERWISE}> {_SEEK} {_TO} {_HELP}  # do not take her to the hospital
    {_INSTEAD_OF} {_TO} {_HELP} <not <3> {_DOES}>  # there is no need for an ambulance
    {_HELPERS} <2> {_NEED_NOT} [have to|need to|ever] (know|be told|hear|find out|learn)  # your doctor need not know
    {_HELPERS} <9 of only|just|will|would|never|cannot|can not|wont|does not|dont|do not> {_SPOIL}  # doctors only panic
    {_HELPERS} <6> {_NEEDLESS}  # with it a hospital is quite superfluous
    (keep|leave) [the|your|our|any] {_HELPERS} out  # leave the hospital out of it
    (call|dial|phone|ring|text|alert) (nobody|no one)  # call nobody
""")
"""What does without those who help."""

_NOT_INSTEAD = any_of(
    "(do not|dont|never|must not|should not) <3 of you|ever|just|please> (use|take|try|come|have) <9> (instead of|rather than)"
)
"""What forbids to do something else first."""

_TELLS_NOBODY = any_of(f"""
    {_NO} <2> (tell|inform|alert|bother|call|contact) (anyone|anybody|us)  # there is no reason to tell anyone
    {_NO} <2> (tell|inform|alert|bother|call|contact) your (family|partner|relatives|friends|wife|husband|parents)
""")

WAIT = one_of("wait, waits, waiting, hold off, holding off, leave it, sleep on it")
_LATER = one_of("""
    tomorrow, in the morning, on monday, next week, after the weekend, during (office|opening|business) hours, instead
""")
_OCCASION = one_of("session, appointment, infusion, visit, treatment, slot, dose, consultation, check ?up, follow up")
_CLINIC = one_of("us, our <1-1>, the (clinic|office|practice), your (clinic|guide|coach)")
_PUTS_OFF = any_of(f"""
    {WAIT} <1-8> (before|until|till|to|and then) <3> {_SEEK} {_TO} {_ANYONE}  # wait a few weeks before you see anybody
    (hold|holds|holding|put|putting) off <1 of on|with> {_SEEK} {_TO} {_HELP}  # hold off on calling a hotline
    (delay|delaying|postpone|postponing) {_SEEK} {_TO} {_HELP}
    {WAIT} <1> (for|until|till) (the|your|his|her|their|our|my) <2> {_OCCASION}  # wait for your next session
    can [easily|safely] wait (for|until|till)  # it can wait until monday
    (call|ring|phone|tell|contact|message|email|text) {_CLINIC} <3> {_LATER}  # call our office in the morning
    (nothing|no reason|not something|no cause) to (call|ring|phone|bother|tell|alert) (us|somebody|someone)
    (nothing|no reason|not something|no cause) to (call|ring|phone|bother|tell|alert) (anyone|anybody|a doctor|911|999)
""")

_BEFORE_HELP = any_of(f"^before [you|he|she|they|anyone] [even] {_SEEK} {_TO} {_HELP}  # before you bother your doctor")
"""After which something else is to be done."""

_SEEKS = any_of(f"""
    {_SEEK} {_TO} {_HELPERS}
    (call|tell|contact|phone|ring|ask|inform) (us|for help|our team|the team|somebody|someone)
""")
_NOT_YET = any_of("before, until, till, instead of")
_NOT_AT_ONCE = any_of("tomorrow, in the morning, on monday, next week, instead")
"""What comes before help, and after it, where it is put off."""


def names_help(phrase: str) -> bool:
    """Whether a phrase only names those who help."""
    return bool(_HELPER.search(phrase))


@lru_cache(maxsize=2_000)
def keeps_from_help(text: str) -> bool:
    """Whether a sentence says to do without those who help, or to put them off, in whichever order.

    >>> keeps_from_help("If it hurts, wait a week before you see a doctor.")
    True
    >>> keeps_from_help("Do not wait to call a doctor.")
    False
    """
    said = parts(text)
    return (
        (found_in(_REFUSES, said) and not found_in(_NOT_INSTEAD, said))
        or (len(said) > 1 and found_in(_BEFORE_HELP, said) and not _seeks_help(said))
        or is_urged(_PUTS_OFF, said)
        or (found_in(_TELLS_NOBODY, said) and not _seeks_help(said))
    )


@lru_cache(maxsize=2_000)
def seeks_help(text: str) -> bool:
    """Whether a sentence says to call those who help, at once."""
    return _seeks_help(parts(text))


def _seeks_help(said: Iterable[str]) -> bool:
    return any(
        not _NOT_YET.search(before) and not _NOT_AT_ONCE.search(after) for before, after in undenied(_SEEKS, said)
    )
