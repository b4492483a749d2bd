"""New claims for a store: quote found, passage set, figures typed as far as they can be read. Nothing is written here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli import cuts, quotes
from ketacli.anchoring import as_quoted, locate
from ketacli.checks import evidence_twice
from ketacli.checks._copied import MAX_RUN, longest_run
from ketacli.checks._typing import readings, todo
from ketacli.curating import citations
from ketacli.curating.shelf import Record, Shelf
from ketacli.errors import KetaError, NotFoundError, did_you_mean
from ketacli.model import TYPES
from ketacli.store import files, meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ketacli.checks._finding import View
    from ketacli.curating.shelf import Added
    from ketacli.store.parsing import PlacedRecord


def claim(  # noqa: PLR0913 - what a claim is made of
    store: Path,
    statement: str,
    *,
    document: str,
    fragments: Sequence[str],
    topics: Sequence[str],
    folder: Path | None,
    at: int | None = None,
    name: str | None = None,
    type: str | None = None,  # noqa: A002 - the field's name
) -> Added:
    """Add a claim: its quote is found in the document, its passage set, its figures typed as far as they can be read.

    Raises:
        NotFoundError: if the document is not known.
        KetaError: if the document cannot be read, the quote is too long, not there, or at several places, or the
            statement copies the document.
    """
    shelf = Shelf(store)
    known = {item.id: one for item, one in shelf.view.documents}
    if document not in known:
        hint = did_you_mean(
            document, known, f"documents are {', '.join(known) or 'none yet: `keta add document FILE`'}"
        )
        raise NotFoundError(f"No document `{document}`", hint)
    if not re.search(r"\w", statement):
        raise KetaError("The statement has no word", "say in your own words what the document claims")
    fragments = as_quoted(fragments)
    for fragment in fragments:
        if (count := len(quotes.words(fragment))) > quotes.MAX_WORDS:
            raise KetaError(
                f"`{fragment}` has {count} words",
                f"quote at most {quotes.MAX_WORDS}: those that carry the claim; two stretches are two `--quote`",
            )
    notes: list[str] = []
    record: Record = {"id": name or _name(statement, shelf)}
    shelf.check_free(record["id"])
    if type:
        record["type"] = _known_type(type, shelf)
    record["topics"] = list(topics)
    record |= {
        "statement": statement,
        "source": document,
        "quote": fragments[0] if len(fragments) == 1 else list(fragments),
    }
    text = _text(known[document].file, folder, store)
    if text is None:
        notes.append(
            f"the text of `{document}` is not at hand, so the quote was not looked for: give `--documents DIR`"
        )
    else:
        record["passage"] = list(_anchor(text, fragments, document, at))
    passage_text = text[slice(*record["passage"])] if text else ""
    _check_own_words(statement, [*fragments, passage_text])
    quantities, told = _figures(fragments, " | ".join([statement, *fragments, *topics, passage_text]), shelf.view)
    if quantities:
        record["quantities"] = quantities
    notes += told
    for topic in topics:
        notes += _topic(topic, shelf)
    near = [item for item in shelf.loaded.of("claim") if item.record.get("source") == document]
    _check_new(record, near)
    notes += [
        f"`{item.id}` has this quote already: see that it is another claim"
        for item in near
        if item.record.get("quote") == record["quote"] and item.record.get("passage") == record.get("passage")
    ]
    if text and (clause := _other_clause(text, record["passage"], fragments, near)):
        notes.append(f"the whole sentence counts as read: if `{clause}` is a claim too, add it")
    notes += shelf.ungraded("claim", record)
    shelf.put("claims", record, near)
    return shelf.done([record["id"]], notes)


def _known_type(name: str, shelf: Shelf) -> str:
    """Return a type that claims of a store may have.

    Raises:
        KetaError: if it is none.
    """
    types = [*TYPES, *shelf.loaded.all_of("type")]
    if name not in types:
        raise KetaError(f"No type `{name}`", did_you_mean(name, types, f"types are {', '.join(types)}"))
    return name


def _check_new(record: Record, others: Iterable[PlacedRecord]) -> None:
    """Check that no other claim of a document says the same.

    Raises:
        KetaError: if one does.
    """
    for item in others:
        if evidence_twice.says(item.record) == evidence_twice.says(record):
            raise KetaError(
                f"`{item.id}` makes this statement already", "say what sets the new claim apart, or change that one"
            )


def _other_clause(text: str, passage: Sequence[int], fragments: Sequence[str], others: Sequence[PlacedRecord]) -> str:
    """Return a clause of a passage beside the quote, `and some lost muscle`; nothing where another claim has the passage too."""
    start, end = passage
    spans = [item.record["passage"] for item in others if "passage" in item.record]
    if any(first < end and start < last for first, last in spans):
        return ""
    rest = re.sub(r"\s", " ", text[start:end])
    for fragment in fragments:
        for match in quotes.find(rest, fragment)[:1]:
            rest = f"{rest[: match.start]}\n{rest[match.end :]}"
    clauses = (found[1].strip() for found in _CLAUSE.finditer(rest))
    return next((clause for clause in clauses if len(quotes.words(clause)) >= _FEW_WORDS), "")


_CLAUSE = re.compile(r"(?:^|[,;:] | )((?:and|but|while|which|or|so) [^\n.;]+)", re.MULTILINE)
_FEW_WORDS = 4


def _text(file: str | None, folder: Path | None, store: Path) -> str | None:
    """Return the text of a document: from the folder given, or from beside the store; None where it is not to be had.

    Raises:
        KetaError: if the folder is given and does not have it.
    """
    if file is None:
        return None
    try:
        return files.load_inside(folder or (store if store.is_dir() else store.parent), file).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        if folder is None:
            return None
        reason = "it is not valid UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise KetaError(f"Cannot read `{folder / file}`: {reason}", "give its folder with `--documents`") from error


def _anchor(text: str, fragments: Sequence[str], document: str, at: int | None) -> tuple[int, int]:
    """Return the passage of a quote.

    Raises:
        KetaError: if the quote is not there, at several places, or cut off from a word that turns its meaning.
    """
    *earlier, last = locate(text, fragments, document)
    if len(last) > 1 and at is None:
        listed = "; ".join(f"{number}: …{_around(text, match)}…" for number, match in enumerate(last, 1))
        raise KetaError(
            f"The quote stands at {len(last)} places: {listed}", "choose one with `--at N`, or take one more word"
        )
    if at is not None and not 1 <= at <= len(last):
        raise KetaError(f"There is no place {at}: the quote stands at {len(last)}")
    match = last[(at or 1) - 1]
    matches = [*(_before(places, match) for places in earlier), match]
    for one in matches:
        is_next = any(
            text[other.end : one.start].isspace() or text[one.end : other.start].isspace() for other in matches
        )
        if not is_next and (cut := cuts.cut_words(text, one.start, one.end)):
            raise KetaError(
                f"The quote is cut off from `{cut}`, which may change what it says", "take it into the quote"
            )
    return quotes.sentence(text, match.start, match.end)


def _before(places: Sequence[quotes.Match], match: quotes.Match) -> quotes.Match:
    """Return the last place of a fragment before another."""
    return [one for one in places if one.end <= match.start][-1]


def _check_own_words(statement: str, theirs: Iterable[str]) -> None:
    """Check that a statement does not copy its document.

    Raises:
        KetaError: if it has more words in a row of it than a statement may.
    """
    copied = max((longest_run(statement, text) for text in theirs), key=len)
    if len(copied) > MAX_RUN:
        raise KetaError(
            f"The statement repeats {len(copied)} words in a row of the document, `{' '.join(copied)}`",
            f"say it in other words: {MAX_RUN} in a row at most",
        )


def _around(text: str, match: quotes.Match) -> str:
    return " ".join(text[max(0, match.start - 25) : match.end + 25].split())


def _figures(fragments: Sequence[str], said: str, view: View) -> tuple[list[Record], list[str]]:
    """Return the figures of a quote, typed where that is certain, and what is left to do about the others."""
    typed: list[Record] = []
    notes: list[str] = []
    for one in readings(fragments, said, view):
        if one.is_certain:
            typed.append(one.quantity)
            measure, statistic = one.quantity["measure"], one.quantity["statistic"]
            notes.append(f"`{one.words}` is typed as `{measure}` ({one.measures[measure]}), {statistic}: check it")
        else:
            notes.append(f"`{one.words}` is not typed: {todo(one)}")
    return typed, notes


def _topic(topic: str, shelf: Shelf) -> list[str]:
    """Add a topic that the store does not have; a name that is nearly one that it has is a slip.

    Raises:
        KetaError: if it is.
    """
    known = list(shelf.loaded.all_of("topic"))
    if topic in known:
        return []
    near = meant.word(topic, known) or next((one for one in known if one.rstrip("s") == topic.rstrip("s")), "")
    if near:
        raise KetaError(f"No topic `{topic}`", f"did you mean `{near}`?")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic):
        raise KetaError(f"`{topic}` is no id for a topic", f"write `{citations.slug(topic) or 'a-topic'}`")
    shelf.put("topics", {"id": topic, "name": topic.replace("-", " ").capitalize()})
    return [f"`{topic}` is a new topic: give it a name that readers understand"]


_IDLE = (
    "a an the of in on at to for from by with and or but is are was were be been it its this that these those as can may "
    "will would should must than their there they he she his her has have had do does did about only also get gets"
)
"""Words that an id made of a statement leaves out; never `not`."""


def _name(statement: str, shelf: Shelf) -> str:
    """Return an id for a claim: its first words that carry meaning."""
    words = [word for word in citations.slug(statement, 200).split("-") if word not in _IDLE.split()]
    return citations.free("-".join(words[:5])[:80].strip("-") or "claim", shelf.taken())
