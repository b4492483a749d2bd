"""A value nested deeper than any store needs.

What it finds
    Lists and mappings within one another, more than 24 levels deep. A store needs nine.

Why it matters
    It is a slip of brackets or indentation, or a file made to bring its reader down.

Example
    quantities: [[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]

Fix
    Look for brackets that are not meant, or indentation that keeps growing.
"""

FOUND_BY_READER = True
SEVERITY = "error"
