"""Which of the studies of a store a question names: `how many relapsed in Daly 2019`, `what did KARMA-Dep find`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.matching.english import is_english, listed
from ketacli.matching.folding import words
from ketacli.matching.spelling import names_in
from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-\w+)*")
"""What a trial calls itself in its title: `KARMA-Dep`, `KetECT`."""

_OF_STUDIES = listed(
    "study studies trial trials paper find found finding findings show showed shows shown report reported results al"
)
"""With one of these a question may name a study without its year."""


def cited(question: str, unknown: Collection[str], labels: Mapping[str, str], titles: Mapping[str, str]) -> list[str]:
    """Return the ids of the studies that a question names, by author or by what the trial calls itself.

    `labels` are those of sources with their ids, `titles` those of studies by id. A year that is given must be the
    study's; without one the question must be on what studies find, and the name no English word. What a trial calls itself is
    looked for only where the store does not know the word (`unknown`).
    """
    asked = set(words(question))
    lost = {word for part in unknown for word in part.split()}
    named = lost | set(names_in(question))
    if _OF_STUDIES.isdisjoint(asked):
        named, lost = set(), set()
    years = {word for word in asked if re.fullmatch(r"(?:19|20)\d\d", word)}
    by_author = [
        name
        for label, name in labels.items()
        for author, *rest in [words(label) or [""]]
        if author in asked and (years.intersection(rest) if years else author in named and not is_english(stem(author)))
    ]
    by_itself = [
        name for name, title in titles.items() if any(lost.issuperset(words(one)) for one in _ACRONYM.findall(title))
    ]
    return list(dict.fromkeys((*by_author, *by_itself)))
