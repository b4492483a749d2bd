"""What a store holds, by id: its records, and the lists that name and order what they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli.errors import NotFoundError
from ketacli.model import BottomLine, Claim, Document, Relation, Study, Topic
from ketacli.store import entities, records
from ketacli.store.facets import SHOWABLE, SOURCES
from ketacli.store.query import as_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.model import Entity, Source
    from ketacli.store.index import Index, StoredRecord

_MEMBERS = {"document": "source", "study": "source"}
"""Kinds of the index that are members of one list of a store."""


class Contents:
    """What an index holds, by id."""

    def _take(self, index: Index) -> None:
        """Answer from an index from now on."""
        self._index = index
        self._entities = entities.Entities(index)

    def get(self, id: str) -> Entity:  # noqa: A002 - the name everybody gives it
        """Return the claim, source, contradiction, omission or topic with this id.

        Raises:
            NotFoundError: if there is none, with the nearest ids. A retired id leads to what took its place.
        """
        found = self.get_many([id])
        if id not in found:
            raise self.no_such(id)
        return found[id]

    def claim(self, id: str) -> Claim:  # noqa: A002 - as in `get`
        """Return the claim with this id.

        Raises:
            NotFoundError: if there is none, with the nearest ids. A retired id leads to what took its place.
        """
        found = self.get_many([id]).get(id)
        if not isinstance(found, Claim):
            raise self._other(found, "claim") if found else self.no_such(id, "claim")
        return found

    def source(self, id: str) -> Source:  # noqa: A002 - as in `get`
        """Return the document or study with this id.

        Raises:
            NotFoundError: if there is none, with the nearest ids.
        """
        found = self.get_many([id]).get(id)
        if not isinstance(found, Document | Study):
            raise self._other(found, "source") if found else self.no_such(id, "source")
        return found

    def _other(self, found: Entity, what: str) -> NotFoundError:
        """Return the error for an id that is that of something else."""
        kind = type(found).__name__.lower()
        return NotFoundError(
            f"No {what} `{found.id}`", f"there is {'an' if kind[0] in 'aeiou' else 'a'} {kind} with this id: `get`"
        )

    def get_many(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Return what these ids name, by id as given and in their order; ids that the store does not have are left out."""
        given = {one: as_id(one) for one in ids}
        wanted = list(dict.fromkeys(given.values()))
        rows = self._index.by_ids(wanted, SHOWABLE)
        moved = {row.id: row.record["now"] for row in rows.values() if row.kind == "retired"}
        rows |= self._index.by_ids(moved.values(), SHOWABLE[:-1]) if moved else {}
        # A topic may be called as a claim is; the claim comes first.
        rows |= self._index.by_ids([name for name in wanted if name not in rows], ("topic",))
        claims = {claim.id: claim for claim in self._complete([row for row in rows.values() if row.kind == "claim"])}
        cited = [row for row in rows.values() if row.kind in SOURCES]
        sources = {source.id: source for source in self._entities.sources(cited)} if cited else {}
        found: dict[str, Entity] = {}
        for one, name in given.items():
            row = rows.get(moved.get(name, name))
            if row is not None:
                found[one] = claims.get(row.id) or sources.get(row.id) or entities.entity(row)
        return found

    def _complete(self, rows: Sequence[StoredRecord]) -> list[Claim]:
        """Return claims with what only the whole store can tell."""
        return self._entities.claims(rows)

    def called(self, label: str) -> list[Source]:
        """Return the sources with this label, in any case; without one those whose label begins with these words.

        `ekstrand 2022`, `ekstrand-2022` and `ekstrand` all lead to Ekstrand 2022, `murrough 2013` to all that go by that name and year.
        """
        wanted = _unhyphened(label)
        known = {one: _unhyphened(one) for one in self._index.values("label")} if wanted else {}
        near = [one for one, name in known.items() if name.startswith(wanted) or wanted.startswith(name)]
        named = [
            (_unhyphened(one.label), one)
            for one in self._entities.sources(row for _, row in self._index.pointing("label", near))
        ]
        exact = [one for name, one in named if name == wanted]
        return exact or [one for name, one in named if re.match(rf"{re.escape(wanted)}([a-z]*$|\W)", name)]

    def no_such(self, id: str, what: str = "claim, source, contradiction or topic") -> NotFoundError:  # noqa: A002 - as in `get`
        """Return the error for an id that the store does not have; `what` says what was looked for: anything, or a `claim`."""
        from difflib import get_close_matches

        kinds = {"claim": ("claim",), "source": SOURCES}.get(what, (*SHOWABLE[:-1], "topic"))
        near = get_close_matches(id.lower(), self._index.ids(*kinds), 3, 0.6)
        hint = f"did you mean {' or '.join(f'`{one}`' for one in near)}? " if near else ""
        listed = "sources" if what == "source" else "claims"
        return NotFoundError(f"No {what} `{id}`", f"{hint}list {listed} with `keta {listed}`")

    def ids(self, *kinds: str) -> list[str]:
        """Return all ids of these kinds: claim, document, study, contradiction, topic, measure, ..."""
        return self._index.ids(*kinds)

    def names(self, kind: str, ids: Iterable[str] | None = None) -> Mapping[str, str]:
        """Return plain-language names by id: of topics, measures, designs, populations, interventions, caveats; titles of sources.

        With `ids` these only; without, all of the kind.
        """
        field = "title" if kind in SOURCES else "name"
        return self._index.names(kind, field, ids)

    def listed(self, kind: str) -> list[dict[str, Any]]:
        """Return a controlled list as it stands in the store, by id: kind is measure, design, population, intervention or caveat."""
        found = self._index.by_ids(self._index.ids(kind, guests=True), (kind,))
        return [found[name].record for name in sorted(found)]

    def broader(self, kind: str) -> dict[str, str | None]:
        """Return what each population or intervention is a part of, by id."""
        return {record["id"]: record.get("broader") for record in self.listed(kind)}

    def topics_named(self, ids: Iterable[str]) -> dict[str, Topic]:
        """Return the topics with these ids, by id and in their order; those of sibling files included."""
        wanted = list(dict.fromkeys(ids))
        rows = self._index.by_ids(wanted, ("topic",))
        return {name: records.topic(rows[name].record) for name in wanted if name in rows}

    def bottom_line(self, topic: str) -> str:
        """Return what is known about a topic, or nothing."""
        found = self._index.by_ids([topic], ("topic",)).get(topic)
        line = found and found.record.get("bottom_line")
        return BottomLine(**line).dated if line else ""

    def starts(self, question: str) -> dict[str, str]:
        """Return the GRADE level that each design starts from, for a question: effect, course, fact or meaning."""
        return {record["id"]: record["start"][question] for record in self.listed("design") if "start" in record}

    def studies(self, ids: Iterable[str]) -> dict[str, Study]:
        """Return the studies with these ids, by id."""
        found = self._entities.sources(self._index.by_ids(ids, ("study",)).values())
        return {study.id: study for study in found if isinstance(study, Study)}

    def measuring(self, measures: Iterable[str]) -> set[str]:
        """Return the ids of the studies that have results of any of these measures."""
        return {name for _, name in self._index.having("result-measure", measures)}

    def cited(self) -> list[Source]:
        """Return the documents, then the studies, by id; those of sibling files included."""
        return self._entities.sources(
            row for kind in SOURCES for row in self._index.rows(kind, order="id", guests=True)
        )

    def labels(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Return how views name these documents and studies, or all, by id; letters tell apart those that share a label."""
        names = self._index.ids(*SOURCES, guests=True) if ids is None else ids
        rows = self._index.by_ids(names, SOURCES)
        return self._entities.labels({name: records.label(row.record) for name, row in rows.items()})

    def names_of_studies(self) -> Iterator[tuple[str, str]]:
        """Yield what studies are called, by author and year or by the names that trials gave themselves, each with its id."""
        for field in ("label", "known-as"):
            yield from self._index.values(field).items()

    def standing(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Return the ids of the contradictions in which each of these claims or sources stands."""
        wanted = list(ids)
        found: dict[str, list[str]] = {}
        for field in ("side-claim", "side-source"):
            for name, row in self._index.pointing(field, wanted):
                found.setdefault(name, []).append(row.id)
        return found

    def linked(self, ids: Iterable[str]) -> dict[str, list[Relation]]:
        """Return, for each of these claims, the claims whose relations name it, each with the kind of that relation."""
        found: dict[str, list[Relation]] = {}
        for name, row in self._index.pointing("relation-claim", ids):
            kinds = [one["kind"] for one in row.record["relations"] if one["claim"] == name]
            found.setdefault(name, []).extend(Relation(kind, row.id) for kind in kinds)
        return found

    def whole(self) -> dict[str, Any]:
        """Return the store as its YAML has it: every list with its records in the order of the files.

        Of sibling files come those records that are not in the store itself.
        """
        from ketacli.store.schema import KINDS, SINGLES

        kept: dict[tuple[str, str], dict[str, Any]] = {}
        for kind, name, record in self._index.every():
            kept.setdefault((_MEMBERS.get(kind, kind), name), record)
        found: dict[str, Any] = {
            one: next((record for (kind, _), record in kept.items() if kind == one), None) for one in SINGLES
        }
        found |= {key: [record for (kind, _), record in kept.items() if kind == one] for key, one in KINDS.items()}
        extra = {kind: record["x-"] for (kind, _), record in kept.items() if kind.startswith("x-")}
        return {key: found[key] for key in (*SINGLES, "sources", *KINDS) if found[key]} | extra


def _unhyphened(label: str) -> str:
    """Return a label in small letters, also where it is written like an id: `ekstrand-2022`."""
    return " ".join(label.casefold().replace("-", " ").split())
