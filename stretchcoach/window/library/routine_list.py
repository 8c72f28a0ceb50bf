"""The list of routines, with a search field above it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from stretchcoach.i18n import _, _n
from stretchcoach.routine.routine import Routine
from stretchcoach.window.library.routine_delegate import RoutineDelegate
from stretchcoach.window.library.routine_filter import SEARCH_ROLE, RoutineFilter
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, CLOSE, NEAR
from stretchcoach.window.widgets.two_line_delegate import DETAILS_ROLE, ITEM_ROLE, Index
from stretchcoach.window.widgets.two_line_list import TwoLineList


class RoutineEntry(NamedTuple):
    """A routine in the list."""

    routine: Routine
    minutes: int | None = None
    """About how many minutes it takes, or None while that is not known."""


class RoutineList(QWidget):
    """Shows routines, finds them by their words, and lets the person choose and start one."""

    chosen = Signal(object)
    """The chosen routine, or None if a search finds nothing."""
    start_requested = Signal(object)
    """The routine to start."""
    user_active = Signal()
    """The mouse moved over the list, or the search text was edited."""

    def __init__(self, colours: Colours, thumbnail_folder: Path) -> None:
        super().__init__()
        self._model = _Model()
        self._filter = RoutineFilter(self)
        self._filter.setSourceModel(self._model)
        self._preferred: Routine | None = None
        """The routine that the person chose last, even if the search hides it."""
        self._is_filtering = False
        self._search = _SearchField()
        self._view = TwoLineList(self._filter, _("Routines"))
        self._delegate = RoutineDelegate(colours, thumbnail_folder, self._view.row_state)
        self._view.set_delegate(self._delegate)
        self._nothing_found = QLabel(_("No routines match."))
        self._nothing_found.setProperty("role", "faint")
        self._nothing_found.setWordWrap(True)
        self._nothing_found.setContentsMargins(APART, CLOSE, APART, 0)
        self._nothing_found.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._search)
        layout.addWidget(self._nothing_found, 1)
        layout.addWidget(self._view, 1)
        self._nothing_found.hide()
        self._search.textChanged.connect(self._apply_search)
        self._search.textEdited.connect(self.user_active)
        self._view.entered.connect(self.user_active)
        self._search.key_for_list.connect(self._view.keyPressEvent)
        self._view.selectionModel().currentChanged.connect(self._emit_chosen)
        self._view.selectionModel().selectionChanged.connect(self._follow_selection)
        self._view.return_pressed.connect(self._request_start)
        self._view.doubleClicked.connect(self._request_start)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Pass the focus on to the list view. As a focus proxy, the view would make Tab skip the search field."""
        self._view.setFocus()

    def show_entries(self, entries: Sequence[RoutineEntry]) -> None:
        """Show other entries and keep the chosen routine."""
        current = self.current
        self._model.set_entries(entries)
        self.choose(current or (entries[0].routine if entries else None))

    def choose(self, routine: Routine | None) -> None:
        """Choose a routine if it is in the list."""
        for row in range(self._filter.rowCount()):
            index = self._filter.index(row, 0)
            if routine is not None and index.data(ITEM_ROLE).id == routine.id:
                self._view.setCurrentIndex(index)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._delegate.colours = colours
        self._view.viewport().update()

    def focus_search(self) -> None:
        """Give the keyboard focus to the search field and select its text."""
        self._search.setFocus()
        self._search.selectAll()

    def clear_search(self) -> None:
        """Show all routines again."""
        self._search.clear()

    @property
    def current(self) -> Routine | None:
        """The chosen routine."""
        routine: Routine | None = self._view.currentIndex().data(ITEM_ROLE)
        return routine

    def _apply_search(self, text: str) -> None:
        before = self.current
        self._is_filtering = True
        self._filter.set_search_text(text)
        self._view.setCurrentIndex(self._filter.best_match(self._preferred))
        self._is_filtering = False
        is_empty = self._filter.rowCount() == 0
        self._nothing_found.setVisible(is_empty)
        self._view.setVisible(not is_empty)
        if self.current is not before:
            self.chosen.emit(self.current)

    def _follow_selection(self, selected: QItemSelection) -> None:
        """Make a selected row current: a screen reader selects rows without making them current."""
        for index in selected.indexes():
            self._view.setCurrentIndex(index)

    def _emit_chosen(self) -> None:
        if self.current is not None and not self._is_filtering:
            self._preferred = self.current
            self.chosen.emit(self.current)

    def _request_start(self) -> None:
        if self.current is not None:
            self.start_requested.emit(self.current)


class _SearchField(QLineEdit):
    """A search field that passes Up, Down and Return on to the list, so that one can choose while typing."""

    key_for_list = Signal(QKeyEvent)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(_("Search"))
        self.setAccessibleName(_("Search routines"))
        self.textChanged.connect(self._enable_clear_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.key_for_list.emit(event)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _enable_clear_button(self) -> None:
        """Show the clear button, which the first frame leaves out because Qt takes a while to make it."""
        self.setClearButtonEnabled(True)
        for clear in self.findChildren(QToolButton):
            clear.setAccessibleName(_("Clear the search"))


class _Model(QAbstractListModel):
    """The entries in the order of the library."""

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
    """Return the minutes and needs of a routine: `8 minutes · mat · strap`."""
    if entry.minutes is None:
        return " · ".join(entry.routine.needs)
    minutes = _n("{n} minute", "{n} minutes", entry.minutes).format(n=entry.minutes)
    return " · ".join((minutes, *entry.routine.needs))
