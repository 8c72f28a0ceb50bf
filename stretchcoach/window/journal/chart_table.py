"""A table with a chart's numbers, for people who would rather read them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

_MAX_VISIBLE_ROWS = 8
"""A table with more rows scrolls."""
_FRAME = 4
"""Pixels."""


class ChartTable(QTableWidget):
    """A read-only table. The arrow keys move from cell to cell; Tab leaves the table."""

    def __init__(self, name: str, headings: Sequence[str]) -> None:
        """`name` is the table's accessible name."""
        super().__init__(0, len(headings))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows, and make the table as high as they need."""
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self.setItem(number, column, QTableWidgetItem(text))
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        """Make the rows higher or lower with the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_height()

    def _fit_height(self) -> None:
        row_height = self.fontMetrics().height() * 2
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.setFixedHeight(row_height * (1 + min(max(self.rowCount(), 1), _MAX_VISIBLE_ROWS)) + _FRAME)
