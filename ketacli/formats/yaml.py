"""`yaml`: what `json` says, as YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats import Format
from ketacli.formats.json import ACTING

if TYPE_CHECKING:
    from ketacli.formats._fields import Data
    from ketacli.formats._text import Layout

FORMAT = Format(suffixes=(".yaml", ".yml"))


def write(data: Data, layout: Layout) -> str:
    """Return records as one YAML document, its keys in the order of the JSON."""
    return dump(data.document, layout)


def dump(value: Any, layout: Layout) -> str:
    """Return plain data as YAML; with all beyond ASCII escaped where a character would act on a terminal."""
    import yaml

    text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=not layout.ascii, width=100)
    return text if ACTING.search(text) is None else dump(value, layout._replace(ascii=True))
