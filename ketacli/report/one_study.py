"""Find the study that a sentence of a page means: by the place, the year or the name that it gives, or by the figures of both arms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.attaching import CONTINUED, CONTROL, OTHER, STOPPED, counted_at
from ketacli.matching.english import listed
from ketacli.matching.figures import MINUTES, figures
from ketacli.patterns import late
from ketacli.quantities import ancestors
from ketacli.report import arms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.model import Result, Study
    from ketacli.report.arms import Arm, Pair
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
    rf"\b([A-Z]{{2,}}\*[A-Z]|[A-Z]{{3,}}[-‐‑](?:[A-Z]{{1,4}}|[A-Z][a-z]{{2,}}(?: \d)?|\d)|[A-Z][a-z]+[A-Z]{{2,}})(?!\w)(\s+(?:\w+\s+)?{_STUDY}\b)?"
)
"""`ELEKT-D`, `SUSTAIN-1`, `STAR*D`, `KetECT`, `KARMA-Dep 2`."""

_AUTHOR = late(r"\b([A-Z][a-z]{2,})(?: et al\b| and (?:his |her )?colleagues\b|['’]s? (?:\w+ )?(?:study|trial|team)\b)")
_BY = late(
    rf"\b{_STUDY} by ([A-Z][\w'’-]*[a-z])\b(?! [A-Z]| (?:researchers|scientists|doctors|psychiatrists|group|team))|\b([A-Z][\w'’-]*[a-z]) and (?:others|co-?workers|co-?authors|(?:his |her |their )?team)\b"
    r"|\b([A-Z][\w'’-]*[a-z])['’]s? (?:\w+ ){0,2}(?:paper|group|results?|data)\b"
    r"|(?:^|[.;] |\b(?:that|as|by) )(?!(?:It|They|We|He|She|This|That|Who|Researchers|Scientists|Trials|Studies)\b)([A-Z][\w'’-]*[a-z]) (?:found|reported|showed|saw|counted)\b"
)
"""`In the trial by Lii`, `Lii and others`, `Lii reported`: the last is an author only if a study has one by that name."""

_LABEL = late(r"\b([A-Z][\w'’-]+)(?: et al\.?)?,? \(?((?:19|20)\d\d)\b")
"""`Hull 2022`, `Murrough et al. (2013)`."""

_CAPITALS = late(
    rf"\b(?:In|The)(?: the)? ([A-Z]{{4,}})(?=,? |[-‐‑])|\b([A-Z]{{4,}})(?= (?:{_STUDY}|found|showed|reported|had)\b)"
)
"""`In KADS`, `KADS found`."""

_COUNT = late(
    rf"\b(?:{_STUDY}|{_WHO})\W+(?:\w+\W+){{0,3}}?(\d{{1,2}},?\d{{3}}|\d{{3}}) (?:\w+ ){{0,2}}(?:people|patients|adults|clients)\b",
    re.IGNORECASE,
)
"""How many people a study had: `a study of 1,247 people`."""


_JOURNALS = {
    "new england journal": ("N Engl J Med", "New England Journal"),
    "nejm": ("N Engl J Med", "New England Journal"),
    "jama psychiatry": ("JAMA Psychiatry",),
    "lancet psychiatry": ("Lancet Psychiatry", "The Lancet Psychiatry"),
}
"""Journals that trials are called by, with how their names begin where they are cited."""


def names_a_study(text: str) -> bool:
    """Whether a sentence seems to mean one study, by its place, year or name."""
    return bool(_hints(text))


def meant(text: str, studies: Mapping[str, Study]) -> frozenset[str] | None:
    """Return the ids of the studies that fit all that a sentence says of one; None where it says nothing of the kind.

    What looks like a name or a number of people but is no study's (`PHQ-9`) is ignored.
    """
    hints = [
        hint
        for hint in _hints(text)
        if hint[0] not in {"name", "capitals", "label", "count", "journal"}
        or any(_fits(one, *hint) for one in studies.values())
    ]
    if not hints:
        return None
    return frozenset(name for name, study in studies.items() if all(_fits(study, *hint) for hint in hints))


def named(text: str, studies: Mapping[str, Study]) -> list[Study]:
    """Return the studies that a sentence calls by name or author, those first that have the name themselves, and comparisons first."""
    names = [hint for hint in _hints(text) if hint[0] in _CALLS] if studies else []
    found = [one for one in studies.values() if any(_fits(one, *hint) for hint in names)]
    own = {one.id: any(_bare(said) in _bare(f"{one.id} {one.title}") for _, said in names) for one in found}
    groups = list(arms.GROUPS)
    return sorted(
        found,
        key=lambda one: (
            not own[one.id],
            min((groups.index(pair.group) for pair in arms.pairs(one)), default=len(groups)),
            one.id,
        ),
    )


def calls_a_study(text: str, *, by_size: bool = False) -> bool:
    """Whether a sentence seems to call a study by its name or author, or (`by_size`) by how many people it had."""
    return any(hint[0] in _CALLS or (by_size and hint[0] == "count") for hint in _hints(text))


_CALLS = frozenset(("name", "trial", "author", "label", "capitals"))


@lru_cache(maxsize=1024)
def _hints(text: str) -> tuple[tuple[str, str], ...]:
    """Return what a sentence says of a study: pairs of `place`, `year`, `author`, `trial` (a name before that word), `name` or the like, and the words."""
    found = [("year", next(filter(None, one.groups()))) for one in _YEAR.finditer(text)]
    if _OF_STUDY.search(text):
        found += [("place", one[1].lower()) for one in _PLACE.finditer(text) if one[0][0].isupper()]
    found += [("count", one[1]) for one in _COUNT.finditer(text)]
    found += [("journal", name) for name in _JOURNALS if name in text.lower()]
    found += [("trial" if one[2] else "name", one[1]) for one in _NAME.finditer(text)]
    found += [("capitals", one[1] or one[2]) for one in _CAPITALS.finditer(text)]
    for one in _BY.finditer(text):
        found.append(("author" if one[1] or one[2] else "label", next(filter(None, one.groups()))))
    found += [("label", f"{one[1]} {one[2]}") for one in _LABEL.finditer(text)]
    return (*found, *(("author", one[1]) for one in _AUTHOR.finditer(text)))


def _fits(study: Study, kind: str, said: str) -> bool:
    """Whether a study is of a year or by an author, or its record has the name of a place or of the study."""
    if kind in {"author", "label"}:
        return study.label == said or study.label.startswith(f"{said} ")
    if kind == "capitals":
        return said in study.known_as
    if kind == "count":
        return int(said.replace(",", "")) in {study.n, *(one.n for one in study.results)}
    cite = study.cite or {}
    if kind == "year":
        return said in study.label or said in str(cite.get("issued", ""))
    if kind == "journal":
        return str(cite.get("container-title", "")).startswith(_JOURNALS[said])
    texts = " ".join(filter(None, (study.id, study.cohort, study.label, study.title, study.population)))
    if kind == "place":
        (roots,) = (place for place in _PLACES if said in place)
        found = re.search(rf"\b(?:{'|'.join(roots)})", texts, re.IGNORECASE)
    else:
        found = re.search(rf"(?<![a-z]){_bare(said)}(?!\d)", _bare(f"{texts} {study.note or ''}"))
    return found is not None


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


class Judged(NamedTuple):
    """The figures of a sentence beside those of both arms of a study.

    `verdict` is `agrees`, `swapped` (the study has the arms the other way round), `differs` (they are the study's in all but what
    `why` names: `time`, `dose`, `comparator`, `treatment` or `measure`; or it is named, and has another `figure`), or `unclear` (the
    sentence does not tell which is whose).
    """

    pair: Pair
    verdict: str
    why: str = ""
    arm: Arm | None = None
    """The arm of the study that a share was looked for in."""


VERDICTS = ("agrees", "swapped", "differs", "unclear")
"""What can be said of the figures of both arms, what holds first."""


class Names(NamedTuple):
    """What treatments are: `broader` what each is a part of, `active` those that are compared and do something themselves."""

    broader: Mapping[str, str | None]
    active: frozenset[str]


def judged(
    figure: PageFigure, others: Iterable[PageFigure], pairs: Iterable[Pair], names: Names, *, is_named: bool
) -> Judged | None:
    """Return what is to be said of a sentence that gives the shares of people of both arms of a study; None where none does.

    `figure` is the share of those treated, one of `others` that of those compared; `is_named` says that the sentence names a study,
    which `pairs` are of. Where several pairs fit, the one is meant of which the best can be said.
    """
    shares = [one for one in others if one is not figure and one.unit == "%" and one.value is not None]
    found = [
        said
        for pair in pairs
        if pair.compared is not None and is_share(figure, pair.first)
        for other in shares
        if is_share(other, pair.compared) and other.measure == figure.measure
        if (said := _judge(figure, other, pair, names, is_named=is_named)) is not None
    ]
    return min(found, key=lambda one: VERDICTS.index(one.verdict), default=None)


def _judge(figure: PageFigure, other: PageFigure, pair: Pair, names: Names, *, is_named: bool) -> Judged | None:
    treated, compared = pair.first.result.arm, pair.compared.result.arm if pair.compared else None
    is_other_measure = figure.measure != pair.first.result.measure
    is_at_another_time = not _is_at(figure, pair.first.result)
    if figure.arm is None and other.arm is None:
        return None if is_other_measure or is_at_another_time else Judged(pair, "unclear")
    is_first, is_second = is_of(figure.arm, treated, names), other.arm == CONTROL or is_of(other.arm, compared, names)
    if not (is_first and is_second):
        loose = names._replace(active=frozenset())
        if (figure.arm == CONTROL or is_of(figure.arm, compared, loose)) and is_of(other.arm, treated, loose):
            is_sure = not (is_other_measure or is_at_another_time) and _may_accuse(pair)
            return Judged(pair, "swapped") if is_sure else None
    wrong = {
        "treatment": not is_first,
        "comparator": not is_second,
        "time": is_at_another_time,
        "dose": not _is_dosed(figure, pair.first.result, pair.study),
        "measure": is_other_measure,
    }
    why = [name for name, is_wrong in wrong.items() if is_wrong]
    if not why:
        return Judged(pair, "agrees")
    if (
        len(why) > 1
        or not _may_accuse(pair)
        or (why == ["time"] and not figure.is_timed)
        or (why == ["treatment"] and _are_alike(figure.arm, treated, names))
        or (why == ["treatment"] and not (is_named or figure.at))
        or (is_other_measure and None in {figure.arm, other.arm})
    ):
        return None
    return Judged(pair, "differs", why[0])


def _is_dosed(figure: PageFigure, result: Result, study: Study) -> bool:
    """Whether a sentence may give a share for the dose of an arm: it gives none, or one that the arm or else the study had.

    In a unit in which neither has one that cannot be told, nor where a sentence gives several.
    """
    for dose, unit in figure.doses if len(set(figure.doses)) == 1 else ():
        given = result.given if _doses(result.given or "", unit) else study.intervention
        known = _doses(given or "", unit)
        if known and not any(low <= dose <= high for low, high in known):
            return False
    return True


@lru_cache(maxsize=256)
def _doses(text: str, unit: str) -> tuple[tuple[float, float], ...]:
    """Return the doses of a text in a unit, as ranges: with `84 mg` those in `28, 56 or 84 mg`; none where none is in this unit."""
    if not any(one.unit == unit for one in figures(text)):
        return ()
    ranges = [(float(one[1]), float(one[2] or one[1])) for one in _DOSE.finditer(text)]
    return tuple(ranges)


_DOSE = late(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?")


def _may_accuse(pair: Pair) -> bool:
    """Whether a study has one such share for each arm and time: of side effects it has so many that another may be meant."""
    return pair.first.result.measure in JUDGED


def _are_alike(one: str | None, other: str | None, names: Names) -> bool:
    """Whether two treatments are kinds of the same: a page may mean the one by the name of the other, as esketamine by vein."""
    parent = names.broader.get(one or "")
    return parent is not None and parent == names.broader.get(other or "")


APART = 8.0
"""From so many of 100 people on, a share that is given for a study is another one; less may come of who was counted."""

RATES = {
    "response-rate": r"respon|halv|reduction in",
    "remission-rate": r"remi(?:ssion|tt)",
    "relapse-rate": r"relaps",
}
"""Shares that a sentence on a study gives by these words."""

_ALSO = {"still-well-rate": "response-rate"}
"""What a study may call it that people still respond."""

JUDGED = (*RATES, *_ALSO, "suicidal-ideation-remission-rate", "suicidal-ideation-response-rate")
"""Shares of which a study has one for each arm and time; of side effects there are as many as there are effects."""

_OF_SOME = late(
    r"\b(?:sub-?groups?|aged|older|younger|elderly|outpatients|inpatients|anxious|severely)\b|\bof (?:those|the|\d+)\b[^,;.]{0,20}\b(?:who|with|without)\b",
    re.IGNORECASE,
)
"""Groups of the people of a study."""

SCALES = late(
    r"\b(?:QIDS|PHQ|MADRS|HAM-?D|HDRS|BDI|Hamilton|Montgomery|questionnaires?|self-?(?:rated|reported?))\b",
    re.IGNORECASE,
)


def having(figures: Iterable[PageFigure], studies: Mapping[str, Study]) -> frozenset[str]:
    """Return the ids of the studies that have, without a comparison, the very shares that a sentence gives of several measures, to the decimal."""
    given = [one for one in figures if one.unit == "%" and one.value is not None and one.value % 1]
    if len({one.measure for one in given}) < 2:  # noqa: PLR2004 - one may be a coincidence
        return frozenset()
    return frozenset(
        name
        for name, study in studies.items()
        if all(
            any(
                pair.compared is None and pair.first.result.value == one.value
                for pair in arms.pairs(study, [str(one.measure)])
            )
            for one in given
        )
    )


def held(figure: PageFigure, shares: int, text: str, pairs: Iterable[Pair], names: Names) -> Judged | None:
    """Return whether a share that a sentence gives for a study, which it names, is this study's; None where that cannot be told.

    `pairs` are all of the study. A share is its own if it is that of the treatment at the time. Else it may be that of another time,
    treatment or measure, or none that the study has. That cannot be told where the sentence speaks of a scale, of a group of
    people, of several times, or of several measures and has not one of its `shares` for each; nor where several studies are meant.
    """
    given = figure.value if figure.qualifier in {None, "about"} else None
    if figure.unit != "%" or given is None or figure.measure not in JUDGED:
        return None
    measure = _ALSO.get(figure.measure, figure.measure)
    rows = [
        (abs(given - arm.share), pair, arm)
        for pair in pairs
        for arm in (pair.treated, pair.compared)
        if arm is not None and arm.share is not None and arm.result.measure in JUDGED
    ]
    same = [row for row in rows if row[2].result.measure in {figure.measure, measure}]
    of_arm = [
        row for row in same if (is_of(figure.arm, row[2].result.arm, names) if figure.arm else row[2] is row[1].first)
    ]
    at_time = [row for row in of_arm if _is_at(figure, row[2].result)]
    mine = [row for row in at_time if row[2] is row[1].compared or _is_dosed(figure, row[2].result, row[1].study)]
    if len({pair.study.cohort or pair.study.id for _, pair, _ in mine or of_arm}) != 1:
        return None
    away, pair, arm = min(mine or of_arm, key=lambda row: row[0])
    others = [row for row in same if is_share(figure, row[2]) and _is_at(figure, row[2].result)]
    if not mine or is_share(figure, arm):
        return Judged(pair, "agrees") if mine else _of_another(figure, text, at_time, of_arm)
    if figure.arm is None and others:
        return Judged(others[0][1], "unclear", arm=others[0][2])
    spoken = [name for name, words in RATES.items() if re.search(words, text, re.IGNORECASE)]
    is_clear = measure in spoken and len(spoken) in {1, shares} and (not figure.at or figure.is_timed)
    if not is_clear or away < APART or SCALES.search(text) or _OF_SOME.search(text):
        return None
    having = [row for row in rows if is_share(figure, row[2])]
    of_rate = [
        row
        for row in rows
        if row not in same and row[2].result.measure in RATES and is_of(figure.arm, row[2].result.arm, names)
    ]
    kinds = {"dose": at_time, "time": of_arm, "treatment": same if figure.arm else [], "measure": of_rate}
    of_other = ((why, row[1]) for why, of in kinds.items() for row in having if row in of)
    why, pair = next(of_other, ("" if having else "figure", pair))
    return Judged(pair, "differs", why, None if having else arm) if why else None


def _of_another(
    figure: PageFigure, text: str, at_time: Sequence[tuple[float, Pair, Arm]], of_arm: Sequence[tuple[float, Pair, Arm]]
) -> Judged | None:
    """Return that a share is a study's of another dose or time, where it has none at those of the sentence; None where that is not sure."""
    if SCALES.search(text) or _OF_SOME.search(text):
        return None
    if at_time:
        return next((Judged(pair, "differs", "dose") for _, pair, arm in at_time if is_share(figure, arm)), None)
    place = text.find(figure.as_)
    clause = text[:place] + _CLAUSE_ENDS.split(text[place:], maxsplit=1)[0]
    if not figure.is_timed or counted_at(clause) != figure.at:
        return None
    return next((Judged(pair, "differs", "time") for _, pair, arm in of_arm if is_share(figure, arm)), None)


