"""A YAML tag.

What it finds
    `!!str`, `!name` and the like before a value.

Why it matters
    A tag makes programs read the same value differently. A store needs none: the way in which a value is written says
    whether it is text, a number, true, false or null.

Example
    value: !!float 19

Fix
    Take the tag out; put text in quotes.
"""

FOUND_BY_READER = True
SEVERITY = "error"
