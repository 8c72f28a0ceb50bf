"""Find widgets in the window, and read what they show."""

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

W = TypeVar("W", bound=QWidget)


def texts(widget: QWidget) -> list[str]:
    """Return the texts of all labels in a widget, hidden ones included."""
    return [_read(one) for one in widget.findChildren(QLabel) if one.text()]


def visible_texts(widget: QWidget) -> list[str]:
    """Return the texts of all visible labels in a widget."""
    return [_read(one) for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def button(widget: QWidget, text: str) -> QPushButton:
    """Return the button with this text, preferring a visible one."""
    buttons = [one for one in widget.findChildren(QPushButton) if one.text() == text]
    return next((one for one in buttons if one.isVisible()), buttons[0])


def tool_button(widget: QWidget, name: str) -> QToolButton:
    """Return the tool button with this object name."""
    return next(one for one in widget.findChildren(QToolButton) if one.objectName() == name)


def named(widget: QWidget, widget_type: type[W], name: str) -> W:
    """Return the widget of a type with this accessible name."""
    return next(one for one in widget.findChildren(widget_type) if one.accessibleName() == name)


def _read(words: QLabel) -> str:
    """Return the text of a label without its invisible wrapping points."""
    return words.text().replace("\u200b", "")
