"""What must be known of studies beside their figures: how they were read, as a mark after the name, and that a company paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ketacli.model import Study

_READ = {
    "part": ("*", "only a part was read", "read in part"),
    "abstract": ("*", "only the abstract was read", "abstract only"),
    "secondary": ("†", "read only as others report it", "second hand"),
}
"""The mark of a study that was not read itself, what it means, and that in few words."""


def mark(read: str | None) -> str:
    """Return the mark of a study that was read only in part or at second hand; nothing for others."""
    return _READ[read][0] if read in _READ else ""


def meaning(read: str | None) -> str:
    """Return what the mark of a study that was read so means; nothing for others."""
    return _READ[read][1] if read in _READ else ""


def marks(read: Iterable[str | None], *, is_brief: bool = False) -> str:
    """Return what the marks of studies that were read so mean: `* only the abstract was read; † read only as others report it`."""
    given = set(read)
    told = [f"{sign} {words[is_brief]}" for how, (sign, *words) in _READ.items() if how in given]
    if {"part", "abstract"} <= given:
        told[:2] = ["* abstract or part" if is_brief else "* only abstract or part was read"]
    return "; ".join(told)


def companies(studies: Iterable[Study]) -> str:
    """Return which studies a company with an interest paid for, as far as is known: `Company trials: Daly 2019, Janik 2025.`."""
    paid = [one.label for one in studies if one.kind == "study" and one.funding == "industry"]
    return f"Company trial{'s' if len(set(paid)) > 1 else ''}: {', '.join(dict.fromkeys(paid))}." if paid else ""
