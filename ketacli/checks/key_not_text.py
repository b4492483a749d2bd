"""A key that is not text.

What it finds
    A number, date, true, false, null, list or mapping where a key should stand, quotes left out.

Why it matters
    The fields of a store are words. A key such as `on` or `2019` is turned into something else by some programs, and a list
    as a key is mostly a forgotten quote.

Example
    cite: {2010: "Biological Psychiatry"}

Fix
    Write the name of a field; where a number really is the key, put it in quotes.
"""

FOUND_BY_READER = True
SEVERITY = "error"
