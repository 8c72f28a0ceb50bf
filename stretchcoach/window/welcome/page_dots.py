"""A row of dots that shows which page is open."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stretchcoach.i18n import _
from stretchcoach.window.theme.palette import Colours

_DOT = 9
_LONG = 26
_GAP = 9


class PageDots(QWidget):
    """One dot for each of `pages`. The dot of the open page is filled and longer."""

    def __init__(self, colours: Colours, pages: int) -> None:
        super().__init__()
        self.colours = colours
        self._pages = pages
        self._page = 0
        self._factor = 1.0
        self.fit(1.0)
        self.show_page(0)

    def sizeHint(self) -> QSize:
        """Return the size of the dots."""
        return QSize(_LONG + (self._pages - 1) * (_DOT + _GAP), _DOT) * self._factor

    def fit(self, factor: float) -> None:
        """Draw the dots at `factor` times their normal size."""
        self._factor = factor
        self.setFixedSize(self.sizeHint())

    def show_page(self, page: int) -> None:
        """Show that `page` is open. Pages are counted from 0."""
        self._page = page
        self.setAccessibleName(_("Page {page} of {pages}").format(page=page + 1, pages=self._pages))
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots from left to right."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(self._factor, self._factor)
            painter.setPen(Qt.PenStyle.NoPen)
            x = 0
            for page in range(self._pages):
                is_open = page == self._page
                width = _LONG if is_open else _DOT
                painter.setBrush(QColor(self.colours.accent if is_open else self.colours.neutral))
                painter.drawRoundedRect(QRectF(x, 0, width, _DOT), _DOT / 2, _DOT / 2)
                x += width + _GAP
