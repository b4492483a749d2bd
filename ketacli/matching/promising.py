"""Tell whether a sentence promises more than a treatment keeps: that its benefit stays for good, or that it helps everybody.

The lists are of English and of no subject. What is denied, hoped for, asked or told of others promises nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.matching.english import listed
from ketacli.matching.wording import folded
from ketacli.patterns import late

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

FADING, CHANCE = "fading", "chance"
"""What an omission warns of: a benefit that passes, and one that only some have."""

_BEFORE = 7
"""How many words before a promise a word that takes it back may stand."""

_NO_PROMISE = listed(
    "no not never nothing nobody none neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont hasnt "
    "hardly barely rarely seldom few if whether may might could would hope hopes hoped until unless unlikely maybe perhaps "
    "claim claims claimed search searching dream myth beware against instead than rather some many most"
)
"""Words that take back a promise that follows them, or make less of it."""

_ILLNESS = r"(?:depress\w*|illness|disease|disorder|symptoms?|sadness|gloom|misery|suffering|mood|anxiety|despair)"
_BENEFIT = late(
    r"\b(?:results?|relief|benefits?|effects?|remission|recover\w*|better|well|free|freedom|improve\w*|gone|cured?|heal\w*|success|"
    rf"happi\w*|change|transform\w*|work\w*|wellness|{_ILLNESS})\b"
)
_FOR_GOOD = late(
    r"\b(?:for good|for ever|forever|permanent(?:ly)?|once and for all|for life|lifelong|enduring|"
    r"for the rest of (?:your|their|his|her) (?:life|lives)|everlasting|ever after)\b"
)
_ASSURED = late(r"\bguarant\w+|\b(?:we|i|they|doctors) promise\b")
"""What promises something where a benefit is named close by."""

_NEAR = 6
"""How many words away from it."""

_OF_SOMETHING_ELSE = late(
    r"\b(?:damag\w*|harm\w*|bladder|memory|injur\w*|side effects?|risks?|record|licen[cs]e|resident|staff|address|closed|"
    r"need\w*|requir\w*|taking|stay on|medication|maintenance|habit|addict\w*)\b"
)
"""What is for good besides a benefit."""

_LASTING = late(
    rf"\bcure[sd]? (?:\w+ ){{0,4}}{_ILLNESS}|\b(?:a|the|real|permanent|lasting|miracle) cure\b"
    r"|\b(?:is|are|was|were|been|be|gets?|got|once) (?:\w+ )?cured\b|\bcured (?:with|by) "
    r"|\b(?:effects?|relief|benefits?|results?|remission|improvements?|infusions?|treatments?) (?:\w+ ){0,6}(?:last|lasts|hold|holds|persist|persists|continue|continues) (?:\w+ ){0,3}(?:years|decades)\b"
    rf"|\b(?:heals?|healed|erases?|eliminates?|eradicates?|banishes|conquers?|defeats?|wipes? out|gets? rid of|ends?) (?:\w+ ){{0,3}}{_ILLNESS}"
    r"|\blasting (?:\w+ )?(?:relief|cure|recovery|remission|results?|freedom|happiness|solution|benefits?|improvement)\b"
    r"|\b(?:benefits?|results?|effects?|relief|improvement) (?:\w+ ){0,6}(?:is|are|stays?|remains?) (?:\w+ )?(?:lasting|permanent|durable)\b"
    r"|\brelapses? (?:is|are) (?:\w+ )?(?:rare|uncommon|unlikely|unheard of|unknown|a thing of the past|no concern|impossible)\b"
)
_NO_RETURN = late(
    rf"\b{_ILLNESS} (?:\w+ ){{0,3}}(?:never|not|no longer|wont|doesnt) (?:\w+ )?(?:comes? back|returns?|recurs?)\b"
    r"|\b(?:never|will not|wont|no one|nobody) (?:\w+ ){0,2}(?:relapses?|slip back)\b"
    r"|\bnever (?:\w+ ){0,2}depressed (?:again|any ?more)\b|\bno more depression\b|\bforget (?:about )?(?:your|their|the) depression\b|\bgoodbye to (?:\w+ )?depression\b"
)
"""What promises by a denial."""

_ALL = r"(?:everyone|everybody|anyone|anybody|all (?:of )?(?:our |the |my )?(?:patients|clients|people|guests)|(?:every|each|any) (?:single |last )?(?:one|person|patient|client|guest|sufferer)(?: of our patients| of our clients)?)"
_GETS_BETTER = r"(?:responds?|responded|improves?|improved|recovers?|recovered|benefits?|benefited|gets? (?:better|well)|got (?:better|well)|feels? better|felt better|finds? relief|found relief|(?:gets?|got|getting) (?:their|his|her|your) li(?:fe|ves) back)"
_NEARLY_ALL = r"\b(?:(?:8[5-9]|9\d|100)(?: per ?cent|(?: out)? of(?: every)? (?:100|one hundred)|(?= of\b)|(?= of (?:our|the|all))|(?= patients| people| clients))|(?:nine|9)(?: out)? (?:of|in)(?: every)? (?:ten|10))"
_REPORTS = listed("study studies trial trials series review paper researchers reported published participants found")
"""Words of a sentence that reports a share, and so promises none."""

_CERTAIN = late(
    rf"\b(?:works?|helps?|helped|worked|effective|succeeds?|heals?|cures?|relieves?) (?:\w+ ){{0,6}}{_ALL}\b(?! who (?!walks|comes|came|visits|enters|tries|tried|we\b))"
    rf"|\b{_ALL} (?:(?!who\b|that\b|whose\b|if\b|when\b|but\b)\w+ ){{0,8}}{_GETS_BETTER}"
    r"|\bwill (?:definitely|certainly|surely|always) (?:feel|get|be|work|help|improve|respond)\b"
    r"|\balways (?:works?|helps?|succeeds?)|\b(?:certain|sure|bound) to (?:work|help|succeed|respond|recover)\b|\bwithout fail\b|\bworks? (?:every|each) (?:single )?time\b"
    rf"|{_NEARLY_ALL} (?:(?!stud|trial)\w+ ){{0,8}}(?:{_GETS_BETTER}|respond|improve|benefit|recover|success\w*|get better|get well|feel better|find relief)\b"
    rf"|\b(?:success|response|remission) (?:rates?|quotas?) (?:(?!stud|trial)\w+ ){{0,5}}(?:8[5-9]|9\d|100)\b"
    r"|\b100 (?:per ?cent )?(?:effective|success\w*)|\bsuccess (?:rate )?(?:is |of )?(?:100|certain|assured)\b"
)
_NO_FAILURE = late(
    r"\b(?:never|cannot|cant) fails?\b"
    r"|\b(?:nobody|no one|no patient|none of our patients) (?:\w+ ){0,3}(?:fails?|failed|without (?:relief|benefit|improv\w+|success|feeling better|getting better)|disappointed)\b"
)


_HEDGE = late(r"\b(?:if|whether|may|might|could|hope|hopes|until|unless|some|many|most|not known|shown|prevent)\b")
_PROMISES: Mapping[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = {
    FADING: (_LASTING, _FOR_GOOD, _NO_RETURN),
    CHANCE: (_CERTAIN, _ASSURED, _NO_FAILURE),
}
"""What promises each: by saying so, by saying so of a benefit, and by a denial."""


@lru_cache(maxsize=2_000)
def promises(kind: str, text: str) -> bool:
    """Whether a sentence promises what an omission of a kind says is not so.

    >>> promises("fading", "It cures depression."), promises("fading", "It is no cure.")
    (True, False)
    """
    said = folded(text)
    affirmed, if_benefit, denied = _PROMISES[kind]
    if denied.search(said) and not _HEDGE.search(said):
        return True
    if kind == FADING and _OF_SOMETHING_ELSE.search(said):
        return False
    if kind == CHANCE and not _REPORTS.isdisjoint(said.split()):
        return False
    found = [*affirmed.finditer(said), *(one for one in if_benefit.finditer(said) if _is_of_benefit(said, one))]
    return any(_NO_PROMISE.isdisjoint((*said[: one.start()].split()[-_BEFORE:], *one[0].split())) for one in found)


def _is_of_benefit(said: str, found: re.Match[str]) -> bool:
    near = (*said[: found.start()].split()[-_NEAR:], *said[found.end() :].split()[:_NEAR])
    return bool(_BENEFIT.search(" ".join(near)))