_CLAUSE_ENDS = late(r"[;,]|\b(?:and|but|while|whereas|then|which|who)\b", re.IGNORECASE)

_REFERS = late(
    rf"(?:(?:it|they) (?:also |then )?(?:found|showed|saw|reported|counted|concluded)|in it|t?here(?=,)"
    rf"|(?:in )?(?:the|this|that|its) (?:same )?(?:{_STUDY}|authors?|researchers|investigators|scientists)(?! of| by| with| on))\b",
    re.IGNORECASE,
)
_OTHERS = late(r"\b(?:an)?other\b|\bsecond\b|\blater\b|\bsince\b|\bwhereas\b", re.IGNORECASE)


def refers(text: str) -> bool:
    """Whether a sentence begins with what can only be the study that the one before it names: `It found`, `In this trial`."""
    return bool(_REFERS.match(text))


def may_go_on(text: str) -> bool:
    """Whether a sentence may go on about the study before it: it speaks of no other one."""
    return not _OTHERS.search(text)


def is_share(figure: PageFigure, arm: Arm) -> bool:
    """Whether a page gives the share of people of an arm, as a whole number or as the source has it."""
    if arm.share is None or figure.value is None or figure.qualifier not in {None, "about"}:
        return False
    return figure.value == arm.result.value or arms.whole(arm.share) == arms.whole(figure.value)


