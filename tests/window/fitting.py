"""Find layout faults: text that is cut off, widgets that reach out of their parents, widgets that overlap."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QTabBar,
    QWidget,
)

from stretchcoach.window.session.side_badge import SideBadge
from stretchcoach.window.widgets.labels import wrappable
from stretchcoach.window.widgets.two_line_delegate import DETAILS_ROLE, TwoLineDelegate, _fonts

_KINDS = (QLabel, QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractSlider, QLineEdit, QListView, QTabBar)
_COMPOUND = (QComboBox, QAbstractSpinBox, QLineEdit, QListView, QTabBar)
_CURSOR = 2
"""The pixels that a field reserves for its cursor."""


class Part(NamedTuple):
    """A label or a control, and where it is on the page."""

    widget: QWidget
    viewport: QWidget | None
    """The viewport that it scrolls in."""
    whole: QRect
    seen: QRect

    def __str__(self) -> str:
        """Return its name for a message."""
        return called(self.widget)


def faults(top: QWidget) -> list[str]:
    """Return the layout faults of a page as it is shown now, a sentence each."""
    shown = list(parts(top))
    found = [f"{part}: {fault}" for part in shown for fault in own_faults(part.widget, top)]
    found += [f"{one} and {other} overlap" for one, other in combinations(shown, 2) if overlap(one, other)]
    found += [f"{called(area)}: its end cannot be scrolled to" for area in areas(top) if not can_be_seen_whole(area)]
    return found


def parts(top: QWidget) -> Iterator[Part]:
    """Yield all visible labels and controls, but not the widgets inside a control."""
    for widget in top.findChildren(QWidget):
        if isinstance(widget, _KINDS) and widget.isVisible() and not _is_inner(widget, top) and not _is_empty(widget):
            whole = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
            yield Part(widget, _viewport(widget, top), whole, _seen(widget, top))


def areas(top: QWidget) -> list[QScrollArea]:
    """Return all visible scroll areas."""
    return [area for area in top.findChildren(QScrollArea) if area.isVisible()]


def own_faults(widget: QWidget, top: QWidget) -> Iterator[str]:
    """Yield the faults of a widget by itself."""
    if reaches_out(widget, top):
        yield "reaches out of what holds it"
    match widget:
        case SideBadge():
            yield from _too_small(widget, round(1.3 * widget.height()) + widest_word(widget), 0)
        case QLabel():
            yield from _label_faults(widget)
        case QAbstractButton() | QTabBar():
            yield from _too_small(widget, widget.sizeHint().width(), widget.sizeHint().height())
        case QComboBox():
            yield from _choice_faults(widget)
        case QAbstractSpinBox():
            yield from _field_faults(widget.lineEdit(), widget.text())
        case QLineEdit():
            yield from _field_faults(widget, widget.text() or widget.placeholderText())
        case QListWidget():
            yield from _list_faults(widget)
        case QListView():
            yield from _rows_faults(widget)


def overlap(one: Part, other: Part) -> bool:
    """Return whether two parts overlap. Parts that are scrolled out of view may lie behind others."""
    if one.widget.isAncestorOf(other.widget) or other.widget.isAncestorOf(one.widget):
        return False
    if one.viewport is other.viewport:
        return one.whole.intersects(other.whole)
    return one.seen.intersects(other.seen)


def reaches_out(widget: QWidget, top: QWidget) -> bool:
    """Return whether a widget reaches out of its parents. In a scroll area it may be higher than the viewport."""
    rect = widget.geometry()
    for parent in _parents(widget, top):
        inside = parent.rect()
        if _is_viewport(parent):
            if rect.left() < 0 or rect.right() > inside.right():
                return True
            rect = inside
        elif not inside.contains(rect):
            return True
        rect = rect.translated(parent.pos())
    return False


def can_be_seen_whole(area: QScrollArea) -> bool:
    """Return whether a scroll area can scroll to the end of its content."""
    content = area.widget()
    return content is None or area.verticalScrollBar().maximum() + area.viewport().height() >= content.height()


def widest_word(label: QLabel) -> int:
    """Return the width of a label's longest word in pixels."""
    words = re.split(r"[\s\u200b]+", label.text() or label.accessibleDescription())
    return max((label.fontMetrics().horizontalAdvance(word) for word in words), default=0)


