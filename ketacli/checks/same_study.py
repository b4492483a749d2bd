"""Two sources that are one study.

What it finds
    A source with the DOI, PubMed or PubMed Central number of another one, in whatever case, unless both have the same
    `cohort`.

Why it matters
    Evidence is counted by independent studies. One paper under two ids is counted twice, and two that agree look like more
    than one that was read twice.

Example
    sources:
      - id: series-2010
        cite: {type: article-journal, title: "Repeated infusions", DOI: "10.1000/abc"}
      - id: series-again
        cite: {type: article-journal, title: "Infusions, repeated", DOI: "10.1000/ABC"}

Fix
    Keep one of them, and list the id of the other under `retired`. Where two records of a paper are wanted (its trial and
    its follow-up), give both the same `cohort`.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"

_IDENTIFIERS = ("DOI", "PMID", "PMCID")


def check(view: View) -> Findings:
    """Yield every source that another one before it is the same study as."""
    own = {id(item) for item in view.loaded.of("study")}
    first: dict[tuple[str, str], str] = {}
    cohorts = {name: study.cohort for name, study in view.studies.items()}
    told = set()
    for name, item in view.loaded.all_of("study").items():
        cite = item.record.get("cite", {})
        for kind in _IDENTIFIERS:
            if kind not in cite:
                continue
            before = first.setdefault((kind, _plain(kind, cite[kind])), name)
            is_one_cohort = cohorts[name] is not None and cohorts[name] == cohorts[before]
            if before == name or is_one_cohort or id(item) not in own or (before, name) in told:
                continue
            told.add((before, name))
            message = f"`{before}` has the {kind} `{cite[kind]}` too: two sources that are one study"
            yield Finding(item, ("cite", kind), message, "keep one of them, or give both the same `cohort`")


def _plain(kind: str, value: str) -> str:
    """Return an identifier as all that have the same write it."""
    return value.lstrip("0") if kind == "PMID" else value.casefold().rstrip(".,;:")
