"""Names by id that are looked up when somebody asks for them: a large store has thousands, an answer needs a few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.store.index import Index


class Names(Mapping[str, str]):
    """A field of the items of a kind, by id. Each is looked up once; whatever needs all of them, as going through them does, asks for all."""

    def __init__(self, index: Index, kind: str, field: str) -> None:
        self._index = index
        self._kind = kind
        self._field = field
        self._found: dict[str, str] = {}
        self._asked: set[str] = set()
        self._are_all_found = False

    def __getitem__(self, name: str) -> str:
        if name not in self._asked and not self._are_all_found:
            self._found.update(self._index.names(self._kind, self._field, [name]))
            self._asked.add(
                name
            )  # last, so that no other thread takes a name that is on its way for one that is not there
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, str]:
        if not self._are_all_found:
            self._found.update(self._index.names(self._kind, self._field))
            self._are_all_found = True
        return self._found
