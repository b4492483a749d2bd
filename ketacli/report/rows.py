"""The parts that rows of shares and of times share: signs, people, counts, what was compared, marks on an axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import replace
from ketacli.report import arms, choice, pair_words
from ketacli.report.figure import Mark
from ketacli.report.reading import companies, marks
from ketacli.report.reading import mark as mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.model import Claim, Quantity
    from ketacli.report import axis
    from ketacli.report.arms import Key, Pair
    from ketacli.report.subject import Subject


_MISSED = "‡"


def sign(pair: Pair) -> str:
    """Return the signs after the name of a study: how its figures were read, and whether it missed its main target."""
    return mark_of(pair.read) + (_MISSED if arms.has_missed(pair.study) else "")


def signs(pairs: Sequence[Pair], *, is_brief: bool = False) -> list[str]:
    """Return what the signs after names of studies mean, where they occur, and who paid; in few words, for a slide."""
    targets: dict[str, dict[str, None]] = {}
    for study in (pair.study for pair in pairs):
        if target := pair_words.target(study):
            targets.setdefault(target, {})[study.label] = None
    named = "; ".join(f"{target} ({', '.join(who)})" for target, who in targets.items())
    told = [
        marks((pair.read for pair in pairs), is_brief=is_brief),
        f"{_MISSED} main target missed{'' if is_brief else f': {named}'}" if targets else "",
    ]
    meaning = f"{'; '.join(filter(None, told))}." if any(told) else ""
    return [*filter(None, (meaning, companies(pair.study for pair in pairs)))]


def brackets(people: Iterable[str]) -> list[str]:
    """Return what signs around numbers of people mean, where they occur."""
    sizes = [size for size in people if size.startswith("(")]
    fewer = f"; {_FEWER}: only some of it" if any(_FEWER in size for size in sizes) else ""
    return [f"n in brackets: whole study{fewer}."] if sizes else []


def rule(first: Sequence[Key], subject: Subject) -> str:
    """Return by which rule rows were chosen where there is no room for all."""
    if first:
        return f"Rows: first those of {subject.command('summary')}."
    return "Left out first: small or uncontrolled studies, lower doses, repeats."


def cited(claims: Sequence[tuple[Claim, Quantity | None]]) -> list[str]:
    """Return the studies that pages themselves cite."""
    return [one.source for claim, _ in claims for one in claim.evidence if one.origin]


def left(
    gone: Mapping[str, Sequence[str]], shares: Mapping[str, tuple[float, float]] | None = None
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is not drawn, for want of room first: labels of studies by reason, with the range of `shares` where given."""
    told = []
    order = {reason: place for place, reason in enumerate(choice.REASONS)}  # a measure that is left out is named first
    for reason, names in sorted(gone.items(), key=lambda one: order.get(one[0], -1)):
        low, high = (shares or {}).get(reason, (None, None))
        spread = "" if low is None or high is None else f", {arms.whole(low)} to {arms.whole(high)}%"
        told.append((reason + spread, tuple(names)))
    return tuple(told)


def mark(  # noqa: PLR0913 - a mark has all of these
    who: str, on: axis.Axis, low: float, high: float, qualifier: str | None = None, *, lane: int = 0
) -> Mark:
    """Return a figure, or a range or bound, as a mark on an axis; what ends off the scale is an arrow at the edge."""
    beyond = on.beyond(high) or on.beyond(low)
    if beyond:
        edge = 0.0 if beyond == "left" else 1.0
        return Mark(who, beyond, edge, edge, edge, lane)
    ends = (on.place(low), on.place(high))
    kind = {"at-least": "from", "more-than": "from", "at-most": "upto", "less-than": "upto"}.get(qualifier or "")
    if kind is None:
        kind = "point" if low == high else "range"
    return Mark(who, kind, *ends, sum(ends) / 2, lane)


_SHORT = 27
"""The most characters of a row's detail with which the compared arm keeps its full name."""


def detail(what: str, pair: Pair, subject: Subject, at: str = "") -> str:
    """Return what was compared, in whom where that is a group of its own, and `at` which time: `spray v placebo: stable remission`."""
    outcome = pair.first.result.outcome or ""
    people = subject.people.get(pair.first.result.population or "", "")
    both = f", both {pair.study.both}" if pair.study.both and pair.compared and what != "the same" else ""
    told = "".join(
        [
            f", {people}" if people not in outcome else "",
            f": {outcome}" if outcome else "",
            both,
            f", {at}" if at else "",
        ]
    )
    if told and len(what) + len(told) > _SHORT and pair.compared and what != "the same":
        # The compared arm keeps its short name, or that of what it is a kind of: the people matter more.
        name, shorts = pair.compared.result.arm or "", subject.shorts
        own, broad = shorts.get(name, name), subject.broader.get(name) or name
        kind = shorts.get(broad, broad)
        bare = pair._replace(compared=pair.compared._replace(result=replace(pair.compared.result, given=None)))
        # A placebo spray is a placebo, and midazolam, which is one too, keeps its name.
        short = pair_words.given(bare, {**shorts, name: kind if kind in own else own})
        what = min(short, what, key=len)
    return what + told


_FEWER = "<"


def people(pair: Pair) -> str:
    """Return how many people a row is of; in brackets the whole study, `(<186)` where it is some of its 186, `?` where nothing is known."""
    own = pair.own_people or pair.first.result.n
    if own:
        return f"{own:,}"
    if not pair.people:
        return "?"
    return f"({_FEWER if arms.part(pair.first.result) else ''}{pair.people:,})"


def counts(pair: Pair) -> str:
    """Return the counts of the arms: `15/42 v 5/42`; what is known of sizes where they are not given."""
    told = []
    for one in (pair.treated, pair.compared):
        if one is not None:
            events = one.result.events
            told.append(f"{events:,}/{one.n:,}" if events is not None and one.n else f"of {one.n:,}" if one.n else "?")
    return " v ".join(told) if set(told) != {"?"} else "people per arm not given"
