"""Rows of a page's tables in words, each cell after the head of its column, so that they are read as sentences are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.matching.figures import figures
from ketacli.matching.measures import measure_of
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.matching.sentences import Reader
    from ketacli.pages.sentences import Passage

    Column = tuple[str, str]
    """The head of a column, and a cell under it."""

_CELL = " | "
_OF_STUDIES = late(
    r"(?:stud(?:y|ies)|trials?|authors?|sources?|papers?|publications?|references?|reports?)\b", re.IGNORECASE
)
_STUDY = late(r"\b(?:19|20)\d\d\b|\b[A-Z]{3,}[-‐‑][A-Z\d]+\b")
"""A study in a first cell: `Murrough et al. 2013`, `SUSTAIN-1`."""

_LABEL = late(
    r"\b[A-Z][\w'’-]+(?: et al\.?)?,? \(?(?:19|20)\d\d\b\)?|\b[A-Z]{3,}[-‐‑](?:[A-Z\d]{1,4}|[A-Z][a-z]+ \d)\b"
)
"""A study in the head of a column: `Anand 2023`, `ketamine (Loo 2023)`, `ELEKT-D`."""

_EITHER = late(r"\bor\b|/|&", re.IGNORECASE)
"""In a head that names several treatments: its column is of those treated, whichever of them they had."""

_AGAINST = late(r"\b(?:vs?|versus|than|against|over|compared)\b", re.IGNORECASE)
_LED = late(r"\A(?:on|with|for|after|of|to|in|given)\s+", re.IGNORECASE)
_SIZE = late(r"\(?\b[nN]\s*=\s*\d+\)?|\(?\b\d+(?:\.\d+)?\s*(?:/|of)\s*\d+\)?")
_LAST = late(r",\s*(?=\d+\s*(?:hours?|days?|weeks?|months?)\b)", re.IGNORECASE)
"""Before the time in what a row is of: `Response, 24 hours`."""

_SHARE = late(r"(\d+(?:\.\d+)?)\s*(?:%|percent\b|per cent\b)", re.IGNORECASE)
_NUMBER = late(r"[\d.,/()=nN\s–—-]*")
_PERCENT = late(r"[\s,]*\(?(?:%|percent|per cent)\)?", re.IGNORECASE)
_BOTH = late(r"(%\s*\(n\))|n\s*\(%\)", re.IGNORECASE)
"""In the head of a column: its cells have a share and a number, or the other way round."""

_OF_BOTH = late(r"(\d+(?:\.\d+)?)\s*\((\d+(?:\.\d+)?)\)")
_TREATED = late(r"treat(?:ed|ment)|active|drug|intervention|medicine|given|arm\b", re.IGNORECASE)
_COMPARED = late(r"compar|control|versus|vs\b", re.IGNORECASE)
_COMPARING = late(
    r"(?:compar\w+|control\w*|versus|vs)\b\.?(?: (?:groups?|arms?|with|to|results?|treatments?)\b)*", re.IGNORECASE
)
_TIME = late(r"time|when|follow|day|week|month", re.IGNORECASE)
_RATE = late(r"respon|remi(?=ssion|tt)|relaps|suicid|ideation|side effect|adverse", re.IGNORECASE)
_OF_TABLE = late(r"table \d+\s*[.:–-]?\s*", re.IGNORECASE)
LONGEST = 16
"""A paragraph of no more words, right before a table, says what it is of."""


def in_words(sentences: Sequence[Passage], reader: Reader) -> dict[int, str]:
    """Return the rows of figures that are on a product, in words, each cell after the head of its column.

    A row under `Treatment | Response` is `Ketamine: response 71%`, one under `Outcome | Ketamine | Placebo` is `Response: ketamine 71%`:
    where the heads name products, only their cells count. A row that names none may be on something else. One of a study has all
    its shares, each with what was given. The heads themselves are read without their figures: `Relapse at 6 months` gives no time.
    """
    heads = _heads(sentences)
    cells = dict.fromkeys(
        cell
        for place, head in heads.items()
        for row in [sentences[place].text.split(_CELL)]
        for cell in (row[0], *map(_bare, head), *map(_words, row[1:]))
    )
    named = dict(zip(cells, (one.interventions for one in reader.profiles(list(cells))), strict=True)) if cells else {}
    found = {}
    for place, head in heads.items():
        first, *row = sentences[place].text.split(_CELL)
        columns = list(zip(head[1:], row, strict=True))
        above = max(before for before in range(place) if sentences[before].text.split(_CELL) == head)
        found[above] = re.sub(r"\d", "", sentences[above].text)
        if not named[first] and (_OF_STUDIES.match(head[0]) or _STUDY.search(first)):
            if told := _of_study(first, columns, _titles(sentences, above), named, reader):
                found[place] = told
            continue
        if not named[first]:
            columns = [
                (name, cell)
                for name, cell in columns
                if named[_bare(name)] or (_LABEL.search(name) and named[_words(cell)]) or _COMPARED.match(name)
            ]
            columns = columns if any(named[_bare(name)] or named[_words(cell)] for name, cell in columns) else []
        if columns:
            studies = dict.fromkeys(
                one[0] for name in (head[0], *(name for name, _ in columns)) for one in _LABEL.finditer(name)
            )
            said = "; ".join(_under(name, cell, named) for name, cell in columns)
            found[place] = ": ".join(
                filter(None, (", ".join(studies).replace("(", "").replace(")", ""), _LAST.sub(" after ", first), said))
            )
    return found


def _bare(head: str) -> str:
    """Return the head of a column without the study that it names, and without what only says that something is compared: `control`."""
    rest = _LABEL.sub("", head)
    rest = _COMPARING.sub("", rest) if _COMPARED.match(rest) else rest
    return head if rest == head else rest.strip(" :,;()–—-")


def _words(cell: str) -> str:
    """Return what a cell says beside its share: `ECT` of `ECT 41%` and of `41% (70/170) with ECT`; empty where it compares itself."""
    rest = _SIZE.sub("", _SHARE.sub("", cell)).strip(" :,;()–—-")
    return "" if rest == cell or _AGAINST.search(rest) else _LED.sub("", rest)


def _under(name: str, cell: str, named: Mapping[str, frozenset[str]]) -> str:
    """Return a cell after the head of its column, unless it says itself what was given, or the head names one treatment or another."""
    bare = _bare(name)
    if named[_words(cell)] or _is_either(bare, named):
        return cell
    return f"{bare.lower()} {cell}".strip()


def _is_either(name: str, named: Mapping[str, frozenset[str]]) -> bool:
    """Whether the head of a column is of one treatment or another: `Ketamine or esketamine`."""
    return bool(named[name]) and bool(_EITHER.search(name))


def _titles(sentences: Sequence[Passage], above: int) -> list[str]:
    """Return what may say what a table is of: the line before the heads of its columns, and the heading that it is under."""
    before = sentences[above - 1] if above else None
    is_line = before is not None and before.kind in {"paragraph", "heading"} and len(before.text.split()) <= LONGEST
    return [*([before.text] if before is not None and is_line else []), sentences[above].heading]


def _of_study(
    first: str,
    columns: Sequence[Column],
    titles: Sequence[str],
    named: Mapping[str, frozenset[str]],
    reader: Reader,
) -> str:
    """Return a row on a study as a sentence: `Abbar 2022: no suicidal ideas at day 3: 63%; 32% on saline`; empty where it has no share.

    Where neither a head nor a cell says what the shares are of, the title of the table does, if it speaks of one thing.
    """
    shares = [(name, share) for name, cell in columns if (share := _share(name, cell))]
    if not shares:
        return ""
    others = [(name, cell) for name, cell in columns if not _share(name, cell) and not _NUMBER.fullmatch(cell)]
    compared = next((cell for name, cell in others if _COMPARED.match(name)), "")
    treated = next((cell for name, cell in others if _TREATED.match(name)), "")
    rest = [(name, cell) for name, cell in others if cell not in {compared, treated}]
    times = "".join(f" at {cell}" for name, cell in rest if _TIME.match(name) and cell[:1].isdigit())
    lead = ", ".join(cell for name, cell in rest if not (_TIME.match(name) and cell[:1].isdigit())) + times
    lead = _LAST.sub(" after ", lead)
    own = {name: words for name, cell in columns if named[words := _words(cell)]}
    said = "; ".join(
        f"{share} on {own[name]}" if name in own else _with_arm(name, share, named, treated, compared)
        for name, share in shares
    )
    for title in ("", *titles):
        if title and not _is_of_one(title):
            continue
        text = ": ".join(filter(None, (first, _OF_TABLE.sub("", title), lead.strip(), said)))
        every = figures(text)
        measures = (measure_of(one, text, reader.knowledge.dimensions, {}, every) for one in every if one.unit == "%")
        if any(measures):
            return text
    return ": ".join(filter(None, (first, lead.strip(), said)))


def _is_of_one(title: str) -> bool:
    """Whether a title speaks of one measure: `Response at 24 hours`, `Remission of suicidal thoughts`, but `Response and remission`."""
    spoken = {one[0].lower() for one in _RATE.finditer(title)}
    return (
        len({"suicid" if one == "ideation" else one for one in spoken} - ({"remi"} if "suicid" in spoken else set()))
        == 1
    )


def _share(name: str, cell: str) -> str:
    """Return the one share of people in a cell, with its sign; empty where there is none, or several."""
    if len(found := _SHARE.findall(cell)) == 1:
        return f"{found[0]}%"
    if (both := _OF_BOTH.fullmatch(cell)) and (order := _BOTH.search(name)):
        return f"{both[1 if order[1] else 2]}%"
    return f"{cell}%" if _PERCENT.search(name) and re.fullmatch(r"\d+(?:\.\d+)?", cell) else ""


def _with_arm(name: str, share: str, named: Mapping[str, frozenset[str]], treated: str, compared: str) -> str:
    """Return a share with what was given: by the head of its column, or by the cell that says what was compared."""
    bare = _bare(name)
    if not named[bare] or _is_either(bare, named):
        if _COMPARED.match(name):
            return f"{share} on {compared}" if compared else share
        if _TREATED.match(name) or _is_either(bare, named):
            return f"{share} on {treated}" if treated else share
    head = _PERCENT.sub("", _BOTH.sub("", bare)).strip(" ,").lower()
    return f"{head} {share}" if named[bare] or not treated else f"{head} on {treated} {share}"


def _heads(sentences: Sequence[Passage]) -> dict[int, list[str]]:
    """Return the heads of the columns for each row of figures: the cells of the first row of its table, if these are words."""
    found: dict[int, list[str]] = {}
    head: list[str] = []
    table = 0
    for place, one in enumerate(sentences):
        cells = one.text.split(_CELL)
        if one.table != table:
            head, table = [], one.table
        if one.kind != "row" or len(cells) == 1:
            head = []
        elif not any(re.search(r"\d", cell) for cell in cells[1:]):
            head = cells
        elif not head and all(re.search(r"[^\W\d_]{3}", cell) and not _SHARE.search(cell) for cell in cells[1:]):
            head = cells  # as in `Relapse at 6 months`
        elif len(cells) == len(head):
            found[place] = head
    return found
