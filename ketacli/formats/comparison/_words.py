"""What every page of a comparison says in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.model import Result
from ketacli.quantities import phrase

if TYPE_CHECKING:
    from ketacli.answer import Context
    from ketacli.formats.comparison import Comparison
    from ketacli.report.comparison import Row

VERDICTS = {"supports": "supports", "partly": "partly", "misreported": "told wrongly", "disputes": "disputes"}


def figure(row: Row) -> str:
    """Return a figure in words, with the interval that the study reports: `30% (95% CI 12 to 55)`."""
    ci = row.figure.ci if isinstance(row.figure, Result) else None
    return phrase(row.figure) + (f" (95% CI {ci[0]:g} to {ci[1]:g})" if ci else "")


def people(row: Row) -> str:
    """Return how many people a figure is of: `9 of 10`, `n = 10`, `73 in the study`; nothing where nobody says."""
    if row.n is None:
        return ""
    if row.is_study_size:
        return f"{row.n:,} in the study"
    return f"n = {row.n:,}" if row.events is None else f"{row.events:,} of {row.n:,}"


def whose(row: Row, context: Context) -> str:
    """Return what a figure is of, where the measure alone does not say: what was given, against what, to whom, when."""
    arm = context.treatments.get(row.arm or "", row.arm or "")
    against = context.treatments.get(row.comparator or "", row.comparator or "")
    whom = context.people.get(row.population or "", row.population or "")
    scale = getattr(row.figure, "scale", None) or ""
    parts = [arm, f"against {against}" if against else "", whom, row.outcome or "", row.timepoint or "", scale]
    return ", ".join(filter(None, parts))


def standing(row: Row) -> str:
    """Return how a figure stands: a claim by its confidence, a study by its verdict on the claims of this measure."""
    if row.level:
        return words.level(row.level)
    return VERDICTS[row.verdict] if row.verdict else "not held against these"


def marks(row: Row) -> str:
    """Return the contradictions and caveats of a figure as marks with counts: `⇄2 contested !3`."""
    disputes = f"⇄{len(row.contradictions)}" if row.contradictions else ""
    contested = "contested" if row.claim and row.contested else ""
    return " ".join(filter(None, [disputes, contested, f"!{row.caveats}" if row.caveats else ""]))


def key() -> str:
    """Return what the marks stand for."""
    return (
        "⊕ confidence in a claim (GRADE, four levels). A study stands by the least favourable verdict it gives on the claims "
        "of its block. ⇄ stands in so many contradictions (contested: one of them is direct), ! has so many caveats: "
        "`keta show ID` has them."
    )


def title(comparison: Comparison) -> tuple[str, str]:
    """Return the title and the counts under it."""
    topics = [comparison.context.topics.get(topic, topic) for topic in comparison.query.get("topic", ())]
    figures = words.plural(comparison.total, "figure")
    counts = f"{figures} · {words.plural(comparison.claims, 'claim')} of {comparison.context.claims_in_store:,}"
    return ": ".join(filter(None, ["Figures side by side", " and ".join(topics)])), counts


def asked(comparison: Comparison) -> str:
    """Return what was asked beside topics."""
    what = words.asked({name: value for name, value in comparison.query.items() if name != "topic"})
    return f"with {what}" if what else ""
