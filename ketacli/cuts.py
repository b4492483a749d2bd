"""Is a fragment cut off from a word that turns its meaning round, or from part of its figure?

A fragment may be verbatim and say another thing than its document: `50% of people` where that says `more than 50% of
people`, `approved` where it says `not currently approved`, `4 weeks` where it says `between 4 and 6 weeks`. The words right
before and right after the fragment decide, as far as its block of text reaches: a blank line, a heading, a list or the mark
of a quotation ends that. `cut_phrases` lists the words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ketacli import cut_phrases as phrases
from ketacli import folding

_REACH = 160
_AROUND = 400

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_MARKER = re.compile(r"[^\S\n]*(?:(?:[-*+•‣◦▪–—|]|\d{1,3}[.)]|\(?[a-z]\)|#{1,6})[^\S\n]+)+(?:\[[ xX]\][^\S\n]+)?")
_HEADING = re.compile(r"[^\S\n]*#{1,6}[^\S\n]|[^\S\n]*([-=~*_^\"'+])\1{2,}[^\S\n]*\Z|[^\S\n]*\|")
_QUOTED_LINE = re.compile(r"[^\S\n]*(?:>[^\S\n]?)+")


def cut_words(text: str, start: int, end: int) -> str:
    """Return the words that a fragment at this place was cut off from, as they are there; empty if there are none."""
    behind, ahead = _Side(_block_before(text, start)), _Side(_block_after(text, end))
    fragment = folding.marks(text[start:end]).text.strip()
    language = _language(text[max(0, start - _AROUND) : end + _AROUND])
    return (
        _cut_before(behind, ahead, fragment, language)
        or _group_before(text, start, fragment)
        or _cut_after(ahead, behind, fragment, language)
        or _group_after(text, end, fragment)
    )


def denial(text: str) -> str:
    """Return the first words of an English text that deny something: `not`; empty if there are none."""
    found = phrases.DENIAL.search(folding.marks(text).text)
    return found[0].strip() if found else ""


class _Side:
    """The words on one side of a fragment: as they are (`raw`), and folded, without white space at their ends (`text`)."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._folded = folding.marks(raw)
        plain = self._folded.text.translate(_JOINTS)
        self.text = plain.strip(" ")
        self._skipped = len(plain) - len(plain.lstrip(" "))
        ended = phrases.ENDED.match(self.text)
        self._begun = ended.end() if ended else 0

    def ends_with(self, phrases: re.Pattern[str]) -> re.Match[str] | None:
        """Return the phrase of some that stands at the end, of which none goes on after the end of a sentence."""
        return phrases.search(self.text, self._begun)

    def ends_with_word(self, words: re.Pattern[str]) -> re.Match[str] | None:
        """Return the word of some that stands at the end, or the two."""
        return words.search(self.text, max(0, len(self.text) - phrases.LONGEST_WORD))

    def words(self, found: re.Match[str]) -> str:
        """Return the words that were found, as they are."""
        start, end = self._folded.place(found.start() + self._skipped, found.end() + self._skipped)
        return " ".join(self.raw[start:end].split())


_JOINTS = {ord(folding.OPTIONAL): "_", ord(folding.CLOSED_UP): "-", ord(folding.GAP): " "}


def _cut_before(behind: _Side, ahead: _Side, fragment: str, language: int | None) -> str:
    """Return the words before a fragment that it was cut off from."""
    begins_with_figure = bool(phrases.BEGINS_WITH_FIGURE.match(fragment)) or fragment[:1].isnumeric()
    found = behind.ends_with_word(phrases.NOT_LATIN_BEFORE)
    if language is not None:
        _, negation, _, bound = phrases.FOREIGN[language]
        found = found or negation.search(behind.text) or (bound.search(behind.text) if begins_with_figure else None)
    else:
        found = (
            found
            or behind.ends_with(phrases.BEFORE)
            or behind.ends_with_word(phrases.IN_ANY_BEFORE)
            or _compared(behind, fragment)
        )
    answer = phrases.ANSWER.search(found[0]) if found else None
    if answer and (answer["article"] or phrases.NO_NOUN.match(fragment)):
        found = None
    found = found or next(
        (one for before, after in phrases.HALVES if after.match(fragment) and (one := before.search(behind.text))), None
    )
    if not found and begins_with_figure:
        found = behind.ends_with_word(phrases.NOT_LATIN_BEFORE_FIGURE)
        found = found or (_bound(behind, fragment, ahead) if language is None else None)
        sign = None if found else phrases.SIGN.search(behind.raw)
        if sign and not phrases.BREADCRUMB.search(behind.raw):
            return sign[0].strip()
    return behind.words(found) if found else ""