def called(widget: QWidget) -> str:
    """Return the name of a widget for a message."""
    says = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {says or widget.accessibleName() or widget.objectName()!r}"


def _label_faults(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if not label.wordWrap():
        yield from _too_small(label, label.sizeHint().width(), label.sizeHint().height())
    inner = label.contentsRect().width()
    height = label.heightForWidth(label.width()) if label.wordWrap() else 0
    widest = widest_word(label) if label.wordWrap() else label.fontMetrics().horizontalAdvance(label.text())
    yield from _too_small(label, widest + label.width() - inner, height)


def _choice_faults(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(control, option, field, box).width()
    # The unit of a hold grows to the whole field with the one choice that has no amount beside it.
    rows = [box.currentIndex()] if box.property("role") == "unit" else range(box.count())
    for choice in map(box.itemText, rows):
        if box.fontMetrics().boundingRect(choice).width() > room:
            yield f"its choice {choice!r} is cut"
    yield from _too_small(box, 0, box.sizeHint().height())


def _field_faults(field: QLineEdit, text: str) -> Iterator[str]:
    margins = field.textMargins()
    room = field.contentsRect().width() - margins.left() - margins.right() - _CURSOR
    if QFontMetrics(field.font()).horizontalAdvance(text) > room:
        yield f"its text {text!r} is cut"


def _list_faults(view: QListWidget) -> Iterator[str]:
    for row in range(view.count()):
        if view.sizeHintForIndex(view.model().index(row, 0)).width() > view.viewport().width():
            yield f"its entry {view.item(row).text()!r} is cut"


def _rows_faults(view: QListView) -> Iterator[str]:
    """Yield the faults of rows that our own delegate paints."""
    delegate = view.itemDelegate()
    if not isinstance(delegate, TwoLineDelegate):
        return
    option = QStyleOptionViewItem()
    option.font = view.font()
    for row in range(view.model().rowCount()):
        index = view.model().index(row, 0)
        for font, text in zip(_fonts(option), (index.data(), index.data(DETAILS_ROLE)), strict=True):
            words = re.split(r"[\s\u200b]+", wrappable(text))  # as it is painted
            if max(map(QFontMetrics(font).horizontalAdvance, words)) > delegate.text_width(option):
                yield f"a word of {text!r} is cut"
        if view.visualRect(index).height() < delegate.sizeHint(option, index).height():
            yield f"its row {index.data()!r} is too low"


def _too_small(widget: QWidget, width: int, height: int) -> Iterator[str]:
    if widget.width() < width:
        yield f"is {widget.width()} wide and wants {width}"
    if widget.height() < height:
        yield f"is {widget.height()} high and wants {height}"


def _is_inner(widget: QWidget, top: QWidget) -> bool:
    return isinstance(widget, QScrollBar) or any(isinstance(one, _COMPOUND) for one in _parents(widget, top))


def _is_empty(widget: QWidget) -> bool:
    """Return whether a widget is a label without text. Labels that paint themselves have an accessible name."""
    return isinstance(widget, QLabel) and not (widget.text() or widget.accessibleName())


def _is_viewport(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _viewport(widget: QWidget, top: QWidget) -> QWidget | None:
    return next((parent for parent in _parents(widget, top) if _is_viewport(parent)), None)


def _seen(widget: QWidget, top: QWidget) -> QRect:
    """Return the part of a widget's rectangle that its parents do not clip, in the page's coordinates."""
    rect = widget.geometry()
    for parent in _parents(widget, top):
        rect = rect.intersected(parent.rect())
        if parent is not top:
            rect = rect.translated(parent.pos())
    return rect


def _parents(widget: QWidget, top: QWidget) -> Iterator[QWidget]:
    """Yield the parents of a widget, from the nearest up to the page."""
    at: QWidget | None = widget
    while at is not None and at is not top:
        at = at.parentWidget()
        if at is not None:
            yield at
