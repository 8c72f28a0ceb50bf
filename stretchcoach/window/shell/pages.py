"""The pages of the window, one of which is shown: the library first, and others when they are needed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from stretchcoach.messages import UserFacingError
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.library.library_page import LibraryPage
from stretchcoach.window.shell.notice_bar import NoticeBar
from stretchcoach.window.theme.palette import Colours

if TYPE_CHECKING:
    from stretchcoach.window.journal.journal_page import JournalPage
    from stretchcoach.window.welcome.welcome_page import WelcomePage


class Pages(QStackedWidget):
    """Makes a page that most starts do without when it is first shown, and leads back to the library."""

    library_shown = Signal()
    """The person has come back to the library."""

    def __init__(self, app: AppContext, colours: Colours, chosen: Routine | None, notice_bar: NoticeBar) -> None:
        """`chosen` is the routine to show first."""
        super().__init__()
        self._app = app
        self._colours = colours
        self._notice_bar = notice_bar
        self.behind: QWidget | None = None
        """The page behind one that nobody asked for."""
        self.welcome: WelcomePage | None = None
        """The pages before the first use, while they are there."""
        self._journal: JournalPage | None = None
        self.library = LibraryPage(app, colours, chosen)
        self.addWidget(self.library)

    @property
    def journal(self) -> "JournalPage":
        """The page of the journal."""
        if self._journal is None:
            from stretchcoach.window.journal.journal_page import JournalPage

            self._journal = JournalPage(self._app, self._colours)
            self._journal.left.connect(self.show_library)
            self._journal.failed.connect(self._notice_bar.report)
            self._journal.noticed.connect(self._notice_bar.tell)
            self.addWidget(self._journal)
        return self._journal

    def show_page(self, page: QWidget) -> None:
        """Show a page, and give it the keyboard."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def show_library(self) -> None:
        """Show the library."""
        self.show_page(self.library)
        self.library_shown.emit()

    def show_routine(self, routine: Routine) -> None:
        """Show `routine` in the library, even if it is not part of it; the journal makes way for it."""
        self.library.show_routine(routine)
        if self.currentWidget() is self._journal:
            self.show_library()

    def show_welcome(self) -> None:
        """Show the pages before the first use; the library follows."""
        from stretchcoach.window.welcome.welcome_page import WelcomePage

        self.welcome = WelcomePage(self._app, self._colours)
        self.welcome.done.connect(self.end_welcome)
        self.show_page(self.welcome)

    def end_welcome(self) -> None:
        """Remember that the person has been welcomed, and show the library."""
        try:
            self._app.welcome.mark_seen()
        except UserFacingError as error:
            self._notice_bar.report(error)
        self.show_library()
        if self.welcome is not None:
            self.welcome.end()
            self._remove(self.welcome)
            self.welcome = None

    def show_journal(self) -> None:
        """Show the journal, if the library is shown now."""
        if self.currentWidget() is self.library:
            self.show_page(self.journal)
            self.journal.open()

    def put_before(self, page: QWidget) -> None:
        """Show a page that nobody asked for before the current one."""
        self.behind = self.currentWidget()
        self.show_page(page)

    def go_back_from(self, page: QWidget, *, to_library: bool) -> None:
        """Remove such a page, and show the one behind it, or the library."""
        self.show_page(self.library if to_library or self.behind is None else self.behind)
        self._remove(page)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        for page in (self.library, self._journal, self.welcome):
            if page is not None:
                page.recolour(colours)

    def end(self) -> None:
        """Wait until the changes made on the pages are written."""
        if self._journal is not None:
            self._journal.end()

    def _remove(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.deleteLater()
