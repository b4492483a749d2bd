"""What came of the trials of which a page says otherwise, each as a point with its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.model import Omission
from ketacli.report.pair_words import targets
from ketacli.store.against import MISSED
from ketacli.trials import met, missed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ketacli.answer import Context
    from ketacli.model import Study
    from ketacli.report.scan import LeftOut
    from ketacli.store import Store
    from ketacli.store.against import Against

_FIRST = re.compile(r".*?[a-z)]\.(?= [A-Z0-9])", re.DOTALL)


def records(store: Store, found: Iterable[Against], context: Context) -> Iterator[tuple[LeftOut, tuple[int, ...]]]:
    """Yield what came of each trial as a point, with the numbers of the sentences that say otherwise."""
    from ketacli.report.scan import LeftOut

    found = list(found)
    studies = store.studies(one.study for one in found)
    for one in found:
        point = _point(studies[one.study], one.outcome)
        yield LeftOut(point, context.named(point.sources)), one.sentences


def _point(study: Study, outcome: str) -> Omission:
    name = study.known_as[0] if study.known_as else study.label
    target = targets(missed(study) if outcome == MISSED else met(study))
    short = f"It {outcome} its main target ({target})."
    result = study.result or ""
    first = _FIRST.match(result)
    return Omission(
        id=study.id,
        topics=(),
        importance="useful",
        text=f"The trial {outcome} its main target ({target}). {first[0] if first else result}".strip(),
        label=name,
        short=short,
        limits=study.limitations,
        sources=(study.id,),
        warns_of="record",
    )
