"""New records for a store: documents, sources and claims, made from what is given and put in their place.

Nothing is written here: the result is the text of a file before and after, with what is to be told about it.
"""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli import cuts, folding, quotes
from ketacli.checks._copied import MAX_RUN, longest_run
from ketacli.checks._finding import View
from ketacli.checks._headings import lone_headings
from ketacli.checks._typing import readings, todo
from ketacli.curating import citations, editing
from ketacli.errors import KetaError, NotFoundError, did_you_mean
from ketacli.store import files, meant, parsing, schema
from ketacli.store.loader import Loaded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.store.parsing import File, PlacedRecord

Record = dict[str, Any]


class Added(NamedTuple):
    """What was added: the ids, the files that change (name, text before, text after), and what to know about it."""

    ids: tuple[str, ...]
    files: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]


class Shelf:
    """A store that records are added to, in memory."""

    def __init__(self, store: Path) -> None:
        """Read a store.

        Raises:
            StoreError: if it cannot be read at all.
            KetaError: if its YAML is broken, so that no place can be found.
        """
        self.store = store
        self.loaded = Loaded(store)
        broken = [one for one in self.loaded.problems if one.check in ("yaml-syntax", "encoding", "tab")]
        if broken:
            raise KetaError(f"`{broken[0].file}` is not sound YAML, line {broken[0].line}", "run `keta check` first")
        self.view = View(self.loaded)
        self.before = {file.name: file.text for file in self.loaded.files}
        self.texts = dict(self.before)
        self.added: list[str] = []

    def taken(self) -> list[str]:
        """Return all ids of claims and sources."""
        kinds = ("claim", "document", "study", "contradiction", "omission", "retired")
        return [*self.loaded.all_of(*kinds), *(item.id for item in self.loaded.salvaged)]

    def put(self, key: str, record: Record, after: Iterable[PlacedRecord] = ()) -> None:
        """Put a record into the list of a key: in its sorted place, or behind the last of the records that come before it."""
        name, items = self._home(key, list(after))
        text = self.texts[name]
        if key == "claims":
            before = self._place_of_claim(name, record)
        else:
            ids = [self._id_at(text, chunk.start, chunk.end) for chunk in items]
            before = next((number for number, one in enumerate(ids) if one > record["id"]), None)
        self.texts[name] = editing.apply(text, [editing.inserted(text, key, record, before)])
        self.added.append(name)

    def _home(self, key: str, near: list[PlacedRecord]) -> tuple[str, list[Any]]:
        """Return the file that a record belongs in, and the items of the list there."""
        found = {file.name: self._items(file, key) for file in self.loaded.files}
        names = [name for name, items in found.items() if items]
        for item in near:
            if item.file.name in names:
                return item.file.name, found[item.file.name]
        if names:
            return names[-1], found[names[-1]]
        wanted = {"claims": "claims", "sources": "sources"}.get(key, "topics")
        stem = next((name for name in found if Path(name).stem == wanted), None)
        return stem or next(iter(found)), []

    def _items(self, file: File, key: str) -> list[Any]:
        return editing.items_of(file._replace(text=self.texts[file.name]), key)

    @staticmethod
    def _id_at(text: str, start: int, end: int) -> str:
        found = re.search(r"""(?:^[ -]*|[{,] *)["']?id["']?: *["']?([^"',\s}]+)""", text[start:end], re.MULTILINE)
        return found[1] if found else ""

    def _place_of_claim(self, name: str, record: Record) -> int | None:
        """Return before which claim of a file one is sorted: by document, then by passage; None at the end."""
        documents = sorted(self.loaded.all_of("document").values(), key=lambda item: (item.file.name, item.chunk.start))
        order = {item.id: place for place, item in enumerate(documents)}
        wanted = (order.get(record["source"], len(order)), *record.get("passage", (1 << 40, 0)))
        mine = [item for item in self.loaded.of("claim") if item.file.name == name]
        for number, item in enumerate(mine):
            theirs = (order.get(item.record["source"], len(order)), *item.record.get("passage", (0, 0)))
            if theirs > wanted:
                return number
        return None

    def done(self, ids: Sequence[str], notes: Sequence[str]) -> Added:
        """Return what has been added so far, the files in the order in which they are to be written.

        What a record refers to is put before it, so that whoever is stopped between two files has a sound store.

        Raises:
            KetaError: if a file would no longer be read as it is meant: a layout that records cannot be put into.
        """
        changed = [(name, self.before[name], self.texts[name]) for name in dict.fromkeys(self.added)]
        for name, before, text in changed:
            if _size(name, text) != _size(name, before) + self.added.count(name):
                raise KetaError(f"No place for it in `{name}`", "give its lists one record an item, each with a dash")
        return Added(tuple(ids), tuple(changed), tuple(notes))


