"""Find the study that a sentence of a page means: by the place, the year or the name that it gives, or by the figures of both arms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.matching.english import listed
from ketacli.patterns import late
from ketacli.quantities import is_related
from ketacli.report import arms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.model import Study
    from ketacli.report.arms import Pair
    from ketacli.store.scanning import PageFigure

_STUDY = r"(?:study|studies|trials?|series|paper|cohort|comparison|survey|analysis|meta-analysis|experiment)"
_WHO = r"(?:team|group|researchers|investigators|scientists|authors|psychiatrists|doctors|clinics?|hospitals?|centres?|centers?)"
_OF_STUDY = late(rf"\b(?:{_STUDY}|{_WHO}|inpatients|patients|people)\b", re.IGNORECASE)
_PLACES = tuple(
    tuple(place.split("/"))
    for place in sorted(
        listed(
            "swed norw denmark/danish finland/finnish iceland german austria france/french spain/spanish portug ital "
            "netherlands/dutch belgi swiss/switzerland poland/polish czech ireland/irish/dublin scot brit/england/english "
            "china/chinese japan taiwan korea india iran israel turk brazil mexic australia zealand canad "
            "oxford london yale stanford houston tehran emory"
        )
    )
)
"""Places that trials are called by, by how the words for each begin."""

_PLACE = late(rf"\b(?<!new )({'|'.join(root for place in _PLACES for root in place)})[a-z]*\b", re.IGNORECASE)
"""A place, but none in the name of a journal: `The New England Journal of Medicine`."""
_YEAR = late(
    rf"\bin ((?:19|20)\d\d),? (?:a|an|one|the|researchers|scientists)\b"
    rf"|\b(?:{_STUDY}|{_WHO}|published|reported|printed)\W+(?:\w+\W+){{0,3}}?((?:19|20)\d\d)\b(?! people| patients)"
    rf"|\b((?:19|20)\d\d) (?:\w+ )?{_STUDY}\b",
    re.IGNORECASE,
)
_NAME = late(
    rf"\b([A-Z]{{2,}}\*[A-Z]|[A-Z]{{3,}}[-‐‑](?:[A-Z]{{1,4}}|\d)|[A-Z][a-z]+[A-Z]{{2,}})\b(\s+(?:\w+\s+)?{_STUDY}\b)?"
)
"""`ELEKT-D`, `SUSTAIN-1`, `STAR*D`, `KetECT`."""

_AUTHOR = late(r"\b([A-Z][a-z]{2,})(?: et al\b| and (?:his |her )?colleagues\b)")


def names_a_study(text: str) -> bool:
    """Whether a sentence seems to mean one study, by its place, year or name."""
    return bool(_hints(text))


def meant(text: str, studies: Mapping[str, Study]) -> frozenset[str] | None:
    """Return the ids of the studies that fit all that a sentence says of one; None where it says nothing of the kind.

    What looks like a name but is no study's (`PHQ-9`) is ignored.
    """
    hints = [hint for hint in _hints(text) if hint[0] != "name" or any(_fits(one, *hint) for one in studies.values())]
    if not hints:
        return None
    return frozenset(name for name, study in studies.items() if all(_fits(study, *hint) for hint in hints))


def _hints(text: str) -> list[tuple[str, str]]:
    """Return what a sentence says of a study: pairs of `place`, `year`, `author`, `trial` (a name before that word) or `name`, and the words."""
    found = [("year", next(filter(None, one.groups()))) for one in _YEAR.finditer(text)]
    if _OF_STUDY.search(text):
        found += [("place", one[1].lower()) for one in _PLACE.finditer(text) if one[0][0].isupper()]
    found += [("trial" if one[2] else "name", one[1]) for one in _NAME.finditer(text)]
    return [*found, *(("author", one[1]) for one in _AUTHOR.finditer(text))]


def _fits(study: Study, kind: str, said: str) -> bool:
    """Whether a study is of a year or by an author, or its record has the name of a place or of the study."""
    if kind == "year":
        return said in study.label or said in str((study.cite or {}).get("issued", ""))
    if kind == "author":
        return study.label.startswith(said)
    texts = " ".join(filter(None, (study.id, study.cohort, study.label, study.title, study.population, study.note)))
    if kind in {"name", "trial"}:
        return _bare(said) in _bare(texts)
    (roots,) = (place for place in _PLACES if said in place)
    return bool(re.search(rf"\b(?:{'|'.join(roots)})", texts, re.IGNORECASE))


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def agreeing(
    figure: PageFigure, others: Iterable[PageFigure], pairs: Sequence[Pair], broader: Mapping[str, str | None]
) -> list[Pair]:
    """Return the pairs of arms whose shares of people a sentence gives: `figure` for those treated, one of `others` for those compared.

    A pair whose shares the sentence gives the other way round is not among them.
    """
    shares = [one for one in others if one is not figure and one.unit == "%" and one.value is not None]
    return [
        pair
        for pair in pairs
        if _is_share(figure, pair.first.share)
        and pair.compared is not None
        and any(_is_share(one, pair.compared.share) and _are_of_arms((figure, one), pair, broader) for one in shares)
    ]


def _is_share(figure: PageFigure, share: float | None) -> bool:
    return (
        share is not None
        and figure.value is not None
        and figure.qualifier in {None, "about"}
        and arms.whole(share) == arms.whole(figure.value)
    )


def _are_of_arms(figures: tuple[PageFigure, PageFigure], pair: Pair, broader: Mapping[str, str | None]) -> bool:
    """Whether two figures may be of the treated and the compared arm; true where the words name the same treatment for both."""
    one, other = (figure.intervention for figure in figures)
    if one == other or pair.compared is None:
        return True
    treated, compared = pair.first.result.arm, pair.compared.result.arm
    return is_related(one, treated, broader) and (
        other is None or is_related(other, compared, broader) or not is_related(other, treated, broader)
    )
