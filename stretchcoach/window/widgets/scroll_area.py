"""A scroll area for pages: it scrolls vertically, follows the keyboard focus and fits its rows to its width."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QScrollBar, QWidget

from stretchcoach.window.theme.application import application
from stretchcoach.window.widgets.layout import fit_rows

_FOCUS_MARGIN = 50
"""Pixels kept visible above and below the focused widget."""
_ACTIVE_MS = 600
"""Milliseconds for which a scroll bar stays dark after it has moved."""


class ResponsiveScrollArea(QScrollArea):
    """A vertical scroll area whose rows turn into columns where they do not fit.

    The space of the scroll bar is always reserved, so that nothing shifts when the bar appears.
    """

    def __init__(self, reserved_width: int = 0) -> None:
        """`reserved_width` is the space in pixels beside the rows: margins and borders."""
        super().__init__()
        self._reserved_width = reserved_width
        self.rows: list[QBoxLayout] = []
        """The rows that turn into columns."""
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the widgets inside take the focus
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda _least, most: bar.setEnabled(most > 0))  # window.qss hides a disabled bar
        self._motion = ScrollBarMotion(bar)
        self._follows_focus = False

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the focus while the area is shown: it must not while its window is deleted."""
        super().showEvent(event)
        if not self._follows_focus:
            self._follows_focus = True
            application().focusChanged.connect(self._follow_focus)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow the focus no more."""
        super().hideEvent(event)
        if self._follows_focus:
            self._follows_focus = False
            application().focusChanged.disconnect(self._follow_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the new width."""
        super().resizeEvent(event)
        # The event is the viewport's. Asking Qt for the viewport makes PySide load all of its widgets, which takes a
        # tenth of the program's start.
        self.fit_width(event.size().width() - self._reserved_width)

    def focus_context(self, widget: QWidget) -> QWidget:
        """Return the widget to bring into view, if it fits, when `widget` gets the focus: its card, for example."""
        return widget

    def add_row(self, row: QBoxLayout) -> None:
        """Add a row that turns into a column where it does not fit."""
        self.rows.append(row)
        self.fit_width(self.viewport().width() - self._reserved_width)

    def fit_width(self, width: int) -> None:
        """Fit the rows to a width in pixels."""
        fit_rows(self.rows, width)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to the widget that the keyboard focused. A widget that was clicked stays under the mouse."""
        if now is not None and self.isAncestorOf(now) and not QApplication.mouseButtons():
            height = self.viewport().height()
            for part in (self.focus_context(now), now):
                # A part higher than the viewport, such as a whole page, stays where it is: its title would go.
                if part.height() <= height:
                    self.ensureWidgetVisible(part, 0, 0 if part is not now else _FOCUS_MARGIN)


class ScrollBarMotion(QObject):
    """Sets the property `moving` of a scroll bar while it moves; the style sheet darkens it then."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._timer = QTimer(self, singleShot=True, interval=_ACTIVE_MS)
        self._timer.timeout.connect(self._stop)
        bar.valueChanged.connect(self._start)

    def _start(self) -> None:
        if not self._timer.isActive():
            self._set_moving(True)
        self._timer.start()

    def _stop(self) -> None:
        self._set_moving(False)

    def _set_moving(self, moving: bool) -> None:
        self._bar.setProperty("moving", moving)
        # Use the application's style: PySide treats what `QWidget.style()` returns as a part of the widget, and
        # would delete the style with it.
        style = application().style()
        style.unpolish(self._bar)
        style.polish(self._bar)


def enclosing_scroll_area(widget: QWidget) -> ResponsiveScrollArea | None:
    """Return the scroll area that a widget is in, if any."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, ResponsiveScrollArea):
        parent = parent.parentWidget()
    return parent
