r"""A tab.

What it finds
    Tab characters, anywhere in a file.

Why it matters
    YAML does not allow them as indentation, and everywhere else they look like spaces and are none: a quote that holds one
    is not the quote it seems.

Example
    A line indented with a tab, or pasted from a table.

Fix
    Indent with spaces. Where text really needs one, write `\t` inside double quotes.
"""

FOUND_BY_READER = True
SEVERITY = "error"
