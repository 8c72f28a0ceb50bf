"""The list of past sessions, the latest first; older ones come as they are scrolled to."""

import bisect
import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from stretchcoach.i18n import _
from stretchcoach.journal.history import PastSession
from stretchcoach.session.wording import practised_time
from stretchcoach.window.journal.dates import clock, short_day
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.widgets.two_line_delegate import DETAILS_ROLE, ITEM_ROLE, Index, TwoLineDelegate
from stretchcoach.window.widgets.two_line_list import TwoLineList

BATCH_SIZE = 50
"""So many sessions are read at a time."""
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class SessionList(TwoLineList):
    """Shows sessions that have been; says which is chosen."""

    chosen = Signal(object)
    """A session, or None where there is none any more."""
    more_wanted = Signal(object)
    """Sessions older than this one."""
    delete_requested = Signal(object)
    """The session, or None where there is none."""

    def __init__(self, colours: Colours) -> None:
        self._sessions = _Sessions()
        super().__init__(self._sessions, _("Sessions"))
        self.painter = TwoLineDelegate(colours, self.row_state)
        self.set_delegate(self.painter)
        self.setAccessibleDescription(_("The latest first. Delete takes one out, and Control Z puts it back."))
        self._sessions.more_wanted.connect(self.more_wanted)
        self.selectionModel().currentChanged.connect(lambda: self.chosen.emit(self.current))
        self.selectionModel().selectionChanged.connect(self._follow_selection)

    @property
    def current(self) -> PastSession | None:
        """The session that is chosen."""
        session: PastSession | None = self.currentIndex().data(ITEM_ROLE)
        return session

    @property
    def oldest(self) -> PastSession | None:
        """The last one that has been read."""
        return self._sessions.shown[-1] if self._sessions.shown else None

    def show_sessions(self, latest: Sequence[PastSession], day: dt.date | None = None) -> None:
        """Begin anew with the latest ones; the first one of `day` is chosen, or the one that was."""
        uid = self.current.uid if self.current is not None else None
        self._sessions.begin(latest)
        if day is not None:
            wanted = [number for number, one in enumerate(latest) if one.day == day][-1:]
        else:
            wanted = [number for number, one in enumerate(latest) if one.uid == uid]
        self.setCurrentIndex(self._sessions.index(next(iter(wanted), 0), 0))

    def add(self, oldest: PastSession, older: Sequence[PastSession]) -> None:
        """Go on with older ones, which follow `oldest`; what was asked for by a list that is gone is left out."""
        if oldest == self.oldest:
            self._sessions.add(older)

    def stop_waiting(self) -> None:
        """Older ones did not come; they may be asked for again."""
        self._sessions.add(None)

    def take_out(self, session: PastSession) -> None:
        """Show a session no more that was deleted; its neighbour is chosen then."""
        self._sessions.take_out(session)
        if self.current is None:
            self.chosen.emit(None)

    def put_back(self, session: PastSession) -> None:
        """Show a session again in its place, and choose it."""
        self.setCurrentIndex(self._sessions.index(self._sessions.put_back(session), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete is as good as the button."""
        if event.key() in _DELETE and not event.isAutoRepeat():
            self.delete_requested.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is at a session, and not at the list alone."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._sessions.rowCount():
            self.setCurrentIndex(self._sessions.index(0, 0))

    def _follow_selection(self) -> None:
        """Go to what was selected: a screen reader selects without going there."""
        for index in self.selectedIndexes():
            self.setCurrentIndex(index)


class _Sessions(QAbstractListModel):
    more_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[PastSession] = []
        self._is_whole = True
        self._is_asking = False

    def begin(self, latest: Sequence[PastSession]) -> None:
        self.beginResetModel()
        self.shown = list(latest)
        self._is_whole, self._is_asking = not latest, False
        self.endResetModel()

    def add(self, older: Sequence[PastSession] | None) -> None:
        """Nothing where they could not be read."""
        self._is_asking = False
        self._is_whole = older is not None and len(older) < BATCH_SIZE
        if older:
            self.beginInsertRows(QModelIndex(), len(self.shown), len(self.shown) + len(older) - 1)
            self.shown += older
            self.endInsertRows()

    def take_out(self, session: PastSession) -> None:
        at = next((number for number, one in enumerate(self.shown) if one.uid == session.uid), None)
        if at is not None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.shown[at]
            self.endRemoveRows()

    def put_back(self, session: PastSession) -> int:
        at = bisect.bisect_left(self.shown, _order(session), key=_order)
        self.beginInsertRows(QModelIndex(), at, at)
        self.shown.insert(at, session)
        self.endInsertRows()
        return at

    def canFetchMore(self, _parent: Index) -> bool:
        return not (self._is_whole or self._is_asking or not self.shown)

    def fetchMore(self, _parent: Index) -> None:
        self._is_asking = True
        self.more_wanted.emit(self.shown[-1])

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - no row, as Qt says it
        return len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        session = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return session.title
            case _ if role == DETAILS_ROLE:
                return when(session)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{session.title}, {when(session)}"
            case _:
                return session if role == ITEM_ROLE else None


def when(session: PastSession) -> str:
    """`Fri 20 Nov 2026, 07:30, 8 minutes`; no clock where the day was another one there than it is here."""
    at = [clock(session.begun)] * (session.begun.astimezone().date() == session.day)
    long = practised_time(session.practised_seconds).replace(" ", "\u00a0")  # never on two lines
    return ", ".join((short_day(session.day), *at, long))


def _order(session: PastSession) -> tuple[int, float, int]:
    """The latest first, as the journal gives them."""
    return -session.day.toordinal(), -session.begun.timestamp(), -session.row
