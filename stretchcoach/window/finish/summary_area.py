"""The scroll area that holds the summary card."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy

from stretchcoach.i18n import _
from stretchcoach.window.finish.summary_card import SummaryCard
from stretchcoach.window.theme.scale import OPEN
from stretchcoach.window.widgets.scroll_area import ResponsiveScrollArea

_LEAST_HEIGHT = 40
"""Pixels, so that the rest of the page keeps its height in a low window."""
_AROUND = 2 * OPEN + 2
"""The pixels of its width that the card's margins and borders take."""


class SummaryArea(ResponsiveScrollArea):
    """Is as high as its card, and scrolls in a lower window. It takes the focus, so that the keyboard can scroll it."""

    def __init__(self) -> None:
        super().__init__(reserved_width=_AROUND)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("What you did"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_card(self, card: SummaryCard) -> None:
        """Show `card` instead of the previous one."""
        self.setWidget(card)
        card.setAutoFillBackground(False)  # QScrollArea turns it on, which would fill the round corners
        self.rows = card.rows
        self.fit_width(self.viewport().width() - _AROUND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height when the width changes."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return a small height: in a low window the rest of the page comes first."""
        return QSize(super().minimumSizeHint().width(), _LEAST_HEIGHT)

    def sizeHint(self) -> QSize:
        """Return the height of the card at this width. QScrollArea would limit it to some lines of text."""
        card, frame = self.widget(), 2 * self.frameWidth()
        if card is None:
            return super().sizeHint()
        width = max(self.viewport().width(), card.minimumSizeHint().width())
        height = card.heightForWidth(width) if card.hasHeightForWidth() else card.sizeHint().height()
        return QSize(super().sizeHint().width(), height + frame)
