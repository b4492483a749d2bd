"""A YAML tag.

What it finds
    `!!str`, `!name` and the like before a value.

Why it matters
    A tag changes what a value is, in ways that depend on the program. A store has text, numbers, true, false and null, and
    says so by how they are written.

Example
    value: !!float 19

Fix
    Take the tag out; put text in quotes.
"""

FOUND_BY_READER = True
SEVERITY = "error"
