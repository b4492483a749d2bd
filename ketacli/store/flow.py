"""Values as YAML on one line, in the layout of keta's own files."""

from __future__ import annotations

import json
import re
from typing import Any

_PLAIN = re.compile(r"[a-z][a-z0-9-]*$")
_PROSE = frozenset(
    ("statement", "title", "name", "quote", "text", "note", "label", "why", "as", "short", "in_fact", "sha256")
)
_WORDS_OF_YAML = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def flow(part: Any, key: str = "") -> str:
    """Return a value on one line; text without quotes only where it is a plain word of a controlled list."""
    if isinstance(part, dict):
        return f"{{{', '.join(f'{name}: {flow(one, name)}' for name, one in part.items())}}}"
    if isinstance(part, list):
        return f"[{', '.join(flow(one, key) for one in part)}]"
    if isinstance(part, str):
        is_word = _PLAIN.match(part) and part not in _WORDS_OF_YAML and key not in _PROSE
        return part if is_word else json.dumps(part, ensure_ascii=False)
    return json.dumps(part)
