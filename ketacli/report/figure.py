"""What a figure shows: rows of marks under headings, places on its axis, words above and below. Drawn elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from ketacli.model import Document, Study
    from ketacli.report.axis import Axis


KINDS = ("rates", "timing", "overview")

LEFT_OUT = "left-out"
"""The verdict of a row that says that no claim gives a figure."""


class Mark(NamedTuple):
    """A figure on an axis: its ends and middle are places from 0 to 1.

    `who` is `page`, `treated`, `compared` or `other` (another treatment). `kind` is `point`, `interval` (95 %), `spread`
    (shortest to longest), `range` (the source itself gives two ends), `upto` (at some time up to), `from` (longer than),
    `unreached` (a median that was not reached), `left` or `right` (off the scale). `lane` is -1 above, 1 below the middle
    of the row. `form` is the treatment that a treated arm got.
    """

    who: str
    kind: str
    low: float
    high: float
    middle: float
    lane: int = 0
    form: str = ""


class Difference(NamedTuple):
    """A difference per 100 people, with the ends of its interval where there is one."""

    value: float
    low: float | None = None
    high: float | None = None


class Row(NamedTuple):
    """A line of a figure: a claim, or the arms of a study.

    `sign` marks how a study was read, and whether it missed what it was made to find. `verdict` is that of a claim, a key of `VERDICTS` or `LEFT_OUT`; empty for a study. `told` are words in place of a mark.
    `figure` is what is written beside the axes; `is_plain` says that it is only a word on why there is none. `counts` says
    how many of how many.
    """

    label: str
    what: str = ""
    when: str = ""
    people: str = ""
    figure: str = ""
    marks: tuple[Mark, ...] = ()
    told: str = ""
    verdict: str = ""
    difference: Difference | None = None
    is_plain: bool = False
    counts: str = ""
    sign: str = ""
    source: str = ""
    claims: tuple[str, ...] = ()
    contradictions: int = 0
    caveats: int = 0

    @property
    def name(self) -> str:
        """The label with its sign."""
        return f"{self.label}{self.sign}"

    @property
    def is_claim(self) -> bool:
        """Whether the row says what pages say."""
        return bool(self.verdict)


class Band(NamedTuple):
    """A heading with its rows. `guides` are the figures of claims, carried down through the studies: low and high places."""

    heading: str
    rows: tuple[Row, ...]
    guides: tuple[tuple[float, float], ...] = ()
    is_claims: bool = False


class Figure(NamedTuple):
    """A figure about one question.

    `answer` is the bottom line of the topic asked about, in a sentence; `subtitle` says what is measured. `columns` are the headings of what, when and people; `panel` that of the axis. `notes` and what is `left` out, labels of
    studies by reason, are said below. `reading` are the kinds of marks to explain, `subject` names the treatment;
    `forms` are the forms of it that are told apart, each with its sign (`first`, `second` or `further`) and its name. `brief` are the
    notes in few words, for a slide; `unsaid` counts the claims that are not drawn. `rule` says by which rule rows were chosen
    where there was no room for all, `whole` is the command that draws or names them all.
    """

    kind: str
    measure: str
    title: str
    answer: str
    subtitle: str
    columns: tuple[str, str, str]
    panel: str
    axis: Axis
    bands: tuple[Band, ...]
    notes: tuple[str, ...]
    left: tuple[tuple[str, tuple[str, ...]], ...]
    subject: str
    origin: str
    differences: Axis | None = None
    studies: tuple[Study, ...] = ()
    pages: tuple[Document, ...] = ()
    digest: str = ""
    forms: tuple[tuple[str, str, str], ...] = ()
    brief: tuple[str, ...] = ()
    unsaid: int = 0
    rule: str = ""
    whole: str = "keta compare"

    @property
    def rows(self) -> list[Row]:
        """All rows, band after band."""
        return [row for band in self.bands for row in band.rows]

    @property
    def marks(self) -> list[Mark]:
        """All marks."""
        return [mark for row in self.rows for mark in row.marks]

    def summed(self) -> str:
        """Return the text below a slide: notes in few words, how much is not drawn, where it is from."""
        drawn = {row.label for row in self.rows}
        studies = {name.split(": ")[0] for _, names in self.left for name in names} - drawn
        counts = ((len(studies), "study", "studies"), (self.unsaid, "claim", "claims"))
        more = ", ".join(f"{count} {many if count > 1 else one}" for count, one, many in counts if count)
        told = f"Not drawn: {more}; all: {self.whole}." if more else ""
        return " ".join(filter(None, [*self.brief, self.rule, told, self.origin]))

    def footer(self, fits: Callable[[str], bool]) -> str:
        """Return the text below: notes, what is not drawn, where it is from; studies that find no room are counted."""
        text = ""
        for named in range(len(self.left), -1, -1):
            parts = [
                f"{reason} ({', '.join(names) if place < named else len(names)})"
                for place, (reason, names) in enumerate(self.left)
            ]
            told = f"Not drawn: {', '.join(parts)}{'' if named == len(parts) else f': {self.whole}'}." if parts else ""
            text = " ".join(filter(None, [*self.notes, self.rule, told, self.origin]))
            if fits(text):
                break
        return text
