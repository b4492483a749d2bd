"""From words of a document to a quote: where they are, and the passage around them."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ketacli import cuts, folding, quotes
from ketacli.errors import ExitCode, KetaError, UsageError
from ketacli.frozen import dataclass
from ketacli.store import files

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence


class NotThereError(KetaError):
    """Words that stand nowhere in a document."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a document where a quote is.

    `passage` are the first character of the sentence around the last fragment and the one after its last, counted from 0,
    at most 45 words; `folded` says which differences in typing were ignored to find it.
    """

    passage: tuple[int, int]
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote found in a document: its fragments, every place where they are, and the document's SHA-256 in hexadecimal.

    More than one place: the quote is ambiguous. `warnings` say what `keta check` would refuse, for the first place.
    """

    quote: tuple[str, ...]
    places: tuple[Place, ...]
    sha256: str
    warnings: tuple[str, ...] = ()


def anchor(document: str | os.PathLike[str], *fragments: str) -> Anchor:
    """Find the words of a quote in a document, a text file in UTF-8: one fragment, or several in the order of the document.

    Raises:
        KetaError: if the document cannot be read, or the fragments are not in it in this order.
        UsageError: if a fragment, or every one, is missing.
    """
    if not fragments or not all(fragment.strip() for fragment in fragments):
        raise UsageError("No words to look for", "give the words of the quote as they are in the document")
    path = Path(document)
    quote = as_quoted(fragments)
    text, digest = _read(path)
    try:
        last = locate(text, quote, str(path))[-1]
    except NotThereError as error:
        error.exit_code = ExitCode.NOTHING
        raise
    return Anchor(
        quote,
        tuple(Place(quotes.sentence(text, match.start, match.end), tuple(match.folded)) for match in last),
        digest,
        tuple(_warnings(text, quote, last[0])),
    )


def as_quoted(fragments: Sequence[str]) -> tuple[str, ...]:
    """Return fragments as a store has them: on one line, without what nobody sees."""
    return tuple(" ".join(folding.seen(fragment).split()) for fragment in fragments)


def locate(text: str, quote: Sequence[str], document: str) -> list[list[quotes.Match]]:
    """Return where each fragment of a quote stands in a text; of the last one, where all others stand before it.

    Raises:
        NotThereError: if a fragment stands nowhere, with the words that are nearest to it.
        KetaError: if the fragments stand in another order.
    """
    places = [quotes.find(text, fragment) for fragment in quote]
    for fragment, found in zip(quote, places, strict=True):
        if not found:
            near = nearest(text, fragment)
            raise NotThereError(
                f"`{fragment}` does not stand in `{document}`",
                f"the nearest words are `{near}`"
                if near
                else "copy whole words as they stand there; digits, signs and negations must be the same",
            )
    places[-1] = [match for match in places[-1] if all(found[0].end <= match.start for found in places[:-1])]
    if not places[-1]:
        raise KetaError("The fragments do not stand in this order", "give them in the order of the document")
    return places


def nearest(text: str, fragment: str) -> str:
    """Return the words of a text that are nearly those of a fragment; nothing where none are."""
    from difflib import SequenceMatcher

    words = [found.span() for found in re.finditer(r"\S+", text)]
    size = len(fragment.split())
    best, score = "", 0.7
    matcher = SequenceMatcher(b=fragment.lower())
    for first, last in zip(words, words[size - 1 :], strict=False):
        shown = " ".join(text[first[0] : last[1]].split())
        matcher.set_seq1(shown.lower())
        if matcher.real_quick_ratio() > score and matcher.quick_ratio() > score and matcher.ratio() > score:
            best, score = shown, matcher.ratio()
    return best


def _read(document: Path) -> tuple[str, str]:
    try:
        data = files.load(document)
        return data.decode("utf-8"), sha256(data).hexdigest()
    except UnicodeDecodeError as error:
        raise KetaError(f"`{document}` is not valid UTF-8", "save it as UTF-8") from error
    except OSError as error:
        raise KetaError(f"Cannot read `{document}`: {error.strerror}") from error


def _warnings(text: str, fragments: tuple[str, ...], match: quotes.Match) -> list[str]:
    counts = [len(quotes.words(fragment)) for fragment in fragments]
    found = [
        f"`{fragment}` has {count} words; at most {quotes.MAX_WORDS} may be quoted"
        for fragment, count in zip(fragments, counts, strict=True)
        if count > quotes.MAX_WORDS
    ]
    if sum(counts) > quotes.MAX_QUOTE_WORDS:
        found.append(f"the fragments have {sum(counts)} words; at most {quotes.MAX_QUOTE_WORDS} may be quoted together")
    cut = cuts.cut_words(text, match.start, match.end)
    if cut:
        found.append(f"the quote is cut off from `{cut}`")
    return found
