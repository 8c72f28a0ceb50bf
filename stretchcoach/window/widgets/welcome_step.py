"""The base of the welcome's pages: a title, text below it, and whether the next page may open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stretchcoach.window.theme.scale import APART, CLOSE, OPEN
from stretchcoach.window.widgets.labels import label

_TEXT_WIDTH = 620
"""The widest a text may be, in pixels at normal size. Longer lines are hard to read."""
_SPACING = 16


class WelcomeStep(QWidget):
    """One page of the welcome."""

    ready_changed = Signal()
    """`is_ready` has changed."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._words = (label(title, "title"), label(text, "summary"))
        self._column = QWidget()
        self._lines = QVBoxLayout(self._column)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.description = f"{title}. {text}"
        """What a screen reader says when the page opens."""

    @property
    def is_ready(self) -> bool:
        """Whether the next page may open."""
        return True

    @property
    def first(self) -> QWidget | None:
        """The widget that has the focus when the page opens. None means the Continue button."""
        return None

    def take_return(self) -> bool:
        """Handle Return while the page is not ready. Return whether it did anything."""
        return False

    def enter(self) -> None:
        """Prepare the page; called each time it opens."""

    def fit(self, factor: float) -> None:
        """Make room for text `factor` times its normal size."""
        self._column.setMaximumWidth(round(_TEXT_WIDTH * factor))
        self._lines.setSpacing(round(_SPACING * factor))

    def _fill_column(self, *more: QWidget) -> None:
        """Stack the title, the text and `more`, centred vertically."""
        self._lines.addStretch(1)
        for part in (*self._words, *more):
            self._lines.addWidget(part)
        self._lines.addStretch(1)

    def _lay_out_scrolling(self, *more: QWidget) -> None:
        """Fill the page with the column, which scrolls if the window is too low."""
        self._fill_column(*more)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(APART, OPEN, APART, CLOSE)
        row.addStretch(1)
        row.addWidget(self._column, 100)
        row.addStretch(1)
        self._scroll(middle)

    def _scroll(self, middle: QWidget) -> None:
        """Fill the page with `middle`, which scrolls if the window is too low."""
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(middle)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Tab reaches it only if there is something to scroll; otherwise it would be a stop that does nothing.
        area.verticalScrollBar().rangeChanged.connect(
            lambda _least, most: area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
