"""The tab with the list of sessions, beside the chosen one, which can be changed and deleted."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.journal.editing import SessionSnapshot
from stretchcoach.journal.history import PastSession
from stretchcoach.journal.past_sessions import PastSessions
from stretchcoach.routine.stretch import Stretch
from stretchcoach.session.hold_records import HoldRecord
from stretchcoach.session.timeline import HoldKey
from stretchcoach.window.journal.dates import short_day
from stretchcoach.window.journal.session_detail import SessionDetail
from stretchcoach.window.journal.session_list import BATCH_SIZE, SessionList
from stretchcoach.window.journal.undo_bar import Change, UndoBar
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART
from stretchcoach.window.widgets.serial_queue import SerialQueue


class SessionsTab(QWidget):
    """Shows and changes past sessions. Every change is pushed to an UndoBar."""

    changed = Signal()
    """The journal has changed."""

    def __init__(
        self,
        past: PastSessions,
        queue: SerialQueue,
        undo_bar: UndoBar,
        stretches: Mapping[str, Stretch],
        colours: Colours,
    ) -> None:
        super().__init__()
        self._past = past
        self._queue = queue
        self._undo_bar = undo_bar
        self._stretches = stretches
        self.session_list = SessionList(colours)
        self.detail = SessionDetail()
        self._lay_out()
        self.session_list.chosen.connect(self._choose)
        self.session_list.more_wanted.connect(self._read_older)
        self.session_list.delete_requested.connect(self._delete)
        self.detail.feeling_changed.connect(self._feel)
        self.detail.hold_changed.connect(self._hold)
        self.detail.delete_requested.connect(self._delete)
        self.detail.focus_left.connect(self.session_list.setFocus)

    def open_day(self, day: dt.date) -> None:
        """Show the first session of a day."""

        def show(sessions: tuple[PastSession, ...]) -> None:
            self.session_list.show_sessions(sessions, day)
            self.session_list.setFocus()

        self._queue.read(lambda: self._past.sessions_since(day), show, lambda: True)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self.session_list.delegate.colours = colours
        self.session_list.viewport().update()

    def _lay_out(self) -> None:
        sidebar = QWidget()
        sidebar.setObjectName("sidebar")
        column = QVBoxLayout(sidebar)
        column.setContentsMargins(APART, APART, APART, APART)
        column.addWidget(self.session_list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(sidebar, 2)
        row.addWidget(self.detail, 3)

    def _read_older(self, oldest: PastSession) -> None:
        self._queue.read(
            lambda: self._past.sessions(oldest, BATCH_SIZE),
            partial(self.session_list.add, oldest),
            lambda: self.session_list.oldest == oldest,
            lambda _error: self.session_list.stop_waiting(),
        )

    def _choose(self, session: PastSession | None) -> None:
        if session is None:
            self.detail.show_nothing()
            return

        def show(holds: tuple[HoldRecord, ...]) -> None:
            self.detail.show_session(session, holds, self._stretches)

        self._queue.read(lambda: self._past.holds(session), show, lambda: self.session_list.current == session)

    def _feel(self, session: PastSession, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        self._change(session, lambda: self._past.set_feeling(session, stretch, side, feeling))

    def _hold(self, session: PastSession, hold_key: HoldKey, seconds: float) -> None:
        self._change(session, lambda: self._past.set_held_seconds(session, hold_key, seconds))

    def _change(self, session: PastSession, change: Callable[[], SessionSnapshot | None]) -> None:
        """Write a change. If it fails, show the session again as it still is."""
        text = _("Changed: {title}, {day}.")
        self._queue.write(
            change,
            lambda before: self._offer_undo(session, before, text, self._show_again),
            lambda _error: self._show_again(session),
        )

    def _delete(self, session: PastSession | None) -> None:
        if session is None:
            return

        def deleted(before: SessionSnapshot | None) -> None:
            self.session_list.remove(session)
            self._offer_undo(session, before, _("Deleted: {title}, {day}."), self.session_list.restore)

        self._queue.write(lambda: self._past.delete(session), deleted)

    def _offer_undo(
        self, session: PastSession, before: SessionSnapshot | None, text: str, show: Callable[[PastSession], None]
    ) -> None:
        """Offer to undo a change that has been written.

        `before` is the stored session before the change, or None if it no longer existed. `show` shows the session
        once the change is undone.
        """
        if before is None:
            show(session)
        else:
            described = text.format(title=session.title, day=short_day(session.day))
            change = Change(described, lambda: self._undo(change, session, before, show))
            self._undo_bar.push(change)
        self.changed.emit()

    def _undo(
        self, change: Change, session: PastSession, before: SessionSnapshot, show: Callable[[PastSession], None]
    ) -> None:
        def done(_outcome: object) -> None:
            show(session)
            self.changed.emit()

        self._queue.write(lambda: self._past.restore(before), done, lambda _error: self._undo_bar.restore(change))

    def _show_again(self, session: PastSession) -> None:
        if self.session_list.current == session:
            self._choose(session)