def _compared(behind: _Side, fragment: str) -> re.Match[str] | None:
    """Return the words before a comparison that turn it round, or what a fragment that begins with `than` compares."""
    if phrases.BEGINS_WITH_THAN.match(fragment):
        return phrases.COMPARATIVE.search(behind.text)
    if phrases.BEGINS_WITH_REST.match(fragment):
        return phrases.ENDS_IN_FIGURE.search(behind.text)
    found = behind.ends_with_word(phrases.MORE) if phrases.COMPARED.match(fragment) else None
    return found or (behind.ends_with_word(phrases.TIMES) if phrases.AS.match(fragment) else None)


def _bound(behind: _Side, fragment: str, ahead: _Side) -> re.Match[str] | None:
    """Return the words before a figure that bound it or are half of it."""
    found = behind.ends_with(phrases.BEFORE_FIGURE)
    if not found:
        return None
    words = found[0].lower()
    if words == "between" and not phrases.BETWEEN.match(f"{fragment} {ahead.text}"):
        return None  # `between two ordinary words`
    if words.startswith("over") and phrases.TIME.match(fragment):
        is_age = phrases.AGE.match(fragment) or (phrases.AGED.search(behind.text) and re.match(r"\d\d", fragment))
        return found if is_age else None  # `over six weeks` is during them
    if phrases.SHARE_OF.search(words) and not words.endswith("out of"):
        is_share = phrases.ENDS_IN_BARE_FIGURE.search(words.rpartition(" ")[0]) and phrases.AFTER_BARE_FIGURE.match(
            f"{words.split()[-1]} {fragment}"
        )
        return found if is_share or not re.match(rf"{phrases.FIGURE} (?:in|of)$", words, re.IGNORECASE) else None
    return found


def _cut_after(ahead: _Side, behind: _Side, fragment: str, language: int | None) -> str:
    """Return the words after a fragment that it was cut off from."""
    found = phrases.NOT_LATIN_AFTER.match(ahead.text) if ahead.raw[:1].strip() else None
    if _is_closed(fragment, ahead):
        return ""
    if language is not None:
        found = found or phrases.FOREIGN[language][2].match(ahead.text)
        return ahead.words(found) if found else ""
    found = found or (None if phrases.WHETHER_OR.search(fragment) else phrases.AFTER.match(ahead.text))
    found = found or phrases.IN_ANY_AFTER.match(ahead.text)
    if not found and (one := _after_figure(ahead, behind, fragment)) and phrases.ENDS_IN_FIGURE.search(fragment):
        found = one
    if (
        not found
        and (one := phrases.AFTER_BARE_FIGURE.match(ahead.text))
        and phrases.ENDS_IN_BARE_FIGURE.search(fragment)
    ):
        found = one
    if not found and ahead.text:
        found = next(
            (one for before, after in phrases.HALVES if (one := after.match(ahead.text)) and before.search(fragment)),
            None,
        )
    return ahead.words(found) if found else ""


def _after_figure(ahead: _Side, behind: _Side, fragment: str) -> re.Match[str] | None:
    """Return the words after a fragment that a figure at its end goes on with."""
    found = phrases.AFTER_FIGURE.match(ahead.text)
    if (
        not found
        and (rest := phrases.AND_AFTER.match(ahead.text))
        and phrases.OPENED.search(f"{behind.text} {fragment}")
    ):
        return rest
    return found


def _is_closed(fragment: str, ahead: _Side) -> bool:
    """Whether a fragment ends with its sentence: not at an abbreviation such as `i.e.`, after which a small letter follows."""
    found = phrases.CLOSED.search(fragment)
    return found is not None and not (found[0].startswith(".") and ahead.text[:1].islower())


def _group_before(text: str, start: int, fragment: str) -> str:
    """Return the thousands that a figure written in groups of three digits was cut off from: `12 | 345`."""
    found = phrases.GROUPS_BEFORE.search(text, max(0, start - 20), start) if phrases.GROUP.match(fragment) else None
    if not found or (found[2] == " " and phrases.NUMBER_NEXT.match(fragment)):
        return ""
    return found[0].strip()


