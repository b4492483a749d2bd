"""What is asked of a study beside its name, and where its record tells of it, if it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import ASKING, COMMON, is_everyday, listed
from ketacli.matching.phrases import tokens
from ketacli.matching.stems import stem
from ketacli.matching.units import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Lookup
    from ketacli.matching.units import Unit
    from ketacli.model import Study

_ASPECTS = listed(
    "age ages aged sex women men site sites centre centres center centers country countries race quality cost costs"
)
"""Everyday words for what one asks of a study."""

_GENERIC = listed(
    "rate rates effect size ratio confidence interval value figure figures data outcome outcomes main primary endpoint change "
    "baseline score scores follow followed influenced influence range evidence published publication journal author authors p "
    "comparator comparison control limitation limitations weakness weaknesses criticism criticisms blind blinded blinding label "
    "double single masked masking reliable reliability trustworthy convincing believable bias biased biases flawed valid sound "
    "robust credible critics criticised"
)
"""Words with which one asks of any study, and which its record need not have."""

_ALIKE = tuple(
    frozenset(stem(word) for word in group.split())
    for group in (
        "dropout dropouts drop dropped attrition discontinuation discontinued discontinue withdrawal withdrawals withdrew stopped left quit",
        "adverse events event side effects harms harm tolerability tolerated safety dissociation amnesia nausea dizziness",
        "death deaths died die mortality",
        "dose doses dosage mg mg/kg",
    )
)
"""What records call what is asked of them: of one of these any other tells."""

_OF_FUNDING = "funding funder funded sponsor sponsored industry industries company paid independent money"
_OF_NUMBER = (
    "people participants patients number sample size enrolled randomised randomized included arm arms group groups"
)

_SENTENCE = re.compile(r"(?<=[.;]) (?=[A-Z])")


class Told(NamedTuple):
    """What of a question no named study has, in its words, and by study the sentences with what else was asked of it.

    `is_particular` says whether anything in particular is asked of them.
    """

    is_particular: bool
    untold: tuple[str, ...]
    elsewhere: Mapping[str, tuple[str, ...]]


def told(asked: str, studies: Sequence[Study], lookup: Lookup) -> Told:
    """Return what the records of studies tell of what is `asked` of them, besides their results and limits."""
    knowledge = lookup.knowledge
    parts = cut(tokens(asked), knowledge, lookup, is_question=True) if studies and asked else ()
    units = [unit for unit in parts if _is_telling(unit, knowledge)]
    missed: list[Unit] = []
    elsewhere: dict[str, dict[str, None]] = {}
    for unit in units:
        is_told = False
        for study in studies:
            shown = " ".join(filter(None, (study.label, *study.known_as, study.result, study.limitations)))
            if _has(shown, unit, knowledge):
                is_told = True
                continue
            found = [one for text in _fields(study) for one in _SENTENCE.split(text) if _has(one, unit, knowledge)]
            elsewhere.setdefault(study.id, {}).update(dict.fromkeys(found))
            is_told = is_told or bool(found) or _has(_words_of(study), unit, knowledge)
        if not is_told:
            missed.append(unit)
    return Told(
        bool(units),
        tuple(dict.fromkeys(map(_quoted, missed))),
        {name: tuple(found) for name, found in elsewhere.items() if found},
    )


def _is_telling(unit: Unit, knowledge: Knowledge) -> bool:
    """Whether a part of a question is something in particular that a study can be asked, and not only a product of the subject."""
    left = [word for word in unit.words if word not in COMMON | _GENERIC and not word.isdigit()]
    concepts = _concepts(unit)
    if not left or unit.is_light or (concepts and knowledge.light.issuperset(concepts)):
        return False
    main = knowledge.main_product
    named = [name for _, _, name in (one.partition("/") for one in concepts)]
    if (
        named
        and main
        and all(knowledge.kinds.get(one) == "intervention" and knowledge.are_related(one, main) for one in named)
    ):
        return False
    return bool(concepts) or any(word in _ASPECTS or not is_everyday(word) for word in left)


def _quoted(unit: Unit) -> str:
    """Return the words of a part of a question without those before them that any question has."""
    first = next((place for place, word in enumerate(unit.words) if word not in COMMON | ASKING), 0)
    return " ".join(unit.words[first:])


def _concepts(unit: Unit) -> set[str]:
    return {name for name, factor in unit.features.items() if factor == 1.0 and name.startswith("concept/")}


def _has(text: str, unit: Unit, knowledge: Knowledge) -> bool:
    """Whether a text has the words of a part of a question, or another phrase for the same."""
    found = tokens(text)
    stems = {stemmed for _, stemmed in found}
    wanted = {stemmed for word, stemmed in tokens(" ".join(unit.words)) if word not in COMMON}
    return (
        wanted <= stems
        or any(wanted & group and stems & group for group in _ALIKE)
        or not _concepts(unit).isdisjoint(knowledge.concepts(found))
    )


def _fields(study: Study) -> Iterator[str]:
    """Yield what a record says of a study besides its results and limits."""
    of = (study.population, study.intervention, study.comparator, study.both, study.outcome, study.note)
    yield from (one for one in of if one)
    if study.funding:
        yield f"Funding: {study.funding}"


def _words_of(study: Study) -> str:
    """Return the words for what a record has in figures or codes."""
    return " ".join(_coded(study))


def _coded(study: Study) -> Iterable[str]:
    yield study.title
    yield study.design or ""
    yield from (one.measure.replace("-", " ") for one in study.results)
    yield from (one.scale for one in study.results if one.scale)
    if study.funding:
        yield _OF_FUNDING
    if study.n:
        yield _OF_NUMBER
