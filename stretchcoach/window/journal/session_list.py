"""The list of past sessions, latest first; older ones are read as one scrolls to them."""

import bisect
import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from stretchcoach.i18n import _
from stretchcoach.journal.history import PastSession
from stretchcoach.window.journal.dates import date_and_length
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.widgets.two_line_delegate import DETAILS_ROLE, ITEM_ROLE, Index, TwoLineDelegate
from stretchcoach.window.widgets.two_line_list import TwoLineList

BATCH_SIZE = 50
"""The number of sessions read at a time."""
_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class SessionList(TwoLineList):
    """Shows past sessions, of which one is chosen."""

    chosen = Signal(object)
    """The chosen session, or None if the list has become empty."""
    more_wanted = Signal(object)
    """The oldest session in the list: those before it are to be read."""
    delete_requested = Signal(object)
    """The chosen session, or None if the list is empty."""

    def __init__(self, colours: Colours) -> None:
        self._sessions = _Sessions()
        super().__init__(self._sessions, _("Sessions"))
        self.delegate = TwoLineDelegate(colours, self.row_state)
        self.set_delegate(self.delegate)
        self.setAccessibleDescription(_("Latest first. Delete removes a session, and Control Z brings it back."))
        self._sessions.more_wanted.connect(self.more_wanted)
        self.selectionModel().currentChanged.connect(lambda: self.chosen.emit(self.current))
        self.selectionModel().selectionChanged.connect(self._follow_selection)

    @property
    def current(self) -> PastSession | None:
        """The chosen session."""
        session: PastSession | None = self.currentIndex().data(ITEM_ROLE)
        return session

    @property
    def oldest(self) -> PastSession | None:
        """The oldest session that has been read."""
        return self._sessions.shown[-1] if self._sessions.shown else None

    def show_sessions(self, latest: Sequence[PastSession], day: dt.date | None = None) -> None:
        """Replace the list by `latest`. Choose the first session of `day`; without a day, keep the chosen session."""
        uid = self.current.uid if self.current is not None else None
        self._sessions.reset(latest)
        if day is not None:
            wanted = [number for number, one in enumerate(latest) if one.day == day][-1:]
        else:
            wanted = [number for number, one in enumerate(latest) if one.uid == uid]
        self.setCurrentIndex(self._sessions.index(next(iter(wanted), 0), 0))

    def add(self, oldest: PastSession, older: Sequence[PastSession]) -> None:
        """Append sessions older than `oldest`, unless the list has been replaced since they were asked for."""
        if oldest == self.oldest:
            self._sessions.add(older)

    def stop_waiting(self) -> None:
        """Allow older sessions to be asked for again, after they could not be read."""
        self._sessions.add(None)

    def remove(self, session: PastSession) -> None:
        """Remove a deleted session; its neighbour becomes the chosen one."""
        self._sessions.remove(session)
        if self.current is None:
            self.chosen.emit(None)

    def restore(self, session: PastSession) -> None:
        """Insert a session in its place again, and choose it."""
        self.setCurrentIndex(self._sessions.index(self._sessions.restore(session), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Request the deletion with Delete or Backspace."""
        if event.key() in _DELETE_KEYS and not event.isAutoRepeat():
            self.delete_requested.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first session if none is chosen, so that the focus is on a session."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._sessions.rowCount():
            self.setCurrentIndex(self._sessions.index(0, 0))

    def _follow_selection(self) -> None:
        """Make a selected row current: a screen reader selects rows without making them current."""
        for index in self.selectedIndexes():
            self.setCurrentIndex(index)


class _Sessions(QAbstractListModel):
    """The sessions that have been read."""

    more_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[PastSession] = []
        self._is_complete = True
        self._is_waiting = False

    def reset(self, latest: Sequence[PastSession]) -> None:
        self.beginResetModel()
        self.shown = list(latest)
        self._is_complete, self._is_waiting = not latest, False
        self.endResetModel()

    def add(self, older: Sequence[PastSession] | None) -> None:
        """Append older sessions; None means that they could not be read."""
        self._is_waiting = False
        self._is_complete = older is not None and len(older) < BATCH_SIZE
        if older:
            self.beginInsertRows(QModelIndex(), len(self.shown), len(self.shown) + len(older) - 1)
            self.shown += older
            self.endInsertRows()

    def remove(self, session: PastSession) -> None:
        at = next((number for number, one in enumerate(self.shown) if one.uid == session.uid), None)
        if at is not None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.shown[at]
            self.endRemoveRows()

    def restore(self, session: PastSession) -> int:
        at = bisect.bisect_left(self.shown, _order(session), key=_order)
        self.beginInsertRows(QModelIndex(), at, at)
        self.shown.insert(at, session)
        self.endInsertRows()
        return at

    def canFetchMore(self, _parent: Index) -> bool:
        return not (self._is_complete or self._is_waiting or not self.shown)

    def fetchMore(self, _parent: Index) -> None:
        self._is_waiting = True
        self.more_wanted.emit(self.shown[-1])

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        session = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return session.title
            case _ if role == DETAILS_ROLE:
                return date_and_length(session)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{session.title}, {date_and_length(session)}"
            case _:
                return session if role == ITEM_ROLE else None


def _order(session: PastSession) -> tuple[int, float, int]:
    """Return a sort key for the order of the journal, latest first."""
    return -session.day.toordinal(), -session.begun.timestamp(), -session.row
