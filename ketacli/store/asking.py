"""What a store answers to a plain question."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ketacli.model import Claim, Notice, Omission, Shown, Study, Topic

if TYPE_CHECKING:
    from dataclasses import dataclass, field
else:
    from ketacli.frozen import dataclass, field


@dataclass(frozen=True, slots=True)
class Reply(Shown):
    """What a store has on a question.

    `notices` come before anything else. `topic` is how the question was understood; without claims it only says where what
    answers belongs. `claims` answer it, the best first, but those that are not rated yet last: at most three of the `claims_of_topic` that the topic
    has.
    `omissions` answer it where the documents do not, or beside them; where `is_omission_first`, the first does so at least as well as any claim, and where `is_told_first` it is on what somebody is told to have or take, and comes before all else. `near` is a topic that is close where nothing answers;
    it is no answer. `other` is a topic that may have been meant as well. `corrected` has the misspelt words with those that were meant, `unknown` the words that the store does
    not know, `cited` the studies that the question names.
    """

    question: str
    notices: tuple[Notice, ...] = ()
    topic: Topic | None = None
    claims: tuple[Claim, ...] = ()
    claims_of_topic: int = 0
    omissions: tuple[Omission, ...] = ()
    near: Topic | None = None
    corrected: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    is_on_one_claim: bool = False
    is_omission_first: bool = False
    is_told_first: bool = False
    cited: tuple[Study, ...] = ()
    other: Topic | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing answers: neither topic nor claim, omission or study, nor help in a crisis or an emergency."""
        is_help = any(notice.kind in {"crisis", "emergency"} for notice in self.notices)
        return not (self.topic or self.claims or self.omissions or self.cited or is_help)

    @property
    def is_omitted(self) -> bool:
        """Whether only an omission answers, because the documents say nothing on the question."""
        return bool(self.omissions) and not self.claims
