"""A column in the middle of a page: as wide as its sheet lets it be, with what is left on both sides."""

from PySide6.QtWidgets import QHBoxLayout, QWidget


def stand_in_middle(column: QWidget, page: QWidget, margins: tuple[int, int, int, int]) -> None:
    """Lay `column` out in the middle of `page`, which has no layout yet; margins in pixels, from the left on."""
    row = QHBoxLayout(page)
    row.setContentsMargins(*margins)
    row.addStretch(1)
    row.addWidget(column, 100)
    row.addStretch(1)
