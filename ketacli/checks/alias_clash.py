"""An alias that means two topics.

What it finds
    An alias of a topic that is the id of another topic, or an alias of one that stands earlier.

Why it matters
    `--topic SSRI` can lead to one topic only. With two of that name, readers get one of them, and never learn that claims
    of the other were meant as well.

Example
    - {id: antidepressants, name: "Ordinary antidepressants", aliases: [ssri]}
    - {id: drugs, name: "Other drugs", aliases: [ssri]}

Fix
    Leave the alias with the topic that people mean by it.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every alias that leads to another topic too."""
    topics = view.loaded.all_of("topic")
    first = {alias: name for name, item in reversed(topics.items()) for alias in item.record.get("aliases", ())}
    for item in view.loaded.of("topic"):
        for number, alias in enumerate(item.record.get("aliases", ())):
            if alias == item.id:
                continue
            if alias in topics:
                message = f"`{alias}` is the id of another topic"
            elif first.get(alias, item.id) != item.id:
                message = f"`{alias}` is an alias of `{first[alias]}` already"
            else:
                continue
            yield Finding(item, ("aliases", number), message, "leave it with the topic that people mean by it")
