"""Searching the list of routines."""

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt

from stretchcoach.routine.routine import Routine
from stretchcoach.window.widgets.two_line_delegate import ITEM_ROLE, Index

SEARCH_ROLE = Qt.ItemDataRole.UserRole + 2
"""The role of the text that a search looks through."""


class RoutineFilter(QSortFilterProxyModel):
    """Keeps the rows that contain the searched text: first those with it in their title, then the others.

    Within each group the rows keep their order.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self.setFilterRole(SEARCH_ROLE)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.sort(0)

    def set_search_text(self, text: str) -> None:
        """Keep the rows that contain `text`; an empty text keeps all."""
        self._text = text.strip()
        self.setFilterFixedString(self._text)
        self.invalidate()  # the order depends on the text too

    def best_match(self, preferred: Routine | None) -> QModelIndex:
        """Return the row of `preferred` if it ranks as high as the first row, else the first row."""
        first = self.index(0, 0)
        for row in range(self.rowCount()):
            index = self.index(row, 0)
            if preferred is not None and index.data(ITEM_ROLE).id == preferred.id:
                return index if self._rank(index) == self._rank(first) else first
        return first

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare two rows of the source model by rank, then by position."""
        return (self._rank(left), left.row()) < (self._rank(right), right.row())

    def _rank(self, index: Index) -> int:
        """Return 0 for a row with the searched text in its title, else 1."""
        title: str = index.data()
        return 0 if self._text.casefold() in title.casefold() else 1
