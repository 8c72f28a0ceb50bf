"""What the pages of the welcome have in common: a title, words under it, and whether one may go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stretchcoach.window.theme.scale import APART, CLOSE, OPEN
from stretchcoach.window.widgets.labels import label

_TEXT_WIDTH = 620
"""Longer lines are hard to read."""
_SPACING = 16


class WelcomeStep(QWidget):
    """One page of the welcome."""

    ready_changed = Signal()

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._words = (label(title, "title"), label(text, "summary"))
        self._column = QWidget()
        self._lines = QVBoxLayout(self._column)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.description = f"{title}. {text}"
        """What a screen reader says when the page comes."""

    @property
    def is_ready(self) -> bool:
        """Whether one may go on from here."""
        return True

    @property
    def first(self) -> QWidget | None:
        """What has the focus when the page comes; nothing means the button that goes on."""
        return None

    def take_return(self) -> bool:
        """Do what Return means here while one may not go on; say whether it means anything."""
        return False

    def enter(self) -> None:
        """The page comes."""

    def fit(self, factor: float) -> None:
        """Fit words that are `factor` times as large as usual."""
        self._column.setMaximumWidth(round(_TEXT_WIDTH * factor))
        self._lines.setSpacing(round(_SPACING * factor))

    def _fill_column(self, *more: QWidget) -> None:
        """Put the title, the words and `more` one below the other, in the middle of the height."""
        self._lines.addStretch(1)
        for part in (*self._words, *more):
            self._lines.addWidget(part)
        self._lines.addStretch(1)

    def _lay_out_scrolling(self, *more: QWidget) -> None:
        """Fill the page with the column; where the window is too low for it, it scrolls."""
        self._fill_column(*more)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(APART, OPEN, APART, CLOSE)
        row.addStretch(1)
        row.addWidget(self._column, 100)
        row.addStretch(1)
        self._scroll(middle)

    def _scroll(self, middle: QWidget) -> None:
        """Fill the page; where the window is too low for it, it scrolls."""
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(middle)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Keys reach it only where there is something to scroll: else it would be a stop that does nothing.
        area.verticalScrollBar().rangeChanged.connect(
            lambda _least, most: area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
