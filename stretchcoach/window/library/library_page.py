"""The first page: the list of routines, beside the page of the chosen one."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.library.routine_list import RoutineEntry, RoutineList
from stretchcoach.window.library.routine_page import RoutinePage
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, CLOSE, OPEN
from stretchcoach.window.widgets.labels import label

_SIDEBAR, _PAGE = 2, 3
"""The shares of the width that the list and the routine's page have."""
_LOW = 420
"""Pixels: a window lower than this gives the space of the program's name to the list."""


class LibraryPage(QWidget):
    """Lets the person choose and start a routine, and leads to the journal and the settings."""

    start_requested = Signal(object)
    """The routine to start."""
    settings_requested = Signal()
    journal_requested = Signal()
    routine_chosen = Signal()
    """The person has chosen another routine."""
    ready = Signal()
    """The page is complete: the lengths and the routine's page have followed the first frame."""

    def __init__(self, app: AppContext, colours: Colours, extra: Routine | None) -> None:
        """`extra` is a routine named on the command line. It takes the place of a library routine with its id."""
        super().__init__()
        self._app = app
        self._extra = extra
        self._colours = colours
        self._minutes: dict[str, int] = {}
        self._journal = _quiet_button(_("Journal"), "Ctrl+J", self.journal_requested)
        self._settings = _quiet_button(_("Settings"), "Ctrl+,", self.settings_requested)
        self.routine_list = RoutineList(colours, app.pictures)
        self.routine_page = RoutinePage(colours)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar(), _SIDEBAR)  # window.qss limits its width
        row.addWidget(self.routine_page, _PAGE)
        self.routine_list.chosen.connect(self._choose)
        self.routine_list.start_requested.connect(self.start_requested)
        self.routine_page.start_requested.connect(self.start_requested)
        self.routine_list.show_entries([RoutineEntry(routine) for routine in self._routines()])
        if extra is not None:
            self.routine_list.choose(extra)
        app.preferences.subscribe(self._follow_preferences)

    @property
    def routine(self) -> Routine | None:
        """The chosen routine, or None if a search finds nothing."""
        return self.routine_list.current

    def show_routine(self, routine: Routine) -> None:
        """Choose `routine` and show its page. A routine that is not in the list is added at the top."""
        if routine not in self._routines():
            self._extra = routine
        self.refresh()
        self.routine_list.clear_search()  # the search may hide the routine
        self.routine_list.choose(routine)

    def refresh(self) -> None:
        """Update the lengths and the routine's page to the current preferences, and keep the chosen routine."""
        routines = self._routines()
        self._minutes = {
            routine.id: self._app.sessions.minutes(routine, self._app.preferences.current) for routine in routines
        }
        with QSignalBlocker(self.routine_list):
            self.routine_list.show_entries([RoutineEntry(routine, self._minutes[routine.id]) for routine in routines])
        if self.routine is not None:
            self._show_routine(self.routine)
        if self._settings.icon().isNull():
            self._set_icons()

    def _follow_preferences(self, _before: Preferences, _after: Preferences) -> None:
        self.refresh()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        self.routine_list.recolour(colours)
        self.routine_page.recolour(colours)
        self._set_icons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the program's name in a low window, and the texts of the buttons in a narrow one."""
        self._brand.setVisible(event.size().height() >= _LOW)
        buttons = (self._journal, self._settings)
        for button in buttons:
            button.setText(button.accessibleName())
        available = event.size().width() * _SIDEBAR / (_SIDEBAR + _PAGE) - 2 * APART
        if sum(button.sizeHint().width() for button in buttons) > available:
            for button in buttons:
                button.setText("")

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Pass the focus on to the list. As a focus proxy, the list would make Tab skip the search field."""
        self.routine_list.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Complete the page after its first frame."""
        super().paintEvent(event)
        if not self._minutes:
            # The list can be used now. The lengths and the routine's page follow with the next frame, because
            # compiling the timelines takes an eighth of the time to the first one.
            QTimer.singleShot(0, self, self._complete)

    def _complete(self) -> None:
        self.refresh()
        self.ready.emit()

    def _routines(self) -> list[Routine]:
        routines, extra = self._app.library.current.routines, self._extra
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
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self._journal, self._settings):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return sidebar

    def _set_icons(self) -> None:
        # Loads Qt's SVG module, which the first frame does without.
        from stretchcoach.window.theme.icons import icon

        self._settings.setIcon(icon("settings", self._colours.faint))
        self._journal.setIcon(icon("journal", self._colours.faint))

    def _choose(self, routine: Routine | None) -> None:
        page = self.routine_page.widget()
        if routine is None and page is not None:
            page.hide()  # and with it the Start button, which has nothing to start
            self.routine_page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        elif routine is not None and self._minutes:
            self._show_routine(routine)
            self.routine_chosen.emit()

    def _show_routine(self, routine: Routine) -> None:
        app = self._app
        self.routine_page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.routine_page.show_routine(
            routine, self._minutes[routine.id], app.preferences.current, app.library.current.stretches
        )


def _quiet_button(text: str, shortcut: str, clicked: SignalInstance) -> QPushButton:
    """Return a button without a frame, which shows its shortcut as a tool tip."""
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setProperty("role", "quiet")
    made.setAutoDefault(True)  # Return presses it, as in a dialog
    made.setToolTip(shortcut)
    made.clicked.connect(clicked)
    return made
