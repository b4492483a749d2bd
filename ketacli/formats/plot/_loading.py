"""Load matplotlib with its own settings and fonts, whatever the environment says."""

from __future__ import annotations

import os
import stat
import sys
import warnings
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ketacli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_INSTALL = f"install it beside keta: `{sys.executable or 'python'} -m pip install matplotlib`"
"""A bare `pip` may be that of another Python than keta's."""

_FACES = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf", "italic": "DejaVuSans-Oblique.ttf"}
_OBEYED = ("MPLBACKEND", "MATPLOTLIBRC")
"""What matplotlib reads from the environment while it is imported."""


def load() -> Any:
    """Return matplotlib.

    Raises:
        UsageError: if it is missing, or cannot be imported, saying why in a sentence.
    """
    try:
        spec = find_spec("matplotlib")
    except ValueError:  # what stands in its place has no spec
        spec = None
    if spec is None or spec.origin is None:
        raise UsageError("Pictures need matplotlib, which is not installed", _INSTALL)
    _refuse_odd_settings()
    own = Path(spec.origin).parent / "mpl-data" / "matplotlibrc"
    before = {name: os.environ.get(name) for name in _OBEYED}
    try:
        # Its own file comes before those of the user; a backend of that name need not exist.
        os.environ["MATPLOTLIBRC"] = str(own)
        os.environ.pop("MPLBACKEND", None)
        import logging

        logging.getLogger("matplotlib").setLevel(logging.ERROR)  # its word on folders for its caches helps nobody here
        import matplotlib as mpl
        import matplotlib.figure
    except Exception as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise UsageError(f"Pictures need matplotlib, which cannot be loaded: {reason}", _INSTALL) from error
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    return mpl


def _refuse_odd_settings() -> None:
    """Refuse a `matplotlibrc` here that is no file: matplotlib would read it before all others, and wait for ever."""
    try:
        mode = Path("matplotlibrc").stat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise UsageError("`matplotlibrc` in this folder is not a file, and matplotlib would read it", "move it away")


@contextmanager
def settings(*, has_text: bool) -> Iterator[None]:
    """Draw with matplotlib's own defaults, and with ids that do not change; `has_text` keeps text as text in SVG."""
    mpl = load()
    fixed: dict[str, Any] = {
        "svg.hashsalt": "keta",
        "svg.fonttype": "none" if has_text else "path",
        "pdf.fonttype": 42,
        "text.parse_math": False,
        "font.family": "DejaVu Sans",
    }
    with mpl.rc_context(), warnings.catch_warnings():
        # What the font has no letter for is drawn as a box, which says as much.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font")
        for name, value in {**mpl.rcParamsDefault, **fixed}.items():
            if "backend" not in name:
                mpl.rcParams[name] = value
        yield


@cache
def face(name: str, size: float) -> Any:
    """Return one of matplotlib's own fonts by its path: `normal`, `bold` or `italic`."""
    import matplotlib as mpl
    from matplotlib.font_manager import FontProperties

    file = Path(mpl.get_data_path()) / "fonts" / "ttf" / _FACES[name]
    # The file is what is drawn with; weight and style are for programs that draw the text of an SVG with fonts of their own.
    weight = "bold" if name == "bold" else "normal"
    return FontProperties(fname=str(file), size=size, weight=weight, style="italic" if name == "italic" else "normal")


@cache
def width(text: str, size: float, name: str = "normal") -> float:
    """Return how wide text is, in inches."""
    from matplotlib.textpath import TextToPath

    found, _, _ = TextToPath().get_text_width_height_descent(text, face(name, size), ismath=False)
    return float(found) / 72
