"""What every page of a comparison says in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.frozen import NamedTuple
from ketacli.model import Result
from ketacli.quantities import confidence_interval, phrase
from ketacli.report import arms
from ketacli.report.card import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ketacli.answer import Context
    from ketacli.formats.comparison import Comparison
    from ketacli.report.comparison import Row

_VERDICTS = {
    "disputes": "disputes",
    "misreported": "told wrongly by",
    "partly": "bears in part on",
    "supports": "supports",
}
"""How a study stands to a claim that is named after it, worst first."""

NO_VERDICT = "no verdict"
"""What stands at a figure by which no claim of its block is judged."""


def figure(row: Row) -> str:
    """Return a figure in words, with the interval that the study reports: `30% (95% CI 12 to 55)`."""
    return phrase(row.figure) + (confidence_interval(row.figure) if isinstance(row.figure, Result) else "")


def people(row: Row) -> str:
    """Return how many people a figure is of: `9 of 10`, `n = 10`, `73 in the study`; nothing where nobody says."""
    if row.n is None:
        return ""
    if row.is_study_size:
        part = arms.part(row.figure) if isinstance(row.figure, Result) else ""
        return f"{part} of {row.n:,} in the study" if part else f"{row.n:,} in the study"
    return f"n = {row.n:,}" if row.events is None else f"{row.events:,} of {row.n:,}"


def whose(row: Row, context: Context) -> str:
    """Return what a figure is of, where the measure alone does not say: what was given, against what, to whom, when."""
    arm = words.arm(row.arm, getattr(row.figure, "given", None), context.treatments)
    against = context.treatments.get(row.comparator or "", row.comparator or "")
    whom = context.people.get(row.population or "", row.population or "")
    scale = getattr(row.figure, "scale", None) or ""
    both = f"both arms {row.both}" if row.both else ""
    parts = [arm, f"against {against}" if against else "", both, whom, row.outcome or "", row.timepoint or "", scale]
    return ", ".join(filter(None, parts))


def design(row: Row, designs: Mapping[str, str]) -> str:
    """Return what kind of study gives a figure, and how it was read if not itself: `randomised trial, abstract only`."""
    read = words.READ_WORDS[row.read] if row.read in words.READ_WORDS and row.read != "full-text" else ""
    return ", ".join(filter(None, [designs.get(row.design or "", row.design or ""), read]))


class Stand(NamedTuple):
    """A verdict in words, and the claims it is on."""

    verdict: str
    says: str
    claims: tuple[str, ...]


def stands(row: Row) -> list[Stand]:
    """Return how a study's figure stands to the claims of its measure, worst first: `told wrongly by`, and which."""
    found = [
        Stand(verdict, says, tuple(name for name, given in row.verdicts.items() if given == verdict))
        for verdict, says in _VERDICTS.items()
    ]
    return [stand for stand in found if stand.claims]


def standing(row: Row, name: Callable[[str], str] = str) -> str:
    """Return how far to trust a figure: a claim's by its verdict, a study's by what it says of which claims, as `name` sets them."""
    if row.rating:
        return " ".join(VERDICTS[row.rating])
    told = [f"{stand.says} {', '.join(map(name, stand.claims))}" for stand in stands(row)]
    return "; ".join(told) or NO_VERDICT


def marks(row: Row) -> str:
    """Return the contradictions and caveats of a figure as marks with counts: `⇄2 contested !3`."""
    disputes = f"⇄{len(row.contradictions)}" if row.contradictions else ""
    contested = "contested" if row.claim and row.contested else ""
    return " ".join(filter(None, [disputes, contested, f"!{row.caveats}" if row.caveats else ""]))


def key(*, names: bool = False) -> str:
    """Return what the marks mean; with `names` a page names the contradictions that others count."""
    return (
        "A claim has its verdict. A study's figure has the verdicts on those claims of its block that "
        "give a figure of the same kind (a mean for a mean), and on those of whose kind the study gives none; "
        f"{NO_VERDICT}: it bears on none of them. "
        f"⇄: {'' if names else 'number of '}contradictions (contested: one is direct). !: number of caveats; "
        "a study has limitations instead. "
        f"{'The lists of claims and sources have them whole' if names else '`keta show ID` has them'}."
    )


def title(comparison: Comparison) -> tuple[str, str]:
    """Return the title and the counts under it."""
    topics = [comparison.context.topics.get(topic, topic) for topic in comparison.query.get("topic", ())]
    figures = words.plural(comparison.total, "figure")
    counts = f"{figures} · {words.plural(comparison.claims, 'claim')} of {comparison.context.claims_in_store:,}"
    return ": ".join(filter(None, ["Figures side by side", " and ".join(topics)])), counts


def store(comparison: Comparison) -> str:
    """Return the store that the figures are of, with what tells its contents from others: version and digest."""
    context, behind = comparison.context, comparison.company
    return origin(context.store_title, context.store_version, behind.digest, behind.licence)


def origin(title: str, version: str, digest: str, licence: str | None) -> str:
    """Return what tells a store and its contents from others: title, version, digest, licence."""
    parts = [
        title or "a store without title",
        f"version {version}" if version else "",
        f"digest {digest}" if digest else "",
        licence or "",
    ]
    return ", ".join(filter(None, parts))


def asked(comparison: Comparison, code: Callable[[str], str] = "`{}`".format) -> str:
    """Return what was asked beside topics, the values as `code` sets them."""
    what = words.asked({name: value for name, value in comparison.query.items() if name != "topic"}, code)
    return f"with {what}" if what else ""
