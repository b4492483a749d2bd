r"""A tab.

What it finds
    Tab characters, anywhere in a file.

Why it matters
    YAML does not allow them as indentation, and elsewhere they only look like spaces: a quote with a tab in it is not the
    quote it seems.

Example
    A line indented with a tab, or pasted from a table.

Fix
    Indent with spaces. Where text really needs one, write `\t` inside double quotes.
"""

FOUND_BY_READER = True
SEVERITY = "error"
