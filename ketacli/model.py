"""What a store holds, typed and frozen: no input, no output.

Every field is described in `schemas/store.schema.json`; the names here are the names there (`as`, a keyword of
Python, is `as_`). Absent fields have the default that the schema gives them.

Records are frozen dataclasses: equal when their fields are, hashed by their id, taken by `dataclasses`, pydantic, pandas
and polars as the standard library's own. `ketacli.frozen` says why they are not defined by it.
"""

from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from ketacli.frozen import dataclass, field

if TYPE_CHECKING:
    from typing import Protocol

    class Drawer(Protocol):
        """What draws a record for a notebook: the store that it came from."""

        def html(self, record: Any) -> str | None:
            """Return the record as HTML, or None."""


Level: TypeAlias = Literal["very-low", "low", "moderate", "high"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""GRADE's levels of certainty, lowest first. `not-rated` is none of them."""

CONFIDENCES = (*reversed(LEVELS), "not-rated")
"""What a claim's confidence can be, best first."""

Rating: TypeAlias = Literal["wrong", "goes-too-far", "no-evidence", "partly-true", "supported", "not-checkable"]
RATINGS: tuple[Rating, ...] = get_args(Rating)
"""Whether a claim holds, worst first; what cannot be checked comes last."""

RATED = (*RATINGS, "not-rated")
"""What claims are chosen and counted by: help in a crisis has no rating, nor has what nobody rated yet."""

Importance: TypeAlias = Literal["core", "useful", "minor"]
QUESTIONS = ("effect", "course", "fact", "meaning")
"""What a claim can be asked about by GRADE: each design starts from a level for each of them."""

IMPORTANCES: tuple[Importance, ...] = get_args(Importance)
WarnsOf: TypeAlias = Literal[
    "act", "harm", "emergency", "need", "promise", "record", "stop", "dose", "fading", "chance"
]

Verdict: TypeAlias = Literal["supports", "partly", "misreported", "disputes"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""How a claim can stand against a source, best first."""

NOT_READ = "not-read-yet"
REASONS = ("heading", "navigation", "biography", "signpost", "form", "duplicate", NOT_READ)
"""Why a passage claims nothing, or nothing yet; a store can add its own under `reasons`."""

TYPES = (
    "rate",
    "efficacy",
    "timing",
    "mechanism",
    "safety",
    "regulatory",
    "eligibility",
    "administration",
    "dosing",
    "indication",
    "advice",
    "cost",
    "comparison",
    "history",
    "definition",
    "study",
)
"""What kind of statement a claim makes; a store can add its own under `types`."""


class Shown:
    """A record that a notebook shows as HTML; only the store that it came from knows the names that this needs."""

    __slots__ = ("_drawer",)

    def _repr_html_(self) -> str | None:
        drawer: Drawer | None = getattr(self, "_drawer", None)
        return drawer.html(self) if drawer else None


def shown_by(drawer: "Drawer", record: Shown) -> None:
    """Let a store draw a record. Copies of the record, and what it is replaced by, are not drawn."""
    object.__setattr__(record, "_drawer", drawer)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time; `unit` in UCUM: min, h, d, wk, mo or a."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a claim: a `value`, or a range from `low` to `high`, both part of it; `unit` in UCUM.

    `defined_as` is the measure that fits the document's own definition, where it calls it by the name of another.
    """

    measure: str
    statistic: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    as_: str | None = None
    derived: str | None = None
    defined_as: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A figure that a source reports: as a `Quantity`, with the arm it is of. `ci` is a 95 % interval.

    `role` says which arm of a comparison it is: `treated` or `compared`. Arms belong together where measure, timepoint,
    outcome, population and scale are the same. Ratios and effect sizes have no statistic; `outcome` says what the figure is
    of where the measure alone does not. A median that was not reached has no value. `main` is what the study was made to find
    out; `read` is how this figure was read, where not as the rest of its source.
    """

    measure: str
    statistic: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    arm: str | None = None
    role: str | None = None
    given: str | None = None
    comparator: str | None = None
    population: str | None = None
    events: int | None = None
    n: int | None = None
    counts: str | None = None
    timepoint: str | None = None
    at: Span | None = None
    clock: str | None = None
    reached: bool = True
    first_look: bool = False
    printed: bool = False
    ci: tuple[float, float] | None = None
    sd: float | None = None
    outcome: str | None = None
    scale: str | None = None
    main: bool = False
    read: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom, of what, against what, for what outcome, when: what the page itself says (PICO)."""

    population: str | None = None
    intervention: str | None = None
    comparator: str | None = None
    outcome: str | None = None
    timepoint: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A term that the paraphrase garbled, how it was read, and how sure that reading is."""

    stands: str
    read: str
    sure: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a claim stands against one source; `quote` are the words of the source that say so."""

    source: str
    verdict: Verdict
    note: str = ""
    origin: str | None = None
    quote: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far a claim can be trusted, by GRADE; `start` is None where nothing was found to rate it by.

    A light store gives a level and a reason, or nothing: then the level is `not-rated`. `question` is None there.
    """

    question: str | None = None
    level: Level | Literal["not-rated"] = "not-rated"
    why: str = ""
    start: str | None = None
    down: Mapping[str, int] = field(default_factory=dict)
    up: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Caveat:
    """What a careful reader must know about a claim."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """That a claim `supports` another, or `depends-on` it."""

    kind: str
    claim: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction; `saying` are those of its sources that say by themselves what `short` does, if not all do."""

    says: str
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    stronger: bool = False
    short: str | None = None
    saying: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction as one of its claims sees it: `says` is the claim's own side, `others` are the rest.

    `stronger` says whether the better supported side is the claim's own; None where none is marked.
    """

    id: str
    type: str | None
    relation: str
    says: str
    stronger: bool | None
    others: tuple[Side, ...]
    short: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Claim(Shown):
    """One proposition of a document that can be true or false alone.

    `rating` says whether it holds, `in_fact` what is so instead; `confidence` how strong the evidence is for the claim as
    stated. `contested`, `contradictions`, `verdicts` (independent cohorts by verdict) and `printed` (what every view calls it:
    its rating, or why it has none) are worked out by the store. What a light store leaves out is None; `extra` are the keys
    that begin with `x-`.
    """

    id: str
    type: str | None
    topics: tuple[str, ...]
    importance: Importance
    statement: str
    source: str
    quote: tuple[str, ...]
    passage: tuple[int, int] | None
    attribution: str | None
    hedging: str | None
    confidence: Confidence
    short: str | None = None
    rating: Rating | None = None
    in_fact: str | None = None
    exceptions: Mapping[str, str] = field(default_factory=dict)
    voice: str | None = None
    scope: Scope = Scope()
    quantities: tuple[Quantity, ...] = ()
    measures: tuple[str, ...] = ()
    wording: tuple[Wording, ...] = ()
    repeats: str | None = None
    evidence: tuple[Evidence, ...] = ()
    no_evidence: str | None = None
    caveats: tuple[Caveat, ...] = ()
    relations: tuple[Relation, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    contested: bool = False
    contradictions: tuple[Dispute, ...] = ()
    verdicts: Mapping[str, int] = field(default_factory=dict)
    printed: str = "not-rated"

    def __repr__(self) -> str:
        return f"<Claim {self.id} ({self.rating or 'not rated'}): {self.statement}>"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A passage of a document that claims nothing; without `passage`, everything of it that is not read yet."""

    passage: tuple[int, int] | None
    reason: str
    of: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A document under review; `file` and `sha256` are None where its text is not at hand."""

    id: str
    kind: str
    title: str
    file: str | None
    sha256: str | None
    label: str = ""
    author: str | None = None
    issued: str | None = None
    url: str | None = None
    note: str | None = None
    passed_over: tuple[PassedOver, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Document {self.id}: {self.label or self.title}>"


@dataclass(frozen=True, slots=True, repr=False)
class Study:
    """What claims are checked against: a study, review, label, ruling, guideline or record.

    `cite` has CSL's names, at least a type and a title. Sources of one `cohort` are counted once. `label` is how views name the
    source: `Daly 2019`. `both` is what all arms of a trial got or did without, as words after "both". `known_as` are the names
    that the trial gave itself: `SUSTAIN-1`. `file` and `sha256` name its text, where that is at hand.
    """

    id: str
    kind: str
    title: str
    design: str | None
    result: str | None
    cite: Mapping[str, Any]
    read: str | None
    label: str = ""
    cohort: str | None = None
    n: int | None = None
    funding: str | None = None
    follow_up: Span | None = None
    population: str | None = None
    intervention: str | None = None
    comparator: str | None = None
    both: str | None = None
    known_as: tuple[str, ...] = ()
    outcome: str | None = None
    results: tuple[Result, ...] = ()
    limitations: str | None = None
    checked: str | None = None
    note: str | None = None
    file: str | None = None
    sha256: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def issued(self) -> str | None:
        """When it was published, as the citation has it: `2019`, `2019-05-21`."""
        return self.cite.get("issued")

    @property
    def author(self) -> str | None:
        """Who wrote it: family names or an organisation, by semicolon; None where nobody is named."""
        names = (name.get("family") or name.get("literal") for name in self.cite.get("author", ()))
        return "; ".join(filter(None, names)) or None

    def __repr__(self) -> str:
        return f"<Study {self.id}: {self.label or self.title}>"


Source: TypeAlias = Document | Study


@dataclass(frozen=True, slots=True, repr=False)
class Contradiction:
    """Claims, or claims and sources, that disagree."""

    id: str
    type: str | None
    relation: str
    sides: tuple[Side, ...]
    why: str
    resolution: str | None = None
    short: str | None = None

    def __repr__(self) -> str:
        return f"<Contradiction {self.id} ({self.relation}): {self.short or self.why}>"


@dataclass(frozen=True, slots=True)
class Bound:
    """What a source sets: a figure that is `at-least`, `at-most` or `less-than` a value, or one of some names (`values`).

    `said` is how it reads after "Sources:". `phrases` are those by which a page gives its own figure, which stands where `#` does;
    with one of `unless` it is of something else. `others` are the names that are not so. A sentence must be on one of `interventions`
    and on no other.
    """

    said: str
    phrases: tuple[str, ...]
    qualifier: str | None = None
    value: float | None = None
    unit: str | None = None
    values: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Omission:
    """Something that the documents leave out and a careful reader needs; `limits` says what it does not cover.

    `short` is the point in a line after its label, `absent` are words that a document would have if it said this. The first
    of `asked_as` is the most telling one. `warns_of` is what it warns of; `touched_by` are words by which pages speak of it,
    `denied_as` those by which they say otherwise. `bounds` are the figures that its sources set. Of those as important one with an
    `order` comes first, the lowest before all.
    """

    id: str
    label: str
    topics: tuple[str, ...]
    importance: Importance
    text: str
    sources: tuple[str, ...]
    limits: str | None = None
    asked_as: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    short: str | None = None
    warns_of: WarnsOf | None = None
    touched_by: tuple[str, ...] = ()
    denied_as: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    order: int | None = None

    def __repr__(self) -> str:
        return f"<Omission {self.id}: {self.label}>"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said first to somebody who asks about their own case; `kind` is `about`, `crisis`, `emergency`, `unsure` or None.

    One that is `unsure` is said where somebody is told of and nothing is asked that the store answers; one that is `about` is all
    that is said to a question on keta or the store itself. `local` is what is said in place of the text in a country, by its two
    letters.

    `told_as` are signs that mean it together, `alone_as` is what means it where nothing else is said, `leads` are the ids of
    the omissions that stand first beside it, `instead_of` those of the notices that are not told beside it.
    """

    id: str
    asked_as: tuple[str, ...]
    text: str
    kind: str | None = None
    told_as: tuple[str, ...] = ()
    alone_as: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    local: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BottomLine:
    """What is known about a topic, and the claims and sources that this rests on; `as_of` where it may change."""

    text: str
    rests_on: tuple[str, ...]
    as_of: str | None = None

    @property
    def dated(self) -> str:
        """Its text, with the date up to which it was checked where it may change."""
        return f"{self.text} As of {self.as_of}." if self.as_of else self.text


@dataclass(frozen=True, slots=True, repr=False)
class Topic:
    """A subject, as a reader's question with its answer, and with the words people type for it."""

    id: str
    name: str
    question: str | None = None
    answer: str | None = None
    order: int | None = None
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    asked_as: tuple[str, ...] = ()
    bottom_line: BottomLine | None = None

    @property
    def in_short(self) -> BottomLine | None:
        """Its answer, dated as its bottom line is; without one, the bottom line."""
        line = self.bottom_line
        return BottomLine(self.answer, (), line.as_of if line else None) if self.answer else line

    def __repr__(self) -> str:
        return f"<Topic {self.id}: {self.name}>"


def place(topic: Topic) -> tuple[float, str]:
    """Return what topics are sorted by: their `order`, those without one last, then their id."""
    return topic.order or inf, topic.id


Entity: TypeAlias = Claim | Document | Study | Contradiction | Omission | Topic
"""What a store answers with."""


_PLAIN = frozenset((str, int, float, bool, type(None)))


def as_record(value: Any) -> Any:
    """Return `value` as plain data (dicts, lists, text, numbers), under the names of the schemas."""
    if value.__class__ in _PLAIN:  # most are
        return value
    fields = getattr(value, "__match_args__", None)
    if fields is not None:
        return {name.rstrip("_"): as_record(getattr(value, name)) for name in fields}
    if isinstance(value, tuple | list):
        return [as_record(part) for part in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {name: as_record(part) for name, part in value.items()}
    return str(value) if isinstance(value, str) else value  # units and statistics of a store are text with more to it
