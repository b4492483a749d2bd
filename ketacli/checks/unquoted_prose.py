"""Unquoted text that YAML may have cut.

What it finds
    Text of several words without quotes inside brackets, where a comma splits it; a key without value inside braces, which
    such a comma leaves behind; a comment right behind unquoted text, where the `#` may be part of it.

Why it matters
    The rest of a sentence is lost without a fault of syntax: `{kind: sample-size, text: Ten people, no control}` is a
    caveat of two words.

Example
    - {kind: sample-size, text: Ten people, no control group}

Fix
    Put the text in double quotes, and comments on lines of their own.
"""

FOUND_BY_READER = True
SEVERITY = "error"
