"""A rating that the claim's own record denies.

What it finds
    A rating that does not go with the verdicts (counted by independent cohort), the level of confidence, or the side of a
    direct contradiction:

    wrong            a source disputes or misreported, none supports; level low at most
    goes-too-far     a source supports or partly supports; level low at most
    no-evidence      no source supports, disputes or misreported
    partly-true      a source partly supports, none disputes or misreported
    supported        a source supports (for a hedged claim: or partly), none disputes or misreported
    not-checkable    an anecdote or advice

    Without any evidence a claim is `no-evidence` or `not-checkable`; at level high or moderate `supported` or `partly-true`.
    The weaker side of a direct contradiction is `wrong` or `goes-too-far`, the stronger `supported` or `partly-true`.

Why it matters
    The rating is the first word that a reader sees. It is the curator's, and nobody can see from it alone that the evidence
    says otherwise.

Example
    rating: supported
    evidence: [{source: trial-2024, verdict: disputes, note: "It found no difference."}]

Fix
    Correct the rating, or the verdict, level or side that it is at odds with. Where the rating is right all the same, give
    the reason under `exceptions`, by rule: `exceptions: {level: "…"}`. A reason that is no longer needed is an error too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View
from ketacli.model import LEVELS
from ketacli.store.entities import verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ketacli.model import Claim, Contradiction

SEVERITY = "error"

_VERDICTS = {
    "wrong": (("disputes", "misreported"), ("supports",)),
    "goes-too-far": (("supports", "partly"), ()),
    "no-evidence": ((), ("supports", "disputes", "misreported")),
    "partly-true": (("partly",), ("disputes", "misreported")),
    "supported": (("supports",), ("disputes", "misreported")),
}
"""The verdicts of which a rating needs one, and those that it rules out."""

_LOW = ("low", "very-low", "not-rated")
_HOLDS = ("supported", "partly-true")
_FAILS = ("wrong", "goes-too-far")


def check(view: View) -> Findings:
    """Yield every rating that the rest of its record denies, and every exception that is not needed."""
    cohorts = {name: study.cohort or name for name, study in view.studies.items()}
    standing: dict[str, list[Contradiction]] = {}
    for _, contradiction in view.contradictions:
        for name in {name for side in contradiction.sides for name in side.claims}:
            standing.setdefault(name, []).append(contradiction)
    for item, claim in view.claims:
        if claim.rating is None:
            continue
        if any(evidence.source not in view.studies for evidence in claim.evidence):
            continue  # a reference that leads nowhere is reported for itself
        broken = dict(_broken(claim, verdicts(claim, cohorts), standing.get(claim.id, ())))
        for rule, message in broken.items():
            if rule not in claim.exceptions:
                hint = f"correct the rating or what it is at odds with, or give the reason under `exceptions: {{{rule}: …}}`"
                yield Finding(item, ("rating",), f"`{claim.rating}`, but {message}", hint)
        for rule in claim.exceptions.keys() - broken.keys() - {"figures"}:
            yield Finding(item, ("exceptions", rule), f"no rule `{rule}` is broken here", "remove the exception")


def _broken(claim: Claim, given: Mapping[str, int], standing: Sequence[Contradiction]) -> Iterator[tuple[str, str]]:
    """Yield the rules that a rating breaks, each with what it is at odds with."""
    if message := _evidence(claim, given):
        yield "evidence", message
    if message := _level(claim):
        yield "level", message
    if message := _side(claim, standing):
        yield "side", message


def _evidence(claim: Claim, given: Mapping[str, int]) -> str:
    if claim.rating == "not-checkable":
        is_personal = claim.attribution in ("anecdote", None) or claim.type in ("advice", None)
        return "" if is_personal else "the claim is neither an anecdote nor advice"
    if not given:
        return (
            "" if claim.rating == "no-evidence" else "there is no evidence: expected `no-evidence` or `not-checkable`"
        )
    needed, refused = _VERDICTS[str(claim.rating)]
    if claim.rating == "supported" and claim.hedging not in ("asserted", None):
        needed = (*needed, "partly")
    for verdict in refused:
        if given.get(verdict):
            return f"a verdict is `{verdict}`"
    if needed and not any(given.get(verdict) for verdict in needed):
        return f"no verdict is {' or '.join(f'`{verdict}`' for verdict in needed)}"
    return ""


def _level(claim: Claim) -> str:
    level = claim.confidence.level
    if claim.rating in _FAILS and level not in _LOW:
        return f"the level is `{level}`: expected low at most"
    if level in LEVELS[2:] and claim.rating not in _HOLDS:
        return f"the level is `{level}`: expected `supported` or `partly-true`"
    return ""


def _side(claim: Claim, standing: Sequence[Contradiction]) -> str:
    for contradiction in standing:
        stronger = [side for side in contradiction.sides if side.stronger]
        if contradiction.relation != "direct" or not stronger:
            continue
        is_stronger = claim.id in stronger[0].claims
        if claim.rating not in (_HOLDS if is_stronger else _FAILS):
            which, expected = ("stronger", _HOLDS) if is_stronger else ("weaker", _FAILS)
            return f"it is the {which} side of `{contradiction.id}`: expected `{expected[0]}` or `{expected[1]}`"
    return ""
