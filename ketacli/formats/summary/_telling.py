"""The words in which every format of a summary tells the same thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats.comparison._words import NO_VERDICT, design, origin, standing, stands
from ketacli.frozen import NamedTuple, replace
from ketacli.model import Result, Study
from ketacli.quantities import phrase
from ketacli.report import arms, choice, pair_words, reading
from ketacli.report.reading import mark, marks, meaning
from ketacli.report.saying import Rate, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ketacli.model import Document
    from ketacli.report.brief import Brief
    from ketacli.report.comparison import Row
    from ketacli.report.saying import Figures
    from ketacli.report.summary import Names, Summary

__all__ = ["NO_VERDICT", "mark", "marks", "meaning", "stands"]  # defined elsewhere, and taken from here

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")

NOTICE = "It reports what documents claim and studies found; it is not medical advice."
"""What a summary is not."""


def read_so(blocks: Iterable[Figures]) -> set[str | None]:
    """Return how the studies of these figures were read."""
    return {row.read for block in blocks for row in block.rows}


def basis(blocks: Iterable[Figures], *, is_short: bool = False) -> str:
    """Return where intervals, numbers of people and differences come from: `Intervals: keta's own (Wilson, Newcombe). Numbers in [ ] were worked out.`.

    Empty where nothing of these has to be said; in few words where that is asked for.
    """
    rows = [row for block in blocks for group in block.groups for row in group.rows if row.pair]
    shown = [(row.who, row.pair.difference) for row in rows if row.pair and row.pair.difference]
    ranges = [(who, one.how) for who, one in shown if one.low is not None]
    printed = list(dict.fromkeys(who for who, how in ranges if how == "printed"))
    own = "keta's own (Newcombe)" if is_short else "keta's own (Wilson, Newcombe)"
    told = [own] if any(how != "printed" for _, how in ranges) else []
    told += [f"the source's for {' and '.join(printed)}"] if printed else []
    worked = any(row.pair and row.pair.is_derived for row in rows)
    worked_out = "[ ]: worked out." if is_short else "Numbers in [ ] were worked out."
    parts = [f"Intervals: {', '.join(told)}." if told else "", worked_out if worked else ""]
    off = (
        ("Differences: before rounding." if is_short else pair_words.UNROUNDED)
        if any(row.pair and arms.is_off(row.pair) for row in rows)
        else ""
    )
    return " ".join(filter(None, [*parts, off]))


LONG = 48
"""An address of more characters is given by a link or a command: it would be broken over lines."""

CHOSEN = "Rows: those quoted, then trials that disagree, then the largest."
CHOSEN_EFFECTS = "Rows of side effects: those quoted, then the widest gaps of the study with most."
APART = "Do not compare rows."


def chosen(blocks: Sequence[Figures]) -> str:
    """Return by which rule rows of shares were chosen, where not all are shown, and that those of several trials tell nothing together."""
    compared = [(block, row) for block in blocks for row in block.rows if _is_compared(row)]
    cut = {_is_of_effects(block) for block, _ in compared if block.more}
    are_apart = len({row.source for _, row in compared}) > 1
    told = (CHOSEN if False in cut else "", CHOSEN_EFFECTS if True in cut else "", APART if are_apart else "")
    return " ".join(filter(None, told))


def _is_compared(row: Rate | Value) -> bool:
    return isinstance(row, Rate) and row.pair is not None and row.compared is not None


def _is_of_effects(block: Figures) -> bool:
    """Whether each row is of another side effect."""
    return block.measure in choice.effects_of([row.pair for row in block.rows if isinstance(row, Rate) and row.pair])


def companies(blocks: Iterable[Figures]) -> str:
    """Return which of the studies a company paid for; empty where none is known."""
    rows = [row for block in blocks for row in block.rows]
    studies = [row.study if isinstance(row, Value) else row.pair and row.pair.study for row in rows]
    return reading.companies(filter(None, studies))


def sharing(blocks: Iterable[Figures]) -> str:
    """Return which studies share people with one before them in a measure: `Murrough 2013 series shares people with aan het Rot 2010.`.

    A terminal's one page has no line for it; its `--full` says of each such study that it is counted once with others.
    """
    told: dict[str, None] = {}
    for block in blocks:
        before: dict[str, str] = {}
        for row in block.rows:
            study = row.study if isinstance(row, Value) else row.pair and row.pair.study
            if study and study.cohort and study.kind == "study":
                first = before.setdefault(study.cohort, row.who)
                if row.who != first:
                    told[f"{row.who} shares people with {first}."] = None
    return " ".join(told)


class Told(NamedTuple):
    """A row of the table of figures, in words.

    `about` is what the figure is of, `n` how many people, `trust` a claim's level with the count of its caveats, or how a
    study's figure stands to the claims it bears on.
    """

    figure: str
    about: str
    n: str
    design: str
    trust: str


def row(found: Row, names: Names, name: Callable[[str], str] = str) -> Told:
    """Return a row in words, the ids of claims as `name` sets them."""
    trust = standing(found, name)
    if found.level:
        caveats = f", {words.plural(found.caveats, 'caveat')}" if found.caveats else ""
        trust = f"{trust}{caveats}"
    size = "" if found.n is None else f"{found.n:,}"
    return Told(
        figure=f"{phrase(found.figure)}{words.spread(found.figure, has_size=False) if isinstance(found.figure, Result) else ''}",
        about=_about(found, names),
        n=f"{size} in all" if size and found.is_study_size else size,
        design=design(found, names.designs),
        trust=trust,
    )


def _about(found: Row, names: Names) -> str:
    against = names.interventions.get(found.comparator or "", found.comparator)
    parts = [
        words.arm(found.arm, getattr(found.figure, "given", None), names.interventions),
        f"against {against}" if against else None,
        f"both arms {found.both}" if found.both else None,
        names.populations.get(found.population or "", found.population),
        found.outcome,
        found.figure.scale if isinstance(found.figure, Result) else None,
        found.timepoint,
    ]
    return ", ".join(part for part in parts if part)


def asked(report: Summary, code: Callable[[str], str] = "`{}`".format) -> str:
    """Return what was asked and searched: ``12 of 175 claims with topic `relapse` ``, the values as `code` sets them."""
    count = f"{len(report.claims):,} of {words.plural(report.searched, 'claim')}"
    what = words.asked(report.asked, code)
    return f"{count} with {what}" if what else count


def store(report: Summary) -> str:
    """Return the store a summary is of, with what tells its contents from others: version and digest."""
    return origin(report.store_title, report.store_version, report.digest, report.licence)


def lead(found: Brief) -> str:
    """Return what a page is of: how many documents' claims, and that it is no advice."""
    return f"What {claimed(found)}, and what studies found. Not medical advice."


