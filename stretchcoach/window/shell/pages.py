"""The pages of the window, of which one is shown: the list first of all, and others as they are wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from stretchcoach.messages import UserFacingError
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.library.library_page import LibraryPage
from stretchcoach.window.theme.palette import Colours

if TYPE_CHECKING:
    from stretchcoach.window.journal.journal_page import JournalPage
    from stretchcoach.window.welcome.welcome_page import WelcomePage


class Pages(QStackedWidget):
    """Makes what most starts do without when it is first shown, and leads back to the list."""

    list_shown = Signal()
    """The way led back to the list."""
    changed = Signal(object)
    """Preferences, from a page on which they can be set."""
    failed = Signal(object)
    noticed = Signal(object)
    """What the person should know: the notices."""

    def __init__(self, app: AppContext, colours: Colours, chosen: Routine | None) -> None:
        super().__init__()
        self._app = app
        self._colours = colours
        self.behind: QWidget | None = None
        """What was shown before a page that no one asked for."""
        self.welcome: WelcomePage | None = None
        """What comes before the first use, while it is there."""
        self._journal: JournalPage | None = None
        self.browse = LibraryPage(app, colours, chosen)
        self.addWidget(self.browse)

    @property
    def journal(self) -> "JournalPage":
        """The page of the journal."""
        if self._journal is None:
            from stretchcoach.window.journal.journal_page import JournalPage

            self._journal = JournalPage(self._app, self._colours)
            self._journal.left.connect(self.show_list)
            self._journal.changed.connect(self.changed)
            self._journal.failed.connect(self.failed)
            self._journal.noticed.connect(self.noticed)
            self.addWidget(self._journal)
        return self._journal

    def show_page(self, page: QWidget) -> None:
        """Show a page, with the keyboard in it."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def show_list(self) -> None:
        """Show the list."""
        self.show_page(self.browse)
        self.list_shown.emit()

    def show_routine(self, routine: Routine) -> None:
        """Show `routine` in the list, of which it need not be one; a page that can wait makes way for it."""
        self.browse.show_routine(routine)
        if self.currentWidget() is self._journal:
            self.show_list()

    def show_welcome(self) -> None:
        """Show what comes before the first use; the list follows."""
        from stretchcoach.window.welcome.welcome_page import WelcomePage

        self.welcome = WelcomePage(self._app, self._colours)
        self.welcome.changed.connect(self.changed)
        self.welcome.done.connect(self.end_welcome)
        self.show_page(self.welcome)

    def end_welcome(self) -> None:
        """The person has been through it."""
        try:
            self._app.keep_welcomed()
        except UserFacingError as trouble:
            self.noticed.emit([trouble.notice])
        self.show_list()
        if self.welcome is not None:
            self._let_go(self.welcome)
            self.welcome = None

    def show_journal(self) -> None:
        """Show what was done, where the list is shown now."""
        if self.currentWidget() is self.browse:
            self.show_page(self.journal)
            self.journal.open()

    def put_before(self, page: QWidget) -> None:
        """Show a page that no one asked for before the one that is there."""
        self.behind = self.currentWidget()
        self.show_page(page)

    def go_back_from(self, page: QWidget, *, to_list: bool) -> None:
        """Let such a page go, and show the one behind it, or the list."""
        self.show_page(self.browse if to_list or self.behind is None else self.behind)
        self._let_go(page)

    def follow(self, preferences: Preferences) -> None:
        """Show everything as the preferences are by now."""
        if self.welcome is not None:
            self.welcome.show_preferences(preferences)
        if self._journal is not None:
            self._journal.follow(preferences)
        self.browse.refresh()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        for page in (self.browse, self._journal, self.welcome):
            if page is not None:
                page.recolour(colours)

    def end(self) -> None:
        """Wait until what was changed on them is kept."""
        if self._journal is not None:
            self._journal.end()

    def _let_go(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.deleteLater()
