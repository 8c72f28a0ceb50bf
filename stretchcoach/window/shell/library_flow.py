"""What happens while a person chooses a routine: prefetching its lines, showing advice, saving it as sound."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.notice_bar import NoticeBar
from stretchcoach.window.shell.pages import Pages
from stretchcoach.window.shell.prefetch import Prefetch
from stretchcoach.window.shell.session_flow import SessionFlow
from stretchcoach.window.widgets.advice_presenter import AdvicePresenter

if TYPE_CHECKING:
    from stretchcoach.window.library.sound_export import SoundExport


class LibraryFlow(QObject):
    """Follows the library page, and gives way to a session."""

    def __init__(self, app: AppContext, pages: Pages, session_flow: SessionFlow, notice_bar: NoticeBar) -> None:
        super().__init__(pages)
        self._app = app
        self._library = pages.library
        self._session_flow = session_flow
        self._notice_bar = notice_bar
        self._export: SoundExport | None = None
        self._prefetch = Prefetch(app, self)
        self._advice = AdvicePresenter(app, self)
        self._advice.failed.connect(notice_bar.report)
        self._prefetch.lingered.connect(self._prefetch_lines)
        self._prefetch.failed.connect(notice_bar.report)
        self._library.start_requested.connect(session_flow.start)
        self._library.routine_chosen.connect(self._prefetch.linger)
        self._library.routine_list.user_active.connect(self._prefetch.warm_up)
        self._library.routine_page.routine_shown.connect(self._show_advice)
        self._library.routine_page.save_requested.connect(self._save_as_sound)
        session_flow.preparing_changed.connect(self._give_way)
        pages.library_shown.connect(self._refresh_advice)

    def end(self) -> None:
        """Begin nothing more."""
        self._prefetch.end()
        if self._export is not None:
            self._export.cancel()

    def _prefetch_lines(self) -> None:
        routine = self._app.next_routine = self._library.routine
        if routine is not None and not self._session_flow.is_running:
            self._prefetch.render_lines(routine)

    def _give_way(self, preparing: bool) -> None:
        if preparing:
            self._prefetch.warm_up()
            self._prefetch.give_way()
        self._library.routine_page.set_preparing(preparing=preparing)

    def _show_advice(self, routine: Routine) -> None:
        self._advice.show_for(routine, self._library.routine_page.advice_slots)

    def _refresh_advice(self) -> None:
        """Ask again when the person comes back to a routine: there may be something new to say about it."""
        self._notice_bar.hold_back(())
        if self._library.routine is not None and self._library.routine_page.advice_slots:
            self._advice.refresh(self._library.routine, self._library.routine_page.advice_slots)

    def _save_as_sound(self, routine: Routine) -> None:
        if self._export is None:
            from stretchcoach.window.library.sound_export import SoundExport

            self._export = SoundExport(self._app, self._library)
            self._export.noticed.connect(self._notice_bar.tell)
            self._export.failed.connect(self._notice_bar.report)
        self._export.save_as(routine)
