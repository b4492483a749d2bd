"""What people write in distress, kept as lines of text, and what is heard of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import shipped_store

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


def lines(text: str) -> list[str]:
    """Return the lines of a text without their indents."""
    return [line.strip() for line in text.strip().splitlines()]


def unheard(wanted: AbstractSet[str], wordings: str) -> dict[str, set[str]]:
    """Return the wordings that lead to none of the wanted notices, each with the notices that it leads to."""
    asked = {words: {one.id for one in shipped_store().ask(words).notices} for words in lines(wordings)}
    return {words: found for words, found in asked.items() if wanted.isdisjoint(found)}
