"""Which of the studies of a store a question names: `how many relapsed in Daly 2019`, `what did SUSTAIN-1 find`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import ASKING, COMMON, is_english, listed
from ketacli.matching.folding import words
from ketacli.matching.spelling import names_in
from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-\w+)*")
"""What a trial calls itself in its title: `KARMA-Dep`, `KetECT`."""

_OF_STUDIES = listed(
    "study studies trial trials paper find found finding findings show showed shows shown report reported results result al"
)
"""With one of these a question may name a study without its year."""

_OF_FIGURES = listed(
    "response responders remission relapse rate rates effect size hazard ratio odds confidence interval p value figure "
    "figures data outcome outcomes main primary endpoint"
)
"""What one asks of any study: with these beside its name a question asks of nothing else."""

_OF_PERSONS = listed(
    "i im my me we our he she his her him they them you your dr doctor mr mrs ms prof professor called named name"
)
"""With one of these a name is somebody's, and no author's."""

_WITH_OTHERS = listed("et al and colleagues others")
"""Between an author and a year: `Glue et al. 2018`."""

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}

_LETTERS = re.compile(r"[^\W\d_]+")

_SHARED = re.compile(
    r"\b(?P<name>[A-Z]{3,})[ -]?(?P<number>I{1,3}|IV|\d)(?P<and>,? (?:and|or|&) |, |/)-?(?=(?:I{1,3}|IV|\d)\b)"
)
"""One name of several trials, given once: `ASPIRE I and II`."""


_TRIAL = re.compile(
    r"\b(?P<name>[A-Z]{2,}[A-Za-z]*(?:-(?!(?:I{1,3}|IV)\b)[A-Za-z]+)*)(?:[ -]?(?P<number>I{1,3}|IV|\d{1,2}))?(?![\w%])"
)
"""What may be the name of a trial: capitals, with a number (`SUSTAIN-2`) or without."""

_COUNTED_NAME = re.compile(r"\b(?P<name>[a-z]{4,})-(?P<number>\d{1,2})(?!\w)")
"""A trial's name in small letters, which the store must have with another number."""

_BESIDE = r"\b(?:trial|study)(?:,|:| called| named)? {0}(?!\w)|\b{0} (?:trial|study)\b"
"""Where a name without a number must stand."""

_SHORTEST_NAME = 4
"""A name of fewer letters is more likely to be of something else."""

_NO_TRIALS = listed(
    "covid sars icd dsm hamd hdrs madrs qids caps audit whodas whoqol ymrs dass phq gad glyx nimh jama nejm ucla lancet cochrane "
    "tylenol omega vitamin phase part group arm day week month year age stage type level grade class table figure dose visit session schedule"
)
"""What is written in capitals, with a number or beside "study", and is no trial: diseases, scales, drugs, journals, parts of trials."""


class Cited(NamedTuple):
    """The ids of the studies that a question names, and what else it asks: none of the words with which any study is asked about.

    `asked` is all that the question says beside the names.

    `missing` are the names of trials that the store has not, each with the studies whose trials have that name and another number.
    """

    studies: tuple[str, ...]
    rest: str
    missing: Mapping[str, tuple[str, ...]]
    asked: str = ""


def cited(  # noqa: PLR0913 - a study is named in all of these ways
    question: str,
    unknown: Collection[str],
    labels: Mapping[str, str],
    titles: Mapping[str, str],
    names: Iterable[tuple[str, str]] = (),
    *,
    misspelt: Collection[str] = (),
    products: Collection[str] = (),
) -> Cited:
    """Return the studies that a question names, by author or by what the trial calls itself.

    `labels` are those of sources with their ids, `titles` those of studies by id, `names` what trials call themselves, each with
    an id; `unknown` are the words of the question that the store does not know, `misspelt` those that it takes for others,
    `products` those that name what was given: they are an author only as in its label (`Spravato label 2019`), not
    beside any year (`overdosed in 2021, can he have ketamine`).

    - A year that is given must be the study's. A name that is an English word must stand before it (`short 2018`, but `an infusion
      in 2021`), or the question be on studies and have it as a name.
    - Without a year the name must be no English word, and the question on studies, or the store must not know the name as
      anything else.
    - What a trial calls itself in its title alone is looked for only among unknown words.
    """
    spelt_out = _spelt_out(question)
    asked = words(spelt_out)
    names = list(names)
    by_name = _by_name(spelt_out, asked, names)
    lost = {word for word in unknown if " " not in word}  # of a phrase the words may be known
    has_study = not _OF_STUDIES.isdisjoint(asked)
    named = lost | set(names_in(question)) if has_study else lost if _OF_PERSONS.isdisjoint(asked) else set()
    named = named.difference(products)
    years = {word for word in asked if re.fullmatch(r"(?:19|20)\d\d", word)}
    as_labelled = f" {' '.join(word for word in asked if word not in _WITH_OTHERS)} "
    by_author: dict[str, str] = {}
    for label, name in labels.items():
        author, *rest = words(label) or ("",)
        if author not in asked:
            continue
        is_word = is_english(stem(author))
        if not years:
            is_meant = author in named and not is_word
        elif is_word or author in products:
            is_written_so = has_study and author in named and author not in COMMON
            is_meant = f" {' '.join((author, *rest))} " in as_labelled or (is_written_so and not years.isdisjoint(rest))
        else:
            is_meant = not years.isdisjoint(rest)
        if is_meant:
            by_author[name] = author
    by_itself = [
        name
        for name, title in titles.items()
        if has_study and any(lost.issuperset(words(one)) for one in _ACRONYM.findall(title))
    ]
    found = tuple(dict.fromkeys((*by_name, *by_author, *by_itself)))
    said = {word for parts in by_name.values() for word in (*parts, *_counted(parts))} | set(by_author.values()) | years
    said |= {word for name in by_itself for one in _ACRONYM.findall(titles[name]) for word in words(one)}
    lacking = missing(question, {*unknown, *misspelt}, titles, names)
    said |= {word for name in lacking for word in words(name)}
    # A word beside a trial that is not there (`ketamine trial HARMONY`) says what the trial was of, and asks nothing else.
    least = 2 if lacking and not found else 1
    left = " ".join(word for word in asked if word not in said | _OF_STUDIES)
    return Cited(found, _rest(asked, said, least) if found or lacking else question, lacking, left)