def _group_after(text: str, end: int, fragment: str) -> str:
    """Return the digits that a figure written in groups of three digits goes on with: `12 | 345`."""
    found = phrases.GROUPS_AFTER.match(text, end)
    if (
        not found
        or not phrases.ENDS_IN_GROUP.search(fragment)
        or (found[1] == " " and phrases.NUMBER_NEXT.match(text[end + 1 : end + 9]))
    ):
        return ""
    return found[0].strip()


def _block_before(text: str, start: int) -> str:
    """Return the text of the same block before a place; marks of quotations are spaces."""
    window = text[max(0, start - _REACH) : start]
    lines = window.rpartition("\n\n")[2].split("\n")
    kept: list[str] = []
    while lines:
        line = lines.pop()
        before = lines[-1] if lines else ""
        if kept and (not line.strip() or _HEADING.match(line)):
            break
        quoted = _QUOTED_LINE.match(line)
        if quoted and (not before.strip() or _QUOTED_LINE.match(before) or before.rstrip().endswith(":")):
            line = " " * quoted.end() + line[quoted.end() :]
            before = _QUOTED_LINE.sub("", before, count=1)
        marker = _MARKER.match(line)
        if marker and not (kept == [] and not line[marker.end() :] and _goes_on(before, text[start : start + 1])):
            kept.append(line[marker.end() :])
            break
        kept.append(line)
        if len(kept) == 1 and not line.strip() and before and _is_new_line(before, text, start):
            break
    return "\n".join(reversed(kept))


def _goes_on(before: str, first: str) -> bool:
    """Whether a mark before a figure at the start of a line is a sign, and the line goes on with what is before it."""
    return (
        first.isdigit()
        and bool(before.strip())
        and not before.rstrip().endswith((":", ".", ";", "!", "?"))
        and not _MARKER.match(before)
    )


def _is_new_line(before: str, text: str, start: int) -> bool:
    """Whether a capital at the start of a line begins something new: it would have had room in the line before."""
    if not text[start : start + 1].isupper():
        return False
    line = text[start:].partition("\n")[0]
    return len(before) + 1 + len(line.split()[0]) <= len(line)


def _block_after(text: str, end: int) -> str:
    """Return the text of the same block after a place; marks of quotations are spaces."""
    window = text[end : end + _REACH]
    lines = _BLANK_LINE.split(window, maxsplit=1)[0].split("\n")
    kept = lines[:1]
    for line in lines[1:]:
        quoted = _QUOTED_LINE.match(line)
        plain = " " * quoted.end() + line[quoted.end() :] if quoted else line
        if (
            _MARKER.match(plain)
            or _HEADING.match(plain)
            or (not "".join(kept).strip() and re.match(r"\s*[A-Z][a-z]", plain))
        ):
            break
        kept.append(plain)
    return "\n".join(kept)


_RUSSIAN = next(number for number, (known, *_) in enumerate(phrases.FOREIGN) if "это" in known)
_KNOWN_IN = {
    word: [number for number, (known, *_) in enumerate(phrases.FOREIGN) if word in known]
    for word in frozenset().union(*(known for known, *_ in phrases.FOREIGN))
}
"""For each word that gives a language away: which of the other languages have it."""


_APART = dict.fromkeys((number for number in range(128) if not chr(number).isalpha()), " ")
"""Replaces every ASCII character that is not a letter by a space."""


@lru_cache(maxsize=64)
def _language(around: str) -> int | None:
    """Return which of the other languages the text around a fragment is in; None for English, and where it is too short."""
    around = around.lower()
    if not around.isascii() and 2 * len(re.findall("[а-яё]", around)) > len(around):
        return _RUSSIAN
    words = around.translate(_APART).split() if around.isascii() else re.findall(r"[^\W\d_]+", around)
    known = [word for word in words if word in _KNOWN_IN]
    least = max(1, sum(map(phrases.ENGLISH.__contains__, words)))
    if len(known) <= least:
        return None
    counts = [0] * len(phrases.FOREIGN)
    for word in known:
        for number in _KNOWN_IN[word]:
            counts[number] += 1
    most = max(counts)
    return counts.index(most) if most > least else None