def claimed(found: Brief) -> str:
    """Return how many documents make the claims of a page: `two pages claim`."""
    count = len({claim.source for line in found.lines for claim in line.card.claims})
    return {1: "one page claims", 2: "two pages claim"}.get(count, f"{count} pages claim")


def bottom_line(report: Summary) -> str:
    """Return the label of a bottom line: where filters chose among the claims of a topic, it still speaks of all."""
    return "Bottom line of the whole topic" if report.is_narrowed else "Bottom line"


def study(found: Study, names: Names) -> str:
    """Return what a study is worth at a glance: `open-label series, n = 10, abstract only, counted once with others`.

    The last is said of sources that share their people or their text with others: they are no second voice.
    """
    about = words.study(found, names.designs)
    return f"{about}, counted once with others" if found.cohort else about


def reference(found: Study) -> list[Stretch]:
    """Return a study's citation as one page gives it: a DOI is enough, whatever other identifiers there are."""
    if "DOI" not in found.cite:
        return citation(found)
    return citation(replace(found, cite={name: value for name, value in found.cite.items() if name != "PMID"}))


class Stretch(NamedTuple):
    """A stretch of a citation, and the address it leads to; empty where it leads nowhere."""

    text: str
    address: str = ""


def citation(found: Study) -> list[Stretch]:
    """Return a study's citation, with links where it has identifiers."""
    return _stretches(words.citation(found), _links(found))


def _links(found: Study) -> dict[str, str]:
    """Return the addresses of a study by the words of its citation that lead there: its DOI's, its PMID's, its own."""
    cite = found.cite
    links = {f"doi:{cite['DOI']}": f"https://doi.org/{_quoted(str(cite['DOI']))}"} if "DOI" in cite else {}
    if "PMID" in cite:
        links[f"PMID {cite['PMID']}"] = f"https://pubmed.ncbi.nlm.nih.gov/{_quoted(str(cite['PMID']))}/"
    if "URL" in cite:
        links[str(cite["URL"])] = str(cite["URL"])
    return links


def identifier(found: Study) -> str:
    """Return where a study is found: its DOI, else its PMID, else its address, else its journal."""
    cite = found.cite
    if "DOI" in cite:
        return f"doi:{cite['DOI']}"
    if "PMID" in cite:
        return f"PMID {cite['PMID']}"
    return str(cite.get("URL") or cite.get("container-title") or found.title)


def address(found: Study) -> str:
    """Return the address of a study: of its DOI, else of its PMID, else its own; empty where there is none."""
    return next(iter(_links(found).values()), "")


def document_citation(found: Document) -> list[Stretch]:
    """Return how a document is cited, with a link to where it stood."""
    return _stretches(document(found), {found.url: found.url} if found.url else {})


def _quoted(identifier: str) -> str:
    from urllib.parse import quote

    return quote(identifier, safe="/:;().-_")


def version(report: Summary) -> str:
    """Return the version of a store as a reader takes it: a date as it is, another one with what it is of."""
    told = report.store_version
    return told if not told or _DATE.fullmatch(told) else f"store version {told}"


def _stretches(text: str, links: dict[str, str]) -> list[Stretch]:
    for words_of_link, address in links.items():
        before, found, after = text.rpartition(words_of_link)
        if found:
            rest = {other: where for other, where in links.items() if other != words_of_link}
            return [*_stretches(before, rest), Stretch(found, address), *_stretches(after, rest)]
    return [Stretch(text)] if text else []


def document(found: Document) -> str:
    """Return a document as it is cited: author, title, date, address, the file that was read."""
    by = f"{found.author.rstrip('.')}. " if found.author else "No author named. "
    when = f", {found.issued}" if found.issued else ", undated"
    where = f" {found.url}." if found.url else ""
    return f"{by}{found.title.rstrip('.')}{when}.{where} Document under review{f': {words.stored(found)}' if found.file else ''}."
