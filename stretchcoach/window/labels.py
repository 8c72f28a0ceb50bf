"""The kinds of text that pages are made of; `assets/style/window.qss` says how each looks."""

import re
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

WRAP = "\u200b"
"""Takes no room; a text may be wrapped there."""

Role = Literal["title", "heading", "summary", "body", "faint", "brand", "chip", "number"]


def label(text: str, role: Role) -> QLabel:
    """Return a text that wraps, but for a chip, a name or a number."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(role not in ("chip", "brand", "number"))
    return made


def breakable(text: str) -> str:
    """Return a text whose paths and addresses can be wrapped after each slash."""
    return re.sub(r"(?<=[/\\])", WRAP, text)


def rule() -> QFrame:
    """Return a thin line."""
    made = QFrame()
    made.setObjectName("rule")
    return made
