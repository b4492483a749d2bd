"""Tell whether a figure is of a change only: a share by which relapse fell, a time within which suicidal thoughts lessened.

The one is no share of people, the other no time until the thoughts ceased.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.matching.english import listed
from ketacli.patterns import late

if TYPE_CHECKING:
    from ketacli.matching.figures import Figure

_EVENT = r"(?:relaps\w*|recurren\w*|remission|remit\w*|respon\w+|risks?|chances?|odds|hazards?|likelihood|probability|rates?|suicid\w*|deaths?|hospital\w*|dropouts?)"
_CHANGES = (
    r"(?:fell|falls?|fallen|rose|rises?|rais\w+|reduc\w+|cuts?|cutting|lower\w*|decreas\w+|increas\w+|drop\w*|declin\w+|shr[aiu]nk\w*|boost\w*"
    r"|went (?:up|down)|improv\w+|lessen\w*)"
)
_BLUR = r"(?:about |around |roughly |nearly |almost |over |more than |up to |at least |some |an? |relative )*"
_BY = late(rf"\b{_CHANGES}\b[^.;:]{{0,60}}\bby {_BLUR}$", re.IGNORECASE)
_MORE = late(
    rf"\W{{0,2}}(?:relative )?(?:(?:lower|higher|smaller|greater|reduced|increased) (?:\w+ )?{_EVENT}|(?:less|more) (?:likely|often|common)|lower\b|higher\b"
    rf"|fewer (?:\w+ )?{_EVENT}|(?:relative )?(?:reduction|decrease|fall|drop|cut|rise|increase) (?:in|of) (?:the )?(?:\w+ )?{_EVENT})",
    re.IGNORECASE,
)
_OF_EVENT = late(rf"\b{_EVENT}\b", re.IGNORECASE)
_ENDS = late(r"[.;:]|,\s(?:and|but|while|whereas)\b", re.IGNORECASE)
_OF_SCORES = late(r"\b(?:scores?|symptoms?|severity|madrs|points?|scales?|mood)\b", re.IGNORECASE)
CEASED = "time-to-suicidal-ideation-remission"
"""The id that stores give to the time until something ceased that may also just lessen."""

_LESSENS = late(r"\b(?:reduc|lessen|lower|improv|eas(?:e|es|ed|ing)\b|fewer|help|less\b)", re.IGNORECASE)
_CEASES = late(
    r"\b(?:gone|ceas|vanish|disappear|resolv|remi|free\b|no longer|stop|end(?:s|ed)?\b|zero|none)", re.IGNORECASE
)

_PEOPLE = listed("people patients participants adults them")


def is_relative(text: str, figure: Figure) -> bool:
    """Whether a share of a text is a change or difference in how often something happens; a fall of scores is none."""
    if figure.unit != "%":
        return False
    start = max((found.end() for found in _ENDS.finditer(text, 0, figure.start)), default=0)
    end = _ENDS.search(text, figure.end)
    clause = text[start : end.start() if end else len(text)]
    if not _OF_EVENT.search(clause) or _OF_SCORES.search(clause):
        return False
    following = text[figure.end :].lower().split()[:2]
    if not _PEOPLE.isdisjoint(following):
        return False
    return bool(_BY.search(text, start, figure.start) or _MORE.match(text, figure.end))


def only_lessens(text: str) -> bool:
    """Whether a text says of something that it lessened, and not that it ceased."""
    return bool(_LESSENS.search(text)) and not _CEASES.search(text)
