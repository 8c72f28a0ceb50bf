"""Session by session: the list of them, and beside it the one that is chosen, to be changed and to be deleted."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.journal.editing import SessionSnapshot
from stretchcoach.journal.entry import Held
from stretchcoach.journal.history import PastSession
from stretchcoach.journal.past_sessions import PastSessions
from stretchcoach.progression.practised import Feeling
from stretchcoach.routine.stretch import Stretch
from stretchcoach.session.timeline import HoldKey
from stretchcoach.window.journal.dates import short_day
from stretchcoach.window.journal.session_detail import SessionDetail
from stretchcoach.window.journal.session_list import AT_ONCE, SessionList
from stretchcoach.window.journal.undo_bar import Change, UndoBar
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART
from stretchcoach.window.widgets.serial_queue import SerialQueue


class SessionsTab(QWidget):
    """Two panes, as on the page of the routines; every change can be taken back by `undo`."""

    changed = Signal()
    """The journal is another by now."""

    def __init__(
        self, past: PastSessions, queue: SerialQueue, undo: UndoBar, known: Mapping[str, Stretch], colours: Colours
    ) -> None:
        super().__init__()
        self._past = past
        self._queue = queue
        self._undo = undo
        self._known = known
        self.list = SessionList(colours)
        self.detail = SessionDetail()
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.more_wanted.connect(self._read_on)
        self.list.delete_requested.connect(self._delete)
        self.detail.felt.connect(self._feel)
        self.detail.held.connect(self._hold)
        self.detail.delete_requested.connect(self._delete)
        self.detail.focus_left.connect(self.list.setFocus)

    def open_day(self, day: dt.date) -> None:
        """Show the sessions of a day, from its first one on."""

        def show(sessions: tuple[PastSession, ...]) -> None:
            self.list.show_sessions(sessions, day)
            self.list.setFocus()

        self._queue.read(lambda: self._past.sessions_since(day), show, lambda: True)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self.list.painter.colours = colours
        self.list.viewport().update()

    def _lay_out(self) -> None:
        sidebar = QWidget()
        sidebar.setObjectName("sidebar")
        column = QVBoxLayout(sidebar)
        column.setContentsMargins(APART, APART, APART, APART)
        column.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(sidebar, 2)
        row.addWidget(self.detail, 3)

    def _read_on(self, oldest: PastSession) -> None:
        self._queue.read(
            lambda: self._past.sessions(oldest, AT_ONCE),
            partial(self.list.add, oldest),
            lambda: self.list.oldest == oldest,
            lambda _error: self.list.stop_waiting(),
        )

    def _choose(self, session: PastSession | None) -> None:
        if session is None:
            self.detail.show_nothing()
            return

        def show(holds: tuple[Held, ...]) -> None:
            self.detail.show_session(session, holds, self._known)

        self._queue.read(lambda: self._past.holds(session), show, lambda: self.list.current == session)

    def _feel(self, session: PastSession, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        self._change(session, lambda: self._past.set_feeling(session, stretch, side, feeling))

    def _hold(self, session: PastSession, hold_key: HoldKey, seconds: float) -> None:
        self._change(session, lambda: self._past.set_held_seconds(session, hold_key, seconds))

    def _change(self, session: PastSession, change: Callable[[], SessionSnapshot | None]) -> None:
        """Change something in a session; what was refused is shown as it still is."""
        words = _("Changed in {title}, {day}.")
        self._queue.write(
            change,
            lambda before: self._offer_to_undo(session, before, words, self._show_again),
            lambda _error: self._show_again(session),
        )

    def _delete(self, session: PastSession | None) -> None:
        if session is None:
            return

        def deleted(before: SessionSnapshot | None) -> None:
            self.list.take_out(session)
            self._offer_to_undo(session, before, _("Deleted: {title}, {day}."), self.list.put_back)

        self._queue.write(lambda: self._past.delete(session), deleted, lambda _error: None)

    def _offer_to_undo(
        self, session: PastSession, before: SessionSnapshot | None, words: str, show: Callable[[PastSession], None]
    ) -> None:
        """`show` is how the session is shown once the change is taken back; `before` is none where it was gone."""
        if before is None:
            show(session)
        else:
            told = words.format(title=session.title, day=short_day(session.day))
            change = Change(told, lambda: self._put_back(change, session, before, show))
            self._undo.add(change)
        self.changed.emit()

    def _put_back(
        self, change: Change, session: PastSession, before: SessionSnapshot, show: Callable[[PastSession], None]
    ) -> None:
        def done(_outcome: object) -> None:
            show(session)
            self.changed.emit()

        self._queue.write(lambda: self._past.restore(before), done, lambda _error: self._undo.keep(change))

    def _show_again(self, session: PastSession) -> None:
        if self.list.current == session:
            self._choose(session)
