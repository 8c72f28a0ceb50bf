"""Page layouts: a column centred on its page, and rows that turn into columns where they do not fit."""

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

Direction = QBoxLayout.Direction


def centre_column(column: QWidget, page: QWidget, margins: tuple[int, int, int, int]) -> None:
    """Give `page`, which has no layout yet, a layout with `column` in its middle.

    The style sheet limits the column's width. The margins are in pixels: left, top, right and bottom.
    """
    row = QHBoxLayout(page)
    row.setContentsMargins(*margins)
    row.addStretch(1)
    row.addWidget(column, 100)
    row.addStretch(1)


def fit_rows(rows: Sequence[QBoxLayout], width: int) -> None:
    """Lay the items of every row side by side if each row fits into `width` pixels, else one below the other."""
    # Measure the rows side by side, whatever they were before: a row inside another row is narrower as a column.
    _set_direction(rows, Direction.LeftToRight)
    if any(_minimum_width(row) > width for row in rows):
        _set_direction(rows, Direction.TopToBottom)


def _set_direction(rows: Sequence[QBoxLayout], direction: Direction) -> None:
    for row in rows:
        row.setDirection(direction)


def _minimum_width(row: QBoxLayout) -> int:
    """Return the width in pixels that a row needs with its items side by side."""
    widths = [item.minimumSize().width() for item in map(row.itemAt, range(row.count())) if item is not None]
    margins = row.contentsMargins()
    return sum(widths) + row.spacing() * (len(widths) - 1) + margins.left() + margins.right()
