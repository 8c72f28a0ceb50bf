"""What a search leaves of the list of routines, the best first."""

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt

from stretchcoach.routine.routine import Routine
from stretchcoach.window.widgets.two_line_delegate import ITEM_ROLE, Index

SEARCH_ROLE = Qt.ItemDataRole.UserRole + 2
"""Where all the words of a row are kept that a search looks through."""


class RoutineFilter(QSortFilterProxyModel):
    """The rows whose words hold what is looked for: those that are called so, then the others, each in their order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.setFilterRole(SEARCH_ROLE)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.sort(0)

    def set_search_text(self, text: str) -> None:
        """Leave what has `text` in it; nothing leaves all."""
        self._wanted = text.strip()
        self.setFilterFixedString(self._wanted)
        self.invalidate()  # what is called so comes first, and that is another with every letter

    def best_match(self, chosen: Routine | None) -> QModelIndex:
        """Return the row of `chosen` where it is among the best, else the first row."""
        first = self.index(0, 0)
        for row in range(self.rowCount()):
            index = self.index(row, 0)
            if chosen is not None and index.data(ITEM_ROLE).id == chosen.id and self._rank(index) == self._rank(first):
                return index
        return first

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether one row of the whole list comes before another."""
        return (self._rank(left), left.row()) < (self._rank(right), right.row())

    def _rank(self, index: Index) -> int:
        """0 for what is called so, 1 for what only has to do with it."""
        title: str = index.data()
        return 0 if self._wanted.casefold() in title.casefold() else 1
