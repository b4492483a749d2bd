"""Figures: one renderer a file, each pure: a figure in; a page of text, an SVG, a PNG, a PDF out."""

PICTURES = ("svg", "png", "pdf")
"""The pictures, each a module of its name here; they need matplotlib. `text` is what a terminal shows."""

SIZES = ("slide", "page")
"""The sizes of a picture that have a name; any other is WIDTHxHEIGHT in inches."""
