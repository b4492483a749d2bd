"""In which order a store has its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketacli.checks._finding import View


def documents(view: View) -> dict[str, int]:
    """Return the place of each document in the order of the store, by id."""
    items = sorted(
        view.loaded.all_of("document").values(), key=lambda item: (item.file.name, item.chunk.start, item.route[-1:])
    )
    return {item.id: place for place, item in enumerate(items)}
