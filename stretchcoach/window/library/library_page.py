"""The page to choose from: the list of routines beside the page of the one that is chosen."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.library.routine_list import RoutineEntry, RoutineList
from stretchcoach.window.library.routine_page import RoutinePage
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, CLOSE, OPEN
from stretchcoach.window.widgets.labels import label

_SIDEBAR, _PAGE = 2, 3
"""Shares of the width."""
_LOW = 420
"""Pixels: in a lower window the list has the room of the name above it."""


class LibraryPage(QWidget):
    """Shows what a app has; asks to start a routine, for the journal and for the settings.

    `extra` is the routine that was named at the start; one from a file stands before one with the same id.
    """

    start_requested = Signal(object)
    settings_requested = Signal()
    journal_requested = Signal()
    routine_chosen = Signal()
    """The person chose another one."""
    ready = Signal()
    """The first picture is there, with all that it lacked."""

    def __init__(self, app: AppContext, colours: Colours, extra: Routine | None) -> None:
        super().__init__()
        self._app = app
        self._extra = extra
        self._colours = colours
        self._minutes: dict[str, int] = {}
        self._journal = _quiet(_("Journal"), "Ctrl+J", self.journal_requested)
        self._settings = _quiet(_("Settings"), "Ctrl+,", self.settings_requested)
        self.routine_list = RoutineList(colours, app.pictures)
        self.routine_page = RoutinePage(colours)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar(), _SIDEBAR)  # up to the width that window.qss gives it
        row.addWidget(self.routine_page, _PAGE)
        self.routine_list.chosen.connect(self._choose)
        self.routine_list.start_requested.connect(self.start_requested)
        self.routine_page.start_requested.connect(self.start_requested)
        self.routine_list.show_entries([RoutineEntry(routine) for routine in self._routines()])
        if extra is not None:
            self.routine_list.choose(extra)

    @property
    def routine(self) -> Routine | None:
        """The routine that is chosen."""
        return self.routine_list.current

    def show_routine(self, routine: Routine) -> None:
        """Show `routine` and choose it; one that is not in the list yet stands first there."""
        if routine not in self._routines():
            self._extra = routine
        self.refresh()
        self.routine_list.clear_search()  # it might not be among what was found
        self.routine_list.choose(routine)

    def refresh(self) -> None:
        """Show everything as the preferences are by now; the chosen routine stays chosen."""
        routines = self._routines()
        self._minutes = {routine.id: self._app.minutes(routine) for routine in routines}
        with QSignalBlocker(self.routine_list):
            self.routine_list.show_entries([RoutineEntry(routine, self._minutes[routine.id]) for routine in routines])
        if self.routine is not None:
            self._show_routine(self.routine)
        if self._settings.icon().isNull():
            self._draw_icon()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        self.routine_list.recolour(colours)
        self.routine_page.recolour(colours)
        self._draw_icon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for the words below the list, the symbols do; where it is low, the name goes."""
        self._brand.setVisible(event.size().height() >= _LOW)
        buttons = (self._journal, self._settings)
        for button in buttons:
            button.setText(button.accessibleName())
        room = event.size().width() * _SIDEBAR / (_SIDEBAR + _PAGE) - 2 * APART
        if sum(button.sizeHint().width() for button in buttons) > room:
            for button in buttons:
                button.setText("")

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """The list takes the focus. As a focus proxy it would have Tab pass over the search field."""
        self.routine_list.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first picture asks for the minutes."""
        super().paintEvent(event)
        if not self._minutes:
            # The list can be used by now. Lengths and the routine's page come with the next picture: compiling
            # takes an eighth of the time to the first one.
            QTimer.singleShot(0, self, self._complete)

    def _complete(self) -> None:
        self.refresh()
        self.ready.emit()

    def _routines(self) -> list[Routine]:
        routines, extra = self._app.library.routines, self._extra
        if extra is None or routines.get(extra.id) is extra:
            return list(routines.values())
        return [extra, *(routine for routine in routines.values() if routine.id != extra.id)]

    def _sidebar(self) -> QWidget:
        sidebar = QWidget()
        sidebar.setObjectName("sidebar")
        self._brand = label("Stretch Coach", "brand")
        self._brand.setContentsMargins(APART, 0, 0, 0)
        column = QVBoxLayout(sidebar)
        column.setContentsMargins(APART, OPEN, APART, APART)
        column.setSpacing(CLOSE)
        column.addWidget(self._brand)
        column.addWidget(self.routine_list, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        for button in (self._journal, self._settings):
            below.addWidget(button)
        below.addStretch(1)
        column.addLayout(below)
        return sidebar

    def _draw_icon(self) -> None:
        # Loads Qt's SVG, which the first picture does without.
        from stretchcoach.window.theme.icons import icon

        self._settings.setIcon(icon("settings", self._colours.faint))
        self._journal.setIcon(icon("journal", self._colours.faint))

    def _choose(self, routine: Routine | None) -> None:
        page = self.routine_page.widget()
        if routine is None and page is not None:
            page.hide()  # with its Start: there is nothing that it could start
            self.routine_page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        elif routine is not None and self._minutes:
            self._show_routine(routine)
            self.routine_chosen.emit()

    def _show_routine(self, routine: Routine) -> None:
        app = self._app
        self.routine_page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.routine_page.show_routine(routine, self._minutes[routine.id], app.preferences, app.library.stretches)


def _quiet(text: str, key: str, asks: SignalInstance) -> QPushButton:
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setProperty("role", "quiet")
    made.setAutoDefault(True)  # Return presses it, as in a dialog
    made.setToolTip(key)
    made.clicked.connect(asks)
    return made
