"""The folders of the files that come with the program, installed or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "_bundled"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

ASSETS = _ROOT / "assets"
"""Fonts, icons and sounds."""

DATA = _ROOT / "data"
"""Stretches, routines, coaching lines and pronunciations."""
