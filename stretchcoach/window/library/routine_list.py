"""The list of routines, with a field to search it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stretchcoach.i18n import _, _n
from stretchcoach.routine.routine import Routine
from stretchcoach.window.library.routine_delegate import RoutineDelegate
from stretchcoach.window.library.routine_filter import SEARCH_ROLE, RoutineFilter
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, CLOSE, NEAR
from stretchcoach.window.widgets.two_line_delegate import DETAILS_ROLE, ITEM_ROLE, Index
from stretchcoach.window.widgets.two_line_list import TwoLineList


class RoutineEntry(NamedTuple):
    """A routine in the list, and about how many minutes it takes, once that is known."""

    routine: Routine
    minutes: int | None = None


class RoutineList(QWidget):
    """Shows routines; says which is chosen, and which is to be started."""

    chosen = Signal(object)
    """The routine that is chosen by now, or None where a search leaves none."""
    start_requested = Signal(object)
    user_active = Signal()
    """The mouse moves over it, or something is searched: a person is there."""

    def __init__(self, colours: Colours, pictures: Path) -> None:
        super().__init__()
        self._model = _Model()
        self._filter = RoutineFilter(self)
        self._filter.setSourceModel(self._model)
        self._meant: Routine | None = None
        """What the person chose, also while a search leaves it out."""
        self._is_narrowing = False
        self._search = _SearchField()
        self._view = TwoLineList(self._filter, _("Routines"))
        self._delegate = RoutineDelegate(colours, pictures, self._view.row_state)
        self._view.set_delegate(self._delegate)
        self._nothing = QLabel(_("No routine is called that, needs that or stretches that."))
        self._nothing.setProperty("role", "faint")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(APART, CLOSE, APART, 0)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._search)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self._view, 1)
        self._nothing.hide()
        self._search.textChanged.connect(self._narrow)
        self._search.textEdited.connect(self.user_active)
        self._view.entered.connect(self.user_active)
        self._search.key_for_list.connect(self._view.keyPressEvent)
        self._view.selectionModel().currentChanged.connect(self._tell_chosen)
        self._view.selectionModel().selectionChanged.connect(self._follow_selection)
        self._view.return_pressed.connect(self._tell_start)
        self._view.doubleClicked.connect(self._tell_start)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """The routines take the focus. As a focus proxy they would have Tab pass over the search field."""
        self._view.setFocus()

    def show_entries(self, entries: Sequence[RoutineEntry]) -> None:
        """Show these routines, keeping the one that was chosen."""
        current = self.current
        self._model.set_entries(entries)
        self.choose(current or (entries[0].routine if entries else None))

    def choose(self, routine: Routine | None) -> None:
        """Make `routine` the chosen one, where it is in the list."""
        for row in range(self._filter.rowCount()):
            index = self._filter.index(row, 0)
            if routine is not None and index.data(ITEM_ROLE).id == routine.id:
                self._view.setCurrentIndex(index)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._delegate.colours = colours
        self._view.viewport().update()

    def search(self) -> None:
        """Go to the search field."""
        self._search.setFocus()
        self._search.selectAll()

    def clear_search(self) -> None:
        """Show all again."""
        self._search.clear()

    @property
    def current(self) -> Routine | None:
        """The routine that is chosen."""
        routine: Routine | None = self._view.currentIndex().data(ITEM_ROLE)
        return routine

    def _narrow(self, text: str) -> None:
        before = self.current
        self._is_narrowing = True
        self._filter.set_search_text(text)
        self._view.setCurrentIndex(self._filter.best_match(self._meant))
        self._is_narrowing = False
        nothing = self._filter.rowCount() == 0
        self._nothing.setVisible(nothing)
        self._view.setVisible(not nothing)
        if self.current is not before:
            self.chosen.emit(self.current)

    def _follow_selection(self, selected: QItemSelection) -> None:
        """Go to what was selected: a screen reader selects without going there."""
        for index in selected.indexes():
            self._view.setCurrentIndex(index)

    def _tell_chosen(self) -> None:
        if self.current is not None and not self._is_narrowing:
            self._meant = self.current
            self.chosen.emit(self.current)

    def _tell_start(self) -> None:
        if self.current is not None:
            self.start_requested.emit(self.current)


class _SearchField(QLineEdit):
    """Passes the keys that choose and start on to the list, so that typing and choosing go together."""

    key_for_list = Signal(QKeyEvent)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(_("Search"))
        self.setAccessibleName(_("Search routines"))
        self.textChanged.connect(self._offer_to_clear)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.key_for_list.emit(event)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _offer_to_clear(self) -> None:
        """Show the button that clears it, which takes Qt a while to make: the first picture does without."""
        self.setClearButtonEnabled(True)
        for clear in self.findChildren(QToolButton):
            clear.setAccessibleName(_("Clear the search"))


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[RoutineEntry, ...] = ()

    def set_entries(self, entries: Sequence[RoutineEntry]) -> None:
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        routine = entry.routine
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return routine.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{routine.title}, {_details(entry)}"
            case _ if role == ITEM_ROLE:
                return routine
            case _ if role == DETAILS_ROLE:
                return _details(entry)
            case _ if role == SEARCH_ROLE:
                stretches = (stretch.title for stretch in routine.stretches)
                return " ".join((routine.title, routine.summary, *routine.needs, *routine.focus, *stretches))
            case _:
                return None


def _details(entry: RoutineEntry) -> str:
    if entry.minutes is None:
        return " · ".join(entry.routine.needs)
    minutes = _n("{n} minute", "{n} minutes", entry.minutes).format(n=entry.minutes)
    return " · ".join((minutes, *entry.routine.needs))