def is_of(named: str | None, arm: str | None, names: Names) -> bool:
    """Whether a share that a sentence gives for a treatment may be that of an arm; true where it names none.

    Who stopped got placebo, who went on did not; an active placebo, as midazolam, is more than "placebo".
    """
    lineage = ancestors(arm, names.broader) if arm else []
    if named is None or arm is None:
        return True
    if named in {STOPPED, CONTINUED}:
        return (PLACEBO in lineage) == (named == STOPPED)
    if named in {OTHER, CONTROL}:
        return named == CONTROL and (PLACEBO in lineage or arm in names.active)
    return named in lineage[: 1 if arm in names.active else None] or arm in ancestors(named, names.broader)


PLACEBO = "placebo"
NEAR_TIME = 1.25
"""Two times are the same if one is at most so many times the other: a month, and four weeks."""

_FEW_DAYS, _HALF_A_YEAR = 3 * MINUTES["d"], MINUTES["a"] / 2
_LONG = late(r"maintenance|whole|year|some|study")


def _is_at(figure: PageFigure, result: Result) -> bool:
    """Whether a sentence may give a share for the time of a study: it names none, or this among others.

    `End of the course` is neither within the first days nor half a year later.
    """
    if not figure.at or result.timepoint is None:
        return True
    at = (result.at.value * MINUTES[result.at.unit],) if result.at else ()
    of_study = (*at, *counted_at(result.timepoint))  # `day 2 or 3` is at day 3
    if of_study:
        return any(max(one, two) <= NEAR_TIME * min(one, two) for one in figure.at for two in of_study)
    return bool(_LONG.search(result.timepoint)) or any(_FEW_DAYS <= one < _HALF_A_YEAR for one in figure.at)
