"""The room for the card with what was done: as high as the card, and scrolling where the window is lower."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy

from stretchcoach.i18n import _
from stretchcoach.window.finish.summary_card import SummaryCard
from stretchcoach.window.theme.scale import OPEN
from stretchcoach.window.widgets.scrolled import Scrolled

_LEAST_HEIGHT = 40
"""Pixels."""
_AROUND = 2 * OPEN + 2
"""What the card's margins and borders take of its width."""


class SummaryArea(Scrolled):
    """Holds one card; the keyboard comes here and scrolls it."""

    def __init__(self) -> None:
        super().__init__(beside=_AROUND)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("What you did"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_card(self, card: SummaryCard) -> None:
        """Show another card."""
        self.setWidget(card)
        card.setAutoFillBackground(False)  # as a scroll area would have it, up to the corners that are round
        self.rows = card.rows
        self.fit_width(self.viewport().width() - _AROUND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With another width, the card has another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Where it is low, all else on the page comes first."""
        return QSize(super().minimumSizeHint().width(), _LEAST_HEIGHT)

    def sizeHint(self) -> QSize:
        """As high as the card is at this width; Qt would stop at some lines of text."""
        card, frame = self.widget(), 2 * self.frameWidth()
        if card is None:
            return super().sizeHint()
        width = max(self.viewport().width(), card.minimumSizeHint().width())
        height = card.heightForWidth(width) if card.hasHeightForWidth() else card.sizeHint().height()
        return QSize(super().sizeHint().width(), height + frame)
