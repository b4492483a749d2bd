"""`yaml`: what `json` says, as YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats.json import document

if TYPE_CHECKING:
    from ketacli.answer import Answer
    from ketacli.formats._sheet import Layout


def render(answer: Answer, layout: Layout) -> str:
    """Return an answer as one YAML document, its keys in the order of the JSON."""
    import yaml

    text: str = yaml.safe_dump(document(answer), sort_keys=False, allow_unicode=not layout.ascii, width=100)
    return text
