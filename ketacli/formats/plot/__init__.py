"""Charts: one renderer a file, each pure: a chart in; a page, an SVG, a PNG out."""

PICTURES = ("svg", "png")
"""The pictures, each a module of its name here; they need matplotlib. `text` is what a terminal shows."""