def _size(name: str, text: str) -> int:
    """Return how many records a text has, those with faults included."""
    file = parsing.read(text.encode(), name)
    found = [parsing.parse_all(file, chunk) for chunk in parsing.split(file)]
    return sum(len(one.records) + len(one.attempts) for one in found)


def document(store: Path, file: Path, given: Mapping[str, str | None]) -> Added:
    """Add a document under review: its text is a file in UTF-8, everything of it not read yet.

    Raises:
        KetaError: if the file cannot be read, or is in the store already.
    """
    shelf = Shelf(store)
    try:
        data = files.load(file)
        text = data.decode("utf-8")
    except OSError as error:
        raise KetaError(f"Cannot read `{file}`: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise KetaError(f"`{file}` is not valid UTF-8", "save it as UTF-8") from error
    for item, one in shelf.view.documents:
        if one.file == file.name or one.sha256 == sha256(data).hexdigest():
            raise KetaError(
                f"`{file.name}` is in the store already, as `{item.id}`", "`keta check --fix` gives it a new digest"
            )
    title = given.get("title") or _title(text) or file.stem
    name = given.get("id") or citations.free(citations.slug(file.stem) or "document", shelf.taken())
    _check_free(name, shelf)
    record: Record = {"id": name, "kind": "document", "title": title}
    record |= {key: value for key in ("label", "author", "issued", "url") if (value := given.get(key))}
    headings = [] if _TAG.search(text) else list(lone_headings(text))
    passed_over = [{"passage": [start, end], "reason": "heading"} for start, end in headings]
    record |= {"file": file.name, "sha256": sha256(data).hexdigest()}
    record["passed_over"] = [*passed_over, {"reason": "not-read-yet"}]
    shelf.put("sources", record)
    notes = [f"`{text[start:end]}` is passed over as a heading: see that it claims nothing" for start, end in headings]
    left = len(quotes.words(text)) - sum(len(quotes.words(text[start:end])) for start, end in headings)
    notes.append(
        f"{left:,} words of `{name}` are not read yet: take `{{reason: not-read-yet}}` out when you have come to the end"
    )
    return shelf.done([name], notes)


_TAG = re.compile(r"<(?:html|body|p|div|h1)\b", re.IGNORECASE)


def _title(text: str) -> str:
    """Return the title of a page: that of HTML, or its first line."""
    found = re.search(r"<title[^>]*>(.*?)</title>", text, re.DOTALL | re.IGNORECASE)
    line = unescape(found[1]) if found else next((one for one in text.splitlines() if one.strip()), "")
    return " ".join(re.sub(r"^#+\s*", "", line.strip()).split())[:120]


def source(store: Path, cites: Sequence[Record], given: Mapping[str, str | None]) -> Added:
    """Add what claims are held against, from citations; `given` overrides what they say.

    Raises:
        KetaError: if there are several and an id for one, or one is in the store already.
    """
    shelf = Shelf(store)
    if len(cites) > 1 and any(given.get(name) for name in ("id", "title", "doi")):
        raise KetaError(f"{len(cites)} citations, and an id, title or DOI for one", "give them one at a time")
    known = {str(study.cite["DOI"]).lower(): name for name, study in shelf.view.studies.items() if "DOI" in study.cite}
    ids: list[str] = []
    notes: list[str] = []
    for cite in cites:
        if found := given.get("doi"):
            cite["DOI"] = citations.doi(found)
        title = given.get("title") or cite.get("title") or ""
        if not title:
            raise KetaError("The source has no title", "give one with `--title`")
        if (there := known.get(str(cite.get("DOI", "")).lower())) is not None:
            raise KetaError(f"`{there}` has the DOI `{cite['DOI']}` already", f"name it in evidence: `source: {there}`")
        name = given.get("id") or citations.name({"title": title, **cite}, [*shelf.taken(), *ids])
        _check_free(name, shelf)
        record: Record = {"id": name, "kind": given.get("kind") or "study", "title": title}
        record |= {key: value for key in ("label",) if (value := given.get(key))}
        if set(cite) - {"type", "title"}:
            record["cite"] = {"type": cite.get("type", "document"), **cite, "title": cite.get("title") or title}
        shelf.put("sources", record)
        ids.append(name)
        if "DOI" not in cite:
            notes.append(f"`{name}` has no DOI: give one with `--doi`, so that it is never added twice")
    return shelf.done(ids, notes)


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
    fragments = [" ".join(folding.seen(fragment).split()) for fragment in fragments]
    for fragment in fragments:
        if (count := len(quotes.words(fragment))) > quotes.MAX_WORDS:
            raise KetaError(
                f"`{fragment}` has {count} words",
                f"quote at most {quotes.MAX_WORDS}: those that carry the claim; two stretches are two `--quote`",
            )
    notes: list[str] = []
    record: Record = {"id": name or _name(statement, shelf)}
    _check_free(record["id"], shelf)
    if type:
        record["type"] = type
    record["topics"] = list(topics)
    record |= {"statement": statement, "source": document, "quote": fragments[0] if len(fragments) == 1 else fragments}
    text = _text(known[document].file, folder, store)
    if text is None:
        notes.append(
            f"the text of `{document}` is not at hand, so the quote was not looked for: give `--documents DIR`"
        )
    else:
        record["passage"] = list(_anchor(text, fragments, document, at))
    passage_text = text[slice(*record["passage"])] if text else ""
    _check_own_words(statement, [*fragments, passage_text])
    quantities, told = _figures(fragments, " ".join([statement, *fragments, *topics, passage_text]), shelf.view)
    if quantities:
        record["quantities"] = quantities
    notes += told
    for topic in topics:
        notes += _topic(topic, shelf)
    near = [item for item in shelf.loaded.of("claim") if item.record.get("source") == document]
    shelf.put("claims", record, near)
    return shelf.done([record["id"]], notes)


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
    found = [quotes.find(text, fragment) for fragment in fragments]
    for fragment, places in zip(fragments, found, strict=True):
        if not places:
            near = _nearest(text, fragment)
            hint = f"the nearest words are `{near}`" if near else "copy whole words as they stand there"
            raise KetaError(f"`{fragment}` does not stand in `{document}`", hint)
    last = [match for match in found[-1] if all(any(one.end <= match.start for one in places) for places in found[:-1])]
    if not last:
        raise KetaError("The fragments do not stand in this order", "give them in the order of the document")
    if len(last) > 1 and at is None:
        listed = "; ".join(f"{number}: …{_around(text, match)}…" for number, match in enumerate(last, 1))
        raise KetaError(
            f"The quote stands at {len(last)} places: {listed}", "choose one with `--at N`, or take one more word"
        )
    if at is not None and not 1 <= at <= len(last):
        raise KetaError(f"There is no place {at}: the quote stands at {len(last)}")
    match = last[(at or 1) - 1]
    matches = [*(_before(places, match) for places in found[:-1]), match]
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


def _nearest(text: str, fragment: str) -> str:
    """Return the words of a text that are nearly those of a fragment; nothing where none are."""
    from difflib import SequenceMatcher

    wanted = fragment.lower()
    words = [found.span() for found in re.finditer(r"\S+", text)]
    size = len(fragment.split())
    best, score = "", 0.7
    for number in range(max(1, len(words) - size + 1)):
        part = words[number : number + size]
        if not part:
            break
        shown = " ".join(text[part[0][0] : part[-1][1]].split())
        matcher = SequenceMatcher(None, shown.lower(), wanted)
        if matcher.real_quick_ratio() > score and matcher.quick_ratio() > score and matcher.ratio() > score:
            best, score = shown, matcher.ratio()
    return best


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


def _check_free(name: str, shelf: Shelf) -> None:
    if name in shelf.taken():
        raise KetaError(f"`{name}` is in the store already", "give another id with `--id`")
    wrong = schema.mismatches("topics", {"id": name, "name": "x"})
    if wrong:
        raise KetaError(
            f"`{name}` is no id", f"lower-case words joined by hyphens: `--id {citations.slug(name) or 'a-name'}`"
        )
