"""What several tests of the window look for."""

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

W = TypeVar("W", bound=QWidget)


def texts(widget: QWidget) -> list[str]:
    """All that can be read on a widget and on what is in it, from hidden parts too."""
    return [_read(one) for one in widget.findChildren(QLabel) if one.text()]


def visible_texts(widget: QWidget) -> list[str]:
    """All that can be read on a widget right now."""
    return [_read(one) for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def button(widget: QWidget, text: str) -> QPushButton:
    """The button that says `text`; of two, the one that can be seen."""
    buttons = [one for one in widget.findChildren(QPushButton) if one.text() == text]
    return next((one for one in buttons if one.isVisible()), buttons[0])


def tool_button(widget: QWidget, name: str) -> QToolButton:
    """The round button of that name."""
    return next(one for one in widget.findChildren(QToolButton) if one.objectName() == name)


def named(widget: QWidget, kind: type[W], name: str) -> W:
    """The part of a kind that a screen reader calls `name`."""
    return next(one for one in widget.findChildren(kind) if one.accessibleName() == name)


def _read(words: QLabel) -> str:
    """What a label says to the eye, which does not see where it may be wrapped."""
    return words.text().replace("\u200b", "")
