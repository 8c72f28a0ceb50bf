"""A table of what a picture shows, for those who would rather read it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

_MOST_ROWS = 8
"""More of them scroll."""
_FRAME = 4


class ChartTable(QTableWidget):
    """Rows of texts under headings; the keyboard goes from cell to cell, and Tab goes on."""

    def __init__(self, name: str, headings: Sequence[str]) -> None:
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
        """Show other rows, as high as they are."""
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self.setItem(number, column, QTableWidgetItem(text))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """With larger words the rows are higher."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().height() * 2
        self.verticalHeader().setDefaultSectionSize(line)
        self.setFixedHeight(line * (1 + min(max(self.rowCount(), 1), _MOST_ROWS)) + _FRAME)