def missing(
    text: str,
    unknown: Collection[str],
    titles: Mapping[str, str],
    names: Sequence[tuple[str, str]],
    *,
    is_on_studies: bool = False,
) -> dict[str, tuple[str, ...]]:
    """Return the names of trials in a text that the store has not, with the studies whose trials share the name; see `cited`.

    A name in capitals with a number is a trial's if the store knows the name with another one, or does not know it and the text is
    on studies, as `is_on_studies` says or its words do, or nothing but the name; one without a number if it stands beside "trial" or
    "study".
    """
    asked = words(text)
    if text.isupper() and len(asked) > 3:  # noqa: PLR2004 - somebody shouts
        return {}
    is_on_studies = is_on_studies or not _OF_STUDIES.isdisjoint(asked)
    families: dict[str, dict[str, None]] = {}
    known: set[tuple[str, ...]] = set()
    for own, study in names:
        families.setdefault(words(own)[0], {})[study] = None
        known |= {_counted(words(own)), words(own)[:1]}
    known |= {_counted(words(one)) for title in titles.values() for one in _ACRONYM.findall(title)}
    of_titles = {word for title in titles.values() for word in words(title)}
    found: dict[str, tuple[str, ...]] = {}
    for one in _TRIAL.finditer(spelt_out := _spelt_out(text)):
        name, number = words(one["name"]), one["number"]
        counted = _counted((*name, number.lower())) if number else name
        if name[0] in _NO_TRIALS or counted in known:
            continue
        is_new = len(one["name"]) >= _SHORTEST_NAME and all(
            word in unknown or (is_english(stem(word)) and word not in of_titles) for word in name
        )
        is_alone = one[0] == text.strip(" ?.!")
        if number:
            is_meant = name[0] in families or (is_new and (is_alone or is_on_studies))
        else:
            is_beside = re.search(_BESIDE.format(one[0]), spelt_out) is not None
            is_meant = is_new and is_on_studies and (is_beside or is_alone)
        if is_meant:
            found[one[0]] = tuple(families.get(name[0], ())) or _alike(one[0], names)
    for one in _COUNTED_NAME.finditer(spelt_out):
        if one["name"] in families and (one["name"], one["number"]) not in known:
            found[one[0]] = tuple(families[one["name"]])
    return found


def _alike(name: str, names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the study whose trial's name is a misspelling away, if there is one."""
    from difflib import get_close_matches

    folded = {own.casefold(): study for own, study in names}
    return tuple(folded[own] for own in get_close_matches(name.casefold(), folded, 1, 0.8))


def may_name(text: str) -> bool:
    """Whether a text has what may be the name of a trial."""
    return bool(_TRIAL.search(text) or _COUNTED_NAME.search(text))


def _spelt_out(question: str) -> str:
    """Return a question with the name of several trials given for each: `ASPIRE 1 and ASPIRE 2` for `ASPIRE 1 and 2`."""
    count = 1
    while count:
        question, count = _SHARED.subn(r"\g<name> \g<number>\g<and>\g<name> ", question)
    return question


def _by_name(question: str, asked: Sequence[str], names: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the studies whose trials a question names, with the words of the name.

    Of trials that number their names (`ASPIRE I`) all are meant where the question gives no number. A name that is an English word
    must be in capitals.
    """
    capitals = {word for part in _LETTERS.findall(question) if len(part) > 1 and part.isupper() for word in words(part)}
    counted = _counted(asked)
    whole: dict[str, tuple[str, ...]] = {}
    families: dict[str, tuple[str, ...]] = {}
    for name, study in names:
        parts = words(name)
        is_telling = len(parts) > 1 or parts[0] in capitals or not is_english(stem(parts[0]))
        if is_telling and any(counted[at : at + len(parts)] == _counted(parts) for at in range(len(asked))):
            whole[study] = parts
        elif parts[0] in capitals and _counted(parts)[-1].isdigit() and not _has_number(counted, parts[0]):
            families[study] = parts[:1]
    told = {parts[0] for parts in whole.values()}
    return whole | {study: parts for study, parts in families.items() if parts[0] not in told}


def _counted(name: Sequence[str]) -> tuple[str, ...]:
    """Return a name with its number in Arabic figures: `ASPIRE II` as `ASPIRE 2`."""
    return (*name[:1], *(_ROMAN.get(word, word) for word in name[1:]))


def _has_number(counted: Sequence[str], name: str) -> bool:
    """Whether a question gives a number after a name, be it of a trial that the store has not: `SUSTAIN-2`."""
    return any(word == name and then.isdigit() for word, then in pairwise(counted))


def _rest(asked: Sequence[str], said: Collection[str], least: int) -> str:
    """Return what is asked besides the studies, in at least so many telling words; nothing where any study is asked about so."""
    left = [word for word in asked if word not in said]
    telling = [word for word in left if word not in COMMON | ASKING | _OF_STUDIES | _OF_FIGURES and not word.isdigit()]
    return " ".join(left) if len(telling) >= least else ""
