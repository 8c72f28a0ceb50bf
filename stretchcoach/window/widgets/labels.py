"""The kinds of text that pages are made of; `assets/style/window.qss` says how each looks."""

import re
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

WRAP = "\u200b"
"""Takes no room; a text may be wrapped there."""

Role = Literal["title", "heading", "summary", "body", "faint", "brand", "chip", "number"]


_LONG_WORD, _PIECE = 20, 10
"""Letters: a longer word may be wrapped after so many."""
_LONG_CHIP = 28
"""Letters: a chip that says more has more than one line."""


def label(text: str, role: Role) -> QLabel:
    """Return a text that wraps, but for a short chip, a name or a number."""
    made = QLabel(wrappable(text))
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(role not in ("chip", "brand", "number") or (role == "chip" and len(text) > _LONG_CHIP))
    return made


def wrappable(text: str) -> str:
    """Return a text whose long words can be wrapped, so that none runs off a page."""
    return re.sub(rf"[^\s{WRAP}]{{{_LONG_WORD},}}", lambda found: WRAP.join(_pieces(found[0])), text)


def _pieces(word: str) -> list[str]:
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]


def wrappable_path(text: str) -> str:
    """Return a text whose paths and addresses can be wrapped after each slash."""
    return re.sub(r"(?<=[/\\])", WRAP, text)


def rule() -> QFrame:
    """Return a thin line."""
    made = QFrame()
    made.setObjectName("rule")
    return made
