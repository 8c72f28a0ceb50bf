"""The kinds of text on a page; `assets/style/window.qss` says how each looks."""

import re
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

WRAP = "\u200b"
"""A zero-width space, at which Qt may wrap a text."""

Role = Literal["title", "heading", "summary", "body", "faint", "brand", "chip", "number"]

_LONG_WORD, _PIECE = 20, 10
"""A word of so many letters or more may be wrapped after each piece of so many letters."""
_LONG_CHIP = 28
"""A chip with more letters than this wraps."""


def label(text: str, role: Role) -> QLabel:
    """Return a label for plain text; it wraps unless it is a short chip, a brand or a number."""
    made = QLabel(wrappable(text))
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(role not in ("chip", "brand", "number") or (role == "chip" and len(text) > _LONG_CHIP))
    return made


def wrappable(text: str) -> str:
    """Return a text whose long words can wrap, so that none runs off the page."""
    return re.sub(rf"[^\s{WRAP}]{{{_LONG_WORD},}}", lambda found: WRAP.join(_pieces(found[0])), text)


def _pieces(word: str) -> list[str]:
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]


def wrappable_path(text: str) -> str:
    """Return a text whose paths and addresses can wrap after each slash."""
    return re.sub(r"(?<=[/\\])", WRAP, text)


def rule() -> QFrame:
    """Return a thin horizontal line."""
    made = QFrame()
    made.setObjectName("rule")
    return made
