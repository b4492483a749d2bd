"""What the commands that list topics, sources or contradictions have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.answer import SECTIONS, Answer
from ketacli.cli import _output
from ketacli.cli._opening import opened
from ketacli.cli._options import ask, readable
from ketacli.context import context
from ketacli.errors import NotFoundError, UnknownValueError
from ketacli.formats import _fields
from ketacli.model import Claim, Omission, Study, Topic, place
from ketacli.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.cli._options import Filters, Output, StoreOption
    from ketacli.model import Entity
    from ketacli.store import Store


def listing(command: str, text: str | None, filters: Filters, output: Output, storeoption: StoreOption) -> None:
    """Answer a command that lists records: those that TEXT names, or those of the claims that TEXT and filters choose."""
    name = _output.chosen_format(command, output)
    chosen = _output.fields(output)
    _fields.check(chosen, SECTIONS[command])
    store = opened(storeoption.store)
    query = ask(store, text, filters, says_corrected=False)
    records: Sequence[Entity] = []
    if text is not None and query.asked().keys() == {"text"}:
        records = _named(command, readable(text), store)
        if command == "sources" and not records:
            _refuse_missing(text, store)
    if text is not None and not records:
        _output.searched(store, query)
    records = records or getattr(store, f"{command}_of")(query)
    if command == "topics":
        topics = sorted((one for one in records if isinstance(one, Topic)), key=place)
        records = topics
    shown = records if output.limit is None else records[: output.limit]
    is_one = command == "topics" and len(records) == 1 and text is not None
    about = context(store, shown, query, name, fields=chosen)
    answer = Answer(command, query.asked(), len(records), shown, fields=chosen, context=about, is_whole=is_one)
    _output.finish(answer, store, name, output)


def _named(command: str, text: str, store: Store) -> Sequence[Entity]:
    """Return the records that a text names: by a topic's id or alias, by a claim, by the id, label or title of a source."""
    try:
        topics = store.query(topic=text).topic
    except UnknownValueError:
        topics = ()
    if topics and command == "topics":
        return list(store.topics_named(topics).values())
    one = store.get_many([text]).get(text)
    if command == "sources" and (sources := _sources(text, None if isinstance(one, Topic) else one, store)):
        return sources
    if topics:
        return list(getattr(store, f"{command}_of")(store.query(topic=topics)))
    if isinstance(one, Claim) and command == "contradictions":
        found = store.get_many(dispute.id for dispute in one.contradictions)
        return list(found.values())
    if isinstance(one, Claim | Omission) and command == "topics":
        return list(store.topics_named(one.topics).values())
    return []


def _refuse_missing(text: str, store: Store) -> None:
    """Refuse the name of a trial that the store does not have: the words alone would list what has nothing to do with it.

    Raises:
        NotFoundError: with the sources of a similar name.
    """
    for name, near in store.missing(text).items():
        alike = " or ".join(f"`{one.id}` ({', '.join((one.label, *one.known_as))})" for one in near)
        raise NotFoundError(
            f"No source `{name}`", f"did you mean {alike}?" if alike else "list them with `keta sources`"
        )


def _sources(text: str, one: Entity | None, store: Store) -> Sequence[Entity]:
    if isinstance(one, Claim):
        return list(store.get_many([one.source, *(evidence.source for evidence in one.evidence)]).values())
    if isinstance(one, Omission):
        return list(store.get_many(one.sources).values())
    if one is not None:
        return [one] if isinstance(one, SECTIONS["sources"]) else []
    wanted = text.casefold()
    return [
        source
        for source in store.sources_of(Query())
        if any(wanted in part.casefold() for part in (source.id, source.label, source.title, *_known_as(source)))
    ]


def _known_as(source: Entity) -> tuple[str, ...]:
    """Return the names of a study's trial, with hyphens and without: `SUSTAIN-1`, `SUSTAIN 1`."""
    names = source.known_as if isinstance(source, Study) else ()
    return (*names, *(name.replace("-", " ") for name in names))
